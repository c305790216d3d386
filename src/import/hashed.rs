//! Hashed lists: entries that are the SHA-256 of an id or of an e-mail address, matched here, at the door, without being turned back.
//!
//! Every id of the roster is hashed in the way that the case states and held against the list. Nobody can be read out of an entry that
//! matches nobody, and such entries are counted alone. A hash of an id or of an address is no secret: whoever guesses the text can check it.

use super::{
    error::{ImportError, shown},
    roster::Roster,
    sheet::{Record, Sheet},
};
use crate::model::id::PersonId;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// A hash.
pub(super) type Hash = [u8; 32];

/// How the texts of a hashed list were written before they were hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Hashing {
    /// What stands before each text.
    salt: String,
    /// How a text was written; else ids are exact, and e-mail addresses trimmed and in lower case.
    normalisation: Option<Normalisation>,
}

/// How a text was written before it was hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Normalisation {
    /// As it stands.
    Exact,
    /// Without blanks at either end.
    Trimmed,
    /// Without blanks at either end, in lower case.
    LowerCase,
}

impl Hashing {
    /// The hash of `text`, which is an e-mail address or an id.
    fn of(&self, text: &str, is_email: bool) -> Hash {
        let usual = if is_email { Normalisation::LowerCase } else { Normalisation::Exact };
        let written = match self.normalisation.unwrap_or(usual) {
            Normalisation::Exact => text.to_owned(),
            Normalisation::Trimmed => text.trim().to_owned(),
            Normalisation::LowerCase => text.trim().to_lowercase(),
        };
        Sha256::new_with_prefix(&self.salt).chain_update(written).finalize().into()
    }
}

/// A column of hashes, and whom each of them is of.
pub(super) struct HashedColumn {
    column: usize,
    people: FxHashMap<Hash, Vec<PersonId>>,
}

impl HashedColumn {
    /// The column `name` of `sheet`, if it has one, matched against the roster; `is_email` says what was hashed.
    pub(super) fn of(
        sheet: &Sheet,
        name: &str,
        is_email: bool,
        hashing: &Hashing,
        roster: &Roster,
    ) -> Result<Option<Self>, ImportError> {
        let Some(column) = sheet.spelt(name)? else { return Ok(None) };
        let mut wanted: FxHashSet<Hash> = FxHashSet::default();
        sheet.walk(&[column], |_, record| {
            if let Ok(record) = record {
                wanted.extend(hash(sheet, &record, column)?);
            }
            Ok(())
        })?;
        let mut people: FxHashMap<Hash, Vec<PersonId>> = FxHashMap::default();
        roster.each_text(is_email, |person, text| {
            let hash = hashing.of(text, is_email);
            if wanted.contains(&hash) {
                people.entry(hash).or_default().push(person);
            }
        });
        Ok(Some(Self { column, people }))
    }

    /// Whether `record` has an entry here, and whom it is of: several where their ids are written alike.
    pub(super) fn people(&self, sheet: &Sheet, record: &Record) -> Result<Option<&[PersonId]>, ImportError> {
        let hash = hash(sheet, record, self.column)?;
        Ok(hash.map(|hash| self.people.get(&hash).map_or(&[][..], Vec::as_slice)))
    }
}

/// The hash in `column`, where `record` fills it.
fn hash(sheet: &Sheet, record: &Record, column: usize) -> Result<Option<Hash>, ImportError> {
    let Some(text) = record.known(Some(column)) else { return Ok(None) };
    parsed(text).map(Some).ok_or_else(|| {
        let what = format!("the cell in column `{}` is no SHA-256", shown(&sheet.header()[column]));
        sheet.error(record.line, what, "write 64 hexadecimal digits, or leave it empty")
    })
}

fn parsed(text: &str) -> Option<Hash> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(hash: Hash) -> String {
        hash.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    #[test]
    fn hashes_as_published_examples_do() {
        // FIPS 180-2, "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let plain = Hashing::default();
        assert_eq!(hex(plain.of("abc", false)), abc);
        assert_eq!(hex(plain.of(" ABC ", true)), abc, "addresses are trimmed and in lower case");
        assert_ne!(hex(plain.of("ABC", false)), abc, "ids are exact");
        let salted = Hashing { salt: "a".to_owned(), normalisation: Some(Normalisation::Trimmed) };
        assert_eq!(hex(salted.of(" bc", false)), abc, "the salt stands before");
        assert_eq!(parsed(&abc.to_uppercase()), parsed(abc));
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        assert!(
            ["", "ba78", "Ada", &"g".repeat(64), &"é".repeat(32)]
                .into_iter()
                .all(|text| parsed(text).is_none())
        );
    }
}
