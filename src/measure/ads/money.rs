//! `Money`: what a book comes to in each currency. Currencies are never added to each other.

use super::Shelf;
use crate::model::{ads::Currency, range::RangeSum};
use serde::Serialize;
use std::collections::BTreeMap;

/// The money in one currency, and how often it bought that something was shown.
///
/// # Definition
/// `spend` adds the amounts of all rows in that currency, end by end; rows without an amount are in none. `impressions` adds
/// those of the same rows where they are given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Money {
    /// The currency; `None` where rows do not say.
    pub currency: Option<Currency>,
    /// Rows with an amount in it.
    pub rows: u64,
    /// Sponsors among them.
    pub sponsors: u64,
    /// The sum in hundredths.
    pub spend: RangeSum,
    /// How often they were shown.
    pub impressions: RangeSum,
}

pub(super) fn of(shelf: &Shelf) -> Vec<Money> {
    let mut found: BTreeMap<Option<Currency>, (Money, Vec<u32>)> = BTreeMap::new();
    for fact in &shelf.facts {
        let Some(spend) = fact.spend else { continue };
        let empty = || Money {
            currency: fact.currency,
            rows: 0,
            sponsors: 0,
            spend: RangeSum::default(),
            impressions: RangeSum::default(),
        };
        let (money, sponsors) = found.entry(fact.currency).or_insert_with(|| (empty(), Vec::new()));
        money.rows += 1;
        money.spend.add(spend);
        fact.impressions.into_iter().for_each(|shown| money.impressions.add(shown));
        sponsors.extend(fact.sponsor);
    }
    let closed = found.into_values().map(|(mut money, mut sponsors)| {
        sponsors.sort_unstable();
        sponsors.dedup();
        money.sponsors = sponsors.len() as u64;
        money
    });
    closed.collect()
}
