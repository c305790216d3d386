//! The simulated incident: the same seed gives the same bytes, and what the truth says can be counted again from the
//! files with nothing but a CSV reader.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use bystander::simulate::{Settings, incident};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, Vec<u8>>;
type Row = BTreeMap<String, String>;

fn files(people: u32, seed: u64) -> Files {
    incident(&Settings { people, seed }).files().into_iter().collect()
}

fn truth(files: &Files) -> Value {
    serde_json::from_slice(&files["truth.json"]).unwrap()
}

/// The whole rows of a table, with their lines.
fn lines(files: &Files, name: &str) -> Vec<(u64, Row)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&files[name][..]);
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(Result::unwrap).filter(|row| row.len() == header.len());
    let named =
        |row: &csv::StringRecord| header.iter().zip(row).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    rows.map(|row| (row.position().unwrap().line(), named(&row))).collect()
}

fn rows(files: &Files, name: &str) -> Vec<Row> {
    lines(files, name).into_iter().map(|(_, row)| row).collect()
}

fn ids(rows: &[Row]) -> BTreeSet<&str> {
    rows.iter().map(|row| row["person"].as_str()).collect()
}

/// What a reader of the files finds out about the spread.
struct Seen {
    people: Vec<Row>,
    ties: BTreeSet<(String, String)>,
    consenters: BTreeSet<String>,
    openers: BTreeSet<String>,
    hidden: BTreeSet<String>,
}

impl Seen {
    fn of(files: &Files) -> Self {
        let people = rows(files, "people.csv");
        let known = ids(&people);
        let ties = rows(files, "ties.csv").into_iter().filter_map(|row| {
            let (one, other) = (row["source"].clone(), row["target"].clone());
            let known = known.contains(one.as_str()) && known.contains(other.as_str());
            (known && one != other).then(|| if one < other { (one, other) } else { (other, one) })
        });
        let ties = ties.collect();
        let consents = rows(files, "consents.csv");
        let person = |row: &Row| row["person"].clone();
        let consenters: BTreeSet<String> = consents.iter().map(person).collect();
        let openers = consents.iter().filter(|row| row["scopes"].contains("friends")).map(person).collect();
        let off = |row: &&Row| row["setting"] == "friends_apps" && row["value"] == "off";
        let hidden = rows(files, "settings.csv").iter().filter(off).map(person).collect();
        Self { people, ties, consenters, openers, hidden }
    }

    /// Each bystander at one hop with the number of consenters who exposed them.
    fn bystanders(&self) -> BTreeMap<&str, u64> {
        let mut exposed = BTreeMap::new();
        for (one, other) in &self.ties {
            for (from, to) in [(one, other), (other, one)] {
                let spared = self.consenters.contains(to) || self.hidden.contains(to);
                if self.openers.contains(from) && !spared {
                    *exposed.entry(to.as_str()).or_default() += 1;
                }
            }
        }
        exposed
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let (first, again, other) = (files(1_500, 7), files(1_500, 7), files(1_500, 8));
    assert!(first == again);
    assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    assert!(first.iter().all(|(name, bytes)| *bytes != other[name]), "every file depends on the seed");
}

#[test]
fn the_committed_data_set_is_what_its_readme_says() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/quiz-app");
    for (name, bytes) in files(20_000, 7) {
        assert!(
            std::fs::read(folder.join(&name)).unwrap() == bytes,
            "{name} is not what the simulator writes"
        );
    }
}

