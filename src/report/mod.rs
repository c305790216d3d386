//! The report as data: all that a reader will see, and nothing of how it is drawn.

pub mod cell;
pub mod figure;
pub mod table;

use crate::model::{case::Parameters, finding::Finding, number::Kind};
use figure::Figure;
use serde::Serialize;
use table::Table;

/// Who made this report, of what, with what.
#[derive(Clone, Debug, Serialize)]
pub struct Identity {
    /// The title of the case.
    pub title: String,
    /// What the case is about, in its own words.
    pub about: Option<String>,
    /// The program's version.
    pub version: &'static str,
    /// The date on the report, if the user set one.
    pub as_of: Option<String>,
    /// SHA-256 over the input files' own SHA-256s, in order: twelve hexadecimal digits that name the input.
    pub input: String,
    /// What the user set.
    pub parameters: Parameters,
}

/// A figure in large type, with what it is and where it is defined.
#[derive(Clone, Debug, Serialize)]
pub struct KeyFigure {
    /// What is counted.
    pub label: String,
    /// The value as a reader sees it.
    pub value: String,
    /// Its denominator or a remark in words, for instance `of 4,039 people`.
    pub of: String,
    /// Exact, bound, estimate or model.
    pub kind: Kind,
    /// The id of its definition.
    pub definition: &'static str,
}

/// What stands in a section, in reading order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph of plain text.
    Paragraph(String),
    /// A list of plain sentences.
    List(Vec<String>),
    /// Figures in large type.
    Figures(Vec<KeyFigure>),
    /// A chart with its data: the id of a [`Figure`] of the report.
    Chart(&'static str),
    /// A table: the id of a [`Table`] of the report.
    Table(&'static str),
    /// The findings, as cards.
    Findings,
    /// The definitions.
    Definitions,
}

/// A section; the order of sections is fixed, so that two reports can be held against each other.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// What a figure means: the formula in words, its range and its edges.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Definition {
    /// Its anchor.
    pub id: &'static str,
    /// The term.
    pub term: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A report: every figure and sentence, ready to be laid out.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Who made this report, of what.
    pub identity: Identity,
    /// The answer in one sentence, with its denominators.
    pub headline: String,
    /// The sections, in fixed order.
    pub sections: Vec<Section>,
    /// The charts, each with its data.
    pub figures: Vec<Figure>,
    /// The tables that are no chart's data.
    pub tables: Vec<Table>,
    /// The findings, most serious first.
    pub findings: Vec<Finding>,
    /// The definitions that the figures link to.
    pub definitions: Vec<Definition>,
    /// The measures under the keys of `results.json`, with undefined figures as `{"undefined": reason}`.
    pub results: serde_json::Value,
}

impl Report {
    /// The figure of that id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Every table: those of the figures, then the others.
    pub fn all_tables(&self) -> impl Iterator<Item = &Table> {
        self.figures.iter().map(|figure| &figure.table).chain(&self.tables)
    }

    /// The table of that id, a figure's or another.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.all_tables().find(|table| table.id == id)
    }
}
