//! Edge lists: one tie a line, two ids parted by a tab or by blanks, no header, as SNAP and KONECT publish them.
//!
//! Lines that begin with `#`, `%` or `//` are comments. Where the first tie has a tab, tabs alone part the ids, which may
//! then hold blanks. Further columns (weight, time) are passed over, but each line must have as many as the first.

use super::{
    decimal,
    error::{ImportError, refuse_long},
    input::Input,
    interner::Key,
    ledger::{Ledger, Verdict},
    lines::{line, lines},
};
use crate::model::{gap::Why, id::SourceId};

/// How the ids of a line are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parting {
    Tab,
    Blanks,
}

/// How the first tie of `text` is parted; `None` where no line has two parts.
pub(super) fn parting(text: &[u8]) -> Option<Parting> {
    let first = lines(text).map(|(_, line)| line).find(|line| is_tie(line))?;
    if first.contains(&b'\t') {
        Some(Parting::Tab)
    } else {
        (fields(first, Parting::Blanks) > 1).then_some(Parting::Blanks)
    }
}

/// The first line that is neither blank nor a comment.
pub(super) fn first_line(text: &[u8]) -> &[u8] {
    lines(text).map(|(_, line)| line).find(|line| is_tie(line)).unwrap_or_default()
}

/// Reads the ties of `input`; `tie` is given the line and both ids.
pub(super) fn read(
    input: &Input,
    ledger: &mut Ledger,
    mut tie: impl FnMut(u64, Key, Key) -> Verdict,
) -> Result<SourceId, ImportError> {
    let text = input.text()?;
    let (source, shape) = enter(input, text, ledger)?;
    let mut taken = 0;
    shape.each(text, |number, ends| {
        let verdict = match ends {
            Err(why) => Verdict::LeftOut(why),
            Ok((one, other)) => {
                refuse_long(&input.name, number, [one.text(), other.text()])?;
                tie(number, one, other)
            }
        };
        match verdict {
            Verdict::Taken => taken += 1,
            verdict => ledger.book(source, number, verdict),
        }
        Ok::<(), ImportError>(())
    })?;
    ledger.book_taken(source, taken);
    ledger.close(source)?;
    Ok(source)
}

/// Enters `input`, whose content begins with `text`, as an edge list, and says how its lines are written.
pub(super) fn enter(
    input: &Input,
    text: &[u8],
    ledger: &mut Ledger,
) -> Result<(SourceId, Shape), ImportError> {
    if text.starts_with(b"%%MatrixMarket") {
        let way_out = "write its entries as a CSV with the columns source and target";
        return Err(ImportError::file(&input.name, "it is a Matrix Market file", way_out));
    }
    let parting = parting(text).unwrap_or(Parting::Blanks);
    let format = if parting == Parting::Tab { "edge list, tab" } else { "edge list, blanks" };
    let source = ledger.enter("ties", input, format);
    if is_header(text, parting) {
        let way_out = "put a # before it, or name its columns source and target";
        return Err(ImportError::line(
            &input.name,
            1,
            "the first line looks like a header, not a tie",
            way_out,
        ));
    }
    Ok((source, Shape { parting, fields: fields(first_line(text), parting) }))
}

/// How the lines of an edge list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    parting: Parting,
    /// How many fields each line should have.
    fields: usize,
}

