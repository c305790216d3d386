//! `TransferGraph`: organisations and the transfers between them, and what follows from how these hang together.
//!
//! # Limits
//! It sees transfers, not data: that the second of two transfers passed on what came by the first is possible, and nothing here says more.

use crate::{
    model::{date::Day, id::RecipientId, transfer::Transfer},
    table::transfers::Transfers,
};
use petgraph::{
    algo::{dominators, tarjan_scc},
    graph::{DiGraph, NodeIndex},
};
use std::collections::VecDeque;

/// The graph of a table of transfers: an organisation is a node, a transfer is an edge from who gave to who received. Chains begin at the
/// `starts`.
#[derive(Clone, Debug)]
pub struct TransferGraph<'a> {
    rows: &'a [Transfer],
    starts: Vec<RecipientId>,
    /// The rows of the transfers that each organisation gave, ascending.
    given: Vec<Vec<usize>>,
    graph: DiGraph<(), ()>,
}

/// The number of transfers in the longest chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Longest {
    /// It has no fewer.
    pub at_least: u32,
    /// Whether it has exactly so many: no circle can be reached from a start.
    pub is_exact: bool,
}

/// When data can have come to an organisation by a chain whose days never go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The fewest transfers of such a chain; 0 for a start.
    pub steps: u32,
    /// The earliest day on which such a chain can have ended; [`Day::FIRST`] where no transfer of it has a day.
    pub on: Day,
}

/// How many organisations could not have been reached without a transfer, and without an organisation (itself not counted).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// By row of the transfers.
    pub without_transfer: Vec<u32>,
    /// By row of the organisations; 0 for those that are not reached at all.
    pub without_organisation: Vec<u32>,
}

impl<'a> TransferGraph<'a> {
    /// The graph of `transfers`, whose chains begin at `starts`.
    #[must_use]
    pub fn new(transfers: &'a Transfers, starts: Vec<RecipientId>) -> Self {
        let mut graph = DiGraph::new();
        let nodes: Vec<NodeIndex> = transfers.recipients.iter().map(|_| graph.add_node(())).collect();
        let mut given = vec![Vec::new(); nodes.len()];
        for (row, transfer) in transfers.rows.iter().enumerate() {
            graph.add_edge(nodes[transfer.from.index()], nodes[transfer.to.index()], ());
            given[transfer.from.index()].push(row);
        }
        Self { rows: &transfers.rows, starts, given, graph }
    }

    /// Where chains begin.
    #[must_use]
    pub fn starts(&self) -> &[RecipientId] {
        &self.starts
    }

    /// The fewest transfers of a chain from a start to each organisation, days aside; 0 for a start, `None` where there is no chain.
    #[must_use]
    pub fn steps(&self) -> Vec<Option<u32>> {
        let mut steps = vec![None; self.given.len()];
        self.starts.iter().for_each(|start| steps[start.index()] = Some(0));
        let mut next: VecDeque<RecipientId> = self.starts.iter().copied().collect();
        while let Some(from) = next.pop_front() {
            let step = steps[from.index()].map(|steps| steps + 1);
            for &row in &self.given[from.index()] {
                let to = self.rows[row].to;
                if steps[to.index()].is_none() {
                    steps[to.index()] = step;
                    next.push_back(to);
                }
            }
        }
        steps
    }

    /// The circles: largest sets of two or more organisations from each of which data can have come to every other and back. Organisations
    /// ascend, and so do the circles by their first.
    #[must_use]
    pub fn circles(&self) -> Vec<Vec<RecipientId>> {
        let parts = tarjan_scc(&self.graph).into_iter().filter(|part| part.len() > 1);
        let mut circles: Vec<Vec<RecipientId>> = parts
            .map(|part| {
                let mut circle: Vec<RecipientId> = part.into_iter().map(organisation).collect();
                circle.sort_unstable();
                circle
            })
            .collect();
        circles.sort_unstable();
        circles
    }

    /// The longest chain from a start in which nobody stands twice, days aside; `None` without a start. A circle counts as one station, so
    /// that a chain that runs through one can be longer than is said here.
    #[must_use]
    pub fn longest(&self) -> Option<Longest> {
        let parts = tarjan_scc(&self.graph);
        let mut part_of = vec![0; self.given.len()];
        for (at, part) in parts.iter().enumerate() {
            part.iter().for_each(|node| part_of[node.index()] = at);
        }
        let mut longest: Vec<Option<u32>> = vec![None; parts.len()];
        self.starts.iter().for_each(|start| longest[part_of[start.index()]] = Some(0));
        // Parts come with the last of a chain first.
        for at in (0..parts.len()).rev() {
            let Some(here) = longest[at] else { continue };
            let given = parts[at].iter().flat_map(|node| &self.given[node.index()]);
            for to in given.map(|&row| part_of[self.rows[row].to.index()]).filter(|&to| to != at) {
                longest[to] = longest[to].max(Some(here + 1));
            }
        }
        let is_exact = parts.iter().zip(&longest).all(|(part, here)| part.len() == 1 || here.is_none());
        longest.into_iter().flatten().max().map(|at_least| Longest { at_least, is_exact })
    }

