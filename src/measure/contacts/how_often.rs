//! `HowOften`: how often people were shown messages, in all, on one channel or by one sponsor.

use super::records::{Records, sum_of_times};
use crate::{
    model::{message::Message, number::Figure},
    stat::frequency::Frequency,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How often people were shown messages.
///
/// # Definition
/// An *impression* is one showing; a record without their number is one, and of a range the lower end counts. *Reached* are people
/// with at least one. Median is interpolated (type 7); the 90th and 95th percentiles go by nearest rank (type 1), so that somebody was
/// shown messages just so often; all are over the people reached.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HowOften {
    /// People reached.
    pub reached: u64,
    /// People reached over people eligible, 0 to 1.
    pub reached_share: Figure,
    /// Impressions, at least.
    pub impressions: u64,
    /// Impressions over people reached, 1 or more.
    pub average: Figure,
    /// The median over the people reached.
    pub median: Figure,
    /// What nine in ten of the people reached do not exceed.
    pub p90: Figure,
    /// What 19 in 20 of the people reached do not exceed.
    pub p95: Figure,
    /// The most that anybody was shown.
    pub most: Figure,
    /// The share of the impressions that went to the tenth of the people reached who were shown most, 0 to 1.
    pub top_decile_share: Figure,
    /// What is above the cap, where there is one.
    #[serde(flatten)]
    pub above: Option<AboveCap>,
}

/// What is above a cap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AboveCap {
    /// People who were shown messages strictly more often than the cap.
    pub people_above_cap: u64,
    /// They over the people reached, 0 to 1.
    pub above_cap_share: Figure,
    /// The share of the impressions that go beyond the cap, 0 to 1: of each person those after as many as the cap.
    pub beyond_cap_share: Figure,
}

impl HowOften {
    /// Of `frequency`, with the cap of the audit.
    pub(super) fn of(frequency: &Frequency, cap: Option<u64>) -> Self {
        Self {
            reached: frequency.reached(),
            reached_share: frequency.reach_rate(),
            impressions: u64::try_from(frequency.impressions()).unwrap_or(u64::MAX),
            average: frequency.average(),
            median: frequency.interpolated(500),
            p90: frequency.nearest_rank(900),
            p95: frequency.nearest_rank(950),
            most: frequency.nearest_rank(1000),
            top_decile_share: frequency.top_decile_share(),
            above: cap.map(|cap| AboveCap {
                people_above_cap: frequency.reached_at_least(cap.saturating_add(1)),
                above_cap_share: frequency.reached_above(cap),
                beyond_cap_share: frequency.impressions_beyond(cap),
            }),
        }
    }
}

/// One channel, or one sponsor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Way {
    /// Its name; `not recorded` for records that name none.
    pub name: String,
    /// Records to people and to segments.
    pub records: u64,
    /// How often people were shown its messages.
    #[serde(flatten)]
    pub how_often: HowOften,
}

/// A row for each name, in the order of `names`, then one for records without a name; names without records are left out.
pub(super) fn ways(records: &Records, names: &[String], of: impl Fn(&Message) -> Option<u32>) -> Vec<Way> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    let mut people: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    let key = |message: &Message| of(message).unwrap_or(u32::MAX);
    for message in &records.table.rows {
        *counts.entry(key(message)).or_default() += 1;
    }
    for (_, rows) in &records.by_person {
        let mut own: BTreeMap<u32, Vec<&Message>> = BTreeMap::new();
        rows.iter().for_each(|message| own.entry(key(message)).or_default().push(message));
        for (name, rows) in &own {
            people.entry(*name).or_default().push(sum_of_times(rows));
        }
    }
    let way = |(name, records_here): (u32, u64)| {
        let shown = people.remove(&name).unwrap_or_default();
        let others = records.eligible_count() - shown.len() as u64;
        let frequency = Frequency::of_reached(shown, others);
        Way {
            name: names.get(name as usize).cloned().unwrap_or_else(|| "not recorded".to_owned()),
            records: records_here,
            how_often: HowOften::of(&frequency, records.audit.parameters.cap),
        }
    };
    counts.into_iter().map(way).collect()
}

/// People by how often they were shown messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The fewest impressions of this row.
    pub from: u64,
    /// The most impressions of this row.
    pub until: u64,
    /// Eligible people with so many.
    pub people: u64,
    /// Those of them who objected against being contacted, at whatever time.
    pub objected: u64,
}

/// The eligible people by how often they were shown messages: each number up to ten by itself, then 11 to 20, 21 to 50, 51 to 100 and
/// so on. Rows of nobody are left out, but for the first.
pub(super) fn distribution(shown: impl Iterator<Item = (u64, bool)>) -> Vec<Step> {
    let mut steps = BTreeMap::from([((0, 0), (0, 0))]);
    for (times, objected) in shown {
        let (people, objectors): &mut (u64, u64) = steps.entry(ends(times)).or_default();
        *people += 1;
        *objectors += u64::from(objected);
    }
    let step = |((from, until), (people, objected))| Step { from, until, people, objected };
    steps.into_iter().map(step).collect()
}

/// The ends of the row that `times` belongs to.
fn ends(times: u64) -> (u64, u64) {
    if times <= 10 {
        return (times, times);
    }
    let mut from: u64 = 11;
    for at in 0_u32.. {
        let ten = 10_u64.saturating_pow(1 + at / 3);
        let until = ten.saturating_mul([2, 5, 10][at as usize % 3]);
        if times <= until {
            return (from, until);
        }
        from = until + 1;
    }
    unreachable!("the ends rise until the largest number")
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn rows_grow_by_ones_twos_and_fives() {
        assert_eq!([0, 10, 11, 20, 21, 50, 51, 100, 101, 999].map(ends), [
            (0, 0), (10, 10), (11, 20), (11, 20), (21, 50), (21, 50), (51, 100), (51, 100), (101, 200), (501, 1000)
        ]);
        assert_eq!(ends(u64::MAX).1, u64::MAX);
    }
}
