//! What is hidden of segments in detail.

use super::super::is_hidden;
use super::{each, hide_ratios, highest, picked};
use serde_json::{Value, json};

fn exclusion(people: u64, kept_out: u64, in_order: u64, only: u64) -> Value {
    json!({ "segment": "s", "people": people, "kept_out": kept_out, "kept_out_in_order": in_order,
        "kept_out_by_it_only": only, "kept_out_share": 0.1 })
}

#[test]
fn hides_counts_of_few_and_counts_that_differ_by_few() {
    let whole = json!({ "segment": "s", "eligible": 500, "kept_out": 200, "left": 300 });
    let mut rows = [
        exclusion(150, 100, 100, 60),
        exclusion(104, 100, 60, 5),
        exclusion(90, 40, 20, 20),
        exclusion(90, 40, 20, 20),
    ];
    each(&mut rows, &whole, 1000, 10);
    assert_eq!(rows[0], exclusion(150, 100, 100, 60));
    assert_eq!(rows[1]["people"], 104);
    assert!(is_hidden(&rows[1]["kept_out"]) && is_hidden(&rows[1]["kept_out_share"]));
    assert!(is_hidden(&rows[1]["kept_out_by_it_only"]));
}

#[test]
fn one_exclusion_that_is_hidden_does_not_follow_from_the_others() {
    let whole = json!({ "segment": "s", "eligible": 500, "kept_out": 185, "left": 315 });
    let mut rows = [exclusion(150, 100, 100, 100), exclusion(130, 90, 80, 50), exclusion(60, 20, 5, 0)];
    each(&mut rows, &whole, 1000, 10);
    let hidden = rows.iter().filter(|row| is_hidden(&row["kept_out_in_order"])).count();
    assert_eq!(hidden, 2);
}

#[test]
fn two_exclusions_of_few_do_not_follow_together() {
    let whole = json!({ "segment": "s", "eligible": 500, "kept_out": 187, "left": 313 });
    let mut rows = [
        exclusion(150, 100, 100, 100),
        exclusion(130, 90, 80, 50),
        exclusion(60, 20, 3, 0),
        exclusion(60, 20, 4, 0),
    ];
    each(&mut rows, &whole, 1000, 10);
    let shown: Vec<_> = rows.iter().map(|row| row["kept_out_in_order"].as_u64()).collect();
    assert_eq!(shown, [Some(100), None, None, None]);
}

fn unit(group: &str, taken: u64, pool: u64) -> Value {
    json!({ "segment": "s", "dimension": "place", "group": group, "picked": taken, "known_picked": 100, "pool": pool,
        "known_pool": 300, "rate": 0.5, "rate_to_highest": 1.0, "below_four_fifths": false, "lift": 1.0 })
}

#[test]
fn a_unit_of_which_all_but_few_were_picked_is_hidden_with_another() {
    let mut rows = vec![unit("a", 50, 53), unit("b", 30, 100), unit("c", 20, 147)];
    picked(&mut rows, 10);
    let hidden: Vec<bool> = rows.iter().map(|row| is_hidden(&row["picked"])).collect();
    assert_eq!(hidden, [true, true, false]);
    assert!(is_hidden(&rows[0]["lift"]) && rows[2]["lift"] == 1.0);
    assert!(rows.iter().all(|row| row.get("rest").is_none()));
}

#[test]
fn nothing_is_told_by_unit_where_few_were_picked() {
    let mut rows = vec![unit("a", 50, 100)];
    rows[0]["known_picked"] = json!(7);
    picked(&mut rows, 10);
    assert!(rows.is_empty());
}

#[test]
fn ratios_to_a_hidden_rate_are_hidden() {
    let mut rows = [unit("a", 50, 53), unit("b", 30, 100)];
    rows[0]["rate"] = json!(0.9);
    let top = highest(&rows);
    assert_eq!(top, Some(0));
    hide_ratios(&mut rows, top);
    assert_eq!(rows[1]["rate_to_highest"], 1.0);
    rows[0]["rate"] = json!({ "hidden": true });
    hide_ratios(&mut rows, top);
    assert!(is_hidden(&rows[1]["rate_to_highest"]) && is_hidden(&rows[1]["below_four_fifths"]));
}
