//! `Peers`: people drawn in the place of others: anybody, or people with as many contacts as they have.

use super::strata::Model;
use crate::{
    graph::TieGraph,
    model::id::PersonId,
    stat::{real::real, sum::sum},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::collections::BTreeMap;

/// Everybody who could stand in for some people, in strata of the model.
///
/// # Definition
/// A person's degree is the number of people tied to them, whichever way the ties point. A draw takes from each stratum as many
/// people as are to be stood in for there, each set of so many equally likely; strata without any of them are left out. The
/// means are exact, over all draws.
///
/// # Example
/// For three of the village's seven people three others are drawn, in one of 35 ways. Each of the six ties has both ends among the
/// three in five of them: 30 ties in 35 ways.
/// ```
/// use bystander::{model::id::PersonId, null::{Model, Peers}, village};
/// let audit = village::audit();
/// let peers = Peers::of(&audit.graph, &[2, 3, 4].map(PersonId), Model::Random);
/// assert!((peers.mean_ties(&audit.graph) - 30.0 / 35.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug)]
pub struct Peers {
    strata: Vec<Stratum>,
}

/// People who could stand in for one another.
#[derive(Clone, Debug, Default)]
struct Stratum {
    /// Everybody in it, ascending.
    people: Vec<PersonId>,
    /// How many of them are drawn.
    drawn: usize,
}

impl Stratum {
    /// With what chance one of its people is drawn.
    fn chance(&self) -> f64 {
        real(self.drawn as u64) / real(self.people.len() as u64)
    }

    /// With what chance two of its people are drawn together; there are two.
    fn chance_of_two(&self) -> f64 {
        self.chance() * real(self.drawn.saturating_sub(1) as u64) / real(self.people.len() as u64 - 1)
    }
}

impl Peers {
    /// The peers of `members`, each of whom is there once.
    #[must_use]
    pub fn of(graph: &TieGraph, members: &[PersonId], model: Model) -> Self {
        let stratum = |person| model.stratum(graph.degree(person));
        let mut strata = BTreeMap::<usize, Stratum>::new();
        for &member in members {
            strata.entry(stratum(member)).or_default().drawn += 1;
        }
        for person in graph.people() {
            if let Some(at) = strata.get_mut(&stratum(person)) {
                at.people.push(person);
            }
        }
        Self { strata: strata.into_values().collect() }
    }

    /// The mean over all draws of the number of ties with both ends drawn.
    #[must_use]
    pub fn mean_ties(&self, graph: &TieGraph) -> f64 {
        if let [all] = &self.strata[..]
            && all.people.len() == graph.size()
            && graph.size() > 1
        {
            return real(graph.ties()) * all.chance_of_two();
        }
        let mut stratum_of = vec![None; graph.size()];
        for stratum in &self.strata {
            stratum.people.iter().for_each(|person| stratum_of[person.index()] = Some(stratum));
        }
        let both = |(one, other): (PersonId, PersonId)| {
            let (one, other) = (stratum_of[one.index()]?, stratum_of[other.index()]?);
            let same = std::ptr::eq(one, other);
            Some(if same { one.chance_of_two() } else { one.chance() * other.chance() })
        };
        sum(graph.pairs().filter_map(both))
    }

    /// The mean over all draws of the number of people drawn who are marked.
    #[must_use]
    pub fn mean_marked(&self, marked: &[bool]) -> f64 {
        let count = |stratum: &Stratum| stratum.people.iter().filter(|person| marked[person.index()]).count();
        sum(self.strata.iter().map(|stratum| stratum.chance() * real(count(stratum) as u64)))
    }

    /// Draws `draws` times with the random stream `stream` of `seed`, and shows `see` the people drawn each time. The same numbers give
    /// the same draws.
    pub fn each(&self, draws: u32, seed: u64, stream: u64, mut see: impl FnMut(&[PersonId])) {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let mut strata = self.strata.clone();
        let mut drawn = Vec::with_capacity(strata.iter().map(|stratum| stratum.drawn).sum());
        for _ in 0..draws {
            drawn.clear();
            for Stratum { people, drawn: wanted } in &mut strata {
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
            let peers = Peers::of(&graph, &members, model);
            assert!((peers.mean_ties(&graph) - mean(&ties)).abs() < 1e-12, "{members:?} {model:?}");
            assert!((peers.mean_marked(&marked) - mean(&marks)).abs() < 1e-12, "{members:?} {model:?}");
        }
    }

    #[test]
    fn every_possible_set_is_drawn_about_as_often_and_no_other() {
        let graph = village::audit().graph;
        for (members, model) in each_segment_and_model() {
            let sets = possible(&members, model);
            let mut times = vec![0_u32; sets.len()];
            Peers::of(&graph, &members, model).each(14_000, 1, 7, |drawn| {
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
