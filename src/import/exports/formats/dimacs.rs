//! DIMACS graphs: `p edge n m`, then a tie a line, `e 1 2` without direction or `a 1 2 5` with it.
//!
//! People are 1 to n. Lines that begin with `c` are comments; `n` and other letters describe problems and are passed over.

use super::{
    Format, Group, Importer,
    network::{Network, chosen, start, text},
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
    name: "dimacs",
    group: Group::Network,
    title: "DIMACS graph",
    files: "*.col, *.clq, *.gr, *.max, *.sp, *.dimacs, *.txt with a line such as `p edge 7 6`, also .gz",
    gives: "people by number, ties with their direction",
    lacks: "names, attributes and dates; weights and capacities are passed over",
    how: "written by programs for colouring, cliques and shortest paths; boost, igraph and sage save it",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    matches!(entry.ending(), "col" | "clq" | "gr" | "max" | "sp" | "dimacs" | "txt")
        && start(bundle, entry)
            .lines()
            .find(|line| !is_comment(line))
            .is_some_and(|line| announced(line).is_some())
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with("c ") || line.trim() == "c"
}

/// How many people and ties a line such as `p edge 7 6` announces.
fn announced(line: &str) -> Option<(usize, usize)> {
    match line.split_whitespace().collect::<Vec<_>>()[..] {
        ["p", "edge" | "edges" | "col" | "sp" | "max" | "min" | "td", people, ties] => {
            Some((people.parse().ok()?, ties.parse().ok()?))
        }
        _ => None,
    }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, |entry| knows(bundle, entry)) {
        let mut input = rows.open(bundle, entry)?;
        input.recode()?;
        let mut net = Network::enter(rows, &input, "DIMACS", true);
        let mut people: Vec<Someone> = Vec::new();
        let (mut begins, mut announced_ties, mut found, mut passed_over) = (None, 0, 0, 0);
        for (line, text) in lines(text(&input)?.as_bytes()) {
            let text = std::str::from_utf8(text).expect("lines of a text are text");
            if is_comment(text) {
                continue;
            }
            if let Some((count, ties)) = announced(text) {
                if begins.replace(line).is_some() {
                    return Err(net.error(
                        line,
                        "a second graph begins here",
                        "keep each graph in a file of its own",
                    ));
                }
                people = net.number(line, count)?;
                announced_ties = ties;
                continue;
            }
            let words: Vec<&str> = text.split_whitespace().collect();
            let directed = match words[0] {
                "e" => false,
                "a" => true,
                _ => {
                    passed_over += 1;
                    continue;
                }
            };
            let person = |at: usize| -> Option<Someone> {
                let number: usize = words.get(at)?.parse().ok()?;
                people.get(number.checked_sub(1)?).copied()
            };
            found += 1;
            net.tie_known(line, person(1).zip(person(2)), directed);
        }
        let Some(begins) = begins else {
            return Err(net.error(
                1,
                "there is no line such as `p edge 7 6`",
                "check that it is a DIMACS graph",
            ));
        };
        check_ties(&mut net, begins, announced_ties, found)?;
        let what = "lines of a DIMACS file that are neither ties nor comments";
        net.rows.pass_over(net.source, what, passed_over);
        net.close()?;
    }
    Ok(())
}

/// An error where fewer ties stand there than are announced. Some programs announce each tie from both ends and write it once.
fn check_ties(net: &mut Network, line: u64, announced: usize, found: usize) -> Result<(), ImportError> {
    let remark = format!("it announces {announced} ties and names {found}");
    if found < announced && found * 2 != announced {
        return Err(net.error(line, &remark, "it may be cut off; fetch it again; nothing was read"));
    }
    if found != announced {
        net.rows.remark(net.source, &remark);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_problem_line_of_a_graph() {
        assert_eq!(announced("p edge 7 6"), Some((7, 6)));
        assert_eq!(announced("p  sp\t7 6"), Some((7, 6)));
        assert_eq!(announced("p cnf 7 6"), None, "a formula is no graph");
        assert_eq!(announced("p edge seven 6"), None);
    }
}
