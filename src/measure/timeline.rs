//! `Timeline`: how many people's data came within reach, month by month, and what happened beside it.
//!
//! # Limits
//! A day counts where the grant, the tie and the switches would have let data be read on it; whether they were read then is
//! not in these data.

use crate::{
    audit::Audit,
    harvest::Harvest,
    model::{date::Day, reading::Reading, span::{Span, Spans}},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// One month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// Year and month, as `2014-04`.
    pub month: String,
    /// Bystanders whose data was within reach on a day of this month: a snapshot of the month.
    pub bystanders: u64,
    /// Those of them whose data was within reach for the first time.
    pub new: u64,
    /// Bystanders whose data was within reach on a day of this month or before: the union up to here, at most.
    pub cumulative: u64,
    /// The same, at least (see `Bounds`).
    pub cumulative_at_least: u64,
    /// Grants that came into force.
    pub grants: u64,
    /// Grants that ended, for instance because they were withdrawn.
    pub withdrawals: u64,
    /// Times that two people were no longer tied.
    pub ties_ended: u64,
    /// People who switched sharing through friends off.
    pub switched_off: u64,
}

/// A day on which the platform's rules changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The day.
    pub on: Day,
    /// Rules that began to hold, and that ceased to.
    pub rules_begun: u64,
    /// Rules that ceased to hold.
    pub rules_ended: u64,
}

/// The spread by month.
///
/// # Definition
/// On each day of the period the network of that day is searched from the grants in force on it; a bystander is within reach in a
/// month if they are on one of its days. What was within reach once stays in `cumulative`: a withdrawal, a removed tie or a switch
/// ends what may be taken later, not what was taken. Months run from the first dated event of the period to the last, no
/// more than [`Timeline::MOST`]; the first month has everybody whose data was within reach before. Where no record has a date there
/// are no months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The months, ascending, without a break.
    pub months: Vec<Month>,
    /// The days on which rules changed.
    pub changes: Vec<Change>,
    /// Consenters whose data was within reach of somebody else's grant before they gave one of their own.
    pub before_own_grant: u64,
}

impl Timeline {
    /// The most months that are told apart.
    pub const MOST: usize = 600;

    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let harvest = Harvest::as_recorded(audit, Reading::AtMost);
        let events = Events::of(audit);
        let months = events.months(audit.parameters.period());
        if !harvest.is_dated() || months.is_empty() {
            return Self::default();
        }
        let most = days(audit, &harvest);
        let least = days(audit, &Harvest::as_recorded(audit, Reading::AtLeast));
        let month = |span: &Span| {
            let up_to = |all: &[Spans], day: Day| {
                all.iter().filter(|days| days.first().is_some_and(|first| first < day)).count() as u64
            };
            let cumulative = up_to(&most, span.until);
            let before = if *span == months[0] { 0 } else { up_to(&most, span.from) };
            Month {
                month: span.from.to_string()[..7].to_owned(),
                bystanders: most.iter().filter(|days| days.meets(*span)).count() as u64,
                new: cumulative - before,
                cumulative,
                cumulative_at_least: up_to(&least, span.until),
                grants: events.in_month(&events.grants, *span),
                withdrawals: events.in_month(&events.withdrawals, *span),
                ties_ended: events.in_month(&events.ties_ended, *span),
                switched_off: events.in_month(&events.switched_off, *span),
            }
        };
        Self {
            months: months.iter().map(month).collect(),
            changes: changes(audit),
            before_own_grant: before_own_grant(audit, &harvest),
        }
    }
}

/// The days within reach of each bystander who has any.
fn days(audit: &Audit, harvest: &Harvest) -> Vec<Spans> {
    let period = audit.parameters.period();
    let all = harvest.days();
    let bystanders = audit.graph.people().filter(|&person| !audit.is_consenter(person));
    bystanders
        .map(|person| {
            let within = all[person.index()].iter().filter(|(hop, _)| *hop > 0);
            within.flat_map(|(_, days)| days.spans()).map(|span| span.and(period)).collect::<Spans>()
        })
        .filter(|days| !days.is_empty())
        .collect()
}

