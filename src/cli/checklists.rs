//! The pages of checklists: what each asks, by which article, from when, and under which field it is looked for.

use super::{explain::folded, layout::laid_out};
use crate::{
    import::CHECKLISTS,
    model::{date::Day, notice::Checklist},
    report::{
        cell::Cell,
        table::{Heading, Table},
    },
};

/// The name of the page that has all of them.
pub(super) const NAME: &str = "checklists";

/// All checklists, one after the other.
pub(super) fn all() -> String {
    CHECKLISTS.known().map(|list| page(&list)).collect::<Vec<_>>().join("\n")
}

/// The page of one.
pub(super) fn page(list: &Checklist) -> String {
    let mut sources: Vec<(&str, bool)> = Vec::new();
    let table = items(list, &mut sources);
    let mut text =
        format!("{}: {}\n\n{}\n{}", list.id, list.title, folded("", &list.about), laid_out(&table));
    for keep in &list.keep {
        let verify = if keep.unverified { " (to be checked against the official text)" } else { "" };
        let said = format!("To be kept {}, art. {}: {}{verify}.", keep.reading, keep.article, keep.source);
        text.push_str(&folded("", &said));
    }
    for window in &list.windows {
        let verify = if window.unverified { " (to be checked against the official text)" } else { "" };
        let said =
            format!("Before a vote, art. {}: {}: {}{verify}.", window.article, window.asks, window.source);
        text.push_str(&folded("", &said));
    }
    text.push_str("\nSources\n\n");
    for (number, (source, is_unverified)) in (1..).zip(sources) {
        let verify = if is_unverified { " (to be checked against the official text)" } else { "" };
        text.push_str(&folded(&format!("{number}."), &format!("{source}{verify}")));
    }
    if !list.limits.is_empty() {
        text.push_str("\nLimits\n\n");
        text.extend(list.limits.iter().map(|limit| folded("-", limit)));
    }
    text
}

fn items<'a>(list: &'a Checklist, sources: &mut Vec<(&'a str, bool)>) -> Table {
    let text = |text: &str| Cell::Text(text.to_owned());
    let rows = list.items.iter().map(|item| {
        let source = (item.source.as_str(), item.unverified);
        let known = sources.iter().position(|known| *known == source);
        let number = known.unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        });
        let from = if item.during.from == Day::FIRST { String::new() } else { item.during.from.to_string() };
        let act = if item.act == list.act { String::new() } else { format!("{} ", item.act) };
        vec![
            text(&item.id),
            text(&format!("{act}{}", item.article)),
            text(&from),
            Cell::Count(number as u64 + 1),
            text(item.keys.first().map_or("", String::as_str)),
            text(&item.asks),
        ]
    });
    let column = |key, label| Heading { key, label, definition: None };
    Table {
        id: "checklist",
        caption: format!("What {} asks.", list.act),
        rows: rows.collect(),
        columns: vec![
            column("item", "item"),
            column("article", "article"),
            column("from", "from"),
            column("source", "source"),
            column("field", "field"),
            column("asks", "what is asked"),
        ],
        notes: Vec::new(),
    }
}
