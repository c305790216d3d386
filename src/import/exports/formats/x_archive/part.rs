//! One part of an X archive: a script that gives a list a name, `window.YTD.follower.part0 = [ … ]`.

use super::super::json_file::JsonFile;
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        json::Reading,
        rows::Rows,
    },
};

/// What a script says it holds: `follower` and 0 of `window.YTD.follower.part0`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Head {
    pub(super) kind: String,
    pub(super) part: u32,
}

impl Head {
    /// The head in a name such as `window.YTD.follower.part0` or `YTD.follower.part0`.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (_, rest) = name.split_once("YTD.")?;
        let (kind, part) = rest.split_once(".part")?;
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        Some(Self { kind: kind.to_lowercase(), part: digits.parse().ok()? })
    }

    /// The head that a file of that name has, `follower-part1.js`.
    pub(super) fn of_file(name: &str) -> Option<Self> {
        let name = name.rsplit('/').next()?.to_lowercase();
        let stem = name.strip_suffix(".js")?.replace('-', "_");
        match stem.rsplit_once("_part") {
            Some((kind, part)) => Some(Self { kind: kind.to_owned(), part: part.parse().ok()? }),
            None => Some(Self { kind: stem, part: 0 }),
        }
    }
}

/// The name that a script gives to what it holds: what stands before its first `=`; none where it is no such script.
pub(super) fn global(bundle: &Bundle, entry: &Entry) -> Option<String> {
    let start = bundle.peek(entry, 200);
    let text = String::from_utf8_lossy(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start)).into_owned();
    let (name, _) = text.trim_start().split_once('=')?;
    name.starts_with("window.").then(|| name.trim().to_owned())
}

/// Reads what stands behind the first `=` of a script as JSON.
pub(super) fn open(bundle: &Bundle, entry: &Entry, rows: &mut Rows) -> Result<JsonFile, ImportError> {
    JsonFile::open_with(bundle, entry, rows, Reading::default(), |file, text| {
        bare(text).ok_or_else(|| {
            let what = "it does not begin as a file of an X archive does, with window.YTD. and a name";
            ImportError::file(file, what, "take the file from the archive again; nothing was read")
        })
    })
}

/// The script without its name and its last `;`, blanks in their place so that lines stay what they are.
fn bare(mut text: Vec<u8>) -> Option<Vec<u8>> {
    let equals = text.iter().position(|&byte| byte == b'=')?;
    text[..=equals].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    let end = text.trim_ascii_end().len();
    if text[..end].ends_with(b";") {
        text[end - 1] = b' ';
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_a_part_is_by_its_name_and_by_its_file() {
        let head = |kind: &str, part| Some(Head { kind: kind.to_owned(), part });
        assert_eq!(Head::of("window.YTD.follower.part12 "), head("follower", 12));
        assert_eq!(Head::of("window.__THAR_CONFIG"), None);
        assert_eq!(Head::of_file("data/ad-impressions.js"), head("ad_impressions", 0));
        assert_eq!(Head::of_file("data/follower-part1.js"), head("follower", 1));
    }

    #[test]
    fn takes_the_name_and_the_semicolon_away_and_keeps_the_lines() {
        let bare =
            |text: &str| bare(text.as_bytes().to_vec()).map(|text| String::from_utf8(text).expect("text"));
        assert_eq!(bare("a\n= [1];\r\n").as_deref(), Some(" \n  [1] \r\n"));
        assert_eq!(bare("[]"), None);
    }
}
