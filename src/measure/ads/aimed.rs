//! Rows that say whom they were aimed at, and how many of them, with what money, have something.

use super::{
    Shelf,
    share::{PartOf, share},
};
use crate::model::{
    ads::{AdCriterion, AdFact, Currency, Disclosed, Level},
    number::{Figure, Interval},
    range::{Range, RangeSum},
    segment::{Layer, Mode},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A row with what it says of whom it was aimed at, from one layer.
pub(super) struct Aimed<'a> {
    pub(super) level: Level,
    /// Its place in the book.
    pub(super) at: usize,
    pub(super) fact: &'a AdFact,
    pub(super) criteria: Vec<&'a AdCriterion>,
}

impl Aimed<'_> {
    /// Which part of the row's money was spent under at least one of the criteria that `pick` picks, at least and at most: everything
    /// for an advertisement that has one. Of a total, the largest share that is stated is the least, and all shares together are the most.
    pub(super) fn part(&self, pick: impl Fn(&AdCriterion) -> bool) -> Option<(f64, f64)> {
        let picked: Vec<Option<f64>> = self
            .criteria
            .iter()
            .filter(|criterion| pick(criterion))
            .map(|criterion| criterion.share)
            .collect();
        if picked.is_empty() {
            return None;
        }
        if self.level == Level::Ad && picked.iter().any(Option::is_none) {
            return Some((1.0, 1.0));
        }
        let least = picked.iter().flatten().fold(0.0, |one: f64, &other| one.max(other)).min(1.0);
        let all: Option<f64> = picked.iter().copied().sum();
        Some((least, all.unwrap_or(1.0).min(1.0).max(least)))
    }
}

/// The rows of a shelf that say whom they were aimed at from that side, by currency: those whose library gives it, and those with a
/// criterion.
pub(super) fn rows<'a>(shelf: &Shelf<'a>, layer: Layer) -> BTreeMap<Option<Currency>, Vec<Aimed<'a>>> {
    let mut criteria: Vec<Vec<&AdCriterion>> = vec![Vec::new(); shelf.facts.len()];
    for &(at, criterion) in shelf.criteria.iter().filter(|(_, criterion)| criterion.layer == layer) {
        criteria[at].push(criterion);
    }
    let mut rows: BTreeMap<Option<Currency>, Vec<Aimed>> = BTreeMap::new();
    for (at, (&fact, criteria)) in shelf.facts.iter().zip(criteria).enumerate() {
        let is_given = layer == Layer::Chosen && fact.targeting_disclosed == Disclosed::Given;
        if is_given || !criteria.is_empty() {
            let row = Aimed { level: shelf.book.level, at, fact, criteria };
            rows.entry(fact.currency).or_default().push(row);
        }
    }
    rows
}

/// The layers of which a shelf has criteria.
pub(super) fn layers(shelf: &Shelf) -> Vec<Layer> {
    let found: BTreeSet<Layer> = shelf.criteria.iter().map(|(_, criterion)| criterion.layer).collect();
    found.into_iter().collect()
}

/// How much something is used, among rows that say whom they were aimed at.
///
/// # Definition
/// `rows` of `rows_of` have it, and so have `sponsors` of `sponsors_of`. `spend` is the money of these rows, or the part of it that was spent
/// under it: of a total that states shares of money, at least the largest share stated, at most all of them together. `share` is that money
/// in the money of all rows with an amount, as the interval over all amounts within their ranges.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Use {
    /// Rows that have it.
    pub rows: u64,
    /// Rows that say whom they were aimed at.
    pub rows_of: u64,
    /// Sponsors with such a row.
    pub sponsors: u64,
    /// Sponsors of all of them.
    pub sponsors_of: u64,
    /// The money under it, in hundredths.
    pub spend: RangeSum,
    /// Its share of the money, 0 to 1.
    pub share: Figure<Interval>,
}

