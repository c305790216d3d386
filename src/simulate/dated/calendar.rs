//! The days of the incident, and how long something held.

use crate::{model::date::Day, simulate::dice::Dice};

/// The first and the last day of the period, both part of it: eighteen months.
pub(super) const PERIOD: [&str; 2] = ["2013-11-01", "2015-04-30"];
/// The first day on which the platform opened nobody's data to a friend's app any more.
pub(super) const CLOSED: &str = "2015-04-30";
/// Three days on which the spread is also counted as of that day alone.
pub(super) const SNAPSHOTS: [&str; 3] = ["2014-01-15", "2014-09-01", "2015-04-15"];

/// The day written so.
pub(super) fn day(text: &str) -> Day {
    Day::parse(text).expect("the days of the incident are days of the calendar")
}

/// The first and the last day of the period.
pub(super) fn period() -> (Day, Day) {
    (day(PERIOD[0]), day(PERIOD[1]))
}

/// So many days later.
pub(super) fn later(day: Day, days: usize) -> Day {
    Day(day.0 + i32::try_from(days).expect("an incident lasts for a few years"))
}

/// A day from `first` to `last`, both included.
pub(super) fn between(first: &str, last: &str, dice: &mut Dice) -> Day {
    let (first, last) = (day(first), day(last));
    later(first, dice.below(first.0.abs_diff(last.0) as usize + 1))
}

/// From when to when something held, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) since: Day,
    /// The last day; `None` where it still holds.
    pub(super) until: Option<Day>,
}

impl Stay {
    /// Whether it held on `day`.
    pub(super) fn on(self, day: Day) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it held on one of the days from `first` to `last`.
    pub(super) fn within(self, first: Day, last: Day) -> bool {
        self.since <= last && self.until.is_none_or(|until| first <= until)
    }

    /// The last day as a cell; empty where it still holds.
    pub(super) fn until_cell(self) -> String {
        self.until.map_or_else(String::new, |until| until.to_string())
    }
}
