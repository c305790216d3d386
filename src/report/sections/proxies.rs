//! Which attribute stands for which: what an innocuous attribute, or the network, tells of a protected one.

use super::Part;
use crate::report::{
    Block, Section,
    published::{Column, Published, Shape, cell, table},
};
use serde_json::{Value, json};

const COLUMNS: &[Column] = &[
    ("protected", "protected attribute", Shape::Text, None),
    ("proxy", "proxy", Shape::Text, Some("proxy")),
    ("people", "people with both", Shape::Count, None),
    ("values", "values of the proxy", Shape::Count, None),
    ("mutual_information", "mutual information, nats", Shape::Number, Some("mutual_information")),
    ("uncertainty", "share of the entropy", Shape::Share, Some("mutual_information")),
    ("uncertainty_by_chance", "by chance", Shape::Share, Some("mutual_information")),
    ("cramers_v", "V, corrected", Shape::Number, Some("cramers_v")),
    ("accuracy", "accuracy", Shape::Share, Some("proxy")),
    ("base_accuracy", "base accuracy", Shape::Share, Some("proxy")),
    ("p_value", "p", Shape::P, Some("p_value")),
    ("q_value", "q", Shape::P, Some("p_value")),
];
const STRONGEST: &[Column] = &[
    ("protected", "protected attribute", Shape::Text, None),
    ("proxy", "proxy", Shape::Text, Some("proxy")),
    ("value", "its value", Shape::Text, None),
    ("protected_value", "protected value", Shape::Text, None),
    ("both", "people with both", Shape::Count, None),
    ("with_value", "of people with that value", Shape::Count, None),
    ("lift", "lift", Shape::Number, Some("lift")),
    ("lift_low", "from", Shape::Number, Some("lift")),
    ("lift_high", "to", Shape::Number, Some("lift")),
];

/// What the network is called where an attribute's name stands.
const NETWORK: &str = "the network: contacts' values";

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "proxies", title: "Which attribute stands for which", blocks };
    let rows: Vec<Value> = at.rows("proxies.pairs").iter().map(named).collect();
    if rows.is_empty() {
        let none = "Whether an innocuous attribute stands for a protected one was not worked out: that takes an attribute with 2 to 20 \
                    values for which the case states a special category.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    }
    let strongest: Vec<Value> = rows.iter().filter(|row| row["value"].is_string()).cloned().collect();
    let mut tables = vec![table(
        "proxies",
        "What each attribute, and the network, tells of each protected one.",
        COLUMNS,
        &rows,
    )];
    if !strongest.is_empty() {
        let caption = "The value of each proxy in which a protected value is most over-represented.";
        let mut lifts = table("proxy_values", caption, STRONGEST, &strongest);
        lifts.notes.push(
            "Picked out of many pairs of values: the interval, that of a single share, is too narrow."
                .to_owned(),
        );
        tables.push(lifts);
    }
    let mut blocks = vec![
        Block::Paragraph(first(&rows)),
        Block::Paragraph(
            "That one attribute stands for another says nothing of why, nor that anybody used it so. The values are the case's own labels; \
             where they were inferred from the proxy in the first place, they agree with it for that reason."
                .to_owned(),
        ),
    ];
    let left_out = at.at("proxies.pairs_left_out").as_u64().unwrap_or(0);
    if left_out > 0 {
        blocks.push(Block::Paragraph(format!(
            "{left_out} more pairs of attributes were not looked at: there are too many."
        )));
    }
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// A row with a name for the network, and the figures of its strongest pair beside the others.
fn named(row: &Value) -> Value {
    let mut row = row.clone();
    if row["kind"] == "network" {
        row["proxy"] = json!(NETWORK);
    }
    let strongest = row["strongest"].take();
    for key in ["value", "protected_value", "both", "with_value", "lift", "lift_low", "lift_high"] {
        row[key] = strongest.get(key).cloned().unwrap_or(Value::Null);
    }
    row
}

/// The strongest proxy of each protected attribute, in a sentence with its numbers.
fn first(rows: &[Value]) -> String {
    let same = |one: &Value, other: &Value| one["protected"] == other["protected"];
    let sentence = |rows: &[Value]| {
        let found = |row: &&Value| row["q_value"].as_f64().is_some_and(|q| q < 0.05);
        let name = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let protected = rows.first().map(|row| name(row, "protected")).unwrap_or_default();
        match rows.iter().find(found) {
            Some(row) => format!(
                "What tells most of {protected} is {}: it settles {} of what is open about it, where chance would settle {}; guessing from it \
                 is right for {} of people, guessing the most frequent value for {}.",
                name(row, "proxy"),
                cell(&row["uncertainty"], Shape::Share).shown(),
                cell(&row["uncertainty_by_chance"], Shape::Share).shown(),
                cell(&row["accuracy"], Shape::Share).shown(),
                cell(&row["base_accuracy"], Shape::Share).shown(),
            ),
            None => format!("Nothing in the case tells more of {protected} than chance would have it."),
        }
    };
    rows.chunk_by(same).map(sentence).collect::<Vec<_>>().join(" ")
}
