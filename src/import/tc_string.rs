//! `TcString`: what a consent string of the IAB's Transparency and Consent Framework says, version 2.
//!
//! A TC string is what a site keeps on a device: which purposes and vendors somebody agreed to there, by number. It identifies a
//! device's choice and no person, so it is no table of ours; it shows whom a site claimed consent for. The bits are those of the
//! IAB Tech Lab's "Consent string and vendor list formats v2"; the names of the purposes and special features are those of the
//! IAB Europe Transparency and Consent Framework Policies, Appendix A, as of TCF 2.2.
//!
//! Every bit is read within bounds: a string that is cut off anywhere is an error and never a shorter list.

use super::{error::ImportError, input::Input};
use crate::model::date::Day;
use serde::Serialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The purposes by number, from 1, as the framework's policies call them since TCF 2.2.
pub const PURPOSES: [&str; 11] = [
    "Store and/or access information on a device",
    "Use limited data to select advertising",
    "Create profiles for personalised advertising",
    "Use profiles to select personalised advertising",
    "Create profiles to personalise content",
    "Use profiles to select personalised content",
    "Measure advertising performance",
    "Measure content performance",
    "Understand audiences through statistics or combinations of data from different sources",
    "Develop and improve services",
    "Use limited data to select content",
];

/// The special features by number, from 1, as the framework's policies call them.
pub const SPECIAL_FEATURES: [&str; 2] =
    ["Use precise geolocation data", "Actively scan device characteristics for identification"];

/// The longest TC string that is looked at, in letters.
const LONGEST: usize = 65_536;

/// Why a text is no TC string that can be read. None of them repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TcError {
    /// There is nothing.
    #[error("it is empty; give the text that begins with C")]
    Empty,
    /// It is longer than any string is.
    #[error(
        "it has more than 65,536 letters, which no TC string has; give the text that begins with C alone"
    )]
    TooLong,
    /// It is a string of version 1.
    #[error(
        "it is a consent string of version 1, which the framework has not recognised since 30 September 2020; \
         ask for the string of version 2"
    )]
    VersionOne,
    /// It begins with another version than 2.
    #[error(
        "it begins with version {0} and not with 2; check that it is a TC string and that its start is there"
    )]
    Version(u64),
    /// A letter of it does not belong to the alphabet.
    #[error(
        "letter {0} is none of those in which TC strings are written (A-Z, a-z, 0-9, - and _, with a dot between the parts); \
         copy it again"
    )]
    Alphabet(usize),
    /// It ends before all that it announces.
    #[error("part {0} ends before all that it announces: the string is cut off; copy all of it")]
    CutOff(usize),
    /// A list of vendors is none.
    #[error(
        "part {0} holds a range of vendors that ends before it begins, or starts at 0; no software writes that"
    )]
    Range(usize),
    /// A part is of a kind that the format has not, or of a kind that was there already.
    #[error("part {0} is of a kind that the format does not have, or has twice; check that it is one string")]
    Part(usize),
    /// A day is beyond the calendar, or a country or language is no two letters.
    #[error(
        "its first part says what cannot be, for instance a language that is no two letters; copy it again"
    )]
    Core,
}

/// What a TC string says. Lists of numbers ascend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TcString {
    /// The version of the format: 2.
    pub version: u64,
    /// The day on which it was first made, in UTC.
    pub created_on: Option<Day>,
    /// The day of its last change, in UTC.
    pub updated_on: Option<Day>,
    /// The number of the consent management platform.
    pub cmp: u64,
    /// Its version.
    pub cmp_version: u64,
    /// The screen on which consent was given.
    pub screen: u64,
    /// The language of that screen, two letters.
    pub language: String,
    /// The version of the vendor list that was used.
    pub vendor_list: u64,
    /// The version of the framework's policies.
    pub policy: u64,
    /// Whether it is for one service alone, and not for all sites.
    pub service_specific: bool,
    /// Whether the texts shown were other than the standard ones.
    pub own_texts: bool,
    /// Whether purpose 1 was not shown, as the publisher's country allows.
    pub purpose_one_not_shown: bool,
    /// The publisher's country, two letters.
    pub publisher_country: String,
    /// Special features that were opted into.
    pub special_features: Vec<u64>,
    /// Purposes consented to.
    pub purposes_consented: Vec<u64>,
    /// Purposes claimed as legitimate interests, not objected to.
    pub purposes_legitimate_interest: Vec<u64>,
    /// Vendors consented to.
    pub vendors_consented: Vec<u64>,
    /// Vendors that claim legitimate interests, not objected to.
    pub vendors_legitimate_interest: Vec<u64>,
    /// What the publisher restricts.
    pub restrictions: Vec<Restriction>,
    /// Vendors that were shown; none where the string does not say, as before TCF 2.3.
    pub vendors_disclosed: Option<Vec<u64>>,
    /// Vendors allowed outside the string's own bases; gone since policy 5.
    pub vendors_allowed: Option<Vec<u64>>,
    /// What the publisher itself asked, if the string says.
    pub publisher: Option<PublisherPurposes>,
}

