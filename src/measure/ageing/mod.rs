//! `Ageing`: how long the records that holders have of people stay true, and how many were used when they were old or known to be wrong.
//!
//! # Reference
//! Kaplan and Meier 1958 (curve); Kalbfleisch and Prentice 1980 (its interval); Garwood 1936 (interval of a constant rate).
//!
//! # Limits
//! A record counts as wrong from the day on which that was found. It was wrong some time before, so that the curve is no lower than the
//! truth; the other end is told as `rate_at_most`. Records that nobody checked say nothing of how long records stay true; if those
//! that were checked are others than the rest (those that bounced, for instance), the curve is theirs alone.

mod curve;
mod life;
#[cfg(test)]
mod tests;
mod used;

pub use curve::Point;
pub use life::Life;
pub use used::{Older, Used};

use crate::{
    audit::Audit,
    model::held_record::{HeldRecord, days_between},
    stat::{hazard::Hazard, small_cells, survival::Followed},
    table::records::Records,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How old the records were; empty where the case has no table of records.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ageing {
    /// What the records show.
    #[serde(flatten)]
    pub shown: Option<OnRecord>,
}

/// Records, and the people whom they are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Records.
    pub records: u64,
    /// Different people whom they are about; where the table names no people, each record stands for one.
    pub people: u64,
}

/// What the records show.
///
/// # Definition
/// A record is followed from the day of its collection: to the day on which it was *found wrong*, where it was, else to the last day on
/// which it was known to be true, which is the day of collection where nobody looked later. Records whose day of collection is not
/// known have no age and are left out of curve and rate (`undated`). The curve is Kaplan and Meier's over these ages, in whole days; the rate is the number of
/// records found wrong over all days of following. A record is *used* where a day of use is recorded; its age is that on the last of
/// these days, and what is said of it then holds on one of them at least, for a record only grows older.
///
/// # Example
/// Four records of the village were collected on 1 January 2024. Ada's address was found wrong after 60 days, Ben's after 90, and Cem's
/// was known to be true after 60; Dot's was never checked. Of Eve's nobody knows when it was collected. All were used, Ada's when it was known to be wrong.
/// ```
/// use bystander::{measure::ageing::Ageing, village};
/// let shown = Ageing::of(&village::with_records()).shown.unwrap();
/// assert_eq!((shown.records, shown.undated, shown.life.found_wrong.records), (5, 1, 2));
/// assert_eq!(shown.life.median_days.value(), Some(90.0));
/// assert_eq!(shown.life.rate.value(), Some(2.0 / 210.0));
/// assert_eq!(shown.used.when_wrong.records, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OnRecord {
    /// Records.
    pub records: u64,
    /// Different people whom they are about.
    pub people: u64,
    /// Records without the day of their collection.
    pub undated: u64,
    /// How long all of them stay true.
    #[serde(flatten)]
    pub life: Life,
    /// The share of records that are true still, by age.
    pub curve: Vec<Point>,
    /// How old they were when they were used.
    pub used: Used,
    /// The days after which, as the case says, a record is no longer to be used.
    pub limit_days: Option<u64>,
    /// What a stale record costs, if that was said.
    pub unit_cost: Option<f64>,
    /// The currency of that.
    pub currency: Option<String>,
    /// The same for each field, then for each holder; neither where there is one alone.
    pub groups: Vec<Group>,
}

/// The records of one field or of one holder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// `field` or `holder`.
    pub by: &'static str,
    /// Its name; `not recorded` for records that name none.
    pub name: String,
    /// Records.
    pub records: u64,
    /// Different people whom they are about.
    pub people: u64,
    /// How long they stay true.
    #[serde(flatten)]
    pub life: Life,
    /// How old they were when they were used.
    pub used: Used,
}

impl Ageing {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self { shown: audit.records.as_ref().map(|records| OnRecord::of(audit, records)) }
    }
}

