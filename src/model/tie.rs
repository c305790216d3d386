//! Ties between people, and whose data a consenter gives away through them.

use serde::{Deserialize, Serialize};

/// Whose data a grant opens, where ties point somewhere. Undirected ties are always read as `Either`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Those at either end of a tie.
    #[default]
    Either,
    /// Those whom the consenter names or follows.
    Out,
    /// Those who name or follow the consenter.
    In,
    /// Those tied in both directions.
    Mutual,
}

impl Direction {
    /// The word that stands in input and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Either => "either",
            Self::Out => "out",
            Self::In => "in",
            Self::Mutual => "mutual",
        }
    }
}