#[test]
fn the_truth_about_the_spread_can_be_counted_again_from_the_files() {
    for (people, seed) in [(1_000, 1), (3_000, 2), (20_000, 7)] {
        let files = files(people, seed);
        let (truth, seen) = (truth(&files), Seen::of(&files));
        let spread = &truth["spread"];
        let bystanders = seen.bystanders();
        assert_eq!(spread["people"], seen.people.len());
        assert_eq!(spread["ties"], seen.ties.len());
        assert_eq!(spread["consenters"], seen.consenters.len());
        assert_eq!(truth["consenters_opening_contacts"], seen.openers.len());
        assert_eq!(spread["bystanders"], bystanders.len());
        assert_eq!(spread["affected"], bystanders.len() + seen.consenters.len());
        assert_eq!(spread["hops"][1]["people"], bystanders.len());
        assert_eq!(truth["switched_off"]["people"], seen.hidden.len());
        assert_eq!(truth["switched_off"]["consenters"], seen.hidden.intersection(&seen.consenters).count());
        let spared = |id: &String| seen.hidden.contains(id) && !seen.consenters.contains(id);
        let shows = |from: &String, to: &String| seen.openers.contains(from) && !spared(to);
        let ends = seen.ties.iter().filter(|(a, b)| shows(a, b) || shows(b, a));
        assert_eq!(spread["ties_seen"]["consenter_end"], ends.count());
        for row in spread["exposure"].as_array().unwrap() {
            let exposed = bystanders.values().filter(|&&times| row["consenting_contacts"] == times);
            assert_eq!(row["people"], exposed.count());
        }
    }
}

#[test]
fn hops_and_the_unreached_make_up_everybody_and_shares_make_up_the_exposures() {
    let truth = truth(&files(5_000, 3));
    let total = |rows: &Value, key: &str| -> u64 {
        rows.as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).sum()
    };
    let spread = &truth["spread"];
    assert_eq!(total(&spread["hops"], "people") + spread["unreached"].as_u64().unwrap(), 5_000);
    assert_eq!(spread["bystanders"], total(&spread["exposure"], "people"));
    let times = |row: &Value| row["consenting_contacts"].as_u64().unwrap() * row["people"].as_u64().unwrap();
    let exposures: u64 = spread["exposure"].as_array().unwrap().iter().map(times).sum();
    let consenters = &truth["share_out"]["consenters"];
    assert_eq!(total(consenters, "bystanders"), exposures);
    assert_eq!(spread["exposure"][0]["people"], total(consenters, "sole"));
}

/// Whether somebody meets the criteria of the dimensions that the people table has.
fn meets(person: &Row, criteria: &[&Row]) -> bool {
    let known: Vec<&&Row> = criteria.iter().filter(|row| person.contains_key(&row["dimension"])).collect();
    let has = |row: &Row| person[&row["dimension"]] == row["value"];
    let asked = |mode: &str| known.iter().filter(|row| row["mode"] == mode).copied().collect::<Vec<_>>();
    let answered = |row: &&Row| {
        asked("include").iter().any(|other| other["dimension"] == row["dimension"] && has(other))
    };
    asked("include").iter().all(|row| answered(row)) && !asked("exclude").iter().any(|row| has(row))
}

#[test]
fn members_are_those_who_meet_the_criteria() {
    let files = files(20_000, 7);
    let (truth, seen) = (truth(&files), Seen::of(&files));
    let (members, criteria) = (rows(&files, "segments.csv"), rows(&files, "criteria.csv"));
    let bystanders = seen.bystanders();
    for segment in truth["segments"].as_array().unwrap() {
        let name = segment["segment"].as_str().unwrap();
        let criteria: Vec<&Row> = criteria.iter().filter(|row| row["segment"] == name).collect();
        let members = members.iter().filter(|row| row["segment"] == name).map(|row| row["person"].as_str());
        let members: BTreeSet<&str> = members.collect();
        let named = |dimension: &str| criteria.iter().any(|row| row["dimension"] == dimension);
        let harvested = |id: &str| seen.consenters.contains(id) || bystanders.contains_key(id);
        let pool = seen.people.iter().filter(|row| !named("data_held") || harvested(&row["person"]));
        let fit: BTreeSet<&str> =
            pool.filter(|row| meets(row, &criteria)).map(|row| row["person"].as_str()).collect();
        let drawn = named("list") || named("sample");
        assert!(if drawn { members.is_subset(&fit) } else { members == fit }, "{name}");
        assert_eq!(segment["members"], members.len(), "{name}");
        assert_eq!(segment["consenters"], members.iter().filter(|&&id| seen.consenters.contains(id)).count());
        assert_eq!(
            segment["from_bystanders"],
            members.iter().filter(|id| bystanders.contains_key(*id)).count()
        );
    }
}

