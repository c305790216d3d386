//! What each organisation may hold, worked out day by day.

use super::{End, People, classes::Classes};
use crate::{
    model::{date::Day, id::RecipientId},
    table::transfers::Transfers,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is passed on, and by which rules.
pub(super) struct Road<'a> {
    pub(super) transfers: &'a Transfers,
    /// By transfer, those listed.
    pub(super) lists: &'a [Option<People>],
    /// By app that transfers name, those whom a transfer of its harvest can be about.
    pub(super) by_app: &'a [Option<People>],
    /// By organisation, what it took.
    pub(super) collected: Vec<&'a [(Day, People)]>,
    pub(super) classes: &'a Classes,
    pub(super) end: End,
    /// Whether a list passes only those whom its sender may hold, so that everybody is followed back to a collector.
    pub(super) traced: bool,
}

/// What came of it.
pub(super) struct Swept {
    /// By organisation, whom it may hold on any day.
    pub(super) ever: Vec<People>,
    /// By organisation, whom it may hold at the end.
    pub(super) at_end: Vec<People>,
    /// By transfer and class, how many its sender may have passed on by it, of those listed where there is a list; not counted where
    /// everybody is traced.
    pub(super) accounted: Vec<Vec<u64>>,
    /// By organisation, those on lists that it gave whom it may not have held.
    pub(super) off_record: Vec<People>,
    /// By organisation and the fields stated (none, where none are), whom it may have received so.
    pub(super) received: BTreeMap<(RecipientId, Option<Vec<u32>>), People>,
}

impl Road<'_> {
    /// Walks all days.
    ///
    /// # Definition
    /// On each day that matters (of a transfer, of the last possible undated one, of the end, and after all) what was deleted before it is
    /// dropped, what collectors took up to it is added, and the transfers of the day and the undated ones are made as often as they bring
    /// somebody new, so that the order within a day does not matter. What is deleted on a day may still be passed on on it.
    pub(super) fn sweep(&self) -> Swept {
        let organisations = self.transfers.recipients.len();
        let mut state = State {
            road: self,
            now: vec![BTreeMap::new(); organisations],
            taken: vec![0; organisations],
            version: vec![1; organisations],
            seen: vec![0; self.transfers.rows.len()],
            accounted: vec![People::default(); self.transfers.rows.len()],
            swept: Swept {
                ever: vec![People::default(); organisations],
                at_end: Vec::new(),
                accounted: vec![vec![0; self.classes.len()]; self.transfers.rows.len()],
                off_record: vec![People::default(); organisations],
                received: BTreeMap::new(),
            },
        };
        let (undated, dated) = self.by_day();
        for day in self.days() {
            state.forget(day);
            state.collect(day);
            let today = dated.get(&day).map_or(&[][..], Vec::as_slice);
            state.pass_on(day, today, &undated);
            state.settle(today);
            if day == self.end.day {
                state.swept.at_end = (0..organisations).map(|at| state.held_after(at, day)).collect();
            }
        }
        state.settle(&undated);
        state.swept
    }

    /// The undated transfers, and the dated ones by their day.
    fn by_day(&self) -> (Vec<usize>, BTreeMap<Day, Vec<usize>>) {
        let (mut undated, mut dated) = (Vec::new(), BTreeMap::<Day, Vec<usize>>::new());
        for (at, transfer) in self.transfers.rows.iter().enumerate() {
            match transfer.on {
                Some(on) => dated.entry(on).or_default().push(at),
                None => undated.push(at),
            }
        }
        (undated, dated)
    }

    /// The days that matter, ascending.
    fn days(&self) -> BTreeSet<Day> {
        let days = self.transfers.rows.iter().filter_map(|transfer| transfer.on.or(transfer.deleted_on));
        days.chain([self.end.day, Day::LAST]).collect()
    }
}

