//! The key figures of two reports, with their differences.

use super::{Side, difference};
use crate::{
    model::number,
    report::{
        cell::Cell,
        published::Shape,
        table::{Heading, Table},
    },
    stat::small_cells,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A key figure: its key, what it is called, its shape, the counts that it is made of, and the ids of its definitions.
struct KeyFigure {
    key: &'static str,
    label: &'static str,
    shape: Shape,
    made_of: &'static [&'static str],
    definitions: &'static [&'static str],
}

const fn key(
    key: &'static str,
    label: &'static str,
    shape: Shape,
    made_of: &'static [&'static str],
    definitions: &'static [&'static str],
) -> KeyFigure {
    KeyFigure { key, label, shape, made_of, definitions }
}

/// Each of these follows from the other two.
const SUM: [&str; 3] = ["spread.consenters", "spread.bystanders", "spread.affected"];

const FIGURES: &[KeyFigure] = &[
    key("spread.people", "people in the network", Shape::Count, &[], &[]),
    key("spread.ties", "ties", Shape::Count, &[], &["tie"]),
    key("spread.consenters", "consenters", Shape::Count, &[], &["consenter"]),
    key(
        "spread.consented_share",
        "consenters of all people",
        Shape::Share,
        &["spread.consenters", "spread.people"],
        &["consenter"],
    ),
    key("spread.bystanders", "bystanders", Shape::Count, &[], &["consenter", "bystander"]),
    key("spread.affected", "affected", Shape::Count, &[], &["consenter", "bystander", "affected"]),
    key(
        "spread.affected_share",
        "affected of all people",
        Shape::Share,
        &["spread.affected", "spread.people"],
        &["consenter", "bystander", "affected"],
    ),
    key(
        "spread.bystanders_per_consenter",
        "bystanders per consenter",
        Shape::Number,
        &["spread.bystanders", "spread.consenters"],
        &["consenter", "bystander", "per_consenter"],
    ),
    key(
        "spread.affected_per_consenter",
        "affected per consenter",
        Shape::Number,
        &["spread.affected", "spread.consenters"],
        &["consenter", "bystander", "affected", "per_consenter"],
    ),
    key(
        "spread.exposed_through_one",
        "through one consenter only",
        Shape::Count,
        &[],
        &["consenter", "exposure_count"],
    ),
    key(
        "spread.exposed_through_one_share",
        "of those exposed, through one only",
        Shape::Share,
        &["spread.exposed_through_one", "spread.bystanders"],
        &["consenter", "exposure_count"],
    ),
];

/// The figures of a segment: its key, what it is called, its shape.
const OF_SEGMENT: &[(&str, &str, Shape, &[&str])] = &[
    ("members", "members", Shape::Count, &["segment"]),
    ("from_bystanders", "members who are bystanders", Shape::Count, &["segment", "consenter", "bystander"]),
    (
        "share_from_bystanders",
        "bystanders of the members",
        Shape::Share,
        &["segment", "consenter", "bystander", "share_from_bystanders"],
    ),
];

/// One figure of both reports.
pub(super) struct Row {
    /// The segment that it is a figure of.
    segment: Option<String>,
    key: String,
    label: &'static str,
    shape: Shape,
    cells: [Cell; 2],
    difference: Cell,
    kind: &'static str,
}

impl Row {
    fn of(one: &Side, other: &Side, key: String, label: &'static str, shape: Shape, ids: &[&str]) -> Self {
        let cells = [one.figure(&key, shape), other.figure(&key, shape)];
        let kind = kind([one.kind(&key), other.kind(&key)]);
        let difference = difference(&cells[0], &cells[1], one.means_the_same(other, ids));
        Self { segment: None, key, label, shape, cells, difference, kind }
    }

    fn is_hidden(&self) -> bool {
        self.difference == Cell::Hidden
    }

    /// Whether two counts differ by some, but fewer than `least`.
    fn is_small(&self, least: u64) -> bool {
        match self.cells {
            [Cell::Count(one), Cell::Count(other)] => (1..least).contains(&one.abs_diff(other)),
            _ => false,
        }
    }

    fn hide(&mut self) {
        self.difference = Cell::Hidden;
        self.cells[1] = Cell::Hidden;
    }

    /// The row for programs.
    pub(super) fn result(&self) -> Value {
        let value = |cell: &Cell| match cell {
            Cell::Hidden => json!({ "hidden": true }),
            Cell::Undefined(why) => json!({ "undefined": why.code() }),
            Cell::Count(count) => json!(count),
            Cell::Change(by) => json!(by),
            other => json!(other.number()),
        };
        let [one, other] = &self.cells;
        let mut row = json!({ "key": self.key, "label": self.label, "first": value(one), "second": value(other),
            "difference": value(&self.difference), "kind": self.kind });
        if let Some(segment) = &self.segment {
            row["segment"] = json!(segment);
        }
        row
    }

    /// The cells for readers.
    fn shown(&self) -> Vec<Cell> {
        let difference = match (&self.difference, self.shape) {
            (Cell::Number(by), Shape::Share) => Cell::Text(format!("{} points", signed(*by * 100.0))),
            (Cell::Number(by), _) => Cell::Text(signed(*by)),
            (other, _) => other.clone(),
        };
        let [one, other] = self.cells.clone();
        vec![Cell::Text(self.label.to_owned()), one, other, difference, Cell::Text(self.kind.to_owned())]
    }
}

fn signed(by: f64) -> String {
    let text = number::real(by);
    if by > 0.0 { format!("+{text}") } else { text }
}