#[test]
fn the_planted_bias_is_there() {
    let truth = truth(&files(20_000, 7));
    let number = |value: &Value| value.as_f64().unwrap();
    let installers = &truth["installers"];
    let young = number(&installers["by_age_band"]["18-24"]) / number(&truth["spread"]["consenters"]);
    assert!(young > 2.0 * number(&installers["everybody_by_age_band"]["18-24"]) / 20_000.0);
    let advertised = number(&installers["advertised_installers"]) / number(&truth["spread"]["consenters"]);
    assert!(advertised > 3.0 * number(&installers["advertised_people"]) / 20_000.0);
    assert!((0.003..0.005).contains(&number(&truth["spread"]["consented_share"])));
    assert!((18.0..22.0).contains(&number(&truth["ties"]["mean_degree"])));
    assert!(number(&truth["ties"]["most"]) > 20.0 * number(&truth["ties"]["mean_degree"]), "a long tail");
    assert!(number(&truth["ties"]["same_school_share"]) > 0.5 && truth["ties"]["without_ties"] != 0);
    assert_eq!(truth["swing_places"].as_array().unwrap().len(), 4);
    for segment in truth["segments"].as_array().unwrap() {
        let in_swing = number(&segment["in_swing_places"]) / number(&segment["members"]);
        let all_in_swing = segment["in_swing_places"] == segment["members"];
        match segment["segment"].as_str().unwrap() {
            "apathetic-swing" | "undecided-swing" => assert!(all_in_swing),
            "random-control" | "newsletter" => assert!((0.1..0.3).contains(&in_swing)),
            _ => (),
        }
    }
    assert_eq!(truth["singled_out"], serde_json::json!(["stacked-criteria"]));
}

#[test]
fn every_defect_stands_on_the_line_that_the_truth_names() {
    let files = files(2_000, 4);
    let truth = truth(&files);
    let people = rows(&files, "people.csv");
    let known = ids(&people);
    let (mut seen, mut found) = (BTreeSet::new(), BTreeMap::<&str, Vec<u64>>::new());
    for (line, row) in lines(&files, "ties.csv") {
        let (one, other) = (row["source"].clone(), row["target"].clone());
        let pair = (one.clone().min(other.clone()), one.clone().max(other.clone()));
        if one == other {
            found.entry("self_loop").or_default().push(line);
        } else if !known.contains(other.as_str()) {
            found.entry("dangling_tie").or_default().push(line);
        } else if !seen.insert(pair) {
            found.entry("repeat").or_default().push(line);
        }
    }
    let text = String::from_utf8(files["ties.csv"].clone()).unwrap();
    let short = (1..).zip(text.lines()).filter(|(_, line)| !line.contains(','));
    found.insert("field_count", short.map(|(line, _)| line).collect());
    for (why, lines) in found {
        let defects = truth["defects"].as_array().unwrap();
        let planted = defects.iter().find(|one| one["file"] == "ties.csv" && one["why"] == why).unwrap();
        assert_eq!(planted["lines"], serde_json::json!(lines), "{why}");
        assert_eq!(planted["records"], lines.len(), "{why}");
    }
}

#[test]
fn small_incidents_hold_every_segment() {
    for seed in 0..20 {
        let truth = truth(&files(Settings::FEWEST, seed));
        for segment in truth["segments"].as_array().unwrap() {
            assert!(segment["members"].as_u64().unwrap() > 0, "seed {seed}: {}", segment["segment"]);
        }
        let harvested = truth["segments"][4]["members"].as_u64().unwrap();
        assert!(harvested < 10, "seed {seed}: the stack singles out {harvested} people");
    }
}
