//! The answer: who agreed, who was in the data without agreeing, and both ratios.

use super::Part;
use crate::{
    model::{
        finding::Finding,
        number::{self, Kind},
    },
    report::{
        Block, KeyFigure, Section,
        cell::Cell,
        figure::Figure,
        published::{Published, Shape},
        table::{Heading, Table},
    },
};

pub(super) fn part(at: &Published) -> Part {
    let spread = &at.measures.spread;
    let key = |label: &str, path: &str, shape, of: String, definition| KeyFigure {
        label: label.to_owned(),
        value: at.either_end(path, shape),
        of,
        kind: kind(at, path),
        definition,
    };
    let people = format!("of {} people in the network", at.shown("spread.people", Shape::Count));
    let per = format!("for each of {} consenters", at.either_end("spread.consenters", Shape::Count));
    let share = at.either_end("spread.affected_share", Shape::Share);
    let others = at.either_end("spread.nonconsenter_share", Shape::Share);
    let only = at.shown("spread.exposed_through_one_share", Shape::Share);
    let reading =
        if at.measures.bounds.left_open.is_anything() { ", all that is left open counted" } else { "" };
    let figures = vec![
        key("consenters", "spread.consenters", Shape::Count, people.clone(), "consenter"),
        key(
            "bystanders",
            "spread.bystanders",
            Shape::Count,
            format!("{others} of those who gave no grant"),
            "bystander",
        ),
        key("affected", "spread.affected", Shape::Count, format!("{people}: {share}"), "affected"),
        key(
            "bystanders per consenter",
            "spread.bystanders_per_consenter",
            Shape::Number,
            per.clone(),
            "per_consenter",
        ),
        key("affected per consenter", "spread.affected_per_consenter", Shape::Number, per, "per_consenter"),
        key(
            "through one consenter only",
            "spread.exposed_through_one",
            Shape::Count,
            format!("{only} of those exposed{reading}"),
            "exposure_count",
        ),
    ];
    let mut blocks = vec![Block::Figures(figures), Block::Chart("reach")];
    if spread.consenters_not_opening > 0 {
        blocks.push(Block::Paragraph(format!(
            "The grants of {} consenters open nobody else's data: their recorded scopes stay with themselves.",
            at.shown("spread.consenters_not_opening", Shape::Count)
        )));
    }
    if !at.findings.is_empty() {
        let line = |finding: &Finding| {
            format!("{}: {} ({})", finding.severity.word(), finding.condition, finding.code)
        };
        blocks.push(Block::Paragraph(
            "What the records show against what is asked, in one line each:".to_owned(),
        ));
        blocks.push(Block::List(at.findings.iter().map(line).collect()));
    }
    blocks.push(Block::Paragraph(unread(at)));
    blocks.push(Block::Paragraph(
        "This report shows whose data was within reach of a grant and who was put into segments. It does not show that every \
         record within reach was taken, nor what anybody intended, and it is no judgement of lawfulness."
            .to_owned(),
    ));
    Part {
        section: Section { id: "answer", title: "The answer", blocks },
        figures: vec![reach(at)],
        tables: Vec::new(),
    }
}

/// What a key figure is, where records leave something open, or equal names who is one person (see `report::kinds`).
fn kind(at: &Published, path: &str) -> Kind {
    let bounds = &at.measures.bounds;
    match path {
        _ if at.audit.case.equal_names_decide().is_some() => Kind::Model,
        "spread.exposed_through_one" if bounds.left_open.is_anything() => Kind::Model,
        "spread.consenters" if !bounds.consenters.is_exact() => Kind::Bound,
        "spread.consenters" | "spread.exposed_through_one" => Kind::Exact,
        _ if bounds.exact => Kind::Exact,
        _ => Kind::Bound,
    }
}

/// How much was not read, in one sentence.
fn unread(at: &Published) -> String {
    let lost = |loss| -> u64 {
        let gaps = at.audit.gaps.counts().filter(|(_, why, _)| why.is_loss() == loss);
        gaps.map(|(_, _, gap)| gap.records).sum()
    };
    let records: u64 = at.audit.sources.iter().map(|source| source.records).sum();
    match (lost(true), lost(false)) {
        (0, 0) => format!("Every one of the {} records was read as it stood.", number::count(records)),
        (lost, tidied) => format!(
            "Of {} records, {} were left out or set to unknown and {} were set in order or lie outside the period (repeats, ties to oneself, ties and grants of other days); which, and \
             where they stand, is told under Data received.",
            number::count(records),
            number::count(lost),
            number::count(tidied)
        ),
    }
}

/// Everybody in the network, by how they stand to the grants.
fn reach(at: &Published) -> Figure {
    let spread = &at.measures.spread;
    let rest = spread.people - spread.affected - spread.opted_out;
    let exact = at.measures.bounds.exact;
    let groups = [
        ("consenters", spread.consenters),
        (if exact { "bystanders" } else { "bystanders, at most" }, spread.bystanders),
        ("sharing switched off", spread.opted_out),
        ("further away, or no path", rest),
    ];
    let shown = groups.iter().filter(|(name, people)| *people > 0 || *name == "consenters");
    let rows = shown.map(|&(name, people)| vec![Cell::Text(name.to_owned()), Cell::Count(people)]).collect();
    let table = Table {
        id: "reach",
        caption: "People by how they stand to the grants.".to_owned(),
        columns: vec![
            Heading { key: "group", label: "people", definition: None },
            Heading { key: "people", label: "count", definition: None },
        ],
        rows,
        notes: Vec::new(),
    };
    let (consenters, bystanders) =
        (at.either_end("spread.consenters", Shape::Count), at.either_end("spread.bystanders", Shape::Count));
    Figure {
        id: "reach",
        title: "Who agreed, and who was in the data all the same".to_owned(),
        takeaway: format!("{consenters} people gave a grant; {bystanders} others were within its reach."),
        alt: format!(
            "A grid of small squares, each for the same number of people: {consenters} consenters, {bystanders} bystanders, and \
             the rest of {} people.",
            at.shown("spread.people", Shape::Count)
        ),
        table,
    }
}
