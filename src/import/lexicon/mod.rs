//! The lexicon of sensitive categories: whole phrases in English, Dutch and Arabic, held against criteria and names of columns.
//!
//! # Definition
//! Texts and phrases are brought into one spelling ([`words`]). A phrase matches where its words stand one after the other, on word
//! boundaries: parts of words never match, nor parts of what a hyphen joins. The last word of a phrase may have an English plural s more
//! or less. Of phrases that lie within one another the longest counts, and phrases that mean something else (`homonyms.toml`) take
//! part in that. A phrase that needs another word beside it (`only_with`) takes part only where that word is there. A phrase that
//! another word turns off (`not_with`), or that stands in a title whose brackets name a work, a place, a product or a name, does not count.
//!
//! Categories are listed with the surest answer of their phrases.
//!
//! # Limits
//! The lexicon knows the words that it holds. It reads no other language, no pictures, and no meaning: a criterion that stands for a
//! category without naming it passes.

pub mod accuracy;
mod reading;
mod words;

pub use reading::{CATEGORIES, CategoryPage};

use crate::model::{
    attribute::Origin,
    lexicon::{Answer, Fired, Touch, TurnedOff, Verdict},
};
use reading::{CONTEXTS, Contexts, HOMONYMS, Phrase};
use std::{collections::BTreeMap, ops::Range, sync::LazyLock};
use words::Word;

/// The lexicon that comes with the program.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::shipped);

/// Phrases, indexed by their words.
#[derive(Clone, Debug)]
pub struct Lexicon {
    titles: Index,
    names: Index,
    contexts: Contexts,
}

impl Lexicon {
    fn shipped() -> Self {
        let pages: Vec<CategoryPage> = CATEGORIES.known().collect();
        let homonyms = HOMONYMS.known().flatten();
        let titles = pages.iter().flat_map(|page| page.titles.clone()).chain(homonyms);
        let names = pages.iter().flat_map(|page| page.names.clone());
        let contexts = CONTEXTS.known().next().expect("the file of contexts is compiled in");
        Self { titles: Index::new(titles.collect()), names: Index::new(names.collect()), contexts }
    }

    /// What a title says: of an interest, an audience, a criterion's value.
    ///
    /// ```
    /// use bystander::{import::lexicon::LEXICON, model::lexicon::Answer};
    /// let answer = |title: &str| LEXICON.judge(title, "").answer();
    /// assert_eq!(answer("Gay men"), Answer::Yes);
    /// assert_eq!(answer("Islamic banking"), Answer::Unsure);
    /// assert_eq!(answer("Gaylord, Michigan"), Answer::No);
    /// assert_eq!(answer("Western Union"), Answer::No);
    /// ```
    #[must_use]
    pub fn judge(&self, title: &str, dimension: &str) -> Verdict {
        let beside = words::of_name(dimension);
        let words = words::of_title(title);
        let mut verdict = Verdict::default();
        self.count(&self.titles.matches(&words, &beside), &words, &beside, &mut verdict);
        verdict
    }

    /// What the name of a column or of a dimension says, and whether it says that its values were inferred or observed.
    ///
    /// ```
    /// use bystander::{import::lexicon::LEXICON, model::{attribute::Origin, lexicon::Category}};
    /// let verdict = LEXICON.judge_name("tsmart_partisan_score");
    /// assert_eq!(verdict.touches[0].category, Category::PoliticalOpinions);
    /// assert_eq!(verdict.origin, Origin::Inferred);
    /// ```
    #[must_use]
    pub fn judge_name(&self, name: &str) -> Verdict {
        let words = words::of_name(name);
        let mut verdict = Verdict::default();
        let found = self.names.matches(&words, &[]);
        verdict.origin = self.origin(&words, &found);
        self.count(&found, &words, &[], &mut verdict);
        // A column may be called by what it holds: `is_muslim`. What is unsure in a title says nothing in a name: `voter_id`.
        let mut held = self.titles.matches(&words, &[]);
        held.retain(|found| found.phrase.answer != Answer::Unsure);
        self.count(&held, &words, &[], &mut verdict);
        verdict
    }

    fn origin(&self, words: &[Word], found: &[Match]) -> Origin {
        let has = |list: &[String]| words.iter().any(|word| list.contains(&word.text));
        if has(&self.contexts.inferred) {
            return Origin::Inferred;
        }
        if has(&self.contexts.observed) {
            return Origin::Observed;
        }
        found
            .iter()
            .map(|found| found.phrase.origin)
            .find(|&origin| origin != Origin::Unknown)
            .unwrap_or_default()
    }

