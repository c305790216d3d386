//! Messages by what was told beside them, and the people whom they reached.
//!
//! # Definition
//! Counts of one question (was a reason given; what became of the explanation; the source; the payer) make up the records of a set. Where
//! one of them stands for few people, or differs by few from another or from the whole, none of that question is shown, nor what was computed
//! from it. The sets of one partition make up all: what is hidden in all is hidden in each, and of one set that hides a question another
//! one does too. A set of few people shows nothing. People of whom a criterion is true are hidden for all criteria of a dimension where those
//! of one are few.

use super::{hidden, hide_nested, is_hidden, is_small, mask, rows};
use crate::stat::small_cells::{part_tells, parts_tell};
use serde_json::Value;

/// The questions, and what is computed from the answers.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("reason", &[]),
    ("source", &["source_told_share"]),
    ("payer", &[]),
    (
        "checked",
        &[
            "complete_share",
            "complete_low",
            "complete_high",
            "attributes",
            "attributes_correct",
            "correctness",
        ],
    ),
    ("exclusions", &[]),
    ("sources", &[]),
    ("payers", &[]),
];
const COUNT: &[&str] = &["records", "people"];

pub(super) fn hide(explanations: &mut Value, least: u64) {
    if !explanations.is_object() || explanations.get("in_all").is_none() {
        return;
    }
    let mut groups = std::mem::take(rows(&mut explanations["groups"]));
    let in_all = &mut explanations["in_all"];
    set(in_all, least);
    let whole = in_all["all"]["people"].as_u64();
    let in_all = in_all.clone();
    for part in groups.chunk_by_mut(|one, other| one["by"] == other["by"]) {
        partition(part, &in_all, whole, least);
    }
    explanations["groups"] = Value::Array(groups);
    let is_told = !asks_nothing(&in_all, "checked");
    not_checkable(&mut explanations["not_checkable"], whole, is_told, least);
    criteria(rows(&mut explanations["criteria"]), is_told, least);
    counts(rows(&mut explanations["stated"]), whole, least, !asks_nothing(&in_all, "sources"));
    counts(rows(&mut explanations["kinds"]), whole, least, !asks_nothing(&in_all, "reason"));
    breadth(&mut explanations["breadth"], whole, is_told, least);
    if whole.is_none() {
        mask(explanations, &["explanations", "without_record"]);
    }
}

/// Whether the answers to a question are hidden.
fn asks_nothing(set: &Value, question: &str) -> bool {
    set[question].as_object().into_iter().flatten().any(|(_, count)| is_hidden(&count["records"]))
}

fn people(count: &Value) -> u64 {
    count["people"].as_u64().unwrap_or(0)
}

/// One set of records: its questions, each on its own.
fn set(set: &mut Value, least: u64) {
    if is_small(&set["all"]["people"], least) {
        mask(&mut set["all"], COUNT);
        return QUESTIONS.iter().for_each(|(question, _)| hide_question(set, question));
    }
    let whole = people(&set["all"]);
    for (question, _) in QUESTIONS {
        let parts: Vec<u64> =
            set[question].as_object().into_iter().flatten().map(|(_, count)| people(count)).collect();
        // Exclusions, sources and payers are asked of a part of the records alone, whose size is none of the counts of the set.
        let of_all = !matches!(*question, "exclusions" | "sources" | "payers");
        let tells = if of_all {
            parts_tell(&parts, whole, least)
        } else {
            parts.iter().any(|&part| part_tells(part, whole, least))
        };
        if tells {
            hide_question(set, question);
        }
    }
}

/// Hides the answers to a question and what was computed from them.
fn hide_question(set: &mut Value, question: &str) {
    for (_, count) in set[question].as_object_mut().into_iter().flatten() {
        mask(count, COUNT);
    }
    let derived =
        QUESTIONS.iter().find(|(known, _)| *known == question).map_or(&[][..], |(_, derived)| derived);
    mask(set, derived);
    if question == "checked" {
        ["includes", "excludes"].iter().for_each(|key| mask(&mut set[*key], &["criteria", "named", "share"]));
    }
}

