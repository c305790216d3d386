//! `Degrees`: how many people have how many contacts.

use crate::stat::{real::real, sum::sum};

/// People by their number of contacts. There is somebody, and nobody has more contacts than there are others.
#[derive(Clone, Debug, PartialEq)]
pub struct Degrees {
    people: u64,
    /// Contacts, rising, and how many people have so many: above 0, and where only a mean is known not always whole.
    classes: Vec<(u64, f64)>,
}

impl Degrees {
    /// From counts of everybody: so many contacts, so many people with these; `None` where there is nobody, or where somebody has more
    /// contacts than there are others. The same number of contacts may come several times.
    #[must_use]
    pub fn of(counts: impl IntoIterator<Item = (u64, u64)>) -> Option<Self> {
        let mut by_degree = std::collections::BTreeMap::<u64, u64>::new();
        for (degree, people) in counts.into_iter().filter(|&(_, people)| people > 0) {
            let known = by_degree.entry(degree).or_default();
            *known = known.checked_add(people)?;
        }
        let people = by_degree.values().try_fold(0_u64, |all, &people| all.checked_add(people))?;
        let largest = *by_degree.last_key_value()?.0;
        let classes = by_degree.into_iter().map(|(degree, people)| (degree, real(people))).collect();
        (largest < people).then_some(Self { people, classes })
    }

    /// `people` of whom as large a part has each number of contacts as in the counts, which are a sample or a part of them;
    /// `None` where nobody is counted, or where somebody has more contacts than there are others.
    #[must_use]
    pub fn as_in(counts: impl IntoIterator<Item = (u64, u64)>, people: u64) -> Option<Self> {
        let counts: Vec<(u64, u64)> = counts.into_iter().filter(|&(_, people)| people > 0).collect();
        let counted = counts.iter().try_fold(0_u64, |all, &(_, people)| all.checked_add(people))?;
        if counted == people {
            return Self::of(counts);
        }
        let largest = counts.iter().map(|&(degree, _)| degree).max()?;
        let mut by_degree = std::collections::BTreeMap::<u64, u64>::new();
        counts.iter().for_each(|&(degree, people)| *by_degree.entry(degree).or_default() += people);
        let scaled = |(degree, part)| (degree, real(part) * (real(people) / real(counted)));
        let classes = by_degree.into_iter().map(scaled).collect();
        (largest < people).then_some(Self { people, classes })
    }

    /// Everybody has the mean number of contacts, or one of the two whole numbers beside it: as even as people can be.
    /// `None` where there is nobody, or where the mean is not from 0 to `people - 1`.
    ///
    /// ```
    /// use bystander::stat::reach::Degrees;
    /// let even = Degrees::even(10, 2.5).unwrap();
    /// assert_eq!(even.classes().collect::<Vec<_>>(), [(2, 5.0), (3, 5.0)]);
    /// ```
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies from 0 to people - 1"
    )]
    pub fn even(people: u64, mean: f64) -> Option<Self> {
        if people == 0 || !(0.0..=real(people - 1)).contains(&mean) {
            return None;
        }
        let (below, above) = (mean.floor() as u64, mean - mean.floor());
        let classes = [(below, 1.0 - above), (below + 1, above)];
        let shared = classes.map(|(degree, share)| (degree, share * real(people)));
        Some(Self { people, classes: shared.into_iter().filter(|&(_, people)| people > 0.0).collect() })
    }

    /// As uneven as people can be with that mean: some have `cap` contacts, the others none. `None` as for [`Self::even`],
    /// and where the cap is below the mean, is 0, or is no possible number of contacts.
    #[must_use]
    pub fn uneven(people: u64, mean: f64, cap: u64) -> Option<Self> {
        Self::even(people, mean)?;
        if cap == 0 || cap >= people || mean > real(cap) {
            return None;
        }
        let many = real(people) * mean / real(cap);
        let classes = [(0, real(people) - many), (cap, many)];
        Some(Self { people, classes: classes.into_iter().filter(|&(_, people)| people > 0.0).collect() })
    }

    /// Everybody.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.people
    }

    /// Contacts, rising, and how many people have so many.
    pub fn classes(&self) -> impl Iterator<Item = (u64, f64)> + '_ {
        self.classes.iter().copied()
    }

    /// The most contacts that somebody has.
    #[must_use]
    pub fn largest(&self) -> u64 {
        self.classes.last().map_or(0, |&(degree, _)| degree)
    }

    /// The mean number of contacts.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean_of(real)
    }

    /// What the contacts of `some` people add up to at most: of those who have the most.
    #[must_use]
    pub fn most_ends(&self, some: u64) -> f64 {
        let mut left = real(some);
        sum(self.classes.iter().rev().map(|&(degree, people)| {
            let taken = people.min(left);
            left -= taken;
            taken * real(degree)
        }))
    }

    /// The mean over everybody of what `of` gives for their number of contacts.
    pub(super) fn mean_of(&self, of: impl Fn(u64) -> f64) -> f64 {
        sum(self.classes().map(|(degree, people)| people * of(degree))) / real(self.people)
    }

    /// The mean number of pairs of one's contacts, each pair in both orders: k (k - 1).
    #[must_use]
    pub fn pairs(&self) -> f64 {
        self.mean_of(|degree| real(degree) * (real(degree) - 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_more_contacts_than_there_are_others() {
        assert_eq!(Degrees::of([(2, 2)]), None);
        assert_eq!(Degrees::of([]), None);
        assert_eq!(Degrees::of([(0, u64::MAX), (1, 1)]), None);
        assert!(Degrees::of([(1, 1), (1, 1)]).is_some_and(|pair| pair.people() == 2));
        assert_eq!(
            (Degrees::even(3, 2.1), Degrees::even(3, f64::NAN), Degrees::even(0, 0.0)),
            (None, None, None)
        );
    }

    #[test]
    fn a_sample_stands_for_all() {
        let sample = Degrees::as_in([(300, 1), (100, 3)], 1_000).expect("possible");
        assert_eq!(sample.classes().collect::<Vec<_>>(), [(100, 750.0), (300, 250.0)]);
        assert_eq!((Degrees::as_in([(300, 1)], 300), Degrees::as_in([(3, 0)], 300)), (None, None));
        assert_eq!(Degrees::as_in([(1, 2)], 2), Degrees::of([(1, 2)]));
    }

    #[test]
    fn the_mean_is_kept_however_evenly_the_contacts_are_spread() {
        for degrees in [Degrees::even(40, 3.25), Degrees::uneven(40, 3.25, 20)] {
            assert!((degrees.expect("it is possible").mean() - 3.25).abs() < 1e-12);
        }
    }
}
