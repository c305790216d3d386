//! `Resamples`: every sample of a few values that could be drawn from themselves, with replacement.
//!
//! # Definition
//! Of n values there are n^n resamples, each as likely. They are counted, not drawn: a resample is told by how often it
//! holds each value, and stands for `n! / (k_1! ... k_n!)` of them. There are C(2n - 1, n) to look at, so that this is for
//! up to a dozen values.
//!
//! # Reference
//! Efron 1979; Fisher and Hall 1991 (exact bootstrap).
//!
//! # Limits
//! For figures of independently sampled people. It is biased low for unions, such as reach: people drawn twice add nothing.

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// The values of a figure over all resamples, ascending, with how many resamples have each.
#[derive(Clone, Debug, PartialEq)]
pub struct Resamples(Vec<(f64, u64)>);

impl Resamples {
    /// The figure that `figure` takes from an ascending resample, over all resamples of `values`. Undefined for no
    /// values, and for more than twelve.
    #[must_use]
    pub fn of(values: &[f64], figure: impl Fn(&[f64]) -> f64) -> Figure<Self> {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        match values.len() {
            0 => return Figure::undefined(Undefined::EmptyInput),
            13.. => return Figure::undefined(Undefined::TooLarge),
            _ => {}
        }
        let mut found = Vec::new();
        each(&values, 0, 1, &mut Vec::new(), &mut |resample, times| found.push((figure(resample), times)));
        found.sort_by(|one: &(f64, u64), other| one.0.total_cmp(&other.0));
        Figure::known(Self(found))
    }

    /// How many resamples there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|&(_, times)| times).sum()
    }

    /// The mean of the figure over them.
    #[must_use]
    pub fn mean(&self) -> f64 {
        sum(self.0.iter().map(|&(value, times)| value * real(times))) / real(self.count())
    }

    /// Its standard deviation over them: the bootstrap standard error.
    #[must_use]
    pub fn error(&self) -> f64 {
        let mean = self.mean();
        let squares = self.0.iter().map(|&(value, times)| (value - mean).powi(2) * real(times));
        (sum(squares) / real(self.count())).sqrt()
    }

    /// The smallest value at or below which lie at least `per_mille` thousandths of the resamples, for instance
    /// 25 or 975.
    #[must_use]
    pub fn percentile(&self, per_mille: u64) -> f64 {
        let needed = u128::from(self.count()) * u128::from(per_mille);
        let mut reached = 0_u128;
        let enough = |&(_, times): &(f64, u64)| {
            reached += u128::from(times) * 1000;
            reached >= needed
        };
        let at = self.0.iter().position(enough).unwrap_or(self.0.len() - 1);
        self.0[at].0
    }
}

/// Shows `see` each resample of the values from `at` on that begins as `resample` does, and how many resamples it stands
/// for; `times` is that number so far.
fn each(values: &[f64], at: usize, times: u64, resample: &mut Vec<f64>, see: &mut impl FnMut(&[f64], u64)) {
    let left = values.len() - resample.len();
    if left == 0 {
        return see(resample, times);
    }
    let Some(&value) = values.get(at) else { return };
    let before = resample.len();
    let mut ways = times; // times the ways to place `again` copies among the places left
    for again in 0..=left as u64 {
        each(values, at + 1, ways, resample, see);
        resample.push(value);
        ways = ways * (left as u64 - again) / (again + 1);
    }
    resample.truncate(before);
}
