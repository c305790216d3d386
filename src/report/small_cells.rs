//! Small cells: counts of few people are hidden before anything is published, together with what would give them away.
//!
//! # Definition
//! Counts are hidden as `stat::small_cells` says. Shares, lifts and p-values that were computed from a hidden count are hidden
//! with it. Rows at the end of a distribution (many hops, many consenting contacts) are folded into one row `or more`. Curves
//! are thinned until each step stands for enough people.
//!
//! Totals of the whole network are never hidden: people, ties, consenters and whether their grants open contacts, bystanders,
//! affected, those within reach through one consenter only, those who switched sharing off, those not reached. Nor are the
//! numbers left out of a measure.
//!
//! An index computed from a whole distribution, such as an HHI, could be solved for a hidden cell of it: where one is hidden,
//! the indices are rounded to two significant digits. Curves end where the first hidden gain stands, but for their end point.
//!
//! Who knows whom within a segment is hidden as `small_cells::acquaintance` says.
//!
//! Records by age, field and holder: see `small_cells::ageing`.
//!
//! Members and people by how close the vote is: see `small_cells::contests`.
//!
//! Overlaps of segments and how few people fit what is known of them: see `small_cells::lattice` and `singling_out`. Who was kept out,
//! delivered to or added, and selection rates: see `small_cells::segment_detail`.
//!
//! Messages by what was told beside them, and whom they reached: see `small_cells::explanations`.
//!
//! Who agreed to which version of a text: see `small_cells::consent_texts`.
//! People who consented for a purpose or a promise, withdrew or objected, and numbers of records: see `small_cells::chain`.
//! Who holds whom is hidden as `small_cells::onward` says.
//!
//! Numbers by field, app and firm, and by month, count sets of people that lie within one another; see `small_cells::fields`,
//! `apps` and `timeline`. How far the two ends of a range lie apart tells of records, not of people, and is not hidden; nor are the
//! numbers of records that leave something open.
//!
//! # Limits
//! Where units of a segment with few members are hidden, its indices are hidden too; of one with many they are rounded, which narrows
//! what a hidden cell can be. The numbers of people with many consenting contacts can be
//! narrowed by adding up the consenters' own numbers of bystanders.
//!
//! It works on the measures as they would be written, so that every edition of the report is made from the same hidden
//! state. A hidden value is the map `{"hidden": true}`.

mod acquaintance;
mod ageing;
mod apps;
mod chain;
mod consent_texts;
mod contacts;
mod contests;
mod explanations;
mod fields;
mod inference;
mod label_accuracy;
mod lattice;
mod onward;
mod place_matrix;
mod profile;
mod proxies;
mod segment_detail;
mod sensitive;
mod singling_out;
mod timeline;

use crate::stat;
use serde_json::{Value, json};

/// Hides what is small in `results`, the serialised measures.
pub(super) fn hide(results: &mut Value, least: u64) {
    if least <= 1 {
        return;
    }
    spread(&mut results["spread"], least);
    share_out(&mut results["share_out"], least);
    by_place(rows(&mut results["by_place"]["places"]), least);
    let places = rows(&mut results["by_place"]["places"]).clone();
    place_matrix::hide(&mut results["place_matrix"], &places, least);
    segments(&mut results["segments"], least);
    acquaintance::hide(results, least);
    lattice::hide(results, least);
    segment_detail::hide(results, least);
    singling_out::hide(&mut results["singling_out"], least);
    fields::hide(results, least);
    apps::hide(results, least);
    timeline::hide(results, least);
    inference::hide(results, least);
    proxies::hide(&mut results["proxies"], least);
    label_accuracy::hide(&mut results["label_accuracy"], least);
    sensitive::hide(&mut results["sensitive"], least);
    profile::hide(&mut results["profile"], least);
    contests::hide(results, least);
    onward::hide(results, least);
    contacts::hide(results, least);
    explanations::hide(&mut results["explanations"], least);
    consent_texts::hide(results, least);
    chain::hide(results, least);
    ageing::hide(&mut results["ageing"], least);
}

/// Whether `value` was hidden.
pub(super) fn is_hidden(value: &Value) -> bool {
    value.get("hidden").is_some()
}

fn hidden() -> Value {
    json!({ "hidden": true })
}

