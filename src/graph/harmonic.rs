//! `Harmonic`: label propagation to its end: everybody's score is the mean of their contacts' scores.
//!
//! # Reference
//! Zhu, Ghahramani and Lafferty, "Semi-supervised learning using Gaussian fields and harmonic functions", 2003; Hestenes and
//! Stiefel 1952 (conjugate gradients).

use super::{TieGraph, component::components};
use crate::{
    model::{
        attribute::MISSING,
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::sum::sum,
};

/// How far a score may lie from the mean of the contacts' scores.
pub const PRECISION: f64 = 1e-12;

/// How many arcs are walked, over all values together, before the scores are given up.
pub const MOST_WORK: u64 = 300_000_000;

/// Scores of the people whose value is not known.
///
/// # Definition
/// Known values are held fixed: 1 for the person's own value, 0 for every other. Everybody else's score of a value is the mean of
/// their contacts' scores of it, in either direction of ties. That is a system of linear equations with one solution for all who
/// are connected to a known value by any chain of ties; the others have no scores. It is solved by conjugate gradients until no
/// score lies farther than [`PRECISION`] from the mean of the contacts' scores. A person's scores add up to 1 as nearly as that.
///
/// # Example
/// Ada's North and Ben's South are known. Cem and Dot know only Ada, Fay only Ben, Eve both; nobody knows Gus.
/// ```
/// use bystander::{graph::harmonic::Harmonic, model::attribute::MISSING, village};
/// let mut codes = vec![MISSING; 7];
/// (codes[0], codes[1]) = (0, 1);
/// let scores = Harmonic::of(&village::audit().graph, &codes, 2).value().unwrap();
/// let rounded = |person: usize| scores.of_row(person).map(|all| all.map(|score| (score * 1e6).round() / 1e6).collect::<Vec<_>>());
/// assert_eq!([2, 4, 5, 6].map(rounded), [Some(vec![1.0, 0.0]), Some(vec![0.5, 0.5]), Some(vec![0.0, 1.0]), None]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Harmonic {
    /// The rows that have scores: each person's place in a column.
    place: Vec<u32>,
    /// A column of scores for each value.
    columns: Vec<Vec<f64>>,
}

impl Harmonic {
    /// Scores over `graph` from the known `codes`, a code below `classes` per person or [`MISSING`]. Undefined where no value is known,
    /// and, as too large, where the stated work did not bring them near enough.
    #[must_use]
    pub fn of(graph: &TieGraph, codes: &[u32], classes: usize) -> Figure<Self> {
        let system = System::of(graph, codes);
        if codes.iter().all(|&code| code == MISSING) {
            return Figure::undefined(Undefined::NoKnownLabels);
        }
        let mut work = MOST_WORK;
        let solve = |class| system.solve(class, &mut work);
        let columns = (0..).take(classes).map(solve).collect::<Option<Vec<_>>>();
        match columns {
            Some(columns) => Figure::known(Self { place: system.place, columns }),
            None => Figure::undefined(Undefined::TooLarge),
        }
    }

    /// The scores of the person of that row, by value; none for people whose value is known, or whom no known value reaches.
    #[must_use]
    pub fn of_row(&self, row: usize) -> Option<impl Iterator<Item = f64> + '_> {
        let place = self.place[row];
        (place != MISSING).then(|| self.columns.iter().map(move |column| column[place as usize]))
    }
}

/// The equations: for each person without a known value, degree times score less the scores of such contacts is the number of
/// contacts with that value.
struct System<'a> {
    graph: &'a TieGraph,
    codes: &'a [u32],
    people: Vec<PersonId>,
    place: Vec<u32>,
    degrees: Vec<f64>,
    /// The arcs that one multiplication walks.
    arcs: u64,
}

impl<'a> System<'a> {
    fn of(graph: &'a TieGraph, codes: &'a [u32]) -> Self {
        let pieces = components(graph);
        let mut reached = vec![false; pieces.sizes.len()];
        for person in graph.people().filter(|person| codes[person.index()] != MISSING) {
            reached[pieces.of[person.index()] as usize] = true;
        }
        let solved = |person: &PersonId| {
            codes[person.index()] == MISSING && reached[pieces.of[person.index()] as usize]
        };
        let people: Vec<PersonId> = graph.people().filter(solved).collect();
        let mut place = vec![MISSING; graph.size()];
        (0..).zip(&people).for_each(|(at, person)| place[person.index()] = at);
        let arcs = people.iter().map(|&person| graph.degree(person) as u64 + 1).sum();
        #[allow(clippy::cast_precision_loss, reason = "degrees stay far below 2^53")]
        let degrees = people.iter().map(|&person| graph.degree(person) as f64).collect();
        Self { graph, codes, people, place, degrees, arcs }
    }

    /// The column of one value, or `None` where `work` runs out.
    fn solve(&self, class: u32, work: &mut u64) -> Option<Vec<f64>> {
        let mut scores = vec![0.0; self.people.len()];
        let mut residual = self.known(class);
        let mut aim = self.scaled(&residual);
        let mut size = dot(&residual, &aim);
        while !self.is_solved(&residual) {
            *work = work.checked_sub(self.arcs)?;
            let walked = self.walked(&aim);
            let step = size / dot(&aim, &walked);
            add(&mut scores, step, &aim);
            add(&mut residual, -step, &walked);
            let scaled = self.scaled(&residual);
            let next = dot(&residual, &scaled);
            let kept = next / size;
            aim.iter_mut().zip(&scaled).for_each(|(aim, scaled)| *aim = scaled + kept * *aim);
            size = next;
        }
        Some(scores)
    }

