//! The versions on file, each by itself.

use super::{
    reading::{Lengths, minutes},
    recorded, word,
};
use crate::model::{
    consent_text::ConsentText,
    date::Day,
    number::{Figure, Undefined},
};
use serde::Serialize;

/// A version of a text.
///
/// # Definition
/// `words`, `sentences` and `headings` are those of its file. `minutes` are its words over the words a minute that its language is read at.
/// `reading_ease` is 206.835 - 1.015 · words per sentence - 84.6 · syllables per word in English (Flesch), 206.84 - 0.93 · words per
/// sentence - 77 · syllables per word in Dutch (Flesch-Douma): mostly 0 to 100, and the higher the easier; below 30 is for readers with a degree.
/// `grade` is 0.39 · words per sentence + 11.8 · syllables per word - 15.59, a year of an American school (Flesch-Kincaid). Syllables are
/// counted by rules of spelling. For Arabic neither is given: its formulas need signs of vowels that such texts do not write.
///
/// `agreed_at_once` is the number of purposes that one act of agreement covers: all that the text states, or one fewer where the political
/// use has an agreement of its own. It is undefined where the purposes, or whether there is such an agreement, are not recorded; one purpose
/// is always one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// Its name.
    pub version: String,
    /// The app that it is of, if recorded.
    pub app: Option<String>,
    /// The code of its language, if that is known here.
    pub language: Option<&'static str>,
    /// The first day on which it was shown, if known.
    pub shown_from: Option<Day>,
    /// The last day on which it was shown, if there was one.
    pub shown_until: Option<Day>,
    /// Its words.
    pub words: Figure<u64>,
    /// Its sentences.
    pub sentences: Figure<u64>,
    /// Its headings.
    pub headings: Figure<u64>,
    /// Minutes to read it; true under a model.
    pub minutes: Figure,
    /// Words for each sentence.
    pub words_per_sentence: Figure,
    /// Syllables for each word; true under a model.
    pub syllables_per_word: Figure,
    /// How easy it is to read, mostly 0 to 100; true under a model.
    pub reading_ease: Figure,
    /// The school year that it asks for; true under a model.
    pub grade: Figure,
    /// The purposes that it states.
    pub purposes: Figure<u64>,
    /// Whether the political use has an agreement of its own: `yes` or `no`.
    pub separate: Figure<&'static str>,
    /// The purposes agreed to with one act.
    pub agreed_at_once: Figure<u64>,
    /// Whether agreement was filled in beforehand: `yes` or `no`.
    pub prechecked: Figure<&'static str>,
    /// Clicks that agreeing takes.
    pub clicks_to_accept: Figure<u64>,
    /// Clicks that refusing takes.
    pub clicks_to_refuse: Figure<u64>,
}

impl Version {
    pub(super) fn of(text: &ConsentText) -> Self {
        let counted = text.counted.as_ref().ok_or(Undefined::NoTextOnFile);
        let lengths = counted.map(|counted| Lengths::of(counted, text.language));
        let words = counted.map(|counted| counted.words.len() as u64);
        let (shown_from, shown_until) = days(text);
        Self {
            version: text.version.clone(),
            app: text.app.clone(),
            language: text.language.map(crate::model::consent_text::Language::code),
            shown_from,
            shown_until,
            words: Figure(words),
            sentences: Figure(counted.map(|counted| counted.sentences)),
            headings: Figure(counted.map(|counted| counted.headings)),
            minutes: Figure(words.and_then(|words| minutes(words, text.language).0)),
            words_per_sentence: Figure(lengths.and_then(|lengths| lengths.sentence.0)),
            syllables_per_word: Figure(lengths.and_then(|lengths| lengths.word.0)),
            reading_ease: Figure(lengths.and_then(|lengths| lengths.ease().0)),
            grade: Figure(lengths.and_then(|lengths| lengths.grade().0)),
            purposes: recorded(text.purposes.as_ref().map(|purposes| purposes.len() as u64)),
            separate: recorded(text.separate.map(word)),
            agreed_at_once: recorded(agreed_at_once(text)),
            prechecked: recorded(text.prechecked.map(word)),
            clicks_to_accept: recorded(text.clicks_to_accept),
            clicks_to_refuse: recorded(text.clicks_to_refuse),
        }
    }

    /// Whether refusing surely took more clicks than agreeing.
    #[must_use]
    pub fn is_harder_to_refuse(&self) -> bool {
        let clicks = self.clicks_to_accept.value().zip(self.clicks_to_refuse.value());
        clicks.is_some_and(|(accept, refuse)| refuse > accept)
    }
}

fn agreed_at_once(text: &ConsentText) -> Option<u64> {
    let purposes = text.purposes.as_ref()?.len() as u64;
    match (purposes, text.separate) {
        (0 | 1, _) | (_, Some(false)) => Some(purposes),
        (_, Some(true)) => Some(purposes - 1),
        (_, None) => None,
    }
}

/// The first and the last day on which it was shown, as far as they are known.
fn days(text: &ConsentText) -> (Option<Day>, Option<Day>) {
    let Some(shown) = text.shown else { return (None, None) };
    let from = Some(shown.at_least.from).filter(|&day| shown.is_known() && day != Day::FIRST);
    let until = Some(shown.at_most.until).filter(|&day| day != Day::LAST).map(|day| Day(day.0 - 1));
    (from, until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::{Began, Lasting};

    fn at_once(purposes: &[&str], separate: Option<bool>) -> Option<u64> {
        let purposes = Some(purposes.iter().map(|&purpose| purpose.to_owned()).collect());
        agreed_at_once(&ConsentText { purposes, separate, ..ConsentText::default() })
    }

    #[test]
    fn counts_the_purposes_of_one_act() {
        assert_eq!(at_once(&["a", "b", "c"], Some(false)), Some(3));
        assert_eq!(at_once(&["a", "b", "c"], Some(true)), Some(2));
        assert_eq!(at_once(&["a", "b"], None), None);
        assert_eq!(at_once(&["a"], None), Some(1));
        assert_eq!(agreed_at_once(&ConsentText::default()), None);
    }

    #[test]
    fn gives_the_days_that_are_known() {
        let of = |shown| days(&ConsentText { shown, ..ConsentText::default() });
        assert_eq!(of(Some(Lasting::new(Began::On(Day(5)), Some(Day(9))))), (Some(Day(5)), Some(Day(9))));
        assert_eq!(of(Some(Lasting::new(Began::Unknown, Some(Day(9))))), (None, Some(Day(9))));
        assert_eq!(of(Some(Lasting::new(Began::On(Day(5)), None))), (Some(Day(5)), None));
        assert_eq!(of(None), (None, None));
    }

    #[test]
    fn says_why_nothing_was_counted() {
        let version = Version::of(&ConsentText::default());
        assert_eq!(version.words, Figure::undefined(Undefined::NoTextOnFile));
        assert_eq!(version.reading_ease, Figure::undefined(Undefined::NoTextOnFile));
        assert_eq!(version.clicks_to_refuse, Figure::undefined(Undefined::NotRecorded));
        assert!(!version.is_harder_to_refuse());
    }
}