/// Sets that make up all records.
fn partition(groups: &mut [Value], in_all: &Value, whole: Option<u64>, least: u64) {
    let all: Vec<u64> = groups.iter().map(|group| people(&group["all"])).collect();
    groups.iter_mut().for_each(|group| set(group, least));
    let mut heads: Vec<Value> = groups.iter().map(|group| group["all"].clone()).collect();
    hide_nested(&mut heads.iter_mut().collect::<Vec<_>>(), "people", &[whole.unwrap_or(0)], least);
    let next = |groups: &[Value], is_out: &dyn Fn(&Value) -> bool| {
        let mut out = (0..groups.len()).filter(|&at| is_out(&groups[at]));
        let first = out.next();
        first.filter(|_| out.next().is_none())?;
        (0..groups.len()).filter(|&at| !is_out(&groups[at])).min_by_key(|&at| all[at])
    };
    for (group, head) in groups.iter_mut().zip(&heads) {
        if whole.is_none() || is_hidden(&head["people"]) {
            hide_set(group);
        }
    }
    if let Some(at) = next(groups, &|group| is_hidden(&group["all"]["people"])) {
        hide_set(&mut groups[at]);
    }
    for (question, _) in QUESTIONS {
        if asks_nothing(in_all, question) {
            groups.iter_mut().for_each(|group| hide_question(group, question));
        } else if let Some(at) = next(groups, &|group| asks_nothing(group, question)) {
            hide_question(&mut groups[at], question);
        }
    }
}

fn hide_set(group: &mut Value) {
    mask(&mut group["all"], COUNT);
    QUESTIONS.iter().for_each(|(question, _)| hide_question(group, question));
}

/// Why records cannot be checked: the answers make up those that cannot.
fn not_checkable(parts: &mut Value, whole: Option<u64>, is_told: bool, least: u64) {
    let counts: Vec<u64> = parts.as_object().into_iter().flatten().map(|(_, count)| people(count)).collect();
    let tells = whole.is_none_or(|whole| counts.iter().any(|&part| part_tells(part, whole, least)));
    if tells || !is_told {
        parts.as_object_mut().into_iter().flatten().for_each(|(_, count)| mask(count, COUNT));
    }
}

fn criteria(rows: &mut [Value], is_told: bool, least: u64) {
    let small: Vec<Value> = rows
        .iter()
        .filter(|row| is_small(&row["people"], least))
        .map(|row| row["dimension"].clone())
        .collect();
    for row in rows {
        if small.contains(&row["dimension"]) {
            mask(row, &["people"]);
        }
        let (explained, named) = (people(&row["explained"]), people(&row["named"]));
        if !is_told || part_tells(named, explained, least) {
            ["explained", "named"].iter().for_each(|key| mask(&mut row[*key], COUNT));
            mask(row, &["named_share"]);
        }
    }
}

/// Rows of counts that may overlap, each within the whole; where one is hidden, all are: they may make up what is told.
fn counts(rows: &mut [Value], whole: Option<u64>, least: u64, is_told: bool) {
    let all: Vec<u64> = rows.iter().map(people).collect();
    let tells = whole.is_none_or(|whole| all.iter().any(|&part| part_tells(part, whole, least)));
    if tells || !is_told {
        rows.iter_mut().for_each(|row| mask(row, COUNT));
    }
}

