//! Who paid: the money of each sponsor, the largest first.

use super::{AdPage, book_name, currency, ends, heading, text};
use crate::report::{Block, Section, cell::Cell, sections::Part, table::Table};

pub(super) fn part(at: &AdPage) -> Part {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for money in &audit.sponsors {
            let [low, high] = ends(&money.spend);
            rows.push(vec![
                book_name(at, &audit.book),
                text(money.sponsor.clone()),
                money.id.clone().map_or(Cell::Empty, Cell::Text),
                currency(money.currency),
                low,
                high,
                Cell::Count(money.rows),
                money.ads.map_or(Cell::Empty, Cell::Count),
                Cell::Count(money.payers),
                Cell::Count(money.payer_absent),
            ]);
        }
    }
    let table = Table {
        id: "ad_sponsors",
        caption: "What each sponsor spent, the largest first within each book and currency.".to_owned(),
        columns: vec![
            heading("book", "book", None),
            heading("sponsor", "sponsor", Some("sponsor")),
            heading("id", "id", None),
            heading("currency", "currency", None),
            heading("spend_low", "at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("rows", "rows", None),
            heading("ads", "advertisements", None),
            heading("payers", "payers named", None),
            heading("payer_absent", "rows without a payer", Some("payer_absent")),
        ],
        rows,
        notes: Vec::new(),
    };
    let blocks = if table.rows.is_empty() {
        vec![Block::Paragraph("No file names sponsors.".to_owned())]
    } else {
        vec![Block::Table("ad_sponsors")]
    };
    let section = Section { id: "sponsors", title: "Who paid", blocks };
    Part { section, figures: Vec::new(), tables: vec![table] }
}
