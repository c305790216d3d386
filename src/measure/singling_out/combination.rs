//! `Combination`: people parted by some attributes together.

use super::classes::classes;
use crate::{
    model::{
        attribute::Attribute,
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::microdata::Classes,
};
use serde::Serialize;

/// Some of the attributes, in input order.
pub(super) type Chosen<'a> = Vec<&'a Attribute>;

/// How few people have the same values of some attributes; see [`SinglingOut`](super::SinglingOut).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Combination {
    /// The attributes, at least one.
    pub attributes: Vec<String>,
    /// People of whom all are known.
    pub people: u64,
    /// People left out, of whom one is missing.
    pub left_out: u64,
    /// How many classes they form.
    pub classes: u64,
    /// The size of the smallest class, at least 1.
    pub k: Figure<u64>,
    /// People who are alone in their class.
    pub unique_people: u64,
    /// These over the people with known values, 0 to 1.
    pub unique_share: Figure,
    /// People in classes below the threshold, the unique among them.
    pub small_people: u64,
    /// These over the people with known values, 0 to 1.
    pub small_share: Figure,
    /// The chance to pick the right person of the smallest class, above 0 to 1.
    pub highest_risk: Figure,
    /// The same chance, averaged over the people, above 0 to 1.
    pub average_risk: Figure,
}

impl Combination {
    /// Parts `people` by the attributes `chosen`.
    pub(super) fn of(chosen: &Chosen, people: impl Iterator<Item = PersonId>, threshold: u64) -> Self {
        let (classes, left_out) = classes(chosen, people);
        Self {
            attributes: chosen.iter().map(|attribute| attribute.name.clone()).collect(),
            left_out,
            ..Self::parted(&classes, threshold)
        }
    }

    fn parted(classes: &Classes, threshold: u64) -> Self {
        let (people, small_people) = (classes.records(), classes.records_below(threshold));
        Self {
            attributes: Vec::new(),
            people,
            left_out: 0,
            classes: classes.classes(),
            k: classes.k(),
            unique_people: classes.unique_records(),
            unique_share: classes.unique_share(),
            small_people,
            small_share: Figure::ratio(small_people, people, Undefined::EmptyInput),
            highest_risk: classes.highest_risk(),
            average_risk: classes.average_risk(),
        }
    }
}

/// Every `size` of the attributes, in input order.
pub(super) fn all<'a>(attributes: &[&'a Attribute], size: usize) -> Vec<Chosen<'a>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let with = |at: usize| {
        let rest = all(&attributes[at + 1..], size - 1);
        rest.into_iter().map(move |rest| [&[attributes[at]], rest.as_slice()].concat())
    };
    (0..attributes.len()).flat_map(with).collect()
}
