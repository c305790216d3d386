//! Consent texts: what was counted in a version of a text that people agreed to, and who agreed to which. Of the text itself only
//! numbers are kept.

use super::{id::PersonId, reading::Lasting};
use serde::Serialize;

/// A language that the counts know the rules of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    English,
    /// Dutch.
    Dutch,
    /// Arabic.
    Arabic,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Dutch, Self::Arabic];

    /// Its code, `en`, `nl` or `ar`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
            Self::Arabic => "ar",
        }
    }

    /// The language of a code such as `nl`, `nl-BE` or `NL_be`; `None` for any other.
    ///
    /// ```
    /// use bystander::model::consent_text::Language;
    /// assert_eq!(Language::of("nl-BE"), Some(Language::Dutch));
    /// assert_eq!(Language::of("de"), None);
    /// ```
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let main = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == main)
    }
}

/// A version of a text: what the table says of it, and what was counted in its file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConsentText {
    /// The name of the version.
    pub version: String,
    /// The app that it is of, if recorded.
    pub app: Option<String>,
    /// Its language; `None` where it is not recorded or no rules are known for it.
    pub language: Option<Language>,
    /// From when to when it was shown; `None` where the table has no dates.
    pub shown: Option<Lasting>,
    /// The clauses that matter, each as a place in the list of clauses.
    pub clauses: Vec<u32>,
    /// The purposes that it states; `None` where they are not recorded.
    pub purposes: Option<Vec<String>>,
    /// The sensors that are used; `None` where that is not recorded.
    pub sensors: Option<Vec<SensorUse>>,
    /// Whether agreement was filled in beforehand.
    pub prechecked: Option<bool>,
    /// Clicks that agreeing takes.
    pub clicks_to_accept: Option<u64>,
    /// Clicks that refusing takes.
    pub clicks_to_refuse: Option<u64>,
    /// Whether the political use has an agreement of its own.
    pub separate: Option<bool>,
    /// What was counted; `None` where no file of it is there.
    pub counted: Option<CountedText>,
}

/// A sensor or a store of the device, and where it is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SensorUse {
    /// What it is, for instance `microphone`.
    pub sensor: String,
    /// Whether one of the stated purposes names it; `None` where no purposes are recorded.
    pub in_purposes: Option<bool>,
    /// The words of the text before it is first named; `None` where the text does not name it, or is not there.
    pub words_before: Option<u64>,
}

/// What was counted in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountedText {
    /// The words in reading order, each as the number of its spelling, which is the same in all texts of the case.
    pub words: Vec<u32>,
    /// How many sentences there are.
    pub sentences: u64,
    /// How many syllables, by the rule of the language; `None` where there is no rule.
    pub syllables: Option<u64>,
    /// How many headings there are.
    pub headings: u64,
    /// Where each clause of the list of clauses stands.
    pub clauses: Vec<ClausePlace>,
}

/// Where the words that begin a clause stand in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClausePlace {
    /// How often they stand there.
    pub found: u64,
    /// The words of the text before the first time; 0 where they do not stand there.
    pub words_before: u64,
    /// The places of the headings above that, from the topmost level down: `[2, 3]` is under the third heading of the second level
    /// below the second heading of the first. Empty where no heading stands above it.
    pub section: Vec<u32>,
}

/// Somebody's agreement to a version of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Who agreed.
    pub person: PersonId,
    /// To which version: a place in the list of versions that consents name; `None` where it is not recorded.
    pub version: Option<u32>,
    /// From when to when it held.
    pub in_force: Lasting,
}
