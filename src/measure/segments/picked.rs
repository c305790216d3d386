//! `Picked`: which places, groups and communities those came from who were picked out of a pool of people.

use super::{
    dimension::{Dimension, DimensionKind},
    enrichment::{Enrichment, table},
    four_fifths::Rate,
};
use crate::{
    model::{id::PersonId, number::Figure},
    stat::selection::Selection,
};
use serde::Serialize;

/// One unit of a dimension among the people who were picked out of a pool.
///
/// # Definition
/// The pool are people who could have been picked. People without a value in this dimension are left out. The enrichment holds the
/// unit's share of the picked against its share of the pool. The rate is that of the people who got in: of those picked where being
/// picked is to be let in, of those left where it is to be kept out. Only units with people in the pool have a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picked {
    /// The segment.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the unit is.
    pub kind: DimensionKind,
    /// The unit: the attribute's value, or `community 1` for the largest.
    pub group: String,
    /// Those of the unit who were picked.
    pub picked: u64,
    /// All who were picked and are in a unit.
    pub known_picked: u64,
    /// Those of the unit in the pool.
    pub pool: u64,
    /// All in the pool who are in a unit.
    pub known_pool: u64,
    /// The unit's share of those picked, 0 to 1.
    pub share_of_picked: Figure,
    /// The unit's share of the pool, 0 to 1.
    pub share_of_pool: Figure,
    /// How many of the unit got in, against the unit that most got in of.
    #[serde(flatten)]
    pub rate: Rate,
    /// Whether the unit holds more of those picked than a random pick out of the pool would.
    #[serde(flatten)]
    pub enrichment: Enrichment,
}

/// What being picked means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// To get in.
    LetIn,
    /// To be kept out.
    KeptOut,
}

/// A row for each unit with people in the pool; none where the pool is in fewer than two units, or nobody was picked.
pub(super) fn rows(
    segment: &str,
    dimension: &Dimension,
    picked: &[PersonId],
    pool: &[PersonId],
    pick: Pick,
) -> Vec<Picked> {
    let counts: Vec<(u64, u64)> =
        dimension.counts(picked).into_iter().zip(dimension.counts(pool)).collect();
    let (known_picked, known_pool) = counts.iter().fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    if known_picked == 0 || counts.iter().filter(|row| row.1 > 0).count() < 2 {
        return Vec::new();
    }
    let selection = |&(picked, people): &(u64, u64)| {
        let selected = if pick == Pick::LetIn { picked } else { people - picked };
        Selection { selected, people }
    };
    let selections: Vec<Selection> = counts.iter().map(selection).collect();
    let units = (0..counts.len()).filter(|&unit| counts[unit].1 > 0);
    let row = |unit: usize| {
        let (picked, pool) = counts[unit];
        let table = table(picked, pool, known_picked, known_pool);
        Picked {
            segment: segment.to_owned(),
            dimension: dimension.name.to_owned(),
            kind: dimension.kind,
            group: dimension.labels[unit].clone(),
            picked,
            known_picked,
            pool,
            known_pool,
            share_of_picked: table.share_in_segment(),
            share_of_pool: table.share_in_population(),
            rate: Rate::of(selections[unit], &selections),
            enrichment: Enrichment::of(table),
        }
    };
    units.map(row).collect()
}
