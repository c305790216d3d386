//! Sentences of a paragraph.
//!
//! # Definition
//! A sentence ends after `.`, `…`, `!`, `?`, `؟` or `۔`, and closing quotes and brackets, where a blank or the end of the paragraph
//! follows. After a full stop it does not end where the next letter is a small one, or a comma, semicolon, colon or dash comes next
//! (`e.g. this`, `art. 9 of`): that is how Unicode (UAX 29) has it. The end of a paragraph, heading or item of a list ends a sentence too.
//! What has no letter is none, such as the number before a heading. An abbreviation before a capital letter (`Mr. Smith`) is taken for an end.

const CLOSING: &str = ")]}»”’\"'";

/// How many sentences stand in a paragraph.
pub(super) fn count(paragraph: &str) -> u64 {
    let letters: Vec<char> = paragraph.chars().collect();
    let (mut sentences, mut has_letter, mut at) = (0, false, 0);
    while at < letters.len() {
        has_letter |= letters[at].is_alphabetic();
        let stop = at;
        at += 1;
        if !is_terminal(letters[stop]) {
            continue;
        }
        while at < letters.len() && is_terminal(letters[at]) {
            at += 1;
        }
        let only_stops = letters[stop..at].iter().all(|&letter| is_stop(letter));
        while at < letters.len() && CLOSING.contains(letters[at]) {
            at += 1;
        }
        let ends = letters.get(at).is_none_or(|letter| letter.is_whitespace());
        if has_letter && ends && !(only_stops && goes_on(&letters[at..])) {
            (sentences, has_letter) = (sentences + 1, false);
        }
    }
    sentences + u64::from(has_letter)
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '…')
}

fn is_terminal(letter: char) -> bool {
    is_stop(letter) || matches!(letter, '!' | '?' | '؟' | '۔')
}

/// Whether what follows a full stop goes on with the sentence. At most so many letters are looked at as stand between two words.
fn goes_on(rest: &[char]) -> bool {
    const LOOKED_AT: usize = 40;
    let mut seen = rest.iter().take(LOOKED_AT).skip_while(|letter| letter.is_whitespace()).peekable();
    if seen.peek().is_some_and(|letter| ",;:-–—".contains(**letter)) {
        return true;
    }
    let next = seen.find(|letter| letter.is_alphabetic() || is_terminal(**letter));
    next.is_some_and(|letter| letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn ends_sentences_where_unicode_does() {
        assert_eq!(count("We share data. You agree! Do you? Yes"), 4);
        assert_eq!(count("See art. 9 of the act, e.g. this. (It is long.) End."), 3);
        assert_eq!(count("It costs 3.50 at example.com now..."), 1);
        assert_eq!(count("Wait... what?! \"No.\" He left."), 3);
        assert_eq!(count(" ... !"), 0);
        assert_eq!((count("1. What it does"), count("12.")), (1, 0));
    }

    #[test]
    fn knows_the_arabic_question_mark_and_that_its_letters_have_no_capitals() {
        assert_eq!(count("هل توافق؟ نعم. نشارك بياناتك."), 3);
    }
}
