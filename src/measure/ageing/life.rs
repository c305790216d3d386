//! `Life`: how long some records stay true, with and without a model.

use super::{Count, durations, followed, hazard};
use crate::{
    model::{
        held_record::{HeldRecord, days_between},
        number::{Figure, Undefined},
    },
    stat::{
        hazard::Hazard,
        real::real,
        survival::{Followed, Survival},
    },
};
use serde::Serialize;

/// The days of a month in the mean: 365.25 / 12.
const MONTH: f64 = 30.4375;

/// How long records stay true.
///
/// # Definition
/// `median_days` is the least age that at most half of the records outlast on Kaplan and Meier's curve. `rate` is records found wrong
/// over days followed, d/E, with the exact interval of a Poisson number; `lost_in_a_month` is 1 - exp(-30.4375 rate), `half_life_days` is ln 2 / rate.
/// `misfit` is the largest distance between the curve and exp(-rate t), 0 to 1: where it is large, no single rate describes these
/// records. A record that was found wrong turned wrong between the last day on which it was known to be true and that day: `rate`
/// takes the last of these days and is the least that the rate can be, `rate_at_most` takes the first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Life {
    /// Records with an age: those that are followed.
    pub followed: Count,
    /// Of them found wrong.
    pub found_wrong: Count,
    /// Of them neither found wrong nor known to be true on a later day than that of collection.
    pub never_checked: Count,
    /// Days of following, all of them together.
    pub days_followed: u64,
    /// Days after which half are wrong, by the curve.
    pub median_days: Figure,
    /// Records found wrong a day.
    pub rate: Figure,
    /// The lower end of its interval.
    pub rate_low: Figure,
    /// The upper end of its interval.
    pub rate_high: Figure,
    /// The rate if each record turned wrong right after it was last known to be true.
    pub rate_at_most: Figure,
    /// The share of records that turn wrong in a month, 0 to 1.
    pub lost_in_a_month: Figure,
    /// Days after which half are wrong, by the rate.
    pub half_life_days: Figure,
    /// The lower end of its interval.
    pub half_life_low: Figure,
    /// The upper end of its interval.
    pub half_life_high: Figure,
    /// The largest distance between curve and rate, 0 to 1.
    pub misfit: Figure,
}

impl Life {
    pub(super) fn of(records: &[&HeldRecord]) -> Self {
        let hazard = hazard(records);
        let durations = durations(records);
        let curve = Survival::of(&durations).expect("durations are days");
        let interval = hazard.interval();
        let [half_life_low, half_life_high] = hazard.half_life_ends();
        let is_followed = |record: &HeldRecord| followed(record).is_some();
        let never = |record: &HeldRecord| followed(record) == Some((0, false));
        Self {
            followed: Count::of_those(records, is_followed),
            found_wrong: Count::of_those(records, |record| {
                is_followed(record) && record.found_wrong_on.is_some()
            }),
            never_checked: Count::of_those(records, never),
            days_followed: records.iter().filter_map(|record| followed(record)).map(|(days, _)| days).sum(),
            median_days: curve.median(),
            rate: hazard.rate(),
            rate_low: interval.map(|ends| ends.low),
            rate_high: interval.map(|ends| ends.high),
            rate_at_most: at_last_true(records).rate(),
            lost_in_a_month: hazard.rate().map(|rate| -(-rate * MONTH).exp_m1()),
            half_life_days: hazard.half_life(),
            half_life_low,
            half_life_high,
            misfit: if durations.is_empty() {
                Figure::undefined(Undefined::EmptyInput)
            } else {
                hazard.distance(&curve)
            },
        }
    }
}

/// The rate if each record turned wrong right after the last day on which it was known to be true.
fn at_last_true(records: &[&HeldRecord]) -> Hazard {
    let of = |record: &&HeldRecord| {
        let days = days_between(record.collected_on?, record.last_true_on()?);
        Some(Followed { duration: real(days), ended: record.found_wrong_on.is_some() })
    };
    let durations: Vec<Followed> = records.iter().filter_map(of).collect();
    Hazard::of(&durations).expect("durations are days")
}
