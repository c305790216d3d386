//! Do the targeted know each other, and how near are they to those who consented?

mod tables;

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Published, Shape},
        table::Table,
    },
};
use serde_json::Value;

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "acquaintance", title: "Do the targeted know each other?", blocks };
    if at.rows("acquaintance.segments").is_empty() {
        let none = if at.measures.acquaintance.segments.is_empty() {
            "No audiences were given whose members could know each other."
        } else {
            "Every audience is too small for anything to be told of who knows whom."
        };
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    }
    let figure = Figure {
        id: "acquaintance",
        title: "Ties among the members of each segment, against chance".to_owned(),
        takeaway: beyond_chance(at, "ties_by_chance", "know each other more than"),
        alt: "For each segment a filled dot at how many times as many ties its members have among them as people picked from everybody, and \
              an open one at how many times as many as people with exactly as many contacts, on a logarithmic axis; 1 is as by chance."
            .to_owned(),
        table: tables::among(at),
    };
    let mut blocks = vec![Block::Paragraph(how_to_read(at)), Block::Chart("acquaintance")];
    blocks.push(Block::Paragraph(beyond_chance(
        at,
        "consenting_by_chance",
        "more often know a consenter than",
    )));
    let tables = [tables::near(at), tables::steps(at)];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: vec![figure], tables }
}

/// What an acquaintance is here, and what stands behind the p-values.
fn how_to_read(at: &Published) -> String {
    let measured = &at.measures.acquaintance;
    let directed =
        if at.audit.graph.is_directed() { " A tie in either direction is one acquaintance." } else { "" };
    let dated =
        if at.audit.dated_ties.is_some() { " Ties count that stood on any day of the period." } else { "" };
    let drawn = match measured.draws.0 {
        Ok(draws) => format!("{} draws stand behind each p-value", number::count(u64::from(draws))),
        Err(why) => format!("p-values that need draws do not exist: {}", why.text()),
    };
    format!(
        "In the whole network {} of all pairs of people know each other.{directed}{dated} The ties among the members of a segment are held \
         against those among as many people picked at random: anybody, people with exactly as many contacts as the members have, and \
         people with about as many. {drawn} (seed {}).",
        at.shown("acquaintance.density", Shape::Share),
        measured.seed
    )
}

/// Whether a row's test against the chance model of that number stands after control of the false discovery rate.
fn stands(row: &Value, table: &str, model: usize) -> bool {
    row[table][model]["q_value"].as_f64().is_some_and(|q| q < 0.05)
}

/// How many segments stand out against anybody, and against people with as many contacts.
fn beyond_chance(at: &Published, table: &str, what: &str) -> String {
    let rows = at.rows("acquaintance.segments");
    let known =
        |model: usize| rows.iter().filter(move |row| row[table][model]["q_value"].is_number()).count();
    let found = |model: usize| rows.iter().filter(|row| stands(row, table, model)).count();
    if known(0) == 0 {
        return format!("Of no segment can it be told whether its members {what} people picked at random.");
    }
    let count = |segments: usize| number::count(segments as u64);
    let of = match known(0) {
        1 => "the one segment".to_owned(),
        several => format!("{} segments", count(several)),
    };
    let anybody = match found(0) {
        0 => format!(
            "In none of {of} of which it can be told do the members {what} people picked from everybody (q below 0.05)"
        ),
        some => {
            format!(
                "In {} of {of} of which it can be told the members {what} people picked from everybody (q below 0.05)",
                count(some)
            )
        }
    };
    format!(
        "{anybody}; against people with exactly as many contacts, in {}.",
        if found(1) == 0 { "none".to_owned() } else { count(found(1)) }
    )
}
