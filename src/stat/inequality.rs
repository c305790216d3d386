//! Inequality: Theil's two indices, Atkinson's, and how much would have to move for all to have the same.
//!
//! # Reference
//! Theil 1967; Atkinson 1970; Hoover 1936.

use super::{amounts::Amounts, shares::Shares, sum::sum};
use crate::model::number::{Figure, Undefined};

impl Shares {
    /// Each unit's amount over the mean amount, smallest first.
    fn relative(&self) -> impl Iterator<Item = f64> + '_ {
        self.ascending().iter().map(|share| share * self.n())
    }

    fn mean(&self, of: impl Fn(f64) -> f64) -> f64 {
        sum(self.relative().map(of)) / self.n()
    }

    fn contains_zero(&self) -> bool {
        self.positive() < self.units()
    }

    /// Theil T in nats, the mean of (x/m) ln(x/m), 0 to ln n.
    #[must_use]
    pub fn theil_t(&self) -> f64 {
        self.mean(|ratio| if ratio > 0.0 { ratio * ratio.ln() } else { 0.0 })
    }

    /// Theil L, the mean logarithmic deviation ln(m/x) in nats, 0 upwards. Undefined where a unit has nothing.
    #[must_use]
    pub fn theil_l(&self) -> Figure {
        if self.contains_zero() {
            return Figure::undefined(Undefined::ContainsZero);
        }
        Figure::known(self.mean(|ratio| -ratio.ln()))
    }

    /// Atkinson's index for the aversion `e` > 0, 0 (all alike) to 1. At `e` of 1 or more a unit with nothing makes it 1.
    #[must_use]
    pub fn atkinson(&self, e: f64) -> f64 {
        if e >= 1.0 && self.contains_zero() {
            return 1.0;
        }
        let power = 1.0 - e;
        if power == 0.0 {
            return 1.0 - self.mean(f64::ln).exp();
        }
        1.0 - self.mean(|ratio| ratio.powf(power)).powf(1.0 / power)
    }

    /// Hoover's index: the part of the total that would have to move for all to have the same, 0 to 1 - 1/n.
    #[must_use]
    pub fn hoover(&self) -> f64 {
        sum(self.ascending().iter().map(|share| (share - 1.0 / self.n()).abs())) / 2.0
    }
}

/// Theil T of units in groups, and its two parts. They add up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilParts {
    /// What lies between the groups: the sum over groups of `(T_g/T) ln(m_g/m)`.
    pub between: f64,
    /// What lies within them: the sum over groups of `T_g/T` times their own Theil T.
    pub within: f64,
}

impl TheilParts {
    /// The parts for `groups` of amounts. Groups without units, or with nothing, add nothing.
    #[must_use]
    pub fn of(groups: &[Amounts]) -> Figure<Self> {
        let all: Vec<f64> = groups.iter().flat_map(|group| group.values().iter().copied()).collect();
        let total = sum(all.iter().copied());
        let whole =
            Amounts::of(&all).map_or(Figure::undefined(Undefined::EmptyInput), |all| Shares::of(&all));
        whole.map(|whole| {
            let part = |group: &Amounts| {
                let share = sum(group.values().iter().copied()) / total;
                let own = Shares::of(group).value()?;
                Some((share * (share * whole.n() / own.n()).ln(), share * own.theil_t()))
            };
            let parts: Vec<_> = groups.iter().filter_map(part).collect();
            Self {
                between: sum(parts.iter().map(|part| part.0)),
                within: sum(parts.iter().map(|part| part.1)),
            }
        })
    }
}
