//! How few people fit what is known of them, and how small the audiences are.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section =
        |blocks| Section { id: "singling_out", title: "How few people fit what is known of them", blocks };
    let blocks = vec![Block::Paragraph(audiences(at)), Block::Paragraph(attributes(at))];
    let tables = [combinations(at), within(at), small(at)];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let blocks = blocks.into_iter().chain(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks.collect()), figures: Vec::new(), tables }
}

/// The small audiences, without their numbers.
fn audiences(at: &Published) -> String {
    let found = &at.measures.singling_out;
    let all = found.audiences.len() as u64;
    let few = found.small_audiences.len() as u64;
    let threshold = found.threshold;
    match (all, few) {
        (0, _) => "No audiences were given.".to_owned(),
        (_, 0) => format!(
            "None of the {} segments has fewer than {threshold} members, but for empty ones.",
            number::count(all)
        ),
        _ => format!(
            "{} of {} segments {} at least one and fewer than {threshold} members: a message to them speaks to known individuals.",
            number::count(few),
            number::count(all),
            if few == 1 { "has" } else { "have" }
        ),
    }
}

/// Which attributes were combined.
fn attributes(at: &Published) -> String {
    let found = &at.measures.singling_out;
    let up_to = match found.up_to.0 {
        Ok(up_to) => up_to,
        Err(why) => return format!("How few people share their values is undefined: {}.", why.text()),
    };
    let named = found.attributes.join(", ");
    match up_to {
        0 => "No attribute of people has the role of a place or group, so that nobody can be singled out by one.".to_owned(),
        1 => format!("People were parted by: {named}."),
        _ => format!("People were parted by each, and by up to {up_to} together, of: {named}."),
    }
}

/// The names of a combination as one text.
fn joined(row: &Value) -> Value {
    let mut row = row.clone();
    let names: Vec<&str> =
        row["attributes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    row["attributes"] = json!(names.join(" + "));
    row
}

fn combinations(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("attributes", "attributes", Shape::Text, None),
        ("people", "people with known values", Shape::Count, None),
        ("left_out", "left out", Shape::Count, None),
        ("classes", "classes", Shape::Count, Some("k")),
        ("k", "k", Shape::Count, Some("k")),
        ("unique_people", "unique people", Shape::Count, Some("unique_share")),
        ("unique_share", "share unique", Shape::Share, Some("unique_share")),
        ("small_people", "people in small classes", Shape::Count, Some("unique_share")),
        ("small_share", "share in small classes", Shape::Share, Some("unique_share")),
        ("highest_risk", "highest risk", Shape::Share, Some("risk")),
        ("average_risk", "average risk", Shape::Share, Some("risk")),
    ];
    let rows: Vec<Value> = at.rows("singling_out.combinations").iter().map(joined).collect();
    table("uniqueness", "How few people have the same values, by the attributes combined.", COLUMNS, &rows)
}

fn within(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("attributes", "attributes that single out the most", Shape::Text, None),
        ("people", "members with known values", Shape::Count, None),
        ("k", "k", Shape::Count, Some("k")),
        ("unique_people", "unique members", Shape::Count, Some("unique_share")),
        ("unique_share", "share unique", Shape::Share, Some("unique_share")),
        ("small_people", "members in small classes", Shape::Count, Some("unique_share")),
        ("small_share", "share in small classes", Shape::Share, Some("unique_share")),
    ];
    let rows: Vec<Value> = at.rows("singling_out.segments").iter().map(joined).collect();
    table("uniqueness_in_segments", "How few members of each segment have the same values.", COLUMNS, &rows)
}

/// The small audiences by name, in input order.
fn small(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("risk", "risk", Shape::Share, Some("risk")),
    ];
    let small = &at.measures.singling_out.small_audiences;
    let is_small =
        |row: &&Value| row["segment"].as_str().is_some_and(|name| small.iter().any(|one| one == name));
    let rows = at.rows("singling_out.audiences").iter().filter(is_small);
    let caption = format!("The segments with fewer than {} members.", at.measures.singling_out.threshold);
    table("small_audiences", caption, COLUMNS, rows)
}