    /// How many contacts of each person are known to have the value.
    #[allow(clippy::cast_precision_loss, reason = "degrees stay far below 2^53")]
    fn known(&self, class: u32) -> Vec<f64> {
        let has = |contact: &&PersonId| self.codes[contact.index()] == class;
        let count = |&person: &PersonId| self.graph.contacts(person).iter().filter(has).count() as f64;
        self.people.iter().map(count).collect()
    }

    fn scaled(&self, residual: &[f64]) -> Vec<f64> {
        residual.iter().zip(&self.degrees).map(|(rest, degree)| rest / degree).collect()
    }

    fn is_solved(&self, residual: &[f64]) -> bool {
        residual.iter().zip(&self.degrees).all(|(rest, degree)| rest.abs() <= PRECISION * degree)
    }

    /// The left side of the equations at `at`.
    fn walked(&self, at: &[f64]) -> Vec<f64> {
        let others = |&person: &PersonId| {
            let places = self.graph.contacts(person).iter().map(|contact| self.place[contact.index()]);
            places.filter(|&place| place != MISSING).map(|place| at[place as usize]).sum::<f64>()
        };
        let left = |((person, degree), own): ((&PersonId, &f64), &f64)| degree * own - others(person);
        self.people.iter().zip(&self.degrees).zip(at).map(left).collect()
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    sum(one.iter().zip(other).map(|(one, other)| one * other))
}

fn add(to: &mut [f64], times: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += times * what);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha12Rng;

    fn graph(size: usize, ties: &[(u32, u32)]) -> TieGraph {
        let ties: Vec<_> = ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect();
        TieGraph::undirected(size, &ties)
    }

    fn scores(graph: &TieGraph, codes: &[u32], classes: usize) -> Vec<Option<Vec<f64>>> {
        let found = Harmonic::of(graph, codes, classes).value().expect("it is small");
        (0..codes.len()).map(|row| found.of_row(row).map(Iterator::collect)).collect()
    }

    /// The same by elimination, without a residual: another way to solve the equations.
    fn eliminated(graph: &TieGraph, codes: &[u32], class: u32) -> Vec<Option<f64>> {
        let system = System::of(graph, codes);
        let size = system.people.len();
        let unit = |at: usize| (0..size).map(|row| f64::from(u8::from(row == at))).collect::<Vec<_>>();
        let columns: Vec<Vec<f64>> = (0..size).map(|at| system.walked(&unit(at))).collect();
        let mut right = system.known(class);
        let mut rows: Vec<Vec<f64>> =
            (0..size).map(|row| columns.iter().map(|column| column[row]).collect()).collect();
        for at in 0..size {
            for below in at + 1..size {
                let times = rows[below][at] / rows[at][at];
                let above = rows[at].clone();
                add(&mut rows[below], -times, &above);
                right[below] -= times * right[at];
            }
        }
        for at in (0..size).rev() {
            let rest: f64 = (at + 1..size).map(|later| rows[at][later] * right[later]).sum();
            right[at] = (right[at] - rest) / rows[at][at];
        }
        let place = |&place: &u32| (place != MISSING).then(|| right[place as usize]);
        system.place.iter().map(place).collect()
    }

    #[test]
    fn a_row_of_people_goes_down_by_equal_steps() {
        let ties: Vec<_> = (0..10).map(|one| (one, one + 1)).collect();
        let mut codes = vec![MISSING; 11];
        (codes[0], codes[10]) = (0, 1);
        for (row, found) in (0_u32..).zip(scores(&graph(11, &ties), &codes, 2)).skip(1).take(9) {
            let found = found.expect("everybody is connected");
            assert!((found[1] - f64::from(row) / 10.0).abs() < 1e-10, "{row}: {found:?}");
        }
    }

    #[test]
    fn conjugate_gradients_and_elimination_agree() {
        let mut random = ChaCha12Rng::seed_from_u64(5);
        for _ in 0..30 {
            let size = random.random_range(2..30_u32);
            let ties: Vec<_> = (0..random.random_range(1..60))
                .map(|_| (random.random_range(0..size), random.random_range(0..size)))
                .collect();
            let codes: Vec<u32> =
                (0..size).map(|_| [0, 1, 2, MISSING, MISSING, MISSING][random.random_range(0..6)]).collect();
            let graph = graph(size as usize, &ties);
            if codes.iter().all(|&code| code == MISSING) {
                continue;
            }
            let found = scores(&graph, &codes, 3);
            for class in 0..3 {
                for (found, other) in found.iter().zip(eliminated(&graph, &codes, class)) {
                    let found = found.as_ref().map(|scores| scores[class as usize]);
                    assert_eq!(found.is_some(), other.is_some());
                    assert!((found.unwrap_or(0.0) - other.unwrap_or(0.0)).abs() < 1e-9);
                }
            }
            assert!(found.iter().flatten().all(|scores| (scores.iter().sum::<f64>() - 1.0).abs() < 1e-9));
        }
    }

    #[test]
    fn whom_no_known_value_reaches_has_no_scores() {
        let found = scores(&graph(5, &[(0, 1), (2, 3)]), &[0, MISSING, MISSING, MISSING, MISSING], 1);
        assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false, false, false]);
        let nobody = Harmonic::of(&graph(2, &[(0, 1)]), &[MISSING; 2], 2);
        assert_eq!(nobody.map(|_| ()).0, Err(Undefined::NoKnownLabels));
    }
}
