//! Every interval against all values within small ranges.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

use super::{End, Part, Policy, RangedShares, Ranges, Span, Tightness};
use crate::model::number::{Figure, Interval, Undefined};
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
        let slack = if falls { (slack, 1e-3) } else { (1e-3, slack) };
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

/// Brute force over the corners alone, where the largest figures are.
fn at_corners(ranges: &[(u64, Option<u64>)]) -> Vec<Vec<f64>> {
    let ends = |&(low, high): &(u64, Option<u64>)| {
        let high = high.expect("closed ranges");
        if low < high { vec![real(low), real(high)] } else { vec![real(low)] }
    };
    ranges.iter().map(ends).fold(vec![vec![]], |all, ends| {
        let grown = |start: &Vec<f64>| {
            let start = start.clone();
            ends.clone().into_iter().map(move |end| [&start[..], &[end]].concat())
        };
        all.iter().flat_map(grown).collect()
    })
}

/// Fifteen units: more corners than are looked at.
fn many(random: &mut ChaCha12Rng, are_nested: bool) -> Vec<(u64, Option<u64>)> {
    let range = |unit| {
        let low = if are_nested { below(random, 60) } else { 10 + 5 * unit };
        let high = if are_nested { low + 1 + below(random, 90) } else { low + 20 + unit + below(random, 2) };
        (low, Some(high))
    };
    (0..15).map(range).collect()
}

#[test]
fn the_ladder_finds_the_largest_of_ranges_that_do_not_lie_in_each_other_and_bounds_all_others() {
    let mut random = ChaCha12Rng::seed_from_u64(31);
    for are_nested in [false, true] {
        let ranges = many(&mut random, are_nested);
        let ranged = ranged(&ranges).expect("a total above zero");
        let all: Vec<Shares> = at_corners(&ranges).iter().map(|values| shares(values)).collect();
        for (name, span, exact) in MEASURES {
            let (found, span) = (range_of(all.iter().map(exact)), span(&ranged));
            let falls = ["effective number", "entropy", "two smallest"].contains(name);
            let slack = if falls { (1e-12, 1.0) } else { (1.0, 1e-12) };
            check(name, span, found, slack, &ranges);
            let end = if falls { span.low } else { span.high };
            let is_exact = !are_nested || name.contains("largest") || name.contains("smallest");
            assert_eq!(end.tightness == Tightness::Attained, is_exact, "{name}");
        }
    }
}

#[test]
fn exact_values_have_the_figures_of_their_shares() {
    let mut random = ChaCha12Rng::seed_from_u64(32);
    for _ in 0..100 {
        let values: Vec<u64> = (0..1 + below(&mut random, 40)).map(|_| random.next_u64() >> 20).collect();
        let ranged = RangedShares::of(&Ranges::exact(&values)).value().expect("a total above zero");
        let exact_shares = shares(&reals(&values));
        for (name, span, exact) in MEASURES {
            let (span, exact) = (span(&ranged), exact(&exact_shares));
            for end in [span.low, span.high] {
                assert!((end.value - exact).abs() <= 1e-12 * exact.max(1.0), "{name} {end:?} {exact}");
                assert_eq!(end.tightness, Tightness::Attained, "{name}");
            }
        }
    }
}

#[test]
fn a_wider_range_never_narrows_an_interval() {
    let mut random = ChaCha12Rng::seed_from_u64(33);
    for _ in 0..300 {
        let narrow = some(&mut random, 9);
        let at = usize::try_from(below(&mut random, narrow.len() as u64)).expect("a unit");
        let mut wide = narrow.clone();
        wide[at].0 = wide[at].0.saturating_sub(below(&mut random, 3));
        wide[at].1 = wide[at].1.map(|high| high + below(&mut random, 3));
        let people: Vec<u64> = narrow.iter().map(|_| 1 + below(&mut random, 4)).collect();
        let (Some(inner), Some(outer)) = (ranged(&narrow), ranged(&wide)) else { continue };
        for (name, span, _) in MEASURES {
            contains(name, span(&outer), span(&inner));
        }
        let d = |ranges: &[_]| {
            Ranges::of(ranges.iter().copied()).and_then(|of| of.dissimilarity(&people).value())
        };
        contains("D", d(&wide).expect("a total"), d(&narrow).expect("a total"));
    }
}

fn contains(name: &str, outer: Span, inner: Span) {
    let is_wider = outer.low.value <= inner.low.value + 1e-12 && inner.high.value <= outer.high.value + 1e-12;
    assert!(is_wider, "{name} {outer:?} {inner:?}");
}

