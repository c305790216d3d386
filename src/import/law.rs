//! Law from files of data, one a regime: acts, their provisions, and the days on which they apply.
//!
//! A file says `id`, `short` (the name in a sentence), `title`, `jurisdictions`, `source`, `dates_source`, and where they hold for every
//! provision `from` (the first day), `until` (the first day on which it no longer applied) and `limits`; `timeless` marks good practice, which
//! is no law and has no days. Each `[[provision]]` has `id`, `article`, `asks` (in our words) and `[provision.evidence]`, a line for each
//! piece of evidence that it needs; it may have an `act`, days, sources and limits of its own. `unverified` marks words and
//! `dates_unverified` days that rest on memory. A day that is not held is left out, and nothing is held against it then but with a remark.

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::{
    law::{Act, EvidenceField, Provision},
    span::Span,
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};
use toml::Spanned;

/// The acts that come with the program.
pub const LAW: Shelf<Act> = Shelf {
    kind: "act",
    files: &[
        ("australia", include_str!("law/australia.toml")),
        ("brazil", include_str!("law/brazil.toml")),
        ("california", include_str!("law/california.toml")),
        ("canada", include_str!("law/canada.toml")),
        ("dsa", include_str!("law/dsa.toml")),
        ("eprivacy", include_str!("law/eprivacy.toml")),
        ("eu-1995-46", include_str!("law/eu-1995-46.toml")),
        ("eu-2024-900", include_str!("law/eu-2024-900.toml")),
        ("gdpr", include_str!("law/gdpr.toml")),
        ("practice", include_str!("law/practice.toml")),
        ("uk", include_str!("law/uk.toml")),
        ("uk-pecr", include_str!("law/uk-pecr.toml")),
        ("us", include_str!("law/us.toml")),
    ],
    read,
};

static ACTS: LazyLock<Vec<Act>> = LazyLock::new(|| LAW.known().collect());

/// Every act, by name.
#[must_use]
pub fn acts() -> &'static [Act] {
    &ACTS
}

/// The provision of that id, whatever the size of its letters.
#[must_use]
pub fn provision(id: &str) -> Option<&'static Provision> {
    acts().iter().flat_map(|act| &act.provisions).find(|known| known.id.eq_ignore_ascii_case(id))
}

