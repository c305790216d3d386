//! Adequacy by country and day, from a file of data: membership, and decisions of the Commission.

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::{
    adequacy::{Adequacy, Standing, Stood},
    date::Day,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The list that comes with the program, under one name.
pub const ADEQUACY: Shelf<Adequacy> =
    Shelf { kind: "list of adequacy", files: &[("adequacy", include_str!("adequacy/adequacy.toml"))], read };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdequacyFile {
    made_up_to: Spanned<String>,
    names: BTreeMap<String, Vec<String>>,
    standing: Vec<StandingPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandingPart {
    country: Spanned<String>,
    standing: Standing,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    scope: Option<Spanned<String>>,
    source: Spanned<String>,
    #[serde(default)]
    unverified: bool,
}

fn read(words: &Words) -> Result<Adequacy, ImportError> {
    let file: AdequacyFile = words.parse()?;
    let day = words.date("made_up_to", Some(&file.made_up_to))?;
    let made_up_to = day.as_deref().and_then(Day::parse).expect("a date that was given was read or refused");
    let mut stood: Vec<Stood> = Vec::with_capacity(file.standing.len());
    for part in &file.standing {
        let one = part.stood(words)?;
        if !file.names.contains_key(&one.country) {
            let way_out = "write the two letters of a country that stands under [names]";
            return Err(words.error(part.country.span().start, "`country` is no country", way_out));
        }
        if stood.iter().any(|other| other.country == one.country && other.during.meets(one.during)) {
            let what = "another standing of this country holds on some of these days";
            return Err(words.error(part.country.span().start, what, "end one before the other begins"));
        }
        stood.push(one);
    }
    Ok(Adequacy::new(file.names, stood, made_up_to))
}

impl StandingPart {
    fn stood(&self, words: &Words) -> Result<Stood, ImportError> {
        Ok(Stood {
            country: words.text("country", &self.country)?,
            standing: self.standing,
            scope: self.scope.as_ref().map(|scope| words.text("scope", scope)).transpose()?,
            during: words.span(self.from.as_ref(), self.until.as_ref())?,
            source: words.text("source", &self.source)?,
            unverified: self.unverified,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(country: &str, day: &str) -> Option<(Standing, bool)> {
        let list = ADEQUACY.named("adequacy").unwrap();
        let code = list.code(country)?.to_owned();
        list.on(&code, Day::parse(day)?).map(|stood| (stood.standing, stood.scope.is_some()))
    }

    #[test]
    fn the_united_kingdom_was_a_member_then_treated_as_one_then_adequate() {
        assert_eq!(on("UK", "2020-01-31"), Some((Standing::Member, false)));
        assert_eq!(on("Great Britain", "2020-02-01"), Some((Standing::AsMember, false)));
        assert_eq!(on("GB", "2021-06-27"), Some((Standing::AsMember, false)));
        assert_eq!(on("united kingdom", "2021-06-28"), Some((Standing::Adequate, false)));
    }

    #[test]
    fn between_the_decisions_on_the_united_states_there_was_none() {
        let days = ["2015-10-05", "2015-10-06", "2016-07-12", "2020-07-15", "2020-07-16", "2023-07-10"];
        let part = Some((Standing::Adequate, true));
        assert_eq!(days.map(|day| on("U.S.A.", day)), [part, None, part, part, None, part]);
    }

    #[test]
    fn a_country_without_a_decision_has_none_and_what_is_no_country_no_code() {
        assert_eq!(on("Brazil", "2020-01-01"), None);
        let list = ADEQUACY.named("adequacy").unwrap();
        assert_eq!((list.code("brazil"), list.code("Atlantis"), list.code("")), (Some("BR"), None, None));
    }

    #[test]
    fn no_name_stands_for_two_countries() {
        let list = ADEQUACY.named("adequacy").unwrap();
        for (code, names) in &list.names {
            assert_eq!(list.code(code), Some(code.as_str()));
            names.iter().for_each(|name| assert_eq!(list.code(name), Some(code.as_str()), "{name}"));
        }
        assert_eq!(list.names.len(), 249);
    }
}
