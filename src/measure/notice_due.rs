//! `NoticeDue`: what a notice to one person would have had to say, as far as the records go: whom their data may have come to, what for,
//! and which messages reached them.
//!
//! # Limits
//! Organisations are those to which a chain of transfers leads: they may have received the person's data, and that they did is on record
//! only where a transfer lists the person. Of other people nothing is said.

use super::{
    passages::Passages,
    trace::{OpeningApp, Through},
};
use crate::{
    audit::Audit,
    model::{
        date::Day,
        id::{PersonId, RecipientId},
        message::{Message, Told},
        recipient::same_name,
        transfer::Transfer,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a notice to one person would have had to say besides what their [`Trace`](super::trace::Trace) says.
///
/// # Definition
/// `purposes` are those that grants of the apps state that opened the person's data, whoever gave them. `organisations` are those with which the
/// chains of these apps begin, those that gave data of the person on as a transfer lists, and all to which transfers lead from them whose
/// days never go back (one without a day fits anywhere). A transfer that lists whose data it passed on, and not this person, is no part of a
/// chain, nor is one that names another app. Messages with the same id, sponsor, channel and segment are one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoticeDue {
    /// What for, as stated to those who agreed.
    pub purposes: Vec<String>,
    /// The basis on record for people who did not agree themselves.
    pub basis: Option<String>,
    /// When these people were told, as recorded.
    pub told_on: Option<String>,
    /// Whether the case has a table of transfers.
    pub transfers_on_record: bool,
    /// Organisations that may have received the person's data: by steps, then in the order of the records.
    pub organisations: Vec<MayHold>,
    /// Whether the case has a table of messages.
    pub messages_on_record: bool,
    /// The messages that reached the person, in the order of the records.
    pub messages: Vec<Met>,
    /// Different messages to whole segments that the person is in: they may have reached them.
    pub messages_to_segments: u64,
}

/// An organisation that may have received the person's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MayHold {
    /// Its name.
    pub organisation: String,
    /// The country in which it sits, as written.
    pub country: Option<String>,
    /// The fewest transfers to it; 0 for one that took the data itself, or gave them on.
    pub steps: u32,
    /// Whether a transfer lists the person among those whose data it gave to it.
    pub listed: bool,
    /// What for, as these transfers state.
    pub purposes: Vec<String>,
    /// The fields, as these transfers state.
    pub fields: Vec<String>,
}

/// A message that reached the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Met {
    /// Who stands behind it.
    pub sponsor: Option<String>,
    /// The way it went.
    pub channel: Option<String>,
    /// The segment that it was aimed at.
    pub segment: Option<String>,
    /// How many records there are of it.
    pub records: u64,
    /// The first day on record.
    pub first_on: Option<Day>,
    /// The last.
    pub last_on: Option<Day>,
    /// Whether a reason was given beside it; `None` where that is not on record.
    pub reason_given: Option<bool>,
    /// Whether it was said where the data came from.
    pub source_given: Option<bool>,
}

impl NoticeDue {
    /// What is due to `person`, whose data was opened `through` others; `None` where the records have nothing that they were to be told.
    pub(super) fn of(audit: &Audit, person: PersonId, through: Option<&Through>) -> Option<Self> {
        let apps = through.map_or(&[][..], |through| &through.apps);
        let organisations = Passages::of(audit).map(|passages| organisations(&passages, person, apps));
        let basis = audit.case.bystander_basis.as_ref();
        let segments: BTreeSet<&str> = audit
            .segments
            .iter()
            .filter(|segment| segment.members.binary_search(&person).is_ok())
            .map(|segment| segment.name.as_str())
            .collect();
        let due = Self {
            purposes: purposes(audit, apps),
            basis: basis.map(|basis| basis.basis.clone()),
            told_on: basis.and_then(|basis| basis.notice_on.clone()),
            transfers_on_record: audit.transfers.is_some(),
            organisations: organisations.unwrap_or_default(),
            messages_on_record: audit.messages.is_some(),
            messages: messages(audit, person),
            messages_to_segments: to_segments(audit, &segments),
        };
        let is_any = through.is_some() || !due.organisations.is_empty() || !due.messages.is_empty();
        is_any.then_some(due)
    }
}

