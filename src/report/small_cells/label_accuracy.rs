//! Labels and truths: the same people by label, by what they told, and by segment.
//!
//! # Definition
//! Where few people are compared, nothing is told of the comparison. Where few are labelled wrong, or right, the number of those who
//! are right is hidden. Those who told a value, those labelled so among them, and those labelled so among everybody add up to totals that
//! are published: small ones are hidden with enough others, and what was computed from them. Where any is hidden, the figures that are computed from all
//! values are rounded to two significant digits. Of a segment with few members with a label nothing is told.

use super::{hidden, hide_column, is_hidden, is_small, mask, rows, two_digits};
use serde_json::Value;

const CORRECTED: &[&str] = &["corrected_share", "corrected_low", "corrected_high"];
const ACCURACY: &[&str] = &["accuracy", "accuracy_low", "accuracy_high", "kappa"];
const RECALL: &[&str] = &["recall", "recall_low", "recall_high"];
const PRECISION: &[&str] = &["precision", "precision_low", "precision_high"];

pub(super) fn hide(labels: &mut Value, least: u64) {
    let mut whole = std::mem::take(rows(&mut labels["labels"]));
    for attribute in &mut whole {
        let own =
            rows(&mut labels["values"]).iter_mut().filter(|row| row["attribute"] == attribute["attribute"]);
        hide_attribute(attribute, own.collect(), least);
    }
    let few: Vec<Value> =
        whole.iter().filter(|row| is_hidden(&row["compared"])).map(|row| row["attribute"].clone()).collect();
    labels["labels"] = Value::Array(whole);
    let segments = rows(&mut labels["segments"]);
    segments.retain(|row| !is_small(&row["members"], least));
    let same = |one: &Value, other: &Value| {
        one["segment"] == other["segment"] && one["attribute"] == other["attribute"]
    };
    for group in segments.chunk_by_mut(same) {
        let with = [&["share", "lift", "corrected_lift"], CORRECTED].concat();
        hide_column(group, "labelled", &with, least, true);
        let any = group.iter().any(|row| is_hidden(&row["labelled"]));
        for row in group.iter_mut() {
            if few.contains(&row["attribute"]) {
                mask(row, &[&["corrected_lift"], CORRECTED].concat());
            } else if any {
                [&["corrected_lift"], CORRECTED].concat().iter().for_each(|key| two_digits(row, key));
            }
        }
    }
}

fn hide_attribute(attribute: &mut Value, own: Vec<&mut Value>, least: u64) {
    let count = |key: &str| attribute[key].as_u64().unwrap_or(0);
    let (compared, right) = (count("compared"), count("right"));
    let few = |count: u64| 0 < count && count < least;
    let mut values: Vec<Value> = own.iter().map(|row| (*row).clone()).collect();
    if few(compared) {
        mask(attribute, &["compared", "right"]);
        mask(attribute, ACCURACY);
        for row in &mut values {
            mask(row, &["truly", "compared"]);
            [RECALL, PRECISION, CORRECTED].iter().for_each(|keys| mask(row, keys));
        }
    } else if few(right) || few(compared - right) {
        attribute["right"] = hidden();
        ACCURACY.iter().for_each(|key| two_digits(attribute, key));
    }
    hide_column(&mut values, "truly", RECALL, least, true);
    hide_column(&mut values, "compared", PRECISION, least, true);
    hide_column(&mut values, "labelled", &[&["share"], CORRECTED].concat(), least, true);
    if values.iter().any(|row| ["truly", "compared", "labelled"].iter().any(|key| is_hidden(&row[key]))) {
        ACCURACY.iter().for_each(|key| two_digits(attribute, key));
        for row in &mut values {
            CORRECTED.iter().for_each(|key| two_digits(row, key));
        }
    }
    own.into_iter().zip(values).for_each(|(row, value)| *row = value);
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn value(name: &str, truly: u64, labelled: u64) -> Value {
        json!({ "attribute": "leaning", "value": name, "truly": truly, "recall": 0.8123, "compared": truly, "precision": 0.7123,
            "labelled": labelled, "share": 0.4, "corrected_share": 0.4321 })
    }

    fn hidden_in(compared: u64, right: u64, values: &[Value]) -> Value {
        let labels =
            json!({ "attribute": "leaning", "compared": compared, "right": right, "accuracy": 0.8765 });
        let segment = json!({ "segment": "s", "attribute": "leaning", "value": "a", "members": 40, "labelled": 40, "corrected_share": 0.4321 });
        let mut all = json!({ "labels": [labels], "values": values, "segments": [segment] });
        super::hide(&mut all, 10);
        all
    }

    #[test]
    fn hides_the_comparison_of_few() {
        let found = hidden_in(8, 6, &[value("a", 8, 300)]);
        assert!(is_hidden(&found["labels"][0]["accuracy"]) && is_hidden(&found["values"][0]["recall"]));
        assert!(
            is_hidden(&found["segments"][0]["corrected_share"]) && found["segments"][0]["labelled"] == 40
        );
    }

    #[test]
    fn rounds_an_accuracy_of_which_few_are_wrong() {
        let found = hidden_in(200, 196, &[value("a", 200, 300)]);
        assert!(is_hidden(&found["labels"][0]["right"]) && found["labels"][0]["accuracy"] == 0.88);
    }

    #[test]
    fn hides_a_value_that_few_told_with_another() {
        let found = hidden_in(200, 150, &[value("a", 4, 100), value("b", 96, 100), value("c", 100, 100)]);
        let hidden: Vec<bool> = (0..3).map(|at| is_hidden(&found["values"][at]["recall"])).collect();
        assert_eq!(hidden, [true, true, false]);
        assert_eq!(found["values"][2]["corrected_share"], 0.43);
        assert_eq!(found["labels"][0]["accuracy"], 0.88);
    }
}
