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

/// How many people are dealt in the time that one unit takes.
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

    /// Deals `draws` times with the random stream `stream` of `seed`, and shows `see` the sum of the squared counts of the
    /// units each time. The same numbers give the same draws.
    pub fn each(&self, draws: u32, seed: u64, stream: u64, see: impl FnMut(u64)) {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let few = self.dealt.min(self.people - self.dealt);
        if few < UNIT_COST * self.units.len() as u64 {
            self.by_person(draws, &mut random, see);
        } else {
            self.by_unit(draws, &mut random, see);
        }
    }

    /// Draws one person after another to the front of everybody: those dealt, or those left where they are fewer. The
    /// squares follow each person, so that units without any cost nothing.
    fn by_person(&self, draws: u32, random: &mut ChaCha12Rng, mut see: impl FnMut(u64)) {
        let rows = (0..self.units.len()).flat_map(|row| std::iter::repeat_n(row, place(self.units[row])));
        let mut people: Vec<usize> = rows.collect();
        let left = self.people - self.dealt;
        let (few, leaving) = (place(self.dealt.min(left)), left < self.dealt);
        let start = if leaving { self.units.clone() } else { vec![0; self.units.len()] };
        let squares_at_start: u64 = start.iter().map(|count| count * count).sum();
        let mut counts = start.clone();
        for _ in 0..draws {
            let mut squares = squares_at_start;
            for front in 0..few {
                let other = random.random_range(front..people.len());
                people.swap(front, other);
                let count = &mut counts[people[front]];
                if leaving {
                    *count -= 1;
                    squares -= 2 * *count + 1;
                } else {
                    squares += 2 * *count + 1;
                    *count += 1;
                }
            }
            see(squares);
            people[..few].iter().for_each(|&unit| counts[unit] = start[unit]);
        }
    }

    /// Draws the count of one unit after another, each given those before it.
    fn by_unit(&self, draws: u32, random: &mut ChaCha12Rng, mut see: impl FnMut(u64)) {
        for _ in 0..draws {
            let (mut people, mut dealt, mut squares) = (self.people, self.dealt, 0);
            for &unit in &self.units {
                let count = Self::count(people, unit, dealt).at(random.random());
                people -= unit;
                dealt -= count;
                squares += count * count;
            }
            see(squares);
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

    #[test]
    fn both_ways_to_deal_meet_the_closed_form() {
        for (units, dealt) in
            [(vec![4, 3], 3), (vec![5, 0, 2, 9], 12), (vec![1, 1, 1], 1), (vec![60, 40], 30)]
        {
            let deal = Deal::new(&units, dealt).expect("enough people");
            let random = || ChaCha12Rng::seed_from_u64(1);
            let (mut by_person, mut by_unit) = (0, 0);
            deal.by_person(20_000, &mut random(), |squares| by_person += squares);
            deal.by_unit(20_000, &mut random(), |squares| by_unit += squares);
            for total in [by_person, by_unit] {
                let mean = real(total) / 20_000.0;
                assert!((mean / deal.mean_squares() - 1.0).abs() < 0.01, "{units:?}: {mean}");
            }
        }
    }

    #[test]
    fn both_ways_give_each_outcome_as_often() {
        let deal = Deal::new(&[4, 3], 3).expect("enough people");
        let mut threes = [0, 0];
        let random = || ChaCha12Rng::seed_from_u64(2);
        deal.by_person(35_000, &mut random(), |squares| threes[0] += u32::from(squares == 9));
        deal.by_unit(35_000, &mut random(), |squares| threes[1] += u32::from(squares == 9));
        assert!(threes.iter().all(|threes| threes.abs_diff(5_000) < 300), "{threes:?}");
    }

    #[test]
    fn everybody_dealt_is_everybody() {
        for (units, dealt, expected) in [(vec![4, 0, 3], 7, 25), (vec![4, 3], 0, 0), (vec![], 0, 0)] {
            let deal = Deal::new(&units, dealt).expect("enough people");
            deal.each(3, 1, 1, |squares| assert_eq!(squares, expected));
        }
        assert!(Deal::new(&[4, 3], 8).is_none());
    }
}
