//! Two audits side by side: what went in, what was asked, which findings came and went, and the key figures with their differences.
//!
//! # Definition
//! A difference is the second report's figure minus the first's. Consenters and bystanders make the affected in each report, and so
//! do their differences. A difference is taken only where both reports define the figure in the same words: where both hold their
//! definitions the words are compared, and else the versions of the program.
//!
//! What one of the reports hides stays hidden. With the larger of the two thresholds t, two counts that differ by some but fewer
//! than t would single out those few: the difference is hidden, and the second count with it. Consenters, bystanders and affected
//! are hidden together, for each follows from the other two; shares and ratios are hidden with what they are made of. Over the
//! segments, differences of members are hidden as small cells of a column are, their complements with them.
//!
//! A difference is exact where both figures are; an estimate where one of them is; else a model, for bounds have no certain
//! difference.
//!
//! # Limits
//! Whoever holds both reports can subtract for themselves: each hides its own small cells, and neither knows of the other.

mod figures;
mod inputs;
#[cfg(test)]
mod tests;

use super::{cell::Cell, published::Shape, table::Table};
use crate::{model::number::Undefined, report::kinds};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One of the two reports.
pub struct Side<'a> {
    /// What its `results.json` holds.
    pub results: &'a Value,
    /// What its `findings.json` holds, where that is known.
    pub findings: Option<&'a Value>,
    /// Its definitions by their ids, where they are known.
    pub definitions: Option<&'a BTreeMap<String, String>>,
    hidden: BTreeSet<&'a str>,
}

/// The two reports side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Everything for programs, under the key `compare`; what is hidden or undefined as in the results of a report.
    pub results: Value,
    /// The same as tables for readers.
    pub tables: Vec<Table>,
}

impl<'a> Side<'a> {
    /// A report of which only the results are known.
    #[must_use]
    pub fn new(results: &'a Value) -> Self {
        let hidden = results["hidden"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        Self { results, findings: None, definitions: None, hidden }
    }

    /// Whether it is an audit, which alone has key figures to compare.
    #[must_use]
    pub fn is_audit(&self) -> bool {
        self.results["spread"].is_object()
    }

    /// The figure at `path`, keys parted by dots.
    fn figure(&self, path: &str, shape: Shape) -> Cell {
        let value = path.split('.').fold(self.results, |value, key| &value[key]);
        self.of(value, path, shape)
    }

    /// `value`, which stands at `path`; an empty place has its reason in the lists at the top of the results.
    fn of(&self, value: &Value, path: &str, shape: Shape) -> Cell {
        if self.hidden.contains(path) {
            return Cell::Hidden;
        }
        match self.results["undefined"].get(path) {
            Some(why) => super::published::cell(&json!({ "undefined": why }), shape),
            None => super::published::cell(value, shape),
        }
    }

    fn min_cell(&self) -> u64 {
        self.results["parameters"]["min_cell"].as_u64().unwrap_or(0)
    }

    /// What the figure at `path` is: the kind of the longest key that it begins with.
    fn kind(&self, path: &str) -> Option<&str> {
        kinds::kind_at(&self.results["kinds"], path)
    }

    /// Whether both sides mean the same by the definitions of these ids.
    fn means_the_same(&self, other: &Self, ids: &[&str]) -> bool {
        match (self.definitions, other.definitions) {
            (Some(own), Some(others)) => ids.iter().all(|&id| own.get(id) == others.get(id)),
            _ => self.results["program"]["version"] == other.results["program"]["version"],
        }
    }
}

impl Comparison {
    /// `one` and `other` side by side.
    #[must_use]
    pub fn of(one: &Side, other: &Side) -> Self {
        let least = one.min_cell().max(other.min_cell());
        let figures = figures::key_figures(one, other, least);
        let segments = figures::segments(one, other, least);
        let (reports, inputs) = (inputs::reports(one, other), inputs::inputs(one, other));
        let (parameters, findings) = (inputs::parameters(one, other), inputs::findings(one, other));
        let mut results = json!({
            "reports": reports.results, "inputs": inputs.results, "parameters": parameters.results,
            "figures": figures.iter().map(figures::Row::result).collect::<Value>(),
            "segments": segments.iter().map(figures::Row::result).collect::<Value>(),
        });
        let mut tables = vec![reports.table, inputs.table, parameters.table, figures::table(&figures, least)];
        if !segments.is_empty() {
            tables.push(figures::segment_table(&segments));
        }
        if let Some(findings) = findings {
            results["findings"] = findings.results;
            tables.push(findings.table);
        }
        Self { results: json!({ "compare": results }), tables }
    }
}

/// A part of the comparison, for programs and for readers.
struct Part {
    results: Value,
    table: Table,
}

/// The second of two cells minus the first; `None` where that means nothing.
fn difference(one: &Cell, other: &Cell, same_meaning: bool) -> Cell {
    match (one, other) {
        (Cell::Hidden, _) | (_, Cell::Hidden) => Cell::Hidden,
        _ if !same_meaning => Cell::Undefined(Undefined::OtherDefinition),
        (Cell::Undefined(why), _) | (_, Cell::Undefined(why)) => Cell::Undefined(*why),
        (Cell::Count(one), Cell::Count(other)) => {
            let by = i128::from(*other) - i128::from(*one);
            i64::try_from(by).map_or(Cell::Empty, Cell::Change)
        }
        _ => match (one.number(), other.number()) {
            (Some(one), Some(other)) => Cell::Number(other - one),
            _ => Cell::Empty,
        },
    }
}
