//! Ratios of rates and of odds in a table of two by two, with their intervals.
//!
//! # Reference
//! Katz et al. 1978 (interval of the risk ratio); Woolf 1955 (of the odds ratio); 29 CFR 1607.4 D (four fifths).

use super::{
    interval::Z,
    real::real,
    two_by_two::{TwoByTwo, quotient},
};
use crate::model::number::{Figure, Interval, Undefined};

impl TwoByTwo {
    /// (a/K) / (c/(N - K)): how much likelier the group is to be in the segment than the rest, 0 upwards.
    #[must_use]
    pub fn risk_ratio(self) -> Figure {
        let group = u128::from(self.group_in) * u128::from(self.rest());
        self.rated(|| quotient(group, u128::from(self.rest_in) * u128::from(self.group())))
    }

    /// Katz's interval of the risk ratio. Undefined where nobody of the group, or of the rest, is in the segment.
    #[must_use]
    pub fn risk_ratio_interval(self) -> Figure<Interval> {
        self.rated(|| {
            if self.group_in == 0 || self.rest_in == 0 {
                return Figure::undefined(Undefined::ZeroCell);
            }
            let inverse = |count: u64| 1.0 / real(count);
            let variance =
                inverse(self.group_in) - inverse(self.group()) + inverse(self.rest_in) - inverse(self.rest());
            self.risk_ratio().map(|ratio| around(ratio, variance))
        })
    }

    /// a/K - c/(N - K), -1 to 1.
    #[must_use]
    pub fn risk_difference(self) -> Figure {
        let rate = |part, whole| real(part) / real(whole);
        self.rated(|| Figure::known(rate(self.group_in, self.group()) - rate(self.rest_in, self.rest())))
    }

    /// The lower of the two rates a/K and c/(N - K) over the higher, 0 to 1.
    #[must_use]
    pub fn impact_ratio(self) -> Figure {
        let (low, high) = self.rates();
        self.rated(|| quotient(low, high))
    }

    /// Whether the lower rate is below four fifths of the higher; exactly four fifths is not.
    #[must_use]
    pub fn below_four_fifths(self) -> Figure<bool> {
        let (low, high) = self.rates();
        self.impact_ratio().map(|_| 5 * low < 4 * high)
    }

    /// The two rates over a common denominator, the lower first.
    fn rates(self) -> (u128, u128) {
        let group = u128::from(self.group_in) * u128::from(self.rest());
        let rest = u128::from(self.rest_in) * u128::from(self.group());
        (group.min(rest), group.max(rest))
    }

    /// ad / bc, 0 upwards.
    #[must_use]
    pub fn odds_ratio(self) -> Figure {
        let (straight, crossed) = self.products();
        self.of(|| quotient(straight, crossed))
    }

    /// Woolf's interval of the odds ratio. Undefined where a cell is zero.
    #[must_use]
    pub fn odds_ratio_interval(self) -> Figure<Interval> {
        let cells = [self.group_in, self.group_out, self.rest_in, self.rest_out];
        self.of(|| {
            if cells.contains(&0) {
                return Figure::undefined(Undefined::ZeroCell);
            }
            let variance = cells.iter().map(|&cell| 1.0 / real(cell)).sum();
            self.odds_ratio().map(|ratio| around(ratio, variance))
        })
    }

    /// The odds ratio with a half added to every cell; only ever under that name.
    #[must_use]
    pub fn odds_ratio_haldane(self) -> Figure {
        let cell = |count: u64| real(count) + 0.5;
        self.of(|| {
            let straight = cell(self.group_in) * cell(self.rest_out);
            Figure::known(straight / (cell(self.group_out) * cell(self.rest_in)))
        })
    }

    /// The figure, unless the group or the rest has no rate.
    fn rated<T>(self, figure: impl FnOnce() -> Figure<T>) -> Figure<T> {
        self.of(|| {
            let without = self.group() == 0 || self.rest() == 0;
            if without { Figure::undefined(Undefined::EmptyGroup) } else { figure() }
        })
    }
}

/// The interval of a ratio whose logarithm has that variance.
fn around(ratio: f64, variance: f64) -> Interval {
    let reach = (Z * variance.max(0.0).sqrt()).exp();
    Interval { low: ratio / reach, high: ratio * reach }
}