/// Whether one of the apps is that one; an app without a name may be any.
fn is_one_of(apps: &[OpeningApp], name: &str) -> bool {
    apps.iter().any(|app| app.app.as_deref().is_none_or(|own| own == name))
}

fn purposes(audit: &Audit, apps: &[OpeningApp]) -> Vec<String> {
    let opens = |app: Option<u32>| match app {
        Some(app) => is_one_of(apps, &audit.grants.apps[app as usize].name),
        None => apps.iter().any(|app| app.app.is_none()),
    };
    let stated: BTreeSet<u32> =
        audit.grants.rows.iter().filter(|grant| opens(grant.app)).filter_map(|grant| grant.purpose).collect();
    stated.into_iter().map(|purpose| audit.grants.purposes[purpose as usize].clone()).collect()
}

fn lists(transfer: &Transfer, person: PersonId) -> Option<bool> {
    transfer.people.as_ref().map(|people| people.binary_search(&person).is_ok())
}

fn organisations(passages: &Passages, person: PersonId, apps: &[OpeningApp]) -> Vec<MayHold> {
    let rows = &passages.transfers.rows;
    let known = &passages.audit.grants.apps;
    let may_begin = |id: &RecipientId| {
        let name = passages.name(*id);
        let mut behind = known
            .iter()
            .filter(|app| {
                same_name(&name, &app.name)
                    || app.provider.as_deref().is_some_and(|firm| same_name(&name, firm))
            })
            .peekable();
        behind.peek().is_none() || behind.any(|app| is_one_of(apps, &app.name))
    };
    let starts = passages.graph.starts().iter().filter(|id| !apps.is_empty() && may_begin(id)).copied();
    let senders = rows.iter().filter(|row| lists(row, person) == Some(true)).map(|row| row.from);
    let had: BTreeSet<RecipientId> = starts.chain(senders).collect();
    let had: Vec<(RecipientId, Day)> = had.into_iter().map(|id| (id, Day::FIRST)).collect();
    let may_pass = |row: usize| match lists(&rows[row], person) {
        Some(listed) => listed,
        None => passages.named_app(row).is_none_or(|named| {
            named.into_iter().flatten().any(|app| is_one_of(apps, &known[app as usize].name))
        }),
    };
    let arrivals = passages.graph.arrivals_from(&had, true, may_pass);
    let mut found: Vec<MayHold> = passages
        .transfers
        .recipient_ids()
        .filter_map(|id| {
            let steps = arrivals[id.index()]?.steps;
            let by: Vec<&Transfer> = (0..rows.len())
                .filter(|&row| {
                    rows[row].to == id && may_pass(row) && arrivals[rows[row].from.index()].is_some()
                })
                .map(|row| &rows[row])
                .collect();
            Some(may_hold(passages, id, steps, &by, person))
        })
        .collect();
    found.sort_by_key(|one| one.steps);
    found
}

fn may_hold(passages: &Passages, id: RecipientId, steps: u32, by: &[&Transfer], person: PersonId) -> MayHold {
    let transfers = passages.transfers;
    let purposes: BTreeSet<u32> = by.iter().filter_map(|row| row.purpose).collect();
    let fields: BTreeSet<u32> = by.iter().filter_map(|row| row.fields.as_ref()).flatten().copied().collect();
    let names = |places: BTreeSet<u32>, names: &[String]| {
        places.into_iter().map(|at| names[at as usize].clone()).collect()
    };
    MayHold {
        organisation: passages.name(id),
        country: transfers.recipient(id).country.clone(),
        steps,
        listed: by.iter().any(|row| lists(row, person) == Some(true)),
        purposes: names(purposes, &transfers.purposes),
        fields: names(fields, &transfers.fields),
    }
}

