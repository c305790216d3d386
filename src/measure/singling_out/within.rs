//! `Within`: how few members of a segment have the same values.

use super::combination::{Chosen, Combination};
use crate::model::segment::Segment;
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Reverse;

/// The combination of so many attributes that singles out the most in a segment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Within {
    /// The segment.
    pub segment: String,
    /// Its members, at least 1.
    pub members: u64,
    /// How many attributes are combined, at least 1.
    pub combined: u64,
    /// What is found among the members.
    #[serde(flatten)]
    pub found: Combination,
}

/// A row for each number of attributes.
pub(super) fn of(segment: &Segment, chosen: &[Chosen], threshold: u64) -> Vec<Within> {
    let sizes = chosen.chunk_by(|one, other| one.len() == other.len());
    let row = |chosen: &[Chosen]| {
        let members = || segment.members.iter().copied();
        let found: Vec<Combination> =
            chosen.par_iter().map(|chosen| Combination::of(chosen, members(), threshold)).collect();
        Within {
            segment: segment.name.clone(),
            members: segment.members.len() as u64,
            combined: chosen[0].len() as u64,
            found: worst(found),
        }
    };
    sizes.map(row).collect()
}

/// The first of those with the smallest k, the most unique members and the most in small classes. Where nobody's values are known
/// there is no k, and such a combination comes last.
fn worst(found: Vec<Combination>) -> Combination {
    let rank = |one: &Combination| {
        (one.k.value().unwrap_or(u64::MAX), Reverse(one.unique_people), Reverse(one.small_people))
    };
    found.into_iter().min_by_key(rank).expect("attributes are combined where there are some")
}
