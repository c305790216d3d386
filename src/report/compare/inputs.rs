//! What went into two reports, and what came out besides figures.

use super::{Part, Side};
use crate::report::{
    cell::Cell,
    table::{Heading, Table},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// As many digits of a SHA-256 stand in a table.
const DIGITS: usize = 12;

fn table(
    id: &'static str,
    caption: &str,
    columns: &[(&'static str, &'static str)],
    rows: Vec<Vec<Cell>>,
) -> Table {
    let columns = columns.iter().map(|&(key, label)| Heading { key, label, definition: None }).collect();
    Table { id, caption: caption.to_owned(), columns, rows, notes: Vec::new() }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A value in a table.
fn written(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::String(of) => text(of),
        other => text(other.to_string()),
    }
}

/// Which two reports they are.
pub(super) fn reports(one: &Side, other: &Side) -> Part {
    let lines = [
        ("title", "title", "/case/title"),
        ("audit_id", "audit id", "/case/input"),
        ("version", "made by bystander", "/program/version"),
    ];
    let at = |side: &Side, path: &str| side.results.pointer(path).cloned().unwrap_or(Value::Null);
    let side = |side: &Side| -> Value {
        lines
            .iter()
            .map(|(key, _, path)| ((*key).to_owned(), at(side, path)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let row = |(_, label, path): &(&str, &str, &str)| {
        vec![text(*label), written(&at(one, path)), written(&at(other, path))]
    };
    Part {
        results: json!({ "first": side(one), "second": side(other) }),
        table: table(
            "reports",
            "The two reports.",
            &[("what", ""), ("first", "first report"), ("second", "second report")],
            lines.iter().map(row).collect(),
        ),
    }
}

/// The input files that changed, by what they were read as and their names. Lengths and numbers of records are left out: they
/// could tell by how few people two files differ.
pub(super) fn inputs(one: &Side, other: &Side) -> Part {
    let (firsts, seconds) = (sums(one), sums(other));
    let names: BTreeSet<_> = firsts.keys().chain(seconds.keys()).collect();
    let short = |sums: Option<&BTreeSet<String>>| -> Vec<String> {
        sums.into_iter().flatten().map(|sum| sum.chars().take(DIGITS).collect()).collect()
    };
    let change = |name: &(String, String)| match (firsts.get(name), seconds.get(name)) {
        (Some(_), None) => "only in the first",
        (None, Some(_)) => "only in the second",
        (first, second) if first == second => "the same",
        _ => "changed",
    };
    let row = |name: &&(String, String)| {
        let [first, second] = [firsts.get(*name), seconds.get(*name)].map(short);
        json!({ "table": name.0, "file": name.1, "change": change(name), "first": first, "second": second })
    };
    let results: Vec<Value> = names.iter().map(row).collect();
    let joined = |value: &Value| {
        let sums = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        text(sums.collect::<Vec<_>>().join(" "))
    };
    let cells = |row: &Value| {
        let [table, file, change] = ["table", "file", "change"].map(|key| written(&row[key]));
        vec![table, file, change, joined(&row["first"]), joined(&row["second"])]
    };
    let columns = [
        ("table", "read as"),
        ("file", "file"),
        ("change", "is"),
        ("first", "SHA-256, first report"),
        ("second", "second report"),
    ];
    Part {
        table: table(
            "inputs",
            "The files that the reports were made of.",
            &columns,
            results.iter().map(cells).collect(),
        ),
        results: json!(results),
    }
}

/// The SHA-256s by table and name, for several files may have one name.
fn sums(side: &Side) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut sums: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for source in side.results["sources"].as_array().into_iter().flatten() {
        let [table, name, sha256] =
            ["table", "name", "sha256"].map(|key| source[key].as_str().unwrap_or_default().to_owned());
        sums.entry((table, name)).or_default().insert(sha256);
    }
    sums
}

/// The parameters that differ.
pub(super) fn parameters(one: &Side, other: &Side) -> Part {
    let of = |side: &Side, key: &str| match key {
        "directed" | "direction" | "people_listed" => side.results["case"][key].clone(),
        _ => side.results["parameters"][key].clone(),
    };
    let keys = [one, other].into_iter().filter_map(|side| side.results["parameters"].as_object());
    let keys = keys.flat_map(|keys| keys.keys().map(String::as_str));
    let keys: BTreeSet<&str> = keys.chain(["directed", "direction", "people_listed"]).collect();
    let differ = keys.into_iter().filter(|key| of(one, key) != of(other, key));
    let results: Vec<Value> = differ
        .map(|key| json!({ "parameter": key, "first": of(one, key), "second": of(other, key) }))
        .collect();
    let cells = |row: &Value| ["parameter", "first", "second"].map(|key| written(&row[key])).to_vec();
    let columns = [("parameter", "parameter"), ("first", "first report"), ("second", "second report")];
    let mut table =
        table("parameters", "Parameters that differ.", &columns, results.iter().map(cells).collect());
    table.notes.push(if results.is_empty() {
        "None: both were asked the same.".to_owned()
    } else {
        "Figures of reports that were asked differently answer different questions.".to_owned()
    });
    Part { table, results: json!(results) }
}

/// The rules by how many findings each has in either report; none where a report comes without its findings.
pub(super) fn findings(one: &Side, other: &Side) -> Option<Part> {
    let of = |side: &Side| -> Option<BTreeMap<(String, String), u64>> {
        let mut counts = BTreeMap::new();
        for finding in side.findings?.as_array()? {
            let [code, name] =
                ["code", "name"].map(|key| finding[key].as_str().unwrap_or_default().to_owned());
            *counts.entry((code, name)).or_insert(0) += 1;
        }
        Some(counts)
    };
    let (firsts, seconds) = (of(one)?, of(other)?);
    let rules: BTreeSet<_> = firsts.keys().chain(seconds.keys()).collect();
    let row = |rule: &&(String, String)| {
        let [first, second] = [&firsts, &seconds].map(|counts| counts.get(*rule).copied().unwrap_or(0));
        let change = match (first, second) {
            (0, _) => "came",
            (_, 0) => "went",
            _ => "in both",
        };
        json!({ "code": rule.0, "name": rule.1, "change": change, "first": first, "second": second })
    };
    let results: Vec<Value> = rules.iter().map(row).collect();
    let cells = |row: &Value| {
        let [code, name, change] = ["code", "name", "change"].map(|key| written(&row[key]));
        let count = |key: &str| Cell::Count(row[key].as_u64().unwrap_or(0));
        vec![code, name, change, count("first"), count("second")]
    };
    let columns = [
        ("code", "rule"),
        ("name", "finds"),
        ("change", "is"),
        ("first", "findings, first"),
        ("second", "second"),
    ];
    Some(Part {
        table: table(
            "findings",
            "Findings that came and went, by rule.",
            &columns,
            results.iter().map(cells).collect(),
        ),
        results: json!(results),
    })
}
