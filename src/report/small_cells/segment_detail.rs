//! The detail of segments: who was kept out, delivered to and added, and selection rates.
//!
//! # Definition
//! Counts of people who lie within one another (the eligible, those kept out, those whom one exclusion keeps out) are hidden where they
//! are few or differ by few. Parts of a published whole are hidden together. Nothing is told by place, group or community of people of
//! whom the number is hidden. Ratios to the highest rate are hidden where that rate is. A lookalike is told of only as far as the table
//! of overlaps tells, and its units only as far as the table of over-representation does.

use super::{hidden, hide_column, hide_parts, is_hidden, is_small, mask, rows, two_digits};
use crate::stat::small_cells::hidden_nested;
use serde_json::{Value, json};

/// What compares a unit's rate with the highest.
const RATIOS: &[&str] = &["rate_to_highest", "below_four_fifths"];
/// What is computed from a test of over-representation.
const TESTED: &[&str] = &["expected", "lift", "lift_low", "lift_high", "p_value", "q_value"];

pub(super) fn hide(results: &mut Value, least: u64) {
    let people = results["spread"]["people"].as_u64().unwrap_or(0);
    let pairs = rows(&mut results["lattice"]["pairs"]).clone();
    let segments = &mut results["segments"];
    let members = rows(&mut segments["segments"]).clone();
    four_fifths(segments, least);
    exclusions(segments, people, least);
    deliveries(segments, people, least);
    lookalikes(segments, &members, &pairs, least);
}

/// Whether `value` counts few, or all but few of `whole`.
fn tells(value: &Value, whole: u64, least: u64) -> bool {
    let few = |count: u64| 0 < count && count < least;
    value.as_u64().is_some_and(|count| few(count) || few(whole.saturating_sub(count)))
}

/// The row of `rows` with the highest rate.
pub(super) fn highest(rows: &[Value]) -> Option<usize> {
    let rate = |at: &usize| rows[*at]["rate"].as_f64();
    (0..rows.len())
        .filter(|at| rate(at).is_some())
        .max_by(|one, other| rate(one).unwrap_or(0.0).total_cmp(&rate(other).unwrap_or(0.0)))
}

/// Hides ratios to a rate that is hidden.
pub(super) fn hide_ratios(rows: &mut [Value], highest: Option<usize>) {
    if highest.is_some_and(|at| is_hidden(&rows[at]["rate"])) {
        rows.iter_mut().for_each(|row| mask(row, RATIOS));
    }
}

/// Rates of few people, and rows of segments of which nothing is told by unit.
fn four_fifths(segments: &mut Value, least: u64) {
    let shown = rows(&mut segments["representation"]).clone();
    let of = |row: &Value, key: &str| -> Option<Value> {
        let same = |other: &&Value| {
            other["segment"] == row["segment"]
                && other["dimension"] == row["dimension"]
                && other["group"] == row[key]
        };
        shown.iter().find(same).cloned()
    };
    let is_told = |row: &Value| of(row, "highest").is_some();
    rows(&mut segments["four_fifths"]).retain(is_told);
    for row in rows(&mut segments["four_fifths"]) {
        let is_out = |key: &str| of(row, key).is_none_or(|found| is_hidden(&found["rate"]));
        let (no_highest, no_lowest) = (is_out("highest"), is_out("lowest"));
        if no_highest {
            mask(row, &["highest", "highest_rate"]);
        }
        if no_lowest {
            mask(row, &["lowest", "lowest_rate"]);
        }
        if no_highest || no_lowest {
            mask(row, &["lowest_to_highest", "below"]);
        }
        two_digits_below(row, least);
    }
}

/// A number of units is no number of people; the overall rate is rounded like every index.
fn two_digits_below(row: &mut Value, least: u64) {
    if least > 1 {
        two_digits(row, "overall_rate");
    }
}

fn exclusions(segments: &mut Value, people: u64, least: u64) {
    const WHOLE: &[&str] = &["eligible", "unknown", "kept_out", "left", "kept_out_share", "members_kept_out"];
    let sizes = rows(&mut segments["segments"]).clone();
    for row in rows(&mut segments["excluding"]) {
        let members = sizes.iter().find(|size| size["segment"] == row["segment"]);
        let members = members.and_then(|size| size["members"].as_u64());
        if members.is_none_or(|members| tells(&row["members_kept_out"], members, least)) {
            mask(row, &["members_kept_out"]);
        }
        if tells(&row["eligible"], people, least) {
            mask(row, WHOLE);
            continue;
        }
        if tells(&row["unknown"], people, least) {
            mask(row, &["unknown"]);
        }
        hide_parts(row, &["kept_out", "left"], least);
        if is_hidden(&row["kept_out"]) {
            mask(row, &["kept_out_share"]);
        }
    }
    let wholes = rows(&mut segments["excluding"]).clone();
    let same = |one: &Value, other: &Value| one["segment"] == other["segment"];
    for of_segment in rows(&mut segments["exclusions"]).chunk_by_mut(same) {
        let whole = wholes.iter().find(|whole| whole["segment"] == of_segment[0]["segment"]);
        each(of_segment, whole.unwrap_or(&Value::Null), people, least);
    }
    let told = |row: &Value| {
        wholes.iter().any(|whole| whole["segment"] == row["segment"] && whole["kept_out"].is_u64())
    };
    rows(&mut segments["kept_out"]).retain(told);
    picked(rows(&mut segments["kept_out"]), least);
}

