//! Synthetic exports of a social platform, as people download and donate them, with the truth beside them.
//!
//! A donor's list of friends holds names and a moment, and no id. Several people have the same name, some names have letters
//! that the platform writes in its broken way, and every layout of the last years occurs. Who is who is known to the truth alone;
//! whatever is counted from the exports can be held against it.

mod export;
mod readme;
mod truth;

use super::{
    Settings,
    dice::{Dice, Part},
    friends,
    world::World,
};
use std::collections::BTreeMap;
use truth::Truth;

/// How many people donate, at most.
const DONORS: usize = 12;
/// One person in so many has a name that somebody else may have too.
const SHARED: usize = 3;
/// Of 1,000 donors, how many let the quiz app read their data.
const PLAYERS: usize = 600;
/// The first moment of a friendship: 1 January 2009, and for how many seconds friendships begin.
const FIRST: i64 = 1_230_768_000;
const SECONDS: usize = 5 * 365 * 86_400;

/// Donated exports, drawn and counted.
#[derive(Debug)]
pub struct Donations {
    settings: Settings,
    /// Each person's name.
    names: Vec<String>,
    donors: Vec<Donor>,
    truth: Truth,
}

/// Somebody who donates.
#[derive(Debug)]
struct Donor {
    person: u32,
    /// The friends, by the moment when they became friends.
    friends: BTreeMap<i64, u32>,
    /// When they let the quiz app read their data, if they did.
    played: Option<i64>,
}

/// Draws donated exports.
///
/// # Panics
/// When `settings.people` is not within [`Settings::FEWEST`] and [`Settings::MOST`].
#[must_use]
pub fn donations(settings: &Settings) -> Donations {
    let people = settings.people;
    assert!((Settings::FEWEST..=Settings::MOST).contains(&people), "{people} people are out of range");
    let world = World::draw(people as usize, &mut Dice::new(settings.seed, Part::World));
    let ties = friends::draw(&world, &mut Dice::new(settings.seed, Part::Ties));
    let mut dice = Dice::new(settings.seed, Part::Donations);
    let names: Vec<String> =
        (0..people as usize).map(|person| name(person, people as usize, &mut dice)).collect();
    let friends = befriended(&ties, &mut dice);
    let mut donors = circle(&friends, people, &mut dice);
    // Somebody played whatever the dice say.
    donors[0].played = Some(FIRST + 86_400);
    let truth = Truth::count(*settings, &names, &donors);
    Donations { settings: *settings, names, donors, truth }
}

/// Names that are no one's: a word and a number. One in [`SHARED`] draws from few numbers, so that some are shared.
fn name(person: usize, people: usize, dice: &mut Dice) -> String {
    let word = ["Person", "Näme", "اسم", "Имя"][dice.weighed(&[7, 1, 1, 1])];
    let number = if dice.below(SHARED) == 0 { dice.below(people / 40) } else { people + person };
    format!("{word} {number}")
}

/// Each person's friends, by the moment when they became friends. No moment is used twice, as seconds are many.
fn befriended(ties: &[(u32, u32)], dice: &mut Dice) -> BTreeMap<u32, BTreeMap<i64, u32>> {
    let mut friends: BTreeMap<u32, BTreeMap<i64, u32>> = BTreeMap::new();
    let mut taken = std::collections::BTreeSet::new();
    for &(one, other) in ties {
        let mut moment = FIRST + i64::try_from(dice.below(SECONDS)).expect("five years of seconds");
        while !taken.insert(moment) {
            moment += 1;
        }
        friends.entry(one).or_default().insert(moment, other);
        friends.entry(other).or_default().insert(moment, one);
    }
    friends
}

/// Donors who found each other: the first by chance, each further one mostly a friend of one before.
fn circle(friends: &BTreeMap<u32, BTreeMap<i64, u32>>, people: u32, dice: &mut Dice) -> Vec<Donor> {
    let mut chosen: Vec<u32> = Vec::new();
    while chosen.len() < DONORS {
        let anybody = u32::try_from(dice.below(people as usize)).expect("people are u32");
        let next = match chosen.get(dice.below(chosen.len().max(1))) {
            Some(before) if dice.chance(700) => {
                let of = &friends[before];
                *of.values().nth(dice.below(of.len())).expect("it is below their number")
            }
            _ => anybody,
        };
        if friends.contains_key(&next) && !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    let mut donor = |person: u32| {
        let played = dice.chance(PLAYERS);
        let played =
            played.then(|| FIRST + i64::try_from(SECONDS + dice.below(SECONDS)).expect("years of seconds"));
        Donor { person, friends: friends[&person].clone(), played }
    };
    chosen.iter().map(|&person| donor(person)).collect()
}

impl Donations {
    /// The exports as files, path and content, with `truth.json` and a `README.md`.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for (at, donor) in self.donors.iter().enumerate() {
            files.extend(export::files(at, donor, &self.names));
        }
        let truth = serde_json::to_vec_pretty(&self.truth).expect("counts and texts");
        files.push(("truth.json".to_owned(), truth));
        files.push(("README.md".to_owned(), readme::text(self).into_bytes()));
        files
    }
}
