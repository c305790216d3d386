//! The Lorenz curve, and the figures that are read from it.
//!
//! # Reference
//! Lorenz 1905; Gini 1912; Palma 2011 (the ratio, here of shares at 90 and 40 per cent).

use super::{
    real::real,
    shares::Shares,
    sum::{Sum, sum},
};
use crate::model::number::{Figure, Undefined};

impl Shares {
    /// The curve: the share that the i smallest units have together, for i = 0 ... n, from 0 to 1. Straight lines join
    /// the points.
    #[must_use]
    pub fn lorenz(&self) -> Vec<f64> {
        let mut reached = Sum::default();
        let points = self.ascending().iter().map(|&share| {
            reached.add(share);
            reached.value()
        });
        let mut curve: Vec<f64> = std::iter::once(0.0).chain(points).collect();
        curve[self.units()] = 1.0;
        curve
    }

    /// What the smallest `tenths` tenths of the units have together.
    fn lorenz_at(&self, tenths: usize) -> f64 {
        let (whole, rest) = (tenths * self.units() / 10, tenths * self.units() % 10);
        let below = sum(self.ascending()[..whole].iter().copied());
        let next = self.ascending().get(whole).copied().unwrap_or(0.0);
        below + next * real(rest as u64) / 10.0
    }

    /// Gini coefficient of the units as they are, twice the area between the curve and the diagonal, 0 to 1 - 1/n; 0 for
    /// one unit.
    #[must_use]
    pub fn gini(&self) -> f64 {
        let rank = |at: usize| real(2 * at as u64 + 1) - self.n();
        sum(self.ascending().iter().enumerate().map(|(at, share)| rank(at) * share)) / self.n()
    }

    /// Gini times n/(n - 1), 0 to 1: what compares numbers of units. Undefined for one unit.
    #[must_use]
    pub fn gini_corrected(&self) -> Figure {
        self.beyond_one_unit(self.units(), |shares| shares.gini() * self.n() / (self.n() - 1.0))
    }

    /// What the largest tenth of the units has, 0.1 to 1.
    #[must_use]
    pub fn top_tenth(&self) -> f64 {
        1.0 - self.lorenz_at(9)
    }

    /// What the largest tenth has over what the smallest four tenths have, 0.25 or more. Undefined where those have
    /// nothing.
    #[must_use]
    pub fn palma(&self) -> Figure {
        self.over(9, 4)
    }

    /// What the largest fifth has over what the smallest fifth has, 1 or more. Undefined where that has nothing.
    #[must_use]
    pub fn s80_s20(&self) -> Figure {
        self.over(8, 2)
    }

    fn over(&self, upper: usize, lower: usize) -> Figure {
        match self.lorenz_at(lower) {
            0.0 => Figure::undefined(Undefined::ZeroDenominator),
            least => Figure::known((1.0 - self.lorenz_at(upper)) / least),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stat::{amounts::Amounts, shares::Shares};

    #[test]
    fn gini_is_the_area_under_its_own_curve() {
        let shares =
            Shares::of(&Amounts::of_counts(&[3, 0, 8, 1, 1, 13])).value().expect("a total above zero");
        let curve = shares.lorenz();
        let area: f64 = curve.windows(2).map(|pair| (pair[0] + pair[1]) / 12.0).sum();
        assert!((shares.gini() - (1.0 - 2.0 * area)).abs() < 1e-12);
    }

    #[test]
    fn a_fifth_of_fifteen_units_with_nothing_has_nothing() {
        let mut counts = vec![0; 3];
        counts.extend([1; 12]);
        let shares = Shares::of(&Amounts::of_counts(&counts)).value().expect("a total above zero");
        assert!(shares.s80_s20().value().is_none());
    }
}
