//! What the sections are written from: the audit, and the measures as they may be published.

use super::{
    cell::Cell,
    small_cells,
    table::{Heading, Table},
};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{finding::Finding, number::Undefined},
};
use serde_json::Value;

/// The audit and its measures, small cells hidden.
pub(super) struct Published<'a> {
    /// The audit.
    pub(super) audit: &'a Audit,
    /// The measures as taken; for totals of the whole network, which are never hidden.
    pub(super) measures: &'a Measures,
    /// The measures as they may be published.
    pub(super) results: &'a Value,
    /// The findings.
    pub(super) findings: &'a [Finding],
}

/// How a value of the results becomes a cell.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Text,
    Count,
    Number,
    Share,
    P,
}

/// A column: its key in the results, its heading, how it is shown, and the id of its definition.
pub(super) type Column = (&'static str, &'static str, Shape, Option<&'static str>);

impl Published<'_> {
    /// The value at `path`, keys parted by dots.
    pub(super) fn at(&self, path: &str) -> &Value {
        path.split('.').fold(self.results, |value, key| &value[key])
    }

    /// The rows of the table at `path`; none where it is not there.
    pub(super) fn rows(&self, path: &str) -> &[Value] {
        self.at(path).as_array().map_or(&[], Vec::as_slice)
    }

    /// The cell of the value at `path`.
    pub(super) fn cell(&self, path: &str, shape: Shape) -> Cell {
        cell(self.at(path), shape)
    }

    /// The value at `path` as a reader sees it; where it is a bound, both ends, or which end it is.
    pub(super) fn either_end(&self, path: &str, shape: Shape) -> String {
        let bounds = &self.measures.bounds;
        let shown = || self.shown(path, shape);
        let ends = match path {
            _ if bounds.exact => return shown(),
            "spread.affected_share" | "spread.nonconsenter_share" => return format!("at most {}", shown()),
            "spread.consented_share" if !bounds.consenters.is_exact() => {
                return format!("at most {}", shown());
            }
            "spread.consenters" if bounds.consenters.is_exact() => return shown(),
            "spread.consenters" => ["consenters.at_least", "consenters.at_most"],
            "spread.bystanders" => ["bystanders.at_least", "bystanders.at_most"],
            "spread.affected" => ["affected.at_least", "affected.at_most"],
            "spread.bystanders_per_consenter" => {
                ["bystanders_per_consenter_at_least", "bystanders_per_consenter_at_most"]
            }
            "spread.affected_per_consenter" => {
                ["affected_per_consenter_at_least", "affected_per_consenter_at_most"]
            }
            _ => return shown(),
        };
        let [least, most] = ends.map(|end| self.shown(&format!("bounds.{end}"), shape));
        if least == most { least } else { format!("{least} to {most}") }
    }

    /// The value at `path` as a reader sees it.
    pub(super) fn shown(&self, path: &str, shape: Shape) -> String {
        self.cell(path, shape).shown()
    }
}

/// A value of the results as a cell.
pub(super) fn cell(value: &Value, shape: Shape) -> Cell {
    if small_cells::is_hidden(value) {
        return Cell::Hidden;
    }
    if let Some(why) = value.get("undefined") {
        let why = serde_json::from_value(why.clone());
        return Cell::Undefined(why.unwrap_or(Undefined::EmptyInput));
    }
    let real = |of: fn(f64) -> Cell| value.as_f64().map(of);
    let cell = match shape {
        Shape::Text => value.as_str().map(|text| Cell::Text(text.to_owned())),
        Shape::Count => count(value).map(Cell::Count).or_else(|| real(Cell::Number)),
        Shape::Number => real(Cell::Number),
        Shape::Share => real(Cell::Share),
        Shape::P => real(Cell::P),
    };
    cell.unwrap_or(Cell::Empty)
}

/// A whole number, also where it is written as a real one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to be whole and in range")]
fn count(value: &Value) -> Option<u64> {
    let whole = |real: &f64| real.fract() == 0.0 && (0.0..9e15).contains(real);
    value.as_u64().or_else(|| value.as_f64().filter(whole).map(|real| real as u64))
}

/// A table of `columns` over `rows` of the results.
pub(super) fn table<'a>(
    id: &'static str,
    caption: impl Into<String>,
    columns: &[Column],
    rows: impl IntoIterator<Item = &'a Value>,
) -> Table {
    let headings = columns.iter().map(|&(key, label, _, definition)| Heading { key, label, definition });
    let row = |row: &Value| columns.iter().map(|&(key, _, shape, _)| cell(&row[key], shape)).collect();
    Table {
        id,
        caption: caption.into(),
        columns: headings.collect(),
        rows: rows.into_iter().map(row).collect(),
        notes: Vec::new(),
    }
}
