//! `ByChance`: what chance would give as many people instead, and how unusual the segment is against that.

use super::{among::Among, near::{Consenting, Near}};
use crate::{
    audit::Audit,
    graph::TieGraph,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    null::{Model, Peers},
    stat::real::real,
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

    /// The p-value where it needs no draws.
    pub(super) fn p_value_without_draws(&self, exact: impl FnOnce() -> f64) -> Figure {
        self.expected.map(|_| exact())
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

/// Which draws are taken for one segment and model.
pub(super) struct Draws {
    pub draws: Figure<u32>,
    pub seed: u64,
    pub stream: u64,
}

impl Draws {
    /// The ties among members, and the members with a consenting contact, against `peers`.
    pub(super) fn tests(
        &self,
        audit: &Audit,
        peers: &Peers,
        model: Model,
        (among, near, consenting): (&Among, &Near, &Consenting),
    ) -> [ByChance; 2] {
        let graph = &audit.graph;
        let ties = among.density.0.and_then(|_| if graph.ties() == 0 { Err(Undefined::NoEdges) } else { Ok(()) });
        let near_by = near.consenting_contact_share.0;
        let near_by = near_by.and(if consenting.is_anybody() { Ok(()) } else { Err(Undefined::NoConsenters) });
        let [ties_as_large, near_as_large] = match self.draws.0 {
            Ok(draws) if ties.is_ok() || near_by.is_ok() => {
                let observed = [among.ties, near.with_consenting_contact];
                self.at_least(graph, peers, draws, consenting, observed).map(Figure::known)
            }
            Ok(_) => [Figure::undefined(Undefined::EmptySegment); 2],
            Err(why) => [Figure::undefined(why); 2],
        };
        let expected_ties = Figure(ties.map(|()| peers.mean_ties(graph)));
        let expected_near = Figure(near_by.map(|()| peers.mean_marked(&consenting.has_contact)));
        [
            ByChance::new(model, among.ties, expected_ties, ties_as_large),
            ByChance::new(model, near.with_consenting_contact, expected_near, near_as_large),
        ]
    }

    /// The p-values of `observed` ties and people with a consenting contact.
    fn at_least(
        &self,
        graph: &TieGraph,
        peers: &Peers,
        draws: u32,
        consenting: &Consenting,
        observed: [u64; 2],
    ) -> [f64; 2] {
        let mut as_large = [1_u64; 2];
        let mut drawn_in = vec![0_u32; graph.size()];
        let mut draw = 0;
        peers.each(draws, self.seed, self.stream, |people| {
            draw += 1;
            people.iter().for_each(|person| drawn_in[person.index()] = draw);
            let (mut ties, mut near) = (0_u64, 0_u64);
            for person in people {
                near += u64::from(consenting.has_contact[person.index()]);
                let contacts = graph.contacts(*person);
                let above = contacts.partition_point(|contact| contact <= person);
                ties += contacts[above..].iter().map(|contact| u64::from(drawn_in[contact.index()] == draw)).sum::<u64>();
            }
            for (count, (found, least)) in as_large.iter_mut().zip([ties, near].into_iter().zip(observed)) {
                *count += u64::from(found >= least);
            }
        });
        as_large.map(|count| real(count) / real(1 + u64::from(draws)))
    }
}
