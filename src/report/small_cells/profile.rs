//! The quality of the data: counts of people by attribute, and of those known by place and group.
//!
//! # Definition
//! People told, missing, withheld and in ranges add up to everybody, so that small ones go with the next. Where the people of a place or
//! group are few nothing is told of it; where those of whom an attribute is missing, or known, are few, both are hidden, with
//! enough of the same attribute's other rows that they cannot be had by subtraction.

use super::{hide_column, hide_parts, is_hidden, mask, rows};
use serde_json::Value;

pub(super) fn hide(profile: &mut Value, least: u64) {
    for row in rows(&mut profile["columns"]) {
        hide_parts(row, &["told", "missing", "withheld", "ranges"], least);
        if is_hidden(&row["missing"]) {
            mask(row, &["missing_share"]);
        }
    }
    let mut coverage = std::mem::take(rows(&mut profile["coverage"]));
    let same = |one: &Value, other: &Value| one["column"] == other["column"] && one["by"] == other["by"];
    let runs = coverage.chunk_by_mut(same);
    for run in runs {
        hide_column(run, "people", &["known", "missing", "known_share"], least, true);
        hide_column(run, "missing", &["known", "known_share"], least, true);
        hide_column(run, "known", &["missing", "known_share"], least, true);
    }
    profile["coverage"] = Value::Array(coverage);
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::json;

    #[test]
    fn hides_few_people_with_what_gives_them_away() {
        let row = |group: &str, people: u64, missing: u64| {
            json!({ "column": "age", "by": "place", "group": group, "people": people,
                    "known": people - missing, "missing": missing, "known_share": 0.5 })
        };
        let mut profile = json!({
            "columns": [{ "told": 80, "missing": 15, "withheld": 5, "ranges": 0, "missing_share": 0.15 }],
            "coverage": [row("a", 300, 3), row("b", 200, 40), row("c", 100, 0), row("d", 90, 50)],
        });
        super::hide(&mut profile, 10);
        let column = &profile["columns"][0];
        assert!(
            is_hidden(&column["withheld"])
                && is_hidden(&column["missing"])
                && is_hidden(&column["missing_share"])
        );
        assert_eq!(column["told"], 80);
        let hidden: Vec<bool> = (0..4).map(|at| is_hidden(&profile["coverage"][at]["known"])).collect();
        assert_eq!(hidden, [true, true, false, false]);
    }
}
