//! What the report cannot show.

use super::NoticePage;
use crate::report::{Block, Section, sections::Part};

pub(super) fn part(at: &NoticePage) -> Part {
    let mut limits = vec![
        "Only what was given is measured: advertisements without any notice or record are in none of these figures.".to_owned(),
        "What a notice says is not checked against anything outside the files.".to_owned(),
        "Names and addresses in notices are not kept; whoever wants to see them opens the file at the line that is given.".to_owned(),
        "Nothing here says that a law was broken. It says what stands in a file and what does not.".to_owned(),
    ];
    let shown = at.records.checklists.iter().filter(|list| {
        at.audit.completeness.iter().any(|found| found.checklist == list.id && found.notices > 0)
    });
    limits.extend(shown.flat_map(|list| list.limits.iter().map(|limit| format!("{}: {limit}", list.title))));
    let section = Section { id: "limits", title: "Limits", blocks: vec![Block::List(limits)] };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}
