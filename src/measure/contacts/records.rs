//! `Records`: the messages of an audit in the order in which the parts of this measure need them.

use crate::{
    audit::Audit,
    model::{id::PersonId, message::Message, segment::Segment},
    table::messages::Messages,
};
use std::collections::BTreeMap;

/// Messages by the people whom they reached, and who could have been reached.
pub(super) struct Records<'a> {
    pub(super) audit: &'a Audit,
    pub(super) table: &'a Messages,
    /// Everybody whom a record names, ascending, each with their records in the order of the file.
    pub(super) by_person: Vec<(PersonId, Vec<&'a Message>)>,
    /// Records of a segment as a whole.
    pub(super) to_segments: Vec<&'a Message>,
    /// The audience that each name of a segment stands for, where the table of segments has one.
    pub(super) audiences: Vec<Option<&'a Segment>>,
    /// The people who could have been reached, ascending; `None` is everybody.
    pub(super) eligible: Option<Vec<PersonId>>,
}

impl<'a> Records<'a> {
    pub(super) fn of(audit: &'a Audit, table: &'a Messages) -> Self {
        let (mut named, to_segments): (Vec<_>, Vec<_>) =
            table.rows.iter().partition(|message| message.person.is_some());
        named.sort_by_key(|message| message.person);
        let same = |one: &&Message, other: &&Message| one.person == other.person;
        let person = |rows: &[&'a Message]| rows[0].person.map(|person| (person, rows.to_vec()));
        let by_person: Vec<_> = named.chunk_by(same).filter_map(person).collect();
        let known: BTreeMap<&str, &Segment> =
            audit.segments.iter().map(|segment| (segment.name.as_str(), segment)).collect();
        let audiences: Vec<_> =
            table.segments.iter().map(|name| known.get(name.as_str()).copied()).collect();
        let mut records = Self { audit, table, by_person, to_segments, audiences, eligible: None };
        records.eligible = records.eligible_people();
        records
    }

    /// Members of the segments that messages name, and everybody reached; where no such segment has members, everybody, or, of
    /// donated exports, those alone who were reached: of others nobody could know.
    fn eligible_people(&self) -> Option<Vec<PersonId>> {
        let members = self.audiences.iter().flatten().flat_map(|segment| segment.members.iter().copied());
        let mut people: Vec<PersonId> = members.collect();
        if people.is_empty() && self.audit.case.donations.is_none() {
            return None;
        }
        people.extend(self.by_person.iter().map(|(person, _)| *person));
        people.sort_unstable();
        people.dedup();
        Some(people)
    }

    /// How many people could have been reached.
    pub(super) fn eligible_count(&self) -> u64 {
        self.eligible.as_ref().map_or(self.audit.people(), Vec::len) as u64
    }

    /// The people who could have been reached, ascending.
    pub(super) fn eligible(&self) -> impl Iterator<Item = PersonId> + '_ {
        let everybody = self.audit.graph.people().filter(|_| self.eligible.is_none());
        everybody.chain(self.eligible.iter().flatten().copied())
    }

    /// The audience that a message aims at, where the table of segments has it.
    pub(super) fn audience(&self, message: &Message) -> Option<&'a Segment> {
        message.segment.and_then(|segment| self.audiences[segment as usize])
    }

    /// The records of `person`.
    pub(super) fn of_person(&self, person: PersonId) -> &[&'a Message] {
        let at = self.by_person.binary_search_by_key(&person, |(known, _)| *known);
        at.map_or(&[], |at| &self.by_person[at].1)
    }
}

/// How often a record says that it was shown, at least; a record that does not say it was shown once.
pub(in crate::measure) fn times(message: &Message) -> u64 {
    message.impressions.map_or(1, crate::model::range::Range::low)
}

/// How often a person was shown the messages in `rows`, at least.
pub(super) fn sum_of_times<'a>(rows: impl IntoIterator<Item = &'a &'a Message>) -> u64 {
    rows.into_iter().fold(0, |sum, message| sum.saturating_add(times(message)))
}
