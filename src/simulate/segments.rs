//! The segments that a campaign made, each by its criteria: a member is who meets them all, and nobody else.

use super::{app::App, dice::Dice, world::World};
use crate::model::segment::{Criterion, Mode};
use std::{cmp::Reverse, collections::BTreeMap};

/// A segment with its members, ascending.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) name: &'static str,
    pub(super) source: &'static str,
    pub(super) criteria: Vec<Criterion>,
    pub(super) members: Vec<usize>,
}

pub(super) const APATHETIC: &str = "apathetic-swing";
pub(super) const UNDECIDED: &str = "undecided-swing";
pub(super) const LOOKALIKE: &str = "undecided-lookalike";
pub(super) const NEWSLETTER: &str = "newsletter";
pub(super) const STACK: &str = "stacked-criteria";
pub(super) const LEANING: &str = "right-low-turnout";
pub(super) const RANDOM: &str = "random-control";

/// What the stacked segment is made of.
const STACKED: [&str; 5] = ["place", "school", "age_band", "turnout", "undecidedness"];

/// Draws every segment. Only people matched to the voter file can enter one.
pub(super) fn draw(world: &World, app: &App, dice: &mut Dice) -> Vec<Segment> {
    let people = 0..world.people.len();
    let installed: Vec<bool> = {
        let mut installed = vec![false; people.len()];
        app.installers.iter().for_each(|installer| installed[installer.person as usize] = true);
        installed
    };
    let signed_up: Vec<bool> =
        people.clone().map(|person| dice.chance(if installed[person] { 50 } else { 15 })).collect();
    let sampled: Vec<bool> = people.clone().map(|_| dice.chance(20)).collect();

    let swing = || world.swing_places().map(|place| include("place", place));
    let taken = || [include("data_held", "quiz app"), include("voter_match", "yes")].into_iter();
    let matched = || std::iter::once(include("voter_match", "yes"));
    let held = |person: usize| app.held[person];
    let anybody = |_| true;
    let make = |name, source, criteria: Vec<Criterion>, pool: &dyn Fn(usize) -> bool| {
        let members = people.clone().filter(|&at| pool(at) && meets(world, at, &criteria)).collect();
        Segment { name, source, criteria, members }
    };
    let apathetic = taken().chain(swing()).chain([include("turnout", "low")]).collect();
    let undecided = taken().chain(swing()).chain([include("undecidedness", "high")]).collect();
    let undecided = make(UNDECIDED, "harvested", undecided, &held);
    let schools = commonest_schools(world, &undecided.members);
    let alike =
        [include("undecidedness", "high"), include("age_band", "18-24"), include("age_band", "25-34")];
    let alike =
        matched().chain(alike).chain(schools.iter().map(|school| include("school", school))).collect();
    let stack = taken().chain(singling_stack(world, &held)).collect();
    let leaning = [include("leaning", "right"), include("turnout", "low"), exclude("age_band", "18-24")];
    vec![
        make(APATHETIC, "harvested", apathetic, &held),
        undecided,
        make(LOOKALIKE, "lookalike", alike, &anybody),
        make(NEWSLETTER, "own list", matched().chain([include("list", "newsletter")]).collect(), &|at| {
            signed_up[at]
        }),
        make(STACK, "harvested", stack, &held),
        make(LEANING, "inferred", matched().chain(leaning).collect(), &anybody),
        make(RANDOM, "bought", matched().chain([include("sample", "2 in 100")]).collect(), &|at| sampled[at]),
    ]
}

fn include(dimension: &str, value: &str) -> Criterion {
    Criterion { dimension: dimension.to_owned(), value: value.to_owned(), ..Criterion::default() }
}

fn exclude(dimension: &str, value: &str) -> Criterion {
    Criterion { mode: Mode::Exclude, ..include(dimension, value) }
}

/// Whether a person has one of the included values of every dimension, and none of the excluded ones. Dimensions that
/// are not in the people table are the pool's affair.
fn meets(world: &World, person: usize, criteria: &[Criterion]) -> bool {
    super::world::COLUMNS.iter().all(|&column| {
        let value = world.value(person, column);
        let mut named = criteria.iter().filter(|criterion| criterion.dimension == column).peekable();
        let mut wants = false;
        let mut has = false;
        if named.peek().is_none() {
            return true;
        }
        for criterion in named {
            match criterion.mode {
                Mode::Exclude if criterion.value == value => return false,
                Mode::Exclude => (),
                Mode::Include => {
                    wants = true;
                    has |= criterion.value == value;
                }
            }
        }
        has || !wants
    })
}

/// The three schools with most members, by name where they are level.
fn commonest_schools(world: &World, members: &[usize]) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for school in members.iter().map(|&at| world.value(at, "school")).filter(|school| !school.is_empty()) {
        *counts.entry(school).or_insert(0) += 1;
    }
    let mut schools: Vec<(&str, i32)> = counts.into_iter().collect();
    schools.sort_by_key(|&(school, members)| (Reverse(members), school));
    schools.into_iter().take(3).map(|(school, _)| school.to_owned()).collect()
}

/// The stack of five criteria that fits a number of harvested and matched people as near to five as can be found.
fn singling_stack(world: &World, held: &dyn Fn(usize) -> bool) -> Vec<Criterion> {
    let mut stacks: BTreeMap<[&str; 5], u64> = BTreeMap::new();
    let matched = |&person: &usize| held(person) && world.value(person, "voter_match") == "yes";
    for person in (0..world.people.len()).filter(matched) {
        let stack = STACKED.map(|column| world.value(person, column));
        if stack.iter().all(|value| !value.is_empty()) {
            *stacks.entry(stack).or_default() += 1;
        }
    }
    let nearest = stacks.iter().min_by_key(|(_, people)| people.abs_diff(5));
    let (values, _) =
        nearest.expect("the app holds somebody who is on the voter file and whose school is known");
    STACKED.into_iter().zip(values).map(|(column, value)| include(column, value)).collect()
}
