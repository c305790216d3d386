//! A report arranged for a page: cells in words, charts drawn, long tables parted, each figure with the link to its
//! definition. The template only has to put this into elements.

use crate::{
    chart::{self, Width},
    model::{case::Parameters, date::Day, finding::Finding, number::count},
    report::{
        Block, Card, Definition, Identity, KeyFigure, Report, Section, cell::Cell, figure::Figure,
        table::Table,
    },
};
use minijinja::Value;
use serde::Serialize;

/// A table with more rows shows this many, and the rest on request.
const FIRST_ROWS: usize = 12;
/// A page holds at most this many rows of a table; its files hold all.
const MOST_ROWS: usize = 400;

/// Everything the template shows.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    identity: &'a Identity,
    settings: Vec<(&'static str, String)>,
    headline: &'a str,
    sections: Vec<PageSection<'a>>,
}

#[derive(Serialize)]
struct PageSection<'a> {
    id: &'static str,
    title: &'static str,
    blocks: Vec<PageBlock<'a>>,
}

/// A block with what it refers to in its place. `kind` chooses the part of the template.
#[derive(Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
enum PageBlock<'a> {
    Paragraph(&'a str),
    List(&'a [String]),
    Cards(&'a [Card]),
    Figures(Vec<PageFigure<'a>>),
    Chart(PageChart<'a>),
    Table(PageTable<'a>),
    Findings(Vec<PageFinding<'a>>),
    Definitions(&'a [Definition]),
    Command(String),
}

#[derive(Serialize)]
struct PageFigure<'a> {
    figure: &'a KeyFigure,
    definition: Option<&'static str>,
}

#[derive(Serialize)]
struct PageChart<'a> {
    id: &'static str,
    title: &'a str,
    takeaway: &'a str,
    alt: &'a str,
    /// The drawing, wide and narrow; none where there is nothing to draw.
    drawings: Vec<Value>,
    table: PageTable<'a>,
}

#[derive(Serialize)]
struct PageTable<'a> {
    id: &'static str,
    caption: &'a str,
    heads: Vec<Head>,
    first: Vec<Vec<PageCell>>,
    rest: Vec<Vec<PageCell>>,
    /// How many rows the table has.
    rows: String,
    /// How many of them follow the first.
    left: String,
    /// How many the page holds, where that is not all.
    held: Option<String>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct Head {
    label: &'static str,
    definition: Option<&'static str>,
    class: &'static str,
}

#[derive(Serialize)]
struct PageCell {
    text: String,
    class: &'static str,
}

#[derive(Serialize)]
struct PageFinding<'a> {
    finding: &'a Finding,
    severity: &'static str,
    /// What the grade of its evidence means.
    confidence: &'static str,
    /// How soon what it recommends is to be done.
    priority: &'static str,
    /// For each piece of evidence, the anchor of the chart or table that it points to.
    anchors: Vec<Option<String>>,
}

impl<'a> Page<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let sections = report.sections.iter().map(|section| page_section(report, section));
        Self {
            identity: &report.identity,
            settings: report.identity.parameters.as_ref().map(settings).unwrap_or_default(),
            headline: &report.headline,
            sections: sections.collect(),
        }
    }
}

fn settings(parameters: &Parameters) -> Vec<(&'static str, String)> {
    let day = |name, day: Option<Day>| day.map(|day| (name, day.to_string()));
    let period = [day("from", parameters.from), day("until", parameters.until)];
    let set = [
        ("hops", parameters.hops.to_string()),
        ("draws", count(parameters.draws.into())),
        ("seed", parameters.seed.to_string()),
        ("smallest cell shown", count(parameters.min_cell)),
    ];
    period.into_iter().flatten().chain(set).collect()
}

fn page_section<'a>(report: &'a Report, section: &'a Section) -> PageSection<'a> {
    let blocks = section.blocks.iter().filter_map(|block| page_block(report, block)).collect();
    PageSection { id: section.id, title: section.title, blocks }
}

fn page_block<'a>(report: &'a Report, block: &'a Block) -> Option<PageBlock<'a>> {
    Some(match block {
        Block::Paragraph(text) => PageBlock::Paragraph(text),
        Block::List(items) => PageBlock::List(items),
        Block::Cards(cards) => PageBlock::Cards(cards),
        Block::Figures(figures) => {
            PageBlock::Figures(figures.iter().map(|figure| page_figure(report, figure)).collect())
        }
        Block::Chart(id) => PageBlock::Chart(page_chart(report, report.figure(id)?)),
        Block::Table(id) => PageBlock::Table(page_table(report, report.table(id)?)),
        Block::Findings => {
            PageBlock::Findings(report.findings.iter().map(|finding| page_finding(report, finding)).collect())
        }
        Block::Definitions => PageBlock::Definitions(&report.definitions),
        Block::Command => PageBlock::Command(report.identity.command.as_ref()?.line() + " --out DIR"),
    })
}

fn page_figure<'a>(report: &Report, figure: &'a KeyFigure) -> PageFigure<'a> {
    PageFigure { figure, definition: defined(report, Some(figure.definition)) }
}

