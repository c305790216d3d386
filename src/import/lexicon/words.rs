//! The words of a title or of a column's name, in one spelling.
//!
//! # Definition
//! A text is decomposed (NFKD), its accents, Arabic vowel signs and tatweel dropped, its letters made small. Arabic hamza forms, alef
//! maqsura and ta marbuta become their plain letters, Arabic digits European ones, and the article, alone or after و ب ك ف ل, is
//! dropped where three letters are left, or four after such a letter. A word is a run of letters and digits; an apostrophe with its s
//! ends one and is dropped.
//!
//! Commas, colons, slashes, brackets and dashes between blanks part a title: no phrase goes over them unless it has such a sign there
//! itself. A hyphen, or a full stop between letters, joins two words: a phrase never begins or ends in the middle of what is joined.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters.
    pub(super) text: String,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
    /// Whether a sign that parts stands before it.
    pub(super) parted: bool,
    /// Whether a hyphen joins it to the word before.
    pub(super) joined: bool,
}

/// The words of a title.
pub(super) fn of_title(text: &str) -> Vec<Word> {
    let letters: Vec<char> = text.nfkd().collect();
    let mut words = Vec::new();
    let (mut word, mut depth, mut parted, mut joined) = (String::new(), 0_u32, false, false);
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        if letter.is_alphanumeric() || is_combining_mark(letter) || is_silent(letter) {
            word.push(letter);
            continue;
        }
        if is_apostrophe(letter) && !word.is_empty() {
            word.push('\'');
            continue;
        }
        if push(&mut words, &mut word, depth > 0, parted, joined) {
            (parted, joined) = (false, false);
        }
        let between = at > 0 && letters[at - 1].is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match letter {
            '-' | '‐' | '‑' | '.' if between => joined = true,
            '&' | '+' | '%' | '_' | '#' | '@' | '"' | '*' => {}
            _ if letter.is_whitespace() => {}
            _ => parted = true,
        }
    }
    push(&mut words, &mut word, depth > 0, parted, joined);
    words
}

/// The words of a column's name: parted also where small letters meet capitals, and letters digits.
pub(super) fn of_name(name: &str) -> Vec<Word> {
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len() + 8);
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let next = letters.get(at + 1);
        let begins = before.is_some_and(|before| {
            let capital = letter.is_uppercase()
                && (before.is_lowercase()
                    || before.is_uppercase() && next.is_some_and(|next| next.is_lowercase()));
            capital || before.is_numeric() != letter.is_numeric()
        });
        if begins {
            text.push(' ');
        }
        text.push(if letter.is_alphanumeric() || is_combining_mark(letter) { letter } else { ' ' });
    }
    of_title(&text)
}

/// Ends a word, if one was begun.
fn push(words: &mut Vec<Word>, letters: &mut String, bracketed: bool, parted: bool, joined: bool) -> bool {
    let text = spelt(letters);
    letters.clear();
    let is_word = !text.is_empty();
    if is_word {
        words.push(Word { text, bracketed, parted, joined });
    }
    is_word
}

/// A word in the one spelling.
fn spelt(word: &str) -> String {
    let small = word.trim_end_matches('\'').to_lowercase();
    let small = small.strip_suffix("'s").unwrap_or(&small);
    let mut spelt = String::with_capacity(small.len());
    for letter in small.chars().filter(|&letter| !is_combining_mark(letter) && !is_silent(letter)) {
        match letter {
            '\'' => {}
            'ى' => spelt.push('ي'),
            'ة' => spelt.push('ه'),
            'ٱ' => spelt.push('ا'),
            'ß' => spelt.push_str("ss"),
            'æ' => spelt.push_str("ae"),
            'œ' => spelt.push_str("oe"),
            'ø' => spelt.push('o'),
            'ł' => spelt.push('l'),
            'đ' => spelt.push('d'),
            'ı' => spelt.push('i'),
            _ => match digit(letter) {
                Some(digit) => spelt.push(digit),
                None => spelt.push(letter),
            },
        }
    }
    without_article(&spelt).to_owned()
}

/// The European digit for an Arabic or Persian one.
fn digit(letter: char) -> Option<char> {
    let zero = match letter {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(letter) - u32::from(zero), 10)
}

/// An Arabic word without its article.
fn without_article(word: &str) -> &str {
    let bare =
        |prefix: &str, least: usize| word.strip_prefix(prefix).filter(|rest| rest.chars().count() >= least);
    ["وال", "بال", "كال", "فال", "لل"]
        .into_iter()
        .find_map(|prefix| bare(prefix, 4))
        .or_else(|| bare("ال", 3))
        .unwrap_or(word)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Letters that do not show: tatweel, and marks that join or turn text.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{0640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn one_spelling_for_accents_dashes_cases_and_apostrophes() {
        assert_eq!(texts(&of_title("Jehovah’s  Witnesses")), ["jehovah", "witnesses"]);
        assert_eq!(texts(&of_title("HINDOEÏSME – Māori")), ["hindoeisme", "maori"]);
        assert_eq!(texts(&of_title("ﬁlm homo's")), ["film", "homo"]);
    }

    #[test]
    fn one_spelling_for_arabic() {
        assert_eq!(of_title("الإسلام"), of_title("إســـلام"));
        assert_eq!(texts(&of_title("الحياةُ والأُسرة ١٨")), ["حياه", "اسره", "18"]);
        // The mother is not the article with a religion, and God keeps his name.
        assert_eq!(texts(&of_title("الله والدين")), ["الله", "والدين"]);
    }

    #[test]
    fn tells_what_is_joined_parted_and_in_brackets() {
        let words = of_title("left-handed, Buffalo (city)");
        let of = |of: fn(&Word) -> bool| words.iter().map(of).collect::<Vec<_>>();
        assert_eq!(texts(&words), ["left", "handed", "buffalo", "city"]);
        assert_eq!(of(|word| word.joined), [false, true, false, false]);
        assert_eq!(of(|word| word.parted), [false, false, true, true]);
        assert_eq!(of(|word| word.bracketed), [false, false, false, true]);
    }

    #[test]
    fn parts_names_of_columns() {
        assert_eq!(
            texts(&of_name("EthnicGroups_EthnicGroup1Desc")),
            ["ethnic", "groups", "ethnic", "group", "1", "desc"]
        );
        assert_eq!(texts(&of_name("vb.tsmart_partisan_score")), ["vb", "tsmart", "partisan", "score"]);
        assert_eq!(texts(&of_name("FECDonors")), ["fec", "donors"]);
    }

    proptest! {
        #[test]
        fn takes_any_text_and_gives_the_same_words_for_its_own_spelling(text in "\\PC{0,40}") {
            let words = of_title(&text);
            let again = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            // An Arabic word may look as if it had a second article; the others stay as they are.
            prop_assert!(words.iter().all(|word| !word.text.is_empty()));
            prop_assert!(text.contains("ل") || texts(&of_title(&again)).len() == words.len());
            let _ = of_name(&text);
        }
    }
}
