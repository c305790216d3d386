//! UCINET DL: `dl n = 7 format = edgelist1`, labels, then `data:` as a matrix or as lists.
//!
//! Formats: `fullmatrix` (the default, also `nm=` matrices one after the other), `upperhalf` and `lowerhalf`, `edgelist1` and `nodelist1`
//! for people, `edgelist2` and `nodelist2` for two modes (`nr`, `nc`). People are called by their labels, which are the same in letters of any
//! case (`Larry`, `larry`), or by their number where there are none. A cell that is 0 is no tie. Half matrices do not point; of the
//! others the format does not say it.
//!
//! The binary files of UCINET (`.##h`, `.##d`) are not read.

use super::{
    Format, Group, Importer,
    dl_header::{Header, Layout},
    network::{Mention, Network, chosen, makes_a_tie, start, text},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::{Rows, Someone},
    },
};
use std::collections::HashMap;

pub(super) const FORMAT: &Format = &Format {
    name: "ucinet-dl",
    group: Group::Network,
    title: "UCINET DL",
    files: "any text that begins with DL, mostly *.dl or *.txt, also .gz",
    gives: "people by label or number, ties",
    lacks: "attributes and dates; values are passed over but for 0, which is no tie, and so are the names of several matrices",
    how: "UCINET: Data, Export, DL; the .##h and .##d files of UCINET itself are not read",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

pub(super) fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let start = start(bundle, entry);
    let after = start.trim_start().strip_prefix("dl");
    after.is_some_and(|rest| {
        rest.starts_with([' ', '\t', '\n', '\r', ',']) && rest.contains("data") && rest.contains('=')
    })
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let (header, body) = Header::of(text(&input)?).map_err(|(line, what)| {
            ImportError::line(&input.name, line, what, "see the DL page of UCINET's help; nothing was read")
        })?;
        let net =
            Network::enter(rows, &input, &format!("UCINET DL, {}, {encoding}", header.layout.name()), true);
        let mut dl = Dl::new(net, &header)?;
        dl.take(&header, &body)?;
        dl.close(&header)?;
    }
    Ok(())
}

struct Dl<'r, 'p> {
    net: Network<'r, 'p>,
    /// The people of the rows, and the columns where they are not the same people.
    modes: [Vec<Someone>; 2],
    /// Where a label stands, for each mode.
    places: [HashMap<String, usize>; 2],
    mentions: Vec<Mention>,
    zeros: usize,
}

/// What somebody is called: those of the second mode may have the labels of those of the first.
fn id(mode: usize, label: &str) -> String {
    format!("{}{label}", if mode == 1 { "second:" } else { "" })
}

/// A word of the data, and its line.
pub(super) type Word<'a> = (u64, &'a str);

impl<'r, 'p> Dl<'r, 'p> {
    fn new(mut net: Network<'r, 'p>, header: &Header) -> Result<Self, ImportError> {
        let mut modes = [Vec::new(), Vec::new()];
        let mut places = [HashMap::new(), HashMap::new()];
        for mode in 0..=usize::from(header.two_modes) {
            let count = header.counts[mode];
            net.announce(header.line, count)?;
            let labels = &header.labels[mode];
            if !header.embedded && !labels.is_empty() && labels.len() != count {
                let what = format!("there are {} labels for {count} people", labels.len());
                return Err(net.error(
                    header.line,
                    &what,
                    "write one label for each, in quotes where it has blanks",
                ));
            }
            if labels.is_empty() && !header.embedded {
                modes[mode] = (1..=count).map(|at| net.unbooked(&id(mode, &at.to_string()))).collect();
            }
            for (line, label) in labels {
                if let Some((someone, is_new)) = net.declare(*line, &id(mode, label))? {
                    if !is_new || places[mode].insert(label.to_lowercase(), modes[mode].len()).is_some() {
                        let way_out = "labels must differ by more than the case of letters";
                        return Err(net.error(*line, "a label stands here a second time", way_out));
                    }
                    modes[mode].push(someone);
                }
            }
        }
        Ok(Self { net, modes, places, mentions: Vec::new(), zeros: 0 })
    }

    fn take(&mut self, header: &Header, body: &[Vec<Word>]) -> Result<(), ImportError> {
        match header.layout {
            Layout::Edges => body.iter().try_for_each(|words| self.take_edge(header, words)),
            Layout::Nodes => body.iter().try_for_each(|words| self.take_list(header, words)),
            Layout::Full | Layout::Upper | Layout::Lower => {
                let words: Vec<Word> = body.iter().flatten().copied().collect();
                self.take_matrices(header, &words)
            }
        }
    }

