//! Segments: whom a message aims at, and the conditions that made them.

use super::{id::PersonId, range::Range};
use serde::{Deserialize, Serialize};

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
