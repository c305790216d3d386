//! Matrix Market: a matrix of which the cells that are not 0 are ties from row to column.
//!
//! The first line says what it is: `%%MatrixMarket matrix coordinate pattern symmetric`. `coordinate` lists cells, `array` has all of
//! them, column by column. `symmetric`, `hermitian` and `skew-symmetric` hold one triangle, and ties do not point; in a `general` matrix they
//! do unless each stands there from both ends. Rows and columns of a square matrix are the same people; any other matrix
//! is a two-mode network, whose columns are called `second:1` and so on.

use super::{
    Format, Group, Importer,
    network::{Mention, Network, chosen, makes_a_tie, text},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::{Rows, Someone},
    },
    lines::lines,
};

pub(super) const FORMAT: &Format = &Format {
    name: "matrix-market",
    group: Group::Network,
    title: "Matrix Market",
    files: "any text that begins with %%MatrixMarket, mostly *.mtx, also .gz",
    gives: "people by number, ties",
    lacks: "names, attributes and dates; values are passed over but for 0, which is no tie",
    how: "networkrepository.com and the SuiteSparse collection publish networks in it; scipy.io.mmwrite saves it",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

const MAGIC: &[u8] = b"%%matrixmarket";

pub(super) fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let start = bundle.peek(entry, MAGIC.len() + 3).to_ascii_lowercase();
    start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).starts_with(MAGIC)
}

/// What the first line says.
#[allow(clippy::struct_excessive_bools, reason = "the head of the file says each of them by itself")]
#[derive(Debug, PartialEq)]
struct Kind {
    lists_cells: bool,
    /// Whether cells have values.
    has_values: bool,
    /// Whether both parts of a complex number stand there.
    complex: bool,
    one_triangle: bool,
    /// Whether the diagonal is left out because it can only be 0.
    skew: bool,
}

impl Kind {
    fn of(line: &str) -> Option<Self> {
        let line = line.to_ascii_lowercase();
        let words: Vec<&str> = line.split_whitespace().collect();
        let &[_, "matrix", layout @ ("coordinate" | "array"), field, symmetry] = &words[..] else {
            return None;
        };
        let known_field =
            matches!(field, "pattern" | "integer" | "real" | "double" | "complex" | "unsigned-integer");
        let known_symmetry = matches!(symmetry, "general" | "symmetric" | "skew-symmetric" | "hermitian");
        let pattern_array = layout == "array" && field == "pattern";
        (known_field && known_symmetry && !pattern_array).then_some(Self {
            lists_cells: layout == "coordinate",
            has_values: field != "pattern",
            complex: field == "complex",
            one_triangle: symmetry != "general",
            skew: symmetry == "skew-symmetric",
        })
    }

    /// Whether the value of a cell makes a tie; `None` where it is no such value.
    fn is_tie(&self, value: &[&str]) -> Option<bool> {
        match (self.has_values, self.complex, value) {
            (false, _, []) => Some(true),
            (true, false, [value]) => makes_a_tie(value),
            (true, true, [real, imaginary]) => Some(makes_a_tie(real)? | makes_a_tie(imaginary)?),
            _ => None,
        }
    }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        input.recode()?;
        let mut lines = lines(text(&input)?.as_bytes())
            .map(|(line, text)| (line, std::str::from_utf8(text).expect("lines of a text are text")));
        let broken = |line, what: &str| {
            ImportError::line(&input.name, line, what, "save the matrix again; nothing was read")
        };
        let kind = lines.next().and_then(|(_, first)| Kind::of(first)).ok_or_else(|| {
            broken(
                1,
                "the first line is not one of a Matrix Market matrix: its words are known from math.nist.gov",
            )
        })?;
        let mut lines = lines.filter(|(_, text)| !text.is_empty() && !text.starts_with('%'));
        let (line, size) = lines.next().ok_or_else(|| broken(1, "it ends before the size of the matrix"))?;
        let size: Option<Vec<usize>> = size.split_whitespace().map(|word| word.parse().ok()).collect();
        let size = size.filter(|size| size.len() == if kind.lists_cells { 3 } else { 2 });
        let size = size.ok_or_else(|| broken(line, "the size of the matrix should stand here"))?;
        let net = Network::enter(rows, &input, "Matrix Market", true);
        let mut matrix = Matrix::new(net, kind, &size, line)?;
        for (line, text) in lines {
            matrix.take(line, &text.split_whitespace().collect::<Vec<_>>());
        }
        matrix.close(line, size.get(2).copied())?;
    }
    Ok(())
}

