//! `Represented`: which places have more of the money than of the people, which have none, and how much went where the vote is close.
//!
//! # Limits
//! Places, people and margins are those of the table that was given; which margin makes a place open is for its reader to say. A library's place is where
//! an advertisement was shown, and the people of a place are not those who saw it.

use super::{Shelf, criteria::compared};
use crate::{
    model::{
        ads::{Currency, Dimension},
        number::{Figure, Interval, Undefined},
        range::RangeSum,
    },
    stat::ranged::{Span, Total},
    table::places::Places,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The money of one book, currency and kind of place, held against the places of a table.
///
/// # Definition
/// A place of the library is one of the table if their names are the same but for case, blanks, the spelling of dashes, and a vintage at the end:
/// `(2022 redistricting)`, `- 2020 Census`. Places of the library that are in no table are `unmatched` and in no share. Kinds of places of which none
/// matches are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Represented {
    /// The kind of place.
    pub kind: Dimension,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// Each place of the table, those with the largest quotient first.
    pub places: Vec<RepresentedPlace>,
    /// How many places have any money.
    pub footprint: Footprint,
    /// The places that surely have none.
    pub without_money: Vec<PlaceWithout>,
    /// How many people live in those, where known.
    pub without_money_population: u64,
    /// Their share of everybody in the table, 0 to 1.
    pub without_money_share: Figure,
    /// Places of the library that are not in the table, by name.
    pub unmatched: Vec<String>,
    /// Their money.
    pub unmatched_spend: RangeSum,
    /// Money where the vote is close, where a margin was asked for.
    pub swing: Option<Swing>,
}

/// One place.
///
/// # Definition
/// `share` is its money in that of all places of the table whose population is known, `population_share` its people in theirs, and `quotient` the one
/// over the other: 1 where a place has as much of the money as of the people. Money is a range, so that both are intervals; people are taken
/// as they stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RepresentedPlace {
    /// Its name in the table.
    pub place: String,
    /// Its people, where known.
    pub population: Option<u64>,
    /// The margin of the last vote there, in percentage points, where known.
    pub margin: Option<f64>,
    /// Its money, in hundredths.
    pub spend: RangeSum,
    /// Its share of the money, 0 to 1.
    pub share: Figure<Interval>,
    /// Its share of the people, 0 to 1.
    pub population_share: Figure,
    /// Its location quotient, 0 or more.
    pub quotient: Figure<Interval>,
}

/// How many places of the table have money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Footprint {
    /// All places of the table.
    pub places: u64,
    /// Those that surely have some.
    pub fewest: u64,
    /// Those that may have some.
    pub most: u64,
}

/// A place without money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceWithout {
    /// Its name in the table.
    pub place: String,
    /// Its people, where known.
    pub population: Option<u64>,
}

/// Money where the vote is close.
///
/// # Definition
/// Of the places whose margin and population are known, those whose margin is less than the threshold, whoever leads: their money in that of all of them,
/// their people in those of all of them, and the one over the other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Swing {
    /// How many places are below the threshold.
    pub places: u64,
    /// Of how many with a known margin and population.
    pub places_of: u64,
    /// Their money, in hundredths.
    pub spend: RangeSum,
    /// Its share, 0 to 1.
    pub share: Figure<Interval>,
    /// Their share of the people, 0 to 1.
    pub population_share: Figure,
    /// The share of the money over that of the people.
    pub quotient: Figure<Interval>,
}

/// A name without the vintage of its map.
pub(super) fn folded(name: &str) -> String {
    let name = compared(name);
    if let Some((head, tail)) = name.rsplit_once(" (")
        && tail.ends_with(" redistricting)")
    {
        return head.to_owned();
    }
    match name.rsplit_once(" - ") {
        Some((head, tail)) if tail.ends_with(" census") => head.to_owned(),
        _ => name,
    }
}

pub(super) fn of(shelf: &Shelf, places: &Places, swing: Option<f64>) -> Vec<Represented> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for fold in [compared, folded] {
        for (at, name) in places.names.iter().enumerate() {
            known.entry(fold(name)).or_insert(at);
        }
    }
    let mut found: BTreeMap<(Dimension, Option<Currency>), Matched> = BTreeMap::new();
    for fact in &shelf.facts {
        let (Some(place), Some(spend)) = (fact.place, fact.spend) else { continue };
        let place = &shelf.records.places[place as usize];
        let matched = found.entry((place.dimension, fact.currency)).or_default();
        if let Some(&at) = known.get(&compared(&place.name)).or_else(|| known.get(&folded(&place.name))) {
            matched.money.entry(at).or_default().add(spend);
        } else {
            matched.unmatched.insert(place.name.clone());
            matched.unmatched_spend.add(spend);
        }
    }
    let with_any = found.into_iter().filter(|(_, matched)| !matched.money.is_empty());
    with_any.map(|((kind, currency), matched)| matched.close(kind, currency, places, swing)).collect()
}

