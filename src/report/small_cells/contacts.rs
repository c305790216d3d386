//! Messages and objections: people by how often they were shown messages, by channel, sponsor, audience, period and standing, and those
//! contacted after an objection.
//!
//! # Definition
//! Where the people reached are few, or all but few of the eligible, no figure of people is shown. Neighbouring rows of the distribution
//! are joined until each stands for enough people; then what was computed from all of it is rounded to two significant digits. The
//! greatest number that anybody was shown is hidden where its row was joined or is a range; a percentile where too few people lie above
//! it. Channels, sponsors, audiences and periods reach overlapping sets of people: no two of them, nor one and the whole, may differ by
//! few, and where they add up to few more than the whole the smallest is hidden. The standings add up to the people reached. Of an
//! audience also those who were not reached may not be few.

use super::{hidden, hide_column, hide_nested, is_hidden, is_small, mask, rows, two_digits};
use crate::stat;
use serde_json::{Value, json};

/// What is computed from the people reached of a row.
const OF_REACHED: &[&str] = &[
    "reached_share",
    "impressions",
    "average",
    "per_eligible",
    "median",
    "p90",
    "p95",
    "most",
    "top_decile_share",
    "people_above_cap",
    "above_cap_share",
    "beyond_cap_share",
];

pub(super) fn hide(results: &mut Value, least: u64) {
    let whole = |key: &str, spread: &Value| spread[key].as_u64().unwrap_or(0);
    let standing = ["consenters", "bystanders"].map(|key| whole(key, &results["spread"]));
    let small_segments: Vec<Value> = rows(&mut results["segments"]["segments"])
        .iter()
        .filter(|row| is_hidden(&row["members"]))
        .map(|row| row["segment"].clone())
        .collect();
    let shown = &mut results["contacts"];
    if shown.get("records").is_none() {
        return;
    }
    let [reached, eligible] = ["reached", "eligible"].map(|key| shown[key].as_u64().unwrap_or(0));
    let few = |count: u64| 0 < count && count < least;
    if few(reached) || few(eligible - reached) {
        return hide_all(shown);
    }
    distribution(shown, least);
    frequency(shown, least);
    let total = [reached, eligible];
    above_cap(shown, least);
    for list in ["channels", "sponsors"] {
        overlapping(rows(&mut shown[list]), &total, least);
    }
    for list in ["periods", "by_hour", "by_weekday"] {
        overlapping(rows(&mut shown["timing"][list]), &total, least);
    }
    silence(&mut shown["timing"]["silence"], reached, least);
    audiences(rows(&mut shown["audiences"]), &small_segments, &total, least);
    by_standing(&mut shown["by_standing"], standing, least);
    diversity(shown, reached, least);
    objections(&mut shown["objections"], least);
    retargeting(&mut shown["retargeting"], reached, least);
    let most = shown["reached_at_most"].as_u64().unwrap_or(0);
    if few(most.abs_diff(reached)) || few(eligible.abs_diff(most)) {
        mask(shown, &["reached_at_most"]);
    }
}

/// Nothing of people stays; numbers of records, and of people who could have been reached, do.
fn hide_all(shown: &mut Value) {
    let stays = [
        "records",
        "to_people",
        "to_segments",
        "messages",
        "uncounted",
        "ranged",
        "unknown_audiences",
        "eligible",
        "eligible_in_segments",
        "cap",
        "spend",
        "told",
    ];
    let Some(keys) = shown.as_object_mut() else { return };
    for (key, value) in keys.iter_mut().filter(|(key, _)| !stays.contains(&key.as_str())) {
        *value = match value {
            Value::Array(_) => json!([]),
            Value::Object(map) if !matches!(key.as_str(), "gini") && !map.contains_key("undefined") => {
                Value::Null
            }
            Value::Null => Value::Null,
            _ => hidden(),
        };
    }
}