/// The exclusions of one segment.
fn each(of_segment: &mut [Value], whole: &Value, people: u64, least: u64) {
    const COUNTS: [&str; 4] = ["people", "kept_out", "kept_out_in_order", "kept_out_by_it_only"];
    let totals = ["eligible", "kept_out", "left"].iter().filter_map(|key| whole[key].as_u64());
    let totals: Vec<u64> = totals.chain([people]).collect();
    if !whole["kept_out"].is_u64() {
        of_segment.iter_mut().for_each(|row| mask(row, &COUNTS[1..]));
    }
    let in_order: Vec<u64> =
        of_segment.iter().map(|row| row["kept_out_in_order"].as_u64().unwrap_or(0)).collect();
    for row in of_segment.iter_mut() {
        let counts = COUNTS.map(|key| row[key].as_u64().unwrap_or(0));
        let marks = hidden_nested(&counts, &totals, least);
        for (key, _) in COUNTS.iter().zip(marks).filter(|(_, hide)| *hide) {
            mask(row, &[key]);
        }
    }
    hide_further(of_segment, &in_order, least);
    let hides = |row: &&mut Value| is_hidden(&row["kept_out"]);
    of_segment.iter_mut().filter(hides).for_each(|row| mask(row, &["kept_out_share"]));
}

/// Counts in order add up to those kept out: further ones are hidden until the hidden ones are two at least and of enough people.
fn hide_further(of_segment: &mut [Value], in_order: &[u64], least: u64) {
    let is_out = |row: &Value| is_hidden(&row["kept_out_in_order"]);
    loop {
        let out: Vec<usize> = (0..of_segment.len()).filter(|&at| is_out(&of_segment[at])).collect();
        let people: u64 = out.iter().map(|&at| in_order[at]).sum();
        let left = (0..of_segment.len()).filter(|&at| !is_out(&of_segment[at]) && in_order[at] > 0);
        let next = left.min_by_key(|&at| in_order[at]);
        match next {
            Some(at) if !out.is_empty() && (out.len() < 2 || people < least) => {
                mask(&mut of_segment[at], &["kept_out_in_order"]);
            }
            _ => return,
        }
    }
}

