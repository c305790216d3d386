//! How often the lexicon is right: its answers held against a list of titles with the right ones.
//!
//! # Definition
//! A title of the list has one right answer, and for yes and unsure one category. An answer of the lexicon is a pair of title and category.
//! Precision is the share of the pairs it gave that are right, recall the share of the right pairs that it gave: once for the answer yes
//! alone, once for yes or unsure, where either counts as either.
//!
//! # Limits
//! The first part of the list was written just before the lexicon and by the same authors, so that many of its titles are phrases of it,
//! also in the half that was set aside: its figures flatter. The second part was written when the lexicon was done, and nothing was
//! bettered by it: its figures are the ones to go by, and a stranger's list would find more mistakes still. Half of the list are titles that
//! look like a category and are none, which real criteria seldom are: precision is the lower for it.

use super::{LEXICON, Lexicon};
use crate::model::{
    lexicon::{Answer, Category},
    number::{Figure, Undefined},
};
use serde::Deserialize;

/// A title with the right answer.
#[derive(Clone, Debug, Deserialize)]
pub struct Labelled {
    /// The title.
    pub title: String,
    /// `ar`, `en` or `nl`.
    pub language: String,
    /// The right answer.
    pub answer: Answer,
    /// Its category, unless the answer is no.
    pub category: Option<Category>,
    /// `tuning` where the lexicon was bettered by it, `held out` where it was not, `afterwards` where it was written when the
    /// lexicon was done.
    pub half: String,
}

/// Every title of the list.
#[must_use]
pub fn labelled() -> Vec<Labelled> {
    let text = include_str!("../../../tests/lexicon/titles.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    rows.expect("a test reads the list that is compiled in")
}

/// Pairs of title and category: given, right, and given rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs that the lexicon gave.
    pub given: u64,
    /// Pairs that the list has.
    pub wanted: u64,
    /// Pairs that both have.
    pub right: u64,
}

impl Pairs {
    /// The share of what was given that is right; 0 to 1.
    #[must_use]
    pub fn precision(self) -> Figure {
        Figure::ratio(self.right, self.given, Undefined::ZeroDenominator)
    }

    /// The share of what is right that was given; 0 to 1.
    #[must_use]
    pub fn recall(self) -> Figure {
        Figure::ratio(self.right, self.wanted, Undefined::ZeroDenominator)
    }
}

/// How often the lexicon is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    /// Titles held against it.
    pub titles: u64,
    /// Those among them whose right answer is no.
    pub negatives: u64,
    /// For the answer yes alone.
    pub yes: Pairs,
    /// For yes or unsure.
    pub yes_or_unsure: Pairs,
}

impl Accuracy {
    /// Of the lexicon that comes with the program.
    pub fn of<'a>(titles: impl IntoIterator<Item = &'a Labelled>) -> Self {
        Self::of_lexicon(&LEXICON, titles)
    }

    fn of_lexicon<'a>(lexicon: &Lexicon, titles: impl IntoIterator<Item = &'a Labelled>) -> Self {
        let mut accuracy = Self::default();
        for row in titles {
            accuracy.titles += 1;
            accuracy.negatives += u64::from(row.answer == Answer::No);
            let touches = lexicon.judge(&row.title, "").touches;
            for (pairs, least) in
                [(&mut accuracy.yes, Answer::Yes), (&mut accuracy.yes_or_unsure, Answer::Unsure)]
            {
                let given = || touches.iter().filter(|touch| touch.answer >= least);
                let wanted = row.category.filter(|_| row.answer >= least);
                pairs.given += given().count() as u64;
                pairs.wanted += u64::from(wanted.is_some());
                pairs.right += given().filter(|touch| Some(touch.category) == wanted).count() as u64;
            }
        }
        accuracy
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_large_half_of_it_looks_like_a_category_and_half_is_held_out() {
        let list = labelled();
        let titles: BTreeSet<&str> = list.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles.len(), list.len(), "a title stands twice");
        let count = |of: &dyn Fn(&Labelled) -> bool| list.iter().filter(|row| of(row)).count();
        assert!(list.len() >= 400 && count(&|row| row.answer == Answer::No) * 2 >= list.len());
        let first = count(&|row| row.half != "afterwards");
        assert_eq!(count(&|row| row.half == "held out") * 2, first);
        assert!(count(&|row| row.half == "afterwards") >= 150);
        assert!(["ar", "en", "nl"].iter().all(|language| count(&|row| row.language == *language) >= 100));
        assert!(list.iter().all(|row| row.category.is_none() == (row.answer == Answer::No)));
        assert!(Category::ALL.iter().all(|category| count(&|row| row.category == Some(*category)) >= 5));
    }

    /// Counted by hand: one right yes, one yes where unsure is right, one miss.
    #[test]
    fn counts_pairs() {
        let row = |title: &str, answer, category| Labelled {
            title: title.to_owned(),
            language: "en".to_owned(),
            answer,
            category,
            half: "tuning".to_owned(),
        };
        let rows = [
            row("Gay men", Answer::Yes, Some(Category::SexualOrientation)),
            row("Muslims", Answer::Unsure, Some(Category::ReligiousOrPhilosophicalBeliefs)),
            row("Xylophones", Answer::Yes, Some(Category::Health)),
            row("Chairs", Answer::No, None),
        ];
        let accuracy = Accuracy::of(&rows);
        assert_eq!(accuracy.yes, Pairs { given: 2, wanted: 2, right: 1 });
        assert_eq!(accuracy.yes_or_unsure, Pairs { given: 2, wanted: 3, right: 2 });
        assert_eq!((accuracy.titles, accuracy.negatives), (4, 1));
    }

    fn accuracy(half: &str) -> Accuracy {
        Accuracy::of(labelled().iter().filter(|row| row.half == half))
    }

    #[test]
    fn is_right_as_often_as_its_page_says_at_least() {
        let floors = [
            ("tuning", [0.97, 0.97, 0.97, 0.97]),
            ("held out", [0.95, 0.90, 0.95, 0.90]),
            ("afterwards", [0.75, 0.38, 0.75, 0.45]),
        ];
        for (half, floors) in floors {
            let Accuracy { yes, yes_or_unsure, .. } = accuracy(half);
            let figures = [yes.precision(), yes.recall(), yes_or_unsure.precision(), yes_or_unsure.recall()];
            let figures = figures.map(|figure| figure.value().expect("there are titles"));
            println!("{half}: {figures:.4?}");
            assert!(
                figures.iter().zip(floors).all(|(figure, floor)| *figure >= floor),
                "{half}: {figures:?}"
            );
        }
    }

    /// Shows the mistakes on the half that may be learnt from; none of the held-out half is ever shown.
    #[test]
    fn says_what_is_wrong_on_the_tuning_half() {
        let list = labelled();
        let tuning = || list.iter().filter(|row| row.half == "tuning");
        for row in tuning() {
            let verdict = LEXICON.judge(&row.title, "");
            let found: Vec<_> = verdict
                .touches
                .iter()
                .map(|touch| (touch.category, touch.answer, touch.fired.phrase.as_str()))
                .collect();
            let right = match row.category {
                None => found.is_empty(),
                Some(category) => found.len() == 1 && (found[0].0, found[0].1) == (category, row.answer),
            };
            if !right {
                println!("{}: {:?} {:?}; found {found:?}", row.title, row.answer, row.category);
            }
        }
        assert!(tuning().count() >= 400);
    }
}
