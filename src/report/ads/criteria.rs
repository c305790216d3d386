//! Whom advertisements were aimed at: by dimension, by what stood together, and by value.

use super::{AdPage, book_name, currency, ends, heading, text, uses};
use crate::{
    measure::ads::{Combination, layer_word, mode_word},
    model::{ads::Dimension, number},
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
    let title = "Whom it was aimed at, and who was kept out";
    if table.rows.is_empty() {
        let none = "No file says whom advertisements were aimed at.".to_owned();
        return Part::words(Section { id: "criteria", title, blocks: vec![Block::Paragraph(none)] });
    }
    let tables: Vec<Table> = [dimensions(at), combinations(at), depths(at), table]
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect();
    let blocks = tables.iter().map(|table| Block::Table(table.id)).collect();
    Part { section: Section { id: "criteria", title, blocks }, figures: Vec::new(), tables }
}

fn dimensions(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.dimensions {
            let names = [
                book_name(at, &audit.book),
                text(layer_word(of.layer)),
                text(of.dimension.label()),
                text(of.way.word()),
                currency(of.currency),
            ];
            rows.push(names.into_iter().chain(uses::cells(&of.used)).collect());
        }
    }
    let names = [
        heading("book", "book", Some("book")),
        heading("layer", "layer", Some("layer")),
        heading("dimension", "looks at", Some("criterion")),
        heading("way", "in or out", Some("criterion")),
        heading("currency", "currency", None),
    ];
    Table {
        id: "ad_dimensions",
        caption:
            "What criteria look at, and how many use it. Rows have several: they overlap and do not add up."
                .to_owned(),
        columns: names.into_iter().chain(uses::columns()).collect(),
        rows,
        notes: Vec::new(),
    }
}

/// `age, region; without uploaded customer list`.
fn stack(of: &Combination) -> String {
    let list =
        |dimensions: &[Dimension]| dimensions.iter().map(|of| of.label()).collect::<Vec<_>>().join(", ");
    match (of.include.is_empty(), of.exclude.is_empty()) {
        (true, true) => "everybody".to_owned(),
        (false, true) => list(&of.include),
        (true, false) => format!("without {}", list(&of.exclude)),
        (false, false) => format!("{}; without {}", list(&of.include), list(&of.exclude)),
    }
}

fn combinations(at: &AdPage) -> Table {
    let (mut rows, mut notes) = (Vec::new(), Vec::new());
    for audit in &at.audit.books {
        for found in &audit.combinations {
            let [different, exactly, once] =
                [found.different, found.exactly, found.exactly_once].map(number::count);
            notes.push(format!(
                "{}, {}: {different} different combinations of dimensions, {exactly} of values, of which {once} are of one advertisement alone.",
                audit.book.title,
                layer_word(found.layer)
            ));
            for of in &found.most_frequent {
                rows.push(vec![
                    book_name(at, &audit.book),
                    text(layer_word(found.layer)),
                    text(stack(of)),
                    Cell::Count(of.ads),
                    Cell::Count(found.ads),
                    Cell::Count(of.sponsors),
                ]);
            }
        }
    }
    Table {
        id: "ad_combinations",
        caption:
            "Which dimensions stand together in one advertisement, the most frequent first, ten of each book."
                .to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("layer", "layer", Some("layer")),
            heading("stack", "together", Some("stack")),
            heading("ads", "advertisements", None),
            heading("ads_of", "of", None),
            heading("sponsors", "sponsors", Some("sponsor")),
        ],
        rows,
        notes,
    }
}

fn depths(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for found in &audit.combinations {
            for (depth, &ads) in (0_u64..).zip(&found.depth) {
                rows.push(vec![
                    book_name(at, &audit.book),
                    text(layer_word(found.layer)),
                    Cell::Count(depth),
                    Cell::Count(ads),
                    Cell::Count(found.ads),
                ]);
            }
        }
    }
    Table {
        id: "ad_depths",
        caption: "How many dimensions are stacked in one advertisement.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("layer", "layer", Some("layer")),
            heading("depth", "dimensions", Some("stack")),
            heading("ads", "advertisements", None),
            heading("ads_of", "of", None),
        ],
        rows,
        notes: Vec::new(),
    }
}
