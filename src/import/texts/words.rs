//! Words: what counts as one, and how two are held to be the same.
//!
//! # Definition
//! A word is a run of letters, digits and the marks on them. An apostrophe, a middle dot or a full stop between two letters joins them
//! (`don't`, `example.com`), and so does a full stop, a comma or an apostrophe between two digits (`1,000`). Everything else parts words:
//! `opt-out` is two. Marks of direction, soft hyphens and joiners are passed over. That is the rule of Unicode (UAX 29) but for the
//! underscore and the colon, which part words here. Languages written without blanks are not counted rightly.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The words of `text`, in order.
pub(super) fn words(text: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> =
        text.char_indices().filter(|&(_, letter)| !is_passed_over(letter)).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        if !letters[at].1.is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < letters.len() && (is_part(letters[at].1) || joins(&letters, at)) {
            at += 1;
        }
        let end = letters[at - 1].0 + letters[at - 1].1.len_utf8();
        found.push(&text[letters[start].0..end]);
    }
    found
}

/// A word as it is compared: without what does not show, with one kind of apostrophe; capital letters count.
pub(super) fn spelling(word: &str) -> String {
    let shown = word.chars().filter(|&letter| !is_passed_over(letter));
    shown.map(|letter| if matches!(letter, '’' | '‘') { '\'' } else { letter }).nfc().collect()
}

/// A text as it may be repeated: without the letters that steer what is shown, which could turn what stands beside it around.
pub(super) fn without_marks(text: &str) -> String {
    text.chars().filter(|&letter| !is_passed_over(letter)).collect()
}

/// A word as it is looked up: in small letters, and without Arabic signs of vowels and stretching.
pub(super) fn folded(word: &str) -> String {
    let plain = spelling(word).to_lowercase();
    plain.chars().filter(|&letter| !is_combining_mark(letter) && letter != 'ـ').collect()
}

/// Letters that steer what is shown and are not shown themselves.
fn is_passed_over(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Whether the letter at that place joins those at its sides to one word.
fn joins(letters: &[(usize, char)], at: usize) -> bool {
    let sides = at.checked_sub(1).and_then(|before| letters.get(before)).zip(letters.get(at + 1));
    let Some((&(_, before), &(_, after))) = sides else { return false };
    let between_letters = !before.is_numeric() && after.is_alphabetic();
    let between_digits = before.is_numeric() && after.is_numeric();
    match letters[at].1 {
        '\'' | '’' | '‘' | '.' => between_letters || between_digits,
        '·' => between_letters,
        ',' | '٫' | '٬' => between_digits,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_words_as_unicode_does() {
        assert_eq!(words("We don’t sell 1,000 e-mails."), ["We", "don’t", "sell", "1,000", "e", "mails"]);
        assert_eq!(words("art. 6(1)(a), example.com; 3.5 %"), ["art", "6", "1", "a", "example.com", "3.5"]);
        assert_eq!(words("'quoted' foto's — zo'n"), ["quoted", "foto's", "zo'n"]);
        assert_eq!(words(" \t—…!?"), Vec::<&str>::new());
    }

    #[test]
    fn counts_arabic_words_with_their_signs_and_passes_marks_of_direction_over() {
        assert_eq!(words("نَحْنُ نشارك بياناتك، مع ٣ شركاء.").len(), 6);
        let marked = "\u{202b}we\u{200f} sha\u{ad}re\u{202c}";
        assert_eq!(words(marked).into_iter().map(spelling).collect::<Vec<_>>(), ["we", "share"]);
        assert_eq!(folded("المـيكروفونُ"), "الميكروفون");
        assert_eq!(spelling("cafe\u{301}"), "café");
    }

    #[test]
    fn a_joiner_at_an_end_joins_nothing() {
        assert_eq!(words("users' data. End"), ["users", "data", "End"]);
        assert_eq!(words("a..b"), ["a", "b"]);
    }
}
