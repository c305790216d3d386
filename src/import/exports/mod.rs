//! Exports as people bring them, turned into rows of our tables: folders, archives, single files, of every format in
//! [`formats`].
//!
//! An export is opened as a `Bundle`; the importers that know it read it into `Rows`; `identity` says who is the same person; the
//! rows then become tables on disk (`written`) or go straight into an audit (`into_audit`). Both ways give the same people,
//! ties and consents.

mod archive;
mod bundle;
mod formats;
mod identity;
pub(in crate::import) mod into_audit;
mod json;
mod mojibake;
mod moment;
mod network;
mod reading;
mod rows;
mod written;
mod xml;

pub use formats::{Format, formats};
pub use identity::{Identities, SameNames};
pub use reading::{PassedOver, ReadingGap, ReadingReport};
pub use written::Also;

use super::error::ImportError;
use bundle::Bundle;
use identity::People;
use rows::{Gathered, Rows};
use std::path::{Path, PathBuf};

/// An export format that is known here: what it gives, whether a bundle is one, and how it is read.
pub(in crate::import) struct Importer {
    format: &'static Format,
    knows: fn(&Bundle) -> bool,
    read: fn(&Bundle, &mut Rows) -> Result<(), ImportError>,
}

/// What is to be imported, and how.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// The exports: folders, archives, files.
    pub exports: Vec<PathBuf>,
    /// What equal names across lists are taken for.
    pub same_names: SameNames,
    /// Columns that have another name in the file: ours, theirs.
    pub renamed: Vec<(String, String)>,
    /// Further formats in which people and ties are written.
    pub also: Vec<Also>,
}

/// Tables made from exports, ready to be written.
#[derive(Debug)]
pub struct Imported {
    /// What was read, and what was not.
    pub reading: ReadingReport,
    /// The files of the folder: path in it and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The files read, so that no output takes their place.
    pub opened: Vec<PathBuf>,
}

/// Reads exports and turns them into tables.
///
/// # Errors
/// Where a path cannot be read, is no export known here, or is damaged; where a limit is reached; where too many records cannot be
/// read.
pub fn import(request: &ImportRequest, progress: &mut dyn FnMut(&str)) -> Result<Imported, ImportError> {
    let rows = gather(request, progress)?;
    let people = People::of(&rows, request.same_names)?;
    let reading = ReadingReport::of(&rows, &people);
    let files = written::tables(&rows, &people, &reading, &request.also)?;
    Ok(Imported { reading, files, opened: rows.opened })
}

/// Whether `path` is an export that an importer here knows.
pub(super) fn is_known(path: &Path) -> bool {
    Bundle::open(&[path.to_owned()])
        .is_ok_and(|bundles| bundles.iter().any(|bundle| importers(bundle).next().is_some()))
}

/// The rows of all exports.
fn gather(request: &ImportRequest, progress: &mut dyn FnMut(&str)) -> Result<Gathered, ImportError> {
    let bundles = Bundle::open(&request.exports)?;
    let mut rows = Rows::new(progress);
    rows.renamed.clone_from(&request.renamed);
    for bundle in &bundles {
        rows.got.opened.extend(bundle.paths().map(Path::to_owned));
        let mut known = importers(bundle).peekable();
        if known.peek().is_none() {
            return Err(unknown(bundle));
        }
        for importer in known {
            (importer.read)(bundle, &mut rows)?;
        }
    }
    Ok(rows.got)
}

/// The importers that know `bundle`.
fn importers(bundle: &Bundle) -> impl Iterator<Item = &'static Importer> {
    formats::IMPORTERS.iter().filter(move |importer| (importer.knows)(bundle))
}

fn unknown(bundle: &Bundle) -> ImportError {
    let what = format!("export {} is of no format known here", bundle.number);
    ImportError::request(what, "`bystander formats` lists what is known, and how to ask the platforms for it")
}
