//! How right inferred labels are, and what they stand for once that is taken into account.

use super::Part;
use crate::report::{
    Block, Section,
    published::{Column, Published, Shape, table},
    table::Table,
};
use serde_json::{Value, json};

const LABELS: &[Column] = &[
    ("attribute", "inferred attribute", Shape::Text, None),
    ("truth", "told in", Shape::Text, None),
    ("labelled", "people with a label", Shape::Count, None),
    ("compared", "of whom told it themselves", Shape::Count, None),
    ("accuracy", "accuracy", Shape::Share, Some("label_accuracy")),
    ("accuracy_low", "from", Shape::Share, Some("label_accuracy")),
    ("accuracy_high", "to", Shape::Share, Some("label_accuracy")),
    ("kappa", "kappa", Shape::Number, Some("label_accuracy")),
];
const VALUES: &[Column] = &[
    ("attribute", "inferred attribute", Shape::Text, None),
    ("value", "value", Shape::Text, None),
    ("truly", "told it", Shape::Count, None),
    ("recall", "recall", Shape::Share, Some("label_accuracy")),
    ("recall_low", "from", Shape::Share, Some("label_accuracy")),
    ("recall_high", "to", Shape::Share, Some("label_accuracy")),
    ("precision", "precision", Shape::Share, Some("label_accuracy")),
    ("precision_low", "from", Shape::Share, Some("label_accuracy")),
    ("precision_high", "to", Shape::Share, Some("label_accuracy")),
    ("labelled", "labelled so", Shape::Count, None),
    ("share", "share labelled so", Shape::Share, None),
    ("corrected_share", "corrected share", Shape::Share, Some("corrected_share")),
    ("corrected_low", "from", Shape::Share, Some("corrected_share")),
    ("corrected_high", "to", Shape::Share, Some("corrected_share")),
    ("set", "set to an end", Shape::Text, Some("corrected_share")),
];
const SEGMENTS: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("attribute", "inferred attribute", Shape::Text, None),
    ("value", "value", Shape::Text, None),
    ("members", "members with a label", Shape::Count, None),
    ("labelled", "labelled so", Shape::Count, None),
    ("share", "share labelled so", Shape::Share, None),
    ("lift", "lift", Shape::Number, Some("lift")),
    ("corrected_share", "corrected share", Shape::Share, Some("corrected_share")),
    ("corrected_low", "from", Shape::Share, Some("corrected_share")),
    ("corrected_high", "to", Shape::Share, Some("corrected_share")),
    ("set", "set to an end", Shape::Text, Some("corrected_share")),
    ("corrected_lift", "corrected lift", Shape::Number, Some("corrected_share")),
];

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "label_accuracy", title: "How right the labels are", blocks };
    if at.rows("label_accuracy.labels").is_empty() {
        let none = "How right inferred labels are was not worked out: that takes an attribute that is stated to be inferred, and another of at most \
                    20 values in which people told the same themselves, named as its truth in case.toml.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    }
    let tables: Vec<Table> = [
        ("labels", "Inferred labels against what people told themselves.", LABELS, "label_accuracy.labels"),
        (
            "label_values",
            "The same by value, and the shares of everybody corrected for wrong labels.",
            VALUES,
            "label_accuracy.values",
        ),
        (
            "label_segments",
            "The members of each segment, corrected for wrong labels.",
            SEGMENTS,
            "label_accuracy.segments",
        ),
    ]
    .map(|(id, caption, columns, rows)| table(id, caption, columns, &marked(at.rows(rows))))
    .into_iter()
    .filter(|table| !table.rows.is_empty())
    .collect();
    let words = "People who told something themselves may differ from those who did not, and may not tell the truth. The correction takes labels to be \
                 wrong as often in a segment as among everybody; where the label chose the members that cannot be so, and then the corrected lift \
                 is nearer to 1 than the true one.";
    let mut blocks = vec![Block::Paragraph(words.to_owned())];
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// The rows with a word where a share was set to an end.
fn marked(rows: &[Value]) -> Vec<Value> {
    let mark = |row: &Value| {
        let mut row = row.clone();
        if row["bounded"] == true {
            row["set"] = json!("yes");
        }
        row
    };
    rows.iter().map(mark).collect()
}
