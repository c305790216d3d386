//! `Transitivity`: how often two contacts of one person are contacts of each other.
//!
//! # Reference
//! Newman 2010, section 7.9 (global clustering, transitivity); Latapy 2008 (counting triangles along an order of degrees).

use super::TieGraph;
use crate::{
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::real::real,
};

/// Pairs of ties that meet in a person, and how many of them a third tie closes.
///
/// # Definition
/// Ties count whichever way they point. `triples` is the sum over everybody of d(d - 1)/2, d the number of their contacts;
/// `triangles` counts three people who are all tied to one another, each three once. The share is 3 triangles / triples.
///
/// # Example
/// The karate club has 45 triangles among 528 pairs of ties that meet: a quarter of the pairs are closed. In the village:
/// ```
/// use bystander::{graph::transitivity::Transitivity, village};
/// let found = Transitivity::of(&village::audit().graph);
/// assert_eq!((found.triangles, found.triples), (1, 10));
/// assert_eq!(found.share().value(), Some(0.3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transitivity {
    /// Threes of people who are all tied to one another.
    pub triangles: u64,
    /// Pairs of ties that meet in a person.
    pub triples: u128,
}

impl Transitivity {
    /// Counts the triangles of `graph`, in so many steps as [`Transitivity::work`] says.
    #[must_use]
    pub fn of(graph: &TieGraph) -> Self {
        let later = Later::of(graph);
        let shared = |one, &other: &PersonId| common(later.row(one), later.row(other));
        let triangles =
            graph.people().map(|one| later.row(one).iter().map(|other| shared(one, other)).sum::<u64>());
        let degrees = graph.people().map(|person| graph.degree(person) as u128);
        Self {
            triangles: triangles.sum(),
            triples: degrees.map(|degree| degree * degree.saturating_sub(1) / 2).sum(),
        }
    }

    /// The share of pairs of ties that are closed, 0 to 1; undefined where no two ties meet.
    #[must_use]
    pub fn share(self) -> Figure {
        if self.triples == 0 {
            return Figure::undefined(Undefined::ZeroDenominator);
        }
        Figure::known(3.0 * real(self.triangles) / real(self.triples))
    }

    /// At most how many steps counting takes: for each tie the contacts of both ends that come after them by degree.
    #[must_use]
    pub fn work(graph: &TieGraph) -> u64 {
        let later = Later::of(graph);
        let many = |person| later.row(person).len() as u64;
        graph.pairs().fold(0, |work, (one, other)| work.saturating_add(many(one) + many(other)))
    }
}

/// Whether `one` comes before `other` by number of contacts, and by row where they have as many.
fn precedes(graph: &TieGraph, one: PersonId, other: PersonId) -> bool {
    (graph.degree(one), one) < (graph.degree(other), other)
}

/// Of each person the contacts who come after them, ascending by row. Nobody has many: a person has at most as many
/// contacts with more contacts than themselves as the root of twice the number of ties.
struct Later {
    starts: Vec<usize>,
    contacts: Vec<PersonId>,
}

impl Later {
    fn of(graph: &TieGraph) -> Self {
        let mut later = Self { starts: vec![0], contacts: Vec::new() };
        for person in graph.people() {
            let row = graph.contacts(person).iter().copied();
            later.contacts.extend(row.filter(|&other| precedes(graph, person, other)));
            later.starts.push(later.contacts.len());
        }
        later
    }

    fn row(&self, person: PersonId) -> &[PersonId] {
        &self.contacts[self.starts[person.index()]..self.starts[person.index() + 1]]
    }
}

/// How many people are in both of two ascending rows.
fn common(one: &[PersonId], other: &[PersonId]) -> u64 {
    let (mut at, mut there, mut both) = (0, 0, 0);
    while at < one.len() && there < other.len() {
        let (a, b) = (one[at], other[there]);
        both += u64::from(a == b);
        at += usize::from(a <= b);
        there += usize::from(b <= a);
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::karate;

    fn pairs(ties: &[(u32, u32)]) -> Vec<(PersonId, PersonId)> {
        ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect()
    }

    /// Every three people, asked whether they are all tied.
    fn by_asking(graph: &TieGraph) -> u64 {
        let tied = |one, other| graph.contacts(one).contains(&other);
        let mut triangles = 0;
        for (one, other) in graph.pairs() {
            let third =
                graph.people().filter(|&third| third > other && tied(one, third) && tied(other, third));
            triangles += third.count() as u64;
        }
        triangles
    }

    #[test]
    fn counts_what_asking_every_three_people_counts() {
        let mut random = 12_345_u32;
        for size in [3, 6, 9, 14, 25] {
            let mut ties = Vec::new();
            for one in 0..size {
                for other in 0..size {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    if random >> 30 == 0 {
                        ties.push((one, other));
                    }
                }
            }
            let graph = TieGraph::undirected(size as usize, &pairs(&ties));
            assert_eq!(Transitivity::of(&graph).triangles, by_asking(&graph));
        }
    }

    #[test]
    fn a_quarter_of_the_pairs_of_ties_of_the_karate_club_are_closed() {
        let found = Transitivity::of(&karate::graph());
        assert_eq!((found.triangles, found.triples), (45, 528));
        assert!((found.share().value().unwrap() - 0.255_681_818_181_818).abs() < 1e-14);
    }

    #[test]
    fn without_ties_that_meet_there_is_no_share() {
        let graph = TieGraph::undirected(4, &pairs(&[(0, 1), (2, 3)]));
        assert_eq!(Transitivity::of(&graph).share(), Figure::undefined(Undefined::ZeroDenominator));
    }

    #[test]
    fn everybody_tied_to_everybody_closes_every_pair() {
        let all: Vec<_> = (0..9).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        let graph = TieGraph::undirected(9, &pairs(&all));
        assert_eq!(Transitivity::of(&graph).triangles, 84);
        assert_eq!(Transitivity::of(&graph).share().value(), Some(1.0));
    }
}
