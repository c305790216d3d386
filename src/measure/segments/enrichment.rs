//! `Enrichment`: whether a segment holds more of a group than a random pick of people would.

use crate::{
    model::number::Figure,
    stat::two_by_two::TwoByTwo,
};
use serde::Serialize;

/// A group's share of a segment against its share of everybody.
///
/// # Definition
/// With a members of the group among the n of the segment, and K among all N people: the lift is (a/n)/(K/N); its interval
/// is Wilson's of a/n over K/N, which is taken as fixed, and tells how much a lift of so few people can mean. The p-value
/// is that of enrichment: the chance that n people drawn at random hold a or more (hypergeometric, a included).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Enrichment {
    /// The members of the group that a random pick of as many people would hold on average.
    pub expected: Figure,
    /// The lift, or location quotient, 0 upwards; 1 where the segment mirrors everybody.
    pub lift: Figure,
    /// The lower end of its interval.
    pub lift_low: Figure,
    /// The upper end of its interval.
    pub lift_high: Figure,
    /// The p-value of enrichment, one-sided.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
}

impl Enrichment {
    /// From the table; the q-value stays the p-value until it is adjusted.
    pub(super) fn of(table: TwoByTwo) -> Self {
        let p_value = table.enrichment_p();
        Self {
            expected: table.expected(),
            lift: table.lift(),
            lift_low: table.lift_interval().map(|interval| interval.low),
            lift_high: table.lift_interval().map(|interval| interval.high),
            p_value,
            q_value: p_value,
        }
    }
}

/// The table of `both`, `group`, `segment` and `people`, each a part of the next two.
pub(super) fn table(both: u64, group: u64, segment: u64, people: u64) -> TwoByTwo {
    TwoByTwo::of_margins(both, group, segment, people).expect("group and segment are parts of the people")
}
