//! The truth about the segments: who is in them, where they are, and what was planted in each.

use super::{marks::Marks, ratio};
use crate::{
    model::segment::Mode,
    simulate::{
        segments::{APATHETIC, LEANING, LOOKALIKE, RANDOM, Segment, UNDECIDED},
        world::World,
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Planted to be found: segment, and the attribute in whose values it is concentrated by its own criteria.
pub(super) const CONCENTRATED: &[(&str, &str)] = &[
    (APATHETIC, "place"),
    (UNDECIDED, "place"),
    (LOOKALIKE, "school"),
    (LOOKALIKE, "age_band"),
    (LEANING, "leaning"),
];

/// Planted to be passed by: chosen by chance alone.
pub(super) const NOT_CONCENTRATED: &[(&str, &str)] =
    &[(RANDOM, "place"), (RANDOM, "school"), (RANDOM, "age_band"), (RANDOM, "leaning")];

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct Planted {
    pub(in crate::simulate) segment: &'static str,
    pub(in crate::simulate) dimension: &'static str,
}

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct SegmentTruth {
    pub(in crate::simulate) segment: &'static str,
    pub(in crate::simulate) source: &'static str,
    pub(in crate::simulate) members: usize,
    pub(in crate::simulate) consenters: usize,
    pub(in crate::simulate) from_bystanders: usize,
    share_from_bystanders: f64,
    /// Members by value of each attribute that segments are held against, and those without a value.
    by: BTreeMap<&'static str, Vec<Cell>>,
    in_swing_places: usize,
    pub(in crate::simulate) criteria: Vec<Criterion>,
}

#[derive(Debug, Serialize)]
struct Cell {
    value: String,
    members: usize,
    share: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::simulate) struct Criterion {
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<&'static str>,
    pub(in crate::simulate) dimension: String,
    pub(in crate::simulate) value: String,
    pub(in crate::simulate) mode: Mode,
}

impl SegmentTruth {
    pub(super) fn of(segment: &Segment, world: &World, marks: &Marks) -> Self {
        let members = &segment.members;
        let count = |has: &dyn Fn(usize) -> bool| members.iter().filter(|&&at| has(at)).count();
        let from_bystanders = count(&|at| marks.bystander[at]);
        let columns = ["place", "school", "age_band", "leaning"];
        Self {
            segment: segment.name,
            source: segment.source,
            members: members.len(),
            consenters: count(&|at| marks.consents[at]),
            from_bystanders,
            share_from_bystanders: ratio(from_bystanders, members.len().max(1)),
            by: columns.into_iter().map(|column| (column, cells(world, members, column))).collect(),
            in_swing_places: count(&|at| world.places[world.people[at].place].is_swing()),
            criteria: criteria(segment).collect(),
        }
    }
}

/// Members by value, values ascending; the share is of the members whose value is known.
fn cells(world: &World, members: &[usize], column: &str) -> Vec<Cell> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &member in members {
        *counts.entry(world.value(member, column)).or_default() += 1;
    }
    counts.remove("");
    let known: usize = counts.values().sum();
    let cell = |(value, members): (&str, usize)| Cell {
        value: value.to_owned(),
        members,
        share: ratio(members, known),
    };
    counts.into_iter().map(cell).collect()
}

fn criteria(segment: &Segment) -> impl Iterator<Item = Criterion> {
    segment.criteria.iter().cloned().map(|one| Criterion {
        segment: None,
        dimension: one.dimension,
        value: one.value,
        mode: one.mode,
    })
}

/// The criteria that name the special category.
pub(in crate::simulate) fn special(segments: &[Segment]) -> Vec<Criterion> {
    let named = |segment| criteria(segment).map(move |one| Criterion { segment: Some(segment.name), ..one });
    segments.iter().flat_map(named).filter(|one| one.dimension == "leaning").collect()
}
