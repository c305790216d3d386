//! `Words`: a TOML file with its text, for errors that name the line, the key and the way out, and no value.

use super::{
    error::{ImportError, LONGEST, listed, nearest, shown},
    input::Input,
};
use crate::model::{
    date::{Day, is_date},
    span::Span,
};
use serde::de::DeserializeOwned;
use std::{fmt::Display, ops::RangeInclusive};
use toml::Spanned;

/// The text of a TOML file, for errors that name a line.
pub(super) struct Words<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
}

impl<'a> Words<'a> {
    pub(super) fn of(input: &'a Input) -> Result<Self, ImportError> {
        let text = std::str::from_utf8(input.text()?)
            .map_err(|_| ImportError::file(&input.name, "it is not valid UTF-8 text", "save it in UTF-8"))?;
        Ok(Self { file: &input.name, text })
    }

    /// What the file says, in the shape of `T`.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, ImportError> {
        toml::from_str(self.text).map_err(|cause| self.explain(&cause))
    }

    pub(super) fn line(&self, at: usize) -> u64 {
        let before = self.text.get(..at).unwrap_or_default();
        before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1
    }

    pub(super) fn error(
        &self,
        at: usize,
        what: impl Into<String>,
        way_out: impl Into<String>,
    ) -> ImportError {
        ImportError::line(self.file, self.line(at), what, way_out)
    }

    pub(super) fn number<T: TryFrom<i64> + PartialOrd + Display>(
        &self,
        key: &str,
        value: Option<&Spanned<i64>>,
        range: &RangeInclusive<T>,
    ) -> Result<Option<T>, ImportError> {
        let Some(value) = value else { return Ok(None) };
        let number = T::try_from(*value.get_ref()).ok().filter(|number| range.contains(number));
        let number = number.ok_or_else(|| {
            let way_out = format!("it goes from {} to {}", range.start(), range.end());
            self.error(value.span().start, format!("`{key}` is out of range"), way_out)
        })?;
        Ok(Some(number))
    }

    pub(super) fn date(
        &self,
        key: &str,
        value: Option<&Spanned<String>>,
    ) -> Result<Option<String>, ImportError> {
        match value {
            Some(value) if !is_date(value.get_ref()) => Err(self.error(
                value.span().start,
                format!("`{key}` is no date"),
                "write a day of the calendar as YYYY-MM-DD",
            )),
            value => Ok(value.map(|value| value.get_ref().clone())),
        }
    }

    /// The days from `from` on and before `until`, every day where neither is said; never none.
    pub(super) fn span(
        &self,
        from: Option<&Spanned<String>>,
        until: Option<&Spanned<String>>,
    ) -> Result<Span, ImportError> {
        let day = |key, value| Ok(self.date(key, value)?.as_deref().and_then(Day::parse));
        let during = Span {
            from: day("from", from)?.unwrap_or(Day::FIRST),
            until: day("until", until)?.unwrap_or(Day::LAST),
        };
        match until.filter(|_| during.is_empty()) {
            Some(until) => Err(self.error(
                until.span().start,
                "`until` is not after `from`",
                "write the first day that no longer belongs to it",
            )),
            None => Ok(during),
        }
    }

    /// A text of one line that says something.
    pub(super) fn text(&self, key: &str, value: &Spanned<String>) -> Result<String, ImportError> {
        let text = value.get_ref().trim();
        let (what, way_out) = match text {
            "" => ("says nothing", "write what it is"),
            _ if text.len() > LONGEST => ("has more than 1000 bytes", "shorten it"),
            _ if text.contains(char::is_control) => (
                "has more than one line",
                "write it in one line; a backslash at the end of a line of a text in \"\"\" joins it with the next",
            ),
            _ => return Ok(text.to_owned()),
        };
        Err(self.error(value.span().start, format!("`{key}` {what}"), way_out))
    }

    /// A list of such texts.
    pub(super) fn texts(&self, key: &str, values: &[Spanned<String>]) -> Result<Vec<String>, ImportError> {
        values.iter().map(|value| self.text(key, value)).collect()
    }

    /// A short name: small letters, digits and hyphens.
    pub(super) fn id(&self, value: &Spanned<String>) -> Result<String, ImportError> {
        let id = self.text("id", value)?;
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if id.len() > 40 || !id.chars().all(plain) {
            let way_out = "use small letters, digits and hyphens, at most 40 of them";
            return Err(self.error(value.span().start, "`id` is no short name", way_out));
        }
        Ok(id)
    }

    pub(super) fn unknown_key(&self, at: usize, key: &str, known: &[&str]) -> ImportError {
        let way_out = match nearest(key, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here are {}", listed(known.iter().copied())),
        };
        self.error(at, format!("unknown key `{}`", shown(key)), way_out)
    }

    /// What the parser says, in our words and without the values.
    fn explain(&self, cause: &toml::de::Error) -> ImportError {
        let said: Vec<&str> = cause.message().lines().next().unwrap_or_default().split('`').collect();
        let quoted: Vec<&str> = said.iter().skip(1).step_by(2).copied().collect();
        let at = cause.span().map_or(0, |span| span.start);
        match (said[0].trim(), quoted.as_slice()) {
            ("unknown field", [key, known @ ..]) => self.unknown_key(at, key, known),
            ("unknown variant", [_, known @ ..]) => self.error(
                at,
                format!("`{}` has an unknown value", self.key(at)),
                format!("write {}", listed(known.iter().copied())),
            ),
            ("missing field", [key, ..]) => self.error(at, format!("there is no `{key}`"), "add it"),
            ("duplicate key", _) => self.error(at, "a key stands here twice", "leave one of them out"),
            (text, _) if text.starts_with("invalid type") || text.starts_with("expected a file's name") => {
                let expected =
                    cause.message().rsplit_once("expected ").map_or("another kind", |(_, kind)| kind);
                let expected = match expected {
                    "i64" => "a whole number",
                    "a boolean" => "true or false",
                    "a string" => "a text in quotes",
                    "a sequence" => "a list",
                    other => other,
                };
                let what = format!("`{}` has a value of the wrong kind", self.key(at));
                self.error(at, what, format!("it takes {}", shown(expected)))
            }
            _ => self.error(at, "this is not valid TOML", "see toml.io for how to write it"),
        }
    }

    /// The key on the line of `at`.
    fn key(&self, at: usize) -> String {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        shown(line.split('=').next().unwrap_or_default().trim())
    }
}
