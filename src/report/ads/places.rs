//! Where the money went, of libraries that give totals of places.

use super::{AdPage, book_name, currency, ends, heading, text};
use crate::{
    measure::ads::BookAudit,
    report::{Block, Section, cell::Cell, figure::Figure, sections::Part, table::Table},
};

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
    if table.rows.is_empty() {
        let none = "No file gives totals of places.".to_owned();
        return Part::words(Section { id: "places", title: "Where", blocks: vec![Block::Paragraph(none)] });
    }
    let figure = Figure {
        id: "ad_places",
        title: "Money by place".to_owned(),
        takeaway: at.audit.books.iter().find_map(first).unwrap_or_default(),
        alt: "A bar for each place up to the least that was spent there, and a paler one up to the most."
            .to_owned(),
        table,
    };
    let section = Section { id: "places", title: "Where", blocks: vec![Block::Chart("ad_places")] };
    Part { section, figures: vec![figure], tables: Vec::new() }
}

/// The place with the most money that is sure, of the first book that has places.
fn first(audit: &BookAudit) -> Option<String> {
    let place = audit.places.first()?;
    let money = place.currency.as_ref().map_or("in no stated currency", |currency| currency.code());
    let spend = super::answer::between(&place.spend);
    Some(format!("{}: the most went to {}, {money} {spend}.", audit.book.title, place.place.name))
}
