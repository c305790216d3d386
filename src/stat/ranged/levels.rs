//! `Levels`: the values within ranges that are most alike.
//!
//! # Definition
//! At the level c unit i has the value `min(max(c, low_i), high_i)`. Among all values within the ranges that have the
//! same total these are majorized by every other: taking from a larger value and giving to a smaller one brings the
//! values closer, and it can go on until every value is at a common level or held away from it by an end of its
//! range. Every figure that grows where values move apart is therefore smallest at some level, and a level is one
//! number.
//!
//! Between two neighbouring ends of ranges (a stretch) the same units are held below, and the same above, and those
//! between follow the level. There a figure is a plain function of c that can be minimised by hand; the smallest over
//! all stretches is the smallest of all.

use super::cumulated::Cumulated;
use crate::stat::real::real;

/// The ends of the ranges in ascending order.
#[derive(Clone, Debug)]
pub(super) struct Levels {
    /// All low ends.
    lows: Vec<u64>,
    /// The high ends that are not open.
    highs: Vec<u64>,
    /// All of these, each once.
    ends: Vec<u64>,
}

/// The levels between two neighbouring ends of ranges.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The end below.
    pub(super) from: u64,
    /// The end above; none above the last.
    pub(super) to: Option<u64>,
    /// How many units are held below by their high end.
    pub(super) below: usize,
    /// How many units are held below, or follow the level.
    pub(super) reached: usize,
}

impl Stretch {
    /// How many units follow the level.
    pub(super) fn free(self) -> usize {
        self.reached - self.below
    }

    /// Some level at or above the upper end, where there is none above.
    pub(super) fn top(self) -> u128 {
        self.to.map_or(u128::from(self.from) + 1, u128::from)
    }
}

impl Levels {
    pub(super) fn of(ranges: &[(u64, Option<u64>)]) -> Self {
        let mut lows: Vec<u64> = ranges.iter().map(|range| range.0).collect();
        let mut highs: Vec<u64> = ranges.iter().filter_map(|range| range.1).collect();
        let mut ends: Vec<u64> = lows.iter().chain(&highs).copied().collect();
        lows.sort_unstable();
        highs.sort_unstable();
        ends.sort_unstable();
        ends.dedup();
        Self { lows, highs, ends }
    }

    pub(super) fn units(&self) -> usize {
        self.lows.len()
    }

    /// Every stretch, the lowest first. Below the first end every unit is held above, as it is at that end.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Stretch> + '_ {
        let (mut below, mut reached) = (0, 0);
        self.ends.iter().enumerate().map(move |(at, &from)| {
            while self.highs.get(below).is_some_and(|&high| high <= from) {
                below += 1;
            }
            while self.lows.get(reached).is_some_and(|&low| low <= from) {
                reached += 1;
            }
            Stretch { from, to: self.ends.get(at + 1).copied(), below, reached }
        })
    }

    /// Sums over the units held below and above. Each term is given the unit's rank by value, 0 for the smallest. It
    /// is asked `at(below, reached)`.
    pub(super) fn held(&self, term: impl Fn(usize, u64) -> i128) -> Cumulated<i128> {
        Cumulated::whole(&self.highs, &self.lows, term)
    }

    /// The same with real terms.
    pub(super) fn held_real(&self, term: impl Fn(u64) -> f64) -> Cumulated<f64> {
        Cumulated::real(&self.highs, &self.lows, term)
    }

    /// The smallest `value` over all levels at which it exists. Within a stretch it is smallest at the level `best`
    /// gives, or at an end of the stretch where that level is outside or does not exist.
    pub(super) fn least(&self, best: impl Fn(Stretch) -> f64, value: impl Fn(Stretch, f64) -> f64) -> f64 {
        let within = |stretch: Stretch| {
            let (from, top) = (real(stretch.from), real(stretch.top()));
            let highest = if stretch.to.is_some() { top } else { f64::MAX };
            [from, top, best(stretch).clamp(from, highest)].map(|level| value(stretch, level))
        };
        let values = self.stretches().flat_map(within);
        values.filter(|value| value.is_finite()).fold(f64::INFINITY, f64::min)
    }
}