fn spread(spread: &mut Value, least: u64) {
    fold_tail(rows(&mut spread["hops"]), least, 2);
    let before = rows(&mut spread["exposure"]).len();
    fold_tail(rows(&mut spread["exposure"]), least, 1);
    if rows(&mut spread["exposure"]).len() < before {
        mask(spread, &["most_consenting_contacts"]);
        round(spread, "mean_consenting_contacts", 2);
    }
    if let [_, .., tail] = &rows(&mut spread["exposure"])[..]
        && is_small(&tail["people"], least)
    {
        // They are too few for a row of their own, and what they are fewer than is known.
        rows(&mut spread["exposure"]).iter_mut().for_each(|row| mask(row, &["people"]));
        mask(spread, &["exposed_through_one", "exposed_through_one_share"]);
        mask(spread, &["most_consenting_contacts", "mean_consenting_contacts"]);
    }
    if let [_, _, beyond] = &mut rows(&mut spread["hops"])[..]
        && is_small(&beyond["people"], least)
    {
        mask(beyond, &["people", "cumulative"]);
        mask(spread, &["unreached"]);
    }
}

/// Consenters and bystanders add up over the places to totals that are published.
fn by_place(places: &mut [Value], least: u64) {
    hide_column(places, "people", &["consenters", "bystanders", "bystander_share"], least, true);
    hide_column(places, "consenters", &[], least, true);
    hide_column(places, "bystanders", &["bystander_share"], least, true);
}

fn share_out(share_out: &mut Value, least: u64) {
    let consenters = rows(&mut share_out["consenters"]);
    hide_column(consenters, "bystanders", &["shapley"], least, false);
    hide_column(consenters, "sole", &["change_if_withdrawn", "shapley"], least, true);
    hide_column(consenters, "greedy_gain", &["greedy_rank"], least, true);
    for row in consenters.iter_mut().filter(|row| is_hidden(&row["bystanders"])) {
        mask(row, &["sole", "change_if_withdrawn"]);
    }
    // The order would tell who has more.
    let at = consenters
        .iter()
        .position(|row| is_hidden(&row["bystanders"]) || is_hidden(&row["greedy_gain"]))
        .unwrap_or(consenters.len());
    consenters[at..].sort_by_key(|row| {
        let name = row["consenter"].as_str().unwrap_or_default();
        name.trim_start_matches('C').parse::<u64>().unwrap_or(u64::MAX)
    });
    // Gains fall: those that are shown come first.
    let shown =
        consenters.iter().filter(|row| row["greedy_gain"].as_u64().is_some_and(|gain| gain > 0)).count()
            as u64;
    let cut = consenters.iter().any(|row| is_hidden(&row["greedy_gain"]));
    let curve = rows(&mut share_out["greedy"]);
    let end = curve.last().cloned();
    if cut {
        curve.retain(|point| point["consenters"].as_u64().is_some_and(|taken| taken <= shown));
        curve.extend(end);
        rows(&mut share_out["accumulation"]).iter_mut().for_each(|point| round(point, "bystanders", 0));
    }
}

fn segments(segments: &mut Value, least: u64) {
    const DERIVED: &[&str] =
        &["share_from_bystanders", "expected", "lift", "lift_low", "lift_high", "p_value", "q_value"];
    const PARTS: &[&str] = &["consenters", "from_bystanders", "beyond", "opted_out", "unreached"];
    for row in rows(&mut segments["segments"]) {
        if is_small(&row["members"], least) {
            mask(row, &["members"]);
            mask(row, PARTS);
            mask(row, DERIVED);
        } else {
            hide_parts(row, PARTS, least);
            if is_hidden(&row["from_bystanders"]) {
                mask(row, DERIVED);
            }
        }
    }
    let small: Vec<Value> = rows(&mut segments["segments"])
        .iter()
        .filter(|row| is_hidden(&row["members"]))
        .map(|row| row["segment"].clone())
        .collect();
    let told = |row: &Value| !small.contains(&row["segment"]) && !is_small(&row["known_members"], least);
    rows(&mut segments["representation"]).retain(told);
    representation(rows(&mut segments["representation"]), least);
    for table in ["concentration", "segregation"] {
        rows(&mut segments[table])
            .retain(|row| !small.contains(&row["segment"]) && !is_small(&row["members"], least));
    }
    let hiding: Vec<(Value, Value)> = rows(&mut segments["representation"])
        .iter()
        .filter(|row| is_hidden(&row["members"]))
        .map(|row| (row["segment"].clone(), row["dimension"].clone()))
        .collect();
    for (table, indices) in [("concentration", CONCENTRATION), ("segregation", SEGREGATION)] {
        let rows = rows(&mut segments[table]).iter_mut();
        let hides = |row: &Value| hiding.contains(&(row["segment"].clone(), row["dimension"].clone()));
        for row in rows.filter(|row| hides(row)) {
            // Few members can be sorted into units in few ways, and a handful of rounded figures leaves one of them.
            let few = row["members"].as_u64().is_none_or(|members| members < FEW * least);
            indices.iter().for_each(|key| if few { mask(row, &[key]) } else { two_digits(row, key) });
            mask(row, ONE_UNIT);
            if few {
                mask(row, &["units_with_members", "lorenz"]);
            }
        }
    }
    rows(&mut segments["survival"]).retain(|row| !small.contains(&row["segment"]));
    for row in rows(&mut segments["allotment"]) {
        if hiding.iter().any(|(_, dimension)| *dimension == row["dimension"]) || !small.is_empty() {
            ALLOTMENT.iter().for_each(|key| two_digits(row, key));
        }
        if is_small(&row["people"], least) {
            mask(row, &["people", "segments", "units"]);
            mask(row, ALLOTMENT);
        }
        if is_small(&row["in_several"], least) {
            mask(row, &["in_several"]);
        }
    }
    for row in rows(&mut segments["concentration"]) {
        if is_small(&row["largest_members"], least) {
            mask(row, &["largest_members", "largest", "cr_1"]);
        }
        let members = row["members"].as_f64().unwrap_or(0.0);
        if let Some(points) = row["lorenz"].as_array_mut() {
            thin_lorenz(points, members, least);
        }
    }
}

