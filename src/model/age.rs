//! Ages that the law sets, by country and day: from when on one may vote, or agree to a service of the information society.

use super::{date::Day, span::Span};
use serde::{Deserialize, Serialize};

/// What an age is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeFor {
    /// To vote.
    Voting,
    /// To agree alone to a service of the information society (GDPR art. 8).
    DigitalConsent,
}

/// What is voted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteKind {
    /// The parliament or the head of the state.
    #[default]
    National,
    /// The European Parliament.
    European,
    /// A part of the state, or a place.
    Regional,
}

impl VoteKind {
    /// The word for readers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::European => "European",
            Self::Regional => "regional",
        }
    }
}

/// An age that held in a country for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LegalAge {
    /// What for.
    pub needed_for: AgeFor,
    /// The country, by its two letters (ISO 3166), or a part of it (`GB-SCT`).
    pub country: String,
    /// For what kind of vote; for every kind where none is said.
    pub vote: Option<VoteKind>,
    /// The age, in years.
    pub years: u32,
    /// The days on which it held.
    pub during: Span,
    /// Where it is written.
    pub source: String,
    /// Whether it rests on memory and was not held against the official text.
    pub unverified: bool,
}

/// A vote with the age that it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// The country.
    pub country: String,
    /// What is voted on.
    pub kind: VoteKind,
    /// The day.
    pub on: Day,
    /// The voting age on that day.
    pub age: LegalAge,
}

/// The voting age in `country` for a kind of vote on a day: what is said of that kind, before what is said of every kind.
#[must_use]
pub fn voting_age<'a>(ages: &'a [LegalAge], country: &str, kind: VoteKind, on: Day) -> Option<&'a LegalAge> {
    let holds = |age: &&LegalAge| {
        age.needed_for == AgeFor::Voting
            && age.country == country
            && age.during.from <= on
            && on < age.during.until
    };
    let of = |vote: Option<VoteKind>| ages.iter().filter(holds).find(|age| age.vote == vote);
    of(Some(kind)).or_else(|| of(None))
}

/// Whether somebody born in a year was under an age on a day: the year alone leaves it open for those who had their birthday in the
/// year of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// Whoever was born in that year was.
    Certainly,
    /// Some who were born in that year were.
    Perhaps,
    /// Nobody born in that year was.
    No,
}

/// Whether somebody born in `birth_year` was at least one year short of `years` on a day, which is to say no older than
/// `years - 1` to the day.
///
/// # Example
/// On 12 October 2025, with a voting age of 18, these are the people born on 12 October 2008 or later.
/// ```
/// use bystander::model::{age::{Under, a_year_under}, date::Day};
/// let day = Day::parse("2025-10-12").unwrap();
/// assert_eq!(a_year_under(2009, 18, day), Under::Certainly);
/// assert_eq!(a_year_under(2008, 18, day), Under::Perhaps);
/// assert_eq!(a_year_under(2007, 18, day), Under::No);
/// ```
#[must_use]
pub fn a_year_under(birth_year: i32, years: u32, on: Day) -> Under {
    let (year, month, day) = on.parts();
    let years = i32::try_from(years).expect("ages are small");
    let last = (year - (years - 1), month, day);
    match ((birth_year, 1, 1) >= last, (birth_year, 12, 31) >= last) {
        (true, _) => Under::Certainly,
        (false, true) => Under::Perhaps,
        (false, false) => Under::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn age(vote: Option<VoteKind>, years: u32, from: &str, until: Option<&str>) -> LegalAge {
        let day = |text: &str| Day::parse(text).expect("a day");
        LegalAge {
            needed_for: AgeFor::Voting,
            country: "XX".to_owned(),
            vote,
            years,
            during: Span { from: day(from), until: until.map_or(Day::LAST, day) },
            source: String::new(),
            unverified: false,
        }
    }

    #[test]
    fn takes_the_age_of_the_day_and_of_the_kind_of_vote() {
        let ages = [
            age(None, 18, "1970-01-01", Some("2007-07-01")),
            age(None, 16, "2007-07-01", None),
            age(Some(VoteKind::European), 17, "2009-01-01", None),
        ];
        let on = |day: &str, kind| {
            voting_age(&ages, "XX", kind, Day::parse(day).expect("a day")).map(|age| age.years)
        };
        assert_eq!(on("1969-12-31", VoteKind::National), None);
        assert_eq!(on("2007-06-30", VoteKind::National), Some(18));
        assert_eq!(on("2007-07-01", VoteKind::National), Some(16));
        assert_eq!(on("2010-01-01", VoteKind::European), Some(17));
        assert_eq!(on("2008-01-01", VoteKind::European), Some(16));
    }

    proptest! {
        /// The second way: look at every birthday of the year.
        #[test]
        fn is_what_every_birthday_of_the_year_says(year in 1980..2020_i32, years in 13..22_u32, on in 10_000..20_000_i32) {
            let on = Day(on);
            let (y, m, d) = on.parts();
            let under = |birthday: Day| {
                let (by, bm, bd) = birthday.parts();
                (by + i32::try_from(years).unwrap() - 1, bm, bd) >= (y, m, d)
            };
            let first = Day::of(year, 1, 1).unwrap();
            let days = std::iter::successors(Some(first), |day| Some(day.next())).take_while(|day| day.parts().0 == year);
            let all: Vec<bool> = days.map(under).collect();
            let expected = match (all.iter().all(|under| *under), all.iter().any(|under| *under)) {
                (true, _) => Under::Certainly,
                (false, true) => Under::Perhaps,
                _ => Under::No,
            };
            prop_assert_eq!(a_year_under(year, years, on), expected);
        }
    }
}
