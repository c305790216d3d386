//! The fewest further cells to hide, found by trying.
//!
//! Rows and columns are the nodes of a graph, hidden cells its ties. A hidden cell above zero is recoverable where its tie is a
//! bridge: no closed path leads through it. All that lies beyond a bridge hangs on it alone, so that at least one more tie has to
//! cross over: each of those that can is tried. A *leaf* is a part that hangs on one bridge; each needs a tie of its own, and a
//! tie has two ends, so that at least half as many ties are still missing as there are leaves.

use super::{Place, places};
use crate::model::number::{Figure, Undefined};

/// The most steps that the search takes.
const MOST_STEPS: u64 = 20_000;

/// The fewest further cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// The cells, in reading order.
    pub cells: Vec<Place>,
    /// How many people are counted in them.
    pub people: u64,
}

/// The fewest further cells of `counts` to hide, so that no cell of `primary`, which are above zero, follows from the rest.
/// Undefined where nothing short of hiding sums does it, and where the search takes too long.
#[must_use]
pub fn fewest_extra(counts: &[Vec<u64>], primary: &[Place]) -> Figure<Extra> {
    let positive: Vec<Place> = places(counts).filter(|&(row, column)| counts[row][column] > 0).collect();
    let columns = counts.first().map_or(0, Vec::len);
    let graph = Graph { rows: counts.len(), nodes: counts.len() + columns };
    if graph.bridges(&positive).iter().any(|(at, _)| primary.contains(&positive[*at])) {
        return Figure::undefined(Undefined::CannotBeProtected);
    }
    let others = positive.iter().copied().filter(|place| !primary.contains(place)).collect();
    let mut search = Search { counts, graph, others, steps: 0, best: None };
    for most in 0..=search.others.len() {
        search.seek(&mut primary.to_vec(), primary.len(), most, &mut vec![false; search.others.len()]);
        if search.steps > MOST_STEPS {
            return Figure::undefined(Undefined::TooLarge);
        }
        if let Some(extra) = search.best {
            return Figure::known(extra);
        }
    }
    unreachable!("with every cell above zero hidden no primary cell is a bridge")
}

struct Search<'a> {
    counts: &'a [Vec<u64>],
    graph: Graph,
    /// The cells that may be hidden.
    others: Vec<Place>,
    steps: u64,
    best: Option<Extra>,
}

impl Search<'_> {
    /// Hides up to `more` of the cells that are not `barred` beside those `hidden`, of which the first `primary` are given.
    fn seek(&mut self, hidden: &mut Vec<Place>, primary: usize, more: usize, barred: &mut Vec<bool>) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let bridges = self.graph.bridges(hidden);
        let Some(part) =
            bridges.iter().map(|(_, part)| part).min_by_key(|part| self.crossing(part, barred).len())
        else {
            self.keep(&hidden[primary..]);
            return;
        };
        if more == 0 || self.graph.leaves(hidden, &bridges).div_ceil(2) > more {
            return;
        }
        let crossing = self.crossing(part, barred);
        for &at in &crossing {
            hidden.push(self.others[at]);
            // A cell that was tried is not tried again beside its sisters: every set is met once.
            barred[at] = true;
            self.seek(hidden, primary, more - 1, barred);
            hidden.pop();
        }
        crossing.iter().for_each(|&at| barred[at] = false);
    }

    /// The cells that lead out of `part` and may be hidden.
    fn crossing(&self, part: &[bool], barred: &[bool]) -> Vec<usize> {
        let leads_out = |&(row, column): &Place| part[row] != part[self.graph.rows + column];
        (0..self.others.len()).filter(|&at| !barred[at] && leads_out(&self.others[at])).collect()
    }

    fn keep(&mut self, extra: &[Place]) {
        let mut cells = extra.to_vec();
        cells.sort_unstable();
        let people = cells.iter().map(|&(row, column)| self.counts[row][column]).sum();
        let before = self.best.as_ref().map(|best| (best.people, &best.cells));
        if before.is_none_or(|before| (people, &cells) < before) {
            self.best = Some(Extra { cells, people });
        }
    }
}

/// Rows and columns as nodes: rows first.
struct Graph {
    rows: usize,
    nodes: usize,
}

impl Graph {
    /// The ties that no closed path leads through, each with the nodes on its row's side.
    fn bridges(&self, ties: &[Place]) -> Vec<(usize, Vec<bool>)> {
        let apart = |at: usize| {
            let rest = || ties.iter().enumerate().filter(move |&(other, _)| other != at).map(|(_, &tie)| tie);
            let part = self.within_reach(ties[at].0, rest);
            (!part[self.rows + ties[at].1]).then_some((at, part))
        };
        (0..ties.len()).filter_map(apart).collect()
    }

    fn within_reach<I: Iterator<Item = Place>>(&self, from: usize, ties: impl Fn() -> I) -> Vec<bool> {
        let mut reached = vec![false; self.nodes];
        reached[from] = true;
        loop {
            let mut grew = false;
            for (row, column) in ties() {
                let column = self.rows + column;
                grew |= reached[row] != reached[column];
                (reached[row], reached[column]) =
                    (reached[row] || reached[column], reached[row] || reached[column]);
            }
            if !grew {
                return reached;
            }
        }
    }

    /// How many parts hang on one bridge alone.
    fn leaves(&self, ties: &[Place], bridges: &[(usize, Vec<bool>)]) -> usize {
        let is_bridge = |at: usize| bridges.iter().any(|(other, _)| *other == at);
        let firm = || ties.iter().enumerate().filter(move |&(at, _)| !is_bridge(at)).map(|(_, &tie)| tie);
        let ends = bridges.iter().flat_map(|&(at, _)| [ties[at].0, self.rows + ties[at].1]);
        let hangs = |end: usize| {
            let part = self.within_reach(end, firm);
            let on = bridges.iter().flat_map(|&(at, _)| [ties[at].0, self.rows + ties[at].1]);
            on.filter(|&node| part[node]).count() == 1
        };
        ends.filter(|&end| hangs(end)).count()
    }
}
