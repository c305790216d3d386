//! What is known about each person: a column of codes over a short list of values.

use serde::{Deserialize, Serialize};

/// The part an attribute plays in an audit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A place: segments are held against it, and it may join the table of places.
    Place,
    /// A group that segments are held against.
    Group,
    /// The year in which somebody was born, by which people under an age are counted.
    BirthYear,
    /// Kept, counted, and not analysed further.
    #[default]
    Other,
}

/// Whether a value was recorded or inferred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Told or recorded.
    Observed,
    /// Computed from something else about the person.
    Inferred,
    /// The input does not say.
    #[default]
    Unknown,
}

/// One column about people. `codes[person]` indexes `values`, or is [`MISSING`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribute {
    /// The column's name in the input.
    pub name: String,
    /// Its part in the audit.
    pub role: Role,
    /// The special category of GDPR art. 9 that the column speaks of, if the case declares one.
    pub special_category: Option<String>,
    /// Recorded or inferred.
    pub origin: Origin,
    /// The attribute that tells the same of people in their own words, if the case names one.
    pub truth: Option<String>,
    /// The different values, in ascending order of their text.
    pub values: Vec<String>,
    /// A code per person.
    pub codes: Vec<u32>,
}

/// The code of a person whose value is not known. Missing is never a group of its own.
pub const MISSING: u32 = u32::MAX;

impl Attribute {
    /// A column from one text per person; an empty text is missing. Values are sorted, so that the order of people
    /// in the input changes no code.
    #[must_use]
    pub fn of_texts<'a>(name: &str, texts: impl Iterator<Item = &'a str> + Clone) -> Self {
        let values: std::collections::BTreeSet<&str> =
            texts.clone().filter(|text| !text.is_empty()).collect();
        let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
        let code = |text: &str| values.binary_search_by(|value| value.as_str().cmp(text));
        #[allow(
            clippy::cast_possible_truncation,
            reason = "there are no more values than people, who fit u32"
        )]
        let codes = texts.map(|text| code(text).map_or(MISSING, |at| at as u32)).collect();
        Self { name: name.to_owned(), values, codes, ..Self::default() }
    }

    /// How many people have each value, and how many have none.
    #[must_use]
    pub fn counts(&self) -> (Vec<u64>, u64) {
        let (mut counts, mut missing) = (vec![0; self.values.len()], 0);
        for &code in &self.codes {
            match counts.get_mut(code as usize) {
                Some(count) => *count += 1,
                None => missing += 1,
            }
        }
        (counts, missing)
    }
}
