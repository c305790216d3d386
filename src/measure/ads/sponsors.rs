//! `SponsorMoney`: what each sponsor spent, the largest first.

use super::Shelf;
use crate::model::{ads::Currency, range::RangeSum};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One sponsor's money in one currency.
///
/// # Definition
/// A sponsor is an account or a page of the library; two accounts of one organisation are two. `spend` adds the rows of the sponsor
/// end by end; a row without an amount leaves it without an upper end. Sponsors are ranked by what they surely spent, the lower end, then by the upper, then by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SponsorMoney {
    /// Its name in the library.
    pub sponsor: String,
    /// Its id there, if it has one.
    pub id: Option<String>,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// Its rows.
    pub rows: u64,
    /// Its advertisements, each once, as far as the rows say.
    pub ads: Option<u64>,
    /// The sum in hundredths.
    pub spend: RangeSum,
    /// How many different payers its rows name.
    pub payers: u64,
    /// Its rows that should name a payer and do not.
    pub payer_absent: u64,
}

/// Whether several rows are of one advertisement, which then counts once: showings are, and groups of targeting.
pub(super) fn has_repeats(shelf: &Shelf) -> bool {
    let mut ads: Vec<u32> = shelf.facts.iter().filter_map(|fact| fact.ad).collect();
    let rows = ads.len();
    ads.sort_unstable();
    ads.dedup();
    ads.len() < rows
}

pub(super) fn of(shelf: &Shelf) -> Vec<SponsorMoney> {
    type Open = (SponsorMoney, Vec<u32>, BTreeSet<u32>);
    let has_repeats = has_repeats(shelf);
    let mut found: BTreeMap<(u32, Option<Currency>), Open> = BTreeMap::new();
    for fact in &shelf.facts {
        let Some(sponsor) = fact.sponsor else { continue };
        let named = &shelf.records.sponsors[sponsor as usize];
        let empty = || SponsorMoney {
            sponsor: named.name.clone(),
            id: named.id.clone(),
            currency: fact.currency,
            rows: 0,
            ads: None,
            spend: RangeSum::default(),
            payers: 0,
            payer_absent: 0,
        };
        let (money, payers, known) =
            found.entry((sponsor, fact.currency)).or_insert_with(|| (empty(), Vec::new(), BTreeSet::new()));
        money.rows += 1;
        let ads = fact.ads.or(fact.ad.map(|ad| u64::from(!has_repeats || known.insert(ad))));
        money.ads = money.ads.map_or(ads, |known| Some(known + ads.unwrap_or(0)));
        money.spend.add_known(fact.spend);
        payers.extend(fact.payer);
        money.payer_absent += u64::from(fact.payer_disclosed == crate::model::ads::Disclosed::Absent);
    }
    let mut all: Vec<SponsorMoney> = found
        .into_values()
        .map(|(mut money, mut payers, _)| {
            payers.sort_unstable();
            payers.dedup();
            money.payers = payers.len() as u64;
            money
        })
        .collect();
    all.sort_by(|one, other| {
        let key = |money: &SponsorMoney| {
            (money.currency, std::cmp::Reverse((money.spend.low, money.spend.closed_high)))
        };
        key(one)
            .cmp(&key(other))
            .then_with(|| one.sponsor.cmp(&other.sponsor))
            .then_with(|| one.id.cmp(&other.id))
    });
    all
}