fn breadth(breadth: &mut Value, whole: Option<u64>, is_told: bool, least: u64) {
    const COUNTS: [&str; 3] = ["comparable", "broadest_named", "rarest_named"];
    let [comparable, broadest, rarest] = COUNTS.map(|key| people(&breadth[key]));
    let tells = part_tells(broadest, comparable, least)
        || part_tells(rarest, comparable, least)
        || whole.is_none_or(|whole| part_tells(comparable, whole, least));
    if tells || !is_told {
        COUNTS.iter().for_each(|key| mask(&mut breadth[*key], COUNT));
        for key in ["expected", "broadest_over_expected", "rarest_over_expected"] {
            if breadth[key].is_number() {
                breadth[key] = hidden();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn count(people: u64) -> Value {
        json!({ "records": 2 * people, "people": people })
    }

    fn set(people: u64, [complete, incomplete, unexplained, not_checkable]: [u64; 4]) -> Value {
        let three = |given: u64| json!({ "given": count(given), "not_given": count(0), "not_recorded": count(people - given) });
        let share = json!({ "criteria": 90, "named": 40, "share": 0.4 });
        json!({ "all": count(people), "reason": three(people), "source": three(people), "payer": three(people),
            "checked": { "complete": count(complete), "incomplete": count(incomplete), "unexplained": count(unexplained),
                "not_checkable": count(not_checkable) },
            "complete_share": 0.5, "complete_low": 0.4, "complete_high": 0.6, "includes": share, "excludes": share,
            "attributes": 80, "attributes_correct": 60, "correctness": 0.75, "source_told_share": 1.0,
            "exclusions": { "told": count(0), "not_told": count(0) }, "sources": { "right": count(people) }, "payers": { "other": count(0) } })
    }

    #[allow(clippy::needless_pass_by_value, reason = "values are made where they are handed over")]
    fn hidden(in_all: Value, groups: Vec<Value>) -> Value {
        let groups: Vec<Value> = groups
            .into_iter()
            .map(|mut group| {
                group["by"] = json!("channel");
                group
            })
            .collect();
        let none = json!({ "no_segment": count(0) });
        let breadth = json!({ "comparable": count(0), "expected": { "undefined": "not_recorded" } });
        let criterion = json!({ "dimension": "place", "people": 4, "explained": count(60), "named": count(30), "named_share": 0.5 });
        let mut shown = json!({ "explanations": 50, "without_record": 0, "in_all": in_all, "groups": groups, "not_checkable": none,
            "criteria": [criterion], "stated": [], "kinds": [], "breadth": breadth });
        super::hide(&mut shown, 10);
        shown
    }

    #[test]
    fn shows_what_tells_of_nobody() {
        let shown = hidden(set(100, [60, 40, 0, 0]), vec![set(60, [40, 20, 0, 0]), set(40, [20, 20, 0, 0])]);
        assert_eq!(shown["in_all"]["checked"]["complete"]["people"], 60);
        assert_eq!(shown["groups"][1]["includes"]["share"], 0.4);
        assert!(is_hidden(&shown["criteria"][0]["people"]), "four people live there");
    }

    #[test]
    fn hides_a_question_with_a_small_answer_and_what_was_computed_from_it() {
        let shown = hidden(set(100, [60, 36, 4, 0]), vec![set(100, [60, 36, 4, 0])]);
        let all = &shown["in_all"];
        assert!(is_hidden(&all["checked"]["complete"]["records"]) && is_hidden(&all["correctness"]));
        assert!(is_hidden(&all["includes"]["share"]) && is_hidden(&shown["groups"][0]["complete_low"]));
        assert_eq!(
            (&all["reason"]["given"]["people"], &all["source_told_share"]),
            (&json!(100), &json!(1.0))
        );
        assert!(is_hidden(&shown["criteria"][0]["named"]["records"]));
    }

    #[test]
    fn hides_a_second_group_where_one_would_follow() {
        let groups = vec![set(200, [100, 100, 0, 0]), set(60, [40, 20, 0, 0]), set(40, [33, 7, 0, 0])];
        let shown = hidden(set(300, [173, 127, 0, 0]), groups);
        let told = [0, 1, 2].map(|at| !is_hidden(&shown["groups"][at]["checked"]["complete"]["people"]));
        assert_eq!(told, [true, false, false]);
    }

    #[test]
    fn says_nothing_of_few_people() {
        let shown = hidden(set(7, [7, 0, 0, 0]), vec![set(7, [7, 0, 0, 0])]);
        assert!(is_hidden(&shown["in_all"]["all"]["records"]) && is_hidden(&shown["explanations"]));
        assert!(is_hidden(&shown["groups"][0]["reason"]["given"]["people"]));
    }

    #[test]
    fn passes_by_a_case_of_which_nothing_was_told() {
        let mut none = json!({});
        super::hide(&mut none, 10);
        assert_eq!(none, json!({}));
    }
}
