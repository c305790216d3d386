//! The chain of transfers: people who consented for a purpose or a promise, people who withdrew or objected, and numbers of records.
//! Organisations are no people, and are never hidden.
//!
//! # Definition
//! Consenters by purpose, and by promise, may be the same people in several rows: rows are hidden as where they add up to a total that is
//! known. Of those who consented for a promise, neither they nor the other consenters may be few. Numbers of records are taken for people;
//! those of the transfers that no consent covers and of all that were judged may not differ by few. People who had withdrawn or objected
//! before a transfer are, from transfer to transfer, sets within one another: no two of them, nor one and the whole, may differ by few.

use super::{hidden, hide_column, hide_nested, mask, rows};
use serde_json::Value;

pub(super) fn hide(results: &mut Value, least: u64) {
    let consenters = results["spread"]["consenters"].as_u64().unwrap_or(0);
    purposes(&mut results["purposes"], consenters, least);
    for list in ["withdrawals", "objections"] {
        if results["erasure"][list].is_object() {
            spoken(&mut results["erasure"][list], least);
        }
    }
}

fn purposes(purposes: &mut Value, consenters: u64, least: u64) {
    let few = |count: u64| 0 < count && count < least;
    hide_column(rows(&mut purposes["consented"]), "consenters", &["consents"], least, true);
    hide_column(rows(&mut purposes["incentives"]), "consenters", &["consents"], least, true);
    let promised = purposes["incentive_consenters"].as_u64().unwrap_or(0);
    if few(promised) || few(consenters.saturating_sub(promised)) {
        mask(purposes, &["incentive_consenters"]);
        rows(&mut purposes["incentives"]).iter_mut().for_each(|row| mask(row, &["consenters", "consents"]));
    }
    let of = |part: &str, key: &str| purposes[part][key].as_u64();
    let is_few = ["at_least", "at_most"].iter().any(|key| {
        let [all, part] = ["records", "records_otherwise"].map(|part| of(part, key));
        all.is_some_and(few)
            || part.is_some_and(few)
            || all.zip(part).is_some_and(|(all, part)| few(all.abs_diff(part)))
    });
    if is_few {
        for part in ["records", "records_otherwise"] {
            mask(&mut purposes[part], &["at_least", "at_most"]);
        }
        mask(purposes, &["records_otherwise_share"]);
    }
}

fn spoken(spoken: &mut Value, least: u64) {
    let people = spoken["people"].as_u64().unwrap_or(0);
    if 0 < people && people < least {
        mask(spoken, &["people"]);
        rows(&mut spoken["rows"])
            .iter_mut()
            .for_each(|row| mask(row, &["people_at_least", "people_at_most"]));
        return;
    }
    for key in ["people_at_least", "people_at_most"] {
        let mut all: Vec<&mut Value> = rows(&mut spoken["rows"]).iter_mut().collect();
        hide_nested(&mut all, key, &[people], least);
    }
    // A lower end above what is hidden would tell most of it.
    for row in
        rows(&mut spoken["rows"]).iter_mut().filter(|row| row["people_at_most"].get("hidden").is_some())
    {
        row["people_at_least"] = hidden();
    }
}

#[cfg(test)]
mod tests {
    use super::hide;
    use crate::report::small_cells::is_hidden;
    use serde_json::{Value, json};

    fn hidden_of(consented: [u64; 3], promised: u64, records: [u64; 2]) -> Value {
        let row = |consenters: &u64| json!({ "consents": consenters, "consenters": consenters });
        let records = records.map(|records| json!({ "at_least": records, "at_most": records }));
        let mut results = json!({
            "spread": { "consenters": consented.iter().sum::<u64>() },
            "purposes": {
                "consented": consented.iter().map(row).collect::<Vec<_>>(),
                "incentives": [row(&promised)], "incentive_consenters": promised,
                "records": records[0], "records_otherwise": records[1], "records_otherwise_share": 0.5,
            },
        });
        hide(&mut results, 10);
        results["purposes"].take()
    }

    #[test]
    fn a_purpose_of_few_takes_another_with_it() {
        let purposes = hidden_of([200, 30, 4], 60, [500, 300]);
        let hidden: Vec<_> = (0..3).map(|at| is_hidden(&purposes["consented"][at]["consents"])).collect();
        assert_eq!(hidden, [false, true, true]);
        assert_eq!(
            (&purposes["incentive_consenters"], &purposes["records"]["at_most"]),
            (&json!(60), &json!(500))
        );
    }

    #[test]
    fn few_without_a_promise_are_as_few_as_with_one() {
        for promised in [3, 58] {
            let purposes = hidden_of([20, 20, 20], promised, [500, 300]);
            assert!(is_hidden(&purposes["incentive_consenters"]));
            assert!(is_hidden(&purposes["incentives"][0]["consents"]));
        }
    }

    #[test]
    fn records_that_differ_by_few_are_hidden_together() {
        for records in [[9, 0], [500, 495], [500, 4]] {
            let purposes = hidden_of([20, 20, 20], 0, records);
            let keys = ["records", "records_otherwise"];
            assert!(
                keys.iter()
                    .all(|key| is_hidden(&purposes[key]["at_least"]) && is_hidden(&purposes[key]["at_most"]))
            );
            assert!(is_hidden(&purposes["records_otherwise_share"]));
        }
    }

    #[test]
    fn one_more_withdrawal_from_one_transfer_to_the_next_is_not_told() {
        let row = |least: u64, most: u64| json!({ "people_at_least": least, "people_at_most": most });
        let mut results = json!({ "spread": { "consenters": 100 }, "purposes": {},
            "erasure": { "withdrawals": { "people": 60, "rows": [row(0, 20), row(0, 21), row(40, 60)] } } });
        hide(&mut results, 10);
        let rows = &results["erasure"]["withdrawals"]["rows"];
        assert!(is_hidden(&rows[0]["people_at_most"]) || is_hidden(&rows[1]["people_at_most"]));
        assert_eq!(rows[2]["people_at_most"], 60);
        let mut results = json!({ "spread": { "consenters": 100 }, "purposes": {},
            "erasure": { "objections": { "people": 4, "rows": [row(0, 4)] } } });
        hide(&mut results, 10);
        assert!(is_hidden(&results["erasure"]["objections"]["rows"][0]["people_at_most"]));
    }
}
