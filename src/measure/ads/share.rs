//! The share that parts of some amounts have in all of them, where the amounts are known as ranges.
//!
//! # Definition
//! Row i has an amount `x_i` within its range, of which a part `p_i`, 0 to 1, lies between `least` and `most`. The share is the sum of
//! `p_i x_i` over the sum of `x_i`: a mean of the parts, weighed by the amounts. Its least value has every part at its least, and those
//! amounts at their upper ends whose part is below the share, and all others at their lower ends (raising an amount draws the mean to its
//! part). So with the rows in ascending order of their parts it is enough to look at every cut. An amount without an upper end draws the
//! share to its own part, which is then the limit. The largest share is 1 less the least share of the rest.
//!
//! Undefined without rows (`empty_input`), and where all amounts are surely zero (`zero_total`).

use crate::{
    model::{
        number::{Figure, Interval, Undefined},
        range::Range,
    },
    stat::{real::real, sum::Sum},
};

/// An amount, and how much of it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PartOf {
    /// The amount.
    pub(super) of: Range,
    /// The least part of it that counts, 0 to 1.
    pub(super) least: f64,
    /// The most that counts, `least` to 1.
    pub(super) most: f64,
}

/// The interval of the share that the parts have in all.
pub(super) fn share(rows: &[PartOf]) -> Figure<Interval> {
    if rows.is_empty() {
        return Figure::undefined(Undefined::EmptyInput);
    }
    let low = lowest(rows.iter().map(|row| (row.of, row.least)));
    let rest = lowest(rows.iter().map(|row| (row.of, 1.0 - row.most)));
    let span = low.zip(rest).map(|(low, rest)| Interval { low, high: (1.0 - rest).max(low) });
    span.map_or(Figure::undefined(Undefined::ZeroTotal), Figure::known)
}

/// The least mean of the parts over all amounts; `None` where all are surely zero.
fn lowest(rows: impl Iterator<Item = (Range, f64)>) -> Option<f64> {
    let mut rows: Vec<(Range, f64)> = rows.filter(|(of, _)| of.high() != Some(0)).collect();
    rows.sort_by(|one, other| one.1.total_cmp(&other.1));
    let top = |of: Range| of.high().unwrap_or(of.low());
    // What the rows from each cut on have at their lower ends, in all and as parts.
    let mut after = vec![(0_u128, 0.0); rows.len() + 1];
    let (mut total, mut parts) = (0_u128, Sum::default());
    for (at, &(of, part)) in rows.iter().enumerate().rev() {
        total += u128::from(of.low());
        parts.add(part * real(of.low()));
        after[at] = (total, parts.value());
    }
    let (mut total, mut parts) = (0_u128, Sum::default());
    let mut least: Option<f64> = None;
    for (at, &(rest, rest_parts)) in after.iter().enumerate() {
        if total + rest > 0 {
            let mean = (parts.value() + rest_parts) / real(total + rest);
            least = Some(least.map_or(mean, |least| least.min(mean)));
        }
        if let Some(&(of, part)) = rows.get(at) {
            total += u128::from(top(of));
            parts.add(part * real(top(of)));
        }
    }
    let open = rows.iter().filter(|(of, _)| of.is_open()).map(|row| row.1).reduce(f64::min);
    least.into_iter().chain(open).reduce(f64::min).map(|least| least.clamp(0.0, 1.0))
}

#[cfg(test)]
#[allow(clippy::range_plus_one, reason = "one more than drawn is what is meant")]
mod tests {
    use super::*;
    use crate::stat::ranged::Ranges;
    use rand_chacha::{
        ChaCha12Rng,
        rand_core::{Rng, SeedableRng},
    };

    fn ranged(low: u64, high: u64) -> Range {
        Range::between(low, high).unwrap()
    }

    fn near(found: Figure<Interval>, low: f64, high: f64) {
        let found = found.value().unwrap();
        assert!((found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn whole_rows_are_shared_as_two_sums_are() {
        let rows = [(ranged(20, 30), 1.0), (ranged(50, 80), 0.0)];
        let rows = rows.map(|(of, part)| PartOf { of, least: part, most: part });
        let total = |low, high| Ranges::of([(low, Some(high))]).unwrap().total();
        let same = total(20, 30).share_beside(total(50, 80)).value().unwrap().interval();
        assert_eq!(share(&rows), Figure::known(same));
    }

    #[test]
    fn an_open_amount_draws_the_share_to_its_part() {
        let rows = [
            PartOf { of: Range::from(10), least: 0.2, most: 0.3 },
            PartOf { of: Range::exact(10), least: 1.0, most: 1.0 },
        ];
        near(share(&rows), 0.2, 0.65);
    }

    #[test]
    fn nothing_has_no_share() {
        let zero = PartOf { of: Range::exact(0), least: 1.0, most: 1.0 };
        assert_eq!(share(&[zero]), Figure::undefined(Undefined::ZeroTotal));
        assert_eq!(share(&[]), Figure::undefined(Undefined::EmptyInput));
    }

    /// Against every amount at either end: a mean is largest and smallest at a corner.
    #[test]
    fn the_ends_are_those_of_the_corners() {
        let mut random = ChaCha12Rng::seed_from_u64(3);
        for _ in 0..300 {
            let row = |random: &mut ChaCha12Rng| {
                let low = random.next_u64() % 5;
                #[allow(clippy::cast_precision_loss, reason = "small")]
                let least = (random.next_u64() % 5) as f64 / 8.0;
                #[allow(clippy::cast_precision_loss, reason = "small")]
                let most = least + (random.next_u64() % 4) as f64 / 8.0;
                PartOf { of: ranged(low, low + random.next_u64() % 6), least, most }
            };
            let rows: Vec<PartOf> = (0..1 + random.next_u64() % 5).map(|_| row(&mut random)).collect();
            let mut ends: Option<(f64, f64)> = None;
            for corner in 0..1_u32 << rows.len() {
                let amounts: Vec<f64> = rows
                    .iter()
                    .enumerate()
                    .map(|(at, row)| {
                        real(if (corner >> at) & 1 == 1 { row.of.high().unwrap() } else { row.of.low() })
                    })
                    .collect();
                let total: f64 = amounts.iter().sum();
                if total == 0.0 {
                    continue;
                }
                let mean = |part: fn(&PartOf) -> f64| {
                    rows.iter().zip(&amounts).map(|(row, amount)| part(row) * amount).sum::<f64>() / total
                };
                let (low, high) = (mean(|row| row.least), mean(|row| row.most));
                ends = Some(ends.map_or((low, high), |ends| (ends.0.min(low), ends.1.max(high))));
            }
            match ends {
                Some((low, high)) => near(share(&rows), low, high),
                None => assert_eq!(share(&rows), Figure::undefined(Undefined::ZeroTotal)),
            }
        }
    }
}
