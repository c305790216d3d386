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
    groups.chunk_by_mut(same_part).for_each(|part| partition(part, least));
    set(ageing, least);
    let counts = counts_of(ageing);
    for at in counts.iter().filter(|at| is_hidden_at(ageing, at)) {
        groups.iter_mut().for_each(|group| hide_at(group, at));
    }
    for group in &mut groups {
        if is_hidden(&group["records"]) { hide_all(group) } else { set(group, least) }
    }
    // Of a count whose total is told, one group alone would follow.
    for part in groups.chunk_by_mut(same_part) {
        for at in &counts {
            if part.iter().filter(|group| is_hidden_at(group, at)).count() == 1 {
                part.iter_mut().for_each(|group| hide_at(group, at));
            }
        }
        part.iter_mut().for_each(derived);
    }
    let is_told = !is_hidden(&ageing["found_wrong"]["records"]);
    let curve = rows(&mut ageing["curve"]);
    if is_told {
        thin(curve, least);
    } else {
        curve.clear();
    }
    ageing["groups"] = Value::Array(groups);
}

/// Whether two groups are of the same part: both fields, or both holders.
fn same_part(one: &Value, other: &Value) -> bool {
    one["by"] == other["by"]
}

/// Where every count of a set stands, those by age included.
fn counts_of(set: &Value) -> Vec<String> {
    let older = set["used"]["older"].as_array().map_or(0, Vec::len);
    let ages =
        (0..older).flat_map(|row| ["collected", "last_true"].map(|key| format!("/used/older/{row}/{key}")));
    COUNTS.iter().map(|at| (*at).to_owned()).chain(ages).collect()
}

fn is_hidden_at(set: &Value, at: &str) -> bool {
    set.pointer(at).is_some_and(|count| is_hidden(&count["records"]))
}

fn hide_at(set: &mut Value, at: &str) {
    if let Some(count) = set.pointer_mut(at) {
        mask(count, &["records", "people"]);
    }
}

/// Nothing of a set stays but its names, and what the user set.
fn hide_all(set: &mut Value) {
    const STAYS: [&str; 5] = ["by", "name", "limit_days", "unit_cost", "currency"];
    let Some(keys) = set.as_object_mut() else { return };
    for (_, value) in keys.iter_mut().filter(|(key, _)| !STAYS.contains(&key.as_str())) {
        match value {
            _ if is_hidden(value) => {}
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
    let at: Vec<String> = groups.first().map(counts_of).unwrap_or_default();
    for at in ["", "/followed"].into_iter().chain(at.iter().map(String::as_str)) {
        let count =
            |group: &Value, key: &str| group.pointer(at).map_or(0, |count| count[key].as_u64().unwrap_or(0));
        let smaller: Vec<u64> =
            groups.iter().map(|group| count(group, "records").min(count(group, "people"))).collect();
        let marks = stat::small_cells::hidden(&smaller, least, true);
        for (group, _) in groups.iter_mut().zip(marks).filter(|(_, is_hidden)| *is_hidden) {
            hide_at(group, at);
        }
    }
}

/// The counts of one set, each of which may lie within another and all within the set, which is told.
fn set(set: &mut Value, least: u64) {
    if is_few(&set["followed"], least) {
        hide_at(set, "/followed");
    }
    let at = counts_of(set);
    for key in ["records", "people"] {
        let whole = set[key].as_u64().unwrap_or(0);
        let mut counts: Vec<Value> = at
            .iter()
            .map(|at| json!({ "count": set.pointer(at).map_or(0, |count| count[key].as_u64().unwrap_or(0)) }))
            .collect();
        let mut all: Vec<&mut Value> = counts.iter_mut().collect();
        hide_nested(&mut all, "count", &[whole], least);
        for (at, _) in at.iter().zip(&counts).filter(|(_, count)| is_hidden(&count["count"])) {
            hide_at(set, at);
        }
    }
    derived(set);
    if is_hidden_at(set, "/used/when_wrong") {
        ["expected_wrong", "expected_share", "expected_cost"]
            .into_iter()
            .for_each(|key| two_digits(&mut set["used"], key));
    }
}

/// Hides what follows from counts that are hidden.
fn derived(set: &mut Value) {
    if is_hidden_at(set, "/followed") {
        mask(set, &["undated", "days_followed"]);
        mask(set, OF_FOUND_WRONG);
    }
    if is_hidden_at(set, "/found_wrong") {
        mask(set, OF_FOUND_WRONG);
    }
    if is_hidden_at(set, "/used/all") {
        mask(&mut set["used"], OF_USED);
    }
    if is_hidden_at(set, "/used/when_wrong") {
        mask(&mut set["used"], &["when_wrong_cost"]);
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
    fn hides_in_every_field_what_is_hidden_in_all_or_would_follow() {
        // In all, 60 were found wrong and 55 never checked: too near to tell both. Of one field alone the same.
        let with = |mut set: Value, never: u64| {
            set["never_checked"] = count(never);
            set
        };
        let told = |shown: &Value| {
            let of = |group: &Value| group["never_checked"]["records"].is_number();
            shown["groups"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
        };
        let fields = || vec![with(set(150, 30, 100, 0), 41), with(set(150, 30, 100, 0), 14)];
        assert_eq!(told(&hidden(with(set(300, 60, 200, 0), 55), fields())), [false, false]);
        let fields = vec![with(set(150, 30, 100, 0), 45), with(set(150, 48, 100, 0), 44)];
        assert_eq!(told(&hidden(with(set(300, 78, 200, 0), 89), fields)), [false, false]);
        let fields = vec![with(set(150, 30, 100, 0), 45), with(set(150, 40, 100, 0), 52)];
        assert_eq!(told(&hidden(with(set(300, 70, 200, 0), 97), fields)), [true, true]);
    }

    #[test]
    fn hides_every_part_of_a_field_with_few_records() {
        let shown =
            hidden(set(300, 60, 200, 0), vec![set(290, 60, 190, 0), set(6, 0, 6, 0), set(4, 0, 4, 0)]);
        let few = &shown["groups"][1];
        for key in
            ["/records", "/days_followed", "/rate", "/used/all/records", "/used/uses", "/found_wrong/people"]
        {
            assert!(is_hidden(few.pointer(key).unwrap()), "{key}: {few}");
        }
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