/// What the publisher restricts for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restriction {
    /// The purpose's number.
    pub purpose: u64,
    /// What is restricted.
    pub kind: RestrictionKind,
    /// For which vendors.
    pub vendors: Vec<u64>,
}

/// What a restriction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// The purpose is not allowed at all.
    NotAllowed,
    /// It needs consent.
    RequiresConsent,
    /// It needs a legitimate interest.
    RequiresLegitimateInterest,
    /// The format gives this no meaning.
    Undefined,
}

impl RestrictionKind {
    /// The same in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::NotAllowed => "not allowed",
            Self::RequiresConsent => "consent required",
            Self::RequiresLegitimateInterest => "legitimate interest required",
            Self::Undefined => "of no defined kind",
        }
    }
}

/// What the publisher itself asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PublisherPurposes {
    /// Purposes consented to.
    pub consented: Vec<u64>,
    /// Purposes claimed as legitimate interests.
    pub legitimate_interest: Vec<u64>,
    /// Purposes of its own consented to.
    pub own_consented: Vec<u64>,
    /// Purposes of its own claimed as legitimate interests.
    pub own_legitimate_interest: Vec<u64>,
}

impl TcString {
    /// Reads a TC string; blanks around it do not count.
    ///
    /// # Errors
    /// Where it is of another version, cut off, or no TC string.
    ///
    /// ```
    /// use bystander::import::tc_string::TcString;
    /// let said = TcString::of("COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA").unwrap();
    /// assert_eq!((said.cmp, said.policy, said.vendors_consented), (27, 2, vec![2, 6, 8]));
    /// assert_eq!(said.created_on.unwrap().to_string(), "2020-02-20");
    /// ```
    pub fn of(text: &str) -> Result<Self, TcError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TcError::Empty);
        }
        if text.len() > LONGEST {
            return Err(TcError::TooLong);
        }
        let mut before = 0;
        let mut parts = Vec::new();
        for (at, part) in (1..).zip(text.split('.')) {
            parts.push(Bits::of(part, at, before)?);
            before += part.chars().count() + 1;
        }
        let mut parts = parts.into_iter();
        let mut said = Self::core(&mut parts.next().ok_or(TcError::Empty)?)?;
        for mut part in parts {
            said.add(&mut part)?;
        }
        Ok(said)
    }

    fn core(bits: &mut Bits) -> Result<Self, TcError> {
        let mut said = match bits.number(6)? {
            1 => return Err(TcError::VersionOne),
            2 => Self { version: 2, ..Self::default() },
            other => return Err(TcError::Version(other)),
        };
        (said.created_on, said.updated_on) = (day(bits.number(36)?)?, day(bits.number(36)?)?);
        (said.cmp, said.cmp_version, said.screen) = (bits.number(12)?, bits.number(12)?, bits.number(6)?);
        said.language = bits.letters()?;
        (said.vendor_list, said.policy) = (bits.number(12)?, bits.number(6)?);
        (said.service_specific, said.own_texts) = (bits.truth()?, bits.truth()?);
        said.special_features = bits.field(12)?;
        (said.purposes_consented, said.purposes_legitimate_interest) = (bits.field(24)?, bits.field(24)?);
        said.purpose_one_not_shown = bits.truth()?;
        said.publisher_country = bits.letters()?;
        (said.vendors_consented, said.vendors_legitimate_interest) = (bits.vendors()?, bits.vendors()?);
        for _ in 0..bits.number(12)? {
            let purpose = bits.number(6)?;
            let kind = match bits.number(2)? {
                0 => RestrictionKind::NotAllowed,
                1 => RestrictionKind::RequiresConsent,
                2 => RestrictionKind::RequiresLegitimateInterest,
                _ => RestrictionKind::Undefined,
            };
            said.restrictions.push(Restriction { purpose, kind, vendors: bits.ranges()? });
        }
        Ok(said)
    }

    /// Adds a part after the first.
    fn add(&mut self, bits: &mut Bits) -> Result<(), TcError> {
        match bits.number(3)? {
            1 if self.vendors_disclosed.is_none() => self.vendors_disclosed = Some(bits.vendors()?),
            2 if self.vendors_allowed.is_none() => self.vendors_allowed = Some(bits.vendors()?),
            3 if self.publisher.is_none() => {
                let (consented, legitimate_interest) = (bits.field(24)?, bits.field(24)?);
                let own = bits.number(6)?;
                let (own_consented, own_legitimate_interest) = (bits.field(own)?, bits.field(own)?);
                self.publisher = Some(PublisherPurposes {
                    consented,
                    legitimate_interest,
                    own_consented,
                    own_legitimate_interest,
                });
            }
            _ => return Err(TcError::Part(bits.part)),
        }
        Ok(())
    }

    /// What a reader should know before relying on the string.
    #[must_use]
    pub fn remarks(&self) -> Vec<&'static str> {
        let mut remarks = vec![
            "a TC string is the choice kept on one device; it names no person, and devices are not people",
            "it says what the site recorded, not that a vendor received or used anything",
        ];
        if self.policy < 4 {
            remarks.push(
                "its policy version is below 4; such strings have been invalid since 30 September 2023",
            );
        }
        if self.vendors_disclosed.is_none() {
            remarks.push("it does not say which vendors were shown; TCF 2.3 requires that");
        }
        remarks
    }
}

