//! `Communities`: groups of people with more ties among themselves than chance would give, found with Leiden.

use super::{TieGraph, homophily::Mixing, partition::Partition};
use crate::model::attribute::MISSING;
use single_clustering::{
    community_search::leiden::{LeidenConfig, ObjectiveKind, leiden},
    network::CSRNetwork,
};

/// The most ties for which an audit looks for communities unless it is told to. With so many, among 200,000 people, one
/// search took 3 seconds of one processor where communities were plain and 9 where they were faint.
pub const MOST_TIES: u64 = 2_000_000;

/// The communities of a network.
///
/// # Definition
/// A partition of the people who have ties, found by the Leiden algorithm with modularity at resolution 1 as its aim.
/// Ties are read whichever way they point, each with weight 1. People without ties are in no community: nothing
/// speaks for one or another, and each alone would only add to the count.
///
/// # Reference
/// Traag, Waltman, van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", 2019.
///
/// # Limits
/// The best partition is not known to be found, and another seed may give another one of nearly the same modularity:
/// a community is an estimate. Communities with fewer ties inside than about the root of twice all ties may be merged
/// (the resolution limit of modularity).
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// A community by person row, [`MISSING`] for people without ties. 0 is the largest; those of one size stand in
    /// the order of their first person.
    pub of: Vec<u32>,
    /// How many communities there are.
    pub count: usize,
    /// How many people each has, descending.
    pub sizes: Vec<usize>,
    /// The modularity of the partition, from -1/2 to below 1.
    pub modularity: f64,
    /// The seed that it was found with.
    pub seed: u64,
}

/// The communities of `graph`; none where it has no ties. The same seed gives the same communities.
#[must_use]
#[allow(clippy::missing_panics_doc, reason = "what is expected below cannot fail")]
pub fn communities(graph: &TieGraph, seed: u64) -> Option<Communities> {
    if graph.ties() == 0 {
        return None;
    }
    let config = LeidenConfig {
        objective: ObjectiveKind::Rb { resolution: 1.0 },
        seed: Some(seed),
        ..LeidenConfig::default()
    };
    let found = leiden(&network(graph), &config).expect("the settings are the crate's own, with a seed");
    let label = |(person, &label): (_, &usize)| {
        if graph.degree(person) == 0 { MISSING } else { row(label) }
    };
    let labels: Vec<u32> = graph.people().zip(found.labels()).map(label).collect();
    let Partition { of, sizes } = Partition::canonical(&labels);
    let modularity = Mixing::of(graph, &of).modularity(1.0).value()?;
    Some(Communities { of, count: sizes.len(), sizes, modularity, seed })
}

/// The graph as the crate reads it.
fn network(graph: &TieGraph) -> CSRNetwork {
    let mut offsets = vec![0];
    let mut contacts = Vec::new();
    for person in graph.people() {
        contacts.extend(graph.contacts(person).iter().map(|contact| contact.0));
        offsets.push(contacts.len());
    }
    let weights = vec![1.0; contacts.len()];
    CSRNetwork::from_csr_parts(offsets, contacts, weights, None).expect("rows are symmetric and in range")
}

#[allow(clippy::cast_possible_truncation, reason = "there are no more communities than people, who fit u32")]
fn row(label: usize) -> u32 {
    label as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{graph::karate, model::id::PersonId};
    use rand::{RngExt, SeedableRng};

    #[test]
    fn finds_the_four_communities_of_karate_for_every_seed() {
        for seed in 0..20 {
            let found = communities(&karate::graph(), seed).unwrap();
            assert!((found.modularity - 0.4198).abs() < 1e-3, "{}", found.modularity);
            assert_eq!((found.count, found.seed), (4, seed));
        }
    }

    #[test]
    fn finds_what_was_planted() {
        let mut chance = rand_chacha::ChaCha12Rng::seed_from_u64(1);
        let mut ties = Vec::new();
        for (one, other) in (0..240_u32).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let likely = if one / 40 == other / 40 { 0.3 } else { 0.01 };
            if chance.random::<f64>() < likely {
                ties.push((PersonId(one), PersonId(other)));
            }
        }
        let found = communities(&TieGraph::undirected(240, &ties), 1).unwrap();
        assert_eq!(found.of, (0..240).map(|person| person / 40).collect::<Vec<_>>());
        assert_eq!(found.sizes, [40; 6]);
    }

    #[test]
    fn leaves_people_without_ties_out() {
        let ties = [(0, 2), (2, 4), (0, 4), (1, 6)].map(|(one, other)| (PersonId(one), PersonId(other)));
        let found = communities(&TieGraph::undirected(7, &ties), 1).unwrap();
        assert_eq!(found.of, [0, 1, 0, MISSING, 0, MISSING, 1]);
        assert_eq!((found.count, found.modularity), (2, 0.375)); // 1 - (6/8)^2 - (2/8)^2
        assert_eq!(communities(&TieGraph::undirected(7, &[]), 1), None);
    }
}
