//! `Reach`: how many ties lie between each person and the nearest of a set of people.

use super::TieGraph;
use crate::model::id::PersonId;
use rayon::prelude::*;

/// Hops from the nearest seed, for everybody.
///
/// # Definition
/// Seeds are at hop 0. A person is at hop `h` if a grant of somebody at hop `h - 1` would open their data
/// ([`TieGraph::opened_by`]) and nothing nearer would. Somebody whom `passes` turns away is neither reached nor passed
/// through, unless they are a seed.
///
/// # Example
/// From Ada and Ben the village is one hop away, but for Gus, whom nobody knows; from Cem alone it takes three.
/// ```
/// use bystander::{graph::reach::Reach, model::id::PersonId, village};
/// let graph = village::audit().graph;
/// let [ada, ben, cem] = [0, 1, 2].map(PersonId);
/// assert_eq!(Reach::of(&graph, &[ada, ben], |_| true).by_hop(), [2, 4]);
/// assert_eq!(Reach::of(&graph, &[cem], |_| true).by_hop(), [1, 1, 3, 1]);
/// assert_eq!(Reach::of(&graph, &[cem], |person| person != ada).by_hop(), [1]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Hops by person row; [`UNREACHED`] for those whom no chain of ties leads to.
    pub hop: Vec<u32>,
}

/// The hop of somebody who is not reached.
pub const UNREACHED: u32 = u32::MAX;

impl Reach {
    /// Searches from `seeds`, which may repeat, as far as ties lead.
    #[must_use]
    pub fn of(graph: &TieGraph, seeds: &[PersonId], passes: impl Fn(PersonId) -> bool + Sync) -> Self {
        let mut hop = vec![UNREACHED; graph.size()];
        let mut latest = Vec::new();
        enter(&mut hop, &mut latest, 0, seeds.iter().copied());
        for level in 1.. {
            if latest.is_empty() {
                break;
            }
            latest = if pulls(graph, &latest) {
                let found = pulled(graph, &hop, &passes);
                for person in &found {
                    hop[person.index()] = level;
                }
                found
            } else {
                pushed(graph, &mut hop, &latest, level, &passes)
            };
        }
        Self { hop }
    }

    /// The hop of `person`, if they are reached.
    #[must_use]
    pub fn hop_of(&self, person: PersonId) -> Option<u32> {
        Some(self.hop[person.index()]).filter(|&hop| hop != UNREACHED)
    }

    /// How many people are at hop 0, 1, 2 ... up to the last hop at which there is anybody.
    #[must_use]
    pub fn by_hop(&self) -> Vec<usize> {
        let mut people = Vec::new();
        for hop in self.hop.iter().filter(|&&hop| hop != UNREACHED).map(|&hop| hop as usize) {
            if people.len() <= hop {
                people.resize(hop + 1, 0);
            }
            people[hop] += 1;
        }
        people
    }

    /// How many people are not reached.
    #[must_use]
    pub fn unreached(&self) -> usize {
        self.hop.iter().filter(|&&hop| hop == UNREACHED).count()
    }
}

/// Sets `level` for those of `people` who have no hop yet, and lists them.
fn enter(hop: &mut [u32], latest: &mut Vec<PersonId>, level: u32, people: impl Iterator<Item = PersonId>) {
    for person in people {
        let known = &mut hop[person.index()];
        if *known == UNREACHED {
            *known = level;
            latest.push(person);
        }
    }
}

/// Whether so many ties leave the latest people that it is quicker to ask everybody else. A level that pulls has an
/// eighth of the ties, so that few levels do, and the search takes time in proportion to people and ties.
fn pulls(graph: &TieGraph, latest: &[PersonId]) -> bool {
    let arcs: usize = latest.iter().map(|&person| graph.opened_by(person).len()).sum();
    arcs as u64 * 8 > graph.ties()
}

/// The next level, from those whom the latest people open.
fn pushed(
    graph: &TieGraph,
    hop: &mut [u32],
    latest: &[PersonId],
    level: u32,
    passes: impl Fn(PersonId) -> bool,
) -> Vec<PersonId> {
    let mut next = Vec::new();
    for &person in latest {
        let opened = graph.opened_by(person).iter().copied().filter(|&contact| passes(contact));
        enter(hop, &mut next, level, opened);
    }
    next
}

/// The next level, ascending, from those not reached yet: whoever has an opener that is reached. That opener is of the
/// latest level, or they would have been reached before.
fn pulled(graph: &TieGraph, hop: &[u32], passes: impl Fn(PersonId) -> bool + Sync) -> Vec<PersonId> {
    let reached = |person: &PersonId| hop[person.index()] != UNREACHED;
    let found = |person: &PersonId| {
        !reached(person) && graph.openers_of(*person).iter().any(reached) && passes(*person)
    };
    graph.people().collect::<Vec<_>>().into_par_iter().filter(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tie::Direction;

    fn pairs(ties: &[(u32, u32)]) -> Vec<(PersonId, PersonId)> {
        ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect()
    }

    fn hops(graph: &TieGraph, seeds: &[u32]) -> Vec<u32> {
        let seeds: Vec<_> = seeds.iter().copied().map(PersonId).collect();
        Reach::of(graph, &seeds, |_| true).hop
    }

    #[test]
    fn counts_ties_from_the_nearest_seed() {
        let path = TieGraph::undirected(6, &pairs(&[(0, 1), (1, 2), (2, 3), (3, 4)]));
        assert_eq!(hops(&path, &[0]), [0, 1, 2, 3, 4, UNREACHED]);
        assert_eq!(hops(&path, &[0, 4, 4]), [0, 1, 2, 1, 0, UNREACHED]);
        assert_eq!(hops(&path, &[]), [UNREACHED; 6]);
    }

    #[test]
    fn follows_the_stated_direction() {
        let ties = pairs(&[(0, 1), (1, 2), (2, 1)]);
        let from_one = |direction| hops(&TieGraph::directed(3, &ties, direction), &[1]);
        assert_eq!(from_one(Direction::Out), [UNREACHED, 0, 1]);
        assert_eq!(from_one(Direction::In), [1, 0, 1]);
        assert_eq!(from_one(Direction::Mutual), [UNREACHED, 0, 1]);
        assert_eq!(from_one(Direction::Either), [1, 0, 1]);
    }

    #[test]
    fn goes_round_those_who_opted_out_and_starts_from_seeds_who_did() {
        let ring = TieGraph::undirected(5, &pairs(&[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]));
        let reach = Reach::of(&ring, &[PersonId(0)], |person| person != PersonId(1) && person != PersonId(0));
        assert_eq!(reach.hop, [0, UNREACHED, 3, 2, 1]);
        assert_eq!((reach.by_hop(), reach.unreached()), (vec![1, 1, 1, 1], 1));
    }
}
