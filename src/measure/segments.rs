//! `Segments`: whom each segment holds, and how far it singles out a place, a group or a community.
//!
//! # Reference
//! Isard 1960 (location quotient); Fisher 1935; Benjamini and Hochberg 1995; Hirschman 1964; Duncan and Duncan 1955.
//!
//! # Limits
//! The people of the audit are everybody there is: chance means that other people of the same network had been picked, and
//! says nothing of people outside it. A small p-value says that a segment is not a random pick, not why.

mod allotment;
mod communities;
mod concentration;
mod dimension;
mod enrichment;
mod homophily;
mod membership;
mod representation;
mod segregation;
mod stability;

pub use allotment::Allotment;
pub use communities::CommunitiesFound;
pub use concentration::Concentration;
pub use dimension::{DimensionKind, DimensionUsed, Skipped};
pub use enrichment::Enrichment;
pub use homophily::AttributeHomophily;
pub use membership::Membership;
pub use representation::Representation;
pub use segregation::MembersApart;
pub use stability::{Stability, Survival};

use super::standing::Standings;
use crate::{
    audit::Audit,
    model::{number::Figure, segment::Segment},
    stat::false_discovery::Family,
};
use dimension::Dimension;
use rayon::prelude::*;
use serde::Serialize;

/// What the segments hold.
///
/// # Definition
/// Segments are held against *dimensions*: each attribute whose role is place or group, with its values as units, and the
/// communities of the network. People without a value are left out of that dimension, and so are people without ties from
/// the communities. Each list below has a row for every segment, or every segment and dimension, in input order.
///
/// `q_value`s adjust the p-values of all tests of this measure together (Benjamini-Hochberg): those of the bystanders in
/// each segment, of each unit in each segment, and of each segment's HHI in each dimension. `tests` is their number; a test
/// that could not be done, because segment or unit is empty, is not among them.
///
/// # Example
/// The village's segment holds Cem, Dot and Eve: three of four bystanders, two from North and one from South.
/// ```
/// use bystander::{measure::segments::Segments, village};
/// let segments = Segments::of(&village::audit());
/// let waverers = &segments.segments[0];
/// assert_eq!((waverers.members, waverers.from_bystanders), (3, 3));
/// assert_eq!(waverers.enrichment.lift.value(), Some(1.75)); // (3/3) / (4/7)
/// let north = &segments.representation[0];
/// assert_eq!((north.group.as_str(), north.members, north.group_people), ("North", 2, 4));
/// let place = &segments.concentration[0];
/// assert_eq!(place.hhi.value().map(|hhi| (hhi * 9.0).round()), Some(5.0)); // (2/3)^2 + (1/3)^2
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Segments {
    /// Each segment, and who stands in it.
    pub segments: Vec<Membership>,
    /// Each unit of each dimension in each segment.
    pub representation: Vec<Representation>,
    /// How concentrated each segment is over each dimension.
    pub concentration: Vec<Concentration>,
    /// How far the members of each segment are set apart from everybody else over each dimension.
    pub segregation: Vec<MembersApart>,
    /// Whether ties stay within the places and groups, over the whole network.
    pub homophily: Vec<AttributeHomophily>,
    /// Whether the segments together part people as a dimension does, one row a dimension.
    pub allotment: Vec<Allotment>,
    /// Whether each segment is gathered in few communities whichever search found them.
    pub survival: Vec<Survival>,
    /// The communities that segments were held against.
    pub communities: CommunitiesFound,
    /// The dimensions that segments were held against.
    pub dimensions: Vec<DimensionUsed>,
    /// The dimensions that they were not held against, and why.
    pub skipped: Vec<Skipped>,
    /// How many tests the q-values speak of.
    pub tests: u64,
    /// How many draws stand behind each p-value of HHI.
    pub draws: u32,
    /// Where the draws and the search for communities start.
    pub seed: u64,
}

impl Segments {
    /// Takes the measure. Draws run in parallel, each on a stream of its own, so that threads change no figure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let standings = Standings::of(audit);
        let (communities, found) = communities::find(audit);
        let codes = found.first().map(|first| first.of.as_slice());
        let (dimensions, skipped) = dimension::all(audit, codes);
        let pairs: Vec<Pair> = pairs(audit, &dimensions).collect();
        let mut measured = Self {
            segments: membership::of(audit, &standings),
            representation: pairs.par_iter().flat_map_iter(representation::of).collect(),
            concentration: pairs.par_iter().map(|pair| Concentration::of(pair, &audit.parameters)).collect(),
            segregation: pairs.par_iter().map(MembersApart::of).collect(),
            homophily: homophily::of(audit),
            allotment: allotment::of(audit, &dimensions),
            survival: Survival::all(&audit.segments, &found, &audit.parameters),
            communities,
            dimensions: dimensions.iter().map(Dimension::used).collect(),
            skipped,
            tests: 0,
            draws: audit.parameters.draws,
            seed: audit.parameters.seed,
        };
        measured.adjust();
        measured
    }

    /// Sets the q-values, and counts the tests.
    fn adjust(&mut self) {
        let mut tests: Vec<(Figure, &mut Figure)> = Vec::new();
        let enrichments = self.segments.iter_mut().map(|row| &mut row.enrichment);
        for row in enrichments.chain(self.representation.iter_mut().map(|row| &mut row.enrichment)) {
            tests.push((row.p_value, &mut row.q_value));
        }
        for row in &mut self.concentration {
            tests.push((row.hhi_p_value, &mut row.hhi_q_value));
        }
        let p_values: Vec<Option<f64>> = tests.iter().map(|(p_value, _)| p_value.value()).collect();
        let family = Family::of(&p_values).expect("p-values lie between 0 and 1");
        for ((p_value, q_value), adjusted) in tests.into_iter().zip(family.benjamini_hochberg()) {
            *q_value = adjusted.map_or(p_value, Figure::known);
        }
        self.tests = family.tests() as u64;
    }
}

/// A segment held against a dimension.
struct Pair<'a> {
    segment: &'a Segment,
    dimension: &'a Dimension<'a>,
    /// The members in each unit.
    counts: Vec<u64>,
    /// The members who are in some unit.
    known: u64,
    /// The random stream of this pair.
    stream: u64,
}

/// Where the streams of this measure begin: beyond those that count draws from 0.
const STREAMS: u64 = 1 << 48;

fn pairs<'a>(audit: &'a Audit, dimensions: &'a [Dimension<'a>]) -> impl Iterator<Item = Pair<'a>> {
    (0..).zip(&audit.segments).flat_map(move |(row, segment)| {
        (0..).zip(dimensions).map(move |(column, dimension)| {
            let counts = dimension.counts(&segment.members);
            let known = counts.iter().sum();
            Pair { segment, dimension, counts, known, stream: STREAMS + (row << 20) + column }
        })
    })
}

#[cfg(test)]
mod tests;
