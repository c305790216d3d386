//! The app: who installed it, what they let it read, who had switched sharing off, and whose data it took.

use super::{dice::Dice, hat::Hat, world::World};

/// Scopes of an installer who lets the app read their friends' data, and of one who does not.
const FRIENDS_TOO: &str = "own_profile friends_likes friends_birthday";
const OWN_ONLY: &str = "own_profile";
/// How many times likelier an installer is where the app was advertised, and by age band.
const ADVERTISED: usize = 12;
const BY_AGE: [usize; 5] = [8, 5, 2, 1, 1];
/// Of 1,000 people, how many have switched off sharing through friends.
const SWITCHED_OFF: usize = 80;

/// Somebody who installed the app.
#[derive(Debug)]
pub(super) struct Installer {
    pub(super) person: u32,
    pub(super) given_on: String,
    pub(super) opens_contacts: bool,
}

impl Installer {
    /// The scopes as the consent list writes them.
    pub(super) fn scopes(&self) -> &'static str {
        if self.opens_contacts { FRIENDS_TOO } else { OWN_ONLY }
    }
}

/// The app and what it holds.
#[derive(Debug)]
pub(super) struct App {
    /// In the order of the consent list.
    pub(super) installers: Vec<Installer>,
    /// By person: whether sharing through friends is off.
    pub(super) switched_off: Vec<bool>,
    /// By person: whether the app holds their data.
    pub(super) held: Vec<bool>,
}

impl App {
    /// Installers are 0.45 % of all people, but at least twelve; every eighth lets the app read their own profile only.
    pub(super) fn draw(world: &World, ties: &[(u32, u32)], dice: &mut Dice) -> Self {
        let installers = installers(world, dice);
        let mut switched_off: Vec<bool> = world.people.iter().map(|_| dice.chance(SWITCHED_OFF)).collect();
        for installer in [&installers[0], &installers[7]] {
            switched_off[installer.person as usize] = true; // so that some of them always are installers
        }
        let held = held(&installers, &switched_off, ties);
        Self { installers, switched_off, held }
    }
}

fn installers(world: &World, dice: &mut Dice) -> Vec<Installer> {
    let weight = |person: &super::world::Person| {
        let advertised = if world.communities[person.community].promoted { ADVERTISED } else { 1 };
        if person.sociability == 0 { 0 } else { BY_AGE[person.age_band] * advertised }
    };
    let hat = Hat::of((0_u32..).zip(&world.people).map(|(at, person)| (at, weight(person))));
    let wanted = (world.people.len() * 45 / 10_000).max(12);
    let mut drawn = vec![false; world.people.len()];
    let mut installers = Vec::with_capacity(wanted);
    while installers.len() < wanted {
        let person = hat.draw(dice).expect("most people are sociable");
        if !std::mem::replace(&mut drawn[person as usize], true) {
            let given_on = format!("2014-{:02}-{:02}", 5 + dice.below(4), 1 + dice.below(28));
            installers.push(Installer { person, given_on, opens_contacts: installers.len() % 8 != 7 });
        }
    }
    installers
}

/// Installers, and the friends of those who opened their friends' data, except where sharing was off.
fn held(installers: &[Installer], switched_off: &[bool], ties: &[(u32, u32)]) -> Vec<bool> {
    let mut held = vec![false; switched_off.len()];
    let mut opens = held.clone();
    for installer in installers {
        held[installer.person as usize] = true;
        opens[installer.person as usize] = installer.opens_contacts;
    }
    for &(one, other) in ties {
        for (from, to) in [(one as usize, other as usize), (other as usize, one as usize)] {
            if opens[from] && !switched_off[to] {
                held[to] = true;
            }
        }
    }
    held
}
