//! The tables of the segments.

use crate::report::{
    published::{Column, Published, Shape, table},
    table::Table,
};
use serde_json::{Value, json};

pub(super) fn members(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("source", "source, as recorded", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("consenters", "consenters", Shape::Count, None),
        ("from_bystanders", "bystanders", Shape::Count, None),
        ("beyond", "further away", Shape::Count, None),
        ("opted_out", "sharing switched off", Shape::Count, Some("switch")),
        ("unreached", "no path", Shape::Count, None),
        ("share_from_bystanders", "share from bystanders", Shape::Share, Some("share_from_bystanders")),
        ("lift", "lift of bystanders", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("p_value", "p", Shape::P, Some("p_value")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    table("segments", "The segments and their members.", COLUMNS, at.rows("segments.segments"))
}

pub(super) fn criteria(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("mode", "in or out", Shape::Text, None),
        ("dimension", "looks at", Shape::Text, None),
        ("value", "value", Shape::Text, None),
        ("marks", "recorded as", Shape::Text, None),
        ("share", "share of spend", Shape::Share, None),
    ];
    let of = |row: &Value| -> Vec<Value> {
        let criteria = row["criteria"].as_array().cloned().unwrap_or_default();
        let named = criteria.into_iter().map(|mut criterion| {
            criterion["segment"] = row["segment"].clone();
            let marks = super::cards::marks(&criterion);
            if !marks.is_empty() {
                criterion["marks"] = json!(marks.join(", "));
            }
            criterion
        });
        named.collect()
    };
    let rows: Vec<Value> = at.rows("segments.segments").iter().flat_map(of).collect();
    // What the input says of no criterion has no column.
    let is_told = |&&(key, ..): &&Column| rows.iter().any(|row| !row[key].is_null());
    let columns: Vec<Column> = COLUMNS.iter().filter(is_told).copied().collect();
    table("criteria", "The criteria of the segments, as recorded.", &columns, &rows)
}

pub(super) fn representation(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("group", "place, group or community", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("expected", "expected", Shape::Number, None),
        ("known_members", "of members with a value", Shape::Count, None),
        ("share_of_segment", "share of the segment", Shape::Share, None),
        ("share_of_people", "share of people with a value", Shape::Share, None),
        ("lift", "lift", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("p_value", "p", Shape::P, Some("p_value")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    let caption = "Each place, group and community in each segment.";
    table("representation", caption, COLUMNS, at.rows("segments.representation"))
}

pub(super) fn segregation(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("d", "D", Shape::Number, Some("dissimilarity")),
        ("d_chance", "D by chance", Shape::Number, Some("dissimilarity")),
        ("d_above_chance", "D above chance", Shape::Number, Some("dissimilarity")),
        ("h", "H", Shape::Number, Some("dissimilarity")),
    ];
    let caption = "How far the members live apart from everybody else.";
    table("segregation", caption, COLUMNS, at.rows("segments.segregation"))
}

pub(super) fn homophily(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("dimension", "attribute", Shape::Text, None),
        ("ties", "ties between people with a value", Shape::Count, None),
        ("left_out", "ties left out", Shape::Count, None),
        ("within_share", "within a group", Shape::Share, None),
        ("ei_index", "E-I", Shape::Number, Some("ei")),
        ("ei_chance", "E-I by chance", Shape::Number, Some("ei")),
        ("assortativity", "assortativity", Shape::Number, Some("assortativity")),
    ];
    table("homophily", "Do ties stay within places and groups?", COLUMNS, at.rows("segments.homophily"))
}