#[test]
fn units_needed_are_the_fewest_and_the_most_of_all_values() {
    let mut random = ChaCha12Rng::seed_from_u64(34);
    for _ in 0..300 {
        let ranges = some(&mut random, 4);
        let Some(ranged) = ranged(&ranges) else { continue };
        let of = 1 + below(&mut random, 4);
        let part = Part::new(u32::try_from(of).expect("small"), 5).expect("a part");
        let needed = |values: &Vec<u64>| {
            let mut values = values.clone();
            values.sort_unstable_by(|one, other| other.cmp(one));
            let total: u64 = values.iter().sum();
            (1..=values.len()).find(|&k| values[..k].iter().sum::<u64>() * 5 >= of * total)
        };
        let all: Vec<_> = inside(&ranges, &[0, 1, 2, 3, 4, 5, 1_000]).iter().filter_map(needed).collect();
        let found = ranged.units_needed(part);
        assert_eq!(Some(&found.fewest), all.iter().min(), "{ranges:?} {part:?}");
        assert_eq!(Some(&found.most), all.iter().max(), "{ranges:?} {part:?}");
    }
}

#[test]
fn shares_and_ratios_of_parts_are_those_of_all_values() {
    let mut random = ChaCha12Rng::seed_from_u64(35);
    for _ in 0..300 {
        let ranges = some(&mut random, 4);
        let cut = usize::try_from(below(&mut random, 1 + ranges.len() as u64)).expect("a unit");
        let total = |ranges: &[_]| Ranges::of(ranges.iter().copied()).expect("ends in order").total();
        let (part, rest) = (total(&ranges[..cut]), total(&ranges[cut..]));
        let all = inside(&ranges, &[0, 1, 1_000_000_000]);
        let sums = all
            .iter()
            .map(|values| (real(values[..cut].iter().sum::<u64>()), real(values[cut..].iter().sum::<u64>())));
        match part.share_beside(rest).value() {
            None => assert!(all.is_empty(), "{ranges:?}"),
            Some(span) => {
                let found = range_of(sums.clone().map(|(part, rest)| part / (part + rest)));
                check("share", span, found, (1e-6, 1e-6), &ranges);
            }
        }
        let ratios = range_of(sums.filter(|sums| sums.1 > 0.0).map(|(part, rest)| part / rest));
        match part.over(rest).value() {
            None => assert_eq!(rest.high, Some(0)),
            Some(ratio) => {
                let high = ratio.high.unwrap_or(End::limit(f64::MAX));
                let slack = if ratio.high.is_some() { 1e-6 } else { f64::INFINITY };
                let has_no_end = ratios.1 > 1e6 || rest.low == 0;
                assert!(ratio.high.is_some() || has_no_end, "{ranges:?}");
                check("ratio", Span { low: ratio.low, high }, ratios, (1e-6, slack), &ranges);
            }
        }
    }
}

#[test]
fn the_share_of_a_unit_is_that_of_all_values() {
    let mut random = ChaCha12Rng::seed_from_u64(36);
    for _ in 0..200 {
        let ranges = some(&mut random, 4);
        let spans = Ranges::of(ranges.iter().copied()).expect("ends in order").unit_shares().value();
        let all = inside(&ranges, &[0, 1, 1_000_000_000]);
        for (unit, span) in spans.into_iter().flatten().enumerate() {
            let share = |values: &Vec<u64>| real(values[unit]) / real(values.iter().sum::<u64>());
            check("unit", span, range_of(all.iter().map(share)), (1e-6, 1e-6), &ranges);
        }
    }
}

fn distance(values: &[f64], people: &[u64]) -> f64 {
    let (total, everybody) = (values.iter().sum::<f64>(), real(people.iter().sum::<u64>()));
    let gap = |(value, people): (&f64, &u64)| (value / total - real(*people) / everybody).abs();
    values.iter().zip(people).map(gap).sum::<f64>() / 2.0
}

/// All values on a grid of quarters, for up to three units.
fn quarters(ranges: &[(u64, Option<u64>)], open: &[u64]) -> Vec<Vec<f64>> {
    let four = |value: u64| 4 * value;
    let fine: Vec<_> = ranges.iter().map(|&(low, high)| (four(low), high.map(four))).collect();
    let quarter = |values: &Vec<u64>| values.iter().map(|&value| real(value) / 4.0).collect();
    inside(&fine, open).iter().map(quarter).collect()
}

