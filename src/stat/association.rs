//! Association in a table of two by two: chi-square, G, residuals and phi.
//!
//! # Definition
//! With O and E = row x column / N in each cell: chi-square is the sum of (O - E)^2/E without continuity correction, G is
//! 2 sum O ln(O/E), both on one degree of freedom. Where a row or a column is empty none of them exists.

use super::{contingency::chi_square_p, real::real, saddle_point::deviance, two_by_two::TwoByTwo};
use crate::model::number::{Figure, Undefined};

impl TwoByTwo {
    /// Phi, the square root of chi-square over N with the sign of ad - bc, -1 to 1.
    #[must_use]
    pub fn phi(self) -> Figure {
        self.with_margins(|margins| self.gap() / margins.iter().product::<f64>().sqrt())
    }

    /// Pearson's chi-square, 0 upwards.
    #[must_use]
    pub fn chi_square(self) -> Figure {
        self.with_margins(|margins| {
            let gap = self.gap();
            gap / (margins[0] * margins[1]) * (gap / (margins[2] * margins[3])) * real(self.population())
        })
    }

    /// The chance of as large a chi-square without association.
    #[must_use]
    pub fn chi_square_p(self) -> Figure {
        self.chi_square().map(|value| chi_square_p(value, 1))
    }

    /// Chi-square after Yates: each |O - E| lowered by a half, or to 0. Never the default.
    #[must_use]
    pub fn chi_square_yates(self) -> Figure {
        self.with_margins(|margins| {
            let people = real(self.population());
            let gap = (self.gap().abs() / people - 0.5).max(0.0) * people;
            gap / (margins[0] * margins[1]) * (gap / (margins[2] * margins[3])) * people
        })
    }

    /// G, 0 upwards.
    #[must_use]
    pub fn g(self) -> Figure {
        self.with_margins(|[group, rest, segment, outside]| {
            let expected = |row: f64, column: f64| row * column / real(self.population());
            let parts = deviance(real(self.group_in), expected(group, segment))
                + deviance(real(self.group_out), expected(group, outside))
                + deviance(real(self.rest_in), expected(rest, segment))
                + deviance(real(self.rest_out), expected(rest, outside));
            2.0 * parts
        })
    }

    /// The chance of as large a G without association.
    #[must_use]
    pub fn g_p(self) -> Figure {
        self.g().map(|value| chi_square_p(value, 1))
    }

    /// Pearson's residual of the group in the segment, (O - E)/sqrt(E). Not a standard normal.
    #[must_use]
    pub fn pearson_residual(self) -> Figure {
        self.with_margins(|[group, _, segment, _]| {
            self.gap() / (real(self.population()) * group * segment).sqrt()
        })
    }

    /// The adjusted (standardised) residual, near to a standard normal; its square is chi-square.
    #[must_use]
    pub fn adjusted_residual(self) -> Figure {
        self.phi().map(|phi| phi * real(self.population()).sqrt())
    }

    /// The smallest expected count: below 5 the exact test is the one to report.
    #[must_use]
    pub fn min_expected(self) -> Figure {
        self.with_margins(|[group, rest, segment, outside]| {
            group.min(rest) * segment.min(outside) / real(self.population())
        })
    }

    /// ad - bc, which is (O - E) N in every cell but for the sign.
    fn gap(self) -> f64 {
        let (straight, crossed) = self.products();
        let size = real(straight.abs_diff(crossed));
        if straight < crossed { -size } else { size }
    }

    /// The value from the group, the rest, the segment and those outside, all of them people.
    fn with_margins(self, value: impl FnOnce([f64; 4]) -> f64) -> Figure {
        let margins = [self.group(), self.rest(), self.segment(), self.group_out + self.rest_out];
        if self.population() == 0 {
            Figure::undefined(Undefined::EmptyInput)
        } else if margins.contains(&0) {
            Figure::undefined(Undefined::ZeroMargin)
        } else {
            Figure::known(value(margins.map(real)))
        }
    }
}
