//! `Split`: people parted at random into two groups, to see how far apart the groups' means lie by chance.

use crate::stat::{draws::Draws, real::real};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// A number for each person, and how many of the people are in the first of two groups.
///
/// # Definition
/// Which people are in the first group is drawn without replacement, each set of so many equally likely. The statistic is the sum
/// over the first group; as its size and the total stay, it orders the draws as the difference of the two means does.
///
/// # Example
/// One of three people met a message twice, the others never. The one person of the first group is the one who met it in a third of
/// all draws.
/// ```
/// use bystander::null::Split;
/// let split = Split { values: &[2, 0, 0], first: 1 };
/// let p = split.p_two_sided(2.0, 3_000, 1, 0);
/// assert!((p - 2.0 / 3.0).abs() < 0.06, "{p}");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Split<'a> {
    /// The number of each person.
    pub values: &'a [u64],
    /// How many are in the first group.
    pub first: usize,
}

impl Split<'_> {
    /// The p-value of the sum `observed` of the first group, against larger and smaller ones, above 0 and at most 1, over `draws`
    /// draws of the random stream `stream` of `seed`.
    #[must_use]
    pub fn p_two_sided(&self, observed: f64, draws: u32, seed: u64, stream: u64) -> f64 {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let (total, all) =
            (self.values.iter().map(|&value| u128::from(value)).sum::<u128>(), self.values.len());
        // The smaller group is drawn; what it does not hold, the other does.
        let takes_first = self.first <= all - self.first;
        let few = if takes_first { self.first } else { all - self.first };
        let mut values = self.values.to_vec();
        let sums = (0..draws).map(|_| {
            let mut sum = 0_u128;
            for front in 0..few {
                let other = random.random_range(front..all);
                values.swap(front, other);
                sum += u128::from(values[front]);
            }
            real(if takes_first { sum } else { total - sum })
        });
        Draws::of(sums.collect()).p_two_sided(observed)
    }
}

#[cfg(test)]
mod tests {
    use super::Split;
    use crate::stat::real::real;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn a_group_that_has_all_is_found_and_one_that_has_its_part_is_not() {
        let values: Vec<u64> = (0..40).map(|at| u64::from(at < 20) * 5 + at % 3).collect();
        let p = |observed: u64, first: usize| {
            Split { values: &values, first }.p_two_sided(real(observed), 500, 1, 0)
        };
        let first: u64 = values[..20].iter().sum();
        let even: u64 = values.iter().step_by(2).sum();
        assert!(p(first, 20) < 0.01 && p(even, 20) > 0.3);
    }

    /// Labels shuffled in 300 worlds: chance is taken for a difference in five of a hundred, give or take what draws allow.
    #[test]
    fn gives_no_more_false_alarms_than_it_says() {
        let values: Vec<u64> = (0..60).map(|at| at * at % 17 / 3).collect();
        let alarm = |world: &u64| {
            let mut random = ChaCha12Rng::seed_from_u64(1_000 + world);
            let mut shuffled = values.clone();
            (0..values.len())
                .for_each(|front| shuffled.swap(front, random.random_range(front..values.len())));
            let observed: u64 = shuffled[..20].iter().sum();
            Split { values: &shuffled, first: 20 }.p_two_sided(real(observed), 199, *world, 0) <= 0.05
        };
        let alarms = (0..300).filter(alarm).count();
        assert!(alarms <= 25, "{alarms} of 300 worlds without a difference");
    }

    #[test]
    fn the_larger_group_is_drawn_as_well_as_the_smaller() {
        let values = [2, 0, 0];
        let p = Split { values: &values, first: 2 }.p_two_sided(0.0, 3_000, 1, 0);
        assert!((p - 2.0 / 3.0).abs() < 0.06, "{p}");
    }
}
