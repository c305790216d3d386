//! `DeliveredCell`: who was shown the advertisements of a book, by age, gender and place, as far as its library says.

use super::{Shelf, coverage::part, criteria::compared};
use crate::{
    model::{
        ads::Delivery,
        number::{Figure, Undefined},
        range::{Range, RangeSum},
    },
    stat::ranged::{Ranges, Span},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One cell of a library's tables of delivery, over all rows of a book. It is of no currency: impressions and people are counts.
///
/// # Definition
/// A cell is an age, a gender, a place, or what a library crosses of them; names that differ by case, blanks or dashes alone are the
/// same. `impressions` adds, over the rows that give the cell a share and say how often they were shown, that share of both ends, rounded
/// outwards to whole ones. `share` is the part of all impressions that went to the cell, over the rows that have cells of the same
/// view and of which every cell has a share: the smallest and the largest average of the shares that the ranges of impressions leave
/// open; undefined (`empty_input`) where none of these rows has the cell. `people` adds the people whom rows count in the cell.
///
/// Tables by age and gender and tables by place are two views of the same impressions and are not added to each other.
///
/// # Limits
/// Shares are taken as published, to six decimals. A person who was shown two advertisements is counted in both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveredCell {
    /// The group of ages, as the library spells it, if the cell has one.
    pub age: Option<String>,
    /// The gender, as the library spells it, if the cell has one.
    pub gender: Option<String>,
    /// The place, as the library spells it, if the cell has one.
    pub place: Option<String>,
    /// Rows that were, or may have been, shown to somebody in the cell.
    pub rows: u64,
    /// How often they were shown in the cell.
    pub impressions: RangeSum,
    /// Which part of the impressions of all rows with such cells that is, 0 to 1.
    pub share: Figure<Span>,
    /// The people whom rows count in the cell.
    pub people: RangeSum,
}

/// A cell as it is compared: place, age, gender.
type Key = [Option<String>; 3];
/// Which of place, age and gender a cell has: cells of one view are parts of the same whole.
type View = [bool; 3];

#[derive(Default)]
struct Open {
    spelt: [Option<u32>; 3],
    /// The share of each row.
    shares: BTreeMap<usize, f64>,
    rows: BTreeSet<usize>,
    people: RangeSum,
}

pub(super) fn of(shelf: &Shelf) -> Vec<DeliveredCell> {
    let mut found: Vec<Open> = Vec::new();
    let mut by_key: BTreeMap<Key, usize> = BTreeMap::new();
    // Texts are compared once for each spelling.
    let mut by_spelling: BTreeMap<[Option<u32>; 3], usize> = BTreeMap::new();
    // The rows of each view, and whether every cell of theirs has a share.
    let mut views: BTreeMap<View, BTreeMap<usize, bool>> = BTreeMap::new();
    for &(row, delivery) in &shelf.deliveries {
        let spelt = [delivery.place, delivery.age, delivery.gender];
        let at = *by_spelling.entry(spelt).or_insert_with(|| {
            let key = spelt.map(|text| text.map(|text| compared(shelf.records.text(text))));
            *by_key.entry(key).or_insert_with(|| {
                found.push(Open { spelt, ..Open::default() });
                found.len() - 1
            })
        });
        let open = &mut found[at];
        delivery.people.into_iter().for_each(|people| open.people.add(people));
        if delivery.people.is_none() {
            if let Some(share) = delivery.share {
                *open.shares.entry(row).or_default() += share;
            }
            let is_whole =
                views.entry(spelt.map(|text| text.is_some())).or_default().entry(row).or_insert(true);
            *is_whole &= delivery.share.is_some();
        }
        if may_have_been_shown(delivery) {
            open.rows.insert(row);
        }
    }
    let wholes: BTreeMap<View, Whole> =
        views.into_iter().map(|(view, rows)| (view, Whole::of(shelf, &rows))).collect();
    by_key.into_values().map(|at| found[at].close(shelf, &wholes)).collect()
}

fn may_have_been_shown(delivery: &Delivery) -> bool {
    let is_none = delivery.share == Some(0.0) || delivery.people == Some(Range::exact(0));
    !is_none
}

