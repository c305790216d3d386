//! `Holdings`: which organisation holds whose data, surely and possibly, by what is on record.
//!
//! # Definition
//! An organisation is a *collector* where its role says so, or where it is behind an app of the consents: its name is that of the app's
//! provider, or else of the app itself (case of letters, blanks, `_`, `-` and `.` do not count). A collector holds whom the grants to its
//! apps opened, consenters and bystanders, from the first day on which each was within reach. Grants to apps that nobody of the record is
//! behind are surely a collector's where it is the only one, and otherwise possibly each collector's.
//!
//! A transfer with a list passes on those listed, whoever its sender may hold. One without a list passes on some of those whom its sender
//! holds on its day, perhaps nobody; where it is of one app, some whom grants to that app opened; where records are stated, as many people
//! as records: if its sender may hold fewer, the rest are strangers, people who are not in the network. Transfers of one day may have been
//! made in any order, and those without a date on any day up to their deletion. What came by a transfer is no longer held from the day on
//! which that transfer's data were deleted; it may have been passed on up to that day, and stays with whoever received it.
//!
//! *Surely* held are those on the lists that an organisation received and whom it surely collected. *Possibly* held are those whom it holds
//! in some course of events that fits the record. Counts lie between the two, narrowed by records stated; see [`Holdings::count`].
//!
//! # Limits
//! Reach is taken for collection, as the records hold no more. Nobody is taken to hold what no collector, list or transfer of the record
//! brought: what comes from elsewhere is not counted, except that people on a list whom its sender cannot have had from a collector, and
//! records beyond the people whom it may hold, are counted as of an origin that is not on record. A list is taken to be whole.

mod classes;
mod collected;
mod count;
mod distance;
mod people;
mod strangers;
mod sweep;

pub use classes::{Class, Classes};
pub use people::People;

use crate::{
    audit::Audit,
    model::{date::Day, id::RecipientId, number::Between, transfer::Transfer},
    table::transfers::Transfers,
};
use collected::Collected;
use std::collections::BTreeMap;
use sweep::{Road, Swept};

/// Which organisation holds whose data.
#[derive(Clone, Debug)]
pub struct Holdings {
    /// By row, the organisations.
    pub organisations: Vec<Holder>,
    /// By row, what is known of each transfer.
    pub transfers: Vec<Passed>,
    /// Everybody by hop.
    pub classes: Classes,
    /// By organisation and the fields that transfers to it state (`None`: they state none), whom it received so on any day; empty where no
    /// transfer states any.
    pub received: BTreeMap<(RecipientId, Option<Vec<u32>>), Received>,
    /// The day that the end is.
    pub end: End,
}

/// What one organisation holds.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Whether it is a collector.
    pub is_collector: bool,
    /// The fewest transfers on a path from a collector on which days do not go back; `None` where there is no such path.
    pub distance: Option<u32>,
    /// Whom it holds on any day.
    pub ever: Held,
    /// Whom it holds at the end.
    pub at_end: Held,
    /// Whom it may hold by a path of transfers from a collector that took them.
    pub traced: People,
    /// Those on lists that it gave whom no path of transfers may have brought to it from a collector that took them.
    pub off_record: People,
    /// People who are not in the network: at least as many as the longest list to it has, at most all that may have come to it.
    pub strangers: Between,
}

/// Whom an organisation holds on some days.
#[derive(Clone, Debug)]
pub struct Held {
    /// Surely.
    pub surely: People,
    /// Possibly.
    pub possibly: People,
    /// The counts that bounds are worked out from.
    tally: count::Tally,
}

/// What is known of one transfer.
#[derive(Clone, Debug)]
pub struct Passed {
    /// How many of those listed, or of all where there is no list, its sender may have held, by class.
    accounted: Vec<u64>,
    /// Records stated beyond those whom its sender may hold, at least; 0 where there is a list.
    pub beyond_record: u64,
    /// The people of the network that it passed on, at least.
    least: u64,
    /// The same at most.
    most: u64,
}

/// Whom an organisation received with some fields.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// Surely.
    pub surely: People,
    /// Possibly.
    pub possibly: People,
}

/// The day of which *at the end* speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The day; one that nothing on record comes after, where none is asked for.
    day: Day,
    /// Whether every transfer on record was made by then, those without a date too.
    is_open: bool,
    /// The day asked for, or else the last on which anything on record happened, if anything has a date.
    pub known: Option<Day>,
}