/// The jurisdictions that any provision is of, ascending.
#[must_use]
pub fn jurisdictions() -> Vec<&'static str> {
    let all = acts().iter().flat_map(|act| &act.provisions).flat_map(|provision| &provision.jurisdictions);
    let mut all: Vec<&str> = all.map(String::as_str).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActFile {
    id: Spanned<String>,
    short: Spanned<String>,
    title: Spanned<String>,
    jurisdictions: Vec<Spanned<String>>,
    #[serde(default)]
    timeless: bool,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    dates_source: Spanned<String>,
    #[serde(default)]
    dates_unverified: bool,
    source: Spanned<String>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    provision: Vec<ProvisionPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionPart {
    id: Spanned<String>,
    act: Option<Spanned<String>>,
    article: Spanned<String>,
    asks: Spanned<String>,
    #[serde(default)]
    unverified: bool,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    dates_source: Option<Spanned<String>>,
    dates_unverified: Option<bool>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    evidence: BTreeMap<String, Spanned<String>>,
}

fn read(words: &Words) -> Result<Act, ImportError> {
    let file: ActFile = words.parse()?;
    let mut provisions: Vec<Provision> = Vec::with_capacity(file.provision.len());
    for part in &file.provision {
        let provision = part.provision(&file, words)?;
        if provisions.iter().any(|other| other.id == provision.id) {
            let way_out = "give each provision an id of its own";
            return Err(words.error(part.id.span().start, "an earlier provision has this id", way_out));
        }
        provisions.push(provision);
    }
    Ok(Act {
        id: words.id(&file.id)?,
        short: words.text("short", &file.short)?,
        title: words.text("title", &file.title)?,
        limits: words.texts("limits", &file.limits)?,
        provisions,
    })
}

impl ProvisionPart {
    fn provision(&self, file: &ActFile, words: &Words) -> Result<Provision, ImportError> {
        let dates_source = self.dates_source.as_ref().unwrap_or(&file.dates_source);
        let evidence = self.evidence.iter().map(|(name, what)| {
            Ok(EvidenceField { name: name.clone(), what: words.text("evidence", what)? })
        });
        Ok(Provision {
            id: words.id(&self.id)?,
            act: words.text("act", self.act.as_ref().unwrap_or(&file.short))?,
            article: words.text("article", &self.article)?,
            jurisdictions: words.texts("jurisdictions", &file.jurisdictions)?,
            during: self.during(file, words)?,
            dates_source: words.text("dates_source", dates_source)?,
            dates_unverified: self.dates_unverified.unwrap_or(file.dates_unverified),
            asks: words.text("asks", &self.asks)?,
            unverified: self.unverified,
            evidence: evidence.collect::<Result<_, ImportError>>()?,
            source: words.text("source", self.source.as_ref().unwrap_or(&file.source))?,
            limits: words.texts("limits", &self.limits)?,
        })
    }

    /// The days on which it applies: its own, else those of the act; none where the first is not held.
    fn during(&self, file: &ActFile, words: &Words) -> Result<Option<Span>, ImportError> {
        let from = self.from.as_ref().or(file.from.as_ref());
        let until = self.until.as_ref().or(file.until.as_ref());
        match from {
            None if file.timeless => Ok(Some(Span::ALWAYS)),
            None => Ok(None),
            Some(from) => words.span(Some(from), until).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;
    use std::collections::BTreeSet;

    fn all() -> impl Iterator<Item = &'static Provision> {
        acts().iter().flat_map(|act| &act.provisions)
    }

    #[test]
    fn every_file_that_comes_with_the_program_is_listed_and_says_its_own_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/law");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(LAW.names().collect::<Vec<_>>(), files);
        assert_eq!(acts().iter().map(|act| act.id.as_str()).collect::<Vec<_>>(), files);
    }

    #[test]
    fn ids_are_unique_over_all_acts() {
        let mut ids = BTreeSet::new();
        assert!(acts().iter().all(|act| ids.insert(act.id.as_str())));
        for provision in all() {
            assert!(ids.insert(&provision.id), "{} is given out twice", provision.id);
        }
    }

    #[test]
    fn every_provision_has_a_source_what_it_asks_and_evidence_fields_with_a_line_each() {
        for provision in all() {
            assert!(!provision.evidence.is_empty(), "{} needs no evidence", provision.id);
            let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            assert!(
                provision.evidence.iter().all(|field| field.name.chars().all(plain) && field.what.len() > 5)
            );
            assert!(
                provision.source.len() > 5 && provision.dates_source.len() > 5 && provision.asks.len() > 20
            );
            assert!(!provision.asks.ends_with('.'), "{}: its words stand inside a sentence", provision.id);
            let memory = provision.dates_source.starts_with("from memory");
            assert_eq!(
                memory, provision.dates_unverified,
                "{}: its days are from memory or not",
                provision.id
            );
        }
    }

    #[test]
    fn days_lie_between_the_first_of_these_acts_and_the_day_of_the_last() {
        let day = |text| Day::parse(text).unwrap();
        for provision in all().filter(|provision| provision.is_law()) {
            let Some(during) = provision.during else { continue };
            assert!(!during.is_empty() && day("1900-01-01") < during.from && during.from < day("2027-01-01"));
        }
        let unknown: Vec<&str> = all()
            .filter(|provision| provision.during.is_none())
            .map(|provision| provision.id.as_str())
            .collect();
        assert_eq!(unknown, ["ca-elections-policy"]);
    }

    #[test]
    fn the_days_that_findings_turn_on_are_those_of_the_acts() {
        let from = |id: &str| provision(id).unwrap().from().unwrap().to_string();
        assert_eq!(from("gdpr-14"), "2018-05-25");
        assert_eq!(from("eu-2024-900-18-1-a"), "2025-10-10");
        assert_eq!([from("dsa-26-1"), from("dsa-39")], ["2024-02-17", "2023-08-25"]);
        assert_eq!(from("uk-pecr-21"), "2003-12-11");
        assert_eq!(from("uk-elections-2022-imprint"), "2023-11-01");
        assert_eq!(provision("EU-1995-46-7").unwrap().until(), provision("gdpr-6").unwrap().from());
    }

    /// The articles that the page on law names.
    #[test]
    fn every_article_of_the_page_on_law_is_here() {
        let gdpr = "4-11 5-1-b 5-1-c 5-1-d 5-1-e 6 7 9 13 14 15 17 19 22 26 28 30 33 34 35 44";
        let political = "5 9 11 12 13 16 17 18-1-a 18-1-b 18-1-c 18-2 18-3 18-4 19 20";
        let services = "26-1 26-3 28-2 38 39 40";
        for (act, articles) in [("gdpr", gdpr), ("eu-2024-900", political), ("dsa", services)] {
            for article in articles.split(' ') {
                assert!(provision(&format!("{act}-{article}")).is_some(), "{act}-{article}");
            }
        }
        assert_eq!(jurisdictions(), ["AU", "BR", "CA", "EU", "UK", "US", "US-CA"]);
    }

    #[test]
    fn two_provisions_of_one_id_are_an_error() {
        let head = "id = \"x\"\nshort = \"X\"\ntitle = \"X\"\njurisdictions = []\ndates_source = \"x\"\nsource = \"x\"\n";
        let part = "[[provision]]\nid = \"x-1\"\narticle = \"1\"\nasks = \"x\"\nevidence = {}\n";
        let error = read(&Words { file: "x.toml", text: &format!("{head}{part}{part}") }).expect_err("twice");
        let expected =
            "reading x.toml, line 13: an earlier provision has this id; give each provision an id of its own";
        assert_eq!(error.to_string(), expected);
    }
}
