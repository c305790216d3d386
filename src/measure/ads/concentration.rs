//! `MoneyConcentration`: in how few hands, and in how few places, the money of a book is.
//!
//! # Limits
//! A sponsor is an account of the library: one organisation behind several accounts looks less concentrated than it is. Sponsors and
//! places with no money are in a book only where the library lists them.

use super::Shelf;
use crate::{
    model::{
        ads::{Currency, Dimension},
        number::{Figure, Interval, Undefined},
        range::RangeSum,
    },
    stat::{
        ranged::{End, Part, Policy, RangedShares, Ranges, Span, Tightness},
        real::real,
        shares::Shares,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What money is shared out among.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Sponsors of the book.
    Sponsor,
    /// Places of one kind.
    Place(Dimension),
}

impl Unit {
    /// What they are, in the plural or as a kind.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Sponsor => "sponsors".to_owned(),
            Self::Place(kind) => format!("places ({})", kind.label()),
        }
    }
}

/// How the money of one book and currency is shared out among its sponsors, or among its places of one kind.
///
/// # Definition
/// A unit's money is the sum of its rows, end by end. Units of which no row says an amount are counted in `without_spend` and in no
/// figure. Each measure is the interval over all amounts within the ranges ([`RangedShares`]), found by solving for the extremes; no
/// middle is taken for an amount. Only under a named policy does a point stand beside the interval.
///
/// `exact_share` is the part of the money at the lower ends that comes from rows with one amount: what the figures stand on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MoneyConcentration {
    /// What the money is shared out among.
    pub by: Unit,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// How many units have an amount.
    pub units: u64,
    /// How many units have none.
    pub without_spend: u64,
    /// The rows behind it: how many are one amount, how many open, and their sum.
    pub rows: RangeSum,
    /// The part of the lower ends that is exact, 0 to 1.
    pub exact_share: Figure,
    /// Each measure.
    pub measures: Vec<RangedMeasure>,
    /// How many units, the largest first, have half the money.
    pub half: Figure<Needed>,
    /// The band of the Lorenz curve, from the unit with the least money on; at most some sixty points.
    pub lorenz: Vec<LorenzBand>,
}

/// One measure of concentration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RangedMeasure {
    /// Its name, for instance `hhi`.
    pub measure: &'static str,
    /// The interval over all amounts within the ranges, and how each end was come by.
    pub span: Figure<Span>,
    /// Its value at the amounts that the policy chooses; `None` without a policy.
    pub point: Option<Figure>,
}

/// How many units are needed: an interval of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// The fewest that may do.
    pub fewest: u64,
    /// The most that may be needed.
    pub most: u64,
}

/// What the units with the least money have together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LorenzBand {
    /// How many units, those with the least first.
    pub units: u64,
    /// Which share of all units that is.
    pub share_of_units: f64,
    /// Their share of the money.
    pub share_of_money: Interval,
    /// That share at the amounts that the policy chooses.
    pub point: Option<f64>,
}