    /// Enters what was found into `verdict`: as a touch, or as turned off.
    fn count(&self, found: &[Match], words: &[Word], beside: &[Word], verdict: &mut Verdict) {
        for one in found {
            let Some(category) = one.phrase.category else {
                verdict.turned_off.push(TurnedOff { fired: one.fired(), by: None });
                continue;
            };
            match self.turned_off(one, words, beside) {
                Some(by) => verdict.turned_off.push(TurnedOff { fired: one.fired(), by: Some(by) }),
                None => verdict.take(Touch { category, answer: one.phrase.answer, fired: one.fired() }),
            }
        }
    }

    /// The word that turns a phrase off, if one does.
    fn turned_off(&self, one: &Match, words: &[Word], beside: &[Word]) -> Option<String> {
        let outside = |words: &[Word], other: &[Word]| {
            places(words, other).any(|at| at.end <= one.at.start || one.at.end <= at.start)
        };
        let named = |(_, other): &&(String, Vec<Word>)| {
            outside(words, other) || places(beside, other).next().is_some()
        };
        if let Some((text, _)) = one.phrase.not_with.iter().find(named) {
            return Some(text.clone());
        }
        let in_brackets = |at: &Range<usize>| words[at.clone()].iter().all(|word| word.bracketed);
        let elsewhere = |(_, other): &&(String, Vec<Word>)| {
            let apart = |at: &Range<usize>| at.end <= one.at.start || one.at.end <= at.start;
            places(words, other).any(|at| in_brackets(&at) && apart(&at))
                || places(beside, other).next().is_some()
        };
        let topic = self.contexts.elsewhere.iter().find(elsewhere).filter(|_| !one.phrase.named_work);
        topic.map(|(text, _)| text.clone())
    }
}

/// A phrase found in a text.
struct Match<'a> {
    phrase: &'a Phrase,
    at: Range<usize>,
}

impl Match<'_> {
    fn fired(&self) -> Fired {
        let Phrase { text, at, reason, .. } = self.phrase;
        Fired { phrase: text.clone(), at: at.clone(), reason: reason.clone() }
    }
}

/// Phrases by their first word.
#[derive(Clone, Debug)]
struct Index {
    phrases: Vec<Phrase>,
    by_first: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(phrases: Vec<Phrase>) -> Self {
        let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, phrase) in phrases.iter().enumerate() {
            let first = &phrase.words[0].text;
            let other = if phrase.words.len() == 1 { other_number(first) } else { Vec::new() };
            for first in other.into_iter().chain([first.clone()]) {
                by_first.entry(first).or_default().push(at);
            }
        }
        Self { phrases, by_first }
    }

    /// The phrases of `words`, but for those that lie within a longer one, in the order of the words.
    fn matches<'a>(&'a self, words: &[Word], beside: &[Word]) -> Vec<Match<'a>> {
        let mut found: Vec<Match> = Vec::new();
        for start in 0..words.len() {
            for &at in self.by_first.get(&words[start].text).into_iter().flatten() {
                let phrase = &self.phrases[at];
                if stands(&phrase.words, words, start) && has_company(phrase, words, beside) {
                    found.push(Match { phrase, at: start..start + phrase.words.len() });
                }
            }
        }
        let longest = |at: &Range<usize>| {
            !found.iter().any(|other| {
                other.at.len() > at.len() && other.at.start <= at.start && at.end <= other.at.end
            })
        };
        let kept: Vec<bool> = found.iter().map(|one| longest(&one.at)).collect();
        let means_else: Vec<Range<usize>> =
            found.iter().filter(|one| one.phrase.category.is_none()).map(|one| one.at.clone()).collect();
        let mut kept = kept.into_iter();
        found.retain(|one| {
            kept.next().expect("one mark a match")
                && (one.phrase.category.is_none() || !means_else.contains(&one.at))
        });
        found
    }
}

/// Whether one of the words that a phrase needs is there.
fn has_company(phrase: &Phrase, words: &[Word], beside: &[Word]) -> bool {
    let there = |(_, other): &(String, Vec<Word>)| {
        places(words, other).next().is_some() || places(beside, other).next().is_some()
    };
    phrase.only_with.is_empty() || phrase.only_with.iter().any(there)
}

