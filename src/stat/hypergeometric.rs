//! The hypergeometric distribution: members of a group among people drawn without replacement.
//!
//! Chances are computed in logarithms from the observed count outwards, so that a tail of 1e-300 has as many correct
//! digits as one of a half, and a population of millions takes no longer than the spread of the count.

use super::{real::real, saddle_point::ln_binomial};
use std::ops::RangeInclusive;

/// How many of `draws` people, drawn without replacement from `population`, belong to a group of `group`.
///
/// # Example
/// Three of the village's seven people are drawn. Four of the seven are bystanders; all three drawn are, with chance
/// (4 x 3 x 2) / (7 x 6 x 5) = 4/35.
/// ```
/// use bystander::stat::hypergeometric::Hypergeometric;
/// let chance = Hypergeometric::new(7, 4, 3).unwrap().upper(3);
/// assert!((chance - 4.0 / 35.0).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u64,
    group: u64,
    draws: u64,
}

impl Hypergeometric {
    /// The distribution; `None` where the group or the draws exceed the population.
    #[must_use]
    pub fn new(population: u64, group: u64, draws: u64) -> Option<Self> {
        (group <= population && draws <= population).then_some(Self { population, group, draws })
    }

    /// The counts that can occur.
    #[must_use]
    pub fn support(self) -> RangeInclusive<u64> {
        (self.group + self.draws).saturating_sub(self.population)..=self.group.min(self.draws)
    }

    /// The most likely count; the larger of two that are as likely.
    #[must_use]
    pub fn mode(self) -> u64 {
        let product = (u128::from(self.group) + 1) * (u128::from(self.draws) + 1);
        let mode = u64::try_from(product / (u128::from(self.population) + 2)).unwrap_or(u64::MAX);
        mode.clamp(*self.support().start(), *self.support().end())
    }

    /// The natural logarithm of the chance of exactly `count`; minus infinity where it cannot occur.
    #[must_use]
    pub fn ln_chance(self, count: u64) -> f64 {
        let Self { population, group, draws } = self;
        if !self.support().contains(&count) {
            return f64::NEG_INFINITY;
        }
        if draws == 0 || draws == population {
            return 0.0;
        }
        let hit = real(draws) / real(population);
        let miss = real(population - draws) / real(population);
        ln_binomial(count, group, hit, miss) + ln_binomial(draws - count, population - group, hit, miss)
            - ln_binomial(draws, population, hit, miss)
    }

    /// The chance of `count + 1` over that of `count`.
    pub(super) fn step_up(self, count: u64) -> f64 {
        let Self { population, group, draws } = self;
        // Inside the support `population + count + 1` exceeds `group + draws`.
        let others_left = population + count + 1 - group - draws;
        real(group - count) * real(draws - count) / (real(count + 1) * real(others_left))
    }

    /// The chance of `count` or more.
    #[must_use]
    pub fn upper(self, count: u64) -> f64 {
        if count <= *self.support().start() {
            1.0
        } else if count > self.mode() {
            self.outwards_up(count)
        } else {
            1.0 - self.outwards_down(count - 1)
        }
    }

    /// The chance of `count` or fewer.
    #[must_use]
    pub fn lower(self, count: u64) -> f64 {
        if count >= *self.support().end() {
            1.0
        } else if count < self.mode() {
            self.outwards_down(count)
        } else {
            1.0 - self.outwards_up(count + 1)
        }
    }

    /// The chance of `count` or more, for a count above the mode: each further term is smaller than the one before.
    fn outwards_up(self, count: u64) -> f64 {
        let ratios = (count..*self.support().end()).map(|at| self.step_up(at));
        (self.ln_chance(count) + falling_sum(ratios).ln()).exp()
    }

    /// The chance of `count` or fewer, for a count below the mode.
    fn outwards_down(self, count: u64) -> f64 {
        if count < *self.support().start() {
            return 0.0;
        }
        let ratios = (*self.support().start()..count).rev().map(|at| 1.0 / self.step_up(at));
        (self.ln_chance(count) + falling_sum(ratios).ln()).exp()
    }

    /// The mean count.
    #[must_use]
    pub fn mean(self) -> f64 {
        real(self.group) * (real(self.draws) / real(self.population.max(1)))
    }

    /// The mean of the squared count: the variance n (K/N)(1 - K/N)(N - n)/(N - 1), and the square of the mean.
    #[must_use]
    pub fn mean_square(self) -> f64 {
        let Self { population, group, draws } = self;
        if population < 2 {
            return self.mean();
        }
        let rest = real(population - group) / real(population);
        self.mean() * (rest * (real(population - draws) / real(population - 1)) + self.mean())
    }

