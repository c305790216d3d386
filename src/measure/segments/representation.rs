//! `Representation`: how many of a segment's members one place, group or community holds, against its share of people.

use super::{
    Pair,
    dimension::DimensionKind,
    enrichment::{Enrichment, table},
    four_fifths::{Rate, selections},
};
use crate::model::number::Figure;
use serde::Serialize;

/// One unit of a dimension in one segment.
///
/// # Definition
/// Members and people without a value in this dimension are left out: a of `known_members` members and K of
/// `known_people` people are in the unit. The lift is the location quotient.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Representation {
    /// The segment.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the unit is.
    pub kind: DimensionKind,
    /// The unit: the attribute's value, or `community 1` for the largest.
    pub group: String,
    /// Members of the segment in the unit.
    pub members: u64,
    /// Members of the segment in any unit.
    pub known_members: u64,
    /// People in the unit.
    pub group_people: u64,
    /// People in any unit.
    pub known_people: u64,
    /// The unit's share of the segment, 0 to 1.
    pub share_of_segment: Figure,
    /// The unit's share of people, 0 to 1.
    pub share_of_people: Figure,
    /// The unit's selection rate, against the highest.
    #[serde(flatten)]
    pub rate: Rate,
    /// Whether the unit holds more of the segment than a random pick would.
    #[serde(flatten)]
    pub enrichment: Enrichment,
}

/// A row for each unit, in the order of the units.
pub(super) fn of<'a>(pair: &'a Pair<'a>) -> impl Iterator<Item = Representation> + use<'a> {
    let &Pair { segment, dimension, ref counts, known, .. } = pair;
    let selections = selections(pair);
    (0..counts.len()).map(move |unit| {
        let table = table(counts[unit], dimension.people[unit], known, dimension.known);
        Representation {
            segment: segment.name.clone(),
            dimension: dimension.name.to_owned(),
            kind: dimension.kind,
            group: dimension.labels[unit].clone(),
            members: counts[unit],
            known_members: known,
            group_people: dimension.people[unit],
            known_people: dimension.known,
            share_of_segment: table.share_in_segment(),
            share_of_people: table.share_in_population(),
            rate: Rate::of(selections[unit], &selections),
            enrichment: Enrichment::of(table),
        }
    })
}
