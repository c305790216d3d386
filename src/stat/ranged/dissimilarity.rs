//! The dissimilarity of values that are known as ranges and a fixed population.

use super::{End, Range, Ranges, Span, Total, corners::corners};
use crate::{
    model::number::{Figure, Undefined},
    stat::{real::real, sum::sum},
};

impl Ranges {
    /// Dissimilarity D: half the sum of the distances between each unit's share of the total and its share `p_i` of a
    /// fixed population, 0 to 1. It is the part of the total that would have to move for both to be spread alike.
    /// `population` has one count for each unit, in the same order.
    ///
    /// # Definition
    /// *Smallest.* With a total of T the units must have at least `over(T) = sum max(low_i - p_i T, 0)` too much, and
    /// `under(T) = sum max(p_i T - high_i, 0)` too little; as both sides of the whole balance, D is at least the
    /// larger of the two over T, and some values with this total have it. over/T falls with T and under/T rises, so
    /// that the smallest D is where they meet, which halving finds to the last digits, on the safe side.
    ///
    /// *Largest.* At a corner. Every corner is looked at where there are few (2^18 values in all). Else it is a
    /// bound: with `s_i` and `S_i` the smallest and largest share of unit i, the units K that have too much have at
    /// most `sum over K of (S_i - p_i)` of it, and at most `sum over the others of (p_i - s_i)`, hence at most any
    /// mixture of the two. The weight that gives the smallest bound is sought for narrow intervals of the total, in
    /// which each unit's share is known more narrowly as well; the largest of these bounds is given. An open unit may
    /// have nearly all: 1 - p of the least populous open unit is another candidate.
    ///
    /// Undefined without units (`empty_input`), where the total is surely zero (`zero_total`) or nobody is in the
    /// population (`zero_margin`).
    ///
    /// # Example
    /// Of two places with as many people each, one got 100 and the other 100 to 300: D is 0 to 300/400 - 1/2.
    /// ```
    /// use bystander::stat::ranged::Ranges;
    /// let spent = Ranges::of([(100, Some(100)), (100, Some(300))]).unwrap();
    /// let d = spent.dissimilarity(&[50, 50]).value().unwrap();
    /// assert_eq!((d.low.value, d.high.value), (0.0, 0.25));
    /// ```
    #[must_use]
    pub fn dissimilarity(&self, population: &[u64]) -> Figure<Span> {
        assert_eq!(self.units().len(), population.len(), "one count of people for each unit");
        let why = match (self.units().len(), self.total().high, population.iter().max()) {
            (0, ..) => Some(Undefined::EmptyInput),
            (_, Some(0), _) => Some(Undefined::ZeroTotal),
            (.., Some(0)) => Some(Undefined::ZeroMargin),
            _ => None,
        };
        if let Some(why) = why {
            return Figure::undefined(why);
        }
        let low = least(self.units(), population);
        Figure::known(Span::of(low, self.most_dissimilar(&fixed_shares(population))))
    }

    fn most_dissimilar(&self, fixed: &[f64]) -> End {
        if self.total_may_be_zero() {
            let may_have_all = |range: &Range| range.1 != Some(0);
            return End::attained(self.one_has_all(fixed, may_have_all));
        }
        let open = self.one_has_all(fixed, |range| range.1.is_none());
        let others = match corners(&self.closed()) {
            Some(corners) => End::attained(
                corners.map(|corner| distance(&corner, fixed)).fold(f64::NEG_INFINITY, f64::max),
            ),
            None => End::bound(self.bound(fixed)),
        };
        if open <= others.value {
            return others;
        }
        let may_have_all = |range: &Range| range.1.is_none() && self.is_alone(range);
        if self.units().iter().any(may_have_all) { End::attained(open) } else { End::limit(open) }
    }

    /// Whether all other units may have nothing.
    fn is_alone(&self, range: &Range) -> bool {
        self.total().low == u128::from(range.0)
    }

    /// The largest D where one unit of a certain kind has all; below all D without such a unit.
    fn one_has_all(&self, fixed: &[f64], of_kind: impl Fn(&Range) -> bool) -> f64 {
        let some = self.units().iter().zip(fixed).filter(|(range, _)| of_kind(range));
        some.map(|(_, share)| 1.0 - share).fold(f64::NEG_INFINITY, f64::max)
    }