/// The money of places of one kind and currency.
#[derive(Default)]
struct Matched {
    /// By the place in the table.
    money: BTreeMap<usize, RangeSum>,
    unmatched: BTreeSet<String>,
    unmatched_spend: RangeSum,
}

fn total(sum: &RangeSum) -> Total {
    Total { low: sum.low, high: sum.high() }
}

/// What is left of a sum without some of its terms.
fn without(all: &RangeSum, own: &RangeSum) -> Total {
    let high = (all.open == own.open).then(|| all.closed_high - own.closed_high);
    Total { low: all.low - own.low, high }
}

impl Matched {
    fn at(&self, place: usize) -> RangeSum {
        self.money.get(&place).copied().unwrap_or_default()
    }

    /// The money of all places that `is_in` takes.
    fn sum(&self, is_in: impl Fn(usize) -> bool) -> RangeSum {
        let taken = self.money.iter().filter(|(at, _)| is_in(**at));
        taken.fold(RangeSum::default(), |all, (_, sum)| all.with(sum))
    }

    fn close(
        self,
        kind: Dimension,
        currency: Option<Currency>,
        places: &Places,
        swing: Option<f64>,
    ) -> Represented {
        let everybody: u64 = places.population.iter().flatten().sum();
        let all = 0..places.names.len();
        let counted = self.sum(|at| places.population[at].is_some());
        let mut rows: Vec<RepresentedPlace> =
            all.clone().map(|at| self.place(at, places, (&counted, everybody))).collect();
        let lowest = |row: &RepresentedPlace| row.quotient.value().map_or(-1.0, |quotient| quotient.low);
        let has = |at: usize| self.at(at).low > 0;
        let may_have = |at: usize| self.at(at).high() != Some(0);
        let without: Vec<PlaceWithout> = all
            .clone()
            .filter(|&at| !may_have(at))
            .map(|at| PlaceWithout { place: places.names[at].clone(), population: places.population[at] })
            .collect();
        let without_population = without.iter().filter_map(|of| of.population).sum();
        // Stable, so that equals keep the order of their names.
        rows.sort_by(|one, other| lowest(other).total_cmp(&lowest(one)));
        Represented {
            kind,
            currency,
            places: rows,
            footprint: Footprint {
                places: places.names.len() as u64,
                fewest: all.clone().filter(|&at| has(at)).count() as u64,
                most: all.filter(|&at| may_have(at)).count() as u64,
            },
            without_money: without,
            without_money_population: without_population,
            without_money_share: Figure::ratio(without_population, everybody, Undefined::EmptyInput),
            swing: swing.map(|points| self.swing(places, points)),
            unmatched: self.unmatched.into_iter().collect(),
            unmatched_spend: self.unmatched_spend,
        }
    }

    /// One place, beside the money and the people of all places whose people are known.
    fn place(&self, at: usize, places: &Places, (counted, everybody): (&RangeSum, u64)) -> RepresentedPlace {
        let own = self.at(at);
        let rest = || without(counted, &own);
        let residents = places.population[at];
        let quotient = residents.map(|residents| total(&own).location_quotient(rest(), residents, everybody));
        let share = residents.map(|_| total(&own).share_beside(rest()));
        let of = |figure: Option<Figure<_>>| {
            figure.map_or(Figure::undefined(Undefined::EmptyGroup), |figure| {
                figure.map(|span: Span| span.interval())
            })
        };
        RepresentedPlace {
            place: places.names[at].clone(),
            population: residents,
            margin: places.margin[at],
            spend: own,
            share: of(share),
            population_share: match residents {
                Some(residents) => Figure::ratio(residents, everybody, Undefined::ZeroDenominator),
                None => Figure::undefined(Undefined::EmptyGroup),
            },
            quotient: of(quotient),
        }
    }

