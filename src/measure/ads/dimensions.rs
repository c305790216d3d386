//! `DimensionUse`: what criteria look at, and how many advertisements and sponsors use it.

use super::{
    Shelf,
    aimed::{self, Use, Way, used},
};
use crate::model::{
    ads::{Currency, Dimension},
    segment::Layer,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How much one dimension is used, in or out.
///
/// # Definition
/// A row uses a dimension if it has a criterion of it that is counted this way, whatever its value but a gender of `All`. A row has several dimensions, so that the rows
/// of this table overlap and do not add up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DimensionUse {
    /// From which side it is known.
    pub layer: Layer,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// What it looks at.
    pub dimension: Dimension,
    /// In, where it is not said as well, or out.
    pub way: Way,
    /// How much.
    #[serde(flatten)]
    pub used: Use,
}

pub(super) fn of(shelf: &Shelf) -> Vec<DimensionUse> {
    let mut all = Vec::new();
    for layer in aimed::layers(shelf) {
        for (currency, rows) in aimed::rows(shelf, layer) {
            let kinds: BTreeSet<(Dimension, bool)> = rows
                .iter()
                .flat_map(|row| {
                    row.criteria
                        .iter()
                        .filter(|of| shelf.narrows(of))
                        .map(|of| (of.dimension, Way::Exclude.takes(of.mode)))
                })
                .collect();
            for (dimension, is_out) in kinds {
                let way = if is_out { Way::Exclude } else { Way::Include };
                let taken = |row: &aimed::Aimed| {
                    row.part(|of| {
                        of.dimension == dimension
                            && Way::Exclude.takes(of.mode) == is_out
                            && shelf.narrows(of)
                    })
                };
                all.push(DimensionUse { layer, currency, dimension, way, used: used(&rows, taken) });
            }
        }
    }
    all
}
