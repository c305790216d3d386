//! How each person passed on is shared among the organisations that hold them.

use super::{At, times::Times};
use crate::{
    flow::{Holder, When},
    model::id::PersonId,
    stat,
};
use rayon::prelude::*;
use serde::Serialize;

/// The part of an organisation in the people passed on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Its name.
    pub organisation: String,
    /// People's worth, at least.
    pub at_least: f64,
    /// People's worth, at most.
    pub at_most: f64,
}

/// The shares of the organisations that did not collect.
pub(super) fn of(at: &At, times: &Times) -> Vec<Share> {
    let others: Vec<_> = at.organisations(|holder: &Holder| !holder.is_collector).collect();
    others
        .into_par_iter()
        .map(|(id, holder)| {
            let (surely, possibly) = (&holder.ever.surely, &holder.ever.possibly);
            let least = split(surely.iter(), |person| times.possibly[person.index()]);
            let certain = split(surely.iter(), |person| times.surely[person.index()]);
            let perhaps = possibly.without(surely);
            let perhaps = split(perhaps.iter(), |person| times.surely[person.index()] + 1);
            let most = at.holdings.count(at.transfers, id, When::Ever, |_| true).at_most;
            Share {
                organisation: at.transfers.recipient(id).name.clone(),
                at_least: least,
                at_most: (certain + perhaps).min(as_real(most)),
            }
        })
        .collect()
}

/// The sum of one over the number of holders, person by person. People are first counted by that number, so that the order is fixed.
fn split(people: impl Iterator<Item = PersonId>, holders: impl Fn(PersonId) -> u32) -> f64 {
    let mut by_holders: Vec<u64> = Vec::new();
    for person in people {
        let at = holders(person) as usize;
        if by_holders.len() <= at {
            by_holders.resize(at + 1, 0);
        }
        by_holders[at] += 1;
    }
    let parts = by_holders.iter().enumerate().skip(1);
    let parts: Vec<f64> = parts.map(|(holders, &people)| as_real(people) / as_real(holders as u64)).collect();
    stat::sum::sum(parts.iter().copied())
}

#[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
fn as_real(count: u64) -> f64 {
    count as f64
}
