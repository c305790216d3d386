//! `Draws`: what a statistic was in draws from a model of chance, and how unusual an observed value is among them.

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// The values of a statistic in draws from a model of chance.
///
/// # Definition
/// The observed value counts as one more draw, so that no p-value is 0: `p_upper` is (1 + draws at least as large as the
/// observed value) / (1 + draws), `p_lower` the same with draws at most as large, and `p_two_sided` twice the smaller of
/// both, at most 1. Draws equal to the observed value count as at least as extreme. The standard deviation is that of the
/// draws at hand: the divisor is their number.
///
/// # Example
/// Had two people of the village been drawn five times, and shown 4, 3, 2, 4 and 1 others:
/// ```
/// use bystander::stat::draws::Draws;
/// let draws = Draws::of(vec![4.0, 3.0, 2.0, 4.0, 1.0]);
/// assert_eq!(draws.p_upper(4.0), 0.5);
/// assert_eq!(draws.mean().value(), Some(2.8));
/// assert_eq!(draws.nearest_rank(500).value(), Some(3.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    ascending: Vec<f64>,
}

impl Draws {
    /// The draws with these values, in any order; none of them is NaN.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        Self { ascending: values }
    }

    /// How many draws there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ascending.len()
    }

    /// Whether nothing was drawn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ascending.is_empty()
    }

    /// The p-value against larger values, above 0 and at most 1.
    #[must_use]
    pub fn p_upper(&self, observed: f64) -> f64 {
        self.p(self.len() - self.ascending.partition_point(|&draw| draw < observed))
    }

    /// The p-value against smaller values, above 0 and at most 1.
    #[must_use]
    pub fn p_lower(&self, observed: f64) -> f64 {
        self.p(self.ascending.partition_point(|&draw| draw <= observed))
    }

    /// The p-value against values on either side, above 0 and at most 1.
    #[must_use]
    pub fn p_two_sided(&self, observed: f64) -> f64 {
        (2.0 * self.p_upper(observed).min(self.p_lower(observed))).min(1.0)
    }

    fn p(&self, as_extreme: usize) -> f64 {
        real(as_extreme as u64 + 1) / real(self.len() as u64 + 1)
    }

    /// The mean of the draws.
    #[must_use]
    pub fn mean(&self) -> Figure {
        if self.is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        Figure::known(sum(self.ascending.iter().copied()) / real(self.len() as u64))
    }

    /// The standard deviation of the draws, 0 or more.
    #[must_use]
    pub fn sd(&self) -> Figure {
        let squares = |mean| sum(self.ascending.iter().map(|draw| (draw - mean) * (draw - mean)));
        self.mean().map(|mean| (squares(mean) / real(self.len() as u64)).sqrt())
    }

    /// How many standard deviations `observed` lies above the mean; undefined where all draws are the same.
    #[must_use]
    pub fn z(&self, observed: f64) -> Figure {
        match (self.mean().0, self.sd().0, self.ascending.first() == self.ascending.last()) {
            (Ok(_), Ok(_), true) => Figure::undefined(Undefined::ZeroVariance),
            (Ok(mean), Ok(sd), false) => Figure::known((observed - mean) / sd),
            (Err(why), ..) | (_, Err(why), _) => Figure::undefined(why),
        }
    }

    /// The percentile by nearest rank (type 1): the smallest draw at or below which lie at least `per_mille`
    /// thousandths of the draws, for instance 25, 500 or 975.
    #[must_use]
    pub fn nearest_rank(&self, per_mille: usize) -> Figure {
        let rank = (per_mille * self.len()).div_ceil(1000).max(1);
        self.ascending.get(rank - 1).copied().ok_or(Undefined::EmptyInput).into()
    }

    /// The interpolated percentile (type 7): the value `per_mille` thousandths of the way from the first draw to the
    /// last, on straight lines between neighbours.
    #[must_use]
    pub fn interpolated(&self, per_mille: usize) -> Figure {
        let way = per_mille * self.len().saturating_sub(1);
        let (below, rest) = (way / 1000, real((way % 1000) as u64) / 1000.0);
        let Some(&low) = self.ascending.get(below) else { return Figure::undefined(Undefined::EmptyInput) };
        let high = self.ascending.get(below + 1).copied().unwrap_or(low);
        Figure::known(low + rest * (high - low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_observed_value_beyond_every_draw_is_still_possible() {
        let draws = Draws::of(vec![1.0; 99]);
        assert_eq!((draws.p_upper(2.0), draws.p_lower(2.0), draws.p_two_sided(2.0)), (0.01, 1.0, 0.02));
    }

    #[test]
    fn without_draws_nothing_is_known_and_nothing_unusual() {
        let none = Draws::of(Vec::new());
        assert_eq!((none.p_upper(1.0), none.p_lower(1.0)), (1.0, 1.0));
        for figure in [none.mean(), none.sd(), none.z(1.0), none.nearest_rank(500), none.interpolated(500)] {
            assert_eq!(figure, Figure::undefined(Undefined::EmptyInput));
        }
    }

    #[test]
    fn equal_draws_have_no_z() {
        assert_eq!(Draws::of(vec![0.1; 3]).z(7.0), Figure::undefined(Undefined::ZeroVariance));
    }

    #[test]
    fn percentiles_lie_on_draws_or_between_them() {
        let draws = Draws::of((1..=1000).rev().map(f64::from).collect());
        let ranks = [0, 1, 25, 500, 975, 1000].map(|per_mille| draws.nearest_rank(per_mille).value());
        assert_eq!(ranks, [1.0, 1.0, 25.0, 500.0, 975.0, 1000.0].map(Some));
        assert_eq!(draws.interpolated(500).value(), Some(500.5));
        assert_eq!(draws.interpolated(1000).value(), Some(1000.0));
    }
}