/// The groups of one segment and dimension add up to its members, and the groups of a dimension to its people, so that they
/// are hidden together.
fn representation(rows: &mut [Value], least: u64) {
    const TESTED: &[&str] = &[
        "rate",
        "rate_to_highest",
        "below_four_fifths",
        "expected",
        "lift",
        "lift_low",
        "lift_high",
        "p_value",
        "q_value",
    ];
    let same = |one: &Value, other: &Value| {
        one["segment"] == other["segment"] && one["dimension"] == other["dimension"]
    };
    for group in rows.chunk_by_mut(same) {
        let highest = segment_detail::highest(group);
        hide_column(group, "group_people", &[TESTED, &["share_of_people"]].concat(), least, true);
        hide_column(group, "members", &[TESTED, &["share_of_segment"]].concat(), least, true);
        segment_detail::hide_ratios(group, highest);
    }
}

/// Where units of a segment are hidden, its indices are shown only if it has at least this many times the smallest cell.
const FEW: u64 = 10;

/// What is said of one unit alone: with the members of all it gives those of the others.
const ONE_UNIT: &[&str] = &["largest_members", "largest", "cr_1"];

/// The figures of a segment's concentration that are computed from all its units.
const CONCENTRATION: &[&str] = &[
    "hhi",
    "hhi_normalised",
    "hhi_unbiased",
    "cr_4",
    "effective_number",
    "effective_number_entropy",
    "shannon_nats",
    "evenness_observed",
    "evenness_all",
    "gini",
    "gini_corrected",
];
/// The same of its segregation.
const SEGREGATION: &[&str] = &["d", "d_above_chance", "h", "gini"];
/// How far all segments together agree with a dimension.
const ALLOTMENT: &[&str] = &["nmi_arithmetic", "ami", "ari"];

/// Rounds a number to so many decimals.
fn round(row: &mut Value, key: &str, decimals: i32) {
    let unit = 10_f64.powi(decimals);
    if let Some(value) = row[key].as_f64() {
        row[key] = json!((value * unit).round() / unit);
    }
}

/// Rounds a number to two significant digits.
fn two_digits(row: &mut Value, key: &str) {
    if let Some(value) = row[key].as_f64().filter(|value| *value != 0.0) {
        row[key] = json!(format!("{value:.1e}").parse::<f64>().expect("a number was written"));
    }
}

/// The rows of a table; none where it is not there.
fn rows(table: &mut Value) -> &mut Vec<Value> {
    if !table.is_array() {
        *table = json!([]);
    }
    table.as_array_mut().expect("just made one")
}

fn is_small(value: &Value, least: u64) -> bool {
    value.as_u64().is_some_and(|count| 0 < count && count < least)
}

fn mask(row: &mut Value, keys: &[&str]) {
    for &key in keys {
        if row.get(key).is_some_and(|value| !value.is_null()) {
            row[key] = hidden();
        }
    }
}

/// Hides small counts of `key`, and `with` them what was computed from them. Where the column's total is known, further
/// counts go with them until the hidden ones cannot be had by subtraction.
fn hide_column(rows: &mut [Value], key: &str, with: &[&str], least: u64, total_known: bool) {
    let counts: Vec<u64> = rows.iter().map(|row| row[key].as_u64().unwrap_or(0)).collect();
    let marks = stat::small_cells::hidden(&counts, least, total_known);
    for (row, _) in rows.iter_mut().zip(marks).filter(|(_, hidden)| *hidden) {
        row[key] = hidden();
        mask(row, with);
    }
}

