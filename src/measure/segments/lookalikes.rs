//! `Lookalike`: a segment that was expanded from another, its seed: by how much, how like the seed, and on whose data.
//!
//! # Definition
//! A segment that names another as its `seed` is a lookalike of it. The *added* are its members who are not in the seed. A person is a
//! contact of the seed who is tied to one of its members, whichever way the tie points.
//!
//! # Limits
//! Ties and attributes are those that the case knows; what the platform expanded by is not. A small seed differs from any larger
//! segment by chance: D is given with what chance gives.

use super::{
    dimension::{Dimension, DimensionKind},
    enrichment::{Enrichment, table},
};
use crate::{
    audit::Audit,
    measure::standing::Standings,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
        segment::Segment,
    },
    stat::dissimilarity::Dissimilarity,
};
use serde::Serialize;

/// A lookalike and its seed.
///
/// # Definition
/// The expansion is the lookalike's size over the seed's. The enrichment holds the share of contacts of the seed among the added against
/// that among all people outside the seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lookalike {
    /// The lookalike.
    pub segment: String,
    /// The segment that it was expanded from.
    pub seed: String,
    /// Members of the lookalike.
    pub members: u64,
    /// Members of the seed.
    pub seed_members: u64,
    /// Members of both.
    pub both: u64,
    /// Members of the lookalike who are not in the seed.
    pub added: u64,
    /// Members over members of the seed, 0 upwards.
    pub expansion: Figure,
    /// Members of the seed who are in the lookalike, over members of the seed, 0 to 1.
    pub share_of_seed_kept: Figure,
    /// Members of both over members of either, 0 to 1.
    pub jaccard: Figure,
    /// Members of the seed who are bystanders.
    pub seed_from_bystanders: u64,
    /// The same over members of the seed, 0 to 1.
    pub seed_bystander_share: Figure,
    /// The added who are contacts of the seed.
    pub added_contacts: u64,
    /// The same over the added, 0 to 1.
    pub added_contact_share: Figure,
    /// Contacts of the seed over people, all outside the seed, 0 to 1.
    pub outside_contact_share: Figure,
    /// Whether the added are contacts of the seed more often than a random pick of people outside it.
    #[serde(flatten)]
    pub enrichment: Enrichment,
}

/// How far a lookalike drifted from its seed over one dimension. People in no unit are left out.
///
/// # Definition
/// The total variation distance is half the sum, over units, of the difference between the unit's share of the seed and its share of the
/// lookalike: 0 where both are alike, 1 where they have no unit in common. `d` is the same between the seed and the added, which is
/// the dissimilarity index of these two groups, with its mean where the seed is drawn at random from both together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drift {
    /// The lookalike.
    pub segment: String,
    /// Its seed.
    pub seed: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the units are.
    pub kind: DimensionKind,
    /// Members of the lookalike who are in a unit.
    pub members: u64,
    /// Members of the seed who are in a unit.
    pub seed_members: u64,
    /// Half the sum of the differences of shares, 0 to 1.
    pub total_variation: Figure,
    /// Dissimilarity of seed and added, 0 to 1.
    pub d: Figure,
    /// Dissimilarity by chance, 0 to 1; exact.
    pub d_chance: Figure,
    /// Dissimilarity above chance, at most 1.
    pub d_above_chance: Figure,
}

/// One unit's share of a seed and of its lookalike. Units with members of neither have no row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shift {
    /// The lookalike.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the unit is.
    pub kind: DimensionKind,
    /// The unit.
    pub group: String,
    /// Members of the seed in the unit.
    pub seed_members: u64,
    /// Members of the lookalike in the unit.
    pub members: u64,
    /// The unit's share of the seed, 0 to 1.
    pub share_of_seed: Figure,
    /// The unit's share of the lookalike, 0 to 1.
    pub share_of_segment: Figure,
    /// The second less the first, -1 to 1.
    pub difference: Figure,
}

/// What all lookalikes come to.
#[derive(Default)]
pub(super) struct Lookalikes {
    pub(super) of_segments: Vec<Lookalike>,
    pub(super) drift: Vec<Drift>,
    pub(super) shifts: Vec<Shift>,
}

