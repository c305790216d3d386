//! What the collectors took: whose data the grants to their apps opened, and since when.

use super::People;
use crate::{
    audit::Audit,
    harvest::{Harvest, Terms},
    model::{
        date::Day,
        id::{PersonId, RecipientId},
        reading::Reading,
        recipient::Role,
    },
    table::transfers::Transfers,
};
use std::collections::{BTreeMap, BTreeSet};

/// People by the first day on which their data was there to be taken, ascending by day.
pub(super) type ByDay = Vec<(Day, People)>;

/// What one collector took.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    pub(super) surely: ByDay,
    pub(super) possibly: ByDay,
}

/// By organisation, what it took of the harvest; `None` where it is no collector.
pub(super) fn of(audit: &Audit, transfers: &Transfers) -> Vec<Option<Collected>> {
    let behind = behind(audit, transfers);
    let is_collector = |id: RecipientId| {
        transfers.recipient(id).role == Some(Role::Collector) || behind.values().any(|&owner| owner == id)
    };
    let collectors: Vec<RecipientId> = transfers.recipient_ids().filter(|&id| is_collector(id)).collect();
    let used: BTreeSet<Option<u32>> = audit.grants.rows.iter().map(|grant| grant.app).collect();
    let of_others = |id: RecipientId| {
        let behind = &behind;
        move |app: &Option<u32>| app.and_then(|app| behind.get(&app)).is_some_and(|&owner| owner != id)
    };
    let collected = |id: RecipientId| {
        let others: Vec<_> = used.iter().copied().filter(of_others(id)).collect();
        let own = |app: &Option<u32>| app.and_then(|app| behind.get(&app)) == Some(&id);
        // An app that nobody is known to be behind is surely the collector's where there is one alone.
        let unsure = used.iter().copied().filter(|app| collectors.len() > 1 && !own(app)).collect();
        Collected {
            surely: taken(audit, Reading::AtLeast, unsure),
            possibly: taken(audit, Reading::AtMost, others),
        }
    };
    transfers.recipient_ids().map(|id| collectors.contains(&id).then(|| collected(id))).collect()
}

/// By app that transfers name, whose data the grants to it may have opened at any time; `None` where the consents do not name it.
pub(super) fn by_app(audit: &Audit, transfers: &Transfers) -> Vec<Option<People>> {
    let used: BTreeSet<Option<u32>> = audit.grants.rows.iter().map(|grant| grant.app).collect();
    let only = |name: &String| {
        let own = |app: u32| folded(&audit.grants.apps[app as usize].name) == folded(name);
        let (own, others): (Vec<_>, Vec<_>) = used.iter().copied().partition(|app| app.is_some_and(own));
        let people = || taken(audit, Reading::AtMost, others).into_iter();
        (!own.is_empty()).then(|| people().fold(People::default(), |all, (_, people)| with(all, &people)))
    };
    transfers.apps.iter().map(only).collect()
}

/// `all` and `more`.
fn with(mut all: People, more: &People) -> People {
    all.add(more);
    all
}

/// The organisation behind each app: that of its provider's name, or else that of the app's own.
fn behind(audit: &Audit, transfers: &Transfers) -> BTreeMap<u32, RecipientId> {
    let named = transfers.recipient_ids().filter(|&id| transfers.recipient(id).is_named);
    let by_name: BTreeMap<String, RecipientId> =
        named.map(|id| (folded(&transfers.recipient(id).name), id)).collect();
    let owner = |(at, app): (u32, &crate::table::grants::App)| {
        let provider = app.provider.as_ref().and_then(|provider| by_name.get(&folded(provider)));
        Some((at, *provider.or_else(|| by_name.get(&folded(&app.name)))?))
    };
    (0..).zip(&audit.grants.apps).filter_map(owner).collect()
}

/// A name without what does not tell organisations apart: case of letters, blanks, `_`, `-` and `.`.
fn folded(name: &str) -> String {
    name.to_lowercase().replace([' ', '_', '-', '.'], "")
}

/// The consenters and bystanders of the apps that are left, each with the first day.
fn taken(audit: &Audit, reading: Reading, without_apps: Vec<Option<u32>>) -> ByDay {
    let terms = Terms { without_apps, ..Terms::of(audit, reading) };
    let counts = |app: &Option<u32>| !terms.without_apps.contains(app);
    let agreed = agreed(audit, reading, counts);
    let harvest = Harvest::of(audit, terms.clone());
    let unknown = match reading {
        Reading::AtLeast => Day::LAST,
        Reading::AtMost => Day::FIRST,
    };
    let days = harvest.is_dated().then(|| harvest.days());
    let since = |person: PersonId| match &days {
        None => Day::FIRST,
        Some(days) => {
            let near = days[person.index()].iter().filter(|(hop, _)| *hop > 0);
            near.filter_map(|(_, days)| days.first()).min().unwrap_or(unknown)
        }
    };
    let consents = harvest.consents();
    let agreed = agreed.into_iter().filter(|(person, _)| consents[person.index()]);
    let others = harvest.bystanders().into_iter().map(|person| (person, since(person)));
    let mut first: BTreeMap<Day, Vec<PersonId>> = BTreeMap::new();
    agreed.chain(others).for_each(|(person, day)| first.entry(day).or_default().push(person));
    let ascending = |mut people: Vec<PersonId>| {
        people.sort_unstable();
        People::ascending(&people)
    };
    first.into_iter().map(|(day, people)| (day, ascending(people))).collect()
}

/// Those who gave a grant to an app that counts, each with the first day on which one was in force, so read.
fn agreed(audit: &Audit, reading: Reading, counts: impl Fn(&Option<u32>) -> bool) -> BTreeMap<PersonId, Day> {
    let mut first: BTreeMap<PersonId, Day> = BTreeMap::new();
    for grant in audit.grants.rows.iter().filter(|grant| counts(&grant.app)) {
        let person = audit.consenters[grant.consenter as usize].person;
        let from = grant.in_force.as_read(reading).from;
        let day = first.entry(person).or_insert(from);
        *day = (*day).min(from);
    }
    first
}
