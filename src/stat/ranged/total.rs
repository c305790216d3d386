//! `Total`: sums of ranges, and the shares and ratios of such sums.

use super::{End, Range, Ranges, Span};
use crate::{
    model::number::{Figure, Undefined},
    stat::real::real,
};

/// A sum of values that are known as ranges. One open end makes the sum open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The sum of the low ends.
    pub low: u128,
    /// The sum of the high ends; `None` where one is open.
    pub high: Option<u128>,
}

impl FromIterator<Range> for Total {
    fn from_iter<I: IntoIterator<Item = Range>>(ranges: I) -> Self {
        ranges.into_iter().fold(Self { low: 0, high: Some(0) }, |sum, (low, high)| Self {
            low: sum.low + u128::from(low),
            high: sum.high.zip(high).map(|(sum, high)| sum + u128::from(high)),
        })
    }
}

/// A ratio of two sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The smallest ratio, 0 or more.
    pub low: End,
    /// The largest ratio; `None` where it has no upper end, for the dividend is open or the divisor may be nearly
    /// nothing.
    pub high: Option<End>,
}

impl Total {
    /// The share of this sum in itself and `rest` together, which has none of its units: 0 to 1.
    ///
    /// # Definition
    /// The share a/(a + b) grows with a and falls with b, so that its ends are low a beside high b, and high a beside
    /// low b. It is 0 where nothing stands beside something, and goes to 0 or 1 where one of the two is open.
    ///
    /// # Example
    /// Between 20 and 30 of the money went to seven places, between 50 and 80 elsewhere: 20 of 100 is the least, 30
    /// of 80 the most.
    /// ```
    /// use bystander::stat::ranged::{Ranges, Total};
    /// let total = |low, high| Ranges::of([(low, high)]).unwrap().total();
    /// let share = total(20, Some(30)).share_beside(total(50, Some(80))).value().unwrap();
    /// assert_eq!((share.low.value, share.high.value), (0.2, 0.375));
    /// ```
    #[must_use]
    pub fn share_beside(self, rest: Self) -> Figure<Span> {
        if self.high == Some(0) && rest.high == Some(0) {
            return Figure::undefined(Undefined::ZeroTotal);
        }
        let low = match rest.high {
            Some(0) => End::attained(1.0),
            _ if self.low == 0 => End::attained(0.0),
            None => End::limit(0.0),
            Some(high) => End::attained(real(self.low) / real(self.low + high)),
        };
        let high = match self.high {
            Some(0) => End::attained(0.0),
            _ if rest.low == 0 => End::attained(1.0),
            None => End::limit(1.0),
            Some(high) => End::attained(real(high) / real(high + rest.low)),
        };
        Figure::known(Span { low, high })
    }

    /// This sum over `other`, which has none of its units: 0 or more. Undefined where the other is surely nothing.
    #[must_use]
    pub fn over(self, other: Self) -> Figure<Ratio> {
        let low = match other.high {
            Some(0) => return Figure::undefined(Undefined::ZeroDenominator),
            _ if self.low == 0 => End::attained(0.0),
            None => End::limit(0.0),
            Some(high) => End::attained(real(self.low) / real(high)),
        };
        let high = match self.high {
            Some(0) => Some(End::attained(0.0)),
            Some(high) if other.low > 0 => Some(End::attained(real(high) / real(other.low))),
            _ => None,
        };
        Figure::known(Ratio { low, high })
    }

    /// The location quotient of this sum: its share beside `rest`, over the fixed share of `residents` in `all` of
    /// them; 0 or more, 1 where both shares are the same. Undefined where no residents are there.
    #[must_use]
    pub fn location_quotient(self, rest: Self, residents: u64, all: u64) -> Figure<Span> {
        if residents == 0 {
            return Figure::undefined(Undefined::ZeroDenominator);
        }
        self.share_beside(rest).map(|share| share.rising(|share| share * (real(all) / real(residents))))
    }
}

impl Ranges {
    /// The share of each unit in the total, in the order of the units: 0 to 1. The ends of different units do not go
    /// together. Undefined without units (`empty_input`) and where the total is surely zero (`zero_total`).
    ///
    /// # Example
    /// ```
    /// use bystander::stat::ranged::Ranges;
    /// let spent = Ranges::of([(1, Some(3)), (1, Some(1)), (0, None)]).unwrap();
    /// let shares = spent.unit_shares().value().unwrap();
    /// assert_eq!((shares[0].low.value, shares[0].high.value), (0.0, 0.75));
    /// assert_eq!((shares[2].low.value, shares[2].high.value), (0.0, 1.0));
    /// ```
    #[must_use]
    pub fn unit_shares(&self) -> Figure<Vec<Span>> {
        if self.units().is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        let low = self.total().low;
        let open = self.units().iter().filter(|range| range.1.is_none()).count();
        let closed: u128 = self.units().iter().filter_map(|range| range.1).map(u128::from).sum();
        let share = |&(own_low, own_high): &Range| {
            let others_open = open - usize::from(own_high.is_none());
            let others_closed = closed - u128::from(own_high.unwrap_or(0));
            let own = Total { low: u128::from(own_low), high: own_high.map(u128::from) };
            let rest = Total { low: low - own.low, high: (others_open == 0).then_some(others_closed) };
            own.share_beside(rest).0
        };
        self.units().iter().map(share).collect::<Result<_, _>>().into()
    }
}
