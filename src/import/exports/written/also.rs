//! The tables in the formats of graph programs, beside those that an audit reads.

use super::{gexf, graphml, node_link, parquet};
use crate::import::{
    error::ImportError,
    exports::{
        identity::People,
        rows::{Gathered, Tie},
    },
};

/// A further format in which people and ties are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Also {
    /// `graph.graphml`.
    Graphml,
    /// `graph.gexf`.
    Gexf,
    /// `graph.json`, nodes and links as networkx reads them.
    NodeLink,
    /// Every table as Parquet too.
    Parquet,
}

impl Also {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 4] = [Self::Graphml, Self::Gexf, Self::NodeLink, Self::Parquet];

    /// Its name, as `--also` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::NodeLink => "node-link",
            Self::Parquet => "parquet",
        }
    }
}

/// The files in the formats of `also`; `tables` are those that were written as CSV.
pub(super) fn files(
    also: &[Also],
    rows: &Gathered,
    people: &People,
    tables: &[(String, Vec<u8>)],
) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let mut files = Vec::new();
    for format in Also::ALL.into_iter().filter(|format| also.contains(format)) {
        match format {
            Also::Graphml => files.push(("graph.graphml".to_owned(), graphml::bytes(rows, people))),
            Also::Gexf => files.push(("graph.gexf".to_owned(), gexf::bytes(rows, people))),
            Also::NodeLink => files.push(("graph.json".to_owned(), node_link::bytes(rows, people))),
            Also::Parquet => files.extend(parquet::files(tables)?),
        }
    }
    Ok(files)
}

/// People and ties, as a graph has them: nothing of what anybody is called.
pub(super) struct Network<'a> {
    /// The ids of people.
    pub(super) ids: &'a [String],
    /// The names of attributes.
    pub(super) attributes: Vec<&'a str>,
    /// Of each person, the values that are known: the attribute's place and the value.
    pub(super) values: Vec<Vec<(usize, &'a str)>>,
    /// The ties and both their ends.
    pub(super) ties: Vec<(&'a Tie, &'a str, &'a str)>,
    /// Whether any tie points.
    pub(super) directed: bool,
}

impl<'a> Network<'a> {
    pub(super) fn of(rows: &'a Gathered, people: &'a People) -> Self {
        let mut values = vec![Vec::new(); people.ids.len()];
        for (place, attribute) in rows.attributes.iter().enumerate() {
            // What two records dispute is not known.
            let mut known: Vec<Option<Option<u32>>> = vec![None; people.ids.len()];
            for &(someone, code) in &attribute.cells {
                let cell = &mut known[people.person(someone) as usize];
                *cell = Some(cell.map_or(Some(code), |before| before.filter(|before| *before == code)));
            }
            for (person, code) in known.iter().enumerate() {
                if let Some(code) = code.flatten() {
                    values[person].push((place, attribute.values.text(code)));
                }
            }
        }
        let end = |someone| people.ids[people.person(someone) as usize].as_str();
        Self {
            ids: &people.ids,
            attributes: rows.attributes.iter().map(|attribute| attribute.name.as_str()).collect(),
            values,
            ties: rows.ties.iter().map(|tie| (tie, end(tie.source), end(tie.target))).collect(),
            directed: rows.ties.iter().any(|tie| tie.directed),
        }
    }
}

/// The days and the kind of a tie, by the names that our readers take them under; what a tie does not have is left out, and a day
/// that is not known is empty.
pub(super) fn said(tie: &Tie) -> impl Iterator<Item = (&'static str, String)> {
    let since = tie.since.map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    let until = tie.until.map(|day| day.to_string());
    let kind = tie.kind.map(str::to_owned);
    [("since", since), ("until", until), ("kind", kind)]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
}

/// `text` as it stands in XML, in an attribute or between elements.
pub(super) fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '"' => plain.push_str("&quot;"),
            letter if letter.is_control() => plain.extend(["&#", &u32::from(letter).to_string(), ";"]),
            letter => plain.push(letter),
        }
    }
    plain
}
