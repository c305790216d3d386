//! Laws that hold for every case, tried on random ones.
#![allow(clippy::cast_possible_truncation, reason = "the networks are small")]

use bystander::{
    graph::{
        TieGraph,
        community::communities,
        component::components,
        homophily::{Homophily, spectral_segregation},
        reach::{Reach, UNREACHED},
    },
    model::{attribute::MISSING, id::PersonId, number::Figure, tie::Direction},
    null::Rewiring,
};
use proptest::{collection::vec, prelude::*, sample::Index};

type Ties = Vec<(PersonId, PersonId)>;

/// People and ties as an import may hand them over: with repeats, loops and people without ties.
#[derive(Clone, Debug)]
struct Network {
    size: usize,
    ties: Ties,
    /// For directed ties, how they are read.
    direction: Option<Direction>,
    codes: Vec<u32>,
    opted_out: Vec<bool>,
    seeds: Vec<PersonId>,
}

impl Network {
    fn graph_of(&self, ties: &Ties) -> TieGraph {
        match self.direction {
            Some(direction) => TieGraph::directed(self.size, ties, direction),
            None => TieGraph::undirected(self.size, ties),
        }
    }

    fn graph(&self) -> TieGraph {
        self.graph_of(&self.ties)
    }

    fn reach(&self, graph: &TieGraph) -> Reach {
        Reach::of(graph, &self.seeds, |person| !self.opted_out[person.index()])
    }

    /// The same network with person `p` in row `rows[p]`.
    fn renumbered(&self, rows: &[PersonId]) -> Self {
        let moved = |person: PersonId| rows[person.index()];
        let mut other = self.clone();
        other.ties = self.ties.iter().map(|&(from, to)| (moved(from), moved(to))).collect();
        other.seeds = self.seeds.iter().copied().map(moved).collect();
        for (person, row) in rows.iter().enumerate() {
            other.codes[row.index()] = self.codes[person];
            other.opted_out[row.index()] = self.opted_out[person];
        }
        other
    }
}

fn networks() -> impl Strategy<Value = Network> {
    (1..30_usize).prop_flat_map(|size| {
        let person = || (0..size as u32).prop_map(PersonId);
        let direction = proptest::option::of(prop_oneof![
            Just(Direction::Either),
            Just(Direction::Out),
            Just(Direction::In),
            Just(Direction::Mutual),
        ]);
        let code = prop_oneof![0..4_u32, Just(MISSING)];
        let each = (vec(code, size), vec(any::<bool>(), size));
        let ties = vec((person(), person()), 0..90);
        let seeds = vec(person(), 0..4);
        (ties, direction, each, seeds).prop_map(move |(ties, direction, (codes, opted_out), seeds)| Network {
            size,
            ties,
            direction,
            codes,
            opted_out,
            seeds,
        })
    })
}

/// A network and an order of its people.
fn networks_and_rows() -> impl Strategy<Value = (Network, Vec<PersonId>)> {
    networks().prop_flat_map(|network| {
        let rows: Vec<_> = (0..network.size as u32).map(PersonId).collect();
        (Just(network), Just(rows).prop_shuffle())
    })
}

/// Hops by going over all ties again and again until nothing changes.
fn hops_by_relaxing(network: &Network, graph: &TieGraph) -> Vec<u32> {
    let mut hop = vec![UNREACHED; network.size];
    network.seeds.iter().for_each(|seed| hop[seed.index()] = 0);
    for _ in 0..network.size {
        for from in graph.people() {
            for to in graph.opened_by(from).iter().filter(|to| !network.opted_out[to.index()]) {
                hop[to.index()] = hop[to.index()].min(hop[from.index()].saturating_add(1));
            }
        }
    }
    hop
}

