//! `Objections`: whether people were shown messages after they had objected against being contacted.

use super::{
    diversity::Typical,
    records::{Records, times},
    verdicts::Verdicts,
};
use crate::{
    model::{
        id::PersonId,
        message::{Message, Moment, Objection},
        number::{Figure, Undefined},
    },
    stat::{real::real, small_cells},
    table::suppressions::Suppressions,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Contacts after an objection.
///
/// # Definition
/// A message meets an objection where it reached the person who objected, on the channel that the objection names, or on any where it
/// names none. It came *surely* after the objection where both days are known and the message's is later, or is the same and both
/// times of day are known and the message's is later; and where the objection names a channel, the message names the same. It came
/// *possibly* after it where nothing that is recorded speaks against that: a day that is not known, the same day without times, a message
/// that names no channel. `at_least` counts what is sure, `at_most` also what is possible. Segments that were messaged as a whole reach
/// at most their members: these count among the people contacted at most, and in no number of contacts.
///
/// An objection is *honoured* where nothing came after it: at least the people contacted at most are left out, and at most those
/// contacted at least. `days_until_last` are, of each person surely contacted after an objection, the days from it to the last such
/// contact: so long at least it took until the objection was heard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Objections {
    /// Objections on record.
    pub records: u64,
    /// People with at least one.
    pub people: u64,
    /// Those of them whom any message reached at any time.
    pub people_reached: u64,
    /// Objections of which the day is not known.
    pub undated: u64,
    /// Objections on a channel that no message names: either nothing was sent there, or it goes by another name.
    pub on_other_channels: u64,
    /// Records of messages to a person that came surely after their objection.
    pub contacts_at_least: u64,
    /// Records of messages to a person that came possibly after their objection.
    pub contacts_at_most: u64,
    /// People who were surely contacted after their objection.
    pub people_contacted_at_least: u64,
    /// People who were possibly contacted after their objection.
    pub people_contacted_at_most: u64,
    /// People surely left alone over people with an objection, 0 to 1.
    pub honoured_share_at_least: Figure,
    /// People possibly left alone over people with an objection, 0 to 1.
    pub honoured_share_at_most: Figure,
    /// Days from the objection to the last contact surely after it.
    pub days_until_last: Typical,
    /// Contacts surely after an objection, by how many days after.
    pub days_after: Vec<DaysAfter>,
    /// Each list.
    pub by_list: Vec<List>,
    /// Contacts surely after an objection, parted by whether the case says that the list does not bind the sender.
    pub verdicts: Verdicts,
}

/// Contacts so many days after an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DaysAfter {
    /// The fewest days.
    pub from: u64,
    /// The most days; `None` is no end.
    pub until: Option<u64>,
    /// Contacts.
    pub contacts: u64,
    /// The people whom they reached.
    pub people: u64,
}

/// One list of objections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// Its name; `not recorded` for objections that name none.
    pub list: String,
    /// People in it.
    pub people: u64,
    /// People in it who were surely contacted after their objection.
    pub contacted_at_least: u64,
    /// People in it who were possibly contacted after it, by messages to them or to a segment that they are in.
    pub contacted_at_most: u64,
    /// Records of messages to them surely after it.
    pub contacts_at_least: u64,
}

/// The ends of the rows of days.
pub(super) const DAYS: [(u64, Option<u64>); 5] = [(0, Some(1)), (2, Some(7)), (8, Some(30)), (31, Some(90)), (91, None)];

/// The row that so many days belong to.
pub(super) fn row_of(days: u64) -> usize {
    DAYS.iter().position(|(_, until)| until.is_none_or(|until| days <= until)).expect("the last row has no end")
}

/// Whether a contact came after an objection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum After {
    No,
    Possibly,
    Surely,
}

