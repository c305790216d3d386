//! `BetweenRegions`: how much of a group's unevenness over places lies between the regions that hold them.

use super::{Over, groups::Who};
use crate::{
    model::number::{Figure, Undefined},
    stat::nested_segregation::SegregationParts,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// M of one group's members against everybody else, in two parts.
///
/// # Definition
/// The two groups are the members and the people who are none. M over places is the mutual information of groups and places in nats; its
/// part between regions is M over the regions, and the rest lies between the places within a region. The parts add up to M.
/// People in places without a region are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BetweenRegions {
    /// The attribute that names the places.
    pub dimension: String,
    /// The group.
    pub group: String,
    /// What it is.
    pub who: Who,
    /// Regions.
    pub regions: u64,
    /// Places in a region.
    pub places: u64,
    /// Members in them.
    pub members: u64,
    /// M over the places, in nats, 0 or more.
    pub m: Figure,
    /// What lies between regions, in nats, 0 or more.
    pub between: Figure,
    /// What lies within them, in nats, 0 or more.
    pub within: Figure,
    /// `between` over `m`, 0 to 1.
    pub between_share: Figure,
}

impl BetweenRegions {
    /// `None` where no place has a region.
    pub(super) fn of(over: &Over) -> Option<Self> {
        let mut regions: BTreeMap<&str, Vec<Vec<u64>>> = BTreeMap::new();
        for (spot, &members) in over.ground.places.iter().zip(&over.counts) {
            if let Some(region) = spot.region {
                regions.entry(region).or_default().push(vec![members, spot.people - members]);
            }
        }
        let count = regions.len() as u64;
        let larger: Vec<Vec<Vec<u64>>> = regions.into_values().collect();
        let parts = SegregationParts::of(&larger);
        let part = |of: fn(&SegregationParts) -> f64| parts.clone().map(|parts| of(&parts));
        let share = |parts: SegregationParts| {
            let all = parts.whole();
            if all > 0.0 {
                Figure::known(parts.between / all)
            } else {
                Figure::undefined(Undefined::ZeroOverZero)
            }
        };
        (count > 0).then(|| Self {
            dimension: over.ground.attribute.name.clone(),
            group: over.group.name.clone(),
            who: over.group.who,
            regions: count,
            places: larger.iter().map(Vec::len).sum::<usize>() as u64,
            members: larger.iter().flatten().map(|place| place[0]).sum(),
            m: part(SegregationParts::whole),
            between: part(|parts| parts.between),
            within: part(SegregationParts::within),
            between_share: Figure(parts.clone().0.and_then(|parts| share(parts).0)),
        })
    }
}
