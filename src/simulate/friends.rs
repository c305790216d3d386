//! Who is friends with whom: a heavy-tailed graph with communities.

use super::{dice::Dice, hat::Hat, world::World};

/// Of 100 ties, how many are sought within the community; then how many within the place; the others anywhere.
const WITHIN_COMMUNITY: usize = 65;
const WITHIN_PLACE: usize = 15;

/// Each pair of friends once, in random order and direction: a degree-corrected block model. Both ends of a tie are
/// drawn as often as people are sociable, the second from the first one's community, place or anywhere. Ties to
/// oneself and repeats are dropped, so that the mean degree stays a little below the mean sociability.
pub(super) fn draw(world: &World, dice: &mut Dice) -> Vec<(u32, u32)> {
    let everybody = hat(world, |_| true);
    let by_community: Vec<Hat> = (0..world.communities.len())
        .map(|at| hat(world, |person| world.people[person].community == at))
        .collect();
    let by_place: Vec<Hat> =
        (0..world.places.len()).map(|at| hat(world, |person| world.people[person].place == at)).collect();
    let mut ties = Vec::with_capacity(everybody.slips() / 2);
    for _ in 0..everybody.slips() / 2 {
        let one = everybody.draw(dice).expect("most people are sociable");
        let person = &world.people[one as usize];
        let hat = match dice.below(100) {
            at if at < WITHIN_COMMUNITY => &by_community[person.community],
            at if at < WITHIN_COMMUNITY + WITHIN_PLACE => &by_place[person.place],
            _ => &everybody,
        };
        let other = hat.draw(dice).expect("the first one is in it");
        ties.push((one.min(other), one.max(other)));
    }
    ties.sort_unstable();
    ties.dedup();
    ties.retain(|(one, other)| one != other);
    dice.shuffle(&mut ties);
    for tie in &mut ties {
        if dice.chance(500) {
            *tie = (tie.1, tie.0);
        }
    }
    ties
}

/// The people who are `within`, each as often as they are sociable.
fn hat(world: &World, within: impl Fn(usize) -> bool) -> Hat {
    let people = (0_u32..).zip(&world.people);
    Hat::of(people.filter(|&(at, _)| within(at as usize)).map(|(at, person)| (at, person.sociability)))
}
