//! `Overlap`: what two sets have in common.
//!
//! # Definition
//! With a and b members of the two sets, i of both and u = a + b - i of either: Jaccard i/u, Dice 2i/(a + b), overlap coefficient
//! i/min(a, b), and the one-sided shares i/a and i/b. Somebody listed twice counts once. Where both sets are empty Jaccard and Dice
//! do not exist (`both_empty`); the others do not where a set they divide by is (`empty_set`).
//!
//! # Reference
//! Jaccard 1901; Dice 1945; Simpson 1943 (overlap coefficient).
//!
//! # Limits
//! A small set inside a large one has an overlap coefficient of 1 and a Jaccard index near 0: neither is shown without the sizes.

use crate::model::number::{Figure, Undefined};
use std::collections::{BTreeMap, BTreeSet};

/// The sizes of two sets and of what they have in common.
///
/// # Example
/// The village's segment (Cem, Dot and Eve) and its South (Ben, Eve and Fay) have Eve in common, of five people.
/// ```
/// use bystander::stat::sets::Overlap;
/// let overlap = Overlap::of(["Cem", "Dot", "Eve"], ["Ben", "Eve", "Fay"]);
/// assert_eq!((overlap.both(), overlap.either()), (1, 5));
/// assert_eq!(overlap.jaccard().value(), Some(0.2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    first: u64,
    second: u64,
    both: u64,
}

impl Overlap {
    /// The overlap of two lists, repeats counted once.
    #[must_use]
    pub fn of<T: Ord>(first: impl IntoIterator<Item = T>, second: impl IntoIterator<Item = T>) -> Self {
        let first: BTreeSet<T> = first.into_iter().collect();
        let second: BTreeSet<T> = second.into_iter().collect();
        let both = first.intersection(&second).count() as u64;
        Self { first: first.len() as u64, second: second.len() as u64, both }
    }

    /// Two sets of so many members with so many in common; `None` where that cannot be.
    #[must_use]
    pub fn of_sizes(first: u64, second: u64, both: u64) -> Option<Self> {
        (both <= first && both <= second).then_some(Self { first, second, both })
    }

    /// How many are in both.
    #[must_use]
    pub fn both(self) -> u64 {
        self.both
    }

    /// How many are in either.
    #[must_use]
    pub fn either(self) -> u64 {
        self.first + self.second - self.both
    }

    /// Jaccard index, 0 to 1.
    #[must_use]
    pub fn jaccard(self) -> Figure {
        Figure::ratio(self.both, self.either(), Undefined::BothEmpty)
    }

    /// Dice coefficient, 0 to 1.
    #[must_use]
    pub fn dice(self) -> Figure {
        Figure::ratio(2 * self.both, self.first + self.second, Undefined::BothEmpty)
    }

    /// Overlap coefficient, 0 to 1; 1 where one set lies within the other.
    #[must_use]
    pub fn coefficient(self) -> Figure {
        Figure::ratio(self.both, self.first.min(self.second), Undefined::EmptySet)
    }

    /// The share of the first set that is in the second, 0 to 1.
    #[must_use]
    pub fn share_of_first(self) -> Figure {
        Figure::ratio(self.both, self.first, Undefined::EmptySet)
    }

    /// The share of the second set that is in the first, 0 to 1.
    #[must_use]
    pub fn share_of_second(self) -> Figure {
        Figure::ratio(self.both, self.second, Undefined::EmptySet)
    }
}

/// How many members are in exactly so many of the sets, for each number of sets from 1 that occurs; a repeat within a set counts
/// once.
///
/// # Example
/// ```
/// use bystander::stat::sets::memberships;
/// let counts = memberships([vec!['a', 'a', 'b'], vec!['b', 'c']]);
/// assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(1, 2), (2, 1)]);
/// ```
#[must_use]
pub fn memberships<T: Ord>(
    sets: impl IntoIterator<Item = impl IntoIterator<Item = T>>,
) -> BTreeMap<u64, u64> {
    let mut sets_of = BTreeMap::<T, u64>::new();
    for set in sets {
        let once: BTreeSet<T> = set.into_iter().collect();
        once.into_iter().for_each(|member| *sets_of.entry(member).or_default() += 1);
    }
    let mut people = BTreeMap::new();
    sets_of.into_values().for_each(|count| *people.entry(count).or_default() += 1);
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_in_common_than_a_set_holds_cannot_be() {
        assert_eq!(Overlap::of_sizes(3, 2, 3), None);
        assert_eq!(Overlap::of_sizes(3, 2, 2), Some(Overlap::of([1, 2, 3], [3, 1])));
    }

    #[test]
    fn jaccard_and_dice_order_pairs_of_sets_alike() {
        // Dice is 2J/(1 + J).
        for (first, second, both) in [(5, 4, 0), (5, 4, 1), (9, 3, 3), (1, 1, 1)] {
            let overlap = Overlap::of_sizes(first, second, both).expect("sizes that can be");
            let (jaccard, dice) = (overlap.jaccard().value(), overlap.dice().value());
            let (jaccard, dice) = (jaccard.expect("a set"), dice.expect("a set"));
            assert!((dice - 2.0 * jaccard / (1.0 + jaccard)).abs() < 1e-15);
        }
    }
}