fn messages(audit: &Audit, person: PersonId) -> Vec<Met> {
    let Some(table) = &audit.messages else { return Vec::new() };
    let explained = |message: &Message| {
        let reasons = audit.reasons.iter().flat_map(|reasons| &reasons.rows);
        let of = |told: &&crate::model::explanation::Explanation| {
            told.message == message.message && told.person.is_none_or(|to| to == person)
        };
        reasons
            .filter(of)
            .fold((false, false), |(_, source), told| (true, source || !told.sources.is_empty()))
    };
    let name = |names: &[String], at: Option<u32>| at.and_then(|at| names.get(at as usize)).cloned();
    let mut places = BTreeMap::new();
    let mut met: Vec<Met> = Vec::new();
    for message in table.rows.iter().filter(|message| message.person == Some(person)) {
        let key = (message.message, message.sponsor, message.channel, message.segment);
        let at = *places.entry(key).or_insert_with(|| {
            met.push(Met {
                sponsor: name(&table.sponsors, message.sponsor),
                channel: name(&table.channels, message.channel),
                segment: name(&table.segments, message.segment),
                records: 0,
                first_on: None,
                last_on: None,
                reason_given: None,
                source_given: None,
            });
            met.len() - 1
        });
        let (reason, source) = explained(message);
        let row = &mut met[at];
        row.records += 1;
        let day = message.on.map(|on| on.day);
        row.first_on = row.first_on.into_iter().chain(day).min();
        row.last_on = row.last_on.max(day);
        row.reason_given = told(row.reason_given, message.reason_given, reason);
        row.source_given = told(row.source_given, message.source_given, source);
    }
    met
}

/// Whether something was told, by all records so far and this one: once given, it was.
fn told(before: Option<bool>, recorded: Told, explained: bool) -> Option<bool> {
    match recorded {
        _ if explained || before == Some(true) => Some(true),
        Told::Given => Some(true),
        Told::NotGiven => Some(false),
        Told::NotRecorded => before,
    }
}

fn to_segments(audit: &Audit, segments: &BTreeSet<&str>) -> u64 {
    let Some(table) = &audit.messages else { return 0 };
    let is_own =
        |at: u32| table.segments.get(at as usize).is_some_and(|name| segments.contains(name.as_str()));
    let whole = table.rows.iter().filter(|message| message.person.is_none());
    let aimed: BTreeSet<u32> =
        whole.filter(|message| message.segment.is_some_and(is_own)).map(|message| message.message).collect();
    aimed.len() as u64
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::trace::Trace, model::id::PersonId, village};

    fn due(audit: &Audit, row: u32) -> Option<super::NoticeDue> {
        Trace::of(audit, PersonId(row)).notice
    }

    #[test]
    fn names_the_organisations_that_transfers_lead_to_and_says_which_list_the_person() {
        let found = due(&village::with_transfers(), 4).expect("Eve was within reach");
        let shown: Vec<_> = found
            .organisations
            .iter()
            .map(|one| (one.organisation.as_str(), one.steps, one.listed))
            .collect();
        assert_eq!(
            shown,
            [
                ("The firm", 0, false),
                ("The analysts", 1, true),
                ("The party", 2, false),
                ("The broker", 3, false)
            ]
        );
        assert_eq!(
            (&found.organisations[1].fields[..], &found.organisations[1].purposes[..]),
            (&["likes".to_owned(), "place".to_owned()][..], &["research".to_owned()][..])
        );
    }

    #[test]
    fn follows_no_transfer_that_lists_others_alone() {
        // Fay was within reach, and is not among those whose data the firm gave to the analysts.
        let found = due(&village::with_transfers(), 5).expect("Fay was within reach");
        assert_eq!(found.organisations.len(), 1, "{found:?}");
        assert_eq!(due(&village::with_transfers(), 6), None, "nothing leads to Gus");
    }

    #[test]
    fn tells_the_messages_that_reached_the_person_with_their_days() {
        let found = due(&village::with_reasons(), 2).expect("Cem was within reach");
        let shown: Vec<_> =
            found.messages.iter().map(|met| (met.records, met.reason_given, met.source_given)).collect();
        assert_eq!(shown, [(2, Some(true), Some(true)), (1, Some(true), Some(true))]);
        let days =
            |met: &super::Met| [met.first_on, met.last_on].map(|day| day.expect("recorded").to_string());
        assert_eq!(days(&found.messages[0]), ["2024-06-01", "2024-06-03"]);
        assert_eq!(found.messages_to_segments, 1);
        let dot = due(&village::with_messages(), 3).expect("Dot was within reach");
        assert_eq!((dot.messages[0].first_on, dot.messages[0].reason_given), (None, None));
    }
}
