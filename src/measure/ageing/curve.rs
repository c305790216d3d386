//! The curve: the share of records that are true still, age by age.

use super::{durations, followed, hazard};
use crate::{
    model::{
        held_record::HeldRecord,
        number::{Figure, Undefined},
    },
    stat::{real::real, survival::Survival},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The most points; beyond, the last of each of as many equal stretches is kept.
const POINTS: u64 = 200;

/// A point of the curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The age in days.
    pub age_days: u64,
    /// Records followed for so long or longer.
    pub at_risk: u64,
    /// Records found wrong since the point before, those of this age included.
    pub found_wrong: u64,
    /// The people whom these are about and no record found wrong before.
    pub people: u64,
    /// The share of records that are true after this age, 0 to 1.
    pub still_true: Figure,
    /// The lower end of its interval at 95 %; undefined where nothing was found wrong yet, or everything.
    pub low: Figure,
    /// The upper end.
    pub high: Figure,
    /// The same share by the constant rate.
    pub fitted: Figure,
}

/// The curve of `records`: a point at age 0, at each age at which records were found wrong, and at the last age of all. None where
/// no record has an age.
pub(super) fn of(records: &[&HeldRecord]) -> Vec<Point> {
    let durations = durations(records);
    let curve = Survival::of(&durations).expect("durations are days");
    let Some(last) = records.iter().filter_map(|record| followed(record)).map(|(days, _)| days).max() else {
        return Vec::new();
    };
    let hazard = hazard(records);
    let (found, new) = by_age(records);
    let width = last.div_ceil(POINTS).max(1);
    let crowded = found.len() as u64 > POINTS;
    let stretch = |age: u64| if crowded { age.div_ceil(width) } else { age };
    let ages: Vec<u64> = found.keys().copied().chain([0, last]).collect();
    let mut kept: BTreeMap<u64, u64> = BTreeMap::new();
    for age in ages {
        let at = kept.entry(stretch(age)).or_insert(age);
        *at = (*at).max(age);
    }
    let mut before = None;
    let ages = kept.into_values();
    ages.map(|age| {
        let since = |of: &BTreeMap<u64, u64>| -> u64 {
            let from = before.map_or(0, |before: u64| before + 1);
            of.range(from..=age).map(|(_, count)| count).sum()
        };
        let (found_wrong, people) = (since(&found), since(&new));
        before = Some(age);
        let ending = curve.endings().iter().rfind(|ending| ending.time <= real(age)).copied();
        let interval = ending.map_or(Figure::undefined(Undefined::ZeroDenominator), crate::stat::survival::Ending::interval);
        Point {
            age_days: age,
            at_risk: durations.iter().filter(|one| one.duration >= real(age)).count() as u64,
            found_wrong,
            people,
            still_true: curve.at(real(age)),
            low: interval.map(|ends| ends.low),
            high: interval.map(|ends| ends.high),
            fitted: hazard.still_true(real(age)),
        }
    })
    .collect()
}

/// Records found wrong by age, and the people of whom that is the first.
fn by_age(records: &[&HeldRecord]) -> (BTreeMap<u64, u64>, BTreeMap<u64, u64>) {
    let ended = records.iter().filter_map(|record| match followed(record) {
        Some((age, true)) => Some((record.subject, age)),
        _ => None,
    });
    let (mut found, mut first) = (BTreeMap::new(), BTreeMap::new());
    for (subject, age) in ended {
        *found.entry(age).or_default() += 1;
        let known = first.entry(subject).or_insert(age);
        *known = age.min(*known);
    }
    let mut new = BTreeMap::new();
    first.into_values().for_each(|age| *new.entry(age).or_default() += 1);
    (found, new)
}
