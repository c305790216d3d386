//! `results.json` and `findings.json`: the report for programs. A figure that does not exist is `null` in its place,
//! and the map `undefined` at the top says of each such place why, for instance
//! `"spread.bystanders_per_consenter": "no_consenters"`. A figure that is hidden for being small is `null` too, and the list
//! `hidden` at the top names its place. Keys stand in the order of the alphabet.

use super::{File, RenderError, Renderer};
use crate::report::{Report, cell::Cell, table::Table};
use serde_json::{Map, Value};

pub(super) const RENDERER: Renderer = Renderer { name: "json", render };

/// The key of a figure that does not exist, and of the map that collects them.
const UNDEFINED: &str = "undefined";
/// The key of a figure that is hidden, and of the list that collects them.
const HIDDEN: &str = "hidden";

/// One part of the results, each of its measures under its key, for `--json`.
pub(super) fn part(report: &Report, part: &str) -> Result<String, RenderError> {
    let keys = Report::keys_of(part).iter().map(|&key| (key.to_owned(), report.results[key].clone()));
    whole(Value::Object(keys.collect()))
}

/// Results that have no report around them.
pub(super) fn whole(of: Value) -> Result<String, RenderError> {
    let bytes = pretty(&results(of))?;
    Ok(String::from_utf8(bytes).expect("JSON is text"))
}

/// Tables under `part`: each under its id, its rows as maps from the keys of its columns, its remarks beside them.
pub(super) fn tables(tables: &[Table], part: &str) -> Result<String, RenderError> {
    let mut map = Map::new();
    for table in tables {
        let row = |row: &Vec<Cell>| {
            let keys = table.columns.iter().map(|column| column.key.to_owned());
            keys.zip(row.iter().map(of_cell)).collect::<Map<String, Value>>()
        };
        let rows: Vec<_> = table.rows.iter().map(row).collect();
        map.insert(table.id.to_owned(), serde_json::json!({ "rows": rows, "notes": table.notes }));
    }
    value(&map, part)
}

/// `value` under `part`.
pub(super) fn value(value: &impl serde::Serialize, part: &str) -> Result<String, RenderError> {
    let only = serde_json::json!({ part: serde_json::to_value(value)? });
    Ok(String::from_utf8(pretty(&results(only))?).expect("JSON is text"))
}

fn of_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Count(count) => Value::from(*count),
        Cell::Change(change) => Value::from(*change),
        Cell::Number(value) | Cell::Share(value) | Cell::P(value) | Cell::Amount(value) => {
            Value::from(*value)
        }
        Cell::Hidden => serde_json::json!({ HIDDEN: true }),
        Cell::Undefined(why) => serde_json::json!({ UNDEFINED: why.code() }),
        Cell::Empty => Value::Null,
    }
}

fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    let results = results(report.results.clone());
    let findings = serde_json::to_value(&report.findings)?;
    Ok(vec![File::new("results.json", pretty(&results)?), File::new("findings.json", pretty(&findings)?)])
}

fn pretty(value: &Value) -> Result<Vec<u8>, RenderError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn results(mut results: Value) -> Value {
    let (mut reasons, mut hidden) = (Map::new(), Vec::new());
    collect(&mut results, "", &mut reasons, &mut hidden);
    if let Value::Object(keys) = &mut results {
        keys.insert(UNDEFINED.to_owned(), Value::Object(reasons));
        keys.insert(HIDDEN.to_owned(), Value::Array(hidden));
    }
    results
}

/// Puts `null` where a figure does not exist or is hidden, and notes that under the path to it.
fn collect(value: &mut Value, path: &str, reasons: &mut Map<String, Value>, hidden: &mut Vec<Value>) {
    if *value == serde_json::json!({ HIDDEN: true }) {
        hidden.push(Value::from(path));
        *value = Value::Null;
        return;
    }
    if let Some(reason) = reason(value) {
        reasons.insert(path.to_owned(), reason);
        *value = Value::Null;
        return;
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(value, &path, reasons, hidden);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                collect(item, &format!("{path}[{at}]"), reasons, hidden);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The reason, where the value is the map `{"undefined": reason}`.
fn reason(value: &Value) -> Option<Value> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    map.get(UNDEFINED).filter(|reason| reason.is_string()).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_undefined_figure_is_null_and_its_reason_is_kept() {
        let given = json!({
            "spread": { "people": 7, "bystanders_per_consenter": { "undefined": "no_consenters" } },
            "segments": { "segments": [{ "lift": 1.5 }, { "lift": { "undefined": "empty_segment" } }] },
        });
        let expected = json!({
            "spread": { "people": 7, "bystanders_per_consenter": null },
            "segments": { "segments": [{ "lift": 1.5 }, { "lift": null }] },
            "undefined": {
                "spread.bystanders_per_consenter": "no_consenters",
                "segments.segments[1].lift": "empty_segment",
            },
            "hidden": [],
        });
        assert_eq!(results(given), expected);
    }

    #[test]
    fn the_map_of_reasons_stands_there_even_where_it_is_empty() {
        assert_eq!(results(json!({ "a": 1 })), json!({ "a": 1, "hidden": [], "undefined": {} }));
    }

    #[test]
    fn a_hidden_figure_is_null_and_its_place_is_named() {
        let found = results(json!({ "a": [{ "people": { "hidden": true } }] }));
        assert_eq!(found, json!({ "a": [{ "people": null }], "hidden": ["a[0].people"], "undefined": {} }));
    }
}
