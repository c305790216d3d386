//! Who agreed to which version of a text.
//!
//! # Definition
//! The people of the versions overlap, and all consenters are published: no number may differ by few from another or from the whole, and
//! small ones are hidden with the next. Those who agreed while a version was shown, when it was not, and of whom that is not known, add
//! up to its people: small ones are hidden together, and all three where its people are.

use super::{hide_column, hide_nested, hide_parts, is_hidden, mask, rows};
use serde_json::Value;

const PARTS: &[&str] = &["while_shown", "while_not_shown", "not_known"];

pub(super) fn hide(results: &mut Value, least: u64) {
    let consenters = results["spread"]["consenters"].as_u64().unwrap_or(0);
    let agreed = rows(&mut results["consent_texts"]["agreed"]);
    hide_nested(&mut agreed.iter_mut().collect::<Vec<_>>(), "consenters", &[consenters], least);
    hide_column(agreed, "consenters", &[], least, true);
    for row in agreed {
        if is_hidden(&row["consenters"]) {
            mask(row, PARTS);
        } else {
            hide_parts(row, PARTS, least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn hidden_of(consenters: u64, agreed: &[[u64; 3]]) -> Vec<[bool; 4]> {
        let row = |&[shown, not, unknown]: &[u64; 3]| json!({ "consenters": shown + not + unknown, "while_shown": shown, "while_not_shown": not, "not_known": unknown });
        let agreed: Vec<Value> = agreed.iter().map(row).collect();
        let mut results =
            json!({ "spread": { "consenters": consenters }, "consent_texts": { "agreed": agreed } });
        super::hide(&mut results, 10);
        let rows = results["consent_texts"]["agreed"].as_array().expect("a table");
        let keys = ["consenters", "while_shown", "while_not_shown", "not_known"];
        rows.iter().map(|row| keys.map(|key| is_hidden(&row[key]))).collect()
    }

    #[test]
    fn shows_what_gives_nobody_away() {
        assert_eq!(hidden_of(200, &[[80, 20, 0], [60, 0, 40]]), [[false; 4]; 2]);
    }

    #[test]
    fn hides_the_few_of_a_version_with_what_gives_them_away() {
        assert_eq!(hidden_of(200, &[[80, 3, 0], [117, 0, 0]])[0], [false, true, true, false]);
        assert_eq!(hidden_of(200, &[[196, 0, 0], [4, 0, 0]]), [[true; 4]; 2]);
    }

    #[test]
    fn hides_numbers_that_differ_by_few_from_all_or_from_each_other() {
        assert!(hidden_of(200, &[[195, 0, 0], [60, 0, 0]])[0][0], "five never agreed to it");
        let near = hidden_of(200, &[[100, 0, 0], [97, 0, 0]]);
        assert!(near[0][0] || near[1][0], "three may be the difference");
    }
}
