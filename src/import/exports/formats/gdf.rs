//! GDF, as GUESS and Netvizz wrote it: people below `nodedef>name VARCHAR,label VARCHAR,…`, ties below `edgedef>node1 VARCHAR,…`.
//!
//! Netvizz (2009 to 2015) saved what an app saw with the permission to read friends: the friends of the account holder and the ties
//! among them. The account holder, who is tied to all of them, is not in the file, and who it was is not said. Whoever knows them adds
//! them and their ties before an audit.
//!
//! Used: `name` (the id), `label` (a name), every other column of a person as an attribute, `node1`, `node2`, `directed`. Passed over: every
//! other column of a tie. Quotes, single or double, keep commas in a cell; nothing is escaped in them. An empty cell says nothing.

use super::{
    Format, Group, Importer,
    network::{Network, chosen, start, text},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::Rows,
    },
    lines::lines,
};

pub(super) const FORMAT: &Format = &Format {
    name: "gdf",
    group: Group::Network,
    title: "GDF graph, of GUESS and Netvizz",
    files: "any text that begins with nodedef>, mostly *.gdf, also .gz",
    gives: "people with their attributes (sex, locale and others), ties with their direction",
    lacks: "dates; in a personal network of Netvizz the account holder, who is tied to everybody in it, is not in the file",
    how: "saved by Netvizz until Facebook closed friend lists to apps in 2015, by GUESS and by Gephi",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

const NODES: &str = "nodedef>";
const TIES: &str = "edgedef>";

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    start(bundle, entry).trim_start().starts_with(NODES)
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let mut gdf =
            Gdf { net: Network::enter(rows, &input, &format!("GDF, {encoding}"), true), block: Block::None };
        for (line, text) in lines(text(&input)?.as_bytes()).filter(|(_, text)| !text.is_empty()) {
            gdf.take(line, std::str::from_utf8(text).expect("lines of a text are text"))?;
        }
        gdf.close(&input.name)?;
    }
    Ok(())
}

/// The block that a line stands in, with the columns that its head names.
enum Block {
    None,
    People { id: usize, columns: Vec<String> },
    Ties { ends: [usize; 2], directed: Option<usize>, columns: usize },
}

struct Gdf<'r, 'p> {
    net: Network<'r, 'p>,
    block: Block,
}

impl Gdf<'_, '_> {
    fn take(&mut self, line: u64, text: &str) -> Result<(), ImportError> {
        let head = |mark: &str| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        if head(NODES) {
            return self.begin_people(line, &text[NODES.len()..]);
        }
        if head(TIES) {
            return self.begin_ties(line, &text[TIES.len()..]);
        }
        let net = &mut self.net;
        let Some(cells) = cells(text) else {
            let way_out = "close it at the end of its cell; nothing was read";
            return Err(net.error(line, "a quote opens here and is not closed", way_out));
        };
        match &self.block {
            Block::None => return Err(net.error(line, "this should be nodedef>", "check that it is GDF")),
            Block::People { columns, .. } if cells.len() > columns.len() => net.malformed(line),
            Block::People { id, columns } => {
                let Some((someone, _)) = net.declare(line, cells.get(*id).unwrap_or(&""))? else {
                    return Ok(());
                };
                let others = columns.iter().zip(&cells).enumerate().filter(|(at, _)| at != id);
                for (_, (column, cell)) in others {
                    net.attribute(line, someone, column, cell)?;
                }
            }
            Block::Ties { columns, .. } if cells.len() > *columns => net.malformed(line),
            Block::Ties { ends, directed, .. } => {
                let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
                match directed.map_or(Some(false), |at| truth(cell(at))) {
                    Some(directed) => net.tie(line, ends.map(cell), directed)?,
                    None => net.malformed(line),
                }
            }
        }
        Ok(())
    }

