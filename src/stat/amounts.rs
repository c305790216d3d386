//! `Amounts`: values that can be shared out.

use super::real::real;

/// Amounts of units, in the order of the units: each finite and not below zero. A unit with nothing is a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts(Vec<f64>);

impl Amounts {
    /// The values as amounts; `None` where one is negative or not a number, or where their total is beyond reach.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let fits = values.iter().all(|&value| value >= 0.0) && values.iter().sum::<f64>().is_finite();
        fits.then(|| Self(values.to_vec()))
    }

    /// Counts as amounts.
    #[must_use]
    pub fn of_counts(counts: &[u64]) -> Self {
        Self(counts.iter().map(|&count| real(count)).collect())
    }

    /// The amounts, in the order of the units.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }
}
