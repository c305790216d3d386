//! `TwoByTwo`: a group in and out of a segment, and how far the segment singles it out.
//!
//! # Definition
//! With a = group in the segment, b = group outside, c = the rest in the segment, d = the rest outside: K = a + b,
//! n = a + c, N = a + b + c + d. The lift is (a/n) / (K/N): its baseline is everybody, the segment included.
//!
//! # Reference
//! Isard 1960 (location quotient); Wilson 1927 (its interval).

use super::{hypergeometric::Hypergeometric, interval::Proportion, real::real};
use crate::model::number::{Figure, Interval, Undefined};

/// Four counts of people.
///
/// # Example
/// The village's segment holds Cem, Dot and Eve. Two of its three members live in North, as four of seven people do: the
/// lift is (2/3) / (4/7) = 7/6, and drawing two or more of the four by chance has a probability of 22/35.
/// ```
/// use bystander::stat::two_by_two::TwoByTwo;
/// let table = TwoByTwo::of_margins(2, 4, 3, 7).unwrap();
/// assert!((table.lift().value().unwrap() - 7.0 / 6.0).abs() < 1e-15);
/// assert!((table.enrichment_p().value().unwrap() - 22.0 / 35.0).abs() < 1e-15);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoByTwo {
    /// a: of the group, in the segment.
    pub group_in: u64,
    /// b: of the group, outside.
    pub group_out: u64,
    /// c: of the rest, in the segment.
    pub rest_in: u64,
    /// d: of the rest, outside.
    pub rest_out: u64,
}

impl TwoByTwo {
    /// The table from its margins: `both` in group and segment, `group` and `segment` of `population` people. `None`
    /// where they cannot all be true.
    #[must_use]
    pub fn of_margins(both: u64, group: u64, segment: u64, population: u64) -> Option<Self> {
        let group_out = group.checked_sub(both)?;
        let rest_in = segment.checked_sub(both)?;
        let rest_out = (population + both).checked_sub(group)?.checked_sub(segment)?;
        Some(Self { group_in: both, group_out, rest_in, rest_out })
    }

    /// K, the group.
    #[must_use]
    pub fn group(self) -> u64 {
        self.group_in + self.group_out
    }

    /// N - K, the rest.
    #[must_use]
    pub fn rest(self) -> u64 {
        self.rest_in + self.rest_out
    }

    /// n, the segment.
    #[must_use]
    pub fn segment(self) -> u64 {
        self.group_in + self.rest_in
    }

    /// N, everybody.
    #[must_use]
    pub fn population(self) -> u64 {
        self.group() + self.rest()
    }

    /// a/n, the group's share of the segment, 0 to 1.
    #[must_use]
    pub fn share_in_segment(self) -> Figure {
        self.of(|| Figure::ratio(self.group_in, self.segment(), Undefined::EmptySegment))
    }

    /// K/N, the group's share of everybody, 0 to 1.
    #[must_use]
    pub fn share_in_population(self) -> Figure {
        Figure::ratio(self.group(), self.population(), Undefined::EmptyInput)
    }

    /// The members that the segment would have of the group if it held as many of it as everybody does: K n/N.
    #[must_use]
    pub fn expected(self) -> Figure {
        self.of(|| Figure::known(real(self.group()) * real(self.segment()) / real(self.population())))
    }

    /// Lift, or location quotient: (a/n) / (K/N), 0 upwards; 1 where the segment mirrors everybody.
    #[must_use]
    pub fn lift(self) -> Figure {
        self.tested(|| {
            let product = u128::from(self.group_in) * u128::from(self.population());
            real(product) / real(u128::from(self.group()) * u128::from(self.segment()))
        })
    }

    /// Wilson's interval of a/n over K/N, which is taken as fixed.
    #[must_use]
    pub fn lift_interval(self) -> Figure<Interval> {
        let base = real(self.group()) / real(self.population());
        let scaled = |wilson: Interval| Interval { low: wilson.low / base, high: wilson.high / base };
        let share = Proportion::of(self.group_in, self.segment());
        let wilson = share.map_or(Figure::undefined(Undefined::EmptySegment), Proportion::wilson);
        Figure(self.tested(|| ()).0.and(wilson.map(scaled).0))
    }

    /// (a/n) / (b/(N - n)): against those outside the segment. Another number than the lift.
    #[must_use]
    pub fn lift_vs_outside(self) -> Figure {
        let inside = u128::from(self.group_in) * u128::from(self.group_out + self.rest_out);
        let outside = u128::from(self.group_out) * u128::from(self.segment());
        self.tested(|| ()).0.map_or_else(Figure::undefined, |()| quotient(inside, outside))
    }

    /// ad and bc.
    pub(super) fn products(self) -> (u128, u128) {
        let straight = u128::from(self.group_in) * u128::from(self.rest_out);
        (straight, u128::from(self.group_out) * u128::from(self.rest_in))
    }

    /// What a would be, were the segment drawn at random.
    pub(super) fn count(self) -> Hypergeometric {
        Hypergeometric::new(self.population(), self.group(), self.segment())
            .expect("group and segment are parts of the population")
    }

    /// The figure, unless there are no people.
    pub(super) fn of<T>(self, figure: impl FnOnce() -> Figure<T>) -> Figure<T> {
        if self.population() == 0 { Figure::undefined(Undefined::EmptyInput) } else { figure() }
    }

    /// The value, unless segment or group are empty: then no test is done.
    pub(super) fn tested<T>(self, value: impl FnOnce() -> T) -> Figure<T> {
        self.of(|| match (self.segment(), self.group()) {
            (0, _) => Figure::undefined(Undefined::EmptySegment),
            (_, 0) => Figure::undefined(Undefined::EmptyGroup),
            _ => Figure::known(value()),
        })
    }
}

/// `over / under`, or why there is none.
pub(super) fn quotient(over: u128, under: u128) -> Figure {
    match (over, under) {
        (0, 0) => Figure::undefined(Undefined::ZeroOverZero),
        (_, 0) => Figure::undefined(Undefined::ZeroDenominator),
        _ => Figure::known(real(over) / real(under)),
    }
}