impl OnRecord {
    fn of(audit: &Audit, records: &Records) -> Self {
        let all: Vec<&HeldRecord> = records.rows.iter().collect();
        let Count { records: count, people } = Count::of(&all);
        let terms = used::Terms {
            hazard: hazard(&all),
            limit_days: audit.case.record_limit_days,
            unit_cost: audit.parameters.unit_cost,
        };
        let fields = groups(&all, "field", &records.fields, |record| record.field, &terms);
        let holders = groups(&all, "holder", &records.holders, |record| record.holder, &terms);
        Self {
            records: count,
            people,
            undated: all.iter().filter(|record| record.collected_on.is_none()).count() as u64,
            life: Life::of(&all),
            curve: curve::of(&all),
            used: Used::of(&all, &terms),
            limit_days: terms.limit_days,
            unit_cost: terms.unit_cost,
            currency: audit.parameters.currency.clone(),
            groups: fields.into_iter().chain(holders).collect(),
        }
    }
}

impl OnRecord {
    /// Whether `count` of these records may not be shown at the small-cell threshold `least`: it stands for few people, or differs by few
    /// from another count that may have the same people in it, or from all.
    #[must_use]
    pub fn hides(&self, count: Count, least: u64) -> bool {
        let older = self.used.older.iter().flat_map(|row| [row.collected, row.last_true]);
        let Used { all, when_wrong, surely_true, without_age, .. } = self.used;
        let Life { found_wrong, never_checked, .. } = self.life;
        let counts: Vec<Count> =
            [all, found_wrong, never_checked, when_wrong, surely_true, without_age, count].into_iter().chain(older).collect();
        let hides = |of: fn(Count) -> u64, whole: u64| {
            let values: Vec<u64> = counts.iter().map(|&count| of(count)).collect();
            (1..least).contains(&whole) || small_cells::hidden_nested(&values, &[whole], least)[6]
        };
        hides(|count| count.records, self.records) || hides(|count| count.people, self.people)
    }
}

impl Count {
    fn of(records: &[&HeldRecord]) -> Self {
        let people: BTreeSet<u32> = records.iter().map(|record| record.subject).collect();
        Self { records: records.len() as u64, people: people.len() as u64 }
    }

    /// Those of `records` that `fits` says.
    fn of_those(records: &[&HeldRecord], fits: impl Fn(&HeldRecord) -> bool) -> Self {
        Self::of(&records.iter().copied().filter(|record| fits(record)).collect::<Vec<_>>())
    }
}

fn groups(
    all: &[&HeldRecord],
    by: &'static str,
    names: &[String],
    of: impl Fn(&HeldRecord) -> Option<u32>,
    terms: &used::Terms,
) -> Vec<Group> {
    let numbers: BTreeSet<u32> = all.iter().map(|record| of(record).unwrap_or(u32::MAX)).collect();
    if numbers.len() < 2 {
        return Vec::new();
    }
    let group = |number: u32| {
        let own: Vec<&HeldRecord> =
            all.iter().copied().filter(|record| of(record).unwrap_or(u32::MAX) == number).collect();
        let Count { records, people } = Count::of(&own);
        let name = names.get(number as usize).cloned().unwrap_or_else(|| "not recorded".to_owned());
        Group { by, name, records, people, life: Life::of(&own), used: Used::of(&own, terms) }
    };
    numbers.into_iter().map(group).collect()
}

/// How many days a record was followed, and whether it was found wrong then; `None` without the day of its collection.
fn followed(record: &HeldRecord) -> Option<(u64, bool)> {
    let from = record.collected_on?;
    let until = record.found_wrong_on.or(record.last_true_on())?;
    Some((days_between(from, until), record.found_wrong_on.is_some()))
}

fn durations(records: &[&HeldRecord]) -> Vec<Followed> {
    let of = |(days, ended): (u64, bool)| Followed { duration: crate::stat::real::real(days), ended };
    records.iter().filter_map(|record| followed(record)).map(of).collect()
}

fn hazard(records: &[&HeldRecord]) -> Hazard {
    Hazard::of(&durations(records)).expect("days between two days are no less than none")
}
