//! `Audiences`: the segments that messages aimed at, and how many of their members were reached.

use super::{
    objections::may_have_been_shown,
    records::{Records, times},
};
use crate::model::{
    id::PersonId,
    message::Message,
    number::{Figure, Undefined},
    range::RangeSum,
    segment::Segment,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// A segment that messages aimed at.
///
/// # Definition
/// `reached` counts its members whom a record names that names the segment too; a message to the segment as a whole says of nobody that
/// they were reached, and of its members that they may have been: `reached_at_most`. `reached_outside` are people whom such a record names
/// and who are no members: delivery off the audience that was chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Audience {
    /// The segment.
    pub segment: String,
    /// Its members.
    pub members: u64,
    /// Records of messages to single people in it.
    pub records_to_people: u64,
    /// Records of messages to it as a whole.
    pub records_to_segment: u64,
    /// Members surely reached.
    pub reached: u64,
    /// Members surely reached over members, 0 to 1.
    pub reached_share: Figure,
    /// Members possibly reached.
    pub reached_at_most: u64,
    /// People reached who are no members.
    pub reached_outside: u64,
    /// How often the messages to it as a whole were shown, where that is recorded.
    #[serde(flatten)]
    pub shown: Amount,
}

/// An amount added up over records, of which the ends may be known alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Records that state it.
    pub stated: u64,
    /// What it comes to at least.
    pub low: Option<u64>,
    /// What it comes to at most; `None` where a record is open above, or none states it.
    pub high: Option<u64>,
}

impl Amount {
    /// The sum of what records state.
    pub(super) fn of(ranges: impl Iterator<Item = crate::model::range::Range>) -> Self {
        let sum: RangeSum = ranges.collect();
        let small = |value: u128| u64::try_from(value).unwrap_or(u64::MAX);
        let any = sum.terms > 0;
        Self { stated: sum.terms, low: any.then(|| small(sum.low)), high: sum.high().filter(|_| any).map(small) }
    }
}

/// A row for each segment that a message names, in the order in which messages first name them.
pub(super) fn of(records: &Records) -> Vec<Audience> {
    let mut rows: Vec<Vec<&Message>> = vec![Vec::new(); records.audiences.len()];
    for message in &records.table.rows {
        if let Some(segment) = message.segment {
            rows[segment as usize].push(message);
        }
    }
    let audience = |(segment, rows): (Option<&Segment>, Vec<&Message>)| segment.map(|segment| row(segment, &rows));
    records.audiences.iter().copied().zip(rows).filter_map(audience).collect()
}

fn row(segment: &Segment, rows: &[&Message]) -> Audience {
    let is_member = |person: &PersonId| segment.members.binary_search(person).is_ok();
    let of_people = |keeps: fn(&Message) -> bool| -> BTreeSet<PersonId> {
        rows.iter().filter(|message| keeps(message)).filter_map(|message| message.person).collect()
    };
    let named = of_people(|message| times(message) > 0);
    let members_of = |people: &BTreeSet<PersonId>| people.iter().filter(|person| is_member(person)).count() as u64;
    let reached = members_of(&named);
    let possibly = members_of(&of_people(may_have_been_shown));
    let is_whole_reached = rows.iter().any(|message| message.person.is_none() && may_have_been_shown(message));
    let whole: Vec<&&Message> = rows.iter().filter(|message| message.person.is_none()).collect();
    let members = segment.members.len() as u64;
    Audience {
        segment: segment.name.clone(),
        members,
        records_to_people: (rows.len() - whole.len()) as u64,
        records_to_segment: whole.len() as u64,
        reached,
        reached_share: Figure::ratio(reached, members, Undefined::EmptySegment),
        reached_at_most: if is_whole_reached { members } else { possibly },
        reached_outside: named.len() as u64 - reached,
        shown: Amount::of(whole.iter().filter_map(|message| message.impressions)),
    }
}

/// People who were reached, or are members of a segment that was messaged as a whole.
pub(super) fn reached_at_most(records: &Records) -> u64 {
    let shown = |rows: &[&Message]| rows.iter().any(|message| may_have_been_shown(message));
    let mut people: Vec<PersonId> =
        records.by_person.iter().filter(|(_, rows)| shown(rows)).map(|(person, _)| *person).collect();
    let to_whole = records.to_segments.iter().filter(|message| may_have_been_shown(message));
    let whole: BTreeSet<u32> = to_whole.filter_map(|message| message.segment).collect();
    for segment in whole.into_iter().filter_map(|segment| records.audiences[segment as usize]) {
        people.extend_from_slice(&segment.members);
    }
    people.sort_unstable();
    people.dedup();
    people.len() as u64
}
