//! A report folder as evidence: its crate keeps the rules of RO-Crate 1.2 and of Process Run Crate 0.5, `verify` tells every change, the
//! results keep their schema.

use bystander::{measure::Measures, render, report::Report, report::schema, rule, village};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    command.current_dir(root()).args(words).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A report of the karate club in a folder of the test.
fn karate(room: &Path, name: &str, options: &[&str]) -> PathBuf {
    let out = room.join(name);
    let words = ["audit", "datasets/karate", "--draws", "19", "--out", out.to_str().expect("UTF-8")];
    let output = run(&[&words, options].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

fn verify(folder: &Path, options: &[&str]) -> (Option<i32>, String) {
    let output = run(&[&["verify", folder.to_str().expect("UTF-8")], options].concat());
    (output.status.code(), said(&output) + &String::from_utf8_lossy(&output.stderr))
}

fn metadata(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("ro-crate-metadata.json")).expect("a crate");
    serde_json::from_str(&text).expect("JSON")
}

fn entities(metadata: &Value) -> BTreeMap<&str, &Value> {
    let graph = metadata["@graph"].as_array().expect("a graph");
    let by_id: BTreeMap<&str, &Value> =
        graph.iter().map(|entity| (entity["@id"].as_str().expect("an id"), entity)).collect();
    assert_eq!(by_id.len(), graph.len(), "ids are unique");
    by_id
}

fn ids(value: &Value) -> Vec<&str> {
    let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    list.iter().map(|reference| reference["@id"].as_str().expect("a reference")).collect()
}

/// The paths of all files under `folder`.
fn files(folder: &Path, within: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder.join(within)).expect("a folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let path = if within.is_empty() { name } else { format!("{within}/{name}") };
        if folder.join(&path).is_dir() { found.extend(files(folder, &path)) } else { found.extend([path]) }
    }
    found
}

