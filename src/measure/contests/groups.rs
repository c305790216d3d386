//! `Group`: people whose places are looked at: a segment, those whom messages reached, everybody who is in any of these.

use crate::{audit::Audit, measure::contacts::times, model::id::PersonId};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The members of a segment.
    Segment,
    /// The people whom a message surely reached.
    Reached,
    /// Everybody who is in any of these.
    Anyone,
}

/// People, ascending, each once.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) who: Who,
    pub(super) people: Vec<PersonId>,
}

/// Segments in input order, those whom messages reached, and everybody of these where there is more than one group.
pub(super) fn all(audit: &Audit) -> Vec<Group> {
    let segments =
        audit.segments.iter().filter(|segment| segment.is_audience() && !segment.members.is_empty());
    let segment = |segment: &crate::model::segment::Segment| Group {
        name: segment.name.clone(),
        who: Who::Segment,
        people: segment.members.clone(),
    };
    let mut groups: Vec<Group> = segments.map(segment).collect();
    let reached: Vec<PersonId> = impressions(audit).into_keys().collect();
    if !reached.is_empty() {
        groups.push(Group { name: "reached by messages".to_owned(), who: Who::Reached, people: reached });
    }
    if groups.len() > 1 {
        let mut people: Vec<PersonId> =
            groups.iter().flat_map(|group| group.people.iter().copied()).collect();
        people.sort_unstable();
        people.dedup();
        groups.push(Group { name: "any of these".to_owned(), who: Who::Anyone, people });
    }
    groups
}

/// Everybody whom a message surely reached, ascending, with how often they were shown messages, at least.
pub(super) fn impressions(audit: &Audit) -> BTreeMap<PersonId, u64> {
    let mut impressions = BTreeMap::new();
    for message in audit.messages.iter().flat_map(|messages| &messages.rows) {
        if let Some(person) = message.person.filter(|_| times(message) > 0) {
            let shown: &mut u64 = impressions.entry(person).or_default();
            *shown = shown.saturating_add(times(message));
        }
    }
    impressions
}
