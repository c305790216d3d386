//! What the report cannot show: what holds for every library, and what each source cannot tell.

use super::AdPage;
use crate::report::{Block, Section, sections::Part};

pub(super) fn part(at: &AdPage) -> Part {
    let mut limits = vec![
        "A library holds what its platform took for political and chose to publish. What it did not take for political is in none of these \
         figures, and neither is what supporters pass on unpaid."
            .to_owned(),
        "Money is what the platform says was spent with it; what a campaign paid to others is not in it.".to_owned(),
        "Criteria say whom a sponsor asked for, deliveries who was shown it. The two are kept apart; neither says who was persuaded.".to_owned(),
        "A sponsor is an account of the library. One organisation behind several accounts makes the money look less concentrated than it is."
            .to_owned(),
        "A range says that the amount lies within it, and nothing of where. No middle is taken for the amount.".to_owned(),
    ];
    for audit in &at.audit.books {
        for sentence in audit.book.cannot_tell {
            let said = format!("{}: {sentence}", audit.book.title);
            if !limits.contains(&said) {
                limits.push(said);
            }
        }
    }
    let section = Section { id: "limits", title: "Limits", blocks: vec![Block::List(limits)] };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}
