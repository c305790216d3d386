//! The report of notices, records and labels of political advertisements: what they tell, and what they leave out.

mod answer;
mod completeness;
mod definitions;
mod keeping;
mod labelling;
mod limits;
mod sums;
mod votes;

use super::{
    Block, Identity, Report, Section,
    cell::Cell,
    files, input_name,
    sections::Part,
    table::{Heading, Table},
    unread_rows,
};
use crate::{
    measure::notices::{NoticeAudit, NoticePlace},
    model::{
        notice::NoticeRecords,
        number::{self, Kind},
    },
};
use serde_json::{Map, Value, json};

/// What the sections are written from.
struct NoticePage<'a> {
    records: &'a NoticeRecords,
    audit: &'a NoticeAudit,
}

/// Every section, in reading order.
const SECTIONS: &[fn(&NoticePage) -> Part] = &[
    answer::part,
    completeness::part,
    sums::part,
    keeping::part,
    votes::part,
    labelling::part,
    received,
    limits::part,
    words,
];

/// What the figures under each key are. Counts of notices are exact; what ranges leave open is counted by itself. Intervals of an audit of labels hold for a
/// sample drawn at random.
const KINDS: &[(&str, Kind)] = &[
    ("notices.kinds", Kind::Exact),
    ("notices.completeness", Kind::Exact),
    ("notices.sums", Kind::Exact),
    ("notices.sums.failed", Kind::Bound),
    ("notices.keeping", Kind::Exact),
    ("notices.label_day", Kind::Exact),
    ("notices.votes", Kind::Exact),
    ("notices.silences", Kind::Exact),
    ("notices.labelling", Kind::Exact),
    ("notices.labelling.rows.precision.interval", Kind::Estimate),
    ("notices.labelling.rows.recall.interval", Kind::Estimate),
    ("notices.labelling.rows.false_positive_rate.interval", Kind::Estimate),
    ("notices.labelling.rows.false_negative_rate.interval", Kind::Estimate),
    ("notices.labelling.rows.wrong.interval", Kind::Estimate),
];

/// Shares that stand for more rows than they are made of, where an audit of labels gives weights.
const WEIGHTED: &[&str] =
    &["precision", "recall", "false_positive_rate", "false_negative_rate", "wrong", "missed_per_labelled"];

/// The report; `title` stands over it, `as_of` is the date that the user sets on it.
#[must_use]
pub fn report(
    records: &NoticeRecords,
    audit: &NoticeAudit,
    title: Option<&str>,
    as_of: Option<&str>,
) -> Report {
    let at = NoticePage { records, audit };
    let identity = Identity {
        title: title.unwrap_or("Notices and labels of political advertisements").to_owned(),
        about: None,
        version: env!("CARGO_PKG_VERSION"),
        as_of: as_of.map(str::to_owned),
        input: input_name(&records.sources),
        parameters: None,
        origin: None,
        command: None,
    };
    let (mut sections, mut tables) = (Vec::new(), Vec::new());
    for part in SECTIONS.iter().map(|part| part(&at)) {
        if !part.section.blocks.is_empty() {
            sections.push(part.section);
            tables.extend(part.tables);
        }
    }
    Report {
        headline: answer::headline(&at),
        summary: answer::summary(&at),
        unread: files::lines(&records.sources, &records.gaps),
        results: results(&identity, &at),
        identity,
        sections,
        figures: Vec::new(),
        tables,
        findings: Vec::new(),
        definitions: definitions::DEFINITIONS.to_vec(),
    }
}

/// The tables that answer the question, for a terminal, in reading order; those about the files are left to the report.
#[must_use]
pub fn tables(report: &Report) -> Vec<&Table> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let all = blocks.filter_map(|block| if let Block::Table(id) = block { report.table(id) } else { None });
    all.filter(|table| !matches!(table.id, "sources" | "unread") && !table.rows.is_empty()).collect()
}

fn results(identity: &Identity, at: &NoticePage) -> Value {
    let weighted = at.audit.labelling.as_ref().filter(|of| of.is_weighted).map_or(&[][..], |_| WEIGHTED);
    let weighted =
        weighted.iter().map(|key| (format!("notices.labelling.rows.{key}"), json!(Kind::Estimate)));
    let kinds = KINDS.iter().map(|(key, kind)| ((*key).to_owned(), json!(kind)));
    let kinds: Map<String, Value> = kinds.chain(weighted).collect();
    json!({
        "program": { "name": "bystander", "version": identity.version },
        "case": { "title": identity.title, "input": identity.input },
        "sources": at.records.sources,
        "unread": unread_rows(&at.records.sources, &at.records.gaps),
        "remarks": at.records.remarks,
        "checklists": at.records.checklists,
        "notices": at.audit,
        "kinds": kinds,
    })
}

fn received(at: &NoticePage) -> Part {
    let unread = files::unread(&at.records.sources, &at.records.gaps);
    let mut blocks = vec![Block::Table("sources")];
    blocks.push(if unread.rows.is_empty() {
        Block::Paragraph("Every record was read as it stood.".to_owned())
    } else {
        Block::Table("unread")
    });
    if !at.records.remarks.is_empty() {
        blocks.push(Block::List(at.records.remarks.clone()));
    }
    let section = Section { id: "received", title: "Data received, and what was not read", blocks };
    Part { section, figures: Vec::new(), tables: vec![files::sources(&at.records.sources), unread] }
}

fn words(_: &NoticePage) -> Part {
    let section = Section { id: "definitions", title: "Definitions", blocks: vec![Block::Definitions] };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}

/// A section of paragraphs and of tables that have rows; without such tables it has nothing in it.
fn of_tables(id: &'static str, title: &'static str, said: &[&str], tables: Vec<Table>) -> Part {
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let said = said.iter().filter(|_| !tables.is_empty()).map(|said| Block::Paragraph((*said).to_owned()));
    let blocks = said.chain(tables.iter().map(|table| Block::Table(table.id))).collect();
    Part { section: Section { id, title, blocks }, figures: Vec::new(), tables }
}

fn heading(key: &'static str, label: &'static str, definition: Option<&'static str>) -> Heading {
    Heading { key, label, definition }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// `3 of 7`.
fn of(part: u64, whole: u64) -> String {
    format!("{} of {}", number::count(part), number::count(whole))
}

/// What a notice is called and where it stands.
fn place(at: &NoticePage, of: &NoticePlace) -> [Cell; 3] {
    let file = at.records.sources.get(of.file as usize - 1).map_or("", |source| source.name.as_str());
    [of.id.clone().map_or(Cell::Empty, text), text(file), Cell::Count(of.line)]
}

/// The headings of [`place`].
fn place_headings() -> [Heading; 3] {
    [heading("notice", "notice", None), heading("file", "file", None), heading("line", "line", None)]
}
