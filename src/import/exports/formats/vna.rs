//! VNA, `NetDraw`'s own format: `*Node data` with attributes, `*Node properties` with looks, `*Tie data` with a column for each relation.
//!
//! Each block has a header line; cells are parted by blanks or commas, texts with blanks stand in quotes. The first column of the
//! blocks of nodes is the id. In the ties the first two columns are the ends, and every further one is a relation: a tie stands where any
//! of them is not 0. The format does not say whether ties point. Passed over: properties of nodes (colours, places), tie properties,
//! the names and strengths of relations.

use super::{
    Format, Group, Importer,
    network::{Mention, Network, chosen, makes_a_tie, start, text, words},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::{Rows, Someone},
    },
    lines::lines,
};
use rustc_hash::FxHashSet;

pub(super) const FORMAT: &Format = &Format {
    name: "vna",
    group: Group::Network,
    title: "VNA, of NetDraw",
    files: "any text that begins with *Node data, *Node properties or *Tie data, mostly *.vna, also .gz",
    gives: "people with their attributes, ties",
    lacks: "dates; names and strengths of relations are passed over, and so is how nodes are drawn",
    how: "NetDraw: File, Save data as, Vna; Gephi saves it too",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let start = start(bundle, entry);
    let first = start.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    Block::of(first).is_some()
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let net = Network::enter(rows, &input, &format!("VNA, {encoding}"), declares(text(&input)?));
        let mut vna = Vna::new(net);
        for (line, text) in lines(text(&input)?.as_bytes()).filter(|(_, text)| !text.is_empty()) {
            vna.take(line, std::str::from_utf8(text).expect("lines of a text are text"))?;
        }
        vna.close()?;
    }
    Ok(())
}

/// What the lines below a star are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    NodeData,
    NodeProperties,
    TieData,
    TieProperties,
}

impl Block {
    fn of(line: &str) -> Option<Self> {
        let name = line.strip_prefix('*')?.to_ascii_lowercase();
        Some(match name.split_whitespace().collect::<Vec<_>>()[..] {
            ["node", "data"] => Self::NodeData,
            ["node", "properties"] => Self::NodeProperties,
            ["tie", "data"] => Self::TieData,
            ["tie", "properties"] => Self::TieProperties,
            _ => return None,
        })
    }
}

/// Whether a block says who there is.
fn declares(text: &str) -> bool {
    let is_block =
        |line: &str| matches!(Block::of(line.trim()), Some(Block::NodeData | Block::NodeProperties));
    text.lines().any(is_block)
}

struct Vna<'r, 'p> {
    net: Network<'r, 'p>,
    block: Option<Block>,
    /// The header of the block, once it was read.
    header: Option<Vec<String>>,
    mentions: Vec<Mention>,
    zeros: usize,
    /// Lines that say how ties are drawn.
    drawn: usize,
    /// Who has a line of data.
    described: FxHashSet<Someone>,
    has_ties: bool,
}

impl<'r, 'p> Vna<'r, 'p> {
    fn new(net: Network<'r, 'p>) -> Self {
        Self {
            net,
            block: None,
            header: None,
            mentions: Vec::new(),
            zeros: 0,
            drawn: 0,
            described: FxHashSet::default(),
            has_ties: false,
        }
    }

    fn take(&mut self, line: u64, text: &str) -> Result<(), ImportError> {
        if text.starts_with('*') {
            self.block = Block::of(text);
            self.header = None;
            if self.block.is_none() {
                let way_out = "known are *Node data, *Node properties, *Tie data and *Tie properties";
                return Err(self.net.error(line, "this is no block of VNA", way_out));
            }
            self.has_ties |= self.block == Some(Block::TieData);
            return Ok(());
        }
        let Some(cells) = cells(text) else {
            let way_out = "close it before the end of the line; nothing was read";
            return Err(self.net.error(line, "a quote opens here and is not closed", way_out));
        };
        let Some(header) = self.header.take() else {
            self.header = Some(cells.iter().map(|cell| (*cell).to_owned()).collect());
            return Ok(());
        };
        match self.block {
            _ if cells.len() != header.len() && self.block != Some(Block::TieProperties) => {
                self.net.malformed(line);
            }
            Some(Block::NodeData) => self.take_person(line, &header, &cells)?,
            Some(Block::NodeProperties) => self.take_properties(line, &cells)?,
            Some(Block::TieData) => self.take_tie(line, &cells)?,
            _ => self.drawn += 1,
        }
        self.header = Some(header);
        Ok(())
    }

    fn take_person(&mut self, line: u64, header: &[String], cells: &[&str]) -> Result<(), ImportError> {
        let someone = match self.net.known(cells[0]) {
            Some(known) if !self.described.contains(&known) => {
                self.net.take(line);
                known
            }
            _ => match self.net.declare(line, cells[0])? {
                Some((someone, _)) => someone,
                None => return Ok(()),
            },
        };
        self.described.insert(someone);
        for (column, cell) in header.iter().zip(cells).skip(1) {
            self.net.attribute(line, someone, column, cell)?;
        }
        Ok(())
    }

    /// Properties say who there is.
    fn take_properties(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError> {
        if self.net.known(cells[0]).is_none() {
            self.net.declare(line, cells[0])?;
        } else {
            self.net.take(line);
        }
        Ok(())
    }

    fn take_tie(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError> {
        if cells.len() < 2 {
            self.net.malformed(line);
            return Ok(());
        }
        let relations: Option<Vec<bool>> = cells[2..].iter().map(|cell| makes_a_tie(cell)).collect();
        match relations.map(|relations| relations.is_empty() || relations.contains(&true)) {
            None => self.net.malformed(line),
            Some(is_tie) => match self.net.ends(line, [cells[0], cells[1]])? {
                Some([one, other]) if is_tie => self.mentions.push((line, one, other)),
                Some(_) => self.zeros += 1,
                None => {}
            },
        }
        Ok(())
    }

    fn close(mut self) -> Result<(), ImportError> {
        if !self.has_ties {
            let way_out = "save the network with its ties; it may be cut off";
            return Err(self.net.error(1, "there is no *Tie data", way_out));
        }
        self.net.join_all(&self.mentions);
        self.net.rows.pass_over(
            self.net.source,
            "ties whose relations are all 0, which is no tie",
            self.zeros,
        );
        self.net.rows.pass_over(self.net.source, "lines that say how ties are drawn", self.drawn);
        self.net.close()
    }
}

/// The cells of a line, parted by commas where one stands outside quotes, else by blanks.
fn cells(line: &str) -> Option<Vec<&str>> {
    let mut quoted = false;
    let comma = |byte: u8| {
        quoted ^= byte == b'"';
        byte == b',' && !quoted
    };
    if !line.bytes().any(comma) {
        return words(line);
    }
    let (mut cells, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in line.bytes().chain([b',']).enumerate() {
        quoted ^= byte == b'"';
        if at == line.len() || byte == b',' && !quoted {
            cells.push(line[start..at].trim().trim_matches('"'));
            start = at + 1;
        }
    }
    (!quoted).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cells_by_commas_or_else_by_blanks() {
        assert_eq!(cells("\"Ada L\" 1  x"), Some(vec!["Ada L", "1", "x"]));
        assert_eq!(cells("\"L, Ada\", 1 ,x y"), Some(vec!["L, Ada", "1", "x y"]));
        assert_eq!((cells("\"Ada 1"), cells("\"Ada, 1,x")), (None, None));
    }
}
