//! `SmallestPlace`: how finely people were picked out by where they are.

use super::{
    Shelf,
    aimed::{self, Aimed, Use, Way, used},
};
use crate::model::{
    ads::{Currency, Dimension, Level},
    segment::Layer,
};
use serde::Serialize;

/// How many rows ask for no place smaller than one of this kind.
///
/// # Definition
/// Places are ordered by [`Dimension::place_size`], from groups of countries to a radius around a point. A row's smallest place is the smallest
/// kind among the criteria that pick people out; `None` where it asks for no place. Every row has one smallest place, so that the rows of
/// this table add up. Of a total of a sponsor it is the smallest that the sponsor used anywhere, and the money is the part spent under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SmallestPlace {
    /// From which side it is known.
    pub layer: Layer,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// The kind of place; `None` for none.
    pub place: Option<Dimension>,
    /// How much.
    #[serde(flatten)]
    pub used: Use,
}

/// The smallest kind of place that a row asks for.
fn smallest(row: &Aimed) -> Option<Dimension> {
    let places = row.criteria.iter().filter(|of| !Way::Exclude.takes(of.mode)).map(|of| of.dimension);
    places.filter(|kind| kind.place_size().is_some()).max_by_key(|kind| kind.place_size())
}

pub(super) fn of(shelf: &Shelf) -> Vec<SmallestPlace> {
    let mut all = Vec::new();
    for layer in aimed::layers(shelf) {
        for (currency, rows) in aimed::rows(shelf, layer) {
            let mut kinds: Vec<Option<Dimension>> = rows.iter().map(smallest).collect();
            kinds.sort_by_key(|kind| std::cmp::Reverse(kind.map(Dimension::place_size)));
            kinds.dedup();
            for place in kinds {
                let part = |row: &Aimed| match place {
                    _ if smallest(row) != place => None,
                    None => Some((1.0, 1.0)),
                    Some(_) if row.level == Level::Ad => Some((1.0, 1.0)),
                    Some(kind) => row.part(|of| of.dimension == kind && !Way::Exclude.takes(of.mode)),
                };
                all.push(SmallestPlace { layer, currency, place, used: used(&rows, part) });
            }
        }
    }
    all
}
