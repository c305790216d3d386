//! `ContactRatio`: whether messages reached people of one kind, such as those who seldom vote or are undecided, more than everybody.

use super::groups::impressions;
use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING, Role},
        number::{Figure, Undefined},
    },
    stat::two_by_two::TwoByTwo,
};
use serde::Serialize;

/// One value of one attribute among the people whom messages reached.
///
/// # Definition
/// People without a value are left out, and everybody else is the electorate. The contact ratio (`lift`) is the value's share of the people
/// reached over its share of the electorate, with Wilson's interval of the first over the second; the p-value is the chance that as
/// many people drawn at random hold as many of the value or more (hypergeometric). Contacts per head are impressions over
/// people, reached or not; `per_head_ratio` is that of the value over that of the electorate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactRatio {
    /// The attribute.
    pub dimension: String,
    /// The value.
    pub value: String,
    /// People with it.
    pub people: u64,
    /// Those of them whom a message surely reached.
    pub reached: u64,
    /// Its share of the people reached, 0 to 1.
    pub share_of_reached: Figure,
    /// Its share of the electorate, 0 to 1.
    pub share_of_people: Figure,
    /// The contact ratio, 0 upwards; 1 where messages reached the value as they reached everybody.
    pub lift: Figure,
    /// The lower end of its interval.
    pub lift_low: Figure,
    /// The upper end of its interval.
    pub lift_high: Figure,
    /// Impressions per head, 0 upwards.
    pub per_head: Figure,
    /// The same over that of the electorate, 0 upwards.
    pub per_head_ratio: Figure,
    /// The p-value against more people reached by chance.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
}

/// A row for each value of each attribute that is a group; none where no message reached anybody.
pub(super) fn of(audit: &Audit) -> Vec<ContactRatio> {
    let shown = impressions(audit);
    let mut times = vec![0_u64; audit.people()];
    shown.iter().for_each(|(person, &count)| times[person.index()] = count);
    let groups =
        audit.attributes.iter().filter(|attribute| attribute.role == Role::Group && !shown.is_empty());
    groups.flat_map(|attribute| rows(attribute, &times)).collect()
}

fn rows(attribute: &Attribute, times: &[u64]) -> Vec<ContactRatio> {
    let (people, _) = attribute.counts();
    let (mut reached, mut impressions) = (vec![0_u64; people.len()], vec![0_u64; people.len()]);
    for (&code, &shown) in attribute.codes.iter().zip(times).filter(|(code, _)| **code != MISSING) {
        reached[code as usize] += u64::from(shown > 0);
        impressions[code as usize] = impressions[code as usize].saturating_add(shown);
    }
    let (all_people, all_reached) = (people.iter().sum(), reached.iter().sum());
    let all_impressions = impressions.iter().fold(0_u64, |sum, &more| sum.saturating_add(more));
    let row = |(at, value): (usize, &String)| {
        let table = TwoByTwo::of_margins(reached[at], people[at], all_reached, all_people)
            .expect("the people reached are of the electorate");
        let interval = table.lift_interval();
        let overall = Figure::ratio(all_impressions, all_people, Undefined::EmptyInput);
        let per_head = Figure::ratio(impressions[at], people[at], Undefined::EmptyGroup);
        ContactRatio {
            dimension: attribute.name.clone(),
            value: value.clone(),
            people: people[at],
            reached: reached[at],
            share_of_reached: table.share_in_segment(),
            share_of_people: table.share_in_population(),
            lift: table.lift(),
            lift_low: interval.map(|interval| interval.low),
            lift_high: interval.map(|interval| interval.high),
            per_head,
            per_head_ratio: over(per_head, overall),
            p_value: table.enrichment_p(),
            q_value: table.enrichment_p(),
        }
    };
    attribute.values.iter().enumerate().map(row).collect()
}

fn over(part: Figure, whole: Figure) -> Figure {
    Figure(part.0.and_then(|part| {
        let whole = whole.0?;
        if whole > 0.0 { Ok(part / whole) } else { Err(Undefined::NobodyReached) }
    }))
}
