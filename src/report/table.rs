//! A table as data.

use super::cell::Cell;
use serde::Serialize;

/// A column's heading.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// The column's name in files.
    pub key: &'static str,
    /// Its heading for readers.
    pub label: &'static str,
    /// The id of its definition, if it has one.
    pub definition: Option<&'static str>,
}

/// A table: as many cells in each row as there are columns.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name, and the name of its files.
    pub id: &'static str,
    /// Its caption, a full sentence.
    pub caption: String,
    /// The headings.
    pub columns: Vec<Heading>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Remarks under the table: what is hidden, what is left out.
    pub notes: Vec<String>,
}

impl Table {
    /// The column of that key, as an index.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}
