//! `Verdicts`: contacts after an objection, parted by whether the case states that the list does not bind the sender.

use super::{
    Objections, diversity::Typical, objections::came_after_surely, records::Records,
};
use crate::{
    audit::Audit,
    model::{
        id::PersonId,
        message::{Exemption, Message, Objection},
    },
    stat::{real::real, small_cells},
    table::suppressions::Suppressions,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whether the lists of those who objected bind the sender of a message, as far as the case says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The case states that none of the lists on which the person objected binds this sender: without that it would stand with the others.
    Exempt,
    /// It states an exemption, and whether that holds for this message is not on record: who sent it, of which kind the sender is, or on
    /// which channel it went.
    Open,
    /// No exemption is stated for at least one of these lists, this kind of sender and this channel.
    NotExempt,
}

/// Contacts surely after an objection, by verdict: never one number.
///
/// # Definition
/// Each message that surely came after an objection of the person whom it reached (see [`Objections`](super::Objections)) has one
/// verdict. A list does not bind a sender where the case states an exemption for that list, for the kind of the sender (which the case states
/// under `[sponsors]`) and for the channel of the message, or for every channel. A message is *exempt* where none of the lists of the objections
/// before it binds its sender; it is *not exempt* where one of them surely does, an objection without a list among them; else it is *open*. Nothing is exempt where the
/// case states no exemption. By list, only the objections of that list count. The days are those since the first of these objections.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdicts {
    /// Whether the case states any exemption.
    pub any_stated: bool,
    /// One row for each verdict, over all lists and channels.
    pub in_all: Vec<OfVerdict>,
    /// The same for each list and channel that has contacts of that verdict.
    pub by_list: Vec<OfVerdict>,
}

/// Contacts after an objection of one verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfVerdict {
    /// The list; `all` for all of them together, `not recorded` for objections that name none.
    pub list: String,
    /// The channel of the message; `all` or `not recorded`.
    pub channel: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Records of messages.
    pub contacts: u64,
    /// Different people whom they reached.
    pub people: u64,
    /// Days from the first objection to each of these contacts.
    pub days: Typical,
}

/// Contacts of one kind: the people and the days since the objection.
#[derive(Default)]
struct Gathered {
    people: BTreeSet<PersonId>,
    days: Vec<u64>,
}

impl Verdicts {
    pub(super) fn of(records: &Records, suppressions: &Suppressions) -> Self {
        let mut by_person: BTreeMap<PersonId, Vec<&Objection>> = BTreeMap::new();
        suppressions.rows.iter().for_each(|one| by_person.entry(one.person).or_default().push(one));
        let mut in_all: BTreeMap<Verdict, Gathered> = BTreeMap::new();
        let mut by_list: BTreeMap<(u32, u32, Verdict), Gathered> = BTreeMap::new();
        for (&person, said) in &by_person {
            for message in records.of_person(person) {
                let before: Vec<&Objection> =
                    said.iter().copied().filter(|one| came_after_surely(message, one)).collect();
                let reads = Reads { records, suppressions, message };
                let Some(verdict) = reads.verdict(&before) else { continue };
                in_all.entry(verdict).or_default().add(person, message, &before);
                let lists: BTreeSet<Option<u32>> = before.iter().map(|one| one.list).collect();
                for list in lists {
                    let own: Vec<&Objection> = before.iter().copied().filter(|one| one.list == list).collect();
                    let Some(verdict) = reads.verdict(&own) else { continue };
                    let key = (list.unwrap_or(u32::MAX), message.channel.unwrap_or(u32::MAX), verdict);
                    by_list.entry(key).or_default().add(person, message, &own);
                }
            }
        }
        let name = |names: &[String], at: u32| names.get(at as usize).cloned().unwrap_or_else(|| "not recorded".to_owned());
        let all = [Verdict::NotExempt, Verdict::Exempt, Verdict::Open]
            .map(|verdict| in_all.remove(&verdict).unwrap_or_default().row("all".to_owned(), "all".to_owned(), verdict));
        let row = |((list, channel, verdict), gathered): ((u32, u32, Verdict), Gathered)| {
            gathered.row(name(&suppressions.lists, list), name(&records.table.channels, channel), verdict)
        };
        Self {
            any_stated: !records.audit.case.exemptions.is_empty(),
            in_all: all.into(),
            by_list: by_list.into_iter().map(row).collect(),
        }
    }

