//! What the account of a reading must not tell: who anybody is in an export that somebody donated.

use serde_json::Value;
use std::{fs, path::Path};

/// Names, handles, addresses and ids that stand in the exports under `tests/fixtures` of these platforms.
const TOLD_IN_CONFIDENCE: &[&str] = &[
    "ada",
    "ben",
    "cem",
    "dora",
    "emil",
    "fay",
    "gus",
    "daniël",
    "нина",
    "نور",
    "🦊",
    "example.org",
    "1000002",
    "100001",
    "100003",
    "1453289716208881668",
    "36893488147419103233",
    "10152000000000001",
    "+49",
    "1234567",
];

#[test]
fn an_account_of_a_donated_export_and_its_errors_name_nobody() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut looked_at = 0;
    for fixture in fs::read_dir(root).expect("the fixtures").map(|entry| entry.expect("an entry").path()) {
        let name = fixture.file_name().expect("a name").to_string_lossy().into_owned();
        let stems = ["x_", "linkedin", "tiktok", "graph_api", "receipts"];
        if !stems.iter().any(|stem| name.starts_with(stem)) {
            continue;
        }
        let rows = fs::read(fixture.join("rows.json")).expect("the rows of a fixture");
        let rows: Value = serde_json::from_slice(&rows).expect("JSON");
        let told = [&rows["reading"], &rows["rejects.csv"], &rows["error"]]
            .map(Value::to_string)
            .join(" ")
            .to_lowercase();
        for text in TOLD_IN_CONFIDENCE {
            let mut words = told.split(|letter: char| !letter.is_alphanumeric());
            let is_there = if text.chars().all(char::is_alphabetic) {
                words.any(|word| word == *text)
            } else {
                told.contains(text)
            };
            assert!(!is_there, "the account of {name} holds `{text}`");
        }
        looked_at += 1;
    }
    assert!(looked_at > 20, "{looked_at} fixtures were looked at");
}
