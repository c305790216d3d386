//! What stands before the data of a DL file: how many people, in which layout, with which labels.

use super::{network::words, ucinet_dl::Word};

/// How the data stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A cell for each pair.
    Full,
    /// The cells above the diagonal.
    Upper,
    /// The cells below it.
    Lower,
    /// A tie a line.
    Edges,
    /// A person a line, and whom they are tied to.
    Nodes,
}

impl Layout {
    fn of(word: &str) -> Option<(Self, bool)> {
        Some(match word {
            "fullmatrix" | "fm" => (Self::Full, false),
            "upperhalf" | "uh" => (Self::Upper, false),
            "lowerhalf" | "lh" => (Self::Lower, false),
            "edgelist1" | "el1" => (Self::Edges, false),
            "edgelist2" | "el2" => (Self::Edges, true),
            "nodelist1" | "nl1" => (Self::Nodes, false),
            "nodelist2" | "nl2" => (Self::Nodes, true),
            _ => return None,
        })
    }

    /// What it is, for the list of files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Full => "full matrix",
            Self::Upper => "upper half of a matrix",
            Self::Lower => "lower half of a matrix",
            Self::Edges => "list of ties",
            Self::Nodes => "list of people with those they are tied to",
        }
    }

    /// The columns of which `row` has cells.
    pub(super) fn columns(self, row: usize, columns: usize, diagonal: bool) -> std::ops::Range<usize> {
        match self {
            Self::Upper => row + usize::from(!diagonal)..columns,
            Self::Lower => 0..row + usize::from(diagonal),
            Self::Full | Self::Edges | Self::Nodes => 0..columns,
        }
    }
}

/// What the header says.
#[derive(Debug)]
pub(super) struct Header {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) layout: Layout,
    /// How many rows and columns there are; the same number twice where there is one mode.
    pub(super) counts: [usize; 2],
    pub(super) two_modes: bool,
    pub(super) matrices: usize,
    /// Whether cells of the diagonal stand there.
    pub(super) diagonal: bool,
    /// Whether labels stand among the data.
    pub(super) embedded: bool,
    /// The labels of rows and columns with their lines, where they stand before the data.
    pub(super) labels: [Vec<(u64, String)>; 2],
}

/// The line on which DL ends to be DL, and why.
type Broken = (u64, &'static str);

/// What the words that follow are.
enum Part {
    Header,
    Labels(usize),
    /// Labels of whole matrices, which are passed over.
    MatrixLabels,
}

impl Header {
    /// The header of a file, and the words of its data by line.
    pub(super) fn of(text: &str) -> Result<(Self, Vec<Vec<Word<'_>>>), Broken> {
        let mut lines = (1..).zip(text.lines());
        let mut draft = Draft::default();
        let (mut part, mut begins) = (Part::Header, None);
        for (line, text) in lines.by_ref() {
            let text = text.trim();
            let mut plain = text;
            if begins.is_none() && !text.is_empty() {
                begins = Some(line);
                plain = text.get(2..).unwrap_or_default();
            }
            if let Some(next) = section(plain) {
                match next {
                    Section::Data => return draft.close(begins.unwrap_or(line), lines),
                    Section::Embedded => draft.embedded = true,
                    Section::Labels(part_of, rest) => {
                        part = part_of;
                        draft.labels(&part, line, rest)?;
                    }
                }
            } else if matches!(part, Part::Header) {
                draft.settings(line, plain)?;
            } else {
                draft.labels(&part, line, plain)?;
            }
        }
        Err((begins.unwrap_or(1), "there is no line `data:`"))
    }
}

enum Section<'a> {
    Data,
    Embedded,
    Labels(Part, &'a str),
}

/// The section that a line begins, if it does.
fn section(line: &str) -> Option<Section<'_>> {
    let lower = line.to_ascii_lowercase();
    let squeezed: Vec<&str> = lower.split([' ', '\t', ':']).filter(|word| !word.is_empty()).collect();
    if squeezed == ["data"] {
        return Some(Section::Data);
    }
    let is_embedded = squeezed.last() == Some(&"embedded") && lower.contains("label");
    if is_embedded && !lower.contains('=') {
        return Some(Section::Embedded);
    }
    let (head, _) = lower.split_once(':')?;
    let rest = &line[head.len() + 1..];
    let part = match head.split_whitespace().collect::<Vec<_>>()[..] {
        ["labels"] | ["row", "labels"] => Part::Labels(0),
        ["column" | "col", "labels"] => Part::Labels(1),
        ["matrix" | "level", "labels"] => Part::MatrixLabels,
        _ => return None,
    };
    Some(Section::Labels(part, rest))
}