fn distribution(shown: &mut Value, least: u64) {
    let steps = rows(&mut shown["distribution"]);
    let before = steps.len();
    let mut joined: Vec<Value> = Vec::with_capacity(before);
    for step in steps.drain(..) {
        match joined.last_mut() {
            Some(last) if is_small(&last["people"], least) => join(last, &step),
            _ => joined.push(step),
        }
    }
    if joined.len() > 1 && joined.last().is_some_and(|last| is_small(&last["people"], least)) {
        let last = joined.pop().expect("there are two");
        join(joined.last_mut().expect("there were two"), &last);
    }
    for row in &mut joined {
        let [people, objected] = ["people", "objected"].map(|key| row[key].as_u64().unwrap_or(0));
        row["others"] = json!(people - objected.min(people));
    }
    hide_column(&mut joined, "objected", &["others"], least, true);
    hide_column(&mut joined, "others", &["objected"], least, true);
    joined.iter_mut().filter_map(Value::as_object_mut).for_each(|row| drop(row.remove("others")));
    let is_joined = joined.len() < before;
    let last = joined.last().cloned().unwrap_or_default();
    *steps = joined;
    if is_joined || last["from"] != last["until"] {
        mask(shown, &["most"]);
    }
    if is_joined {
        ["gini", "top_decile_share", "beyond_cap_share"].into_iter().for_each(|key| two_digits(shown, key));
    }
}

fn join(into: &mut Value, next: &Value) {
    for key in ["people", "objected"] {
        into[key] = json!(into[key].as_u64().unwrap_or(0) + next[key].as_u64().unwrap_or(0));
    }
    into["until"] = next["until"].clone();
}

/// People above the cap: few more or fewer of them than stand in the last rows of the distribution would tell of a row that was joined.
fn above_cap(shown: &mut Value, least: u64) {
    let Some(above) = shown["people_above_cap"].as_u64() else { return };
    let mut tail = 0;
    let few = |apart: u64| 0 < apart && apart < least;
    let tells = rows(&mut shown["distribution"]).iter().rev().any(|step| {
        tail += step["people"].as_u64().unwrap_or(0);
        few(tail.abs_diff(above))
    });
    if tells {
        mask(shown, &["people_above_cap", "above_cap_share", "beyond_cap_share"]);
    }
}

/// Percentiles above which few people lie, and few people above the cap.
fn frequency(row: &mut Value, least: u64) {
    let reached = row["reached"].as_u64().unwrap_or(0);
    for (key, times) in [("median", 2), ("p90", 10), ("top_decile_share", 10), ("p95", 20)] {
        if reached < least.saturating_mul(times) {
            mask(row, &[key]);
        }
    }
    let above = row["people_above_cap"].as_u64().unwrap_or(0);
    if is_small(&row["people_above_cap"], least) || is_small(&json!(reached.saturating_sub(above)), least) {
        mask(row, &["people_above_cap", "above_cap_share", "beyond_cap_share"]);
    }
}

/// Rows whose people overlap, of a whole that is published.
fn overlapping(rows: &mut [Value], totals: &[u64], least: u64) {
    rows.iter_mut().for_each(|row| {
        frequency(row, least);
        mask(row, &["most"]);
    });
    let counts: Vec<u64> = rows.iter().map(|row| row["reached"].as_u64().unwrap_or(0)).collect();
    let beyond = counts.iter().sum::<u64>().saturating_sub(totals[0]);
    let mut all: Vec<&mut Value> = rows.iter_mut().collect();
    hide_nested(&mut all, "reached", totals, least);
    if 0 < beyond && beyond < least {
        let smallest = (0..counts.len()).filter(|&at| counts[at] > 0).min_by_key(|&at| counts[at]);
        smallest.into_iter().for_each(|at| rows[at]["reached"] = hidden());
    }
    rows.iter_mut().filter(|row| is_hidden(&row["reached"])).for_each(|row| mask(row, OF_REACHED));
}

fn silence(silence: &mut Value, reached: u64, least: u64) {
    if !silence.is_object() {
        return;
    }
    let mut ends =
        ["people_at_most", "people_at_least"].map(|key| json!({ "people": silence[key], "key": key }));
    let mut all: Vec<&mut Value> = ends.iter_mut().collect();
    hide_nested(&mut all, "people", &[reached], least);
    for end in ends.iter().filter(|end| is_hidden(&end["people"])) {
        mask(silence, &[end["key"].as_str().expect("set above")]);
    }
}

