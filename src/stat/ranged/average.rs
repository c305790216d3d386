//! The average of known values whose weights are known only as ranges: which share of all impressions went to a group, where each
//! advertisement says its share exactly and its impressions roughly.

use super::{End, Ranges, Span};
use crate::{
    model::number::{Figure, Undefined},
    stat::{real::real, sum::sum},
};

impl Ranges {
    /// The average of `values`, one for each unit, in which each weighs as much as its unit has.
    ///
    /// # Definition
    /// With values `v_i` and weights `x_i` within the ranges, the average is Σ `v_i x_i` / Σ `x_i`. It is largest where every unit whose
    /// value is above the largest average is at its high end, and every other at its low end; that average is found by going up from any
    /// average in steps (Dinkelbach). A unit with an open end draws the average towards its own value as near as one likes.
    /// The smallest is the largest of the negated values, negated. Undefined (`zero_total`) where all weights are surely zero.
    ///
    /// # Example
    /// One advertisement, shown 0 to 1,000 times, went to women alone; another, shown 3,000 to 4,000 times, to women for a quarter.
    /// ```
    /// use bystander::stat::ranged::Ranges;
    /// let shown = Ranges::of([(0, Some(1_000)), (3_000, Some(4_000))]).unwrap();
    /// let women = shown.average(&[1.0, 0.25]).value().unwrap();
    /// assert_eq!((women.low.value, women.high.value), (0.25, 1_750.0 / 4_000.0));
    /// ```
    ///
    /// # Panics
    /// Where there are not as many values as units.
    #[must_use]
    pub fn average(&self, values: &[f64]) -> Figure<Span> {
        assert_eq!(self.units().len(), values.len(), "a value for each unit");
        let negated: Vec<f64> = values.iter().map(|value| -value).collect();
        let (Some(high), Some(low)) = (self.largest_average(values), self.largest_average(&negated)) else {
            return Figure::undefined(Undefined::ZeroTotal);
        };
        Figure::known(Span::of(low.map(|value| 0.0 - value), high))
    }

    fn largest_average(&self, values: &[f64]) -> Option<End> {
        let closed = self.largest_closed(values);
        let units = || self.units().iter().zip(values);
        let open = units().filter(|((_, high), _)| high.is_none()).map(|(_, value)| *value);
        let drawn = open.max_by(f64::total_cmp);
        match (closed, drawn) {
            (Some(closed), Some(drawn)) if closed >= drawn => Some(End::attained(closed)),
            (_, Some(drawn)) => {
                // Where everything else may be nothing, the unit may be all there is.
                let is_alone = units().all(|((low, _), value)| *low == 0 || value.total_cmp(&drawn).is_eq());
                Some(if is_alone { End::attained(drawn) } else { End::limit(drawn) })
            }
            (closed, None) => closed.map(End::attained),
        }
    }

    /// The largest average with open ends held at their low ends; `None` where no unit then has anything.
    fn largest_closed(&self, values: &[f64]) -> Option<f64> {
        let mut best: Option<f64> = None;
        loop {
            let weight = |&(low, high): &(u64, Option<u64>), value: f64| {
                real(if best.is_none_or(|best| value > best) { high.unwrap_or(low) } else { low })
            };
            let units = || self.units().iter().zip(values);
            let total = sum(units().map(|(unit, &value)| weight(unit, value)));
            if total <= 0.0 {
                return best;
            }
            let average = sum(units().map(|(unit, &value)| weight(unit, value) * value)) / total;
            if best.is_some_and(|best| average <= best) {
                return best;
            }
            best = Some(average);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::ranged::Tightness;

    /// The extremes over all corners: a ratio of sums is largest and smallest where every unit is at an end.
    fn over_corners(units: &[(u64, u64)], values: &[f64]) -> Option<(f64, f64)> {
        let mut found: Option<(f64, f64)> = None;
        for corner in 0..1_u32 << units.len() {
            let at = |unit: usize| if corner >> unit & 1 == 1 { units[unit].1 } else { units[unit].0 };
            let total: u64 = (0..units.len()).map(at).sum();
            if total > 0 {
                let part: f64 = (0..units.len()).map(|unit| real(at(unit)) * values[unit]).sum();
                let average = part / real(total);
                found = Some(
                    found.map_or((average, average), |(low, high)| (low.min(average), high.max(average))),
                );
            }
        }
        found
    }

    #[test]
    fn lies_between_the_extremes_of_all_corners() {
        let mut state = 7_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..2_000 {
            let count = 1 + next(6);
            let units: Vec<(u64, u64)> =
                (0..count).map(|_| (next(4), next(5))).map(|(low, more)| (low, low + more)).collect();
            let values: Vec<f64> = units.iter().map(|_| real(next(5)) / 4.0).collect();
            let ranges = Ranges::of(units.iter().map(|&(low, high)| (low, Some(high)))).expect("in order");
            let found = ranges.average(&values).value().map(|span| (span.low.value, span.high.value));
            match (found, over_corners(&units, &values)) {
                (Some(found), Some(expected)) => {
                    assert!((found.0 - expected.0).abs() < 1e-12 && (found.1 - expected.1).abs() < 1e-12);
                }
                (found, expected) => assert_eq!((found, expected), (None, None)),
            }
        }
    }

    #[test]
    fn an_open_end_draws_the_average_to_its_own_value() {
        let shown = Ranges::of([(10, None), (30, Some(30))]).expect("in order");
        let span = shown.average(&[0.9, 0.1]).value().expect("a total");
        assert_eq!((span.high.value, span.high.tightness), (0.9, Tightness::Limit));
        assert!((span.low.value - 0.3).abs() < 1e-15 && span.low.tightness == Tightness::Attained);
        let alone = Ranges::of([(0, None), (0, Some(5))]).expect("in order").average(&[0.9, 0.1]);
        assert_eq!(
            alone.value().map(|span| (span.high.value, span.high.tightness)),
            Some((0.9, Tightness::Attained))
        );
    }

    #[test]
    fn nothing_shown_has_no_average() {
        assert!(Ranges::exact(&[0, 0]).average(&[0.5, 1.0]).value().is_none());
        assert!(Ranges::exact(&[]).average(&[]).value().is_none());
    }
}
