//! `Dimension`: a way to part people into units that segments are held against.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
    },
};
use serde::Serialize;

/// The most units that a dimension may have.
pub(super) const MOST_UNITS: usize = 500;

/// What the units of a dimension are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DimensionKind {
    /// Values of an attribute that speaks of places.
    Place,
    /// Values of an attribute that speaks of groups.
    Group,
    /// Communities of the network.
    Community,
}

/// A dimension that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionUsed {
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What its units are.
    pub kind: DimensionKind,
    /// How many units it has.
    pub units: u64,
    /// The people who are in a unit.
    pub people: u64,
    /// The people without a value, left out.
    pub left_out: u64,
}

/// A dimension that was not used, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// How many units it has.
    pub units: u64,
    /// The reason in words.
    pub why: String,
}

/// Units by number, and each person's unit.
pub(super) struct Dimension<'a> {
    pub name: &'a str,
    pub kind: DimensionKind,
    pub labels: Vec<String>,
    /// A unit per person, `MISSING` for those in none.
    codes: &'a [u32],
    /// The people in each unit.
    pub people: Vec<u64>,
    /// The people in any unit.
    pub known: u64,
}

impl<'a> Dimension<'a> {
    fn new(name: &'a str, kind: DimensionKind, labels: Vec<String>, codes: &'a [u32]) -> Self {
        let people = count(labels.len(), codes.iter().copied());
        let known = people.iter().sum();
        Self { name, kind, labels, codes, people, known }
    }

    /// How many of `members` are in each unit.
    pub(super) fn counts(&self, members: &[PersonId]) -> Vec<u64> {
        count(self.labels.len(), members.iter().map(|member| self.codes[member.index()]))
    }

    /// Each person's unit, by person row; `None` for those in none.
    pub(super) fn units(&self) -> impl Iterator<Item = Option<u32>> {
        self.codes.iter().map(|&code| Some(code).filter(|&code| (code as usize) < self.labels.len()))
    }

    /// What a report says of it.
    pub(super) fn used(&self) -> DimensionUsed {
        DimensionUsed {
            dimension: self.name.to_owned(),
            kind: self.kind,
            units: self.labels.len() as u64,
            people: self.known,
            left_out: self.codes.len() as u64 - self.known,
        }
    }
}

fn count(units: usize, codes: impl Iterator<Item = u32>) -> Vec<u64> {
    let mut counts = vec![0; units];
    for code in codes {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    }
    counts
}

/// The attributes that segments are held against, with what each speaks of.
pub(super) fn attributes(audit: &Audit) -> impl Iterator<Item = (&Attribute, DimensionKind)> {
    audit.attributes.iter().filter_map(|attribute| match attribute.role {
        Role::Place => Some((attribute, DimensionKind::Place)),
        Role::Group => Some((attribute, DimensionKind::Group)),
        Role::BirthYear | Role::Other => None,
    })
}

/// The dimensions of an audit in input order, the communities last, and those that are skipped.
pub(super) fn all<'a>(audit: &'a Audit, communities: Option<&'a [u32]>) -> (Vec<Dimension<'a>>, Vec<Skipped>) {
    let of_attribute = |(attribute, kind): (&'a Attribute, _)| {
        Dimension::new(&attribute.name, kind, attribute.values.clone(), &attribute.codes)
    };
    let of_communities = communities.map(|codes| {
        let units = codes.iter().filter_map(|&code| code.checked_add(1)).max().unwrap_or(0);
        let labels = (1..=units).map(|number| format!("community {number}")).collect();
        Dimension::new("community", DimensionKind::Community, labels, codes)
    });
    let all = attributes(audit).map(of_attribute).chain(of_communities);
    let (used, skipped): (Vec<_>, Vec<_>) = all.partition(|dimension| dimension.labels.len() <= MOST_UNITS);
    (used, skipped.iter().map(skip).collect())
}

fn skip(dimension: &Dimension) -> Skipped {
    Skipped {
        dimension: dimension.name.to_owned(),
        units: dimension.labels.len() as u64,
        why: format!("it has more than {MOST_UNITS} units"),
    }
}
