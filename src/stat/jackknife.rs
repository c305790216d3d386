//! `Jackknife`: how much a figure moves when one person at a time is left out.
//!
//! # Reference
//! Quenouille 1956; Snijders and Borgatti 1999 (figures of pairs of people in a network).

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// The values of a figure, each with one person left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Jackknife(Vec<f64>);

impl Jackknife {
    /// From the values without each of the n people in turn; undefined without people.
    #[must_use]
    pub fn of(left_out: Vec<f64>) -> Figure<Self> {
        if left_out.is_empty() {
            Figure::undefined(Undefined::EmptyInput)
        } else {
            Figure::known(Self(left_out))
        }
    }

    /// Their mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        sum(self.0.iter().copied()) / self.people()
    }

    /// The standard error of a figure of pairs of people, with the factor (n - 2)/(2n): each pair misses two of the n.
    #[must_use]
    pub fn error_of_pairs(&self) -> f64 {
        ((self.people() - 2.0).max(0.0) / (2.0 * self.people()) * self.squares()).sqrt()
    }

    /// The ordinary standard error, with the factor (n - 1)/n; too wide for figures of pairs.
    #[must_use]
    pub fn error(&self) -> f64 {
        ((self.people() - 1.0) / self.people() * self.squares()).sqrt()
    }

    fn squares(&self) -> f64 {
        let mean = self.mean();
        sum(self.0.iter().map(|value| (value - mean).powi(2)))
    }

    fn people(&self) -> f64 {
        real(self.0.len() as u64)
    }
}