struct State<'a> {
    road: &'a Road<'a>,
    /// By organisation, whom it may hold, by the day of their deletion; the last day there is where they are not deleted.
    now: Vec<BTreeMap<Day, People>>,
    /// By organisation, how many days of what it took are added.
    taken: Vec<usize>,
    /// By organisation, a number that grows with what it may hold.
    version: Vec<u32>,
    /// By transfer, that number of its sender when it was last made.
    seen: Vec<u32>,
    /// By transfer, of those passed on the ones whom its sender may have held.
    accounted: Vec<People>,
    swept: Swept,
}

impl State<'_> {
    fn forget(&mut self, day: Day) {
        for held in &mut self.now {
            held.retain(|until, _| *until >= day);
        }
    }

    fn collect(&mut self, day: Day) {
        for at in 0..self.now.len() {
            let by_day = self.road.collected[at];
            while let Some((_, people)) = by_day.get(self.taken[at]).filter(|(first, _)| *first <= day) {
                self.taken[at] += 1;
                self.hold(at, Day::LAST, people);
            }
        }
    }

    fn hold(&mut self, at: usize, until: Day, people: &People) {
        if self.now[at].entry(until).or_default().add(people) {
            self.version[at] += 1;
            self.swept.ever[at].add(people);
        }
    }

    fn pass_on(&mut self, day: Day, today: &[usize], undated: &[usize]) {
        let transfers = self.road.transfers;
        let possible = |at: &&usize| transfers.rows[**at].deleted_on.is_none_or(|deleted| day <= deleted);
        let active: Vec<usize> = today.iter().chain(undated.iter().filter(possible)).copied().collect();
        loop {
            let mut made = false;
            for &at in &active {
                let sender = transfers.rows[at].from.index();
                if self.seen[at] < self.version[sender] {
                    self.make(at);
                    self.seen[at] = self.version[sender];
                    made = true;
                }
            }
            if !made {
                return;
            }
        }
    }

    /// Makes a transfer once, for those whom it was not made for before.
    fn make(&mut self, at: usize) {
        let road = self.road;
        let transfer = &road.transfers.rows[at];
        let list = road.lists[at].as_ref();
        let new = self.new_to(at);
        let is_first = self.seen[at] == 0;
        let passed = match list.filter(|_| !road.traced) {
            Some(list) if is_first => list,
            Some(_) => &People::default(),
            None => &new,
        };
        if !passed.is_empty() {
            self.hold(transfer.to.index(), transfer.deleted_on.unwrap_or(Day::LAST), passed);
        }
        if !passed.is_empty() && !road.transfers.fields.is_empty() {
            let fields = (transfer.to, transfer.fields.clone());
            self.swept.received.entry(fields).or_default().add(passed);
        }
        self.accounted[at].add(&new);
    }

    /// Whom the sender of a transfer may hold, of those that the transfer can be about, and could not pass on by it before.
    fn new_to(&self, at: usize) -> People {
        let transfer = &self.road.transfers.rows[at];
        let app = transfer.app.and_then(|app| self.road.by_app[app as usize].as_ref());
        let mut new = People::default();
        for held in self.now[transfer.from.index()].values() {
            let mut more = held.without(&self.accounted[at]);
            for within in [app, self.road.lists[at].as_ref()].into_iter().flatten() {
                more = more.and(within);
            }
            new.add(&more);
        }
        new
    }

    /// Whom an organisation may hold after `day`.
    fn held_after(&self, at: usize, day: Day) -> People {
        People::union(self.now[at].iter().filter(|(until, _)| **until > day).map(|(_, people)| people))
    }

    /// Counts what was passed on by transfers that are over, and lets go of it.
    fn settle(&mut self, over: &[usize]) {
        for &at in over {
            let known = std::mem::take(&mut self.accounted[at]);
            if !self.road.traced {
                self.swept.accounted[at] = self.road.classes.counts(&known);
            }
            if let Some(list) = &self.road.lists[at] {
                let from = self.road.transfers.rows[at].from.index();
                self.swept.off_record[from].add(&list.without(&known));
            }
        }
    }
}
