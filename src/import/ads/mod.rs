//! Ad libraries as they are published, turned into [`AdRecords`]: one file a library, the generations of its header told apart.
//!
//! A library's file is known by its columns or its keys, never by its name. Amounts that cannot be read are unknown and noted, not zero.
//! Access tokens stop here: no address that may hold one is kept.

mod ad_rows;
mod ad_table;
mod awaited;
mod conditions;
pub(super) mod given;
mod google;
mod ira_ads;
mod linkedin_library;
mod linkedin_targeting;
mod meta_api;
mod meta_audience;
mod meta_cells;
mod meta_flat;
mod meta_kinds;
mod meta_report;
mod meta_targeting;
mod meta_web;
mod microsoft_library;
mod propublica;
mod said;
mod snapchat_ads;
mod tiktok_library;
pub(super) mod tokens;
mod waist;
mod x_disclosure;
mod x_impressions;

use super::{
    error::{ImportError, nearest, shown},
    exports::Format,
    ledger::Ledger,
};
use crate::model::ads::AdRecords;
use ad_rows::AdRows;
use given::Given;
use std::path::PathBuf;

/// One shape of a library's table, known by its columns. Case, blanks and underscores do not count.
struct Generation {
    /// What it is called, for instance `2019 to 2020`.
    name: &'static str,
    /// Columns that it must have. One that ends in `*` stands for any that begin so.
    needs: &'static [&'static str],
    /// Columns that it must not have.
    lacks: &'static [&'static str],
}

/// An ad library that is known here.
struct Importer {
    format: &'static Format,
    /// The shapes of its tables.
    tables: &'static [Generation],
    /// Which shape a JSON text has, if it is this library's at all.
    json: fn(&given::JsonText) -> Option<&'static str>,
    read: fn(&Given, &mut AdRows) -> Result<(), ImportError>,
}

/// No JSON text is this library's.
fn no_json(_: &given::JsonText) -> Option<&'static str> {
    None
}

/// All importers, in the order in which they are asked.
const IMPORTERS: &[Importer] = &[
    meta_report::IMPORTER,
    google::geo_spend::IMPORTER,
    google::advertiser_stats::IMPORTER,
    google::weekly_spend::IMPORTER,
    google::creative_stats::IMPORTER,
    google::campaign_targeting::IMPORTER,
    google::updated::IMPORTER,
    google::transparency_centre::IMPORTER,
    meta_audience::IMPORTER,
    meta_api::IMPORTER,
    meta_web::IMPORTER,
    meta_flat::IMPORTER,
    meta_targeting::IMPORTER,
    snapchat_ads::IMPORTER,
    x_disclosure::IMPORTER,
    tiktok_library::IMPORTER,
    linkedin_library::IMPORTER,
    microsoft_library::IMPORTER,
    ira_ads::ADS,
    ira_ads::TARGETS,
    ira_ads::LINKS,
    propublica::IMPORTER,
    waist::IMPORTER,
    x_impressions::IMPORTER,
    linkedin_targeting::IMPORTER,
];

/// All libraries that are read, each once: tables of one bundle have an importer each.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    let is_first = |at: usize| {
        let name = IMPORTERS[at].format.name;
        IMPORTERS[..at].iter().all(|before| before.format.name != name)
    };
    (0..IMPORTERS.len()).filter(move |&at| is_first(at)).map(|at| IMPORTERS[at].format)
}

/// What is to be read, and how.
#[derive(Clone, Debug)]
pub struct AdRequest {
    /// The files: tables, JSON, archives, folders.
    pub files: Vec<PathBuf>,
    /// The name of the library that all of them are read as; else each importer is asked.
    pub format: Option<String>,
    /// Which share of the records of a file may be unreadable before that is an error, from 0 to 1.
    pub max_rejects: f64,
}

impl Default for AdRequest {
    fn default() -> Self {
        Self { files: Vec::new(), format: None, max_rejects: Ledger::MAX_REJECTS }
    }
}

/// Reads the files of ad libraries; `progress` is told the name of each before it is read. With the records come the paths that
/// were opened, so that no output takes their place.
///
/// # Errors
/// Where a path cannot be read or is of no library known here, and where too many records cannot be read.
pub fn read(
    request: &AdRequest,
    progress: &mut dyn FnMut(&str),
) -> Result<(AdRecords, Vec<PathBuf>), ImportError> {
    let asked = match &request.format {
        None => None,
        Some(name) => Some(named(name)?),
    };
    let mut rows = AdRows::new(request.max_rejects);
    let (mut opened, mut strange, mut known, mut prose) = (Vec::new(), Vec::new(), 0_u64, 0_usize);
    for (number, bundle) in (1..).zip(super::exports::bundles(&request.files)?) {
        rows.enter_bundle(if bundle.is_single() { 0 } else { number });
        opened.extend(bundle.paths().map(std::path::Path::to_owned));
        for entry in bundle.entries().iter().filter(|entry| given::may_be_a_library(entry)) {
            progress(&format!("reading {}", bundle.shown(entry)));
            let text = match given::Text::open(&bundle, entry) {
                // A word to the reader beside tables is no table, and need not look like one.
                Err(_) if !bundle.is_single() && entry.ending() == "txt" => {
                    prose += 1;
                    continue;
                }
                text => text?,
            };
            let importers =
                IMPORTERS.iter().filter(|importer| asked.is_none_or(|format| importer.format.name == format));
            match text.known_by(importers) {
                Some((importer, given)) => {
                    known += 1;
                    (importer.read)(&given, &mut rows)?;
                }
                None => strange.push(text),
            }
        }
        bundle.trouble()?;
    }
    // What lies beside libraries in an archive need not be one; what was given by itself must.
    if let Some(text) = strange.iter().find(|text| text.is_single || known == 0) {
        return Err(text.unknown());
    }
    if known == 0 {
        let way_out = "give CSV, TSV, Parquet, Excel or JSON files; `bystander formats` lists the libraries";
        return Err(ImportError::request("there is no file in it that could be an ad library's", way_out));
    }
    // What is nearly a table of a library may be one whose shape changed, and would be missed.
    for text in &strange {
        if let Some(what) = text.nearest() {
            rows.say(format!("{} was not read: {what}.", text.input.name));
        }
    }
    let beside = strange.len() + prose;
    if beside > 0 {
        rows.say(format!(
            "Files beside the libraries that are of none known here and were not read: {beside}."
        ));
    }
    let records = rows.close();
    if records.books.is_empty() {
        let way_out = "give the whole download; `bystander formats` lists the libraries and their files";
        return Err(ImportError::request("there is no row of an ad library in the files", way_out));
    }
    Ok((records, opened))
}

/// The name of a library, as the list of formats has it.
fn named(name: &str) -> Result<&'static str, ImportError> {
    if let Some(format) = formats().find(|format| format.name == name) {
        return Ok(format.name);
    }
    let near = nearest(name, formats().map(|format| format.name));
    let near = near.map_or(String::new(), |near| format!("did you mean {near}? "));
    let what = format!("no ad library is called {}", shown(name));
    Err(ImportError::request(what, format!("{near}`bystander formats` lists them")))
}
