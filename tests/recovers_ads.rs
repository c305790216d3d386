//! The audit of synthetic ad libraries finds every planted value: as it is where amounts are exact, within the interval where they are rounded.

use bystander::{
    import::{
        ads::{AdRequest, read},
        read_places,
    },
    measure::ads::{AdAudit, AdChoices},
    simulate::ads::{CLOSE, libraries},
};
use serde_json::Value;
use std::{fs, path::Path};

/// Libraries, written and read again: the results as JSON, the truth.
fn audited(seed: u64) -> (Value, Value) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in libraries(seed).files() {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    opened(folder.path())
}

fn opened(folder: &Path) -> (Value, Value) {
    let request = AdRequest { files: vec![folder.join("library")], ..AdRequest::default() };
    let (mut records, _) = read(&request, &mut |_| ()).unwrap();
    let places = read_places(&folder.join("places.csv"), &mut records).unwrap();
    let choices = AdChoices { places: Some(places), swing: Some(CLOSE as f64), ..AdChoices::default() };
    let results = serde_json::to_value(AdAudit::with(&records, &choices)).unwrap();
    let truth = serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap();
    (results, truth)
}

/// The book of that level.
fn book<'a>(results: &'a Value, level: &str) -> &'a Value {
    let books = results["books"].as_array().unwrap();
    books.iter().find(|book| book["book"]["level"] == level).unwrap()
}

fn within(low: &Value, high: &Value, truth: f64, what: &str) {
    let (low, high) = (low.as_f64().unwrap(), high.as_f64().unwrap());
    assert!(low - 1e-9 <= truth && truth <= high + 1e-9, "{what}: {truth} is not in {low} to {high}");
}

/// Every measure that the truth knows holds it; returns how wide the widest is.
fn holds(concentration: &Value, truth: &Value, what: &str) -> f64 {
    assert_eq!(concentration["units"], truth["units"], "{what}");
    let spent = truth["spent"].as_u64().unwrap() * 100;
    assert!(concentration["rows"]["low"].as_u64().unwrap() <= spent, "{what}");
    assert!(spent <= concentration["rows"]["closed_high"].as_u64().unwrap(), "{what}");
    let half = &concentration["half"];
    within(&half["fewest"], &half["most"], truth["half"].as_f64().unwrap(), what);
    let mut widest = 0.0_f64;
    let mut known = 0;
    for measure in concentration["measures"].as_array().unwrap() {
        let name = measure["measure"].as_str().unwrap();
        let Some(truth) = truth[name].as_f64() else { continue };
        let (low, high) = (&measure["span"]["low"]["value"], &measure["span"]["high"]["value"]);
        within(low, high, truth, &format!("{what}, {name}"));
        widest = widest.max(high.as_f64().unwrap() - low.as_f64().unwrap());
        known += 1;
    }
    assert_eq!(known, 4, "{what}");
    widest
}

fn check(results: &Value, truth: &Value) {
    let sponsors = book(results, "sponsor");
    assert!(holds(&sponsors["concentration"][0], &truth["sponsors"], "sponsors") > 0.0);
    let without = &sponsors["disclosure"]["without_payer"][0]["spend"];
    let (low, high) = (without["low"].as_f64().unwrap(), without["closed_high"].as_f64().unwrap());
    let unpaid = truth["without_payer"].as_f64().unwrap() * 100.0;
    assert!(low <= unpaid && unpaid <= high, "{unpaid} without a payer, found {low} to {high}");

    let places = book(results, "place");
    holds(&places["concentration"][0], &truth["districts"], "districts");
    let represented = &places["represented"][0];
    let (swing, close) = (&represented["swing"], &truth["close"]);
    assert_eq!(swing["places"], close["districts"]);
    within(&swing["share"]["low"], &swing["share"]["high"], close["spent_share"].as_f64().unwrap(), "close");
    let people = swing["population_share"].as_f64().unwrap();
    assert!((people - close["people_share"].as_f64().unwrap()).abs() < 1e-12);
    let without = represented["without_money"].as_array().unwrap();
    let names: Vec<&Value> = without.iter().map(|of| &of["place"]).collect();
    assert_eq!(names, truth["without_money"].as_array().unwrap().iter().collect::<Vec<_>>());

    let (ads, true_ads) = (book(results, "ad"), &truth["ads"]);
    assert!(holds(&ads["concentration"][0], &true_ads["by_sponsor"], "advertisements") < 1e-9);
    let (out, list) = (&ads["exclusions"][0], &ads["on_record"][0]["include"]);
    for (found, rows, spent) in
        [(out, "with_exclusion", "with_exclusion_spent"), (list, "with_list", "with_list_spent")]
    {
        assert_eq!((&found["rows"], &found["rows_of"]), (&true_ads[rows], &true_ads["ads"]));
        assert_eq!(found["spend"]["low"].as_u64().unwrap(), true_ads[spent].as_u64().unwrap() * 100);
    }
}

#[test]
fn finds_what_was_planted_in_ad_libraries() {
    for seed in 0..12 {
        let (results, truth) = audited(seed);
        check(&results, &truth);
    }
}

#[test]
fn the_libraries_in_the_repository_are_those_of_their_seed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/ad-library");
    for (name, bytes) in libraries(9).files() {
        assert!(fs::read(folder.join(&name)).unwrap() == bytes, "{name} is not what seed 9 gives");
    }
    let (results, truth) = opened(&folder);
    check(&results, &truth);
}
