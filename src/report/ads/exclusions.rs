//! Who was kept out: how often at all, and by which values.

use super::{AdPage, book_name, currency, ends, heading, text, uses};
use crate::{
    measure::ads::layer_word,
    model::segment::Mode,
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let tables = vec![at_all(at), values(at)];
    let title = "Who was kept out";
    if tables[1].rows.is_empty() {
        let none = if tables[0].rows.is_empty() {
            "No file says whether people were kept out."
        } else {
            "No criterion in the files keeps people out."
        };
        return Part::words(Section {
            id: "exclusions",
            title,
            blocks: vec![Block::Paragraph(none.to_owned())],
        });
    }
    let said = "To keep people out is a choice of its own: somebody who is on a list and is kept out by it was told nothing. These figures are in none of those of \
                people picked out.";
    let blocks = vec![
        Block::Paragraph(said.to_owned()),
        Block::Table("ad_exclusions"),
        Block::Table("ad_excluded_values"),
    ];
    Part { section: Section { id: "exclusions", title, blocks }, figures: Vec::new(), tables }
}

fn at_all(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.exclusions {
            let names = [book_name(at, &audit.book), text(layer_word(of.layer)), currency(of.currency)];
            rows.push(names.into_iter().chain(uses::cells(&of.used)).collect());
        }
    }
    let names = [
        heading("book", "book", Some("book")),
        heading("layer", "layer", Some("layer")),
        heading("currency", "currency", None),
    ];
    Table {
        id: "ad_exclusions",
        caption: "How many rows keep anybody out, of those that say whom they were aimed at.".to_owned(),
        columns: names.into_iter().chain(uses::columns()).collect(),
        rows,
        notes: Vec::new(),
    }
}

fn values(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for used in audit.criteria.iter().filter(|used| used.mode == Some(Mode::Exclude)) {
            let [low, high] = ends(&used.spend);
            rows.push(vec![
                book_name(at, &audit.book),
                text(layer_word(used.layer)),
                text(used.dimension.label()),
                text(used.value.clone()),
                Cell::Count(used.sponsors),
                Cell::Count(used.rows),
                used.ads.map_or(Cell::Empty, Cell::Count),
                currency(used.currency),
                low,
                high,
            ]);
        }
    }
    Table {
        id: "ad_excluded_values",
        caption: "What keeps people out, by kind, the most money first. Rows may keep out several: the sums overlap.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("layer", "layer", Some("layer")),
            heading("dimension", "looks at", Some("criterion")),
            heading("value", "keeps out", None),
            heading("sponsors", "sponsors", Some("sponsor")),
            heading("rows", "rows", None),
            heading("ads", "advertisements", None),
            heading("currency", "currency", None),
            heading("spend_low", "at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
        ],
        rows,
        notes: Vec::new(),
    }
}
