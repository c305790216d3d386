//! `Leaves`: what a document says, field by field, whether it came as JSON or as a row of a table.
//!
//! An object within an object gives fields with both names, so that `{"sponsor": {"country": "NL"}}` and a column `sponsor_country` are the
//! same field. Capitals, blanks, hyphens and underscores do not count. A field that a declared standard names is known by its own name,
//! however deep it lies.

use crate::import::exports::json::{Json, Node};
use std::collections::BTreeSet;

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// Nothing.
    Blank,
    Truth(bool),
    Text(String),
    /// Several values, each with its label if it has one.
    Parts(Vec<(String, String)>),
}

/// A field.
struct Leaf {
    name: String,
    path: String,
    said: Said,
}

/// The fields of a document.
#[derive(Default)]
pub(super) struct Leaves(Vec<Leaf>);

/// Fields that are read whole: what lies in them are values of one kind, and no fields.
const WHOLE: &[&str] = &[
    "amounts",
    "services",
    "amountparts",
    "recipientsbystate",
    "recipientsbycountry",
    "recipientsbymemberstate",
    "fundsshares",
    "recipientsshares",
    "reachshares",
    "targetingcategories",
];

/// The keys of an object that is an amount or a range.
const ENDS: &[&[&str]] = &[&["lower_bound", "min", "low"], &["upper_bound", "max", "high"]];

/// A name as it is compared: its letters and digits, in lower case.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Leaves {
    /// The fields of a JSON object; `declared` are folded names that are known however deep they lie.
    pub(super) fn of_json(node: &Node, declared: &BTreeSet<String>) -> Self {
        let mut leaves = Self::default();
        leaves.walk("", node, declared);
        leaves
    }

    /// Adds the field of a column.
    pub(super) fn push_cell(&mut self, column: &str, cell: &str) {
        let name = folded(column);
        let said = match cell.trim() {
            "" => Said::Blank,
            cell if WHOLE.contains(&name.as_str()) => Said::Parts(parts_of_text(cell)),
            cell => Said::Text(cell.to_owned()),
        };
        self.0.push(Leaf { name, path: column.to_owned(), said });
    }

    /// What stands in the first field of that name that is not blank.
    pub(super) fn said(&self, key: &str) -> Option<&Said> {
        self.all(key).next()
    }

    /// The same of the first of `keys` that is not blank.
    pub(super) fn first<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> Option<&Said> {
        keys.into_iter().find_map(|key| self.said(key))
    }

    /// What stands in each field of that name that is not blank.
    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &Said> {
        let name = folded(key);
        self.0.iter().filter(move |leaf| leaf.name == name && leaf.said != Said::Blank).map(|leaf| &leaf.said)
    }

    /// Whether a field of that name says yes: a truth, or a text that is no denial.
    pub(super) fn affirms(&self, key: &str) -> bool {
        self.all(key).any(|said| match said {
            Said::Truth(truth) => *truth,
            Said::Text(text) => super::words::yes_or_no(text) != Some(false),
            Said::Parts(_) | Said::Blank => false,
        })
    }

    /// The names of all fields, folded.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|leaf| leaf.name.as_str())
    }

    /// The names of all fields as they are written, with the folded ones.
    pub(super) fn paths(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|leaf| (leaf.name.as_str(), leaf.path.as_str()))
    }

    fn walk(&mut self, path: &str, node: &Node, declared: &BTreeSet<String>) {
        let name = name_of(path, declared);
        if WHOLE.contains(&name.as_str()) {
            let parts = parts_of_node(node);
            let typed = node.list().iter().filter_map(|part| part.get("type")?.text());
            let typed: Vec<&str> = typed.filter(|of| declared.contains(&folded(of))).collect();
            for of in typed {
                let said = Said::Truth(true);
                self.0.push(Leaf { name: folded(of), path: path.to_owned(), said });
            }
            let said = if parts.is_empty() { said_of(node) } else { Said::Parts(parts) };
            self.0.push(Leaf { name, path: path.to_owned(), said });
            return;
        }
        match &node.value {
            Json::Map(pairs) if !pairs.is_empty() && amount_of(node).is_none() => {
                for (key, value) in pairs {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.walk(&path, value, declared);
                }
            }
            Json::List(values) if values.iter().any(|value| !value.map().is_empty()) => {
                values.iter().for_each(|value| self.walk(path, value, declared));
            }
            _ => self.0.push(Leaf { name, path: path.to_owned(), said: said_of(node) }),
        }
    }
}

/// The name of the field at the end of a path.
fn name_of(path: &str, declared: &BTreeSet<String>) -> String {
    let last = folded(path.rsplit('.').next().unwrap_or(path));
    if declared.contains(&last) { last } else { folded(path) }
}