/// Whether `phrase` stands in `words` from `start` on, on word boundaries.
fn stands(phrase: &[Word], words: &[Word], start: usize) -> bool {
    let Some(found) = words.get(start..start + phrase.len()) else { return false };
    let last = phrase.len() - 1;
    let same = phrase.iter().zip(found).enumerate().all(|(at, (asked, word))| {
        let text = asked.text == word.text || at == last && other_number(&asked.text).contains(&word.text);
        text && (at == 0 || !word.parted || asked.parted)
    });
    same && !found[0].joined && !words.get(start + phrase.len()).is_some_and(|next| next.joined)
}

/// A word with an English plural s more, or less.
fn other_number(word: &str) -> Vec<String> {
    let plain = word.is_ascii() && !word.ends_with("ss");
    let mut others = Vec::new();
    if plain && word.len() >= 3 && !word.ends_with('s') {
        others.push(format!("{word}s"));
    }
    if plain && word.len() >= 5 {
        others.extend(word.strip_suffix('s').map(str::to_owned));
    }
    others
}

/// Where `phrase` stands in `words`.
fn places<'a>(words: &'a [Word], phrase: &'a [Word]) -> impl Iterator<Item = Range<usize>> + 'a {
    let starts = 0..(words.len() + 1).saturating_sub(phrase.len());
    let is_there =
        move |&start: &usize| phrase.iter().zip(&words[start..]).all(|(asked, word)| asked.text == word.text);
    starts.filter(is_there).map(move |start| start..start + phrase.len())
}

#[cfg(test)]
#[allow(clippy::items_after_statements, reason = "names are used where they stand")]
mod tests {
    use super::*;
    use crate::model::lexicon::Category;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn answer(title: &str) -> Answer {
        LEXICON.judge(title, "").answer()
    }

