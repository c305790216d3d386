//! `NeighboursAlike`: whether places beside each other hold as large a part of a group.

use super::{Over, groups::Who};
use crate::{
    model::number::Figure,
    stat::{
        moran::{Moran, Weights},
        real::real,
    },
    table::places::Places,
};
use serde::Serialize;

/// Moran's I of one group.
///
/// # Definition
/// The value of a place is its members over the people of the network who live there; places where nobody lives are left out. Every
/// neighbour counts one. The p-value is against a larger I when the values are dealt to the places anew: of all arrangements for up to
/// eight places, by draws for more (see [`Moran`]).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeighboursAlike {
    /// The attribute that names the places.
    pub dimension: String,
    /// The group.
    pub group: String,
    /// What it is.
    pub who: Who,
    /// Places with people.
    pub places: u64,
    /// Pairs of neighbours among them.
    pub pairs: u64,
    /// Moran's I, mostly between -1 and 1.
    pub morans_i: Figure,
    /// Its mean by chance, -1/(places - 1).
    pub by_chance: Figure,
    /// The p-value against a larger I by chance.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
}

impl NeighboursAlike {
    pub(super) fn of(over: &Over, table: &Places, draws: Figure<u32>) -> Self {
        let inhabited = || over.ground.places.iter().zip(&over.counts).filter(|(spot, _)| spot.people > 0);
        let values: Vec<f64> = inhabited().map(|(spot, &count)| real(count) / real(spot.people)).collect();
        let mut places_of_rows = vec![None; table.names.len()];
        for (at, (spot, _)) in inhabited().enumerate() {
            if let Some(row) = spot.row {
                places_of_rows[row] = Some(at);
            }
        }
        let beside =
            |row: usize| table.neighbours[row].iter().filter_map(|&other| places_of_rows[other]).collect();
        let neighbours: Vec<Vec<usize>> =
            inhabited().map(|(spot, _)| spot.row.map_or_else(Vec::new, beside)).collect();
        let moran = Moran::of(&values, &neighbours, Weights::Binary);
        let p_value = moran.clone().0.and_then(|moran| {
            let exact = moran.exact().map(|arranged| arranged.p_upper);
            exact.0.or_else(|_| draws.map(|draws| moran.drawn(draws, over.seed).p_upper).0)
        });
        Self {
            dimension: over.ground.attribute.name.clone(),
            group: over.group.name.clone(),
            who: over.group.who,
            places: values.len() as u64,
            pairs: neighbours.iter().map(Vec::len).sum::<usize>() as u64 / 2,
            morans_i: moran.clone().map(|moran| moran.i()),
            by_chance: moran.map(|moran| moran.by_chance()),
            p_value: Figure(p_value),
            q_value: Figure(p_value),
        }
    }
}
