//! `Grid`: a table held as plain cells: a sheet of a workbook, or JSON objects that are flat.
//!
//! JSON comes as one object a line, or as one list of objects. Its columns are the keys in the order in which they first stand; a key that an
//! object lacks is an empty cell. A list of plain values is their texts parted by commas; an object inside an object is an error.

use super::{
    error::ImportError,
    exports::json::{Document, Json, Node, Reading},
    input::Input,
    lines::lines,
};
use rustc_hash::FxHashMap;

/// How many rows may stand above a header.
const TITLES: usize = 50;

/// A table of plain cells.
pub(super) struct Grid {
    format: String,
    /// Every row that is not blank, with its line, titles and header among them; each has as many cells.
    rows: Vec<(u64, Vec<String>)>,
    /// Which of the rows is the header.
    header: usize,
    /// Whether titles may stand above the header.
    titled: bool,
}

impl Grid {
    /// A sheet of a workbook: its rows that are not blank, each with its line. There is at least one.
    pub(super) fn of_sheet(format: String, rows: Vec<(u64, Vec<String>)>) -> Self {
        Self { format, rows, header: 0, titled: true }
    }

    pub(super) fn header(&self) -> &[String] {
        &self.rows[self.header].1
    }

    pub(super) fn format(&self) -> String {
        match self.rows[self.header].0 {
            line if self.titled => format!("{}, header in row {line}", self.format),
            _ => self.format.clone(),
        }
    }

    /// Whether `fits` says yes to one of the rows that may be the header; that row is the header from now on.
    pub(super) fn seek_header(&mut self, fits: impl Fn(&[String]) -> bool) -> bool {
        let most = if self.titled { TITLES } else { 1 };
        let found = self.rows.iter().take(most).position(|(_, cells)| fits(cells));
        self.header = found.unwrap_or(self.header);
        found.is_some()
    }

    /// The rows after the header, each with its line.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u64, &[String])> {
        self.rows[self.header + 1..].iter().map(|(line, cells)| (*line, cells.as_slice()))
    }
}

/// The rows of a JSON text, which was decoded.
pub(super) fn of_json(input: &Input) -> Result<Grid, ImportError> {
    let text = input.text()?;
    if text.trim_ascii_start().starts_with(b"[") {
        let document = Document::of(&input.name, text, Reading::default())?;
        let objects = document.root.list().iter().map(|node| (document.line(node), node));
        return Objects::default().grid("JSON, list", objects, input);
    }
    let mut objects = Objects::default();
    let mut rows = Vec::new();
    for (line, text) in lines(text).filter(|(_, text)| !text.is_empty()) {
        let document = Document::of(&input.name, text, Reading::default()).map_err(|_| {
            let way_out = "write one whole object a line, or one list of objects; nothing was read";
            ImportError::line(&input.name, line, "this line is no JSON object", way_out)
        })?;
        rows.push((line, objects.row(line, &document.root, input)?));
    }
    Ok(objects.close("JSON lines", rows))
}

/// The keys seen so far.
#[derive(Default)]
struct Objects {
    names: Vec<String>,
    at: FxHashMap<String, usize>,
}

impl Objects {
    fn grid<'a>(
        mut self,
        format: &str,
        objects: impl Iterator<Item = (u64, &'a Node)>,
        input: &Input,
    ) -> Result<Grid, ImportError> {
        let rows = objects.map(|(line, node)| Ok((line, self.row(line, node, input)?)));
        let rows = rows.collect::<Result<Vec<_>, ImportError>>()?;
        Ok(self.close(format, rows))
    }

    fn close(self, format: &str, mut rows: Vec<(u64, Vec<String>)>) -> Grid {
        rows.iter_mut().for_each(|(_, cells)| cells.resize(self.names.len(), String::new()));
        rows.insert(0, (0, self.names));
        Grid { format: format.to_owned(), rows, header: 0, titled: false }
    }

    /// The cells of one object.
    fn row(&mut self, line: u64, node: &Node, input: &Input) -> Result<Vec<String>, ImportError> {
        let Json::Map(pairs) = &node.value else {
            let way_out = "write one object for each record, with the columns as its keys";
            return Err(ImportError::line(&input.name, line, "this record is no JSON object", way_out));
        };
        let mut cells = vec![String::new(); self.names.len()];
        for (key, value) in pairs {
            let at = *self.at.entry(key.clone()).or_insert_with(|| {
                self.names.push(key.clone());
                self.names.len() - 1
            });
            cells.resize(self.names.len(), String::new());
            cells[at] = plain(value).ok_or_else(|| {
                let what = "a record holds an object, or lists in each other";
                ImportError::line(&input.name, line, what, "write plain values under each key")
            })?;
        }
        Ok(cells)
    }
}

/// A value as the text of a cell; `None` where it is an object, or holds one.
fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Json::Null => Some(String::new()),
        Json::Truth(truth) => Some(truth.to_string()),
        Json::Number(text) | Json::Text(text) => Some(text.clone()),
        Json::List(values) => {
            let flat = values.iter().all(|value| !matches!(value.value, Json::List(_)));
            let texts = values.iter().map(plain).collect::<Option<Vec<_>>>()?;
            flat.then(|| texts.join(","))
        }
        Json::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The header, and the line and the cells of each record.
    type Shown = (Vec<String>, Vec<(u64, String)>);

    fn read(text: &str) -> Result<Shown, String> {
        let input = Input::of_bytes("a.jsonl".to_owned(), Path::new("a.jsonl"), text.into()).expect("opens");
        let grid = of_json(&input).map_err(|error| error.to_string())?;
        let rows = grid.rows().map(|(line, cells)| (line, cells.join("|"))).collect();
        Ok((grid.header().to_vec(), rows))
    }

    #[test]
    fn takes_keys_in_their_order_and_digits_as_they_stand() {
        let expected = (
            ["a", "b", "c"].map(str::to_owned).to_vec(),
            vec![(1, "18446744073709551617|x,1|".to_owned()), (3, "||true".to_owned())],
        );
        assert_eq!(
            read("{\"a\":18446744073709551617,\"b\":[\"x\",1]}\n\n{\"c\":true,\"a\":null}\n"),
            Ok(expected)
        );
        let list = read("[{\"a\":\"x\"},\n{\"a\":1.0}]").expect("reads");
        assert_eq!(list, (vec!["a".to_owned()], vec![(1, "x".to_owned()), (2, "1.0".to_owned())]));
    }

    #[test]
    fn refuses_what_is_no_flat_object() {
        let says = |text: &str, what: &str| {
            let said = read(text).expect_err("it is wrong");
            assert!(said.contains(what), "{said}");
        };
        says("{\"a\":1}\n{\"a\":", "line 2: this line is no JSON object");
        says("{\"a\":1}\n3", "line 2: this record is no JSON object");
        says("{\"a\":{\"b\":1}}", "line 1: a record holds an object");
        says("{\"a\":[[1]]}", "line 1: a record holds an object");
        says("[{\"a\":1},", "cut off");
    }
}
