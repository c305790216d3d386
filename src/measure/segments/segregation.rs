//! `MembersApart`: how differently the members of a segment and everybody else are spread over units.

use super::{Pair, dimension::DimensionKind};
use crate::{
    model::number::{Figure, Undefined},
    stat::{dissimilarity::Dissimilarity, segregation::Segregation},
};
use serde::Serialize;

/// The members of one segment against everybody else over one dimension. People in no unit are left out.
///
/// # Definition
/// The two groups are the members and the people who are no members. `d` is the dissimilarity index, `d_chance` its mean
/// when as many members are drawn at random, `d_above_chance` (D - E)/(1 - E); `h` is Theil's information index. D and H
/// are different scales and are not compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MembersApart {
    /// The segment.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the units are.
    pub kind: DimensionKind,
    /// Members who are in a unit.
    pub members: u64,
    /// People who are in a unit and are no members.
    pub others: u64,
    /// Dissimilarity, 0 to 1.
    pub d: Figure,
    /// Dissimilarity by chance, 0 to 1; exact.
    pub d_chance: Figure,
    /// Dissimilarity above chance, at most 1.
    pub d_above_chance: Figure,
    /// Theil's H, 0 to 1.
    pub h: Figure,
    /// Gini coefficient of segregation, 0 to 1.
    pub gini: Figure,
}

impl MembersApart {
    pub(super) fn of(pair: &Pair) -> Self {
        let Pair { segment, dimension, counts, known, .. } = pair;
        let units: Vec<(u64, u64)> =
            counts.iter().zip(&dimension.people).map(|(&here, &people)| (here, people - here)).collect();
        let spread = Dissimilarity::of(units.iter().copied());
        let table = Segregation::of(units.iter().map(|&(here, others)| vec![here, others]).collect());
        let unless_empty = |figure: Figure| {
            if *known == 0 { Figure::undefined(Undefined::EmptySegment) } else { figure }
        };
        Self {
            segment: segment.name.clone(),
            dimension: dimension.name.to_owned(),
            kind: dimension.kind,
            members: *known,
            others: dimension.known - known,
            d: unless_empty(spread.d()),
            d_chance: unless_empty(spread.by_chance()),
            d_above_chance: unless_empty(spread.above_chance()),
            h: unless_empty(table.theil_h()),
            gini: unless_empty(spread.gini()),
        }
    }
}
