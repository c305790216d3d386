//! The bounds against every course of events that fits the record: small cases, gone through in full.

use super::*;
use crate::{
    model::{
        consent::Consenter,
        grant::Grant,
        id::PersonId,
        range::Range,
        reading::{Began, Lasting},
        recipient::{Recipient, Role},
    },
    table::{Tables, grants::Grants, ties::Ties},
};
use proptest::{collection::vec, option, prelude::*};

const PEOPLE: u32 = 4;
const ORGANISATIONS: u32 = 3;
const NOBODY: u32 = 0;
/// The last day on which anything can happen.
const LAST: i32 = 4;

/// Person 0 agreed, 1 and 2 are their contacts, 3 is nobody's; organisation 0 collects, since that day.
fn audit(rows: Vec<Transfer>, since: i32, as_of: Option<i32>) -> Audit {
    let in_force = Lasting::new(Began::On(Day(since)), None);
    let ties =
        Ties { pairs: [(0, 1), (0, 2)].map(|(a, b)| (PersonId(a), PersonId(b))).to_vec(), ..Ties::default() };
    let consenter = Consenter { person: PersonId(0), number: 1, line: 2, opens_contacts: true };
    let role = |at| if at == 0 { Role::Collector } else { Role::Recipient };
    let recipient = |at: u32| Recipient {
        name: at.to_string(),
        is_named: true,
        role: Some(role(at)),
        ..Recipient::default()
    };
    let recipients = (0..ORGANISATIONS).map(recipient).collect();
    let tables = Tables {
        people: PEOPLE as usize,
        listed: true,
        ties,
        consenters: vec![consenter],
        grants: Grants { rows: vec![Grant { in_force, ..Grant::plain(0, true, 2) }], ..Grants::default() },
        transfers: Some(Transfers { rows, recipients, ..Transfers::default() }),
        ..Tables::default()
    };
    let parameters = crate::model::case::Parameters {
        as_of: as_of.map(|day| Day(day).to_string()),
        ..crate::model::case::Parameters::default()
    };
    Audit::new(tables, parameters)
}

fn transfer() -> impl Strategy<Value = Transfer> {
    let list = option::of((0_u32..1 << PEOPLE, 0_u64..2));
    let records = option::of((0_u64..4, 0_u64..3));
    (
        0..ORGANISATIONS,
        1..ORGANISATIONS,
        option::weighted(0.8, 1..LAST),
        list,
        records,
        option::weighted(0.3, 0..3),
    )
        .prop_map(|(from, step, on, list, records, kept)| Transfer {
            on: on.map(Day),
            people: list
                .map(|(people, _)| (0..PEOPLE).filter(|at| people & 1 << at != 0).map(PersonId).collect()),
            strangers: list.map_or(0, |(_, strangers)| strangers),
            records: records.and_then(|(low, more)| Range::between(low, low + more).ok()),
            deleted_on: kept.map(|kept| Day(on.unwrap_or(1) + kept)),
            ..Transfer::between(RecipientId(from), RecipientId((from + step) % ORGANISATIONS))
        })
}

/// What an organisation got at once: people and strangers, those of them that a collector took, and since and until when.
#[derive(Clone, Copy)]
struct Parcel {
    holder: u32,
    what: u32,
    traced: u32,
    since: i32,
    deleted: Option<i32>,
}

/// Everything that may have happened.
struct Worlds<'a> {
    audit: &'a Audit,
    holdings: &'a Holdings,
    since: i32,
    /// By world, the parcels; and by transfer whom of those listed its sender had from a collector.
    found: Vec<(Vec<Parcel>, Vec<u32>)>,
}

fn bits(people: &People) -> u32 {
    people.iter().fold(NOBODY, |bits, person| bits | 1 << person.0)
}

impl Worlds<'_> {
    fn rows(&self) -> &[Transfer] {
        &self.audit.transfers.as_ref().unwrap().rows
    }

    fn explore(&mut self) {
        let harvest = 0b111;
        let taken = Parcel { holder: 0, what: harvest, traced: harvest, since: self.since, deleted: None };
        self.go_on(0, &[taken], &[], &vec![NOBODY; self.rows().len()]);
    }

    /// Makes each of the transfers that are left next, on each day that it may have been made on.
    fn go_on(&mut self, today: i32, parcels: &[Parcel], made: &[usize], known: &[u32]) {
        if made.len() == self.rows().len() {
            self.found.push((parcels.to_vec(), known.to_vec()));
        }
        for at in (0..self.rows().len()).filter(|at| !made.contains(at)) {
            let row = self.rows()[at].clone();
            let deleted = row.deleted_on.map(|day| day.0);
            let last = deleted.unwrap_or(i32::MAX).min(LAST + 2);
            let days = row.on.map_or(0..=last, |on| on.0..=on.0);
            for day in days.filter(|&day| day >= today) {
                self.make(at, &row, day, parcels, &[made, &[at]].concat(), known);
            }
        }
    }

    fn make(
        &mut self,
        at: usize,
        row: &Transfer,
        day: i32,
        parcels: &[Parcel],
        made: &[usize],
        known: &[u32],
    ) {
        let there = |parcel: &&Parcel| {
            parcel.holder == row.from.0
                && parcel.since <= day
                && parcel.deleted.is_none_or(|deleted| day <= deleted)
        };
        let held = || parcels.iter().filter(there);
        let (all, traced) =
            held().fold((0, 0), |(all, traced), parcel| (all | parcel.what, traced | parcel.traced));
        let new = |count: u64| {
            (0..count).fold(0, |bits, nth| bits | 1 << (PEOPLE as usize + 4 * at + nth as usize))
        };
        let mut known = known.to_vec();
        let parcel = |what: u32| Parcel {
            holder: row.to.0,
            what,
            traced: what & traced,
            since: day,
            deleted: row.deleted_on.map(|day| day.0),
        };
        if let Some(people) = &row.people {
            let list = people.iter().fold(0, |bits, person| bits | 1 << person.0);
            known[at] = list & traced;
            return self.go_on(day, &[parcels, &[parcel(list | new(row.strangers))]].concat(), made, &known);
        }
        let (low, high) = row.records.map_or((0, u64::MAX), |range| (range.low(), range.high().unwrap()));
        let beyond = if row.records.is_some() { self.holdings.transfers[at].beyond_record } else { 0 };
        let mut some = all;
        loop {
            for strangers in 0..=beyond {
                let records = u64::from(some.count_ones()) + strangers;
                if low <= records && records <= high {
                    let parcel = parcel(some | new(strangers));
                    self.go_on(day, &[parcels, &[parcel]].concat(), made, &known);
                }
            }
            if some == 0 {
                return;
            }
            some = (some - 1) & all;
        }
    }
}

