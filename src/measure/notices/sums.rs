//! `SumCheck`: whether the numbers of a notice go together.

use super::NoticePlace;
use crate::model::{
    notice::{Notice, NoticeRecords, Stated},
    range::{Range, RangeSum},
};
use serde::Serialize;

/// What is held against what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sum {
    /// The amounts for each service, added up, against the total.
    AmountsAddUp,
    /// The recipients in each country, added up, against all recipients: no more.
    CountriesWithinTotal,
    /// The views against the people reached: no fewer, for whoever was reached saw it once.
    ViewsCoverPeople,
    /// Shares, added up, against 100 percent.
    SharesAddUp,
}

impl Sum {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::AmountsAddUp, Self::CountriesWithinTotal, Self::ViewsCoverPeople, Self::SharesAddUp];

    /// What is asked, in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::AmountsAddUp => "amounts add up to the total",
            Self::CountriesWithinTotal => "recipients by country are no more than all recipients",
            Self::ViewsCoverPeople => "views are no fewer than the people reached",
            Self::SharesAddUp => "shares add up to 100 percent",
        }
    }
}

/// Whether numbers go together, over all notices.
///
/// # Definition
/// A notice that gives both sides `holds` if all values within its ranges go together, `fails` if none do, and is `open` otherwise. Amounts
/// that are unreadable leave it open above. Shares hold if their sum is 100 give or take half a unit of the last place of each.
/// `not_stated` counts notices that do not give both sides.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SumCheck {
    /// What is asked.
    pub check: Sum,
    /// Notices of which it is true.
    pub holds: u64,
    /// Notices of which it cannot be true.
    pub fails: u64,
    /// Notices whose ranges leave it open.
    pub open: u64,
    /// Notices that do not say enough.
    pub not_stated: u64,
    /// Those of which it cannot be true.
    pub failed: Vec<FailedSum>,
}

/// A notice whose numbers do not go together. Money in hundredths, shares in percent; both sides as the least and the most that they can
/// be, `None` without an upper end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailedSum {
    /// Which.
    pub place: NoticePlace,
    /// What was added up, or the views: the least.
    pub found_low: f64,
    /// The most.
    pub found_high: Option<f64>,
    /// What it is held against: the least.
    pub stated_low: f64,
    /// The most.
    pub stated_high: Option<f64>,
}

/// An amount by its ends.
#[derive(Clone, Copy)]
struct Ends {
    low: f64,
    high: Option<f64>,
}

impl From<Range> for Ends {
    fn from(range: Range) -> Self {
        Self { low: real(range.low().into()), high: range.high().map(|high| real(high.into())) }
    }
}

impl From<RangeSum> for Ends {
    fn from(sum: RangeSum) -> Self {
        Self { low: real(sum.low), high: sum.high().map(real) }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "amounts stay below 10^15 each, and a sum of them below 2^53 but for freaks"
)]
fn real(amount: u128) -> f64 {
    amount as f64
}

pub(super) fn of(records: &NoticeRecords) -> Vec<SumCheck> {
    let found = Sum::ALL.map(|check| one(records, check));
    found.into_iter().filter(|of| of.holds + of.fails + of.open > 0).collect()
}

fn one(records: &NoticeRecords, check: Sum) -> SumCheck {
    let mut of = SumCheck { check, holds: 0, fails: 0, open: 0, not_stated: 0, failed: Vec::new() };
    for notice in &records.notices {
        match sides(check, &notice.stated) {
            None => of.not_stated += 1,
            Some((found, stated)) => match verdict(check, found, stated) {
                Some(true) => of.holds += 1,
                None => of.open += 1,
                Some(false) => {
                    of.fails += 1;
                    of.failed.push(failed(notice, found, stated));
                }
            },
        }
    }
    of
}

/// The two sides, where the notice gives both.
fn sides(check: Sum, stated: &Stated) -> Option<(Ends, Ends)> {
    match check {
        Sum::AmountsAddUp => Some((stated.parts?.into(), stated.total?.into())),
        Sum::CountriesWithinTotal => Some((stated.by_country?.into(), stated.recipients?.into())),
        Sum::ViewsCoverPeople => Some((stated.views?.into(), stated.people?.into())),
        Sum::SharesAddUp => {
            // The list that is farthest from a whole speaks for the notice.
            let off = |of: &crate::model::notice::Percentages| (of.sum - 100.0).abs() - of.slack;
            let worst = stated.shares.iter().max_by(|one, two| off(one).total_cmp(&off(two)))?;
            // Sums of decimals are off by less than this.
            let slack = worst.slack + 1e-9;
            let found = Ends { low: worst.sum - slack, high: Some(worst.sum + slack) };
            Some((found, Ends { low: 100.0, high: Some(100.0) }))
        }
    }
}

