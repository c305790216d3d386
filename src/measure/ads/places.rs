//! `PlaceMoney`: what was spent in each place, of libraries that give totals of places.

use super::Shelf;
use crate::model::{
    ads::{AdPlace, Currency},
    range::RangeSum,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The money of one place in one currency, the largest first.
///
/// # Definition
/// `spend` adds the rows of the place end by end, ranked as sponsors are. It is where the library says that the money was spent, which
/// is where advertisements were shown, and not what criteria asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceMoney {
    /// The place.
    #[serde(flatten)]
    pub place: AdPlace,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// Its rows.
    pub rows: u64,
    /// The sum in hundredths.
    pub spend: RangeSum,
}

pub(super) fn of(shelf: &Shelf) -> Vec<PlaceMoney> {
    let mut found: BTreeMap<(u32, Option<Currency>), PlaceMoney> = BTreeMap::new();
    for fact in &shelf.facts {
        let Some(place) = fact.place else { continue };
        let empty = || PlaceMoney {
            place: shelf.records.places[place as usize].clone(),
            currency: fact.currency,
            rows: 0,
            spend: RangeSum::default(),
        };
        let money = found.entry((place, fact.currency)).or_insert_with(empty);
        money.rows += 1;
        money.spend.add_known(fact.spend);
    }
    let mut all: Vec<PlaceMoney> = found.into_values().collect();
    all.sort_by(|one, other| {
        let key = |money: &PlaceMoney| {
            (money.currency, std::cmp::Reverse((money.spend.low, money.spend.closed_high)))
        };
        key(one).cmp(&key(other)).then_with(|| one.place.name.cmp(&other.place.name))
    });
    all
}
