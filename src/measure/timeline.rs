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
    /// Times that two people were tied that ended.
    pub ties_ended: u64,
    /// People who switched sharing through friends off.
    pub switched_off: u64,
}

/// A day on which the platform's rules changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The day.
    pub on: Day,
    /// Rules that began to hold.
    pub rules_begun: u64,
    /// Rules that ceased to hold.
    pub rules_ended: u64,
}

/// The spread by month.
///
/// # Definition
/// On each day of the period the network of that day is searched from the grants in force on it; a bystander is within reach in a
/// month if they are on one of its days. What was within reach once stays in `cumulative`: a withdrawal, a removed tie or a switch
/// ends what may be taken later, not what was taken. People of whom it is not known whether they consented within the period are left out. Months run from the first day of the period, or from the first grant or the
/// first day on which anybody was within reach, to the last day of the period, or to the last day that a record tells of; where
/// these are more than [`Timeline::MOST`], the last of them. The first month has everybody whose data was within reach before.
/// Grants, withdrawals and ties count in the month of their first or last day as recorded. Where no record has a date there are no
/// months. `before_own_grant` counts the consenters all of whose grants have a known first day, and whose data was within reach of
/// somebody else's grant, their own switch not keeping it back, on a day of the period before the earliest of them.
///
/// # Example
/// In the village of 2014, Dot came within reach in February, Eve in March, and Fay, at most, in May; Ben was within reach of Ada's
/// grant before he gave his own.
/// ```
/// use bystander::{measure::timeline::Timeline, village};
/// let timeline = Timeline::of(&village::dated());
/// let row = |at: usize| (timeline.months[at].month.as_str(), timeline.months[at].bystanders, timeline.months[at].cumulative);
/// assert_eq!([0, 1, 2, 3, 4].map(row), [("2014-02", 1, 1), ("2014-03", 2, 2), ("2014-04", 2, 2), ("2014-05", 2, 3), ("2014-06", 2, 3)]);
/// assert_eq!((timeline.months[4].cumulative_at_least, timeline.before_own_grant), (2, 1));
/// ```
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
        if !harvest.is_dated() {
            return Self::default();
        }
        let all = harvest.days();
        let most = InReach::of(audit, &all);
        let events = Events::of(audit);
        let least = InReach::of(audit, &Harvest::as_recorded(audit, Reading::AtLeast).days());
        let months = events.months(audit.parameters.period(), &most.first, &least.first);
        if months.is_empty() {
            return Self::default();
        }
        let mut before = 0;
        let month = |(span, bystanders): (&Span, u64)| {
            let cumulative = most.up_to(*span);
            let new = cumulative - std::mem::replace(&mut before, cumulative);
            Month {
                month: span.from.to_string()[..7].to_owned(),
                bystanders,
                new,
                cumulative,
                cumulative_at_least: least.up_to(*span),
                grants: in_month(&events.grants, *span),
                withdrawals: in_month(&events.withdrawals, *span),
                ties_ended: in_month(&events.ties_ended, *span),
                switched_off: in_month(&events.switched_off, *span),
            }
        };
        Self {
            months: months.iter().zip(most.by_month(&months)).map(month).collect(),
            changes: changes(audit),
            before_own_grant: before_own_grant(audit, &harvest, &all),
        }
    }
}

/// By row, hops and the days at them.
type Hops = [Vec<(u32, Spans)>];

/// The bystanders that are within reach on any day of the period.
struct InReach {
    /// The days of each.
    days: Vec<Spans>,
    /// The first day of each, ascending.
    first: Vec<Day>,
}

impl InReach {
    fn of(audit: &Audit, all: &Hops) -> Self {
        let bystanders = audit.graph.people().filter(|&person| !audit.is_consenter(person));
        let days: Vec<Spans> = bystanders
            .map(|person| within(&all[person.index()], audit.parameters.period()))
            .filter(|days| !days.is_empty())
            .collect();
        let mut first: Vec<Day> = days.iter().filter_map(Spans::first).collect();
        first.sort_unstable();
        Self { days, first }
    }

    /// How many were within reach before the end of `month`.
    fn up_to(&self, month: Span) -> u64 {
        self.first.partition_point(|first| *first < month.until) as u64
    }

    /// How many are within reach on a day of each month.
    fn by_month(&self, months: &[Span]) -> Vec<u64> {
        let mut people = vec![0; months.len()];
        for days in &self.days {
            let mut next = 0;
            for span in days.spans() {
                let from = months.partition_point(|month| month.until <= span.from).max(next);
                next = months.partition_point(|month| month.from < span.until).max(from);
                people[from..next].iter_mut().for_each(|people| *people += 1);
            }
        }
        people
    }
}

/// The days of `period` on which somebody is at hop 1 or further, within the reach of a grant.
fn within(hops: &[(u32, Spans)], period: Span) -> Spans {
    let others = hops.iter().filter(|(hop, _)| *hop > 0);
    others.flat_map(|(_, days)| days.spans()).map(|span| span.and(period)).collect()
}