/// A measure by its name, from ranges and from amounts.
type Measure = (&'static str, fn(&RangedShares) -> Figure<Span>, fn(&Shares) -> Figure);

const MEASURES: &[Measure] = &[
    ("hhi", |ranged| Figure::known(ranged.hhi()), |shares| Figure::known(shares.hhi())),
    ("hhi_normalised", RangedShares::hhi_normalised, Shares::hhi_normalised),
    (
        "effective_number",
        |ranged| Figure::known(ranged.effective_number()),
        |shares| Figure::known(shares.hill_2()),
    ),
    ("cr_1", |ranged| Figure::known(ranged.cr(1)), |shares| Figure::known(shares.cr(1))),
    ("cr_4", |ranged| Figure::known(ranged.cr(4)), |shares| Figure::known(shares.cr(4))),
    ("top_tenth", |ranged| Figure::known(top_tenth(ranged)), |shares| Figure::known(shares.top_tenth())),
    ("gini", |ranged| Figure::known(ranged.gini()), |shares| Figure::known(shares.gini())),
    ("theil_t", |ranged| Figure::known(ranged.theil_t()), |shares| Figure::known(shares.theil_t())),
    (
        "shannon_nats",
        |ranged| Figure::known(ranged.shannon_nats()),
        |shares| Figure::known(shares.shannon_nats()),
    ),
    ("hoover", |ranged| Figure::known(ranged.hoover()), |shares| Figure::known(shares.hoover())),
];

/// What the largest tenth of the units has. Where the tenth parts a unit, both neighbouring points of the Lorenz band are weighed, whose
/// ends need not go together: then the ends are bounds.
fn top_tenth(ranged: &RangedShares) -> Span {
    let (below, rest) = (9 * ranged.units() / 10, 9 * ranged.units() % 10);
    let (under, above) =
        (ranged.cr(ranged.units() - below), ranged.cr(ranged.units() - below - usize::from(rest > 0)));
    if rest == 0 {
        return under;
    }
    let weight = real(rest as u64) / 10.0;
    let end = |under: End, above: End| End {
        value: under.value * (1.0 - weight) + above.value * weight,
        tightness: Tightness::Bound,
    };
    Span { low: end(under.low, above.low), high: end(under.high, above.high) }
}

/// The sum of a unit as a range of whole hundredths; a sum too large to write has an end that is open or the largest there is.
pub(super) fn range_of(sum: &RangeSum) -> (u64, Option<u64>) {
    let low = u64::try_from(sum.low).unwrap_or(u64::MAX);
    (low, sum.high().and_then(|high| u64::try_from(high).ok()))
}

pub(super) fn of(shelf: &Shelf, policy: Option<Policy>) -> Vec<MoneyConcentration> {
    let mut sums: BTreeMap<(Unit, Option<Currency>), BTreeMap<u32, RangeSum>> = BTreeMap::new();
    for fact in &shelf.facts {
        let place = fact.place.map(|at| (Unit::Place(shelf.records.places[at as usize].dimension), at));
        let sponsor = fact.sponsor.map(|at| (Unit::Sponsor, at));
        for (unit, at) in sponsor.into_iter().chain(place) {
            let sum = sums.entry((unit, fact.currency)).or_default().entry(at).or_default();
            fact.spend.into_iter().for_each(|spend| sum.add(spend));
        }
    }
    let has_money = |sums: &BTreeMap<u32, RangeSum>| sums.values().any(|sum| sum.terms > 0);
    let with_money = sums.into_iter().filter(|(_, sums)| has_money(sums));
    with_money.map(|((by, currency), sums)| one(by, currency, &sums, policy)).collect()
}

fn one(
    by: Unit,
    currency: Option<Currency>,
    sums: &BTreeMap<u32, RangeSum>,
    policy: Option<Policy>,
) -> MoneyConcentration {
    let known: Vec<&RangeSum> = sums.values().filter(|sum| sum.terms > 0).collect();
    let rows = known.iter().fold(RangeSum::default(), |all, sum| all.with(sum));
    let ranges =
        Ranges::of(known.iter().map(|sum| range_of(sum))).expect("a sum of ranges has its ends in order");
    let ranged = RangedShares::of(&ranges);
    let point = policy.map(|policy| shares_at(&ranges, policy));
    let measure = |&(measure, of_ranges, of_shares): &Measure| RangedMeasure {
        measure,
        span: Figure(ranged.0.as_ref().map_err(|why| *why).and_then(|ranged| of_ranges(ranged).0)),
        point: point.as_ref().map(|shares| {
            Figure(shares.0.as_ref().map_err(|why| *why).and_then(|shares| of_shares(shares).0))
        }),
    };
    MoneyConcentration {
        by,
        currency,
        units: known.len() as u64,
        without_spend: (sums.len() - known.len()) as u64,
        exact_share: match rows.low {
            0 => Figure::undefined(Undefined::ZeroTotal),
            low => Figure::known(real(rows.exact_sum) / real(low)),
        },
        rows,
        measures: MEASURES.iter().map(measure).collect(),
        half: Figure(ranged.0.as_ref().map_err(|why| *why).map(needed)),
        lorenz: ranged.0.as_ref().map_or_else(
            |_| Vec::new(),
            |ranged| lorenz(ranged, point.as_ref().and_then(|shares| shares.0.as_ref().ok())),
        ),
    }
}

/// The shares at the amounts that a policy chooses; undefined where it chooses none, for an end is open.
fn shares_at(ranges: &Ranges, policy: Policy) -> Figure<Shares> {
    ranges.at(policy).map_or(Figure::undefined(Undefined::OpenEnd), |amounts| Shares::of(&amounts))
}

fn needed(ranged: &RangedShares) -> Needed {
    let needed = ranged.units_needed(Part::HALF);
    Needed { fewest: needed.fewest as u64, most: needed.most as u64 }
}

/// The band at forty even steps and at each of the twenty largest units, where the curve is steepest.
fn lorenz(ranged: &RangedShares, point: Option<&Shares>) -> Vec<LorenzBand> {
    const STEPS: usize = 40;
    const LARGEST: usize = 20;
    let n = ranged.units();
    let even = (0..=STEPS).map(|step| n * step / STEPS);
    let at: BTreeSet<usize> = even.chain(n.saturating_sub(LARGEST)..=n).collect();
    let curve = point.map(Shares::lorenz);
    let band = |units: usize| LorenzBand {
        units: units as u64,
        share_of_units: real(units as u64) / real(n as u64),
        share_of_money: ranged.lorenz(units).interval(),
        point: curve.as_ref().map(|curve| curve[units]),
    };
    at.into_iter().map(band).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::ads::{AdAudit, AdChoices, tests::book},
        model::{
            ads::{AdFact, AdRecords, Level, Sponsor},
            id::SourceId,
            range::Range,
        },
    };
    use rand_chacha::{
        ChaCha12Rng,
        rand_core::{Rng, SeedableRng},
    };

    fn spent(amounts: &[Range]) -> AdRecords {
        let fact = |(at, &spend): (usize, &Range)| AdFact {
            sponsor: Some(u32::try_from(at).unwrap()),
            spend: Some(spend),
            ..AdFact::new(SourceId(0), 2, 0)
        };
        AdRecords {
            books: vec![book(Level::Ad)],
            sponsors: vec![Sponsor::default(); amounts.len()],
            facts: amounts.iter().enumerate().map(fact).collect(),
            ..AdRecords::default()
        }
    }

    fn of(records: &AdRecords, policy: Option<Policy>) -> MoneyConcentration {
        let choices = AdChoices { policy, ..AdChoices::default() };
        AdAudit::with(records, &choices).books[0].concentration[0].clone()
    }

    fn named(found: &MoneyConcentration, measure: &str) -> RangedMeasure {
        found.measures.iter().find(|of| of.measure == measure).unwrap().clone()
    }

    #[test]
    fn exact_amounts_leave_no_interval() {
        let found = of(&spent(&[6, 2, 2].map(Range::exact)), None);
        let hhi = named(&found, "hhi").span.value().unwrap();
        assert!((hhi.low.value - 0.44).abs() < 1e-15 && (hhi.high.value - 0.44).abs() < 1e-15);
        assert_eq!(found.half, Figure::known(Needed { fewest: 1, most: 1 }));
        assert_eq!((found.exact_share, named(&found, "hhi").point), (Figure::known(1.0), None));
    }

    #[test]
    fn a_point_is_given_under_a_policy_alone() {
        let open = spent(&[Range::exact(4), Range::from(4)]);
        assert_eq!(named(&of(&open, None), "hhi").point, None);
        let middle = named(&of(&open, Some(Policy::Midpoint)), "hhi").point.unwrap();
        assert_eq!(middle, Figure::undefined(Undefined::OpenEnd));
        assert_eq!(named(&of(&open, Some(Policy::Lower)), "hhi").point, Some(Figure::known(0.5)));
    }

    #[test]
    fn one_sponsor_has_everything_and_no_normalised_index() {
        let found = of(&spent(&[Range::exact(7)]), None);
        assert_eq!(named(&found, "hhi_normalised").span, Figure::undefined(Undefined::OneUnit));
        assert!(named(&found, "cr_4").span.value().unwrap().low.value >= 1.0);
    }

    #[test]
    fn nothing_spent_is_undefined_and_not_zero() {
        let found = of(&spent(&[Range::exact(0); 2]), None);
        assert_eq!(named(&found, "gini").span, Figure::undefined(Undefined::ZeroTotal));
        assert_eq!((found.half, found.lorenz.len()), (Figure::undefined(Undefined::ZeroTotal), 0));
    }

    /// The bucket of Meta's API, or of Google's older bundle, that an amount lies in.
    fn bucket(amount: u64, is_meta: bool) -> Range {
        let ends: &[u64] = if is_meta {
            &[
                0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_500, 2_000, 2_500, 3_000, 5_000,
                10_000, 50_000,
            ]
        } else {
            &[0, 101, 1_001, 50_001]
        };
        let at = ends.partition_point(|&end| end <= amount);
        ends.get(at)
            .map_or(Range::from(ends[at - 1]), |&next| Range::between(ends[at - 1], next - 1).unwrap())
    }

    /// Planted truth: amounts that are known, written as a library writes them.
    #[test]
    fn every_interval_holds_the_truth_behind_the_buckets() {
        let mut random = ChaCha12Rng::seed_from_u64(41);
        for world in 0..150 {
            let sponsors = 1 + random.next_u64() % 40;
            let amount = |random: &mut ChaCha12Rng| {
                let size = 10_u64.pow(u32::try_from(1 + random.next_u64() % 5).unwrap());
                random.next_u64() % size
            };
            let truth: Vec<u64> = (0..sponsors).map(|_| amount(&mut random)).collect();
            // One in four is known to the unit.
            let coarse: Vec<Range> = truth
                .iter()
                .map(|&amount| match random.next_u64() % 4 {
                    0 => Range::exact(amount),
                    of => bucket(amount, of < 3),
                })
                .collect();
            if truth.iter().all(|&amount| amount == 0) {
                continue;
            }
            let exact: Vec<Range> = truth.iter().map(|&amount| Range::exact(amount)).collect();
            let (known, found) = (of(&spent(&exact), Some(Policy::Lower)), of(&spent(&coarse), None));
            for (truth, ranged) in known.measures.iter().zip(&found.measures) {
                let (Some(truth), Some(span)) = (truth.point.unwrap().value(), ranged.span.value()) else {
                    continue;
                };
                let held = span.low.value - 1e-9 <= truth && truth <= span.high.value + 1e-9;
                assert!(held, "world {world}, {}: {truth} in {span:?}", ranged.measure);
            }
            let (half, truly) = (found.half.value().unwrap(), known.half.value().unwrap());
            assert!(half.fewest <= truly.fewest && truly.most <= half.most, "world {world}");
            for (truth, band) in known.lorenz.iter().zip(&found.lorenz) {
                let at = truth.point.unwrap();
                assert!(band.share_of_money.low - 1e-9 <= at && at <= band.share_of_money.high + 1e-9);
            }
        }
    }
}