    /// Whether the numbers of each verdict may not be shown at the small-cell threshold `least`: each lies within the people surely
    /// contacted, and within any of the others, so that one that is small, or differs by few, hides all three.
    #[must_use]
    pub fn hidden_counts(&self, objections: &Objections, least: u64) -> bool {
        let counts: Vec<u64> = self.in_all.iter().map(|row| row.people).collect();
        let whole = objections.people_contacted_at_least;
        objections.hidden_counts(least)[2]
            || small_cells::hidden_nested(&counts, &[whole, objections.people], least).contains(&true)
            // Where they add up to few more than the whole, few people have two verdicts.
            || (1..least).contains(&counts.iter().sum::<u64>().abs_diff(whole))
    }

    /// The row of all contacts of that verdict.
    #[must_use]
    pub fn all_of(&self, verdict: Verdict) -> &OfVerdict {
        self.in_all.iter().find(|row| row.verdict == verdict).expect("there is a row for each verdict")
    }
}

impl Gathered {
    fn add(&mut self, person: PersonId, message: &Message, before: &[&Objection]) {
        let days = before.iter().filter_map(|one| Some(message.on?.day.0.abs_diff(one.since?.day.0)));
        self.people.insert(person);
        self.days.extend(days.max().map(u64::from));
    }

    fn row(self, list: String, channel: String, verdict: Verdict) -> OfVerdict {
        OfVerdict {
            list,
            channel,
            verdict,
            contacts: self.days.len() as u64,
            people: self.people.len() as u64,
            days: Typical::of(self.days.into_iter().map(real).collect()),
        }
    }
}

/// A message as the exemptions of the case read it.
struct Reads<'a> {
    records: &'a Records<'a>,
    suppressions: &'a Suppressions,
    message: &'a Message,
}

