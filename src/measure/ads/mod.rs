//! `AdAudit`: what is in ad libraries: who paid how much, where, whom for, who was kept out, and how much of it is known.
//!
//! # Limits
//! A library holds what its platform took for political and chose to publish. Money is what the platform says was spent with it, not what a
//! campaign cost. Books are measured each by itself and never added up, for they may hold the same money twice.

mod aim_and_delivery;
mod aimed;
mod choices;
mod combinations;
mod concentration;
mod coverage;
mod criteria;
mod delivered;
mod dimensions;
mod disclosure;
mod exclusions;
mod money;
mod on_record;
mod places;
mod represented;
mod share;
mod smallest_place;
mod sponsors;
mod targeting;

pub use aim_and_delivery::{AimAndDelivery, BINS, DeliveredAges, DeliveredGender, DeliveredPlaces};
pub use aimed::{Use, Way};
pub use choices::AdChoices;
pub use combinations::{Combination, Combinations};
pub use concentration::{LorenzBand, MoneyConcentration, Needed, RangedMeasure, Unit};
pub use coverage::Coverage;
pub use criteria::CriterionUse;
pub use delivered::DeliveredCell;
pub use dimensions::DimensionUse;
pub use disclosure::{DisclosedItem, Disclosure, Item, WithoutPayer};
pub use exclusions::Exclusions;
pub use money::Money;
pub use on_record::OnRecord;
pub use places::PlaceMoney;
pub use represented::{Footprint, PlaceWithout, Represented, RepresentedPlace, Swing, over_representation};
pub use smallest_place::SmallestPlace;
pub use sponsors::SponsorMoney;
pub use targeting::{Targeting, TargetingShare};

use crate::{
    model::{
        ads::{AdBook, AdCriterion, AdFact, AdRecords, Delivery, Dimension},
        segment::{Layer, Mode},
    },
    stat::ranged::Policy,
};
use criteria::compared;
use rayon::prelude::*;
use serde::Serialize;

/// Everything measured of some ad libraries.
///
/// # Example
/// Two pages in a report of Meta's: one spent 1,234 dollars, the other at most 100.
/// ```
/// use bystander::{measure::ads::AdAudit, model::{ads::{AdBook, AdFact, AdRecords, Level, Sponsor}, id::SourceId, range::Range}};
/// let book = AdBook { format: "x", title: "x".into(), generation: "1", level: Level::Sponsor, asked_on: None, about: None,
///     window: None, cannot_tell: &[] };
/// let spent = |sponsor, spend| AdFact { sponsor: Some(sponsor), spend: Some(spend), ..AdFact::new(SourceId(0), 2, 0) };
/// let facts = vec![spent(0, Range::exact(123_400)), spent(1, Range::between(0, 10_000).unwrap())];
/// let records = AdRecords { books: vec![book], sponsors: vec![Sponsor::default(); 2], facts, ..AdRecords::default() };
/// let audit = AdAudit::of(&records);
/// let money = &audit.books[0].money[0];
/// assert_eq!((money.spend.low, money.spend.high()), (123_400, Some(133_400)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdAudit {
    /// How a point is chosen within a range, where one is asked for.
    pub policy: Option<&'static str>,
    /// Below which margin a place counts as open, in percentage points, where that is asked for.
    pub swing: Option<f64>,
    /// Each book by itself, in the order of reading.
    pub books: Vec<BookAudit>,
}

/// Everything measured of one book.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BookAudit {
    /// What the book is.
    pub book: AdBook,
    /// How much of it is known.
    pub coverage: Coverage,
    /// The money in each currency.
    pub money: Vec<Money>,
    /// The money of each sponsor.
    pub sponsors: Vec<SponsorMoney>,
    /// The money of each place.
    pub places: Vec<PlaceMoney>,
    /// In how few hands and places the money is.
    pub concentration: Vec<MoneyConcentration>,
    /// What each criterion was used for.
    pub criteria: Vec<CriterionUse>,
    /// Who was shown it, cell by cell.
    pub delivered: Vec<DeliveredCell>,
    /// What criteria look at.
    pub dimensions: Vec<DimensionUse>,
    /// Which of them stand together in one advertisement.
    pub combinations: Vec<Combinations>,
    /// How much people are kept out.
    pub exclusions: Vec<Exclusions>,
    /// How much audiences of people on record are used.
    pub on_record: Vec<OnRecord>,
    /// The share of money by kinds of targeting, where totals state shares.
    pub targeting: Vec<TargetingShare>,
    /// The smallest places asked for.
    pub smallest_places: Vec<SmallestPlace>,
    /// Whom advertisements were aimed at against who was shown them, where both are said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aim_and_delivery: Option<AimAndDelivery>,
    /// What the library tells, item by item.
    pub disclosure: Disclosure,
    /// Money against people, where a table of places was given.
    pub represented: Vec<Represented>,
}

