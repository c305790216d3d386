//! `Contests`: whether segments and messages went where the vote is close, and which places nobody came to.
//!
//! # Reference
//! Isard 1960 (location quotient); Katz et al. 1978 (interval of a ratio of rates); Moran 1950; Mora and Ruiz-Castillo 2011;
//! Benjamini and Hochberg 1995.
//!
//! # Limits
//! Margins are those that the case gives; how close a vote was says nothing of how close it was expected to be. Chance means that other
//! places had been the close ones: where few places are close, no arrangement of them is unusual. People stand for places as far as the
//! network holds them; populations are those of the table of places, of everybody who lives there. A small p-value says that a
//! segment is gathered in swing places, not why: whatever else these places share does the same.

mod at_place;
mod contact_ratio;
mod footprint;
mod ground;
mod groups;
mod neighbours;
mod regions;
mod split;
mod units;

pub use at_place::AtPlace;
pub use contact_ratio::ContactRatio;
pub use footprint::Footprint;
pub use ground::{Contest, PlacesUsed};
pub use groups::Who;
pub use neighbours::NeighboursAlike;
pub use regions::BetweenRegions;
pub use split::SwingAgainstSafe;
pub use units::UnitUsed;

use super::tested::{self, Test};
use crate::{audit::Audit, model::number::Figure, null::draws_within};
use ground::Ground;
use groups::Group;
use rayon::prelude::*;
use serde::Serialize;

/// Where segments and messages went.
///
/// # Definition
/// A *ground* is an attribute whose role is place and that names a place of the table of places, with its places: its values, and the
/// places of the table that are nobody's value (with several such attributes, these belong to the one that names most places of the
/// table, the first of equals). With a threshold of the user, a place is a *swing* place where the size of its margin is strictly below
/// it, *safe* where it is not, and else, without a margin, *unknown*.
///
/// Groups are the segments with members that may be audiences, the people whom a message surely reached, and everybody who is in any of
/// these. Each list below has a row for each ground and group, in this order, or for each of their places. People without a place are left
/// out and counted.
///
/// `q_value`s adjust all p-values together (Benjamini-Hochberg): of this measure where it is taken alone, of the whole audit in [`Measures`](crate::measure::Measures); `tests` is their number. Where the draws would look at more
/// than 200,000,000 places, fewer are taken, and with fewer than 19 p-values that need draws do not exist (`too_large`).
///
/// # Example
/// With votes closer than five points in North and safe in South, the village's segment has two of its three members in the swing
/// place. East, with 50 people, is close too, and nobody came there.
/// ```
/// use bystander::{measure::contests::Contests, village};
/// let contests = Contests::of(&village::with_places());
/// let waverers = &contests.swing[0];
/// assert_eq!((waverers.swing_members, waverers.safe_members), (2, 1));
/// assert_eq!(waverers.rate_ratio.value(), Some(1.5)); // (2/4) / (1/3)
/// assert_eq!(waverers.p_value.value(), Some(0.5)); // North or South: one of two ways
/// let footprint = &contests.footprints[0];
/// assert_eq!((footprint.contacted, footprint.places), (2, 3));
/// assert_eq!(footprint.never_contacted_population, 50);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contests {
    /// The margin in percentage points below which a place is a swing place, if the user set one.
    pub swing_below: Option<f64>,
    /// The grounds.
    pub grounds: Vec<PlacesUsed>,
    /// Each place under each group.
    pub places: Vec<AtPlace>,
    /// Swing places against safe ones; nothing without a threshold.
    pub swing: Vec<SwingAgainstSafe>,
    /// How many places each group came to.
    pub footprints: Vec<Footprint>,
    /// Whether neighbouring places are alike; nothing where the case does not say which are neighbours.
    pub neighbours: Vec<NeighboursAlike>,
    /// How much lies between regions, and how much within; nothing where places have no regions.
    pub regions: Vec<BetweenRegions>,
    /// The kinds of places that criteria name.
    pub units: Vec<UnitUsed>,
    /// Who was reached by messages, by each value of each group attribute; nothing where no message reached a person.
    pub contact_ratios: Vec<ContactRatio>,
    /// How many tests this measure did.
    pub tests: u64,
    /// How many draws stand behind each p-value that needs them.
    pub draws: Figure<u32>,
    /// Where the draws start.
    pub seed: u64,
}

