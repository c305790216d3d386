//! `Selection`: who was selected out of each group, and which group falls behind.
//!
//! # Definition
//! A group's rate is its selected people over its people; a group of nobody has none. Rates are held against the highest;
//! a group is flagged where its rate is strictly below four fifths of it, compared in whole numbers.
//!
//! # Reference
//! Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (the four-fifths rule).

use super::real::real;
use crate::model::number::{Figure, Undefined};

/// People of a group, and how many of them were selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// How many were selected.
    pub selected: u64,
    /// How many there are.
    pub people: u64,
}

impl Selection {
    /// The rate, 0 to 1.
    #[must_use]
    pub fn rate(self) -> Figure {
        Figure::ratio(self.selected, self.people, Undefined::EmptyGroup)
    }

    /// The rate over the highest rate among `groups`, 0 to 1.
    #[must_use]
    pub fn ratio_to_highest(self, groups: &[Self]) -> Figure {
        let highest = Self::highest(groups);
        match (self.people, highest.selected) {
            (0, _) => Figure::undefined(Undefined::EmptyGroup),
            (_, 0) => Figure::undefined(Undefined::ZeroOverZero),
            _ => Figure::known(real(self.times(highest.people)) / real(highest.times(self.people))),
        }
    }

    /// Whether the rate is strictly below four fifths of the highest among `groups`.
    #[must_use]
    pub fn falls_behind(self, groups: &[Self]) -> Figure<bool> {
        let highest = Self::highest(groups);
        let below = 5 * self.times(highest.people) < 4 * highest.times(self.people);
        self.ratio_to_highest(groups).map(|_| below)
    }

    /// The lowest rate over the highest, 0 to 1, over groups that have people.
    #[must_use]
    pub fn lowest_to_highest(groups: &[Self]) -> Figure {
        let known = groups.iter().filter(|group| group.people > 0);
        let lowest = known.min_by(|one, other| one.times(other.people).cmp(&other.times(one.people)));
        lowest.map_or(Figure::undefined(Undefined::EmptyInput), |lowest| lowest.ratio_to_highest(groups))
    }

    /// All groups as one.
    #[must_use]
    pub fn overall(groups: &[Self]) -> Self {
        let total = |of: fn(&Self) -> u64| groups.iter().map(of).sum();
        Self { selected: total(|group| group.selected), people: total(|group| group.people) }
    }

    /// A group with the highest rate; nobody of nobody where no group has people.
    fn highest(groups: &[Self]) -> Self {
        let known = groups.iter().filter(|group| group.people > 0);
        let highest = known.max_by(|one, other| one.times(other.people).cmp(&other.times(one.people)));
        highest.copied().unwrap_or(Self { selected: 0, people: 0 })
    }

    fn times(self, people: u64) -> u128 {
        u128::from(self.selected) * u128::from(people)
    }
}
