//! `Mixing`: ties within and between groups, counted, and the figures that are ratios of these counts.

use crate::{
    graph::TieGraph,
    model::{
        attribute::MISSING,
        number::{Figure, Undefined},
    },
    stat::sum::sum,
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
    /// For each number of arcs that a person may send: how many people send so many, and the sum of their arcs that
    /// leave the group less those that stay.
    individuals: BTreeMap<u64, (u64, i64)>,
}

impl Mixing {
    /// Counts the ties of `graph` by `codes`, [`MISSING`] where a person has no value.
    #[must_use]
    pub fn of(graph: &TieGraph, codes: &[u32]) -> Self {
        let known = |&code: &u32| code != MISSING;
        let groups = codes.iter().copied().filter(known).max().map_or(0, |most| most as usize + 1);
        let mut groups = vec![GroupEnds::default(); groups];
        let mut individuals = BTreeMap::new();
        let (mut people, mut left_out) = (0, 0);
        for person in graph.people() {
            let code = codes[person.index()];
            let others = graph.targets(person).iter().map(|other| codes[other.index()]);
            if code == MISSING {
                left_out += others.len() as u64;
                continue;
            }
            people += 1;
            let (mut sent, mut stay) = (0_u64, 0_u64);
            for other in others {
                let Some(group) = groups.get_mut(other as usize) else {
                    left_out += 1;
                    continue;
                };
                group.back += 1;
                sent += 1;
                stay += u64::from(other == code);
            }
            let group = &mut groups[code as usize];
            group.members += 1;
            group.out += sent;
            group.within += stay;
            note_individual(&mut individuals, sent, stay);
        }
        let ties = |arcs: u64| if graph.is_directed() { arcs } else { arcs / 2 };
        Self {
            people,
            ties: ties(groups.iter().map(|group| group.out).sum()),
            ties_left_out: ties(left_out),
            within: ties(groups.iter().map(|group| group.within).sum()),
            directed: graph.is_directed(),
            groups,
            individuals,
        }
    }

    /// Ties within a group over all ties, 0 to 1.
    #[must_use]
    pub fn within_share(&self) -> Figure {
        Figure::ratio(self.within, self.ties, Undefined::NoEdges)
    }

    /// The E-I index of Krackhardt and Stern (1988): ties between groups less ties within, over all ties. -1 if all stay
    /// within, 1 if all lead out.
    #[must_use]
    pub fn ei_index(&self) -> Figure {
        let (ties, within) = (i128::from(self.ties), i128::from(self.within));
        quotient(ties - 2 * within, ties, Undefined::NoEdges)
    }

    /// The mean of the E-I index if values were dealt anew to the people, ties staying where they are: `2c - 1`, where
    /// `c` is the share of pairs of people whose values differ.
    #[must_use]
    pub fn ei_by_chance(&self) -> Figure {
        if self.ties == 0 {
            return Figure::undefined(Undefined::NoEdges);
        }
        let ordered_pairs = |people: u64| i128::from(people) * (i128::from(people) - 1);
        let alike: i128 = self.groups.iter().map(|group| ordered_pairs(group.members)).sum();
        let all = ordered_pairs(self.people);
        quotient(all - 2 * alike, all, Undefined::OneUnit)
    }

    /// The mean over people of their own E-I index: each person with a tie counts once, however many they have.
    /// Another number than [`Mixing::ei_index`]. Of directed ties, those that a person sends count.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of people and ties stay far below 2^53")]
    pub fn ei_mean_individual(&self) -> Figure {
        let with_ties: u64 = self.individuals.values().map(|&(people, _)| people).sum();
        if with_ties == 0 {
            return Figure::undefined(Undefined::NoEdges);
        }
        let sum = sum(self.individuals.iter().map(|(&ties, &(_, less))| less as f64 / ties as f64));
        Figure::known(sum / with_ties as f64)
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
    use crate::model::{id::PersonId, tie::Direction};

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

    #[test]
    fn the_mean_of_individuals_is_not_the_index() {
        let star = TieGraph::undirected(4, &pairs(&[(0, 1), (0, 2), (0, 3)]));
        let mixing = Mixing::of(&star, &[0, 0, 1, 1]);
        assert_eq!(mixing.ei_index().value(), Some(1.0 / 3.0));
        assert_eq!(mixing.ei_mean_individual().value(), Some((1.0 / 3.0 - 1.0 + 1.0 + 1.0) / 4.0));
    }

    #[test]
    fn chance_is_the_mean_over_all_ways_to_deal_the_values() {
        let graph = TieGraph::undirected(5, &pairs(&[(0, 1), (0, 2), (0, 3), (3, 4)]));
        let deals = (0..32_u32).filter(|deal| deal.count_ones() == 2);
        let codes = deals.map(|deal| (0..5).map(|person| deal >> person & 1).collect::<Vec<_>>());
        let indices: Vec<_> =
            codes.map(|codes| Mixing::of(&graph, &codes).ei_index().value().unwrap()).collect();
        let by_chance = Mixing::of(&graph, &[0, 0, 1, 1, 1]).ei_by_chance().value().unwrap();
        assert_eq!(indices.len(), 10);
        assert!((indices.iter().sum::<f64>() / 10.0 - by_chance).abs() < 1e-12);
    }
}
