//! Who holds whom: sets of people that lie within one another, counted in several tables.
//!
//! # Definition
//! Counts of the same people (all, consenters, bystanders, those not within reach) are taken together from all tables, both ends, and no
//! two that are shown differ by few, nor one from a total of the network. Where one part of a whole is hidden (consenters, bystanders and
//! the others of an organisation; the hops of a distance and field; the origins of an organisation) all parts are. Bystanders are hidden
//! where few others are beside them. Where bystanders of an organisation are hidden, so are the rows of those held by two or more, the
//! shares and the routes, which would tell their sum.

use super::{hidden, is_hidden, is_small, mask, rows};
use crate::stat;
use serde_json::Value;
use std::collections::BTreeSet;

const PARTS: &[&str] = &["consenters", "bystanders", "unreached"];
const ENDS: [&str; 2] = ["at_least", "at_most"];

/// Which people a count is of.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    All,
    Consenters,
    Bystanders,
    Unreached,
}

pub(super) fn hide(results: &mut Value, least: u64) {
    segment_origins(results, least);
    if results["onward"]["people"].is_null() {
        return;
    }
    let total = |key: &str| results["spread"][key].as_u64().unwrap_or(0);
    let [people, affected, consenters, bystanders] =
        ["people", "affected", "consenters", "bystanders"].map(total);
    let others = people.saturating_sub(consenters);
    hide_alike(results, Of::All, &[people, affected, others, consenters, bystanders], least);
    hide_alike(results, Of::Consenters, &[consenters], least);
    hide_alike(results, Of::Bystanders, &[bystanders, others], least);
    hide_alike(results, Of::Unreached, &[people.saturating_sub(affected), others], least);
    rows(&mut results["recipients"]["organisations"]).iter_mut().for_each(|row| organisation(row, least));
    hide_onward(results, least);
}

/// Hides, of all counts of these people, those that differ by few from another or from a total.
fn hide_alike(results: &mut Value, of: Of, totals: &[u64], least: u64) {
    let mut counts = Vec::new();
    each(results, of, &mut |value| counts.extend(value.as_u64()));
    let marks = stat::small_cells::hidden_nested(&counts, totals, least);
    let few: BTreeSet<u64> =
        counts.iter().zip(marks).filter(|(_, hidden)| *hidden).map(|(count, _)| *count).collect();
    each(results, of, &mut |value| {
        if value.as_u64().is_some_and(|count| few.contains(&count)) {
            *value = hidden();
        }
    });
}

/// Every count of these people, in all tables.
fn each(results: &mut Value, of: Of, visit: &mut dyn FnMut(&mut Value)) {
    let (ranges, counts): (&[&str], &[&str]) = match of {
        Of::All => (&["people", "people_at_end"], &[]),
        Of::Consenters => (&["consenters"], &["consented"]),
        Of::Bystanders => (&["bystanders", "bystanders_at_end"], &["harvested"]),
        Of::Unreached => (&["unreached"], &["not_on_record"]),
    };
    let mut both = |value: &mut Value| ENDS.iter().for_each(|end| visit(&mut value[*end]));
    for row in rows(&mut results["recipients"]["organisations"]) {
        ranges.iter().for_each(|key| both(&mut row[*key]));
    }
    let onward = &mut results["onward"];
    both(&mut onward[ranges[0]]);
    for row in rows(&mut onward["columns"]).iter_mut().filter(|_| matches!(of, Of::All | Of::Bystanders)) {
        both(&mut row[ranges[0]]);
    }
    for row in rows(&mut onward["cells"]).iter_mut().filter(|row| of_hop(&row["hop"]) == of) {
        both(&mut row["people"]);
    }
    if of == Of::Bystanders {
        rows(&mut onward["held_by"]).iter_mut().for_each(|row| both(&mut row["bystanders"]));
        both(&mut onward["routes"]["bystanders"]);
    }
    for row in rows(&mut results["recipients"]["organisations"]) {
        counts.iter().for_each(|key| visit(&mut row["origins"][*key]));
        if of == Of::Unreached {
            visit(&mut row["origin_not_on_record"]);
        }
    }
}

