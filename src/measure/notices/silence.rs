//! `SilenceCheck`: advertisements that were shown on days of silence before a vote, where the law of the place has them.

use super::{NoticePlace, is_of_country};
use crate::model::{notice::NoticeRecords, span::Span};
use serde::Serialize;

/// Days of silence in a country, as the reader states them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// The two letters of the country.
    pub country: String,
    /// The days.
    pub days: Span,
}

/// What was shown on days of silence.
///
/// # Definition
/// A notice counts in `shown` if its advertisement is about the country and was shown on one of the days: its first day is no later than the
/// last of them, its last day no earlier than the first. `not_shown` had ended before or began after; `not_told` lack the country,
/// or a day that decides it. Notices about other countries count nowhere. Records and disclosures count as notices do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SilenceCheck {
    /// The days.
    pub silence: Silence,
    /// Notices of advertisements that were shown on one of them.
    pub shown: u64,
    /// Notices of advertisements that were not.
    pub not_shown: u64,
    /// Notices of which it is not known.
    pub not_told: u64,
    /// Those that were.
    pub places: Vec<NoticePlace>,
}

pub(super) fn of(records: &NoticeRecords, silences: &[Silence]) -> Vec<SilenceCheck> {
    silences.iter().map(|silence| one(records, silence)).collect()
}

fn one(records: &NoticeRecords, silence: &Silence) -> SilenceCheck {
    let mut found =
        SilenceCheck { silence: silence.clone(), shown: 0, not_shown: 0, not_told: 0, places: Vec::new() };
    let days = silence.days;
    for notice in &records.notices {
        let is_off = notice.until.is_some_and(|until| until < days.from)
            || notice.from.is_some_and(|from| from >= days.until);
        let is_on = match (notice.from, notice.until) {
            (Some(from), Some(until)) => Span { from, until: until.next() }.meets(days),
            // One of its two ends lies on the days, whatever the other is.
            (one, other) => one.or(other).is_some_and(|day| days.has(day)),
        };
        match is_of_country(notice, &silence.country) {
            Some(false) => {}
            _ if is_off => found.not_shown += 1,
            Some(true) if is_on => {
                found.shown += 1;
                found.places.push(NoticePlace::of(notice));
            }
            _ => found.not_told += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{day, notice, records};
    use super::*;
    use crate::model::notice::{Answer, Notice};

    #[test]
    fn one_day_of_silence_is_enough() {
        let days = Span { from: day("2027-04-10"), until: day("2027-04-12") };
        let silence = Silence { country: "FR".to_owned(), days };
        let shown = |from: &str, until: &str, country: &str| Notice {
            countries: if country.is_empty() { Vec::new() } else { vec![country.to_owned()] },
            ..notice(from, until, [Answer::Open; 3])
        };
        let notices = vec![
            shown("2027-04-01", "2027-04-10", "FR"),
            shown("2027-04-11", "2027-04-30", "FR"),
            shown("2027-04-11", "", "FR"),
            shown("2027-04-01", "2027-04-09", "FR"),
            shown("2027-04-12", "2027-04-30", ""),
            shown("2027-04-10", "2027-04-10", "NL"),
            shown("2027-04-10", "2027-04-10", ""),
            shown("2027-04-01", "", "FR"),
        ];
        let found = &of(&records(notices), &[silence])[0];
        assert_eq!((found.shown, found.not_shown, found.not_told), (3, 2, 2));
        assert_eq!(found.places.len(), 3);
    }
}
