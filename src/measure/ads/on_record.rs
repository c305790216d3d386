//! `OnRecord`: audiences of people whom the sponsor, or somebody for them, already had data of: lists, visitors, lookalikes of them,
//! those connected to a page and the friends of those.
//!
//! # Limits
//! A library says that such an audience was used, not whose data it was made of nor how people came onto it. Keeping people on a list out uses
//! data of them as much as picking them out does, but aims at everybody else: the two are counted apart.

use super::{
    Shelf,
    aimed::{self, Aimed, Use, Way, used},
};
use crate::model::{
    ads::{AdCriterion, Currency, Dimension},
    segment::Layer,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How much audiences of one kind are used.
///
/// # Definition
/// A row counts under `include`, `exclude` or `either` if it has a criterion of that dimension that is counted so; `either` also takes rows
/// that do not say which. `only_exclude` counts sponsors that have such a criterion and none that picks people out by it: under the published
/// rule, which takes either, they look like users of such audiences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OnRecord {
    /// From which side it is known.
    pub layer: Layer,
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// The kind of audience; `None` for any of them.
    pub dimension: Option<Dimension>,
    /// Rows that pick people out by it.
    pub include: Use,
    /// Rows that keep people out by it.
    pub exclude: Use,
    /// Rows that do either.
    pub either: Use,
    /// Sponsors that only ever keep people out by it.
    pub only_exclude: u64,
}

pub(super) fn of(shelf: &Shelf) -> Vec<OnRecord> {
    let mut all = Vec::new();
    for layer in aimed::layers(shelf) {
        for (currency, rows) in aimed::rows(shelf, layer) {
            let found: BTreeSet<Dimension> = rows
                .iter()
                .flat_map(|row| row.criteria.iter().map(|of| of.dimension))
                .filter(|dimension| dimension.is_of_people_on_record())
                .collect();
            let any = std::iter::once(None).filter(|_| !found.is_empty());
            all.extend(any.chain(found.iter().copied().map(Some)).map(|of| one(layer, currency, &rows, of)));
        }
    }
    all
}

fn one(layer: Layer, currency: Option<Currency>, rows: &[Aimed], dimension: Option<Dimension>) -> OnRecord {
    let is_of = |of: &AdCriterion| match dimension {
        None => of.dimension.is_of_people_on_record(),
        Some(dimension) => of.dimension == dimension,
    };
    let by = |way: Way| used(rows, |row| row.part(|of| is_of(of) && way.takes(of.mode)));
    let sponsors = |way: Way| -> BTreeSet<u32> {
        let having = rows.iter().filter(|row| row.criteria.iter().any(|of| is_of(of) && way.takes(of.mode)));
        having.filter_map(|row| row.fact.sponsor).collect()
    };
    let only_exclude = sponsors(Way::Exclude).difference(&sponsors(Way::Include)).count() as u64;
    let [include, exclude, either] = Way::ALL.map(by);
    OnRecord { layer, currency, dimension, include, exclude, either, only_exclude }
}
