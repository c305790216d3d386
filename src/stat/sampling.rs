//! `NoneDrawn`: how likely it is that a draw without replacement passes by a group altogether.

use super::real::real;

/// Some of a population are drawn, each set of so many equally likely, without replacement.
#[derive(Clone, Copy, Debug)]
pub struct NoneDrawn {
    population: u64,
    drawn: u64,
}

impl NoneDrawn {
    /// `drawn` of `population`; more than all are all.
    #[must_use]
    pub fn of(population: u64, drawn: u64) -> Self {
        Self { population, drawn: drawn.min(population) }
    }

    /// The probability that none of a group of `size` is drawn, 0 to 1.
    ///
    /// # Definition
    /// With N the population, m the number drawn and b the size, Q(b) = C(N - b, m) / C(N, m), and 0 where fewer than m
    /// remain outside the group. It is the product of (N - b - i) / (N - i) over i from 0 to m - 1, and of
    /// (N - m - i) / (N - i) over i from 0 to b - 1; the shorter one is taken, so that the relative error stays below the
    /// number of factors times 2^-52.
    ///
    /// # Example
    /// Two of the village's seven are drawn. Both are among the five who are not Ada or Ben in 10 of 21 cases.
    /// ```
    /// use bystander::stat::sampling::NoneDrawn;
    /// assert!((NoneDrawn::of(7, 2).among(2) - 10.0 / 21.0).abs() < 1e-15);
    /// assert_eq!(NoneDrawn::of(7, 2).among(6), 0.0);
    /// ```
    #[must_use]
    pub fn among(self, size: u64) -> f64 {
        if size > self.population - self.drawn {
            return 0.0;
        }
        let (few, many) = (size.min(self.drawn), size.max(self.drawn));
        (0..few).map(|at| real(self.population - many - at) / real(self.population - at)).product()
    }

    /// The same probability for each of `sizes`, which rise, in one pass and without a table of all sizes;
    /// below 1e-300 any probability below that.
    pub(super) fn rising(self, sizes: impl Iterator<Item = u64>) -> impl Iterator<Item = f64> {
        let rest = self.population - self.drawn;
        sizes.scan((0, 1.0), move |(reached, still), size| {
            while *reached < size && *still > NEXT_TO_NONE {
                *still *= if *reached < rest {
                    real(rest - *reached) / real(self.population - *reached)
                } else {
                    0.0
                };
                *reached += 1;
            }
            Some(*still)
        })
    }

    /// The same probability for every size from 0 to `largest`, in one pass.
    #[must_use]
    pub fn up_to(self, largest: u64) -> Vec<f64> {
        let rest = self.population - self.drawn;
        let next = |still: &mut f64, size: u64| {
            let now = *still;
            *still *= if size < rest { real(rest - size) / real(self.population - size) } else { 0.0 };
            Some(now)
        };
        (0..=largest).scan(1.0, next).collect()
    }
}

/// Below this a probability is not followed further: near the smallest number that there is, multiplying no longer lowers.
const NEXT_TO_NONE: f64 = 1e-300;

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(from: u128, of: u128) -> u128 {
        if of > from { 0 } else { (0..of).fold(1, |ways, at| ways * (from - at) / (at + 1)) }
    }

    #[test]
    #[allow(clippy::cast_precision_loss, reason = "the numbers are small")]
    fn agrees_with_counting_the_sets() {
        for (population, drawn) in [(0, 0), (1, 0), (1, 1), (7, 2), (12, 5), (30, 29), (30, 30)] {
            let table = NoneDrawn::of(population, drawn).up_to(population);
            for size in 0..=population {
                let sets = |from: u64| choose(u128::from(from), u128::from(drawn)) as f64;
                let counted = sets(population - size) / sets(population);
                assert!((NoneDrawn::of(population, drawn).among(size) - counted).abs() < 1e-14);
                assert!((table[usize::try_from(size).expect("small")] - counted).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn stays_exact_for_a_hundred_million_people() {
        let facebook = NoneDrawn::of(100_000_000, 270_000);
        let (one_way, other_way) = (facebook.among(338), *facebook.up_to(338).last().expect("sizes from 0"));
        let independent = (338.0 * (-0.0027_f64).ln_1p()).exp();
        assert!((one_way / other_way - 1.0).abs() < 1e-12);
        assert!((one_way / independent - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_group_larger_than_the_rest_is_always_met() {
        assert!(NoneDrawn::of(10, 4).among(7) <= 0.0);
        assert!(NoneDrawn::of(10, 4).up_to(9)[7..].iter().all(|&chance| chance <= 0.0));
    }
}
