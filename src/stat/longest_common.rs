//! The longest sequence that two sequences have in common, in order but not in one piece.
//!
//! Bits for the places of the first sequence are carried through the second one (Crochemore, Iliopoulos, Pinzon and Reid, "A fast and
//! practical bit-vector algorithm for the longest common subsequence problem", Information Processing Letters 80, 2001): 64 places cost
//! one step, whatever the sequences have in common.

use std::collections::BTreeMap;

/// The most products of the two lengths that are worked out: two texts of 200,000 words.
pub const MOST: u64 = 40_000_000_000;

/// How long it is; `None` where the product of the lengths is more than [`MOST`], for it would take too long.
///
/// ```
/// use bystander::stat::longest_common::length;
/// let words = |text: &str| text.bytes().map(u32::from).collect::<Vec<_>>();
/// assert_eq!(length(&words("we may share your data"), &words("we share data")), Some(13));
/// assert_eq!(length(&words("abc"), &words("xyz")), Some(0));
/// ```
#[must_use]
pub fn length(one: &[u32], other: &[u32]) -> Option<usize> {
    if (one.len() as u64).saturating_mul(other.len() as u64) > MOST {
        return None;
    }
    let places = places(one);
    // A bit is zero where the common sequence grows by one.
    let mut state = vec![u64::MAX; one.len().div_ceil(64)];
    let mut matches = vec![0_u64; state.len()];
    for item in other {
        let Some(places) = places.get(item) else { continue };
        places.iter().for_each(|&place| matches[place / 64] |= 1 << (place % 64));
        advance(&mut state, &matches);
        places.iter().for_each(|&place| matches[place / 64] = 0);
    }
    let grown: u32 = state.iter().map(|bits| bits.count_zeros()).sum();
    Some(grown as usize)
}

/// Where each item stands.
fn places(sequence: &[u32]) -> BTreeMap<u32, Vec<usize>> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, &item) in sequence.iter().enumerate() {
        places.entry(item).or_default().push(place);
    }
    places
}

/// One step: state + (state & matches), or state & !matches, over all words with the carry.
fn advance(state: &mut [u64], matches: &[u64]) {
    let mut carry = false;
    for (bits, &matching) in state.iter_mut().zip(matches) {
        let (sum, first) = bits.overflowing_add(*bits & matching);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        carry = first || second;
        *bits = sum | (*bits & !matching);
    }
}

#[cfg(test)]
mod tests {
    use super::length;
    use proptest::prelude::*;

    /// The textbook's table of all beginnings.
    fn by_table(one: &[u32], other: &[u32]) -> usize {
        let mut above = vec![0; other.len() + 1];
        for item in one {
            let mut row = vec![0; other.len() + 1];
            for (at, second) in other.iter().enumerate() {
                row[at + 1] = if item == second { above[at] + 1 } else { row[at].max(above[at + 1]) };
            }
            above = row;
        }
        above[other.len()]
    }

    proptest! {
        #[test]
        fn is_what_the_textbooks_table_says(
            one in proptest::collection::vec(0..6_u32, 0..150),
            other in proptest::collection::vec(0..6_u32, 0..150),
        ) {
            prop_assert_eq!(length(&one, &other), Some(by_table(&one, &other)));
        }
    }

    #[test]
    fn carries_across_the_borders_of_machine_words() {
        let one: Vec<u32> = (0..1000).collect();
        let other: Vec<u32> = (0..1000).filter(|number| number % 3 != 0).collect();
        assert_eq!(length(&one, &other), Some(666));
        assert_eq!(length(&[7; 200], &[7; 130]), Some(130));
        assert_eq!(length(&[], &one), Some(0));
    }

    #[test]
    fn gives_up_where_it_would_take_too_long() {
        let long = vec![1; 300_000];
        assert_eq!(length(&long, &long), None);
    }
}
