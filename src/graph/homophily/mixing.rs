//! `Mixing`: ties within and between groups, counted. The figures of homophily are ratios of these counts.

use crate::{
    graph::TieGraph,
    model::{
        attribute::MISSING,
        id::PersonId,
        number::{Figure, Undefined},
    },
};
use std::collections::BTreeMap;

/// Ends of ties by group. An undirected tie counts from both its ends: it is two arcs. A directed tie is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupEnds {
    /// People in the group.
    pub members: u64,
    /// Arcs from a member to a member.
    pub within: u64,
    /// Arcs from a member to anybody with a value.
    pub out: u64,
    /// Arcs to a member from anybody with a value.
    pub back: u64,
}

/// The ties from one group to another, or within one. Where ties point nowhere, `from` is the lower code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// A group's code.
    pub from: u32,
    /// A group's code.
    pub to: u32,
    /// How many ties, at least one.
    pub ties: u64,
}

/// Ties within and between groups, counted. People without a value are left out, with the ties that lead to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixing {
    /// People with a value.
    pub people: u64,
    /// Ties between people with a value; each undirected tie once, directed ties as arcs.
    pub ties: u64,
    /// Ties of which an end has no value.
    pub ties_left_out: u64,
    /// Ties within a group.
    pub within: u64,
    /// Whether ties point somewhere.
    pub directed: bool,
    /// By code, from 0 to the largest in use.
    pub groups: Vec<GroupEnds>,
    /// By code of one end, then of the other; pairs of groups without ties are not listed.
    pub between: Vec<Between>,
    /// For each number of arcs that a person may send: how many people send so many, and the sum of their arcs that
    /// leave the group less those that stay.
    pub(super) individuals: BTreeMap<u64, (u64, i64)>,
}

impl Mixing {
    /// Counts the ties of `graph` by `codes`, [`MISSING`] where a person has no value.
    #[must_use]
    pub fn of(graph: &TieGraph, codes: &[u32]) -> Self {
        let members = members_of_groups(graph, codes);
        let mut groups = vec![GroupEnds::default(); members.len()];
        let (mut between, mut individuals) = (Vec::new(), BTreeMap::new());
        let mut tally = Tally { arcs: vec![0; members.len()], met: Vec::new() };
        for (from, members) in (0..).zip(&members) {
            for &person in members {
                let to = graph.targets(person).iter().map(|other| codes[other.index()]);
                let (sent, stay) = tally.count(from, to);
                note_individual(&mut individuals, sent, stay);
            }
            groups[from as usize].members = members.len() as u64;
            tally.empty_into(&mut groups, &mut between, from, graph.is_directed());
        }
        let each = if graph.is_directed() { 1 } else { 2 };
        let ties = groups.iter().map(|group| group.out).sum::<u64>() / each;
        Self {
            people: groups.iter().map(|group| group.members).sum(),
            ties,
            ties_left_out: graph.arrow_count() - ties,
            within: groups.iter().map(|group| group.within).sum::<u64>() / each,
            directed: graph.is_directed(),
            groups,
            between,
            individuals,
        }
    }

    /// How many arcs there are: twice the ties where ties point nowhere.
    pub(super) fn arcs(&self) -> i128 {
        i128::from(self.ties) * if self.directed { 1 } else { 2 }
    }

    /// How many arcs stay within a group.
    pub(super) fn arcs_within(&self) -> i128 {
        i128::from(self.within) * if self.directed { 1 } else { 2 }
    }

    /// The sum over groups of arcs sent times arcs received.
    pub(super) fn products(&self) -> i128 {
        self.groups.iter().map(|group| i128::from(group.out) * i128::from(group.back)).sum()
    }
}

/// The people with each code, ascending.
fn members_of_groups(graph: &TieGraph, codes: &[u32]) -> Vec<Vec<PersonId>> {
    let known = |&person: &PersonId| codes[person.index()] != MISSING;
    let mut members = Vec::new();
    for person in graph.people().filter(known) {
        let code = codes[person.index()] as usize;
        if members.len() <= code {
            members.resize_with(code + 1, Vec::new);
        }
        members[code].push(person);
    }
    members
}

/// Arcs from the members of one group, by the group that they lead to.
struct Tally {
    arcs: Vec<u64>,
    /// The groups that any lead to, in no order.
    met: Vec<u32>,
}

impl Tally {
    /// Counts one person's arcs. How many lead to people with a value, and how many of these stay in the group?
    fn count(&mut self, from: u32, others: impl Iterator<Item = u32>) -> (u64, u64) {
        let (mut sent, mut stay) = (0, 0);
        for to in others.filter(|&to| to != MISSING) {
            let arcs = &mut self.arcs[to as usize];
            if *arcs == 0 {
                self.met.push(to);
            }
            *arcs += 1;
            sent += 1;
            stay += u64::from(to == from);
        }
        (sent, stay)
    }

    /// Hands the arcs of group `from` over, and is ready for the next.
    fn empty_into(
        &mut self,
        groups: &mut [GroupEnds],
        between: &mut Vec<Between>,
        from: u32,
        directed: bool,
    ) {
        self.met.sort_unstable();
        for to in self.met.drain(..) {
            let arcs = std::mem::take(&mut self.arcs[to as usize]);
            groups[from as usize].out += arcs;
            groups[to as usize].back += arcs;
            if to == from {
                groups[from as usize].within = arcs;
            }
            if directed || from <= to {
                let twice = !directed && from == to;
                between.push(Between { from, to, ties: if twice { arcs / 2 } else { arcs } });
            }
        }
    }
}

/// Adds a person who sends `sent` arcs, `stay` of them within the group.
fn note_individual(individuals: &mut BTreeMap<u64, (u64, i64)>, sent: u64, stay: u64) {
    if sent > 0 {
        let (people, less) = individuals.entry(sent).or_default();
        *people += 1;
        *less += sent.cast_signed() - 2 * stay.cast_signed();
    }
}

/// `part / whole`, divided once; undefined for the stated reason where `whole` is zero.
#[allow(clippy::cast_precision_loss, reason = "the quotient of two counts is rounded at the end")]
pub(super) fn quotient(part: i128, whole: i128, why: Undefined) -> Figure {
    if whole == 0 { Figure::undefined(why) } else { Figure::known(part as f64 / whole as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tie::Direction;

    fn pairs(ties: &[(u32, u32)]) -> Vec<(PersonId, PersonId)> {
        ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect()
    }

    #[test]
    fn counts_an_undirected_tie_from_both_ends_and_a_directed_one_from_its_own() {
        let (ties, codes) = (pairs(&[(0, 1), (1, 2), (2, 3)]), [0, 0, 1, MISSING]);
        let ends = |members, within, out, back| GroupEnds { members, within, out, back };
        let undirected = Mixing::of(&TieGraph::undirected(4, &ties), &codes);
        assert_eq!(undirected.groups, [ends(2, 2, 3, 3), ends(1, 0, 1, 1)]);
        let directed = Mixing::of(&TieGraph::directed(4, &ties, Direction::Either), &codes);
        assert_eq!(directed.groups, [ends(2, 1, 2, 1), ends(1, 0, 0, 1)]);
        for mixing in [undirected, directed] {
            assert_eq!((mixing.people, mixing.ties, mixing.within, mixing.ties_left_out), (3, 2, 1, 1));
        }
    }
}
