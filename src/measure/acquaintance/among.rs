//! `Among`: the ties among some people.

use crate::{
    graph::TieGraph,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::{hypergeometric::Hypergeometric, real::real, sum::sum},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How well the members of a segment know each other.
///
/// # Definition
/// With m members: `ties` counts the ties with both ends among them, each once and whichever way it points; the density is that over
/// the m(m - 1)/2 pairs of members, and `mean_contacts_inside` is twice the ties over m. `knowing` counts the members who are tied to
/// another member. `knowing_expected_share` is the mean of their share where m people are drawn from all N: over everybody, the mean of
/// 1 - C(N - 1 - k, m - 1)/C(N - 1, m - 1), with k the person's contacts. `largest_circle` counts the members in the largest set of
/// them that is connected by ties among members.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Among {
    /// Ties among members.
    pub ties: u64,
    /// Ties among members over pairs of members, 0 to 1.
    pub density: Figure,
    /// How many other members a member knows on average.
    pub mean_contacts_inside: Figure,
    /// Members who know another.
    pub knowing: u64,
    /// Members who know another over members, 0 to 1.
    pub knowing_share: Figure,
    /// The mean of that share over draws of as many people from everybody, 0 to 1.
    pub knowing_expected_share: Figure,
    /// Members in the largest connected set of members; 1 where none know each other.
    pub largest_circle: u64,
    /// The same over members, 0 to 1.
    pub largest_circle_share: Figure,
}

impl Among {
    pub(super) fn of(graph: &TieGraph, degrees: &Degrees, members: &[PersonId]) -> Self {
        let mut is_member = vec![false; graph.size()];
        members.iter().for_each(|member| is_member[member.index()] = true);
        let inside = |member: PersonId| graph.contacts(member).iter().filter(|contact| is_member[contact.index()]);
        let ends: u64 = members.iter().map(|&member| inside(member).count() as u64).sum();
        let knowing = members.iter().filter(|&&member| inside(member).next().is_some()).count() as u64;
        let largest_circle = largest_circle(graph, members, is_member.clone());
        let count = members.len() as u64;
        Self {
            ties: ends / 2,
            density: density(ends / 2, count, Undefined::EmptySegment),
            mean_contacts_inside: Figure::ratio(ends, count, Undefined::EmptySegment),
            knowing,
            knowing_share: Figure::ratio(knowing, count, Undefined::EmptySegment),
            knowing_expected_share: knowing_expected(degrees, count),
            largest_circle,
            largest_circle_share: Figure::ratio(largest_circle, count, Undefined::EmptySegment),
        }
    }
}

/// Ties over pairs of people; undefined for `nobody` where there are no people, and where there is one.
pub(super) fn density(ties: u64, people: u64, nobody: Undefined) -> Figure {
    match people {
        0 => Figure::undefined(nobody),
        1 => Figure::undefined(Undefined::OnePerson),
        _ => Figure::known(2.0 * real(ties) / (real(people) * real(people - 1))),
    }
}

/// How many people have each number of contacts.
pub(super) type Degrees = BTreeMap<u64, u64>;

pub(super) fn degrees(graph: &TieGraph) -> Degrees {
    let mut degrees = Degrees::new();
    graph.people().for_each(|person| *degrees.entry(graph.degree(person) as u64).or_default() += 1);
    degrees
}

/// The share of `members` people, drawn from everybody, who know another of them, in the mean over all draws.
fn knowing_expected(degrees: &Degrees, members: u64) -> Figure {
    if members == 0 {
        return Figure::undefined(Undefined::EmptySegment);
    }
    let people: u64 = degrees.values().sum();
    let knows = |(&degree, &people_of_it): (&u64, &u64)| {
        let drawn = Hypergeometric::new(people - 1, degree, members - 1).expect("contacts and members are others");
        real(people_of_it) * drawn.upper(1)
    };
    Figure::known(sum(degrees.iter().map(knows)) / real(people))
}

/// The largest set of members that ties among members connect; `left` marks those who are not yet in one.
fn largest_circle(graph: &TieGraph, members: &[PersonId], mut left: Vec<bool>) -> u64 {
    let mut to_visit = Vec::new();
    let mut largest = 0;
    for &first in members {
        let mut circle = 0;
        to_visit.extend(std::mem::take(&mut left[first.index()]).then_some(first));
        while let Some(person) = to_visit.pop() {
            circle += 1;
            for &contact in graph.contacts(person) {
                to_visit.extend(std::mem::take(&mut left[contact.index()]).then_some(contact));
            }
        }
        largest = largest.max(circle);
    }
    largest
}
