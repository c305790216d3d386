//! `OwnTies`: how far one group keeps to itself, against two baselines that are not the same.

use super::mixing::{GroupEnds, Mixing, quotient};
use crate::model::number::{Figure, Undefined};
use serde::Serialize;

/// One group's ties among its own. `s` is the share of the ties of its members that lead to members; undirected ties
/// count from both ends, of directed ones those that members send. `n` of `N` people are members.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OwnTies {
    /// Members.
    pub members: u64,
    /// `s`, 0 to 1.
    pub own_share: Figure,
    /// The group's E-I index, `1 - 2s`: -1 if all its ties stay, 1 if all lead out.
    pub ei: Figure,
    /// Coleman's index (1958), with `w = (n - 1)/(N - 1)`: `(s - w)/(1 - w)` where `s > w`, else `(s - w)/w`; -1 to 1.
    /// Undefined for a group of one, of everybody, or without ties.
    pub coleman: Figure,
    /// Inbreeding homophily of Currarini, Jackson and Pin (2009): `(s - n/N)/(1 - n/N)`. Another baseline than
    /// Coleman's, and one formula on both sides of zero.
    pub inbreeding: Figure,
}

impl OwnTies {
    /// Every group of `mixing`, by code.
    #[must_use]
    pub fn of(mixing: &Mixing) -> Vec<Self> {
        mixing.groups.iter().map(|group| Self::of_group(group, mixing.people)).collect()
    }

    fn of_group(group: &GroupEnds, people: u64) -> Self {
        let (within, out) = (i128::from(group.within), i128::from(group.out));
        Self {
            members: group.members,
            own_share: quotient(within, out, Undefined::NoEdges),
            ei: quotient(out - 2 * within, out, Undefined::NoEdges),
            coleman: coleman(group, people),
            inbreeding: inbreeding(group, people),
        }
    }
}

fn coleman(group: &GroupEnds, people: u64) -> Figure {
    if group.members == 1 && people > 1 && group.out > 0 {
        return Figure::undefined(Undefined::OneUnit);
    }
    over_baseline(group, i128::from(group.members) - 1, i128::from(people) - 1, true)
}

fn inbreeding(group: &GroupEnds, people: u64) -> Figure {
    over_baseline(group, i128::from(group.members), i128::from(people), false)
}

/// `s` less the baseline `part / whole`, over the room above it, or `below` it over the baseline itself. All in
/// integers until the last division.
fn over_baseline(group: &GroupEnds, part: i128, whole: i128, below: bool) -> Figure {
    let (within, out) = (i128::from(group.within), i128::from(group.out));
    if out == 0 {
        return Figure::undefined(Undefined::NoEdges);
    }
    let above = within * whole - out * part;
    let room = if below && above <= 0 && part < whole { part } else { whole - part };
    quotient(above, out * room, Undefined::OneGroup)
}