    /// When data can have come to each organisation from a start. A transfer whose day is not known fits anywhere, or, with
    /// `undated_fit` false, nowhere. Transfers of one day may follow one another.
    #[must_use]
    pub fn arrivals(&self, undated_fit: bool) -> Vec<Option<Arrival>> {
        let from: Vec<_> = self.starts.iter().map(|&start| (start, Day::FIRST)).collect();
        self.arrivals_from(&from, undated_fit, |_| true)
    }

    /// The same from organisations that had the data on a day, over the transfers that `may_pass`, by row.
    #[must_use]
    pub fn arrivals_from(
        &self,
        had: &[(RecipientId, Day)],
        undated_fit: bool,
        may_pass: impl Fn(usize) -> bool,
    ) -> Vec<Option<Arrival>> {
        let mut arrivals: Vec<Option<Arrival>> = vec![None; self.given.len()];
        had.iter().for_each(|&(who, on)| arrivals[who.index()] = Some(Arrival { steps: 0, on }));
        let mut earlier: Vec<(RecipientId, Day)> = had.to_vec();
        let mut steps = 0;
        // One round a step: chains of this length that end somewhere earlier than all shorter ones.
        while !earlier.is_empty() {
            steps += 1;
            let mut next: Vec<(RecipientId, Day)> = Vec::new();
            for (from, since) in earlier {
                for &row in self.given[from.index()].iter().filter(|&&row| may_pass(row)) {
                    let transfer = &self.rows[row];
                    let Some(on) = passed_on(transfer, since, undated_fit) else { continue };
                    let known = &mut arrivals[transfer.to.index()];
                    if known.is_none_or(|known| on < known.on) {
                        let first = known.map_or(steps, |known| known.steps);
                        *known = Some(Arrival { steps: first, on });
                        next.push((transfer.to, on));
                    }
                }
            }
            next.sort_unstable();
            next.dedup_by_key(|&mut (who, _)| who);
            earlier = next;
        }
        arrivals
    }

    /// What would not have been reached without one transfer, or one organisation, days aside. It is read off the dominator tree of the
    /// graph in which each transfer is a node between the two that it connects, from a root before all starts.
    #[must_use]
    pub fn lost(&self) -> Lost {
        let (organisations, transfers) = (self.given.len(), self.rows.len());
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        let nodes: Vec<NodeIndex> = (0..=organisations + transfers).map(|_| graph.add_node(())).collect();
        let root = nodes[organisations + transfers];
        for (row, transfer) in self.rows.iter().enumerate() {
            graph.add_edge(nodes[transfer.from.index()], nodes[organisations + row], ());
            graph.add_edge(nodes[organisations + row], nodes[transfer.to.index()], ());
        }
        for start in &self.starts {
            graph.add_edge(root, nodes[start.index()], ());
        }
        let tree = dominators::simple_fast(&graph, root);
        let mut below = vec![0_u32; nodes.len()];
        for &node in &nodes[..organisations] {
            let mut above = tree.immediate_dominator(node);
            while let Some(by) = above {
                below[by.index()] += 1;
                above = tree.immediate_dominator(by);
            }
        }
        let without_transfer = below[organisations..organisations + transfers].to_vec();
        below.truncate(organisations);
        Lost { without_transfer, without_organisation: below }
    }
}

/// The day to which data that were there `since` have come once this transfer passed them on; `None` where it had passed before.
fn passed_on(transfer: &Transfer, since: Day, undated_fit: bool) -> Option<Day> {
    match transfer.on {
        Some(on) => (since <= on).then_some(on),
        None => undated_fit.then_some(since),
    }
}

