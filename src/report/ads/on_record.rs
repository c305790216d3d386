//! Audiences of people on record, and the share of money by kinds of targeting.

use super::{AdPage, book_name, currency, heading, text, uses};
use crate::{
    measure::ads::{OnRecord, Use, Way, layer_word},
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let (lists, targeting) = (lists(at), targeting(at));
    let title = "Audiences of people on record";
    if lists.rows.is_empty() && targeting.rows.is_empty() {
        let none = "No file names an audience of people whom a sponsor already had data of. Libraries differ in whether they would.";
        return Part::words(Section {
            id: "on_record",
            title,
            blocks: vec![Block::Paragraph(none.to_owned())],
        });
    }
    let said = "Customer lists, visitors, engagement, lookalikes, connections to a page and the friends of those: the sponsor, or somebody for it, already had data \
                of these people. Keeping them out is counted apart from picking them out.";
    let mut blocks = vec![Block::Paragraph(said.to_owned())];
    let tables: Vec<Table> = [lists, targeting].into_iter().filter(|table| !table.rows.is_empty()).collect();
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: Section { id: "on_record", title, blocks }, figures: Vec::new(), tables }
}

fn lists(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.on_record {
            for way in Way::ALL {
                let names = [
                    book_name(at, &audit.book),
                    text(layer_word(of.layer)),
                    text(of.dimension.map_or("any of these", |dimension| dimension.label())),
                    text(way.word()),
                    currency(of.currency),
                ];
                let only = if way == Way::Exclude { Cell::Count(of.only_exclude) } else { Cell::Empty };
                rows.push(names.into_iter().chain(uses::cells(side(of, way))).chain([only]).collect());
            }
        }
    }
    let names = [
        heading("book", "book", Some("book")),
        heading("layer", "layer", Some("layer")),
        heading("dimension", "audience", Some("on_record")),
        heading("way", "in or out", Some("criterion")),
        heading("currency", "currency", None),
    ];
    let only = heading("only_exclude", "sponsors that only keep out", Some("on_record"));
    Table {
        id: "ad_on_record",
        caption: "How much audiences of people on record are used, to pick people out, to keep them out, or either.".to_owned(),
        columns: names.into_iter().chain(uses::columns()).chain([only]).collect(),
        rows,
        notes: Vec::new(),
    }
}

fn side(of: &OnRecord, way: Way) -> &Use {
    match way {
        Way::Include => &of.include,
        Way::Exclude => &of.exclude,
        Way::Either => &of.either,
    }
}

fn targeting(at: &AdPage) -> Table {
    let mut rows = Vec::new();
    for audit in &at.audit.books {
        for of in &audit.targeting {
            let [low, high] = uses::interval(of.share, Cell::Share);
            rows.push(vec![
                book_name(at, &audit.book),
                currency(of.currency),
                text(of.targeting.label()),
                text(of.way.word()),
                Cell::Count(of.pages),
                Cell::Count(of.pages_of),
                low,
                high,
                Cell::of(of.published, Cell::Share),
            ]);
        }
    }
    Table {
        id: "ad_targeting",
        caption: "The share of money by kinds of targeting, by the rule used in published work. That rule takes either way; the two ways are beside it.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("currency", "currency", None),
            heading("targeting", "kind of targeting", Some("targeting_share")),
            heading("way", "in or out", Some("criterion")),
            heading("pages", "sponsors", Some("sponsor")),
            heading("pages_of", "of", None),
            heading("share_low", "share of the money, at least", Some("bound_of_ranges")),
            heading("share_high", "at most", Some("bound_of_ranges")),
            heading("published", "by the published rule", Some("targeting_share")),
        ],
        rows,
        notes: Vec::new(),
    }
}
