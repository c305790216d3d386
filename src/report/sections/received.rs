//! The data received: each file as it came, and what could not be read as it stood.

use super::Part;
use crate::{
    model::{
        gap::{GapCount, Why},
        id::SourceId,
        number,
    },
    report::{
        Block, Section,
        cell::Cell,
        published::Published,
        table::{Heading, Table},
    },
};

pub(super) fn part(at: &Published) -> Part {
    let who = if at.audit.listed {
        "Who there is comes from the people list, people without ties included."
    } else {
        "No people list was given: the people are those with at least one tie."
    };
    let mut blocks = vec![Block::Table("sources"), Block::Paragraph(who.to_owned())];
    if !at.audit.experienced.is_empty() {
        let segments = number::count(at.audit.experienced.len() as u64);
        blocks.push(Block::Paragraph(format!(
            "Segments of what single people saw or were counted in, by their own exports: {segments}. They are no \
             audiences, and no figure of this report takes them for one."
        )));
    }
    if let Some(origin) = &at.audit.case.origin {
        blocks.insert(0, Block::Paragraph(origin.clone()));
    }
    let unread = unread(at);
    if unread.rows.is_empty() {
        blocks.push(Block::Paragraph("Every record was read as it stood.".to_owned()));
    } else {
        blocks.push(Block::Table("unread"));
    }
    Part {
        section: Section { id: "received", title: "Data received, and what was not read", blocks },
        figures: Vec::new(),
        tables: vec![sources(at), unread],
    }
}

/// What could not be read as it stood, a line a file and reason, for the terminal.
pub(in crate::report) fn lines(at: &Published) -> Vec<String> {
    let line = |(source, why, gap): (SourceId, Why, &GapCount)| {
        let file = at.audit.sources.get(source.index()).map_or("", |source| source.name.as_str());
        format!("{file}: {} × {} ({})", number::count(gap.records), why.text(), places(gap))
    };
    let lines: Vec<_> = at.audit.gaps.counts().map(line).collect();
    if lines.is_empty() { vec!["nothing: every record was read as it stood".to_owned()] } else { lines }
}

/// The lines of a gap: `line 7`, `lines 7, 9 and 12`, `lines 7, 9, 12 and 40 more`.
fn places(gap: &GapCount) -> String {
    const SHOWN: usize = 8;
    let lines: Vec<String> = gap.lines.iter().take(SHOWN).map(|&line| number::count(line)).collect();
    let more = gap.records - lines.len() as u64;
    match (lines.as_slice(), more) {
        ([line], 0) => format!("line {line}"),
        (lines, 0) => {
            let (last, first) = lines.split_last().expect("a gap has a line");
            format!("lines {} and {last}", first.join(", "))
        }
        (lines, more) => format!("lines {} and {} more", lines.join(", "), number::count(more)),
    }
}

fn heading(key: &'static str, label: &'static str) -> Heading {
    Heading { key, label, definition: None }
}

fn sources(at: &Published) -> Table {
    let row = |source: &crate::model::case::Source| {
        vec![
            Cell::Text(source.table.clone()),
            Cell::Text(source.name.clone()),
            Cell::Text(source.format.clone()),
            Cell::Count(source.bytes),
            Cell::Count(source.records),
            Cell::Count(source.taken),
            Cell::Text(source.sha256.clone()),
        ]
    };
    Table {
        id: "sources",
        caption: "Files as received.".to_owned(),
        columns: vec![
            heading("table", "table"),
            heading("file", "file"),
            heading("format", "read as"),
            heading("bytes", "bytes"),
            heading("records", "records"),
            heading("taken", "taken"),
            heading("sha256", "SHA-256"),
        ],
        rows: at.audit.sources.iter().filter(|source| source.bytes > 0).map(row).collect(),
        notes: Vec::new(),
    }
}

fn unread(at: &Published) -> Table {
    let row = |(source, why, gap): (SourceId, Why, &GapCount)| {
        let file = at.audit.sources.get(source.index()).map_or("", |source| source.name.as_str());
        vec![
            Cell::Text(file.to_owned()),
            Cell::Text(why.text().to_owned()),
            Cell::Count(gap.records),
            Cell::Text(places(gap)),
        ]
    };
    Table {
        id: "unread",
        caption: "Records that did not enter as they stood.".to_owned(),
        columns: vec![
            heading("file", "file"),
            heading("reason", "what they are, and what was done"),
            heading("records", "records"),
            heading("lines", "where"),
        ],
        rows: at.audit.gaps.counts().map(row).collect(),
        notes: Vec::new(),
    }
}
