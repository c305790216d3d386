//! `TieGraph`: people and their ties, and whose data each person's grant would open.

use super::adjacency::{Adjacency, Way};
use crate::model::{id::PersonId, tie::Direction};

/// People `0..size()` and the ties between them. Ties to oneself and repeated ties are dropped on the way in.
///
/// Undirected ties are kept once for each end. For directed ties the graph also keeps who points to whom, and reads
/// them for an audit in the [`Direction`] that the user states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieGraph {
    size: usize,
    direction: Direction,
    /// Everybody tied to a person, whichever way the tie points.
    either: Adjacency,
    /// For directed ties: whom a person points to, and who points to them.
    directed: Option<Arrows>,
    /// For directed ties read as `Mutual`.
    mutual: Option<Adjacency>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Arrows {
    out: Adjacency,
    back: Adjacency,
}

impl TieGraph {
    /// A graph of undirected ties between `size` people.
    #[must_use]
    pub fn undirected(size: usize, ties: &[(PersonId, PersonId)]) -> Self {
        let either = Adjacency::of(size, ties, Way::Both);
        Self { size, direction: Direction::Either, either, directed: None, mutual: None }
    }

    /// A graph of directed ties between `size` people, read for the audit in `direction`.
    #[must_use]
    pub fn directed(size: usize, ties: &[(PersonId, PersonId)], direction: Direction) -> Self {
        let mut graph = Self::undirected(size, ties);
        let (out, back) = (Adjacency::of(size, ties, Way::There), Adjacency::of(size, ties, Way::Back));
        graph.direction = direction;
        graph.mutual = (direction == Direction::Mutual).then(|| {
            let is_answered = |&(from, to): &(PersonId, PersonId)| back.row(from).binary_search(&to).is_ok();
            let answered: Vec<_> = ties.iter().copied().filter(is_answered).collect();
            Adjacency::of(size, &answered, Way::There)
        });
        graph.directed = Some(Arrows { out, back });
        graph
    }

    /// How many people there are, those without ties included.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How the audit reads the ties.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether the ties point somewhere.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.directed.is_some()
    }

    /// How many pairs of people are tied, whichever way the ties point.
    #[must_use]
    pub fn ties(&self) -> u64 {
        self.either.arcs() / 2
    }

    /// How many ties [`TieGraph::arrows`] gives: directed ties, or pairs where ties point nowhere.
    #[must_use]
    pub fn arrow_count(&self) -> u64 {
        self.directed.as_ref().map_or_else(|| self.ties(), |arrows| arrows.out.arcs())
    }

    /// Everybody, ascending.
    pub fn people(&self) -> impl ExactSizeIterator<Item = PersonId> + Clone + use<> {
        #[allow(clippy::cast_possible_truncation, reason = "people are numbered in u32")]
        (0..self.size as u32).map(PersonId)
    }

    /// Everybody tied to `person`, whichever way the ties point; ascending, each once.
    #[inline]
    #[must_use]
    pub fn contacts(&self, person: PersonId) -> &[PersonId] {
        self.either.row(person)
    }

    /// How many people are tied to `person`.
    #[inline]
    #[must_use]
    pub fn degree(&self, person: PersonId) -> usize {
        self.contacts(person).len()
    }

    /// The people whose data a grant of `person` opens; ascending, each once.
    #[inline]
    #[must_use]
    pub fn opened_by(&self, person: PersonId) -> &[PersonId] {
        match (self.direction, &self.directed, &self.mutual) {
            (Direction::Out, Some(arrows), _) => arrows.out.row(person),
            (Direction::In, Some(arrows), _) => arrows.back.row(person),
            (Direction::Mutual, _, Some(mutual)) => mutual.row(person),
            _ => self.either.row(person),
        }
    }

    /// The people whose grants open the data of `person`; ascending, each once.
    #[inline]
    #[must_use]
    pub fn openers_of(&self, person: PersonId) -> &[PersonId] {
        match (self.direction, &self.directed, &self.mutual) {
            (Direction::Out, Some(arrows), _) => arrows.back.row(person),
            (Direction::In, Some(arrows), _) => arrows.out.row(person),
            (Direction::Mutual, _, Some(mutual)) => mutual.row(person),
            _ => self.either.row(person),
        }
    }

    /// Each pair of tied people once, the lower row first.
    pub fn pairs(&self) -> impl Iterator<Item = (PersonId, PersonId)> + '_ {
        self.people().flat_map(move |one| {
            let row = self.contacts(one);
            let above = row.partition_point(|&other| other <= one);
            row[above..].iter().map(move |&other| (one, other))
        })
    }

    /// Whom `person` points to; where ties point nowhere, everybody tied to `person`. Ascending, each once.
    #[inline]
    #[must_use]
    pub fn targets(&self, person: PersonId) -> &[PersonId] {
        self.directed.as_ref().map_or(&self.either, |arrows| &arrows.out).row(person)
    }

    /// Each directed tie once, from and to; each undirected tie once, the lower row first.
    pub fn arrows(&self) -> impl Iterator<Item = (PersonId, PersonId)> + '_ {
        self.people().flat_map(move |from| {
            let row = self.targets(from);
            let below = if self.is_directed() { 0 } else { row.partition_point(|&to| to <= from) };
            row[below..].iter().map(move |&to| (from, to))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One follows two, two and three follow each other, four follows one.
    fn opened_by_all(direction: Direction) -> [Vec<u32>; 4] {
        let ties = [(0, 1), (1, 2), (2, 1), (3, 0)].map(|(from, to)| (PersonId(from), PersonId(to)));
        let graph = TieGraph::directed(4, &ties, direction);
        [0, 1, 2, 3].map(|person| graph.opened_by(PersonId(person)).iter().map(|other| other.0).collect())
    }

    #[test]
    fn a_grant_opens_those_at_the_stated_end() {
        assert_eq!(opened_by_all(Direction::Either), [vec![1, 3], vec![0, 2], vec![1], vec![0]]);
        assert_eq!(opened_by_all(Direction::Out), [vec![1], vec![2], vec![1], vec![0]]);
        assert_eq!(opened_by_all(Direction::In), [vec![3], vec![0, 2], vec![1], vec![]]);
        assert_eq!(opened_by_all(Direction::Mutual), [vec![], vec![2], vec![1], vec![]]);
    }

    #[test]
    fn ties_count_pairs_and_arrows_count_directions() {
        let ties = [(0, 1), (1, 0), (2, 1), (2, 2)].map(|(from, to)| (PersonId(from), PersonId(to)));
        let count = |graph: &TieGraph| (graph.ties(), graph.arrow_count(), graph.arrows().count());
        assert_eq!(count(&TieGraph::undirected(3, &ties)), (2, 2, 2));
        assert_eq!(count(&TieGraph::directed(3, &ties, Direction::Either)), (2, 3, 3));
    }
}
