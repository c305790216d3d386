//! `ExpectedTies`: the ties that consenters drawn by chance would show, in closed form.

use super::{expected::Drawn, surroundings::MOST_WORK};
use crate::{
    audit::Audit,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
        tie::Direction,
    },
    stat::{real::real, sampling::NoneDrawn, sum::sum},
};
use rayon::prelude::*;
use serde::Serialize;

/// The share of ties to be expected where consenters are drawn without replacement.
///
/// # Definition
/// With Q(b) the probability that none of b people is among the o drawn to open, `consenter_end` is 1 - Q(2) and
/// `among_affected` the mean of 1 - Q(|A|) - Q(|B|) + Q(|A or B|) over the ties, where A and B are the two ends, each with
/// their contacts. `between_consenters` is c (c - 1) / (N (N - 1)). As if nobody had switched off sharing through friends,
/// and, in `among_affected`, as if only those who open had consented. Undefined without ties, and where ties point
/// somewhere and are not read both ways.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ExpectedTies {
    /// Ties with an end at an opening consenter, over all ties.
    pub consenter_end: Figure,
    /// Ties with both ends affected at one hop, over all ties; undefined above the limit of work.
    pub among_affected: Figure,
    /// Ties with a consenter at both ends, over all ties.
    pub between_consenters: Figure,
}

impl ExpectedTies {
    pub(super) fn of(audit: &Audit, drawn: Drawn) -> Self {
        let Drawn { people, consenters, opening } = drawn;
        let defined = |figure: &dyn Fn() -> Figure| match (audit.graph.direction(), audit.graph.ties()) {
            (Direction::Either, 0) => Figure::undefined(Undefined::NoEdges),
            (Direction::Either, _) => figure(),
            (Direction::Out | Direction::In | Direction::Mutual, _) => {
                Figure::undefined(Undefined::DirectedTies)
            }
        };
        let pairs = |people: u64| real(people) * (real(people) - 1.0);
        Self {
            consenter_end: defined(&|| Figure::known(1.0 - NoneDrawn::of(people, opening).among(2))),
            among_affected: defined(&|| among_affected(audit, NoneDrawn::of(people, opening))),
            between_consenters: defined(&|| Figure::known(pairs(consenters) / pairs(people))),
        }
    }
}

/// The mean over the ties of the probability that both ends are affected.
fn among_affected(audit: &Audit, chance: NoneDrawn) -> Figure {
    let graph = &audit.graph;
    let degrees = || graph.people().map(|person| graph.degree(person) as u64);
    if degrees().map(|degree| degree * degree).sum::<u64>() > MOST_WORK {
        return Figure::undefined(Undefined::TooLarge);
    }
    let largest = degrees().max().unwrap_or(0) * 2;
    let none = chance.up_to(largest);
    let both = |one: PersonId, other: PersonId| {
        let (near, far) = (graph.contacts(one), graph.contacts(other));
        let either = near.len() + far.len() - in_both(near, far);
        1.0 - none[near.len() + 1] - none[far.len() + 1] + none[either]
    };
    let of_lower_end = |one: PersonId| {
        let row = graph.contacts(one);
        sum(row[row.partition_point(|&other| other <= one)..].iter().map(|&other| both(one, other)))
    };
    let sums: Vec<f64> = graph.people().collect::<Vec<_>>().into_par_iter().map(of_lower_end).collect();
    Figure::known(sum(sums) / real(graph.ties()))
}

/// How many people are in both of two ascending rows.
fn in_both(mut one: &[PersonId], mut other: &[PersonId]) -> usize {
    let mut count = 0;
    while let (Some(first), Some(second)) = (one.first(), other.first()) {
        count += usize::from(first == second);
        let (one_moves, other_moves) = (first <= second, second <= first);
        one = &one[usize::from(one_moves)..];
        other = &other[usize::from(other_moves)..];
    }
    count
}
