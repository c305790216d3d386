//! Three apps of two firms, and who let them read what, from when to when.

use super::calendar::{Stay, between, later};
use crate::{
    model::date::Day,
    simulate::{dice::Dice, hat::Hat, world::World},
};

/// An app and the firm behind it.
pub(super) struct App {
    pub(super) name: &'static str,
    pub(super) provider: &'static str,
    /// What it asks for in full, and what those grant who take something out.
    scopes: [&'static str; 2],
    /// How often it is drawn.
    weight: usize,
}

/// The apps. Which fields a scope opened is said by [`opened`].
pub(super) const APPS: [App; 3] = [
    App {
        name: "personality quiz",
        provider: "Lantern Research",
        scopes: [
            "public_profile friends_likes friends_birthday friends_location friends_religion_politics",
            "public_profile friends_birthday",
        ],
        weight: 6,
    },
    App {
        name: "music match",
        provider: "Lantern Research",
        scopes: ["public_profile friends_likes", "public_profile"],
        weight: 3,
    },
    App {
        name: "farm days",
        provider: "Orchard Games",
        scopes: ["public_profile friends_birthday friends_location", "public_profile email"],
        weight: 3,
    },
];

/// What a friend's grant opened whatever its scopes, and what each scope opened beside it, in the order of the regime.
const OPENED: [(Option<&str>, &str); 8] = [
    (None, "id"),
    (None, "name"),
    (None, "public profile"),
    (Some("friends_birthday"), "birthday"),
    (Some("friends_likes"), "page likes"),
    (Some("friends_location"), "current city"),
    (Some("friends_religion_politics"), "religion"),
    (Some("friends_religion_politics"), "political views"),
];

/// The fields of friends' data that a grant of these scopes opened.
pub(super) fn opened(scopes: &str) -> impl Iterator<Item = &'static str> + '_ {
    let has = move |scope: Option<&str>| scope.is_none_or(|scope| scopes.split(' ').any(|own| own == scope));
    OPENED.into_iter().filter(move |(scope, _)| has(*scope)).map(|(_, field)| field)
}

/// All fields that any grant opened.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    OPENED.into_iter().map(|(_, field)| field)
}

/// A grant of one person to one app.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grant {
    pub(super) person: u32,
    /// A place in [`APPS`].
    pub(super) app: usize,
    pub(super) scopes: &'static str,
    pub(super) stay: Stay,
}

/// How many times likelier an installer is where an app was advertised, and by age band.
const ADVERTISED: usize = 6;
const BY_AGE: [usize; 5] = [8, 5, 2, 1, 1];

/// 1.5 % of all people, but at least twenty, give a grant; every fourth a second one to the next app. The first gives one that
/// is withdrawn and given again, the second one that is over before the period, the third one after it, and no other.
pub(super) fn draw(world: &World, dice: &mut Dice) -> Vec<Grant> {
    let mut grants = Vec::new();
    for (number, person) in installers(world, dice).into_iter().enumerate() {
        let app = dice.weighed(&APPS.map(|app| app.weight));
        let mut give = |app: usize, less: bool, since: Day, until: Option<Day>| {
            let scopes = APPS[app].scopes[usize::from(less)];
            grants.push(Grant { person, app, scopes, stay: Stay { since, until } });
        };
        let less = dice.chance(250);
        let (given, withdrawn) = days(dice);
        match number {
            0 => {
                give(0, false, given, Some(later(given, 20)));
                give(0, false, later(given, 50), None);
            }
            1 => give(
                app,
                less,
                between("2013-05-01", "2013-06-30", dice),
                Some(between("2013-07-01", "2013-09-30", dice)),
            ),
            2 => give(app, less, between("2015-05-10", "2015-08-31", dice), None),
            _ => give(app, less, given, withdrawn),
        }
        if number % 4 == 3 {
            let (given, withdrawn) = days(dice);
            give((app + 1) % APPS.len(), dice.chance(250), given, withdrawn);
        }
    }
    grants
}

/// When a grant is given, now and then before the period, and when it is withdrawn, which three in ten are.
fn days(dice: &mut Dice) -> (Day, Option<Day>) {
    let given = if dice.chance(150) {
        between("2013-06-01", "2013-10-31", dice)
    } else {
        between("2013-11-01", "2015-03-31", dice)
    };
    (given, dice.chance(300).then(|| later(given, 5 + dice.below(200))))
}

fn installers(world: &World, dice: &mut Dice) -> Vec<u32> {
    let weight = |person: &crate::simulate::world::Person| {
        let advertised = if world.communities[person.community].promoted { ADVERTISED } else { 1 };
        if person.sociability == 0 { 0 } else { BY_AGE[person.age_band] * advertised }
    };
    let hat = Hat::of((0_u32..).zip(&world.people).map(|(at, person)| (at, weight(person))));
    let wanted = (world.people.len() * 15 / 1000).max(20);
    let mut installers: Vec<u32> = Vec::with_capacity(wanted);
    while installers.len() < wanted {
        let person = hat.draw(dice).expect("most people are sociable");
        if !installers.contains(&person) {
            installers.push(person);
        }
    }
    installers
}