/// What a value says that holds no further fields.
fn said_of(node: &Node) -> Said {
    if let Some(text) = amount_of(node) {
        return Said::Text(text);
    }
    match &node.value {
        Json::Truth(truth) => Said::Truth(*truth),
        Json::List(values) => {
            let texts: Vec<&str> = values.iter().filter_map(Node::id).collect();
            if texts.is_empty() { Said::Blank } else { Said::Text(texts.join("; ")) }
        }
        _ => node.id().map_or(Said::Blank, |text| Said::Text(text.to_owned())),
    }
}

/// The text of an object that is an amount or a range: `{"amount": 5}`, `{"lower_bound": 100, "upper_bound": 199}`.
fn amount_of(node: &Node) -> Option<String> {
    if let Some(amount) = node.get("amount") {
        return amount_of(amount).or_else(|| amount.id().map(str::to_owned));
    }
    let [low, high] = [ENDS[0], ENDS[1]].map(|keys| node.first(keys).and_then(Node::id));
    match (low, high) {
        (None, None) => None,
        (Some(low), None) => Some(format!("lower_bound: {low}")),
        (low, Some(high)) => Some(format!("lower_bound: {}, upper_bound: {high}", low.unwrap_or("0"))),
    }
}

/// The values of a field that is read whole: of an object, or of a list of objects or values.
fn parts_of_node(node: &Node) -> Vec<(String, String)> {
    let value = |part: &Node| {
        let inner = part.first(&["amount", "recipients", "value", "share", "count", "number"]);
        amount_of(part).or_else(|| inner.unwrap_or(part).id().map(str::to_owned))
    };
    let of_map = node.map().iter().filter_map(|(key, part)| Some((key.clone(), value(part)?)));
    let of_list = node.list().iter().filter_map(|part| Some((label_of(part).to_owned(), value(part)?)));
    let alone = node.text().map(parts_of_text).unwrap_or_default();
    if amount_of(node).is_some() { Vec::new() } else { of_map.chain(of_list).chain(alone).collect() }
}

/// What a value of a list is called.
fn label_of(part: &Node) -> &str {
    let label = part.first(&["country", "state", "label", "service", "name", "type"]);
    label.and_then(Node::text).unwrap_or_default()
}

/// The values of a cell: `NL: 120; BE: 80`, or `120; 80`.
fn parts_of_text(text: &str) -> Vec<(String, String)> {
    let part = |part: &str| {
        let (label, value) = part.split_once([':', '=']).unwrap_or(("", part));
        (label.trim().to_owned(), value.trim().to_owned())
    };
    text.split([';', '|']).filter(|part| !part.trim().is_empty()).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::json::{Document, Reading};

    fn leaves(text: &str, declared: &[&str]) -> Leaves {
        let document = Document::of("a.json", text.as_bytes(), Reading::default()).unwrap();
        let declared = declared.iter().map(|name| folded(name)).collect();
        Leaves::of_json(&document.root, &declared)
    }

    #[test]
    fn an_object_in_an_object_has_both_names() {
        let found = leaves(r#"{"sponsor": {"name": "Harbour League", "country": "NL"}, "x": null}"#, &[]);
        assert_eq!(found.said("sponsor_country"), Some(&Said::Text("NL".to_owned())));
        assert_eq!(found.said("Sponsor Name"), Some(&Said::Text("Harbour League".to_owned())));
        assert_eq!((found.said("name"), found.said("x")), (None, None));
    }

    #[test]
    fn a_declared_field_is_known_however_deep_it_lies() {
        let text = r#"{"advertisement": {"dates": {"datetime_period": [{"datetime_live": "2026-01-01"}]}},
            "targeting_categories": [{"name": "x", "type": "geo_location_excluded", "value": "North"}]}"#;
        let found = leaves(text, &["datetime_live", "geo_location_excluded"]);
        assert_eq!(found.said("datetime_live"), Some(&Said::Text("2026-01-01".to_owned())));
        assert_eq!(found.said("geo_location_excluded"), Some(&Said::Truth(true)));
    }

    #[test]
    fn ranges_and_lists_of_amounts_are_one_field() {
        let text = r#"{"reach": {"lower_bound": 100, "upper_bound": 199}, "amounts": [{"service": "print", "amount": 5}, 7],
            "recipients_by_state": {"NL": 120, "BE": {"min": 1, "max": 9}}}"#;
        let found = leaves(text, &[]);
        assert_eq!(found.said("reach"), Some(&Said::Text("lower_bound: 100, upper_bound: 199".to_owned())));
        let pairs = |pairs: &[(&str, &str)]| {
            Said::Parts(pairs.iter().map(|(one, two)| ((*one).to_owned(), (*two).to_owned())).collect())
        };
        assert_eq!(found.said("amounts"), Some(&pairs(&[("print", "5"), ("", "7")])));
        let states = pairs(&[("NL", "120"), ("BE", "lower_bound: 1, upper_bound: 9")]);
        assert_eq!(found.said("recipients_by_state"), Some(&states));
        let mut row = Leaves::default();
        row.push_cell("Recipients by state", "NL: 120; BE = 80");
        assert_eq!(row.said("recipients_by_state"), Some(&pairs(&[("NL", "120"), ("BE", "80")])));
    }
}
