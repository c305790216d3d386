//! Adequacy: how a country stands to the data protection law of the European Union, by day.

use super::{date::Day, span::Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a country stands to the law of the Union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is a member state.
    Member,
    /// It is treated as one: the European Economic Area, and agreements for a time.
    AsMember,
    /// The Commission has found its protection adequate.
    Adequate,
}

impl Standing {
    /// The word for readers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::AsMember => "as a member",
            Self::Adequate => "adequate",
        }
    }
}

/// How a country stood for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stood {
    /// The country, by its two letters (ISO 3166).
    pub country: String,
    /// How it stood.
    pub standing: Standing,
    /// What part of its recipients this is about, where it is not all.
    pub scope: Option<String>,
    /// The days on which it did.
    pub during: Span,
    /// Where it is written.
    pub source: String,
    /// Whether it rests on memory or on others' reports and was not held against the official text.
    pub unverified: bool,
}

/// The countries, their names, and how they stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adequacy {
    /// Names by code, the first the one that is shown.
    pub names: BTreeMap<String, Vec<String>>,
    /// How they stood.
    pub stood: Vec<Stood>,
    /// The last day of which the list speaks: of a later one it says nothing.
    pub made_up_to: Day,
    codes: BTreeMap<String, String>,
}

impl Adequacy {
    /// The list of these names and standings.
    #[must_use]
    pub fn new(names: BTreeMap<String, Vec<String>>, stood: Vec<Stood>, made_up_to: Day) -> Self {
        let mut codes = BTreeMap::new();
        for (code, names) in &names {
            for name in names.iter().chain([code]) {
                codes.entry(letters(name)).or_insert_with(|| code.clone());
            }
        }
        Self { names, stood, made_up_to, codes }
    }

    /// The code of a country as somebody writes it: its code, or one of its names; case of letters, and whatever is no letter, do not count.
    #[must_use]
    pub fn code(&self, written: &str) -> Option<&str> {
        self.codes.get(&letters(written)).map(String::as_str)
    }

    /// How a country stood on a day.
    #[must_use]
    pub fn on(&self, country: &str, day: Day) -> Option<&Stood> {
        self.stood.iter().find(|stood| stood.country == country && stood.during.has(day))
    }

    /// All that is said of a country.
    pub fn of<'a>(&'a self, country: &'a str) -> impl Iterator<Item = &'a Stood> {
        self.stood.iter().filter(move |stood| stood.country == country)
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
