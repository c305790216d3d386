//! What friends give away: how well people's values follow from those of contacts who consented.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, cell, table},
        table::Table,
    },
};
use serde_json::Value;

const GUESSES: &[Column] = &[
    ("attribute", "attribute", Shape::Text, None),
    ("whom", "about", Shape::Text, None),
    ("known_labels", "known of consenters", Shape::Count, Some("neighbour_vote")),
    ("targets", "people with a true value", Shape::Count, Some("neighbour_vote")),
    ("covered", "covered", Shape::Count, Some("neighbour_vote")),
    ("coverage", "coverage", Shape::Share, Some("neighbour_vote")),
    ("accuracy", "accuracy", Shape::Share, Some("guess_accuracy")),
    ("base_accuracy", "base accuracy", Shape::Share, Some("guess_accuracy")),
    ("accuracy_by_chance", "accuracy by chance", Shape::Share, Some("guess_accuracy")),
    ("shadow_profile_score", "shadow profile score", Shape::Number, Some("shadow_profile_score")),
    ("p_value", "p", Shape::P, Some("p_value")),
    ("q_value", "q", Shape::P, Some("p_value")),
];
const MORE: &[Column] = &[
    ("attribute", "attribute", Shape::Text, None),
    ("whom", "about", Shape::Text, None),
    ("people_covered", "people on whom contacts vote", Shape::Count, Some("neighbour_vote")),
    ("people_coverage", "share of all of them", Shape::Share, Some("neighbour_vote")),
    ("balanced_accuracy", "balanced accuracy", Shape::Share, Some("guess_accuracy")),
    ("auc", "AUC", Shape::Number, Some("auc")),
    ("accuracy_with_fallback", "accuracy over all targets", Shape::Share, Some("guess_accuracy")),
    ("base_accuracy_all", "base accuracy over all targets", Shape::Share, Some("guess_accuracy")),
    ("harmonic_targets", "reached by label propagation", Shape::Count, Some("harmonic")),
    ("harmonic_accuracy", "its accuracy", Shape::Share, Some("harmonic")),
    ("harmonic_base_accuracy", "base accuracy over the same people", Shape::Share, Some("harmonic")),
];
const RECALL: &[Column] = &[
    ("attribute", "attribute", Shape::Text, None),
    ("whom", "about", Shape::Text, None),
    ("value", "true value", Shape::Text, None),
    ("covered", "covered", Shape::Count, Some("neighbour_vote")),
    ("recall", "recall", Shape::Share, Some("guess_accuracy")),
];

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "inference", title: "What friends give away", blocks };
    let left_aside = left_aside(at);
    if at.rows("inference.guesses").is_empty() {
        let none = format!(
            "How well people's values follow from their friends' was not worked out: that takes an attribute with 2 to 20 values whose role is \
             group, or that states a special category.{left_aside}"
        );
        return Part::words(section(vec![Block::Paragraph(none)]));
    }
    let tables: Vec<Table> = [
        (
            "inference",
            "Values guessed from contacts who consented, against always guessing the most frequent.",
            GUESSES,
            "inference.guesses",
        ),
        ("inference_more", "The same guesses in other figures.", MORE, "inference.guesses"),
        ("inference_by_value", "The same guesses by true value.", RECALL, "inference.by_value"),
    ]
    .map(|(id, caption, columns, rows)| table(id, caption, columns, at.rows(rows)))
    .into();
    let mut blocks = vec![
        Block::Paragraph(format!("{}{left_aside}", strongest(at))),
        Block::Paragraph(
            "Accuracy is not harm. The figures say how much the values of those who agreed reveal about those who did not, had anybody \
             guessed; they do not show that anybody did, and a wrong guess can do harm too. The values are the case's own labels."
                .to_owned(),
        ),
    ];
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// The attribute that friends give away most, in one sentence with its numbers.
fn strongest(at: &Published) -> String {
    let score = |row: &&Value| row["shadow_profile_score"].as_f64();
    let found = |row: &&Value| {
        row["whom"] == "everybody else"
            && score(row).is_some()
            && row["q_value"].as_f64().is_some_and(|q| q < 0.05)
    };
    let rows = at.rows("inference.guesses").iter().filter(found);
    match rows.max_by(|one, other| score(one).partial_cmp(&score(other)).expect("scores are numbers")) {
        Some(row) => format!(
            "Friends who agreed give away {} most: for {} people without a grant it follows from contacts who gave one, and is right for {} of \
             them; always guessing the most frequent value among those who agreed would be right for {}, and the same votes with values shuffled for {}.",
            row["attribute"].as_str().unwrap_or_default(),
            cell(&row["covered"], Shape::Count).shown(),
            cell(&row["accuracy"], Shape::Share).shown(),
            cell(&row["base_accuracy"], Shape::Share).shown(),
            cell(&row["accuracy_by_chance"], Shape::Share).shown(),
        ),
        None => "No attribute follows from contacts who agreed better than chance would have it.".to_owned(),
    }
}

fn left_aside(at: &Published) -> String {
    let words = |row: &Value| {
        let [attribute, why] = ["attribute", "why"].map(|key| row[key].as_str().unwrap_or_default());
        let values = number::count(row["values"].as_u64().unwrap_or(0));
        format!(" {attribute} was left aside: {why} (it has {values}).")
    };
    at.rows("inference.left_aside").iter().map(words).collect()
}
