//! `Shares`: how a total is shared out among units. Concentration, inequality and the Lorenz curve are read from it.

use super::{amounts::Amounts, real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// The shares of units in their total, ascending. They add up to 1, and there is at least one.
///
/// # Definition
/// With amounts `x_1 ... x_n >= 0` and T their sum, `s_i = x_i / T`. Without units there are no shares (`empty_input`), and
/// a total of nothing cannot be shared out (`zero_total`). Units with nothing have a share of 0.
///
/// # Example
/// Three of the village's four bystanders are exposed to one consenter, and one to two: of the five exposures, three
/// shares are a fifth and one is two fifths.
/// ```
/// use bystander::stat::{amounts::Amounts, shares::Shares};
/// let shares = Shares::of(&Amounts::of_counts(&[1, 1, 2, 1])).value().unwrap();
/// assert_eq!(shares.ascending(), [0.2, 0.2, 0.2, 0.4]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Shares(Vec<f64>);

impl Shares {
    /// The shares of `amounts` in their total.
    #[must_use]
    pub fn of(amounts: &Amounts) -> Figure<Self> {
        let total = sum(amounts.values().iter().copied());
        if amounts.values().is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        if total == 0.0 {
            return Figure::undefined(Undefined::ZeroTotal);
        }
        let mut shares: Vec<f64> = amounts.values().iter().map(|amount| amount / total).collect();
        shares.sort_by(f64::total_cmp);
        Figure::known(Self(shares))
    }

    /// The shares, smallest first.
    #[must_use]
    pub fn ascending(&self) -> &[f64] {
        &self.0
    }

    /// How many units there are, those with nothing included.
    #[must_use]
    pub fn units(&self) -> usize {
        self.0.len()
    }

    /// How many units have something.
    #[must_use]
    pub fn positive(&self) -> usize {
        self.units() - self.0.partition_point(|&share| share == 0.0)
    }

    /// The number of units as a real number.
    pub(super) fn n(&self) -> f64 {
        real(self.units() as u64)
    }
}
