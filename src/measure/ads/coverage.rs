//! `Coverage`: how much of a book is known: what every figure made from it stands on.

use super::Shelf;
use crate::model::{ads::Disclosed, range::Range};
use serde::Serialize;

/// How many rows say how much.
///
/// # Definition
/// `exact`, `ranged`, `open` and `without_spend` add up to `rows`: rows whose money is one amount, lies between two, has no upper end,
/// or is not said. The others count rows that give, keep back or lack what the library could say; rows of libraries that have no
/// field for it are in none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Rows.
    pub rows: u64,
    /// Rows whose money is one amount.
    pub exact: u64,
    /// Rows whose money lies between two amounts.
    pub ranged: u64,
    /// Rows whose money has no upper end.
    pub open: u64,
    /// Rows that do not say the money.
    pub without_spend: u64,
    /// Rows that say the money and not its currency.
    pub without_currency: u64,
    /// Rows that say how often it was shown.
    pub with_impressions: u64,
    /// Rows that say how many people were reached.
    pub with_reach: u64,
    /// Rows that name who paid.
    pub payer_given: u64,
    /// Rows that should name who paid and do not.
    pub payer_absent: u64,
    /// Rows that say whom it was aimed at.
    pub targeting_given: u64,
    /// Rows whose library keeps back whom it was aimed at.
    pub targeting_withheld: u64,
    /// Rows that should say whom it was aimed at and do not.
    pub targeting_absent: u64,
    /// Rows with a reason why it was shown.
    pub why_given: u64,
    /// Rows that should have a reason why it was shown and do not.
    pub why_absent: u64,
    /// Values that the library keeps back behind those that it names.
    pub obfuscated: u64,
}

pub(super) fn of(shelf: &Shelf) -> Coverage {
    let mut found = Coverage::default();
    for fact in &shelf.facts {
        found.rows += 1;
        *match fact.spend {
            None => &mut found.without_spend,
            Some(spend) if spend.is_exact() => &mut found.exact,
            Some(spend) if spend.is_open() => &mut found.open,
            Some(_) => &mut found.ranged,
        } += 1;
        let count = |is: bool| u64::from(is);
        found.without_currency += count(fact.spend.is_some() && fact.currency.is_none());
        found.with_impressions += count(fact.impressions.is_some());
        found.with_reach += count(fact.reach.is_some());
        found.payer_given += count(fact.payer_disclosed == Disclosed::Given);
        found.payer_absent += count(fact.payer_disclosed == Disclosed::Absent);
        found.targeting_given += count(fact.targeting_disclosed == Disclosed::Given);
        found.targeting_withheld += count(fact.targeting_disclosed == Disclosed::Withheld);
        found.targeting_absent += count(fact.targeting_disclosed == Disclosed::Absent);
        found.why_given += count(fact.why_shown == Disclosed::Given);
        found.why_absent += count(fact.why_shown == Disclosed::Absent);
    }
    found.obfuscated = shelf.criteria.iter().map(|(_, criterion)| criterion.obfuscated).sum();
    found
}

const MILLION: f64 = 1_000_000.0;

/// The part `share` of an amount: no less than that part of its lower end and no more than that part of its upper end, in whole
/// hundredths. No part of an amount without an upper end is nothing all the same.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts stay below 2^53 and shares between 0 and 1"
)]
pub(super) fn part(range: Range, share: f64) -> Range {
    if share <= 0.0 {
        return Range::exact(0);
    }
    // Shares are published with at most six decimals; as such they are whole numbers, and products of whole numbers are exact.
    let millionths = (share * MILLION).round();
    let is_decimal = (share * MILLION - millionths).abs() < 1e-6;
    let part = |amount: u64, up: bool| {
        if is_decimal {
            let product = u128::from(amount) * millionths as u128;
            let part = if up { product.div_ceil(1_000_000) } else { product / 1_000_000 };
            return u64::try_from(part).expect("a part is no larger than the whole");
        }
        let product = amount as f64 * share;
        (if up { product.ceil() } else { product.floor() }) as u64
    };
    let low = part(range.low(), false);
    match range.high() {
        Some(high) => Range::between(low, part(high, true)).expect("a part keeps the order"),
        None => Range::from(low),
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, part};

    #[test]
    fn a_part_that_is_whole_is_exact() {
        for (amount, share, whole) in [(100, 0.29, 29), (100, 0.57, 57), (100, 0.14, 14), (10_000, 0.07, 700)]
        {
            assert_eq!(part(Range::exact(amount), share), Range::exact(whole), "{share}");
        }
        assert_eq!(part(Range::exact(10), 0.25), Range::between(2, 3).expect("in order"));
        assert_eq!(part(Range::exact(10), 1.0 / 3.0), Range::between(3, 4).expect("in order"));
    }
}
