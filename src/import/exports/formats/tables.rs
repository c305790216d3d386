//! Tables as people have them: who is tied to whom, who there is, who agreed, and our own tables, as text, workbooks, Parquet or JSON.
//!
//! What a table is, its header says. All tables of an import share one set of ids, and those that say who there is are read first. What is
//! withheld (`n/a`, `1000-5000`, `<10`) stays what it is. Asked last: a bundle that another importer knows is not read as tables.

use super::{
    Format, Group, Importer,
    consent_lists::Survey,
    table_kinds::{Kind, is_certain, renamed_for},
    table_rows, table_ties,
};
use crate::{
    import::{
        body::Body,
        coding::Coding,
        error::{ImportError, listed},
        exports::{
            bundle::{Bundle, Entry},
            rows::{Rows, Scope},
        },
        input::Input,
        ledger::Verdict,
        roster::Admission,
        sheet::Sheet,
    },
    model::gap::Why,
};
use std::path::Path;

pub(super) const FORMAT: &Format = &Format {
    name: "tables",
    group: Group::Table,
    title: "tables",
    files: "*.csv, *.tsv, *.txt (comma, semicolon, tab or bar), *.xlsx, *.xls, *.ods, *.parquet, *.jsonl; text and JSON also .gz",
    gives: "ties (source and target, Gephi's columns, or what others call them; since, until, kind, Type), people with attributes, \
            consents, settings, segments, places, transfers, recipients, messages, suppressions",
    lacks: "weights of ties; columns that the tables do not have; kinds of ties other than friend, follows, address book and member",
    how: "from a spreadsheet or a database, or Gephi's data laboratory, with one header row; --map names columns that are called \
          otherwise",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows, read: |bundle, rows| read_all(&[bundle], rows) };

fn knows(bundle: &Bundle) -> bool {
    bundle.entries().iter().any(|entry| !bundle.was_opened(entry) && is_table(bundle, entry))
}

/// How much of a file is looked at before it is opened.
const PEEKED: usize = 1 << 16;

/// How many files of a bundle that nobody opened are tables with the columns that we call so.
pub(in crate::import::exports) fn of_the_users_own(bundle: &Bundle) -> usize {
    let is_own = |entry: &&Entry| {
        let has = |body: &Body, names: &[&str]| {
            names.iter().all(|name| body.header().iter().any(|cell| cell.eq_ignore_ascii_case(name)))
        };
        matches!(entry.ending(), "csv" | "tsv")
            && !bundle.was_opened(entry)
            && peeked(bundle, entry)
                .is_some_and(|body| has(&body, &["source", "target"]) || has(&body, &["person"]))
    };
    bundle.entries().iter().filter(is_own).count()
}

/// Whether an entry is a table by its ending; a text that may be anything, by its header.
fn is_table(bundle: &Bundle, entry: &Entry) -> bool {
    match entry.ending() {
        "csv" | "tsv" | "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" | "parquet" | "jsonl" | "ndjson" => true,
        "txt" => peeked(bundle, entry).is_some_and(|body| {
            body.header().len() > 1 && Kind::of(&body, entry.name(), &[]).is_some_and(is_certain)
        }),
        _ => false,
    }
}

/// The beginning of an entry that is text, as a table.
pub(super) fn peeked(bundle: &Bundle, entry: &Entry) -> Option<Body> {
    let start = bundle.peek(entry, PEEKED);
    let whole = start.len() < PEEKED;
    let end = if whole { start.len() } else { start.iter().rposition(|&byte| byte == b'\n').unwrap_or(0) };
    let path = format!("peeked.{}", entry.ending());
    let mut input = Input::of_bytes(path.clone(), Path::new(&path), start[..end].to_vec()).ok()?;
    Body::all(&mut input).ok()?.into_iter().next()
}

/// Reads the tables of all `bundles` that no other importer opened: first who there is, then ties, then the rest.
pub(in crate::import::exports) fn read_all(bundles: &[&Bundle], rows: &mut Rows) -> Result<(), ImportError> {
    let (mut inputs, mut tables) = (Vec::new(), Vec::new());
    for bundle in bundles {
        let before = tables.len();
        let mut strangers = Vec::new();
        let others = bundle.entries().iter().any(|entry| bundle.was_opened(entry));
        let left = |entry: &&Entry| !bundle.was_opened(entry) && is_table(bundle, entry);
        for entry in bundle.entries().iter().filter(left).collect::<Vec<_>>() {
            let mut input = rows.open(bundle, entry)?;
            match take_known(&mut input, entry.name(), inputs.len(), rows, &mut tables)? {
                (0, _) => strangers.push(bundle.shown(entry)),
                (_, 0) => {}
                (_, others) => {
                    let file = bundle.shown(entry);
                    rows.warn(format!(
                        "{file}: sheets that are no table known here and were not read: {others}"
                    ));
                }
            }
            inputs.push(input);
        }
        if !strangers.is_empty() {
            let files = listed(strangers.iter().map(String::as_str));
            if tables.len() == before && !others {
                return Err(unknown(&strangers[0]));
            }
            rows.warn(format!("not read, for their headers are of no table known here: {files}"));
        }
    }
    rows.columns_seen.extend(tables.iter().flat_map(|table| table.body.header().iter().cloned()));
    tables.sort_by_key(|table| table.kind);
    let scope = rows.shared_scope();
    let declared = tables.iter().any(|table| table.kind == Kind::People);
    for Table { kind, body, input } in tables {
        read(kind, body, &inputs[input], Among { scope, declared }, rows)?;
    }
    Ok(())
}

