//! `NeighbourVote`: what the known values of a person's contacts say about that person.

use super::TieGraph;
use crate::model::{attribute::MISSING, id::PersonId};

/// Who votes on whom. A voter is somebody whose value is known; voters vote, with that value, on each of their contacts that are
/// asked about.
///
/// # Definition
/// Contacts are those of either direction, each once; nobody votes on themselves. People on whom nobody votes are not kept.
///
/// # Example
/// In the village Ada lives in North and Ben in South. Cem and Dot know Ada, Fay knows Ben, Eve knows both.
/// ```
/// use bystander::{graph::neighbour_vote::NeighbourVote, model::id::PersonId, village};
/// let graph = village::audit().graph;
/// let others = (2..7).map(PersonId);
/// let vote = NeighbourVote::of(&graph, others, &[PersonId(0), PersonId(1)]);
/// let mut votes = Vec::new();
/// vote.count(&[0, 1], 2, |person, counts| votes.push((person.0, counts.to_vec())));
/// assert_eq!(votes, [(2, vec![1, 0]), (3, vec![1, 0]), (4, vec![1, 1]), (5, vec![0, 1])]); // nobody votes on Gus
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourVote {
    people: Vec<PersonId>,
    /// Where the voters of each person end.
    ends: Vec<usize>,
    /// Voters by their place in the list of voters.
    voters: Vec<u32>,
}

impl NeighbourVote {
    /// The votes of `voters` on the people `about`, who are asked about in their order.
    #[must_use]
    pub fn of(graph: &TieGraph, about: impl Iterator<Item = PersonId>, voters: &[PersonId]) -> Self {
        let mut place = vec![MISSING; graph.size()];
        (0..).zip(voters).for_each(|(at, voter)| place[voter.index()] = at);
        let mut vote = Self { people: Vec::new(), ends: Vec::new(), voters: Vec::new() };
        for person in about {
            let before = vote.voters.len();
            let contacts = graph.contacts(person).iter().map(|contact| place[contact.index()]);
            vote.voters.extend(contacts.filter(|&at| at != MISSING));
            if vote.voters.len() > before {
                vote.people.push(person);
                vote.ends.push(vote.voters.len());
            }
        }
        vote
    }

    /// The people on whom anybody votes, in the order in which they were asked about.
    #[must_use]
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// How many votes there are in all.
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.voters.len() as u64
    }

    /// Shows `see` each person with how many voters have each of `classes` values. `labels` holds the value of each voter, by the
    /// voter's place, below `classes`.
    pub fn count(&self, labels: &[u32], classes: usize, mut see: impl FnMut(PersonId, &[u32])) {
        let mut counts = vec![0; classes];
        let mut start = 0;
        for (&person, &end) in self.people.iter().zip(&self.ends) {
            counts.fill(0);
            for &voter in &self.voters[start..end] {
                counts[labels[voter as usize] as usize] += 1;
            }
            see(person, &counts);
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_votes_on_themselves() {
        let ties = [(0, 1), (1, 2)].map(|(one, other)| (PersonId(one), PersonId(other)));
        let graph = TieGraph::undirected(4, &ties);
        let everybody: Vec<PersonId> = graph.people().collect();
        let vote = NeighbourVote::of(&graph, graph.people(), &everybody);
        let mut seen = Vec::new();
        vote.count(&[0, 1, 2, 2], 3, |person, counts| seen.push((person.0, counts.to_vec())));
        assert_eq!(seen, [(0, vec![0, 1, 0]), (1, vec![1, 0, 1]), (2, vec![0, 1, 0])]);
        assert_eq!((vote.people().len(), vote.votes()), (3, 4));
    }

    #[test]
    fn people_are_asked_about_in_the_order_given() {
        let ties = [(0, 1), (0, 2)].map(|(one, other)| (PersonId(one), PersonId(other)));
        let graph = TieGraph::undirected(3, &ties);
        let vote = NeighbourVote::of(&graph, [2, 1].into_iter().map(PersonId), &[PersonId(0)]);
        assert_eq!(vote.people(), [PersonId(2), PersonId(1)]);
    }
}
