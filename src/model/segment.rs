//! Segments: whom a message aims at, and the conditions that made them.

use super::{id::PersonId, range::Range};
use serde::{Deserialize, Serialize, Serializer};

/// Whether a criterion adds people or keeps them out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// People who meet it are in.
    #[default]
    Include,
    /// People who meet it are out.
    Exclude,
}

/// From which side a segment is known. The three are never merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// The criteria that a sponsor set.
    Chosen,
    /// Those to whom a message was shown.
    Delivered,
    /// What one person saw, or was told that they were counted in.
    Experienced,
}

impl Layer {
    /// The layer of that name, case not counting.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "chosen" => Some(Self::Chosen),
            "delivered" => Some(Self::Delivered),
            "experienced" => Some(Self::Experienced),
            _ => None,
        }
    }
}

/// One condition of a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// What it looks at, for instance an attribute's name.
    pub dimension: String,
    /// The value asked for.
    pub value: String,
    /// In or out.
    pub mode: Mode,
    /// Whether the input says that what it looks at was inferred (true) or recorded (false).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inferred: Option<bool>,
    /// The special category of GDPR art. 9 that the input says it speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_category: Option<String>,
    /// The share of the segment's spend that went by it, if the input says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<SpendShare>,
}

/// A share of money spent, in hundredths of a percent: 0 to 10,000. Serialised as a share, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpendShare(u16);

impl SpendShare {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// The share that a text spells, as a fraction of one or with a sign for percent, down to a hundredth of a percent: `0.25`, `25%`,
    /// `12.5 %`, `1`. `None` where it spells something else: `25` may be a percentage or a slip.
    ///
    /// ```
    /// use bystander::model::segment::SpendShare;
    /// assert_eq!(SpendShare::parse("25%"), SpendShare::parse("0.25"));
    /// assert_eq!(SpendShare::parse("1"), Some(SpendShare::WHOLE));
    /// assert_eq!((SpendShare::parse("25"), SpendShare::parse("101%"), SpendShare::parse("-1%")), (None, None, None));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, places) =
            text.trim().strip_suffix('%').map_or((text.trim(), 4), |number| (number.trim_end(), 2));
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 3
            || decimals.len() > places
            || !is_plain(whole)
            || !is_plain(decimals)
        {
            return None;
        }
        let hundredths: u32 = format!("{whole}{decimals:0<places$}").parse().ok()?;
        u16::try_from(hundredths).ok().map(Self).filter(|share| *share <= Self::WHOLE)
    }

    /// The sum of some shares; `None` where they come to more than the whole.
    pub fn sum(shares: impl Iterator<Item = Self>) -> Option<Self> {
        shares
            .map(|share| share.0)
            .try_fold(0_u16, u16::checked_add)
            .map(Self)
            .filter(|sum| *sum <= Self::WHOLE)
    }
}

impl Serialize for SpendShare {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / f64::from(Self::WHOLE.0))
    }
}

/// A segment with its members and criteria. Members are people of the audit, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Its name in the input. Names of segments are the campaign's words, not people's, and are shown.
    pub name: String,
    /// Where its data came from, in the input's words: own list, harvested, bought, scraped, lookalike, inferred.
    pub source: Option<String>,
    /// From which side it is known, if the input says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// The segment that it was expanded from, if it is a lookalike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
    /// The segment that holds what was chosen, where this one holds whom it was delivered to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_as: Option<String>,
    /// How many people it was said to have, which may be more than the case knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Range>,
    /// Its members, ascending.
    #[serde(skip)]
    pub members: Vec<PersonId>,
    /// Its conditions, in input order.
    pub criteria: Vec<Criterion>,
}

impl Segment {
    /// The source of a list of friends that a person made for themselves: a segment of people, and no audience of messages.
    pub const FRIENDS: &'static str = "list of friends";

    /// Whether the segment may be an audience of messages. Rules about targeting pass by those that are not.
    #[must_use]
    pub fn is_audience(&self) -> bool {
        self.source.as_deref() != Some(Self::FRIENDS)
    }
}
