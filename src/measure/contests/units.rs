//! `UnitUsed`: the kinds of places that criteria name, down to the smallest.

use crate::{
    audit::Audit,
    model::attribute::{Attribute, Role},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// A kind of place that criteria name.
///
/// # Definition
/// The criteria are those of all segments whose dimension is an attribute with the role of place, to include or to exclude; each place counts
/// once. The smallest kind is the one whose places hold the fewest people of the network on average over the places that criteria name;
/// the first of equals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitUsed {
    /// The attribute.
    pub dimension: String,
    /// Segments with a criterion of it.
    pub segments: u64,
    /// Different places that these name.
    pub places: u64,
    /// Those of them where nobody of the network lives.
    pub without_people: u64,
    /// Those of them where fewer people of the network live than the small-cell threshold, but somebody.
    pub with_few_people: u64,
    /// Those of them whose population the table of places has.
    pub with_population: u64,
    /// The named place with the smallest known population.
    pub smallest: Option<String>,
    /// Who lives in it.
    pub smallest_population: Option<u64>,
    /// The middle one of the known populations, or the lower of the two in the middle.
    pub median_population: Option<u64>,
    /// Whether this is the smallest kind of place that criteria name.
    pub smallest_kind: bool,
}

/// A row for each attribute that is a place and that a criterion names, in the order of the attributes.
pub(super) fn of(audit: &Audit) -> Vec<UnitUsed> {
    let places = audit.attributes.iter().filter(|attribute| attribute.role == Role::Place);
    let mut rows: Vec<(u64, UnitUsed)> = places.filter_map(|attribute| row(audit, attribute)).collect();
    let smaller = |one: &(u64, UnitUsed), other: &(u64, UnitUsed)| {
        let product = |people: u64, places: u64| u128::from(people) * u128::from(places);
        product(one.0, other.1.places).cmp(&product(other.0, one.1.places))
    };
    let least = (0..rows.len()).min_by(|&one, &other| smaller(&rows[one], &rows[other]));
    if let Some(least) = least {
        rows[least].1.smallest_kind = true;
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The row of one attribute, after the people of the network who live in its named places.
fn row(audit: &Audit, attribute: &Attribute) -> Option<(u64, UnitUsed)> {
    let naming = |segment: &&crate::model::segment::Segment| {
        segment.criteria.iter().any(|criterion| criterion.dimension == attribute.name)
    };
    let criteria = audit.segments.iter().flat_map(|segment| &segment.criteria);
    let of_this = criteria.filter(|criterion| criterion.dimension == attribute.name);
    let named: BTreeSet<&str> = of_this.map(|criterion| criterion.value.as_str()).collect();
    let (counts, _) = attribute.counts();
    let people = |name: &str| {
        let at = attribute.values.binary_search_by(|value| value.as_str().cmp(name));
        at.map_or(0, |at| counts[at])
    };
    let population = |name: &str| {
        let table = audit.places.as_ref()?;
        table.population.get(table.row(name)?).copied().flatten()
    };
    let mut known: Vec<(u64, &str)> =
        named.iter().filter_map(|name| Some((population(name)?, *name))).collect();
    known.sort_unstable();
    let few = |name: &&&str| (1..audit.parameters.min_cell).contains(&people(name));
    let row = UnitUsed {
        dimension: attribute.name.clone(),
        segments: audit.segments.iter().filter(naming).count() as u64,
        places: named.len() as u64,
        without_people: named.iter().filter(|name| people(name) == 0).count() as u64,
        with_few_people: named.iter().filter(few).count() as u64,
        with_population: known.len() as u64,
        smallest: known.first().map(|(_, name)| (*name).to_owned()),
        smallest_population: known.first().map(|(population, _)| *population),
        median_population: known.get(known.len().saturating_sub(1) / 2).map(|(population, _)| *population),
        smallest_kind: false,
    };
    (!named.is_empty()).then(|| (named.iter().map(|name| people(name)).sum(), row))
}
