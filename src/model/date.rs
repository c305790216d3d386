//! Dates as people write them into a case: a year, a month and a day of the calendar.

/// Whether `text` is a day of the Gregorian calendar, written `YYYY-MM-DD`.
///
/// ```
/// use bystander::model::date::is_date;
/// assert!(is_date("2024-02-29"));
/// assert!(!is_date("2023-02-29") && !is_date("29.2.2024"));
/// ```
#[must_use]
pub fn is_date(text: &str) -> bool {
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return false;
    }
    match (number(year), number(month), number(day)) {
        (Some(year), Some(month), Some(day)) => (1..=days(year, month)).contains(&day),
        _ => false,
    }
}

/// How many days a month has; none where there is no such month.
fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
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
    }
}
