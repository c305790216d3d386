//! METIS graphs: a header `n m [fmt [ncon]]`, then a line for each of the n people with the numbers of those they are tied to.
//!
//! People are 1 to n; a blank line is somebody without ties. Each tie stands there from both ends, and the second mention is passed
//! over. `fmt` says what else stands in a line and is passed over too: sizes (100), weights of people (10), weights of ties (1). Lines
//! that begin with `%` are comments.

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
    name: "metis",
    group: Group::Network,
    title: "METIS graph",
    files: "*.graph and *.metis whose first line is two to four numbers, also .gz",
    gives: "people by number, ties without direction",
    lacks: "names, attributes and dates; weights are passed over",
    how: "written for METIS, KaHIP and other programs that cut graphs; networks of the DIMACS challenges come in it",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    let header = |line: &str| Header::of(line).is_some();
    matches!(entry.ending(), "graph" | "metis")
        && start(bundle, entry).lines().find(|line| !line.starts_with('%')).is_some_and(header)
}

/// What the first line announces.
#[derive(Debug, PartialEq)]
struct Header {
    people: usize,
    ties: usize,
    /// How many numbers stand before the ties of a line.
    before: usize,
    /// Whether each tie has a weight.
    weighted: bool,
}

impl Header {
    fn of(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (&[people, ties], rest) = words.split_first_chunk::<2>()?;
        let format = rest.first().copied().unwrap_or("0");
        let is_format = format.len() <= 3 && format.bytes().all(|digit| matches!(digit, b'0' | b'1'));
        if rest.len() > 2 || !is_format {
            return None;
        }
        let weights = match rest.get(1) {
            Some(count) => count.parse().ok()?,
            None => 1,
        };
        let set = |place: usize| format.bytes().nth_back(place) == Some(b'1');
        let before = usize::from(set(2)) + if set(1) { weights } else { 0 };
        Some(Self { people: people.parse().ok()?, ties: ties.parse().ok()?, before, weighted: set(0) })
    }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        input.recode()?;
        let mut net = Network::enter(rows, &input, "METIS", true);
        let mut lines = lines(text(&input)?.as_bytes())
            .map(|(line, text)| (line, std::str::from_utf8(text).expect("lines of a text are text")))
            .filter(|(_, text)| !text.starts_with('%'));
        let Some((first, header)) = lines.next().and_then(|(line, text)| Some((line, Header::of(text)?)))
        else {
            let way_out = "check that it is a METIS graph";
            return Err(net.error(1, "the first line is not: people, ties, format", way_out));
        };
        let people = net.number(first, header.people)?;
        let (mut mentions, mut taken) = (Vec::new(), 0);
        for (line, text) in lines {
            let Some(&someone) = people.get(taken) else {
                if text.is_empty() {
                    continue;
                }
                return Err(net.error(line, "there are more lines than the header announces people", AGAIN));
            };
            taken += 1;
            net.take(line);
            let cells: Vec<&str> = text.split_whitespace().skip(header.before).collect();
            for cell in cells.iter().step_by(1 + usize::from(header.weighted)) {
                let other = cell.parse::<usize>().ok().and_then(|number| people.get(number.checked_sub(1)?));
                let Some(&other) = other else {
                    let way_out = "people are numbered from 1 to what the header says; save it again";
                    return Err(net.error(line, "a tie leads to nobody whom the header announces", way_out));
                };
                net.take(line);
                mentions.push((line, someone, other));
            }
        }
        if taken < people.len() {
            let what =
                format!("it ends after {taken} of the {} people that the header announces", people.len());
            return Err(net.error(first, &what, "it may be cut off; fetch it again; nothing was read"));
        }
        check_ties(&mut net, first, &header, mentions.len())?;
        if net.join_all(&mentions) {
            let warning = "a METIS graph names some ties from one end only, which its format does not allow; ties are read as pointing";
            net.rows.warn(warning);
        }
        net.close()?;
    }
    Ok(())
}

const AGAIN: &str = "save it again; nothing was read";

/// An error where fewer ties stand there than the header announces; each stands there twice.
fn check_ties(net: &mut Network, line: u64, header: &Header, mentions: usize) -> Result<(), ImportError> {
    let announced = header.ties.saturating_mul(2);
    if mentions < announced {
        let what =
            format!("it names {mentions} ends of ties where the header announces {} ties", header.ties);
        return Err(net.error(line, &what, "it may be cut off; fetch it again; nothing was read"));
    }
    if mentions > announced {
        net.rows.remark(net.source, "it names more ties than its header announces");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_from_the_header_what_else_stands_in_a_line() {
        let header = |line| Header::of(line).map(|header| (header.before, header.weighted));
        assert_eq!(header("7 6"), Some((0, false)));
        assert_eq!(header("7 6 001"), Some((0, true)));
        assert_eq!(header("7 6 11 2"), Some((2, true)));
        assert_eq!(header("7 6 110"), Some((2, false)));
        assert_eq!([header("7"), header("7 6 2"), header("Ada 6"), header("1 2 0 1 5")], [None; 4]);
    }
}
