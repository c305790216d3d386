//! Meta's targeting data set for researchers: whom each political advertisement was aimed at, by its declared columns.
//!
//! The data set may not be passed on, so that this reader is written from its documentation alone. `age`, `gender`, `language` are
//! single values. `include` and `exclude` hold items with their categories, `include_location` and `exclude_location` places in maps
//! within maps, all as JSON or as Python writes it. The other columns are yes or no: a list of one's own (`custom_audience`), an uploaded
//! one (`data_file_custom_audience`), a lookalike, people connected to the page (`connection`), and **their friends**
//! (`friend_connections`), who were chosen by what others did.
//!
//! In the data of before November 2021 `False` may also mean that nothing is known. What it holds is neither money nor who saw it.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    given::Given,
    meta_kinds, no_json,
    said::{cell, truth},
};
use crate::{
    import::{
        body::Record,
        error::ImportError,
        exports::{
            Format, Group,
            json::{Document, Json, Node, Reading},
        },
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdCriterion, AdFact, Dimension, Disclosed, Level},
        gap::Why,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "meta-targeting-dataset",
    group: Group::AdLibrary,
    title: "Meta targeting data set for researchers (CSV, Parquet)",
    files: "a table with a row for each advertisement: archive_id, age, gender, include, exclude, include_location, \
            include_custom_audience, include_lookalike, include_friend_connections and their likes with exclude_",
    gives: "whom each advertisement was aimed at and who was kept out, uploaded lists, lookalikes and friends of connected people \
            among them",
    lacks: "money, who paid, who saw it; read by its documented columns, without a sample of the real data",
    how: "a table saved from the researchers' platform of Meta, where its terms allow that",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "a row for each advertisement",
        needs: &[
            "archive_id",
            "ds",
            "age",
            "gender",
            "include",
            "exclude",
            "include_location",
            "include_custom_audience",
            "include_lookalike",
            "include_friend_connections",
        ],
        lacks: &[],
    }],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "The data set says neither what was spent nor who saw an advertisement.",
    "Before November 2021 no may also mean that nothing is known.",
    "In the issue of February 2021 less than 12 % of advertisements were marked as aimed by a custom audience wrongly.",
    "Items that stood together or as alternatives are listed one by one; which of the two is not kept.",
];

/// The columns of yes and no: what they look at, and what they are called in the report.
const MARKS: &[(&str, Dimension, &str)] = &[
    ("custom_audience", Dimension::CustomAudience, "custom audience"),
    ("data_file_custom_audience", Dimension::CustomerList, "custom audience from a data file"),
    ("lookalike", Dimension::Lookalike, "lookalike audience"),
    ("connection", Dimension::Connection, "people connected to the page"),
    ("friend_connections", Dimension::FriendsOfConnections, "friends of people connected to the page"),
];

const MODES: [(&str, Mode); 2] = [("include", Mode::Include), ("exclude", Mode::Exclude)];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = rows.book(AdBook {
        format: FORMAT.name,
        title: "Meta targeting data set".to_owned(),
        generation: given.generation,
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    });
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[table.column("archive_id")])?;
        Ok(ad(&table, record, book, rows))
    })
}

fn ad(table: &AdTable, record: &Record, book: u32, rows: &mut AdRows) -> Verdict {
    let text = |name: &str| cell(record, table.column(name));
    let Some(id) = text("archive_id") else { return Verdict::LeftOut(Why::BlankId) };
    let ad = rows.text(id);
    if !rows.is_new_ad(book, None, ad) {
        return Verdict::LeftOut(Why::RepeatedAd);
    }
    let mut fact = AdFact::new(table.source, record.line, book);
    fact.ad = Some(ad);
    let is_missing = text("include_audience_data_missing").and_then(truth) == Some(true);
    fact.targeting_disclosed = if is_missing { Disclosed::Withheld } else { Disclosed::Given };
    let fact = rows.fact(fact);
    let mut put = |dimension, value: &str, mode| {
        let value = rows.text(value);
        let mode = Some(mode);
        let share = None;
        let layer = Layer::Chosen;
        rows.criterion(AdCriterion { fact, layer, dimension, value, mode, share, ads: None, obfuscated: 0 });
    };
    for (name, dimension) in
        [("age", Dimension::Age), ("gender", Dimension::Gender), ("language", Dimension::Language)]
    {
        text(name)
            .filter(|value| *value != "[]")
            .into_iter()
            .for_each(|value| put(dimension, value, Mode::Include));
    }
    let mut is_whole = true;
    for (word, mode) in MODES {
        for &(name, dimension, value) in MARKS {
            if text(&format!("{word}_{name}")).and_then(truth) == Some(true) {
                put(dimension, value, mode);
            }
        }
        let places = format!("{word}_location");
        for (column, leaf) in [(word, of_item as Leaf), (places.as_str(), of_place as Leaf)] {
            let Some(cell) = text(column) else { continue };
            match document(cell) {
                Some(document) => leaves(&document.root, &[], &mut |path, node| {
                    if let Some((dimension, value)) = leaf(path, node) {
                        put(dimension, value, mode);
                    }
                }),
                None => is_whole = false,
            }
        }
    }
    if is_whole { Verdict::Taken.for_ids(&[id.as_bytes()]) } else { Verdict::Noted(Why::UnreadableCriteria) }
}