impl Objections {
    pub(super) fn of(records: &Records, suppressions: &Suppressions) -> Self {
        let mut by_person: BTreeMap<PersonId, Vec<&Objection>> = BTreeMap::new();
        suppressions.rows.iter().for_each(|one| by_person.entry(one.person).or_default().push(one));
        let own: Vec<Own> = by_person.iter().map(|(&person, said)| Own::of(records, person, said)).collect();
        let aimed = aimed_at_after(records, &by_person);
        let people = own.len() as u64;
        let count = |of: &dyn Fn(&Own) -> bool| own.iter().filter(|own| of(own)).count() as u64;
        let surely = count(&|own| own.after == After::Surely);
        let possibly = count(&|own| own.after > After::No || aimed.contains(&own.person));
        let share = |contacted: u64| Figure::ratio(people - contacted, people, Undefined::EmptyGroup);
        let known: BTreeSet<u32> = records.table.rows.iter().filter_map(|message| message.channel).collect();
        let strange = |one: &&Objection| one.channel.is_some_and(|channel| !known.contains(&channel));
        Self {
            records: suppressions.rows.len() as u64,
            people,
            people_reached: count(&|own| own.reached),
            undated: suppressions.rows.iter().filter(|one| one.since.is_none()).count() as u64,
            on_other_channels: suppressions.rows.iter().filter(strange).count() as u64,
            contacts_at_least: own.iter().map(|own| own.days.len() as u64).sum(),
            contacts_at_most: own.iter().map(|own| own.possible).sum(),
            people_contacted_at_least: surely,
            people_contacted_at_most: possibly,
            honoured_share_at_least: share(possibly),
            honoured_share_at_most: share(surely),
            days_until_last: Typical::of(own.iter().filter_map(|own| own.last).map(real).collect()),
            days_after: days_after(&own),
            by_list: by_list(records, suppressions),
            verdicts: Verdicts::of(records, suppressions),
        }
    }
}

impl Objections {
    /// Which of the people reached, possibly and surely contacted after their objection may not be shown at the small-cell threshold
    /// `least`: each lies within the one before, and the first within the people who objected. All where these are few.
    #[must_use]
    pub fn hidden_counts(&self, least: u64) -> [bool; 3] {
        if 0 < self.people && self.people < least {
            return [true; 3];
        }
        let counts = [self.people_reached, self.people_contacted_at_most, self.people_contacted_at_least];
        let marks = small_cells::hidden_nested(&counts, &[self.people], least);
        std::array::from_fn(|at| marks[at])
    }
}

/// What came after the objections of one person.
struct Own {
    person: PersonId,
    reached: bool,
    after: After,
    /// Of each contact surely after an objection, the days since the first such objection.
    days: Vec<u64>,
    /// Contacts possibly after one.
    possible: u64,
    /// The days of the last contact surely after one.
    last: Option<u64>,
}

impl Own {
    fn of(records: &Records, person: PersonId, said: &[&Objection]) -> Self {
        let rows: Vec<&&Message> =
            records.of_person(person).iter().filter(|message| may_have_been_shown(message)).collect();
        let verdicts: Vec<(After, Option<u64>)> = rows.iter().map(|message| verdict(message, said)).collect();
        let days: Vec<u64> = verdicts.iter().filter_map(|(_, days)| *days).collect();
        Self {
            person,
            reached: rows.iter().any(|message| times(message) > 0),
            after: verdicts.iter().map(|(after, _)| *after).max().unwrap_or(After::No),
            last: days.iter().max().copied(),
            days,
            possible: verdicts.iter().filter(|(after, _)| *after > After::No).count() as u64,
        }
    }
}

/// Whether `message` came after one of the objections; the days since the first that it surely came after.
fn verdict(message: &Message, said: &[&Objection]) -> (After, Option<u64>) {
    let after = said.iter().map(|one| came_after(message, one)).max().unwrap_or(After::No);
    let surely = said.iter().filter(|one| came_after(message, one) == After::Surely);
    let days = surely.filter_map(|one| Some(message.on?.day.0.abs_diff(one.since?.day.0)));
    (after, days.max().map(u64::from))
}