/// The rows of a view that say how often they were shown, and to whom in all its cells.
struct Whole {
    rows: BTreeSet<usize>,
    impressions: RangeSum,
}

impl Whole {
    fn of(shelf: &Shelf, rows: &BTreeMap<usize, bool>) -> Self {
        let says = |row: &usize| shelf.facts[*row].impressions.is_some();
        let rows: BTreeSet<usize> =
            rows.iter().filter(|&(row, is_whole)| *is_whole && says(row)).map(|(row, _)| *row).collect();
        let impressions = rows.iter().filter_map(|row| shelf.facts[*row].impressions).collect();
        Self { rows, impressions }
    }

    /// The part that went to a cell with these shares. All rows without it weigh as one: their value is the same, zero.
    fn share(&self, shelf: &Shelf, shares: &BTreeMap<usize, f64>) -> Figure<Span> {
        let (mut units, mut values, mut rest) = (Vec::new(), Vec::new(), self.impressions);
        for (&row, &share) in shares.iter().filter(|&(row, share)| *share > 0.0 && self.rows.contains(row)) {
            let shown = shelf.facts[row].impressions.expect("rows of a whole say it");
            units.push((shown.low(), shown.high()));
            values.push(share.min(1.0));
            rest.low -= u128::from(shown.low());
            rest.closed_high -= shown.high().map_or(0, u128::from);
            rest.open -= u64::from(shown.is_open());
        }
        let whole = |sum: u128| u64::try_from(sum).unwrap_or(u64::MAX);
        units.push((whole(rest.low), rest.high().map(whole)));
        values.push(0.0);
        Ranges::of(units).map_or(Figure::undefined(Undefined::ZeroTotal), |units| units.average(&values))
    }
}

