//! `SwingAgainstSafe`: how much of a group is in the places where the vote is close, against the others.

use super::{Over, ground::Contest, groups::Who};
use crate::{
    model::number::{Figure, Undefined},
    null::Shuffle,
    stat::{real::real, two_by_two::TwoByTwo},
};
use serde::Serialize;

/// Swing places against safe ones under one group. Places whose margin is not known are left out and counted.
///
/// # Definition
/// Shares are of swing and safe places together. The ratio is that of the rates: the members in swing places over the people there,
/// over the same of safe places; its interval is Katz's. The p-value is against a larger rate in swing places than in safe ones:
/// the share of ways to call as many of the places swing places in which the rate there exceeds the rate elsewhere by as much or more.
/// Places where nobody of the network lives are not among them. Up to 20,000 ways are all looked at; of more, as many are drawn as
/// the measure says, and (1 + draws as large) / (1 + draws) is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SwingAgainstSafe {
    /// The attribute that names the places.
    pub dimension: String,
    /// The group.
    pub group: String,
    /// What it is.
    pub who: Who,
    /// Swing places.
    pub swing_places: u64,
    /// Safe places.
    pub safe_places: u64,
    /// Places whose margin is not known.
    pub unknown_places: u64,
    /// Members in swing places.
    pub swing_members: u64,
    /// Members in safe places.
    pub safe_members: u64,
    /// Members in places whose margin is not known.
    pub unknown_members: u64,
    /// People of the network in swing places.
    pub swing_people: u64,
    /// People of the network in safe places.
    pub safe_people: u64,
    /// Who lives in swing places, as far as their populations are known.
    pub swing_population: u64,
    /// Who lives in safe places, as far as their populations are known.
    pub safe_population: u64,
    /// Swing places' share of the members, 0 to 1.
    pub share_of_members: Figure,
    /// Swing places' share of the people, 0 to 1.
    pub share_of_people: Figure,
    /// Swing places' share of the population, 0 to 1.
    pub share_of_population: Figure,
    /// The rate in swing places over that in safe ones, 0 upwards.
    pub rate_ratio: Figure,
    /// The lower end of its interval.
    pub rate_ratio_low: Figure,
    /// The upper end of its interval.
    pub rate_ratio_high: Figure,
    /// The p-value against a larger rate in swing places by chance.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
}

impl SwingAgainstSafe {
    pub(super) fn of(over: &Over, draws: Figure<u32>) -> Self {
        let sum = |contest: Contest, of: &dyn Fn(usize) -> u64| {
            let places = (0..).zip(&over.ground.places).filter(|(_, spot)| spot.contest == Some(contest));
            places.map(|(at, _)| of(at)).sum::<u64>()
        };
        let places = |contest| sum(contest, &|_| 1);
        let members = |contest| sum(contest, &|at| over.counts[at]);
        let people = |contest| sum(contest, &|at| over.ground.places[at].people);
        let population = |contest| sum(contest, &|at| over.ground.places[at].population.unwrap_or(0));
        let share = |of: &dyn Fn(Contest) -> u64, why| {
            Figure::ratio(of(Contest::Swing), of(Contest::Swing) + of(Contest::Safe), why)
        };
        let rates = TwoByTwo {
            group_in: members(Contest::Swing),
            group_out: people(Contest::Swing) - members(Contest::Swing),
            rest_in: members(Contest::Safe),
            rest_out: people(Contest::Safe) - members(Contest::Safe),
        };
        let p_value = p_value(over, draws);
        Self {
            dimension: over.ground.attribute.name.clone(),
            group: over.group.name.clone(),
            who: over.group.who,
            swing_places: places(Contest::Swing),
            safe_places: places(Contest::Safe),
            unknown_places: places(Contest::Unknown),
            swing_members: members(Contest::Swing),
            safe_members: members(Contest::Safe),
            unknown_members: members(Contest::Unknown),
            swing_people: people(Contest::Swing),
            safe_people: people(Contest::Safe),
            swing_population: population(Contest::Swing),
            safe_population: population(Contest::Safe),
            share_of_members: share(&members, Undefined::EmptySegment),
            share_of_people: share(&people, Undefined::EmptyInput),
            share_of_population: share(&population, Undefined::EmptyInput),
            rate_ratio: rates.risk_ratio(),
            rate_ratio_low: rates.risk_ratio_interval().map(|interval| interval.low),
            rate_ratio_high: rates.risk_ratio_interval().map(|interval| interval.high),
            p_value,
            q_value: p_value,
        }
    }
}

