//! Chance from a seed: the same draws on every machine, with whole numbers only wherever a draw decides something.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

/// The parts of an incident. Each has a random stream of its own, so that a change to one leaves the others as they were.
#[derive(Clone, Copy)]
pub(super) enum Part {
    World,
    Ties,
    App,
    Segments,
    Files,
    TieDates,
    Grants,
    Switches,
    Blanks,
    Donations,
    Messages,
    MessageFiles,
    Ads,
    Reasons,
    ReasonFiles,
}

/// A stream of `ChaCha12`.
pub(super) struct Dice(ChaCha12Rng);

impl Dice {
    /// The stream of `part` under `seed`.
    pub(super) fn new(seed: u64, part: Part) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut stream = ChaCha12Rng::from_seed(key);
        stream.set_stream(part as u64);
        Self(stream)
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number from 0 to `end - 1`; uneven by less than `end` in 2^64.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let scaled = (u128::from(self.bits()) * end as u128) >> 64;
        usize::try_from(scaled).expect("it is below `end`")
    }

    /// True in `in_1000` of 1,000 cases.
    pub(super) fn chance(&mut self, in_1000: usize) -> bool {
        self.below(1000) < in_1000
    }

    /// The number of one of `weights`, each as likely as it weighs.
    pub(super) fn weighed(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (at, &weight) in weights.iter().enumerate() {
            if left < weight {
                return at;
            }
            left -= weight;
        }
        unreachable!("what is left is below the sum of the weights")
    }

    /// Above 0 and at most 1, evenly spread.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(super) fn unit(&mut self) -> f64 {
        ((self.bits() >> 11) + 1) as f64 / (1_u64 << 53) as f64
    }

    /// Puts `items` into random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_draws_and_each_part_its_own() {
        let draws = |seed, part| {
            let mut dice = Dice::new(seed, part);
            [dice.bits(), dice.bits(), dice.bits()]
        };
        assert_eq!(draws(7, Part::World), draws(7, Part::World));
        assert_ne!(draws(7, Part::World), draws(8, Part::World));
        assert_ne!(draws(7, Part::World), draws(7, Part::Ties));
    }

    #[test]
    fn weights_decide_how_often_each_is_drawn() {
        let mut dice = Dice::new(1, Part::World);
        let mut counts = [0; 3];
        (0..4000).for_each(|_| counts[dice.weighed(&[1, 0, 3])] += 1);
        assert_eq!(counts[1], 0);
        assert!((900..1100).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn a_unit_is_never_zero() {
        let mut dice = Dice::new(3, Part::App);
        assert!((0..1000).map(|_| dice.unit()).all(|unit| 0.0 < unit && unit <= 1.0));
    }
}
