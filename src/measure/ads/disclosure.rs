//! `Disclosure`: what a library tells of each row, item by item.
//!
//! # Limits
//! It says what stands in the library, not whether it is right, and not what the law of a place and a time asked for. What a source has no field
//! for is counted by itself and is nobody's omission.

use super::{Shelf, share};
use crate::model::{
    ads::{AdCriterion, AdFact, Currency, Dimension, Disclosed, Level},
    number::{Figure, Interval, Undefined},
    range::RangeSum,
    segment::Layer,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What may be told of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Who paid.
    Payer,
    /// How much, as one amount or a range.
    Amount,
    /// From when, or over which window.
    Period,
    /// Whom it was aimed at.
    Criteria,
    /// Who was kept out: whether each criterion picks people out or keeps them out.
    Exclusions,
    /// Of audiences of people on record: where the people come from.
    Origin,
}

impl Item {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Payer, Self::Amount, Self::Period, Self::Criteria, Self::Exclusions, Self::Origin];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Payer => "who paid",
            Self::Amount => "how much",
            Self::Period => "when",
            Self::Criteria => "whom it was aimed at",
            Self::Exclusions => "who was kept out",
            Self::Origin => "where lists of people come from",
        }
    }
}

/// How much is told of the rows of a book.
///
/// # Definition
/// Six items. *Payer* and *criteria* as the library says of itself. *Amount*: one amount or a range. *Period*: a first day, or the window of the
/// book. *Exclusions*: criteria are given, and each says whether it keeps people out. *Origin*, of rows with an audience of people on record:
/// every such audience is of a kind that says where its people come from (an uploaded list, visitors of a website, engagement, connections); a
/// plain custom audience and a lookalike do not. `given_items` counts the rows by how many of the six are given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disclosure {
    /// Each item.
    pub items: Vec<DisclosedItem>,
    /// How many rows give 0, 1, 2 … 6 of the items.
    pub given_items: [u64; 7],
    /// Money of rows that should name who paid and do not.
    pub without_payer: Vec<WithoutPayer>,
}

/// One item over all rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DisclosedItem {
    /// Which.
    pub item: Item,
    /// Rows that give it.
    pub given: u64,
    /// Rows of which the library keeps it back.
    pub withheld: u64,
    /// Rows that should have it and do not.
    pub absent: u64,
    /// Rows to which it does not apply, or for which the source has no field.
    pub not_applicable: u64,
    /// The share of rows that give it, of those to which it applies.
    pub given_share: Figure,
}

/// Money of one currency that comes without a payer.
///
/// # Definition
/// Over the rows that name who paid or should: those that do not, what they spent, and the share of the money that is, as the interval over all
/// amounts within their ranges.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithoutPayer {
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// Rows that do not name who paid.
    pub rows: u64,
    /// Rows that do or should.
    pub rows_of: u64,
    /// The money without a payer, in hundredths.
    pub spend: RangeSum,
    /// Its share, 0 to 1.
    pub share: Figure<Interval>,
}

pub(super) fn of(shelf: &Shelf) -> Disclosure {
    let mut criteria: Vec<Vec<&AdCriterion>> = vec![Vec::new(); shelf.facts.len()];
    for &(at, criterion) in shelf.criteria.iter().filter(|(_, of)| of.layer == Layer::Chosen) {
        criteria[at].push(criterion);
    }
    let mut counts = [[0_u64; 4]; 6];
    let mut given_items = [0; 7];
    for (fact, criteria) in shelf.facts.iter().zip(&criteria) {
        let found = Item::ALL.map(|item| told(shelf, fact, criteria, item));
        given_items[found.iter().filter(|&&item| item == Disclosed::Given).count()] += 1;
        for (counts, found) in counts.iter_mut().zip(found) {
            counts[found as usize] += 1;
        }
    }
    let item = |(item, [given, withheld, absent, not_applicable]): (Item, [u64; 4])| DisclosedItem {
        item,
        given,
        withheld,
        absent,
        not_applicable,
        given_share: Figure::ratio(given, given + withheld + absent, Undefined::EmptyInput),
    };
    let items = Item::ALL.into_iter().zip(counts).map(item).collect();
    Disclosure { items, given_items, without_payer: without_payer(shelf) }
}

