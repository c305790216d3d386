//! `Frequency`: how often people met a message, and how much of that was beyond a cap.
//!
//! # Limits
//! Impressions are those on record; whether anybody looked is not. A share of impressions beyond a cap says how many a cap would
//! have saved, had nothing else changed.

use super::{draws::Draws, real::real};
use crate::model::number::{Figure, Undefined};
use std::collections::BTreeMap;

/// Impressions by person, over everybody who could have met the message.
///
/// # Definition
/// Eligible are all people given; reached are those with at least one impression. The average frequency is impressions over
/// people reached, not over people eligible. Above the cap means strictly above; beyond the cap are the impressions
/// that go over it, the sum of max(0, f - cap). Quantiles are taken over the people reached.
///
/// # Example
/// Of the village's seven, Ada met a message once, Ben five times, Cem three times. With a cap of three Ben is above it,
/// and 2 of 9 impressions are beyond it.
/// ```
/// use bystander::stat::frequency::Frequency;
/// let frequency = Frequency::of(&[1, 5, 3, 0, 0, 0, 0]);
/// assert_eq!((frequency.eligible(), frequency.reached(), frequency.average().value()), (7, 3, Some(3.0)));
/// assert_eq!(frequency.reached_above(3).value(), Some(1.0 / 3.0));
/// assert_eq!(frequency.impressions_beyond(3).value(), Some(2.0 / 9.0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// How many people met the message so often, by how often.
    people: BTreeMap<u64, u64>,
}

impl Frequency {
    /// From how often each eligible person met the message, never included.
    #[must_use]
    pub fn of(impressions: &[u64]) -> Self {
        let mut people = BTreeMap::new();
        impressions.iter().for_each(|&times| *people.entry(times).or_default() += 1);
        Self { people }
    }

    /// From how often each person reached met the message, and how many others could have met it.
    ///
    /// ```
    /// use bystander::stat::frequency::Frequency;
    /// assert_eq!(Frequency::of_reached([1, 5, 3], 4), Frequency::of(&[1, 5, 3, 0, 0, 0, 0]));
    /// ```
    #[must_use]
    pub fn of_reached(impressions: impl IntoIterator<Item = u64>, others: u64) -> Self {
        let mut people = BTreeMap::new();
        impressions.into_iter().for_each(|times| *people.entry(times).or_default() += 1);
        if others > 0 {
            *people.entry(0).or_default() += others;
        }
        Self { people }
    }

    /// How many people met the message so often, by how often, ascending.
    pub fn histogram(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.people.iter().map(|(&times, &people)| (times, people))
    }

    /// How many people could have met the message.
    #[must_use]
    pub fn eligible(&self) -> u64 {
        self.people.values().sum()
    }

    /// How many people met it.
    #[must_use]
    pub fn reached(&self) -> u64 {
        self.reached_at_least(1)
    }

    /// How many people met it at least `times` times.
    #[must_use]
    pub fn reached_at_least(&self, times: u64) -> u64 {
        self.people.range(times..).map(|(_, people)| people).sum()
    }

    /// How often it was met in all.
    #[must_use]
    pub fn impressions(&self) -> u128 {
        self.summed(|times| times)
    }

    /// People reached over people eligible, 0 to 1; undefined where nobody is eligible.
    #[must_use]
    pub fn reach_rate(&self) -> Figure {
        Figure::ratio(self.reached(), self.eligible(), Undefined::EmptyInput)
    }

    /// Impressions over people reached, 1 or more. Undefined where nobody is reached, like all figures below but the next.
    #[must_use]
    pub fn average(&self) -> Figure {
        self.over_reached(real(self.impressions()))
    }

    /// Impressions over people eligible, 0 or more; undefined where nobody is eligible.
    #[must_use]
    pub fn per_eligible(&self) -> Figure {
        match self.eligible() {
            0 => Figure::undefined(Undefined::EmptyInput),
            eligible => Figure::known(real(self.impressions()) / real(eligible)),
        }
    }

    /// The share of the people reached who met it strictly more often than `cap` times, 0 to 1.
    #[must_use]
    pub fn reached_above(&self, cap: u64) -> Figure {
        self.over_reached(real(cap.checked_add(1).map_or(0, |more| self.reached_at_least(more))))
    }

