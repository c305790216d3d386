//! Proxies: people with two values, and the strongest pair of values.
//!
//! # Definition
//! Where few people have both values nothing is told of the pair of attributes. The strongest pair of values is hidden where few people have it,
//! or where few have one of the two values without the other.

use super::{hidden, is_small, mask, rows};
use serde_json::Value;

pub(super) fn hide(proxies: &mut Value, least: u64) {
    const FIGURES: &[&str] = &[
        "people",
        "values",
        "mutual_information",
        "uncertainty",
        "uncertainty_by_chance",
        "above_chance",
        "cramers_v",
        "accuracy",
        "base_accuracy",
        "strongest",
        "p_value",
        "q_value",
    ];
    for row in rows(&mut proxies["pairs"]) {
        if is_small(&row["people"], least) {
            mask(row, FIGURES);
        } else if tells(&row["strongest"], least) {
            row["strongest"] = hidden();
        }
    }
}

/// Whether the counts of a pair give few people away.
fn tells(pair: &Value, least: u64) -> bool {
    let few = |count: u64| 0 < count && count < least;
    let count = |key: &str| pair[key].as_u64().unwrap_or(0);
    let both = count("both");
    few(both) || ["with_value", "with_protected"].iter().any(|key| few(count(key).saturating_sub(both)))
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::json;

    #[test]
    fn hides_a_pair_of_values_that_few_lack_and_attributes_that_few_have() {
        let row = |people: u64, both: u64, with_value: u64| {
            json!({ "people": people, "uncertainty": 0.5,
                "strongest": { "both": both, "with_value": with_value, "with_protected": 60 } })
        };
        let mut proxies = json!({ "pairs": [row(100, 20, 40), row(100, 20, 23), row(7, 5, 6)] });
        super::hide(&mut proxies, 10);
        let pairs = &proxies["pairs"];
        assert_eq!(pairs[0], row(100, 20, 40));
        assert!(is_hidden(&pairs[1]["strongest"]) && pairs[1]["uncertainty"] == 0.5);
        assert!(is_hidden(&pairs[2]["uncertainty"]) && is_hidden(&pairs[2]["people"]));
    }
}