fn in_range(figure: Figure, low: f64, high: f64) -> bool {
    figure.value().is_none_or(|value| low - 1e-9 <= value && value <= high + 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_ascending_without_oneself_and_ties_have_two_ends(network in networks()) {
        let graph = network.graph();
        for person in graph.people() {
            let (opened, openers) = (graph.opened_by(person), graph.openers_of(person));
            for row in [graph.contacts(person), opened, openers, graph.targets(person)] {
                prop_assert!(row.is_sorted_by(|one, other| one < other) && !row.contains(&person));
            }
            let answered = |rows: &[PersonId], of: fn(&TieGraph, PersonId) -> &[PersonId]| {
                rows.iter().all(|&other| of(&graph, other).contains(&person))
            };
            prop_assert!(answered(graph.contacts(person), TieGraph::contacts));
            prop_assert!(answered(opened, TieGraph::openers_of));
            prop_assert!(answered(openers, TieGraph::opened_by));
        }
        prop_assert_eq!(graph.pairs().count() as u64, graph.ties());
        prop_assert_eq!(graph.arrows().count() as u64, graph.arrow_count());
    }

    #[test]
    fn repeats_and_loops_change_nothing(network in networks(), again in vec(any::<Index>(), 0..9)) {
        let mut ties = network.ties.clone();
        if !ties.is_empty() {
            ties.extend(again.iter().map(|index| *index.get(&network.ties)));
        }
        let person = |index: &Index| PersonId(index.index(network.size) as u32);
        ties.extend(again.iter().map(|index| (person(index), person(index))));
        prop_assert_eq!(network.graph_of(&ties), network.graph());
        ties.reverse();
        prop_assert_eq!(network.graph_of(&ties), network.graph());
    }

    #[test]
    fn rewiring_keeps_everybodys_contacts_and_ties_nobody_twice(network in networks(), stream in any::<u64>()) {
        let graph = network.graph();
        let rewired = Rewiring::of(&graph).draw(1, stream).graph();
        for person in graph.people() {
            prop_assert_eq!(rewired.opened_by(person).len(), graph.opened_by(person).len());
            prop_assert_eq!(rewired.openers_of(person).len(), graph.openers_of(person).len());
        }
    }

    #[test]
    fn renumbering_people_changes_no_figure((network, rows) in networks_and_rows()) {
        let other = network.renumbered(&rows);
        let (graph, other_graph) = (network.graph(), other.graph());
        prop_assert_eq!(graph.ties(), other_graph.ties());
        prop_assert_eq!(network.reach(&graph).by_hop(), other.reach(&other_graph).by_hop());
        prop_assert_eq!(components(&graph).sizes, components(&other_graph).sizes);
        prop_assert_eq!(Homophily::of(&graph, &network.codes), Homophily::of(&other_graph, &other.codes));
    }

    #[test]
    fn reach_is_the_shortest_way_round_those_who_opted_out(network in networks()) {
        let graph = network.graph();
        let reach = network.reach(&graph);
        prop_assert_eq!(&reach.hop, &hops_by_relaxing(&network, &graph));
        prop_assert_eq!(reach.by_hop().iter().sum::<usize>() + reach.unreached(), network.size);
    }

    #[test]
    fn a_tie_more_takes_nobody_further_away(network in networks(), ends in any::<(Index, Index)>()) {
        let person = |index: Index| PersonId(index.index(network.size) as u32);
        let mut ties = network.ties.clone();
        ties.push((person(ends.0), person(ends.1)));
        let (before, after) = (network.reach(&network.graph()), network.reach(&network.graph_of(&ties)));
        prop_assert!(before.hop.iter().zip(&after.hop).all(|(before, after)| after <= before));
    }

    #[test]
    fn a_component_is_whom_a_walk_from_its_first_person_meets(network in networks()) {
        let graph = TieGraph::undirected(network.size, &network.ties);
        let found = components(&graph);
        for class in 0..found.sizes.len() as u32 {
            let first = PersonId(found.of.iter().position(|&of| of == class).expect("no class is empty") as u32);
            let met = Reach::of(&graph, &[first], |_| true);
            let is_met = |person: PersonId| met.hop_of(person).is_some();
            prop_assert!(graph.people().all(|person| is_met(person) == (found.of[person.index()] == class)));
        }
    }

    #[test]
    fn a_community_has_only_people_with_ties_of_one_component(network in networks(), seed: u64) {
        let graph = network.graph();
        let component = components(&graph).of;
        if let Some(found) = communities(&graph, seed) {
            prop_assert_eq!(Some(found.clone()), communities(&graph, seed));
            prop_assert!(found.sizes.is_sorted_by(|one, other| one >= other));
            let of = |person: PersonId| found.of[person.index()];
            for one in graph.people() {
                prop_assert_eq!(of(one) == MISSING, graph.degree(one) == 0);
                for other in graph.people().filter(|&other| of(one) == of(other) && of(one) != MISSING) {
                    prop_assert_eq!(component[one.index()], component[other.index()]);
                }
            }
        }
    }

    #[test]
    fn figures_of_homophily_stay_in_their_range(network in networks()) {
        let graph = network.graph();
        let found = Homophily::of(&graph, &network.codes);
        prop_assert_eq!(found.ties + found.ties_left_out, graph.arrow_count());
        prop_assert_eq!(found.people + found.people_left_out, network.size as u64);
        for figure in [found.ei_index, found.ei_by_chance, found.ei_mean_individual] {
            prop_assert!(in_range(figure, -1.0, 1.0));
        }
        let lowest = found.assortativity_minimum.value().unwrap_or(-1.0);
        prop_assert!(in_range(found.assortativity, lowest, 1.0));
        for group in &found.groups {
            prop_assert!(in_range(group.coleman, -1.0, 1.0) && in_range(group.own_share, 0.0, 1.0));
        }
        for figure in spectral_segregation(&graph, &network.codes) {
            prop_assert!(in_range(figure, 0.0, 1.0));
        }
    }
}
