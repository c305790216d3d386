//! A chart as data: what it says, and the table it is drawn from.

use super::table::Table;
use serde::Serialize;

/// What a chart shows. The drawing of the same id in `chart` turns the table into a picture and adds no figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Its name, and the name of its files.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// One sentence that says what it shows.
    pub takeaway: String,
    /// The alternative text, for those who do not see the picture.
    pub alt: String,
    /// Its data.
    pub table: Table,
}
