//! Figures of values that are known only as ranges: each is the interval of all that the ranges leave open.
//!
//! An ad library says "between 100 and 499", or "more than 100,000". What follows from such values is an interval as
//! well: the smallest and the largest figure over all real values within the ranges whose total is above zero. It is
//! found by solving for these extremes. A figure of midpoints lies somewhere inside and says nothing of how far off
//! it may be; it is given only under the name of its [`Policy`].
//!
//! # Definition
//! Unit i has a value `x_i` with `low_i <= x_i <= high_i`, or `low_i <= x_i` where the end is open. Every end of an
//! interval says how it was come by ([`Tightness`]): some values have exactly this figure, or come as near to it as
//! one likes, or it is a bound that no values pass and perhaps none reach. Values are taken as real numbers: whole
//! numbers alone may not reach an end exactly, and are never outside. Ends are computed to about fifteen digits.
//!
//! Where nobody has anything in any case the figure is undefined (`zero_total`). Where all low ends are zero the
//! total may be zero, for which a figure does not exist; the interval is then over the totals above zero, and
//! [`Ranges::total_may_be_zero`] says so.
//!
//! # Why the extremes are where they are sought
//! HHI (its root), concentration ratios, Gini, Theil T, Hoover and the lack of entropy are all of the form `f(x)/T`,
//! with f convex, the same for any order of the units, and growing in proportion with x. Hence:
//! - *Largest.* `f(x) <= tT` holds on a convex set for every t, so the largest figure is at a corner: every unit at one of
//!   its two ends. `Ladder` says which corners need to be looked at.
//! - *Smallest.* Among values with the same total, those that are most alike are smallest (Schur): all at a common level, or
//!   held below it by their high end, or above it by their low end. Only the level is left to be found: `Levels`.
//!
//! # Reference
//! Marshall, Olkin and Arnold 2011 (majorization); Ferson, Ginzburg, Kreinovich, Longpré and Aviles 2002 (the largest
//! variance of values in ranges is hard to find in general); Dinkelbach 1967 (ratios).

mod average;
mod concentration;
mod corners;
mod coverage;
mod cumulated;
mod dissimilarity;
mod ladder;
mod levels;
mod policy;
mod span;
mod top;
mod total;

pub use concentration::RangedShares;
pub use coverage::Coverage;
pub use policy::Policy;
pub use span::{End, Span, Tightness};
pub use top::{Part, UnitsNeeded};
pub use total::{Ratio, Total};

/// What is known of a unit's value: that it is at least the first number, and at most the second where there is one.
type Range = (u64, Option<u64>);

/// Values of units of which only ranges are known, in the order of the units. Whole numbers: hundredths of a currency
/// unit, impressions, people.
///
/// # Example
/// Three advertisers spent 100 to 200, exactly 300, and 400 or more.
/// ```
/// use bystander::stat::ranged::Ranges;
/// let spent = Ranges::of([(100, Some(200)), (300, Some(300)), (400, None)]).unwrap();
/// assert_eq!((spent.total().low, spent.total().high), (800, None));
/// assert!(Ranges::of([(200, Some(100))]).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges(Vec<Range>);

impl Ranges {
    /// Ranges from their low and high ends, both included; `None` for the high end of an open range. There are no
    /// ranges where one has its ends swapped.
    #[must_use]
    pub fn of(ranges: impl IntoIterator<Item = (u64, Option<u64>)>) -> Option<Self> {
        let ranges: Vec<Range> = ranges.into_iter().collect();
        let in_order = ranges.iter().all(|&(low, high)| high.is_none_or(|high| low <= high));
        in_order.then_some(Self(ranges))
    }

    /// Values that are known exactly.
    #[must_use]
    pub fn exact(values: &[u64]) -> Self {
        Self(values.iter().map(|&value| (value, Some(value))).collect())
    }

    /// The ranges, in the order of the units.
    #[must_use]
    pub fn units(&self) -> &[(u64, Option<u64>)] {
        &self.0
    }

    /// The sum of all values.
    #[must_use]
    pub fn total(&self) -> Total {
        self.0.iter().copied().collect()
    }

    /// Whether all values may be zero, so that no share of them exists.
    #[must_use]
    pub fn total_may_be_zero(&self) -> bool {
        self.total().low == 0
    }

    /// How many units surely have something.
    fn surely_positive(&self) -> usize {
        self.0.iter().filter(|range| range.0 > 0).count()
    }

    fn has_open_end(&self) -> bool {
        self.0.iter().any(|range| range.1.is_none())
    }

    /// The ranges with open ends closed at their low ends.
    fn closed(&self) -> Vec<(u64, u64)> {
        self.0.iter().map(|&(low, high)| (low, high.unwrap_or(low))).collect()
    }
}

#[cfg(test)]
#[allow(clippy::range_plus_one, reason = "one more than drawn is what is meant")]
mod tests;
