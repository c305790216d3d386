//! `Expected`: the reach of consenters drawn by chance, in closed form.

use super::surroundings::Surroundings;
use crate::{
    model::number::{Figure, Undefined},
    stat::{real::real, sampling::NoneDrawn, sum::sum},
};
use serde::Serialize;

/// How many people are drawn as consenters, and how many of those open their contacts' data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawn {
    /// Everybody, N.
    pub people: u64,
    /// Those drawn, c.
    pub consenters: u64,
    /// Those of them who open, o.
    pub opening: u64,
}

/// The reach to be expected within so many hops.
///
/// # Definition
/// Of N people c are drawn as consenters and o of those open their contacts' data; r(v) is the probability that somebody
/// who opens is drawn among the k(v) people around v, given that v is not drawn; it is 0 for those who switched off
/// sharing through friends. `bystanders` is the sum of (N - c)/N r(v) over everybody, `affected` adds c, `share` divides
/// that by N, and `nonconsenter_share` divides `bystanders` by N - c:
/// it is the mean of r(v). Drawn without replacement r(v) = 1 - C(N - 1 - k, o)/C(N - 1, o), and where everybody is drawn
/// there is nobody left to take that mean over; with independent consent c and o are means and r(v) = 1 - (1 - o/N)^k.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Expected {
    /// Bystanders in the mean over all draws.
    pub bystanders: Figure,
    /// Consenters and bystanders in the mean over all draws.
    pub affected: Figure,
    /// `affected` over everybody, 0 to 1.
    pub share: Figure,
    /// `bystanders` over those who were not drawn, 0 to 1.
    pub nonconsenter_share: Figure,
}

impl Expected {
    /// Consenters drawn without replacement, every set of so many equally likely.
    pub(super) fn without_replacement(drawn: Drawn, around: &Surroundings) -> Self {
        let none = NoneDrawn::of(drawn.people.saturating_sub(1), drawn.opening);
        let reached = Self::reached(drawn, around, &none.up_to(around.people.len() as u64));
        if drawn.people > 0 && drawn.people == drawn.consenters {
            return Self { nonconsenter_share: Figure::undefined(Undefined::NoNonconsenters), ..reached };
        }
        reached
    }

    /// Everybody consents independently of everybody else, with the probability that gives as many in the mean.
    pub(super) fn independently(drawn: Drawn, around: &Surroundings) -> Self {
        let spared = 1.0 - real(drawn.opening) / real(drawn.people);
        let none: Vec<f64> = std::iter::successors(Some(1.0), |none| Some(none * spared))
            .take(around.people.len() + 1)
            .collect();
        Self::reached(drawn, around, &none)
    }

    /// A reach that was not worked out.
    pub(super) fn undefined(why: Undefined) -> Self {
        let figure = Figure::undefined(why);
        Self { bystanders: figure, affected: figure, share: figure, nonconsenter_share: figure }
    }

    /// The figures where nobody who opens is among k people with probability `none[k]`.
    fn reached(drawn: Drawn, around: &Surroundings, none: &[f64]) -> Self {
        let Drawn { people, consenters, .. } = drawn;
        if people == 0 {
            return Self::undefined(Undefined::EmptyGraph);
        }
        let met = sum(around.people.iter().zip(none).map(|(&people, none)| real(people) * (1.0 - none)));
        let bystanders = real(people - consenters) / real(people) * met;
        let affected = real(consenters) + bystanders;
        Self {
            bystanders: Figure::known(bystanders),
            affected: Figure::known(affected),
            share: Figure::known(affected / real(people)),
            nonconsenter_share: Figure::known(met / real(people)),
        }
    }
}
