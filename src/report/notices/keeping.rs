//! How long notices are kept, and since when labels are there.

use super::{NoticePage, heading, of_tables, place, place_headings, text};
use crate::report::{cell::Cell, sections::Part, table::Table};

pub(super) fn part(at: &NoticePage) -> Part {
    let readings = at.audit.keeping.iter().filter(|of| of.checklist == "eu-2024-900-notice").count();
    let differ = "Sources disagree on how many years notices under Regulation (EU) 2024/900 must be kept; each reading is held against them by \
                  itself, and which of them is the law is to be checked against the official text.";
    let said: &[&str] = if readings > 1 { &[differ] } else { &[] };
    of_tables("keeping", "How long they are kept", said, vec![checks(at), short(at), label_day(at), late(at)])
}

fn checks(at: &NoticePage) -> Table {
    let row = |found: &crate::measure::notices::KeepingCheck| {
        let counts = [
            found.removed_early,
            found.stated_short,
            found.stated_enough,
            found.not_stated,
            found.no_last_day,
            found.before,
        ];
        let due = found.still_due.map_or(Cell::Empty, Cell::Count);
        let verified = if found.unverified { "to be checked: " } else { "" };
        let source = text(format!("{verified}{}", found.source));
        let names = [text(found.checklist.clone()), text(found.reading.clone())];
        names.into_iter().chain(counts.map(Cell::Count)).chain([due, source]).collect()
    };
    Table {
        id: "notice_keeping",
        caption: "How long notices and records are kept, by each reading of how long they must be."
            .to_owned(),
        columns: vec![
            heading("checklist", "checklist", Some("checklist")),
            heading("reading", "to be kept", Some("keeping")),
            heading("removed_early", "removed early", Some("keeping")),
            heading("stated_short", "will be kept too short", Some("keeping")),
            heading("stated_enough", "long enough", Some("keeping")),
            heading("not_stated", "not said", Some("keeping")),
            heading("no_last_day", "no last day", Some("keeping")),
            heading("before", "before it was asked", Some("law_day")),
            heading("still_due", "still due", Some("keeping")),
            heading("source", "source of the reading", None),
        ],
        rows: at.audit.keeping.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn short(at: &NoticePage) -> Table {
    let all = at.audit.keeping.iter().flat_map(|of| of.short.iter().map(move |short| (of, short)));
    let rows = all.map(|(of, short)| {
        let days =
            [text(of.reading.clone()), text(short.due.to_string()), text(short.kept_until.to_string())];
        place(at, &short.place).into_iter().chain(days).collect()
    });
    let columns = place_headings().into_iter().chain([
        heading("reading", "to be kept", Some("keeping")),
        heading("due", "until", Some("keeping")),
        heading("kept_until", "kept until", None),
    ]);
    Table {
        id: "notice_kept_short",
        caption: "Notices and records that were removed, or will be, before the day.".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn label_day(at: &NoticePage) -> Table {
    let row = |of: &crate::measure::notices::LabelDay| {
        [of.in_time, of.late, of.not_stated, of.before].map(Cell::Count).to_vec()
    };
    Table {
        id: "notice_label_day",
        caption:
            "Whether the label was there from the first day on which it was shown and a label was asked."
                .to_owned(),
        columns: vec![
            heading("in_time", "from the first day", Some("label_day")),
            heading("late", "later", Some("label_day")),
            heading("not_stated", "not said", Some("label_day")),
            heading("before", "before it was asked", Some("law_day")),
        ],
        rows: at.audit.label_day.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn late(at: &NoticePage) -> Table {
    let late = at.audit.label_day.iter().flat_map(|of| &of.late_ones);
    Table {
        id: "notice_late_labels",
        caption: "Advertisements whose label came later.".to_owned(),
        columns: place_headings().to_vec(),
        rows: late.map(|of| place(at, of).to_vec()).collect(),
        notes: Vec::new(),
    }
}
