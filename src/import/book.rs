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
            let (one, other) = match ends {
                Ok(ends) => ends,
                Err(why) => {
                    ledger.book(source, line, Verdict::LeftOut(why));
                    return Ok(());
                }
            };
            if let (Some(one), Some(other)) = (one.value(), other.value()) {
                self.wait(line, [one, other], source, ledger);
                return Ok(());
            }
            refuse_long(file, line, [one.text(), other.text()])?;
            self.settle(source, ledger);
            ledger.book(source, line, self.tie(line, one, other));
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
            let known = (self.roster.find_decimal(one), self.roster.find_decimal(other));
            if let (Some(one), Some(other)) = known {
                self.ties.push(one, other, line);
                taken += 1;
                continue;
            }
            let [first, second] = [one.to_string(), other.to_string()];
            let (one, other) = (Key::number(first.as_bytes(), one), Key::number(second.as_bytes(), other));
            ledger.book(source, line, self.tie(line, one, other));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::gap::{GapCount, Why};
    use proptest::prelude::*;
    use std::path::Path;

    type Read = (Vec<(PersonId, PersonId)>, Vec<u32>, Vec<(Why, GapCount)>, [u64; 2]);

    /// What is read of `text`, in batches or one tie after the other; some of the people may be listed.
    fn read(text: &str, listed: bool, in_batches: bool) -> Result<Read, String> {
        let input = Input::of_bytes("ties.txt".to_owned(), Path::new("ties.txt"), text.into());
        let input = input.map_err(|error| error.to_string())?;
        let mut ledger = Ledger { max_rejects: 1.0, ..Ledger::default() };
        let (mut roster, mut ties) = (Roster::new(), Ties::default());
        if listed {
            for id in 0..6 {
                let _ = roster.admit(id.to_string().as_bytes());
            }
        }
        let mut book = Book::new(&mut roster, listed, &mut ties);
        let done = if in_batches {
            book.edge_list(&input, &mut ledger)
        } else {
            edge_list::read(&input, &mut ledger, |line, one, other| book.tie(line, one, other))
        };
        done.map_err(|error| error.to_string())?;
        let gaps = ledger.gaps.counts().map(|(_, why, gap)| (why, gap.clone())).collect();
        let entry = &ledger.sources[0];
        Ok((ties.pairs, ties.lines, gaps, [entry.records, entry.taken]))
    }

    proptest! {
        #[test]
        fn batches_change_nothing(
            lines in prop::collection::vec("[0-9]{1,2} [0-9]{1,2}|00?[0-9] [0-9]|[aA] [0-9]|[0-9]|# .|1E\\+14 2|", 1..60),
            listed: bool,
        ) {
            let text = lines.join("\n");
            prop_assert_eq!(read(&text, listed, true), read(&text, listed, false));
        }
    }

    #[test]
    fn a_batch_may_be_full() {
        let text: String = (0..3 * MOST).map(|at| format!("{at} {}\n", at * at % 5_000)).collect();
        let (batches, single) = (read(&text, false, true), read(&text, false, false));
        assert_eq!(batches.as_ref().map(|read| read.3), Ok([3 * MOST as u64; 2]));
        assert!(batches == single);
    }
}