fn audiences(audiences: &mut [Value], small: &[Value], totals: &[u64], least: u64) {
    const PEOPLE: &[&str] = &["reached", "reached_share", "reached_at_most", "reached_outside"];
    let mut all: Vec<&mut Value> = audiences.iter_mut().collect();
    hide_nested(&mut all, "reached", totals, least);
    for row in audiences {
        let [members, reached, most] =
            ["members", "reached", "reached_at_most"].map(|key| row[key].as_u64().unwrap_or(0));
        let is_one_of_few = |count: u64| 0 < count && count < least;
        if small.contains(&row["segment"]) || is_one_of_few(members) {
            mask(row, &["members"]);
            mask(row, PEOPLE);
        } else if is_hidden(&row["reached"]) || is_one_of_few(members - reached) {
            let open = most == members && most != reached;
            mask(row, if open { &["reached", "reached_share", "reached_outside"] } else { PEOPLE });
        } else if is_small(&row["reached_outside"], least) {
            mask(row, &["reached_outside"]);
        }
    }
}

/// The standings add up to the eligible, and those reached to the reached.
fn by_standing(by_standing: &mut Value, standing: [u64; 2], least: u64) {
    let groups = rows(&mut by_standing["groups"]);
    for (row, all) in groups.iter_mut().zip(standing) {
        // Few of a standing who are not eligible are given away by those who are.
        let apart = all.abs_diff(row["eligible"].as_u64().unwrap_or(0));
        if 0 < apart && apart < least {
            mask(row, &["eligible", "reached_share", "per_eligible"]);
        }
    }
    for row in groups.iter_mut() {
        let [eligible, reached] = ["eligible", "reached"].map(|key| row[key].as_u64().unwrap_or(0));
        row["missed"] = json!(eligible.saturating_sub(reached));
    }
    hide_column(groups, "eligible", &["reached_share", "per_eligible"], least, true);
    hide_column(groups, "reached", OF_REACHED, least, true);
    hide_column(groups, "missed", &["reached", "eligible"], least, true);
    let mut any = false;
    for row in groups {
        if is_hidden(&row["reached"]) {
            mask(row, OF_REACHED);
        }
        any |= is_hidden(&row["per_eligible"]);
        row.as_object_mut().into_iter().for_each(|row| drop(row.remove("missed")));
    }
    if any {
        mask(by_standing, &["ratio"]);
    }
}

fn diversity(shown: &mut Value, reached: u64, least: u64) {
    for key in ["on_a_day", "most_on_one_day"] {
        typical(&mut shown["daily"][key], least);
    }
    mask(&mut shown["daily"], &["most"]);
    let diversity = &mut shown["diversity"];
    for key in ["messages", "entropy", "effective_number", "sponsors", "channels"] {
        typical(&mut diversity[key], least);
    }
    let one = diversity["one_message_only"].as_u64().unwrap_or(0);
    if [one, reached.saturating_sub(one)].into_iter().any(|count| 0 < count && count < least) {
        mask(diversity, &["one_message_only", "one_message_only_share"]);
    }
    hide_column(rows(&mut diversity["people_by_effective_number"]), "people", &[], least, true);
    hide_column(rows(&mut diversity["people_by_channels"]), "people", &[], least, true);
    if is_hidden(&diversity["people_by_effective_number"][0]["people"]) {
        mask(diversity, &["one_message_only", "one_message_only_share"]);
    }
}

/// A mean of few, and percentiles above which few lie.
fn typical(typical: &mut Value, least: u64) {
    let count = typical["count"].as_u64().unwrap_or(0);
    if 0 < count && count < least {
        mask(typical, &["count", "mean", "median", "p90"]);
    }
    for (key, times) in [("median", 2), ("p90", 10)] {
        if count < least.saturating_mul(times) {
            mask(typical, &[key]);
        }
    }
}

