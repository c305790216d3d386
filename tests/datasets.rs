//! Every dataset is audited, and the results are held against `reports/expected/`.
//!
//! Where a change of the figures is meant, audit the dataset anew and copy its `results.json` to the file that the test names.

use crate::planted;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of `datasets/` that hold a case.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("datasets"))
        .expect("datasets/")
        .map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<_> = entries.filter(|folder| folder.join("case.toml").exists()).collect();
    cases.sort();
    cases
}

fn audit(case: &Path, out: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    let output = command.arg("audit").arg(case).arg("--out").arg(out).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
    serde_json::from_str(&text).expect("JSON")
}

/// The first place where two results differ. Real numbers may differ in their last digits: another processor's
/// logarithm may.
fn difference(at: &str, expected: &Value, found: &Value) -> Option<String> {
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
            keys.into_iter().find_map(|key| {
                let value = |of: &serde_json::Map<String, Value>| {
                    of.get(key).cloned().unwrap_or(Value::from("absent"))
                };
                difference(&format!("{at}.{key}"), &value(one), &value(other))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.map(|(row, (a, b))| difference(&format!("{at}[{row}]"), a, b)).find_map(|found| found)
        }
        (Value::Number(one), Value::Number(other)) => {
            let (a, b) = (one.as_f64().expect("a number"), other.as_f64().expect("a number"));
            let near = (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
            (!near).then(|| format!("{at}: expected {one}, found {other}"))
        }
        _ => (expected != found).then(|| format!("{at}: expected {expected}, found {found}")),
    }
}

#[test]
fn every_dataset_gives_the_results_that_are_on_record() {
    let room = tempfile::tempdir().expect("a folder");
    assert!(cases().len() >= 2, "quiz-app and karate are cases");
    for case in cases() {
        let name = case.file_name().expect("a name").to_string_lossy().into_owned();
        let out = room.path().join(&name);
        audit(&case, &out);
        let on_record = root().join(format!("reports/expected/{name}.json"));
        let results = json(&out.join("results.json"));
        if let Some(where_) = difference("results", &json(&on_record), &results) {
            panic!("{name} against reports/expected/{name}.json: {where_}");
        }
        if case.join("truth.json").exists() {
            let truth = json(&case.join("truth.json"));
            let wrong = planted::wrong(&truth, &results, &json(&out.join("findings.json")));
            assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
        }
    }
}

/// Tables that a script beside them makes are what it makes.
#[test]
fn every_maker_of_a_dataset_makes_it() {
    for case in cases().iter().filter(|case| case.join("make.py").exists()) {
        let room = tempfile::tempdir().expect("a folder");
        let made = Command::new("python3").arg(case.join("make.py")).arg(room.path()).output();
        let Ok(made) = made else {
            eprintln!("skipped: python3 is not there");
            return;
        };
        assert!(made.status.success(), "{}: {}", case.display(), String::from_utf8_lossy(&made.stderr));
        let entries = fs::read_dir(room.path()).expect("what was made");
        let mut files = 0;
        for made in entries.map(|entry| entry.expect("an entry").path()) {
            let kept = case.join(made.file_name().expect("a name"));
            let bytes =
                |path: &Path| fs::read(path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()));
            assert!(bytes(&made) == bytes(&kept), "{} is not what make.py makes", kept.display());
            files += 1;
        }
        assert!(files > 2, "{} makes next to nothing", case.display());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("karate");
    audit(&root().join("datasets/karate"), &out);
    // The second run finds every file as it would write it, and says so; another byte would be an error.
    audit(&root().join("datasets/karate"), &out);
}

#[test]
fn every_dataset_says_where_it_comes_from() {
    for entry in fs::read_dir(root().join("datasets")).expect("datasets/") {
        let readme = entry.expect("an entry").path().join("README.md");
        let text =
            fs::read_to_string(&readme).unwrap_or_else(|cause| panic!("{}: {cause}", readme.display()));
        assert!(text.len() > 200, "{} says too little", readme.display());
    }
}

#[test]
fn the_readme_tells_the_figures_that_are_on_record() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let spread = &json(&root().join("reports/expected/quiz-app.json"))["spread"];
    let count = |key: &str| bystander::model::number::count(spread[key].as_u64().expect("a count"));
    let said = format!(
        "{} of {} people agreed, and the data of {} others",
        count("consenters"),
        count("people"),
        count("bystanders")
    );
    assert!(readme.contains(&said), "README.md does not say: {said}");
}
