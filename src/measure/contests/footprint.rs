//! `Footprint`: how many places a group came to, and who lives where it never came.

use super::{Over, ground::Contest, groups::Who};
use crate::model::number::{Figure, Undefined};
use serde::Serialize;

/// The places that one group came to.
///
/// # Definition
/// A place is contacted where at least one of the group lives there. The others were never contacted; their population is the sum of
/// those that are known, and `population_unknown` counts the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Footprint {
    /// The attribute that names the places.
    pub dimension: String,
    /// The group.
    pub group: String,
    /// What it is.
    pub who: Who,
    /// Members who have a place here.
    pub members: u64,
    /// Members who have none, and are left out.
    pub left_out: u64,
    /// The places.
    pub places: u64,
    /// Those of them with a member.
    pub contacted: u64,
    /// `contacted` over `places`, 0 to 1.
    pub footprint_share: Figure,
    /// Swing places with a member; `None` without a threshold.
    pub swing_contacted: Option<u64>,
    /// Safe places with a member; `None` without a threshold.
    pub safe_contacted: Option<u64>,
    /// Places without a member.
    pub never_contacted: u64,
    /// Safe places without a member; `None` without a threshold.
    pub safe_never_contacted: Option<u64>,
    /// Who lives in places without a member, as far as that is known.
    pub never_contacted_population: u64,
    /// Places without a member whose population is not known.
    pub population_unknown: u64,
    /// Their share of the known population of all places, 0 to 1.
    pub never_contacted_share: Figure,
}

impl Footprint {
    pub(super) fn of(over: &Over) -> Self {
        let spots = || over.ground.places.iter().zip(&over.counts).map(|(spot, &count)| (spot, count > 0));
        let places = over.ground.places.len() as u64;
        let contacted = spots().filter(|(_, came)| *came).count() as u64;
        let has_threshold = over.ground.places.iter().any(|spot| spot.contest.is_some());
        let of = |contest: Contest, wanted: bool| {
            let those = spots().filter(|(spot, came)| spot.contest == Some(contest) && *came == wanted);
            has_threshold.then(|| those.count() as u64)
        };
        let never = || spots().filter(|(_, came)| !came).map(|(spot, _)| spot.population);
        let known: u64 = over.ground.places.iter().filter_map(|spot| spot.population).sum();
        let population = never().flatten().sum();
        Self {
            dimension: over.ground.attribute.name.clone(),
            group: over.group.name.clone(),
            who: over.group.who,
            members: over.members,
            left_out: over.group.people.len() as u64 - over.members,
            places,
            contacted,
            footprint_share: Figure::ratio(contacted, places, Undefined::EmptyInput),
            swing_contacted: of(Contest::Swing, true),
            safe_contacted: of(Contest::Safe, true),
            never_contacted: places - contacted,
            safe_never_contacted: of(Contest::Safe, false),
            never_contacted_population: population,
            population_unknown: never().filter(Option::is_none).count() as u64,
            never_contacted_share: Figure::ratio(population, known, Undefined::ZeroTotal),
        }
    }
}
