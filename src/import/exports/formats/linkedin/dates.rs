//! Dates as `LinkedIn` and the spreadsheets that saved its files again write them.
//!
//! `12 Mar 2024`, `12-Mar-24`, `2024-03-12` and `12.03.2024` say what they mean. In `03/12/2024` day and month can be told apart
//! only where another date of the same column has a number above 12; `LinkedIn`'s own `01/15/18, 10:00 AM` has the month first.

use crate::{import::exports::formats::donated::is_blank, model::date::Day};

/// Which of the first two numbers of a date between slashes is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The first.
    MonthFirst,
    /// The second.
    DayFirst,
    /// It cannot be told, or the dates contradict each other.
    Unknown,
}

/// What a cell for a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Nothing,
    Day(Day),
    /// Two numbers of which either may be the month: the first, the second, the year.
    Slashes(i32, i32, i32),
    Unreadable,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Order {
    /// The order that all dates of a column have together.
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut month_first, mut day_first, mut halves) = (false, false, false);
        for cell in cells {
            if let Written::Slashes(first, second, _) = Written::of(cell) {
                day_first |= first > 12;
                month_first |= second > 12;
                halves |= has_half(cell);
            }
        }
        match (month_first, day_first) {
            (true, false) => Self::MonthFirst,
            (false, true) => Self::DayFirst,
            (false, false) if halves => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// Whether a time of day is told in halves of the day.
fn has_half(cell: &str) -> bool {
    let cell = cell.trim().to_ascii_uppercase();
    cell.ends_with("AM") || cell.ends_with("PM")
}

impl Written {
    pub(super) fn of(cell: &str) -> Self {
        let cell = cell.trim();
        if is_blank(cell) {
            return Self::Nothing;
        }
        if let Some(day) = Day::parse(cell.trim_end_matches("UTC").trim_end()) {
            return Self::Day(day);
        }
        let date = cell.split_once(',').map_or(cell, |(date, _)| date);
        let parts: Vec<&str> =
            date.split([' ', '-', '/', '.', '\u{a0}']).filter(|part| !part.is_empty()).collect();
        let number = |at: usize| {
            parts.get(at).filter(|part| part.len() <= 4).and_then(|part| part.parse::<i32>().ok())
        };
        let year =
            parts.get(2).zip(number(2)).map(|(text, year)| if text.len() == 2 { 2000 + year } else { year });
        let Some(year) = year.filter(|year| (1990..2100).contains(year)) else { return Self::Unreadable };
        let named = parts[1].get(..3).map(str::to_lowercase);
        let month = named.and_then(|name| MONTHS.iter().position(|month| *month == name));
        let day = |month: i32, day: i32| Day::of(year, month, day).map_or(Self::Unreadable, Self::Day);
        match (number(0), number(1), month) {
            (Some(first), None, Some(month)) => day(i32::try_from(month).expect("a month") + 1, first),
            (Some(first), Some(second), _) if date.contains('.') => day(second, first),
            (Some(first), Some(second), _) if date.contains('/') => Self::Slashes(first, second, year),
            _ => Self::Unreadable,
        }
    }

    /// The day, where `order` tells which number is the month: `None` where nothing is written, `Some(None)` where what is
    /// written cannot be read.
    #[allow(clippy::option_option, reason = "no date is not a date that cannot be read")]
    pub(super) fn day(self, order: Order) -> Option<Option<Day>> {
        match (self, order) {
            (Self::Nothing, _) => None,
            (Self::Day(day), _) => Some(Some(day)),
            (Self::Slashes(month, day, year), Order::MonthFirst)
            | (Self::Slashes(day, month, year), Order::DayFirst) => Some(Day::of(year, month, day)),
            (Self::Slashes(first, second, year), Order::Unknown) if first == second => {
                Some(Day::of(year, first, second))
            }
            (Self::Slashes(..), Order::Unknown) | (Self::Unreadable, _) => Some(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str]) -> Vec<Option<String>> {
        let order = Order::of(cells.iter().copied());
        let day = |cell: &&str| {
            Written::of(cell).day(order).map(|day| day.map_or("?".to_owned(), |day| day.to_string()))
        };
        cells.iter().map(day).collect()
    }

    #[test]
    fn reads_every_spelling_that_says_what_it_means() {
        let cells = [
            "12 Mar 2024",
            "12-Mar-24",
            "2024-03-12",
            "12.03.2024",
            "12 March 2024",
            "2024-03-12 10:00:00 UTC",
        ];
        assert_eq!(read(&cells), vec![Some("2024-03-12".to_owned()); 6]);
    }

    #[test]
    fn tells_day_from_month_by_the_whole_column() {
        let says = |days: &[&str]| days.iter().map(|day| Some((*day).to_owned())).collect::<Vec<_>>();
        assert_eq!(read(&["03/04/2024", "13/04/2024"]), says(&["2024-04-03", "2024-04-13"]));
        assert_eq!(read(&["03/04/2024", "04/13/2024"]), says(&["2024-03-04", "2024-04-13"]));
        assert_eq!(read(&["03/04/2024", "04/04/2024"]), says(&["?", "2024-04-04"]));
        assert_eq!(read(&["03/04/18, 10:00 AM"]), says(&["2018-03-04"]));
        assert_eq!(read(&["13/04/2024", "04/13/2024", "01/02/2024"]), says(&["?", "?", "?"]));
    }

    #[test]
    fn says_what_it_cannot_read_and_what_is_not_there() {
        assert_eq!(read(&["", "n/a", "soon", "30 Feb 2024", "12 Mar", "99"])[..2], [None, None]);
        assert_eq!(read(&["soon", "30 Feb 2024", "12 Mar", "99"]), vec![Some("?".to_owned()); 4]);
    }
}