    /// The share of the impressions that go over `cap`, 0 to 1: of each person only those after the first `cap`.
    #[must_use]
    pub fn impressions_beyond(&self, cap: u64) -> Figure {
        self.over_impressions(self.summed(|times| times.saturating_sub(cap)))
    }

    /// The share of the impressions that went to people above `cap`, 0 to 1: all impressions of these people.
    #[must_use]
    pub fn impressions_of_those_above(&self, cap: u64) -> Figure {
        self.over_impressions(self.summed(|times| if times > cap { times } else { 0 }))
    }

    /// The quantile at `per_mille` thousandths over the people reached, interpolated (type 7).
    #[must_use]
    pub fn interpolated(&self, per_mille: usize) -> Figure {
        self.where_reached(|reached| reached.interpolated(per_mille))
    }

    /// The quantile at `per_mille` thousandths over the people reached, by nearest rank (type 1): so often that some
    /// person met it just so often.
    #[must_use]
    pub fn nearest_rank(&self, per_mille: usize) -> Figure {
        self.where_reached(|reached| reached.nearest_rank(per_mille))
    }

    /// The share of the impressions that went to the tenth of the people reached who met it most often, 0 to 1; a tenth
    /// is rounded up to whole people.
    #[must_use]
    pub fn top_decile_share(&self) -> Figure {
        let mut left = self.reached().div_ceil(10);
        let taken = self.people.iter().rev().map(|(&times, &people)| {
            let taken = people.min(left);
            left -= taken;
            u128::from(times) * u128::from(taken)
        });
        self.over_impressions(taken.sum())
    }

    /// The sum of `of` over everybody's number of impressions.
    fn summed(&self, of: impl Fn(u64) -> u64) -> u128 {
        self.people.iter().map(|(&times, &people)| u128::from(of(times)) * u128::from(people)).sum()
    }

    fn over_reached(&self, part: f64) -> Figure {
        match self.reached() {
            0 => Figure::undefined(Undefined::NobodyReached),
            reached => Figure::known(part / real(reached)),
        }
    }

    fn over_impressions(&self, part: u128) -> Figure {
        match self.impressions() {
            0 => Figure::undefined(Undefined::NobodyReached),
            impressions => Figure::known(real(part) / real(impressions)),
        }
    }

    fn where_reached(&self, figure: impl FnOnce(&Draws) -> Figure) -> Figure {
        if self.reached() == 0 {
            return Figure::undefined(Undefined::NobodyReached);
        }
        let each = self.people.range(1..);
        let times = each.flat_map(|(&times, &people)| (0..people).map(move |_| real(times)));
        figure(&Draws::of(times.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::Frequency;
    use crate::stat::real::real;

    #[test]
    fn counts_as_one_would_person_by_person() {
        let times: Vec<u64> = (0..57_u64).map(|at| at * at % 23).collect();
        let frequency = Frequency::of(&times);
        let mut reached: Vec<u64> = times.iter().copied().filter(|&times| times > 0).collect();
        reached.sort_unstable_by(|one, other| other.cmp(one));
        let all: u64 = reached.iter().sum();
        let tenth: u64 = reached[..reached.len().div_ceil(10)].iter().sum();
        assert_eq!(frequency.top_decile_share().value(), Some(real(tenth) / real(all)));
        for cap in 0..24 {
            let beyond: u64 = reached.iter().map(|times| times.saturating_sub(cap)).sum();
            let above: u64 = reached.iter().filter(|&&times| times > cap).sum();
            assert_eq!(frequency.impressions_beyond(cap).value(), Some(real(beyond) / real(all)));
            assert_eq!(frequency.impressions_of_those_above(cap).value(), Some(real(above) / real(all)));
        }
    }

    #[test]
    fn no_cap_is_too_large() {
        let frequency = Frequency::of(&[3, u64::MAX]);
        assert_eq!(frequency.reached_above(u64::MAX).value(), Some(0.0));
        assert_eq!(frequency.impressions(), u128::from(u64::MAX) + 3);
    }
}
