//! `ShareOut`: what each consenter's grant has to do with the bystanders, and how few grants explain how much.
//!
//! # Reference
//! Sharing each bystander equally among those who open them is the Shapley value of the game in which a group of
//! consenters is worth the bystanders it opens. Taking whoever adds most is the greedy way to cover a set; the number
//! that it needs is an upper bound of the fewest.
//!
//! # Limits
//! Responsibility is meant in the sense of arithmetic. Consenters gave a permission that the platform offered; nothing
//! here says that they did wrong.

use super::{
    accumulation::{Accumulated, accumulation},
    circles::Circles,
    cover::fewest,
    greedy::greedy,
};
use crate::{
    audit::Audit,
    harvest::Harvest,
    model::{
        consent::Consenter,
        number::{Figure, Undefined},
        reading::Reading,
    },
};
use serde::Serialize;
use std::cmp::Reverse;

/// One consenter's part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// The pseudonym: C and the place in the consent list.
    pub consenter: String,
    /// The line of the consent list that first names them; 0 where no file stands behind it.
    pub line: u64,
    /// The bystanders at one hop whom their own grant opens.
    pub bystanders: u64,
    /// Those of them whom nobody else's grant opens.
    pub sole: u64,
    /// Each of their bystanders divided by the number of consenters who open that bystander, added up.
    pub shapley: f64,
    /// Their place, from 1, when at each step whoever adds most bystanders is taken; none where they add nobody.
    pub greedy_rank: Option<u64>,
    /// The bystanders that they add at that place; 0 where they add nobody.
    pub greedy_gain: u64,
    /// By how many the bystanders at one hop would fall had they not consented. It is -1 where nobody would be spared
    /// and they would become a bystander themselves.
    pub change_if_withdrawn: i64,
}

/// How few consenters explain a part of the bystanders.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cover {
    /// The part of the bystanders that is asked for, 0 to 1.
    pub share: f64,
    /// That part in people, rounded up.
    pub bystanders: u64,
    /// How many consenters the greedy order needs: an upper bound of the fewest.
    pub consenters: u64,
    /// The fewest that can do; undefined where it was not proven within the limit of work.
    pub minimum: Figure<u64>,
    /// A number below which it is proven that none can do.
    pub at_least: u64,
}

/// One step of the greedy order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// How many consenters were taken.
    pub consenters: u64,
    /// The bystanders whom they open together.
    pub bystanders: u64,
}

/// The bystanders at one hop, shared out among the consenters.
///
/// # Definition
/// A bystander here is somebody who gave no grant, did not opt out, and is opened at one hop by at least one consenter.
/// `shapley` adds up to `bystanders` over all consenters; `sole` is never more than `shapley`, nor `shapley` than a
/// consenter's own bystanders. `change_if_withdrawn` is `sole`, less 1 where another consenter's grant would then open the
/// data of the one who withdrew. Of consenters who add equally many the greedy order takes the first in the consent list.
///
/// # Example
/// Ada opens Cem, Dot and Eve; Ben opens Eve and Fay. Either would be a bystander of the other.
/// ```
/// use bystander::{measure::share_out::ShareOut, village};
/// let shares = ShareOut::of(&village::audit());
/// let [ada, ben] = &shares.consenters[..] else { panic!("two consented") };
/// assert_eq!((ada.bystanders, ada.sole, ada.shapley), (3, 2, 2.5));
/// assert_eq!((ben.bystanders, ben.sole, ben.shapley), (2, 1, 1.5));
/// assert_eq!((ada.change_if_withdrawn, ben.change_if_withdrawn), (1, 0));
/// assert_eq!((ada.greedy_gain, ben.greedy_gain), (3, 1));
/// let half = &shares.cover[0];
/// assert_eq!((half.share, half.bystanders, half.consenters, half.minimum.value()), (0.5, 2, 1, Some(1)));
/// assert_eq!(shares.accumulation[1].bystanders, 2.5);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShareOut {
    /// The bystanders at one hop, whatever the hop limit is.
    pub bystanders: u64,
    /// Every consenter, in the greedy order; then those who add nobody, by their own bystanders, most first.
    pub consenters: Vec<Part>,
    /// How few consenters explain a half, eight and nine tenths, and all of the bystanders; empty where there are none.
    pub cover: Vec<Cover>,
    /// The bystanders of the first consenters in greedy order, from none to as many as add anybody.
    pub greedy: Vec<Step>,
    /// The bystanders to be expected from a part of the consent list, at no more than fifty points.
    pub accumulation: Vec<Accumulated>,
}

/// The parts that [`ShareOut::cover`] asks for, as whole tenths.
const TENTHS: [u32; 4] = [5, 8, 9, 10];

impl ShareOut {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let circles = Circles::of(audit);
        let order = greedy(&circles);
        let steps = steps(&order);
        let bystanders = circles.people();
        let cover = TENTHS.map(|tenths| cover(&circles, &steps, tenths));
        Self {
            bystanders,
            consenters: parts(audit, &circles, &order),
            cover: if bystanders == 0 { Vec::new() } else { cover.to_vec() },
            greedy: steps,
            accumulation: accumulation(audit),
        }
    }
}

/// Every consenter's part, in the order of the report.
fn parts(audit: &Audit, circles: &Circles, order: &[(usize, u64)]) -> Vec<Part> {
    let mut places = vec![None; audit.consenters.len()];
    for (rank, &(at, gain)) in (1..).zip(order) {
        places[at] = Some((rank, gain));
    }
    let shown = Harvest::as_recorded(audit, Reading::AtMost).shown_anyway();
    let part = |(at, &consenter): (usize, &Consenter)| {
        let sole = circles.sole(at);
        Part {
            consenter: consenter.pseudonym(),
            line: consenter.line,
            bystanders: circles.own(at),
            sole,
            shapley: circles.shapley(at),
            greedy_rank: places[at].map(|(rank, _)| rank),
            greedy_gain: places[at].map_or(0, |(_, gain)| gain),
            change_if_withdrawn: sole.cast_signed() - i64::from(shown[at]),
        }
    };
    let mut parts: Vec<Part> = audit.consenters.iter().enumerate().map(part).collect();
    parts.sort_by_key(|part| (part.greedy_rank.unwrap_or(u64::MAX), Reverse(part.bystanders)));
    parts
}

/// The greedy order as a curve, from nobody on.
fn steps(order: &[(usize, u64)]) -> Vec<Step> {
    let start = Step { consenters: 0, bystanders: 0 };
    let add = |last: &mut Step, &(_, gain): &(usize, u64)| {
        *last = Step { consenters: last.consenters + 1, bystanders: last.bystanders + gain };
        Some(*last)
    };
    std::iter::once(start).chain(order.iter().scan(start, add)).collect()
}

fn cover(circles: &Circles, steps: &[Step], tenths: u32) -> Cover {
    let needed = (circles.people() * u64::from(tenths)).div_ceil(10);
    let enough = steps.partition_point(|step| step.bystanders < needed);
    let fewest = fewest(circles, needed, enough);
    let proven = fewest.at_least == fewest.at_most;
    Cover {
        share: f64::from(tenths) / 10.0,
        bystanders: needed,
        consenters: enough as u64,
        minimum: if proven { Figure::known(fewest.at_least as u64) } else { Figure::undefined(Undefined::TooLarge) },
        at_least: fewest.at_least as u64,
    }
}
