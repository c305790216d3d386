//! Ages by country and day, from a file of data: the voting age, and the age of digital consent (GDPR art. 8).

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::age::{AgeFor, LegalAge, VoteKind};
use serde::Deserialize;
use toml::Spanned;

/// The ages that come with the program, under one name.
pub const AGES: Shelf<Vec<LegalAge>> =
    Shelf { kind: "list of ages", files: &[("ages", include_str!("ages/ages.toml"))], read };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgesFile {
    age: Vec<AgePart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgePart {
    needed_for: AgeFor,
    country: Spanned<String>,
    vote: Option<VoteKind>,
    years: Spanned<i64>,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    source: Spanned<String>,
    #[serde(default)]
    unverified: bool,
}

fn read(words: &Words) -> Result<Vec<LegalAge>, ImportError> {
    let file: AgesFile = words.parse()?;
    let mut ages: Vec<LegalAge> = Vec::with_capacity(file.age.len());
    for part in &file.age {
        let age = part.age(words)?;
        if ages.iter().any(|other| doubles(&age, other)) {
            let way_out = "end one before the other begins";
            return Err(words.error(
                part.country.span().start,
                "another age holds here on some of these days",
                way_out,
            ));
        }
        ages.push(age);
    }
    Ok(ages)
}

fn doubles(age: &LegalAge, other: &LegalAge) -> bool {
    (age.needed_for, &age.country, age.vote) == (other.needed_for, &other.country, other.vote)
        && age.during.meets(other.during)
}

impl AgePart {
    fn age(&self, words: &Words) -> Result<LegalAge, ImportError> {
        let years = words.number("years", Some(&self.years), &(10..=30_u32))?;
        let country = words.text("country", &self.country)?;
        if country.contains(|letter: char| !letter.is_ascii_uppercase() && letter != '-') {
            let way_out =
                "write the two capitals of the country, as in `NL`, or of a part of it, as in `GB-SCT`";
            return Err(words.error(self.country.span().start, "`country` is no country", way_out));
        }
        Ok(LegalAge {
            needed_for: self.needed_for,
            country,
            vote: self.vote,
            years: years.expect("a number that was given was read or refused"),
            during: words.span(self.from.as_ref(), self.until.as_ref())?,
            source: words.text("source", &self.source)?,
            unverified: self.unverified,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{age::voting_age, date::Day};

    #[test]
    fn the_ages_that_come_with_the_program_are_those_of_the_day() {
        let ages = AGES.named("ages").unwrap();
        let voting = |country: &str, kind, on: &str| {
            voting_age(&ages, country, kind, Day::parse(on).unwrap()).map(|age| age.years)
        };
        let (national, european) = (VoteKind::National, VoteKind::European);
        assert_eq!(voting("AT", national, "2006-10-01"), Some(18));
        assert_eq!(voting("AT", national, "2008-09-28"), Some(16));
        assert_eq!(voting("DE", national, "2025-02-23"), Some(18));
        assert_eq!(voting("DE", european, "2024-06-09"), Some(16));
        assert_eq!(voting("DE", european, "2019-05-26"), Some(18));
        assert_eq!(voting("BE", european, "2024-06-09"), Some(16));
        assert_eq!(voting("NL", national, "2023-11-22"), Some(18));
        assert_eq!(voting("US", national, "2020-11-03"), Some(18));
        assert_eq!(voting("US", national, "1970-11-03"), None);
        assert_eq!(voting("GR", national, "2019-07-07"), Some(17));
        assert!(ages.iter().all(|age| !age.source.is_empty()));
    }

    #[test]
    fn the_age_of_digital_consent_goes_from_13_to_16() {
        let ages = AGES.named("ages").unwrap();
        let consent: Vec<u32> =
            ages.iter().filter(|age| age.needed_for == AgeFor::DigitalConsent).map(|age| age.years).collect();
        assert!(consent.len() >= 28 && consent.iter().all(|years| (13..=16).contains(years)));
    }

    #[test]
    fn two_ages_at_once_are_an_error() {
        let age = "[[age]]\nneeded_for = \"voting\"\ncountry = \"XX\"\nyears = 18\nsource = \"x\"\n";
        let error = read(&Words { file: "ages.toml", text: &format!("{age}{age}") }).expect_err("twice");
        let expected = "reading ages.toml, line 8: another age holds here on some of these days; end one before the other begins";
        assert_eq!(error.to_string(), expected);
    }
}
