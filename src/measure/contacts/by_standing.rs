//! `ByStanding`: whether bystanders were shown more messages than consenters.

use super::records::{Records, sum_of_times};
use crate::{
    measure::standing::{Standing, Standings},
    model::{
        id::PersonId,
        number::{Figure, Undefined},
    },
    null::Split,
    stat::{frequency::Frequency, real::real},
};
use serde::Serialize;

/// Messages by where people stand towards the consent list.
///
/// # Definition
/// Eligible people are parted into consenters, bystanders and others. `ratio` is the bystanders' impressions for each eligible
/// bystander over the consenters' for each eligible consenter. `p_value` is two-sided: who of these eligible people is a bystander is
/// drawn at random `draws` times, and the bystanders' impressions are held against the observed (see `null::Split`). It is left out as
/// too large where people times draws are more than [`ByStanding::MOST`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByStanding {
    /// Consenters, bystanders, others, in this order.
    pub groups: Vec<GroupShown>,
    /// Impressions for each eligible bystander over those for each eligible consenter.
    pub ratio: Figure,
    /// How often chance shows as large a difference between bystanders and consenters.
    pub p_value: Figure,
    /// How many draws stand behind it.
    pub draws: u32,
    /// Where they start.
    pub seed: u64,
}

/// The eligible people of one standing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupShown {
    /// `consenters`, `bystanders` or `others`.
    pub group: &'static str,
    /// Eligible people.
    pub eligible: u64,
    /// Those of them who were reached.
    pub reached: u64,
    /// They over the eligible, 0 to 1.
    pub reached_share: Figure,
    /// Impressions, at least.
    pub impressions: u64,
    /// Impressions over people reached.
    pub average: Figure,
    /// Impressions over people eligible.
    pub per_eligible: Figure,
}

/// The random stream of this test: beyond those of other measures.
const STREAM: u64 = 1 << 56;

impl ByStanding {
    /// The most people times draws that are worked out.
    pub const MOST: u64 = 200_000_000;

    pub(super) fn of(records: &Records) -> Self {
        let standings = Standings::of(records.audit);
        let mut shown: [Vec<u64>; 3] = Default::default();
        for person in records.eligible() {
            shown[place(&standings, person)].push(sum_of_times(records.of_person(person)));
        }
        let groups: Vec<GroupShown> =
            ["consenters", "bystanders", "others"].into_iter().zip(&shown).map(|(group, shown)| row(group, shown)).collect();
        let parameters = &records.audit.parameters;
        Self {
            ratio: ratio(&groups[1], &groups[0]),
            p_value: p_value(&shown[1], &shown[0], parameters.draws, parameters.seed),
            groups,
            draws: parameters.draws,
            seed: parameters.seed,
        }
    }
}

fn place(standings: &Standings, person: PersonId) -> usize {
    match standings.of_person(person) {
        Standing::Consenter => 0,
        Standing::Bystander(_) => 1,
        Standing::Beyond(_) | Standing::OptedOut | Standing::Unreached => 2,
    }
}

fn row(group: &'static str, shown: &[u64]) -> GroupShown {
    let frequency = Frequency::of(shown);
    let empty = |figure: Figure| if shown.is_empty() { Figure::undefined(Undefined::EmptyGroup) } else { figure };
    GroupShown {
        group,
        eligible: frequency.eligible(),
        reached: frequency.reached(),
        reached_share: empty(frequency.reach_rate()),
        impressions: u64::try_from(frequency.impressions()).unwrap_or(u64::MAX),
        average: empty(frequency.average()),
        per_eligible: empty(frequency.per_eligible()),
    }
}

fn ratio(bystanders: &GroupShown, consenters: &GroupShown) -> Figure {
    match (bystanders.per_eligible.0, consenters.per_eligible.0) {
        (Err(why), _) | (_, Err(why)) => Figure::undefined(why),
        (Ok(0.0), Ok(0.0)) => Figure::undefined(Undefined::ZeroOverZero),
        (_, Ok(0.0)) => Figure::undefined(Undefined::ZeroDenominator),
        (Ok(theirs), Ok(own)) => Figure::known(theirs / own),
    }
}

/// The p-value of the first group's sum, were the two dealt at random.
fn p_value(first: &[u64], second: &[u64], draws: u32, seed: u64) -> Figure {
    let values = [first, second].concat();
    let work = values.len() as u64 * u64::from(draws);
    match () {
        () if first.is_empty() || second.is_empty() => Figure::undefined(Undefined::EmptyGroup),
        () if values.iter().all(|value| *value == values[0]) => Figure::undefined(Undefined::ZeroVariance),
        () if work > ByStanding::MOST => Figure::undefined(Undefined::TooLarge),
        () => {
            let observed = real(first.iter().map(|&value| u128::from(value)).sum::<u128>());
            let split = Split { values: &values, first: first.len() };
            Figure::known(split.p_two_sided(observed, draws, seed, STREAM))
        }
    }
}
