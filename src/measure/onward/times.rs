//! How many organisations hold each person, and through how many routes a bystander's data came there.

use crate::{
    audit::Audit,
    flow::{Holder, Holdings, People},
    measure::{opened::Opened, recipients::is_bystander},
    model::{id::PersonId, number::Between},
};
use serde::Serialize;

/// Bystanders whom at least so many organisations hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldBy {
    /// How many organisations, those that collected left out.
    pub organisations: u32,
    /// The bystanders.
    pub bystanders: Between,
}

/// Pairs of a contact whose grant opened a bystander's data and an organisation that holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Routes {
    /// Of all bystanders together.
    pub total: Between,
    /// The bystanders who have any.
    pub bystanders: Between,
}

/// By row, how many organisations that did not collect hold each person.
pub(super) struct Times {
    pub(super) surely: Vec<u32>,
    pub(super) possibly: Vec<u32>,
}

impl Times {
    pub(super) fn of(audit: &Audit, holdings: &Holdings) -> Self {
        let count = |of: fn(&Holder) -> &People| {
            let mut times = vec![0; audit.people()];
            for holder in holdings.organisations.iter().filter(|holder| !holder.is_collector) {
                of(holder).iter().for_each(|person| times[person.index()] += 1);
            }
            times
        };
        let (surely, possibly) =
            rayon::join(|| count(|holder| &holder.ever.surely), || count(|holder| &holder.ever.possibly));
        Self { surely, possibly }
    }

    /// Bystanders by how many hold them; those held by any are known better from the counts of single organisations.
    pub(super) fn held_by(&self, holdings: &Holdings, by_any: Between) -> Vec<HeldBy> {
        let (mut surely, mut possibly) = (Vec::new(), Vec::new());
        for person in bystanders(holdings) {
            enter(&mut surely, self.surely[person.index()]);
            enter(&mut possibly, self.possibly[person.index()]);
        }
        surely.resize(possibly.len(), 0);
        // From how many hold exactly so many to how many hold at least so many.
        let (mut at_least, mut at_most) = (0, 0);
        let row = |(at, (&surely, &possibly)): (usize, (&u64, &u64))| {
            at_least += surely;
            at_most += possibly;
            let organisations = u32::try_from(at).expect("organisations are few");
            HeldBy { organisations, bystanders: Between { at_least, at_most } }
        };
        let mut rows: Vec<HeldBy> =
            surely.iter().zip(&possibly).enumerate().skip(1).rev().map(row).collect();
        rows.reverse();
        if let Some(first) = rows.first_mut() {
            first.bystanders = by_any;
        }
        rows
    }

    pub(super) fn routes(&self, audit: &Audit, holdings: &Holdings) -> Routes {
        let opened = Opened::of(audit);
        let (mut total, mut people) = ([0; 2], [0; 2]);
        for person in bystanders(holdings) {
            let contacts = u64::from(opened.times(person));
            for (end, times) in [&self.surely, &self.possibly].into_iter().enumerate() {
                let routes = contacts * u64::from(times[person.index()]);
                total[end] += routes;
                people[end] += u64::from(routes > 0);
            }
        }
        let between = |[at_least, at_most]: [u64; 2]| Between { at_least, at_most };
        Routes { total: between(total), bystanders: between(people) }
    }
}

fn bystanders(holdings: &Holdings) -> impl Iterator<Item = PersonId> {
    holdings.classes.each().filter(|(class, _)| is_bystander(*class)).flat_map(|(_, people)| people.iter())
}

/// Counts one more person held by so many.
fn enter(counts: &mut Vec<u64>, times: u32) {
    let at = times as usize;
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    counts[at] += 1;
}
