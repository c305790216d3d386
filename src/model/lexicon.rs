//! Verdicts on words: which sensitive category a criterion or the name of a column speaks of, and by which rule.
//!
//! A verdict is about words. It says that they match a phrase of the lexicon, and nothing of whoever chose them, nor of the people whom
//! they select.

use super::attribute::Origin;
use serde::{Deserialize, Serialize};

/// What a phrase speaks of. The first nine are the special categories of GDPR art. 9(1), the others stand beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is spelt out by `name`")]
pub enum Category {
    RacialOrEthnicOrigin,
    PoliticalOpinions,
    ReligiousOrPhilosophicalBeliefs,
    TradeUnionMembership,
    GeneticData,
    BiometricData,
    Health,
    SexLife,
    SexualOrientation,
    CriminalConvictions,
    Minors,
    EconomicHardship,
}

impl Category {
    /// Every category, in the order of the law.
    pub const ALL: [Self; 12] = [
        Self::RacialOrEthnicOrigin,
        Self::PoliticalOpinions,
        Self::ReligiousOrPhilosophicalBeliefs,
        Self::TradeUnionMembership,
        Self::GeneticData,
        Self::BiometricData,
        Self::Health,
        Self::SexLife,
        Self::SexualOrientation,
        Self::CriminalConvictions,
        Self::Minors,
        Self::EconomicHardship,
    ];

    /// Its name for readers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RacialOrEthnicOrigin => "racial or ethnic origin",
            Self::PoliticalOpinions => "political opinions",
            Self::ReligiousOrPhilosophicalBeliefs => "religious or philosophical beliefs",
            Self::TradeUnionMembership => "trade union membership",
            Self::GeneticData => "genetic data",
            Self::BiometricData => "biometric data",
            Self::Health => "health",
            Self::SexLife => "sex life",
            Self::SexualOrientation => "sexual orientation",
            Self::CriminalConvictions => "criminal convictions and offences",
            Self::Minors => "minors",
            Self::EconomicHardship => "economic hardship",
        }
    }

    /// Where the law speaks of it.
    #[must_use]
    pub fn protection(self) -> Protection {
        match self {
            Self::RacialOrEthnicOrigin
            | Self::PoliticalOpinions
            | Self::ReligiousOrPhilosophicalBeliefs
            | Self::TradeUnionMembership
            | Self::GeneticData
            | Self::BiometricData
            | Self::Health
            | Self::SexLife
            | Self::SexualOrientation => Protection::SpecialCategory,
            Self::CriminalConvictions => Protection::Convictions,
            Self::Minors | Self::EconomicHardship => Protection::Beside,
        }
    }

    /// Whether it is a special category of GDPR art. 9(1).
    #[must_use]
    pub fn is_special(self) -> bool {
        self.protection() == Protection::SpecialCategory
    }
}

/// Where the law speaks of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// GDPR art. 9.
    SpecialCategory,
    /// GDPR art. 10.
    Convictions,
    /// Neither: sensitive, and not in these articles.
    Beside,
}

impl Protection {
    /// Where that stands, for readers.
    #[must_use]
    pub fn reference(self) -> &'static str {
        match self {
            Self::SpecialCategory => "GDPR art. 9",
            Self::Convictions => "GDPR art. 10",
            Self::Beside => "sensitive, not in the article",
        }
    }
}

/// Whether words speak of a category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// They match no phrase, or one that other words beside it turn off.
    #[default]
    No,
    /// They match a phrase that may speak of it and often does not.
    Unsure,
    /// They match a phrase that speaks of it.
    Yes,
}

impl Answer {
    /// The word for readers.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Unsure => "unsure",
            Self::Yes => "yes",
        }
    }
}

/// The line of the lexicon that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fired {
    /// The phrase, as the lexicon has it.
    pub phrase: String,
    /// Its file and line, for instance `health.toml:17`.
    pub at: String,
    /// Why it is there.
    pub reason: String,
}

/// One category that words speak of, or may speak of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Touch {
    /// The category.
    pub category: Category,
    /// Yes or unsure.
    pub answer: Answer,
    /// By which rule.
    pub fired: Fired,
}

/// A phrase that was there and does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TurnedOff {
    /// The rule that did not fire, or that says that the words mean something else.
    pub fired: Fired,
    /// The word beside it that turned it off; none where the phrase itself says that it means something else.
    pub by: Option<String>,
}

/// What the lexicon says of some words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The categories, in the order of the law, each once and with its surest answer.
    pub touches: Vec<Touch>,
    /// Phrases that were there and do not count, in the order of the words.
    pub turned_off: Vec<TurnedOff>,
    /// Whether the name of a column says how its values came about.
    pub origin: Origin,
}

impl Verdict {
    /// The surest of its answers; no where it has none.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.touches.iter().map(|touch| touch.answer).max().unwrap_or_default()
    }

    /// The answer for one category.
    #[must_use]
    pub fn of(&self, category: Category) -> Answer {
        let touch = self.touches.iter().find(|touch| touch.category == category);
        touch.map_or(Answer::No, |touch| touch.answer)
    }

    /// Takes `touch` in, unless a surer one, or an earlier one as sure, speaks of its category.
    pub fn take(&mut self, touch: Touch) {
        match self.touches.iter_mut().find(|known| known.category == touch.category) {
            Some(known) if known.answer >= touch.answer => {}
            Some(known) => *known = touch,
            None => {
                let at = self.touches.partition_point(|known| known.category < touch.category);
                self.touches.insert(at, touch);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_categories_are_special() {
        assert_eq!(Category::ALL.iter().filter(|category| category.is_special()).count(), 9);
        assert!(Category::ALL.is_sorted());
    }

    #[test]
    fn keeps_the_surest_answer_of_a_category() {
        let touch = |category, answer| Touch {
            category,
            answer,
            fired: Fired { phrase: String::new(), at: String::new(), reason: String::new() },
        };
        let mut verdict = Verdict::default();
        verdict.take(touch(Category::Health, Answer::Unsure));
        verdict.take(touch(Category::PoliticalOpinions, Answer::Unsure));
        verdict.take(touch(Category::Health, Answer::Yes));
        verdict.take(touch(Category::Health, Answer::Unsure));
        let found: Vec<_> = verdict.touches.iter().map(|touch| (touch.category, touch.answer)).collect();
        let expected = [(Category::PoliticalOpinions, Answer::Unsure), (Category::Health, Answer::Yes)];
        assert_eq!((found.as_slice(), verdict.answer()), (&expected[..], Answer::Yes));
        assert_eq!(verdict.of(Category::Minors), Answer::No);
    }
}
