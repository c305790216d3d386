//! `Lattice`: how the segments overlap, lie within one another and copy one another, and what their sizes give away together.
//!
//! # Reference
//! Jaccard 1901; Szymkiewicz 1934 and Simpson 1960 (overlap coefficient); Denning and Schlörer 1983 (what differences give away).
//!
//! # Limits
//! Two segments at a time: what three or more give away together is looked for where the report hides small cells, not counted
//! here. Members outside the network are not seen.

mod levels;
mod memberships;
mod pair;
mod ratios;
mod stacks;

pub use levels::Level;
pub use pair::{Pair, Relation};
pub use stacks::{Depth, Stack};

use crate::{
    audit::Audit,
    model::{
        case::Parameters,
        number::{Figure, Undefined},
        segment::{Layer, Segment},
    },
};
use memberships::{Memberships, Shared};
use serde::Serialize;

/// Two segments are near copies where their Jaccard index is at least this: nine people in both for each ten in either.
pub const NEAR_COPY_AT: f64 = 0.9;

/// The most pairs that are listed.
pub const MOST_PAIRS: usize = 500;

/// The most of the smallest intersections that are listed.
pub const MOST_SMALLEST: usize = 20;

/// How the segments overlap.
///
/// # Definition
/// Segments that may be audiences of messages and have at least one member are held against each other, two by two, within a layer:
/// those that were chosen, those delivered, and those of which the layer is not known. Two overlap where somebody is in both. With
/// the sizes A and B, A at most B, and the number in both:
/// * the Jaccard index is both / (A + B - both), the overlap coefficient both / A, and the share of the larger both / B;
/// * they are *equal* where both = A = B, the smaller lies *within* the larger where both = A < B, and else they lie *across*;
/// * they are *near copies* where the Jaccard index is at least [`NEAR_COPY_AT`];
/// * they *give away* a small group where A and B are at least the threshold, so that both sizes may be published, and one of
///   both, A - both and B - both lies between 1 and threshold - 1: whoever knows the three numbers knows that of the few, too.
///
/// The threshold is that of small cells, and never below ten. `pairs` holds the pairs that overlap, from the highest Jaccard index,
/// and `smallest` those with the smallest intersections; equal ones in input order; `tally` counts all of them.
///
/// `levels` counts everybody by the number of segments of a layer that hold them. `depths` counts the segments by the number of
/// their criteria, and `stacks` holds those numbers for each segment that has criteria: whom a stack of many criteria fits are few.
///
/// # Example
/// Beside the village's segment of Cem, Dot and Eve stands one of Dot and Eve: two in both, of two and of three.
/// ```
/// use bystander::{measure::lattice::{Lattice, Relation}, model::{id::PersonId, segment::Segment}, village};
/// let mut audit = village::audit();
/// let members = vec![PersonId(3), PersonId(4)];
/// audit.segments.push(Segment { name: "doubters".to_owned(), members, ..Segment::default() });
/// let lattice = Lattice::of(&audit);
/// let pair = &lattice.pairs[0];
/// assert_eq!((pair.smaller.as_str(), pair.both, pair.relation), ("doubters", 2, Relation::Within));
/// assert_eq!((pair.jaccard, pair.overlap), (2.0 / 3.0, 1.0));
/// assert_eq!(lattice.levels.iter().map(|level| level.people).collect::<Vec<_>>(), [4, 1, 2]); // in none, one, two
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lattice {
    /// How many segments were held against each other.
    pub audiences: u64,
    /// How many overlap, and how; undefined where comparing them would take too long, and then no pairs are listed.
    pub tally: Figure<Tally>,
    /// The pairs that overlap, at most [`MOST_PAIRS`].
    pub pairs: Vec<Pair>,
    /// The smallest intersections, at most [`MOST_SMALLEST`].
    pub smallest: Vec<Pair>,
    /// Everybody by the number of segments that hold them.
    pub levels: Vec<Level>,
    /// The criteria of each segment that has some.
    pub stacks: Vec<Stack>,
    /// The segments by the number of their criteria.
    pub depths: Vec<Depth>,
    /// From which Jaccard index on two are called near copies.
    pub near_copy_at: f64,
    /// Fewer people than this are few.
    pub threshold: u64,
}

/// How many pairs of segments overlap, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Pairs with somebody in both.
    pub overlapping: u64,
    /// Pairs with the same members.
    pub equal: u64,
    /// Pairs of which one lies within the other.
    pub within: u64,
    /// Pairs that are near copies, equal ones included.
    pub near_copies: u64,
    /// Pairs that give away a small group.
    pub giving_away: u64,
}

impl Lattice {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let threshold = Parameters::default().min_cell.max(audit.parameters.min_cell);
        let layers = layers(audit);
        let memberships: Vec<_> = layers.iter().map(|(_, of)| Memberships::of(of, audit.people())).collect();
        let within_work = memberships.iter().all(Memberships::can_be_compared);
        let shared: Vec<Pair> = if within_work {
            layers.iter().zip(&memberships).flat_map(|((layer, of), all)| pairs(*layer, of, &all.shared(), threshold)).collect()
        } else {
            Vec::new()
        };
        Self {
            audiences: layers.iter().map(|(_, of)| of.len() as u64).sum(),
            tally: if within_work { Figure::known(tally(&shared)) } else { Figure::undefined(Undefined::TooLarge) },
            smallest: smallest(&shared),
            levels: layers.iter().zip(&memberships).flat_map(|((layer, _), all)| levels::of(*layer, all)).collect(),
            stacks: stacks::of(audit),
            depths: stacks::depths(audit),
            pairs: closest(shared),
            near_copy_at: NEAR_COPY_AT,
            threshold,
        }
    }
}

/// The audiences with members of each layer that has some.
fn layers(audit: &Audit) -> Vec<(Option<Layer>, Vec<&Segment>)> {
    let of = |layer| {
        let audiences = audit.segments.iter().filter(|segment| segment.is_audience() && !segment.members.is_empty());
        let of: Vec<&Segment> = audiences.filter(|segment| segment.layer == layer).collect();
        (!of.is_empty()).then_some((layer, of))
    };
    [None, Some(Layer::Chosen), Some(Layer::Delivered)].into_iter().filter_map(of).collect()
}

fn pairs(layer: Option<Layer>, segments: &[&Segment], shared: &[Shared], threshold: u64) -> Vec<Pair> {
    let pair = |shared: &Shared| {
        let [one, other] = [shared.one, shared.other].map(|at| segments[at as usize]);
        Pair::of(layer, one, other, shared.people, threshold)
    };
    shared.iter().map(pair).collect()
}

fn tally(pairs: &[Pair]) -> Tally {
    let count = |is: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| is(pair)).count() as u64;
    Tally {
        overlapping: pairs.len() as u64,
        equal: count(&|pair| pair.relation == Relation::Equal),
        within: count(&|pair| pair.relation == Relation::Within),
        near_copies: count(&|pair| pair.near_copy),
        giving_away: count(&|pair| pair.gives_away),
    }
}

/// From the highest Jaccard index, held against each other as fractions.
fn closest(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let across = |one: &Pair, other: &Pair| u128::from(one.both) * u128::from(other.in_either());
    pairs.sort_by(|one, other| across(other, one).cmp(&across(one, other)));
    pairs.truncate(MOST_PAIRS);
    pairs
}

fn smallest(pairs: &[Pair]) -> Vec<Pair> {
    let mut order: Vec<&Pair> = pairs.iter().collect();
    order.sort_by_key(|pair| pair.both);
    order.into_iter().take(MOST_SMALLEST).cloned().collect()
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "people in tests are few")]
mod tests;
