//! What notices answer of each checklist, item by item, and which notices lack what.

use super::{NoticePage, heading, of_tables, place, place_headings, text};
use crate::report::{cell::Cell, sections::Part, table::Table};

pub(super) fn part(at: &NoticePage) -> Part {
    let said = "An item is there, is not there, is kept back, cannot be read, or does not apply, as the notice says. What may rightly be \
                absent, and is, is open and not counted as a lack.";
    of_tables(
        "completeness",
        "What is there, and what is not",
        &[said],
        vec![lists(at), items(at), scores(at)],
    )
}

fn lists(at: &NoticePage) -> Table {
    let row = |found: &crate::measure::notices::Completeness| {
        let counts = [found.notices, found.before, found.undated, found.not_asked, found.complete];
        let shares = [Cell::of(found.complete_share, Cell::Share), Cell::of(found.share, Cell::Share)];
        [text(found.checklist.clone())].into_iter().chain(counts.map(Cell::Count)).chain(shares).collect()
    };
    Table {
        id: "notice_checklists",
        caption: "Notices held against each checklist.".to_owned(),
        columns: vec![
            heading("checklist", "checklist", Some("checklist")),
            heading("notices", "held against it", Some("law_day")),
            heading("before", "before it was asked", Some("law_day")),
            heading("undated", "without a day", Some("law_day")),
            heading("not_asked", "not asked of", None),
            heading("complete", "complete", Some("complete")),
            heading("complete_share", "share complete", Some("complete")),
            heading("share", "items there", Some("items_share")),
        ],
        rows: at.audit.completeness.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn items(at: &NoticePage) -> Table {
    let lists = at.audit.completeness.iter().filter(|list| list.notices > 0);
    let rows = lists.flat_map(|list| {
        list.items.iter().map(move |item| {
            let counts =
                [item.present, item.missing, item.kept_back, item.unreadable, item.not_applicable, item.open];
            let names = [text(list.checklist.clone()), text(item.item.clone())];
            let ends = [Cell::of(item.share, Cell::Share), text(item.asks.clone())];
            names.into_iter().chain(counts.map(Cell::Count)).chain(ends).collect()
        })
    });
    let unverified = at.records.checklists.iter().filter(|list| {
        let is_shown =
            |found: &crate::measure::notices::Completeness| found.checklist == list.id && found.notices > 0;
        at.audit.completeness.iter().any(is_shown) && list.items.iter().any(|item| item.unverified)
    });
    let unverified: Vec<&str> = unverified.map(|list| list.id.as_str()).collect();
    let note = format!("Not verified word for word against the official text: {}.", unverified.join(", "));
    Table {
        id: "notice_items",
        caption: "How often each item is there.".to_owned(),
        columns: vec![
            heading("checklist", "checklist", Some("checklist")),
            heading("item", "item", None),
            heading("present", "there", Some("item_answer")),
            heading("missing", "not there", Some("item_answer")),
            heading("kept_back", "kept back", Some("item_answer")),
            heading("unreadable", "not readable", Some("item_answer")),
            heading("not_applicable", "does not apply", Some("item_answer")),
            heading("open", "open", Some("item_answer")),
            heading("share", "there, of all asked", Some("items_share")),
            heading("asks", "what is asked", None),
        ],
        rows: rows.collect(),
        notes: if unverified.is_empty() { Vec::new() } else { vec![note] },
    }
}

fn scores(at: &NoticePage) -> Table {
    let scores = at.audit.completeness.iter().flat_map(|list| list.scores.iter().map(move |of| (list, of)));
    let rows = scores.map(|(list, of)| {
        let counts = [Cell::Count(of.present), Cell::Count(of.asked), Cell::of(of.share, Cell::Share)];
        let ends = [text(of.lacking.join(", "))];
        let names = place(at, &of.place).into_iter().chain([text(list.checklist.clone())]);
        names.chain(counts).chain(ends).collect()
    });
    let columns = place_headings().into_iter().chain([
        heading("checklist", "checklist", Some("checklist")),
        heading("present", "there", None),
        heading("asked", "asked", None),
        heading("share", "share", Some("items_share")),
        heading("lacking", "asked and not there", None),
    ]);
    Table {
        id: "notice_scores",
        caption: "Notice by notice.".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