/// What a difference is, of what its figures are.
fn kind(of: [Option<&str>; 2]) -> &'static str {
    match of {
        [Some("exact"), Some("exact")] => "exact",
        [Some("estimate"), _] | [_, Some("estimate")] => "estimate",
        _ => "model",
    }
}

/// The key figures of both.
pub(super) fn key_figures(one: &Side, other: &Side, least: u64) -> Vec<Row> {
    let row = |of: &KeyFigure| Row::of(one, other, of.key.to_owned(), of.label, of.shape, of.definitions);
    let mut rows: Vec<Row> = FIGURES.iter().map(row).collect();
    let closed = |row: &Row| row.is_hidden() || row.is_small(least);
    let mut hidden: BTreeSet<String> =
        rows.iter().filter(|row| closed(row)).map(|row| row.key.clone()).collect();
    if SUM.iter().any(|key| hidden.contains(*key)) {
        hidden.extend(SUM.map(str::to_owned));
    }
    for (row, of) in rows.iter_mut().zip(FIGURES) {
        if hidden.contains(of.key) || of.made_of.iter().any(|part| hidden.contains(*part)) {
            row.hide();
        }
    }
    rows
}

/// The figures of the segments that both have, by name.
pub(super) fn segments(one: &Side, other: &Side, least: u64) -> Vec<Row> {
    let (firsts, seconds) = (places(one), places(other));
    let both = firsts.iter().filter_map(|(name, first)| Some((name, *first, *seconds.get(name)?)));
    let mut groups: Vec<Vec<Row>> =
        both.map(|(name, first, second)| of_segment([one, other], name, [first, second])).collect();
    // Members of one segment may follow from those of all the others and their total.
    let by: Vec<u64> = groups.iter().map(|group| group[0].difference.number().map_or(0, whole)).collect();
    let marks = small_cells::hidden(&by, least, true);
    for (group, hidden) in groups.iter_mut().zip(marks) {
        let [members, from_bystanders, share] = &mut group[..] else { continue };
        if hidden || members.is_hidden() {
            for row in [members, &mut *from_bystanders, &mut *share] {
                row.hide();
            }
        }
        if from_bystanders.is_hidden() || from_bystanders.is_small(least) {
            from_bystanders.hide();
            share.hide();
        }
    }
    groups.into_iter().flatten().collect()
}

/// The size of a difference of counts.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a difference of counts is whole")]
fn whole(by: f64) -> u64 {
    by.abs() as u64
}

/// Where each segment stands in the list; of several of one name none.
fn places(side: &Side) -> BTreeMap<String, usize> {
    let rows = side.results["segments"]["segments"].as_array().map_or(&[][..], Vec::as_slice);
    let name = |row: &Value| row["segment"].as_str().map(str::to_owned);
    let mut places = BTreeMap::new();
    for (at, segment) in rows.iter().enumerate().filter_map(|(at, row)| Some((at, name(row)?))) {
        places.entry(segment).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places.into_iter().filter_map(|(name, at)| Some((name, at?))).collect()
}

fn of_segment(sides: [&Side; 2], name: &str, at: [usize; 2]) -> Vec<Row> {
    let row = |&(key, label, shape, ids): &(&'static str, &'static str, Shape, &[&str])| {
        let cell = |side: &Side, at: usize| {
            let path = format!("segments.segments[{at}].{key}");
            side.of(&side.results["segments"]["segments"][at][key], &path, shape)
        };
        let cells = [cell(sides[0], at[0]), cell(sides[1], at[1])];
        let key = format!("segments.segments.{key}");
        let kind = kind(sides.map(|side| side.kind(&key)));
        let difference = difference(&cells[0], &cells[1], sides[0].means_the_same(sides[1], ids));
        Row { segment: Some(name.to_owned()), key, label, shape, cells, difference, kind }
    };
    OF_SEGMENT.iter().map(row).collect()
}

const COLUMNS: [Heading; 5] = [
    Heading { key: "figure", label: "figure", definition: None },
    Heading { key: "first", label: "first report", definition: None },
    Heading { key: "second", label: "second report", definition: None },
    Heading { key: "difference", label: "difference", definition: None },
    Heading { key: "kind", label: "the difference is", definition: None },
];

/// The key figures as a table.
pub(super) fn table(rows: &[Row], least: u64) -> Table {
    let mut notes = vec![
        "Differences add up: that of the consenters and that of the bystanders make that of the affected."
            .to_owned(),
    ];
    if rows.iter().any(Row::is_hidden) {
        notes.push(format!(
            "Hidden is what a report hides, and numbers that differ by fewer than {} people, with what would give them away.",
            number::count(least)
        ));
    }
    Table {
        id: "figures",
        caption: "Key figures, and the second minus the first.".to_owned(),
        columns: COLUMNS.to_vec(),
        rows: rows.iter().map(Row::shown).collect(),
        notes,
    }
}

/// The segments as a table.
pub(super) fn segment_table(rows: &[Row]) -> Table {
    let segment = Heading { key: "segment", label: "segment", definition: None };
    let row = |row: &Row| {
        let name = Cell::Text(row.segment.clone().unwrap_or_default());
        std::iter::once(name).chain(row.shown()).collect()
    };
    Table {
        id: "segments",
        caption: "Segments that both reports have, by name.".to_owned(),
        columns: std::iter::once(segment).chain(COLUMNS).collect(),
        rows: rows.iter().map(row).collect(),
        notes: Vec::new(),
    }
}
