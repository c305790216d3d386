//! `WeightedShare`: the share of units of one kind in a sample whose units stand for different numbers of units.
//!
//! # Definition
//! With weights w, the share is the sum of w over the units of that kind, over the sum of all w. The *effective size* is (sum of w)
//! squared over the sum of w squared: the size of a sample of equal weights that would say as much, the number of units itself where all
//! weights are equal. The interval is Wilson's, at 95 %, for this share and the effective size.
//!
//! # Reference
//! Kish 1965 (effective size); Wilson 1927.
//!
//! # Limits
//! Strata and clusters of the design are not taken into account: units of one sponsor that are alike make the true interval wider.

use super::{interval::Z, sum::sum};
use crate::model::number::{Figure, Interval, Undefined};

/// A share in a weighted sample.
///
/// # Example
/// Of three adverts, one stands for two: (2 + 1) of 4 are political. The effective size is 16/6.
/// ```
/// use bystander::stat::weighted_share::WeightedShare;
/// let share = WeightedShare::of([(true, 2.0), (true, 1.0), (false, 1.0)]);
/// assert_eq!(share.share().value(), Some(0.75));
/// assert_eq!(share.effective_size().value(), Some(16.0 / 6.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightedShare {
    part: f64,
    whole: f64,
    squares: f64,
    /// Whether none, or all, of the units are of that kind.
    is_none: bool,
    is_all: bool,
}

impl WeightedShare {
    /// Of units, each with whether it is of that kind, and its weight, above 0.
    #[must_use]
    pub fn of(units: impl IntoIterator<Item = (bool, f64)>) -> Self {
        let units: Vec<(bool, f64)> = units.into_iter().collect();
        Self {
            part: sum(units.iter().filter(|(is, _)| *is).map(|(_, weight)| *weight)),
            whole: sum(units.iter().map(|(_, weight)| *weight)),
            squares: sum(units.iter().map(|(_, weight)| weight * weight)),
            is_none: !units.iter().any(|(is, _)| *is),
            is_all: units.iter().all(|(is, _)| *is),
        }
    }

    /// The share, 0 to 1; undefined without units.
    #[must_use]
    pub fn share(self) -> Figure {
        if self.whole > 0.0 {
            Figure::known((self.part / self.whole).min(1.0))
        } else {
            Figure::undefined(Undefined::EmptyInput)
        }
    }

    /// The effective size, at least 1; undefined without units.
    #[must_use]
    pub fn effective_size(self) -> Figure {
        if self.squares > 0.0 {
            Figure::known(self.whole * self.whole / self.squares)
        } else {
            Figure::undefined(Undefined::EmptyInput)
        }
    }

    /// Wilson's interval for the effective size; 0 at one end where no unit is of that kind, 1 where all are.
    #[must_use]
    pub fn wilson(self) -> Figure<Interval> {
        let (Some(share), Some(size)) = (self.share().value(), self.effective_size().value()) else {
            return Figure::undefined(Undefined::EmptyInput);
        };
        let z2 = Z * Z / size;
        let middle = share + z2 / 2.0;
        let reach = Z * (share * (1.0 - share) / size + z2 / (4.0 * size)).sqrt();
        Figure::known(Interval {
            low: if self.is_none { 0.0 } else { ((middle - reach) / (1.0 + z2)).max(0.0) },
            high: if self.is_all { 1.0 } else { ((middle + reach) / (1.0 + z2)).min(1.0) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::interval::Proportion;

    #[test]
    fn equal_weights_change_nothing() {
        for (part, whole) in [(0_u64, 5_u64), (2, 7), (5, 5), (40, 90)] {
            let units = (0..whole).map(|at| (at < part, 3.5));
            let plain = Proportion::of(part, whole).unwrap().wilson().value().unwrap();
            let weighted = WeightedShare::of(units).wilson().value().unwrap();
            assert!((plain.low - weighted.low).abs() < 1e-12 && (plain.high - weighted.high).abs() < 1e-12);
        }
    }

    #[test]
    fn unequal_weights_widen_the_interval() {
        let width = |weights: [f64; 4]| {
            let units = weights.into_iter().enumerate().map(|(at, weight)| (at % 2 == 0, weight));
            let found = WeightedShare::of(units).wilson().value().unwrap();
            found.high - found.low
        };
        assert!(width([3.0, 3.0, 1.0, 1.0]) > width([2.0; 4]));
    }

    #[test]
    fn nothing_has_no_share() {
        let none = WeightedShare::of([]);
        assert_eq!(none.share(), Figure::undefined(Undefined::EmptyInput));
        assert_eq!(none.wilson(), Figure::undefined(Undefined::EmptyInput));
    }
}
