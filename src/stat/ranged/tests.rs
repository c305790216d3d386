//! Every interval against all values within small ranges.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

use super::{End, Part, RangedShares, Ranges, Span, Tightness};
use crate::stat::{amounts::Amounts, real::real, shares::Shares};

type Measure = (&'static str, fn(&RangedShares) -> Span, fn(&Shares) -> f64);

const MEASURES: &[Measure] = &[
    ("hhi", RangedShares::hhi, Shares::hhi),
    ("effective number", RangedShares::effective_number, Shares::hill_2),
    ("gini", RangedShares::gini, Shares::gini),
    ("theil", RangedShares::theil_t, Shares::theil_t),
    ("entropy", RangedShares::shannon_nats, Shares::shannon_nats),
    ("hoover", RangedShares::hoover, Shares::hoover),
    ("largest", |ranged| ranged.cr(1), |shares| shares.cr(1)),
    ("two largest", |ranged| ranged.cr(2), |shares| shares.cr(2)),
    ("two smallest", |ranged| ranged.lorenz(2), |shares| shares.lorenz().get(2).copied().unwrap_or(1.0)),
];

fn below(random: &mut ChaCha12Rng, end: u64) -> u64 {
    random.next_u64() % end
}

/// Up to five units with small ranges, one in `open_in` of them open.
fn some(random: &mut ChaCha12Rng, open_in: u64) -> Vec<(u64, Option<u64>)> {
    let units = 1 + below(random, 5);
    let range = |_| {
        let low = below(random, 6) * below(random, 2);
        let high = low + below(random, 5);
        (low, (below(random, open_in) > 0).then_some(high))
    };
    (0..units).map(range).collect()
}

/// All whole numbers within the ranges whose total is above zero; open ends end at `open`.
fn inside(ranges: &[(u64, Option<u64>)], open: &[u64]) -> Vec<Vec<u64>> {
    let mut all = vec![vec![]];
    for &(low, high) in ranges {
        let values: Vec<u64> =
            high.map_or_else(|| open.iter().map(|more| low + more).collect(), |high| (low..=high).collect());
        all = all
            .iter()
            .flat_map(|start: &Vec<u64>| values.iter().map(|&value| [&start[..], &[value]].concat()))
            .collect();
    }
    all.retain(|values| values.iter().sum::<u64>() > 0);
    all
}

fn shares(values: &[f64]) -> Shares {
    Shares::of(&Amounts::of(values).expect("amounts")).value().expect("a total above zero")
}

fn reals(values: &[u64]) -> Vec<f64> {
    values.iter().map(|&value| real(value)).collect()
}

fn ranged(ranges: &[(u64, Option<u64>)]) -> Option<RangedShares> {
    RangedShares::of(&Ranges::of(ranges.iter().copied()).expect("ends in order")).value()
}

/// The values at fine steps of a common level, as far as the ranges let them.
fn levelled(ranges: &[(u64, Option<u64>)]) -> Vec<Vec<f64>> {
    let at = |level: f64| -> Vec<f64> {
        let value =
            |&(low, high): &(u64, Option<u64>)| level.max(real(low)).min(high.map_or(f64::INFINITY, real));
        ranges.iter().map(value).collect()
    };
    (1..=1_200_u64)
        .map(|step| at(real(step) / 100.0))
        .filter(|values| values.iter().sum::<f64>() > 0.0)
        .collect()
}

fn range_of(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

fn check(name: &str, span: Span, found: (f64, f64), slack: (f64, f64), ranges: &[(u64, Option<u64>)]) {
    let told = |end: End| end.tightness != Tightness::Bound;
    let (low, high) = (span.low.value, span.high.value);
    assert!(low <= found.0 + 1e-12 && found.1 <= high + 1e-12, "{name} {ranges:?} {found:?} {span:?}");
    assert!(!told(span.low) || found.0 <= low + slack.0, "{name} low {ranges:?} {found:?} {span:?}");
    assert!(!told(span.high) || found.1 >= high - slack.1, "{name} high {ranges:?} {found:?} {span:?}");
}

fn compare(ranges: &[(u64, Option<u64>)], open: &[u64], slack: f64) {
    let Some(ranged) = ranged(ranges) else { return };
    let mut all: Vec<Shares> = inside(ranges, open).iter().map(|values| shares(&reals(values))).collect();
    all.extend(levelled(ranges).iter().map(|values| shares(values)));
    for (name, span, exact) in MEASURES {
        let found = range_of(all.iter().map(exact));
        // Entropy, effective number and what the smallest have are most where others are least.
        let falls = ["effective number", "entropy", "two smallest"].contains(name);
        let slack = if falls { (slack, 1e-4) } else { (1e-4, slack) };
        check(name, span(&ranged), found, slack, ranges);
    }
}

#[test]
fn every_value_within_closed_ranges_is_in_the_interval_and_some_are_at_its_ends() {
    let mut random = ChaCha12Rng::seed_from_u64(29);
    for _ in 0..150 {
        compare(&some(&mut random, u64::MAX), &[], 1e-12);
    }
}

#[test]
fn every_value_within_open_ranges_is_in_the_interval_and_some_come_near_its_ends() {
    let mut random = ChaCha12Rng::seed_from_u64(30);
    for _ in 0..100 {
        compare(&some(&mut random, 3), &[0, 1, 2, 5, 1_000_000_000], 1e-5);
    }
}
