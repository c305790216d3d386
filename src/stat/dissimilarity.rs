//! `Dissimilarity`: how unevenly two groups are spread over units, and how uneven chance alone would have them.
//!
//! # Definition
//! With `x_i` and `y_i` people of the two groups in unit i, `t_i = x_i + y_i`, and X, Y, T their totals, D is half the sum
//! of `|x_i/X - y_i/Y|`: the share of one group that would have to change units for both to be spread alike. By chance means the
//! mean of D when the X labels are dealt at random among all T people, units keeping their sizes; it is exact. D above
//! chance is (D - E)/(1 - E).
//!
//! # Reference
//! Duncan and Duncan 1955; Winship 1977 (chance); Ramasubban 1958 (the mean deviation used for it).
//!
//! # Limits
//! D is biased upwards in small units: it is never shown without its value by chance.

use super::{hypergeometric::Hypergeometric, real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// Two groups over units, those without people left out.
///
/// # Example
/// The village's segment has two members in North and one in South; the others have two in each: D is |2/3 - 2/4| = 1/6.
/// ```
/// use bystander::stat::dissimilarity::Dissimilarity;
/// let spread = Dissimilarity::of([(2, 2), (1, 2)]);
/// assert!((spread.d().value().unwrap() - 1.0 / 6.0).abs() < 1e-15);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dissimilarity {
    units: Vec<(u64, u64)>,
    one: u64,
    other: u64,
}

impl Dissimilarity {
    /// The two groups' people, unit by unit.
    #[must_use]
    pub fn of(units: impl IntoIterator<Item = (u64, u64)>) -> Self {
        let units: Vec<_> = units.into_iter().filter(|&unit| unit != (0, 0)).collect();
        let one = units.iter().map(|unit| unit.0).sum();
        let other = units.iter().map(|unit| unit.1).sum();
        Self { units, one, other }
    }

    /// D, 0 to 1.
    #[must_use]
    pub fn d(&self) -> Figure {
        self.figure(|| {
            let product = |count: u64, total: u64| u128::from(count) * u128::from(total);
            let gap = |&(x, y): &(u64, u64)| product(x, self.other).abs_diff(product(y, self.one));
            real(self.units.iter().map(gap).sum::<u128>()) / real(product(self.one, self.other)) / 2.0
        })
    }

    /// D by chance, 0 to 1.
    #[must_use]
    pub fn by_chance(&self) -> Figure {
        self.figure(|| {
            let people = self.one + self.other;
            let scale = 2.0 * real(self.one) * (real(self.other) / real(people));
            let deviation = |&(x, y): &(u64, u64)| mean_deviation(people, self.one, x + y);
            sum(self.units.iter().map(deviation)) / scale
        })
    }

    /// (D - E)/(1 - E), at most 1; below 0 where the groups are more alike than by chance. Undefined where every unit is
    /// one person, so that nobody could be mixed.
    #[must_use]
    pub fn above_chance(&self) -> Figure {
        if self.d().value().is_some() && self.units.iter().all(|unit| unit.0 + unit.1 == 1) {
            return Figure::undefined(Undefined::NoRoomForMixing);
        }
        let chance = self.by_chance().value().unwrap_or(0.0);
        self.d().map(|d| (d - chance) / (1.0 - chance))
    }

    /// Gini coefficient of segregation, the sum over pairs of units of `t_i t_j |p_i - p_j| / (2 T^2 P(1 - P))` with p the share
    /// of the first group, 0 to 1.
    #[must_use]
    pub fn gini(&self) -> Figure {
        self.figure(|| {
            let mut units = self.units.clone();
            let cross = |x: u64, y: u64| u128::from(x) * u128::from(y);
            units.sort_by(|one, other| cross(one.0, other.1).cmp(&cross(other.0, one.1)));
            let (mut x_below, mut y_below) = (0_u64, 0_u64);
            // In ascending order of p the pairs' t_i t_j |p_i - p_j| are x_j y_i - x_i y_j: sums over all i below j.
            let area = units.iter().map(|&(x, y)| {
                let term = real(cross(x, y_below) - cross(y, x_below));
                (x_below, y_below) = (x_below + x, y_below + y);
                term
            });
            sum(area) / (real(self.one) * real(self.other))
        })
    }

    fn figure(&self, value: impl FnOnce() -> f64) -> Figure {
        match (self.one, self.other) {
            (0, 0) => Figure::undefined(Undefined::EmptyInput),
            (0, _) | (_, 0) => Figure::undefined(Undefined::OneGroup),
            _ => Figure::known(value()),
        }
    }
}

/// The mean distance of a hypergeometric count from its mean.
///
/// With m the first count above the mean it is 2 m (N - K - n + m) P(m) / N: the terms (k - mean) P(k) of the counts from m
/// upwards telescope.
fn mean_deviation(population: u64, group: u64, draws: u64) -> f64 {
    let count = Hypergeometric::new(population, group, draws).expect("parts of one population");
    let mean = u128::from(group) * u128::from(draws) / u128::from(population);
    let above = u64::try_from(mean).expect("no more than the population") + 1;
    if !count.support().contains(&above) {
        return 0.0;
    }
    let others = population + above - group - draws;
    2.0 * real(above) * (real(others) / real(population)) * count.ln_chance(above).exp()
}

#[cfg(test)]
mod tests {
    use super::{Dissimilarity, Hypergeometric, mean_deviation, real};

    #[test]
    fn the_mean_deviation_agrees_with_adding_up() {
        for (population, group, draws) in [(7, 4, 3), (12, 6, 2), (40, 1, 39), (200, 30, 77), (5, 5, 2)] {
            let count = Hypergeometric::new(population, group, draws).expect("parts of a population");
            let mean = real(group * draws) / real(population);
            let term = |k: u64| (real(k) - mean).abs() * count.ln_chance(k).exp();
            let added: f64 = count.support().map(term).sum();
            assert!((mean_deviation(population, group, draws) - added).abs() < 1e-12);
        }
    }

    #[test]
    fn thousands_of_units_of_thousands_of_people_stay_within_bounds() {
        let units: Vec<_> = (0..5_000_u64).map(|unit| (unit % 97 * 10, 3_000 + unit % 31)).collect();
        let spread = Dissimilarity::of(units);
        let (d, chance) =
            (spread.d().value().expect("two groups"), spread.by_chance().value().expect("two groups"));
        assert!(0.0 < chance && chance < d && d < 1.0);
        assert!(spread.gini().value().expect("two groups") >= d);
    }
}
