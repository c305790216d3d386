//! `Homophily`: whether ties stay within groups, and whether they do so more than chance.

mod assortativity;
mod coleman;
mod ei;
mod mixing;
mod modularity;
mod spectral;

pub use assortativity::numeric_assortativity;
pub use coleman::OwnTies;
pub use mixing::{Between, GroupEnds, Mixing};
pub use modularity::weighted_modularity;
pub use spectral::spectral_segregation;

use super::TieGraph;
use crate::model::number::Figure;
use serde::Serialize;

/// What a network and one attribute of its people say about homophily. People without a value are left out, with the
/// ties that lead to them.
///
/// # Example
/// In the village Ada, Cem, Dot and Gus live in the North, the others in the South. Of six ties, Ada's to Cem and Dot
/// and Ben's to Eve and Fay stay within a place. Chance would let 9 of the 21 pairs stay.
/// ```
/// use bystander::{graph::homophily::Homophily, village};
/// let audit = village::audit();
/// let place = Homophily::of(&audit.graph, &audit.attributes[0].codes);
/// assert_eq!((place.ties, place.within), (6, 4));
/// assert_eq!(place.ei_index.value(), Some((2.0 - 4.0) / 6.0));
/// assert_eq!(place.ei_by_chance.value(), Some((12.0 - 9.0) / 21.0));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Homophily {
    /// People with a value.
    pub people: u64,
    /// People without a value, left out.
    pub people_left_out: u64,
    /// Ties between people with a value; each undirected tie once, directed ties as arcs.
    pub ties: u64,
    /// Ties that lead to people without a value, left out.
    pub ties_left_out: u64,
    /// Ties within a group.
    pub within: u64,
    /// See [`Mixing::within_share`].
    pub within_share: Figure,
    /// See [`Mixing::ei_index`].
    pub ei_index: Figure,
    /// See [`Mixing::ei_by_chance`].
    pub ei_by_chance: Figure,
    /// See [`Mixing::ei_mean_individual`].
    pub ei_mean_individual: Figure,
    /// See [`Mixing::assortativity`].
    pub assortativity: Figure,
    /// See [`Mixing::assortativity_minimum`].
    pub assortativity_minimum: Figure,
    /// See [`Mixing::assortativity_standard_error`].
    pub assortativity_standard_error: Figure,
    /// See [`Mixing::modularity`], at resolution 1.
    pub modularity: Figure,
    /// By code, from 0 to the largest in use.
    pub groups: Vec<OwnTies>,
}

impl Homophily {
    /// Reads `graph` with a code per person, [`MISSING`](crate::model::attribute::MISSING) where there is no value.
    #[must_use]
    pub fn of(graph: &TieGraph, codes: &[u32]) -> Self {
        let mixing = Mixing::of(graph, codes);
        Self {
            people: mixing.people,
            people_left_out: graph.size() as u64 - mixing.people,
            ties: mixing.ties,
            ties_left_out: mixing.ties_left_out,
            within: mixing.within,
            within_share: mixing.within_share(),
            ei_index: mixing.ei_index(),
            ei_by_chance: mixing.ei_by_chance(),
            ei_mean_individual: mixing.ei_mean_individual(),
            assortativity: mixing.assortativity(),
            assortativity_minimum: mixing.assortativity_minimum(),
            assortativity_standard_error: mixing.assortativity_standard_error(),
            modularity: mixing.modularity(1.0),
            groups: OwnTies::of(&mixing),
        }
    }
}