/// Consenters within reach of others before the first day on which any grant of theirs was in force.
fn before_own_grant(audit: &Audit, harvest: &Harvest) -> u64 {
    let all = harvest.days();
    let mut first: BTreeMap<u32, Day> = BTreeMap::new();
    for grant in &audit.grants.rows {
        let day = first.entry(grant.consenter).or_insert(Day::LAST);
        *day = (*day).min(grant.in_force.at_most.from);
    }
    let before = |(at, day): (&u32, &Day)| {
        let person = audit.consenters[*at as usize].person;
        let others = all[person.index()].iter().filter(|(hop, _)| *hop > 0);
        others.filter_map(|(_, days)| days.first()).any(|reached| reached < *day)
    };
    first.iter().filter(|&entry| before(entry)).count() as u64
}

/// The days of the records, each list ascending.
struct Events {
    grants: Vec<Day>,
    withdrawals: Vec<Day>,
    ties_ended: Vec<Day>,
    switched_off: Vec<Day>,
}

impl Events {
    fn of(audit: &Audit) -> Self {
        let period = audit.parameters.period();
        let sorted = |days: Vec<Day>| {
            let known = |day: &Day| *day != Day::FIRST && *day != Day::LAST && period.meets(Span { from: *day, until: day.next() });
            let mut days: Vec<Day> = days.into_iter().filter(known).collect();
            days.sort_unstable();
            days
        };
        // A span ends before its `until`; the event is on the last day.
        let last = |span: Span| (span.until != Day::LAST).then(|| Day(span.until.0 - 1));
        let grants = || audit.grants.rows.iter().map(|grant| grant.in_force.at_most);
        let ties = audit.dated_ties.as_ref().map_or_else(Vec::new, |ties| {
            let both_ways = !audit.case.directed;
            let people = audit.graph.people();
            let rows = people.flat_map(|one| ties.opened_by(one).iter().map(move |&(other, stood)| (one, other, stood)));
            rows.filter(|(one, other, _)| !both_ways || one < other).filter_map(|(.., stood)| last(stood.at_most)).collect()
        });
        let switches = audit.switches.friends_apps.iter().flat_map(|(_, switch)| switch.possibly_off.spans());
        Self {
            grants: sorted(grants().map(|span| span.from).collect()),
            withdrawals: sorted(grants().filter_map(last).collect()),
            ties_ended: sorted(ties),
            switched_off: sorted(switches.map(|span| span.from).collect()),
        }
    }

    /// The months from the first event of the period to the last, and no fewer than the period names.
    fn months(&self, period: Span) -> Vec<Span> {
        let ends = [Some(period.from), Some(Day(period.until.0.saturating_sub(1)))];
        let named = ends.into_iter().flatten().filter(|day| (Day::FIRST.0 + 1..Day::LAST.0 - 1).contains(&day.0));
        let all = [&self.grants, &self.withdrawals, &self.ties_ended, &self.switched_off].into_iter().flatten().copied();
        let days: Vec<Day> = all.chain(named).collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return Vec::new() };
        let months = std::iter::successors(Some(first.month_start()), |month| Some(month.next_month()));
        months
            .take_while(|month| month <= last)
            .map(|month| Span { from: month, until: month.next_month() })
            .take(Timeline::MOST)
            .collect()
    }

    fn in_month(&self, days: &[Day], month: Span) -> u64 {
        (days.partition_point(|day| *day < month.until) - days.partition_point(|day| *day < month.from)) as u64
    }
}

/// The days within the period on which rules of the regime began or ceased to hold.
fn changes(audit: &Audit) -> Vec<Change> {
    let period = audit.parameters.period();
    let mut changes: BTreeMap<Day, (u64, u64)> = BTreeMap::new();
    for rule in audit.case.regime.iter().flat_map(|regime| &regime.rules) {
        changes.entry(rule.during.from).or_default().0 += 1;
        changes.entry(rule.during.until).or_default().1 += 1;
    }
    changes
        .into_iter()
        .filter(|(on, _)| *on != Day::FIRST && *on != Day::LAST && period.meets(Span { from: *on, until: on.next() }))
        .map(|(on, (rules_begun, rules_ended))| Change { on, rules_begun, rules_ended })
        .collect()
}
