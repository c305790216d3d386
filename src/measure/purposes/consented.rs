//! What consents state: what for, and what was promised for them.

use crate::{audit::Audit, model::grant::Grant};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The consents that state one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consented {
    /// The purpose as first stated; `None` for consents that state none.
    pub purpose: Option<String>,
    /// Consents.
    pub consents: u64,
    /// People who gave them.
    pub consenters: u64,
}

/// The consents that were given for one promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Incentive {
    /// What was promised, as first stated.
    pub incentive: String,
    /// Consents.
    pub consents: u64,
    /// People who gave them.
    pub consenters: u64,
}

/// The purposes, most consents first; none where no consent states one.
pub(super) fn purposes(audit: &Audit) -> Vec<Consented> {
    let plain = |purpose: u32| audit.case.purposes.plain(&audit.grants.purposes[purpose as usize]);
    let groups = grouped(audit, |grant| Some(grant.purpose.map(|purpose| (plain(purpose), purpose))));
    if groups.iter().all(|(key, ..)| key.is_none()) {
        return Vec::new();
    }
    let row = |(first, consents, consenters): (Option<u32>, u64, u64)| Consented {
        purpose: first.map(|purpose| audit.grants.purposes[purpose as usize].clone()),
        consents,
        consenters,
    };
    groups.into_iter().map(row).collect()
}

/// The promises, most consents first, and the people who consented for any.
pub(super) fn incentives(audit: &Audit) -> (Vec<Incentive>, u64) {
    let plain = |incentive: u32| audit.grants.incentives[incentive as usize].to_lowercase();
    let groups = grouped(audit, |grant| grant.incentive.map(|at| Some((plain(at), at))));
    let row = |(first, consents, consenters): (Option<u32>, u64, u64)| Incentive {
        incentive: first.map(|at| audit.grants.incentives[at as usize].clone()).unwrap_or_default(),
        consents,
        consenters,
    };
    let of_any = audit.grants.rows.iter().filter(|grant| grant.incentive.is_some());
    let people: BTreeSet<u32> = of_any.map(|grant| grant.consenter).collect();
    (groups.into_iter().map(row).collect(), people.len() as u64)
}

/// What a grant says, as a text that is equal where the same is said, and as its place in a list.
type Said = Option<(String, u32)>;

/// Grants that say the same: the first place in the list, grants and consenters; most grants first, of equals the first said.
fn grouped(audit: &Audit, said: impl Fn(&Grant) -> Option<Said>) -> Vec<(Option<u32>, u64, u64)> {
    let mut groups: BTreeMap<Option<String>, (Option<u32>, u64, BTreeSet<u32>)> = BTreeMap::new();
    for grant in &audit.grants.rows {
        let Some(said) = said(grant) else { continue };
        let (text, at) = said.map_or((None, None), |(text, at)| (Some(text), Some(at)));
        let group = groups.entry(text).or_insert_with(|| (at, 0, BTreeSet::new()));
        group.0 = group.0.min(at);
        group.1 += 1;
        group.2.insert(grant.consenter);
    }
    let mut groups: Vec<_> =
        groups.into_values().map(|(at, grants, people)| (at, grants, people.len() as u64)).collect();
    groups.sort_by_key(|&(at, grants, _)| (std::cmp::Reverse(grants), at));
    groups
}
