//! What the largest units have together: concentration ratios, the Lorenz curve, units needed for a part of the total.

use super::{
    End, RangedShares, Span,
    cumulated::Cumulated,
    levels::{Levels, Stretch},
};
use crate::stat::real::real;

/// A part of a whole, above 0 and below 1, as a fraction of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    of: u32,
    whole: u32,
}

impl Part {
    /// A half.
    pub const HALF: Self = Self { of: 1, whole: 2 };

    /// `of` in `whole`; `None` where that is not above 0 and below 1.
    #[must_use]
    pub fn new(of: u32, whole: u32) -> Option<Self> {
        (0 < of && of < whole).then_some(Self { of, whole })
    }
}

/// How many units, the largest first, it takes to have a part of the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitsNeeded {
    /// The fewest that may do, 1 to n.
    pub fewest: usize,
    /// The most that may be needed, `fewest` to n.
    pub most: usize,
}

impl RangedShares {
    /// Concentration ratio: the share of the `k` largest units, k/n to 1; 1 where there are no more than `k` units.
    ///
    /// # Definition
    /// *Largest.* Which k units are the largest may be chosen along with the values: for a set K the share is largest
    /// with K at the high ends and the others at their low ends. It is at least t where the sum over K of `(1 - t)
    /// high + t low` reaches t times the sum of all low ends, and no K serves better than the k units with the
    /// largest such keys. So t is raised to the share of the K that it chooses until it rises no more (Dinkelbach):
    /// the share is then the largest.
    ///
    /// *Smallest.* At an end of a range: between two neighbouring ends it falls or rises all along with the level.
    ///
    /// # Example
    /// Of 1 to 4, 2 to 3 and 5, the largest has 5/12 at the least and 5/8 at the most.
    /// ```
    /// use bystander::stat::ranged::{Ranges, RangedShares};
    /// let spent = Ranges::of([(1, Some(4)), (2, Some(3)), (5, Some(5))]).unwrap();
    /// let largest = RangedShares::of(&spent).value().unwrap().cr(1);
    /// assert_eq!((largest.low.value, largest.high.value), (5.0 / 12.0, 5.0 / 8.0));
    /// ```
    #[must_use]
    pub fn cr(&self, k: usize) -> Span {
        if k == 0 || k >= self.units() {
            let all = if k == 0 { 0.0 } else { 1.0 };
            return Span::of(End::attained(all), End::attained(all));
        }
        let sums = Sums::of(&self.levels);
        let low = self.levels.least(
            |at| real(at.from),
            |at, level| sums.top(at, k, level) / sums.top(at, self.units(), level),
        );
        Span::of(End::attained(low), self.largest_cr(k))
    }

    fn largest_cr(&self, k: usize) -> End {
        if self.ranges.surely_positive() <= k {
            return End::attained(1.0);
        }
        if self.ranges.has_open_end() {
            return End::limit(1.0);
        }
        let mut units = self.ranges.closed();
        let all_low = self.ranges.total().low;
        let mut best = 0.0;
        loop {
            let key = |&(low, high): &(u64, u64)| (1.0 - best) * real(high) + best * real(low);
            units.select_nth_unstable_by(k - 1, |one, other| key(other).total_cmp(&key(one)));
            let high: u128 = units[..k].iter().map(|unit| u128::from(unit.1)).sum();
            let low: u128 = units[..k].iter().map(|unit| u128::from(unit.0)).sum();
            let share = real(high) / real(high + all_low - low);
            if share <= best {
                return End::attained(best);
            }
            best = share;
        }
    }

    /// A point of the Lorenz curve: the share of the `i` smallest units, 0 to i/n. The ends of different points do
    /// not go together: they are a band in which every possible curve lies.
    #[must_use]
    pub fn lorenz(&self, i: usize) -> Span {
        self.cr(self.units().saturating_sub(i)).falling(|share| 1.0 - share)
    }

