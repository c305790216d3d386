//! `Policy`: the name under which a point may be shown beside an interval.

use super::Ranges;
use crate::stat::{amounts::Amounts, real::real, sum::sum};

/// How one value is chosen for each range. A point is printed with the name of its policy, beside the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Each value at its low end.
    Lower,
    /// Each value in the middle, (low + high)/2. There is no such point where an end is open.
    Midpoint,
    /// In the middle where the range is closed, at the low end where it is open.
    OpenIsLower,
}

impl Policy {
    /// The policy's name, as tables print it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lower => "lower ends",
            Self::Midpoint => "midpoints",
            Self::OpenIsLower => "midpoints, open ends at their low end",
        }
    }

    fn value(self, low: u64, high: Option<u64>) -> Option<f64> {
        let middle = |high: u64| real(u128::from(low) + u128::from(high)) / 2.0;
        match self {
            Self::Lower => Some(real(low)),
            Self::Midpoint => high.map(middle),
            Self::OpenIsLower => Some(high.map_or(real(low), middle)),
        }
    }
}

impl Ranges {
    /// One value for each unit, as `policy` chooses it; `None` where it chooses none, for an end is open.
    ///
    /// # Example
    /// ```
    /// use bystander::stat::ranged::{Policy, Ranges};
    /// let spent = Ranges::of([(0, Some(99)), (400, None)]).unwrap();
    /// assert_eq!(spent.at(Policy::OpenIsLower).unwrap().values(), [49.5, 400.0]);
    /// assert!(spent.at(Policy::Midpoint).is_none());
    /// ```
    #[must_use]
    pub fn at(&self, policy: Policy) -> Option<Amounts> {
        let values: Option<Vec<f64>> = self.0.iter().map(|&(low, high)| policy.value(low, high)).collect();
        Amounts::of(&values?)
    }

    /// The sum of all values as `policy` chooses them; `None` where it chooses none.
    #[must_use]
    pub fn total_at(&self, policy: Policy) -> Option<f64> {
        self.at(policy).map(|amounts| sum(amounts.values().iter().copied()))
    }
}
