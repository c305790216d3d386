//! Lookalikes and their seeds.

use super::chapter;
use crate::report::{
    Block,
    published::{Column, Published, Shape, cell, table},
    table::Table,
};
use serde_json::Value;

const LOOKALIKES: &[Column] = &[
    ("segment", "lookalike", Shape::Text, Some("lookalike")),
    ("seed", "seed", Shape::Text, Some("lookalike")),
    ("members", "members", Shape::Count, None),
    ("seed_members", "members of the seed", Shape::Count, None),
    ("expansion", "expansion", Shape::Number, Some("lookalike")),
    ("both", "in both", Shape::Count, None),
    ("share_of_seed_kept", "share of the seed in it", Shape::Share, Some("lookalike")),
    ("jaccard", "Jaccard", Shape::Number, Some("overlap")),
    ("seed_from_bystanders", "bystanders in the seed", Shape::Count, Some("bystander")),
    ("seed_bystander_share", "share of the seed", Shape::Share, Some("share_from_bystanders")),
    ("added", "added", Shape::Count, Some("lookalike")),
    ("added_contacts", "contacts of the seed among them", Shape::Count, Some("lookalike")),
    ("added_contact_share", "share of the added", Shape::Share, Some("lookalike")),
    ("outside_contact_share", "share of all outside the seed", Shape::Share, Some("lookalike")),
    ("lift", "lift", Shape::Number, Some("lookalike")),
    ("p_value", "p", Shape::P, Some("p_value")),
    ("q_value", "q", Shape::P, Some("p_value")),
];
const DRIFT: &[Column] = &[
    ("segment", "lookalike", Shape::Text, None),
    ("dimension", "compared by", Shape::Text, None),
    ("total_variation", "total variation", Shape::Number, Some("drift")),
    ("d", "D of seed and added", Shape::Number, Some("drift")),
    ("d_chance", "D by chance", Shape::Number, Some("drift")),
    ("d_above_chance", "D above chance", Shape::Number, Some("drift")),
];
const SHIFTS: &[Column] = &[
    ("segment", "lookalike", Shape::Text, None),
    ("dimension", "compared by", Shape::Text, None),
    ("group", "place, group or community", Shape::Text, None),
    ("seed_members", "members of the seed", Shape::Count, None),
    ("members", "members", Shape::Count, None),
    ("share_of_seed", "share of the seed", Shape::Share, None),
    ("share_of_segment", "share of the lookalike", Shape::Share, None),
    ("difference", "difference", Shape::Number, Some("drift")),
];
/// How many units are shown, those that moved most.
const SHOWN: usize = 40;

pub(super) fn part(at: &Published) -> (Vec<Block>, Vec<Table>) {
    let rows = at.rows("segments.lookalikes");
    let moved = |row: &&Value| row["difference"].as_f64().map_or(0.0, f64::abs);
    let mut shifts: Vec<&Value> = at.rows("segments.shifts").iter().collect();
    shifts.sort_by(|one, other| moved(other).total_cmp(&moved(one)));
    let left_out = shifts.len().saturating_sub(SHOWN);
    shifts.truncate(SHOWN);
    let mut shifts = table("shifts", "The units whose share moved most.", SHIFTS, shifts);
    if left_out > 0 {
        shifts.notes.push(format!("{left_out} more units moved less."));
    }
    let tables = vec![
        table("lookalikes", "Lookalikes and the segments that they were expanded from.", LOOKALIKES, rows),
        table("drift", "How far lookalikes drifted from their seeds.", DRIFT, at.rows("segments.drift")),
        shifts,
    ];
    chapter(rows.iter().map(said).collect::<Vec<_>>().join(" "), tables)
}

/// One lookalike in a sentence with its numbers.
fn said(row: &Value) -> String {
    let shown = |key: &str, shape| cell(&row[key], shape).shown();
    let name = |key: &str| row[key].as_str().unwrap_or_default();
    format!(
        "Segment {} was expanded from {}: {} times as many people. Bystanders are {} of the seed; of the people added, {} are contacts of \
         the seed's members, against {} of all people outside it.",
        name("segment"),
        name("seed"),
        shown("expansion", Shape::Number),
        shown("seed_bystander_share", Shape::Share),
        shown("added_contact_share", Shape::Share),
        shown("outside_contact_share", Shape::Share)
    )
}
