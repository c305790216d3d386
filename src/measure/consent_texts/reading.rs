//! How long a text takes to read, and how hard it is: published rates and formulas.

use crate::model::{
    consent_text::{ConsentText, CountedText, Language},
    number::{Figure, Undefined},
};
use serde::Serialize;

/// How fast a language is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The language's code.
    pub language: &'static str,
    /// Words a minute.
    pub words_per_minute: u64,
    /// Where the rate was published.
    pub source: &'static str,
}

/// One study of all three languages, with texts of one content: what differs between them is the language alone.
const SOURCE: &str = "Trauzettel-Klosinski and Dietz, Investigative Ophthalmology and Visual Science 53 (2012), 5452: the mean of native speakers of 18 to 35 \
                      years, reading plain texts aloud";

/// The rate of a language. Silent reading of English is put at 238 words a minute by Brysbaert (Journal of Memory and Language 109, 2019), which
/// makes 4 % less time.
fn rate(language: Language) -> Rate {
    let words_per_minute = match language {
        Language::English => 228,
        Language::Dutch => 202,
        Language::Arabic => 138,
    };
    Rate { language: language.code(), words_per_minute, source: SOURCE }
}

/// The rates of the languages on file.
pub(super) fn rates(versions: &[ConsentText]) -> Vec<Rate> {
    let is_there = |language: &Language| versions.iter().any(|text| text.language == Some(*language));
    Language::ALL.into_iter().filter(is_there).map(rate).collect()
}

/// The minutes that so many words take.
pub(super) fn minutes(words: u64, language: Option<Language>) -> Figure {
    match language {
        Some(language) => Figure::ratio(words, rate(language).words_per_minute, Undefined::ZeroDenominator),
        None => Figure::undefined(Undefined::LanguageNotKnown),
    }
}

/// The figures that reading formulas are made of: words for each sentence, and syllables for each word.
#[derive(Clone, Copy)]
pub(super) struct Lengths {
    pub(super) sentence: Figure,
    pub(super) word: Figure,
    language: Option<Language>,
}

impl Lengths {
    pub(super) fn of(counted: &CountedText, language: Option<Language>) -> Self {
        let words = counted.words.len() as u64;
        let word = match (counted.syllables, language) {
            (Some(syllables), _) => Figure::ratio(syllables, words, Undefined::ZeroDenominator),
            (None, Some(_)) => Figure::undefined(Undefined::NoFormula),
            (None, None) => Figure::undefined(Undefined::LanguageNotKnown),
        };
        Self { sentence: Figure::ratio(words, counted.sentences, Undefined::ZeroDenominator), word, language }
    }

    /// Flesch's reading ease of English (1948), Douma's of Dutch (1960).
    pub(super) fn ease(self) -> Figure {
        match self.language {
            Some(Language::English) => self.combined(206.835, -1.015, -84.6),
            Some(Language::Dutch) => self.combined(206.84, -0.93, -77.0),
            Some(Language::Arabic) => Figure::undefined(Undefined::NoFormula),
            None => Figure::undefined(Undefined::LanguageNotKnown),
        }
    }

    /// The school year of Kincaid and others (1975), for English.
    pub(super) fn grade(self) -> Figure {
        match self.language {
            Some(Language::English) => self.combined(-15.59, 0.39, 11.8),
            Some(Language::Dutch | Language::Arabic) => Figure::undefined(Undefined::NoFormula),
            None => Figure::undefined(Undefined::LanguageNotKnown),
        }
    }

    fn combined(self, constant: f64, by_sentence: f64, by_word: f64) -> Figure {
        let both = self.sentence.0.and_then(|sentence| self.word.0.map(|word| (sentence, word)));
        Figure(both.map(|(sentence, word)| constant + by_sentence * sentence + by_word * word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(words: usize, sentences: u64, syllables: u64, language: Language) -> Lengths {
        let counted = CountedText { words: vec![0; words], sentences, syllables: Some(syllables), ..CountedText::default() };
        Lengths::of(&counted, Some(language))
    }

    fn near(figure: Figure, expected: f64) -> bool {
        figure.value().is_some_and(|value| (value - expected).abs() < 1e-9)
    }

    /// 206.835 - 1.015 * 19 - 84.6 * 1.5, 0.39 * 19 + 11.8 * 1.5 - 15.59 and 206.84 - 0.93 * 19 - 77 * 1.5.
    #[test]
    fn follows_the_published_formulas() {
        let english = lengths(456, 24, 684, Language::English);
        assert!(near(english.ease(), 60.65) && near(english.grade(), 9.52));
        let dutch = lengths(456, 24, 684, Language::Dutch);
        assert!(near(dutch.ease(), 73.67), "{:?}", dutch.ease());
        assert_eq!(dutch.grade(), Figure::undefined(Undefined::NoFormula));
    }

    #[test]
    fn has_no_formula_for_arabic_and_none_for_a_language_that_is_not_known() {
        let counted = CountedText { words: vec![0; 10], sentences: 2, ..CountedText::default() };
        let of = |language| Lengths::of(&counted, language).ease();
        assert_eq!(of(Some(Language::Arabic)), Figure::undefined(Undefined::NoFormula));
        assert_eq!(of(None), Figure::undefined(Undefined::LanguageNotKnown));
        assert_eq!(minutes(276, Some(Language::Arabic)), Figure::known(2.0));
        assert_eq!(minutes(276, None), Figure::undefined(Undefined::LanguageNotKnown));
    }
}