/// Consenters within reach of others before the first day on which any grant of theirs was in force.
fn before_own_grant(audit: &Audit, harvest: &Harvest, all: &Hops) -> u64 {
    let mut first: BTreeMap<u32, Day> = BTreeMap::new();
    for grant in &audit.grants.rows {
        let day = first.entry(grant.consenter).or_insert(Day::LAST);
        *day = (*day).min(grant.in_force.at_most.from);
    }
    let before = |(at, day): (&u32, &Day)| {
        let person = audit.consenters[*at as usize].person;
        let reached = within(&all[person.index()], Span { until: *day, ..audit.parameters.period() });
        !harvest.switch(person).map_or_else(|| reached.clone(), |off| reached.without(off)).is_empty()
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
        let sorted = |days: &mut dyn Iterator<Item = Day>| {
            let mut days: Vec<Day> = days.filter(|&day| is_known(day) && period.meets(of_day(day))).collect();
            days.sort_unstable();
            days
        };
        let grants = || audit.grants.rows.iter().map(|grant| grant.in_force.at_most);
        let switches = audit.switches.friends_apps.iter().flat_map(|(_, switch)| switch.possibly_off.spans());
        Self {
            grants: sorted(&mut grants().map(|span| span.from)),
            withdrawals: sorted(&mut grants().filter_map(last_day)),
            ties_ended: sorted(&mut audit.times_tied().filter_map(|stood| last_day(stood.at_most))),
            switched_off: sorted(&mut switches.map(|span| span.from)),
        }
    }

    /// The months of the timeline; `reached` are the first days on which people may have been within reach, `surely` those on
    /// which they surely were, which may be later than anything else.
    fn months(&self, period: Span, reached: &[Day], surely: &[Day]) -> Vec<Span> {
        let surely = surely.iter().copied().filter(|&day| is_known(day));
        let reached = || reached.iter().copied().filter(|&day| is_known(day));
        let events = || {
            let all = [&self.grants, &self.withdrawals, &self.ties_ended, &self.switched_off];
            all.into_iter().flatten().copied()
        };
        let first = Some(period.from).filter(|&day| is_known(day));
        let first = first.or_else(|| self.grants.iter().copied().chain(reached()).min()).or_else(|| events().min());
        let last = last_day(period).or_else(|| events().chain(reached()).chain(surely).max());
        let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
        let starts = std::iter::successors(Some(first.month_start()), |month| Some(month.next_month()));
        let months = starts.take_while(|month| *month <= last);
        let months: Vec<Span> = months.map(|from| Span { from, until: from.next_month() }).collect();
        months[months.len().saturating_sub(Timeline::MOST)..].to_vec()
    }
}

/// Whether a record or a parameter tells of `day`, rather than of no beginning or no end.
fn is_known(day: Day) -> bool {
    day != Day::FIRST && day != Day::LAST
}

/// That day alone.
fn of_day(day: Day) -> Span {
    Span { from: day, until: day.next() }
}

/// The last day of `span`, if it has an end.
fn last_day(span: Span) -> Option<Day> {
    is_known(span.until).then(|| Day(span.until.0 - 1))
}

/// How many of the `days`, which ascend, are in `month`.
fn in_month(days: &[Day], month: Span) -> u64 {
    (days.partition_point(|day| *day < month.until) - days.partition_point(|day| *day < month.from)) as u64
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
        .filter(|(on, _)| is_known(*on) && period.meets(of_day(*on)))
        .map(|(on, (rules_begun, rules_ended))| Change { on, rules_begun, rules_ended })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::{id::PersonId, switch::Switch}, village};

    #[test]
    fn has_no_months_where_no_record_has_a_date() {
        assert_eq!(Timeline::of(&village::audit()), Timeline::default());
    }

    #[test]
    fn puts_each_event_into_the_month_of_its_day() {
        let timeline = Timeline::of(&village::dated());
        let events = timeline.months.iter().map(|month| [month.grants, month.withdrawals, month.ties_ended]);
        assert_eq!(events.collect::<Vec<_>>(), [[1, 0, 0], [0; 3], [0, 1, 0], [1, 0, 0], [0, 0, 1]]);
    }

    #[test]
    fn keeps_a_last_day_in_its_own_month() {
        let mut audit = village::dated();
        audit.grants.rows[0].in_force.at_most.until = Day::parse("2014-05-01").unwrap();
        let months = Timeline::of(&audit).months;
        assert_eq!((months[2].withdrawals, months[3].withdrawals), (1, 0));
    }

    #[test]
    fn lets_a_consenters_own_switch_count_until_they_consent() {
        let mut audit = village::dated();
        let off = Spans::from(Span::ALWAYS);
        audit.switches.friends_apps = vec![(PersonId(1), Switch { surely_off: off.clone(), possibly_off: off })];
        assert_eq!(Timeline::of(&audit).before_own_grant, 0);
    }
}
