//! Records of few people: by what became of them, by age, by field and by holder.
//!
//! # Definition
//! Every count is of records and of the people whom they are about; where either is small, or differs by few from that of another set
//! which may lie within it, both are hidden. The fields add up to all records, and so do the holders: of a count that is small for one of
//! them, further ones are hidden until it does not follow. Rates, half-lives and costs follow from the number found wrong or used, and are hidden
//! with it. The curve is shown up to the age to which enough records were followed, in steps in which enough people had their first record
//! found wrong; where that leaves anything out, its shares are rounded to two digits.

use super::{hidden, hide_nested, is_hidden, is_small, mask, rows, two_digits};
use crate::stat;
use serde_json::{Value, json};

/// Where the counts of a set of records stand, as pointers; the widest first.
const COUNTS: [&str; 6] = [
    "/used/all",
    "/found_wrong",
    "/never_checked",
    "/used/when_wrong",
    "/used/surely_true",
    "/used/without_age",
];

/// What follows from the number of records found wrong.
const OF_FOUND_WRONG: &[&str] = &[
    "median_days",
    "rate",
    "rate_low",
    "rate_high",
    "rate_at_most",
    "lost_in_a_month",
    "half_life_days",
    "half_life_low",
    "half_life_high",
    "misfit",
];

/// What follows from the number of records used.
const OF_USED: &[&str] = &["uses", "expected_wrong", "expected_share", "expected_cost"];

pub(super) fn hide(ageing: &mut Value, least: u64) {
    if ageing.get("records").is_none() {
        return;
    }
    if is_few(ageing, least) {
        return hide_all(ageing);
    }
    let mut groups = std::mem::take(rows(&mut ageing["groups"]));
    for part in groups.chunk_by_mut(|one, other| one["by"] == other["by"]) {
        partition(part, least);
    }
    let keys = [ageing["records"].as_u64().unwrap_or(0), ageing["people"].as_u64().unwrap_or(0)];
    set(ageing, keys, least);
    for group in &mut groups {
        let keys = ["records", "people"].map(|key| group[key].as_u64().unwrap_or(0));
        if is_hidden(&group["records"]) { hide_all(group) } else { set(group, keys, least) }
    }
    let is_told = !is_hidden(&ageing["found_wrong"]["records"]);
    let curve = rows(&mut ageing["curve"]);
    if is_told {
        thin(curve, least)
    } else {
        curve.clear()
    }
    ageing["groups"] = Value::Array(groups);
}

/// Nothing of a set stays but its names, and what the user set.
fn hide_all(set: &mut Value) {
    const STAYS: [&str; 5] = ["by", "name", "limit_days", "unit_cost", "currency"];
    let Some(keys) = set.as_object_mut() else { return };
    for (_, value) in keys.iter_mut().filter(|(key, _)| !STAYS.contains(&key.as_str())) {
        match value {
            Value::Array(_) => *value = json!([]),
            Value::Null => {}
            Value::Object(map) if !map.contains_key("undefined") => hide_all(value),
            _ => *value = hidden(),
        }
    }
}

fn is_few(set: &Value, least: u64) -> bool {
    ["records", "people"].iter().any(|key| is_small(&set[*key], least))
}

/// Groups that add up to a whole: of each count, enough are hidden that none follows.
fn partition(groups: &mut [Value], least: u64) {
    const AT: [&str; 2] = ["", "/followed"];
    for at in AT.iter().chain(&COUNTS) {
        let count = |group: &Value, key: &str| {
            group.pointer(&format!("{at}/{key}")).and_then(Value::as_u64).unwrap_or(0)
        };
        let smaller: Vec<u64> =
            groups.iter().map(|group| count(group, "records").min(count(group, "people"))).collect();
        let marks = stat::small_cells::hidden(&smaller, least, true);
        for (group, _) in groups.iter_mut().zip(marks).filter(|(_, is_hidden)| *is_hidden) {
            group.pointer_mut(at).into_iter().for_each(hide_count);
        }
    }
    older_of_groups(groups, least);
}

