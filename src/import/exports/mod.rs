//! Exports as people bring them, turned into rows of our tables: folders, archives, single files, of every format in
//! [`formats`].
//!
//! An export is opened as a `Bundle`; the importers that know it read it into `Rows`; `identity` says who is the same person; the
//! rows then become tables on disk (`written`) or go straight into an audit (`into_audit`). Both ways give the same people,
//! ties and consents.

mod apps;
mod archive;
mod bundle;
mod directory;
mod formats;
mod identity;
pub(in crate::import) mod into_audit;
pub(in crate::import) mod json;
mod mojibake;
mod moment;
mod network;
mod parts;
mod reading;
mod reading_page;
mod readme;
mod rows;
mod sealed;
mod shared_folder;
mod written;
mod xml;

pub use formats::{Format, Group, formats};
pub use identity::{Identities, Ids, SameNames};
pub use reading::{PassedOver, ReadingGap, ReadingReport};
pub(in crate::import) use rows::KeyKind;
pub use written::Also;

use super::{
    error::{ImportError, nearest, shown},
    ledger::Ledger,
};
use archive::Archive;
pub(in crate::import) use bundle::{Bundle, Entry};
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
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The exports: folders, archives, files.
    pub exports: Vec<PathBuf>,
    /// The name of the format that all of them are read as; else each importer is asked.
    pub format: Option<String>,
    /// What equal names across lists are taken for.
    pub same_names: SameNames,
    /// Whether equal ids in several files that each bring their own are one person.
    pub ids: Option<Ids>,
    /// Columns that have another name in the file: ours, theirs.
    pub renamed: Vec<(String, String)>,
    /// Which share of the records of a file may be unreadable before that is an error, from 0 to 1.
    pub max_rejects: f64,
    /// Further formats in which people and ties are written.
    pub also: Vec<Also>,
}

impl Default for ImportRequest {
    fn default() -> Self {
        Self {
            exports: Vec::new(),
            format: None,
            same_names: SameNames::default(),
            ids: None,
            renamed: Vec::new(),
            max_rejects: Ledger::MAX_REJECTS,
            also: Vec::new(),
        }
    }
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
    finish(gather(request, progress)?, request)
}

/// Reads one file that is given as bytes, as [`import`] reads one that lies on disk: an archive, or a file of an export.
///
/// # Errors
/// As for [`import`].
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Imported, ImportError> {
    let bundle = Bundle::of_bytes(name, bytes)?;
    let mut progress = |_: &str| ();
    let mut rows = Rows::new(&mut progress);
    if take(&bundle, None, &mut rows)?.is_empty() {
        if !(formats::FALLBACK.knows)(&bundle) {
            return Err(unknown(&bundle));
        }
        (formats::FALLBACK.read)(&bundle, &mut rows)?;
    }
    settle(&bundle, &mut rows);
    finish(rows.got, &ImportRequest::default())
}

fn finish(rows: Gathered, request: &ImportRequest) -> Result<Imported, ImportError> {
    let people = People::of(&rows, request.same_names, request.ids)?;
    let reading = ReadingReport::of(&rows, &people);
    let files = written::tables(&rows, &people, &reading, &request.also)?;
    Ok(Imported { reading, files, opened: rows.opened })
}

/// The exports at `paths`, opened and not yet read.
pub(in crate::import) fn bundles(paths: &[PathBuf]) -> Result<Vec<Bundle>, ImportError> {
    Bundle::open(paths)
}

