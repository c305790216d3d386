//! Renderers: a report in, files as bytes out, one file a format. Nothing is written here; the roof does that.

mod charts;
mod html;
mod json;
mod page;
mod tables;

use crate::report::Report;

/// A file of the report folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path inside the folder, with `/` between names.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// A format: its name, and the files it makes of a report.
pub struct Renderer {
    /// Its name.
    pub name: &'static str,
    /// The files of a report; same report, same bytes.
    pub render: fn(&Report) -> Result<Vec<File>, RenderError>,
}

/// Every renderer.
pub const RENDERERS: &[Renderer] = &[html::RENDERER, json::RENDERER, tables::RENDERER, charts::RENDERER];

/// What can go wrong between a report and its bytes.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The page's template was refused.
    #[error("laying out index.html: {0}")]
    Page(#[from] minijinja::Error),
    /// A value has no form in JSON.
    #[error("writing JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table could not be written as CSV.
    #[error("writing table {table} as CSV: {cause}")]
    Csv {
        /// The id of the table.
        table: &'static str,
        /// Why.
        cause: csv::Error,
    },
    /// A table could not be written as Parquet.
    #[error("writing table {table} as Parquet: {cause}")]
    Parquet {
        /// The id of the table.
        table: &'static str,
        /// Why.
        cause: String,
    },
}
