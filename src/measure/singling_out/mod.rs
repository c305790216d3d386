//! `SinglingOut`: how few people fit what is known of them, in the whole network and in each segment, and how small audiences are.
//!
//! # Reference
//! Sweeney 2000 and 2002 (uniqueness, k-anonymity); GDPR recital 26 (singling out).
//!
//! # Limits
//! What is known of people elsewhere is not seen: somebody who is one of many here may be alone in a file with one more column.
//! Only attributes whose role is place or group are combined, and no more than three at once.

mod classes;
mod combination;
mod within;

pub use combination::Combination;
pub use within::Within;

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
        case::Parameters,
        number::{Figure, Undefined},
        segment::Segment,
    },
};
use combination::Chosen;
use rayon::prelude::*;
use serde::Serialize;

/// The most attributes that are combined.
pub const MOST_ATTRIBUTES: usize = 3;

/// The most people that are parted, each counted once for every combination of attributes, in the network and in each segment
/// that holds them. Beyond it fewer attributes are combined.
pub const MOST_PARTED: u64 = 100_000_000;

/// How few people fit what is known of them.
///
/// # Definition
/// The attributes whose role is place or group are combined one by one, two by two and three by three. For each combination the
/// people of whom every attribute is known are parted into classes of the same values; those of whom one is missing are left out.
/// `k` is the size of the smallest class, `unique_people` are alone in theirs, and `small_people` are in classes below the threshold,
/// the unique among them. Both are divided by the people with known values.
///
/// The same inside each audience: the members are parted, and k is the size of the smallest class of members. Of all combinations of
/// so many attributes the row shows the one with the smallest k; of equal ones that with the most unique members, then that with the
/// most in small classes, then the first.
///
/// `audiences` holds every segment that may be an audience of messages, in input order, with its risk: one over its members.
/// Small audiences have at least one member and fewer than the threshold, which is that of small cells, and never below ten.
///
/// Where the combinations would part more than [`MOST_PARTED`] people, fewer attributes are combined; `up_to` says how many were.
///
/// # Example
/// Four of the village live in North and three in South; its segment holds two of North and one of South, and is small.
/// ```
/// use bystander::{measure::singling_out::SinglingOut, village};
/// let found = SinglingOut::of(&village::audit());
/// let place = &found.combinations[0];
/// assert_eq!((place.k.value(), place.unique_people, place.small_people), (Some(3), 0, 7));
/// let waverers = &found.segments[0];
/// assert_eq!((waverers.found.k.value(), waverers.found.unique_people), (Some(1), 1)); // Eve is the only one from South
/// assert_eq!(found.small_audiences, ["waverers"]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SinglingOut {
    /// Fewer people than this are few.
    pub threshold: u64,
    /// The attributes that were combined, in input order.
    pub attributes: Vec<String>,
    /// How many of them at once, at most; undefined where even one would take too long.
    pub up_to: Figure<u64>,
    /// Each combination in the whole network.
    pub combinations: Vec<Combination>,
    /// The combination that singles out the most in each audience with members, for one, two and three attributes.
    pub segments: Vec<Within>,
    /// The audiences and their members.
    pub audiences: Vec<Audience>,
    /// The names of the small audiences.
    pub small_audiences: Vec<String>,
    /// Members of the smallest audience that has some.
    pub smallest_audience: Figure<u64>,
}

/// A segment that may be an audience of messages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Audience {
    /// The segment.
    pub segment: String,
    /// Its members.
    pub members: u64,
    /// One over its members: the chance to pick one of them rightly, above 0 to 1.
    pub risk: Figure,
}

impl SinglingOut {
    /// Takes the measure. Combinations are counted in parallel; their order is fixed.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let threshold = Parameters::default().min_cell.max(audit.parameters.min_cell);
        let attributes: Vec<&Attribute> =
            audit.attributes.iter().filter(|attribute| attribute.role != Role::Other).collect();
        let up_to = most_at_once(audit, attributes.len());
        let chosen: Vec<Chosen> = (1..=up_to).flat_map(|size| combination::all(&attributes, size)).collect();
        let audiences: Vec<Audience> = segments(audit).map(Audience::of).collect();
        let sizes = || audiences.iter().map(|audience| audience.members).filter(|&members| members > 0);
        let small = audiences.iter().filter(|audience| (1..threshold).contains(&audience.members));
        Self {
            threshold,
            attributes: attributes.iter().map(|attribute| attribute.name.clone()).collect(),
            up_to: match up_to {
                0 if !attributes.is_empty() => Figure::undefined(Undefined::TooLarge),
                _ => Figure::known(up_to as u64),
            },
            combinations: chosen.par_iter().map(|chosen| Combination::of(chosen, everybody(audit), threshold)).collect(),
            segments: with_members(audit).flat_map(|segment| within::of(segment, &chosen, threshold)).collect(),
            small_audiences: small.map(|audience| audience.segment.clone()).collect(),
            smallest_audience: Figure(sizes().min().ok_or(Undefined::EmptyInput)),
            audiences,
        }
    }
}

impl Audience {
    fn of(segment: &Segment) -> Self {
        let members = segment.members.len() as u64;
        Self { segment: segment.name.clone(), members, risk: Figure::ratio(1, members, Undefined::EmptySegment) }
    }
}

fn segments(audit: &Audit) -> impl Iterator<Item = &Segment> {
    audit.segments.iter().filter(|segment| segment.is_audience())
}

fn with_members(audit: &Audit) -> impl Iterator<Item = &Segment> {
    segments(audit).filter(|segment| !segment.members.is_empty())
}

fn everybody(audit: &Audit) -> impl Iterator<Item = crate::model::id::PersonId> {
    audit.graph.people()
}

/// How many of `attributes` can be combined at once within the stated limit of work.
fn most_at_once(audit: &Audit, attributes: usize) -> usize {
    let members: usize = with_members(audit).map(|segment| segment.members.len()).sum();
    let people = (audit.people() + members) as u64;
    let mut combinations = 0_u64;
    let mut of_size = 1_u64;
    let within = |size: &usize| {
        of_size = of_size.saturating_mul((attributes - size + 1) as u64) / *size as u64;
        combinations = combinations.saturating_add(of_size);
        combinations.saturating_mul(people) <= MOST_PARTED
    };
    (1..=attributes.min(MOST_ATTRIBUTES)).take_while(within).count()
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, reason = "people in tests are few")]
mod tests;