/// Whether `path` is an export that an importer here knows.
///
/// # Errors
/// Where it is an archive that is damaged, reaches a limit, or holds a file that cannot be looked at.
pub(super) fn is_known(path: &Path) -> Result<bool, ImportError> {
    for bundle in &Bundle::open(&[path.to_owned()])? {
        let known = !known_by(bundle).is_empty() || (formats::FALLBACK.knows)(bundle);
        bundle.trouble()?;
        if known {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a file inside the archive `content`, or all together, unpack to more than may be read.
///
/// # Errors
/// Where it is no archive, or a damaged one.
pub(super) fn bursts(name: &str, content: &[u8]) -> Result<bool, ImportError> {
    Archive::of_bytes(name, content.to_vec()).map(|archive| archive.bursts())
}

/// The rows of all exports.
fn gather(request: &ImportRequest, progress: &mut dyn FnMut(&str)) -> Result<Gathered, ImportError> {
    if let Some(name) = request.format.as_deref().filter(|name| formats().all(|known| known.name != *name)) {
        let near = nearest(name, formats().map(|format| format.name));
        let near = near.map_or(String::new(), |near| format!("did you mean {near}? "));
        let what = format!("no format is called {}", shown(name));
        return Err(ImportError::request(what, format!("{near}`bystander formats` lists them")));
    }
    let twice = |at: usize, (ours, theirs): &(String, String)| {
        let table = |name: &str| name.split_once('.').map_or(String::new(), |(table, _)| table.to_owned());
        request.renamed[..at].iter().any(|(other, same)| same == theirs && table(other) == table(ours))
    };
    if request.renamed.iter().enumerate().any(|(at, pair)| twice(at, pair)) {
        let what = "--map gives one column of a table two names";
        return Err(ImportError::request(what, "name each column once"));
    }
    let bundles = Bundle::open(&request.exports)?;
    let mut rows = Rows::new(progress);
    rows.got.ledger.max_rejects = request.max_rejects;
    rows.renamed.clone_from(&request.renamed);
    let (mut tables, mut strange) = (Vec::new(), Vec::new());
    for bundle in &bundles {
        let known = take(bundle, request.format.as_deref(), &mut rows)?;
        // Beside an export of a platform lie tables of the platform's own; beside a network or a record, the user's.
        let may_have_tables = known.iter().all(|format| format.group != Group::Platform)
            && is_asked(formats::FALLBACK, request.format.as_deref());
        if may_have_tables && (formats::FALLBACK.knows)(bundle) {
            tables.push(bundle);
        } else if known.is_empty() {
            strange.push(bundle);
        } else {
            settle(bundle, &mut rows);
            let tables = formats::tables::of_the_users_own(bundle);
            if tables > 0 {
                let beside = format!(
                    "tables with our own columns beside export {}, which were not read: {tables}",
                    bundle.number
                );
                rows.warn(format!("{beside}; give them by themselves, as further exports"));
            }
        }
    }
    // What lies beside exports need not be one.
    if let Some(export) = strange.iter().find(|bundle| !bundle.beside || strange.len() == bundles.len()) {
        return Err(unknown(export));
    }
    let beside: usize = strange.iter().map(|bundle| bundle.entries().len()).sum();
    rows.got.files_not_used += beside as u64;
    if beside > 0 {
        let what = "files beside the exports that are of no format known here and were not read";
        rows.warn(format!("{what}: {beside}"));
    }
    // Together, for one table says who there is and another who is tied to whom.
    if !tables.is_empty() {
        formats::tables::read_all(&tables, &mut rows)?;
    }
    formats::tables::warn_of_unused(&mut rows);
    for bundle in tables {
        bundle.trouble()?;
        settle(bundle, &mut rows);
    }
    Ok(rows.got)
}

/// Reads `bundle` into `rows`; gives the formats that know it, but for that of tables.
fn take(bundle: &Bundle, format: Option<&str>, rows: &mut Rows) -> Result<Vec<&'static Format>, ImportError> {
    rows.got.opened.extend(bundle.paths().map(Path::to_owned));
    let known: Vec<_> = match format {
        Some(_) => formats::IMPORTERS.iter().filter(|importer| is_asked(importer, format)).collect(),
        None => importers(bundle).collect(),
    };
    bundle.trouble()?;
    bundle.hide_names(known.iter().any(|importer| importer.format.group == Group::Platform));
    let before = rows.records();
    for importer in &known {
        (importer.read)(bundle, rows)?;
    }
    bundle.trouble()?;
    if let Some(importer) = known.first().filter(|_| format.is_some() && rows.records() == before) {
        let what = format!("nothing in export {} could be read as {}", bundle.number, importer.format.title);
        return Err(ImportError::request(
            what,
            "leave --as out, or name another format; `bystander formats` lists them",
        ));
    }
    Ok(known.into_iter().map(|importer| importer.format).collect())
}

/// Whether an importer is asked, where a format may be named.
fn is_asked(importer: &Importer, format: Option<&str>) -> bool {
    format.is_none_or(|name| importer.format.name == name)
}

/// Accounts for what was not opened of a bundle that was read.
fn settle(bundle: &Bundle, rows: &mut Rows) {
    bundle.remarks.iter().for_each(|remark| rows.warn(remark.clone()));
    rows.got.files_not_used += bundle.not_opened() as u64;
    if bundle.sealed() > 0 {
        let inside = format!("archives inside export {} that were not opened", bundle.number);
        rows.warn(format!("{inside}: {}; give them themselves if they belong to it", bundle.sealed()));
    }
}

/// The names of the importers that know `bundle`.
fn known_by(bundle: &Bundle) -> Vec<&'static str> {
    importers(bundle).map(|importer| importer.format.name).collect()
}

/// The importers that know `bundle`, but for the one of tables, which reads what no other knows.
fn importers(bundle: &Bundle) -> impl Iterator<Item = &'static Importer> {
    formats::IMPORTERS.iter().filter(move |importer| (importer.knows)(bundle))
}

/// Why nobody knows `bundle`: what it is, where that can be told, and how to turn it into something that is read.
fn unknown(bundle: &Bundle) -> ImportError {
    let is_empty = bundle.entries().iter().all(|entry| entry.bytes == 0);
    match formats::told_of(bundle).filter(|_| !is_empty && bundle.sealed() == 0) {
        Some((is, way_out)) => {
            ImportError::request(format!("export {} is {is}, which is not read here", bundle.number), way_out)
        }
        None => bundle.unknown(),
    }
}
