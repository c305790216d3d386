//! `Delivery`: whom a message was delivered to, against the criteria that were chosen for it.
//!
//! # Definition
//! A segment of the layer delivered that names another as `chosen_as` is held against that one's criteria; one that names none against
//! its own, where it has any. Only criteria that can be checked count (see `Brief`). A member is *on the criteria* who meets all that
//! include and none that exclude, *off the criteria* who surely fails one, and neither where what decides is not known. People of the
//! case who meet all and are no members were not delivered to.
//!
//! # Limits
//! What the sponsor's platform knew of people may differ from what the case knows: off the criteria is meant as the case has them. A
//! delivery of which the case knows only some members says nothing of how many of the eligible were reached.

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
        segment::{Layer, Mode, Segment},
    },
};
use serde::Serialize;

/// One delivered segment against what was chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Delivery {
    /// The delivered segment.
    pub segment: String,
    /// The segment whose criteria it is held against.
    pub chosen: String,
    /// Criteria that could not be checked, because they look at what the case does not know.
    pub unchecked: u64,
    /// People delivered to.
    pub members: u64,
    /// Of them, those who meet the criteria.
    pub on_criteria: u64,
    /// Of them, those who surely do not.
    pub off_criteria: u64,
    /// Of them, those of whom it is not known.
    pub unknown: u64,
    /// Off the criteria over members of whom it is known, 0 to 1.
    pub off_criteria_share: Figure,
    /// People of the case who meet the criteria.
    pub eligible: u64,
    /// Of them, those who were not delivered to.
    pub not_delivered: u64,
    /// Eligible people delivered to over the eligible, 0 to 1.
    pub delivered_share: Figure,
}

/// One condition of what was chosen, and the members who fail it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OffCriterion {
    /// The delivered segment.
    pub segment: String,
    /// Whether the condition includes or excludes.
    pub mode: Mode,
    /// What it looks at.
    pub dimension: String,
    /// Its value; those of one dimension that include are alternatives, parted by ` or `.
    pub value: String,
    /// Members who fail it: who lack an included value, or have an excluded one.
    pub off: u64,
    /// Members of whom it is not known.
    pub unknown: u64,
    /// Failing members over members of whom it is known, 0 to 1.
    pub off_share: Figure,
}

/// What all deliveries come to.
#[derive(Default)]
pub(super) struct Deliveries {
    pub(super) of_segments: Vec<Delivery>,
    pub(super) off: Vec<OffCriterion>,
    pub(super) skew: Vec<Picked>,
}

/// Every delivered segment for which criteria are known that can be checked.
pub(super) fn of(audit: &Audit, dimensions: &[Dimension]) -> Deliveries {
    let mut all = Deliveries::default();
    for segment in audit.segments.iter().filter(|segment| segment.layer == Some(Layer::Delivered)) {
        let chosen = match &segment.chosen_as {
            None => Some(segment),
            Some(name) => audit.segments.iter().find(|other| other.name == *name),
        };
        let brief = chosen.map(|chosen| (chosen, Brief::of(audit, chosen)));
        if let Some((chosen, brief)) = brief.filter(|(_, brief)| !brief.is_empty()) {
            all.add(audit, dimensions, segment, (&chosen.name, &brief));
        }
    }
    all
}

impl Deliveries {
    fn add(&mut self, audit: &Audit, dimensions: &[Dimension], segment: &Segment, (chosen, brief): (&str, &Brief)) {
        let eligible: Vec<PersonId> =
            audit.graph.people().filter(|&person| brief.fits(person) == Some(true)).collect();
        let fit = |wanted: Option<bool>| {
            segment.members.iter().copied().filter(move |&member| brief.fits(member) == wanted)
        };
        let on: Vec<PersonId> = fit(Some(true)).collect();
        let [members, off, eligibles, on_criteria] =
            [segment.members.len(), fit(Some(false)).count(), eligible.len(), on.len()].map(|count| count as u64);
        self.of_segments.push(Delivery {
            segment: segment.name.clone(),
            chosen: chosen.to_owned(),
            unchecked: brief.includes_unchecked + brief.excludes_unchecked,
            members,
            on_criteria,
            off_criteria: off,
            unknown: members - on_criteria - off,
            off_criteria_share: Figure::ratio(off, on_criteria + off, Undefined::EmptySegment),
            eligible: eligibles,
            not_delivered: eligibles - on_criteria,
            delivered_share: Figure::ratio(on_criteria, eligibles, Undefined::EmptyGroup),
        });
        let conditions = brief.includes.iter().chain(&brief.excludes);
        self.off.extend(conditions.map(|condition| off_criterion(segment, condition)));
        let skew = dimensions.iter().flat_map(|one| rows(&segment.name, one, &on, &eligible, Pick::LetIn));
        self.skew.extend(skew);
    }
}

fn off_criterion(segment: &Segment, condition: &Condition) -> OffCriterion {
    let mode = condition.criterion.mode;
    let answers = |wanted: Option<bool>| {
        segment.members.iter().filter(|&&member| condition.meets(member) == wanted).count() as u64
    };
    let (off, unknown) = (answers(Some(mode == Mode::Exclude)), answers(None));
    OffCriterion {
        segment: segment.name.clone(),
        mode,
        dimension: condition.criterion.dimension.clone(),
        value: if mode == Mode::Include { condition.values.clone() } else { condition.criterion.value.clone() },
        off,
        unknown,
        off_share: Figure::ratio(off, segment.members.len() as u64 - unknown, Undefined::EmptySegment),
    }
}

#[cfg(test)]
mod tests;
