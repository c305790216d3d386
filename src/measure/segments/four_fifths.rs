//! `FourFifths`: from which units a segment took few, held against the unit that it took most of.
//!
//! # Definition
//! A unit's selection rate is its members of the segment over its people. The unit with the highest rate is the measure for the others;
//! a unit is flagged where its rate is strictly below four fifths of that, compared in whole numbers: a rate of exactly four fifths is
//! not flagged. A unit without people has no rate, and where nobody was selected rates have no ratio.
//!
//! # Reference
//! Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (the four-fifths rule).
//!
//! # Limits
//! The rule is a band for a first look and no test: of many small units one has a high rate by chance, and then most others are flagged.

use super::{Pair, dimension::DimensionKind};
use crate::{model::number::Figure, stat::selection::Selection};
use serde::Serialize;

/// A unit's selection rate against the highest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Selected people of the unit over its people, 0 to 1.
    pub rate: Figure,
    /// The rate over the highest rate of a unit, 0 to 1.
    pub rate_to_highest: Figure,
    /// Whether it is strictly below four fifths of the highest.
    pub below_four_fifths: Figure<bool>,
}

impl Rate {
    pub(super) fn of(unit: Selection, units: &[Selection]) -> Self {
        Self {
            rate: unit.rate(),
            rate_to_highest: unit.ratio_to_highest(units),
            below_four_fifths: unit.falls_behind(units),
        }
    }
}

/// The selection rates of one segment over one dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FourFifths {
    /// The segment.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the units are.
    pub kind: DimensionKind,
    /// Units that have people.
    pub groups: u64,
    /// The first unit with the highest rate.
    pub highest: Option<String>,
    /// Its rate, 0 to 1.
    pub highest_rate: Figure,
    /// The first unit with the lowest rate.
    pub lowest: Option<String>,
    /// Its rate, 0 to 1.
    pub lowest_rate: Figure,
    /// The lowest rate over the highest, 0 to 1.
    pub lowest_to_highest: Figure,
    /// Units strictly below four fifths of the highest rate.
    pub below: u64,
    /// Selected people over people, all units together, 0 to 1.
    pub overall_rate: Figure,
}

/// The people of each unit, and the members among them.
pub(super) fn selections(pair: &Pair) -> Vec<Selection> {
    let units = pair.counts.iter().zip(&pair.dimension.people);
    units.map(|(&selected, &people)| Selection { selected, people }).collect()
}

impl FourFifths {
    pub(super) fn of(pair: &Pair) -> Self {
        let units = selections(pair);
        let with_people = || (0..units.len()).filter(|&unit| units[unit].people > 0);
        let times = |one: usize, other: usize| {
            u128::from(units[one].selected) * u128::from(units[other].people)
        };
        let by_rate = |one: usize, other: usize| times(one, other).cmp(&times(other, one));
        // Of equal rates the first unit stands for all: the last of the equal maxima is the first when walked from the end.
        let highest = with_people().rev().max_by(|&one, &other| by_rate(one, other));
        let lowest = with_people().min_by(|&one, &other| by_rate(one, other));
        let named = |unit: Option<usize>| unit.map(|unit| pair.dimension.labels[unit].clone());
        let rate = |unit: Option<usize>| {
            unit.map_or_else(|| Selection::overall(&units).rate(), |unit| units[unit].rate())
        };
        let below = |unit: &Selection| unit.falls_behind(&units).value() == Some(true);
        Self {
            segment: pair.segment.name.clone(),
            dimension: pair.dimension.name.to_owned(),
            kind: pair.dimension.kind,
            groups: with_people().count() as u64,
            highest: named(highest),
            highest_rate: rate(highest),
            lowest: named(lowest),
            lowest_rate: rate(lowest),
            lowest_to_highest: Selection::lowest_to_highest(&units),
            below: units.iter().filter(|unit| below(unit)).count() as u64,
            overall_rate: Selection::overall(&units).rate(),
        }
    }
}