    /// A bound that D does not pass: the largest of those for narrow intervals of the total.
    fn bound(&self, fixed: &[f64]) -> f64 {
        let shares = self.unit_shares().value().expect("some unit surely has something");
        let between = |(from, to): (f64, f64)| {
            let gap = |((range, share), fixed): ((&Range, &Span), &f64)| {
                let most = range.1.map_or(1.0, |high| (real(high) / from).min(share.high.value));
                let least = (real(range.0) / to).max(share.low.value);
                (most - fixed, fixed - least)
            };
            let gaps: Vec<(f64, f64)> = self.units().iter().zip(&shares).zip(fixed).map(gap).collect();
            mixed(&gaps)
        };
        self.totals().map(between).fold(0.0, f64::max).min(1.0)
    }

    /// Intervals that cover all totals, a sixteenth of a doubling each where there are few units; the last reaches
    /// from twenty doublings above the smallest total to the largest. Their ends do not depend on the ranges, so that
    /// wider ranges never have a smaller bound.
    fn totals(&self) -> impl Iterator<Item = (f64, f64)> {
        let total = self.total();
        let (low, high) = (real(total.low), total.high.map_or(f64::INFINITY, real));
        let steps: u8 = if self.units().len() <= 1 << 13 { 16 } else { 1 };
        let first = low.log2().floor();
        let edge = move |step: u16| (first + f64::from(step) / f64::from(steps)).exp2();
        let last = 20 * u16::from(steps);
        let interval = move |step| {
            let to = if step == last { high } else { edge(step + 1).min(high) };
            (edge(step).max(low), to)
        };
        (0..=last).map(interval).filter(|(from, to)| from <= to)
    }
}

/// The smallest mixture of what some units have too much at most, and all others too little.
fn mixed(gaps: &[(f64, f64)]) -> f64 {
    let mixture =
        |weight: f64| sum(gaps.iter().map(|&(above, below)| (weight * above).max((1.0 - weight) * below)));
    let (mut from, mut to) = (0.0, 1.0);
    for _ in 0..30 {
        let third = (to - from) / 3.0;
        if mixture(from + third) > mixture(to - third) { from += third } else { to -= third }
    }
    mixture(f64::midpoint(from, to))
}

/// The smallest dissimilarity of values within `ranges` and a fixed `population`.
pub(super) fn least(ranges: &[Range], population: &[u64]) -> End {
    let fixed = fixed_shares(population);
    let total: Total = ranges.iter().copied().collect();
    let each = || ranges.iter().zip(&fixed);
    if total.low == 0 {
        // However little there is in all, only the units that surely have nothing are short of their share.
        return End::attained(sum(each().filter(|(range, _)| range.1 == Some(0)).map(|(_, share)| *share)));
    }
    let closed = sum(each().filter(|(range, _)| range.1.is_some()).map(|(_, share)| *share));
    if closed <= 0.0 {
        let strays = each().any(|(range, share)| *share <= 0.0 && range.0 > 0);
        return if strays { End::limit(0.0) } else { End::attained(0.0) };
    }
    let over = |total: f64| sum(each().map(|(range, share)| (real(range.0) - share * total).max(0.0)));
    let under = |total: f64| {
        sum(each().filter_map(|(range, share)| range.1.map(|high| (share * total - real(high)).max(0.0))))
    };
    let highs: u128 = ranges.iter().filter_map(|range| range.1).map(u128::from).sum();
    let (mut from, mut to) = (real(total.low), real(total.low + highs) / closed);
    loop {
        let middle = f64::midpoint(from, to);
        if middle <= from || to <= middle {
            break;
        }
        if over(middle) > under(middle) { from = middle } else { to = middle }
    }
    End::attained((over(to) / to).max(under(from) / from))
}

fn fixed_shares(population: &[u64]) -> Vec<f64> {
    let total: u128 = population.iter().map(|&people| u128::from(people)).sum();
    population.iter().map(|&people| real(people) / real(total)).collect()
}

fn distance(values: &[u64], fixed: &[f64]) -> f64 {
    let total: u128 = values.iter().map(|&value| u128::from(value)).sum();
    sum(values.iter().zip(fixed).map(|(&value, fixed)| (real(value) / real(total) - fixed).abs())) / 2.0
}
