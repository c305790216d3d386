//! What the maker of a dataset planted is what its audit finds: the entries `planted` of `truth.json`, which the maker counted without
//! the program.
//!
//! An entry names a place of results.json and what stands there (`at` and `is`, or `from` and `to`), or a finding that is made or not made
//! (`finding`, `no_finding`). A row of a list is chosen by what one of its cells says: `/segments/segments[segment=waverers]/members`.

use serde_json::Value;

/// What is wrong with `results` and `findings` by what was planted, an entry a line.
pub fn wrong(truth: &Value, results: &Value, findings: &Value) -> Vec<String> {
    let entries = truth["planted"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| fault(entry, results, findings)).collect()
}

fn fault(entry: &Value, results: &Value, findings: &Value) -> Option<String> {
    let made = |code: &Value| {
        let rows =
            findings.as_array().or_else(|| findings["findings"].as_array()).expect("a list of findings");
        rows.iter().any(|finding| &finding["code"] == code)
    };
    if let Some(code) = entry.get("finding") {
        return (!made(code)).then(|| format!("{code} is not found"));
    }
    if let Some(code) = entry.get("no_finding") {
        return made(code).then(|| format!("{code} is found"));
    }
    let at = entry["at"].as_str().unwrap_or_else(|| panic!("{entry} names no place"));
    let found = place(results, at);
    let holds = match (entry.get("is"), entry["from"].as_f64(), entry["to"].as_f64()) {
        (Some(expected), ..) => is_same(expected, found),
        (None, Some(from), Some(to)) => found.as_f64().is_some_and(|found| (from..=to).contains(&found)),
        _ => panic!("{entry} says neither `is` nor `from` and `to`"),
    };
    (!holds).then(|| format!("{at} is {found}, and {entry} was planted"))
}

/// Real numbers may differ in their last digits.
fn is_same(expected: &Value, found: &Value) -> bool {
    match (expected.as_f64(), found.as_f64()) {
        (Some(expected), Some(found)) => (expected - found).abs() <= 1e-9 * expected.abs().max(1.0),
        _ => expected == found,
    }
}

fn place<'a>(results: &'a Value, path: &str) -> &'a Value {
    let mut here = results;
    for step in path.trim_start_matches('/').split('/') {
        let (key, choice) = match step.split_once('[') {
            Some((key, choice)) => (key, Some(choice.trim_end_matches(']'))),
            None => (step, None),
        };
        here = match (here, key.parse::<usize>()) {
            (Value::Array(rows), Ok(at)) => rows.get(at).unwrap_or(&Value::Null),
            _ => &here[key],
        };
        let Some((cell, says)) = choice.and_then(|choice| choice.split_once('=')) else { continue };
        let is_chosen = |row: &&Value| match &row[cell] {
            Value::String(text) => text == says,
            other => serde_json::to_string(other).is_ok_and(|text| text == says),
        };
        let rows = here.as_array().map(Vec::as_slice).unwrap_or_default();
        here = rows.iter().find(is_chosen).unwrap_or(&Value::Null);
    }
    here
}

#[test]
fn a_planted_value_that_is_not_there_is_told() {
    let results =
        serde_json::json!({ "a": { "rows": [{ "of": "x", "count": 3 }, { "of": "y", "count": 4.5 }] } });
    let findings = serde_json::json!([{ "code": "BY01" }]);
    let told = |entry: &str| {
        let truth = format!("{{\"planted\": [{entry}]}}");
        wrong(&serde_json::from_str(&truth).expect("JSON"), &results, &findings).len()
    };
    assert_eq!(told(r#"{"at": "/a/rows[of=x]/count", "is": 3}"#), 0);
    assert_eq!(told(r#"{"at": "/a/rows[of=x]/count", "is": 4}"#), 1);
    assert_eq!(told(r#"{"at": "/a/rows[of=z]/count", "is": 3}"#), 1);
    assert_eq!(told(r#"{"at": "/a/rows[count=3]/of", "is": "x"}"#), 0);
    assert_eq!(told(r#"{"at": "/a/rows/1/count", "from": 4, "to": 5}"#), 0);
    assert_eq!(told(r#"{"at": "/a/rows/1/count", "from": 5, "to": 6}"#), 1);
    assert_eq!(told(r#"{"finding": "BY01"}, {"no_finding": "BY02"}"#), 0);
    assert_eq!(told(r#"{"finding": "BY02"}, {"no_finding": "BY01"}"#), 2);
}