    fn swing(&self, places: &Places, points: f64) -> Swing {
        let is_known = |at: usize| places.margin[at].is_some() && places.population[at].is_some();
        let is_close =
            |at: usize| is_known(at) && places.margin[at].is_some_and(|margin| margin.abs() < points);
        let people = |is_in: &dyn Fn(usize) -> bool| -> u64 {
            let taken = places.population.iter().enumerate().filter(|(at, _)| is_in(*at));
            taken.filter_map(|(_, people)| *people).sum()
        };
        let count =
            |is_in: &dyn Fn(usize) -> bool| (0..places.names.len()).filter(|&at| is_in(at)).count() as u64;
        let (close, rest) = (self.sum(is_close), self.sum(|at| is_known(at) && !is_close(at)));
        let (residents, all) = (people(&is_close), people(&is_known));
        Swing {
            places: count(&is_close),
            places_of: count(&is_known),
            spend: close,
            share: total(&close).share_beside(total(&rest)).map(Span::interval),
            population_share: Figure::ratio(residents, all, Undefined::ZeroDenominator),
            quotient: total(&close).location_quotient(total(&rest), residents, all).map(Span::interval),
        }
    }
}

/// A share of a segment over the same group's share of everybody, both as published: the index of over-representation.
///
/// # Example
/// What Channel 4 reported in 2020 of an audience named Deterrence: in Georgia 32 % of the people and 61 % of the audience.
/// ```
/// use bystander::measure::ads::over_representation;
/// let index = |segment, people| (over_representation(segment, people).value().unwrap() * 100.0).round() / 100.0;
/// assert_eq!([index(0.61, 0.32), index(0.46, 0.22), index(0.17, 0.054)], [1.91, 2.09, 3.15]);
/// ```
#[must_use]
pub fn over_representation(share_of_segment: f64, share_of_people: f64) -> Figure {
    if share_of_people > 0.0 {
        return Figure::known(share_of_segment / share_of_people);
    }
    Figure::undefined(Undefined::ZeroDenominator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::ads::{AdAudit, AdChoices, tests::Library},
        model::{ads::Level, range::Range},
    };

    fn places(rows: &[(&str, Option<u64>, Option<f64>)]) -> Places {
        Places {
            names: rows.iter().map(|row| row.0.to_owned()).collect(),
            population: rows.iter().map(|row| row.1).collect(),
            margin: rows.iter().map(|row| row.2).collect(),
            ..Places::default()
        }
    }

    fn of(library: &Library, places: Places, swing: Option<f64>) -> Represented {
        let choices = AdChoices { places: Some(places), swing, ..AdChoices::default() };
        AdAudit::with(&library.0, &choices).books[0].represented[0].clone()
    }

    fn library() -> Library {
        let mut library = Library::new(Level::Place);
        library.place("OHIO", Range::between(20, 30).unwrap());
        library.place("Maine's 2nd District - 2020 Census", Range::between(50, 80).unwrap());
        library.place("Elsewhere", Range::exact(7));
        library
    }

    /// Ohio has 20 of 100 to 30 of 80 of the money, and a quarter of the people.
    #[test]
    fn a_quotient_is_the_share_of_the_money_over_that_of_the_people() {
        let table = places(&[
            ("Maine's 2nd District", Some(2), Some(9.0)),
            ("Ohio", Some(1), Some(-3.0)),
            ("Utah", Some(1), Some(30.0)),
            ("Unknown", None, None),
        ]);
        let found = of(&library(), table, Some(5.0));
        let ohio = found.places.iter().find(|row| row.place == "Ohio").unwrap();
        assert_eq!(ohio.share, Figure::known(Interval { low: 0.2, high: 0.375 }));
        assert_eq!(ohio.quotient, Figure::known(Interval { low: 0.8, high: 1.5 }));
        assert_eq!(found.unmatched, ["Elsewhere"]);
        assert_eq!((found.footprint.places, found.footprint.fewest, found.footprint.most), (4, 2, 2));
        let without: Vec<&str> = found.without_money.iter().map(|of| of.place.as_str()).collect();
        assert_eq!((without, found.without_money_population), (vec!["Utah", "Unknown"], 1));
        let swing = found.swing.unwrap();
        assert_eq!((swing.places, swing.places_of), (1, 3));
        assert_eq!(swing.quotient, Figure::known(Interval { low: 0.8, high: 1.5 }));
    }

    #[test]
    fn a_margin_at_the_threshold_is_not_below_it() {
        let table = places(&[("Ohio", Some(1), Some(5.0)), ("Utah", Some(1), Some(-4.9))]);
        let swing = of(&library(), table, Some(5.0)).swing.unwrap();
        assert_eq!((swing.places, swing.spend.terms), (1, 0));
        assert_eq!(swing.share, Figure::known(Interval { low: 0.0, high: 0.0 }));
    }

    #[test]
    fn the_vintage_of_a_map_does_not_part_names() {
        for name in
            ["CA-22", "ca-22 (2022 redistricting)", "CA-22 (2026 Redistricting)", "CA–22 - 2020 Census"]
        {
            assert_eq!(folded(name), "ca-22");
        }
        assert_eq!(folded("Georgia (country)"), "georgia (country)");
    }
}
