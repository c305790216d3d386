//! The ties as they stand in the input: two columns of people, and the line of each row.

use crate::model::id::{PersonId, SourceId};

/// Ties in input order. `lines[i]` is where `pairs[i]` stands in `source`, from 1; it is empty where no text file
/// stands behind the ties.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// Both ends of each tie, in the order written.
    pub pairs: Vec<(PersonId, PersonId)>,
    /// The line of each tie.
    pub lines: Vec<u32>,
    /// The file they stand in.
    pub source: Option<SourceId>,
}
