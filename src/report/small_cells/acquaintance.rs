//! Who knows whom: counts of few members, or of all but a few, and what would give them away.
//!
//! # Definition
//! Nothing is told of a segment with few members. Of the others, the members who know another are hidden where they, or the members who
//! do not, are few; so is the largest circle where it is small or differs by few from those or from all members. Few ties are pairs
//! of people and are hidden with what is computed from them.
//!
//! Members by steps and the members without a chain are shown where none of them is small, and none is told apart by few from the
//! parts of the segment that are published: bystanders, those beyond, those unreached. Where one of these parts is hidden, so are they
//! all. Members with a consenting contact are hidden by the same measure. Means and what chance gives are rounded to two significant
//! digits, since numbers of all people could be solved for from them.

use super::{fold_tail, is_hidden, is_small, mask, rows, two_digits};
use serde_json::Value;

/// What is computed from the number of ties among members.
const TIES: &[&str] = &["ties", "density", "mean_contacts_inside"];
/// What is computed from the number of members with a consenting contact.
const CONSENTING: &[&str] =
    &["with_consenting_contact", "consenting_contact_share", "mean_consenting_contacts"];
/// What a chance model says of a count, beside what it expects.
const TESTED: &[&str] = &["ratio", "p_value", "q_value"];

pub(super) fn hide(results: &mut Value, least: u64) {
    let published = rows(&mut results["segments"]["segments"]).clone();
    let hops = results["spread"]["hop_limit"].as_u64().unwrap_or(1);
    let acquaintance = &mut results["acquaintance"];
    ["mean_consenting_contacts", "mean_steps"].iter().for_each(|key| two_digits(acquaintance, key));
    let segments = rows(&mut acquaintance["segments"]);
    segments.retain(|row| !is_small(&row["members"], least));
    for row in segments {
        among(row, least);
        let parts = published.iter().find(|part| part["segment"] == row["segment"]);
        near(row, parts.unwrap_or(&Value::Null), hops, least);
        for key in ["knowing_expected_share", "mean_consenting_contacts", "mean_steps"] {
            two_digits(row, key);
        }
        for table in ["ties_by_chance", "consenting_by_chance"] {
            let keys = ["expected"].iter().chain(TESTED);
            rows(&mut row[table])
                .iter_mut()
                .for_each(|test| keys.clone().for_each(|key| two_digits(test, key)));
        }
    }
}

/// Whether two counts of people, one of which may lie within the other, tell of no few.
fn is_apart(one: u64, other: u64, least: u64) -> bool {
    one == other || one.abs_diff(other) >= least
}

fn count(row: &Value, key: &str) -> u64 {
    row[key].as_u64().unwrap_or(0)
}

fn among(row: &mut Value, least: u64) {
    let [members, knowing, circle] = ["members", "knowing", "largest_circle"].map(|key| count(row, key));
    if is_small(&row["ties"], least) || is_small(&row["knowing"], least) {
        mask(row, TIES);
        rows(&mut row["ties_by_chance"]).iter_mut().for_each(|test| mask(test, TESTED));
    }
    let knowing_shown = [0, members].into_iter().all(|other| is_apart(knowing, other, least));
    if !knowing_shown {
        mask(row, &["knowing", "knowing_share"]);
    }
    // A circle of one says that nobody knows another.
    if knowing > 0 && ![0, knowing, members].into_iter().all(|other| is_apart(circle, other, least)) {
        mask(row, &["largest_circle", "largest_circle_share"]);
    }
}

