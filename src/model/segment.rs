//! Segments: whom a message aims at, and the conditions that made them.

use super::id::PersonId;
use serde::{Deserialize, Serialize};

/// Whether a criterion adds people or keeps them out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// People who meet it are in.
    #[default]
    Include,
    /// People who meet it are out.
    Exclude,
}

/// One condition of a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// What it looks at, for instance an attribute's name.
    pub dimension: String,
    /// The value asked for.
    pub value: String,
    /// In or out.
    pub mode: Mode,
}

/// A segment with its members and criteria. Members are people of the audit, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Its name in the input. Names of segments are the campaign's words, not people's, and are shown.
    pub name: String,
    /// Where its data came from, in the input's words: own list, harvested, bought, scraped, lookalike, inferred.
    pub source: Option<String>,
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
