//! Renderers: a report in, files as bytes out, one file a format. Nothing is written here; the roof does that.

mod charts;
mod codebook;
pub mod digest;
mod html;
mod json;
mod media_type;
mod page;
pub mod ro_crate;
mod rows;
mod tables;

use crate::{
    report::{Report, table::Table},
    table::parquet::ParquetError,
};

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
pub const RENDERERS: &[Renderer] =
    &[html::RENDERER, json::RENDERER, tables::RENDERER, codebook::RENDERER, charts::RENDERER];

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
        cause: ParquetError,
    },
}

/// Every file of the report folder; last the one that speaks of the others, `ro-crate-metadata.json`.
///
/// # Errors
/// Where a renderer fails; which, and why, is in the error.
pub fn all(report: &Report) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for renderer in RENDERERS {
        files.extend((renderer.render)(report)?);
    }
    files.push(ro_crate::file(report, &files)?);
    Ok(files)
}

/// One part of `results.json`, with the undefined and hidden figures in it.
///
/// # Errors
/// Where a value has no form in JSON.
pub fn json_of(report: &Report, part: &str) -> Result<String, RenderError> {
    json::part(report, part)
}

/// Tables that stand alone, under the key `part`, with the undefined figures in them.
///
/// # Errors
/// Where a value has no form in JSON.
pub fn json_of_tables(tables: &[Table], part: &str) -> Result<String, RenderError> {
    json::tables(tables, part)
}

/// One value that stands alone, under the key `part`, with the undefined figures in it.
///
/// # Errors
/// Where a value has no form in JSON.
pub fn json_of_value(value: &impl serde::Serialize, part: &str) -> Result<String, RenderError> {
    json::value(value, part)
}

/// One table as CSV.
///
/// # Errors
/// Where the table could not be written.
pub fn csv_of(table: &Table) -> Result<String, RenderError> {
    let bytes = tables::csv(table).map_err(|cause| RenderError::Csv { table: table.id, cause })?;
    Ok(String::from_utf8(bytes).expect("cells are text"))
}

/// Results that have no report around them as JSON, with the undefined figures in it.
///
/// # Errors
/// Where a value has no form in JSON.
pub fn json_of_results(results: serde_json::Value) -> Result<String, RenderError> {
    json::whole(results)
}

/// A list of results as CSV: a column for each key, also for those that lie inside others.
///
/// # Errors
/// Where the list could not be written.
pub fn csv_of_list(list: &'static str, rows: &[serde_json::Value]) -> Result<String, RenderError> {
    rows::csv(rows).map_err(|cause| RenderError::Csv { table: list, cause })
}