/// Those picked out of a pool, unit by unit.
fn picked(all: &mut Vec<Value>, least: u64) {
    const DERIVED: &[&str] = &[
        "share_of_picked",
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
    all.retain(|row| !tells(&row["known_picked"], row["known_pool"].as_u64().unwrap_or(0), least));
    let same = |one: &Value, other: &Value| {
        one["segment"] == other["segment"] && one["dimension"] == other["dimension"]
    };
    for units in all.chunk_by_mut(same) {
        let highest = highest(units);
        for unit in units.iter_mut() {
            let [pool, taken] = ["pool", "picked"].map(|key| unit[key].as_u64().unwrap_or(0));
            unit["rest"] = json!(pool - taken);
        }
        hide_column(units, "pool", &[DERIVED, &["picked", "rest", "share_of_pool"]].concat(), least, true);
        for (key, other) in [("picked", "rest"), ("rest", "picked")] {
            hide_column(units, key, &[DERIVED, &[other]].concat(), least, true);
        }
        for unit in units.iter_mut() {
            if is_hidden(&unit["picked"]) || is_hidden(&unit["rest"]) {
                mask(unit, &["picked", "rest"]);
                mask(unit, DERIVED);
            }
            unit.as_object_mut().expect("a row is a map").remove("rest");
        }
        hide_ratios(units, highest);
    }
}

fn deliveries(segments: &mut Value, people: u64, least: u64) {
    const PARTS: &[&str] = &["on_criteria", "off_criteria", "unknown"];
    const REST: &[&str] = &["not_delivered", "off_criteria_share", "delivered_share"];
    for row in rows(&mut segments["deliveries"]) {
        if is_small(&row["members"], least) {
            mask(row, &["members"]);
        }
        if is_hidden(&row["members"]) || tells(&row["eligible"], people, least) {
            mask(row, &["eligible"]);
            mask(row, PARTS);
            mask(row, REST);
            continue;
        }
        hide_parts(row, &["on_criteria", "not_delivered"], least);
        let on_is_hidden = is_hidden(&row["on_criteria"]);
        if on_is_hidden {
            mask(row, PARTS);
        } else {
            hide_parts(row, PARTS, least);
        }
        // Whoever is hidden by one whole is hidden in the other.
        if is_hidden(&row["on_criteria"]) {
            mask(row, &["not_delivered", "delivered_share"]);
        }
        if PARTS.iter().any(|part| is_hidden(&row[*part])) {
            mask(row, &["off_criteria_share"]);
        }
    }
    let wholes = rows(&mut segments["deliveries"]).clone();
    let whole_of = |row: &Value| wholes.iter().find(|whole| whole["segment"] == row["segment"]);
    for row in rows(&mut segments["off_criteria"]) {
        let whole = whole_of(row).filter(|whole| whole["off_criteria"].is_u64());
        let members = whole.and_then(|whole| whole["members"].as_u64());
        let unknown = row["unknown"].as_u64().unwrap_or(0);
        let known = members.map(|members| members.saturating_sub(unknown));
        if known.is_none_or(|known| tells(&row["off"], known, least)) || is_small(&row["unknown"], least) {
            mask(row, &["off", "unknown", "off_share"]);
        }
    }
    rows(&mut segments["delivery_skew"])
        .retain(|row| whole_of(row).is_some_and(|whole| whole["on_criteria"].is_u64()));
    picked(rows(&mut segments["delivery_skew"]), least);
}

fn lookalikes(segments: &mut Value, members: &[Value], pairs: &[Value], least: u64) {
    const OVERLAP: &[&str] = &["both", "added", "share_of_seed_kept", "jaccard"];
    const CONTACTS: &[&str] = &["added_contacts", "added_contact_share"];
    let of = |name: &Value| members.iter().find(|row| row["segment"] == *name);
    let is_shown = |name: &Value| of(name).is_some_and(|row| row["members"].is_u64());
    for row in rows(&mut segments["lookalikes"]) {
        let bystanders = of(&row["seed"]).is_some_and(|seed| seed["from_bystanders"].is_u64());
        if !bystanders {
            mask(row, &["seed_from_bystanders", "seed_bystander_share"]);
        }
        two_digits(row, "outside_contact_share");
        if !(is_shown(&row["segment"]) && is_shown(&row["seed"])) {
            mask(row, &["members", "seed_members", "expansion", "outside_contact_share"]);
        }
        let [seed, both] = ["seed_members", "both"].map(|key| row[key].as_u64().unwrap_or(0));
        row["left_behind"] = json!(seed.saturating_sub(both));
        let names = [&row["segment"], &row["seed"]];
        let same = |pair: &&Value| names.contains(&&pair["smaller"]) && names.contains(&&pair["larger"]);
        let untold = pairs.iter().find(same).is_some_and(|pair| is_hidden(&pair["both"]));
        let parts = ["both", "added", "left_behind"];
        let few = parts.iter().any(|part| is_small(&row[*part], least));
        if untold || few || is_hidden(&row["members"]) {
            mask(row, OVERLAP);
        }
        row.as_object_mut().expect("a row is a map").remove("left_behind");
        let added = row["added"].as_u64();
        if added.is_none_or(|added| tells(&row["added_contacts"], added, least)) {
            mask(row, CONTACTS);
            mask(row, TESTED);
        }
    }
    let told = |row: &Value, seed: &Value| is_shown(&row["segment"]) && is_shown(seed);
    let seeds: Vec<(Value, Value)> = rows(&mut segments["lookalikes"])
        .iter()
        .map(|row| (row["segment"].clone(), row["seed"].clone()))
        .collect();
    let seed_of = |name: &Value| {
        seeds.iter().find(|(segment, _)| segment == name).map_or(Value::Null, |(_, seed)| seed.clone())
    };
    rows(&mut segments["drift"]).retain(|row| told(row, &row["seed"]));
    for row in rows(&mut segments["drift"]) {
        ["total_variation", "d", "d_chance", "d_above_chance"].iter().for_each(|key| two_digits(row, key));
    }
    let shown = rows(&mut segments["representation"]).clone();
    rows(&mut segments["shifts"]).retain(|row| told(row, &seed_of(&row["segment"])));
    for row in rows(&mut segments["shifts"]) {
        let is_told = |segment: &Value| {
            let same = |other: &&Value| {
                other["segment"] == *segment
                    && other["dimension"] == row["dimension"]
                    && other["group"] == row["group"]
            };
            shown.iter().find(same).is_some_and(|found| found["members"].is_u64())
        };
        let (of_seed, of_segment) = (is_told(&seed_of(&row["segment"])), is_told(&row["segment"]));
        if !of_seed {
            mask(row, &["seed_members", "share_of_seed"]);
        }
        if !of_segment {
            mask(row, &["members", "share_of_segment"]);
        }
        if !(of_seed && of_segment) {
            row["difference"] = hidden();
        }
    }
}

#[cfg(test)]
mod tests;
