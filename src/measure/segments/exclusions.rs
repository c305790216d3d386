//! `Exclusions`: whom the criteria that exclude kept out of each segment.
//!
//! # Definition
//! A person is *eligible* for a segment who meets all criteria that include and can be checked (see `Brief`): those by one dimension are
//! alternatives. People of whom that is not known are left out and counted. Without such criteria everybody is eligible. An exclusion
//! keeps out the eligible who meet it.
//!
//! # Limits
//! Criteria that look at what the case does not know cannot be checked: where there are such that include, fewer were eligible. Nobody
//! was necessarily kept out by intent: what is counted is whom a condition names.

use super::{
    brief::{Brief, Condition},
    dimension::Dimension,
    picked::{Pick, Picked, rows},
};
use crate::{
    audit::Audit,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
        segment::Segment,
    },
};
use rayon::prelude::*;
use serde::Serialize;

/// One segment's exclusions together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excluding {
    /// The segment.
    pub segment: String,
    /// Exclusions that could be checked.
    pub exclusions: u64,
    /// Exclusions that look at what the case does not know.
    pub exclusions_unchecked: u64,
    /// Criteria that include and look at what the case does not know: where there are any, `eligible` is an upper bound.
    pub includes_unchecked: u64,
    /// People who meet all criteria that include.
    pub eligible: u64,
    /// People of whom it is not known whether they do.
    pub unknown: u64,
    /// Eligible people whom at least one exclusion keeps out.
    pub kept_out: u64,
    /// Eligible people whom none keeps out.
    pub left: u64,
    /// Kept out over eligible, 0 to 1.
    pub kept_out_share: Figure,
    /// Members of the segment who meet an exclusion nonetheless.
    pub members_kept_out: u64,
}

/// One exclusion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exclusion {
    /// The segment.
    pub segment: String,
    /// What it looks at.
    pub dimension: String,
    /// The value that is kept out.
    pub value: String,
    /// Whether what it looks at was inferred, if the input says so of the criterion or of the attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inferred: Option<bool>,
    /// The special category of which it speaks, if the input says so of the criterion or of the attribute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_category: Option<String>,
    /// People of the case who meet it.
    pub people: u64,
    /// Eligible people who meet it: those whom it would keep out alone.
    pub kept_out: u64,
    /// Eligible people who meet it and none of the exclusions before it. Over a segment these add up to all kept out.
    pub kept_out_in_order: u64,
    /// Eligible people who meet it and no other exclusion: those who would be in without it.
    pub kept_out_by_it_only: u64,
    /// Eligible people who meet it over the eligible, 0 to 1.
    pub kept_out_share: Figure,
}

/// What the exclusions of all segments come to.
#[derive(Default)]
pub(super) struct Exclusions {
    pub(super) of_segments: Vec<Excluding>,
    pub(super) each: Vec<Exclusion>,
    pub(super) kept_out: Vec<Picked>,
}

/// The exclusions of every segment that has one which can be checked.
pub(super) fn of(audit: &Audit, dimensions: &[Dimension]) -> Exclusions {
    let one = |segment: &Segment| of_segment(audit, dimensions, segment);
    let found: Vec<_> = audit.segments.par_iter().filter_map(one).collect();
    found.into_iter().fold(Exclusions::default(), |mut all, (whole, each, kept_out)| {
        all.of_segments.push(whole);
        all.each.extend(each);
        all.kept_out.extend(kept_out);
        all
    })
}

type OfSegment = (Excluding, Vec<Exclusion>, Vec<Picked>);

fn of_segment(audit: &Audit, dimensions: &[Dimension], segment: &Segment) -> Option<OfSegment> {
    let brief = Brief::of(audit, segment);
    if brief.excludes.is_empty() {
        return None;
    }
    let is_out = |person: PersonId| brief.excludes.iter().any(|condition| condition.meets(person) == Some(true));
    let eligible: Vec<PersonId> =
        audit.graph.people().filter(|&person| brief.wants(person) == Some(true)).collect();
    let kept_out: Vec<PersonId> = eligible.iter().copied().filter(|&person| is_out(person)).collect();
    let whole = Excluding {
        segment: segment.name.clone(),
        exclusions: brief.excludes.len() as u64,
        exclusions_unchecked: brief.excludes_unchecked,
        includes_unchecked: brief.includes_unchecked,
        eligible: eligible.len() as u64,
        unknown: audit.graph.people().filter(|&person| brief.wants(person).is_none()).count() as u64,
        kept_out: kept_out.len() as u64,
        left: (eligible.len() - kept_out.len()) as u64,
        kept_out_share: Figure::ratio(kept_out.len() as u64, eligible.len() as u64, Undefined::EmptyGroup),
        members_kept_out: segment.members.iter().filter(|&&member| is_out(member)).count() as u64,
    };
    let told = |dimension: &&Dimension| !brief.excludes.iter().any(|one| one.looks_at(dimension.name));
    let from = dimensions.iter().filter(told);
    let from = from.flat_map(|dimension| rows(&segment.name, dimension, &kept_out, &eligible, Pick::KeptOut));
    Some((whole, each(audit, segment, &brief, &eligible), from.collect()))
}

/// A row for each exclusion, in input order.
fn each(audit: &Audit, segment: &Segment, brief: &Brief, eligible: &[PersonId]) -> Vec<Exclusion> {
    let (mut alone, mut first, mut only) =
        (vec![0; brief.excludes.len()], vec![0; brief.excludes.len()], vec![0; brief.excludes.len()]);
    for &person in eligible {
        let meets = |condition: &Condition| condition.meets(person) == Some(true);
        let met: Vec<usize> =
            (0..).zip(&brief.excludes).filter(|(_, one)| meets(one)).map(|(at, _)| at).collect();
        met.iter().for_each(|&at| alone[at] += 1);
        met.first().into_iter().for_each(|&at| first[at] += 1);
        if let [at] = met[..] {
            only[at] += 1;
        }
    }
    let row = |(at, condition): (usize, &Condition)| Exclusion {
        segment: segment.name.clone(),
        dimension: condition.criterion.dimension.clone(),
        value: condition.criterion.value.clone(),
        inferred: condition.inferred(),
        special_category: condition.special_category(),
        people: audit.graph.people().filter(|&person| condition.meets(person) == Some(true)).count() as u64,
        kept_out: alone[at],
        kept_out_in_order: first[at],
        kept_out_by_it_only: only[at],
        kept_out_share: Figure::ratio(alone[at], eligible.len() as u64, Undefined::EmptyGroup),
    };
    (0..).zip(&brief.excludes).map(row).collect()
}

#[cfg(test)]
mod tests;