struct Matrix<'r, 'p> {
    net: Network<'r, 'p>,
    kind: Kind,
    rows: Vec<Someone>,
    /// The same as `rows` in a square matrix.
    columns: Vec<Someone>,
    two_modes: bool,
    mentions: Vec<Mention>,
    zeros: usize,
    records: usize,
    /// Row and column of the next cell, where all of them stand there.
    next: (usize, usize),
}

impl<'r, 'p> Matrix<'r, 'p> {
    fn new(mut net: Network<'r, 'p>, kind: Kind, size: &[usize], line: u64) -> Result<Self, ImportError> {
        let (down, across) = (size[0], size[1]);
        let two_modes = down != across;
        let rows = net.number(line, down)?;
        let columns = if two_modes { second_mode(&mut net, &rows, across, line)? } else { rows.clone() };
        let next = (usize::from(kind.skew), 0);
        Ok(Self { net, kind, rows, columns, two_modes, mentions: Vec::new(), zeros: 0, records: 0, next })
    }

    fn take(&mut self, line: u64, words: &[&str]) {
        self.records += 1;
        let cell = if self.kind.lists_cells {
            words.split_first_chunk::<2>().and_then(|(place, value)| {
                let [row, column] = place.map(|number| number.parse::<usize>().ok()?.checked_sub(1));
                Some((row?, column?, value))
            })
        } else {
            let (row, column) = self.next;
            self.next = if row + 1 < self.rows.len() {
                (row + 1, column)
            } else {
                let first = if self.kind.one_triangle { column + 1 + usize::from(self.kind.skew) } else { 0 };
                (first, column + 1)
            };
            Some((row, column, words))
        };
        let found = cell.and_then(|(row, column, value)| {
            Some((*self.rows.get(row)?, *self.columns.get(column)?, self.kind.is_tie(value)?))
        });
        match found {
            None => self.net.malformed(line),
            Some((_, _, false)) => self.zeros += 1,
            Some((one, other, true)) => {
                self.net.take(line);
                self.mentions.push((line, one, other));
            }
        }
    }

    /// Takes the ties, unless there are fewer cells than announced on `line`.
    fn close(mut self, line: u64, announced: Option<usize>) -> Result<(), ImportError> {
        let (down, across) = (self.rows.len(), self.columns.len());
        let expected = announced.unwrap_or(match (self.kind.one_triangle, self.kind.skew) {
            (false, _) => down * across,
            (true, false) => down * (down + 1) / 2,
            (true, true) => down * down.saturating_sub(1) / 2,
        });
        if self.records != expected {
            let what = format!("it announces {expected} cells and has {}", self.records);
            return Err(self.net.error(line, &what, "it may be cut off; fetch it again; nothing was read"));
        }
        if self.kind.one_triangle || self.two_modes {
            for &(line, one, other) in &self.mentions {
                self.net.join(line, [one, other], false);
            }
        } else {
            self.net.join_all(&self.mentions);
        }
        self.net.rows.pass_over(self.net.source, "cells of a matrix that are 0, which is no tie", self.zeros);
        self.net.close()
    }
}

/// The columns of a matrix that is not square.
fn second_mode(
    net: &mut Network,
    rows: &[Someone],
    count: usize,
    line: u64,
) -> Result<Vec<Someone>, ImportError> {
    net.announce(line, count)?;
    let columns: Vec<Someone> = (1..=count).map(|number| net.unbooked(&format!("second:{number}"))).collect();
    let all: Vec<Someone> = rows.iter().chain(&columns).copied().collect();
    net.two_modes(&all, rows.len());
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_the_first_line_says_in_letters_of_any_case() {
        let kind = Kind::of("%%MatrixMarket MATRIX Coordinate pattern Symmetric").expect("a kind");
        assert!(kind.lists_cells && kind.one_triangle && !kind.has_values && !kind.skew);
        assert_eq!(kind.is_tie(&[]), Some(true));
        assert_eq!(Kind::of("%%MatrixMarket matrix coordinate pattern"), None);
        assert_eq!(Kind::of("%%MatrixMarket vector coordinate real general"), None);
    }

    #[test]
    fn takes_a_complex_value_for_a_tie_unless_both_parts_are_zero() {
        let kind = Kind::of("%%MatrixMarket matrix coordinate complex general").expect("a kind");
        let found = [&["0", "0"][..], &["0", "-1"], &["1"]].map(|value| kind.is_tie(value));
        assert_eq!(found, [Some(false), Some(true), None]);
    }
}