fn objections(objections: &mut Value, least: u64) {
    const NESTED: [&str; 3] = ["people_reached", "people_contacted_at_most", "people_contacted_at_least"];
    if !objections.is_object() {
        return;
    }
    let people = objections["people"].as_u64().unwrap_or(0);
    if is_small(&objections["people"], least) {
        let keys: Vec<String> =
            objections.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
        for key in keys {
            objections[&key] = if objections[&key].is_array() { json!([]) } else { hidden() };
        }
        return;
    }
    let mut counts = NESTED.map(|key| json!({ "people": objections[key], "key": key }));
    let mut all: Vec<&mut Value> = counts.iter_mut().collect();
    hide_nested(&mut all, "people", &[people], least);
    for count in counts.iter().filter(|count| is_hidden(&count["people"])) {
        mask(objections, &[count["key"].as_str().expect("set above")]);
    }
    for (key, with) in [
        ("people_contacted_at_least", ["contacts_at_least", "honoured_share_at_most"]),
        ("people_contacted_at_most", ["contacts_at_most", "honoured_share_at_least"]),
    ] {
        if is_hidden(&objections[key]) {
            mask(objections, &with);
        }
    }
    for key in ["undated", "on_other_channels"] {
        if is_small(&objections[key], least) {
            mask(objections, &[key]);
        }
    }
    verdicts(objections, least);
    let surely = objections["people_contacted_at_least"].as_u64().unwrap_or(0);
    typical(&mut objections["days_until_last"], least);
    days_after(rows(&mut objections["days_after"]), surely, least);
    lists(rows(&mut objections["by_list"]), people, least);
}

/// People and contacts by verdict: each verdict lies within those surely contacted, and the lists within a verdict. Where one verdict is
/// small, or few people have two, none is shown, nor any list.
fn verdicts(objections: &mut Value, least: u64) {
    const OF: &[&str] = &["people", "contacts"];
    let few = |count: u64| 0 < count && count < least;
    let count = |row: &Value| row["people"].as_u64().unwrap_or(0);
    let [people, surely] = ["people", "people_contacted_at_least"].map(|key| objections[key].as_u64());
    let whole = surely.unwrap_or(0);
    let all = rows(&mut objections["verdicts"]["in_all"]);
    let counts: Vec<u64> = all.iter().map(count).collect();
    let nested = stat::small_cells::hidden_nested(&counts, &[whole, people.unwrap_or(0)], least);
    let tells = surely.is_none() || nested.contains(&true) || few(counts.iter().sum::<u64>().abs_diff(whole));
    for row in all.iter_mut() {
        if tells {
            mask(row, OF);
            mask(&mut row["days"], &["count", "mean", "median", "p90"]);
        }
        typical(&mut row["days"], least);
    }
    let lists = rows(&mut objections["verdicts"]["by_list"]);
    if tells {
        return lists.clear();
    }
    let mut of_lists: Vec<&mut Value> = lists.iter_mut().collect();
    hide_nested(&mut of_lists, "people", &[&counts[..], &[whole]].concat(), least);
    // The lists and channels of a verdict may add up to it: one alone would follow.
    for verdict in ["not_exempt", "exempt", "open"] {
        let of: Vec<usize> = (0..lists.len()).filter(|&at| lists[at]["verdict"] == verdict).collect();
        let marked = of.iter().filter(|&&at| is_hidden(&lists[at]["people"])).count();
        if marked == 1 {
            let next = of
                .into_iter()
                .filter(|&at| !is_hidden(&lists[at]["people"]))
                .min_by_key(|&at| count(&lists[at]));
            next.into_iter().for_each(|at| lists[at]["people"] = hidden());
        }
    }
    for row in lists {
        if is_hidden(&row["people"]) {
            mask(row, OF);
            mask(&mut row["days"], &["count", "mean", "median", "p90"]);
        }
        typical(&mut row["days"], least);
    }
}

/// Contacts by days; where the people of all rows are not told, none of a row is.
fn days_after(days: &mut [Value], people: u64, least: u64) {
    let mut all: Vec<&mut Value> = days.iter_mut().collect();
    hide_nested(&mut all, "people", &[people], least);
    for row in days {
        if is_hidden(&row["people"]) || people == 0 && row["people"] != 0 {
            mask(row, &["people", "contacts"]);
        }
    }
}

