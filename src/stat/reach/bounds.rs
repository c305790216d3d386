//! `Bounds`: between which numbers the bystanders lie, whoever consented and however people are tied.
//!
//! # Definition
//! N people, of whom c consented; nobody has more than D contacts (N - 1 where nothing is known). T is the number of ties
//! from consenters to others. Each bystander holds at least one of them and at most min(c, D): bystanders are at most T
//! and N - c, and at least T/min(c, D). T is known within bounds: from above it is no more than c D, than all ties less those
//! between consenters, than the contacts of the c people who have most, and than what the contacts of consenters add up to, less two for each tie between consenters; from
//! below it is at least the latter, where the ties between consenters, if not counted, are at most c (c - 1)/2. Where a
//! bystander has m consenting contacts in the mean, bystanders are T/m: that is no model, but what m is.

use crate::stat::real::real;

/// What was counted. Whatever is `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counted {
    /// Everybody.
    pub people: u64,
    /// Those who consented, at most everybody.
    pub consenters: u64,
    /// The most contacts that anybody can have.
    pub cap: Option<u64>,
    /// The mean number of contacts of everybody.
    pub mean: Option<f64>,
    /// The most that the contacts of so many people add up to: those of the people with the most contacts.
    pub most_ends: Option<f64>,
    /// The mean number of contacts of consenters.
    pub consenters_mean: Option<f64>,
    /// Ties with a consenter at both ends.
    pub between: Option<u64>,
    /// The mean number of consenting contacts of a bystander, 1 or more.
    pub overlap: Option<f64>,
}

/// The number of bystanders is at least `low` and at most `high`. Both are the same where it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The fewest there can be.
    pub low: f64,
    /// The most there can be.
    pub high: f64,
}

impl Counted {
    /// Bounds from these counts; `None` where the counts cannot all be true.
    ///
    /// Two consenters in a village of seven have 5 contacts in all and are contacts of each other: three ties lead to
    /// others, who are at least two and at most three.
    /// ```
    /// use bystander::stat::reach::{Bounds, Counted};
    /// let counted = Counted { people: 7, consenters: 2, consenters_mean: Some(2.5), between: Some(1), ..Counted::default() };
    /// assert_eq!(counted.bystanders(), Some(Bounds { low: 2.0, high: 3.0 }));
    /// ```
    #[must_use]
    pub fn bystanders(&self) -> Option<Bounds> {
        if self.consenters > self.people || self.between.unwrap_or(0) > pairs(self.consenters) {
            return None;
        }
        let ties = self.outward()?;
        let others = real(self.people - self.consenters);
        let found = match self.overlap {
            Some(overlap) => Bounds { low: ties.low / overlap, high: ties.high / overlap },
            None => Bounds { low: up(ties.low / self.most_times()), high: down(ties.high) },
        };
        let high = if found.high >= others - SLACK { others } else { found.high };
        (found.low <= others + SLACK).then_some(Bounds { low: found.low.min(others), high })
    }

    /// Whether the number of bystanders follows from the counts.
    #[must_use]
    pub fn says_all(&self) -> bool {
        self.overlap.is_some() && self.consenters_mean.is_some() && self.between.is_some()
    }

    /// T, the number of ties from consenters to others.
    fn outward(&self) -> Option<Bounds> {
        let (consenters, others) = (real(self.consenters), real(self.people - self.consenters));
        let inward = real(self.between.unwrap_or(0));
        let ends = self.consenters_mean.map(|mean| mean * consenters);
        let all = self.mean.map(|mean| mean * real(self.people) / 2.0 - inward);
        let most = self.people.saturating_sub(1);
        let room = consenters * real(self.cap.map_or(most, |cap| cap.min(most))) - 2.0 * inward;
        let [ends_less, most_less] = [ends, self.most_ends].map(|ends| ends.map(|ends| ends - 2.0 * inward));
        let upper = [ends_less, most_less, all, Some(consenters * others)];
        let high = upper.into_iter().flatten().fold(room, f64::min);
        let most_inward = self.between.map_or(real(pairs(self.consenters)), real);
        let low = ends.map_or(0.0, |ends| (ends - 2.0 * most_inward).max(0.0));
        (high >= low - SLACK && high >= -SLACK).then_some(Bounds { low, high: high.max(low) })
    }

    /// The most consenters that one bystander can be tied to.
    fn most_times(&self) -> f64 {
        real(self.consenters.min(self.cap.unwrap_or(u64::MAX)).max(1))
    }
}

/// How much a product of a mean and a count may stray from the whole number that it stands for.
const SLACK: f64 = 1e-6;

fn up(value: f64) -> f64 {
    if value <= SLACK { 0.0 } else { (value - SLACK).ceil() }
}

