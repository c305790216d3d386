//! `Near`: how near the members of a segment are to the people who consented.

use crate::{
    audit::Audit,
    graph::{TieGraph, reach::Reach},
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::real::real,
};
use serde::Serialize;

/// How many members stand so many ties from the nearest consenter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Steps {
    /// Ties to the nearest consenter; 0 for a consenter.
    pub steps: u64,
    /// Members.
    pub people: u64,
}

/// The members of a segment and the consenters around them.
///
/// # Definition
/// Every consenter counts, whatever their grant opens, and nobody's switch matters: this asks who knows whom, not whose data was within
/// reach. `with_consenting_contact` counts the members who are tied to a consenter other than themselves; `steps` counts the ties of
/// the shortest chain between a member and the nearest consenter, 0 for a consenter; `unconnected` members have no such chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Near {
    /// Members with at least one consenting contact.
    pub with_consenting_contact: u64,
    /// The same over members, 0 to 1.
    pub consenting_contact_share: Figure,
    /// How many consenting contacts a member has on average.
    pub mean_consenting_contacts: Figure,
    /// The average of `steps` over the members who are connected to a consenter.
    pub mean_steps: Figure,
    /// Members by steps, for each number of steps from 0 up to the largest.
    pub steps: Vec<Steps>,
    /// Members whom no chain of ties connects to a consenter.
    pub unconnected: u64,
}

impl Near {
    pub(super) fn of(consenting: &Consenting, members: &[PersonId]) -> Self {
        let with = members.iter().filter(|member| consenting.has_contact[member.index()]).count() as u64;
        let (steps, unconnected) = consenting.by_steps(members);
        Self {
            with_consenting_contact: with,
            consenting_contact_share: Figure::ratio(with, members.len() as u64, Undefined::EmptySegment),
            mean_consenting_contacts: consenting.mean_contacts(members.iter().copied()),
            mean_steps: consenting.mean_steps(members.iter().copied()),
            steps,
            unconnected,
        }
    }
}

/// The consenters around everybody.
pub(super) struct Consenting {
    consenters: usize,
    contacts: Vec<u64>,
    /// Whether a person has a consenting contact.
    pub(super) has_contact: Vec<bool>,
    reach: Reach,
}

impl Consenting {
    pub(super) fn of(audit: &Audit) -> Self {
        let graph = &audit.graph;
        let consents = |contact: &&PersonId| audit.is_consenter(**contact);
        let around = |person| graph.contacts(person).iter().filter(consents).count() as u64;
        let contacts: Vec<u64> = graph.people().map(around).collect();
        let seeds: Vec<PersonId> = audit.consenters.iter().map(|consenter| consenter.person).collect();
        let reach = if graph.is_directed() {
            let pairs: Vec<_> = graph.pairs().collect();
            Reach::of(&TieGraph::undirected(graph.size(), &pairs), &seeds, |_| true)
        } else {
            Reach::of(graph, &seeds, |_| true)
        };
        Self {
            consenters: seeds.len(),
            has_contact: contacts.iter().map(|&contacts| contacts > 0).collect(),
            contacts,
            reach,
        }
    }

    pub(super) fn is_anybody(&self) -> bool {
        self.consenters > 0
    }

    /// The mean number of consenting contacts of `people`.
    pub(super) fn mean_contacts(&self, people: impl ExactSizeIterator<Item = PersonId>) -> Figure {
        let whole = people.len() as u64;
        let contacts = people.map(|person| self.contacts[person.index()]).sum();
        Figure::ratio(contacts, whole, Undefined::EmptyInput)
    }

    /// The mean number of steps between those of `people` who are connected to a consenter, and the nearest.
    pub(super) fn mean_steps(&self, people: impl Iterator<Item = PersonId>) -> Figure {
        let steps: Vec<u64> = people.filter_map(|person| self.reach.hop_of(person)).map(u64::from).collect();
        match (self.is_anybody(), steps.len()) {
            (false, _) => Figure::undefined(Undefined::NoConsenters),
            (true, 0) => Figure::undefined(Undefined::NobodyReached),
            _ => Figure::known(real(steps.iter().sum::<u64>()) / real(steps.len() as u64)),
        }
    }

    fn by_steps(&self, members: &[PersonId]) -> (Vec<Steps>, u64) {
        let mut people = Vec::new();
        let mut unconnected = 0;
        for &member in members {
            match self.reach.hop_of(member) {
                None => unconnected += 1,
                Some(steps) => {
                    let steps = steps as usize;
                    people.resize(people.len().max(steps + 1), 0);
                    people[steps] += 1;
                }
            }
        }
        ((0..).zip(people).map(|(steps, people)| Steps { steps, people }).collect(), unconnected)
    }
}
