//! `Repeats`: which ties of a stream stand in it more than once, without keeping the ties.
//!
//! A filter of a few bits for each tie says of every tie either that it surely did not come before, or that it may have; the
//! few of the second kind are kept, and a second walk over the same ties counts how often each really comes. The answer is
//! exact; what is not known before is only how much memory the suspects take. (A Bloom filter of which each tie has its bits in one
//! word: Putze, Sanders and Singler 2007, *Cache-, Hash- and Space-Efficient Bloom Filters*.)

use crate::model::id::PersonId;

/// Bits of the filter for each tie expected: about one tie in a hundred is then a suspect for no reason.
const BITS: u64 = 12;

/// The first walk: notes each tie, whichever way it is written, and who may have come before.
#[derive(Clone, Debug)]
pub struct Repeats {
    filter: Vec<u64>,
    suspects: Vec<u64>,
    ties: u64,
}

impl Repeats {
    /// A filter for about as many ties; with far more of them more are suspected.
    #[must_use]
    pub fn expecting(ties: u64) -> Self {
        let words = usize::try_from(ties * BITS / 64 + 1).expect("a filter fits the memory");
        Self { filter: vec![0; words], suspects: Vec::new(), ties: 0 }
    }

    /// How many bytes the filter for about as many ties takes.
    #[must_use]
    pub fn bytes(ties: u64) -> u64 {
        (ties * BITS / 64 + 1) * 8
    }

    /// Notes `ties`; those from somebody to themselves do not count.
    pub fn note(&mut self, ties: &[(PersonId, PersonId)]) {
        for &tie in ties.iter().filter(|(one, other)| one != other) {
            let key = key(tie);
            let (word, bits) = place(key, self.filter.len());
            let word = &mut self.filter[word];
            if *word & bits == bits {
                self.suspects.push(key);
            }
            *word |= bits;
            self.ties += 1;
        }
    }

    /// How many ties were noted, repeats included.
    #[must_use]
    pub fn ties(&self) -> u64 {
        self.ties
    }

    /// The ties that may repeat. `row` says which rows are given to people for the second walk; somebody who has none there has no tie
    /// to anybody else.
    #[must_use]
    pub fn suspects(self, row: impl Fn(PersonId) -> Option<PersonId>) -> Suspects {
        let rowed = |key| {
            let (one, other) = ends(key);
            Some((row(one)?, row(other)?))
        };
        let mut keys: Vec<u64> = self.suspects.into_iter().filter_map(rowed).map(key).collect();
        drop(self.filter);
        keys.sort_unstable();
        keys.dedup();
        let mut marks = vec![0_u64; (keys.len() / 4).next_power_of_two()];
        for &key in &keys {
            let (word, bits) = place(key, marks.len());
            marks[word] |= bits;
        }
        Suspects { times: vec![0; keys.len()], keys, marks }
    }
}

/// The second walk: how often each tie that may repeat really comes.
#[derive(Clone, Debug)]
pub struct Suspects {
    keys: Vec<u64>,
    /// A filter of the keys, so that nearly every other tie is passed over at one look.
    marks: Vec<u64>,
    times: Vec<u32>,
}

impl Suspects {
    /// Counts `tie` if it is one of those.
    #[inline]
    pub(super) fn count(&mut self, tie: (PersonId, PersonId)) {
        let key = key(tie);
        let (word, bits) = place(key, self.marks.len());
        if self.marks[word] & bits == bits
            && let Ok(at) = self.keys.binary_search(&key)
        {
            self.times[at] += 1;
        }
    }

    /// Each tie that came more than once, the lower row first, and how many times more it came.
    pub(super) fn repeated(&self) -> impl Iterator<Item = ((PersonId, PersonId), u64)> {
        let all = self.keys.iter().zip(&self.times).filter(|&(_, &times)| times > 1);
        all.map(|(&key, &times)| (ends(key), u64::from(times) - 1))
    }
}

/// A tie as one number, the lower row first.
#[inline]
fn key((one, other): (PersonId, PersonId)) -> u64 {
    u64::from(one.0.min(other.0)) << 32 | u64::from(one.0.max(other.0))
}

#[allow(clippy::cast_possible_truncation, reason = "each half of a key is a row")]
fn ends(key: u64) -> (PersonId, PersonId) {
    (PersonId((key >> 32) as u32), PersonId(key as u32))
}

/// Which word of so many the bits of a key are in, and up to four bits of it.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "a place below the number of words")]
fn place(key: u64, words: usize) -> (usize, u64) {
    let mixed = (key ^ key >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let word = (u128::from(mixed) * words as u128 >> 64) as usize;
    let bit = |shift: u32| 1_u64 << (mixed >> shift & 63);
    (word, bit(0) | bit(6) | bit(12) | bit(18))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use std::collections::BTreeMap;

    fn drawn(people: u32, ties: usize) -> Vec<(PersonId, PersonId)> {
        let mut chance = rand_chacha::ChaCha12Rng::seed_from_u64(4);
        let mut end = || PersonId(chance.random_range(0..people));
        (0..ties).map(|_| (end(), end())).collect()
    }

    fn repeated(ties: &[(PersonId, PersonId)], expected: u64) -> BTreeMap<(PersonId, PersonId), u64> {
        let mut repeats = Repeats::expecting(expected);
        ties.chunks(7).for_each(|ties| repeats.note(ties));
        let mut suspects = repeats.suspects(Some);
        ties.iter().filter(|(one, other)| one != other).for_each(|&tie| suspects.count(tie));
        suspects.repeated().collect()
    }

    #[test]
    fn finds_every_repeat_and_no_other_tie_whatever_was_expected() {
        for (people, count) in [(5, 30), (60, 1_000), (3_000, 20_000)] {
            let ties = drawn(people, count);
            let mut times = BTreeMap::new();
            for &(one, other) in ties.iter().filter(|(one, other)| one != other) {
                *times.entry((one.min(other), one.max(other))).or_insert(0_u64) += 1;
            }
            let more: BTreeMap<_, _> = times
                .into_iter()
                .filter(|(_, times)| *times > 1)
                .map(|(tie, times)| (tie, times - 1))
                .collect();
            for expected in [0, 100, 50_000] {
                assert_eq!(repeated(&ties, expected), more);
            }
        }
    }

    #[test]
    fn suspects_few_ties_of_a_stream_without_repeats() {
        let ties: Vec<_> = (0..100_000).map(|at| (PersonId(at), PersonId(at / 3 + 100_000))).collect();
        let mut repeats = Repeats::expecting(100_000);
        repeats.note(&ties);
        assert_eq!(repeats.ties(), 100_000);
        assert!(repeats.suspects.len() < 3_000, "{}", repeats.suspects.len());
    }
}
