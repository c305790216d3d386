//! Modularity: ties within classes against what the classes' ends alone would give.

use super::mixing::Mixing;
use crate::{
    model::{
        attribute::MISSING,
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::sum::sum,
};

impl Mixing {
    /// Modularity at a resolution (1 is Newman's): the sum over groups of `L/M - r (d/2M)^2`, `L` ties within, `d` ends
    /// of ties, `M` ties in all; of directed ties `L/M - r out back / M^2` (Leicht and Newman 2008).
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "the quotients of counts are rounded at the end")]
    pub fn modularity(&self, resolution: f64) -> Figure {
        let arcs = self.arcs() as f64;
        if self.ties == 0 {
            return Figure::undefined(Undefined::NoEdges);
        }
        Figure::known(self.arcs_within() as f64 / arcs - resolution * (self.products() as f64 / arcs / arcs))
    }
}

/// Modularity as [`Mixing::modularity`], of ties with weights, none negative. A tie counts as often as it is given, and
/// one to oneself, where a caller keeps it, adds its weight once to the ties and twice to the ends.
#[must_use]
pub fn weighted_modularity(
    ties: &[(PersonId, PersonId, f64)],
    codes: &[u32],
    directed: bool,
    resolution: f64,
) -> Figure {
    let code = |person: PersonId| Some(codes[person.index()]).filter(|&code| code != MISSING);
    let known: Vec<_> =
        ties.iter().filter_map(|&(from, to, weight)| Some((code(from)?, code(to)?, weight))).collect();
    let total = sum(known.iter().map(|tie| tie.2));
    if total == 0.0 {
        return Figure::undefined(Undefined::NoEdges);
    }
    let within = sum(known.iter().filter(|tie| tie.0 == tie.1).map(|tie| tie.2));
    let groups = known.iter().map(|tie| tie.0.max(tie.1) as usize + 1).max().unwrap_or(0);
    let (mut out, mut back) = (vec![0.0; groups], vec![0.0; groups]);
    for &(from, to, weight) in &known {
        out[from as usize] += weight / total;
        back[to as usize] += weight / total;
    }
    let ends = out.iter().zip(&back);
    let by_chance = if directed {
        sum(ends.map(|(out, back)| out * back))
    } else {
        sum(ends.map(|(out, back)| ((out + back) / 2.0).powi(2)))
    };
    Figure::known(within / total - resolution * by_chance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{TieGraph, karate};

    #[test]
    fn of_equal_weights_is_the_one_of_counts() {
        let graph = karate::graph();
        let codes: Vec<u32> = (0..34).map(|person| person % 5).collect();
        let ties: Vec<_> = graph.pairs().map(|(one, other)| (one, other, 0.25)).collect();
        let weighted = weighted_modularity(&ties, &codes, false, 1.5).value().unwrap();
        let counted = Mixing::of(&graph, &codes).modularity(1.5).value().unwrap();
        assert!((weighted - counted).abs() < 1e-12);
    }

    #[test]
    fn does_not_exist_without_ties() {
        let graph = TieGraph::undirected(2, &[]);
        assert_eq!(Mixing::of(&graph, &[0, 1]).modularity(1.0), Figure::undefined(Undefined::NoEdges));
        assert_eq!(weighted_modularity(&[], &[], true, 1.0), Figure::undefined(Undefined::NoEdges));
    }
}
