//! Friendships with their days: most stand throughout, some begin or end, some end and begin again.

use super::calendar::{Stay, between, later};
use crate::simulate::dice::Dice;

/// One time that two people were friends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) stay: Stay,
}

/// Of 1,000 friendships, how many have which story: they stand throughout, begin within the period, are removed within it,
/// are removed and made again, were over before it, begin after it.
const STORIES: [usize; 6] = [700, 140, 100, 50, 5, 5];

/// The friendships of `pairs`; one that is made again stands twice, one time after the other.
pub(super) fn draw(pairs: &[(u32, u32)], dice: &mut Dice) -> Vec<Tie> {
    let mut ties = Vec::with_capacity(pairs.len());
    for &(one, other) in pairs {
        let long_ago = between("2007-01-01", "2013-10-20", dice);
        let mut tie = |since, until| ties.push(Tie { one, other, stay: Stay { since, until } });
        match dice.weighed(&STORIES) {
            0 => tie(long_ago, None),
            1 => tie(between("2013-11-01", "2015-04-30", dice), None),
            2 => tie(long_ago, Some(between("2013-11-01", "2015-04-30", dice))),
            3 => {
                let removed = between("2013-11-01", "2014-12-31", dice);
                tie(long_ago, Some(removed));
                tie(later(removed, 10 + dice.below(200)), None);
            }
            4 => tie(long_ago, Some(later(long_ago, dice.below(10)))),
            _ => tie(between("2015-05-01", "2015-12-31", dice), None),
        }
    }
    ties
}
