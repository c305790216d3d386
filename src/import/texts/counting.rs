//! `Counting`: the texts of a case, counted one after the other with one number for each spelling and one list of clauses.

use super::{
    layout::Block,
    sentences, syllables,
    words::{folded, spelling, words},
};
use crate::{
    import::interner::Interner,
    model::consent_text::{ClausePlace, CountedText, Language},
};
use std::collections::BTreeMap;

/// What the texts of one case share.
#[derive(Default)]
pub(super) struct Counting {
    spellings: Interner,
    clauses: Vec<String>,
    /// The words of each clause.
    sought: Vec<Vec<u32>>,
}

impl Counting {
    /// For these clauses, each once.
    pub(super) fn of<'a>(clauses: impl Iterator<Item = &'a str>) -> Self {
        let mut counting = Self::default();
        for clause in clauses {
            if !counting.clauses.iter().any(|known| known == clause) {
                let words = words(clause).into_iter().map(|word| counting.number(word)).collect();
                counting.clauses.push(clause.to_owned());
                counting.sought.push(words);
            }
        }
        counting
    }

    /// The place of a clause in the list of clauses.
    pub(super) fn clause(&self, clause: &str) -> u32 {
        let at = self.clauses.iter().position(|known| known == clause).expect("all clauses are known before");
        u32::try_from(at).expect("clauses are few")
    }

    /// The list of clauses.
    pub(super) fn into_clauses(self) -> Vec<String> {
        self.clauses
    }

    fn number(&mut self, word: &str) -> u32 {
        self.spellings.intern(spelling(word).as_bytes()).0
    }

    /// What is counted in a text, and its words in small letters, which are to be forgotten.
    pub(super) fn count(
        &mut self,
        blocks: &[Block],
        language: Option<Language>,
    ) -> (CountedText, Vec<String>) {
        let mut counted = CountedText::default();
        let (mut small, mut heard, mut sections) = (Vec::new(), Some(0), Sections::default());
        for block in blocks {
            counted.sentences += sentences::count(&block.text);
            if let Some(level) = block.level {
                counted.headings += 1;
                sections.enter(level, counted.words.len());
            }
            for word in words(&block.text) {
                counted.words.push(self.number(word));
                small.push(folded(word));
                heard = heard.zip(syllables::of(word, language)).map(|(sum, own)| sum + own);
            }
        }
        counted.syllables = heard;
        counted.clauses = self.places(&counted.words, &sections);
        (counted, small)
    }

    /// Where each clause stands in `text`.
    fn places(&self, text: &[u32], sections: &Sections) -> Vec<ClausePlace> {
        let mut starts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for clause in &self.sought {
            starts.entry(clause[0]).or_default();
        }
        for (at, word) in text.iter().enumerate() {
            if let Some(places) = starts.get_mut(word) {
                places.push(at);
            }
        }
        let place = |clause: &Vec<u32>| {
            let found: Vec<usize> =
                starts[&clause[0]].iter().copied().filter(|&at| text[at..].starts_with(clause)).collect();
            let section = found.first().map(|&at| sections.above(at)).unwrap_or_default();
            let words_before = found.first().map_or(0, |&at| at as u64);
            ClausePlace { found: found.len() as u64, words_before, section }
        };
        self.sought.iter().map(place).collect()
    }
}

/// The headings passed so far.
#[derive(Default)]
struct Sections {
    /// Those that the text stands under: the level and the place of each among its likes.
    open: Vec<(u8, u32)>,
    /// From which word on which places hold.
    from: Vec<(usize, Vec<u32>)>,
}

impl Sections {
    /// A heading begins at that word.
    fn enter(&mut self, level: u8, word: usize) {
        let mut place = 0;
        while let Some(&(_, last)) = self.open.last().filter(|(other, _)| *other >= level) {
            place = last;
            self.open.pop();
        }
        self.open.push((level, place + 1));
        self.from.push((word, self.open.iter().map(|&(_, place)| place).collect()));
    }

    /// The places of the headings above that word.
    fn above(&self, word: usize) -> Vec<u32> {
        let passed = self.from.partition_point(|(from, _)| *from <= word);
        passed.checked_sub(1).map(|at| self.from[at].1.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(all: &[(&str, Option<u8>)]) -> Vec<Block> {
        all.iter().map(|&(text, level)| Block { text: text.to_owned(), level }).collect()
    }

    const TEXT: &[(&str, Option<u8>)] = &[
        ("Terms", Some(1)),
        ("We like you.", None),
        ("Use", Some(2)),
        ("You may use it. You agree.", None),
        ("Sharing", Some(2)),
        ("We may share data. It is fun.", None),
        ("We may share data again.", None),
    ];

    /// Before the clause stand: Terms; We like you; Use; You may use it, You agree; Sharing: 1 + 3 + 1 + 6 + 1 words.
    #[test]
    fn counts_the_words_before_a_clause_and_the_headings_above_it() {
        let mut counting =
            Counting::of(["We may share", "Nowhere to be found", "You may use it. You"].into_iter());
        let (counted, _) = counting.count(&blocks(TEXT), Some(Language::English));
        let place = |at: usize| {
            let place = &counted.clauses[at];
            (place.found, place.words_before, place.section.clone())
        };
        assert_eq!(place(0), (2, 12, vec![1, 2]));
        assert_eq!(place(1), (0, 0, vec![]));
        assert_eq!(place(2), (1, 5, vec![1, 1]));
        assert_eq!((counted.words.len(), counted.sentences, counted.headings), (24, 9, 3));
    }

    #[test]
    fn the_same_spelling_has_one_number_in_all_texts() {
        let mut counting = Counting::of(std::iter::empty());
        let (one, _) = counting.count(&blocks(&[("we share data", None)]), None);
        let (other, _) = counting.count(&blocks(&[("data we Share", None)]), None);
        assert_eq!(one.words, [0, 1, 2]);
        assert_eq!(other.words, [2, 0, 3]);
        assert_eq!(one.syllables, None);
    }

    #[test]
    fn numbers_headings_under_their_parents() {
        let mut sections = Sections::default();
        for (at, level) in [1, 2, 2, 1, 3, 2].into_iter().enumerate() {
            sections.enter(level, at);
        }
        let all: Vec<Vec<u32>> = (0..6).map(|at| sections.above(at)).collect();
        assert_eq!(all, [vec![1], vec![1, 1], vec![1, 2], vec![2], vec![2, 1], vec![2, 2]]);
    }
}
