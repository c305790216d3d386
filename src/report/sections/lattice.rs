//! How the segments overlap: pairs, people by number of segments, and how many criteria are stacked.

use super::Part;
use crate::{
    measure::lattice::Tally,
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "lattice", title: "How the segments overlap", blocks };
    let lattice = &at.measures.lattice;
    if lattice.audiences == 0 {
        let none = "No audiences with members were given, so that none overlap.".to_owned();
        return Part::words(section(vec![Block::Paragraph(none)]));
    }
    let mut blocks: Vec<Block> = match lattice.tally.0 {
        Ok(tally) => vec![Block::Paragraph(told(at, tally)), Block::Paragraph(given_away(at, tally))],
        Err(why) => vec![Block::Paragraph(format!("How the segments overlap is undefined: {}.", why.text()))],
    };
    let all =
        at.rows("lattice.pairs").len() as u64 == lattice.tally.value().map_or(0, |tally| tally.overlapping);
    let smallest = (!all).then(|| smallest(at));
    let tables = [Some(pairs(at)), smallest, Some(levels(at)), Some(depths(at)), Some(stacks(at))];
    let tables: Vec<Table> = tables.into_iter().flatten().filter(|table| !table.rows.is_empty()).collect();
    if at.rows("lattice.levels").is_empty() {
        let hidden = "How many people are in none, one or more of the segments is not shown, for with the sizes and overlaps it could \
                      give away a small number.";
        blocks.push(Block::Paragraph(hidden.to_owned()));
    }
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// How many pairs there are of each kind.
fn told(at: &Published, tally: Tally) -> String {
    let lattice = &at.measures.lattice;
    let segments = number::count(lattice.audiences);
    if tally.overlapping == 0 {
        return format!(
            "No two of the {segments} segments with members that are of one layer share anybody."
        );
    }
    format!(
        "Of the {segments} segments with members, {} share at least one person. Of these, {} equal, {} one within the other, and {} near copies \
         (a Jaccard index of at least {}, equal ones included).",
        counted(tally.overlapping, "pair", "pairs"),
        counted(tally.equal, "is", "are"),
        counted(tally.within, "lies", "lie"),
        counted(tally.near_copies, "is", "are"),
        lattice.near_copy_at
    )
}

/// What sizes and overlaps tell by subtraction.
fn given_away(at: &Published, tally: Tally) -> String {
    let threshold = at.measures.lattice.threshold;
    match tally.giving_away {
        0 => format!(
            "No pair gives away a group of fewer than {threshold} people by the sizes of both and their overlap."
        ),
        pairs => format!(
            "{} away a group of at least one and fewer than {threshold} people to anybody who knows the sizes of both segments and their overlap: \
             those in both, or those in one alone. Aimed at one and kept from the other, a message would reach just these.",
            counted(pairs, "pair gives", "pairs give")
        ),
    }
}

fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", number::count(count), if count == 1 { one } else { several })
}

const PAIRS: &[Column] = &[
    ("layer", "known as", Shape::Text, None),
    ("smaller", "smaller segment", Shape::Text, None),
    ("larger", "larger segment", Shape::Text, None),
    ("smaller_members", "members of the smaller", Shape::Count, None),
    ("larger_members", "members of the larger", Shape::Count, None),
    ("both", "in both", Shape::Count, Some("overlap")),
    ("jaccard", "Jaccard index", Shape::Number, Some("overlap")),
    ("overlap", "share of the smaller", Shape::Share, Some("overlap")),
    ("share_of_larger", "share of the larger", Shape::Share, Some("overlap")),
    ("relation", "how they lie", Shape::Text, Some("near_copy")),
    ("near_copy", "near copy", Shape::Text, Some("near_copy")),
    ("gives_away", "gives away few", Shape::Text, Some("differencing")),
];

/// The columns, the layer only where one is known.
fn columns(at: &Published, path: &str, columns: &[Column]) -> Vec<Column> {
    let layered = at.rows(path).iter().any(|row| row["layer"].is_string());
    columns.iter().filter(|column| layered || column.0 != "layer").copied().collect()
}

fn overlaps(at: &Published, id: &'static str, path: &str, caption: String) -> Table {
    let said = |row: &Value| {
        let mut row = row.clone();
        for key in ["near_copy", "gives_away"] {
            if let Some(is) = row[key].as_bool() {
                row[key] = json!(if is { "yes" } else { "no" });
            }
        }
        row
    };
    let rows: Vec<Value> = at.rows(path).iter().map(said).collect();
    table(id, caption, &columns(at, path, PAIRS), &rows)
}

fn pairs(at: &Published) -> Table {
    let shown = at.rows("lattice.pairs").len() as u64;
    let all = at.measures.lattice.tally.value().map_or(0, |tally| tally.overlapping);
    let caption = if shown == all {
        "The pairs of segments that overlap.".to_owned()
    } else {
        format!("The {} pairs of segments that overlap the most.", number::count(shown))
    };
    overlaps(at, "overlaps", "lattice.pairs", caption)
}

fn smallest(at: &Published) -> Table {
    overlaps(at, "smallest_overlaps", "lattice.smallest", "The smallest overlaps of two segments.".to_owned())
}

fn levels(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("layer", "segments known as", Shape::Text, None),
        ("segments", "in so many segments", Shape::Text, None),
        ("people", "people", Shape::Count, None),
    ];
    let said = |row: &Value| {
        let more = if row["or_more"] == true { " or more" } else { "" };
        let segments = row["segments"].as_u64().map(number::count).unwrap_or_default();
        json!({ "layer": row["layer"], "people": row["people"], "segments": format!("{segments}{more}") })
    };
    let rows: Vec<Value> = at.rows("lattice.levels").iter().map(said).collect();
    let caption = "People by the number of segments that hold them.";
    table("people_by_segments", caption, &columns(at, "lattice.levels", COLUMNS), &rows)
}

fn depths(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("criteria", "criteria", Shape::Count, Some("criteria_depth")),
        ("segments", "segments", Shape::Count, None),
    ];
    table("criteria_depth", "Segments by the number of their criteria.", COLUMNS, at.rows("lattice.depths"))
}

fn stacks(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("criteria", "criteria", Shape::Count, Some("criteria_depth")),
        ("including", "that add people", Shape::Count, None),
        ("excluding", "that keep people out", Shape::Count, None),
        ("dimensions", "different things looked at", Shape::Count, None),
    ];
    table("criteria_stacks", "How many criteria each segment stacks.", COLUMNS, at.rows("lattice.stacks"))
}
