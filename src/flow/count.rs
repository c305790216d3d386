//! How many people an organisation holds: at least and at most, by class.

use super::{Class, Classes, Holder, Holdings, Passed, People, When, strangers::Strangers};
use crate::{
    model::{id::RecipientId, number::Between, range::Range, transfer::Transfer},
    table::transfers::Transfers,
};

/// What bounds are worked out from, by class.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    surely: Vec<u64>,
    possibly: Vec<u64>,
    /// Those who may have come otherwise than by a transfer without a list.
    otherwise: Vec<u64>,
}

impl Tally {
    pub(super) fn of(classes: &Classes, surely: &People, possibly: &People, otherwise: &People) -> Self {
        let [surely, possibly, otherwise] =
            [surely, possibly, otherwise].map(|people| classes.counts(people));
        Self { surely, possibly, otherwise }
    }
}

impl Holdings {
    /// How many people of the classes that `wanted` picks the organisation of row `id` holds then.
    ///
    /// # Definition
    /// At least as many as surely, and at least as many as a transfer without a list must have brought: its records, less those that must or
    /// may be strangers, less the people of other classes whom its sender may have passed on. At most as many as possibly, and at most as
    /// many as may have come otherwise than by a transfer without a list and, for each of these, the fewest of its records, of those
    /// whom its sender may have passed on, and of those whom its sender holds at most.
    #[must_use]
    pub fn count(
        &self,
        transfers: &Transfers,
        id: RecipientId,
        when: When,
        wanted: impl Fn(Class) -> bool + Copy,
    ) -> Between {
        let tally = &self.organisations[id.index()].held(when).tally;
        let sum = |counts: &[u64]| self.classes.sum(counts, wanted);
        let (mut at_least, mut most) = (sum(&tally.surely), sum(&tally.otherwise));
        for (row, passed) in transfers.rows.iter().zip(&self.transfers) {
            if row.to != id || row.people.is_some() {
                continue;
            }
            let others = self.classes.sum(&passed.accounted, |class| !wanted(class));
            if self.end.counts(row, when, true) {
                at_least = at_least.max(passed.least.saturating_sub(others));
            }
            if self.end.counts(row, when, false) {
                most += passed.most.min(sum(&passed.accounted));
            }
        }
        Between { at_least, at_most: most.min(sum(&tally.possibly)) }
    }
}

/// What is known of each transfer; how many strangers each organisation may hold is entered.
pub(super) fn settle(
    transfers: &Transfers,
    accounted: &[Vec<u64>],
    organisations: &mut [Holder],
) -> Vec<Passed> {
    let holds = most_held(transfers, accounted, organisations);
    let passed = |(row, accounted): (&Transfer, &Vec<u64>)| {
        let all: u64 = accounted.iter().sum();
        let held = all.min(holds[row.from.index()]);
        let records = row.records.filter(|_| row.people.is_none());
        let least = records.map_or(0, Range::low);
        let listed = row.people.as_ref().map(|people| people.len() as u64);
        let most = records.and_then(Range::high).map_or(held, |high| high.min(held));
        Passed {
            accounted: accounted.clone(),
            beyond_record: least.saturating_sub(held),
            least: listed.unwrap_or(least.min(held)),
            most: listed.unwrap_or(most),
        }
    };
    let mut passed: Vec<Passed> = transfers.rows.iter().zip(accounted).map(passed).collect();
    let strangers = Strangers::of(transfers, &passed);
    for (at, row) in transfers.rows.iter().enumerate().filter(|(_, row)| row.people.is_none()) {
        passed[at].least = passed[at].least.saturating_sub(strangers.most_before(row.from, at));
    }
    for (id, holder) in transfers.recipient_ids().zip(organisations) {
        holder.strangers.at_most = strangers.most(id);
    }
    passed
}

/// By organisation, the most people that it can hold: each round rests on the one before, and none makes a number larger.
fn most_held(transfers: &Transfers, accounted: &[Vec<u64>], organisations: &[Holder]) -> Vec<u64> {
    let whole = |counts: &[u64]| counts.iter().sum::<u64>();
    let mut most: Vec<u64> = organisations.iter().map(|holder| whole(&holder.ever.tally.possibly)).collect();
    for _ in 0..=organisations.len() {
        let mut next: Vec<u64> =
            organisations.iter().map(|holder| whole(&holder.ever.tally.otherwise)).collect();
        for (row, accounted) in transfers.rows.iter().zip(accounted).filter(|(row, _)| row.people.is_none()) {
            let records = row.records.and_then(Range::high).unwrap_or(u64::MAX);
            next[row.to.index()] += records.min(whole(accounted)).min(most[row.from.index()]);
        }
        next.iter_mut().zip(&most).for_each(|(next, most)| *next = (*next).min(*most));
        if next == most {
            break;
        }
        most = next;
    }
    most
}
