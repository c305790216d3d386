//! Transfers after people had withdrawn their consent, or had objected.

use crate::{
    measure::{
        bounds::Between,
        passages::{Passage, Passages},
    },
    model::{date::Day, id::PersonId, transfer::Transfer},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// People who withdrew, or objected, and the transfers after that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// People who did.
    pub people: u64,
    /// Transfers that surely, and possibly, passed on data of one of them afterwards.
    pub transfers: Between,
    /// Organisations that so received them.
    pub organisations: Between,
    /// The transfers that may have.
    pub rows: Vec<After>,
}

/// A transfer after people had withdrawn or objected.
///
/// # Definition
/// Whoever withdrew or objected on an earlier day than that of the transfer counts. Where the records list whose data a transfer passed
/// on, those of them who are listed are counted. Where they do not, none of them need be among these data, and all may, as far as the
/// numbers go: a number of records that the transfer states is a further upper bound. Where the day of the transfer, or of an objection,
/// is not known, it may be the later one.
///
/// Somebody withdrew where all grants of theirs to the apps behind the transfer have ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct After {
    /// The transfer.
    #[serde(flatten)]
    pub passage: Passage,
    /// People whose data surely were passed on after that.
    pub people_at_least: u64,
    /// People whose data may have been.
    pub people_at_most: u64,
}

/// The first day after somebody spoke, as late and as early as the records leave it.
#[derive(Clone, Copy)]
struct Since {
    surely: Day,
    possibly: Day,
}

impl Since {
    /// The same on a day that is known, or may be any.
    fn day(known: Option<Day>) -> Self {
        Self { surely: known.unwrap_or(Day::LAST), possibly: known.unwrap_or(Day::FIRST) }
    }

    fn or_earlier(self, other: Self) -> Self {
        Self { surely: self.surely.min(other.surely), possibly: self.possibly.min(other.possibly) }
    }
}

/// When each of some people spoke.
type Words = BTreeMap<PersonId, Since>;

/// The transfers after withdrawals; `None` where nobody withdrew.
pub(super) fn withdrawals(passages: &Passages) -> Option<Spoken> {
    let behind = passages.apps_behind();
    let mut known: BTreeMap<BTreeSet<Option<u32>>, Words> = BTreeMap::new();
    let grants = &passages.audit.grants.rows;
    let everything: BTreeSet<Option<u32>> = grants.iter().map(|grant| grant.app).collect();
    let all = withdrawn(passages, &everything);
    let rows: Vec<Option<(usize, Between)>> = (0..passages.transfers.rows.len())
        .map(|row| {
            let apps = passages.apps_of(row, &behind);
            let words = known.entry(apps).or_insert_with_key(|apps| withdrawn(passages, apps));
            people_after(&passages.transfers.rows[row], words).map(|people| (row, people))
        })
        .collect();
    let rows: Vec<_> = rows.into_iter().flatten().collect();
    (!all.is_empty() || !rows.is_empty()).then(|| spoken(passages, all.len(), &rows))
}

/// People all of whose grants to these apps have ended, and the first day on which none was in force.
fn withdrawn(passages: &Passages, apps: &BTreeSet<Option<u32>>) -> Words {
    let mut ends: BTreeMap<PersonId, Day> = BTreeMap::new();
    for grant in passages.audit.grants.rows.iter().filter(|grant| apps.contains(&grant.app)) {
        let person = passages.audit.consenters[grant.consenter as usize].person;
        let until = grant.in_force.at_most.until;
        ends.entry(person).and_modify(|known| *known = until.max(*known)).or_insert(until);
    }
    let ended = ends.into_iter().filter(|&(_, until)| until != Day::LAST);
    ended.map(|(person, until)| (person, Since::day(Some(until)))).collect()
}

/// The transfers after objections; `None` where the case has no table of them.
pub(super) fn objections(passages: &Passages) -> Option<Spoken> {
    let mut words = Words::new();
    for objection in &passages.audit.suppressions.as_ref()?.rows {
        let since = Since::day(objection.since.map(|moment| moment.day.next()));
        let known = words.entry(objection.person).or_insert(since);
        *known = known.or_earlier(since);
    }
    let rows = passages.transfers.rows.iter().enumerate();
    let rows: Vec<_> = rows.filter_map(|(row, transfer)| Some((row, people_after(transfer, &words)?))).collect();
    Some(spoken(passages, words.len(), &rows))
}

/// How many of those who spoke had done so before a transfer that passed on their data; `None` where that is nobody.
fn people_after(transfer: &Transfer, words: &Words) -> Option<Between> {
    let surely = |since: &Since| transfer.on.is_some_and(|on| since.surely <= on);
    let possibly = |since: &Since| transfer.on.is_none_or(|on| since.possibly <= on);
    let between = if let Some(listed) = &transfer.people {
        let told = || listed.iter().filter_map(|person| words.get(person));
        let count = |holds: &dyn Fn(&Since) -> bool| told().filter(|since| holds(since)).count() as u64;
        Between { at_least: count(&surely), at_most: count(&possibly) }
    } else {
        let people = words.values().filter(|since| possibly(since)).count() as u64;
        let records = transfer.records.and_then(crate::model::range::Range::high);
        Between { at_least: 0, at_most: records.map_or(people, |most| people.min(most)) }
    };
    (between.at_most > 0).then_some(between)
}

fn spoken(passages: &Passages, people: usize, rows: &[(usize, Between)]) -> Spoken {
    let receivers = |surely: bool| {
        let rows = rows.iter().filter(|(_, people)| !surely || people.at_least > 0);
        rows.map(|&(row, _)| passages.transfers.rows[row].to).collect::<BTreeSet<_>>().len() as u64
    };
    let surely = rows.iter().filter(|(_, people)| people.at_least > 0).count() as u64;
    let after = |&(row, people): &(usize, Between)| After {
        passage: passages.passage(row),
        people_at_least: people.at_least,
        people_at_most: people.at_most,
    };
    Spoken {
        people: people as u64,
        transfers: Between { at_least: surely, at_most: rows.len() as u64 },
        organisations: Between { at_least: receivers(true), at_most: receivers(false) },
        rows: rows.iter().map(after).collect(),
    }
}