impl Open {
    fn close(&self, shelf: &Shelf, wholes: &BTreeMap<View, Whole>) -> DeliveredCell {
        let mut impressions = RangeSum::default();
        for (&row, &share) in self.shares.iter().filter(|(_, share)| **share > 0.0) {
            impressions.add_known(shelf.facts[row].impressions.map(|shown| part(shown, share.min(1.0))));
        }
        let whole = wholes.get(&self.spelt.map(|text| text.is_some()));
        let [place, age, gender] =
            self.spelt.map(|text| text.map(|text| shelf.records.text(text).to_owned()));
        DeliveredCell {
            age,
            gender,
            place,
            rows: self.rows.len() as u64,
            impressions,
            share: whole
                .filter(|whole| self.shares.keys().any(|row| whole.rows.contains(row)))
                .map_or(Figure::undefined(Undefined::EmptyInput), |whole| whole.share(shelf, &self.shares)),
            people: self.people,
        }
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are known to the bit")]
mod tests {
    use super::super::AdAudit;
    use crate::model::{
        ads::{AdBook, AdFact, AdRecords, Delivery, Level},
        id::SourceId,
        range::Range,
    };

    /// Two advertisements: shown 0 to 999 times, to women alone; shown 1,000 to 1,999 times, to women for a quarter.
    fn records() -> AdRecords {
        let book = AdBook {
            format: "x",
            title: "x".into(),
            generation: "1",
            level: Level::Ad,
            asked_on: None,
            about: None,
            window: None,
            cannot_tell: &[],
        };
        let shown = |line, low, high| AdFact {
            impressions: Some(Range::between(low, high).expect("in order")),
            ..AdFact::new(SourceId(0), line, 0)
        };
        let cell = |fact, gender, share| Delivery {
            fact,
            age: None,
            gender: Some(gender),
            place: None,
            share: Some(share),
            people: None,
        };
        AdRecords {
            books: vec![book],
            texts: ["female", "male", "Female"].map(String::from).to_vec(),
            facts: vec![shown(1, 0, 999), shown(2, 1_000, 1_999)],
            deliveries: vec![cell(0, 0, 1.0), cell(1, 2, 0.25), cell(1, 1, 0.75)],
            ..AdRecords::default()
        }
    }

    #[test]
    fn adds_shares_of_impressions_as_ranges() {
        let audit = AdAudit::of(&records());
        let [women, men] = &audit.books[0].delivered[..] else { panic!("two cells") };
        assert_eq!((women.gender.as_deref(), women.rows), (Some("female"), 2));
        // 0 + 250, and 999 + 499.75 rounded up.
        assert_eq!((women.impressions.low, women.impressions.high()), (250, Some(1_499)));
        assert_eq!((men.impressions.low, men.impressions.high()), (750, Some(1_500)));
        let [low, high] = [women, men].map(|cell| cell.share.value().expect("a share").interval());
        // All of 999 beside a quarter of 1,000; a quarter alone.
        assert!((low.high - (999.0 + 250.0) / 1_999.0).abs() < 1e-15 && low.low == 0.25);
        assert!((high.low - (1.0 - low.high)).abs() < 1e-15 && high.high == 0.75);
    }

    #[test]
    fn a_row_with_an_unknown_share_is_in_no_share_of_the_whole() {
        let mut records = records();
        records.deliveries[0].share = None;
        let audit = AdAudit::of(&records);
        let women = &audit.books[0].delivered[0];
        assert_eq!(women.share.value().map(|span| (span.low.value, span.high.value)), Some((0.25, 0.25)));
    }

    #[test]
    fn nothing_of_an_amount_without_an_upper_end_is_nothing_and_an_unknown_share_of_it_is_left_out() {
        let mut records = records();
        records.facts[0].impressions = Some(Range::from(10));
        records.deliveries[0].share = Some(0.0);
        let women = |records: &AdRecords| AdAudit::of(records).books[0].delivered[0].clone();
        assert_eq!((women(&records).rows, women(&records).impressions.high()), (1, Some(500)));
        records.deliveries[0].share = None;
        assert_eq!((women(&records).rows, women(&records).impressions.terms), (2, 1));
        records.deliveries.truncate(1);
        assert!(women(&records).share.value().is_none());
    }

    /// Advertisements that were each shown a number of times which is then told only as a range: the figures hold the truth.
    #[test]
    fn holds_the_truth_that_ranges_were_made_of() {
        let mut state = 11_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..200 {
            let mut records = records();
            records.facts.clear();
            records.deliveries.clear();
            let (mut to_women, mut all) = (0_u64, 0_u64);
            for at in 0..10 {
                // Women are a quarter, a half, three quarters or all; the truth is a multiple of four, so that parts are whole.
                let (quarters, shown) = (1 + next(4), 4 * (1 + next(5_000)));
                to_women += shown * quarters / 4;
                all += shown;
                let low = shown / 1_000 * 1_000;
                let range = if low > 15_000 {
                    Range::from(low)
                } else {
                    Range::between(low, low + 999).expect("in order")
                };
                records
                    .facts
                    .push(AdFact { impressions: Some(range), ..AdFact::new(SourceId(0), u64::from(at), 0) });
                let share = crate::stat::real::real(quarters) / 4.0;
                for (gender, share) in [(0, share), (1, 1.0 - share)] {
                    records.deliveries.push(Delivery {
                        fact: at,
                        age: None,
                        gender: Some(gender),
                        place: None,
                        share: Some(share),
                        people: None,
                    });
                }
            }
            let audit = AdAudit::of(&records);
            let women = &audit.books[0].delivered[0];
            assert!(women.impressions.low <= u128::from(to_women));
            assert!(women.impressions.high().is_none_or(|high| u128::from(to_women) <= high));
            let truth = crate::stat::real::real(to_women) / crate::stat::real::real(all);
            let found = women.share.value().expect("a share").interval();
            assert!(found.low - 1e-12 <= truth && truth <= found.high + 1e-12, "{truth} {found:?}");
        }
    }

    #[test]
    fn people_are_counted_apart_from_impressions() {
        let mut records = records();
        let people = |fact, count| Delivery {
            fact,
            age: None,
            gender: Some(0),
            place: Some(1),
            share: None,
            people: Some(Range::exact(count)),
        };
        records.deliveries = vec![people(0, 0), people(1, 7)];
        let audit = AdAudit::of(&records);
        let cell = &audit.books[0].delivered[0];
        assert_eq!((cell.rows, cell.people.low, cell.people.high()), (1, 7, Some(7)));
        assert!(cell.impressions.terms == 0 && cell.share.value().is_none());
    }
}
