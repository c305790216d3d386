//! `Ageing`: what records are worth when they are used, if as many are wrong after each half-life as are left right.
//!
//! # Limits
//! The half-life is an assumption, or comes from records that were checked (see [`survival`](super::survival)). It says
//! nothing of one record.

use super::{draws::Draws, real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// Records that age exponentially.
///
/// # Definition
/// A record of age a has the weight 0.5^(a / half-life): the share of such records that are expected to be right still. Ages
/// count to the moment of use.
///
/// # Example
/// ```
/// use bystander::stat::ageing::Ageing;
/// let ageing = Ageing::of(365.0, &[0.0, 365.0, 730.0]).unwrap();
/// assert_eq!(ageing.weights().collect::<Vec<_>>(), [1.0, 0.5, 0.25]);
/// assert!(Ageing::of(365.0, &[-1.0]).is_none(), "a record from after its use");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ageing {
    half_life: f64,
    ages: Vec<f64>,
}

impl Ageing {
    /// Records of these ages, in the unit of `half_life`; `None` where the half-life is not above 0, or an age is below 0,
    /// or one of them is no finite number.
    #[must_use]
    pub fn of(half_life: f64, ages: &[f64]) -> Option<Self> {
        let is_age = |age: &f64| *age >= 0.0 && age.is_finite();
        let fits = half_life > 0.0 && half_life.is_finite() && ages.iter().all(is_age);
        fits.then(|| Self { half_life, ages: ages.to_vec() })
    }

    /// The weight of each record, above 0 and at most 1, in their order.
    #[must_use]
    pub fn weights(&self) -> impl ExactSizeIterator<Item = f64> + '_ {
        self.ages.iter().map(|age| 0.5_f64.powf(age / self.half_life))
    }

    /// The mean weight, 0 to 1; undefined without records.
    #[must_use]
    pub fn mean_weight(&self) -> Figure {
        if self.ages.is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        Figure::known(sum(self.weights()) / real(self.ages.len() as u64))
    }

    /// The median age, half way between the two in the middle where there are two; undefined without records.
    #[must_use]
    pub fn median_age(&self) -> Figure {
        Draws::of(self.ages.clone()).interpolated(500)
    }

    /// The share of records strictly older than `age`, 0 to 1; undefined without records.
    #[must_use]
    pub fn share_older_than(&self, age: f64) -> Figure {
        let older = self.ages.iter().filter(|&&of| of > age).count() as u64;
        Figure::ratio(older, self.ages.len() as u64, Undefined::EmptyInput)
    }

    /// The share of the right records that turn wrong in each moment, for a unit of time: ln 2 / half-life.
    #[must_use]
    pub fn rate(&self) -> f64 {
        std::f64::consts::LN_2 / self.half_life
    }
}

#[cfg(test)]
mod tests {
    use super::Ageing;
    use crate::model::number::{Figure, Undefined};

    #[test]
    fn the_weight_falls_at_the_stated_rate() {
        let ageing = Ageing::of(30.0, &[100.0, 100.001]).expect("ages");
        let weights: Vec<_> = ageing.weights().collect();
        assert!(((weights[0] - weights[1]) / weights[0] / 0.001 - ageing.rate()).abs() < 1e-6);
    }

    #[test]
    fn no_half_life_below_zero_and_no_age_that_is_no_number() {
        for (half_life, age) in
            [(0.0, 1.0), (-1.0, 1.0), (f64::NAN, 1.0), (1.0, f64::NAN), (1.0, f64::INFINITY)]
        {
            assert_eq!(Ageing::of(half_life, &[age]), None);
        }
    }

    #[test]
    fn nothing_is_said_of_no_records() {
        let none = Ageing::of(1.0, &[]).expect("a half-life");
        let nothing = Figure::undefined(Undefined::EmptyInput);
        assert_eq!([none.mean_weight(), none.median_age(), none.share_older_than(0.0)], [nothing; 3]);
    }
}
