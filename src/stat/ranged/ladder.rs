//! `Ladder`: the corners among which values within ranges are most apart.
//!
//! # Definition
//! The units whose two ends differ are put in order of their low ends. Their high ends are put in order as well, and
//! rung r of the ladder has the r lowest low ends and the high ends from the r-th on; units with an exact value keep
//! it.
//!
//! # Why the rungs suffice
//! Sorted values within the ranges lie between the sorted low ends and the sorted high ends, each between the two of
//! its rank. So the ranges that pair the sorted ends by rank contain, up to the order of the units, all values that
//! the given ranges contain: no figure that does not depend on the order is larger than in these.
//!
//! In them the largest is at a rung. Let unit i have both ends below those of j, and let i be high while j is low.
//! Taking d, the smaller width of the two, from i and giving it to j keeps the total, and both within their ranges.
//! Their distance was |high i - low j|. It becomes |low j + high i - 2 low i| where i is the narrower, or |2 high j -
//! low j - high i|: in either case at least as large, so that the figure does not fall, and it rises where it reacts
//! to every such move. Such a corner is therefore not the largest. A figure that does not react to every move (Gini)
//! is the limit of figures that do (Gini and a little of HHI), and ranges with an end in common are limits of ranges
//! without.
//!
//! Where the given ranges are already paired by rank (none lies within another's interior, as with the steps that
//! platforms publish), the largest figure of the ladder is attained. Otherwise it is a bound.

use super::cumulated::{Cumulated, signed};
use crate::stat::real::real;

/// The ends of closed ranges, paired by rank.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    /// The exact values, ascending.
    exact: Vec<u64>,
    /// The low ends of all other units, ascending.
    lows: Vec<u64>,
    /// The high ends of the same, ascending.
    highs: Vec<u64>,
    /// Whether the ranges were given so.
    is_as_given: bool,
}

impl Ladder {
    pub(super) fn of(ranges: &[(u64, u64)]) -> Self {
        let (mut same, mut ranged): (Vec<_>, Vec<_>) =
            ranges.iter().copied().partition(|(low, high)| low == high);
        same.sort_unstable();
        ranged.sort_unstable();
        let exact = same.into_iter().map(|(value, _)| value).collect();
        let (lows, mut highs): (Vec<_>, Vec<_>) = ranged.into_iter().unzip();
        let is_as_given = highs.is_sorted();
        highs.sort_unstable();
        Self { exact, lows, highs, is_as_given }
    }

    /// Whether the largest figure over the rungs is attained.
    pub(super) fn is_as_given(&self) -> bool {
        self.is_as_given
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.exact.len() + self.lows.len()
    }

    /// Every rung: how many units are at their low end.
    pub(super) fn rungs(&self) -> std::ops::RangeInclusive<usize> {
        0..=self.lows.len()
    }

    /// The sum over all units, rung by rung.
    pub(super) fn totals(&self) -> impl Fn(usize) -> u128 + '_ {
        let exact: u128 = self.exact.iter().map(|&value| u128::from(value)).sum();
        let sums = Cumulated::whole(&self.lows, &self.highs, |_, value| i128::from(value));
        move |rung| exact + sums.at(rung, rung).unsigned_abs()
    }

    /// The sum of `term` over all units, rung by rung.
    pub(super) fn sums(&self, term: impl Fn(u64) -> f64) -> impl Fn(usize) -> f64 + '_ {
        let exact = Cumulated::real(&self.exact, &[], &term).at(self.exact.len(), 0);
        let sums = Cumulated::real(&self.lows, &self.highs, term);
        move |rung| exact + sums.at(rung, rung)
    }

    /// The sum of the distances of all pairs of units, rung by rung: those between exact values, those between the
    /// others, which are in order at every rung, and those across.
    pub(super) fn distances(&self) -> impl Fn(usize) -> f64 + '_ {
        let exact = Cumulated::whole(&self.exact, &self.exact, |_, value| i128::from(value));
        let below = |value: u64| self.exact.partition_point(|&exact| exact < value);
        let across = |value: u64| {
            let cut = below(value);
            let beside = i128::from(value) * (signed(cut) - signed(self.exact.len() - cut));
            beside + exact.at(0, cut) - exact.at(cut, self.exact.len())
        };
        let ranked = |units: usize, rank: usize, value: u64| {
            i128::from(value) * (2 * signed(rank) + 1 - signed(units))
        };
        let among = Cumulated::whole(&self.exact, &[], |at, value| ranked(self.exact.len(), at, value))
            .at(self.exact.len(), 0);
        let term = |at: usize, value: u64| ranked(self.lows.len(), at, value) + across(value);
        let sums = Cumulated::whole(&self.lows, &self.highs, term);
        move |rung| real((among + sums.at(rung, rung)).unsigned_abs())
    }

    /// What the units above the mean have beyond it, over the total; rung by rung.
    pub(super) fn beyond_the_mean(&self) -> impl Fn(usize) -> f64 + '_ {
        let value = |_, value| i128::from(value);
        let lows = Cumulated::whole(&self.lows, &[], value);
        let highs = Cumulated::whole(&[], &self.highs, value);
        let exacts = Cumulated::whole(&[], &self.exact, value);
        let (units, totals) = (self.units() as u128, self.totals());
        move |rung| {
            let total = totals(rung);
            let from = |values: &[u64]| values.partition_point(|&value| u128::from(value) * units <= total);
            let [exact, low, high] =
                [from(&self.exact), from(&self.lows).min(rung), from(&self.highs).max(rung)];
            let above = (self.exact.len() - exact) + (rung - low) + (self.highs.len() - high);
            let sum = exacts.at(0, exact) + lows.at(rung, 0) - lows.at(low, 0) + highs.at(0, high);
            real(sum.unsigned_abs() * units - above as u128 * total) / (real(total) * real(units))
        }
    }
}