/// The most ways that are all looked at.
const MOST_WAYS: u64 = 20_000;

fn p_value(over: &Over, draws: Figure<u32>) -> Figure {
    let tested = over.ground.places.iter().zip(&over.counts);
    let tested = tested
        .filter(|(spot, _)| spot.people > 0 && matches!(spot.contest, Some(Contest::Swing | Contest::Safe)));
    let (labels, places): (Vec<u32>, Vec<Counted>) = tested
        .map(|(spot, &members)| {
            (u32::from(spot.contest == Some(Contest::Swing)), Counted { members, people: spot.people })
        })
        .unzip();
    let whole = places.iter().fold(Counted::default(), |sum, &place| sum.and(place));
    let swing = labels.iter().filter(|&&label| label == 1).count();
    if whole.members == 0 {
        return Figure::undefined(Undefined::EmptySegment);
    }
    if swing == 0 || swing == labels.len() {
        return Figure::undefined(Undefined::OneGroup);
    }
    let excess = |labels: &[u32]| {
        let swing = labels.iter().zip(&places).filter(|(label, _)| **label == 1);
        swing.fold(Counted::default(), |sum, (_, &place)| sum.and(place)).excess(whole)
    };
    // Ways that differ by a rounding alone are as large.
    let least = excess(&labels) - 1e-12;
    if let Some(ways) = ways(labels.len() as u64, swing as u64) {
        let mut as_large = 0;
        // The fewer are picked: where that is the safe places, the excess of the others has the other sign.
        let (taken, sign) =
            if 2 * swing > labels.len() { (labels.len() - swing, -1.0) } else { (swing, 1.0) };
        each_way(&places, taken, Counted::default(), &mut |picked| {
            as_large += u64::from(sign * picked.excess(whole) >= least);
        });
        return Figure::known(real(as_large) / real(ways));
    }
    draws.map(|draws| {
        let shuffle = Shuffle { labels: &labels, seed: over.seed, stream: over.stream };
        let as_large =
            shuffle.each(draws, |labels| excess(labels) >= least).into_iter().filter(|large| *large).count();
        real(1 + as_large as u64) / real(1 + u64::from(draws))
    })
}

/// Members and people of some places.
#[derive(Clone, Copy, Default)]
struct Counted {
    members: u64,
    people: u64,
}

impl Counted {
    fn and(self, other: Self) -> Self {
        Self { members: self.members + other.members, people: self.people + other.people }
    }

    /// How far the rate here exceeds that of the rest of `whole`; both hold somebody.
    fn excess(self, whole: Self) -> f64 {
        let rest = Self { members: whole.members - self.members, people: whole.people - self.people };
        real(self.members) / real(self.people) - real(rest.members) / real(rest.people)
    }
}

/// In how many ways `taken` of `places` can be picked; `None` where these are more than are looked at.
fn ways(places: u64, taken: u64) -> Option<u64> {
    let taken = taken.min(places - taken);
    (0..taken).try_fold(1_u64, |ways, at| {
        let next = ways * (places - at) / (at + 1);
        (next <= MOST_WAYS).then_some(next)
    })
}

/// Visits the sum of every pick of `taken` of `places`, added to `sum`.
fn each_way(places: &[Counted], taken: usize, sum: Counted, visit: &mut impl FnMut(Counted)) {
    if taken == 0 {
        return visit(sum);
    }
    for (at, &place) in places.iter().enumerate().take(places.len() + 1 - taken) {
        each_way(&places[at + 1..], taken - 1, sum.and(place), visit);
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, each_way, ways};

    #[test]
    fn every_way_is_visited_once() {
        let places = [1, 2, 4, 8, 16].map(|members| Counted { members, people: 16 });
        let mut sums = Vec::new();
        each_way(&places, 2, Counted::default(), &mut |sum| sums.push(sum.members));
        sums.sort_unstable();
        assert_eq!(sums, [3, 5, 6, 9, 10, 12, 17, 18, 20, 24]);
        assert_eq!((ways(5, 2), ways(5, 3), ways(20, 4)), (Some(10), Some(10), Some(4_845)));
        assert_eq!((ways(51, 8), ways(650, 300)), (None, None));
    }
}