fn page_chart<'a>(report: &Report, figure: &'a Figure) -> PageChart<'a> {
    let drawing = |width| chart::inline(figure, width).map(Value::from_safe_string);
    PageChart {
        id: figure.id,
        title: &figure.title,
        takeaway: &figure.takeaway,
        alt: &figure.alt,
        drawings: [Width::Wide, Width::Narrow].into_iter().filter_map(drawing).collect(),
        table: page_table(report, &figure.table),
    }
}

fn page_table<'a>(report: &Report, table: &'a Table) -> PageTable<'a> {
    let rows = |rows: &[Vec<Cell>]| rows.iter().map(|row| row.iter().map(page_cell).collect()).collect();
    let held = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let (first, rest) = held.split_at(held.len().min(FIRST_ROWS));
    let heads = table.columns.iter().enumerate().map(|(at, column)| Head {
        label: column.label,
        definition: defined(report, column.definition),
        class: if is_numeric(table, at) { "number" } else { "" },
    });
    PageTable {
        id: table.id,
        caption: &table.caption,
        heads: heads.collect(),
        first: rows(first),
        rest: rows(rest),
        rows: count(table.rows.len() as u64),
        left: count((table.rows.len() - first.len()) as u64),
        held: (held.len() < table.rows.len()).then(|| count(held.len() as u64)),
        notes: &table.notes,
    }
}

fn is_numeric(table: &Table, at: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.get(at));
    cells.any(|cell| cell.number().is_some())
}

fn page_cell(cell: &Cell) -> PageCell {
    let class = match cell {
        Cell::Count(_)
        | Cell::Change(_)
        | Cell::Number(_)
        | Cell::Share(_)
        | Cell::P(_)
        | Cell::Amount(_) => "number",
        Cell::Hidden | Cell::Undefined(_) => "withheld",
        Cell::Text(_) | Cell::Empty => "",
    };
    PageCell { text: cell.shown(), class }
}

fn page_finding<'a>(report: &Report, finding: &'a Finding) -> PageFinding<'a> {
    let anchors = finding.evidence.iter().map(|evidence| anchor(report, &evidence.at)).collect();
    PageFinding {
        finding,
        severity: finding.severity.word(),
        confidence: finding.confidence.words(),
        priority: finding.recommendation.priority.word(),
        anchors,
    }
}

/// Where the page shows the chart or table of that id, if it does.
fn anchor(report: &Report, at: &str) -> Option<String> {
    let part = at.rsplit('.').next().unwrap_or(at);
    let at = match part {
        "consenters" | "bystanders" if at.starts_with("spread.") => "reach",
        part => part,
    };
    let mut blocks = report.sections.iter().flat_map(|section| &section.blocks);
    blocks.find_map(|block| match block {
        Block::Chart(id) if *id == at => report.figure(id).map(|figure| format!("fig-{}", figure.id)),
        Block::Table(id) if *id == at => report.table(id).map(|table| format!("table-{}", table.id)),
        _ => None,
    })
}

/// The id of a definition, where the report has it: no link leads nowhere.
fn defined(report: &Report, id: Option<&'static str>) -> Option<&'static str> {
    id.filter(|id| report.definitions.iter().any(|definition| definition.id == *id))
}
