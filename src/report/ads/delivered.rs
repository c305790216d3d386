//! Who was shown it: impressions and people by age, gender and place.

use super::{AdPage, book_name, counted, heading, text};
use crate::{
    measure::ads::DeliveredCell,
    model::{number::Undefined, range::RangeSum},
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let cells = at.audit.books.iter().flat_map(|audit| audit.delivered.iter().map(move |cell| (audit, cell)));
    let row = |(audit, cell): (&crate::measure::ads::BookAudit, &DeliveredCell)| {
        let name = |part: &Option<String>| part.clone().map_or(Cell::Empty, text);
        let [low, high] = ends(&cell.impressions);
        let [people_low, people_high] = ends(&cell.people);
        let share = |end: fn(crate::model::number::Interval) -> f64| match cell.impressions.terms {
            0 => Cell::Empty,
            _ => Cell::of(cell.share, |span| Cell::Share(end(span.interval()))),
        };
        vec![
            book_name(at, &audit.book),
            name(&cell.age),
            name(&cell.gender),
            name(&cell.place),
            Cell::Count(cell.rows),
            low,
            high,
            share(|interval| interval.low),
            share(|interval| interval.high),
            people_low,
            people_high,
        ]
    };
    let table = Table {
        id: "ad_delivered",
        caption: "To whom advertisements were shown, by the cells that each library gives. Cells by age and gender and cells by place are two \
                  views of the same impressions."
            .to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("age", "age", None),
            heading("gender", "gender", None),
            heading("place", "place", None),
            heading("rows", "advertisements", None),
            heading("impressions_low", "shown at least", Some("delivered")),
            heading("impressions_high", "shown at most", Some("delivered")),
            heading("share_low", "of all, at least", Some("delivered_share")),
            heading("share_high", "of all, at most", Some("delivered_share")),
            heading("people_low", "people, at least", Some("delivered")),
            heading("people_high", "people, at most", Some("delivered")),
        ],
        rows: cells.map(row).collect(),
        notes: vec![
            "This is who was shown advertisements, and not whom they were aimed at. A person who was shown two is counted in both."
                .to_owned(),
        ],
    };
    let blocks = if table.rows.is_empty() {
        vec![Block::Paragraph("No file says who was shown the advertisements.".to_owned())]
    } else {
        vec![Block::Table("ad_delivered")]
    };
    let section = Section { id: "delivered", title: "Who was shown it", blocks };
    Part { section, figures: Vec::new(), tables: vec![table] }
}

/// Both ends of a sum of counts.
fn ends(sum: &RangeSum) -> [Cell; 2] {
    match (sum.terms, sum.high()) {
        (0, _) => [Cell::Empty, Cell::Empty],
        (_, None) => [counted(sum.low), Cell::Undefined(Undefined::OpenEnd)],
        (_, Some(high)) => [counted(sum.low), counted(high)],
    }
}