impl Reads<'_> {
    /// The verdict against these objections, all of them before the message; `None` where there are none.
    fn verdict(&self, before: &[&Objection]) -> Option<Verdict> {
        before.iter().map(|one| self.of_list(one.list)).max()
    }

    /// Whether that list binds the sender.
    fn of_list(&self, list: Option<u32>) -> Verdict {
        let name = list.and_then(|list| self.suppressions.lists.get(list as usize));
        let audit: &Audit = self.records.audit;
        let stated = audit.case.exemptions.iter().filter(|exemption| Some(&exemption.list) == name);
        stated.map(|exemption| self.of_exemption(exemption)).min().unwrap_or(Verdict::NotExempt)
    }

    /// Whether one exemption covers the message.
    fn of_exemption(&self, exemption: &Exemption) -> Verdict {
        let table = self.records.table;
        let of = |names: &'_ [String], at: Option<u32>| at.and_then(|at| names.get(at as usize).cloned());
        let channel = of(&table.channels, self.message.channel);
        let sponsor = of(&table.sponsors, self.message.sponsor);
        let kind = sponsor.and_then(|sponsor| self.records.audit.case.sponsor_kinds.get(&sponsor));
        match (exemption.is_about(channel.as_deref()), kind.map(|kind| exemption.sponsor_kinds.contains(kind))) {
            (Some(false), _) | (_, Some(false)) => Verdict::NotExempt,
            (Some(true), Some(true)) => Verdict::Exempt,
            (None, _) | (_, None) => Verdict::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OfVerdict, Verdict, Verdicts};
    use crate::{
        audit::Audit,
        measure::contacts::Contacts,
        model::{
            id::PersonId,
            message::{Exemption, Message, Moment, Objection},
        },
        table::{messages::Messages, suppressions::Suppressions},
        village,
    };

    fn exemption(list: &str, channel: Option<&str>) -> Exemption {
        let sponsor_kinds = vec!["political".to_owned()];
        Exemption { list: list.to_owned(), sponsor_kinds, channel: channel.map(str::to_owned), basis: None }
    }

    fn verdicts(audit: &Audit) -> Verdicts {
        Contacts::of(audit).shown.unwrap().objections.unwrap().verdicts
    }

    fn counts(audit: &Audit) -> [(u64, u64); 3] {
        let of = |row: &OfVerdict| (row.contacts, row.people);
        let verdicts = verdicts(audit);
        [Verdict::NotExempt, Verdict::Exempt, Verdict::Open].map(|verdict| of(verdicts.all_of(verdict)))
    }

    /// The village, whose party is political and, as the case says, not bound by its list.
    fn exempted(channel: Option<&str>) -> Audit {
        let mut audit = village::with_messages();
        audit.case.exemptions = vec![exemption("do not contact", channel)];
        audit.case.sponsor_kinds = [("The party".to_owned(), "political".to_owned())].into();
        audit
    }

    #[test]
    fn nothing_is_exempt_unless_the_case_says_so() {
        let audit = village::with_messages();
        assert_eq!(counts(&audit), [(1, 1), (0, 0), (0, 0)]);
        assert!(!verdicts(&audit).any_stated);
    }

    #[test]
    fn an_exemption_moves_a_contact_and_never_merges_it() {
        assert_eq!(counts(&exempted(None)), [(0, 0), (1, 1), (0, 0)]);
        let row = &verdicts(&exempted(None)).by_list[0];
        assert_eq!((row.list.as_str(), row.channel.as_str(), row.days.mean.value()), ("do not contact", "web", Some(1.0)));
        assert_eq!(counts(&exempted(Some("WEB"))), [(0, 0), (1, 1), (0, 0)]);
        assert_eq!(counts(&exempted(Some("telephone"))), [(1, 1), (0, 0), (0, 0)]);
    }

    #[test]
    fn a_sender_of_another_kind_is_bound_and_of_one_of_no_kind_nobody_knows() {
        let mut audit = exempted(None);
        audit.case.sponsor_kinds = [("The party".to_owned(), "commercial".to_owned())].into();
        assert_eq!(counts(&audit), [(1, 1), (0, 0), (0, 0)]);
        audit.case.sponsor_kinds.clear();
        assert_eq!(counts(&audit), [(0, 0), (0, 0), (1, 1)]);
    }

    #[test]
    fn one_list_that_binds_is_enough_and_each_list_has_its_own_verdict() {
        let mut audit = exempted(None);
        let suppressions = audit.suppressions.as_mut().unwrap();
        suppressions.lists.push("do not mail".to_owned());
        suppressions.rows.push(Objection { list: Some(1), ..suppressions.rows[0] });
        assert_eq!(counts(&audit), [(1, 1), (0, 0), (0, 0)]);
        let rows: Vec<_> = verdicts(&audit).by_list.into_iter().map(|row| (row.list, row.verdict, row.contacts)).collect();
        let list = |name: &str| name.to_owned();
        assert_eq!(rows, [(list("do not contact"), Verdict::Exempt, 1), (list("do not mail"), Verdict::NotExempt, 1)]);
    }

    /// Every combination of two lists, three senders, two channels and two days, counted a second way: message by message.
    #[test]
    fn agrees_with_a_count_message_by_message() {
        let mut audit = exempted(None);
        audit.case.exemptions = vec![exemption("a", None), exemption("b", Some("post"))];
        audit.case.sponsor_kinds = [("x", "political"), ("y", "commercial")].map(|(name, kind)| (name.to_owned(), kind.to_owned())).into();
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        let on = |day: u32| Moment::parse(&format!("2024-06-{day:02}"));
        let mut rows = Vec::new();
        for at in 0..84_u32 {
            let person = Some(PersonId(at % 7));
            let sponsor = (at % 4 < 3).then_some(at % 4);
            rows.push(Message { message: at, person, sponsor, channel: Some(at / 4 % 2), on: on(1 + at % 20), ..Message::default() });
        }
        let said = |person: u32, list| Objection { person: PersonId(person), list: Some(list), channel: None, since: on(8) };
        let objections = vec![said(0, 0), said(1, 1), said(2, 0), said(2, 1), said(3, 2), said(4, 0), said(4, 2)];
        let (mut exempt, mut open, mut bound) = (0, 0, 0);
        for message in rows.iter().filter(|message| message.on > on(8)) {
            let person = message.person.unwrap().0;
            let lists: Vec<u32> = objections.iter().filter(|one| one.person.0 == person).filter_map(|one| one.list).collect();
            let of = |list: &u32| match (list, message.sponsor, message.channel) {
                (0, Some(0), _) | (1, Some(0), Some(1)) => 0,
                (0 | 1, Some(1), _) | (1, _, Some(0)) | (2, ..) => 2,
                _ => 1,
            };
            match lists.iter().map(of).max() {
                Some(0) => exempt += 1,
                Some(1) => open += 1,
                Some(_) => bound += 1,
                None => {}
            }
        }
        audit.messages = Some(Messages {
            rows,
            distinct: 84,
            sponsors: names(&["x", "y", "z"]),
            channels: names(&["web", "post"]),
            ..Messages::default()
        });
        audit.suppressions = Some(Suppressions { rows: objections, lists: names(&["a", "b", "c"]) });
        assert!(exempt > 0 && open > 0 && bound > 0);
        assert_eq!(counts(&audit).map(|(contacts, _)| contacts), [bound, exempt, open]);
    }
}