    /// How many units, the largest first, are needed to have `part` of the total or more.
    ///
    /// # Definition
    /// k units may do where the largest concentration ratio of k reaches the part: where the sum of the k largest
    /// keys `(whole - of) high + of low` reaches `of` times the sum of all low ends. k units surely do where the
    /// ratio reaches the part at every level. Both are decided in whole numbers.
    ///
    /// # Example
    /// Of 1 to 4, 2 to 3 and 5, one unit may have half (5 of 8), and two may be needed (5 of 12 is less).
    /// ```
    /// use bystander::stat::ranged::{Part, Ranges, RangedShares};
    /// let spent = Ranges::of([(1, Some(4)), (2, Some(3)), (5, Some(5))]).unwrap();
    /// let needed = RangedShares::of(&spent).value().unwrap().units_needed(Part::HALF);
    /// assert_eq!((needed.fewest, needed.most), (1, 2));
    /// ```
    #[must_use]
    pub fn units_needed(&self, part: Part) -> UnitsNeeded {
        UnitsNeeded { fewest: self.fewest_needed(part), most: self.most_needed(part) }
    }

    fn fewest_needed(&self, part: Part) -> usize {
        if self.ranges.has_open_end() {
            return 1;
        }
        let weight = |end: u64, by: u32| u128::from(end) * u128::from(by);
        let key = |(low, high)| weight(high, part.whole - part.of) + weight(low, part.of);
        let mut keys: Vec<u128> = self.ranges.closed().into_iter().map(key).collect();
        keys.sort_unstable_by(|one, other| other.cmp(one));
        let wanted = self.ranges.total().low * u128::from(part.of);
        let mut sum = 0;
        let short = keys.iter().take_while(|&&key| {
            sum += key;
            sum < wanted
        });
        (short.count() + 1).min(keys.len())
    }

    fn most_needed(&self, part: Part) -> usize {
        let sums = Sums::of(&self.levels);
        let needed = |at: Stretch, level: u128| {
            let total = sums.top_whole(at, self.units(), level);
            let reaches = |k| {
                let top = sums.top_whole(at, k, level);
                top * u128::from(part.whole) >= total * u128::from(part.of)
            };
            if total == 0 { 1 } else { reaching(self.units(), reaches) }
        };
        let ends = self.levels.stretches().flat_map(|at| [(at, u128::from(at.from)), (at, at.top())]);
        ends.map(|(at, level)| needed(at, level)).max().expect("there is a unit")
    }
}

/// The smallest k from 1 to `most` that reaches what `most` surely reaches, and every k above reaches as well.
fn reaching(most: usize, reaches: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (1, most);
    while from < to {
        let middle = usize::midpoint(from, to);
        if reaches(middle) { to = middle } else { from = middle + 1 }
    }
    from
}

/// What the largest units have at a level.
struct Sums<'a> {
    levels: &'a Levels,
    sums: Cumulated<i128>,
}

impl<'a> Sums<'a> {
    fn of(levels: &'a Levels) -> Self {
        Self { levels, sums: levels.held(|_, value| i128::from(value)) }
    }

    /// What the `k` largest units have: those held above, how many follow the level, and those held below.
    fn parts(&self, at: Stretch, k: usize) -> (u128, usize) {
        let units = self.levels.units();
        let rest = units - k;
        let above = self.sums.at(0, at.reached.max(rest));
        let free = at.reached.saturating_sub(rest).min(at.free());
        let below = self.sums.at(at.below, units) - self.sums.at(at.below.min(rest), units);
        ((above + below).unsigned_abs(), free)
    }

    fn top(&self, at: Stretch, k: usize, level: f64) -> f64 {
        let (held, free) = self.parts(at, k);
        real(held) + real(free as u64) * level
    }

    fn top_whole(&self, at: Stretch, k: usize, level: u128) -> u128 {
        let (held, free) = self.parts(at, k);
        held + free as u128 * level
    }
}
