//! Where the money went, of libraries that give totals of places.

use super::{AdPage, book_name, currency, ends, heading, text};
use crate::report::{Block, Section, cell::Cell, sections::Part, table::Table};

pub(super) fn part(at: &AdPage) -> Part {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for money in &audit.places {
            let [low, high] = ends(&money.spend);
            rows.push(vec![
                book_name(at, &audit.book),
                text(money.place.name.clone()),
                text(money.place.dimension.label()),
                money.place.country.clone().map_or(Cell::Empty, Cell::Text),
                currency(money.currency),
                low,
                high,
                Cell::Count(money.rows),
            ]);
        }
    }
    let table = Table {
        id: "ad_places",
        caption: "Where the money was spent, the largest first within each book and currency.".to_owned(),
        columns: vec![
            heading("book", "book", None),
            heading("place", "place", None),
            heading("kind", "kind", None),
            heading("country", "country", None),
            heading("currency", "currency", None),
            heading("spend_low", "at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("rows", "rows", None),
        ],
        rows,
        notes: Vec::new(),
    };
    let blocks = if table.rows.is_empty() {
        vec![Block::Paragraph("No file gives totals of places.".to_owned())]
    } else {
        vec![Block::Table("ad_places")]
    };
    let section = Section { id: "places", title: "Where", blocks };
    Part { section, figures: Vec::new(), tables: vec![table] }
}
