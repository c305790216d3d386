//! `Ground`: the places of one attribute, with what the table of places says of them.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
    },
    table::places::Places,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How close the vote is in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Contest {
    /// The size of the margin is strictly below the threshold.
    Swing,
    /// It is not.
    Safe,
    /// No margin is known.
    Unknown,
}

impl Contest {
    /// The contest of a place with that margin, both in percentage points.
    ///
    /// ```
    /// use bystander::measure::contests::Contest;
    /// assert_eq!(Contest::of(Some(-4.9), 5.0), Contest::Swing);
    /// assert_eq!(Contest::of(Some(5.0), 5.0), Contest::Safe);
    /// assert_eq!(Contest::of(None, 5.0), Contest::Unknown);
    /// ```
    #[must_use]
    pub fn of(margin: Option<f64>, swing_below: f64) -> Self {
        match margin {
            Some(margin) if margin.abs() < swing_below => Self::Swing,
            Some(_) => Self::Safe,
            None => Self::Unknown,
        }
    }
}

/// The places of one attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacesUsed {
    /// The attribute.
    pub dimension: String,
    /// Its places.
    pub places: u64,
    /// Those of them whose margin is known.
    pub with_margin: u64,
    /// Those of them whose population is known.
    pub with_population: u64,
    /// Swing places; `None` without a threshold.
    pub swing_places: Option<u64>,
    /// People of the network who have a place here.
    pub people: u64,
    /// People of the network who have none.
    pub left_out: u64,
}

/// A place.
pub(super) struct Spot<'a> {
    pub(super) name: &'a str,
    /// Its row in the table of places.
    pub(super) row: Option<usize>,
    pub(super) population: Option<u64>,
    pub(super) electorate: Option<u64>,
    pub(super) margin: Option<f64>,
    pub(super) region: Option<&'a str>,
    /// `None` without a threshold.
    pub(super) contest: Option<Contest>,
    /// People of the network who live there.
    pub(super) people: u64,
}

/// The places of one attribute, ascending by name.
pub(super) struct Ground<'a> {
    pub(super) attribute: &'a Attribute,
    pub(super) places: Vec<Spot<'a>>,
    /// Which place each value of the attribute is.
    spot_of_value: Vec<usize>,
    /// People of the network who have a place here.
    pub(super) people: u64,
}

/// The grounds of an audit, in the order of the attributes.
pub(super) fn all(audit: &Audit) -> Vec<Ground<'_>> {
    let Some(table) = &audit.places else { return Vec::new() };
    let named =
        |attribute: &Attribute| attribute.values.iter().filter(|value| table.row(value).is_some()).count();
    let attributes: Vec<&Attribute> = audit
        .attributes
        .iter()
        .filter(|attribute| attribute.role == Role::Place && named(attribute) > 0)
        .collect();
    let most = attributes.iter().map(|attribute| named(attribute)).max();
    let home = attributes.iter().position(|attribute| Some(named(attribute)) == most);
    let anybodys: BTreeSet<&str> =
        attributes.iter().flat_map(|attribute| attribute.values.iter().map(String::as_str)).collect();
    let nobodys = || table.names.iter().map(String::as_str).filter(|name| !anybodys.contains(name));
    let ground = |(at, attribute)| {
        let others: Vec<&str> = if Some(at) == home { nobodys().collect() } else { Vec::new() };
        Ground::of(audit, table, attribute, &others)
    };
    attributes.iter().copied().enumerate().map(ground).collect()
}

impl<'a> Ground<'a> {
    fn of(audit: &Audit, table: &'a Places, attribute: &'a Attribute, others: &[&'a str]) -> Self {
        let (people, _) = attribute.counts();
        let values = attribute.values.iter().map(String::as_str);
        let mut names: Vec<&'a str> = values.chain(others.iter().copied()).collect();
        names.sort_unstable();
        let find = |value: &String| names.binary_search(&value.as_str()).expect("every value is a place");
        let spot_of_value: Vec<usize> = attribute.values.iter().map(find).collect();
        let mut places: Vec<Spot> =
            names.iter().map(|name| Spot::of(table, name, audit.parameters.swing)).collect();
        spot_of_value.iter().zip(&people).for_each(|(&spot, &people)| places[spot].people = people);
        Self { attribute, places, spot_of_value, people: people.iter().sum() }
    }

    /// How many of `members`, each once, are in each place.
    pub(super) fn counts(&self, members: &[PersonId]) -> Vec<u64> {
        let mut counts = vec![0; self.places.len()];
        for member in members {
            if let Some(&spot) = self.spot_of_value.get(self.attribute.codes[member.index()] as usize) {
                counts[spot] += 1;
            }
        }
        counts
    }

    pub(super) fn used(&self) -> PlacesUsed {
        let count = |is: fn(&Spot) -> bool| self.places.iter().filter(|spot| is(spot)).count() as u64;
        let has_threshold = self.places.iter().any(|spot| spot.contest.is_some());
        PlacesUsed {
            dimension: self.attribute.name.clone(),
            places: self.places.len() as u64,
            with_margin: count(|spot| spot.margin.is_some()),
            with_population: count(|spot| spot.population.is_some()),
            swing_places: has_threshold.then(|| count(|spot| spot.contest == Some(Contest::Swing))),
            people: self.people,
            left_out: self.attribute.counts().1,
        }
    }
}

impl<'a> Spot<'a> {
    fn of(table: &'a Places, name: &'a str, swing_below: Option<f64>) -> Self {
        let row = table.row(name);
        let number = |column: &[Option<u64>]| row.and_then(|row| column.get(row).copied().flatten());
        let margin = row.and_then(|row| table.margin.get(row).copied().flatten());
        Self {
            name,
            row,
            population: number(&table.population),
            electorate: number(&table.electorate),
            margin,
            region: row.and_then(|row| table.region.get(row)?.as_deref()),
            contest: swing_below.map(|points| Contest::of(margin, points)),
            people: 0,
        }
    }
}
