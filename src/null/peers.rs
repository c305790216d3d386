//! `Alike` and `Peers`: people drawn in the place of others: anybody, or people with as many contacts as they have.

use super::strata::Model;
use crate::{
    graph::TieGraph,
    model::id::PersonId,
    stat::{real::real, sum::sum},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::collections::BTreeMap;

/// Everybody, each among those who could stand in for them.
///
/// # Definition
/// A person's degree is the number of people tied to them, whichever way the ties point; people of one stratum of the model could stand
/// in for one another.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The people of each stratum, ascending.
    strata: Vec<Vec<PersonId>>,
    /// Each person's stratum.
    stratum_of: Vec<usize>,
    /// The ties between two strata or within one, for each pair of strata with any.
    ties: Vec<((usize, usize), u64)>,
}

impl Alike {
    /// Everybody in `graph` by the strata of `model`.
    #[must_use]
    pub fn of(graph: &TieGraph, model: Model) -> Self {
        let mut people = BTreeMap::<usize, Vec<PersonId>>::new();
        for person in graph.people() {
            people.entry(model.stratum(graph.degree(person))).or_default().push(person);
        }
        let strata: Vec<Vec<PersonId>> = people.into_values().collect();
        let mut stratum_of = vec![0; graph.size()];
        for (stratum, people) in strata.iter().enumerate() {
            people.iter().for_each(|person| stratum_of[person.index()] = stratum);
        }
        let mut ties = BTreeMap::new();
        for (one, other) in graph.pairs() {
            let (one, other) = (stratum_of[one.index()], stratum_of[other.index()]);
            *ties.entry((one.min(other), one.max(other))).or_default() += 1;
        }
        Self { strata, stratum_of, ties: ties.into_iter().collect() }
    }

    /// How many people of each stratum are marked.
    #[must_use]
    pub fn count(&self, marked: &[bool]) -> Vec<u64> {
        let count =
            |people: &Vec<PersonId>| people.iter().filter(|person| marked[person.index()]).count() as u64;
        self.strata.iter().map(count).collect()
    }

    /// Those who could stand in for `members`, each of whom is there once.
    #[must_use]
    pub fn peers(&self, members: &[PersonId]) -> Peers<'_> {
        let mut drawn = vec![0; self.strata.len()];
        members.iter().for_each(|member| drawn[self.stratum_of[member.index()]] += 1);
        Peers { alike: self, drawn }
    }
}

/// Everybody who could stand in for some people, and how many of them are drawn from each stratum.
///
/// # Definition
/// A draw takes from each stratum as many people as are to be stood in for there, each set of so many equally likely. The means are
/// exact, over all draws.
///
/// # Example
/// For three of the village's seven people three others are drawn, in one of 35 ways. Each of the six ties has both ends among the
/// three in five of them: 30 ties in 35 ways.
/// ```
/// use bystander::{model::id::PersonId, null::{Alike, Model}, village};
/// let anybody = Alike::of(&village::audit().graph, Model::Random);
/// let peers = anybody.peers(&[2, 3, 4].map(PersonId));
/// assert!((peers.mean_ties() - 30.0 / 35.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct Peers<'a> {
    alike: &'a Alike,
    /// How many are drawn from each stratum.
    drawn: Vec<usize>,
}