impl AdAudit {
    /// Takes the measure of what the libraries hold by themselves.
    #[must_use]
    pub fn of(records: &AdRecords) -> Self {
        Self::with(records, &AdChoices::default())
    }

    /// The same with what the reader settled.
    #[must_use]
    pub fn with(records: &AdRecords, choices: &AdChoices) -> Self {
        let shelves = Shelf::all(records);
        Self {
            policy: choices.policy.map(Policy::name),
            swing: choices.swing,
            books: shelves.par_iter().map(|shelf| BookAudit::of(shelf, choices)).collect(),
        }
    }
}

impl BookAudit {
    fn of(shelf: &Shelf, choices: &AdChoices) -> Self {
        Self {
            book: shelf.book.clone(),
            coverage: coverage::of(shelf),
            money: money::of(shelf),
            sponsors: sponsors::of(shelf),
            places: places::of(shelf),
            concentration: concentration::of(shelf, choices.policy),
            criteria: criteria::of(shelf),
            delivered: delivered::of(shelf),
            dimensions: dimensions::of(shelf),
            combinations: combinations::of(shelf),
            exclusions: exclusions::of(shelf),
            on_record: on_record::of(shelf),
            targeting: targeting::of(shelf),
            smallest_places: smallest_place::of(shelf),
            aim_and_delivery: aim_and_delivery::of(shelf),
            disclosure: disclosure::of(shelf),
            represented: choices
                .places
                .as_ref()
                .map_or_else(Vec::new, |places| represented::of(shelf, places, choices.swing)),
        }
    }
}

/// One book with its rows, and the conditions of each.
struct Shelf<'a> {
    records: &'a AdRecords,
    book: &'a AdBook,
    /// The rows, in the order of reading.
    facts: Vec<&'a AdFact>,
    /// The conditions, each with the place of its row in `facts`.
    criteria: Vec<(usize, &'a AdCriterion)>,
    /// The cells of who was shown it, each with the place of its row in `facts`.
    deliveries: Vec<(usize, &'a Delivery)>,
}

impl<'a> Shelf<'a> {
    fn all(records: &'a AdRecords) -> Vec<Self> {
        let empty =
            |book| Self { records, book, facts: Vec::new(), criteria: Vec::new(), deliveries: Vec::new() };
        let mut shelves: Vec<Self> = records.books.iter().map(empty).collect();
        let place = |fact: &'a AdFact| {
            let shelf = &mut shelves[fact.book as usize];
            shelf.facts.push(fact);
            shelf.facts.len() - 1
        };
        let places: Vec<usize> = records.facts.iter().map(place).collect();
        for criterion in &records.criteria {
            let book = records.fact(criterion.fact).book;
            shelves[book as usize].criteria.push((places[criterion.fact as usize], criterion));
        }
        for delivery in &records.deliveries {
            let book = records.fact(delivery.fact).book;
            shelves[book as usize].deliveries.push((places[delivery.fact as usize], delivery));
        }
        shelves
    }

    /// Whether a criterion leaves anybody out: a gender of `All` or `any` does not, though libraries list it.
    fn narrows(&self, of: &AdCriterion) -> bool {
        let is_all = || ["all", "any"].contains(&compared(self.records.text(of.value)).as_str());
        of.dimension != Dimension::Gender || !is_all()
    }
}

/// Whether a criterion adds people, keeps them out, or the library does not say, in words.
#[must_use]
pub fn mode_word(mode: Option<Mode>) -> &'static str {
    match mode {
        Some(Mode::Include) => "include",
        Some(Mode::Exclude) => "exclude",
        None => "not said",
    }
}

/// A layer in words.
#[must_use]
pub fn layer_word(layer: Layer) -> &'static str {
    match layer {
        Layer::Chosen => "chosen",
        Layer::Delivered => "delivered",
        Layer::Experienced => "experienced",
    }
}

#[cfg(test)]
mod tests;
