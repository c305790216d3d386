//! The files that a report was made of, and what could not be read of them as it stood.

use super::{
    cell::Cell,
    table::{Heading, Table},
};
use crate::model::{
    case::Source,
    gap::{GapCount, Gaps, Why},
    id::SourceId,
    number,
};

/// What could not be read as it stood, a line a file and reason, for the terminal.
pub(super) fn lines(sources: &[Source], gaps: &Gaps) -> Vec<String> {
    let line = |(source, why, gap): (SourceId, Why, &GapCount)| {
        let file = sources.get(source.index()).map_or("", |source| source.name.as_str());
        format!("{file}: {} × {} ({})", number::count(gap.records), why.text(), places(gap))
    };
    let lines: Vec<_> = gaps.counts().map(line).collect();
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

/// The files as they were received.
pub(super) fn sources(sources: &[Source]) -> Table {
    let row = |source: &Source| {
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
        rows: sources.iter().filter(|source| source.bytes > 0).map(row).collect(),
        notes: Vec::new(),
    }
}

/// What could not be read as it stood, a row a file and reason.
pub(super) fn unread(sources: &[Source], gaps: &Gaps) -> Table {
    let row = |(source, why, gap): (SourceId, Why, &GapCount)| {
        let file = sources.get(source.index()).map_or("", |source| source.name.as_str());
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
        rows: gaps.counts().map(row).collect(),
        notes: Vec::new(),
    }
}
