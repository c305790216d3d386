//! Laws of comparisons: they turn round with the reports, they add up, and they show no small difference.

use super::{Comparison, Side};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Results with these counts, as far as a comparison reads them.
fn results(consenters: u64, bystanders: u64, members: [u64; 3], min_cell: u64) -> Value {
    let affected = consenters + bystanders;
    let segment = |(name, members): (&str, u64)| json!({ "segment": name, "members": members, "from_bystanders": members / 2, "share_from_bystanders": 0.5 });
    let segments: Vec<Value> = ["a", "b", "c"].into_iter().zip(members).map(segment).collect();
    json!({
        "program": { "name": "bystander", "version": "1" }, "parameters": { "min_cell": min_cell }, "sources": [],
        "spread": { "people": 5000, "ties": 9000, "consenters": consenters, "bystanders": bystanders, "affected": affected,
            "bystanders_per_consenter": 2.0, "affected_per_consenter": 3.0, "affected_share": 0.1, "consented_share": 0.1,
            "exposed_through_one": bystanders, "exposed_through_one_share": 1.0 },
        "segments": { "segments": segments },
        "kinds": { "spread": "exact", "spread.bystanders": "bound", "segments": "exact" },
        "hidden": [], "undefined": {},
    })
}

fn compared(one: &Value, other: &Value) -> Value {
    Comparison::of(&Side::new(one), &Side::new(other)).results["compare"].take()
}

fn rows(compared: &Value) -> impl Iterator<Item = &Value> {
    ["figures", "segments"].into_iter().flat_map(|list| compared[list].as_array().expect("a list"))
}

fn figure<'a>(compared: &'a Value, key: &str) -> &'a Value {
    compared["figures"].as_array().expect("a list").iter().find(|row| row["key"] == key).expect("a figure")
}

proptest! {
    #[test]
    fn the_other_way_round_every_difference_has_the_other_sign(
        one in (0_u64..300, 0_u64..300, [0_u64..90, 0..90, 0..90]),
        other in (0_u64..300, 0_u64..300, [0_u64..90, 0..90, 0..90]),
        least in 1_u64..20,
    ) {
        let [one, other] = [one, other].map(|(c, b, members)| results(c, b, members, least));
        let (there, back) = (compared(&one, &other), compared(&other, &one));
        for (there, back) in rows(&there).zip(rows(&back)) {
            if let (Some(by), Some(back)) = (there["difference"].as_f64(), back["difference"].as_f64()) { prop_assert_eq!(by.to_bits(), (0.0 - back).to_bits()) } else { prop_assert_eq!(&there["difference"], &back["difference"]) }
        }
    }

    #[test]
    fn differences_add_up_or_are_all_hidden_and_none_is_small(
        one in (0_u64..300, 0_u64..300), other in (0_u64..300, 0_u64..300), least in 2_u64..20,
    ) {
        let [one, other] = [one, other].map(|(c, b)| results(c, b, [0; 3], least));
        let compared = compared(&one, &other);
        let by = ["consenters", "bystanders", "affected"]
            .map(|key| figure(&compared, &format!("spread.{key}"))["difference"].as_i64());
        match by {
            [Some(consenters), Some(bystanders), Some(affected)] => {
                prop_assert_eq!(consenters + bystanders, affected);
                let least = i64::try_from(least).expect("it is small");
                prop_assert!(by.iter().flatten().all(|by| *by == 0 || by.abs() >= least));
            }
            others => prop_assert_eq!(others, [None; 3]),
        }
    }

    #[test]
    fn of_segments_no_difference_is_small_and_none_follows_from_the_others(
        one in [0_u64..90, 0..90, 0..90], other in [0_u64..90, 0..90, 0..90], least in 2_u64..20,
    ) {
        let [one, other] = [one, other].map(|members| results(5, 5, members, least));
        let compared = compared(&one, &other);
        let members = rows(&compared).filter(|row| row["label"] == "members");
        let by: Vec<Option<i64>> = members.map(|row| row["difference"].as_i64()).collect();
        let least = i64::try_from(least).expect("it is small");
        prop_assert!(by.iter().flatten().all(|by| *by == 0 || by.abs() >= least));
        for row in rows(&compared).filter(|row| row["difference"] == json!({ "hidden": true })) {
            prop_assert_eq!(&row["second"], &json!({ "hidden": true }));
        }
    }
}