/// Hides counts of `key` that differ by few from another that may have the same people in it, or from one of the `totals`.
fn hide_nested(rows: &mut [&mut Value], key: &str, totals: &[u64], least: u64) {
    let counts: Vec<u64> = rows.iter().map(|row| row[key].as_u64().unwrap_or(0)).collect();
    let marks = stat::small_cells::hidden_nested(&counts, totals, least);
    for (row, _) in rows.iter_mut().zip(marks).filter(|(_, hidden)| *hidden) {
        row[key] = hidden();
    }
}

/// The same for the parts of one row, whose sum is published.
fn hide_parts(row: &mut Value, parts: &[&str], least: u64) {
    let mut column: Vec<Value> =
        parts.iter().map(|&part| json!({ "part": part, "people": row[part] })).collect();
    hide_column(&mut column, "people", &[], least, true);
    for part in column.iter().filter(|part| is_hidden(&part["people"])) {
        let name = part["part"].as_str().expect("set above").to_owned();
        row[name] = hidden();
    }
}

/// Folds the last rows into one until it stands for `least` people; the first `keep` rows stay as they are.
fn fold_tail(rows: &mut Vec<Value>, least: u64, keep: usize) {
    let small = |row: &Value| is_small(&row["people"], least);
    while rows.len() > keep + 1 && rows.iter().skip(keep).any(small) {
        merge_last(rows);
    }
}

fn merge_last(rows: &mut Vec<Value>) {
    let last = rows.pop().expect("there are at least two rows");
    let into = rows.last_mut().expect("there were at least two rows");
    into["people"] = json!(into["people"].as_u64().unwrap_or(0) + last["people"].as_u64().unwrap_or(0));
    if last.get("cumulative").is_some() {
        into["cumulative"] = last["cumulative"].clone();
    }
    into["or_more"] = json!(true);
}

/// Drops points of a Lorenz curve until each step stands for no members or for at least `least`; the ends stay.
fn thin_lorenz(points: &mut Vec<Value>, members: f64, least: u64) {
    #[allow(clippy::cast_precision_loss, reason = "a threshold of a few people")]
    thin_by(points, least as f64, |point| point["share_of_members"].as_f64().unwrap_or(0.0) * members);
}

fn thin_by(points: &mut Vec<Value>, least: f64, height: impl Fn(&Value) -> f64) {
    let Some(last) = points.pop() else { return };
    let end = height(&last);
    let mut kept: Vec<Value> = Vec::with_capacity(points.len());
    for point in points.drain(..) {
        let step = kept.last().map_or(f64::INFINITY, |before| height(&point) - height(before));
        let left = end - height(&point);
        if kept.is_empty() || (step >= least || step == 0.0) && (left >= least || left == 0.0) {
            kept.push(point);
        }
    }
    kept.push(last);
    *points = kept;
}

#[cfg(test)]
mod tests {
    use super::{fold_tail, hide, hide_column, is_hidden, thin_lorenz};
    use serde_json::{Value, json};

    #[test]
    fn hides_what_was_computed_from_a_hidden_count() {
        let mut rows = [3_u64, 50, 20].map(|people| json!({ "people": people, "share": 0.5 }));
        hide_column(&mut rows, "people", &["share"], 10, true);
        assert!(rows.iter().all(|row| is_hidden(&row["people"]) == is_hidden(&row["share"])));
        assert_eq!(rows.map(|row| row["people"].as_u64()), [None, Some(50), None]);
    }

    fn folded(people: &[u64], keep: usize) -> Vec<u64> {
        let mut rows: Vec<Value> = people.iter().map(|people| json!({ "people": people })).collect();
        fold_tail(&mut rows, 10, keep);
        rows.iter().map(|row| row["people"].as_u64().expect("a count")).collect()
    }

    #[test]
    fn folds_the_end_of_a_distribution_into_one_row() {
        assert_eq!(folded(&[3916, 100, 8, 3, 2], 1), [3916, 100, 13]);
        assert_eq!(folded(&[3916, 97, 10], 1), [3916, 97, 10]);
        assert_eq!(folded(&[50, 4, 30, 20], 1), [50, 54]);
        assert_eq!(folded(&[2, 4], 2), [2, 4]);
        assert_eq!(folded(&[25, 3, 1], 1), [25, 4]);
    }