/// How much is used what `part` gives the part of, in each row that has it.
pub(super) fn used(rows: &[Aimed], part: impl Fn(&Aimed) -> Option<(f64, f64)>) -> Use {
    let (mut having, mut sponsors, mut spend) = (0, BTreeSet::new(), RangeSum::default());
    let mut parts = Vec::new();
    for row in rows {
        let found = part(row);
        let (least, most) = found.unwrap_or((0.0, 0.0));
        parts.extend(row.fact.spend.map(|of| PartOf { of, least, most }));
        if found.is_some() {
            having += 1;
            sponsors.extend(row.fact.sponsor);
            row.fact.spend.into_iter().for_each(|of| spend.add(between(of, least, most)));
        }
    }
    Use {
        rows: having,
        rows_of: rows.len() as u64,
        sponsors: sponsors.len() as u64,
        sponsors_of: sponsors_of(rows),
        spend,
        share: share(&parts),
    }
}

/// How many sponsors some rows have.
pub(super) fn sponsors_of<'a>(rows: impl IntoIterator<Item = &'a Aimed<'a>>) -> u64 {
    let all: BTreeSet<u32> = rows.into_iter().filter_map(|row| row.fact.sponsor).collect();
    all.len() as u64
}

/// At least the part `least` of the lower end, at most the part `most` of the upper.
fn between(of: Range, least: f64, most: f64) -> Range {
    let low = super::coverage::part(of, least).low();
    match super::coverage::part(of, most).high() {
        Some(high) => Range::between(low, high.max(low)).expect("the ends are in order"),
        None => Range::from(low),
    }
}

