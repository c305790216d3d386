//! Who was exposed: bystanders by how many of their contacts consented.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let blocks = vec![
        Block::Paragraph(format!(
            "A bystander with one consenting contact would have stayed out of the data had that one person not used the app; a \
             bystander with several had several ways in. On average an exposed person has {} consenting contacts.",
            at.shown("spread.mean_consenting_contacts", Shape::Number)
        )),
        Block::Chart("exposure"),
    ];
    Part {
        section: Section { id: "exposure", title: "Through how many contacts", blocks },
        figures: vec![exposure(at)],
        tables: Vec::new(),
    }
}

fn exposure(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("consenting_contacts", "consenting contacts whose grants open", Shape::Text, Some("exposure_count")),
        ("people", "people without a grant", Shape::Count, None),
    ];
    let label = |row: &Value| {
        let contacts = number::count(row["consenting_contacts"].as_u64().unwrap_or(0));
        let contacts = if row.get("or_more").is_some() { format!("{contacts} or more") } else { contacts };
        json!({ "consenting_contacts": contacts, "people": row["people"] })
    };
    let rows: Vec<Value> = at.rows("spread.exposure").iter().map(label).collect();
    let only = at.shown("spread.exposed_through_one", Shape::Count);
    let share = at.shown("spread.exposed_through_one_share", Shape::Share);
    let takeaway = if rows.is_empty() {
        "Nobody is exposed: no grant opens anybody else's data.".to_owned()
    } else if rows.iter().all(|row| !row["people"].is_number()) {
        "How many were within reach through one consenter only is not shown: too few were through more."
            .to_owned()
    } else {
        format!("{only} people ({share} of those exposed) were within reach through one consenter only.")
    };
    Figure {
        id: "exposure",
        title: "How many consenting contacts expose a bystander".to_owned(),
        takeaway,
        alt: "Bars: for each number of consenting contacts, how many people without a grant have that many."
            .to_owned(),
        table: table("exposure", "People without a grant by number of consenting contacts.", COLUMNS, &rows),
    }
}