fn of_hop(hop: &Value) -> Of {
    match hop.as_u64() {
        None => Of::Unreached,
        Some(0) => Of::Consenters,
        Some(_) => Of::Bystanders,
    }
}

/// Whether either end is hidden.
fn either(range: &Value) -> bool {
    ENDS.iter().any(|end| is_hidden(&range[*end]))
}

fn mask_both(row: &mut Value, keys: &[&str]) {
    keys.iter().for_each(|key| mask(&mut row[*key], &ENDS));
}

/// Whether few are in `whole` beside those in `part`, at either end.
fn few_beside(whole: &Value, part: &Value, least: u64) -> bool {
    let beside = |end: &str| whole[end].as_u64()?.checked_sub(part[end].as_u64()?);
    ENDS.iter().filter_map(|end| beside(end)).any(|few| 0 < few && few < least)
}

fn organisation(row: &mut Value, least: u64) {
    const ORIGINS: &[&str] = &["consented", "harvested", "not_on_record"];
    const SHARES: &[&str] = &["consented_share", "harvested_share", "not_on_record_share"];
    let hides = either(&row["people"]) || PARTS.iter().any(|part| either(&row[*part]));
    let beside = few_beside(&row["people_at_end"], &row["bystanders_at_end"], least);
    if hides {
        mask_both(row, PARTS);
    }
    if hides || beside || either(&row["people_at_end"]) {
        mask_both(row, &["bystanders_at_end"]);
    }
    if hides || ORIGINS.iter().any(|part| is_hidden(&row["origins"][*part])) {
        mask(&mut row["origins"], ORIGINS);
        mask(&mut row["origins"], SHARES);
    }
    for end in ENDS {
        if is_small(&row["strangers"][end], least) {
            row["strangers"][end] = hidden();
        }
    }
    if is_small(&row["records_beyond"], least) {
        row["records_beyond"] = hidden();
    }
}

fn hide_onward(results: &mut Value, least: u64) {
    let organisations = rows(&mut results["recipients"]["organisations"]);
    let hides = |row: &Value| either(&row["people"]) || either(&row["bystanders"]);
    let tells = organisations.iter().any(|row| row["collects"] == false && hides(row));
    let onward = &mut results["onward"];
    if either(&onward["people"]) || PARTS.iter().any(|part| either(&onward[*part])) {
        mask_both(onward, PARTS);
        mask_both(onward, &["bystander_share"]);
    }
    let mut hidden_columns = Vec::new();
    for row in rows(&mut onward["columns"]) {
        if either(&row["people"]) || few_beside(&row["people"], &row["bystanders"], least) {
            mask_both(row, &["bystanders"]);
        }
        if either(&row["bystanders"]) {
            hidden_columns.push((row["distance"].clone(), Value::Null));
        }
    }
    let cells = rows(&mut onward["cells"]);
    let place = |row: &Value| (row["distance"].clone(), row["field"].clone());
    hidden_columns.extend(cells.iter().filter(|row| either(&row["people"])).map(place));
    for row in cells.iter_mut().filter(|row| hidden_columns.contains(&place(row))) {
        mask_both(row, &["people"]);
    }
    let held_by = rows(&mut onward["held_by"]);
    let tells = tells || held_by.iter().any(|row| either(&row["bystanders"]));
    if tells {
        held_by.iter_mut().skip(1).for_each(|row| mask_both(row, &["bystanders"]));
        mask_both(&mut onward["routes"], &["total", "bystanders"]);
        rows(&mut onward["shares"]).iter_mut().for_each(|row| mask(row, &ENDS));
    }
}