/// Whether the record does not say that it was never shown.
pub(super) fn may_have_been_shown(message: &Message) -> bool {
    message.impressions.is_none_or(|range| range.high() != Some(0))
}

fn came_after(message: &Message, objection: &Objection) -> After {
    let shown = if message.person.is_none() || times(message) > 0 { After::Surely } else { After::Possibly };
    let channel = match (objection.channel, message.channel) {
        (None, _) => After::Surely,
        (Some(_), None) => After::Possibly,
        (Some(asked), Some(used)) if asked == used => After::Surely,
        (Some(_), Some(_)) => After::No,
    };
    shown.min(channel).min(later(message.on, objection.since))
}

/// Whether the message surely came after the objection.
pub(super) fn came_after_surely(message: &Message, objection: &Objection) -> bool {
    came_after(message, objection) == After::Surely
}

fn later(message: Option<Moment>, objection: Option<Moment>) -> After {
    match message.zip(objection) {
        None => After::Possibly,
        Some((message, objection)) if message.is_surely_after(objection) => After::Surely,
        Some((message, objection)) if message.is_possibly_after(objection) => After::Possibly,
        Some(_) => After::No,
    }
}

/// The people in a segment that was messaged as a whole, possibly after they objected. Of each segment and channel the last
/// message decides.
fn aimed_at_after(records: &Records, by_person: &BTreeMap<PersonId, Vec<&Objection>>) -> BTreeSet<PersonId> {
    let mut last: BTreeMap<(u32, Option<u32>), &Message> = BTreeMap::new();
    for message in records.to_segments.iter().filter(|message| may_have_been_shown(message)) {
        let Some(segment) = message.segment else { continue };
        let known = last.entry((segment, message.channel)).or_insert(message);
        // A day that is not known may be the last.
        if known.on.is_some_and(|known| message.on.is_none_or(|on| on > known)) {
            *known = message;
        }
    }
    let mut people = BTreeSet::new();
    for message in last.values() {
        let members = records.audience(message).map_or(&[][..], |segment| &segment.members);
        let objected = members.iter().filter_map(|person| Some((*person, by_person.get(person)?)));
        let after = objected.filter(|(_, said)| said.iter().any(|one| came_after(message, one) > After::No));
        people.extend(after.map(|(person, _)| person));
    }
    people
}

fn days_after(own: &[Own]) -> Vec<DaysAfter> {
    let row = |(at, &(from, until)): (usize, &(u64, Option<u64>))| {
        let here = |own: &Own| own.days.iter().filter(|&&days| row_of(days) == at).count() as u64;
        let contacts = own.iter().map(here).sum();
        DaysAfter { from, until, contacts, people: own.iter().filter(|own| here(own) > 0).count() as u64 }
    };
    DAYS.iter().enumerate().map(row).collect()
}

fn by_list(records: &Records, suppressions: &Suppressions) -> Vec<List> {
    let mut lists: BTreeMap<u32, BTreeMap<PersonId, Vec<&Objection>>> = BTreeMap::new();
    for one in &suppressions.rows {
        lists.entry(one.list.unwrap_or(u32::MAX)).or_default().entry(one.person).or_default().push(one);
    }
    let row = |(list, people): (u32, BTreeMap<PersonId, Vec<&Objection>>)| {
        let own: Vec<Own> = people.iter().map(|(&person, said)| Own::of(records, person, said)).collect();
        let aimed = aimed_at_after(records, &people);
        let possibly = |own: &&Own| own.after > After::No || aimed.contains(&own.person);
        List {
            list: suppressions.lists.get(list as usize).cloned().unwrap_or_else(|| "not recorded".to_owned()),
            people: own.len() as u64,
            contacted_at_least: own.iter().filter(|own| own.after == After::Surely).count() as u64,
            contacted_at_most: own.iter().filter(possibly).count() as u64,
            contacts_at_least: own.iter().map(|own| own.days.len() as u64).sum(),
        }
    };
    lists.into_iter().map(row).collect()
}
