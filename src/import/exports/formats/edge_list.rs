//! Edge lists: a tie a line, two ids and perhaps more, no header, as SNAP, KONECT and the Network Repository publish them, and NCOL.
//!
//! What the comments say is held against what is read: SNAP's `# Directed graph`, `# Undirected graph` and `# Nodes: 7 Edges: 6`, KONECT's
//! `% sym unweighted` and the counts on its second line. Where they do not say whether ties point, they are read as not pointing. Weights
//! and times are passed over.
//!
//! An adjacency list (a person and all whom they are tied to on a line) and a matrix look much alike, and are told apart: the former by
//! its lines of many lengths, the latter by having as many lines as columns.

use super::{
    Format, Group, Importer,
    network::{MODE, chosen, start, text, two_mode_warning},
};
use crate::{
    import::{
        edge_list,
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Rows, Tie},
        },
        input::Input,
        ledger::Verdict,
        lines::lines,
        roster::Admission,
    },
    model::{gap::Why, id::SourceId},
};
use std::collections::BTreeMap;

pub(super) const FORMAT: &Format = &Format {
    name: "edge-list",
    group: Group::Network,
    title: "edge list",
    files: "*.edges, *.ncol, *.el, *.edgelist and KONECT's out.*; *.txt and *.tsv whose lines begin with two numbers, or whose comments are \
            those of SNAP or KONECT; also .gz",
    gives: "people by id, ties; their direction where comments say it",
    lacks: "names, attributes and people without ties; weights, signs and times are passed over",
    how: "snap.stanford.edu, konect.cc and networkrepository.com publish networks so; igraph saves NCOL",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows: knows_bundle, read };

fn knows_bundle(bundle: &Bundle) -> bool {
    // The friend lists of ego networks have a reader of their own.
    bundle.find("*.egofeat").is_none() && bundle.entries().iter().any(|entry| knows(bundle, entry))
}

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let konect = entry.name().starts_with("out.");
    let named = konect || matches!(entry.ending(), "edges" | "ncol" | "el" | "edgelist");
    if !named && !matches!(entry.ending(), "txt" | "tsv") {
        return false;
    }
    let start = start(bundle, entry);
    let elsewhere = start.starts_with("%%matrixmarket") || start.trim_start().starts_with("dl ");
    let comments = Comments::of(&start);
    let certain = named && !konect || comments.kind.is_some() || comments.ties.is_some();
    !elsewhere && !start.trim().is_empty() && (certain || has_only_numbers(&start))
}

/// Whether every line begins with two whole numbers; the last, which may be cut off, does not count where there are others.
fn has_only_numbers(start: &str) -> bool {
    let mut ties =
        start.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '%']));
    let numbers = |line: &str| {
        let mut words = line.split_whitespace();
        let mut number = || words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        number() && number()
    };
    let count = ties.clone().count();
    count > 0 && ties.by_ref().take((count - 1).max(1)).all(numbers)
}

/// What the comments say.
#[derive(Debug, Default, PartialEq)]
struct Comments {
    /// KONECT's first line, or SNAP's word for it.
    kind: Option<Kind>,
    people: Option<u64>,
    ties: Option<u64>,
    /// Whether KONECT says that ties have signs, or end.
    has_signs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Undirected,
    Directed,
    TwoModes,
}

