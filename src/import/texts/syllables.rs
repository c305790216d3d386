//! Syllables of a word, by rules of spelling: an estimate, as reading formulas have always used.
//!
//! # Definition
//! A syllable is a group of vowel letters (a, e, i, o, u, y, with or without accents); a `y` between two vowels is a consonant; a word has
//! at least one.
//!
//! In English a silent `e` takes one away: at the end after a consonant, unless `le` follows one (`table`); in `es` and `ed` after a
//! consonant, but not after a hissing sound (`services`), nor in `ted`, `ded` (`collected`); before `ment`, `ments`, `ly`, `ful`, `less`,
//! `ness` (`statement`), but not in `lement` nor in words of two groups (`rely`). Two vowels are apart in `ia` and `io` (`media`, `radio`; not after c, g, s, t, x, nor `lio`), `ua`
//! (not after q, g) and `eo` (not after p, g).
//!
//! In Dutch a vowel with two dots begins a syllable, and two are apart in `ia`, `io`, `ea`, `eo`, `ua`, `uo`, `ue`, `ao` and `oa`; not after `q`.

use crate::model::consent_text::Language;
use unicode_normalization::UnicodeNormalization as _;

/// How many syllables `word` has; `None` where there is no rule for the language.
pub(super) fn of(word: &str, language: Option<Language>) -> Option<u64> {
    let language = language.filter(|language| *language != Language::Arabic)?;
    let letters = letters(word);
    let groups = (0..letters.len()).filter(|&at| begins(&letters, at, language)).count() as u64;
    let silent = if language == Language::English { silent(&letters, groups) } else { 0 };
    Some(groups.saturating_sub(silent).max(1))
}

/// A letter without its accents, and whether it has two dots.
type Letter = (char, bool);

fn letters(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for letter in word.to_lowercase().nfd() {
        match (letter, letters.last_mut()) {
            ('\u{308}', Some(before)) => before.1 = true,
            _ if unicode_normalization::char::is_combining_mark(letter) => {}
            _ => letters.push((letter, false)),
        }
    }
    letters
}

fn is_vowel(letters: &[Letter], at: usize) -> bool {
    let plain = |at: usize| letters.get(at).is_some_and(|(letter, _)| "aeiou".contains(*letter));
    plain(at)
        || letters.get(at).is_some_and(|(letter, _)| *letter == 'y')
            && !(at > 0 && plain(at - 1) && plain(at + 1))
}

/// Whether a syllable's vowels begin at that letter.
fn begins(letters: &[Letter], at: usize, language: Language) -> bool {
    if !is_vowel(letters, at) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|&before| is_vowel(letters, before)) else { return true };
    let pair = (letters[before].0, letters[at].0);
    let leads = before.checked_sub(1).map(|lead| letters[lead].0);
    match language {
        Language::English => match pair {
            ('i', 'a') => !leads.is_some_and(|lead| "cgstx".contains(lead)),
            ('i', 'o') => !leads.is_some_and(|lead| "cgstxl".contains(lead)),
            ('u', 'a') => !leads.is_some_and(|lead| "qg".contains(lead)),
            ('e', 'o') => !leads.is_some_and(|lead| "pg".contains(lead)),
            _ => false,
        },
        Language::Dutch | Language::Arabic => {
            let apart = ["ia", "io", "ea", "eo", "ua", "uo", "ue", "ao", "oa"];
            let are_apart = apart.iter().any(|two| two.chars().eq([pair.0, pair.1]));
            letters[at].1 || are_apart && leads != Some('q')
        }
    }
}

/// How many of the `groups` of vowels of an English word are a silent `e`.
fn silent(letters: &[Letter], groups: u64) -> u64 {
    let word: String = letters.iter().map(|(letter, _)| *letter).collect();
    // Whether the letter before that many last ones is a consonant; the letters stand one a char.
    let consonant = |last: usize| letters.len() > last && !is_vowel(letters, letters.len() - last - 1);
    let before = |last: usize| letters.len().checked_sub(last + 1).map_or(' ', |at| letters[at].0);
    let after_l = |last: usize| before(last) == 'l' && consonant(last + 1);
    let at_end = if word.ends_with('e') {
        consonant(1) && !after_l(1)
    } else if word.ends_with("es") {
        consonant(2) && !after_l(2) && !"sxzcgh".contains(before(2))
    } else if word.ends_with("ed") {
        consonant(2) && !"td".contains(before(2))
    } else {
        false
    };
    let inside = ["ement", "ements", "ely", "eful", "eless", "eness"]
        .iter()
        .any(|ending| word.ends_with(ending) && consonant(ending.len()) && before(ending.len()) != 'l');
    u64::from(at_end) + u64::from(inside && groups > 2)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::model::consent_text::Language::{self, Arabic, Dutch, English};

    fn counted(words: &str, language: Language) -> Vec<u64> {
        words.split(' ').map(|word| of(word, Some(language)).expect("there is a rule")).collect()
    }

    /// By ear: we a-gree to share your da-ta with oth-er com-pa-nies; the rest likewise.
    #[test]
    fn counts_english_syllables_as_they_are_heard() {
        let words =
            "we agree to share your data with other companies services collected shared used table tables";
        assert_eq!(counted(words, English), [1, 2, 1, 1, 1, 2, 1, 2, 3, 3, 3, 1, 1, 2, 2]);
        let words =
            "information statement media radio individual political location beyond rely completely don't";
        assert_eq!(counted(words, English), [4, 2, 3, 3, 5, 4, 3, 2, 2, 3, 1]);
    }

    /// By ear: wij de-len uw ge-ge-vens met an-de-re par-tij-en; the rest likewise.
    #[test]
    fn counts_dutch_syllables_as_they_are_heard() {
        let words = "wij delen uw gegevens met andere partijen informatie sociaal coördinatie ideeën nieuwe beantwoorden";
        assert_eq!(counted(words, Dutch), [1, 2, 1, 3, 1, 3, 3, 4, 3, 5, 3, 2, 4]);
        assert_eq!(counted("frequentie actueel microfoon toestemming", Dutch), [3, 3, 3, 3]);
    }

    #[test]
    fn has_no_rule_for_arabic_and_gives_every_word_one_syllable() {
        assert_eq!(of("بياناتك", Some(Arabic)), None);
        assert_eq!(of("word", None), None);
        assert_eq!(counted("2014 b the", English), [1, 1, 1]);
    }
}
