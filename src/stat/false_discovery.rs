//! `Family`: tests of one report, and their p-values adjusted for being many.
//!
//! # Definition
//! With the m p-values that exist in ascending order `p_(1) ... p_(m)`: Benjamini-Hochberg `q_(i)` is the least over j >= i of
//! `p_(j) m/j`; Benjamini-Yekutieli is the same times 1 + 1/2 + ... + 1/m; Holm is the greatest over j <= i of
//! `p_(j) (m - j + 1)`; Bonferroni is p m. All are at most 1. A test that was not done is not counted in m and stays missing.
//!
//! # Reference
//! Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001; Holm 1979.

use super::real::real;

/// The p-values of a family of tests, `None` where a test could not be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    p_values: Vec<Option<f64>>,
    /// The tests that were done, the smallest p-value first.
    order: Vec<usize>,
}

impl Family {
    /// The family; `None` where a p-value lies outside 0 to 1.
    #[must_use]
    pub fn of(p_values: &[Option<f64>]) -> Option<Self> {
        let mut order: Vec<usize> = (0..p_values.len()).filter(|&at| p_values[at].is_some()).collect();
        if p_values.iter().flatten().any(|p| !(0.0..=1.0).contains(p)) {
            return None;
        }
        order.sort_by(|&one, &other| p_values[one].unwrap_or(1.0).total_cmp(&p_values[other].unwrap_or(1.0)));
        Some(Self { p_values: p_values.to_vec(), order })
    }

    /// m, how many tests were done.
    #[must_use]
    pub fn tests(&self) -> usize {
        self.order.len()
    }

    /// Benjamini-Hochberg q-values: among the tests with a q-value up to x, at most a share of x is expected to be false.
    #[must_use]
    pub fn benjamini_hochberg(&self) -> Vec<Option<f64>> {
        self.step_up(1.0)
    }

    /// Benjamini-Yekutieli q-values, which hold under any dependence between the tests.
    #[must_use]
    pub fn benjamini_yekutieli(&self) -> Vec<Option<f64>> {
        self.step_up((1..=self.tests() as u64).map(|rank| 1.0 / real(rank)).sum())
    }

    /// Holm's p-values: among the tests with one up to x, any is false with a chance of at most x.
    #[must_use]
    pub fn holm(&self) -> Vec<Option<f64>> {
        let mut largest = 0.0_f64;
        self.adjust(self.order.iter().enumerate(), |rank, p| {
            largest = largest.max(p * self.count(self.tests() - rank));
            largest
        })
    }

    /// Bonferroni's p-values.
    #[must_use]
    pub fn bonferroni(&self) -> Vec<Option<f64>> {
        self.adjust(self.order.iter().enumerate(), |_, p| p * self.count(self.tests()))
    }

    fn step_up(&self, factor: f64) -> Vec<Option<f64>> {
        let mut least = f64::INFINITY;
        self.adjust(self.order.iter().enumerate().rev(), |rank, p| {
            least = least.min(p * factor * self.count(self.tests()) / self.count(rank + 1));
            least
        })
    }

    /// The p-values, each done one replaced by what `value` gives for its rank from 0, in the order of `ranked`.
    fn adjust<'a>(
        &self,
        ranked: impl Iterator<Item = (usize, &'a usize)>,
        mut value: impl FnMut(usize, f64) -> f64,
    ) -> Vec<Option<f64>> {
        let mut adjusted = self.p_values.clone();
        for (rank, &at) in ranked {
            adjusted[at] = adjusted[at].map(|p| value(rank, p).min(1.0));
        }
        adjusted
    }

    #[allow(clippy::unused_self, reason = "reads as part of the family's arithmetic")]
    fn count(&self, tests: usize) -> f64 {
        real(tests as u64)
    }
}
