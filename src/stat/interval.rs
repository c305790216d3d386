//! `Proportion`: a part of a whole, with intervals for where it may truly lie when the whole is a sample.
//!
//! # Reference
//! Wilson 1927; Newcombe 1998 (method 4, with continuity); Clopper and Pearson 1934; Cochran 1977 (finite population).
//!
//! # Limits
//! Where the data are everybody there is nothing to estimate, and no interval is shown. All intervals are at 95 %.

use super::real::real;
use crate::model::number::{Figure, Interval, Undefined};
use statrs::function::beta::beta_reg;

/// How many standard errors lie on either side of a mean at 95 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// `part` of `whole`, the part no larger than the whole.
///
/// # Example
/// Two of the village's seven people consented. Had the village been drawn at random from a large town, between 8 % and
/// 64 % of the town would have consented.
/// ```
/// use bystander::stat::interval::Proportion;
/// let interval = Proportion::of(2, 7).unwrap().wilson().value().unwrap();
/// assert_eq!(format!("{:.3} {:.3}", interval.low, interval.high), "0.082 0.641");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proportion {
    part: u64,
    whole: u64,
}

impl Proportion {
    /// `part` of `whole`; `None` where the part is larger.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        (part <= whole).then_some(Self { part, whole })
    }

    /// The share itself, 0 to 1. Undefined for a whole of nobody, like every interval below.
    #[must_use]
    pub fn share(self) -> Figure {
        Figure::ratio(self.part, self.whole, Undefined::EmptyInput)
    }

    /// Wilson's interval; exactly 0 at one end where the part is nobody, exactly 1 where it is everybody.
    #[must_use]
    pub fn wilson(self) -> Figure<Interval> {
        self.interval(|share, whole| self.wilson_at(share, whole))
    }

    /// Wilson's interval for a sample without replacement from `population` people, as wide as for a sample of
    /// n(N - 1)/(N - n) from a large one; a census has no width. `None` where the sample is larger than its population.
    #[must_use]
    pub fn wilson_in(self, population: u64) -> Option<Figure<Interval>> {
        let left = real(population.checked_sub(self.whole)?);
        Some(self.interval(|share, whole| {
            if left == 0.0 {
                return Interval { low: share, high: share };
            }
            self.wilson_at(share, whole * (real(population) - 1.0) / left)
        }))
    }

    /// The standard error of the share for a sample without replacement from `population` people. `None` where the
    /// sample is larger than its population.
    #[must_use]
    pub fn standard_error_in(self, population: u64) -> Option<Figure> {
        let left = real(population.checked_sub(self.whole)?);
        let rest = (real(population) - 1.0).max(1.0);
        Some(self.share().map(|share| (share * (1.0 - share) / real(self.whole) * (left / rest)).sqrt()))
    }

    /// Wilson's interval with continuity correction: wider, as far as a step of one person.
    #[must_use]
    pub fn wilson_continuity(self) -> Figure<Interval> {
        self.interval(|share, whole| {
            let (twice, z2, other) = (2.0 * whole * share, Z * Z, 1.0 - share);
            let low = (z2 - 2.0 - 1.0 / whole + 4.0 * share * (whole * other + 1.0)).max(0.0).sqrt();
            let high = (z2 + 2.0 - 1.0 / whole + 4.0 * share * (whole * other - 1.0)).max(0.0).sqrt();
            let scale = 2.0 * (whole + z2);
            self.pinned((twice + z2 - 1.0 - Z * low) / scale, (twice + z2 + 1.0 + Z * high) / scale)
        })
    }

    /// Clopper and Pearson's interval: it holds the truth at least as often as it says.
    #[must_use]
    pub fn clopper_pearson(self) -> Figure<Interval> {
        self.interval(|_, whole| {
            let (part, tail) = (real(self.part), 0.025);
            let low = crossing(|at| beta_reg(part, whole - part + 1.0, at) >= tail);
            let high = crossing(|at| beta_reg(part + 1.0, whole - part, at) >= 1.0 - tail);
            self.pinned(
                if self.part == 0 { 0.0 } else { low() },
                if self.part == self.whole { 1.0 } else { high() },
            )
        })
    }

    fn wilson_at(self, share: f64, whole: f64) -> Interval {
        let z2 = Z * Z / whole;
        let middle = share + z2 / 2.0;
        let reach = Z * (share * (1.0 - share) / whole + z2 / (4.0 * whole)).sqrt();
        self.pinned((middle - reach) / (1.0 + z2), (middle + reach) / (1.0 + z2))
    }

    /// The interval, held between 0 and 1, and to them where the part is nobody or everybody.
    fn pinned(self, low: f64, high: f64) -> Interval {
        Interval {
            low: if self.part == 0 { 0.0 } else { low.max(0.0) },
            high: if self.part == self.whole { 1.0 } else { high.min(1.0) },
        }
    }

    fn interval(self, of: impl FnOnce(f64, f64) -> Interval) -> Figure<Interval> {
        self.share().map(|share| of(share, real(self.whole)))
    }
}

/// Where between 0 and 1 a rising condition begins to hold, by halving until two numbers are neighbours.
fn crossing(holds: impl Fn(f64) -> bool) -> impl FnOnce() -> f64 {
    move || {
        let (mut low, mut high) = (0.0, 1.0);
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                return high;
            }
            if holds(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }
}