impl End {
    /// The date on the report where it is before the last day on record, else that last day.
    fn of(audit: &Audit, transfers: &Transfers) -> Self {
        let days = transfers.rows.iter().flat_map(|row| [row.on, row.deleted_on]).flatten();
        let last = days.max();
        let asked = audit.parameters.as_of.as_deref().and_then(Day::parse);
        let early = asked.filter(|&asked| last.is_some_and(|last| asked < last));
        Self { day: early.unwrap_or(Day(i32::MAX - 1)), is_open: early.is_none(), known: asked.or(last) }
    }
}

/// On which days somebody holds somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On any.
    Ever,
    /// At the end.
    AtEnd,
}

impl Holder {
    /// Whom it holds then.
    #[must_use]
    pub fn held(&self, when: When) -> &Held {
        match when {
            When::Ever => &self.ever,
            When::AtEnd => &self.at_end,
        }
    }
}

impl Holdings {
    /// The holdings of an audit; `None` where it has no transfers.
    #[must_use]
    pub fn of(audit: &Audit) -> Option<Self> {
        let transfers = audit.transfers.as_ref()?;
        let classes = Classes::of(audit);
        let collected = collected::of(audit, transfers);
        let by_app = collected::by_app(audit, transfers);
        let end = End::of(audit, transfers);
        let list = |row: &Transfer| row.people.as_deref().map(People::ascending);
        let lists: Vec<Option<People>> = transfers.rows.iter().map(list).collect();
        let road = |traced| Road {
            transfers,
            lists: &lists,
            by_app: &by_app,
            collected: collected
                .iter()
                .map(|known| known.as_ref().map_or(&[][..], |known| known.possibly.as_slice()))
                .collect(),
            classes: &classes,
            end,
            traced,
        };
        let (traced, swept) = rayon::join(|| road(true).sweep(), || road(false).sweep());
        let known = Known { transfers, lists: &lists, collected: &collected, end };
        let mut organisations = known.holders(&classes, &swept, &traced);
        let passed = count::settle(transfers, &swept.accounted, &mut organisations);
        let received = known.received(swept.received);
        Some(Self { organisations, transfers: passed, classes, received, end })
    }

    /// The organisations with their rows.
    pub fn each(&self) -> impl Iterator<Item = (RecipientId, &Holder)> {
        (0..).map(RecipientId).zip(&self.organisations)
    }
}

/// What is on record, beside what follows from it.
struct Known<'a> {
    transfers: &'a Transfers,
    lists: &'a [Option<People>],
    collected: &'a [Option<Collected>],
    end: End,
}

impl Known<'_> {
    fn holders(&self, classes: &Classes, swept: &Swept, traced: &Swept) -> Vec<Holder> {
        let collects = |id: RecipientId| self.collected[id.index()].is_some();
        let distances = distance::of(self.transfers, collects);
        let holder = |(id, distance): (RecipientId, Option<u32>)| {
            let at = id.index();
            let held = |when, possibly: &People| {
                let surely = self.listed(id, when, true);
                let tally = count::Tally::of(classes, &surely, possibly, &self.listed(id, when, false));
                Held { surely, possibly: possibly.clone(), tally }
            };
            let lists = self.transfers.rows.iter().filter(|row| row.to == id).map(|row| row.strangers);
            Holder {
                is_collector: collects(id),
                distance,
                ever: held(When::Ever, &swept.ever[at]),
                at_end: held(When::AtEnd, &swept.at_end[at]),
                traced: traced.ever[at].clone(),
                off_record: traced.off_record[at].clone(),
                strangers: Between { at_least: lists.max().unwrap_or(0), at_most: 0 },
            }
        };
        self.transfers.recipient_ids().zip(distances).map(holder).collect()
    }

    /// Those on lists to an organisation and those whom it collected, surely or possibly by then.
    fn listed(&self, id: RecipientId, when: When, surely: bool) -> People {
        let by = (when == When::AtEnd && !self.end.is_open).then_some(self.end.day);
        let collected = self.collected[id.index()].as_ref();
        let taken = collected.map(|known| if surely { &known.surely } else { &known.possibly });
        let taken = taken.into_iter().flatten().filter(|(first, _)| by.is_none_or(|day| *first <= day));
        let rows = self.transfers.rows.iter().zip(self.lists);
        let lists = rows.filter(|(row, _)| row.to == id && self.end.counts(row, when, surely));
        People::union(taken.map(|(_, people)| people).chain(lists.filter_map(|(_, list)| list.as_ref())))
    }

    /// What was received, with what surely was beside it.
    fn received(
        &self,
        possibly: BTreeMap<(RecipientId, Option<Vec<u32>>), People>,
    ) -> BTreeMap<(RecipientId, Option<Vec<u32>>), Received> {
        let received = |possibly| Received { surely: People::default(), possibly };
        let mut all: BTreeMap<_, _> =
            possibly.into_iter().map(|(key, people)| (key, received(people))).collect();
        let states = !self.transfers.fields.is_empty();
        for (row, list) in self.transfers.rows.iter().zip(self.lists).filter(|_| states) {
            if let Some(list) = list {
                all.entry((row.to, row.fields.clone())).or_default().surely.add(list);
            }
        }
        all
    }
}

