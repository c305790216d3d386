//! `DecayClaim`: a statement that so large a share of records is wrong after so many months, and what it implies for other months.
//!
//! # Limits
//! A statement about one age says nothing of another without a reading of how records turn wrong in between. Two readings are worked
//! out; the truth may be neither.

use std::ops::RangeInclusive;

/// How records turn wrong between the ages that a statement speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Of the records that are right still, the same share turns wrong in each month.
    Constant,
    /// Of all records, the same number turns wrong in each month, until none is left.
    Linear,
}

/// So large a share of records is wrong after so many months.
///
/// # Definition
/// A share s after m months means, at a *constant* hazard, a monthly share of 1 - (1 - s)^(1/m), and 1 - (1 - s)^(t/m) after t months; *in equal
/// steps* it means s/m a month, and s t/m after t months but no more than all. That all are wrong after m months means at a constant hazard that all
/// are after the first; in equal steps it means 1/m a month or more, for they may have been wrong before. Two statements can both hold under a
/// reading where the monthly shares that they allow have one in common.
///
/// # Example
/// 3 % a month are 16.7 % after six months and not 25 %.
/// ```
/// use bystander::stat::decay::{DecayClaim, Reading};
/// let monthly = DecayClaim::of(1, 0.02..=0.03).unwrap();
/// let half_year = DecayClaim::of(6, 0.25..=0.25).unwrap();
/// assert_eq!(format!("{:.4}", monthly.after(6, Reading::Constant).end()), "0.1670");
/// assert!(!monthly.agrees(&half_year, Reading::Constant) && !monthly.agrees(&half_year, Reading::Linear));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DecayClaim {
    months: u32,
    share: RangeInclusive<f64>,
}

/// How far two ends may lie apart that are one number: products and powers of fractions are right to more digits.
const SLACK: f64 = 1e-9;

impl DecayClaim {
    /// The statement that a share within `share` is wrong after `months`; `None` where that is no age or the share no range from above 0
    /// to 1.
    #[must_use]
    pub fn of(months: u32, share: RangeInclusive<f64>) -> Option<Self> {
        let fits = months > 0 && *share.start() > 0.0 && share.start() <= share.end() && *share.end() <= 1.0;
        fits.then_some(Self { months, share })
    }

    /// The age that it speaks of, in months.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.months
    }

    /// The share that it says is wrong, above 0 to 1.
    #[must_use]
    pub fn share(&self) -> RangeInclusive<f64> {
        self.share.clone()
    }

    /// The share that turns wrong in the first month, 0 to 1.
    #[must_use]
    pub fn monthly(&self, reading: Reading) -> RangeInclusive<f64> {
        let months = f64::from(self.months);
        let of = |share: f64| match reading {
            Reading::Constant => 1.0 - (1.0 - share).powf(1.0 / months),
            Reading::Linear => share / months,
        };
        let most = if *self.share.end() >= 1.0 { 1.0 } else { of(*self.share.end()) };
        of(*self.share.start())..=most
    }

    /// The share that is wrong after `months`, 0 to 1.
    #[must_use]
    pub fn after(&self, months: u32, reading: Reading) -> RangeInclusive<f64> {
        let monthly = self.monthly(reading);
        let at = f64::from(months);
        let of = |monthly: f64| match reading {
            Reading::Constant => 1.0 - (1.0 - monthly).powf(at),
            Reading::Linear => (monthly * at).min(1.0),
        };
        of(*monthly.start())..=of(*monthly.end())
    }

    /// After how many months half of the records are wrong, the least first; at a constant hazard at which all are wrong at once, 0.
    #[must_use]
    pub fn half_wrong_after(&self, reading: Reading) -> RangeInclusive<f64> {
        let of = |monthly: f64| match reading {
            Reading::Constant if monthly >= 1.0 => 0.0,
            Reading::Constant => 0.5_f64.ln() / (1.0 - monthly).ln(),
            Reading::Linear => 0.5 / monthly,
        };
        let monthly = self.monthly(reading);
        of(*monthly.end())..=of(*monthly.start())
    }

    /// Whether both can hold.
    #[must_use]
    pub fn agrees(&self, other: &Self, reading: Reading) -> bool {
        let (one, other) = (self.monthly(reading), other.monthly(reading));
        one.start() - SLACK <= *other.end() && other.start() - SLACK <= *one.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(months: u32, low: f64, high: f64) -> DecayClaim {
        DecayClaim::of(months, low..=high).expect("a share after some months")
    }

    const READINGS: [Reading; 2] = [Reading::Constant, Reading::Linear];

    #[test]
    fn a_statement_implies_itself() {
        for (months, low, high) in [(1, 0.02, 0.03), (6, 0.25, 0.25), (12, 0.5, 0.9)] {
            for reading in READINGS {
                let after = claim(months, low, high).after(months, reading);
                assert!((after.start() - low).abs() < 1e-12 && (after.end() - high).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn twelve_monthly_steps_by_hand() {
        let (mut right, mut left) = (1.0_f64, 1.0_f64);
        for _ in 0..12 {
            right *= 0.98;
            left -= 0.02;
        }
        let two = claim(1, 0.02, 0.02);
        assert!((two.after(12, Reading::Constant).start() - (1.0 - right)).abs() < 1e-12);
        assert!((two.after(12, Reading::Linear).start() - (1.0 - left)).abs() < 1e-12);
    }

    #[test]
    fn half_are_wrong_when_it_says_so() {
        for reading in READINGS {
            let half = claim(7, 0.5, 0.5).half_wrong_after(reading);
            assert!((half.start() - 7.0).abs() < 1e-12 && (half.end() - 7.0).abs() < 1e-12);
        }
    }

    #[test]
    fn no_two_of_the_three_published_figures_hold_together() {
        let published = [claim(1, 0.02, 0.03), claim(6, 0.25, 0.25), claim(12, 1.0, 1.0)];
        for (at, one) in published.iter().enumerate() {
            for other in &published[at + 1..] {
                assert!(READINGS.iter().all(|&reading| !one.agrees(other, reading)), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_quarter_after_six_months_and_half_after_twelve_are_the_same_in_equal_steps_alone() {
        let (quarter, half) = (claim(6, 0.25, 0.25), claim(12, 0.5, 0.5));
        assert!(quarter.agrees(&half, Reading::Linear) && !quarter.agrees(&half, Reading::Constant));
    }

    #[test]
    fn what_is_no_share_after_some_months_is_refused() {
        for (months, low, high) in
            [(0, 0.1, 0.2), (1, 0.0, 0.2), (1, 0.3, 0.2), (1, 0.3, 1.1), (1, f64::NAN, 0.2)]
        {
            assert_eq!(DecayClaim::of(months, low..=high), None);
        }
    }
}