    fn begin_people(&mut self, line: u64, head: &str) -> Result<(), ImportError> {
        let columns = columns(head);
        let id = columns.iter().position(|name| name.eq_ignore_ascii_case("name"));
        match (id, &self.block) {
            (Some(id), Block::None) => {
                self.block = Block::People { id, columns };
                Ok(())
            }
            (None, _) => Err(self.net.error(line, "nodedef> has no column `name`", "check that it is GDF")),
            (Some(_), _) => Err(self.net.error(
                line,
                "nodedef> comes a second time",
                "keep each graph in a file of its own",
            )),
        }
    }

    fn begin_ties(&mut self, line: u64, head: &str) -> Result<(), ImportError> {
        let columns = columns(head);
        let find = |wanted: &str| columns.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let (Some(one), Some(other)) = (find("node1"), find("node2")) else {
            let way_out = "check that it is GDF";
            return Err(self.net.error(line, "edgedef> has no columns `node1` and `node2`", way_out));
        };
        self.block = Block::Ties { ends: [one, other], directed: find("directed"), columns: columns.len() };
        Ok(())
    }

    fn close(self, file: &str) -> Result<(), ImportError> {
        if let Block::Ties { directed, .. } = &self.block {
            if directed.is_none() {
                let remark = "no column says whether ties point; read as not pointing";
                self.net.rows.remark(self.net.source, remark);
                self.net.rows.warn(format!(
                    "{file} may be a personal network of Netvizz: then its account holder, who is a friend of everybody in \
                     it, is not among its people. Whoever knows who it was adds them and their ties to the tables"
                ));
            }
            self.net.close()
        } else {
            let way_out = "it may be cut off: fetch it again; nothing was read";
            Err(self.net.error(1, "the file ends before edgedef>", way_out))
        }
    }
}

/// The names of the columns in a head such as `name VARCHAR,label VARCHAR default "x"`.
fn columns(head: &str) -> Vec<String> {
    let name = |column: &str| column.split_whitespace().next().unwrap_or_default().to_owned();
    head.split(',').map(name).collect()
}

/// The cells of a line; none where a quote is not closed before the next comma.
fn cells(line: &str) -> Option<Vec<&str>> {
    let (mut cells, mut rest) = (Vec::new(), Some(line));
    while let Some(text) = rest {
        let text = text.trim_start();
        let (cell, after) = match text.chars().next() {
            Some(quote @ ('"' | '\'')) if closes(&text[1..], quote) => {
                let end = end_of_quote(&text[1..], quote)?;
                (&text[1..=end], text[end + 2..].trim_start().strip_prefix(','))
            }
            Some('"') => return None,
            _ => text.split_once(',').map_or((text, None), |(cell, after)| (cell, Some(after))),
        };
        cells.push(cell.trim());
        rest = after;
    }
    Some(cells)
}

/// Whether a quote that opened is closed; an apostrophe that begins a name is not.
fn closes(text: &str, quote: char) -> bool {
    end_of_quote(text, quote).is_some()
}

/// Where the quote stands that a comma or the end of the line follows.
fn end_of_quote(text: &str, quote: char) -> Option<usize> {
    let ends = |&(at, _): &(usize, &str)| {
        let after = text[at + 1..].trim_start();
        after.is_empty() || after.starts_with(',')
    };
    text.match_indices(quote).find(ends).map(|(at, _)| at)
}

/// Whether a cell says yes; none where it says neither yes nor no. What is empty says no.
fn truth(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" | "" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_commas_in_quotes_of_both_kinds() {
        assert_eq!(cells("1,\"Ada, of 'x'\",f"), Some(vec!["1", "Ada, of 'x'", "f"]));
        assert_eq!(cells("1, 'Ben, B' ,"), Some(vec!["1", "Ben, B", ""]));
        assert_eq!(
            cells("1,'t Hooft,f"),
            Some(vec!["1", "'t Hooft", "f"]),
            "an apostrophe that begins a name"
        );
        assert_eq!(cells("1,Dan \"D\" X,f"), Some(vec!["1", "Dan \"D\" X", "f"]));
        assert_eq!(cells("1,\"Ada,f"), None);
    }

    #[test]
    fn takes_the_names_of_columns_without_types_and_defaults() {
        assert_eq!(columns(" name VARCHAR,sex VARCHAR default 'x', agerank INT"), ["name", "sex", "agerank"]);
    }
}
