//! The objections: who is not to be contacted, by which list, on which channel, since when.

use crate::model::message::Objection;

/// Every objection, and the lists that they stand in.
#[derive(Clone, Debug, Default)]
pub struct Suppressions {
    /// The objections, in the order of the file.
    pub rows: Vec<Objection>,
    /// The names of the lists.
    pub lists: Vec<String>,
}
