//! The truth about the world: ties, places, and who installed the app.

use super::{
    marks::{Marks, both_ways},
    ratio,
};
use crate::simulate::world::{Place, World};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct TiesTruth {
    pub(in crate::simulate) mean_degree: f64,
    most: usize,
    without_ties: usize,
    /// Ties within one place, and within one school among those between people whose schools are both known.
    same_place_share: f64,
    same_school_share: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct Installers {
    by_age_band: BTreeMap<String, usize>,
    everybody_by_age_band: BTreeMap<String, usize>,
    /// Schools of the communities where the app was advertised, and how many installers and people belong to those.
    advertised: Vec<String>,
    advertised_installers: usize,
    advertised_people: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct PlaceTruth {
    place: &'static str,
    population: usize,
    margin: f64,
    people: usize,
    consenters: usize,
    bystanders: usize,
}

impl TiesTruth {
    pub(super) fn of(world: &World, ties: &[(u32, u32)]) -> Self {
        let mut degree = vec![0; world.people.len()];
        both_ways(ties).for_each(|(from, _)| degree[from] += 1);
        let same = |column: &str| {
            let known = ties.iter().map(|&(one, other)| {
                (world.value(one as usize, column), world.value(other as usize, column))
            });
            let known = known.filter(|(one, other)| !one.is_empty() && !other.is_empty());
            let (same, all) =
                known.fold((0, 0), |(same, all), (one, other)| (same + usize::from(one == other), all + 1));
            ratio(same, all)
        };
        Self {
            mean_degree: ratio(2 * ties.len(), degree.len()),
            most: degree.iter().copied().max().unwrap_or(0),
            without_ties: degree.iter().filter(|&&ties| ties == 0).count(),
            same_place_share: same("place"),
            same_school_share: same("school"),
        }
    }
}

impl Installers {
    pub(super) fn of(world: &World, marks: &Marks) -> Self {
        let mut by_age_band = BTreeMap::new();
        let (mut advertised_installers, mut advertised_people) = (0, 0);
        for (at, person) in world.people.iter().enumerate() {
            let promoted = usize::from(world.communities[person.community].promoted);
            advertised_people += promoted;
            if marks.consents[at] {
                advertised_installers += promoted;
                *by_age_band.entry(world.value(at, "age_band").to_owned()).or_default() += 1;
            }
        }
        let promoted = world.communities.iter().filter(|community| community.promoted);
        let advertised = promoted.map(|community| community.school.clone()).collect();
        let everybody_by_age_band = by(world, "age_band");
        Self { by_age_band, everybody_by_age_band, advertised, advertised_installers, advertised_people }
    }
}

impl PlaceTruth {
    /// Every place.
    pub(super) fn all(world: &World, marks: &Marks) -> Vec<Self> {
        let mut counts = vec![[0; 3]; world.places.len()];
        for (at, person) in world.people.iter().enumerate() {
            let [people, consenters, bystanders] = &mut counts[person.place];
            *people += 1;
            *consenters += usize::from(marks.consents[at]);
            *bystanders += usize::from(marks.bystander[at]);
        }
        let place = |(place, &[people, consenters, bystanders]): (&Place, &[usize; 3])| PlaceTruth {
            place: place.name,
            population: place.population,
            margin: ratio(place.margin, 10),
            people,
            consenters,
            bystanders,
        };
        world.places.iter().zip(&counts).map(place).collect()
    }
}

/// People by value of a column.
pub(super) fn by(world: &World, column: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for at in 0..world.people.len() {
        *counts.entry(world.value(at, column).to_owned()).or_default() += 1;
    }
    counts
}
