//! The audit of a dated incident against its truth: exact where every record is whole, within the bounds where records leave
//! something open.

use bystander::{
    audit::Audit,
    import::{Request, read},
    measure::{Measures, bounds::Bounds},
    model::{case::Parameters, date::Day},
    simulate::{
        Settings,
        dated::{Records, incident},
    },
    table::Tables,
};
use serde_json::Value;
use std::path::Path;

/// A dated incident of that seed, written and read again, with its truth.
fn simulated(seed: u64, records: Records) -> (Tables, Value) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in incident(&Settings { people: 1_000, seed }).files(records) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    opened(folder.path())
}

fn opened(folder: &Path) -> (Tables, Value) {
    let request = Request { case: Some(folder.to_owned()), ..Request::default() };
    let tables = read(&request, &mut |_| ()).unwrap();
    (tables, serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap())
}

/// The audit of the case's period.
fn audit(tables: &Tables) -> Audit {
    let parameters = Parameters { draws: 1, ..tables.parameters.clone().into() };
    Audit::new(tables.clone(), parameters)
}

/// The bounds from one day to another, both included.
fn bounds(tables: &Tables, from: &str, until: &str) -> Bounds {
    let (from, until) = (Day::parse(from), Day::parse(until));
    Bounds::of(&Audit::new(tables.clone(), Parameters { from, until, ..Parameters::default() }))
}