/// A day, of deciseconds since 1970.
fn day(deciseconds: u64) -> Result<Option<Day>, TcError> {
    let days = i32::try_from(deciseconds / 864_000).map_err(|_| TcError::Core)?;
    Ok((deciseconds > 0).then_some(Day(days)))
}

/// The bits of one part, read from the front.
struct Bits {
    bits: Vec<bool>,
    next: usize,
    part: usize,
}

impl Bits {
    /// The bits of `part`, the `at`th of the string, before which `before` letters stand.
    fn of(part: &str, at: usize, before: usize) -> Result<Self, TcError> {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        if part.is_empty() {
            return Err(TcError::CutOff(at));
        }
        let mut bits = Vec::with_capacity(part.len() * 6);
        for (place, letter) in part.chars().enumerate() {
            let value = ALPHABET.iter().position(|&known| char::from(known) == letter);
            let value = value.ok_or(TcError::Alphabet(before + place + 1))?;
            bits.extend((0..6).rev().map(|bit| value >> bit & 1 == 1));
        }
        Ok(Self { bits, next: 0, part: at })
    }

    fn truth(&mut self) -> Result<bool, TcError> {
        let bit = *self.bits.get(self.next).ok_or(TcError::CutOff(self.part))?;
        self.next += 1;
        Ok(bit)
    }

    fn number(&mut self, width: usize) -> Result<u64, TcError> {
        (0..width).try_fold(0, |number, _| Ok(number << 1 | u64::from(self.truth()?)))
    }

    /// The places, from 1, of the bits that are set among the next `width`.
    fn field(&mut self, width: u64) -> Result<Vec<u64>, TcError> {
        let mut set = Vec::new();
        for place in 1..=width {
            if self.truth()? {
                set.push(place);
            }
        }
        Ok(set)
    }

    fn letters(&mut self) -> Result<String, TcError> {
        let letter = |number: u64| {
            let number = u8::try_from(number).ok().filter(|&number| number < 26)?;
            Some(char::from(b'A' + number))
        };
        let numbers = [self.number(6)?, self.number(6)?];
        numbers.into_iter().map(letter).collect::<Option<String>>().ok_or(TcError::Core)
    }