fn told(shelf: &Shelf, fact: &AdFact, criteria: &[&AdCriterion], item: Item) -> Disclosed {
    let given = |is: bool| if is { Disclosed::Given } else { Disclosed::Absent };
    match item {
        Item::Payer => fact.payer_disclosed,
        Item::Amount => given(fact.spend.is_some()),
        Item::Period => {
            given(fact.from.is_some() || (shelf.book.level != Level::Ad && shelf.book.window.is_some()))
        }
        Item::Exclusions if fact.targeting_disclosed == Disclosed::Given => {
            given(criteria.iter().all(|of| of.mode.is_some()))
        }
        Item::Criteria | Item::Exclusions => fact.targeting_disclosed,
        Item::Origin => {
            let mut lists = criteria.iter().filter(|of| of.dimension.is_of_people_on_record()).peekable();
            if lists.peek().is_none() {
                return Disclosed::NotApplicable;
            }
            given(lists.all(|of| !matches!(of.dimension, Dimension::CustomAudience | Dimension::Lookalike)))
        }
    }
}

fn without_payer(shelf: &Shelf) -> Vec<WithoutPayer> {
    let asked = |fact: &&&AdFact| matches!(fact.payer_disclosed, Disclosed::Given | Disclosed::Absent);
    let mut found: BTreeMap<Option<Currency>, Vec<&AdFact>> = BTreeMap::new();
    for fact in shelf.facts.iter().filter(asked) {
        found.entry(fact.currency).or_default().push(fact);
    }
    let row = |(currency, facts): (Option<Currency>, Vec<&AdFact>)| {
        let absent = |fact: &AdFact| fact.payer_disclosed == Disclosed::Absent;
        let part = |fact: &&AdFact| {
            let part = if absent(fact) { 1.0 } else { 0.0 };
            fact.spend.map(|of| share::PartOf { of, least: part, most: part })
        };
        let parts: Vec<share::PartOf> = facts.iter().filter_map(part).collect();
        WithoutPayer {
            currency,
            rows: facts.iter().filter(|fact| absent(fact)).count() as u64,
            rows_of: facts.len() as u64,
            spend: facts.iter().filter(|fact| absent(fact)).filter_map(|fact| fact.spend).collect(),
            share: share::share(&parts),
        }
    };
    found.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::ads::{AdAudit, tests::Library},
        model::{range::Range, segment::Mode},
    };

    #[test]
    fn counts_each_item_where_it_applies() {
        let mut library = Library::new(Level::Ad);
        let told = library.row(0, Range::exact(300));
        library.aim(told, Dimension::CustomerList, "supporters", Mode::Include, None);
        let untold = library.row(1, Range::between(0, 100).unwrap());
        library.aim(untold, Dimension::Lookalike, "a lookalike", Mode::Include, None);
        library.0.facts[0].payer_disclosed = Disclosed::Given;
        library.0.facts[1].payer_disclosed = Disclosed::Absent;
        let found = AdAudit::of(&library.0).books[0].disclosure.clone();
        let share = |item: Item| found.items.iter().find(|of| of.item == item).unwrap().given_share;
        let [payer, amount, period, criteria, exclusions, origin] = Item::ALL.map(share);
        assert_eq!([payer, origin], [Figure::known(0.5); 2]);
        assert_eq!([amount, criteria, exclusions], [Figure::known(1.0); 3]);
        assert_eq!(period, Figure::known(0.0));
        // The first gives all but the period, the second three.
        assert_eq!(found.given_items, [0, 0, 0, 1, 0, 1, 0]);
        let without = &found.without_payer[0];
        assert_eq!((without.rows, without.rows_of, without.spend.low), (1, 2, 0));
        assert_eq!(without.share, Figure::known(Interval { low: 0.0, high: 0.25 }));
    }

    #[test]
    fn what_a_source_has_no_field_for_is_nobodys_omission() {
        let mut library = Library::new(Level::Sponsor);
        library.row(0, Range::exact(1));
        library.0.facts[0].targeting_disclosed = Disclosed::NotApplicable;
        let found = AdAudit::of(&library.0).books[0].disclosure.clone();
        let criteria = &found.items[3];
        assert_eq!(
            (criteria.not_applicable, criteria.given_share),
            (1, Figure::undefined(Undefined::EmptyInput))
        );
    }
}
