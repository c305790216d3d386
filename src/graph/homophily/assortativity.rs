//! Assortativity: the correlation of values at the two ends of a tie, for values that are names and that are numbers.
//!
//! # Reference
//! Newman, "Mixing patterns in networks", 2003.

use super::mixing::{Between, Mixing, quotient};
use crate::{
    graph::TieGraph,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::sum::sum,
};

impl Mixing {
    /// Nominal assortativity: `(sum e_gg - sum a_g b_g) / (1 - sum a_g b_g)`, where `e` are the shares of ties by the
    /// groups of their two ends (an undirected tie gives half to each order) and `a`, `b` its margins. At most 1; its
    /// lowest value is not -1 but [`Mixing::assortativity_minimum`].
    #[must_use]
    pub fn assortativity(&self) -> Figure {
        assortativity(self.arcs(), self.arcs_within(), self.products())
    }

    /// What the assortativity would be if no tie stayed within a group and the margins were the same.
    #[must_use]
    pub fn assortativity_minimum(&self) -> Figure {
        assortativity(self.arcs(), 0, self.products())
    }

    /// The jackknife standard error of the assortativity: the root of the sum over ties of the squared change when the
    /// tie is left out. Undefined where leaving one tie out leaves nothing to correlate.
    #[must_use]
    pub fn assortativity_standard_error(&self) -> Figure {
        Figure(self.assortativity().0.and_then(|whole| {
            let squares = self.between.iter().map(|between| self.squared_change(whole, *between));
            Ok(sum(squares.collect::<Result<Vec<_>, _>>()?).sqrt())
        }))
    }

    /// The squared change of the assortativity without a tie between two groups, once for each such tie.
    #[allow(clippy::cast_precision_loss, reason = "ties stay far below 2^53")]
    fn squared_change(&self, whole: f64, Between { from, to, ties }: Between) -> Result<f64, Undefined> {
        Ok((self.assortativity_without(from, to).0? - whole).powi(2) * ties as f64)
    }

    /// The assortativity without one tie from group `from` to group `to`.
    fn assortativity_without(&self, from: u32, to: u32) -> Figure {
        let out = |code: u32| i128::from(self.groups[code as usize].out);
        let back = |code: u32| i128::from(self.groups[code as usize].back);
        let within = i128::from(from == to);
        let (arcs, products) = if self.directed {
            (1, back(from) + out(to) - within)
        } else {
            (2, 2 * (out(from) + out(to)) - 2 - 2 * within)
        };
        assortativity(self.arcs() - arcs, self.arcs_within() - arcs * within, self.products() - products)
    }
}

/// From counts of arcs, all in integers until the last division.
fn assortativity(arcs: i128, within: i128, products: i128) -> Figure {
    if arcs == 0 {
        return Figure::undefined(Undefined::NoEdges);
    }
    quotient(arcs * within - products, arcs * arcs - products, Undefined::OneGroup)
}

/// Numeric assortativity: the Pearson correlation of the values at the two ends of each tie, over both directions of an
/// undirected tie and from source to target of a directed one; -1 to 1. People whose value is not known (`None`) are
/// left out, with the ties that lead to them.
#[must_use]
pub fn numeric_assortativity(graph: &TieGraph, values: &[Option<f64>]) -> Figure {
    let targets = |person: PersonId| graph.targets(person).iter();
    let ends = graph
        .people()
        .flat_map(|from| targets(from).map(move |to| (values[from.index()], values[to.index()])));
    let ends: Vec<(f64, f64)> = ends.filter_map(|(from, to)| from.zip(to)).collect();
    let Some(&first) = ends.first() else {
        return Figure::undefined(Undefined::NoEdges);
    };
    #[allow(clippy::float_cmp, reason = "a constant value is the same everywhere, to the bit")]
    if ends.iter().all(|end| end.0 == first.0) || ends.iter().all(|end| end.1 == first.1) {
        return Figure::undefined(Undefined::ZeroVariance);
    }
    #[allow(clippy::cast_precision_loss, reason = "ties stay far below 2^53")]
    let mean = |end: fn(&(f64, f64)) -> f64| sum(ends.iter().map(end)) / ends.len() as f64;
    let (from_mean, to_mean) = (mean(|end| end.0), mean(|end| end.1));
    let moment = |product: fn(f64, f64) -> f64| {
        sum(ends.iter().map(|end| product(end.0 - from_mean, end.1 - to_mean)))
    };
    let spread = (moment(|from, _| from * from) * moment(|_, to| to * to)).sqrt();
    Figure::known((moment(|from, to| from * to) / spread).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{graph::karate, model::tie::Direction};

    /// The standard error by taking each tie out of the graph and counting anew.
    fn by_leaving_out(
        ties: &[(PersonId, PersonId)],
        codes: &[u32],
        graph: impl Fn(&[(PersonId, PersonId)]) -> TieGraph,
    ) -> f64 {
        let whole = Mixing::of(&graph(ties), codes).assortativity().value().unwrap();
        let without = |at: usize| {
            let mut ties = ties.to_vec();
            ties.remove(at);
            Mixing::of(&graph(&ties), codes).assortativity().value().unwrap()
        };
        (0..ties.len()).map(|at| (without(at) - whole).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn the_standard_error_is_that_of_leaving_each_tie_out_in_turn() {
        let ties: Vec<_> = karate::graph().pairs().collect();
        let codes: Vec<u32> = (0..34).map(|person| person * person % 3).collect();
        let undirected = |ties: &[_]| TieGraph::undirected(34, ties);
        let directed = |ties: &[_]| TieGraph::directed(34, ties, Direction::Either);
        let error =
            |graph: TieGraph| Mixing::of(&graph, &codes).assortativity_standard_error().value().unwrap();
        assert!((error(undirected(&ties)) - by_leaving_out(&ties, &codes, undirected)).abs() < 1e-12);
        assert!((error(directed(&ties)) - by_leaving_out(&ties, &codes, directed)).abs() < 1e-12);
    }

    #[test]
    fn is_undefined_where_a_tie_less_leaves_one_group() {
        let ties = [(0, 1), (2, 3)].map(|(one, other)| (PersonId(one), PersonId(other)));
        let (graph, codes) = (TieGraph::undirected(4, &ties), [0, 0, 1, 1]);
        let mixing = Mixing::of(&graph, &codes);
        assert_eq!(mixing.assortativity().value(), Some(1.0));
        assert_eq!(mixing.assortativity_standard_error(), Figure::undefined(Undefined::OneGroup));
    }

    #[test]
    fn two_numbers_correlate_as_two_names_do() {
        let graph = karate::graph();
        let codes: Vec<u32> = (0..34).map(|person| person % 2).collect();
        let values: Vec<_> = codes.iter().map(|&code| Some(f64::from(code))).collect();
        let nominal = Mixing::of(&graph, &codes).assortativity().value().unwrap();
        assert!((numeric_assortativity(&graph, &values).value().unwrap() - nominal).abs() < 1e-12);
    }
}