    /// Vendors: a bit for each up to the highest, or ranges.
    fn vendors(&mut self) -> Result<Vec<u64>, TcError> {
        let highest = self.number(16)?;
        if self.truth()? { self.ranges() } else { self.field(highest) }
    }

    fn ranges(&mut self) -> Result<Vec<u64>, TcError> {
        let mut vendors = BTreeSet::new();
        for _ in 0..self.number(12)? {
            let is_range = self.truth()?;
            let first = self.number(16)?;
            let last = if is_range { self.number(16)? } else { first };
            if first == 0 || last < first {
                return Err(TcError::Range(self.part));
            }
            vendors.extend(first..=last);
        }
        Ok(vendors.into_iter().collect())
    }
}

/// The names of vendors, of a Global Vendor List of version 2 or 3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VendorList {
    /// The version of the list.
    pub version: u64,
    /// The names by number.
    pub names: BTreeMap<u64, String>,
}

impl VendorList {
    /// Reads a vendor list, the JSON file of the framework.
    ///
    /// # Errors
    /// Where the file cannot be read or is no vendor list.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let mut input = Input::open(path)?;
        input.recode()?;
        let way_out = "give the vendor-list.json that the framework publishes";
        let wrong = |what: &str| ImportError::file(&input.name, what, way_out);
        let list: Value = serde_json::from_slice(&input.content).map_err(|_| wrong("it is no valid JSON"))?;
        let version =
            list["vendorListVersion"].as_u64().ok_or_else(|| wrong("it has no `vendorListVersion`"))?;
        let vendors = list["vendors"].as_object().ok_or_else(|| wrong("it has no `vendors`"))?;
        let mut names = BTreeMap::new();
        for (id, vendor) in vendors {
            let id = id.parse().map_err(|_| wrong("a vendor's key is no number"))?;
            let name = vendor["name"].as_str().ok_or_else(|| wrong("a vendor has no name"))?;
            names.insert(id, name.to_owned());
        }
        Ok(Self { version, names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lib_tcstring::TcModelV2;

    /// The specification's own example with a disclosed part, an allowed part and a publisher part.
    const WHOLE: &str = "COw4XqLOw4XqLAAAAAENAXCAAAAAAAAAAAAAAAAAAAAA.IFukWSQgAIQwgI0QEByFAAAAeIAACAIgSAAQAIAgEQACEABAAAgAQFAEAIAAAGBAAgAAAAQAIFAAMCQAAgAAQiRAEQAAAAANAAIAAggAIYQFAAARmggBC3ZCYzU2yIA.QFukWSQgAIQwgI0QEByFAAAAeIAACAIgSAAQAIAgEQACEABAAAgAQFAEAIAAAGBAAgAAAAQAIFAAMCQAAgAAQiRAEQAAAAANAAIAAggAIYQFAAARmggBC3ZCYzU2yIA.YAAAAAAAAAAAAAAAAAA";
    const RANGES: &str = "COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA";

    /// Writes numbers of given widths as the format does.
    fn encoded(fields: &[(u64, usize)]) -> String {
        let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['-', '_']).collect();
        let bits: Vec<String> = fields.iter().map(|(number, width)| format!("{number:0width$b}")).collect();
        let mut bits = bits.concat();
        bits.push_str(&"0".repeat((24 - bits.len() % 24) % 24));
        let letter = |chunk: &[u8]| {
            let number = chunk.iter().fold(0, |number, &bit| number * 2 + usize::from(bit == b'1'));
            alphabet[number]
        };
        bits.as_bytes().chunks(6).map(letter).collect()
    }

    /// A first part: purposes 1 and 4 consented, 7 of legitimate interest, then `tail`.
    fn core(tail: &[(u64, usize)]) -> String {
        let mut fields = vec![(2, 6), (15_000_000_000, 36), (17_000_000_000, 36), (300, 12), (1, 12), (2, 6)];
        fields.extend([(3, 6), (4, 6), (48, 12), (4, 6), (1, 1), (0, 1), (0b10 << 10, 12)]);
        fields.extend([(0b1001 << 20, 24), (1 << 17, 24), (0, 1), (13, 6), (11, 6)]);
        fields.extend(tail);
        encoded(&fields)
    }

    fn oracle(text: &str) -> [Vec<u64>; 5] {
        let said = TcModelV2::try_from(text).expect("the other decoder reads it");
        let wide = |numbers: Vec<u16>| numbers.into_iter().map(u64::from).collect::<Vec<_>>();
        let narrow = |numbers: Vec<u8>| numbers.into_iter().map(u64::from).collect::<Vec<_>>();
        [
            wide(said.vendors_consent),
            wide(said.vendors_li_consent),
            wide(said.disclosed_vendors),
            narrow(said.purposes_consent),
            narrow(said.purposes_li_transparency),
        ]
    }

    fn ours(text: &str) -> [Vec<u64>; 5] {
        let said = TcString::of(text).expect("it is one");
        let disclosed = said.vendors_disclosed.unwrap_or_default();
        let (vendors, interest) = (said.vendors_consented, said.vendors_legitimate_interest);
        [vendors, interest, disclosed, said.purposes_consented, said.purposes_legitimate_interest]
    }

    #[test]
    fn agrees_with_another_decoder() {
        let made = core(&[
            (9, 16),
            (0, 1),
            (0b100_000_101, 9),
            (0, 16),
            (1, 1),
            (1, 12),
            (1, 1),
            (3, 16),
            (7, 16),
            (0, 12),
        ]);
        for text in [WHOLE, RANGES, &made] {
            assert_eq!(ours(text), oracle(text));
        }
        assert_eq!(ours(&made)[..2], [vec![1, 7, 9], vec![3, 4, 5, 6, 7]]);
    }

    #[test]
    fn says_what_was_encoded() {
        let restricted =
            [(0, 16), (0, 1), (0, 16), (0, 1), (1, 12), (4, 6), (1, 2), (1, 12), (0, 1), (755, 16)];
        let said = TcString::of(&core(&restricted)).expect("it is one");
        assert_eq!(
            (said.cmp, said.cmp_version, said.screen, said.vendor_list, said.policy),
            (300, 1, 2, 48, 4)
        );
        assert_eq!((said.language.as_str(), said.publisher_country.as_str()), ("DE", "NL"));
        assert_eq!(
            [said.created_on, said.updated_on].map(|day| day.map(|day| day.to_string())),
            [Some("2017-07-14".to_owned()), Some("2023-11-14".to_owned())]
        );
        assert_eq!((said.special_features, said.purposes_consented), (vec![1], vec![1, 4]));
        assert_eq!((said.purposes_legitimate_interest, said.service_specific), (vec![7], true));
        let kind = RestrictionKind::RequiresConsent;
        assert_eq!(said.restrictions, [Restriction { purpose: 4, kind, vendors: vec![755] }]);
    }

    #[test]
    fn a_string_that_is_cut_off_anywhere_is_refused() {
        for length in 1..RANGES.len() - 3 {
            assert_eq!(TcString::of(&RANGES[..length]), Err(TcError::CutOff(1)), "{length}");
        }
        assert_eq!(TcString::of(&WHOLE[..60]), Err(TcError::CutOff(2)));
        assert_eq!(TcString::of(&WHOLE[..45]), Err(TcError::CutOff(2)));
    }

    #[test]
    fn tells_what_is_wrong_and_never_what_it_says() {
        assert_eq!(TcString::of("BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA"), Err(TcError::VersionOne));
        assert_eq!(TcString::of(" "), Err(TcError::Empty));
        assert_eq!(TcString::of("DAAA"), Err(TcError::Version(3)));
        assert_eq!(TcString::of("COv+GB"), Err(TcError::Alphabet(4)));
        assert_eq!(TcString::of(&format!("{RANGES}.IAA/")), Err(TcError::Alphabet(RANGES.len() + 5)));
        assert_eq!(TcString::of(&format!("{RANGES}.gAAA")), Err(TcError::Part(2)));
        let backwards = core(&[(9, 16), (1, 1), (1, 12), (1, 1), (7, 16), (3, 16)]);
        assert_eq!(TcString::of(&backwards), Err(TcError::Range(1)));
        let all =
            core(&[(65_535, 16), (1, 1), (1, 12), (1, 1), (1, 16), (65_535, 16), (0, 16), (0, 1), (0, 12)]);
        assert_eq!(TcString::of(&all).map(|said| said.vendors_consented.len()), Ok(65_535));
    }
}