/// How many places the draws of the measure may look at.
const MOST_READ: u64 = 200_000_000;

impl Contests {
    /// Takes the measure. Each ground and group has random streams of its own, so that threads change no figure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let (grounds, groups) = (ground::all(audit), groups::all(audit));
        let overs: Vec<Over> = overs(audit, &grounds, &groups);
        let a_round: u64 = overs.iter().map(|over| over.ground.places.len() as u64).sum();
        // Each pair of neighbours is looked at too; ten to a place are many.
        let draws = draws_within(MOST_READ, a_round, audit.parameters.draws);
        let draws = draws.map_or(Figure::undefined(crate::model::number::Undefined::TooLarge), Figure::known);
        let swing_below = audit.parameters.swing;
        let rows = |wanted: bool| overs.par_iter().filter(move |_| wanted);
        let beside = audit.places.as_ref().filter(|places| !places.neighbours.is_empty());
        let mut measured = Self {
            swing_below,
            grounds: grounds.iter().map(Ground::used).collect(),
            places: overs
                .iter()
                .filter(|over| over.group.who != Who::Anyone)
                .flat_map(at_place::of)
                .collect(),
            swing: rows(swing_below.is_some()).map(|over| SwingAgainstSafe::of(over, draws)).collect(),
            footprints: overs.iter().map(Footprint::of).collect(),
            neighbours: beside.map_or_else(Vec::new, |places| {
                rows(true).map(|over| NeighboursAlike::of(over, places, draws)).collect()
            }),
            regions: overs.iter().filter_map(BetweenRegions::of).collect(),
            units: units::of(audit),
            contact_ratios: contact_ratio::of(audit),
            tests: 0,
            draws,
            seed: audit.parameters.seed,
        };
        measured.tests = tested::adjust(measured.p_and_q());
        measured
    }

    /// Every test, with the place for its q-value.
    pub(super) fn p_and_q(&mut self) -> Vec<Test<'_>> {
        let swing = self.swing.iter_mut().map(|row| (row.p_value, &mut row.q_value));
        let neighbours = self.neighbours.iter_mut().map(|row| (row.p_value, &mut row.q_value));
        let ratios = self.contact_ratios.iter_mut().map(|row| (row.p_value, &mut row.q_value));
        swing.chain(neighbours).chain(ratios).collect()
    }
}

/// A group held against the places of a ground.
struct Over<'a> {
    ground: &'a Ground<'a>,
    group: &'a Group,
    /// The members in each place.
    counts: Vec<u64>,
    /// The members who are in some place.
    members: u64,
    /// Where the draws start.
    seed: u64,
    /// The first random stream of this ground and group.
    stream: u64,
}

/// Where the streams of this measure begin: beyond those of who knows whom.
const STREAMS: u64 = 1 << 52;

fn overs<'a>(audit: &Audit, grounds: &'a [Ground<'a>], groups: &'a [Group]) -> Vec<Over<'a>> {
    let pairs = grounds.iter().flat_map(|ground| groups.iter().map(move |group| (ground, group)));
    let over = |(number, (ground, group)): (u64, (&'a Ground<'a>, &'a Group))| {
        let counts = ground.counts(&group.people);
        let members = counts.iter().sum();
        Over { ground, group, counts, members, seed: audit.parameters.seed, stream: STREAMS + (number << 21) }
    };
    (0..).zip(pairs).map(over).collect()
}

#[cfg(test)]
mod tests;
