//! The published JSON Schemas of `results.json` and `findings.json`.
//!
//! What stands around the measures is written by hand. The measures are traced: the villages of the running example are audited, and the
//! type of each key is that of the values found there, so that a new measure is in the schema as soon as a village has something for
//! it. A test holds the results of every dataset against it.
//!
//! A figure that is hidden or does not exist is `null`, so every value inside a measure may be. Keys that no village has are allowed, and
//! what stands there is not described. `x-kind` is what the figures under a key are unless the map `kinds` of a report says otherwise.

use super::{Report, kinds};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{case::Parameters, number::Kind},
    village,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Keys of the spread that others build on, and that every audit has.
const SPREAD: &[&str] = &[
    "people",
    "ties",
    "consenters",
    "bystanders",
    "affected",
    "bystanders_per_consenter",
    "affected_per_consenter",
    "consented_share",
    "hops",
    "unreached",
    "exposure",
    "ties_seen",
];

/// The schema of `results.json`, as an audit writes it.
#[must_use]
pub fn results() -> Value {
    let traced = traced();
    let mut properties = around();
    for (key, about) in Measures::ABOUT {
        let mut schema = traced.get(*key).cloned().unwrap_or_else(|| json!({}));
        schema["description"] = json!(about.trim());
        properties.insert((*key).to_owned(), schema);
    }
    properties["spread"]["required"] = json!(SPREAD);
    let measures = Measures::ABOUT.iter().map(|(key, _)| *key);
    let required: BTreeSet<&str> =
        ["program", "case", "parameters", "sources", "unread", "kinds", "undefined", "hidden"]
            .into_iter()
            .chain(measures)
            .collect();
    let mut schema = json!({
        "$schema": DIALECT,
        "title": "results.json of bystander audit",
        "description": "Every figure of an audit. A figure that is hidden or does not exist is null; the list hidden names the places of \
                        the first, the map undefined those of the second with their reasons. Shares lie between 0 and 1.",
        "type": "object",
        "required": required,
        "properties": properties,
    });
    for (key, kind) in kinds::ALWAYS {
        mark(&mut schema, key, *kind);
    }
    schema
}

/// The schema of `findings.json`.
#[must_use]
pub fn findings() -> Value {
    let text = json!({ "type": "string" });
    let evidence = json!({ "type": "object", "required": ["shows", "at"], "properties": {
        "shows": { "type": "string", "description": "What the data show, with figures." },
        "at": { "type": "string", "description": "The key of results.json, or the table, that holds them." },
    } });
    json!({
        "$schema": DIALECT,
        "title": "findings.json of bystander audit",
        "description": "Evidence held against requirements. A finding claims what the evidence shows and no more.",
        "type": "array",
        "items": {
            "type": "object",
            "required": ["code", "name", "requirement", "severity", "condition", "evidence", "missing"],
            "properties": {
                "code": { "type": "string", "description": "The rule's code, never given out again; bystander explain prints its page." },
                "name": text,
                "requirement": { "type": "object", "required": ["reference", "asks"],
                    "properties": { "reference": text, "asks": text } },
                "severity": { "type": "string", "enum": ["note", "concern", "serious"] },
                "condition": { "type": "string", "description": "What was found, in one sentence." },
                "evidence": { "type": "array", "minItems": 1, "items": evidence },
                "missing": { "type": "array", "items": text,
                    "description": "What is missing to be sure, or what would clear it." },
            },
        },
    })
}

/// What stands around the measures.
fn around() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let count = json!({ "type": "integer", "minimum": 0 });
    let day = json!({ "type": ["string", "null"], "description": "A day, as in 2014-04-30." });
    let source = json!({ "type": "object",
        "required": ["table", "name", "bytes", "sha256", "format", "records", "taken"],
        "properties": { "table": text, "name": text, "bytes": count, "sha256": text, "format": text, "records": count, "taken": count } });
    let unread = json!({ "type": "object", "required": ["file", "reason", "records", "lines"], "properties": {
        "file": { "type": ["string", "null"] }, "reason": {}, "records": count,
        "lines": { "type": "array", "items": count, "description": "The first of the lines, counted from 1." } } });
    let around = json!({
        "program": { "type": "object", "required": ["name", "version"],
            "properties": { "name": { "enum": ["bystander"] }, "version": text } },
        "case": { "type": "object", "required": ["title", "input", "directed", "direction", "people_listed"], "properties": {
            "title": text,
            "input": { "type": "string", "description": "The audit id: twelve hexadecimal digits of the SHA-256 over those of the sources." },
            "directed": { "type": "boolean" },
            "direction": { "enum": ["either", "out", "in", "mutual"] },
            "people_listed": { "type": "boolean" } } },
        "parameters": { "type": "object", "required": ["hops", "draws", "seed", "min_cell", "as_of", "from", "until"], "properties": {
            "hops": range(u64::from(*Parameters::HOPS.start()), u64::from(*Parameters::HOPS.end())),
            "draws": range(u64::from(*Parameters::DRAWS.start()), u64::from(*Parameters::DRAWS.end())),
            "seed": count, "min_cell": range(*Parameters::MIN_CELL.start(), *Parameters::MIN_CELL.end()),
            "as_of": day, "from": day, "until": day,
            "cap": range(*Parameters::CAP.start(), *Parameters::CAP.end()), "swing": { "type": "number" } } },
        "sources": { "type": "array", "items": source },
        "unread": { "type": "array", "items": unread },
        "kinds": { "type": "object", "description": "What the figures under each key are; the longest key that a figure's begins with counts.",
            "additionalProperties": { "enum": ["exact", "bound", "estimate", "model"] } },
        "undefined": { "type": "object", "description": "The places of figures that do not exist, and why.",
            "additionalProperties": text },
        "hidden": { "type": "array", "description": "The places of figures that are hidden.", "items": text },
    });
    match around {
        Value::Object(keys) => keys,
        _ => unreachable!("it is written as an object above"),
    }
}

