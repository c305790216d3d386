//! How finely people were picked out by where they are.

use super::{AdPage, book_name, currency, heading, text, uses};
use crate::{
    measure::ads::layer_word,
    report::{Block, Section, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.smallest_places {
            let names = [
                book_name(at, &audit.book),
                text(layer_word(of.layer)),
                text(of.place.map_or("no place", |place| place.label())),
                currency(of.currency),
            ];
            rows.push(names.into_iter().chain(uses::cells(&of.used)).collect());
        }
    }
    let title = "How small the places were that were asked for";
    if rows.is_empty() {
        let none = "No file says which places were asked for.".to_owned();
        return Part::words(Section { id: "smallest_places", title, blocks: vec![Block::Paragraph(none)] });
    }
    let names = [
        heading("book", "book", Some("book")),
        heading("layer", "layer", Some("layer")),
        heading("place", "smallest place", Some("smallest_place")),
        heading("currency", "currency", None),
    ];
    let table = Table {
        id: "ad_smallest_places",
        caption: "The smallest kind of place by which each row picks people out, the smallest first."
            .to_owned(),
        columns: names.into_iter().chain(uses::columns()).collect(),
        rows,
        notes: Vec::new(),
    };
    let section = Section { id: "smallest_places", title, blocks: vec![Block::Table("ad_smallest_places")] };
    Part { section, figures: Vec::new(), tables: vec![table] }
}