    /// The count that stands at `uniform`, 0 to 1: with a uniform random number, a random count. Counts are laid out from
    /// the mode outwards, so that few are asked.
    #[must_use]
    pub fn at(self, uniform: f64) -> u64 {
        let (start, end) = self.support().into_inner();
        let mode = self.mode();
        let mut left = uniform - self.ln_chance(mode).exp();
        let (mut low, mut high) = ((mode, uniform - left), (mode, uniform - left));
        while left >= 0.0 && (low.0 > start || high.0 < end) {
            if high.0 < end {
                high = (high.0 + 1, high.1 * self.step_up(high.0));
                left -= high.1;
                if left < 0.0 {
                    return high.0;
                }
            }
            if low.0 > start {
                low = (low.0 - 1, low.1 / self.step_up(low.0 - 1));
                left -= low.1;
                if left < 0.0 {
                    return low.0;
                }
            }
        }
        mode
    }

    /// The chance of a count that is no likelier than `count`. Chances within one part in ten million count as equal, so
    /// that rounding does not leave out the other side of a symmetric table.
    #[must_use]
    pub fn no_likelier_than(self, count: u64) -> f64 {
        let limit = self.ln_chance(count) + SLACK.ln_1p();
        let unlikely = |at: u64| self.ln_chance(at) <= limit;
        let (start, end) = self.support().into_inner();
        let mode = self.mode();
        if unlikely(mode) {
            return 1.0;
        }
        let below = first(start, mode, |at| !unlikely(at));
        let above = first(mode, end + 1, unlikely);
        let down = if below == start { 0.0 } else { self.lower(below - 1) };
        let up = if above > end { 0.0 } else { self.upper(above) };
        (down + up).min(1.0)
    }
}

/// How far two chances may differ, relative to each other, and still count as equal.
const SLACK: f64 = 1e-7;

/// 1 + r1 + r1 r2 + ..., for ratios below 1 that do not grow; the rest is left out where it no longer shows.
fn falling_sum(ratios: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut term) = (1.0, 1.0);
    for ratio in ratios {
        term *= ratio;
        total += term;
        if term < total * 1e-17 * (1.0 - ratio) {
            break;
        }
    }
    total
}

/// The first count in `from..to` that `holds`, or `to`; once it holds it holds for all that follow.
fn first(mut from: u64, mut to: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::{Hypergeometric, real};

    fn choose(n: u64, k: u64) -> f64 {
        (0..k).map(|at| real(n - at) / real(k - at)).product()
    }

    fn brute(population: u64, group: u64, draws: u64, count: u64) -> f64 {
        choose(group, count) * choose(population - group, draws - count) / choose(population, draws)
    }

    fn close(one: f64, other: f64, tolerance: f64) {
        assert!((one - other).abs() <= tolerance * one.abs().max(other.abs()), "{one} and {other}");
    }

    #[test]
    fn every_small_distribution_agrees_with_counting() {
        for population in 1..=14 {
            for (group, draws) in (0..=population).flat_map(|g| (0..=population).map(move |d| (g, d))) {
                let x = Hypergeometric::new(population, group, draws).expect("parts of a population");
                let chance: Vec<f64> =
                    x.support().map(|count| brute(population, group, draws, count)).collect();
                for (at, count) in x.support().enumerate() {
                    close(x.ln_chance(count).exp(), chance[at], 1e-13);
                    close(x.upper(count), chance[at..].iter().sum(), 1e-12);
                    close(x.lower(count), chance[..=at].iter().sum(), 1e-12);
                    let no_likelier =
                        chance.iter().filter(|&&other| other <= chance[at] * (1.0 + 1e-7)).sum();
                    close(x.no_likelier_than(count), no_likelier, 1e-12);
                }
            }
        }
    }

    #[test]
    fn moments_agree_with_adding_up() {
        for (population, group, draws) in [(1, 1, 1), (7, 4, 3), (40, 39, 20), (300, 17, 250)] {
            let x = Hypergeometric::new(population, group, draws).expect("parts of a population");
            let moment = |power| x.support().map(|k| real(k).powi(power) * x.ln_chance(k).exp()).sum();
            close(x.mean(), moment(1), 1e-12);
            close(x.mean_square(), moment(2), 1e-12);
        }
    }

    #[test]
    fn an_even_comb_of_numbers_gives_every_count_its_share() {
        let x = Hypergeometric::new(30, 12, 11).expect("parts of a population");
        let teeth: Vec<u64> = (0..10_000).map(|tooth| x.at((f64::from(tooth) + 0.5) / 10_000.0)).collect();
        for count in x.support() {
            let found = real(teeth.iter().filter(|&&tooth| tooth == count).count() as u64);
            assert!((found - 10_000.0 * x.ln_chance(count).exp()).abs() <= 1.0, "{count}");
        }
    }

    #[test]
    fn far_tails_of_a_million_keep_their_digits() {
        // Values from sums in eighty digits.
        let x = Hypergeometric::new(1_000_000, 20_000, 100_000).expect("parts of a population");
        close(x.upper(2_000), 0.503_533_469_136_220_2, 1e-12);
        close(x.upper(2_200), 1.385_866_206_518_997e-6, 1e-11);
        close(x.upper(3_700), 5.613_837_258_713_24e-296, 1e-11);
        close(x.lower(1_500), 1.780_157_032_339_622e-35, 1e-11);
        close(x.no_likelier_than(2_200), 2.561_349_561_184_624e-6, 1e-11);
    }
}