impl End {
    /// Whether what came by a transfer is recorded as deleted by then.
    #[must_use]
    pub fn has_deleted(self, row: &Transfer) -> bool {
        row.deleted_on.is_some_and(|deleted| deleted <= self.day)
    }

    /// Whether what came by a transfer is held then, surely or possibly.
    fn counts(self, row: &Transfer, when: When, surely: bool) -> bool {
        let kept = !self.has_deleted(row);
        let made = match row.on {
            Some(on) => on <= self.day,
            None => self.is_open || !surely,
        };
        when == When::Ever || (kept && made)
    }
}

#[cfg(test)]
mod worlds;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::recipient::Recipient, village};

    /// The example of the village, counted by hand.
    #[test]
    fn follows_the_village_from_the_firm_to_the_broker() {
        let audit = village::with_transfers();
        let holdings = Holdings::of(&audit).unwrap();
        let transfers = audit.transfers.as_ref().unwrap();
        let counts = |when| -> Vec<(u64, u64)> {
            let count = |id| holdings.count(transfers, id, when, |_| true);
            holdings.each().map(|(id, _)| count(id)).map(|count| (count.at_least, count.at_most)).collect()
        };
        assert_eq!(counts(When::Ever), [(6, 6), (5, 5), (4, 4), (0, 4)]);
        assert_eq!(counts(When::AtEnd), [(6, 6), (5, 5), (0, 0), (0, 4)]);
        let bystanders =
            |id| holdings.count(transfers, RecipientId(id), When::Ever, |class| class == Class::Bystander(1));
        assert_eq!(bystanders(2), Between { at_least: 2, at_most: 3 }, "four of five, two of whom agreed");
        let distances: Vec<_> = holdings.organisations.iter().map(|holder| holder.distance).collect();
        assert_eq!(distances, [Some(0), Some(1), Some(2), Some(3)]);
    }

    #[test]
    fn finds_the_collector_behind_an_app_by_the_name_of_its_provider_or_its_own() {
        let mut audit = village::dated();
        let recipient =
            |name: &str| Recipient { name: name.to_owned(), is_named: true, ..Recipient::default() };
        let names = |audit: &mut Audit, names: &[&str]| {
            audit.transfers = Some(Transfers {
                recipients: names.iter().map(|name| recipient(name)).collect(),
                ..Transfers::default()
            });
            let holdings = Holdings::of(audit).unwrap();
            holdings.organisations.iter().map(|holder| holder.ever.possibly.len()).collect::<Vec<_>>()
        };
        // Of both apps: Ada and Ben, Dot, Eve and perhaps Fay.
        assert_eq!(names(&mut audit, &["the_FIRM", "quiz"]), [5, 0]);
        audit.grants.apps.iter_mut().for_each(|app| app.provider = None);
        // By the quiz Ada, and Ben, Dot and Eve through her; by the other Ben, and Ada, Eve and perhaps Fay through him.
        assert_eq!(names(&mut audit, &["Quiz", "Weather", "else"]), [4, 4, 0]);
        assert_eq!(
            names(&mut audit, &["Quiz", "else"]),
            [5, 0],
            "the only collector is taken to be behind both"
        );
        assert_eq!(names(&mut audit, &["nobody"]), [0]);
    }
}
