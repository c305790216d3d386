//! `Segments`: whom each segment holds, and how far it singles out a place, a group or a community.
//!
//! # Reference
//! Isard 1960 (location quotient); Fisher 1935; Benjamini and Hochberg 1995; Hirschman 1964; Duncan and Duncan 1955.
//!
//! # Limits
//! The people of the audit are everybody there is: chance means that other people of the same network had been picked, and
//! says nothing of people outside it. A small p-value says that a segment is not a random pick, not why.

mod allotment;
mod brief;
mod communities;
mod concentration;
mod delivery;
mod dimension;
mod enrichment;
mod exclusions;
mod four_fifths;
mod homophily;
mod lookalikes;
mod membership;
mod picked;
mod representation;
mod segregation;
mod stability;
mod unmatched;

pub use allotment::Allotment;
pub use communities::CommunitiesFound;
pub use concentration::Concentration;
pub use delivery::{Delivery, OffCriterion};
pub use dimension::{DimensionKind, DimensionUsed, Skipped};
pub use enrichment::Enrichment;
pub use exclusions::{Excluding, Exclusion};
pub use four_fifths::{FourFifths, Rate};
pub use homophily::AttributeHomophily;
pub use lookalikes::{Drift, Lookalike, Shift};
pub use membership::Membership;
pub use picked::Picked;
pub use representation::Representation;
pub use segregation::MembersApart;
pub use stability::{Stability, Survival};
pub use unmatched::Unmatched;

use super::{standing::Standings, tested::{self, Test}};
use crate::{
    audit::Audit,
    model::segment::Segment,
    
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
/// `q_value`s adjust the p-values of all tests together (Benjamini-Hochberg; with those of the other measures in [`Measures`](crate::measure::Measures)): those of the bystanders in
/// each segment, of each unit in each segment, of each segment's HHI in each dimension, of each unit among those kept out and
/// among those delivered to, and of the contacts among those that a lookalike added. `tests` is their number; a test that could
/// not be done, because segment or unit is empty, is not among them.
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
    /// The selection rates of each segment over each dimension, lowest against highest.
    pub four_fifths: Vec<FourFifths>,
    /// Whom the exclusions of each segment kept out, one row a segment that has any.
    pub excluding: Vec<Excluding>,
    /// Each exclusion by itself.
    pub exclusions: Vec<Exclusion>,
    /// From which units those came who were kept out. A dimension that the segment's own exclusions look at has no rows.
    pub kept_out: Vec<Picked>,
    /// Each delivered segment against what was chosen.
    pub deliveries: Vec<Delivery>,
    /// Each condition of what was chosen, and the members who fail it.
    pub off_criteria: Vec<OffCriterion>,
    /// From which units those came who met the criteria and were delivered to, against all who met them.
    pub delivery_skew: Vec<Picked>,
    /// Each lookalike against its seed.
    pub lookalikes: Vec<Lookalike>,
    /// How far each lookalike drifted from its seed over each dimension.
    pub drift: Vec<Drift>,
    /// The same unit by unit.
    pub shifts: Vec<Shift>,
    /// The segments that name another which is not there.
    pub unmatched: Vec<Unmatched>,
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
    /// How many tests this measure did.
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
        let excluded = exclusions::of(audit, &dimensions);
        let delivered = delivery::of(audit, &dimensions);
        let alike = lookalikes::of(audit, &standings, &dimensions);
        let mut measured = Self {
            segments: membership::of(audit, &standings),
            representation: pairs.par_iter().flat_map_iter(representation::of).collect(),
            concentration: pairs.par_iter().map(|pair| Concentration::of(pair, &audit.parameters)).collect(),
            segregation: pairs.par_iter().map(MembersApart::of).collect(),
            four_fifths: pairs.par_iter().map(FourFifths::of).collect(),
            excluding: excluded.of_segments,
            exclusions: excluded.each,
            kept_out: excluded.kept_out,
            deliveries: delivered.of_segments,
            off_criteria: delivered.off,
            delivery_skew: delivered.skew,
            lookalikes: alike.of_segments,
            drift: alike.drift,
            shifts: alike.shifts,
            unmatched: unmatched::of(audit),
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
        measured.tests = tested::adjust(measured.p_and_q());
        measured
    }

    /// Every test, with the place for its q-value.
    pub(super) fn p_and_q(&mut self) -> Vec<Test<'_>> {
        let enrichments = self.segments.iter_mut().map(|row| &mut row.enrichment);
        let picked = self.kept_out.iter_mut().chain(&mut self.delivery_skew).map(|row| &mut row.enrichment);
        let alike = self.lookalikes.iter_mut().map(|row| &mut row.enrichment);
        let represented = self.representation.iter_mut().map(|row| &mut row.enrichment);
        let enrichments = enrichments.chain(represented).chain(picked).chain(alike);
        let enrichments = enrichments.map(|row| (row.p_value, &mut row.q_value));
        enrichments.chain(self.concentration.iter_mut().map(|row| (row.hhi_p_value, &mut row.hhi_q_value))).collect()
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
mod false_alarms;
#[cfg(test)]
mod tests;