#[test]
fn what_one_report_hides_stays_hidden_with_all_that_is_made_of_it() {
    let (mut one, other) = (results(20, 300, [0; 3], 1), results(120, 700, [0; 3], 1));
    one["spread"]["consenters"] = Value::Null;
    one["hidden"] = json!(["spread.consenters"]);
    let compared = compared(&one, &other);
    for key in ["consenters", "bystanders", "affected", "bystanders_per_consenter", "affected_share"] {
        let row = figure(&compared, &format!("spread.{key}"));
        assert_eq!(row["difference"], json!({ "hidden": true }), "{key}");
    }
    assert_eq!(figure(&compared, "spread.people")["difference"], 0);
    assert_eq!(figure(&compared, "spread.exposed_through_one")["difference"], 400);
}

#[test]
fn a_difference_of_bounds_is_true_under_a_model_alone() {
    let compared = compared(&results(20, 300, [0; 3], 10), &results(120, 700, [0; 3], 10));
    assert_eq!(figure(&compared, "spread.consenters")["kind"], "exact");
    assert_eq!(figure(&compared, "spread.bystanders")["kind"], "model");
}

#[test]
fn what_two_reports_define_in_different_words_has_no_difference() {
    let (one, mut other) = (results(20, 300, [0; 3], 10), results(120, 700, [0; 3], 10));
    let words = |of: &str| {
        BTreeMap::from([("consenter".to_owned(), "x".to_owned()), ("bystander".to_owned(), of.to_owned())])
    };
    let (old, new) = (words("one"), words("two"));
    let mut sides = [Side::new(&one), Side::new(&other)];
    (sides[0].definitions, sides[1].definitions) = (Some(&old), Some(&new));
    let compared = Comparison::of(&sides[0], &sides[1]).results["compare"].take();
    assert_eq!(
        figure(&compared, "spread.bystanders")["difference"],
        json!({ "undefined": "other_definition" })
    );
    assert_eq!(figure(&compared, "spread.consenters")["difference"], 100);
    other["program"]["version"] = json!("2");
    let compared = self::compared(&one, &other);
    assert_eq!(figure(&compared, "spread.people")["difference"], json!({ "undefined": "other_definition" }));
}

#[test]
fn files_parameters_and_findings_are_told_where_they_changed() {
    let (mut one, mut other) = (results(20, 300, [0; 3], 10), results(20, 300, [0; 3], 5));
    one["sources"] = json!([{ "table": "ties", "name": "a.csv", "sha256": "1" }, { "table": "people", "name": "p.csv", "sha256": "3" }]);
    other["sources"] = json!([{ "table": "ties", "name": "a.csv", "sha256": "2" }, { "table": "places", "name": "q.csv", "sha256": "4" }]);
    let finding = |code: &str| json!({ "code": code, "name": "n" });
    let (old, new) = (
        json!([finding("BY01"), finding("BY02")]),
        json!([finding("BY02"), finding("BY03"), finding("BY03")]),
    );
    let mut sides = [Side::new(&one), Side::new(&other)];
    (sides[0].findings, sides[1].findings) = (Some(&old), Some(&new));
    let compared = Comparison::of(&sides[0], &sides[1]).results["compare"].take();
    let told = |list: &str| -> Vec<&str> {
        compared[list].as_array().expect("a list").iter().filter_map(|row| row["change"].as_str()).collect()
    };
    assert_eq!(told("inputs"), ["only in the first", "only in the second", "changed"]);
    assert_eq!(told("findings"), ["went", "in both", "came"]);
    assert_eq!(compared["parameters"][0]["parameter"], "min_cell");
}
