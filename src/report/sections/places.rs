//! Where it spread: consenters and bystanders by place.

mod matrix;

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
    },
};

pub(super) fn part(at: &Published) -> Part {
    const COLUMNS: &[Column] = &[
        ("place", "place", Shape::Text, None),
        ("population", "population", Shape::Count, None),
        ("margin", "margin, points", Shape::Number, None),
        ("people", "people in the network", Shape::Count, None),
        ("consenters", "consenters", Shape::Count, Some("consenter")),
        ("bystanders", "bystanders", Shape::Count, Some("bystander")),
        ("bystander_share", "bystanders, of the people", Shape::Share, None),
    ];
    let section = |blocks| Section { id: "places", title: "Where it spread", blocks };
    let measured = &at.measures.by_place;
    if measured.places.is_empty() {
        let none = "The case does not say where people live.".to_owned();
        return Part::words(section(vec![Block::Paragraph(none)]));
    }
    let mut table =
        table("places", "Consenters and bystanders by place.", COLUMNS, at.rows("by_place.places"));
    if measured.left_out > 0 {
        table
            .notes
            .push(format!("{} people without a place are left out.", number::count(measured.left_out)));
    }
    if measured.empty_places > 0 {
        let places = number::count(measured.empty_places);
        table
            .notes
            .push(format!("Places of the table of places where nobody of the network lives: {places}."));
    }
    let mut part = matrix::part(at);
    part.blocks.insert(0, Block::Table("places"));
    part.tables.insert(0, table);
    Part { section: section(part.blocks), figures: part.figures, tables: part.tables }
}
