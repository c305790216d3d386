//! `Shuffle`: labels dealt anew among the same holders, to see what a statistic would be if it did not matter who holds which.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use rayon::prelude::*;

/// Labels to be shuffled, and where the random streams start.
///
/// # Definition
/// Each draw is a permutation of the labels, every one equally likely (Fisher and Yates), taken from a random stream of its own:
/// stream `stream` + the draw's number, of `seed`. Draws therefore do not depend on each other, nor on the number of threads.
///
/// # Example
/// Of four people two are red. In a third of the deals the first two have the same colour.
/// ```
/// use bystander::null::Shuffle;
/// let shuffle = Shuffle { labels: &[0, 0, 1, 1], seed: 1, stream: 0 };
/// let same = shuffle.each(3_000, |labels| labels[0] == labels[1]).into_iter().filter(|same| *same).count();
/// assert!((900..1_100).contains(&same), "{same}");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Shuffle<'a> {
    /// The labels as they are.
    pub labels: &'a [u32],
    /// Where the random streams start.
    pub seed: u64,
    /// The first stream.
    pub stream: u64,
}

impl Shuffle<'_> {
    /// What `statistic` makes of the labels in each of `draws` shuffles, in their order.
    pub fn each<T: Send>(self, draws: u32, statistic: impl Fn(&[u32]) -> T + Sync) -> Vec<T> {
        let draw = |number: u32| {
            let mut random = ChaCha12Rng::seed_from_u64(self.seed);
            random.set_stream(self.stream + u64::from(number));
            let mut labels = self.labels.to_vec();
            for last in (1..labels.len()).rev() {
                labels.swap(last, random.random_range(0..=last));
            }
            statistic(&labels)
        };
        (0..draws).into_par_iter().map(draw).collect()
    }
}

/// The fewest draws worth having: with fewer no p-value is as low as 5 %.
const FEWEST: u64 = 19;

/// How many draws are taken where `asked` are asked for, each takes `steps`, and `limit` steps are allowed: as many as that allows; none
/// where these would be fewer than 19, and fewer than asked for.
#[must_use]
pub fn draws_within(limit: u64, steps: u64, asked: u32) -> Option<u32> {
    let draws = (limit / steps.max(1)).min(u64::from(asked));
    let draws = u32::try_from(draws).expect("at most as many as asked for");
    (draws == asked || u64::from(draws) >= FEWEST).then_some(draws)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_order_is_drawn_about_as_often_as_any_other() {
        let shuffle = Shuffle { labels: &[0, 1, 2, 3], seed: 3, stream: 7 };
        let mut times = BTreeMap::new();
        for labels in shuffle.each(24_000, <[u32]>::to_vec) {
            *times.entry(labels).or_insert(0_u32) += 1;
        }
        assert_eq!(times.len(), 24);
        assert!(times.values().all(|&times| times.abs_diff(1_000) < 130), "{times:?}");
    }

    #[test]
    fn a_draw_depends_on_its_stream_alone() {
        let labels = [5, 6, 7, 8, 9];
        let from = |stream| Shuffle { labels: &labels, seed: 1, stream }.each(10, <[u32]>::to_vec);
        assert_eq!(from(0)[3..], from(3)[..7]);
        assert!(Shuffle { labels: &[], seed: 1, stream: 0 }.each(2, <[u32]>::len) == [0, 0]);
    }

    #[test]
    fn large_cases_are_drawn_less_often_and_the_largest_not_at_all() {
        assert_eq!([draws_within(1_000, 1, 100), draws_within(1_000, 20, 100)], [Some(100), Some(50)]);
        assert_eq!([draws_within(1_000, 100, 100), draws_within(1_000, 500, 2)], [None, Some(2)]);
        assert_eq!(draws_within(0, 0, 0), Some(0));
    }
}
