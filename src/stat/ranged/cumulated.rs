//! `Cumulated`: sums over the first values of one list and the last of another, for every cut at once.

use std::ops::Add;

use crate::stat::{real::real, sum::Sum};

/// Sums over the beginning of one list and the end of another.
pub(super) struct Cumulated<T> {
    front: Vec<T>,
    back: Vec<T>,
}

impl<T: Copy + Add<Output = T>> Cumulated<T> {
    /// The sum of the first `front` values of the one list, and of the values from `back` on of the other.
    pub(super) fn at(&self, front: usize, back: usize) -> T {
        self.front[front] + self.back[back]
    }
}

impl Cumulated<i128> {
    /// Whole sums. Each term is given its place in its list, and its value.
    pub(super) fn whole(front: &[u64], back: &[u64], term: impl Fn(usize, u64) -> i128) -> Self {
        let add = |sum: &mut i128, term: i128| {
            *sum += term;
            *sum
        };
        Self::of(front, back, term, 0, add)
    }
}

impl Cumulated<f64> {
    /// Real sums, as [`Sum`] takes them.
    pub(super) fn real(front: &[u64], back: &[u64], term: impl Fn(u64) -> f64) -> Self {
        let add = |sum: &mut Sum, term: f64| {
            sum.add(term);
            sum.value()
        };
        Self::of(front, back, |_, value| term(value), Sum::default(), add)
    }
}

impl<T: Copy + Default> Cumulated<T> {
    fn of<S: Copy>(
        front: &[u64],
        back: &[u64],
        term: impl Fn(usize, u64) -> T,
        nothing: S,
        add: impl Fn(&mut S, T) -> T,
    ) -> Self {
        let term = |(at, &value): (usize, &u64)| term(at, value);
        let sums = |terms: &mut dyn Iterator<Item = T>| -> Vec<T> {
            let mut sum = nothing;
            std::iter::once(T::default()).chain(terms.map(|term| add(&mut sum, term))).collect()
        };
        let first = sums(&mut front.iter().enumerate().map(term));
        let mut last = sums(&mut back.iter().enumerate().rev().map(term));
        last.reverse();
        Self { front: first, back: last }
    }
}

/// A count of units as a whole number that may be taken from another.
pub(super) fn signed(count: usize) -> i128 {
    i128::try_from(count).expect("a count of units fits")
}

/// A whole number with its sign as a real number.
pub(super) fn float(value: i128) -> f64 {
    let size = real(value.unsigned_abs());
    if value < 0 { -size } else { size }
}