/// A header that is being read.
#[derive(Default)]
struct Draft {
    layout: Option<Layout>,
    two_modes: bool,
    people: Option<usize>,
    rows: Option<usize>,
    columns: Option<usize>,
    matrices: Option<usize>,
    no_diagonal: bool,
    embedded: bool,
    labels: [Vec<(u64, String)>; 2],
}

impl Draft {
    /// Takes settings such as `n = 5, format = edgelist1 diagonal absent`.
    fn settings(&mut self, line: u64, text: &str) -> Result<(), Broken> {
        let spaced = text.to_ascii_lowercase().replace(['=', ','], " ");
        let mut words = spaced.split_whitespace();
        while let Some(key) = words.next() {
            let mut value = || words.next().ok_or((line, "a setting of the header has no value"));
            let mut number = || value()?.parse().map_err(|_| (line, "a setting of the header is no number"));
            match key {
                "n" => self.people = Some(number()?),
                "nr" => self.rows = Some(number()?),
                "nc" => self.columns = Some(number()?),
                "nm" => self.matrices = Some(number()?),
                "format" => {
                    let (layout, two_modes) =
                        Layout::of(value()?).ok_or((line, "the format is none that is read here"))?;
                    (self.layout, self.two_modes) = (Some(layout), two_modes);
                }
                "diagonal" => self.no_diagonal = value()? == "absent",
                "labels" | "row" | "column" | "col" | "embedded" => self.embedded |= key == "embedded",
                _ => return Err((line, "a setting of the header is not known here")),
            }
        }
        Ok(())
    }

    /// Takes labels, parted by commas or blanks, in quotes where they hold either.
    fn labels(&mut self, part: &Part, line: u64, text: &str) -> Result<(), Broken> {
        let Part::Labels(mode) = part else { return Ok(()) };
        let parted = if text.contains('"') { text.replace("\",", "\" ") } else { text.replace(',', " ") };
        let words = words(&parted).ok_or((line, "a quote opens here and is not closed"))?;
        self.labels[*mode].extend(words.into_iter().map(|word| (line, word.to_owned())));
        Ok(())
    }

    fn close<'a>(
        self,
        line: u64,
        body: impl Iterator<Item = (u64, &'a str)>,
    ) -> Result<(Header, Vec<Vec<Word<'a>>>), Broken> {
        let two_modes =
            self.two_modes || self.rows.is_some() && self.columns.is_some() && self.rows != self.columns;
        let counts = match (self.people, self.rows, self.columns) {
            (Some(people), None, None) => [people; 2],
            (_, Some(rows), Some(columns)) => [rows, columns],
            _ => return Err((line, "the header does not say how many people there are: n, or nr and nc")),
        };
        let header = Header {
            line,
            layout: self.layout.unwrap_or(Layout::Full),
            counts,
            two_modes,
            matrices: self.matrices.unwrap_or(1),
            diagonal: !self.no_diagonal,
            embedded: self.embedded,
            labels: self.labels,
        };
        let mut lists = Vec::new();
        for (line, text) in body {
            let words = words(text).ok_or((line, "a quote opens here and is not closed"))?;
            let words: Vec<Word> = words.into_iter().map(|word| (line, word)).collect();
            if !words.is_empty() {
                lists.push(words);
            }
        }
        Ok((header, lists))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_settings_however_they_are_parted() {
        for text in [
            "DL n=3, format = edgelist1\ndata:\n1 2\n",
            "dl\nN = 3\nFORMAT=EDGELIST1\nDATA:\n1 2\n",
            "dl n 3 format el1\nlabels:\na,b\nc\ndata :\n1 2",
        ] {
            let (header, body) = Header::of(text).expect("a header");
            assert_eq!((header.counts, header.layout, header.matrices), ([3, 3], Layout::Edges, 1), "{text}");
            assert_eq!(body.len(), 1);
        }
    }

    #[test]
    fn parts_labels_by_commas_blanks_and_lines_outside_quotes() {
        let text = "dl n=4\nlabels: \"Ada L\",\"Ben\"\nCem, Dora\ndata:\n";
        let (header, _) = Header::of(text).expect("a header");
        let labels: Vec<_> = header.labels[0].iter().map(|(line, label)| (*line, label.as_str())).collect();
        assert_eq!(labels, [(2, "Ada L"), (2, "Ben"), (3, "Cem"), (3, "Dora")]);
    }

    #[test]
    fn says_on_which_line_it_is_no_header() {
        let wrong = |text| Header::of(text).err().map(|(line, _)| line);
        assert_eq!(wrong("dl n=3\n1 2"), Some(2));
        assert_eq!(wrong("dl n=3\nformat=blockmatrix\ndata:\n"), Some(2));
        assert_eq!(wrong("\ndl format=el1\ndata:\n"), Some(2));
    }
}
