//! Whom advertisements were aimed at, and who was kept out.

use super::{AdPage, book_name, currency, ends, heading, text};
use crate::{
    measure::ads::{layer_word, mode_word},
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for used in &audit.criteria {
            let [low, high] = ends(&used.spend);
            rows.push(vec![
                book_name(at, &audit.book),
                text(layer_word(used.layer)),
                text(used.dimension.label()),
                text(used.value.clone()),
                text(mode_word(used.mode)),
                Cell::Count(used.sponsors),
                Cell::Count(used.rows),
                used.ads.map_or(Cell::Empty, Cell::Count),
                currency(used.currency),
                low,
                high,
                Cell::Count(used.obfuscated),
            ]);
        }
    }
    let table = Table {
        id: "ad_criteria",
        caption: "By which criteria people were picked out or kept out, by kind, the most money first. Rows have many criteria: the sums \
                  overlap and add up to more than was spent."
            .to_owned(),
        columns: vec![
            heading("book", "book", None),
            heading("layer", "layer", Some("layer")),
            heading("dimension", "looks at", Some("criterion")),
            heading("value", "value", None),
            heading("mode", "in or out", Some("criterion")),
            heading("sponsors", "sponsors", None),
            heading("rows", "rows", None),
            heading("ads", "advertisements", None),
            heading("currency", "currency", None),
            heading("spend_low", "at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("obfuscated", "further values kept back", None),
        ],
        rows,
        notes: Vec::new(),
    };
    let blocks = if table.rows.is_empty() {
        vec![Block::Paragraph("No file says whom advertisements were aimed at.".to_owned())]
    } else {
        vec![Block::Table("ad_criteria")]
    };
    let section = Section { id: "criteria", title: "Whom it was aimed at, and who was kept out", blocks };
    Part { section, figures: Vec::new(), tables: vec![table] }
}
