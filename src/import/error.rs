//! `ImportError`: what we were reading and where, what is wrong with it, and the way out. Never what a record says.

use std::{io, path::PathBuf};

/// Why an import stopped. A record that cannot be read is a [`Gap`](crate::model::gap::Gaps); this is for what
/// makes the whole reading untrue.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file or folder cannot be opened or read.
    #[error("cannot read {}: {}; check the path and its permissions", shown_path(path), io_text(cause))]
    Read {
        /// The file, as it was given.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A path leads to something that is not known here.
    #[error("{} is no case known here; known are {known}", shown_path(path))]
    UnknownCase {
        /// The path, as it was given.
        path: PathBuf,
        /// What is known.
        known: String,
    },
    /// A table that an audit needs is not named anywhere.
    #[error("no {table} are given; name them in case.toml under [tables], or with --{table}")]
    NoTable {
        /// The table.
        table: &'static str,
    },
    /// A file as a whole is not what it should be.
    #[error("reading {file}: {what}; {way_out}")]
    File {
        /// The file's own name.
        file: String,
        /// What is wrong.
        what: String,
        /// What to do.
        way_out: String,
    },
    /// One place in a file makes the rest of it, or the whole audit, untrue.
    #[error("reading {file}, line {line}: {what}; {way_out}")]
    Line {
        /// The file's own name.
        file: String,
        /// The line, from 1; in Parquet the record, from 1.
        line: u64,
        /// What is wrong there.
        what: String,
        /// What to do.
        way_out: String,
    },
    /// What was asked for does not go together.
    #[error("{what}; {way_out}")]
    Request {
        /// What is wrong.
        what: String,
        /// What to do.
        way_out: String,
    },
}

impl ImportError {
    pub(super) fn file(file: &str, what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::File { file: file.to_owned(), what: what.into(), way_out: way_out.into() }
    }

    pub(super) fn line(file: &str, line: u64, what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::Line { file: file.to_owned(), line, what: what.into(), way_out: way_out.into() }
    }

    pub(super) fn request(what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self::Request { what: what.into(), way_out: way_out.into() }
    }
}

/// The longest id, label or value, in bytes. A longer one is no such thing, and would be repeated in the report.
pub(super) const LONGEST: usize = 1_000;

/// An error where one of `texts` is longer than [`LONGEST`].
pub(super) fn refuse_long<'a>(
    file: &str,
    line: u64,
    texts: impl IntoIterator<Item = &'a [u8]>,
) -> Result<(), ImportError> {
    if texts.into_iter().all(|text| text.len() <= LONGEST) {
        return Ok(());
    }
    let way_out = "shorten it, or take its column out if it is neither an id nor a label";
    Err(ImportError::line(
        file,
        line,
        format!("an id, a label or a value has more than {LONGEST} bytes"),
        way_out,
    ))
}

/// `text` fit for one line of a terminal: control characters spelt out, and cut after 60 characters.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(spelt_out).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// `name` with control characters spelt out, whole: names of files have a longest length, and their end tells what they are.
pub(super) fn shown_whole(name: &str) -> String {
    name.chars().flat_map(spelt_out).collect()
}

fn spelt_out(letter: char) -> Vec<char> {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if letter.is_control() || turns { letter.escape_unicode().collect() } else { vec![letter] }
}

fn shown_path(path: &std::path::Path) -> String {
    path.to_string_lossy().chars().flat_map(spelt_out).collect()
}

fn io_text(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => cause.to_string(),
    }
}

/// A list of names for an error: in backticks, at most twenty of them.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let mut text: Vec<String> = names.iter().take(20).map(|name| format!("`{}`", shown(name))).collect();
    if names.len() > 20 {
        text.push(format!("and {} more", names.len() - 20));
    }
    text.join(", ")
}

/// The name among `known` that is nearest to `name`, if one is near.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |other: &str| edits(&name.to_ascii_lowercase(), &other.to_ascii_lowercase());
    let best = known.into_iter().map(|other| (distance(other), other)).min()?;
    (best.0 <= 1 + name.chars().count() / 3).then_some(best.1)
}

/// How many letters must be put in, taken out or changed to make one word the other.
pub(super) fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], above + 1);
        for (at, &second) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != second);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_out_what_would_steer_a_terminal() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}"), "a\\u{1b}[2Jb\\u{202e}");
        assert_eq!(shown(&"x".repeat(70)).chars().count(), 61);
    }

    #[test]
    fn finds_the_nearest_name() {
        assert_eq!(nearest("drawz", ["hops", "draws"]), Some("draws"));
        assert_eq!(nearest("colour", ["hops", "draws"]), None);
        assert_eq!((edits("kitten", "sitting"), edits("", "ab")), (3, 2));
    }
}
