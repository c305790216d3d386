//! The ties as they stand in the input: two columns of people, and the line of each row.

use crate::model::{
    id::{PersonId, SourceId},
    reading::Lasting,
};

/// Ties in input order. `lines[i]` is where `pairs[i]` stands in `source`, from 1; it is empty where no text file
/// stands behind the ties.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// Both ends of each tie, in the order written.
    pub pairs: Vec<(PersonId, PersonId)>,
    /// The line of each tie.
    pub lines: Vec<u32>,
    /// The days on which each tie stood; empty where the records do not speak of dates.
    pub stood: Vec<Lasting>,
    /// The file they stand in.
    pub source: Option<SourceId>,
    /// The file of each tie, where they stand in several; else empty.
    pub sources: Vec<SourceId>,
}

impl Ties {
    /// The file of the tie at `at`, the first of all where none is known.
    #[must_use]
    pub fn file(&self, at: usize) -> SourceId {
        self.sources.get(at).copied().or(self.source).unwrap_or(SourceId(0))
    }

    /// The line of the tie at `at`, from 1; its place, from 1, where no text file stands behind it.
    #[must_use]
    pub fn line(&self, at: usize) -> u64 {
        self.lines.get(at).copied().map_or(at as u64 + 1, u64::from)
    }
}
