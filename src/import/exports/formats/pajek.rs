//! Pajek: networks (`.net`) and projects (`.paj`): `*Vertices n`, then ties in sections that begin with a star.
//!
//! - `*Vertices n [n1]`: people are 1 to n, and lines may name them; where n1 stands there, the first n1 are one mode of two.
//! - `*Arcs` point, `*Edges` do not; each line is one tie. `*Arcslist` and `*Edgeslist`: each line is a person and **all** whom they are
//!   tied to. `*Matrix`: a number for each pair, 0 for no tie. Sections may come again, one for each relation (`:2 "likes"`).
//! - `*Partition name` of a project becomes an attribute of that name.
//!
//! Passed over: coordinates, shapes, weights, times in square brackets, names of relations, and the objects of a project that are
//! neither networks nor partitions. Texts that are no UTF-8 are taken for Windows-1250, which Pajek wrote for long.

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
    input::Input,
    lines::lines,
};
use rustc_hash::FxHashSet;

pub(super) const FORMAT: &Format = &Format {
    name: "pajek",
    group: Group::Network,
    title: "Pajek network",
    files: "*.net, *.paj, or any text that begins with *Vertices or *Network; also .gz",
    gives: "people with their labels, ties with their direction, partitions as attributes",
    lacks: "dates; coordinates, weights, times and names of relations are passed over; one network a file",
    how: "saved by Pajek, igraph, networkx, and Gephi; vladowiki.fmf.uni-lj.si collects data sets in it",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let start = start(bundle, entry);
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('%'));
    let begins = |line: &str| line.starts_with("*vertices") || line.starts_with("*network");
    if matches!(entry.ending(), "net" | "paj") { lines.any(begins) } else { lines.next().is_some_and(begins) }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = decode(&mut input)?;
        let mut pajek = Pajek::new(Network::enter(rows, &input, &format!("Pajek, {encoding}"), true));
        for (line, text) in lines(text(&input)?.as_bytes()) {
            pajek.take(line, std::str::from_utf8(text).expect("lines of a text are text"))?;
        }
        pajek.close()?;
    }
    Ok(())
}

/// Turns the content into UTF-8; what is none of the marked encodings nor UTF-8 is taken for Windows-1250.
fn decode(input: &mut Input) -> Result<&'static str, ImportError> {
    let marked = encoding_rs::Encoding::for_bom(&input.content).is_some();
    if marked || std::str::from_utf8(&input.content).is_ok() {
        return input.recode();
    }
    let (text, _) = encoding_rs::WINDOWS_1250.decode_without_bom_handling(&input.content);
    input.content = text.into_owned().into_bytes();
    Ok("Windows-1250 (a guess: it is not UTF-8)")
}

/// What the lines after a star are.
enum Section {
    /// Free text, or an object that is passed over.
    Other,
    Vertices,
    /// One tie a line.
    Ties {
        directed: bool,
    },
    /// A person a line, and whom they are tied to.
    Lists {
        directed: bool,
    },
    /// A number for each pair: the line on which it begins, and the cells with their lines.
    Matrix {
        begins: u64,
        cells: Vec<(u64, bool)>,
    },
    /// A value for each person: the name, the line on which it begins, and how many stood there.
    Partition {
        name: String,
        begins: u64,
        values: usize,
    },
}

struct Pajek<'r, 'p> {
    net: Network<'r, 'p>,
    people: Option<Vec<Someone>>,
    /// Who has a line of their own.
    named: FxHashSet<Someone>,
    /// How many are of the first mode; 0 where there is one mode.
    first_mode: usize,
    section: Section,
    passed_over: usize,
}

impl<'r, 'p> Pajek<'r, 'p> {
    fn new(net: Network<'r, 'p>) -> Self {
        let named = FxHashSet::default();
        Self { net, people: None, named, first_mode: 0, section: Section::Other, passed_over: 0 }
    }

    fn take(&mut self, line: u64, text: &str) -> Result<(), ImportError> {
        if text.is_empty() || text.starts_with('%') {
            return Ok(());
        }
        if let Some(head) = text.strip_prefix('*') {
            return self.begin(line, head);
        }
        if matches!(self.section, Section::Other) {
            self.passed_over += 1;
            return Ok(());
        }
        let words = words(text).filter(|words| !words.is_empty()).ok_or_else(|| {
            let way_out = "close it before the end of the line; nothing was read";
            self.net.error(line, "a quote opens here and is not closed", way_out)
        })?;
        self.take_words(line, &words)
    }

    fn take_words(&mut self, line: u64, words: &[&str]) -> Result<(), ImportError> {
        let Self { net, people, named, .. } = self;
        let people = people.as_deref().unwrap_or_default();
        let person = |word: &str| people.get(word.parse::<usize>().ok()?.checked_sub(1)?).copied();
        let first = person(words[0]);
        match &mut self.section {
            Section::Other => {}
            Section::Vertices => match first {
                None => net.malformed(line),
                Some(someone) => {
                    net.declared(line, named.insert(someone));
                    net.label(line, someone, words.get(1).unwrap_or(&""))?;
                }
            },
            Section::Ties { directed } => {
                let second = words.get(1).copied().and_then(person);
                net.tie_known(line, first.zip(second), *directed);
            }
            Section::Lists { directed } => {
                for other in &words[1..] {
                    net.tie_known(line, first.zip(person(other)), *directed);
                }
            }
            Section::Matrix { cells, .. } => {
                for word in words {
                    let is_tie = makes_a_tie(word).ok_or_else(|| {
                        net.error(line, "a cell of the matrix is no number", "save the network again")
                    })?;
                    cells.push((line, is_tie));
                }
            }
            Section::Partition { name, values, .. } => {
                if let Some(&someone) = people.get(*values) {
                    net.attribute(line, someone, name, words[0])?;
                }
                *values += 1;
            }
        }
        Ok(())
    }

