//! What friends give away: counts of people who lie within one another, and the same people by true value.
//!
//! # Definition
//! Those covered are among the targets, these among the people asked about, and each count of bystanders is a part of the same count of
//! everybody who gave no grant. So no two of these counts may differ by few, nor one be small; with a hidden count go the figures
//! computed from it. By true value the covered add up; where a value has few among the covered, or few who are no bystanders, it is
//! hidden with enough others, the balanced accuracy with it, and the accuracies are rounded to two significant digits.

use super::{hidden, hide_column, hide_nested, is_hidden, mask, rows, two_digits};
use serde_json::{Value, json};

/// What is computed from the covered targets.
const OF_COVERED: &[&str] = &[
    "coverage",
    "accuracy",
    "base_accuracy",
    "gain",
    "shadow_profile_score",
    "balanced_accuracy",
    "auc",
    "accuracy_with_fallback",
    "accuracy_by_chance",
    "p_value",
    "q_value",
];
/// What is computed from each other count.
const OF_OTHERS: [(&str, &[&str]); 4] = [
    ("people_covered", &["people_coverage"]),
    ("targets", &["coverage", "accuracy_with_fallback", "base_accuracy_all"]),
    ("harmonic_targets", &["harmonic_accuracy", "harmonic_base_accuracy"]),
    ("known_labels", &["most_frequent"]),
];

pub(super) fn hide(results: &mut Value, least: u64) {
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let consenters = count(&results["spread"]["consenters"]);
    let inference = &mut results["inference"];
    let mut guesses = std::mem::take(rows(&mut inference["guesses"]));
    let mut by_value = std::mem::take(rows(&mut inference["by_value"]));
    for both in guesses.chunk_by_mut(|one, other| one["attribute"] == other["attribute"]) {
        hide_counts(both, consenters, least);
    }
    for both in by_value.chunk_by_mut(|one, other| one["attribute"] == other["attribute"]) {
        hide_values(both, &mut guesses, least);
    }
    inference["guesses"] = Value::Array(guesses);
    inference["by_value"] = Value::Array(by_value);
}

fn hide_counts(both: &mut [Value], consenters: u64, least: u64) {
    let people: Vec<u64> = both.iter().map(|row| row["people"].as_u64().unwrap_or(0)).collect();
    let keys = ["targets", "people_covered", "harmonic_targets", "covered"];
    let cell = |(row, key): (&Value, &str)| json!({ "count": row[key] });
    let mut cells: Vec<Value> =
        keys.iter().flat_map(|key| both.iter().map(move |row| (row, *key))).map(cell).collect();
    hide_nested(&mut cells.iter_mut().collect::<Vec<_>>(), "count", &people, least);
    let width = both.len().max(1);
    for (key, cells) in keys.into_iter().zip(cells.chunks(width)) {
        for (row, _) in both.iter_mut().zip(cells).filter(|(_, cell)| is_hidden(&cell["count"])) {
            mask(row, &[key]);
        }
    }
    hide_nested(&mut both.iter_mut().collect::<Vec<_>>(), "known_labels", &[consenters], least);
    for row in both {
        if is_hidden(&row["covered"]) {
            mask(row, OF_COVERED);
        }
        for (key, with) in OF_OTHERS {
            if is_hidden(&row[key]) {
                mask(row, with);
            }
        }
    }
}

/// Rows of one attribute by value, first those of everybody, then those of the bystanders.
fn hide_values(both: &mut [Value], guesses: &mut [Value], least: u64) {
    let counts = |rows: &[Value]| -> Vec<u64> {
        rows.iter().map(|row| row["covered"].as_u64().unwrap_or(0)).collect()
    };
    let (everybody, bystanders) = both.split_at(both.len() / 2);
    let few_others = counts(everybody)
        .into_iter()
        .zip(counts(bystanders))
        .any(|(all, bystanders)| (1..least).contains(&all.saturating_sub(bystanders)));
    for rows in both.chunk_by_mut(|one, other| one["whom"] == other["whom"]) {
        let Some(whole) = guesses
            .iter_mut()
            .find(|row| row["attribute"] == rows[0]["attribute"] && row["whom"] == rows[0]["whom"])
        else {
            continue;
        };
        if is_hidden(&whole["covered"]) || few_others && rows[0]["whom"] == "bystanders" {
            rows.iter_mut().for_each(|row| (row["covered"], row["recall"]) = (hidden(), hidden()));
        } else {
            hide_column(rows, "covered", &["recall"], least, true);
        }
        if rows.iter().any(|row| is_hidden(&row["covered"])) {
            mask(whole, &["balanced_accuracy"]);
            for key in [
                "accuracy",
                "base_accuracy",
                "gain",
                "shadow_profile_score",
                "accuracy_with_fallback",
                "base_accuracy_all",
            ] {
                two_digits(whole, key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn row(whom: &str, people: u64, targets: u64, covered: u64) -> Value {
        json!({ "attribute": "party", "whom": whom, "people": people, "people_covered": covered, "targets": targets,
            "covered": covered, "harmonic_targets": targets, "known_labels": 30, "accuracy": 0.6543, "coverage": 0.5 })
    }

    fn value(whom: &str, value: &str, covered: u64) -> Value {
        json!({ "attribute": "party", "whom": whom, "value": value, "covered": covered, "recall": 0.5 })
    }

    fn hidden_in(guesses: &[Value], by_value: &[Value]) -> Value {
        let mut results = json!({ "spread": { "consenters": 50 }, "inference": { "guesses": guesses, "by_value": by_value } });
        super::hide(&mut results, 10);
        results["inference"].take()
    }

    #[test]
    fn hides_bystanders_who_are_all_but_few() {
        let found = hidden_in(&[row("everybody else", 500, 400, 200), row("bystanders", 300, 250, 195)], &[]);
        assert_eq!(found["guesses"][0]["accuracy"], 0.6543);
        assert!(is_hidden(&found["guesses"][1]["covered"]) && is_hidden(&found["guesses"][1]["accuracy"]));
        assert_eq!(found["guesses"][1]["targets"], 250);
    }

    #[test]
    fn hides_a_value_of_few_with_another_and_rounds_what_is_computed_from_it() {
        let guesses = [row("everybody else", 500, 400, 200), row("bystanders", 300, 250, 120)];
        let values = [
            value("everybody else", "a", 6),
            value("everybody else", "b", 94),
            value("everybody else", "c", 100),
            value("bystanders", "a", 0),
            value("bystanders", "b", 50),
            value("bystanders", "c", 70),
        ];
        let found = hidden_in(&guesses, &values);
        let hidden: Vec<bool> = (0..6).map(|at| is_hidden(&found["by_value"][at]["recall"])).collect();
        assert_eq!(hidden, [true, true, false, true, true, true]); // six of "a" are no bystanders
        assert_eq!(found["guesses"][0]["accuracy"], 0.65);
    }

    #[test]
    fn shows_what_gives_nobody_away() {
        let guesses = [row("everybody else", 500, 400, 200), row("bystanders", 300, 250, 120)];
        let values = [value("everybody else", "a", 200), value("bystanders", "a", 120)];
        let found = hidden_in(&guesses, &values);
        assert_eq!(found["guesses"], json!(guesses));
        assert_eq!(found["by_value"], json!(values));
    }
}
