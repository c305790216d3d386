//! How few people fit what is known of them: the numbers are of few people by their nature.
//!
//! # Definition
//! The size of a smallest class, of an audience and the risk that belongs to it are hidden below the threshold: the reader learns that
//! it is below. The unique people of a combination are a part of the people in small classes, and both of those of a combination
//! with one attribute more: all these numbers of the network, and those of each segment, are hidden as nested counts, so that no two
//! that are shown differ by few, nor one from the people parted. Shares go with them, and the number of classes where it tells how few
//! share one. A segment that is small, or of which few members have values, has no row.
//!
//! # Limits
//! Numbers of unique people that are large enough to be shown tell that the smallest class is one person; not who. Segments may lie
//! within one another: their own numbers are not held against each other.

use super::{hidden, is_hidden, is_small, mask, rows};
use crate::stat;
use serde_json::Value;

/// The counts of a combination, each with its share.
const COUNTS: [(&str, &str); 2] = [("unique_people", "unique_share"), ("small_people", "small_share")];

pub(super) fn hide(singling_out: &mut Value, least: u64) {
    let small = |row: &Value| is_small(&row["members"], least);
    rows(&mut singling_out["audiences"])
        .iter_mut()
        .filter(|row| small(row))
        .for_each(|row| mask(row, &["members", "risk"]));
    if is_small(&singling_out["smallest_audience"], least) {
        mask(singling_out, &["smallest_audience"]);
    }
    rows(&mut singling_out["combinations"]).retain(|row| !is_small(&row["people"], least));
    combinations(rows(&mut singling_out["combinations"]), least);
    let segments = rows(&mut singling_out["segments"]);
    segments.retain(|row| !small(row) && !is_small(&row["people"], least));
    for of_one in segments.chunk_by_mut(|one, other| one["segment"] == other["segment"]) {
        combinations(of_one, least);
    }
}

/// Rows about the same people, or parts of them.
fn combinations(rows: &mut [Value], least: u64) {
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let counts: Vec<u64> = rows.iter().flat_map(|row| COUNTS.map(|(key, _)| count(&row[key]))).collect();
    let mut people: Vec<u64> =
        rows.iter().flat_map(|row| [count(&row["people"]), count(&row["members"])]).collect();
    people.retain(|&people| people > 0);
    let marks = stat::small_cells::hidden_nested(&counts, &people, least);
    for (row, marks) in rows.iter_mut().zip(marks.chunks(COUNTS.len())) {
        for ((key, share), _) in COUNTS.iter().zip(marks).filter(|(_, hidden)| **hidden) {
            row[*key] = hidden();
            mask(row, &[share]);
        }
        if is_small(&row["k"], least) {
            mask(row, &["k", "highest_risk"]);
        }
        let sharing = count(&row["people"]).saturating_sub(count(&row["classes"]));
        if (1..least).contains(&sharing)
            || is_hidden(&row["unique_people"]) && count(&row["classes"]) + least > count(&row["people"])
        {
            mask(row, &["classes", "average_risk"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn combination(people: u64, classes: u64, k: u64, unique: u64, small: u64) -> Value {
        json!({ "people": people, "classes": classes, "k": k, "highest_risk": 0.5, "average_risk": 0.5,
            "unique_people": unique, "unique_share": 0.1, "small_people": small, "small_share": 0.1 })
    }

    fn hidden_of(rows: &[Value]) -> Vec<[bool; 4]> {
        let mut found = json!({ "combinations": rows, "segments": [], "audiences": [] });
        super::hide(&mut found, 10);
        let keys = ["k", "classes", "unique_people", "small_people"];
        let rows = found["combinations"].as_array().expect("a table");
        rows.iter().map(|row| keys.map(|key| is_hidden(&row[key]))).collect()
    }

    #[test]
    fn shows_classes_that_are_large_enough() {
        assert_eq!(hidden_of(&[combination(400, 5, 10, 0, 0)]), [[false; 4]]);
    }

    #[test]
    fn hides_the_few_who_are_unique_and_those_who_become_so_by_one_attribute_more() {
        assert_eq!(hidden_of(&[combination(400, 5, 3, 0, 3)]), [[true, false, false, true]]);
        let rows = [combination(400, 90, 1, 30, 60), combination(400, 120, 1, 34, 90)];
        assert_eq!(hidden_of(&rows), [[true, false, true, false], [true, false, false, false]]);
    }

    #[test]
    fn hides_how_few_are_not_unique() {
        assert_eq!(hidden_of(&[combination(400, 397, 1, 394, 400)]), [[true, true, true, false]]);
    }

    #[test]
    fn keeps_no_row_of_a_small_segment_and_hides_a_small_audience() {
        let mut inside = combination(7, 7, 1, 7, 7);
        inside["members"] = json!(30);
        inside["segment"] = json!("few values");
        let mut found = json!({ "combinations": [], "segments": [inside], "smallest_audience": 1,
            "audiences": [{ "segment": "one", "members": 1, "risk": 1.0 }, { "segment": "all", "members": 30, "risk": 0.03 }] });
        super::hide(&mut found, 10);
        assert_eq!(found["segments"], json!([]));
        assert!(is_hidden(&found["audiences"][0]["members"]) && is_hidden(&found["audiences"][0]["risk"]));
        assert!(is_hidden(&found["smallest_audience"]));
        assert_eq!(found["audiences"][1]["members"], 30);
    }
}