fn results(tables: &Tables) -> Value {
    serde_json::to_value(Measures::of(&audit(tables), |_| ())).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

/// Every key of `truth` has the same value in `found`, which may have more keys.
fn same(truth: &Value, found: &Value, what: &str) {
    for (key, value) in truth.as_object().unwrap() {
        assert_eq!(&found[key], value, "{what}: {key} of {truth}");
    }
}

/// `truth[key]` lies between the ends of `found[key]`.
fn inside(truth: &Value, found: &Value, key: &str, what: &str) {
    let (truth, ends) = (truth[key].as_u64().unwrap(), &found[key]);
    let (least, most) = (ends["at_least"].as_u64().unwrap(), ends["at_most"].as_u64().unwrap());
    assert!((least..=most).contains(&truth), "{what}: {truth} {key} are not within {least} and {most}");
}

#[test]
fn whole_records_give_the_truth_by_day_field_app_and_month() {
    for seed in 1..=4 {
        let (tables, truth) = simulated(seed, Records::Whole);
        let results = results(&tables);
        same(&truth["spread"], &results["spread"], "spread");
        assert_eq!(results["bounds"]["exact"], true, "seed {seed}");
        for snapshot in list(&truth, "snapshots") {
            let on = snapshot["on"].as_str().unwrap();
            let found = bounds(&tables, on, on);
            assert!(found.exact);
            let counts =
                [found.consenters, found.bystanders, found.affected].map(|ends| Value::from(ends.at_most));
            assert_eq!(
                counts,
                ["consenters", "bystanders", "affected"].map(|key| snapshot[key].clone()),
                "{on}"
            );
        }
        for field in list(&truth, "fields") {
            let found = list(&results["fields"], "fields").iter().find(|one| one["field"] == field["field"]);
            let Some(found) = found else { panic!("{field} is not found") };
            let ends = [&found["at_least"], &found["at_most"], &found["consenters"]];
            assert_eq!(ends, [&field["bystanders"], &field["bystanders"], &field["consenters"]], "{field}");
        }
        let opened = list(&truth, "fields").iter().filter(|field| field["consenters"] != 0).count();
        assert_eq!(list(&results["fields"], "fields").len(), opened, "no other field was opened");
        for (key, name) in [("apps", "apps"), ("providers", "providers")] {
            for part in list(&truth, key) {
                let found = list(&results["apps"], name).iter().find(|one| one["name"] == part["name"]);
                let found = found.unwrap_or_else(|| panic!("{part} is not found"));
                same(part, found, &format!("seed {seed}, {key}"));
            }
        }
        assert_eq!(results["timeline"]["months"].as_array().map(Vec::len), Some(18));
        for (planted, found) in list(&truth, "months").iter().zip(list(&results["timeline"], "months")) {
            same(planted, found, &format!("seed {seed}"));
            assert_eq!(found["cumulative"], found["cumulative_at_least"]);
        }
    }
}

#[test]
fn the_truth_lies_within_the_bounds_of_what_was_kept() {
    for seed in 1..=8 {
        let (tables, truth) = simulated(seed, Records::AsKept);
        let what = format!("seed {seed}");
        let found = bounds(&tables, "2013-11-01", "2015-04-30");
        assert!(!found.exact);
        let union = serde_json::to_value(found).unwrap();
        assert_eq!(union["left_open"], truth["left_open"], "{what}");
        for key in ["consenters", "bystanders", "affected"] {
            inside(&truth["spread"], &union, key, &what);
        }
        for snapshot in list(&truth, "snapshots") {
            let on = snapshot["on"].as_str().unwrap();
            let found = serde_json::to_value(bounds(&tables, on, on)).unwrap();
            for key in ["consenters", "bystanders", "affected"] {
                inside(snapshot, &found, key, &format!("{what}, {on}"));
            }
        }
    }
}

#[test]
fn the_truth_by_field_and_by_month_lies_within_the_bounds() {
    for seed in 1..=3 {
        let (tables, truth) = simulated(seed, Records::AsKept);
        let results = results(&tables);
        for field in list(&truth, "fields").iter().filter(|field| field["bystanders"] != 0) {
            let found = list(&results["fields"], "fields").iter().find(|one| one["field"] == field["field"]);
            let ends = serde_json::json!({ "bystanders": found.unwrap() });
            inside(field, &ends, "bystanders", field["field"].as_str().unwrap());
        }
        for (planted, found) in list(&truth, "months").iter().zip(list(&results["timeline"], "months")) {
            let ends = serde_json::json!({
                "cumulative": { "at_least": found["cumulative_at_least"], "at_most": found["cumulative"] }
            });
            inside(planted, &ends, "cumulative", planted["month"].as_str().unwrap());
        }
    }
}

#[test]
fn every_planted_defect_is_a_gap_on_its_line() {
    for seed in 1..=3 {
        let (tables, truth) = simulated(seed, Records::AsKept);
        let audit = audit(&tables);
        let mut found: Vec<(Value, Value, u64, Value)> = Vec::new();
        for (source, why, gap) in audit.gaps.counts() {
            let file = Value::from(audit.sources[source.index()].name.as_str());
            found.push((file, serde_json::to_value(why).unwrap(), gap.records, serde_json::json!(gap.lines)));
        }
        let planted = list(&truth, "defects").iter().map(|one| {
            let lines: Vec<&Value> = list(one, "lines").iter().take(20).collect();
            (
                one["file"].clone(),
                one["why"].clone(),
                one["records"].as_u64().unwrap(),
                serde_json::json!(lines),
            )
        });
        let sorted = |mut rows: Vec<(Value, Value, u64, Value)>| {
            rows.sort_by_key(|row| (row.0.to_string(), row.1.to_string()));
            rows
        };
        assert_eq!(sorted(found), sorted(planted.collect()));
    }
}

#[test]
fn one_day_never_shows_more_affected_than_the_period_and_a_longer_period_never_less() {
    for records in [Records::Whole, Records::AsKept] {
        let (tables, _) = simulated(5, records);
        let starts = ["2014-06-30", "2014-03-01", "2013-11-01"];
        let periods = starts.map(|from| bounds(&tables, from, "2014-06-30").affected);
        for pair in periods.windows(2) {
            assert!(pair[0].at_least <= pair[1].at_least && pair[0].at_most <= pair[1].at_most);
        }
        let union = bounds(&tables, "2013-11-01", "2014-06-30").affected;
        for on in ["2013-11-01", "2014-02-14", "2014-05-31"] {
            let day = bounds(&tables, on, on).affected;
            assert!(day.at_least <= union.at_least && day.at_most <= union.at_most, "{on}");
        }
    }
}

#[test]
fn withdrawing_every_grant_ends_later_taking_only() {
    let (tables, _) = simulated(6, Records::Whole);
    let last = Day::parse("2014-06-30").unwrap();
    let mut withdrawn = tables.clone();
    for grant in &mut withdrawn.grants.rows {
        for span in [&mut grant.in_force.at_least, &mut grant.in_force.at_most] {
            span.until = span.until.min(last.next());
        }
    }
    let before = |tables: &Tables| bounds(tables, "2013-11-01", "2014-06-30");
    assert_eq!(before(&withdrawn), before(&tables));
    let after = bounds(&withdrawn, "2014-07-01", "2015-04-30");
    assert_eq!((after.consenters.at_most, after.bystanders.at_most), (0, 0));
    let (union, all) =
        (bounds(&withdrawn, "2013-11-01", "2015-04-30"), bounds(&tables, "2013-11-01", "2015-04-30"));
    assert!(
        before(&withdrawn).bystanders == union.bystanders && union.affected.at_most < all.affected.at_most
    );
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_the_committed_data_set() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/quiz-app-dated");
    for (name, bytes) in incident(&Settings { people: 2_000, seed: 11 }).files(Records::AsKept) {
        assert!(
            std::fs::read(folder.join(&name)).unwrap() == bytes,
            "{name} is not what the simulator writes"
        );
    }
}