#[test]
fn the_crate_keeps_the_rules_of_its_profiles() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = karate(room.path(), "report", &["--as-of", "2026-01-31"]);
    let metadata = metadata(&folder);
    assert_eq!(metadata["@context"], "https://w3id.org/ro/crate/1.2/context");
    let by_id = entities(&metadata);
    let descriptor = by_id["ro-crate-metadata.json"];
    assert_eq!(descriptor["@type"], "CreativeWork");
    assert_eq!(
        (&descriptor["about"]["@id"], &descriptor["conformsTo"]["@id"]),
        (&json!("./"), &json!("https://w3id.org/ro/crate/1.2"))
    );
    let root = by_id["./"];
    assert_eq!((&root["@type"], &root["datePublished"]), (&json!("Dataset"), &json!("2026-01-31")));
    for key in ["name", "description"] {
        assert!(root[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
    }
    assert_eq!(root["conformsTo"]["@id"], "https://w3id.org/ro/wfrun/process/0.5");
    for id in [ids(&root["license"]), ids(&root["conformsTo"])].concat() {
        assert!(
            by_id[id]["name"].is_string() && by_id[id]["@type"].to_string().contains("CreativeWork"),
            "{id}"
        );
    }
    let run = by_id["#run"];
    assert!(ids(&root["mentions"]).contains(&"#run"));
    assert_eq!(run["@type"], "CreateAction");
    assert_eq!(by_id[ids(&run["instrument"])[0]]["@type"], "SoftwareApplication");
    let parts: BTreeSet<String> = ids(&root["hasPart"]).into_iter().map(str::to_owned).collect();
    assert_eq!(parts, ids(&run["result"]).into_iter().map(str::to_owned).collect());
    let mut there = files(&folder, "");
    assert!(there.remove("ro-crate-metadata.json"));
    assert_eq!(parts, there);
    for path in &parts {
        let length = fs::metadata(folder.join(path)).expect("a file").len();
        assert_eq!(
            (&by_id[path.as_str()]["@type"], &by_id[path.as_str()]["contentSize"]),
            (&json!("File"), &json!(length.to_string()))
        );
        assert_eq!(by_id[path.as_str()]["sha256"].as_str().map(str::len), Some(64));
    }
    for id in ids(&run["object"]) {
        assert!(id.starts_with('#'), "{id} is not in the folder");
        let entity = by_id[id];
        match entity["@type"].as_str() {
            Some("File") => {
                assert!(entity["sha256"].is_string() && !entity["name"].to_string().contains('/'));
            }
            kind => assert_eq!(kind, Some("PropertyValue")),
        }
    }
    let ends = metadata.to_string();
    assert!(
        !ends.contains(room.path().to_str().expect("UTF-8")) && !ends.contains(env!("CARGO_MANIFEST_DIR"))
    );
}

#[test]
fn without_a_date_the_crate_says_why_it_has_none() {
    let room = tempfile::tempdir().expect("a folder");
    let metadata = metadata(&karate(room.path(), "report", &[]));
    let by_id = entities(&metadata);
    assert_eq!(by_id["./"].get("datePublished"), None);
    assert!(by_id["./"]["description"].as_str().is_some_and(|text| text.contains("looks at no clock")));
}

#[test]
fn two_runs_give_the_same_crate_and_a_report_comes_out_the_same_again() {
    let room = tempfile::tempdir().expect("a folder");
    let [one, two] = ["one", "two"].map(|name| karate(room.path(), name, &["--seed", "7"]));
    let read = |folder: &Path| fs::read(folder.join("ro-crate-metadata.json")).expect("a crate");
    assert_eq!(read(&one), read(&two));
    let (code, said) = verify(&one, &["--inputs", "datasets/karate"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("every file is the same, byte for byte"), "{said}");
    let (code, said) = verify(&one, &["--inputs", "tests/cli/dated"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("The inputs are not those of the report"), "{said}");
}

#[test]
fn a_report_of_tables_named_by_options_comes_out_the_same_again() {
    let room = tempfile::tempdir().expect("a folder");
    fs::write(room.path().join("who knows whom.csv"), "source,target\n1,2\n2,3\n3,4\n").expect("written");
    fs::write(room.path().join("yes.csv"), "person\n1\n").expect("written");
    let at = |name: &str| room.path().join(name).to_str().expect("UTF-8").to_owned();
    let (ties, yes, out) = (at("who knows whom.csv"), at("yes.csv"), at("report"));
    let options = ["--hops", "2", "--draws", "19", "--min-cell", "1", "--title", "It's ours"];
    let output =
        run(&[&["audit", "--ties", &ties, "--consents", &yes, "--out", &out], &options[..]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(room.path().join("report/index.html")).expect("a page");
    assert!(
        page.contains("bystander audit --ties &#x27;who knows whom.csv&#x27; --consents yes.csv"),
        "no command"
    );
    let (code, told) = verify(Path::new(&out), &["--inputs", room.path().to_str().expect("UTF-8")]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = verify(Path::new(&out), &["--inputs", &yes]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("who knows whom.csv was read for the report"), "{told}");
}

#[test]
fn a_report_on_ad_libraries_comes_out_the_same_again() {
    let room = tempfile::tempdir().expect("a folder");
    let out = room.path().join("ads");
    let words = [
        "ads",
        "datasets/ad-library/library",
        "--places",
        "datasets/ad-library/places.csv",
        "--swing",
        "5",
        "--out",
    ];
    let output = run(&[&words[..], &[out.to_str().expect("UTF-8")]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (code, said) = verify(&out, &["--inputs", "datasets/ad-library/library", "datasets/ad-library"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = verify(&out, &["--inputs", "datasets/ad-library/library"]);
    assert_eq!((code, said.contains("places.csv was read for the report")), (Some(2), true), "{said}");
}

#[test]
fn a_flipped_byte_in_any_file_is_told() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = karate(room.path(), "report", &[]);
    let all = files(&folder, "");
    // The program is started once for every eleventh file; which file of a kind it is makes no difference.
    for path in all.iter().filter(|path| *path != "ro-crate-metadata.json").step_by(11) {
        let whole = fs::read(folder.join(path)).expect("a file");
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        fs::write(folder.join(path), flipped).expect("written");
        let (code, said) = verify(&folder, &[]);
        assert_eq!(code, Some(1), "{path}");
        assert!(said.contains(&format!("changed        {path}")), "{path}: {said}");
        fs::write(folder.join(path), whole).expect("written");
    }
    assert_eq!(verify(&folder, &[]).0, Some(0));
}

#[test]
fn what_is_no_crate_of_ours_is_an_error_and_never_a_pass() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = karate(room.path(), "report", &[]);
    let path = folder.join("ro-crate-metadata.json");
    let whole = fs::read(&path).expect("a crate");
    for (bytes, says) in [
        (&whole[..whole.len() / 2], "cut off"),
        (&b"{}"[..], "does not say how the report was made"),
        (&b"not JSON at all"[..], "no JSON"),
    ] {
        fs::write(&path, bytes).expect("written");
        let (code, said) = verify(&folder, &[]);
        assert_eq!((code, said.contains(says)), (Some(2), true), "{said}");
    }
    // A crate of another version is read, and the version is told.
    let text = String::from_utf8(whole).expect("UTF-8");
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    assert!(text.contains(version));
    fs::write(&path, text.replace(version, "\"version\": \"0.0.9\"")).expect("written");
    let (code, said) = verify(&folder, &["--inputs", "datasets/karate"]);
    assert_eq!((code, said.contains("another version may count otherwise")), (Some(0), true), "{said}");
    // A folder of a version that wrote none is counted again, and says what could not be told.
    fs::remove_file(&path).expect("removed");
    let (code, said) = verify(&folder, &["--inputs", "datasets/karate"]);
    assert!(said.contains("whether files were changed cannot be told"), "{said}");
    // Its page holds no command, for it was not on record.
    assert_eq!(
        (code, said.contains("every figure is the same, but index.html has other bytes")),
        (Some(1), true),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_told_though_it_leads_to_the_same_bytes() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = karate(room.path(), "report", &[]);
    let (page, away) = (folder.join("index.html"), room.path().join("page.html"));
    fs::rename(&page, &away).expect("moved");
    std::os::unix::fs::symlink(&away, &page).expect("linked");
    let (code, said) = verify(&folder, &[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("no plain file  index.html"), "{said}");
    fs::remove_file(folder.join("ro-crate-metadata.json")).expect("removed");
    std::os::unix::fs::symlink("/dev/zero", folder.join("ro-crate-metadata.json")).expect("linked");
    assert_eq!(verify(&folder, &[]).0, Some(2));
}

/// Where `value` breaks `schema`, as far as our schemas use JSON Schema: a place, and what is wrong there.
fn breaks(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut fail = |what: String| wrong.push(format!("{at}: {what}"));
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => vec![name],
    };
    if !(types.contains(&name) || name == "integer" && types.contains(&"number")) {
        fail(format!("{name} is none of {types:?}"));
    }
    if schema["enum"].as_array().is_some_and(|known| !known.contains(value)) {
        fail(format!("{value} is not in the list"));
    }
    for (key, is_least) in [("minimum", true), ("maximum", false)] {
        if let (Some(end), Some(value)) = (schema[key].as_f64(), value.as_f64())
            && (is_least && value < end || !is_least && value > end)
        {
            fail(format!("{value} is beyond {key} {end}"));
        }
    }
    if schema["minItems"]
        .as_u64()
        .zip(value.as_array())
        .is_some_and(|(least, items)| (items.len() as u64) < least)
    {
        fail("too few items".to_owned());
    }
    if let Value::Object(keys) = value {
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        required.filter(|key| !keys.contains_key(*key)).for_each(|key| fail(format!("no {key}")));
        for (key, value) in keys {
            let inside = schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
            wrong.extend(breaks(inside, value, &format!("{at}.{key}")));
        }
    }
    if let Value::Array(items) = value {
        wrong.extend(
            items
                .iter()
                .enumerate()
                .flat_map(|(row, item)| breaks(&schema["items"], item, &format!("{at}[{row}]"))),
        );
    }
    wrong
}

#[test]
fn the_results_of_every_dataset_keep_the_schema() {
    let schema = schema::results();
    let mut held = 0;
    for entry in fs::read_dir(root().join("reports/expected")).expect("reports/expected") {
        let path = entry.expect("an entry").path();
        let results: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
        if results["spread"].is_object() {
            // A measure that came since has no results on record yet; `tests/datasets.rs` tells that.
            let known = |wrong: &String| !wrong.starts_with(": no ");
            let wrong: Vec<String> = breaks(&schema, &results, "").into_iter().filter(known).collect();
            assert_eq!(wrong, Vec::<String>::new(), "{}", path.display());
            held += 1;
        }
    }
    assert!(held >= 2, "results of {held} datasets were read");
}

#[test]
fn a_village_and_its_findings_keep_the_schemas_and_what_is_wrong_is_told() {
    let audit = village::singled_out();
    let measures = Measures::of(&audit, |_| ());
    let findings = rule::check(&audit, &measures);
    let files = render::all(&Report::new(&audit, &measures, findings)).expect("drawn");
    let of = |path: &str| -> Value {
        let file = files.iter().find(|file| file.path == path).expect("a file");
        serde_json::from_slice(&file.bytes).expect("JSON")
    };
    let (mut results, findings) = (of("results.json"), of("findings.json"));
    assert_eq!(breaks(&schema::results(), &results, ""), Vec::<String>::new());
    assert!(findings.as_array().is_some_and(|list| !list.is_empty()), "the village has findings");
    assert_eq!(breaks(&schema::findings(), &findings, ""), Vec::<String>::new());
    results["spread"]["bystanders"] = json!("four");
    results["kinds"]["spread"] = json!("certain");
    results["parameters"]["hops"] = json!(0);
    results.as_object_mut().expect("keys").remove("sources");
    let wrong = breaks(&schema::results(), &results, "");
    for place in
        [".spread.bystanders: string", ".kinds.spread:", ".parameters.hops: 0 is beyond", ": no sources"]
    {
        assert!(wrong.iter().any(|wrong| wrong.starts_with(place)), "{place}: {wrong:?}");
    }
    assert_eq!(wrong.len(), 4);
}
