//! Texts without the tokens of whoever asked a library: a token lets its finder ask in their name.

use std::borrow::Cow;

/// What a token follows.
const KEY: &str = "access_token";

/// The text without the value of every `access_token=`; what stands before and after it stays.
pub(super) fn without_tokens(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    if !lower.contains(KEY) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut at) = (String::new(), 0);
    while let Some(found) = lower[at..].find(KEY) {
        let end = at + found + KEY.len();
        kept.push_str(&text[at..end]);
        let rest = &text[end..];
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
    }
}
