//! `Deal`: people dealt at random, to see how they would lie over units by chance.

use crate::stat::{hypergeometric::Hypergeometric, sum::sum};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// `dealt` of the people of some units, drawn without replacement, each set of so many equally likely.
///
/// # Example
/// Three of the village's seven people are drawn; four of them live in North. All three come from one place in 5 of 35
/// cases, and then the squares of the counts add up to 9; in all others, to 5.
/// ```
/// use bystander::null::Deal;
/// let mean = Deal::new(&[4, 3], 3).unwrap().mean_squares();
/// assert!((mean - (5.0 * 9.0 + 30.0 * 5.0) / 35.0).abs() < 1e-14);
/// ```
#[derive(Clone, Debug)]
pub struct Deal {
    units: Vec<u64>,
    people: u64,
    dealt: u64,
}

/// Dealing person by person costs this many times less than dealing unit by unit.
const UNIT_COST: u64 = 100;

impl Deal {
    /// Of `units` with so many people each, `dealt` are drawn; `None` where there are not so many.
    #[must_use]
    pub fn new(units: &[u64], dealt: u64) -> Option<Self> {
        let people = units.iter().sum();
        (dealt <= people).then(|| Self { units: units.to_vec(), people, dealt })
    }

    /// The mean of the sum of the squared counts, in closed form.
    #[must_use]
    pub fn mean_squares(&self) -> f64 {
        sum(self.units.iter().map(|&unit| Self::count(self.people, unit, self.dealt).mean_square()))
    }

    /// Deals `draws` times with the random stream `stream` of `seed`, and shows `see` the count of each unit. The same
    /// numbers give the same draws.
    pub fn each(&self, draws: u32, seed: u64, stream: u64, see: impl FnMut(&[u64])) {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let few = self.dealt.min(self.people - self.dealt);
        if few < UNIT_COST * self.units.len() as u64 {
            self.by_person(draws, &mut random, see);
        } else {
            self.by_unit(draws, &mut random, see);
        }
    }

    /// Draws one person after another to the front of everybody: those dealt, or those left where they are fewer.
    fn by_person(&self, draws: u32, random: &mut ChaCha12Rng, mut see: impl FnMut(&[u64])) {
        let rows = (0_u32..).zip(&self.units).flat_map(|(row, &unit)| (0..unit).map(move |_| row));
        let mut people: Vec<u32> = rows.collect();
        let left = self.people - self.dealt;
        let few = self.dealt.min(left);
        for _ in 0..draws {
            let mut counts = vec![0; self.units.len()];
            for front in 0..few {
                let other = random.random_range(front..self.people);
                people.swap(place(front), place(other));
                counts[people[place(front)] as usize] += 1;
            }
            if left < self.dealt {
                counts.iter_mut().zip(&self.units).for_each(|(count, unit)| *count = unit - *count);
            }
            see(&counts);
        }
    }

    /// Draws the count of one unit after another, each given those before it.
    fn by_unit(&self, draws: u32, random: &mut ChaCha12Rng, mut see: impl FnMut(&[u64])) {
        let mut counts = vec![0; self.units.len()];
        for _ in 0..draws {
            let (mut people, mut dealt) = (self.people, self.dealt);
            for (count, &unit) in counts.iter_mut().zip(&self.units) {
                *count = Self::count(people, unit, dealt).at(random.random());
                people -= unit;
                dealt -= *count;
            }
            see(&counts);
        }
    }

    /// How many of `dealt` of `people` fall to a unit of `unit` people.
    fn count(people: u64, unit: u64, dealt: u64) -> Hypergeometric {
        Hypergeometric::new(people, unit, dealt).expect("a unit and those dealt are parts of the people")
    }
}

/// A count of people as an index.
#[allow(clippy::cast_possible_truncation, reason = "people are rows in memory")]
fn place(count: u64) -> usize {
    count as usize
}

#[cfg(test)]
mod tests {
    use super::{ChaCha12Rng, Deal, SeedableRng};
    use crate::stat::real::real;

    /// How often each sum of squares came up in `draws`.
    fn found(deal: impl FnOnce(&mut dyn FnMut(&[u64]))) -> Vec<(u64, u32)> {
        let mut found = std::collections::BTreeMap::new();
        deal(&mut |counts| *found.entry(counts.iter().map(|count| count * count).sum()).or_insert(0) += 1);
        found.into_iter().collect()
    }

    #[test]
    fn both_ways_to_deal_meet_the_closed_form() {
        for (units, dealt) in
            [(vec![4, 3], 3), (vec![5, 0, 2, 9], 12), (vec![1, 1, 1], 1), (vec![60, 40], 30)]
        {
            let deal = Deal::new(&units, dealt).expect("enough people");
            let random = || ChaCha12Rng::seed_from_u64(1);
            let by_person = found(|see| deal.by_person(20_000, &mut random(), see));
            let by_unit = found(|see| deal.by_unit(20_000, &mut random(), see));
            for ways in [by_person, by_unit] {
                let mean = ways.iter().map(|&(squares, times)| real(squares) * f64::from(times)).sum::<f64>()
                    / 20_000.0;
                assert!((mean / deal.mean_squares() - 1.0).abs() < 0.01, "{units:?}: {mean}");
            }
        }
    }

    #[test]
    fn everybody_dealt_is_everybody() {
        for (units, dealt) in [(vec![4, 0, 3], 7), (vec![4, 3], 0), (vec![], 0)] {
            let deal = Deal::new(&units, dealt).expect("enough people");
            deal.each(3, 1, 1, |counts| assert_eq!(counts.iter().sum::<u64>(), dealt));
        }
        assert!(Deal::new(&[4, 3], 8).is_none());
    }
}
