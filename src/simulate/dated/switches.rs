//! People's switches with their days: off from a day on, and sometimes on again.

use super::{
    apps::Grant,
    calendar::{Stay, between, later},
};
use crate::simulate::dice::Dice;

/// Whether apps that friends use may see a person's data.
pub(super) const FRIENDS_APPS: &str = "friends_apps";
/// Whether apps that a person uses may see their friends.
pub(super) const SHARE_FRIENDS: &str = "share_friends";

/// What one person's switch was, from when to when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Switch {
    pub(super) person: u32,
    pub(super) setting: &'static str,
    pub(super) off: bool,
    pub(super) stay: Stay,
}

/// Of 1,000 people, how many switch sharing through friends off at some time; of those, how many switch it on again.
const SWITCHED_OFF: usize = 120;
const ON_AGAIN: usize = 400;
/// Of 1,000 grants, after how many a consenter closes the list of their friends.
const CLOSED_LIST: usize = 150;

/// The switches in order of people. Who is not among them had everything on throughout.
pub(super) fn draw(people: usize, grants: &[Grant], dice: &mut Dice) -> Vec<Switch> {
    let mut switches = Vec::new();
    for person in (0_u32..).take(people) {
        if !dice.chance(SWITCHED_OFF) {
            continue;
        }
        let since = between("2012-01-01", "2015-03-31", dice);
        let last = dice.chance(ON_AGAIN).then(|| later(since, 10 + dice.below(400)));
        switches.push(Switch { person, setting: FRIENDS_APPS, off: true, stay: Stay { since, until: last } });
        if let Some(last) = last {
            let stay = Stay { since: last.next(), until: None };
            switches.push(Switch { person, setting: FRIENDS_APPS, off: false, stay });
        }
    }
    let mut closers: Vec<u32> = Vec::new();
    for grant in grants {
        if dice.chance(CLOSED_LIST) && !closers.contains(&grant.person) {
            closers.push(grant.person);
            let stay = Stay { since: later(grant.stay.since, dice.below(120)), until: None };
            switches.push(Switch { person: grant.person, setting: SHARE_FRIENDS, off: true, stay });
        }
    }
    switches
}
