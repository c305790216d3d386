//! The share of ties within groups, and the E-I index: of a network, by chance, and of the mean person.

use super::mixing::{Mixing, quotient};
use crate::{
    model::number::{Figure, Undefined},
    stat::sum::sum,
};

impl Mixing {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{graph::TieGraph, model::id::PersonId};

    fn graph(people: usize, ties: &[(u32, u32)]) -> TieGraph {
        let ties: Vec<_> = ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect();
        TieGraph::undirected(people, &ties)
    }

    #[test]
    fn the_mean_of_individuals_is_not_the_index() {
        let star = graph(4, &[(0, 1), (0, 2), (0, 3)]);
        let mixing = Mixing::of(&star, &[0, 0, 1, 1]);
        assert_eq!(mixing.ei_index().value(), Some(1.0 / 3.0));
        assert_eq!(mixing.ei_mean_individual().value(), Some((1.0 / 3.0 - 1.0 + 1.0 + 1.0) / 4.0));
    }

    #[test]
    fn chance_is_the_mean_over_all_ways_to_deal_the_values() {
        let graph = graph(5, &[(0, 1), (0, 2), (0, 3), (3, 4)]);
        let deals = (0..32_u32).filter(|deal| deal.count_ones() == 2);
        let codes = deals.map(|deal| (0..5).map(|person| deal >> person & 1).collect::<Vec<_>>());
        let indices: Vec<_> =
            codes.map(|codes| Mixing::of(&graph, &codes).ei_index().value().unwrap()).collect();
        let by_chance = Mixing::of(&graph, &[0, 0, 1, 1, 1]).ei_by_chance().value().unwrap();
        assert_eq!(indices.len(), 10);
        assert!((indices.iter().sum::<f64>() / 10.0 - by_chance).abs() < 1e-12);
    }
}
