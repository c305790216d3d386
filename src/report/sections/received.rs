//! The data received: each file as it came, and what could not be read as it stood.

use super::Part;
use crate::{
    model::number,
    report::{Block, Section, files, published::Published},
};

pub(super) fn part(at: &Published) -> Part {
    let who = if at.audit.listed {
        "Who there is comes from the people list, people without ties included."
    } else {
        "No people list was given: the people are those with at least one tie."
    };
    let mut blocks = vec![Block::Table("sources"), Block::Paragraph(who.to_owned())];
    if !at.audit.experienced.is_empty() {
        let segments = number::count(at.audit.experienced.len() as u64);
        blocks.push(Block::Paragraph(format!(
            "Segments of what single people saw or were counted in, by their own exports: {segments}. They are no \
             audiences, and no figure of this report takes them for one."
        )));
    }
    if let Some(origin) = &at.audit.case.origin {
        blocks.insert(0, Block::Paragraph(origin.clone()));
    }
    let unread = files::unread(&at.audit.sources, &at.audit.gaps);
    if unread.rows.is_empty() {
        blocks.push(Block::Paragraph("Every record was read as it stood.".to_owned()));
    } else {
        blocks.push(Block::Table("unread"));
    }
    Part {
        section: Section { id: "received", title: "Data received, and what was not read", blocks },
        figures: Vec::new(),
        tables: vec![files::sources(&at.audit.sources), unread],
    }
}

/// What could not be read as it stood, a line a file and reason, for the terminal.
pub(in crate::report) fn lines(at: &Published) -> Vec<String> {
    files::lines(&at.audit.sources, &at.audit.gaps)
}
