//! `Daily`: how often people were shown messages on one day.

use super::{
    diversity::Typical,
    records::{Records, sum_of_times},
};
use crate::{
    model::{date::Day, message::Message},
    stat::real::real,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Messages on one day.
///
/// # Definition
/// A *person-day* is a person and a day on which they were shown at least one message. `most_on_one_day` is of each person the most
/// impressions on any of their days. Messages of which the day is not known are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Daily {
    /// Person-days.
    pub person_days: u64,
    /// Impressions on a person-day.
    pub on_a_day: Typical,
    /// Of each person, the impressions of the day with most.
    pub most_on_one_day: Typical,
    /// The most that anybody was shown on one day.
    pub most: Option<u64>,
}

impl Daily {
    pub(super) fn of(records: &Records) -> Self {
        let (mut days, mut most) = (Vec::new(), Vec::new());
        for (_, rows) in &records.by_person {
            let mut own: BTreeMap<Day, Vec<&Message>> = BTreeMap::new();
            for message in rows {
                if let Some(on) = message.on {
                    own.entry(on.day).or_default().push(message);
                }
            }
            let shown: Vec<u64> = own.values().map(sum_of_times).filter(|&times| times > 0).collect();
            most.extend(shown.iter().max());
            days.extend(shown);
        }
        let reals = |counts: &[u64]| counts.iter().map(|&count| real(count)).collect::<Vec<f64>>();
        Self {
            person_days: days.len() as u64,
            most: most.iter().max().copied(),
            on_a_day: Typical::of(reals(&days)),
            most_on_one_day: Typical::of(reals(&most)),
        }
    }
}
