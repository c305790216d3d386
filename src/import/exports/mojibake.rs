//! Texts whose UTF-8 bytes were written as if each were a letter, as Facebook and Instagram do in JSON.

/// The text that was meant, where `text` is such a text; none where it is as it should be.
///
/// Every letter must be below U+0100, one at least above U+007F, and the letters taken as bytes must be UTF-8. A genuine `Ãlvaro`
/// and a text that was repaired before are neither.
pub(super) fn repaired(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect::<Option<Vec<u8>>>()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::repaired;

    fn broken(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn gives_back_what_was_meant() {
        for text in ["Radosław", "نور", "Daniël", "🦊 fox", "e\u{301}"] {
            assert_eq!(repaired(&broken(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn leaves_alone_what_is_as_it_should_be() {
        assert_eq!(["Ada", "Ãlvaro", "نور", "Daniël", "Radosław", ""].map(repaired), [const { None }; 6]);
    }
}
