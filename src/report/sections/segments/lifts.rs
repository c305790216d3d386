//! Who is over-represented.

use crate::{
    model::number,
    report::{
        figure::Figure,
        published::{Column, Published, Shape, cell, table},
    },
};
use serde_json::Value;

/// The strongest over-representations that stand after control of the false discovery rate.
pub(super) fn lifts(at: &Published) -> Figure {
    const SHOWN: usize = 15;
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("group", "place, group or community", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("lift", "lift", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    let rows = at.rows("segments.representation").iter();
    let mut strong: Vec<&Value> =
        rows.filter(|row| row["q_value"].as_f64().is_some_and(|q| q < 0.05)).collect();
    let lift = |row: &Value| row["lift"].as_f64().unwrap_or(0.0);
    strong.sort_by(|one, other| lift(other).total_cmp(&lift(one)));
    let found = strong.len();
    strong.truncate(SHOWN);
    let takeaway = strong.first().map_or_else(String::new, |row| strongest(row));
    let mut table = table("lifts", "Over-represented places, groups and communities.", COLUMNS, strong);
    for heading in &mut table.columns {
        heading.key = match heading.key {
            "lift_low" => "low",
            "lift_high" => "high",
            "q_value" => "q",
            key => key,
        };
    }
    if found > SHOWN {
        table
            .notes
            .push(format!("The {SHOWN} largest of {} with q below 0.05.", number::count(found as u64)));
    }
    Figure {
        id: "lifts",
        title: "Who is over-represented".to_owned(),
        takeaway,
        alt: "For each segment and group a dot at the lift with its interval, on a logarithmic axis; 1 is even.".to_owned(),
        table,
    }
}

/// The strongest over-representation in one sentence, with its numbers.
fn strongest(row: &Value) -> String {
    let word = |key: &str| row[key].as_str().unwrap_or_default();
    let shown = |key: &str, shape| cell(&row[key], shape).shown();
    let group = if word("group").starts_with(word("dimension")) {
        word("group").to_owned()
    } else {
        format!("{} {}", word("dimension"), word("group"))
    };
    format!(
        "{} of the {} members of segment {} with a value ({}) belong to {group}, against {} of all people with a value: {} times as common.",
        shown("members", Shape::Count),
        shown("known_members", Shape::Count),
        word("segment"),
        shown("share_of_segment", Shape::Share),
        shown("share_of_people", Shape::Share),
        shown("lift", Shape::Number)
    )
}