fn organisation(node: NodeIndex) -> RecipientId {
    RecipientId(u32::try_from(node.index()).expect("organisations are numbered in u32"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::recipient::Recipient;
    use rand::{RngExt as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;

    /// Transfers between `organisations` organisations: from, to, and the day, 0 where it is not known.
    fn transfers(organisations: usize, rows: &[(u32, u32, i32)]) -> Transfers {
        let row = |&(from, to, on): &(u32, u32, i32)| Transfer {
            on: (on > 0).then_some(Day(on)),
            ..Transfer::between(RecipientId(from), RecipientId(to))
        };
        let recipients = vec![Recipient::default(); organisations];
        Transfers { rows: rows.iter().map(row).collect(), recipients, ..Transfers::default() }
    }

    fn random(seed: u64) -> Transfers {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let organisations = dice.random_range(2..9_u32);
        let rows: Vec<_> = (0..dice.random_range(1..14))
            .map(|_| {
                let from = dice.random_range(0..organisations);
                let to = (from + dice.random_range(1..organisations)) % organisations;
                (from, to, dice.random_range(0..6))
            })
            .collect();
        transfers(organisations as usize, &rows)
    }

    fn reached(transfers: &Transfers) -> u32 {
        let steps = TransferGraph::new(transfers, vec![RecipientId(0)]).steps();
        u32::try_from(steps.iter().flatten().count()).unwrap()
    }

    /// Every chain from the first organisation in which nobody stands twice, as rows.
    fn chains(transfers: &Transfers) -> Vec<Vec<usize>> {
        let mut all = vec![Vec::new()];
        let mut at = 0;
        while at < all.len() {
            let chain: Vec<usize> = all[at].clone();
            let here = chain.last().map_or(RecipientId(0), |&row| transfers.rows[row].to);
            for (row, transfer) in transfers.rows.iter().enumerate() {
                let met = transfer.to == RecipientId(0)
                    || chain.iter().any(|&before| transfers.rows[before].to == transfer.to);
                if transfer.from == here && !met {
                    all.push(chain.iter().copied().chain([row]).collect());
                }
            }
            at += 1;
        }
        all
    }

    /// The day on which a chain ends, where its days never go back.
    fn ends(transfers: &Transfers, chain: &[usize], undated_fit: bool) -> Option<Day> {
        chain.iter().try_fold(Day::FIRST, |since, &row| passed_on(&transfers.rows[row], since, undated_fit))
    }

    #[test]
    fn what_is_lost_is_what_is_no_longer_reached_when_a_transfer_or_an_organisation_is_taken_out() {
        for seed in 0..300 {
            let all = random(seed);
            let lost = TransferGraph::new(&all, vec![RecipientId(0)]).lost();
            for row in 0..all.rows.len() {
                let mut without = all.clone();
                without.rows.remove(row);
                assert_eq!(lost.without_transfer[row], reached(&all) - reached(&without), "seed {seed}");
            }
            for who in all.recipient_ids().skip(1) {
                let mut without = all.clone();
                without.rows.retain(|transfer| transfer.from != who);
                let beyond = reached(&all) - reached(&without);
                assert_eq!(lost.without_organisation[who.index()], beyond, "seed {seed}");
            }
        }
    }

    #[test]
    fn steps_arrivals_and_the_longest_chain_are_those_of_all_chains_written_out() {
        for seed in 0..300 {
            let all = random(seed);
            let graph = TransferGraph::new(&all, vec![RecipientId(0)]);
            let chains = chains(&all);
            let to = |chain: &[usize]| chain.last().map_or(RecipientId(0), |&row| all.rows[row].to);
            for who in all.recipient_ids() {
                let here: Vec<_> = chains.iter().filter(|chain| to(chain) == who).collect();
                let fewest = here.iter().map(|chain| chain.len()).min();
                assert_eq!(graph.steps()[who.index()].map(|steps| steps as usize), fewest, "seed {seed}");
                for undated_fit in [true, false] {
                    let in_time = || {
                        here.iter().filter_map(|chain| Some((chain.len(), ends(&all, chain, undated_fit)?)))
                    };
                    let steps = in_time().map(|(steps, _)| u32::try_from(steps).unwrap()).min();
                    let on = in_time().map(|(_, on)| on).min();
                    let expected = steps.zip(on).map(|(steps, on)| Arrival { steps, on });
                    assert_eq!(graph.arrivals(undated_fit)[who.index()], expected, "seed {seed}");
                }
            }
            let most = u32::try_from(chains.iter().map(Vec::len).max().unwrap()).unwrap();
            let longest = graph.longest().unwrap();
            assert!(
                longest.at_least <= most && (!longest.is_exact || longest.at_least == most),
                "seed {seed}"
            );
            let turns = graph.circles().iter().any(|circle| graph.steps()[circle[0].index()].is_some());
            assert_eq!(longest.is_exact, !turns, "seed {seed}");
        }
    }

    #[test]
    fn a_circle_holds_whoever_data_can_come_back_to() {
        let all = transfers(6, &[(0, 1, 0), (1, 2, 0), (2, 1, 0), (2, 3, 0), (4, 5, 0), (5, 4, 0)]);
        let circles = TransferGraph::new(&all, vec![RecipientId(0)]).circles();
        assert_eq!(circles, [[RecipientId(1), RecipientId(2)], [RecipientId(4), RecipientId(5)]]);
    }

    #[test]
    fn without_a_start_nothing_is_reached() {
        let all = transfers(2, &[(0, 1, 1)]);
        let graph = TransferGraph::new(&all, Vec::new());
        assert_eq!(graph.longest(), None);
        assert_eq!(graph.steps(), [None, None]);
        assert_eq!(graph.lost().without_transfer, [0]);
    }
}
