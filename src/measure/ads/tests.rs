//! A library to test with, written row by row.

use crate::model::{
    ads::{AdBook, AdCriterion, AdFact, AdPlace, AdRecords, Delivery, Dimension, Disclosed, Level, Sponsor},
    id::SourceId,
    range::Range,
    segment::{Layer, Mode},
};

/// A book of no library.
pub(super) fn book(level: Level) -> AdBook {
    AdBook {
        format: "none",
        title: "A library".to_owned(),
        generation: "1",
        level,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: &[],
    }
}

/// One book in the making.
pub(super) struct Library(pub(super) AdRecords);

impl Library {
    pub(super) fn new(level: Level) -> Self {
        let sponsors = vec![Sponsor::default(); 9];
        Self(AdRecords { books: vec![book(level)], sponsors, ..AdRecords::default() })
    }

    /// A row of a sponsor that says whom it was aimed at.
    pub(super) fn row(&mut self, sponsor: u32, spend: Range) -> u32 {
        let fact = AdFact {
            sponsor: Some(sponsor),
            spend: Some(spend),
            targeting_disclosed: Disclosed::Given,
            ..AdFact::new(SourceId(0), self.0.facts.len() as u64 + 2, 0)
        };
        self.0.facts.push(fact);
        u32::try_from(self.0.facts.len() - 1).unwrap()
    }

    /// The total of a region.
    pub(super) fn place(&mut self, name: &str, spend: Range) {
        let place = AdPlace { name: name.to_owned(), dimension: Dimension::Region, country: None };
        self.0.places.push(place);
        let place = u32::try_from(self.0.places.len() - 1).unwrap();
        let fact = AdFact { place: Some(place), spend: Some(spend), ..AdFact::new(SourceId(0), 2, 0) };
        self.0.facts.push(fact);
    }

    pub(super) fn text(&mut self, text: &str) -> u32 {
        self.0.texts.push(text.to_owned());
        u32::try_from(self.0.texts.len() - 1).unwrap()
    }

    /// A chosen criterion, with the share of the row's money where that is stated.
    pub(super) fn aim(
        &mut self,
        fact: u32,
        dimension: Dimension,
        value: &str,
        mode: Mode,
        share: Option<f64>,
    ) {
        let value = self.text(value);
        let criterion = AdCriterion {
            fact,
            layer: Layer::Chosen,
            dimension,
            value,
            mode: Some(mode),
            share,
            ads: None,
            obfuscated: 0,
        };
        self.0.criteria.push(criterion);
    }

    /// A share of the impressions of an age and gender, or of a place.
    pub(super) fn shown(&mut self, fact: u32, [age, gender, place]: [&str; 3], share: f64) {
        let [age, gender, place] =
            [age, gender, place].map(|text| (!text.is_empty()).then(|| self.text(text)));
        self.0.deliveries.push(Delivery { fact, age, gender, place, share: Some(share), people: None });
    }
}

/// Random numbers from a seed.
pub(super) fn seeded(seed: u64) -> impl FnMut() -> u64 {
    use rand_chacha::rand_core::{Rng, SeedableRng};
    let mut random = rand_chacha::ChaCha12Rng::seed_from_u64(seed);
    move || random.next_u64()
}