impl Shape {
    /// Gives each tie of `text` to `visit`: the line, and both ids or why they cannot be read. Gives how many ends of lines there are.
    ///
    /// A line that is two plain decimals and nothing else, as nearly every line of most edge lists is, is known as it is passed; every
    /// other is cut out and looked at with care.
    #[inline]
    pub(super) fn each<E>(
        self,
        text: &[u8],
        mut visit: impl FnMut(u64, Result<(Key, Key), Why>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let valid = std::str::from_utf8(text).is_ok();
        let (mut rest, mut number) = (text, 0);
        loop {
            number += 1;
            if let Some((one, other, after)) = self.two_decimals(rest) {
                visit(number, Ok((one, other)))?;
                let Some(after) = after else { return Ok(number - 1) };
                rest = after;
                continue;
            }
            let (line, after) = line(rest);
            if is_tie(line) {
                visit(number, self.ends(line, valid))?;
            }
            let Some(after) = after else { return Ok(number - 1) };
            rest = after;
        }
    }

    /// The first line of `text`, if it is two plain decimals and nothing else, and what comes after it.
    #[inline]
    fn two_decimals(self, text: &[u8]) -> Option<(Key<'_>, Key<'_>, Option<&[u8]>)> {
        if self.fields != 2 {
            return None;
        }
        let (one, digits) = decimal::leading(text)?;
        let (first, rest) = text.split_at(digits);
        let (parting, rest) = rest.split_first()?;
        if *parting != b'\t' && (*parting != b' ' || self.parting == Parting::Tab) {
            return None;
        }
        let (other, digits) = decimal::leading(rest)?;
        let (second, rest) = rest.split_at(digits);
        let after = match rest {
            [] => None,
            [b'\n', after @ ..] | [b'\r', b'\n', after @ ..] | [b'\r', after @ ..] => Some(after),
            _ => return None,
        };
        Some((Key::number(first, one), Key::number(second, other), after))
    }

    /// Both ids of a line; `valid` says that the whole text is UTF-8.
    fn ends(self, line: &[u8], valid: bool) -> Result<(Key<'_>, Key<'_>), Why> {
        if !valid && std::str::from_utf8(line).is_err() {
            return Err(Why::NotUtf8);
        }
        ends(line, self.parting, self.fields).map(|(one, other)| (Key::of(one), Key::of(other)))
    }
}

/// Whether the first tie has no digit in it, and the second nothing but digits for ids.
fn is_header(text: &[u8], parting: Parting) -> bool {
    let mut ties = lines(text).map(|(_, line)| line).filter(|line| is_tie(line)).map(|line| {
        let (one, rest) = split(line, parting);
        (one, split(rest.unwrap_or_default(), parting).0)
    });
    let (Some(first), Some(second)) = (ties.next(), ties.next()) else { return false };
    let digits = |id: &[u8]| !id.is_empty() && id.iter().all(u8::is_ascii_digit);
    let none = |id: &[u8]| !id.iter().any(u8::is_ascii_digit);
    none(first.0) && none(first.1) && digits(second.0) && digits(second.1)
}

/// Both ids of a line that should have `expected` fields.
#[inline]
fn ends(line: &[u8], parting: Parting, expected: usize) -> Result<(&[u8], &[u8]), Why> {
    let (one, rest) = split(line, parting);
    let (other, more) = split(rest.unwrap_or_default(), parting);
    let found = 1 + usize::from(rest.is_some()) + more.map_or(0, |more| fields(more, parting));
    match (found == expected && found > 1, one.is_empty() || other.is_empty()) {
        (false, _) => Err(Why::FieldCount),
        (true, true) => Err(Why::BlankId),
        (true, false) => Ok((one, other)),
    }
}

/// The first field of `text` without blanks around it, and the rest, if there is any.
#[inline]
fn split(text: &[u8], parting: Parting) -> (&[u8], Option<&[u8]>) {
    let parts = |byte: &u8| match parting {
        Parting::Tab => *byte == b'\t',
        Parting::Blanks => matches!(byte, b' ' | b'\t'),
    };
    match text.iter().position(parts) {
        None => (text.trim_ascii(), None),
        Some(at) if parting == Parting::Tab => (text[..at].trim_ascii(), Some(&text[at + 1..])),
        Some(at) => (&text[..at], Some(text[at..].trim_ascii_start())),
    }
}

fn fields(line: &[u8], parting: Parting) -> usize {
    std::iter::successors(Some(line), |rest| split(rest, parting).1).count()
}

#[inline]
pub(super) fn is_tie(line: &[u8]) -> bool {
    !matches!(line, [] | [b'#' | b'%', ..] | [b'/', b'/', ..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_by_tabs_where_the_first_tie_has_one() {
        assert_eq!(parting(b"# From\tTo\n1 2\n"), Some(Parting::Blanks));
        assert_eq!(parting(b"%\na b\tc d\n"), Some(Parting::Tab));
        assert_eq!(ends(b"a b\tc d", Parting::Tab, 2), Ok((&b"a b"[..], &b"c d"[..])));
        assert_eq!(ends(b"1   2", Parting::Blanks, 2), Ok((&b"1"[..], &b"2"[..])));
    }

    #[test]
    fn passes_over_further_columns_and_leaves_out_ragged_lines() {
        assert_eq!(ends(b"1 2 0.5 9", Parting::Blanks, 4), Ok((&b"1"[..], &b"2"[..])));
        assert_eq!(ends(b"1 2 0.5", Parting::Blanks, 4), Err(Why::FieldCount));
        assert_eq!(ends(b"1", Parting::Blanks, 1), Err(Why::FieldCount));
        assert_eq!(ends(b"\t2", Parting::Tab, 2), Err(Why::BlankId));
    }

    /// Every line cut out and looked at with care.
    fn slowly(text: &[u8], shape: Shape) -> Vec<(u64, Result<(String, String), Why>)> {
        let valid = std::str::from_utf8(text).is_ok();
        let ties = lines(text).filter(|(_, line)| is_tie(line));
        ties.map(|(number, line)| (number, shape.ends(line, valid).map(texts))).collect()
    }

    fn texts((one, other): (Key, Key)) -> (String, String) {
        assert_eq!([one.value(), other.value()], [one, other].map(|key| decimal::whole(key.text())));
        let [one, other] = [one, other].map(|key| String::from_utf8_lossy(key.text()).into_owned());
        (one, other)
    }

    proptest! {
        #[test]
        fn finds_in_passing_what_a_careful_look_finds(
            text in "([0-9]{1,21}[ \t,][0-9a]{1,20}(\n|\r\n|\r)|[0-9 \t\n\r#%/é]{0,9}){0,12}",
            tabs: bool,
            fields in 2..4_usize,
        ) {
            let parting = if tabs { Parting::Tab } else { Parting::Blanks };
            let shape = Shape { parting, fields };
            let mut found = Vec::new();
            let ends = shape.each(text.as_bytes(), |number, ends| {
                found.push((number, ends.map(texts)));
                Ok::<(), ()>(())
            });
            prop_assert_eq!(found, slowly(text.as_bytes(), shape));
            prop_assert_eq!(ends, Ok(lines(text.as_bytes()).count() as u64 - 1));
        }
    }
}
