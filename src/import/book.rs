//! `Book`: where ties are written down as they are read, ids turned into rows.

use super::{
    edge_list::{self, Shape},
    error::{ImportError, refuse_long},
    input::Input,
    interner::Key,
    ledger::{Ledger, Verdict},
    roster::{Admission, Roster},
};
use crate::{
    model::{
        gap::Why,
        id::{PersonId, SourceId},
    },
    table::ties::Ties,
};

/// Ties being read, and who they are between.
pub(super) struct Book<'a> {
    pub(super) roster: &'a mut Roster,
    /// Whether a people list says who there is: then ties to others are left out.
    listed: bool,
    pub(super) ties: &'a mut Ties,
    waiting: Waiting,
}

/// Where a text stands that is read, and how its lines are written.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The file's own name.
    pub(super) file: &'a str,
    pub(super) source: SourceId,
    pub(super) shape: Shape,
    /// How many lines of the file stand before it.
    pub(super) before: u64,
}

/// Ties between plain decimals on consecutive lines, whose rows are looked up together: the looks into memory then
/// wait for one another no longer than they must.
#[derive(Default)]
struct Waiting {
    first: u64,
    ties: Vec<[u64; 2]>,
}

/// How many ties wait at most.
const MOST: usize = 1024;

impl<'a> Book<'a> {
    pub(super) fn new(roster: &'a mut Roster, listed: bool, ties: &'a mut Ties) -> Self {
        Self { roster, listed, ties, waiting: Waiting::default() }
    }

    /// Reads the ties of an edge list.
    pub(super) fn edge_list(&mut self, input: &Input, ledger: &mut Ledger) -> Result<SourceId, ImportError> {
        let text = input.text()?;
        let (source, shape) = edge_list::enter(input, text, ledger)?;
        self.reserve(text);
        self.lines(text, Place { file: &input.name, source, shape, before: 0 }, ledger)?;
        ledger.close(source)?;
        Ok(source)
    }

    /// Reads the ties of whole lines of an edge list; gives how many lines there are up to the end of `text`.
    pub(super) fn lines(&mut self, text: &[u8], at: Place, ledger: &mut Ledger) -> Result<u64, ImportError> {
        let Place { file, source, shape, before } = at;
        let last = shape.each(text, |line, ends| {
            let line = before + line;
            match ends {
                Err(why) => ledger.book(source, line, Verdict::LeftOut(why)),
                Ok((one, other)) => match (one.value(), other.value()) {
                    (Some(one), Some(other)) => self.wait(line, [one, other], source, ledger),
                    _ => {
                        refuse_long(file, line, [one.text(), other.text()])?;
                        self.settle(source, ledger);
                        ledger.book(source, line, self.tie(line, one, other));
                    }
                },
            }
            Ok::<(), ImportError>(())
        })?;
        self.settle(source, ledger);
        Ok(before + last)
    }

    /// Makes room for as many ties as `text` has lines.
    fn reserve(&mut self, text: &[u8]) {
        let lines = text.iter().filter(|&&byte| byte == b'\n').count() + 1;
        self.ties.pairs.reserve_exact(lines);
        self.ties.lines.reserve_exact(lines);
    }

    #[inline]
    fn wait(&mut self, line: u64, tie: [u64; 2], source: SourceId, ledger: &mut Ledger) {
        let Waiting { first, ties } = &self.waiting;
        if ties.len() == MOST || line != first + ties.len() as u64 {
            self.settle(source, ledger);
            self.waiting.first = line;
        }
        self.waiting.ties.push(tie);
    }

    /// Writes down the ties that wait.
    fn settle(&mut self, source: SourceId, ledger: &mut Ledger) {
        let waiting = std::mem::take(&mut self.waiting.ties);
        let mut taken = 0;
        for (line, &[one, other]) in (self.waiting.first..).zip(&waiting) {
            match (self.roster.find_decimal(one), self.roster.find_decimal(other)) {
                (Some(one), Some(other)) => {
                    self.ties.push(one, other, line);
                    taken += 1;
                }
                _ => {
                    let [first, second] = [one.to_string(), other.to_string()];
                    let (one, other) =
                        (Key::number(first.as_bytes(), one), Key::number(second.as_bytes(), other));
                    ledger.book(source, line, self.tie(line, one, other));
                }
            }
        }
        ledger.book_taken(source, taken);
        self.waiting.ties = waiting;
        self.waiting.ties.clear();
    }

    /// Writes down one tie.
    pub(super) fn tie(&mut self, line: u64, one: Key, other: Key) -> Verdict {
        if one.text().is_empty() || other.text().is_empty() {
            return Verdict::LeftOut(Why::BlankId);
        }
        let mut verdict = Verdict::Taken;
        let pair = if self.listed {
            match (self.roster.find_key(one), self.roster.find_key(other)) {
                (Some(one), Some(other)) => (one, other),
                _ => return Verdict::LeftOut(Why::DanglingTie),
            }
        } else {
            let (one, other) = (self.roster.admit_key(one), self.roster.admit_key(other));
            if one.1 == Admission::LookAlike || other.1 == Admission::LookAlike {
                verdict = Verdict::Noted(Why::LookAlikeId);
            }
            (one.0, other.0)
        };
        self.ties.push(pair.0, pair.1, line);
        verdict.for_ids(&[one.text(), other.text()])
    }
}

impl Ties {
    /// Adds a tie and its line.
    #[inline]
    pub(super) fn push(&mut self, one: PersonId, other: PersonId, line: u64) {
        self.pairs.push((one, other));
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
