//! petgraph's view of a `TieGraph`: its algorithms walk our rows as they stand, without a copy.
//!
//! The view is undirected, people are the nodes, and ties weigh nothing: two people are adjacent if they are tied
//! whichever way the tie points, as in [`TieGraph::contacts`].

use super::TieGraph;
use crate::model::id::PersonId;
use ::petgraph::{
    Undirected,
    visit::{
        Data, EdgeCount, EdgeRef, GetAdjacencyMatrix, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges,
        IntoNeighbors, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount, NodeIndexable, VisitMap,
        Visitable,
    },
};
use std::{iter::Copied, slice};

/// A tie as seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TieRef {
    from: PersonId,
    to: PersonId,
}

impl EdgeRef for TieRef {
    type NodeId = PersonId;
    type EdgeId = (PersonId, PersonId);
    type Weight = ();

    fn source(&self) -> PersonId {
        self.from
    }

    fn target(&self) -> PersonId {
        self.to
    }

    fn weight(&self) -> &() {
        &()
    }

    /// Both ends, the lower row first: a tie has one id from either end.
    fn id(&self) -> (PersonId, PersonId) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// The ties of one person, by ascending row of the other end.
#[derive(Clone, Debug)]
pub struct TiesOf<'a> {
    person: PersonId,
    contacts: slice::Iter<'a, PersonId>,
}

impl Iterator for TiesOf<'_> {
    type Item = TieRef;

    fn next(&mut self) -> Option<TieRef> {
        self.contacts.next().map(|&to| TieRef { from: self.person, to })
    }
}

/// Whom a walk has visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited(Vec<bool>);

impl VisitMap<PersonId> for Visited {
    fn visit(&mut self, person: PersonId) -> bool {
        !std::mem::replace(&mut self.0[person.index()], true)
    }

    fn is_visited(&self, person: &PersonId) -> bool {
        self.0[person.index()]
    }

    fn unvisit(&mut self, person: PersonId) -> bool {
        std::mem::replace(&mut self.0[person.index()], false)
    }
}

impl GraphBase for TieGraph {
    type EdgeId = (PersonId, PersonId);
    type NodeId = PersonId;
}

impl Data for TieGraph {
    type NodeWeight = ();
    type EdgeWeight = ();
}

impl GraphProp for TieGraph {
    type EdgeType = Undirected;
}

impl NodeCount for TieGraph {
    fn node_count(&self) -> usize {
        self.size()
    }
}

impl EdgeCount for TieGraph {
    #[allow(clippy::cast_possible_truncation, reason = "ties are in memory, twice")]
    fn edge_count(&self) -> usize {
        self.ties() as usize
    }
}

impl NodeIndexable for TieGraph {
    fn node_bound(&self) -> usize {
        self.size()
    }

    fn to_index(&self, person: PersonId) -> usize {
        person.index()
    }

    #[allow(clippy::cast_possible_truncation, reason = "people are numbered in u32")]
    fn from_index(&self, row: usize) -> PersonId {
        PersonId(row as u32)
    }
}

impl NodeCompactIndexable for TieGraph {}

impl Visitable for TieGraph {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(vec![false; self.size()])
    }

    fn reset_map(&self, visited: &mut Visited) {
        *visited = self.visit_map();
    }
}

/// The rows themselves serve: they are ascending, and a search takes steps in the logarithm of a degree.
impl GetAdjacencyMatrix for TieGraph {
    type AdjMatrix = ();

    fn adjacency_matrix(&self) {}

    fn is_adjacent(&self, (): &(), one: PersonId, other: PersonId) -> bool {
        self.contacts(one).binary_search(&other).is_ok()
    }
}

impl<'a> IntoNeighbors for &'a TieGraph {
    type Neighbors = Copied<slice::Iter<'a, PersonId>>;

    fn neighbors(self, person: PersonId) -> Self::Neighbors {
        self.contacts(person).iter().copied()
    }
}

impl<'a> IntoNodeIdentifiers for &'a TieGraph {
    type NodeIdentifiers = Box<dyn Iterator<Item = PersonId> + 'a>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        Box::new(self.people())
    }
}

impl<'a> IntoEdgeReferences for &'a TieGraph {
    type EdgeRef = TieRef;
    type EdgeReferences = Box<dyn Iterator<Item = TieRef> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.pairs().map(|(from, to)| TieRef { from, to }))
    }
}

impl<'a> IntoEdges for &'a TieGraph {
    type Edges = TiesOf<'a>;

    fn edges(self, person: PersonId) -> TiesOf<'a> {
        TiesOf { person, contacts: self.contacts(person).iter() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{component::components, karate, reach::Reach};
    use ::petgraph::algo;
    use rand::{RngExt, SeedableRng};
    use std::collections::BTreeSet;

    /// Karate, and random graphs from a few ties to many.
    fn graphs() -> Vec<TieGraph> {
        let mut chance = rand_chacha::ChaCha12Rng::seed_from_u64(7);
        let mut graphs = vec![karate::graph()];
        for ties in [0, 5, 20, 40, 120] {
            let mut end = || PersonId(chance.random_range(0..40));
            let ties: Vec<_> = (0..ties).map(|_| (end(), end())).collect();
            graphs.push(TieGraph::undirected(40, &ties));
        }
        graphs
    }

    #[test]
    fn dijkstra_with_equal_costs_counts_the_hops_of_reach() {
        for graph in graphs() {
            let cost = algo::dijkstra(&graph, PersonId(3), None, |_| 1_u32);
            let reach = Reach::of(&graph, &[PersonId(3)], |_| true);
            let ours = graph.people().map(|person| reach.hop_of(person));
            assert!(ours.eq(graph.people().map(|person| cost.get(&person).copied())));
        }
    }

    #[test]
    fn both_count_the_same_components() {
        for graph in graphs() {
            assert_eq!(algo::connected_components(&graph), components(&graph).sizes.len());
        }
    }

    #[test]
    fn a_path_connects_two_people_of_one_component_and_no_others() {
        for graph in graphs() {
            let of = components(&graph).of;
            for (one, other) in graph.people().map(|person| (PersonId(0), person)) {
                let together = of[one.index()] == of[other.index()];
                assert_eq!(algo::has_path_connecting(&graph, one, other, None), together);
            }
        }
    }

    #[test]
    fn every_tie_is_in_a_largest_clique_and_every_clique_is_tied_throughout() {
        for graph in graphs() {
            let mut seen = BTreeSet::new();
            for clique in algo::maximal_cliques(&graph) {
                let members: BTreeSet<_> = clique.into_iter().collect();
                for &one in &members {
                    seen.extend(members.range(one..).skip(1).map(|&other| (one, other)));
                }
            }
            assert!(seen.into_iter().eq(graph.pairs()));
        }
    }

    #[test]
    fn page_rank_of_a_ring_is_the_same_for_all() {
        let ring: Vec<_> = (0..6).map(|row| (PersonId(row), PersonId((row + 1) % 6))).collect();
        let ranks = algo::page_rank(&TieGraph::undirected(6, &ring), 0.85_f64, 50);
        assert!(ranks.iter().all(|rank| (rank - 1.0 / 6.0).abs() < 1e-12));
    }
}
