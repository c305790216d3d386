//! `Pair`: two segments that overlap.

use super::{NEAR_COPY_AT, ratios};
use crate::model::segment::{Layer, Segment};
use serde::Serialize;

/// How two segments that overlap lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They have the same members.
    Equal,
    /// Everybody in the smaller is in the larger, and not the other way round.
    Within,
    /// Each has members whom the other has not.
    Across,
}

/// Two segments that overlap; see [`Lattice`](super::Lattice). Of two of one size the first in the input is the smaller.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// From which side both are known.
    pub layer: Option<Layer>,
    /// The smaller segment.
    pub smaller: String,
    /// The larger segment.
    pub larger: String,
    /// Members of the smaller.
    pub smaller_members: u64,
    /// Members of the larger.
    pub larger_members: u64,
    /// People in both, at least 1.
    pub both: u64,
    /// The Jaccard index, above 0 to 1.
    pub jaccard: f64,
    /// The overlap coefficient: the share of the smaller that lies in the larger, above 0 to 1.
    pub overlap: f64,
    /// The share of the larger that lies in the smaller, above 0 to 1.
    pub share_of_larger: f64,
    /// How they lie to each other.
    pub relation: Relation,
    /// Whether they are near copies.
    pub near_copy: bool,
    /// Whether their sizes and the overlap give away a small group.
    pub gives_away: bool,
}

impl Pair {
    /// The pair of `one`, first in the input, and `other`, with `both` people in both.
    pub(super) fn of(layer: Option<Layer>, one: &Segment, other: &Segment, both: u64, threshold: u64) -> Self {
        let (smaller, larger) = if other.members.len() < one.members.len() { (other, one) } else { (one, other) };
        let [a, b] = [smaller, larger].map(|segment| segment.members.len() as u64);
        let relation = match (both == a, both == b) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Within,
            _ => Relation::Across,
        };
        let few = |people: u64| (1..threshold).contains(&people);
        let jaccard = ratios::jaccard(both, a, b);
        Self {
            layer,
            smaller: smaller.name.clone(),
            larger: larger.name.clone(),
            smaller_members: a,
            larger_members: b,
            both,
            jaccard,
            overlap: ratios::overlap(both, a, b),
            share_of_larger: ratios::contained(both, b),
            relation,
            near_copy: jaccard >= NEAR_COPY_AT,
            gives_away: a >= threshold && [both, a - both, b - both].into_iter().any(few),
        }
    }

    /// People in either, at least 1.
    #[must_use]
    pub fn in_either(&self) -> u64 {
        self.smaller_members + self.larger_members - self.both
    }

    /// By how much the larger exceeds the smaller, where that lies within it and the difference is at least 1 and below `least`: what
    /// subtraction tells.
    #[must_use]
    pub fn difference_below(&self, least: u64) -> Option<u64> {
        let difference = self.larger_members - self.smaller_members;
        (self.relation == Relation::Within && difference < least).then_some(difference)
    }
}