    /// Whoever `word` means in a mode: a label, which may be new where labels are embedded, or else a number.
    fn person(
        &mut self,
        header: &Header,
        mode: usize,
        (line, word): Word,
    ) -> Result<Option<Someone>, ImportError> {
        let key = word.to_lowercase();
        let shared = if header.two_modes { mode } else { 0 };
        if let Some(&at) = self.places[shared].get(&key) {
            return Ok(Some(self.modes[shared][at]));
        }
        if header.embedded {
            let Some((someone, _)) = self.net.declare(line, &id(shared, word))? else { return Ok(None) };
            self.places[shared].insert(key, self.modes[shared].len());
            self.modes[shared].push(someone);
            return Ok(Some(someone));
        }
        let number = word.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        Ok(number.and_then(|at| self.modes[shared].get(at)).copied())
    }

    fn take_edge(&mut self, header: &Header, words: &[Word]) -> Result<(), ImportError> {
        let line = words[0].0;
        let is_tie = match words {
            [_, _] => Some(true),
            [_, _, (_, weight)] => makes_a_tie(weight),
            _ => None,
        };
        let Some(is_tie) = is_tie else {
            self.net.malformed(line);
            return Ok(());
        };
        let ends = (self.person(header, 0, words[0])?, self.person(header, 1, words[1])?);
        self.cell(line, ends.0.zip(ends.1), is_tie);
        Ok(())
    }

    fn take_list(&mut self, header: &Header, words: &[Word]) -> Result<(), ImportError> {
        let one = self.person(header, 0, words[0])?;
        for &word in &words[1..] {
            let other = self.person(header, 1, word)?;
            self.cell(word.0, one.zip(other), true);
        }
        if one.is_none() {
            self.net.malformed(words[0].0);
        }
        Ok(())
    }

    fn cell(&mut self, line: u64, ends: Option<(Someone, Someone)>, is_tie: bool) {
        match ends {
            None => self.net.malformed(line),
            Some(_) if !is_tie => {
                self.net.take(line);
                self.zeros += 1;
            }
            Some((one, other)) => {
                self.net.take(line);
                self.mentions.push((line, one, other));
            }
        }
    }

    /// Takes matrices that stand one after the other, each with its labels where they are embedded.
    fn take_matrices(&mut self, header: &Header, words: &[Word]) -> Result<(), ImportError> {
        let [down, across] = header.counts;
        let mut words = words.iter().copied();
        for _ in 0..header.matrices {
            if header.embedded {
                for _ in 0..across {
                    let word = words.next().ok_or_else(|| self.too_short(header))?;
                    self.person(header, 1, word)?;
                }
            }
            for row in 0..down {
                let one = if header.embedded {
                    let word = words.next().ok_or_else(|| self.too_short(header))?;
                    self.person(header, 0, word)?
                } else {
                    self.modes[0].get(row).copied()
                };
                for column in header.layout.columns(row, across, header.diagonal) {
                    let (line, value) = words.next().ok_or_else(|| self.too_short(header))?;
                    let Some(is_tie) = makes_a_tie(value) else {
                        self.net.malformed(line);
                        continue;
                    };
                    let other = self.modes[usize::from(header.two_modes)].get(column).copied();
                    if is_tie {
                        self.cell(line, one.zip(other), true);
                    } else {
                        self.zeros += 1;
                    }
                }
            }
        }
        match words.next() {
            None => Ok(()),
            Some((line, _)) => {
                let what = "there are more cells than the header announces";
                Err(self.net.error(line, what, "check n, nr, nc and nm; nothing was read"))
            }
        }
    }

    fn too_short(&self, header: &Header) -> ImportError {
        let what = "the data end before all cells that the header announces";
        self.net.error(header.line, what, "the file may be cut off: fetch it again; nothing was read")
    }

    fn close(mut self, header: &Header) -> Result<(), ImportError> {
        for mode in 0..=usize::from(header.two_modes) {
            let (found, announced) = (self.modes[mode].len(), header.counts[mode]);
            if found > announced {
                let what = format!("there are {found} people where the header announces {announced}");
                return Err(self.net.error(
                    header.line,
                    &what,
                    "check n, nr, nc and the labels; nothing was read",
                ));
            }
            if found < announced {
                let what = format!(
                    "{} names {found} of the {announced} people that its header announces; the others have no ties, and are not \
                     among the people",
                    self.net.file()
                );
                self.net.rows.warn(what);
            }
        }
        if header.two_modes {
            let all: Vec<Someone> = self.modes.iter().flatten().copied().collect();
            self.net.two_modes(&all, self.modes[0].len());
        }
        if header.two_modes || matches!(header.layout, Layout::Upper | Layout::Lower) {
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
