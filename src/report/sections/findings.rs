//! The findings, and how much assurance they leave in each area.

use super::Part;
use crate::{
    model::assurance::{Assurance, Rated},
    report::{
        Block, Section,
        cell::Cell,
        published::Published,
        table::{Heading, Table},
    },
    rule,
};

pub(super) fn part(at: &Published) -> Part {
    let blocks = vec![
        Block::Paragraph(
            "A finding holds what the records show against a requirement, and says what is missing. It claims no intent and no \
             breach. Severity: note (worth knowing), concern (needs an answer), serious (needs an answer first); the method states the \
             formula. Confidence, a scale of its own, goes from A (a direct record) to D (inferred by a model)."
                .to_owned(),
        ),
        Block::Table("areas"),
        Block::Findings,
    ];
    Part {
        section: Section { id: "findings", title: "Findings", blocks },
        figures: Vec::new(),
        tables: vec![areas(&rule::rated(at.audit, at.findings))],
    }
}

/// The areas with their ratings.
fn areas(rated: &[Rated]) -> Table {
    let column = |key, label, definition| Heading { key, label, definition };
    let row = |rated: &Rated| {
        let text = |text: &str| Cell::Text(text.to_owned());
        let counts = [rated.serious, rated.concerns, rated.notes].map(Cell::Count);
        [text(rated.area.name()), text(rated.assurance.words())].into_iter().chain(counts).collect()
    };
    Table {
        id: "areas",
        caption: "How much assurance the findings leave in each area.".to_owned(),
        columns: vec![
            column("area", "area", None),
            column("assurance", "assurance", Some("assurance")),
            column("serious", "serious", Some("severity")),
            column("concerns", "concerns", Some("severity")),
            column("notes", "notes", Some("severity")),
        ],
        rows: rated.iter().map(row).collect(),
        notes: vec![Assurance::RULE.to_owned()],
    }
}
