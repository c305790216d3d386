//! `Coverage`: how much of a set of values is known exactly, as a range, or not at all.

use serde::Serialize;

use super::Ranges;
use crate::model::number::{Figure, Undefined};
use crate::stat::real::real;

/// How a set of values is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Units whose low and high end are the same.
    pub exact: usize,
    /// Units with two different ends.
    pub ranged: usize,
    /// Units with an open end.
    pub open: usize,
    /// Units of which nothing is known. They are in no figure.
    pub missing: usize,
    /// The sum of the exact values.
    pub exact_sum: u128,
    /// The sum of all low ends.
    pub low_sum: u128,
}

impl Coverage {
    /// How much of the sum of the low ends is exact, 0 to 1. Undefined where that sum is zero.
    #[must_use]
    pub fn exact_share(&self) -> Figure {
        match self.low_sum {
            0 => Figure::undefined(Undefined::ZeroTotal),
            sum => Figure::known(real(self.exact_sum) / real(sum)),
        }
    }
}

impl Ranges {
    /// How these values are known, `missing` more being known not at all.
    ///
    /// # Example
    /// ```
    /// use bystander::stat::ranged::Ranges;
    /// let spent = Ranges::of([(300, Some(300)), (100, Some(200)), (200, None)]).unwrap();
    /// let coverage = spent.coverage(4);
    /// assert_eq!((coverage.exact, coverage.ranged, coverage.open, coverage.missing), (1, 1, 1, 4));
    /// assert_eq!(coverage.exact_share().value(), Some(0.5));
    /// ```
    #[must_use]
    pub fn coverage(&self, missing: usize) -> Coverage {
        let mut coverage = Coverage { missing, ..Coverage::default() };
        for &(low, high) in &self.0 {
            coverage.low_sum += u128::from(low);
            match high {
                None => coverage.open += 1,
                Some(high) if high > low => coverage.ranged += 1,
                Some(_) => {
                    coverage.exact += 1;
                    coverage.exact_sum += u128::from(low);
                }
            }
        }
        coverage
    }
}
