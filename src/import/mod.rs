//! Exports in, rows and gaps out: the door where names stop.
//!
//! [`read`] takes a case (a folder with `case.toml`, or an export that an importer knows) and single tables, and
//! gives [`Tables`]. A record that cannot be read is noted as a gap and the reading goes on; what would make the
//! whole untrue is an [`ImportError`]. Neither says what a record holds.

mod adequacy;
pub mod ads;
mod ages;
mod aliases;
mod answers;
mod blocks;
mod body;
mod book;
mod case_toml;
mod checklists;
pub mod claims;
mod coding;
mod columns;
mod consents;
mod counts;
mod dates;
mod decimal;
mod delimited;
mod edge_list;
mod ego_networks;
mod ego_profiles;
mod eligibility;
mod error;
pub mod exports;
mod grid;
mod hashed;
mod input;
mod intake;
mod interner;
mod labels;
pub mod law;
mod ledger;
pub mod lexicon;
mod lines;
mod messages;
mod neighbours;
pub mod notices;
mod numbers;
mod people;
mod places;
mod plan;
mod practices;
mod reasons;
mod recipients;
mod records;
mod regime;
mod roster;
mod seats;
mod segments;
mod settings;
mod sheet;
mod shelf;
mod sought;
mod spelling;
mod suppressions;
pub mod tc_string;
mod texts;
pub mod tie_stream;
mod ties;
mod transfers;
mod words;
mod workbook;

pub use adequacy::ADEQUACY;
pub use ages::AGES;
pub use checklists::CHECKLISTS;
pub use counts::{Donated, OnTwoLists, degrees, donated_lists, two_lists};
pub use eligibility::CLASSES;
pub use error::{ImportError, nearest};
pub use places::read_beside as read_places;
pub use practices::PRACTICES;
pub use regime::REGIMES;
pub use shelf::Shelf;
pub use sought::Sought;

use crate::{
    model::{eligibility::HeldColumn, tie::Direction},
    table::Tables,
};
use exports::{ImportRequest, SameNames};
use intake::Intake;
use plan::Plan;
use std::path::{Path, PathBuf};

/// What is to be read: a case, single tables, or both. A table named here takes the place of the case's; segments,
/// and the parts of attributes, are added to the case's.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// A folder with `case.toml`, or an export that an importer knows.
    pub case: Option<PathBuf>,
    /// The ties.
    pub ties: Option<PathBuf>,
    /// The consents.
    pub consents: Option<PathBuf>,
    /// The people list.
    pub people: Option<PathBuf>,
    /// People's own switches.
    pub settings: Option<PathBuf>,
    /// Segments: members, criteria or both.
    pub segments: Vec<PathBuf>,
    /// The places.
    pub places: Option<PathBuf>,
    /// Which places lie beside which.
    pub neighbours: Option<PathBuf>,
    /// The messages, to people or to segments.
    pub messages: Option<PathBuf>,
    /// The explanations that went with messages.
    pub reasons: Option<PathBuf>,
    /// The objections: who is not to be contacted.
    pub suppressions: Option<PathBuf>,
    /// The organisations that hold data.
    pub recipients: Option<PathBuf>,
    /// The transfers between them.
    pub transfers: Option<PathBuf>,
    /// Whose data each transfer passed on.
    pub passed: Option<PathBuf>,
    /// The versions of the texts that people agreed to; their files lie beside it.
    pub texts: Option<PathBuf>,
    /// Who sits in which of these organisations.
    pub seats: Option<PathBuf>,
    /// The records that holders have of people, and their days.
    pub records: Option<PathBuf>,
    /// What the platform let a grant open: the name of a regime, or a file whose name ends in `.toml`.
    pub regime: Option<String>,
    /// Whether ties point somewhere.
    pub directed: bool,
    /// Whose data a grant opens; only where ties point somewhere.
    pub direction: Option<Direction>,
    /// Attributes that are places.
    pub place_attributes: Vec<String>,
    /// Attributes that are groups.
    pub group_attributes: Vec<String>,
    /// Attributes of a special category, each with the category.
    pub special_attributes: Vec<(String, String)>,
    /// Columns of the people list that say from when to when something held, or on how many days: kept although their values
    /// may tell people apart, and an error where they hold anything else. Each may be missing.
    pub held_columns: Vec<HeldColumn>,
    /// The person whom the reading is asked about.
    pub sought: Option<Sought>,
    /// Columns that have another name in the file: ours, theirs. Ours may have the table before it, as in `ties.source`, and must where
    /// several of the tables have a column of that name.
    pub renamed: Vec<(String, String)>,
    /// The title of the report.
    pub title: Option<String>,
    /// How exports are read.
    pub how: ImportRequest,
}

/// An export that is known here: whether a path is one, and how it is read.
struct Importer {
    name: &'static str,
    knows: fn(&Path) -> bool,
    read: fn(&Path, &mut Intake) -> Result<Plan, ImportError>,
}

const IMPORTERS: &[Importer] = &[case_toml::IMPORTER, ego_networks::IMPORTER];

/// Reads what `request` names; `progress` is told the name of each file before it is read.
///
/// # Errors
/// Where a file cannot be read or would make the whole untrue, where a table that an audit needs is missing, and where
/// the request does not go together.
pub fn read(request: &Request, progress: &mut dyn FnMut(&str)) -> Result<Tables, ImportError> {
    let mut intake = Intake::new(progress);
    intake.ledger.max_rejects = request.how.max_rejects;
    let mut plan = match &request.case {
        Some(path) => open(path, request, &mut intake)?,
        None => Plan::default(),
    };
    plan.add(request)?;
    intake.take(plan, request.sought.as_ref())
}

/// Reads a case: what its own importer makes of it, or else an export.
fn open(path: &Path, request: &Request, intake: &mut Intake) -> Result<Plan, ImportError> {
    path.metadata().map_err(|cause| ImportError::Read { path: path.to_owned(), cause })?;
    if let Some(importer) = IMPORTERS.iter().find(|importer| (importer.knows)(path)) {
        let how = &request.how;
        if how.same_names != SameNames::default() || how.ids.is_some() || how.format.is_some() {
            let what = "--same-names, --ids and --as are about exports, and these are tables, in which it is decided who is who";
            return Err(ImportError::request(
                what,
                "give them to `bystander import`, or audit the exports themselves",
            ));
        }
        return (importer.read)(path, intake);
    }
    if exports::is_known(path)? {
        let exports = vec![path.to_owned()];
        let mut how = ImportRequest { exports, ..request.how.clone() };
        how.renamed.extend_from_slice(&request.renamed);
        return exports::into_audit::read(&how, intake);
    }
    let cases = IMPORTERS.iter().map(|importer| importer.name);
    let known: Vec<&str> = cases.chain(exports::formats().map(|format| format.title)).collect();
    Err(ImportError::UnknownCase { path: path.to_owned(), known: known.join(", ") })
}
