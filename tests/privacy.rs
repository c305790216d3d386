//! What a report must not tell: who anybody is, and counts of few people, also not by subtraction.

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The report on the quiz app, its small cells hidden.
fn report() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a folder");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/quiz-app");
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    let output = command.arg("audit").arg(case).arg("--out").arg(room.path().join("report")).output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::write(room.path().join("report/printed.txt"), &output.stdout).expect("room");
    room
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let each = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(each).collect()
}

#[test]
fn nobodys_id_is_in_any_output() {
    let room = report();
    let people = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/quiz-app/people.csv");
    let mut people = csv::Reader::from_path(people).expect("the people list");
    let ids: BTreeSet<Vec<u8>> = people.byte_records().map(|row| row.expect("a row")[0].to_vec()).collect();
    assert_eq!(ids.len(), 20_000);
    let mut looked_at = 0;
    for path in files(room.path()).iter().filter(|path| path.extension().is_none_or(|ending| ending != "png"))
    {
        let bytes = fs::read(path).expect("a file of the report");
        let words = bytes.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-');
        for word in words.filter(|word| word.len() > 5) {
            looked_at += 1;
            assert!(!ids.contains(word), "an id of a person is in {}", path.display());
        }
    }
    assert!(looked_at > 10_000, "the report was read");
}

fn results(room: &Path) -> Value {
    let text = fs::read_to_string(room.join("report/results.json")).expect("results.json");
    serde_json::from_str(&text).expect("JSON")
}

/// What subtraction tells of the hidden counts of a column whose total is known: at least two are hidden, and at least ten
/// people stand behind them together.
fn is_safe(counts: &[Option<u64>], total: u64) -> bool {
    let hidden = counts.iter().filter(|count| count.is_none()).count();
    let shown: u64 = counts.iter().flatten().sum();
    hidden == 0 || hidden >= 2 && total - shown >= 10
}

#[test]
fn no_hidden_count_follows_by_subtraction() {
    let room = report();
    let results = results(room.path());
    let rows = |path: &str| results.pointer(path).and_then(Value::as_array).expect("a table").clone();
    for row in rows("/segments/segments") {
        let parts = ["consenters", "from_bystanders", "beyond", "opted_out", "unreached"];
        let Some(members) = row["members"].as_u64() else { continue };
        assert!(is_safe(&parts.map(|part| row[part].as_u64()), members), "{}", row["segment"]);
    }
    let mut groups: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for row in rows("/segments/representation") {
        groups.entry((row["segment"].to_string(), row["dimension"].to_string())).or_default().push(row);
    }
    let mut hiding = 0;
    for ((segment, dimension), rows) in groups {
        let counts: Vec<_> = rows.iter().map(|row| row["members"].as_u64()).collect();
        let total = rows[0]["known_members"].as_u64().expect("a total");
        assert!(is_safe(&counts, total), "{segment} by {dimension}");
        hiding += usize::from(counts.contains(&None));
        for row in rows.iter().filter(|row| row["members"].is_null()) {
            let derived =
                ["share_of_segment", "expected", "lift", "lift_low", "lift_high", "p_value", "q_value"];
            assert!(derived.iter().all(|key| row[key].is_null()), "{segment} by {dimension}");
        }
    }
    assert!(hiding > 0, "something was hidden");
    let consenters = rows("/share_out/consenters");
    let column = |key: &str| consenters.iter().map(|row| row[key].as_u64()).collect::<Vec<_>>();
    let through_one = results["spread"]["exposed_through_one"].as_u64().expect("a total");
    assert!(is_safe(&column("sole"), through_one));
    assert!(is_safe(&column("greedy_gain"), results["spread"]["bystanders"].as_u64().expect("a total")));
}

#[test]
fn a_small_segment_is_told_of_by_nothing_but_its_name() {
    let room = report();
    let results = results(room.path());
    let segments = results["segments"]["segments"].as_array().expect("a table");
    let small: Vec<_> =
        segments.iter().filter(|row| row["members"].is_null()).map(|row| &row["segment"]).collect();
    assert_eq!(small, ["stacked-criteria"]);
    for table in [
        "/segments/representation",
        "/segments/concentration",
        "/segments/segregation",
        "/segments/survival",
        "/acquaintance/segments",
    ] {
        let rows = results.pointer(table).and_then(Value::as_array).expect("a table");
        assert!(!rows.is_empty() && rows.iter().all(|row| row["segment"] != *small[0]), "{table}");
    }
    let overlaps = results["lattice"]["pairs"].as_array().expect("a table");
    let of_small = |row: &&Value| [&row["smaller"], &row["larger"]].contains(&small[0]);
    assert!(overlaps.iter().filter(of_small).all(|row| row["both"].is_null() && row["jaccard"].is_null()));
    assert!(overlaps.iter().any(|row| row["both"].is_u64()), "some overlaps are shown");
    let parted = results["singling_out"]["segments"].as_array().expect("a table");
    assert!(!parted.is_empty() && parted.iter().all(|row| row["segment"] != *small[0]));
    let audiences = results["singling_out"]["audiences"].as_array().expect("a table");
    let few = |row: &&Value| row["members"].is_null() && row["risk"].is_null();
    assert_eq!(audiences.iter().filter(few).map(|row| &row["segment"]).collect::<Vec<_>>(), small);
}