impl Peers<'_> {
    /// With what chance somebody of a stratum is drawn.
    fn chance(&self, stratum: usize) -> f64 {
        real(self.drawn[stratum] as u64) / real(self.alike.strata[stratum].len() as u64)
    }

    /// With what chance the two ends of a tie between these strata are both drawn.
    fn chance_of_both(&self, (one, other): (usize, usize)) -> f64 {
        if one != other {
            return self.chance(one) * self.chance(other);
        }
        // A tie within a stratum means that there are two people in it.
        let others = self.alike.strata[one].len() as u64 - 1;
        self.chance(one) * (real(self.drawn[one].saturating_sub(1) as u64) / real(others))
    }

    /// The mean over all draws of the number of ties with both ends drawn.
    #[must_use]
    pub fn mean_ties(&self) -> f64 {
        sum(self.alike.ties.iter().map(|&(strata, ties)| real(ties) * self.chance_of_both(strata)))
    }

    /// The mean over all draws of the number of people drawn who are marked, of whom there are so many in each stratum.
    #[must_use]
    pub fn mean_marked(&self, marked: &[u64]) -> f64 {
        sum(marked.iter().enumerate().map(|(stratum, &marked)| self.chance(stratum) * real(marked)))
    }

    /// Draws `draws` times with the random stream `stream` of `seed`, and shows `see` the people drawn each time. The same numbers give
    /// the same draws.
    pub fn each(&self, draws: u32, seed: u64, stream: u64, mut see: impl FnMut(&[PersonId])) {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let strata = self.alike.strata.iter().zip(&self.drawn).filter(|(_, drawn)| **drawn > 0);
        let mut strata: Vec<(Vec<PersonId>, usize)> =
            strata.map(|(people, &drawn)| (people.clone(), drawn)).collect();
        let mut drawn = Vec::with_capacity(self.drawn.iter().sum());
        for _ in 0..draws {
            drawn.clear();
            for (people, wanted) in &mut strata {
                // Those drawn come to the front, or those left where they are fewer.
                let few = (*wanted).min(people.len() - *wanted);
                for front in 0..few {
                    let other = random.random_range(front..people.len());
                    people.swap(front, other);
                }
                drawn.extend(if few == *wanted { &people[..few] } else { &people[few..] });
            }
            see(&drawn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    /// The sets of people of the village that a model could have drawn for `members`: as many in each stratum.
    fn possible(members: &[PersonId], model: Model) -> Vec<Vec<PersonId>> {
        let graph = village::audit().graph;
        let strata = |people: &[PersonId]| {
            let mut strata: Vec<usize> =
                people.iter().map(|&person| model.stratum(graph.degree(person))).collect();
            strata.sort_unstable();
            strata
        };
        let set = |bits: u32| -> Vec<PersonId> {
            (0..7).filter(|row| bits >> row & 1 == 1).map(PersonId).collect()
        };
        (0..1 << 7).map(set).filter(|set| strata(set) == strata(members)).collect()
    }

    const SEGMENTS: [&[u32]; 4] = [&[2, 3, 4], &[0, 2, 5, 6], &[1], &[0, 1, 2, 3, 4, 5]];

    fn each_segment_and_model() -> impl Iterator<Item = (Vec<PersonId>, Model)> {
        let people = |rows: &[u32]| rows.iter().copied().map(PersonId).collect::<Vec<_>>();
        SEGMENTS.into_iter().flat_map(move |rows| Model::ALL.map(|model| (people(rows), model)))
    }

    #[test]
    fn means_agree_with_every_possible_set() {
        let graph = village::audit().graph;
        let marked = [true, false, true, false, true, false, true];
        for (members, model) in each_segment_and_model() {
            let sets = possible(&members, model);
            let mean = |of: &dyn Fn(&Vec<PersonId>) -> usize| {
                real(sets.iter().map(of).sum::<usize>() as u64) / real(sets.len() as u64)
            };
            let ties = |set: &Vec<PersonId>| {
                graph.pairs().filter(|(one, other)| set.contains(one) && set.contains(other)).count()
            };
            let marks = |set: &Vec<PersonId>| set.iter().filter(|person| marked[person.index()]).count();
            let alike = Alike::of(&graph, model);
            let peers = alike.peers(&members);
            assert!((peers.mean_ties() - mean(&ties)).abs() < 1e-12, "{members:?} {model:?}");
            assert!(
                (peers.mean_marked(&alike.count(&marked)) - mean(&marks)).abs() < 1e-12,
                "{members:?} {model:?}"
            );
        }
    }

    #[test]
    fn every_possible_set_is_drawn_about_as_often_and_no_other() {
        let graph = village::audit().graph;
        for (members, model) in each_segment_and_model() {
            let sets = possible(&members, model);
            let mut times = vec![0_u32; sets.len()];
            Alike::of(&graph, model).peers(&members).each(14_000, 1, 7, |drawn| {
                let mut drawn = drawn.to_vec();
                drawn.sort_unstable();
                times[sets.iter().position(|set| *set == drawn).expect("a set of the model")] += 1;
            });
            let even = 14_000.0 / real(sets.len() as u64);
            let near = |&times: &u32| (f64::from(times) - even).abs() <= 4.5 * even.sqrt();
            assert!(times.iter().all(near), "{members:?} {model:?}: {times:?}");
        }
    }
}
