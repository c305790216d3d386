//! `AttributeHomophily`: whether ties stay within the places and groups that segments are held against.

use super::dimension::{self, DimensionKind};
use crate::{audit::Audit, graph::homophily::Homophily, model::number::Figure};
use rayon::prelude::*;
use serde::Serialize;

/// Homophily of one attribute over the whole network; see [`Homophily`] for the definitions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributeHomophily {
    /// The attribute's name.
    pub dimension: String,
    /// What its values are.
    pub kind: DimensionKind,
    /// People with a value.
    pub people: u64,
    /// People without a value, left out.
    pub people_left_out: u64,
    /// Ties between people with a value.
    pub ties: u64,
    /// Ties that lead to people without a value, left out.
    pub left_out: u64,
    /// Ties within a group.
    pub within: u64,
    /// Ties within a group over ties, 0 to 1.
    pub within_share: Figure,
    /// Ties across less ties within, over ties: -1 where all stay within, +1 where all go across.
    pub ei_index: Figure,
    /// The mean of the E-I index when values are dealt to people at random.
    pub ei_chance: Figure,
    /// Nominal assortativity, at most 1.
    pub assortativity: Figure,
    /// Its jackknife standard error over ties.
    pub assortativity_standard_error: Figure,
}

/// A row for each attribute with the role place or group, in input order.
pub(super) fn of(audit: &Audit) -> Vec<AttributeHomophily> {
    let attributes: Vec<_> = dimension::attributes(audit).collect();
    let row = |&(attribute, kind): &(&crate::model::attribute::Attribute, DimensionKind)| {
        let found = Homophily::of(&audit.graph, &attribute.codes);
        AttributeHomophily {
            dimension: attribute.name.clone(),
            kind,
            people: found.people,
            people_left_out: found.people_left_out,
            ties: found.ties,
            left_out: found.ties_left_out,
            within: found.within,
            within_share: found.within_share,
            ei_index: found.ei_index,
            ei_chance: found.ei_by_chance,
            assortativity: found.assortativity,
            assortativity_standard_error: found.assortativity_standard_error,
        }
    };
    attributes.par_iter().map(row).collect()
}
