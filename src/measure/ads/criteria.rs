//! `CriterionUse`: by which criteria people were picked out or kept out, how often, by whom, with what money.

use super::{Shelf, coverage::part, sponsors::has_repeats};
use crate::model::{
    ads::{Currency, Dimension},
    range::RangeSum,
    segment::{Layer, Mode},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One value of one dimension, in or out, in one currency.
///
/// # Definition
/// Values are the same if they are but for case, blanks and the spelling of dashes; the first spelling is shown. `rows` counts
/// rows with the criterion, `sponsors` the sponsors of these. `spend` adds the money of these rows; where a row says which share of its
/// money was spent under the criterion, that share of it. Rows have many criteria, so that these sums overlap and are never added up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionUse {
    /// From which side it is known.
    pub layer: Layer,
    /// What it looks at.
    pub dimension: Dimension,
    /// The value, as the library spells it.
    pub value: String,
    /// In or out, or not said.
    pub mode: Option<Mode>,
    /// Rows with it.
    pub rows: u64,
    /// Advertisements with it, each once, as far as rows say.
    pub ads: Option<u64>,
    /// Sponsors that used it.
    pub sponsors: u64,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// The money spent under it, in hundredths.
    pub spend: RangeSum,
    /// Further values that the library keeps back behind it.
    pub obfuscated: u64,
}

/// A value as it is compared: lower case, one blank between words, one spelling of dashes.
pub(super) fn compared(value: &str) -> String {
    let one = |letter: char| match letter {
        '–' | '—' | '‐' | '‑' | '−' => '-',
        other => other,
    };
    let words: Vec<String> = value
        .split_whitespace()
        .map(|word| word.chars().map(one).flat_map(char::to_lowercase).collect())
        .collect();
    words.join(" ")
}

pub(super) fn of(shelf: &Shelf) -> Vec<CriterionUse> {
    type Key = (Layer, Dimension, String, Option<Mode>, Option<Currency>);
    struct Open {
        used: CriterionUse,
        sponsors: BTreeSet<u32>,
        ads: BTreeSet<u32>,
        last_row: Option<usize>,
    }
    let has_repeats = has_repeats(shelf);
    let mut found: BTreeMap<Key, Open> = BTreeMap::new();
    for &(at, criterion) in &shelf.criteria {
        let fact = shelf.facts[at];
        let value = shelf.records.text(criterion.value);
        let key = (criterion.layer, criterion.dimension, compared(value), criterion.mode, fact.currency);
        let open = found.entry(key).or_insert_with(|| Open {
            used: CriterionUse {
                layer: criterion.layer,
                dimension: criterion.dimension,
                value: value.to_owned(),
                mode: criterion.mode,
                rows: 0,
                ads: None,
                sponsors: 0,
                currency: fact.currency,
                spend: RangeSum::default(),
                obfuscated: 0,
            },
            sponsors: BTreeSet::new(),
            ads: BTreeSet::new(),
            last_row: None,
        });
        // A row that has a value twice, in two spellings, has it once.
        if open.last_row == Some(at) {
            continue;
        }
        open.last_row = Some(at);
        open.used.rows += 1;
        let ads = criterion.ads.or(fact.ad.map(|ad| u64::from(!has_repeats || open.ads.insert(ad))));
        open.used.ads = open.used.ads.map_or(ads, |known| Some(known + ads.unwrap_or(0)));
        open.used.obfuscated += criterion.obfuscated;
        let spend = fact.spend.map(|spend| criterion.share.map_or(spend, |share| part(spend, share)));
        open.used.spend.add_known(spend);
        open.sponsors.extend(fact.sponsor);
    }
    let mut all: Vec<CriterionUse> = found
        .into_values()
        .map(|open| CriterionUse { sponsors: open.sponsors.len() as u64, ..open.used })
        .collect();
    // Stable, so that equals keep the order of their keys.
    all.sort_by_key(|used| {
        (
            used.currency,
            used.dimension,
            std::cmp::Reverse((used.spend.low, used.spend.closed_high, used.rows)),
        )
    });
    all
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::ads::AdAudit,
        model::{
            ads::{AdBook, AdCriterion, AdFact, AdRecords, Dimension, Level, Sponsor},
            id::SourceId,
            segment::{Layer, Mode},
        },
    };

    /// Three showings, two of them of one advertisement, all by age.
    fn showings() -> AdRecords {
        let book = AdBook {
            format: "x",
            title: "Showings".to_owned(),
            generation: "1",
            level: Level::Showing,
            asked_on: None,
            about: None,
            window: None,
            cannot_tell: &[],
        };
        let shown = |ad| AdFact { ad: Some(ad), sponsor: Some(0), ..AdFact::new(SourceId(0), 1, 0) };
        let by_age = |fact| AdCriterion {
            fact,
            layer: Layer::Experienced,
            dimension: Dimension::Age,
            value: 2,
            mode: Some(Mode::Include),
            share: None,
            ads: None,
            obfuscated: 0,
        };
        AdRecords {
            books: vec![book],
            sponsors: vec![Sponsor::default()],
            texts: ["ad 1", "ad 2", "18 and up"].map(str::to_owned).to_vec(),
            facts: vec![shown(0), shown(1), shown(0)],
            criteria: (0..3).map(by_age).collect(),
            ..AdRecords::default()
        }
    }

    #[test]
    fn an_advertisement_that_was_shown_twice_is_one() {
        let audit = AdAudit::of(&showings());
        let book = &audit.books[0];
        assert_eq!((book.criteria[0].rows, book.criteria[0].ads), (3, Some(2)));
        assert_eq!((book.sponsors[0].rows, book.sponsors[0].ads), (3, Some(2)));
    }
}