fn range(least: u64, most: u64) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

/// The schema of each measure, by what the villages have.
fn traced() -> Map<String, Value> {
    let villages = [
        village::audit(),
        village::dated(),
        village::with_messages(),
        village::with_reasons(),
        village::with_places(),
        village::singled_out(),
        village::with_texts(),
        village::with_seats(),
        village::with_records(),
    ];
    let results = |audit: &Audit| Report::new(audit, &Measures::of(audit, |_| ()), Vec::new()).results;
    let results: Vec<Value> = villages.iter().map(results).collect();
    match trace(&results.iter().collect::<Vec<_>>())["properties"].take() {
        Value::Object(keys) => keys,
        _ => unreachable!("results are objects"),
    }
}

/// What all of `values`, which stand in the same place, have in common.
fn trace(values: &[&Value]) -> Value {
    let mut types = BTreeSet::from(["null"]);
    let (mut keys, mut items): (BTreeMap<&String, Vec<&Value>>, Vec<&Value>) = Default::default();
    for value in values.iter().filter(|value| value.get("undefined").is_none()) {
        match value {
            Value::Null => {}
            Value::Bool(_) => drop(types.insert("boolean")),
            Value::Number(number) => drop(types.insert(if number.is_f64() { "number" } else { "integer" })),
            Value::String(_) => drop(types.insert("string")),
            Value::Array(list) => {
                types.insert("array");
                items.extend(list);
            }
            Value::Object(map) => {
                types.insert("object");
                map.iter().for_each(|(key, value)| keys.entry(key).or_default().push(value));
            }
        }
    }
    if types.contains("number") {
        types.remove("integer");
    }
    let mut schema = json!({});
    if types.len() > 1 {
        schema["type"] = json!(types);
    }
    if !items.is_empty() {
        schema["items"] = trace(&items);
    }
    if !keys.is_empty() {
        let traced = keys.into_iter().map(|(key, values)| (key.clone(), trace(&values)));
        schema["properties"] = Value::Object(traced.collect());
    }
    schema
}

/// Notes the kind of the figures at `key`, through the rows of tables on the way.
fn mark(schema: &mut Value, key: &str, kind: Kind) {
    let mut at = schema;
    for part in key.split('.') {
        if at.get("items").is_some() {
            at = &mut at["items"];
        }
        match at.pointer_mut(&format!("/properties/{part}")) {
            Some(inside) => at = inside,
            None => return,
        }
    }
    at["x-kind"] = json!(kind);
}

#[cfg(test)]
mod tests {
    use super::{mark, results, trace};
    use crate::model::number::Kind;
    use serde_json::json;

    #[test]
    fn a_place_has_the_types_of_all_that_was_found_there() {
        let rows = json!([{ "a": 1, "b": [] }, { "a": 1.5, "b": ["x"] }, { "a": { "undefined": "empty_input" }, "c": {} }]);
        let schema = trace(&[&rows]);
        let of = |key: &str| schema["items"]["properties"][key].clone();
        assert_eq!(of("a"), json!({ "type": ["null", "number"] }));
        assert_eq!(of("b")["items"]["type"], json!(["null", "string"]));
        assert_eq!(of("c"), json!({ "type": ["null", "object"] }));
    }

    #[test]
    fn kinds_are_noted_through_the_rows_of_tables() {
        let mut schema = trace(&[&json!({ "t": [{ "p": 1 }] })]);
        mark(&mut schema, "t.p", Kind::Estimate);
        mark(&mut schema, "t.q", Kind::Estimate);
        assert_eq!(schema["properties"]["t"]["items"]["properties"]["p"]["x-kind"], "estimate");
    }

    #[test]
    fn every_measure_is_described_and_has_keys_with_types() {
        let schema = results();
        for (key, _) in crate::measure::Measures::ABOUT {
            let of = &schema["properties"][*key];
            assert!(of["description"].as_str().is_some_and(|text| text.ends_with('.')), "{key}");
            assert!(of["properties"].as_object().is_some_and(|keys| !keys.is_empty()), "{key}");
        }
        assert_eq!(
            schema["properties"]["spread"]["properties"]["bystanders"]["type"],
            json!(["integer", "null"])
        );
        assert_eq!(schema["properties"]["observe"]["properties"]["p_value"]["x-kind"], "estimate");
    }
}