    /// Begins the section that `head` names.
    fn begin(&mut self, line: u64, head: &str) -> Result<(), ImportError> {
        let end = head.find(|letter: char| !letter.is_alphabetic()).unwrap_or(head.len());
        let (name, rest) = (head[..end].to_ascii_lowercase(), head[end..].trim());
        if name == "vertices" {
            return self.begin_vertices(line, rest);
        }
        self.end_section()?;
        let ties = |section: Section| match self.people {
            Some(_) => Ok(section),
            None => Err(self.net.error(line, "ties stand before *Vertices", "put the vertices first")),
        };
        self.section = match name.as_str() {
            "arcs" => ties(Section::Ties { directed: true })?,
            "edges" => ties(Section::Ties { directed: false })?,
            "arcslist" => ties(Section::Lists { directed: true })?,
            "edgeslist" => ties(Section::Lists { directed: false })?,
            "matrix" => ties(Section::Matrix { begins: line, cells: Vec::new() })?,
            "partition" if self.people.is_some() => {
                let name = if rest.is_empty() { "partition" } else { rest };
                Section::Partition { name: name.to_owned(), begins: line, values: 0 }
            }
            "network" if self.people.is_some() => {
                let way_out = "save each network as a file of its own; nothing was read";
                return Err(self.net.error(line, "a second network begins here", way_out));
            }
            _ => Section::Other,
        };
        Ok(())
    }

    fn begin_vertices(&mut self, line: u64, rest: &str) -> Result<(), ImportError> {
        let counts: Option<Vec<usize>> = rest.split_whitespace().map(|word| word.parse().ok()).collect();
        let counts = counts.unwrap_or_default();
        let (Some(&count), first_mode) = (counts.first(), counts.get(1).copied().unwrap_or(0)) else {
            let way_out = "write how many vertices there are: *Vertices 7";
            return Err(self.net.error(line, "*Vertices has no number", way_out));
        };
        match (&self.people, &self.section) {
            (None, _) => {}
            // The values of a partition stand below vertices of their own, and so do those of what is passed over.
            (Some(_), Section::Other) => return Ok(()),
            (Some(people), Section::Partition { .. }) if people.len() == count => return Ok(()),
            (Some(_), _) => {
                let way_out =
                    "save each network as a file of its own, and each partition with a value for each vertex";
                return Err(self.net.error(line, "*Vertices come again and do not fit", way_out));
            }
        }
        if first_mode > count {
            let what = "more vertices are of the first mode than there are";
            return Err(self.net.error(line, what, "check the numbers after *Vertices"));
        }
        let people = self.net.number(line, count)?;
        if first_mode > 0 && first_mode < count {
            self.first_mode = first_mode;
            self.net.two_modes(&people, first_mode);
        }
        self.people = Some(people);
        self.section = Section::Vertices;
        Ok(())
    }

    /// Ends a section whose whole must be known: a matrix or a partition.
    fn end_section(&mut self) -> Result<(), ImportError> {
        let people = self.people.as_deref().unwrap_or_default();
        match std::mem::replace(&mut self.section, Section::Other) {
            Section::Partition { begins, values, .. } if values != people.len() => {
                let what = format!("the partition has {values} values for {} vertices", people.len());
                Err(self.net.error(begins, &what, "save it again; nothing was read"))
            }
            Section::Matrix { begins, cells } => {
                let (down, across) =
                    if self.first_mode == 0 { (people, people) } else { people.split_at(self.first_mode) };
                if Some(cells.len()) != down.len().checked_mul(across.len()) {
                    let [found, down, across] = [cells.len(), down.len(), across.len()];
                    let what = format!("the matrix has {found} cells where {down} × {across} should stand");
                    return Err(self.net.error(begins, &what, "save the network again; nothing was read"));
                }
                let pairs = down.iter().flat_map(|one| across.iter().map(move |other| (*one, *other)));
                let ties = cells.iter().zip(pairs).filter(|((_, is_tie), _)| *is_tie);
                let ties = ties.map(|(&(line, _), (one, other))| (line, one, other)).collect();
                self.end_matrix(ties);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_matrix(&mut self, ties: Vec<Mention>) {
        if self.first_mode == 0 {
            ties.iter().for_each(|&(line, ..)| self.net.take(line));
            self.net.join_all(&ties);
        } else {
            ties.into_iter()
                .for_each(|(line, one, other)| self.net.tie_known(line, Some((one, other)), false));
        }
    }

    fn close(mut self) -> Result<(), ImportError> {
        self.end_section()?;
        if self.people.is_none() {
            return Err(self.net.error(1, "there are no *Vertices", "check that it is a Pajek network"));
        }
        let what = "lines of free text, and of objects that are neither networks nor partitions";
        self.net.rows.pass_over(self.net.source, what, self.passed_over);
        self.net.close()
    }
}
