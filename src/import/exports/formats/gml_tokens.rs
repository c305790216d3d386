//! The words of GML: keys, values and lists, each with its line.

use std::borrow::Cow;

/// The line on which GML ends to be GML, and why.
pub(super) type Broken = (u64, &'static str);

pub(super) enum Token<'a> {
    Open,
    Close,
    /// A word or a number.
    Plain(&'a str),
    /// What stands between quotes.
    Quoted(&'a str),
}

pub(super) struct Tokens<'a> {
    rest: &'a str,
    line: u64,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text, line: 1 }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.bytes().filter(|&byte| byte == b'\n').count() as u64;
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        loop {
            let blank = |letter: char| letter.is_whitespace();
            self.take(self.rest.len() - self.rest.trim_start_matches(blank).len());
            if !self.rest.starts_with('#') {
                return;
            }
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn next(&mut self) -> Result<Option<(u64, Token<'a>)>, Broken> {
        self.skip_blanks();
        let line = self.line;
        let token = match self.rest.bytes().next() {
            None => return Ok(None),
            Some(b'[') => {
                self.take(1);
                Token::Open
            }
            Some(b']') => {
                self.take(1);
                Token::Close
            }
            Some(b'"') => {
                let end = self.rest[1..].find('"').ok_or((line, "a quote opens here and is not closed"))?;
                Token::Quoted(&self.take(end + 2)[1..=end])
            }
            Some(_) => {
                let ends = |letter: char| letter.is_whitespace() || matches!(letter, '[' | ']' | '"');
                Token::Plain(self.take(self.rest.find(ends).unwrap_or(self.rest.len())))
            }
        };
        Ok(Some((line, token)))
    }

    /// The next key, or the end of the text.
    pub(super) fn key(&mut self) -> Result<Option<(u64, &'a str)>, Broken> {
        match self.next()? {
            None => Ok(None),
            Some((line, Token::Plain(key))) => Ok(Some((line, key))),
            Some((line, _)) => Err((line, "a key should stand here")),
        }
    }

    /// The next key of a list, or the end of the list.
    pub(super) fn key_in_list(&mut self) -> Result<Option<(u64, &'a str)>, Broken> {
        match self.next()? {
            Some((_, Token::Close)) => Ok(None),
            Some((line, Token::Plain(key))) => Ok(Some((line, key))),
            Some((line, _)) => Err((line, "a key should stand here")),
            None => Err((self.line, "the file ends inside a list: a ] is missing")),
        }
    }

    pub(super) fn value(&mut self) -> Result<Token<'a>, Broken> {
        match self.next()? {
            Some((line, Token::Close)) => Err((line, "a value should stand here")),
            Some((_, token)) => Ok(token),
            None => Err((self.line, "the file ends where a value should stand")),
        }
    }

    /// The plain values of a list that has been opened, and its end.
    pub(super) fn pairs(&mut self) -> Result<Vec<(&'a str, Cow<'a, str>)>, Broken> {
        let mut pairs: Vec<(&str, Cow<str>)> = Vec::new();
        while let Some((_, key)) = self.key_in_list()? {
            let value = match self.value()? {
                Token::Plain(value) => Cow::Borrowed(value),
                Token::Quoted(value) => unescaped(value),
                Token::Open | Token::Close => {
                    self.skip_list()?;
                    continue;
                }
            };
            if pairs.iter().all(|(known, _)| *known != key) {
                pairs.push((key, value));
            }
        }
        Ok(pairs)
    }

    /// Passes over a list that has been opened, with all lists in it.
    pub(super) fn skip_list(&mut self) -> Result<(), Broken> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some((_, Token::Open)) => depth += 1,
                Some((_, Token::Close)) => depth -= 1,
                Some(_) => {}
                None => return Err((self.line, "the file ends inside a list: a ] is missing")),
            }
        }
        Ok(())
    }
}

/// A text with its entities (`&quot;`, `&#233;`) turned into the letters they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    if plain.len() == text.len() {
        return Cow::Borrowed(text);
    }
    for part in parts {
        if let Some((letter, rest)) =
            part.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest)))
        {
            plain.push(letter);
            plain.push_str(rest);
        } else {
            plain.push('&');
            plain.push_str(part);
        }
    }
    Cow::Owned(plain)
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_entities_into_letters_and_leaves_other_ampersands() {
        let pairs = ["caf&#233;", "a &amp; b", "&#x41;&quot;", "R&D; x & y", "plain"];
        assert_eq!(
            pairs.map(unescaped).map(Cow::into_owned),
            ["café", "a & b", "A\"", "R&D; x & y", "plain"]
        );
    }
}
