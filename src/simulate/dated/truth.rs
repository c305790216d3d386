//! The truth: what was within reach on the days of the period, of whom, through what. The keys of `spread`, `fields`,
//! `apps`, `months` and `left_open` are those of `results.json`.

use super::{
    apps::{APPS, App, Grant, fields, opened},
    blanks::Blanks,
    calendar::{PERIOD, SNAPSHOTS, day, period},
    switches::{FRIENDS_APPS, Switch},
    ties::Tie,
    walk::{History, Walk},
};
use crate::{model::date::Day, simulate::Settings};
use serde::Serialize;
use std::collections::BTreeSet;

/// Every planted value.
#[derive(Debug, Serialize)]
pub(super) struct Truth {
    about: &'static str,
    seed: u64,
    period: Period,
    pub(super) spread: Spread,
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) fields: Vec<Field>,
    pub(super) apps: Vec<Part>,
    pub(super) providers: Vec<Part>,
    pub(super) months: Vec<Month>,
    pub(super) left_open: LeftOpen,
}

#[derive(Debug, Serialize)]
struct Period {
    from: &'static str,
    until: &'static str,
}

/// The union of all days of the period.
#[derive(Debug, Serialize)]
pub(super) struct Spread {
    pub(super) people: usize,
    /// Pairs who were friends on a day of the period.
    pub(super) ties: usize,
    pub(super) consenters: usize,
    pub(super) bystanders: usize,
    pub(super) affected: usize,
}

/// One day alone: a person is a consenter whose grant is in force on it.
#[derive(Debug, Serialize)]
pub(super) struct Snapshot {
    pub(super) on: &'static str,
    consenters: usize,
    pub(super) bystanders: usize,
    affected: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Field {
    pub(super) field: &'static str,
    consenters: usize,
    pub(super) bystanders: usize,
}

/// An app, or a firm with all its apps.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) consenters: usize,
    pub(super) bystanders: usize,
    /// Bystanders whom no other's grants reached.
    sole: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Month {
    month: String,
    /// Within reach on a day of the month; for the first time; up to its end.
    bystanders: usize,
    new: usize,
    cumulative: usize,
    grants: usize,
    withdrawals: usize,
    ties_ended: usize,
    switched_off: usize,
}

/// How many records were kept with something left open, and people in the case of switches.
#[derive(Debug, Serialize)]
pub(super) struct LeftOpen {
    ties: usize,
    grants: usize,
    scopes: usize,
    pub(super) switches: usize,
}

impl Truth {
    /// Counts everything.
    pub(super) fn count(
        settings: Settings,
        ties: &[Tie],
        grants: &[Grant],
        switches: &[Switch],
        blanks: &Blanks,
    ) -> Self {
        let people = settings.people as usize;
        let history = History::of(people, ties, grants, switches);
        let (first, last) = period();
        let union = Walk::over(&history, first, last);
        let stood = ties.iter().filter(|tie| tie.stay.within(first, last));
        let pairs: BTreeSet<_> = stood.map(|tie| (tie.one, tie.other)).collect();
        let snapshot = |on| {
            let walk = Walk::over(&history, day(on), day(on));
            let (consenters, bystanders) = (walk.consenters.len(), walk.first.len());
            Snapshot { on, consenters, bystanders, affected: consenters + bystanders }
        };
        let (consenters, bystanders) = (union.consenters.len(), union.first.len());
        Self {
            about: "Synthetic. Every value was planted or counted day by day by the simulator, without the measures it is to test.",
            seed: settings.seed,
            period: Period { from: PERIOD[0], until: PERIOD[1] },
            spread: Spread {
                people,
                ties: pairs.len(),
                consenters,
                bystanders,
                affected: consenters + bystanders,
            },
            snapshots: SNAPSHOTS.into_iter().map(snapshot).collect(),
            fields: fields().map(|field| Field::of(field, &union, &history)).collect(),
            apps: APPS
                .iter()
                .map(|app| Part::of(app.name, &union, &history, |own| own.name == app.name))
                .collect(),
            providers: providers()
                .into_iter()
                .map(|firm| Part::of(firm, &union, &history, |own| own.provider == firm))
                .collect(),
            months: months(&union, ties, grants, switches),
            left_open: LeftOpen {
                ties: blanks.since.len(),
                grants: blanks.given_on.len(),
                scopes: blanks.scopes.len(),
                switches: blanks.people(switches).len(),
            },
        }
    }
}

impl Field {
    fn of(field: &'static str, walk: &Walk, history: &History) -> Self {
        let grants = || walk.grants(history, |grant| opened(grant.scopes).any(|one| one == field));
        let consenters: BTreeSet<u32> = grants().map(|(grant, _)| grant.person).collect();
        let bystanders: BTreeSet<u32> = grants().flat_map(|(_, reached)| reached).copied().collect();
        Self { field, consenters: consenters.len(), bystanders: bystanders.len() }
    }
}

impl Part {
    /// The part of the apps that are `own`.
    fn of(name: &'static str, walk: &Walk, history: &History, own: impl Fn(&App) -> bool) -> Self {
        let (first, last) = period();
        let own = |grant: &Grant| own(&APPS[grant.app]);
        let through = |wanted: bool| -> BTreeSet<u32> {
            walk.grants(history, |grant| own(grant) == wanted)
                .flat_map(|(_, reached)| reached)
                .copied()
                .collect()
        };
        let (its, others) = (through(true), through(false));
        let given = history.grants.iter().filter(|grant| own(grant) && grant.stay.within(first, last));
        let consenters: BTreeSet<u32> = given.map(|grant| grant.person).collect();
        Self {
            name,
            consenters: consenters.len(),
            bystanders: its.len(),
            sole: its.difference(&others).count(),
        }
    }
}

/// The firms, ascending.
fn providers() -> BTreeSet<&'static str> {
    APPS.iter().map(|app| app.provider).collect()
}

/// Every month of the period.
fn months(union: &Walk, ties: &[Tie], grants: &[Grant], switches: &[Switch]) -> Vec<Month> {
    let (first, last) = period();
    let mut months = Vec::new();
    let mut cumulative = 0;
    let mut start = first;
    while start <= last {
        let this = start.month();
        let in_month = |day: Day| (first..=last).contains(&day) && day.month() == this;
        let ended = |until: Option<Day>| until.is_some_and(in_month);
        let new = union.first.values().filter(|day| day.month() == this).count();
        cumulative += new;
        let off = switches.iter().filter(|switch| switch.off && switch.setting == FRIENDS_APPS);
        months.push(Month {
            month: start.to_string()[..7].to_owned(),
            bystanders: union.by_month.get(&this).map_or(0, BTreeSet::len),
            new,
            cumulative,
            grants: grants.iter().filter(|grant| in_month(grant.stay.since)).count(),
            withdrawals: grants.iter().filter(|grant| ended(grant.stay.until)).count(),
            ties_ended: ties.iter().filter(|tie| ended(tie.stay.until)).count(),
            switched_off: off.filter(|switch| in_month(switch.stay.since)).count(),
        });
        start = start.next_month();
    }
    months
}
