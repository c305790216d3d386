//! The truth about donated exports, counted from who is who.

use super::Donor;
use crate::simulate::Settings;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Every planted value.
#[derive(Debug, Serialize)]
pub(super) struct Truth {
    about: &'static str,
    seed: u64,
    pub(super) spread: Spread,
    pub(super) donors: usize,
    /// People on the donors' lists who are no donors.
    pub(super) listed_only: usize,
    /// Names among all of them that several of them have, and how many people have those.
    pub(super) shared_names: usize,
    pub(super) people_with_shared_names: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Spread {
    /// Donors and people on their lists.
    pub(super) people: usize,
    /// Pairs of friends of whom one at least is a donor.
    pub(super) ties: usize,
    /// Donors who let the quiz app read their data.
    pub(super) consenters: usize,
    /// Friends of these who did not, as far as the exports can show: other donors who did are none.
    pub(super) bystanders: usize,
}

impl Truth {
    pub(super) fn count(settings: Settings, names: &[String], donors: &[Donor]) -> Self {
        let donating: BTreeSet<u32> = donors.iter().map(|donor| donor.person).collect();
        let players: BTreeSet<u32> =
            donors.iter().filter(|donor| donor.played.is_some()).map(|donor| donor.person).collect();
        let lists =
            || donors.iter().flat_map(|donor| donor.friends.values().map(|&friend| (donor.person, friend)));
        let people: BTreeSet<u32> = lists().flat_map(|(donor, friend)| [donor, friend]).collect();
        let ties: BTreeSet<(u32, u32)> =
            lists().map(|(one, other)| (one.min(other), one.max(other))).collect();
        let bystanders: BTreeSet<u32> = lists()
            .filter(|(donor, friend)| players.contains(donor) && !players.contains(friend))
            .map(|(_, friend)| friend)
            .collect();
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        people.iter().for_each(|&person| *by_name.entry(&names[person as usize]).or_default() += 1);
        let shared = || by_name.values().filter(|&&people| people > 1);
        Self {
            about: "counted from who is who, which the exports do not tell",
            seed: settings.seed,
            spread: Spread {
                people: people.len(),
                ties: ties.len(),
                consenters: players.len(),
                bystanders: bystanders.len(),
            },
            donors: donors.len(),
            listed_only: people.difference(&donating).count(),
            shared_names: shared().count(),
            people_with_shared_names: shared().sum(),
        }
    }
}