    #[test]
    fn every_file_that_comes_with_the_program_is_listed_and_says_its_own_category() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/lexicon/categories");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(CATEGORIES.names().collect::<Vec<_>>(), files);
        let said = |page: CategoryPage| serde_json::to_value(page.category).unwrap();
        assert_eq!(CATEGORIES.known().map(said).collect::<Vec<_>>(), files);
        assert_eq!(files.len(), Category::ALL.len());
    }

    #[test]
    fn every_category_has_phrases_in_three_languages_and_names_of_columns() {
        for page in CATEGORIES.known() {
            for language in ["ar", "en", "nl"] {
                assert!(page.phrases(language) >= 5, "{:?} in {language}", page.category);
            }
            assert!(page.field_names() > 0, "{:?}", page.category);
        }
    }

    #[test]
    fn parts_of_words_never_match() {
        for title in ["Priceline", "Gaylord", "left-handed", "Western Union", "Essex", "muslin", "Islamorada"]
        {
            assert_eq!(answer(title), Answer::No, "{title}");
        }
    }

    #[test]
    fn the_longest_phrase_counts_and_says_where_it_stands() {
        let verdict = LEXICON.judge("Breast cancer survivors", "");
        let fired = &verdict.touches[0].fired;
        assert_eq!(fired.phrase, "breast cancer survivor");
        assert!(fired.at.starts_with("health.toml:"), "{}", fired.at);
        let line: usize = fired.at.rsplit(':').next().unwrap().parse().unwrap();
        let text = include_str!("categories/health.toml").lines().nth(line - 1).unwrap();
        assert!(text.contains("{diseases} survivor"), "{text}");
    }

    #[test]
    fn brackets_tell_a_city_or_a_film_from_people() {
        assert_eq!(answer("Homeless (song)"), Answer::No);
        assert_eq!(answer("Homeless (people)"), Answer::Yes);
        let off = LEXICON.judge("Homeless (song)", "").turned_off;
        assert_eq!(off[0].by.as_deref(), Some("song"));
        // So does the dimension: a city's name speaks of no person.
        assert_eq!(LEXICON.judge("Christian, Kansas", "city").answer(), Answer::No);
        assert_eq!(LEXICON.judge("Christian", "interest").answer(), Answer::Yes);
    }

    #[test]
    fn several_categories_stand_in_the_order_of_the_law() {
        let verdict = LEXICON.judge("Gay Muslims", "");
        let found: Vec<_> = verdict.touches.iter().map(|touch| touch.category).collect();
        assert_eq!(found, [Category::ReligiousOrPhilosophicalBeliefs, Category::SexualOrientation]);
    }

    #[test]
    fn names_of_columns_tell_category_and_origin() {
        let told = |name: &str| {
            let verdict = LEXICON.judge_name(name);
            (verdict.touches.first().map(|touch| touch.category), verdict.origin)
        };
        use Category::{PoliticalOpinions, RacialOrEthnicOrigin, ReligiousOrPhilosophicalBeliefs};
        let cases = [
            ("EthnicGroups_EthnicGroup1Desc", Some(RacialOrEthnicOrigin), Origin::Inferred),
            ("Ethnic_Description", Some(RacialOrEthnicOrigin), Origin::Inferred),
            ("Religions_Description", Some(ReligiousOrPhilosophicalBeliefs), Origin::Inferred),
            ("Parties_Description", Some(PoliticalOpinions), Origin::Unknown),
            ("ts.tsmart_partisan_score", Some(PoliticalOpinions), Origin::Inferred),
            ("vb.voterbase_race", Some(RacialOrEthnicOrigin), Origin::Unknown),
            ("self_reported_religion", Some(ReligiousOrPhilosophicalBeliefs), Origin::Observed),
            ("registered_party", Some(PoliticalOpinions), Origin::Observed),
            ("is_muslim", Some(ReligiousOrPhilosophicalBeliefs), Origin::Unknown),
            ("politieke_voorkeur_geschat", Some(PoliticalOpinions), Origin::Inferred),
            ("الديانة", Some(ReligiousOrPhilosophicalBeliefs), Origin::Unknown),
            ("Precinct", None, Origin::Unknown),
            ("race_date", None, Origin::Unknown),
            ("third_party_data", None, Origin::Unknown),
            ("voters_age", Some(Category::Minors), Origin::Unknown),
            ("voter_match", None, Origin::Unknown),
            ("embrace", None, Origin::Unknown),
        ];
        for (name, category, origin) in cases {
            assert_eq!(told(name), (category, origin), "{name}");
        }
    }

    /// A homonym that no phrase lies in, or a phrase that the lexicon has twice, would be dead weight.
    #[test]
    fn every_homonym_holds_a_phrase_and_no_category_has_one_twice() {
        let (homonyms, phrases): (Vec<_>, Vec<_>) =
            LEXICON.titles.phrases.iter().cloned().partition(|phrase| phrase.category.is_none());
        let index = Index::new(phrases.clone());
        let empty: Vec<&str> = homonyms
            .iter()
            .filter(|homonym| {
                !(0..homonym.words.len()).any(|start| {
                    index.phrases.iter().any(|phrase| stands(&phrase.words, &homonym.words, start))
                })
            })
            .map(|homonym| homonym.text.as_str())
            .collect();
        assert!(empty.is_empty(), "{empty:?}");
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> = phrases
            .iter()
            .filter(|phrase| {
                let words: Vec<&str> = phrase.words.iter().map(|word| word.text.as_str()).collect();
                !seen.insert((phrase.category, format!("{:?}", phrase.language), words.join(" ")))
            })
            .map(|phrase| phrase.text.as_str())
            .collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    /// Every phrase that needs nothing beside it is found in itself, with its own category.
    #[test]
    fn every_phrase_finds_itself() {
        for phrase in &LEXICON.titles.phrases {
            let Some(category) = phrase.category.filter(|_| phrase.only_with.is_empty()) else { continue };
            let verdict = LEXICON.judge(&phrase.text, "");
            assert!(verdict.of(category) >= phrase.answer, "{}: {}", phrase.at, phrase.text);
        }
    }

    proptest! {
        /// Letters put before or after a one-word phrase make another word of it, but for a plural s.
        #[test]
        fn a_longer_word_is_another_word(at in 0..2000_usize, letters in "[b-rt-z]{4,8}") {
            let phrases = &LEXICON.titles.phrases;
            let phrase = &phrases[at % phrases.len()];
            prop_assume!(phrase.words.len() == 1 && phrase.category.is_some());
            for text in [format!("{letters}{}", phrase.text), format!("{}{letters}", phrase.text)] {
                let fired = LEXICON.judge(&text, "").touches;
                prop_assert!(fired.iter().all(|touch| touch.fired.phrase != phrase.text), "{text}");
            }
        }
    }
}
