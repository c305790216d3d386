//! `Allotment`: whether segments part people as places, groups or communities do.

use super::dimension::{Dimension, DimensionKind};
use crate::{
    audit::Audit,
    model::{
        number::{Figure, Undefined},
        segment::Segment,
    },
    stat::agreement::{Agreement, Mean},
};
use serde::Serialize;

/// The segments, taken as one partition of their members, against one dimension.
///
/// # Definition
/// Over the people who are in a segment and in a unit of the dimension: how far knowing somebody's segment tells their unit, as normalised
/// mutual information with the arithmetic mean, adjusted mutual information, and the adjusted Rand index (see [`Agreement`]). Where
/// somebody is in more than one segment, the segments are no partition, and none of the three exists (`overlapping_segments`).
///
/// # Example
/// One segment alone parts nobody from anybody: the village's three members are in two places and one segment.
/// ```
/// use bystander::{measure::segments::Segments, village};
/// let place = &Segments::of(&village::audit()).allotment[0];
/// assert_eq!((place.people, place.segments, place.units), (3, 1, 2));
/// assert_eq!((place.nmi_arithmetic.value(), place.ami.value(), place.ari.value()), (Some(0.0), Some(0.0), Some(0.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Allotment {
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the units are.
    pub kind: DimensionKind,
    /// People in a segment and in a unit.
    pub people: u64,
    /// People in more than one segment.
    pub in_several: u64,
    /// Segments that they are in.
    pub segments: u64,
    /// Units that they are in.
    pub units: u64,
    /// Normalised mutual information, arithmetic mean, 0 to 1.
    pub nmi_arithmetic: Figure,
    /// Adjusted mutual information, at most 1; 0 is what chance gives.
    pub ami: Figure,
    /// Adjusted Rand index, at most 1; 0 is what chance gives.
    pub ari: Figure,
}

/// A row for each dimension; none without segments.
pub(super) fn of(audit: &Audit, dimensions: &[Dimension]) -> Vec<Allotment> {
    let mut segments_of: Vec<Vec<u32>> = vec![Vec::new(); audit.people()];
    for (segment, row) in (0..).zip(&audit.segments) {
        row.members.iter().for_each(|member| segments_of[member.index()].push(segment));
    }
    let in_several = segments_of.iter().filter(|segments| segments.len() > 1).count() as u64;
    let dimensions = dimensions.iter().filter(|_| !audit.segments.is_empty());
    dimensions.map(|dimension| row(audit, dimension, &segments_of, in_several)).collect()
}

fn row(audit: &Audit, dimension: &Dimension, segments_of: &[Vec<u32>], in_several: u64) -> Allotment {
    let known = segments_of.iter().zip(dimension.units()).filter_map(|(segments, unit)| Some((*segments.first()?, unit?)));
    let agreement = Agreement::of(known);
    let unless = |figure: Figure| match in_several {
        0 => figure,
        _ => Figure::undefined(Undefined::OverlappingSegments),
    };
    let is_there = |segment: &&Segment| dimension.counts(&segment.members).iter().any(|&people| people > 0);
    Allotment {
        dimension: dimension.name.to_owned(),
        kind: dimension.kind,
        people: agreement.people(),
        in_several,
        segments: audit.segments.iter().filter(is_there).count() as u64,
        units: agreement.second_classes() as u64,
        nmi_arithmetic: unless(agreement.nmi(Mean::Arithmetic)),
        ami: unless(agreement.ami()),
        ari: unless(agreement.ari()),
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::segments::Segments,
        model::{id::PersonId, number::{Figure, Undefined}, segment::Segment},
        village,
    };

    fn allotment(members: [&[u32]; 2]) -> super::Allotment {
        let mut audit = village::audit();
        audit.segments = members
            .map(|rows| Segment { members: rows.iter().copied().map(PersonId).collect(), ..Segment::default() })
            .to_vec();
        Segments::of(&audit).allotment[0].clone()
    }

    #[test]
    fn segments_that_are_the_places_agree_with_them_entirely() {
        let place = allotment([&[0, 2, 3, 6], &[1, 4, 5]]);
        assert_eq!((place.people, place.in_several, place.segments, place.units), (7, 0, 2, 2));
        assert_eq!((place.nmi_arithmetic.value(), place.ari.value()), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn segments_that_share_a_person_are_no_partition() {
        let place = allotment([&[0, 1], &[1, 2]]);
        assert_eq!((place.people, place.in_several, place.segments), (3, 1, 2));
        for figure in [place.nmi_arithmetic, place.ami, place.ari] {
            assert_eq!(figure, Figure::undefined(Undefined::OverlappingSegments));
        }
    }
}
