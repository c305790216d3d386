//! Concentration: how far a total sits with few units.
//!
//! # Reference
//! Hirschman 1964 and US Department of Justice merger guidelines (HHI); Hill 1973 (effective numbers); Pielou 1966.

use super::{real::real, shares::Shares, sum::sum};
use crate::model::number::{Figure, Undefined};

impl Shares {
    /// Herfindahl-Hirschman index: the sum of the squared shares, 1/n (all alike) to 1 (one unit has all).
    #[must_use]
    pub fn hhi(&self) -> f64 {
        sum(self.ascending().iter().map(|share| share * share))
    }

    /// HHI between 0 (all alike) and 1: (HHI - 1/n) / (1 - 1/n). Undefined for one unit.
    #[must_use]
    pub fn hhi_normalised(&self) -> Figure {
        let least = 1.0 / self.n();
        self.beyond_one_unit(self.units(), |shares| (shares.hhi() - least) / (1.0 - least))
    }

    /// Concentration ratio: the sum of the `k` largest shares, k/n to 1; 1 where there are no more than `k` units.
    #[must_use]
    pub fn cr(&self, k: usize) -> f64 {
        if k >= self.units() { 1.0 } else { sum(self.ascending().iter().rev().take(k).copied()) }
    }

    /// Shannon entropy, -sum s ln s in nats, 0 to ln n.
    #[must_use]
    pub fn shannon_nats(&self) -> f64 {
        let term = |&share: &f64| if share > 0.0 { -share * share.ln() } else { 0.0 };
        sum(self.ascending().iter().map(term))
    }

    /// Effective number of units of order 1, exp(entropy): as many units with equal shares have this entropy.
    #[must_use]
    pub fn hill_1(&self) -> f64 {
        self.shannon_nats().exp()
    }

    /// Effective number of units of order 2, 1/HHI: as many units with equal shares have this HHI.
    #[must_use]
    pub fn hill_2(&self) -> f64 {
        1.0 / self.hhi()
    }

    /// Effective number of units of infinite order, 1 over the largest share.
    #[must_use]
    pub fn hill_inf(&self) -> f64 {
        1.0 / self.cr(1)
    }

    /// Pielou's evenness among the units that have something: entropy over the logarithm of their number, 0 to 1.
    /// Undefined where only one has.
    #[must_use]
    pub fn evenness_observed(&self) -> Figure {
        self.evenness(self.positive())
    }

    /// Evenness among all units: entropy over ln n, 0 to 1. Undefined for one unit.
    #[must_use]
    pub fn evenness_all(&self) -> Figure {
        self.evenness(self.units())
    }

    fn evenness(&self, units: usize) -> Figure {
        self.beyond_one_unit(units, |shares| shares.shannon_nats() / real(units as u64).ln())
    }

    /// The figure that `of` gives, which does not exist for one unit.
    pub(super) fn beyond_one_unit(&self, units: usize, of: impl FnOnce(&Self) -> f64) -> Figure {
        if units == 1 { Figure::undefined(Undefined::OneUnit) } else { Figure::known(of(self)) }
    }
}

/// The sum of the squares of `counts`: HHI times the square of their total. Which of two divisions of the same total is
/// more concentrated is decided on it, without rounding.
#[must_use]
pub fn sum_of_squares(counts: &[u64]) -> u128 {
    counts.iter().map(|&count| u128::from(count) * u128::from(count)).sum()
}

/// The chance that two people drawn one after the other belong to the same unit, sum x(x - 1) / (T(T - 1)), 0 to 1: HHI
/// without the part that small totals add. Undefined for fewer than two people.
#[must_use]
pub fn hhi_unbiased(counts: &[u64]) -> Figure {
    let total: u128 = counts.iter().map(|&count| u128::from(count)).sum();
    match total {
        0 if counts.is_empty() => Figure::undefined(Undefined::EmptyInput),
        0 => Figure::undefined(Undefined::ZeroTotal),
        1 => Figure::undefined(Undefined::ZeroDenominator),
        _ => Figure::known(real(sum_of_squares(counts) - total) / real(total * (total - 1))),
    }
}
