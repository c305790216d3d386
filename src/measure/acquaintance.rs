//! `Acquaintance`: whether the members of a segment know each other, and how near they are to those who consented.
//!
//! # Reference
//! Wasserman and Faust 1994 (density, cohesive subgroups); Benjamini and Hochberg 1995.
//!
//! # Limits
//! A tie in either direction is one acquaintance: somebody who follows knows, and is known. Where ties have dates, a tie that stood on
//! any day of the period is one. People with exactly as many contacts are the strictest peers; where few have as many, their like
//! are themselves, and the test finds nothing. Peers of about as many have up to twice as many contacts as others of their
//! band: a segment picked by number of contacts can stand out against them for that alone. A small p-value says that the members are
//! no random pick, not why: friends are alike, and whatever picks alike people picks friends.

mod among;
mod by_chance;
mod near;

pub use among::Among;
pub use by_chance::ByChance;
pub use near::{Near, Steps};

use super::tested::{self, Test};
use crate::{
    audit::Audit,
    model::{
        number::{Figure, Undefined},
        segment::Segment,
    },
    null::Model,
    
};
use by_chance::{Chance, draws};
use among::Degrees;
use near::Consenting;
use rayon::prelude::*;
use serde::Serialize;

/// Whether the targeted know each other.
///
/// # Definition
/// For each segment: the ties with both ends among its members (see [`Among`]), and its members' nearness to the consenters (see
/// [`Near`]). Both are held against as many people drawn at random, anybody, or people with exactly or about as many contacts (see
/// [`Peers`](crate::null::Peers) and [`ByChance`]). `q_value`s adjust all p-values together (Benjamini-Hochberg): of this measure where it is taken alone, of the whole audit in [`Measures`](crate::measure::Measures); `tests` is their
/// number.
///
/// The draws are as many as the parameters ask for, and fewer where they would read more than 500,000,000 contacts, or 500 for each
/// tie of the network if that is more; where not even 99 draws can be taken, p-values that need draws do not exist (`too_large`).
///
/// # Example
/// Cem, Dot and Eve of the village do not know each other, where three at random have 30/35 ties among them. All of them know a
/// consenter; of everybody only Gus does not.
/// ```
/// use bystander::{measure::acquaintance::Acquaintance, village};
/// let waverers = &Acquaintance::of(&village::audit()).segments[0];
/// assert_eq!((waverers.among.ties, waverers.among.density.value()), (0, Some(0.0)));
/// let [anybody, ..] = &waverers.ties_by_chance;
/// assert!((anybody.expected.value().unwrap() - 30.0 / 35.0).abs() < 1e-12);
/// assert_eq!(anybody.p_value.value(), Some(1.0));
/// assert_eq!(waverers.near.with_consenting_contact, 3);
/// let [anybody, ..] = &waverers.consenting_by_chance;
/// assert!((anybody.p_value.value().unwrap() - 20.0 / 35.0).abs() < 1e-12); // three of the six, among threes of seven
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Acquaintance {
    /// A row for each segment, in input order.
    pub segments: Vec<SegmentTies>,
    /// The density of the whole network: ties over pairs of people, 0 to 1.
    pub density: Figure,
    /// How many consenting contacts a person has on average, over everybody.
    pub mean_consenting_contacts: Figure,
    /// How many ties lie between a person and the nearest consenter on average, over everybody whom some chain of ties connects to one.
    pub mean_steps: Figure,
    /// How many tests this measure did.
    pub tests: u64,
    /// How many draws stand behind each p-value that needs them.
    pub draws: Figure<u32>,
    /// Where the draws start.
    pub seed: u64,
}

/// One segment among itself, and near the consenters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SegmentTies {
    /// The segment.
    pub segment: String,
    /// Its members.
    pub members: u64,
    /// The ties among them.
    #[serde(flatten)]
    pub among: Among,
    /// The number of ties among them against each chance model.
    pub ties_by_chance: [ByChance; 3],
    /// How near they are to consenters.
    #[serde(flatten)]
    pub near: Near,
    /// The number of members with a consenting contact against each chance model.
    pub consenting_by_chance: [ByChance; 3],
}

impl Acquaintance {
    /// Takes the measure. Each segment and model has a random stream of its own, so that threads change no figure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let consenting = Consenting::of(audit);
        let draws = draws(audit);
        let chances = Model::ALL.map(|model| Chance::of(audit, &consenting, model, draws));
        let degrees = among::degrees(&audit.graph);
        let row = |(row, segment)| SegmentTies::of(audit, segment, row, (&degrees, &consenting, &chances));
        let people = audit.people() as u64;
        let mut measured = Self {
            segments: (0..).zip(&audit.segments).collect::<Vec<_>>().into_par_iter().map(row).collect(),
            density: among::density(audit.graph.ties(), people, Undefined::EmptyGraph),
            mean_consenting_contacts: consenting.mean_contacts(audit.graph.people()),
            mean_steps: consenting.mean_steps(audit.graph.people()),
            tests: 0,
            draws,
            seed: audit.parameters.seed,
        };
        measured.tests = tested::adjust(measured.p_and_q());
        measured
    }

    /// Every test, with the place for its q-value.
    pub(super) fn p_and_q(&mut self) -> Vec<Test<'_>> {
        let rows = self.segments.iter_mut();
        let tests = rows.flat_map(|row| row.ties_by_chance.iter_mut().chain(&mut row.consenting_by_chance));
        tests.map(|test| (test.p_value, &mut test.q_value)).collect()
    }
}

/// Where the streams of this measure begin: beyond those of the segments' concentration.
const STREAMS: u64 = 1 << 50;

impl SegmentTies {
    fn of(
        audit: &Audit,
        segment: &Segment,
        row: u64,
        (degrees, consenting, chances): (&Degrees, &Consenting, &[Chance; 3]),
    ) -> Self {
        let members = &segment.members;
        let (among, near) = (Among::of(&audit.graph, degrees, members), Near::of(consenting, members));
        let stream = STREAMS + (row << 2);
        let tested = |(column, chance): (u64, &Chance)| chance.tests(members, &among, &near, stream + column);
        let tests: Vec<[ByChance; 2]> = (0..).zip(chances).collect::<Vec<_>>().into_par_iter().map(tested).collect();
        let [ties_by_chance, consenting_by_chance] =
            [0, 1].map(|count| std::array::from_fn(|model: usize| tests[model][count]));
        Self {
            segment: segment.name.clone(),
            members: members.len() as u64,
            among,
            ties_by_chance,
            near,
            consenting_by_chance,
        }
    }
}

#[cfg(test)]
mod tests;
