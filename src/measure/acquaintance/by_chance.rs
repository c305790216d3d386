//! `ByChance`: what chance would give as many people instead, and how unusual the segment is against that.

use super::{among::Among, near::{Consenting, Near}};
use crate::{
    audit::Audit,
    graph::TieGraph,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    null::{Alike, Model, Peers},
    stat::{hypergeometric::Hypergeometric, real::real},
};
use serde::Serialize;

/// A count held against as many people drawn from a model of chance.
///
/// # Definition
/// `expected` is the exact mean over all draws of the model, `ratio` the count over it, and `p_value` the chance of so large a count or
/// a larger one: (1 + draws with a count at least as large) / (1 + draws), but for members with a consenting contact among
/// people drawn from everybody, where it is exact (hypergeometric).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ByChance {
    /// Who could have stood in the segment instead.
    pub model: Model,
    /// The mean by chance.
    pub expected: Figure,
    /// The count over its mean by chance.
    pub ratio: Figure,
    /// The p-value against a larger count by chance.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
}

impl ByChance {
    fn new(model: Model, count: u64, expected: Figure, as_large: Figure) -> Self {
        let ratio = match expected.0 {
            Ok(0.0) => Figure::undefined(Undefined::ZeroDenominator),
            _ => expected.map(|expected| real(count) / expected),
        };
        let p_value = Figure(expected.0.and(as_large.0));
        Self { model, expected, ratio, p_value, q_value: p_value }
    }
}

/// The fewest draws that make a test.
const FEWEST: u32 = 99;
/// How many contacts the draws of the measure may read.
const MOST_READ: u64 = 500_000_000;
/// How many contacts they may read for each tie of the network, if that is more.
const MOST_READ_PER_TIE: u64 = 500;

/// How many draws are taken for each segment and model.
pub(super) fn draws(audit: &Audit) -> Figure<u32> {
    let asked = audit.parameters.draws;
    let (ties, people) = (audit.graph.ties(), audit.people() as u64);
    let reads = |members: &Vec<PersonId>| {
        let members_contacts: u64 = members.iter().map(|&member| audit.graph.degree(member) as u64).sum();
        // Anybody has 2 ties/people contacts on average; of each pair one looks for the other.
        let anybodys = 2 * ties * members.len() as u64 / people.max(1);
        members.len() as u64 + members_contacts.max(anybodys) / 2
    };
    let a_round: u64 = audit.segments.iter().map(|segment| reads(&segment.members)).sum::<u64>() * Model::ALL.len() as u64;
    let affordable = MOST_READ.max(MOST_READ_PER_TIE * ties) / a_round.max(1);
    let taken = u64::from(asked).min(affordable);
    if taken < u64::from(asked.min(FEWEST)) {
        return Figure::undefined(Undefined::TooLarge);
    }
    Figure::known(u32::try_from(taken).expect("no more than were asked for"))
}

/// A model of chance that every segment is held against.
pub(super) struct Chance<'a> {
    audit: &'a Audit,
    consenting: &'a Consenting,
    model: Model,
    alike: Alike,
    /// The people with a consenting contact, by stratum.
    with_contact: Vec<u64>,
    draws: Figure<u32>,
}

impl<'a> Chance<'a> {
    pub(super) fn of(audit: &'a Audit, consenting: &'a Consenting, model: Model, draws: Figure<u32>) -> Self {
        let alike = Alike::of(&audit.graph, model);
        let with_contact = alike.count(&consenting.has_contact);
        Self { audit, consenting, model, alike, with_contact, draws }
    }

    /// The ties among members, and the members with a consenting contact, against their peers in this model.
    pub(super) fn tests(&self, members: &[PersonId], among: &Among, near: &Near, stream: u64) -> [ByChance; 2] {
        let peers = self.alike.peers(members);
        let unless = |none: bool, why| if none { Err(why) } else { Ok(()) };
        let ties = among.density.0.and(unless(self.audit.graph.ties() == 0, Undefined::NoEdges));
        let near_any = near.consenting_contact_share.0.and(unless(!self.consenting.is_anybody(), Undefined::NoConsenters));
        let observed = [among.ties, near.with_consenting_contact];
        let drawn = match self.draws.0 {
            Ok(draws) if ties.is_ok() || near_any.is_ok() => {
                self.at_least(&peers, (draws, stream), observed).map(Figure::known)
            }
            // Without anything to test no draws are taken, and nothing is said of them.
            other => [Figure(other.map(|_| 1.0)); 2],
        };
        let near_p = match self.model {
            Model::Random => Figure::known(self.exactly(members.len() as u64, near.with_consenting_contact)),
            Model::SameDegree | Model::SameDegreeBand => drawn[1],
        };
        let expected_ties = Figure(ties.map(|()| peers.mean_ties()));
        let expected_near = Figure(near_any.map(|()| peers.mean_marked(&self.with_contact)));
        [
            ByChance::new(self.model, observed[0], expected_ties, drawn[0]),
            ByChance::new(self.model, observed[1], expected_near, near_p),
        ]
    }

    /// The chance that as many people, drawn at random from everybody, hold as many with a consenting contact or more.
    fn exactly(&self, members: u64, with_contact: u64) -> f64 {
        Hypergeometric::new(self.audit.people() as u64, self.with_contact.iter().sum(), members)
            .expect("members are people")
            .upper(with_contact)
    }

    /// The p-values of `observed` ties and people with a consenting contact.
    fn at_least(&self, peers: &Peers, (draws, stream): (u32, u64), observed: [u64; 2]) -> [f64; 2] {
        let graph = &self.audit.graph;
        let mut as_large = [1_u64; 2];
        let mut drawn_in = vec![0_u32; graph.size()];
        let mut draw = 0;
        peers.each(draws, self.audit.parameters.seed, stream, |people| {
            draw += 1;
            people.iter().for_each(|person| drawn_in[person.index()] = draw);
            let is_drawn = |person: &PersonId| drawn_in[person.index()] == draw;
            let near = people.iter().filter(|person| self.consenting.has_contact[person.index()]).count() as u64;
            let ties: u64 = people.iter().map(|&person| ties_upwards(graph, person, is_drawn)).sum();
            for (count, (found, least)) in as_large.iter_mut().zip([ties, near].into_iter().zip(observed)) {
                *count += u64::from(found >= least);
            }
        });
        as_large.map(|count| real(count) / real(1 + u64::from(draws)))
    }
}

/// The ties between `person` and those of the people in later rows of whom `is_among` is true.
fn ties_upwards(graph: &TieGraph, person: PersonId, is_among: impl Fn(&PersonId) -> bool) -> u64 {
    let contacts = graph.contacts(person);
    let above = contacts.partition_point(|&contact| contact <= person);
    contacts[above..].iter().filter(|contact| is_among(contact)).count() as u64
}
