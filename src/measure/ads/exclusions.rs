//! `Exclusions`: who was kept out. Keeping people out is a choice of its own and not the rest of another one.

use super::{
    Shelf,
    aimed::{self, Use, Way, used},
};
use crate::model::{ads::Currency, segment::Layer};
use serde::Serialize;

/// How much people are kept out at all, in one currency.
///
/// # Definition
/// A row keeps people out if it has at least one criterion that does, of whatever dimension. The values themselves are those of
/// [`super::CriterionUse`] with that mode, and the dimensions those of [`super::DimensionUse`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exclusions {
    /// From which side it is known.
    pub layer: Layer,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// How much.
    #[serde(flatten)]
    pub used: Use,
}

pub(super) fn of(shelf: &Shelf) -> Vec<Exclusions> {
    let of_layer = |layer| {
        let sides = aimed::rows(shelf, layer).into_iter();
        sides.map(move |(currency, rows)| {
            let used = used(&rows, |row| row.part(|of| Way::Exclude.takes(of.mode)));
            Exclusions { layer, currency, used }
        })
    };
    aimed::layers(shelf).into_iter().flat_map(of_layer).collect()
}
