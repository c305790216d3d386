//! What the libraries tell of each row, and money that comes without a payer.

use super::{AdPage, book_name, currency, ends, heading, text, uses};
use crate::{
    measure::ads::BookAudit,
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let tables = vec![items(at), numbers(at), without_payer(at)];
    let said = "What stands in the library, not whether it is right and not what the law of a place and a time asks for. What a source has no field for is \
                counted by itself.";
    let mut blocks = vec![Block::Paragraph(said.to_owned())];
    blocks.extend(tables.iter().filter(|table| !table.rows.is_empty()).map(|table| Block::Table(table.id)));
    let section = Section { id: "disclosure", title: "What is disclosed", blocks };
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    Part { section, figures: Vec::new(), tables }
}

/// A book without rows tells nothing, and hides nothing either.
fn with_rows<'a>(at: &AdPage<'a>) -> impl Iterator<Item = &'a BookAudit> {
    at.audit.books.iter().filter(|audit| audit.coverage.rows > 0)
}

fn items(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in with_rows(at) {
        for of in &audit.disclosure.items {
            rows.push(vec![
                book_name(at, &audit.book),
                text(of.item.label()),
                Cell::Count(of.given),
                Cell::Count(of.withheld),
                Cell::Count(of.absent),
                Cell::Count(of.not_applicable),
                Cell::of(of.given_share, Cell::Share),
            ]);
        }
    }
    Table {
        id: "ad_disclosure",
        caption: "What the rows of each book tell, item by item.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("item", "item", Some("disclosed_item")),
            heading("given", "given", None),
            heading("withheld", "kept back", None),
            heading("absent", "missing", None),
            heading("not_applicable", "no field, or does not apply", None),
            heading("given_share", "given, where it applies", Some("disclosed_item")),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn numbers(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in with_rows(at) {
        for (items, &count) in (0_u64..).zip(&audit.disclosure.given_items) {
            rows.push(vec![book_name(at, &audit.book), Cell::Count(items), Cell::Count(count)]);
        }
    }
    Table {
        id: "ad_disclosed_items",
        caption: "How many rows give how many of the six items.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("items", "items given", Some("disclosed_item")),
            heading("rows", "rows", None),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn without_payer(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.disclosure.without_payer {
            let names = [
                book_name(at, &audit.book),
                currency(of.currency),
                Cell::Count(of.rows),
                Cell::Count(of.rows_of),
            ];
            let money = ends(&of.spend).into_iter().chain(uses::interval(of.share, Cell::Share));
            rows.push(names.into_iter().chain(money).collect());
        }
    }
    Table {
        id: "ad_without_payer",
        caption: "Money of rows that should name who paid and do not.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("currency", "currency", None),
            heading("rows", "rows without a payer", Some("payer_absent")),
            heading("rows_of", "of", None),
            heading("spend_low", "money, at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("share_low", "share of the money, at least", Some("bound_of_ranges")),
            heading("share_high", "at most", Some("bound_of_ranges")),
        ],
        rows,
        notes: Vec::new(),
    }
}
