//! Text that a drawing or a page can show.

/// The text with U+FFFD in place of what a reader would not see as written: control characters, and marks that turn
/// the direction of writing.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if is_unseen(letter) { '\u{FFFD}' } else { letter }).collect()
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, '\u{061C}' | '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_turns_the_direction_of_writing() {
        assert_eq!(plain("a\u{202E}b\u{0007}c\u{0085}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
    }

    #[test]
    fn letters_of_every_script_stay() {
        assert_eq!(plain("Zoë, العربية, 東京, 🦔"), "Zoë, العربية, 東京, 🦔");
    }
}