impl Comments {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
        let mut konect = 0;
        for line in lines.take_while(|line| line.starts_with(['#', '%'])) {
            let lower = line.to_ascii_lowercase();
            if line.starts_with('#') {
                found.take_snap(lower.trim_start_matches('#').trim());
            } else {
                let words: Vec<&str> = lower.trim_start_matches('%').split_whitespace().collect();
                found.take_konect(konect, &words);
                konect += 1;
            }
        }
        found
    }

    fn take_snap(&mut self, line: &str) {
        let words: Vec<&str> = line.split(|letter: char| letter.is_whitespace() || letter == ':').collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let after = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at + 1)?.parse().ok()
        };
        if let (Some(people), Some(ties)) = (after("nodes"), after("edges")) {
            (self.people, self.ties) = (Some(people), Some(ties));
        }
        if line.starts_with("directed graph") {
            self.kind = Some(Kind::Directed);
        } else if line.starts_with("undirected graph") {
            self.kind = Some(Kind::Undirected);
        }
    }

    fn take_konect(&mut self, at: usize, words: &[&str]) {
        match *words {
            [kind @ ("sym" | "asym" | "bip"), ref weights @ ..] if at == 0 => {
                self.kind = Some(match kind {
                    "sym" => Kind::Undirected,
                    "asym" => Kind::Directed,
                    _ => Kind::TwoModes,
                });
                self.has_signs =
                    weights.iter().any(|word| matches!(*word, "signed" | "multisigned" | "dynamic"));
            }
            [ties, people, second, ..] if at == 1 && self.kind.is_some() => {
                self.ties = ties.parse().ok();
                let second = second.parse().ok().filter(|_| self.kind == Some(Kind::TwoModes));
                self.people = people.parse().ok().map(|people: u64| people + second.unwrap_or(0));
            }
            _ => {}
        }
    }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let comments = Comments::of(text(&input)?);
        part_by_tabs(&mut input);
        refuse_other_shapes(&input)?;
        let read = Read::of(&input, &comments, rows)?;
        read.hold_against(&comments, &input.name, rows);
        if encoding != "UTF-8" {
            rows.remark(read.source, encoding);
        }
    }
    Ok(())
}

/// Puts tabs in the place of commas, where the first tie has commas and nothing else between two numbers.
fn part_by_tabs(input: &mut Input) {
    let first = edge_list::first_line(&input.content);
    let digits =
        |cell: &[u8]| !cell.trim_ascii().is_empty() && cell.trim_ascii().iter().all(u8::is_ascii_digit);
    let mut cells = first.split(|&byte| byte == b',');
    if !first.contains(&b'\t') && cells.next().is_some_and(digits) && cells.next().is_some_and(digits) {
        input.content.iter_mut().filter(|byte| **byte == b',').for_each(|byte| *byte = b'\t');
    }
}

/// An error where the lines are those of an adjacency list or of a matrix.
fn refuse_other_shapes(input: &Input) -> Result<(), ImportError> {
    let is_tie = |line: &[u8]| edge_list::is_tie(line);
    let tabs = edge_list::parting(&input.content) == Some(edge_list::Parting::Tab);
    let mut lengths: BTreeMap<usize, u64> = BTreeMap::new();
    let mut only_bits = true;
    for (_, line) in lines(&input.content).filter(|(_, line)| is_tie(line)) {
        let parts = |byte: &u8| if tabs { *byte == b'\t' } else { matches!(byte, b' ' | b'\t') };
        let cells = line.split(parts).filter(|cell| tabs || !cell.is_empty());
        let mut count = 0;
        for cell in cells {
            count += 1;
            only_bits &= matches!(cell.trim_ascii(), b"0" | b"1");
        }
        *lengths.entry(count).or_default() += 1;
    }
    let lines: u64 = lengths.values().sum();
    let most = lengths.values().max().copied().unwrap_or(0);
    let longest = lengths.keys().max().copied().unwrap_or(0);
    if lengths.len() > 2 && longest > 4 && (lines - most) * 10 > lines {
        let what = "its lines have many different numbers of fields, as in an adjacency list";
        let way_out = "if each line is a person and all whom they are tied to, let its name end in .adjlist";
        return Err(ImportError::file(&input.name, what, way_out));
    }
    if lengths.len() == 1 && longest > 2 && lines == longest as u64 && (only_bits || longest > 4) {
        let what = "it has as many lines as columns, as a matrix has";
        let way_out = "if it is one, write `dl n=` and the number of people, then `data:`, each on a line before it, and let the \
                       name end in .dl; if it is a list of ties, keep the two columns of ids alone";
        return Err(ImportError::file(&input.name, what, way_out));
    }
    Ok(())
}

/// What was read of a file.
struct Read {
    source: SourceId,
    people: u64,
    ties: u64,
}

