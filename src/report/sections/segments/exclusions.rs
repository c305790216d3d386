//! Whom the exclusions kept out.

use super::{chapter, picked};
use crate::report::{
    Block,
    published::{Column, Published, Shape, cell, table},
    table::Table,
};
use serde_json::{Value, json};

const TOGETHER: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("exclusions", "exclusions", Shape::Count, None),
    ("exclusions_unchecked", "not checked", Shape::Count, Some("kept_out")),
    ("includes_unchecked", "inclusions not checked", Shape::Count, Some("kept_out")),
    ("eligible", "eligible", Shape::Count, Some("kept_out")),
    ("unknown", "not known", Shape::Count, Some("kept_out")),
    ("kept_out", "kept out", Shape::Count, Some("kept_out")),
    ("left", "left", Shape::Count, Some("kept_out")),
    ("kept_out_share", "share kept out", Shape::Share, Some("kept_out")),
    ("members_kept_out", "members who meet one nonetheless", Shape::Count, None),
];
const EACH: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("dimension", "looks at", Shape::Text, None),
    ("value", "keeps out", Shape::Text, None),
    ("marks", "recorded as", Shape::Text, None),
    ("people", "people who meet it", Shape::Count, Some("kept_out")),
    ("kept_out", "kept out alone", Shape::Count, Some("kept_out")),
    ("kept_out_in_order", "in order", Shape::Count, Some("kept_out")),
    ("kept_out_by_it_only", "only by it", Shape::Count, Some("kept_out")),
    ("kept_out_share", "share of the eligible", Shape::Share, Some("kept_out")),
];
const FROM: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("dimension", "compared by", Shape::Text, None),
    ("group", "place, group or community", Shape::Text, None),
    ("picked", "kept out", Shape::Count, Some("kept_out")),
    ("pool", "of eligible", Shape::Count, Some("kept_out")),
    ("share_of_picked", "share of those kept out", Shape::Share, None),
    ("share_of_pool", "share of the eligible", Shape::Share, None),
    ("lift", "lift", Shape::Number, Some("lift")),
    ("lift_low", "from", Shape::Number, Some("lift")),
    ("lift_high", "to", Shape::Number, Some("lift")),
    ("p_value", "p", Shape::P, Some("p_value")),
    ("q_value", "q", Shape::P, Some("p_value")),
    ("rate", "left in", Shape::Share, Some("four_fifths")),
    ("band", "four-fifths band", Shape::Text, Some("four_fifths")),
];

pub(super) fn part(at: &Published) -> (Vec<Block>, Vec<Table>) {
    let each: Vec<Value> = at.rows("segments.exclusions").iter().map(marked).collect();
    let tables = vec![
        table(
            "excluding",
            "Whom the exclusions of each segment kept out.",
            TOGETHER,
            at.rows("segments.excluding"),
        ),
        table("exclusions", "Each exclusion by itself, in the order of the input.", EACH, &each),
        table(
            "kept_out",
            "Where those who were kept out come from.",
            FROM,
            &picked(at.rows("segments.kept_out")),
        ),
    ];
    chapter(said(at), tables)
}

/// A row with the words for what the input says of the criterion.
fn marked(row: &Value) -> Value {
    let mut row = row.clone();
    let marks = super::cards::marks(&row);
    if !marks.is_empty() {
        row["marks"] = json!(marks.join(", "));
    }
    row
}

/// The exclusions that kept out most, with their numbers.
fn said(at: &Published) -> String {
    let share = |row: &&Value| row["kept_out_share"].as_f64();
    let rows = at.rows("segments.excluding").iter().filter(|row| share(row).is_some());
    let most = rows.max_by(|one, other| share(one).unwrap_or(0.0).total_cmp(&share(other).unwrap_or(0.0)));
    let first = most.map_or_else(String::new, |row| {
        format!(
            " Most were kept out of segment {}: {} of {} eligible people ({}).",
            row["segment"].as_str().unwrap_or_default(),
            cell(&row["kept_out"], Shape::Count).shown(),
            cell(&row["eligible"], Shape::Count).shown(),
            cell(&row["kept_out_share"], Shape::Share).shown()
        )
    });
    format!(
        "Criteria that exclude are held against what the case knows of people: whom each keeps out of those who meet the other criteria.{first}"
    )
}