fn near(row: &mut Value, parts: &Value, hops: u64, least: u64) {
    const PARTS: &[&str] = &["consenters", "from_bystanders", "beyond", "opted_out", "unreached"];
    let part_hidden = PARTS.iter().any(|part| is_hidden(&parts[*part]));
    let steps = rows(&mut row["steps"]);
    let people = |from: u64, to: u64, steps: &[Value]| {
        let within = |step: &&Value| (from..=to).contains(&count(step, "steps"));
        steps.iter().filter(within).map(|step| count(step, "people")).sum::<u64>()
    };
    let [consenting, at_one, within, beyond] =
        [(0, 0), (1, 1), (1, hops), (hops + 1, u64::MAX)].map(|(from, to)| people(from, to, steps));
    fold_tail(steps, least, 2);
    let few =
        steps.iter().any(|step| is_small(&step["people"], least)) || is_small(&row["unconnected"], least);
    let told_apart =
        [("from_bystanders", within), ("beyond", beyond), ("unreached", count(row, "unconnected"))]
            .into_iter()
            .any(|(part, people)| !is_apart(count(parts, part), people, least));
    if part_hidden || few || told_apart {
        rows(&mut row["steps"]).iter_mut().for_each(|step| mask(step, &["people"]));
        mask(row, &["unconnected", "mean_steps"]);
    }
    let [members, with] = ["members", "with_consenting_contact"].map(|key| count(row, key));
    let bystanders = count(parts, "from_bystanders");
    let others = [0, members, at_one, consenting + at_one, bystanders, consenting + bystanders];
    if part_hidden || !others.into_iter().all(|other| is_apart(with, other, least)) {
        mask(row, CONSENTING);
        rows(&mut row["consenting_by_chance"]).iter_mut().for_each(|test| mask(test, TESTED));
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    /// A segment of 100: 20 consenters, 50 bystanders at one step, 30 at two.
    fn segment() -> (Value, Value) {
        let test = json!({ "expected": 12.345, "ratio": 3.21, "p_value": 0.00123, "q_value": 0.0123 });
        let row = json!({ "segment": "s", "members": 100, "ties": 40, "density": 0.0081, "knowing": 60, "knowing_share": 0.6,
            "largest_circle": 40, "largest_circle_share": 0.4, "ties_by_chance": [test],
            "with_consenting_contact": 60, "consenting_contact_share": 0.6, "mean_consenting_contacts": 0.71,
            "mean_steps": 1.1, "unconnected": 0, "consenting_by_chance": [test],
            "steps": [{ "steps": 0, "people": 20 }, { "steps": 1, "people": 50 }, { "steps": 2, "people": 30 }] });
        let parts = json!({ "segment": "s", "consenters": 20, "from_bystanders": 50, "beyond": 30, "opted_out": 0, "unreached": 0 });
        (row, parts)
    }

    fn hidden(change: impl FnOnce(&mut Value, &mut Value)) -> Value {
        let (mut row, mut parts) = segment();
        change(&mut row, &mut parts);
        let mut results = json!({ "spread": { "hop_limit": 1 }, "segments": { "segments": [parts] }, "acquaintance": { "segments": [row] } });
        super::hide(&mut results, 10);
        results["acquaintance"]["segments"].get(0).cloned().unwrap_or_default()
    }

    fn hides(row: &Value, keys: &[&str]) -> bool {
        keys.iter().all(|key| is_hidden(row.pointer(key).expect("a key of the row")))
    }

    #[test]
    fn shows_what_gives_nobody_away_and_rounds_what_chance_gives() {
        let row = hidden(|_, _| ());
        let shown = [
            "/ties",
            "/knowing",
            "/largest_circle",
            "/with_consenting_contact",
            "/steps/1/people",
            "/unconnected",
        ];
        assert!(shown.iter().all(|key| row.pointer(key).is_some_and(Value::is_u64)), "{row}");
        assert_eq!(
            (&row["ties_by_chance"][0]["expected"], &row["consenting_by_chance"][0]["ratio"]),
            (&json!(12.0), &json!(3.2))
        );
    }

    #[test]
    fn tells_nothing_of_a_small_segment() {
        assert_eq!(hidden(|row, _| row["members"] = json!(9)), Value::Null);
    }

    #[test]
    fn hides_few_pairs_and_what_they_follow_from() {
        let row = hidden(|row, _| row["ties"] = json!(9));
        assert!(hides(&row, &["/ties", "/density", "/ties_by_chance/0/ratio", "/ties_by_chance/0/p_value"]));
    }

    #[test]
    fn hides_all_but_a_few() {
        let row = hidden(|row, _| row["knowing"] = json!(95));
        assert!(hides(&row, &["/knowing", "/knowing_share"]) && row["ties"] == 40);
        let row = hidden(|row, _| row["largest_circle"] = json!(57));
        assert!(hides(&row, &["/largest_circle", "/largest_circle_share"]) && row["knowing"] == 60);
    }

    #[test]
    fn hides_steps_where_a_part_of_the_segment_is_hidden_or_told_apart_by_few() {
        let steps = ["/steps/0/people", "/steps/1/people", "/unconnected", "/mean_steps"];
        let part = |part: &'static str, value: Value| hidden(move |_, parts| parts[part] = value);
        assert!(hides(
            &part("consenters", json!({ "hidden": true })),
            &[&steps[..], &["/with_consenting_contact"]].concat()
        ));
        // Three of the fifty at one step are no bystanders.
        assert!(hides(&part("from_bystanders", json!(47)), &steps));
    }

    #[test]
    fn folds_the_farthest_into_those_before_them() {
        let row = hidden(|row, _| {
            row["steps"] = json!([{ "steps": 0, "people": 20 }, { "steps": 1, "people": 50 }, { "steps": 2, "people": 25 },
                { "steps": 3, "people": 5 }]);
        });
        assert_eq!(row["steps"][2], json!({ "steps": 2, "people": 30, "or_more": true }));
    }

    #[test]
    fn hides_members_with_a_consenting_contact_where_few_of_them_consented() {
        let row = hidden(|row, _| row["with_consenting_contact"] = json!(53));
        assert!(hides(
            &row,
            &["/with_consenting_contact", "/consenting_by_chance/0/q_value", "/mean_consenting_contacts"]
        ));
        assert_eq!(row["steps"][1]["people"], 50);
    }
}