fn down(value: f64) -> f64 {
    if value <= 0.0 { 0.0 } else { (value + SLACK).floor() }
}

fn pairs(people: u64) -> u64 {
    u64::try_from(u128::from(people) * u128::from(people.saturating_sub(1)) / 2).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::reach::Degrees;

    /// Every network of five people, every set of consenters: what was counted, and the bystanders.
    fn every_case(mut visit: impl FnMut(Counted, u64)) {
        let ties: Vec<(u32, u32)> =
            (0..5).flat_map(|one| (one + 1..5).map(move |other| (one, other))).collect();
        for network in 0_u32..1 << ties.len() {
            let tied: Vec<(u32, u32)> = ties
                .iter()
                .enumerate()
                .filter(|&(at, _)| network >> at & 1 == 1)
                .map(|(_, &tie)| tie)
                .collect();
            for chosen in 0_u32..1 << 5 {
                let is = |person: u32| chosen >> person & 1 == 1;
                let (mut between, mut outward, mut met) = (0, 0_u32, 0_u32);
                for &(one, other) in &tied {
                    match (is(one), is(other)) {
                        (true, true) => between += 1,
                        (true, false) => (outward, met) = (outward + 1, met | 1 << other),
                        (false, true) => (outward, met) = (outward + 1, met | 1 << one),
                        (false, false) => {}
                    }
                }
                let degree = |person| {
                    tied.iter().filter(|&&(one, other)| person == one || person == other).count() as u64
                };
                let cap = (0..5).map(degree).max();
                let of_degrees = (0..5).map(|person| (degree(person), 1));
                let most_ends =
                    Degrees::of(of_degrees).expect("five people").most_ends(u64::from(chosen.count_ones()));
                let (consenters, bystanders) = (u64::from(chosen.count_ones()), u64::from(met.count_ones()));
                let mean = |ends: f64, people: u64| (people > 0).then(|| ends / real(people));
                let counted = Counted {
                    people: 5,
                    consenters,
                    cap,
                    mean: mean(2.0 * real(tied.len() as u64), 5),
                    most_ends: Some(most_ends),
                    consenters_mean: mean(f64::from(outward) + 2.0 * real(between), consenters),
                    between: Some(between),
                    overlap: mean(f64::from(outward), bystanders),
                };
                visit(counted, bystanders);
            }
        }
    }

    #[test]
    fn no_network_of_five_people_breaks_a_bound_whichever_counts_are_known() {
        every_case(|all, bystanders| {
            for known in 0..64 {
                let keep = |bit: u32| known >> bit & 1 == 1;
                let some = Counted {
                    cap: all.cap.filter(|_| keep(0)),
                    mean: all.mean.filter(|_| keep(1)),
                    consenters_mean: all.consenters_mean.filter(|_| keep(2)),
                    between: all.between.filter(|_| keep(3)),
                    overlap: all.overlap.filter(|_| keep(4)),
                    most_ends: all.most_ends.filter(|_| keep(5)),
                    ..all
                };
                let bounds = some.bystanders().expect("the counts are true");
                let truth = real(bystanders);
                assert!(
                    bounds.low <= truth + 1e-9 && truth <= bounds.high + 1e-9,
                    "{some:?} {truth} {bounds:?}"
                );
            }
            if all.says_all() {
                let bounds = all.bystanders().expect("the counts are true");
                assert!((bounds.low - bounds.high).abs() < 1e-9, "{all:?} {bounds:?}");
            }
        });
    }

    #[test]
    fn the_published_mean_of_friends_bounds_the_bystanders() {
        let counted = Counted {
            people: 721_000_000,
            consenters: 270_000,
            cap: Some(5_000),
            consenters_mean: Some(251.9),
            between: Some(0),
            ..Counted::default()
        };
        assert_eq!(counted.bystanders(), Some(Bounds { low: 13_603.0, high: 68_013_000.0 }));
        let overlapping = Counted { overlap: Some(1.05), ..counted };
        assert_eq!(overlapping.bystanders().map(|bounds| bounds.low.round()), Some(64_774_286.0));
    }

    #[test]
    fn counts_that_cannot_all_be_true_have_no_bounds() {
        let counted = Counted { people: 10, consenters: 4, ..Counted::default() };
        let impossible = [
            Counted { consenters: 11, ..counted },
            Counted { between: Some(7), ..counted },
            Counted { consenters_mean: Some(1.0), between: Some(3), ..counted },
            Counted { consenters_mean: Some(9.0), cap: Some(5), ..counted },
            Counted { consenters_mean: Some(9.0), between: Some(0), ..counted },
        ];
        for counted in impossible {
            assert_eq!(counted.bystanders(), None, "{counted:?}");
        }
    }
}
