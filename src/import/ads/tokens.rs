//! Texts without the tokens of whoever asked a library: a token lets its finder ask in their name.

use std::borrow::Cow;

/// What a token follows.
const KEYS: [&str; 3] = ["access_token", "accesstoken", "access%5ftoken"];

/// The text without the value of every `access_token=`; what stands before and after it stays.
pub(in crate::import) fn without_tokens(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    let next = |from: usize| {
        let found = KEYS.iter().filter_map(|key| Some((from + lower[from..].find(key)?, key.len())));
        found.min().map(|(start, length)| start + length)
    };
    if next(0).is_none() {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut at) = (String::new(), 0);
    while let Some(end) = next(at) {
        kept.push_str(&text[at..end]);
        // Whatever parts a key from its value, blanks and quotes too, goes with the value.
        let rest =
            text[end..].trim_start_matches(|letter: char| letter.is_whitespace() || "=:\"'".contains(letter));
        let end = text.len() - rest.len();
        let ends = |letter: char| letter.is_whitespace() || "&\"'<>,;)".contains(letter);
        at = end + rest.find(ends).unwrap_or(rest.len());
    }
    kept.push_str(&text[at..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::without_tokens;

    #[test]
    fn takes_the_value_of_every_token_and_nothing_else() {
        assert_eq!(without_tokens("For a better harbour"), "For a better harbour");
        let text = "see https://x.example/?id=1&access_token=EAAB12&a=2 and ACCESS_TOKEN%3DEAAC";
        assert_eq!(without_tokens(text), "see https://x.example/?id=1&access_token&a=2 and ACCESS_TOKEN");
        for spelt in [
            "access_token =EAAa7",
            "access_token: EAAa9",
            "'access_token':'EAAb1'",
            "\"access_token\": \"EAAs4\"",
            "access_token=\"EAAb4",
            "access%5Ftoken=EAAa8",
            "accessToken=EAAb2",
        ] {
            assert!(!without_tokens(spelt).contains("EAA"), "{spelt}");
        }
    }
}