/// What a value at the end of a path of keys is a criterion of.
type Leaf = for<'a> fn(&[&'a str], &'a Node) -> Option<(Dimension, &'a str)>;

/// An item under its own name, with its category as the value.
fn of_item<'a>(path: &[&'a str], node: &'a Node) -> Option<(Dimension, &'a str)> {
    let category = node.text().unwrap_or_default().to_lowercase();
    let kinds = [
        ("interest", Dimension::Interest),
        ("behavior", Dimension::Behaviour),
        ("work", Dimension::Work),
        ("job", Dimension::Work),
        ("employer", Dimension::Work),
        ("education", Dimension::Work),
        ("school", Dimension::Work),
        ("demographic", Dimension::Demographic),
        ("life", Dimension::Demographic),
        ("family", Dimension::Demographic),
        ("relationship", Dimension::Demographic),
    ];
    let kind = kinds.iter().find(|(word, _)| category.contains(word)).map(|(_, dimension)| *dimension);
    Some((kind.unwrap_or(Dimension::Unknown), path.last().copied().or(node.text())?))
}

/// A place under the kind that one of the keys above it names.
fn of_place<'a>(path: &[&'a str], node: &'a Node) -> Option<(Dimension, &'a str)> {
    let known = path.iter().map(|key| meta_kinds::place(Some(key))).find(|kind| *kind != Dimension::Unknown);
    // The name is the text at the end, or else the last key: `{"regions": {"Ohio": true}}`.
    let name = node.text().or(path.last().copied())?;
    Some((known.unwrap_or(Dimension::Unknown), name))
}

/// Gives every value that holds no others to `found`, with the keys that lead to it.
fn leaves<'a>(node: &'a Node, path: &[&'a str], found: &mut impl FnMut(&[&'a str], &'a Node)) {
    match &node.value {
        Json::List(items) => items.iter().for_each(|item| leaves(item, path, found)),
        Json::Map(pairs) => {
            for (key, value) in pairs {
                let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
                leaves(value, &path, found);
            }
        }
        Json::Null => {}
        Json::Truth(_) | Json::Number(_) | Json::Text(_) => found(path, node),
    }
}

/// A cell as JSON. What Python writes is turned into it: single quotes about texts, `None`, `True`, `False`.
fn document(cell: &str) -> Option<Document> {
    let read = |text: &str| {
        Document::of("", text.as_bytes(), Reading { doubled_keys: true, ..Reading::default() }).ok()
    };
    read(cell).or_else(|| read(&from_python(cell)))
}

fn from_python(cell: &str) -> String {
    let (mut text, mut quote, mut letters) = (String::new(), None, cell.chars());
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => {
                quote = Some(letter);
                text.push('"');
            }
            (Some(open), _) if open == letter => {
                quote = None;
                text.push('"');
            }
            // Within single quotes a double one needs no mark in Python, and one in JSON.
            (Some('\''), '"') => text.push_str("\\\""),
            (Some(_), '\\') => match letters.next() {
                Some('\'') => text.push('\''),
                next => text.extend(['\\'].into_iter().chain(next)),
            },
            _ => text.push(letter),
        }
    }
    let outside =
        |word: &str, text: String, json: &str| text.replace(&format!(": {word}"), &format!(": {json}"));
    [("None", "null"), ("True", "true"), ("False", "false")]
        .into_iter()
        .fold(text, |text, (python, json)| outside(python, text, json))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(cell: &str, leaf: Leaf) -> Vec<(Dimension, String)> {
        let document = document(cell).expect("it can be read");
        let mut found = Vec::new();
        leaves(&document.root, &[], &mut |path, node| {
            found.extend(leaf(path, node).map(|(dimension, value)| (dimension, value.to_owned())));
        });
        found
    }

    #[test]
    fn reads_items_with_their_categories() {
        let expected =
            [(Dimension::Interest, "Gardening".to_owned()), (Dimension::Work, "Nurse's aide".to_owned())];
        assert_eq!(
            listed(r#"[{"Gardening": "Interests"}, {"Nurse's aide": "Job title"}]"#, of_item),
            expected
        );
        assert_eq!(
            listed(r#"[{'Gardening': 'Interests'}, {"Nurse's aide": 'Job title'}]"#, of_item),
            expected
        );
    }

    #[test]
    fn reads_places_in_maps_within_maps() {
        let expected = [(Dimension::Region, "Ohio".to_owned()), (Dimension::City, "Akron".to_owned())];
        assert_eq!(listed(r#"{"US": {"regions": ["Ohio"], "cities": ["Akron"]}}"#, of_place), expected);
        assert_eq!(
            listed("{'regions': {'Ohio': True}, 'cities': {'Akron': None, 'Akron': True}}", of_place),
            expected
        );
    }

    #[test]
    fn refuses_what_is_neither() {
        assert!(document("[{Gardening").is_none());
    }
}
