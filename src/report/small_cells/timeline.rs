//! The timeline: each month's numbers lie within the next month's, and the last is published.
//!
//! # Definition
//! The union is published for months at which at least so many were added since the last one published, and so many are still to come;
//! its end always. The number of those new in a month is published where the union before and after it is. A month's snapshot differs
//! from the last one published, from the union up to its month and from the last union published by none or by enough. Events of few
//! in a month are hidden, with what gives them away by subtraction.

use super::{hidden, hide_column, is_hidden, rows};
use serde_json::Value;

pub(super) fn hide(results: &mut Value, least: u64) {
    let consenters = results["spread"]["consenters"].as_u64().unwrap_or(0);
    let timeline = &mut results["timeline"];
    let before = timeline["before_own_grant"].as_u64().unwrap_or(0);
    if ![before, consenters.saturating_sub(before)].into_iter().all(|people| is_apart(people, 0, least)) {
        timeline["before_own_grant"] = hidden();
    }
    let months = rows(&mut timeline["months"]);
    let unions = thin(months, "cumulative", least);
    thin(months, "cumulative_at_least", least);
    hide_new(months);
    hide_snapshots(months, &unions, least);
    for event in ["grants", "withdrawals", "ties_ended", "switched_off"] {
        hide_column(months, event, &[], least, true);
    }
}

fn is_apart(one: u64, other: u64, least: u64) -> bool {
    one == other || one.abs_diff(other) >= least
}

/// Hides the months of a rising count at which too few were added since the last one shown, or are left; gives back the counts as
/// they were.
fn thin(months: &mut [Value], key: &str, least: u64) -> Vec<u64> {
    let counts: Vec<u64> = months.iter().map(|month| month[key].as_u64().unwrap_or(0)).collect();
    let Some((&end, rest)) = counts.split_last() else { return counts };
    let mut shown = 0;
    for (month, &count) in months.iter_mut().zip(rest) {
        if is_apart(count, shown, least) && is_apart(count, end, least) {
            shown = count;
        } else {
            month[key] = hidden();
        }
    }
    counts
}

fn hide_new(months: &mut [Value]) {
    let mut known = true;
    for month in months {
        let known_before = std::mem::replace(&mut known, !is_hidden(&month["cumulative"]));
        if month["new"] != 0 && !(known && known_before) {
            month["new"] = hidden();
        }
    }
}

fn hide_snapshots(months: &mut [Value], unions: &[u64], least: u64) {
    let (mut shown, mut shown_union) = (0, 0);
    for (month, &union) in months.iter_mut().zip(unions) {
        shown_union = month["cumulative"].as_u64().unwrap_or(shown_union);
        let people = month["bystanders"].as_u64().unwrap_or(0);
        if [0, shown, union, shown_union].into_iter().all(|other| is_apart(people, other, least)) {
            shown = people;
        } else {
            month["bystanders"] = hidden();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn months(rows: &[(u64, u64)]) -> Vec<Value> {
        let mut before = 0;
        let row = |&(bystanders, cumulative): &(u64, u64)| {
            let new = cumulative - std::mem::replace(&mut before, cumulative);
            json!({ "bystanders": bystanders, "new": new, "cumulative": cumulative, "cumulative_at_least": cumulative, "grants": 0 })
        };
        let rows: Vec<Value> = rows.iter().map(row).collect();
        let mut results =
            json!({ "spread": { "consenters": 50 }, "timeline": { "months": rows, "before_own_grant": 3 } });
        super::hide(&mut results, 10);
        assert!(is_hidden(&results["timeline"]["before_own_grant"]));
        results["timeline"]["months"].as_array().expect("a table").clone()
    }

    fn shown(months: &[Value], key: &str) -> Vec<Option<u64>> {
        months.iter().map(|month| month[key].as_u64()).collect()
    }

    #[test]
    fn shows_the_union_where_enough_were_added_and_enough_are_to_come() {
        let months = months(&[(45, 45), (45, 45), (48, 48), (60, 60), (60, 76), (60, 80)]);
        assert_eq!(shown(&months, "cumulative"), [Some(45), Some(45), None, Some(60), None, Some(80)]);
        assert_eq!(shown(&months, "new"), [Some(45), Some(0), None, None, None, None]);
        assert_eq!(shown(&months, "cumulative_at_least"), shown(&months, "cumulative"));
    }

    #[test]
    fn hides_a_snapshot_that_lacks_few_of_a_union_or_of_the_one_before() {
        let months = months(&[(45, 45), (41, 45), (80, 90), (75, 90), (60, 90)]);
        assert_eq!(shown(&months, "bystanders"), [Some(45), None, Some(80), None, Some(60)]);
    }
}
