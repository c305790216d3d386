//! Day after day: who gave a grant, and whose data each grant opened on that day.

use super::{
    apps::Grant,
    calendar::{CLOSED, Stay, day},
    switches::{FRIENDS_APPS, SHARE_FRIENDS, Switch},
    ties::Tie,
};
use crate::model::date::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What happened, arranged by person.
pub(super) struct History<'a> {
    pub(super) grants: &'a [Grant],
    friends: Vec<Vec<(u32, Stay)>>,
    off: BTreeMap<(u32, &'static str), Vec<Stay>>,
}

impl<'a> History<'a> {
    pub(super) fn of(people: usize, ties: &[Tie], grants: &'a [Grant], switches: &[Switch]) -> Self {
        let mut friends = vec![Vec::new(); people];
        for tie in ties {
            friends[tie.one as usize].push((tie.other, tie.stay));
            friends[tie.other as usize].push((tie.one, tie.stay));
        }
        let mut off: BTreeMap<_, Vec<Stay>> = BTreeMap::new();
        for switch in switches.iter().filter(|switch| switch.off) {
            off.entry((switch.person, switch.setting)).or_default().push(switch.stay);
        }
        Self { grants, friends, off }
    }

    fn is_off(&self, person: u32, setting: &'static str, today: Day) -> bool {
        self.off.get(&(person, setting)).is_some_and(|stays| stays.iter().any(|stay| stay.on(today)))
    }
}

/// What was within reach on the days of a walk, of people who gave no grant in force on any of them.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) consenters: BTreeSet<u32>,
    /// Bystanders, with the first day.
    pub(super) first: BTreeMap<u32, Day>,
    pub(super) by_month: BTreeMap<(i32, i32), BTreeSet<u32>>,
    /// By grant that opened anything on some day, in list order: the bystanders it reached.
    by_grant: BTreeMap<usize, BTreeSet<u32>>,
}

impl Walk {
    /// Walks from `first` to `last`, both included.
    pub(super) fn over(history: &History, first: Day, last: Day) -> Self {
        let given = history.grants.iter().filter(|grant| grant.stay.within(first, last));
        let mut walk = Self { consenters: given.map(|grant| grant.person).collect(), ..Self::default() };
        let closed = day(CLOSED);
        let mut today = first;
        while today <= last && today < closed {
            walk.live(history, today);
            today = today.next();
        }
        walk
    }

    /// One day on which the platform opens friends' data.
    fn live(&mut self, history: &History, today: Day) {
        for (at, grant) in history.grants.iter().enumerate().filter(|(_, grant)| grant.stay.on(today)) {
            if history.is_off(grant.person, SHARE_FRIENDS, today) {
                continue;
            }
            let reached = self.by_grant.entry(at).or_default();
            for &(friend, stay) in &history.friends[grant.person as usize] {
                let agreed = self.consenters.contains(&friend);
                if stay.on(today) && !agreed && !history.is_off(friend, FRIENDS_APPS, today) {
                    reached.insert(friend);
                    self.first.entry(friend).or_insert(today);
                    self.by_month.entry(today.month()).or_default().insert(friend);
                }
            }
        }
    }

    /// The grants that opened anything and that `asked` keeps, each with the bystanders it reached.
    pub(super) fn grants<'w>(
        &'w self,
        history: &'w History,
        asked: impl Fn(&Grant) -> bool + 'w,
    ) -> impl Iterator<Item = (&'w Grant, &'w BTreeSet<u32>)> {
        let all = self.by_grant.iter().map(|(&at, reached)| (&history.grants[at], reached));
        all.filter(move |(grant, _)| asked(grant))
    }
}
