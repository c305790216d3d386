//! The segments: who is in them, where they concentrate, and whether that is more than chance.

mod cards;
mod concentration;
mod delivery;
mod exclusions;
mod four_fifths;
mod lifts;
mod lookalikes;
mod lorenz;
mod sources;
mod stability;
mod tables;

use super::Part;
use crate::{
    model::number,
    report::{Block, Section, figure::Figure, published::Published, table::Table},
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    const ID: &str = "segments";
    const TITLE: &str = "Who was singled out, and where";
    if at.rows("segments.segments").is_empty() {
        let own = match at.audit.experienced.len() {
            0 => "They are given with --segments, or in case.toml.".to_owned(),
            some => format!(
                "What single people were told that they are counted in ({} in number) is no audience and is left out.",
                number::count(some as u64)
            ),
        };
        let none = Block::Paragraph(format!(
            "No audiences were given, so that nothing can be said about who was singled out. {own}"
        ));
        let mut part = Part::words(Section { id: ID, title: TITLE, blocks: vec![none] });
        if !at.rows("segments.homophily").is_empty() {
            part.section.blocks.push(Block::Table("homophily"));
            part.tables.push(tables::homophily(at));
        }
        return part;
    }
    let shown = |id, part: Option<Figure>| part.map(|figure| (Block::Chart(id), figure));
    let charts = [
        shown("segment_sources", Some(sources::sources(at))),
        shown("concentration", some(concentration::concentration(at))),
        shown("lorenz", some(lorenz::lorenz(at))),
        shown("lifts", some(lifts::lifts(at))),
    ];
    let (mut blocks, figures): (Vec<_>, Vec<_>) = charts.into_iter().flatten().unzip();
    blocks.insert(0, Block::Paragraph(communities(at)));
    let tables = [
        tables::members(at),
        tables::criteria(at),
        tables::representation(at),
        four_fifths::four_fifths(at),
        tables::segregation(at),
        stability::allotment(at),
        stability::survival(at),
        tables::homophily(at),
    ];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    let mut tables = tables;
    for (more, theirs) in [exclusions::part(at), delivery::part(at), lookalikes::part(at)] {
        blocks.extend(more);
        tables.extend(theirs);
    }
    blocks.extend(cards::cards(at));
    Part { section: Section { id: ID, title: TITLE, blocks }, figures, tables }
}

/// Tables with rows, after a paragraph; nothing where no table has any.
fn chapter(said: String, tables: Vec<Table>) -> (Vec<Block>, Vec<Table>) {
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    if tables.is_empty() {
        return (Vec::new(), tables);
    }
    let blocks = tables.iter().map(|table| Block::Table(table.id));
    (std::iter::once(Block::Paragraph(said)).chain(blocks).collect(), tables)
}

/// The rows of those picked out of a pool, with a word where a rate is below four fifths. Communities are many: only those are kept
/// that stand after control of the false discovery rate.
fn picked(rows: &[Value]) -> Vec<Value> {
    let found =
        |row: &&Value| row["kind"] != "community" || row["q_value"].as_f64().is_some_and(|q| q < 0.05);
    rows.iter().filter(found).map(banded).collect()
}

/// A row with the four-fifths band in words.
fn banded(row: &Value) -> Value {
    let mut row = row.clone();
    row["band"] = match row["below_four_fifths"].as_bool() {
        Some(true) => json!("below 4/5"),
        Some(false) => json!("within"),
        None => row["below_four_fifths"].clone(),
    };
    row
}

fn some(figure: Figure) -> Option<Figure> {
    (!figure.table.rows.is_empty()).then_some(figure)
}

/// What the segments name that is not there.
fn unmatched(at: &Published) -> String {
    let names = at.measures.segments.unmatched.iter();
    let said = names.map(|row| {
        format!(
            " Segment {} names {} as {}, which is not among the segments.",
            row.segment, row.named, row.column
        )
    });
    said.collect()
}

/// What segments were held against.
fn communities(at: &Published) -> String {
    let found = &at.measures.segments.communities;
    let held = at.measures.segments.dimensions.iter().map(|dimension| dimension.dimension.as_str());
    let held: Vec<_> = held.collect();
    let held = if held.is_empty() { "no place or group".to_owned() } else { held.join(", ") };
    let communities = match (&found.count, &found.why_not) {
        (Some(count), _) => format!(
            " The network falls into {} communities (modularity {}).",
            number::count(*count),
            found.modularity.map_or_else(String::new, number::real)
        ),
        (None, Some(why)) => format!(" Communities were not looked for: {why}."),
        (None, None) => String::new(),
    };
    let skipped = at.measures.segments.skipped.iter();
    let skipped: Vec<_> =
        skipped.map(|skipped| format!(" {} was left aside: {}.", skipped.dimension, skipped.why)).collect();
    format!(
        "The segments are compared by: {held}.{communities}{}{}{}",
        stability::said(at),
        skipped.concat(),
        unmatched(at)
    )
}