impl Read {
    fn of(input: &Input, comments: &Comments, rows: &mut Rows) -> Result<Self, ImportError> {
        let (directed, two_modes) =
            (comments.kind == Some(Kind::Directed), comments.kind == Some(Kind::TwoModes));
        let mut ledger = std::mem::take(&mut rows.got.ledger);
        let source = SourceId(u32::try_from(ledger.sources.len()).expect("files are few"));
        let scope = rows.scope();
        let (mut people, mut ties) = (0, 0);
        let mut second = b"second:".to_vec();
        let found = edge_list::read(input, &mut ledger, |line, one, other| {
            let (one, other) = (one.text(), other.text());
            if one.is_empty() || other.is_empty() {
                return Verdict::LeftOut(Why::BlankId);
            }
            second.truncate(7);
            second.extend_from_slice(other);
            let other = if two_modes { &second[..] } else { other };
            let ends = [one, other].map(|id| rows.by_id(scope, id));
            people += ends.iter().filter(|(_, admission)| *admission != Admission::Known).count() as u64;
            ties += 1;
            for ((someone, admission), mode) in ends.iter().zip(["1", "2"]) {
                if two_modes && *admission != Admission::Known {
                    rows.attribute(*someone, MODE, mode);
                }
            }
            rows.tie(Tie { directed, ..Tie::new(ends[0].0, ends[1].0, source, line) });
            let alike = ends.iter().any(|(_, admission)| *admission == Admission::LookAlike);
            if alike { Verdict::Noted(Why::LookAlikeId) } else { Verdict::Taken }
        });
        rows.got.ledger = ledger;
        found?;
        Ok(Self { source, people, ties })
    }

    /// Says where the comments and what was read do not agree, and what the comments do not say.
    fn hold_against(&self, comments: &Comments, file: &str, rows: &mut Rows) {
        let agrees = |said: Option<u64>, found| said.is_none_or(|said| said == found);
        if !agrees(comments.people, self.people) || !agrees(comments.ties, self.ties) {
            let said = |count: Option<u64>| count.map_or("?".to_owned(), |count| count.to_string());
            rows.warn(format!(
                "the comments of {file} announce {} people and {} ties, and it has {} and {}: it may be cut off, or a part of a \
                 larger one",
                said(comments.people),
                said(comments.ties),
                self.people,
                self.ties
            ));
        }
        if comments.has_signs {
            rows.warn(format!("the ties of {file} have signs, which are passed over: distrust, or the end of a tie, counts as a tie"));
        }
        match comments.kind {
            Some(Kind::TwoModes) => rows.warn(two_mode_warning(file)),
            None => rows.remark(self.source, "it does not say whether ties point; read as not pointing"),
            Some(Kind::Directed | Kind::Undirected) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hears_what_the_comments_of_snap_and_konect_say() {
        let snap = Comments::of(
            "# Directed graph (each unordered pair once): x.txt\n# Nodes: 7 Edges: 9\n1\t2\n# Undirected graph",
        );
        assert_eq!(
            snap,
            Comments { kind: Some(Kind::Directed), people: Some(7), ties: Some(9), has_signs: false }
        );
        let konect = Comments::of("% bip signed\n% 9 4 3\n1 2\n");
        assert_eq!(
            konect,
            Comments { kind: Some(Kind::TwoModes), people: Some(7), ties: Some(9), has_signs: true }
        );
        let square = Comments::of("% sym unweighted\n% 9 7 7\n");
        assert_eq!((square.kind, square.people), (Some(Kind::Undirected), Some(7)));
        let behind = Comments::of("// by hand\n% asym signed\n1 2\n");
        assert_eq!((behind.kind, behind.has_signs), (Some(Kind::Directed), true));
        assert_eq!(Comments::of("# saved on a Sunday\n1 2"), Comments::default());
    }

    #[test]
    fn is_sure_of_numbers_alone() {
        assert!(has_only_numbers("# c\n1 2\n3\t4 0.5\n5"));
        assert!(!has_only_numbers("Ada Ben\n1 2\n3 4\n"));
        assert!(!has_only_numbers("1\n2\n3\n"), "a list of ids is no list of ties");
        assert!(!has_only_numbers("# c\n"));
    }

    #[test]
    fn tells_lists_of_neighbours_and_matrices_from_ties() {
        let of = |text: &str| {
            let input = Input::of_bytes("x.txt".to_owned(), "x.txt".as_ref(), text.as_bytes().to_vec())
                .expect("text");
            refuse_other_shapes(&input).is_err()
        };
        assert!(of("1 2 3\n2 1\n3 1 2 4 5 6\n4\n"));
        assert!(of("0 1 0\n1 0 1\n0 1 0\n"));
        assert!(!of("1 2 1\n2 3 1\n3 4 1\n"), "as many lines as columns, but ids");
        assert!(!of("1 2\n2 3 0.5\n3 4\n"));
    }
}