#[test]
fn what_is_told_of_who_knows_whom_gives_no_few_away() {
    let room = report();
    let results = results(room.path());
    let segments = results["segments"]["segments"].as_array().expect("a table");
    let rows = results["acquaintance"]["segments"].as_array().expect("a table");
    let apart = |one: u64, other: u64| one == other || one.abs_diff(other) >= 10;
    for row in rows {
        let parts = segments.iter().find(|part| part["segment"] == row["segment"]).expect("a segment");
        let members = row["members"].as_u64().expect("a segment that is not small");
        for count in ["knowing", "with_consenting_contact", "largest_circle"] {
            let Some(people) = row[count].as_u64() else { continue };
            assert!(
                people == 1 || apart(people, 0) && apart(people, members),
                "{count} of {}",
                row["segment"]
            );
        }
        let steps = row["steps"].as_array().expect("a table").iter().map(|step| step["people"].as_u64());
        let shown: Option<Vec<u64>> = steps.chain([row["unconnected"].as_u64()]).collect();
        if let Some(shown) = shown {
            assert!(shown.iter().all(|&people| apart(people, 0)), "{}", row["segment"]);
            // By steps everybody's part in the segment would follow.
            let hidden = ["consenters", "from_bystanders", "beyond", "opted_out", "unreached"]
                .map(|part| parts[part].is_null());
            assert_eq!(hidden, [false; 5], "{}", row["segment"]);
        }
    }
}

/// Counts that lie within one another: no two that are shown differ by few, nor one from all whom they are part of.
#[test]
fn nobody_is_singled_out_by_the_numbers_of_those_who_are() {
    let room = report();
    let results = results(room.path());
    let of = |rows: &[&Value]| {
        let keys = ["unique_people", "small_people", "people", "members"];
        let mut counts: Vec<u64> =
            rows.iter().flat_map(|row| keys.map(|key| row[key].as_u64())).flatten().collect();
        let parts = rows.iter().flat_map(|row| [row["unique_people"].as_u64(), row["small_people"].as_u64()]);
        let parts: BTreeSet<u64> = parts.flatten().collect();
        counts.push(0);
        for part in parts {
            assert!(
                counts.iter().all(|&count| count == part || count.abs_diff(part) >= 10),
                "{part} in {counts:?}"
            );
        }
        assert!(rows.iter().all(|row| row["k"].as_u64().is_none_or(|k| k >= 10)));
    };
    let combinations = results["singling_out"]["combinations"].as_array().expect("a table");
    assert!(!combinations.is_empty());
    of(&combinations.iter().collect::<Vec<_>>());
    let mut segments: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for row in results["singling_out"]["segments"].as_array().expect("a table") {
        segments.entry(row["segment"].to_string()).or_default().push(row);
    }
    segments.values().for_each(|rows| of(rows));
}

#[test]
fn nobody_who_was_kept_out_follows_by_subtraction() {
    let room = report();
    let results = results(room.path());
    let rows = |path: &str| results.pointer(path).and_then(Value::as_array).expect("a table").clone();
    let excluding = rows("/segments/excluding");
    assert!(!excluding.is_empty(), "a segment of the quiz app keeps people out");
    for row in &excluding {
        let Some(eligible) = row["eligible"].as_u64() else { continue };
        assert!(
            is_safe(&["kept_out", "left"].map(|part| row[part].as_u64()), eligible),
            "{}",
            row["segment"]
        );
        let of_segment: Vec<Value> =
            rows("/segments/exclusions").into_iter().filter(|one| one["segment"] == row["segment"]).collect();
        let in_order: Vec<_> = of_segment.iter().map(|one| one["kept_out_in_order"].as_u64()).collect();
        let kept_out = row["kept_out"].as_u64();
        assert!(kept_out.is_none_or(|kept_out| is_safe(&in_order, kept_out)), "{}", row["segment"]);
    }
    let mut groups: BTreeMap<(String, String), Vec<Value>> = BTreeMap::new();
    for row in rows("/segments/kept_out") {
        groups.entry((row["segment"].to_string(), row["dimension"].to_string())).or_default().push(row);
    }
    assert!(!groups.is_empty(), "they are told of by place");
    for ((segment, dimension), rows) in groups {
        for (part, whole) in [("picked", "known_picked"), ("pool", "known_pool")] {
            let counts: Vec<_> = rows.iter().map(|row| row[part].as_u64()).collect();
            let total = rows[0][whole].as_u64().expect("a total");
            assert!(is_safe(&counts, total), "{part} of {segment} by {dimension}");
        }
        let shown = rows.iter().filter_map(|row| Some((row["picked"].as_u64()?, row["pool"].as_u64()?)));
        for (picked, pool) in shown {
            assert!(![picked, pool, pool - picked].iter().any(|count| (1..10).contains(count)), "{segment}");
        }
    }
}