#[test]
fn dissimilarity_is_that_of_all_values() {
    let mut random = ChaCha12Rng::seed_from_u64(37);
    for _ in 0..150 {
        let mut ranges = some(&mut random, 4);
        ranges.truncate(3);
        let people: Vec<u64> = ranges.iter().map(|_| below(&mut random, 4)).collect();
        let spent = Ranges::of(ranges.iter().copied()).expect("ends in order");
        let Some(span) = spent.dissimilarity(&people).value() else { continue };
        let all = quarters(&ranges, &[0, 1, 3, 6, 10, 20, 40, 1_000_000_000_000]);
        let found = range_of(all.iter().map(|values| distance(values, &people)));
        let nearest = least_distance(&ranges, &people);
        check("D", span, (found.0.min(nearest), found.1), (1e-3, 1e-6), &ranges);
    }
}

/// The smallest D of values that follow the units' own parts of some total as far as the ranges let them.
fn least_distance(ranges: &[(u64, Option<u64>)], people: &[u64]) -> f64 {
    let everybody = real(people.iter().sum::<u64>());
    let at = |total: f64| {
        let value = |(&(low, high), &people): (&(u64, Option<u64>), &u64)| {
            (real(people) / everybody * total).max(real(low)).min(high.map_or(f64::INFINITY, real))
        };
        let values: Vec<f64> = ranges.iter().zip(people).map(value).collect();
        if values.iter().sum::<f64>() > 0.0 { distance(&values, people) } else { 1.0 }
    };
    let near = (1..=4_000_u64).map(|step| at(real(step) / 100.0));
    let far = (-40..=60).map(|power| at(f64::exp2(f64::from(power))));
    near.chain(far).fold(1.0, f64::min)
}

#[test]
fn dissimilarity_beyond_all_corners_is_bounded() {
    let mut random = ChaCha12Rng::seed_from_u64(38);
    for _ in 0..3 {
        let ranges = many(&mut random, true);
        let people: Vec<u64> = ranges.iter().map(|_| 1 + below(&mut random, 50)).collect();
        let spent = Ranges::of(ranges.iter().copied()).expect("ends in order");
        let span = spent.dissimilarity(&people).value().expect("a total above zero");
        let found = range_of(at_corners(&ranges).iter().map(|values| distance(values, &people)));
        assert_eq!(span.high.tightness, Tightness::Bound);
        assert!(found.1 <= span.high.value && span.high.value <= found.1 + 0.03, "{found:?} {span:?}");
    }
}

#[test]
fn figures_of_nothing_are_undefined() {
    let why =
        |ranges: &[_]| RangedShares::of(&Ranges::of(ranges.iter().copied()).expect("in order")).map(|_| ());
    assert_eq!(why(&[]).0, Err(Undefined::EmptyInput));
    assert_eq!(why(&[(0, Some(0)), (0, Some(0))]).0, Err(Undefined::ZeroTotal));
    assert_eq!(why(&[(0, Some(0)), (0, Some(1))]).0, Ok(()));
    let one = ranged(&[(3, Some(8))]).expect("a total above zero");
    assert_eq!(one.hhi_normalised(), Figure::undefined(Undefined::OneUnit));
    assert_eq!(one.hhi().interval(), Interval { low: 1.0, high: 1.0 });
    let nobody = Ranges::exact(&[1, 2]).dissimilarity(&[0, 0]);
    assert_eq!(nobody, Figure::undefined(Undefined::ZeroMargin));
}

#[test]
fn a_point_of_a_policy_is_in_the_interval() {
    let mut random = ChaCha12Rng::seed_from_u64(39);
    for _ in 0..200 {
        let ranges = some(&mut random, 4);
        let spent = Ranges::of(ranges.iter().copied()).expect("ends in order");
        for policy in [Policy::Lower, Policy::Midpoint, Policy::OpenIsLower] {
            let Some(amounts) = spent.at(policy) else { continue };
            let Some(shares) = Shares::of(&amounts).value() else { continue };
            let ranged = RangedShares::of(&spent).value().expect("a total above zero");
            for (name, span, exact) in MEASURES {
                let (span, point) = (span(&ranged), exact(&shares));
                check(name, span, (point, point), (f64::INFINITY, f64::INFINITY), &ranges);
            }
        }
    }
}

#[test]
fn the_largest_whole_numbers_are_added_without_overflow() {
    let spent = Ranges::of((0..1_000).map(|unit| (u64::MAX - unit, Some(u64::MAX)))).expect("in order");
    let ranged = RangedShares::of(&spent).value().expect("a total above zero");
    assert!((ranged.hhi().high.value - 0.001).abs() < 1e-12);
    assert!(ranged.gini().high.value < 1e-12);
    assert_eq!(ranged.units_needed(Part::HALF).most, 500);
}
