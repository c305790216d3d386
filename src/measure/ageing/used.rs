//! `Used`: how old records were when they were used, and how many of them were wrong by then.

use super::Count;
use crate::{
    model::{
        date::Day,
        held_record::{HeldRecord, days_between},
        number::{Figure, Undefined},
    },
    stat::{hazard::Hazard, real::real, sum::Sum},
};
use serde::Serialize;

/// The ages that records are held against, in days.
pub(super) const AGES: [u64; 4] = [30, 90, 180, 365];

/// By which rate and against which limit.
pub(super) struct Terms {
    /// The rate of all records, whichever are looked at.
    pub(super) hazard: Hazard,
    pub(super) limit_days: Option<u64>,
    pub(super) unit_cost: Option<f64>,
}

/// Records at the moment of their last use.
///
/// # Definition
/// `when_wrong` counts records used on or after the day on which they were found wrong; `surely_true` those known to be true on the day of
/// use or later. `expected_wrong` is the sum, over the records used, of the probability that the record was wrong on the day of use, at the
/// constant rate r of all records: 1 where it was known to be wrong, 0 where it was known to be true; 1 - exp(-r u) where it was last
/// known to be true u days before and was never found wrong; (1 - exp(-r u)) / (1 - exp(-r w)) where it was found wrong w days after it was last
/// known to be true. Records of which no day is known on which they were true are left out of it (`without_age`).
/// Costs are the numbers of wrong records times the unit cost.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Used {
    /// Records used at least once.
    pub all: Count,
    /// Days of use, each record's own added up.
    pub uses: u64,
    /// Records used after they were found wrong.
    pub when_wrong: Count,
    /// Records that were known to be true on the day of use or later.
    pub surely_true: Count,
    /// Records that have no day on which they were known to be true, and were not found wrong before their use.
    pub without_age: Count,
    /// How many of the records used were wrong by then, as the rate has it.
    pub expected_wrong: Figure,
    /// They over the records used that have an age, 0 to 1.
    pub expected_share: Figure,
    /// What the expected number costs, where a unit cost was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_cost: Option<Figure>,
    /// What those cost that were known to be wrong, where a unit cost was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when_wrong_cost: Option<f64>,
    /// By age, the case's own limit last.
    pub older: Vec<Older>,
}

/// Records older than so many days when they were used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Older {
    /// The days.
    pub days: u64,
    /// Whether it is the case's own limit.
    pub is_limit: bool,
    /// Records collected more days before their use.
    pub collected: Count,
    /// Records last known to be true more days before their use.
    pub last_true: Count,
}

impl Used {
    pub(super) fn of(records: &[&HeldRecord], terms: &Terms) -> Self {
        let used: Vec<&HeldRecord> =
            records.iter().copied().filter(|record| record.used_on.is_some()).collect();
        let count = |fits: &dyn Fn(&HeldRecord) -> bool| Count::of_those(&used, fits);
        let when_wrong = count(&HeldRecord::was_used_when_wrong);
        let without_age = count(&|record| chance(record, 1.0).is_none());
        let expected_wrong = expected(&used, terms.hazard);
        let with_age = real((used.len() as u64) - without_age.records);
        Self {
            all: Count::of(&used),
            uses: used.iter().map(|record| record.uses).sum(),
            when_wrong,
            surely_true: count(&|record| {
                !record.was_used_when_wrong() && record.used_on.is_some_and(|used| record.last_true_on() >= Some(used))
            }),
            without_age,
            expected_wrong,
            expected_share: expected_wrong.map(|wrong| wrong / with_age),
            expected_cost: terms.unit_cost.map(|cost| expected_wrong.map(|wrong| wrong * cost)),
            when_wrong_cost: terms.unit_cost.map(|cost| real(when_wrong.records) * cost),
            older: older(&used, terms.limit_days),
        }
    }
}

/// The probability that `record` was wrong on the day of its last use, at `rate`; `None` where nothing says how old it was.
fn chance(record: &HeldRecord, rate: f64) -> Option<f64> {
    let used = record.used_on?;
    if record.was_used_when_wrong() {
        return Some(1.0);
    }
    let since = record.last_true_on()?;
    let by = |day: Day| -(-rate * real(days_between(since, day))).exp_m1();
    Some(match record.found_wrong_on {
        None => by(used),
        // It was used before it was found wrong: of the days on which it may have turned wrong, those before its use count.
        Some(found) if by(found) > 0.0 => by(used) / by(found),
        Some(_) => 0.0,
    })
}

/// The sum of these probabilities; undefined where no record has an age, or no rate is known that one of them needs.
fn expected(used: &[&HeldRecord], hazard: Hazard) -> Figure {
    if used.iter().all(|record| chance(record, 1.0).is_none()) {
        return Figure::undefined(Undefined::EmptyInput);
    }
    hazard.rate().map(|rate| {
        let mut sum = Sum::default();
        used.iter().filter_map(|record| chance(record, rate)).for_each(|chance| sum.add(chance));
        sum.value()
    })
}

fn older(used: &[&HeldRecord], limit: Option<u64>) -> Vec<Older> {
    let age = |record: &HeldRecord, from: Option<Day>| Some(days_between(from?, record.used_on?));
    let row = |days: u64, is_limit| {
        let beyond = |from: fn(&HeldRecord) -> Option<Day>| {
            Count::of_those(used, |record| age(record, from(record)).is_some_and(|age| age > days))
        };
        Older { days, is_limit, collected: beyond(|record| record.collected_on), last_true: beyond(HeldRecord::last_true_on) }
    };
    AGES.iter().map(|&days| row(days, false)).chain(limit.map(|days| row(days, true))).collect()
}
