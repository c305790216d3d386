//! What each book is, and how much of it is known: the statement of coverage that every figure stands on.

use super::{AdPage, book_name, counted, currency, ends, heading, text};
use crate::{
    model::number::Undefined,
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let section = Section {
        id: "coverage",
        title: "How much is known",
        blocks: vec![Block::Table("ad_coverage"), Block::Table("ad_money")],
    };
    Part { section, figures: Vec::new(), tables: vec![coverage(at), money(at)] }
}

fn coverage(at: &AdPage) -> Table {
    let row = |audit: &crate::measure::ads::BookAudit| {
        let found = &audit.coverage;
        let counts = [
            found.rows,
            found.exact,
            found.ranged,
            found.open,
            found.without_spend,
            found.payer_absent,
            found.targeting_given,
            found.targeting_withheld + found.targeting_absent,
            found.obfuscated,
        ];
        let names = [book_name(at, &audit.book), text(audit.book.generation)];
        names.into_iter().chain(counts.map(Cell::Count)).collect()
    };
    Table {
        id: "ad_coverage",
        caption:
            "What each book holds: rows by what they say of money, of who paid, and of whom it was aimed at."
                .to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("generation", "shape of the file", None),
            heading("rows", "rows", None),
            heading("exact", "one amount", Some("spend_range")),
            heading("ranged", "between two", Some("spend_range")),
            heading("open", "no upper end", Some("spend_range")),
            heading("without_spend", "no amount", None),
            heading("payer_absent", "no payer", Some("payer_absent")),
            heading("targeting_given", "aim given", None),
            heading("targeting_not_given", "aim kept back", None),
            heading("obfuscated", "values kept back", None),
        ],
        rows: at.audit.books.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn money(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for money in &audit.money {
            let [low, high] = ends(&money.spend);
            let shown = &money.impressions;
            let [shown_low, shown_high] = match (shown.terms, shown.high()) {
                (0, _) => [Cell::Empty, Cell::Empty],
                (_, None) => [counted(shown.low), Cell::Undefined(Undefined::OpenEnd)],
                (_, Some(high)) => [counted(shown.low), counted(high)],
            };
            rows.push(vec![
                book_name(at, &audit.book),
                currency(money.currency),
                Cell::Count(money.rows),
                Cell::Count(money.sponsors),
                low,
                high,
                Cell::Amount(super::units(money.spend.exact_sum)),
                shown_low,
                shown_high,
            ]);
        }
    }
    Table {
        id: "ad_money",
        caption: "The money of each book in each currency. Currencies and books are not added up.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("currency", "currency", None),
            heading("rows", "rows with an amount", None),
            heading("sponsors", "sponsors", Some("sponsor")),
            heading("spend_low", "at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("exact", "of it given as one amount", Some("spend_range")),
            heading("impressions_low", "shown at least", None),
            heading("impressions_high", "shown at most", None),
        ],
        rows,
        notes: vec![
            "How often they were shown is told of the rows with an amount; who was shown it, of all rows."
                .to_owned(),
        ],
    }
}
