//! `AtPlace`: one place under one group: how many of its people are in it, by head, and against its share of everybody.

use super::{
    Over,
    ground::{Contest, Spot},
    groups::Who,
};
use crate::{
    model::number::{Figure, Undefined},
    stat::{real::real, two_by_two::TwoByTwo},
};
use serde::Serialize;

/// One place under one group.
///
/// # Definition
/// The location quotient (`lift`) is the place's share of the group over its share of the people of the network who have a place here; its
/// interval is Wilson's of the first over the second, which is taken as fixed. Against the population it is the same with the
/// population of the table, over the places whose population is known. Both are 1 where the group lies as everybody does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AtPlace {
    /// The attribute that names the place.
    pub dimension: String,
    /// The group.
    pub group: String,
    /// What it is.
    pub who: Who,
    /// The place.
    pub place: String,
    /// Its margin in percentage points, where known.
    pub margin: Option<f64>,
    /// How close the vote is; `None` without a threshold.
    pub contest: Option<Contest>,
    /// Who lives there, where known.
    pub population: Option<u64>,
    /// Who may vote there, where known.
    pub electorate: Option<u64>,
    /// People of the network who live there.
    pub people: u64,
    /// Those of them who are in the group.
    pub members: u64,
    /// `members` for every 1,000 inhabitants, 0 upwards, where these are known.
    pub per_thousand: Option<Figure>,
    /// `members` for every 1,000 who may vote, 0 upwards, where these are known.
    pub per_thousand_voters: Option<Figure>,
    /// The location quotient against the people of the network, 0 upwards.
    pub lift: Figure,
    /// The lower end of its interval.
    pub lift_low: Figure,
    /// The upper end of its interval.
    pub lift_high: Figure,
    /// The location quotient against the population, 0 upwards, where that is known.
    pub lift_population: Option<Figure>,
}

/// A row for each place, ascending by name.
pub(super) fn of<'a>(over: &'a Over<'a>) -> impl Iterator<Item = AtPlace> + use<'a> {
    let inhabited =
        || over.ground.places.iter().zip(&over.counts).filter(|(spot, _)| spot.population.is_some());
    let everybody: u64 = inhabited().filter_map(|(spot, _)| spot.population).sum();
    let members: u64 = inhabited().map(|(_, &count)| count).sum();
    over.ground
        .places
        .iter()
        .zip(&over.counts)
        .map(move |(spot, &count)| row(over, spot, count, (members, everybody)))
}

fn row(over: &Over, spot: &Spot, members: u64, (members_known, everybody): (u64, u64)) -> AtPlace {
    let table = TwoByTwo::of_margins(members, spot.people, over.members, over.ground.people)
        .expect("members are people of the ground");
    let per_thousand = |of: u64| Figure::ratio(1000 * members, of, Undefined::ZeroDenominator);
    let interval = table.lift_interval();
    AtPlace {
        dimension: over.ground.attribute.name.clone(),
        group: over.group.name.clone(),
        who: over.group.who,
        place: spot.name.to_owned(),
        margin: spot.margin,
        contest: spot.contest,
        population: spot.population,
        electorate: spot.electorate,
        people: spot.people,
        members,
        per_thousand: spot.population.map(per_thousand),
        per_thousand_voters: spot.electorate.map(per_thousand),
        lift: table.lift(),
        lift_low: interval.map(|interval| interval.low),
        lift_high: interval.map(|interval| interval.high),
        lift_population: spot.population.map(|here| against(members, here, members_known, everybody)),
    }
}

/// (members/members of all)/(here/everybody).
fn against(members: u64, here: u64, members_known: u64, everybody: u64) -> Figure {
    match (members_known, here) {
        (0, _) => Figure::undefined(Undefined::EmptySegment),
        (_, 0) => Figure::undefined(Undefined::EmptyGroup),
        _ => {
            let product = |one: u64, other: u64| real(u128::from(one) * u128::from(other));
            Figure::known(product(members, everybody) / product(members_known, here))
        }
    }
}
