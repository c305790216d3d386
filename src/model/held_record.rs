//! `HeldRecord`: what a holder has on record, and the days on which that was known to be true, found wrong and used.

use super::date::Day;

/// One record that somebody holds: a field of a person, or a whole entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldRecord {
    /// Whom it is about: a number that tells people apart in this table and nowhere else. Where the table names no people each record
    /// counts as of a person of its own.
    pub subject: u32,
    /// The field: its place among the names of fields.
    pub field: Option<u32>,
    /// Who holds it: the place among the names of holders.
    pub holder: Option<u32>,
    /// The day on which it was collected, and was true.
    pub collected_on: Option<Day>,
    /// The last day on which it was known to be true.
    pub verified_on: Option<Day>,
    /// The first day on which it was found to be wrong.
    pub found_wrong_on: Option<Day>,
    /// The last day on which it was used.
    pub used_on: Option<Day>,
    /// On how many days it was used.
    pub uses: u64,
}

impl HeldRecord {
    /// The last day on which it was known to be true, its collection included.
    #[must_use]
    pub fn last_true_on(&self) -> Option<Day> {
        self.verified_on.max(self.collected_on)
    }

    /// Whether it was used when it was known to be wrong: on the day on which that was found, or later.
    #[must_use]
    pub fn was_used_when_wrong(&self) -> bool {
        self.used_on.zip(self.found_wrong_on).is_some_and(|(used, wrong)| used >= wrong)
    }
}

/// Whole days from one day to a later one; 0 where it is not later.
#[must_use]
pub fn days_between(from: Day, to: Day) -> u64 {
    u64::try_from(i64::from(to.0) - i64::from(from.0)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{HeldRecord, days_between};
    use crate::model::date::Day;

    #[test]
    fn the_day_on_which_it_was_found_wrong_counts_as_too_late() {
        let used = |on: i32| HeldRecord {
            found_wrong_on: Some(Day(10)),
            used_on: Some(Day(on)),
            ..HeldRecord::default()
        };
        assert_eq!([9, 10, 11].map(|on| used(on).was_used_when_wrong()), [false, true, true]);
    }

    #[test]
    fn it_was_true_when_it_was_collected_if_nobody_looked_later() {
        let record = HeldRecord { collected_on: Some(Day(3)), ..HeldRecord::default() };
        assert_eq!(record.last_true_on(), Some(Day(3)));
        assert_eq!(HeldRecord { verified_on: Some(Day(9)), ..record }.last_true_on(), Some(Day(9)));
        assert_eq!((days_between(Day(3), Day(9)), days_between(Day(9), Day(3))), (6, 0));
    }
}
