//! The records that holders have of people: when they were collected, known to be true, found wrong and used.

use crate::model::held_record::HeldRecord;

/// Every record, once.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The records, in the order in which the file first names them.
    pub rows: Vec<HeldRecord>,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// The names of the holders.
    pub holders: Vec<String>,
}
