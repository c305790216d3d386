//! `Retargeting`: messages that follow something that people did, and how many days after.

use super::{
    diversity::Typical,
    objections::{DAYS, DaysAfter, may_have_been_shown, row_of},
    records::Records,
};
use crate::{
    model::{id::PersonId, message::Message},
    stat::real::real,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Chains from an event to a message.
///
/// # Definition
/// A *chain* is a record of a message to a person that names an event, or the day of one: a visit, a search, goods left in a cart.
/// `days` are from the event to the message, where both days are known and the message did not come first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retargeting {
    /// Chains on record.
    pub chains: u64,
    /// The people in them.
    pub people: u64,
    /// Chains of which both days are known and in order.
    pub dated: u64,
    /// Chains whose message came before its event, as recorded: one of the two days is wrong.
    pub message_first: u64,
    /// Messages for each person and event.
    pub messages_per_event: Typical,
    /// Days from the event to the message.
    pub days: Typical,
    /// Messages by how many days after the event.
    pub days_after: Vec<DaysAfter>,
    /// Each kind of event.
    pub by_event: Vec<Event>,
}

/// One kind of event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Its name; `not recorded` for chains that give the day alone.
    pub event: String,
    /// Chains from it.
    pub chains: u64,
    /// The people in them.
    pub people: u64,
    /// Days from the event to the message.
    pub days: Typical,
}

impl Retargeting {
    pub(super) fn of(records: &Records) -> Self {
        let chains: Vec<Chain> = records.by_person.iter().flat_map(|(person, rows)| chains(*person, rows)).collect();
        let mut per_event: BTreeMap<_, u64> = BTreeMap::new();
        for chain in &chains {
            *per_event.entry((chain.person, chain.message.event, chain.message.event_on)).or_default() += 1;
        }
        let mut kinds: BTreeMap<u32, Vec<&Chain>> = BTreeMap::new();
        chains.iter().for_each(|chain| kinds.entry(chain.message.event.unwrap_or(u32::MAX)).or_default().push(chain));
        let event = |(kind, chains): (u32, Vec<&Chain>)| Event {
            event: records.table.events.get(kind as usize).cloned().unwrap_or_else(|| "not recorded".to_owned()),
            chains: chains.len() as u64,
            people: people(&chains),
            days: days(&chains),
        };
        let all: Vec<&Chain> = chains.iter().collect();
        Self {
            chains: chains.len() as u64,
            people: people(&all),
            dated: chains.iter().filter(|chain| chain.days.is_some()).count() as u64,
            message_first: chains.iter().filter(|chain| chain.is_reversed()).count() as u64,
            messages_per_event: Typical::of(per_event.into_values().map(real).collect()),
            days: days(&all),
            days_after: days_after(&chains),
            by_event: kinds.into_iter().map(event).collect(),
        }
    }
}

/// A message to a person that follows an event.
struct Chain<'a> {
    person: PersonId,
    message: &'a Message,
    /// The days between, where both are known and in order.
    days: Option<u64>,
}

impl Chain<'_> {
    fn is_reversed(&self) -> bool {
        self.message.on.zip(self.message.event_on).is_some_and(|(on, event)| on.day < event.day)
    }
}

fn chains<'a>(person: PersonId, rows: &[&'a Message]) -> Vec<Chain<'a>> {
    let shown = rows.iter().filter(|message| may_have_been_shown(message));
    let follows = shown.filter(|message| message.event.is_some() || message.event_on.is_some());
    let chain = |message: &&'a Message| {
        let between = message.on.zip(message.event_on).map(|(on, event)| i64::from(on.day.0) - i64::from(event.day.0));
        Chain { person, message, days: between.and_then(|days| u64::try_from(days).ok()) }
    };
    follows.map(chain).collect()
}

fn people(chains: &[&Chain]) -> u64 {
    chains.iter().map(|chain| chain.person).collect::<BTreeSet<_>>().len() as u64
}

fn days(chains: &[&Chain]) -> Typical {
    Typical::of(chains.iter().filter_map(|chain| chain.days).map(real).collect())
}

fn days_after(chains: &[Chain]) -> Vec<DaysAfter> {
    let row = |(at, &(from, until)): (usize, &(u64, Option<u64>))| {
        let here: Vec<&Chain> =
            chains.iter().filter(|chain| chain.days.is_some_and(|days| row_of(days) == at)).collect();
        DaysAfter { from, until, contacts: here.len() as u64, people: people(&here) }
    };
    DAYS.iter().enumerate().map(row).collect()
}
