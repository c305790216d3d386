//! Dates as people write them into a case: a year, a month and a day of the Gregorian calendar.

use serde::{Serialize, Serializer};
use std::fmt;

/// A day, as a number of days since 1 January 1970. Serialises as `YYYY-MM-DD`.
///
/// ```
/// use bystander::model::date::Day;
/// let leap = Day::parse("2024-02-29").unwrap();
/// assert_eq!(leap.next().to_string(), "2024-03-01");
/// assert_eq!(leap.month(), (2024, 2));
/// assert!(Day::parse("2023-02-29").is_none() && Day::parse("29.2.2024").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Before every day that can be written.
    pub const FIRST: Self = Self(i32::MIN);
    /// After every day that can be written.
    pub const LAST: Self = Self(i32::MAX);

    /// The day written `YYYY-MM-DD`; what follows a `T` or a blank, a time of day, is passed over. `None` where that is no
    /// day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_at(text.find(['T', ' ']).unwrap_or(text.len()));
        let plain = time.bytes().all(|byte| byte.is_ascii_digit() || b"T :.,+-Z".contains(&byte));
        let parts: Vec<&str> = date.split('-').collect();
        let [year, month, day] = parts[..] else { return None };
        if !plain || time.len() == 1 || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Self::of(number(year)?, number(month)?, number(day)?)
    }

    /// That day of that month of that year; `None` where the calendar has no such day.
    #[must_use]
    pub fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        (1..=days(year, month)).contains(&day).then(|| {
            // Years are counted from March, so that the leap day is the last of its year.
            let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
            let before = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
            Self(before + (153 * month + 2) / 5 + day - 1 - 719_468)
        })
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The year and the month, from 1.
    #[must_use]
    pub fn month(self) -> (i32, i32) {
        let (year, month, _) = self.parts();
        (year, month)
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0 - self.parts().2 + 1)
    }

    /// The first day of the next month.
    #[must_use]
    pub fn next_month(self) -> Self {
        let (year, month, _) = self.parts();
        Self(self.month_start().0 + days(year, month))
    }

    /// The same day of the month so many months later, earlier where `by` is below 0; the last of that month where it has no such day.
    ///
    /// ```
    /// use bystander::model::date::Day;
    /// let day = |text| Day::parse(text).unwrap();
    /// assert_eq!(day("2026-03-18").months_later(-3), day("2025-12-18"));
    /// assert_eq!(day("2024-02-29").months_later(84), day("2031-02-28"));
    /// ```
    #[must_use]
    pub fn months_later(self, by: i32) -> Self {
        let (year, month, day) = self.parts();
        let months = year * 12 + month - 1 + by;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        Self::of(year, month, day.min(days(year, month))).unwrap_or(self)
    }

    /// Year, month and day of the month.
    pub(super) fn parts(self) -> (i32, i32, i32) {
        let day = i64::from(self.0) + 719_468;
        let era = day.div_euclid(146_097);
        let of_era = day.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (year, month) =
            (year + era * 400 + i64::from(month > 9), if month < 10 { month + 3 } else { month - 9 });
        let small = |value: i64| i32::try_from(value).expect("parts of a day in i32 fit");
        (small(year), small(month), small(day))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Whether `text` is a day of the Gregorian calendar, written `YYYY-MM-DD` and nothing more.
///
/// ```
/// use bystander::model::date::is_date;
/// assert!(is_date("2024-02-29"));
/// assert!(!is_date("2023-02-29") && !is_date("29.2.2024"));
/// ```
#[must_use]
pub fn is_date(text: &str) -> bool {
    text.len() == 10 && Day::parse(text).is_some()
}

/// A number written in digits alone.
fn number(part: &str) -> Option<i32> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

/// How many days a month has; none where there is no such month.
fn days(year: i32, month: i32) -> i32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_days_of_the_calendar() {
        assert!(
            ["2026-01-31", "2000-02-29", "2024-02-29", "1999-12-31", "2026-04-30"].into_iter().all(is_date)
        );
        let wrong = [
            "1900-02-29",
            "2026-02-29",
            "2026-04-31",
            "2026-00-10",
            "2026-13-01",
            "2026-01-00",
            "2026-01-32",
        ];
        assert!(!wrong.into_iter().any(is_date));
    }

    #[test]
    fn takes_one_way_of_writing() {
        let wrong = [
            "",
            "2026",
            "2026-1-31",
            "26-01-31",
            "2026-01-31 ",
            "2026/01/31",
            "+026-01-31",
            "2026-01-31-",
            "٢٠٢٦-٠١-٣١",
        ];
        assert!(!wrong.into_iter().any(is_date));
        assert!(wrong.into_iter().all(|text| Day::parse(text).is_none()));
    }

    #[test]
    fn passes_over_a_time_of_day() {
        let day = Day::parse("2014-04-30");
        let times = ["2014-04-30T23:59:59Z", "2014-04-30 07:00", "2014-04-30T00:00:00.000+02:00"];
        assert!(times.into_iter().all(|text| Day::parse(text) == day && !is_date(text)));
        assert!(Day::parse("2014-04-30T").is_none() && Day::parse("2014-04-30 noon").is_none());
    }

    #[test]
    fn numbers_days_without_a_break_over_a_cycle_of_the_calendar() {
        assert_eq!(Day::parse("1970-01-01"), Some(Day(0)));
        let (first, last) = (Day::parse("1600-01-01").unwrap(), Day::parse("2400-12-31").unwrap());
        let mut day = first;
        for year in 1600..=2400 {
            for (month, length) in (1..=12).map(|month| (month, days(year, month))) {
                for at in 1..=length {
                    assert_eq!((Day::of(year, month, at), day.parts()), (Some(day), (year, month, at)));
                    day = day.next();
                }
            }
        }
        assert_eq!(day, last.next());
        assert_eq!(Day::parse("2014-12-15").unwrap().next_month().to_string(), "2015-01-01");
    }
}
