//! `Stack`: how many criteria a segment piles up.

use crate::{
    audit::Audit,
    model::segment::{Mode, Segment},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The criteria of a segment, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stack {
    /// The segment.
    pub segment: String,
    /// Its criteria, at least 1.
    pub criteria: u64,
    /// Those that add people.
    pub including: u64,
    /// Those that keep people out.
    pub excluding: u64,
    /// How many different things they look at, at least 1.
    pub dimensions: u64,
}

/// How many segments have so many criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Depth {
    /// How many criteria; 0 where none are recorded.
    pub criteria: u64,
    /// How many segments.
    pub segments: u64,
}

/// Each audience that has criteria, in input order.
pub(super) fn of(audit: &Audit) -> Vec<Stack> {
    audiences(audit).filter(|segment| !segment.criteria.is_empty()).map(stack).collect()
}

/// The audiences by number of criteria; nothing where no segment has any.
pub(super) fn depths(audit: &Audit) -> Vec<Depth> {
    let mut depths: BTreeMap<u64, u64> = BTreeMap::new();
    audiences(audit).for_each(|segment| *depths.entry(segment.criteria.len() as u64).or_insert(0) += 1);
    if depths.keys().all(|&criteria| criteria == 0) {
        return Vec::new();
    }
    depths.into_iter().map(|(criteria, segments)| Depth { criteria, segments }).collect()
}

fn audiences(audit: &Audit) -> impl Iterator<Item = &Segment> {
    audit.segments.iter().filter(|segment| segment.is_audience())
}

fn stack(segment: &Segment) -> Stack {
    let excluding = segment.criteria.iter().filter(|criterion| criterion.mode == Mode::Exclude).count() as u64;
    let criteria = segment.criteria.len() as u64;
    let dimensions: BTreeSet<&str> = segment.criteria.iter().map(|criterion| criterion.dimension.as_str()).collect();
    Stack {
        segment: segment.name.clone(),
        criteria,
        including: criteria - excluding,
        excluding,
        dimensions: dimensions.len() as u64,
    }
}