    #[test]
    fn keeps_the_ends_of_a_curve_and_steps_of_enough_people() {
        let mut points: Vec<Value> =
            [0, 4, 12, 18, 40, 43].iter().map(|at| json!({ "share_of_members": at })).collect();
        thin_lorenz(&mut points, 1.0, 10);
        let left: Vec<_> =
            points.iter().map(|point| point["share_of_members"].as_u64().expect("a count")).collect();
        assert_eq!(left, [0, 12, 43]);
    }

    #[test]
    fn ends_the_greedy_curve_where_gains_are_hidden() {
        let row = |rank: u64, gain: u64| json!({ "greedy_rank": rank, "greedy_gain": gain, "bystanders": 40, "sole": 30 });
        let point = |taken: u64, people: u64| json!({ "consenters": taken, "bystanders": people });
        let mut results = json!({ "share_out": {
            "consenters": [row(1, 40), row(2, 20), row(3, 6), row(4, 5)],
            "greedy": [point(0, 0), point(1, 40), point(2, 60), point(3, 66), point(4, 71)],
            "accumulation": [point(0, 0)],
        } });
        hide(&mut results, 10);
        let taken = |point: &Value| point["consenters"].as_u64();
        let curve = results["share_out"]["greedy"].as_array().expect("a curve");
        assert_eq!(curve.iter().filter_map(taken).collect::<Vec<_>>(), [0, 1, 2, 4]);
        assert!(is_hidden(&results["share_out"]["consenters"][3]["greedy_rank"]));
    }

    #[test]
    fn rounds_the_indices_of_a_segment_with_a_hidden_cell_and_hides_those_of_one_with_few_members() {
        let hidden_of = |counts: [u64; 3]| {
            let members: u64 = counts.iter().sum();
            let row = |(group, count): (&str, u64)| {
                json!({ "segment": "s", "dimension": "place", "group": group, "members": count,
                    "known_members": members, "group_people": 300, "lift": 1.0 })
            };
            let rows: Vec<Value> = ["a", "b", "c"].into_iter().zip(counts).map(row).collect();
            let mut results = json!({ "segments": {
                "segments": [{ "segment": "s", "members": members }],
                "representation": rows,
                "concentration": [{ "segment": "s", "dimension": "place", "members": members, "hhi": 0.579_417,
                    "largest": "a", "largest_members": counts[0], "cr_1": 0.7, "units_with_members": 3, "lorenz": [] }],
                "segregation": [{ "segment": "s", "dimension": "place", "members": members, "d": 0.123_456 }],
            } });
            hide(&mut results, 10);
            results["segments"].take()
        };
        let many = hidden_of([300, 102, 8]);
        assert_eq!(
            (&many["concentration"][0]["hhi"], &many["segregation"][0]["d"]),
            (&json!(0.58), &json!(0.12))
        );
        assert!(
            is_hidden(&many["concentration"][0]["largest_members"]),
            "with the members it gives the others"
        );
        let few = hidden_of([30, 8, 3]);
        for key in ["hhi", "largest", "largest_members", "cr_1", "units_with_members", "lorenz"] {
            assert!(is_hidden(&few["concentration"][0][key]), "{key}");
        }
        assert!(is_hidden(&few["segregation"][0]["d"]));
        let none = hidden_of([30, 18, 13]);
        assert_eq!(none["concentration"][0]["hhi"], 0.579_417);
        assert_eq!(none["concentration"][0]["largest_members"], 30);
    }

    #[test]
    fn hides_a_small_segment_with_all_that_was_computed_from_it() {
        let mut results = json!({ "segments": { "segments": [
            { "segment": "few", "members": 4, "consenters": 0, "from_bystanders": 4, "unreached": 0, "lift": 2.0 },
            { "segment": "many", "members": 60, "consenters": 3, "from_bystanders": 40, "unreached": 17, "lift": 1.5 },
        ], "concentration": [{ "segment": "few", "members": 4, "lorenz": [] }] } });
        hide(&mut results, 10);
        let rows = &results["segments"]["segments"];
        assert!(is_hidden(&rows[0]["members"]) && is_hidden(&rows[0]["lift"]));
        assert!(is_hidden(&rows[1]["consenters"]) && is_hidden(&rows[1]["unreached"]));
        assert_eq!(rows[1]["from_bystanders"], 40);
        assert_eq!(results["segments"]["concentration"], json!([]));
    }

    #[test]
    fn hides_nothing_at_a_threshold_of_one() {
        let mut results = json!({ "segments": { "segments": [{ "segment": "one", "members": 1 }] } });
        hide(&mut results, 1);
        assert_eq!(results["segments"]["segments"][0]["members"], 1);
    }
}