fn older_of_groups(groups: &mut [Value], least: u64) {
    let lengths = groups.iter().map(|group| group["used"]["older"].as_array().map_or(0, Vec::len));
    for row in 0..lengths.min().unwrap_or(0) {
        for key in ["collected", "last_true"] {
            let at = format!("/used/older/{row}/{key}");
            let count = |group: &Value, of: &str| {
                group.pointer(&format!("{at}/{of}")).and_then(Value::as_u64).unwrap_or(0)
            };
            let smaller: Vec<u64> =
                groups.iter().map(|group| count(group, "records").min(count(group, "people"))).collect();
            let marks = stat::small_cells::hidden(&smaller, least, true);
            for (group, _) in groups.iter_mut().zip(marks).filter(|(_, is_hidden)| *is_hidden) {
                group.pointer_mut(&at).into_iter().for_each(hide_count);
            }
        }
    }
}

fn hide_count(count: &mut Value) {
    mask(count, &["records", "people"]);
}

/// The counts of one set, each of which may lie within another and all within the set, which is told.
fn set(set: &mut Value, [records, people]: [u64; 2], least: u64) {
    let followed = &mut set["followed"];
    if is_few(followed, least) {
        hide_count(followed);
        mask(set, &["undated", "days_followed"]);
        mask(set, OF_FOUND_WRONG);
    }
    let older = set["used"]["older"].as_array().map_or(0, Vec::len);
    let ages =
        (0..older).flat_map(|row| ["collected", "last_true"].map(|key| format!("/used/older/{row}/{key}")));
    let at: Vec<String> = COUNTS.iter().map(|at| (*at).to_owned()).chain(ages).collect();
    for (key, whole) in [("records", records), ("people", people)] {
        let mut counts: Vec<Value> = at
            .iter()
            .map(|at| json!({ "count": set.pointer(at).map_or(0, |count| count[key].as_u64().unwrap_or(0)) }))
            .collect();
        let mut all: Vec<&mut Value> = counts.iter_mut().collect();
        hide_nested(&mut all, "count", &[whole], least);
        for (at, _) in at.iter().zip(&counts).filter(|(_, count)| is_hidden(&count["count"])) {
            set.pointer_mut(at).into_iter().for_each(hide_count);
        }
    }
    if is_hidden(&set["found_wrong"]["records"]) {
        mask(set, OF_FOUND_WRONG);
    }
    let used = &mut set["used"];
    if is_hidden(&used["all"]["records"]) {
        mask(used, OF_USED);
    }
    if is_hidden(&used["when_wrong"]["records"]) {
        mask(used, &["when_wrong_cost"]);
        ["expected_wrong", "expected_share", "expected_cost"]
            .into_iter()
            .for_each(|key| two_digits(used, key));
    }
}

