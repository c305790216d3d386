//! The numbers that a notice states, and why one cannot be read.

use super::leaves::{Leaves, Said};
use crate::model::{
    gap::Why,
    notice::{Percentages, Stated},
    range::{HUNDREDTHS, NoRange, Range, RangeSum},
};

/// Fields that hold the amounts of which the total is made.
const PARTS: &[&str] = &["amounts", "amount_parts", "services"];
/// Fields whose shares make a whole.
const SHARES: &[&str] = &["funds_shares", "recipients_shares", "reach_shares"];
/// Ends of ranges that stand in two fields: the amounts, the views, the people.
const ENDS: [&[[&str; 2]]; 3] = [
    &[["spending_lower_bound", "spending_upper_bound"]],
    &[
        ["impressions_paid_lower_bound", "impressions_paid_upper_bound"],
        ["impressions_lower_bound", "impressions_upper_bound"],
    ],
    &[["unique_users_lower_bound", "unique_users_upper_bound"]],
];

/// All fields that are read here by a name of their own.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PARTS.iter().chain(SHARES).copied().chain(ENDS.into_iter().flatten().flatten().copied())
}

/// Reads numbers and keeps why some could not be read.
pub(super) struct Numbers<'a> {
    pub(super) leaves: &'a Leaves,
    pub(super) wrong: Vec<Why>,
}

impl Numbers<'_> {
    /// Everything that is stated; `keys` are the fields of the total, the views, the people, the recipients, and the recipients by country.
    pub(super) fn stated(&mut self, keys: [&[String]; 5]) -> Stated {
        let [total, views, people] = [(0, HUNDREDTHS), (1, 1), (2, 1)]
            .map(|(at, parts)| self.ends(ENDS[at], parts).or_else(|| self.range(keys[at], parts)));
        let by_country = self.parts(keys[4].iter().map(String::as_str), 1);
        Stated {
            total,
            parts: self.parts(PARTS.iter().copied(), HUNDREDTHS),
            views,
            people,
            recipients: self.range(keys[3], 1),
            by_country,
            shares: SHARES.iter().filter_map(|key| self.shares(key)).collect(),
        }
    }

    fn range(&mut self, keys: &[String], parts: u64) -> Option<Range> {
        let said = self.leaves.first(keys.iter().map(String::as_str))?.clone();
        if let Said::Text(text) = said { self.read(&text, parts) } else { None }
    }

    /// A range whose ends stand in two fields.
    fn ends(&mut self, fields: &[[&str; 2]], parts: u64) -> Option<Range> {
        let text = |key: &str| match self.leaves.said(key)? {
            Said::Text(text) => Some(text.clone()),
            _ => None,
        };
        let ends = fields.iter().find_map(|[low, high]| Some((text(low)?, text(high))))?;
        let text = match ends {
            (low, Some(high)) => format!("lower_bound: {low}, upper_bound: {high}"),
            (low, None) => format!("lower_bound: {low}"),
        };
        self.read(&text, parts)
    }

    /// The sum of the values of the first of `keys` that has several.
    fn parts<'b>(&mut self, keys: impl Iterator<Item = &'b str>, parts: u64) -> Option<RangeSum> {
        let values = keys.into_iter().find_map(|key| match self.leaves.said(key)? {
            Said::Parts(values) => Some(values.clone()),
            _ => None,
        })?;
        let mut sum = RangeSum::default();
        for (_, value) in &values {
            sum.add_known(self.read(value, parts));
        }
        Some(sum)
    }

    fn shares(&mut self, key: &str) -> Option<Percentages> {
        let Said::Parts(values) = self.leaves.said(key)? else { return None };
        let read: Option<Vec<(f64, f64)>> = values.iter().map(|(_, value)| percentage(value)).collect();
        let Some(read) = read else {
            self.wrong.push(Why::UnreadableShares);
            return None;
        };
        Some(Percentages {
            sum: read.iter().map(|(value, _)| value).sum(),
            slack: read.iter().map(|(_, slack)| slack).sum(),
        })
    }

    fn read(&mut self, text: &str, parts: u64) -> Option<Range> {
        Range::parse(text, parts).unwrap_or_else(|why| {
            self.wrong.push(match why {
                NoRange::Swapped => Why::SwappedRange,
                NoRange::Negative => Why::NegativeAmount,
                NoRange::TooLarge | NoRange::Unreadable => Why::UnreadableAmount,
            });
            None
        })
    }
}

/// Whether a text is a number of people or money.
pub(super) fn is_number(text: &str) -> bool {
    Range::parse(text, HUNDREDTHS).is_ok()
}

/// A share in percent, and how far rounding can have moved it: `33.3 %` is 33.3, give or take 0.05.
fn percentage(text: &str) -> Option<(f64, f64)> {
    let digits = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let value: f64 = digits.parse().ok().filter(|value| (0.0..=100.0).contains(value))?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let step = (0..decimals.min(12)).fold(1.0, |step: f64, _| step / 10.0);
    Some((value, step / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(cells: &[(&str, &str)]) -> (Stated, Vec<Why>) {
        let mut leaves = Leaves::default();
        cells.iter().for_each(|(column, cell)| leaves.push_cell(column, cell));
        let keys = ["total_amount", "views", "people", "recipients", "recipients_by_state"]
            .map(|key| vec![key.to_owned()]);
        let mut numbers = Numbers { leaves: &leaves, wrong: Vec::new() };
        let stated = numbers.stated(keys.each_ref().map(Vec::as_slice));
        (stated, numbers.wrong)
    }

    #[test]
    fn reads_totals_parts_and_ranges_in_two_fields() {
        let (found, wrong) = stated(&[
            ("total_amount", "300"),
            ("amounts", "print: 100; video: 150-250"),
            ("impressions_lower_bound", "10"),
            ("recipients_by_state", "NL: 5; BE: 7"),
        ]);
        assert!(wrong.is_empty());
        let parts = found.parts.unwrap();
        assert_eq!(
            (found.total, parts.low, parts.high()),
            (Some(Range::exact(30_000)), 25_000, Some(35_000))
        );
        assert_eq!(found.views, Some(Range::from(10)));
        assert_eq!(found.by_country.map(|sum| sum.low), Some(12));
    }

    #[test]
    fn says_why_a_number_cannot_be_read() {
        let (found, wrong) = stated(&[("total_amount", "9-3"), ("views", "-4"), ("people", "many")]);
        assert_eq!((found.total, found.views, found.people), (None, None, None));
        assert_eq!(wrong, [Why::SwappedRange, Why::NegativeAmount, Why::UnreadableAmount]);
    }

    #[test]
    fn shares_know_how_far_rounding_reaches() {
        let (found, _) = stated(&[("funds_shares", "public: 33.3 %; private: 66.6 %")]);
        let shares = &found.shares[0];
        assert!((shares.sum - 99.9).abs() < 1e-9 && (shares.slack - 0.1).abs() < 1e-9);
        let (found, wrong) = stated(&[("funds_shares", "public: 130")]);
        assert!(found.shares.is_empty());
        assert_eq!(wrong, [Why::UnreadableShares]);
    }
}