/// Which way a criterion is counted: picking people out, keeping them out, or either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Picked out.
    Include,
    /// Kept out.
    Exclude,
    /// Either, and where it is not said.
    Either,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Include, Self::Exclude, Self::Either];

    /// Whether a criterion of that mode counts.
    pub(super) fn takes(self, mode: Option<Mode>) -> bool {
        match self {
            Self::Include => mode == Some(Mode::Include),
            Self::Exclude => mode == Some(Mode::Exclude),
            Self::Either => true,
        }
    }

    /// In words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Exclude => "exclude",
            Self::Either => "either",
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::ads::{AdAudit, BookAudit, Targeting, Way, tests::Library},
        model::{
            ads::{Dimension, Level},
            number::{Figure, Interval},
            range::Range,
            segment::Mode,
        },
    };

    /// Four advertisements: two sponsors, three with criteria, one at everybody.
    fn ads() -> BookAudit {
        let mut library = Library::new(Level::Ad);
        let first = library.row(0, Range::exact(100));
        library.aim(first, Dimension::Region, "Ohio", Mode::Include, None);
        library.aim(first, Dimension::PostalCode, "43004", Mode::Include, None);
        library.aim(first, Dimension::CustomerList, "voters", Mode::Exclude, None);
        let second = library.row(0, Range::between(0, 100).unwrap());
        library.aim(second, Dimension::Region, "Utah", Mode::Include, None);
        library.aim(second, Dimension::Region, "utah ", Mode::Include, None);
        let third = library.row(1, Range::exact(100));
        library.aim(third, Dimension::Region, "Ohio", Mode::Include, None);
        library.aim(third, Dimension::Lookalike, "like voters", Mode::Include, None);
        let fourth = library.row(1, Range::exact(200));
        library.aim(fourth, Dimension::Gender, "All", Mode::Include, None);
        AdAudit::of(&library.0).books.remove(0)
    }

    fn interval(low: f64, high: f64) -> Figure<Interval> {
        Figure::known(Interval { low, high })
    }

    #[test]
    fn exclusions_are_counted_by_themselves() {
        let found = &ads().exclusions[0].used;
        assert_eq!((found.rows, found.rows_of, found.sponsors, found.sponsors_of), (1, 4, 1, 2));
        assert_eq!(found.share, interval(0.2, 0.25));
    }

    #[test]
    fn a_sponsor_that_only_kept_people_out_is_told_from_one_that_picked_them_out() {
        let ads = ads();
        let any = &ads.on_record[0];
        assert_eq!((any.dimension, any.include.rows, any.exclude.rows, any.either.rows), (None, 1, 1, 2));
        assert_eq!(any.only_exclude, 1);
        let list = ads.on_record.iter().find(|of| of.dimension == Some(Dimension::CustomerList)).unwrap();
        assert_eq!((list.include.sponsors, list.either.sponsors, list.only_exclude), (0, 1, 1));
    }

    #[test]
    fn the_smallest_places_add_up_to_all_advertisements() {
        let found = ads().smallest_places;
        let rows: Vec<_> = found.iter().map(|of| (of.place, of.used.rows)).collect();
        assert_eq!(rows, [(Some(Dimension::PostalCode), 1), (Some(Dimension::Region), 2), (None, 1)]);
        assert_eq!(found[2].used.share, interval(0.4, 0.5));
    }

    #[test]
    fn combinations_are_of_what_stood_together() {
        let found = &ads().combinations[0];
        assert_eq!((found.ads, found.different, found.exactly, found.exactly_once), (4, 4, 4, 4));
        assert_eq!(found.depth, [1, 1, 1, 1]);
        let deepest =
            found.most_frequent.iter().find(|of| of.include.len() == 2 && !of.exclude.is_empty()).unwrap();
        assert_eq!(deepest.exclude, [Dimension::CustomerList]);
    }

    #[test]
    fn dimensions_count_advertisements_once() {
        let found = ads().dimensions;
        let region = found.iter().find(|of| of.dimension == Dimension::Region).unwrap();
        assert_eq!((region.used.rows, region.used.sponsors, region.way), (3, 2, Way::Include));
        assert!(!found.iter().any(|of| of.dimension == Dimension::Gender), "all genders leave nobody out");
    }

    /// Two pages with 1,000 and at most 100. The first states 0.3 and 0.6 under custom audiences that it picked out, and 0.9 that it kept out.
    fn pages() -> BookAudit {
        let mut library = Library::new(Level::Sponsor);
        let large = library.row(0, Range::exact(100_000));
        for (dimension, share, mode) in [
            (Dimension::CustomAudience, 0.3, Mode::Include),
            (Dimension::CustomerList, 0.6, Mode::Include),
            (Dimension::CustomAudience, 0.9, Mode::Exclude),
            (Dimension::Lookalike, 0.0, Mode::Include),
        ] {
            library.aim(large, dimension, "an audience", mode, Some(share));
        }
        let small = library.row(1, Range::between(0, 10_000).unwrap());
        library.aim(small, Dimension::CustomAudience, "an audience", Mode::Include, Some(1.0));
        for year in 13..=64 {
            library.aim(small, Dimension::Age, &year.to_string(), Mode::Include, Some(1.0));
            if year < 60 {
                library.aim(large, Dimension::Age, &year.to_string(), Mode::Include, Some(0.5));
            }
        }
        AdAudit::of(&library.0).books.remove(0)
    }

    #[test]
    fn the_published_rule_takes_the_largest_share_of_each_page() {
        let found = pages().targeting;
        let of = |targeting, way| found.iter().find(|of| of.targeting == targeting && of.way == way).unwrap();
        let near =
            |figure: Figure, expected: f64| assert!((figure.value().unwrap() - expected).abs() < 1e-12);
        near(of(Targeting::CustomAudience, Way::Include).published, (0.6 * 1000.0 + 50.0) / 1050.0);
        near(of(Targeting::CustomAudience, Way::Exclude).published, 0.9 * 1000.0 / 1050.0);
        near(of(Targeting::CustomAudience, Way::Either).published, (0.9 * 1000.0 + 50.0) / 1050.0);
        let either = of(Targeting::CustomAudience, Way::Either).share.value().unwrap();
        assert!((either.low - 0.9).abs() < 1e-12 && (either.high - (900.0 + 100.0) / 1100.0).abs() < 1e-12);
        // Of the ages, the large page has 47 active years, the small one 52: the first alone is narrowed.
        near(of(Targeting::Age, Way::Include).published, 0.5 * 1000.0 / 1050.0);
        assert!(!found.iter().any(|of| of.targeting == Targeting::Lookalike));
    }

    #[test]
    fn money_under_overlapping_shares_lies_between_the_largest_and_all_of_them() {
        let any = pages().on_record.remove(0);
        assert_eq!((any.include.spend.low, any.include.spend.closed_high), (60_000, 100_000));
        assert_eq!((any.include.rows, any.exclude.rows, any.only_exclude), (2, 1, 0));
    }
}
