//! Which number of a date is the day: decided over all dates of a file, for one date alone often does not tell.

use crate::model::date::Day;

/// In which order year, month and day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

/// What the dates of a file say about their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Only this order makes days of the calendar of them all, or the only one in which time runs forwards.
    Certain(Order),
    /// Two orders fit.
    Either,
    /// No order fits.
    None,
}

impl Order {
    const ALL: [Self; 3] = [Self::YearMonthDay, Self::DayMonthYear, Self::MonthDayYear];

    /// The day of three numbers as they stand; a year of two digits is one of this century.
    pub(super) fn day(self, [one, two, three]: [i32; 3]) -> Option<Day> {
        let (year, month, day) = match self {
            Self::YearMonthDay => (one, two, three),
            Self::DayMonthYear => (three, two, one),
            Self::MonthDayYear => (three, one, two),
        };
        Day::of(if year < 100 { 2_000 + year } else { year }, month, day)
            .filter(|_| (0..=2_999).contains(&year))
    }

    /// The order of dates; where `in_time`, they stand in the order of time, which decides if nothing else does. A year of two
    /// digits stands last, unless that fits no date.
    pub(super) fn of(dates: &[[i32; 3]], in_time: bool) -> Verdict {
        let fits = |order: &Self| dates.iter().all(|&date| order.day(date).is_some());
        let orders: Vec<Self> = Self::ALL.into_iter().filter(fits).collect();
        let short = |order: &Self| *order == Self::YearMonthDay && dates.iter().any(|[year, ..]| *year < 100);
        let likely: Vec<Self> = orders.iter().copied().filter(|order| !short(order)).collect();
        let orders = if likely.is_empty() { orders } else { likely };
        let forwards = |order: &Self| dates.iter().map(|&date| order.day(date)).is_sorted();
        match orders[..] {
            [] => Verdict::None,
            [order] => Verdict::Certain(order),
            _ if !in_time => Verdict::Either,
            _ => match orders.iter().copied().filter(forwards).collect::<Vec<_>>()[..] {
                [order] => Verdict::Certain(order),
                _ => Verdict::Either,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_beyond_twelve_decides_for_all() {
        assert_eq!(Order::of(&[[2, 3, 2023], [14, 11, 2023]], true), Verdict::Certain(Order::DayMonthYear));
        assert_eq!(Order::of(&[[2, 3, 23], [11, 14, 23]], true), Verdict::Certain(Order::MonthDayYear));
        assert_eq!(Order::of(&[[2023, 11, 14]], true), Verdict::Certain(Order::YearMonthDay));
        assert_eq!(Order::of(&[[14, 11, 2023], [11, 14, 2023]], true), Verdict::None);
    }

    #[test]
    fn time_that_runs_forwards_decides_where_no_date_does() {
        assert_eq!(
            Order::of(&[[1, 2, 23], [2, 2, 23], [3, 2, 23], [1, 3, 23]], true),
            Verdict::Certain(Order::DayMonthYear)
        );
        assert_eq!(Order::of(&[[2, 3, 23]], true), Verdict::Either);
        assert_eq!(Order::of(&[[1, 2, 23], [2, 2, 23]], false), Verdict::Either);
    }
}