/// Whom an organisation holds in a world, then.
fn truth(parcels: &[Parcel], holder: u32, when: When, end: Option<i32>) -> u32 {
    let held = |parcel: &&Parcel| {
        let kept = parcel.deleted.is_none_or(|deleted| end.is_some_and(|end| deleted > end));
        let there = end.is_none_or(|end| parcel.since <= end);
        parcel.holder == holder && (when == When::Ever || (kept && there))
    };
    parcels.iter().filter(held).fold(0, |all, parcel| all | parcel.what)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_course_of_events_lies_within_the_bounds(
        rows in vec(transfer(), 0..4),
        since in prop_oneof![Just(0), Just(2)],
        as_of in option::weighted(0.3, 0..LAST),
    ) {
        let undated = rows.iter().filter(|row| row.on.is_none()).count();
        prop_assume!(undated < 3);
        let audit = audit(rows, since, as_of);
        let holdings = Holdings::of(&audit).unwrap();
        let transfers = audit.transfers.as_ref().unwrap();
        let mut worlds = Worlds { audit: &audit, holdings: &holdings, since, found: Vec::new() };
        worlds.explore();
        let worlds = worlds.found;
        let last = transfers.rows.iter().flat_map(|row| [row.on, row.deleted_on]).flatten().max();
        let end = as_of.filter(|&day| last.is_some_and(|last| day < last.0));
        let plain = transfers.rows.iter().all(|row| row.records.is_none() || row.people.is_some());
        let dated = transfers.rows.iter().all(|row| row.on.is_some());
        let network = (1 << PEOPLE) - 1;
        for (id, holder) in holdings.each() {
            for when in [When::Ever, When::AtEnd] {
                let each: Vec<u32> = worlds.iter().map(|(parcels, _)| truth(parcels, id.0, when, end)).collect();
                let (surely, possibly) = (bits(&holder.held(when).surely), bits(&holder.held(when).possibly));
                for (wanted, class) in [
                    (network, &(|_| true) as &dyn Fn(Class) -> bool),
                    (0b0001, &|class| class == Class::Consenter),
                    (0b0110, &|class| class == Class::Bystander(1)),
                    (0b1000, &|class| class == Class::Unreached),
                    (0b1110, &|class| class != Class::Consenter),
                ] {
                    let count = holdings.count(transfers, id, when, class);
                    let sizes = || each.iter().map(|held| u64::from((held & wanted).count_ones()));
                    for size in sizes() {
                        prop_assert!(count.at_least <= size && size <= count.at_most, "{size} of {id:?} {when:?} in {count:?}");
                    }
                    if plain && !each.is_empty() {
                        prop_assert_eq!(sizes().min(), Some(count.at_least));
                        prop_assert!(!dated || sizes().max() == Some(count.at_most), "{:?} {:?} {:?}", id, when, count);
                    }
                }
                for held in &each {
                    prop_assert!(surely & !held == 0 && held & network & !possibly == 0);
                    let strangers = u64::from((held & !network).count_ones());
                    prop_assert!(strangers <= holder.strangers.at_most);
                    prop_assert!(when == When::AtEnd || holder.strangers.at_least <= strangers);
                }
                if plain && !each.is_empty() {
                    prop_assert_eq!(each.iter().fold(network, |all, held| all & held), surely);
                    prop_assert_eq!(each.iter().fold(0, |all, held| all | held) & network, possibly);
                }
            }
            let all_parcels = worlds.iter().flat_map(|(parcels, _)| parcels);
            let traced = all_parcels.filter(|parcel| parcel.holder == id.0).fold(0, |all, parcel| all | parcel.traced);
            prop_assert_eq!(traced & !bits(&holder.traced), 0);
            prop_assert!(!plain || traced == bits(&holder.traced));
            let off = transfers.rows.iter().enumerate().filter(|(_, row)| row.from == id).fold(0, |off, (at, row)| {
                let list = row.people.iter().flatten().fold(0, |bits, person| bits | 1 << person.0);
                off | (list & !worlds.iter().fold(0, |known, (_, each)| known | each[at]))
            });
            prop_assert!(!plain || off == bits(&holder.off_record));
        }
    }
}
