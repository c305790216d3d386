//! `Level`: people by the number of segments that hold them.

use super::memberships::Memberships;
use crate::model::segment::Layer;
use serde::Serialize;

/// How many people are in exactly so many segments of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// From which side the segments are known.
    pub layer: Option<Layer>,
    /// How many segments with members the layer has, at least 1.
    pub of_segments: u64,
    /// In how many of them, from 0.
    pub segments: u64,
    /// How many people.
    pub people: u64,
}

/// A row for each number from none to the largest.
pub(super) fn of(layer: Option<Layer>, memberships: &Memberships) -> Vec<Level> {
    let most = memberships.numbers().max().unwrap_or(0);
    let mut people = vec![0; most + 1];
    memberships.numbers().for_each(|number| people[number] += 1);
    let of_segments = memberships.segments() as u64;
    (0..).zip(people).map(|(segments, people)| Level { layer, of_segments, segments, people }).collect()
}