/// Whether it is true of all values within the ranges, of none, or of some.
fn verdict(check: Sum, found: Ends, stated: Ends) -> Option<bool> {
    let above = |one: Option<f64>, other: f64| one.is_none_or(|one| one >= other);
    match check {
        Sum::AmountsAddUp => {
            let meets = above(found.high, stated.low) && above(stated.high, found.low);
            let is_one = |ends: Ends| ends.high == Some(ends.low);
            match (meets, is_one(found) && is_one(stated)) {
                (false, _) => Some(false),
                (true, true) => Some(true),
                (true, false) => None,
            }
        }
        Sum::CountriesWithinTotal => within(found, stated),
        Sum::ViewsCoverPeople => within(stated, found),
        Sum::SharesAddUp => Some(above(found.high, stated.low) && above(stated.high, found.low)),
    }
}

/// Whether one is no more than the other.
fn within(one: Ends, other: Ends) -> Option<bool> {
    if one.high.is_some_and(|high| high <= other.low) {
        Some(true)
    } else if other.high.is_some_and(|high| one.low > high) {
        Some(false)
    } else {
        None
    }
}

fn failed(notice: &Notice, found: Ends, stated: Ends) -> FailedSum {
    FailedSum {
        place: NoticePlace::of(notice),
        found_low: found.low,
        found_high: found.high,
        stated_low: stated.low,
        stated_high: stated.high,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{notice, records};
    use super::*;
    use crate::model::notice::{Answer, Percentages};

    fn counts(stated: Vec<Stated>, check: Sum) -> [u64; 4] {
        let notices = stated.into_iter().map(|stated| Notice { stated, ..notice("", "", [Answer::Open; 3]) });
        let found = one(&records(notices.collect()), check);
        assert_eq!(found.failed.len() as u64, found.fails);
        [found.holds, found.fails, found.open, found.not_stated]
    }

    #[test]
    fn amounts_hold_fail_or_stay_open() {
        let of = |total: Range, parts: &[Range]| Stated {
            total: Some(total),
            parts: Some(parts.iter().copied().collect()),
            ..Stated::default()
        };
        let range = |low, high| Range::between(low, high).unwrap();
        let stated = vec![
            of(Range::exact(300), &[Range::exact(100), Range::exact(200)]),
            of(Range::exact(300), &[Range::exact(100), Range::exact(201)]),
            of(range(300, 400), &[range(50, 150), Range::exact(200)]),
            of(range(300, 400), &[range(50, 99), Range::exact(200)]),
            of(Range::from(300), &[Range::exact(900)]),
            Stated::default(),
        ];
        assert_eq!(counts(stated, Sum::AmountsAddUp), [1, 2, 2, 1]);
    }

    #[test]
    fn recipients_by_country_may_be_fewer_than_all_and_never_more() {
        let of = |all, by: &[u64]| Stated {
            recipients: Some(Range::exact(all)),
            by_country: Some(by.iter().map(|&people| Range::exact(people)).collect()),
            ..Stated::default()
        };
        let stated = vec![of(10, &[4, 6]), of(10, &[4, 5]), of(10, &[4, 7])];
        assert_eq!(counts(stated, Sum::CountriesWithinTotal), [2, 1, 0, 0]);
    }

    #[test]
    fn whoever_was_reached_saw_it() {
        let of = |views: Range, people: Range| Stated {
            views: Some(views),
            people: Some(people),
            ..Stated::default()
        };
        let wide = Range::between(50, 150).unwrap();
        let stated = vec![
            of(Range::exact(100), Range::exact(100)),
            of(Range::exact(99), Range::exact(100)),
            of(wide, Range::exact(100)),
            of(Range::from(200), wide),
        ];
        assert_eq!(counts(stated, Sum::ViewsCoverPeople), [2, 1, 1, 0]);
    }

    #[test]
    fn shares_may_be_off_by_rounding_alone() {
        let of = |sum, slack| Stated { shares: vec![Percentages { sum, slack }], ..Stated::default() };
        let stated = vec![of(99.9, 0.15), of(99.9, 0.05), of(130.0, 1.0)];
        assert_eq!(counts(stated, Sum::SharesAddUp), [1, 2, 0, 0]);
    }
}
