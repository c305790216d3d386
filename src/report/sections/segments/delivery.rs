//! Whom messages were delivered to, against what was chosen.

use super::{chapter, picked};
use crate::report::{
    Block,
    published::{Column, Published, Shape, cell, table},
    table::Table,
};
use serde_json::Value;

const DELIVERIES: &[Column] = &[
    ("segment", "delivered", Shape::Text, None),
    ("chosen", "chosen", Shape::Text, None),
    ("unchecked", "criteria not checked", Shape::Count, Some("off_criteria")),
    ("members", "members", Shape::Count, None),
    ("on_criteria", "on the criteria", Shape::Count, Some("off_criteria")),
    ("off_criteria", "off the criteria", Shape::Count, Some("off_criteria")),
    ("unknown", "not known", Shape::Count, Some("off_criteria")),
    ("off_criteria_share", "share off", Shape::Share, Some("off_criteria")),
    ("eligible", "people on the criteria", Shape::Count, Some("off_criteria")),
    ("not_delivered", "of them not delivered to", Shape::Count, Some("off_criteria")),
    ("delivered_share", "share delivered to", Shape::Share, Some("off_criteria")),
];
const OFF: &[Column] = &[
    ("segment", "delivered", Shape::Text, None),
    ("mode", "in or out", Shape::Text, None),
    ("dimension", "looks at", Shape::Text, None),
    ("value", "value", Shape::Text, None),
    ("off", "members who fail it", Shape::Count, Some("off_criteria")),
    ("unknown", "not known", Shape::Count, Some("off_criteria")),
    ("off_share", "share who fail it", Shape::Share, Some("off_criteria")),
];
const SKEW: &[Column] = &[
    ("segment", "delivered", Shape::Text, None),
    ("dimension", "compared by", Shape::Text, None),
    ("group", "place, group or community", Shape::Text, None),
    ("picked", "delivered to", Shape::Count, None),
    ("pool", "of people on the criteria", Shape::Count, Some("off_criteria")),
    ("rate", "rate", Shape::Share, Some("four_fifths")),
    ("rate_to_highest", "to the highest", Shape::Number, Some("four_fifths")),
    ("band", "four-fifths band", Shape::Text, Some("four_fifths")),
    ("lift", "lift", Shape::Number, Some("lift")),
    ("lift_low", "from", Shape::Number, Some("lift")),
    ("lift_high", "to", Shape::Number, Some("lift")),
    ("p_value", "p", Shape::P, Some("p_value")),
    ("q_value", "q", Shape::P, Some("p_value")),
];

pub(super) fn part(at: &Published) -> (Vec<Block>, Vec<Table>) {
    let rows = at.rows("segments.deliveries");
    let tables = vec![
        table(
            "deliveries",
            "Whom messages were delivered to, against the criteria chosen.",
            DELIVERIES,
            rows,
        ),
        table(
            "off_criteria",
            "Each condition, and the members who fail it.",
            OFF,
            at.rows("segments.off_criteria"),
        ),
        table(
            "delivery_skew",
            "Who of those on the criteria was delivered to, by place, group and community.",
            SKEW,
            &picked(at.rows("segments.delivery_skew")),
        ),
    ];
    chapter(rows.iter().map(said).collect::<Vec<_>>().join(" "), tables)
}

/// One delivery in a sentence with its numbers.
fn said(row: &Value) -> String {
    let shown = |key: &str, shape| cell(&row[key], shape).shown();
    let name = |key: &str| row[key].as_str().unwrap_or_default();
    format!(
        "Of the {} members of {}, {} are off the criteria of {}; of the {} people of the case who meet these, {} were not delivered to.",
        shown("members", Shape::Count),
        name("segment"),
        shown("off_criteria", Shape::Count),
        name("chosen"),
        shown("eligible", Shape::Count),
        shown("not_delivered", Shape::Count)
    )
}
