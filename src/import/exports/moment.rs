//! Moments as exports write them: Unix seconds and milliseconds.

use crate::model::date::Day;

/// Unix seconds as an export writes them: 0 and below is not known, and what is larger than seconds can be is milliseconds.
pub(in crate::import) fn seconds(number: i64) -> Option<i64> {
    match number {
        ..=0 => None,
        100_000_000_000.. => Some(number / 1000),
        _ => Some(number),
    }
}

/// The day, in UTC, of a moment in Unix seconds or milliseconds.
pub(in crate::import) fn day_of(number: i64) -> Option<Day> {
    let days = seconds(number)?.div_euclid(86_400);
    i32::try_from(days).ok().map(Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_seconds_from_milliseconds_and_nothing_from_both() {
        let day = Day::parse("2014-04-30");
        assert_eq!([1_398_816_000, 1_398_902_399, 1_398_816_000_123].map(day_of), [day; 3]);
        assert_eq!([0, -5].map(day_of), [None; 2]);
    }
}
