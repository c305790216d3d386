//! The quality of the data: repeats, loose ends, what is missing or withheld, and for whom.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::Value;

const RECORDS: &[Column] = &[
    ("table", "table", Shape::Text, None),
    ("file", "file", Shape::Text, None),
    ("records", "records", Shape::Count, None),
    ("taken", "taken", Shape::Count, None),
    ("repeats", "repeats", Shape::Count, Some("profile_records")),
    ("self_loops", "to oneself", Shape::Count, Some("profile_records")),
    ("dangling", "loose ends", Shape::Count, Some("profile_records")),
    ("look_alikes", "look-alike ids", Shape::Count, Some("profile_records")),
    ("disputed", "disputed", Shape::Count, Some("profile_records")),
    ("unreadable", "unreadable", Shape::Count, Some("profile_records")),
    ("other", "other", Shape::Count, Some("profile_records")),
];
const COLUMNS: &[Column] = &[
    ("column", "attribute", Shape::Text, None),
    ("told", "told", Shape::Count, Some("profile_columns")),
    ("missing", "missing", Shape::Count, Some("profile_columns")),
    ("missing_share", "share missing", Shape::Share, Some("profile_columns")),
    ("withheld", "withheld", Shape::Count, Some("profile_columns")),
    ("ranges", "ranges", Shape::Count, Some("profile_columns")),
    ("distinct", "different texts", Shape::Count, None),
    ("from", "from", Shape::Number, Some("profile_columns")),
    ("to", "to", Shape::Number, Some("profile_columns")),
];
const DATES: &[Column] = &[
    ("table", "table", Shape::Text, None),
    ("records", "records", Shape::Count, None),
    ("begin_known", "beginning known", Shape::Count, Some("profile_dates")),
    ("begin_unknown", "beginning unknown", Shape::Count, Some("profile_dates")),
    ("ended", "with an end", Shape::Count, Some("profile_dates")),
    ("first_month", "from", Shape::Text, Some("profile_dates")),
    ("last_month", "to", Shape::Text, Some("profile_dates")),
];
const COVERAGE: &[Column] = &[
    ("column", "attribute", Shape::Text, None),
    ("by", "by", Shape::Text, None),
    ("group", "place or group", Shape::Text, None),
    ("people", "people", Shape::Count, None),
    ("known", "known", Shape::Count, Some("profile_coverage")),
    ("missing", "missing", Shape::Count, Some("profile_coverage")),
    ("known_share", "share known", Shape::Share, Some("profile_coverage")),
];

/// The kinds of defects: keys of the results, and what they are called.
const DEFECTS: [(&str, &str); 6] = [
    ("repeats", "repeats"),
    ("self_loops", "ties to oneself"),
    ("dangling", "loose ends"),
    ("look_alikes", "look-alike ids"),
    ("disputed", "disputed records"),
    ("unreadable", "unreadable records"),
];

pub(super) fn part(at: &Published) -> Part {
    let captions: [(&'static str, &str, &[Column]); 4] = [
        ("records", "Files with defects, and how many records have them.", RECORDS),
        ("columns", "What is known about people.", COLUMNS),
        ("dates", "Records with dates.", DATES),
        ("coverage", "For whom attributes are known that are missing for some.", COVERAGE),
    ];
    let ids = ["profile_records", "profile_columns", "profile_dates", "profile_coverage"];
    let mut blocks = vec![Block::Paragraph(words(at))];
    let mut tables = Vec::new();
    for (id, (key, caption, columns)) in ids.into_iter().zip(captions) {
        let mut rows: Vec<&Value> = at.rows(&format!("profile.{key}")).iter().collect();
        if key == "records" {
            rows.retain(|row| DEFECTS.iter().any(|(defect, _)| row[defect] != 0) || row["other"] != 0);
        }
        if !rows.is_empty() {
            blocks.push(Block::Table(id));
            tables.push(table(id, caption, columns, rows));
        }
    }
    let section = Section { id: "profile", title: "Quality of the data", blocks };
    Part { section, figures: Vec::new(), tables }
}

fn words(at: &Published) -> String {
    let count = |key: &str| {
        let rows = at.rows("profile.records").iter();
        rows.map(|row| row[key].as_u64().unwrap_or(0)).sum::<u64>()
    };
    let defects: Vec<String> = DEFECTS
        .into_iter()
        .filter(|(key, _)| count(key) > 0)
        .map(|(key, name)| format!("{} {name}", number::count(count(key))))
        .collect();
    let found = if defects.is_empty() { "none".to_owned() } else { defects.join(", ") };
    format!(
        "Of {} records {} entered the audit. Defects: {found}. A value that is withheld, or given as a range, stays what it is: it is \
         neither missing nor zero. Whoever is missing from the data is missing from every figure.",
        number::count(count("records")),
        number::count(count("taken")),
    )
}
