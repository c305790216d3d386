//! `Abroad`: how many must have been reached from abroad, if nobody has more friends than so many.

use crate::{
    model::{
        claim::{Bound, Claim},
        number::{Figure, Undefined},
    },
    stat::real::real,
};
use serde::Serialize;

/// How many friends a consenter is taken to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Friends {
    /// The most that anybody can have: what the platform allowed. What follows is a bound.
    pub cap: u64,
    /// How many people have on average. What follows is a model.
    pub mean: u64,
}

impl Default for Friends {
    /// Facebook's limit, and its mean in 2011.
    fn default() -> Self {
        Self { cap: 5_000, mean: 190 }
    }
}

/// The least number of a claim's bystanders whom the consenters of the same place cannot have reached.
///
/// # Definition
/// c consenters with at most k friends each reach at most c k people, so that of b bystanders at least max(0, b - c k) were reached
/// by somebody elsewhere. Where numbers are bounds or rounded, b is the least and c the most that they can stand for; a number of
/// people stated as a maximum is taken as if it were reached, and marked. `friends_each` is b/c: if all were
/// reached from inside, consenters had at least as many friends on average, for friends in common count once. The World has no
/// outside: there a number above c k cannot be true. With the mean of friends in place of the cap the same is true only under a
/// model in which consenters are no more popular than others.
///
/// # Example
/// 10 consenters and 63,714 bystanders: with 5,000 friends each they reach 50,000, so at least 13,714 (21.5 %) were reached from abroad.
///
/// # Limits
/// Friends who were removed or added within the time of collection count, too, and may lift the number above the cap at any one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Abroad {
    /// The name of the claim.
    pub claim: String,
    /// The place.
    pub scope: String,
    /// The most consenters that it can mean.
    pub consenters: u64,
    /// The least bystanders that it can mean.
    pub bystanders: u64,
    /// Whether the bystanders are a stated maximum, which need not have been reached.
    pub at_most: bool,
    /// Bystanders for each consenter: the least mean number of friends, if all were reached from inside.
    pub friends_each: Figure,
    /// The least number reached from elsewhere, under the cap: a bound.
    pub least: u64,
    /// The same as a share of the bystanders, 0 to 1.
    pub least_share: Figure,
    /// The number reached from elsewhere with the mean number of friends: a model.
    pub by_mean: u64,
    /// The same as a share of the bystanders, 0 to 1.
    pub by_mean_share: Figure,
    /// Whether the number cannot be true: more than the cap allows, and no elsewhere.
    pub impossible: bool,
}

impl Abroad {
    /// The test of a claim; `None` where it lacks consenters or people reached, or gives only a least number of consenters.
    #[must_use]
    pub fn of(claim: &Claim, friends: Friends) -> Option<Self> {
        let consenters = claim.consenters?.counts.high?;
        let counts = claim.bystander_counts()?;
        let people = claim.bystanders.or(claim.affected)?;
        let at_most = people.bound == Bound::Max;
        let bystanders = if at_most { counts.high? } else { counts.low };
        let beyond = |each: u64| bystanders.saturating_sub(consenters.saturating_mul(each));
        let share = |part| Figure::ratio(part, bystanders, Undefined::NobodyReached);
        let (least, by_mean) = (beyond(friends.cap), beyond(friends.mean));
        let each = (consenters > 0).then(|| real(bystanders) / real(consenters));
        Some(Self {
            claim: claim.claim.clone(),
            scope: claim.scope.clone(),
            consenters,
            bystanders,
            at_most,
            friends_each: Figure(each.ok_or(Undefined::NoConsenters)),
            least,
            least_share: share(least),
            by_mean,
            by_mean_share: share(by_mean),
            impossible: least > 0 && claim.is_worldwide(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{stated, total};
    use super::*;
    use proptest::prelude::*;

    const FEW: Friends = Friends { cap: 5, mean: 2 };

    #[test]
    fn who_is_beyond_the_friends_of_the_place_was_reached_from_abroad() {
        let found = Abroad::of(&total("a", "X", 4, 34), FEW).expect("both numbers");
        assert_eq!((found.least, found.by_mean, found.impossible), (10, 22, false));
        assert_eq!(found.least_share, Figure::known(10.0 / 30.0));
        assert_eq!(found.friends_each, Figure::known(7.5));
        assert_eq!(Abroad::of(&total("a", "X", 6, 36), FEW).expect("both").least, 0, "30 are within reach");
    }

    #[test]
    fn the_world_has_no_abroad() {
        assert!(Abroad::of(&total("a", "World", 4, 34), FEW).expect("both").impossible);
        assert!(!Abroad::of(&total("a", "World", 4, 24), FEW).expect("both").impossible);
    }

    #[test]
    fn bounds_are_taken_at_the_end_that_proves_least() {
        let claim = Claim { consenters: stated(10, Bound::Rounded), ..total("a", "X", 1, 200) };
        let found = Abroad::of(&claim, FEW).expect("both");
        assert_eq!((found.consenters, found.bystanders, found.least), (15, 185, 110));
        let claim = Claim { affected: stated(200, Bound::Max), ..claim };
        assert!(Abroad::of(&claim, FEW).expect("both").at_most);
        assert_eq!(Abroad::of(&Claim { consenters: stated(10, Bound::Min), ..claim }, FEW), None);
    }

    proptest! {
        /// People on one side of a border, consenters on both: whoever only those abroad reached is no fewer than the bound.
        #[test]
        fn a_network_never_has_fewer_reached_from_abroad(
            ties in proptest::collection::vec((0..12_u32, 0..12_u32), 0..50), border in 1..12_u32, consent in 0..4096_u32,
        ) {
            let consents = |person: u32| consent >> person & 1 == 1;
            let friends = |person: u32| -> Vec<u32> {
                let of = |&(a, b): &(u32, u32)| if a == person { Some(b) } else { (b == person).then_some(a) };
                let mut friends: Vec<u32> = ties.iter().filter_map(of).filter(|&other| other != person).collect();
                friends.sort_unstable();
                friends.dedup();
                friends
            };
            let reached = |person: u32, from: &dyn Fn(u32) -> bool| friends(person).into_iter().any(|other| consents(other) && from(other));
            let inside = || (0..border).filter(|&person| !consents(person));
            let bystanders = inside().filter(|&person| reached(person, &|_| true)).count() as u64;
            let from_abroad_only = inside().filter(|&person| reached(person, &|_| true) && !reached(person, &|other| other < border)).count() as u64;
            let consenters = (0..border).filter(|&person| consents(person)).count() as u64;
            let cap = (0..12).map(|person| friends(person).len() as u64).max().unwrap_or(0);
            let claim = total("a", "X", consenters, consenters + bystanders);
            let found = Abroad::of(&claim, Friends { cap, mean: 1 }).expect("both");
            prop_assert!(found.least <= from_abroad_only);
        }
    }
}