/// Drops the points of the curve to which few records were followed, and joins those at which the records of few people were found wrong
/// for the first time with the next.
fn thin(points: &mut Vec<Value>, least: u64) {
    let before = points.clone();
    let count = |point: &Value, key: &str| point[key].as_u64().unwrap_or(0);
    let mut left: u64 = points.iter().map(|point| count(point, "people")).sum();
    let mut kept: Vec<Value> = Vec::with_capacity(points.len());
    let (mut people, mut found) = (0, 0);
    for mut point in points.drain(..) {
        if count(&point, "at_risk") < least {
            break;
        }
        people += count(&point, "people");
        found += count(&point, "found_wrong");
        left -= count(&point, "people");
        let enough = |people: u64| people == 0 || people >= least;
        if found == 0 || enough(people) && people > 0 && enough(left) {
            point["people"] = json!(people);
            point["found_wrong"] = json!(found);
            kept.push(point);
            (people, found) = (0, 0);
        }
    }
    *points = kept;
    let lost = points.windows(2).any(|pair| {
        let fewer = count(&pair[0], "at_risk") - count(&pair[1], "at_risk");
        fewer > 0 && fewer < least
    });
    if *points != before || lost {
        for point in points {
            ["still_true", "low", "high"].into_iter().for_each(|key| two_digits(point, key));
            mask(point, &["at_risk"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn count(count: u64) -> Value {
        json!({ "records": count, "people": count })
    }

    fn set(records: u64, found_wrong: u64, used: u64, when_wrong: u64) -> Value {
        json!({ "by": "field", "name": "address", "records": records, "people": records, "undated": 0,
            "followed": count(records), "found_wrong": count(found_wrong), "never_checked": count(0), "days_followed": 9000,
            "median_days": 70.0, "rate": 0.002, "curve": [], "groups": [],
            "used": { "all": count(used), "uses": used, "when_wrong": count(when_wrong), "surely_true": count(0),
                "without_age": count(0), "expected_wrong": 12.345, "when_wrong_cost": 50.0, "older": [] } })
    }

    fn hidden(mut shown: Value, groups: Vec<Value>) -> Value {
        shown["groups"] = Value::Array(groups);
        super::hide(&mut shown, 10);
        shown
    }

    #[test]
    fn hides_few_found_wrong_with_the_rate_that_tells_of_them() {
        let shown = hidden(set(300, 4, 200, 0), Vec::new());
        assert!(["rate", "median_days"].iter().all(|key| is_hidden(&shown[*key])), "{shown}");
        assert!(is_hidden(&shown["found_wrong"]["people"]) && shown["used"]["all"]["records"] == 200);
    }

    #[test]
    fn hides_few_used_when_wrong_with_their_cost() {
        let used = &hidden(set(300, 60, 200, 5), Vec::new())["used"];
        assert!(is_hidden(&used["when_wrong"]["records"]) && is_hidden(&used["when_wrong_cost"]));
        assert_eq!(used["expected_wrong"], 12.0);
        assert_eq!(hidden(set(300, 60, 200, 30), Vec::new())["used"]["expected_wrong"], 12.345);
    }

    #[test]
    fn hides_a_second_field_where_one_would_follow() {
        let fields = vec![set(150, 30, 100, 0), set(140, 26, 90, 0), set(10, 4, 10, 0)];
        let shown = hidden(set(300, 60, 200, 0), fields);
        let told = |at: usize| shown["groups"][at]["found_wrong"]["records"].as_u64();
        assert_eq!([told(0), told(1), told(2)], [Some(30), None, None]);
    }

    #[test]
    fn says_nothing_of_a_table_of_few() {
        let shown = hidden(set(7, 2, 5, 1), Vec::new());
        assert!(is_hidden(&shown["records"]) && is_hidden(&shown["used"]["all"]["records"]));
    }

    #[test]
    fn many_records_of_few_people_are_few() {
        let mut shown = set(300, 60, 200, 0);
        shown["found_wrong"]["people"] = json!(3);
        assert!(is_hidden(&hidden(shown, Vec::new())["found_wrong"]["records"]));
    }

    #[test]
    fn joins_steps_of_few_and_ends_the_curve_where_few_are_followed() {
        let point = |age: u64, at_risk: u64, found: u64| json!({ "age_days": age, "at_risk": at_risk, "found_wrong": found, "people": found, "still_true": 0.876_543 });
        let mut shown = set(300, 60, 200, 0);
        let points = [(0, 300, 0), (5, 300, 4), (9, 290, 9), (20, 250, 20), (30, 240, 15), (40, 8, 12)];
        shown["curve"] = points.map(|(age, at_risk, found)| point(age, at_risk, found)).into_iter().collect();
        let shown = hidden(shown, Vec::new());
        let curve = shown["curve"].as_array().unwrap();
        let ages: Vec<_> =
            curve.iter().map(|point| (point["age_days"].as_u64(), point["people"].as_u64())).collect();
        assert_eq!(
            ages,
            [(Some(0), Some(0)), (Some(9), Some(13)), (Some(20), Some(20)), (Some(30), Some(15))]
        );
        assert!(curve.iter().all(|point| point["still_true"] == 0.88 && is_hidden(&point["at_risk"])));
    }
}