fn lists(lists: &mut [Value], people: u64, least: u64) {
    let mut all: Vec<&mut Value> = lists.iter_mut().collect();
    hide_nested(&mut all, "people", &[people], least);
    for row in lists {
        let whole = row["people"].as_u64();
        for (key, with) in
            [("contacted_at_least", "contacts_at_least"), ("contacted_at_most", "contacted_at_most")]
        {
            let count = row[key].as_u64().unwrap_or(0);
            let tells = |whole: u64| [count, whole - count].into_iter().any(|part| 0 < part && part < least);
            if whole.is_none_or(tells) {
                mask(row, &[key, with]);
            }
        }
        let [least_contacted, most_contacted] =
            ["contacted_at_least", "contacted_at_most"].map(|key| row[key].as_u64());
        let apart = least_contacted.zip(most_contacted).map(|(one, other)| one.abs_diff(other));
        if apart.is_some_and(|apart| 0 < apart && apart < least) {
            mask(row, &["contacted_at_least", "contacts_at_least"]);
        }
    }
}

fn retargeting(retargeting: &mut Value, reached: u64, least: u64) {
    if !retargeting.is_object() {
        return;
    }
    let people = retargeting["people"].as_u64().unwrap_or(0);
    let few = |count: u64| 0 < count && count < least;
    if few(people) || few(reached.abs_diff(people)) {
        mask(retargeting, &["people"]);
    }
    let told = retargeting["people"].as_u64().unwrap_or(0);
    for key in ["days", "messages_per_event"] {
        if few(people) {
            mask(&mut retargeting[key], &["count", "mean", "median", "p90"]);
        }
        typical(&mut retargeting[key], least);
    }
    days_after(rows(&mut retargeting["days_after"]), told, least);
    let events = rows(&mut retargeting["by_event"]);
    let mut all: Vec<&mut Value> = events.iter_mut().collect();
    hide_nested(&mut all, "people", &[people], least);
    for row in events {
        if is_hidden(&row["people"]) {
            mask(&mut row["days"], &["count", "mean", "median", "p90"]);
        }
        typical(&mut row["days"], least);
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn step(from: u64, people: u64, objected: u64) -> Value {
        json!({ "from": from, "until": from, "people": people, "objected": objected })
    }

    fn hidden(mut shown: Value) -> Value {
        let keys = [("records", json!(1)), ("gini", json!(0.123_456)), ("most", json!(9))];
        keys.into_iter().for_each(|(key, value)| shown[key] = value);
        let mut results = json!({ "spread": { "consenters": 0, "bystanders": 0 }, "contacts": shown });
        super::hide(&mut results, 10);
        results["contacts"].take()
    }

    #[test]
    fn joins_rows_of_few_people_with_their_neighbours_and_rounds_what_follows_from_all() {
        let steps = [step(0, 50, 0), step(1, 40, 0), step(2, 4, 0), step(3, 30, 0), step(9, 2, 0)];
        let shown = hidden(json!({ "eligible": 126, "reached": 76, "distribution": steps }));
        let rows = shown["distribution"].as_array().unwrap();
        let ends: Vec<_> = rows
            .iter()
            .map(|row| (row["from"].as_u64(), row["until"].as_u64(), row["people"].as_u64()))
            .collect();
        assert_eq!(
            ends,
            [(Some(0), Some(0), Some(50)), (Some(1), Some(1), Some(40)), (Some(2), Some(9), Some(36))]
        );
        assert_eq!(shown["gini"], 0.12);
        assert!(is_hidden(&shown["most"]));
    }

    #[test]
    fn hides_the_people_above_a_cap_within_a_row_that_was_joined() {
        let steps = [step(0, 50, 0), step(1, 40, 0), step(2, 28, 0), step(3, 4, 0), step(9, 30, 0)];
        let shown = |above: u64| {
            let steps = steps.clone();
            hidden(
                json!({ "eligible": 152, "reached": 102, "people_above_cap": above, "distribution": steps }),
            )
        };
        assert!(is_hidden(&shown(30)["people_above_cap"]), "the four with three are in the last row");
        assert_eq!(shown(34)["people_above_cap"], 34);
    }

    #[test]
    fn says_nothing_of_people_where_few_were_reached_or_left_out() {
        for reached in [4, 96] {
            let shown = hidden(
                json!({ "eligible": 100, "reached": reached, "average": 2.0, "channels": [{ "reached": reached }] }),
            );
            assert!(is_hidden(&shown["reached"]) && is_hidden(&shown["average"]));
            assert_eq!((&shown["channels"], &shown["eligible"]), (&json!([]), &json!(100)));
        }
    }

    #[test]
    fn hides_a_channel_that_lacks_few_of_all_and_what_was_computed_from_it() {
        let way = |reached: u64| json!({ "reached": reached, "average": 2.0, "people_above_cap": 50 });
        let shown = hidden(
            json!({ "eligible": 400, "reached": 200, "channels": [way(195), way(120)], "distribution": [step(0, 200, 0), step(1, 200, 0)] }),
        );
        let rows = &shown["channels"];
        assert!(is_hidden(&rows[0]["reached"]) && is_hidden(&rows[0]["average"]));
        assert_eq!(rows[1]["reached"], 120);
    }

    #[test]
    fn hides_few_contacted_after_an_objection() {
        let said = json!({ "people": 60, "people_reached": 60, "people_contacted_at_least": 4, "people_contacted_at_most": 20,
            "contacts_at_least": 7, "contacts_at_most": 31, "honoured_share_at_least": 0.6, "honoured_share_at_most": 0.9,
            "days_after": [{ "people": 4, "contacts": 7 }] });
        let shown = hidden(json!({ "eligible": 400, "reached": 200, "objections": said }));
        let said = &shown["objections"];
        let keys = ["people_contacted_at_least", "contacts_at_least", "honoured_share_at_most"];
        assert!(keys.into_iter().all(|key| is_hidden(&said[key])), "{said}");
        assert_eq!((&said["people_contacted_at_most"], &said["contacts_at_most"]), (&json!(20), &json!(31)));
        assert!(is_hidden(&said["days_after"][0]["contacts"]));
    }

    fn with_verdicts(counts: [u64; 3], surely: u64) -> Value {
        let row = |list: &str, verdict: &str, people: u64| {
            json!({ "list": list, "channel": "all", "verdict": verdict, "people": people, "contacts": people + 1,
            "days": { "count": people + 1, "mean": 3.5, "median": 3.0, "p90": 7.0 } })
        };
        let kinds = ["not_exempt", "exempt", "open"];
        let in_all: Vec<Value> =
            kinds.iter().zip(counts).map(|(kind, people)| row("all", kind, people)).collect();
        let by_list: Vec<Value> =
            kinds.iter().zip(counts).map(|(kind, people)| row("a", kind, people)).collect();
        let said = json!({ "people": 300, "people_reached": 300, "people_contacted_at_least": surely, "people_contacted_at_most": surely,
            "verdicts": { "any_stated": true, "in_all": in_all, "by_list": by_list } });
        hidden(json!({ "eligible": 900, "reached": 400, "objections": said }))["objections"]["verdicts"]
            .take()
    }

    #[test]
    fn shows_no_verdict_where_one_of_them_is_of_few() {
        let shown = with_verdicts([60, 40, 0], 100);
        assert_eq!(
            (&shown["in_all"][0]["people"], &shown["by_list"][1]["contacts"]),
            (&json!(60), &json!(41))
        );
        let few = with_verdicts([60, 4, 0], 64);
        assert!(
            few["in_all"]
                .as_array()
                .unwrap()
                .iter()
                .all(|row| is_hidden(&row["people"]) && is_hidden(&row["contacts"]))
        );
        assert_eq!(few["by_list"], json!([]));
        let overlapping = with_verdicts([60, 43, 0], 100);
        assert!(is_hidden(&overlapping["in_all"][0]["people"]), "three people have both verdicts");
    }

    #[test]
    fn passes_by_a_case_without_messages() {
        let mut results = json!({ "spread": {}, "contacts": {} });
        super::hide(&mut results, 10);
        assert_eq!(results["contacts"], json!({}));
    }
}