/// Every lookalike whose seed is a segment of the case.
pub(super) fn of(audit: &Audit, standings: &Standings, dimensions: &[Dimension]) -> Lookalikes {
    let mut all = Lookalikes::default();
    for segment in &audit.segments {
        let named = segment.seed.as_ref();
        let seed = named.and_then(|name| audit.segments.iter().find(|other| other.name == *name));
        let Some(seed) = seed else { continue };
        all.of_segments.push(lookalike(audit, standings, segment, seed));
        for dimension in dimensions {
            all.drift.push(drift(dimension, segment, seed));
            all.shifts.extend(shifts(dimension, segment, seed));
        }
    }
    all
}

fn lookalike(audit: &Audit, standings: &Standings, segment: &Segment, seed: &Segment) -> Lookalike {
    let [in_seed, in_segment] = [seed, segment].map(|one| {
        let mut marks = vec![false; audit.people()];
        one.members.iter().for_each(|member| marks[member.index()] = true);
        marks
    });
    let is_contact = |person: PersonId| audit.graph.contacts(person).iter().any(|other| in_seed[other.index()]);
    let outside = || audit.graph.people().filter(|person| !in_seed[person.index()]);
    let outside_contacts = outside().filter(|&person| is_contact(person)).count() as u64;
    let is_added = |person: &PersonId| in_segment[person.index()];
    let added = outside().filter(is_added).count() as u64;
    let added_contacts = outside().filter(is_added).filter(|&person| is_contact(person)).count() as u64;
    let (members, seed_members) = (segment.members.len() as u64, seed.members.len() as u64);
    let both = members - added;
    let from_bystanders = seed.members.iter().filter(|&&member| standings.is_bystander(member)).count() as u64;
    let table = table(added_contacts, outside_contacts, added, outside().count() as u64);
    let of_seed = |part: u64| Figure::ratio(part, seed_members, Undefined::EmptySegment);
    Lookalike {
        segment: segment.name.clone(),
        seed: seed.name.clone(),
        members,
        seed_members,
        both,
        added,
        expansion: of_seed(members),
        share_of_seed_kept: of_seed(both),
        jaccard: Figure::ratio(both, added + seed_members, Undefined::BothEmpty),
        seed_from_bystanders: from_bystanders,
        seed_bystander_share: of_seed(from_bystanders),
        added_contacts,
        added_contact_share: table.share_in_segment(),
        outside_contact_share: table.share_in_population(),
        enrichment: Enrichment::of(table),
    }
}

fn drift(dimension: &Dimension, segment: &Segment, seed: &Segment) -> Drift {
    let added: Vec<PersonId> =
        segment.members.iter().copied().filter(|member| seed.members.binary_search(member).is_err()).collect();
    let [of_seed, of_segment, of_added] =
        [&seed.members, &segment.members, &added].map(|people| dimension.counts(people));
    let seed_to = |other: &[u64]| Dissimilarity::of(of_seed.iter().copied().zip(other.iter().copied()));
    let apart = seed_to(&of_added);
    Drift {
        segment: segment.name.clone(),
        seed: seed.name.clone(),
        dimension: dimension.name.to_owned(),
        kind: dimension.kind,
        members: of_segment.iter().sum(),
        seed_members: of_seed.iter().sum(),
        total_variation: seed_to(&of_segment).d(),
        d: apart.d(),
        d_chance: apart.by_chance(),
        d_above_chance: apart.above_chance(),
    }
}

fn shifts(dimension: &Dimension, segment: &Segment, seed: &Segment) -> Vec<Shift> {
    let (of_seed, of_segment) = (dimension.counts(&seed.members), dimension.counts(&segment.members));
    let (all_seed, all) = (of_seed.iter().sum(), of_segment.iter().sum());
    let row = |unit: usize| {
        let share_of_seed = Figure::ratio(of_seed[unit], all_seed, Undefined::EmptySegment);
        let share_of_segment = Figure::ratio(of_segment[unit], all, Undefined::EmptySegment);
        Shift {
            segment: segment.name.clone(),
            dimension: dimension.name.to_owned(),
            kind: dimension.kind,
            group: dimension.labels[unit].clone(),
            seed_members: of_seed[unit],
            members: of_segment[unit],
            share_of_seed,
            share_of_segment,
            difference: Figure(share_of_segment.0.and_then(|share| share_of_seed.0.map(|seed| share - seed))),
        }
    };
    (0..of_seed.len()).filter(|&unit| of_seed[unit] + of_segment[unit] > 0).map(row).collect()
}

#[cfg(test)]
mod tests;