/// Members of all segments of an origin: hidden where a segment's are, or where few are left.
fn segment_origins(results: &mut Value, least: u64) {
    let segments = rows(&mut results["segments"]["segments"]);
    let tells = segments.iter().any(|row| is_hidden(&row["members"]));
    let origins = rows(&mut results["onward"]["segment_origins"]);
    let tells = tells || origins.iter().any(|row| is_small(&row["members"], least));
    for row in origins {
        let beside =
            row["members"].as_u64().unwrap_or(0).saturating_sub(row["passed_on"].as_u64().unwrap_or(0));
        if tells || is_small(&row["passed_on"], least) || (0 < beside && beside < least) {
            mask(row, &["passed_on"]);
        }
        if tells {
            mask(row, &["members", "share"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn range(at_least: u64, at_most: u64) -> Value {
        json!({ "at_least": at_least, "at_most": at_most })
    }

    /// An organisation that holds so many consenters, bystanders and others.
    fn holder(name: &str, parts: [u64; 3]) -> Value {
        let all = parts.iter().sum();
        let [consenters, bystanders, unreached] = parts.map(|part| range(part, part));
        json!({ "organisation": name, "collects": false, "people": range(all, all), "consenters": consenters,
            "bystanders": bystanders, "unreached": unreached, "people_at_end": range(all, all),
            "bystanders_at_end": bystanders.clone(), "strangers": range(0, 3), "origin_not_on_record": 0, "records_beyond": 2,
            "origins": { "consented": parts[0], "harvested": parts[1], "not_on_record": parts[2], "consented_share": 0.5,
                "harvested_share": 0.5, "not_on_record_share": 0.0 } })
    }

    fn hidden_results(holders: &[Value]) -> Value {
        let mut results = json!({
            "spread": { "people": 1000, "affected": 600, "consenters": 100, "bystanders": 500 },
            "segments": { "segments": [] },
            "recipients": { "organisations": holders },
            "onward": { "people": range(300, 300), "consenters": range(50, 50), "bystanders": range(250, 250), "unreached": range(0, 0),
                "columns": [], "cells": [], "held_by": [{ "organisations": 1, "bystanders": range(250, 250) },
                { "organisations": 2, "bystanders": range(100, 100) }],
                "routes": { "total": range(400, 400), "bystanders": range(250, 250) }, "shares": [{ "at_least": 200.0, "at_most": 200.0 }],
                "segment_origins": [] }
        });
        hide(&mut results, 10);
        results
    }

    #[test]
    fn shows_what_gives_nobody_away() {
        let results = hidden_results(&[holder("one", [50, 250, 0]), holder("other", [20, 100, 0])]);
        let row = &results["recipients"]["organisations"][0];
        assert_eq!(
            (&row["bystanders"], &results["onward"]["held_by"][1]["bystanders"]),
            (&range(250, 250), &range(100, 100))
        );
        assert!(is_hidden(&row["strangers"]["at_most"]) && is_hidden(&row["records_beyond"]));
    }

    #[test]
    fn hides_the_few_of_one_organisation_and_what_tells_them() {
        let results = hidden_results(&[holder("one", [50, 250, 0]), holder("other", [4, 120, 0])]);
        let row = &results["recipients"]["organisations"][1];
        assert!(PARTS.iter().all(|part| either(&row[*part])) && either(&row["bystanders_at_end"]));
        assert!(is_hidden(&row["origins"]["harvested"]) && row["people"] == range(124, 124));
        assert!(
            either(&results["onward"]["held_by"][1]["bystanders"]),
            "their sum would tell the bystanders"
        );
        assert!(is_hidden(&results["onward"]["shares"][0]["at_least"]));
    }

    #[test]
    fn hides_a_number_that_lacks_few_of_another() {
        let results = hidden_results(&[holder("one", [50, 250, 0]), holder("other", [50, 246, 0])]);
        assert!(either(&results["recipients"]["organisations"][1]["people"]));
        assert!(!either(&results["onward"]["people"]));
    }
}
