//! The findings.

use super::Part;
use crate::report::{Block, Section, published::Published};

pub(super) fn part(_: &Published) -> Part {
    let blocks = vec![
        Block::Paragraph(
            "A finding holds what the records show against a requirement, and says what is missing. It claims no intent and no \
             breach. Severity: note (worth knowing), concern (needs an answer), serious (needs an answer first)."
                .to_owned(),
        ),
        Block::Findings,
    ];
    Part::words(Section { id: "findings", title: "Findings", blocks })
}