/// A table that is known, and the place of the file that it stands in.
struct Table {
    kind: Kind,
    body: Body,
    input: usize,
}

/// The set of ids of all tables, and whether a table says who there is.
#[derive(Clone, Copy)]
pub(super) struct Among {
    pub(super) scope: Scope,
    pub(super) declared: bool,
}

/// Adds the tables of `input` to `tables`; says how many are known, and how many are not.
fn take_known(
    input: &mut Input,
    name: &str,
    place: usize,
    rows: &Rows,
    tables: &mut Vec<Table>,
) -> Result<(usize, usize), ImportError> {
    let (before, bodies) = (tables.len(), Body::all(input)?);
    let all = bodies.len();
    for mut body in bodies {
        body.has_header(|header| Kind::of_header(header, name, &rows.renamed).is_some());
        if let Some(kind) = Kind::of(&body, name, &rows.renamed) {
            tables.push(Table { kind, body, input: place });
        }
    }
    let known = tables.len() - before;
    Ok((known, all - known))
}

fn unknown(file: &str) -> ImportError {
    let way_out = "ties have source and target; people have person; consents have person and one of app, scopes, given_on or status; \
                   say --map source=THEIRS,target=THEIRS, or rename the columns (a bare `id` is a person beside a `label`, or in a \
                   file called nodes or people)";
    ImportError::file(file, "its header is of no table that is known here", way_out)
}

/// Tells of a name for a column that no table has.
pub(in crate::import::exports) fn warn_of_unused(rows: &mut Rows) {
    let unused =
        rows.renamed.iter().map(|(_, theirs)| theirs).filter(|theirs| !rows.columns_seen.contains(*theirs));
    let unused: Vec<String> = unused.cloned().collect();
    if !unused.is_empty() && !rows.columns_seen.is_empty() {
        let names = listed(unused.iter().map(String::as_str));
        rows.warn(format!("columns that --map names and no table has: {names}"));
    }
}

fn read(kind: Kind, body: Body, input: &Input, among: Among, rows: &mut Rows) -> Result<(), ImportError> {
    if kind == Kind::Survey {
        let survey = Survey::of(&body).expect("it was found to be one");
        return survey.read(body, input, among, rows);
    }
    let renamed = renamed_for(kind.name(), body.header(), &rows.renamed);
    let sheet = Sheet::of(body, input, kind.name(), &renamed, &mut rows.got.ledger)?;
    match kind {
        Kind::People => read_people(&sheet, among.scope, rows),
        Kind::Ties => table_ties::read(&sheet, among, rows),
        Kind::Consents => {
            sheet.say_unread(&mut rows.got.ledger);
            table_rows::read_consents(&sheet, among.scope, 0, |_, _| true, rows)
        }
        Kind::Survey => Ok(()),
        Kind::Other(table) => table_rows::read(&sheet, table, among.scope, rows),
    }
}

/// Every column but that of the person is an attribute, with the values as they stand.
fn read_people(sheet: &Sheet, scope: Scope, rows: &mut Rows) -> Result<(), ImportError> {
    let person = sheet.required("person")?;
    let others: Vec<usize> =
        (0..sheet.header().len()).filter(|&at| at != person && !sheet.our_name(at).is_empty()).collect();
    let mut known: Vec<Coding> = others.iter().map(|&at| Coding::new(sheet.our_name(at))).collect();
    let texts: Vec<usize> = (0..sheet.header().len()).collect();
    sheet.walk(&texts, |line, record| {
        let record = match record {
            Ok(record) if !record.bytes(person).is_empty() => record,
            Ok(_) => {
                return {
                    rows.book(sheet.source, line, Verdict::LeftOut(Why::BlankId));
                    Ok(())
                };
            }
            Err(why) => {
                return {
                    rows.book(sheet.source, line, Verdict::LeftOut(why));
                    Ok(())
                };
            }
        };
        let id = record.bytes(person);
        let (someone, admission) = rows.by_id(scope, id);
        let mut agrees = true;
        for (&column, known) in others.iter().zip(&mut known) {
            rows.attribute(someone, sheet.our_name(column), record.text(column));
            agrees &= known.set(someone.place(), record.text(column));
        }
        let verdict = match admission {
            Admission::New => Verdict::Taken.for_ids(&[id]),
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known if agrees => Verdict::LeftOut(Why::RepeatedPerson),
            Admission::Known => Verdict::LeftOut(Why::ConflictingValue),
        };
        rows.book(sheet.source, line, verdict);
        Ok(())
    })?;
    rows.close(sheet.source)
}
