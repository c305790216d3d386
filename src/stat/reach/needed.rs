//! The inverse: how much consent gives a reach, and the curve of reach against consent.

use super::{Degrees, Reach};
use crate::stat::real::real;
use serde::Serialize;

/// The fewest consenters, drawn without replacement, with whom at least `affected` people are affected in the mean;
/// `None` where there are not so many people. The mean rises with every consenter, so halving finds it exactly.
///
/// ```
/// use bystander::stat::reach::{Degrees, consenters_for};
/// let ring = Degrees::even(5, 2.0).unwrap();
/// assert_eq!(consenters_for(&ring, 3.0), Some(1));
/// assert_eq!(consenters_for(&ring, 3.1), Some(2));
/// assert_eq!(consenters_for(&ring, 5.1), None);
/// ```
#[must_use]
pub fn consenters_for(degrees: &Degrees, affected: f64) -> Option<u64> {
    // The mean of sixteen digits may fall short of a whole number that it is.
    let wanted = affected * (1.0 - 1e-12);
    let enough = |consenters| Reach::without_replacement(degrees, consenters).affected() >= wanted;
    let (mut low, mut high) = (0, degrees.people());
    if !enough(high) {
        return None;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

/// The rate of independent consent, 0 to 1, at which the share `affected` (0 to 1) of everybody is affected in the mean:
/// to the last digit, by halving until two numbers are neighbours.
///
/// Where everybody has k contacts it is 1 - (1 - share)^(1/(k + 1)).
/// ```
/// use bystander::stat::reach::{Degrees, rate_for};
/// let even = Degrees::even(721_000_000, 190.0).unwrap();
/// let half = rate_for(&even, 0.5);
/// assert!((half - (1.0 - 0.5_f64.powf(1.0 / 191.0))).abs() < 1e-15);
/// ```
#[must_use]
pub fn rate_for(degrees: &Degrees, affected: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if Reach::independently(degrees, middle).share() >= affected {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/// A point of the curve of reach against consent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OnCurve {
    /// The rate of consent, 0 to 1.
    pub rate: f64,
    /// Bystanders over everybody, 0 to 1.
    pub bystander_share: f64,
    /// Consenters and bystanders over everybody, 0 to 1.
    pub affected_share: f64,
}

/// The curve at rates of 1, 2 and 5 in every power of ten, from the first at which there is one consenter in the mean,
/// but from 1 in 1,000,000 at the earliest, up to 1.
#[must_use]
pub fn curve(degrees: &Degrees) -> Vec<OnCurve> {
    let one = 1.0 / real(degrees.people());
    let rates = (-6..0).flat_map(|power| [1, 2, 5].map(|digit| format!("{digit}e{power}")));
    let rates = rates.map(|rate| rate.parse().expect("a number is written")).chain([1.0]);
    let rates = rates.filter(|&rate: &f64| rate >= one);
    let point = |rate| {
        let reach = Reach::independently(degrees, rate);
        let bystander_share = reach.bystanders / real(degrees.people());
        OnCurve { rate, bystander_share, affected_share: reach.share() }
    };
    rates.map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_consenter_fewer_would_not_do() {
        let degrees = Degrees::of([(0, 100), (3, 500), (40, 400)]).expect("possible");
        for wanted in [1.0, 50.0, 333.3, 900.0, 999.0, 1000.0] {
            let needed = consenters_for(&degrees, wanted).expect("at most everybody");
            let affected = |consenters| Reach::without_replacement(&degrees, consenters).affected();
            assert!(affected(needed) >= wanted - 1e-6 && affected(needed - 1) < wanted, "{wanted}: {needed}");
        }
        assert_eq!(consenters_for(&degrees, 0.0), Some(0));
    }

    #[test]
    fn the_rate_gives_the_share_back() {
        let degrees = Degrees::of([(0, 100), (3, 500), (40, 400)]).expect("possible");
        for share in [1e-9, 0.1, 0.5, 0.99] {
            let back = Reach::independently(&degrees, rate_for(&degrees, share)).share();
            assert!((back - share).abs() < 1e-14 + 1e-12 * share);
        }
    }

    #[test]
    fn the_curve_rises_to_everybody() {
        let curve = curve(&Degrees::even(10_000, 12.0).expect("possible"));
        assert_eq!((curve.len(), curve[0].rate), (13, 0.0001));
        assert!(curve.windows(2).all(|pair| pair[0].affected_share < pair[1].affected_share));
        let last = curve[curve.len() - 1];
        assert!((last.affected_share - 1.0).abs() < 1e-15 && last.bystander_share.abs() < 1e-15);
    }
}
