//! `Fewest`: the fewest consenters who explain so many bystanders, proven where a stated amount of work proves it.

use super::circles::Circles;

/// The fewest consenters who together open so many bystanders, between two numbers that are proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fewest {
    /// No fewer can do.
    pub at_least: usize,
    /// So many can do.
    pub at_most: usize,
}

/// How many memberships of a circle in a consenter's list one search may look at before it stops.
pub(super) const MOST_WORK: u64 = 5_000_000;

/// The fewest consenters who together open `needed` bystanders. `enough` is a number that can do.
///
/// A consenter whose own sole bystanders are more than may be missed has to be among them. The rest is searched for one
/// number after another, each time taking first whoever adds most, and turning back where even the largest gains left,
/// were they to add up, are too few.
pub(super) fn fewest(circles: &Circles, needed: u64, enough: usize) -> Fewest {
    let may_be_missed = circles.people() - needed;
    let (forced, free): (Vec<usize>, Vec<usize>) =
        (0..circles.of_consenter.len()).partition(|&at| circles.sole(at) > may_be_missed);
    let mut search = Search { circles, covers: vec![0; circles.circles.len()], work: MOST_WORK };
    let covered: u64 = forced.iter().map(|&at| search.take(at)).sum();
    let needed = needed.saturating_sub(covered);
    for more in search.hoped(&free, needed)..enough - forced.len() {
        match search.can(&free, more, needed) {
            Some(true) => return Fewest { at_least: forced.len() + more, at_most: forced.len() + more },
            Some(false) => {}
            None => return Fewest { at_least: forced.len() + more, at_most: enough },
        }
    }
    Fewest { at_least: enough, at_most: enough }
}

/// A search that has taken some consenters, and the work it may still do.
struct Search<'a> {
    circles: &'a Circles,
    /// How many of those taken open each circle.
    covers: Vec<u32>,
    work: u64,
}

impl Search<'_> {
    /// How many of the `free` it takes to add `needed` bystanders if none of their circles met.
    fn hoped(&self, free: &[usize], needed: u64) -> usize {
        let mut gains: Vec<u64> = free.iter().map(|&at| self.gain(at)).collect();
        gains.sort_unstable_by(|one, other| other.cmp(one));
        let sums = gains.iter().scan(0, |sum, gain| Some(std::mem::replace(sum, *sum + gain)));
        sums.take_while(|&sum| sum < needed).count()
    }

    /// Whether `left` more of the `free` can add `needed` bystanders; `None` where the work runs out first.
    fn can(&mut self, free: &[usize], left: usize, needed: u64) -> Option<bool> {
        if needed == 0 {
            return Some(true);
        }
        let gains = self.gains(free)?;
        let order: Vec<usize> = gains.iter().map(|&(_, at)| at).collect();
        for first in 0..gains.len() {
            let hoped: u64 = gains[first..].iter().take(left).map(|&(gain, _)| gain).sum();
            if hoped < needed {
                return Some(false);
            }
            let gain = self.take(order[first]);
            let found = self.can(&order[first + 1..], left - 1, needed.saturating_sub(gain));
            self.put_back(order[first]);
            if found != Some(false) {
                return found;
            }
        }
        Some(false)
    }

    /// What each of `free` would add, most first; those who would add nobody are left out.
    fn gains(&mut self, free: &[usize]) -> Option<Vec<(u64, usize)>> {
        let looked_at: usize = free.iter().map(|&at| self.circles.of_consenter[at].len() + 1).sum();
        self.work = self.work.checked_sub(looked_at as u64)?;
        let mut gains: Vec<_> =
            free.iter().map(|&at| (self.gain(at), at)).filter(|&(gain, _)| gain > 0).collect();
        gains.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        Some(gains)
    }

    fn gain(&self, at: usize) -> u64 {
        let circles = self.circles.of_consenter[at].iter().map(|&circle| circle as usize);
        circles
            .filter(|&circle| self.covers[circle] == 0)
            .map(|circle| self.circles.circles[circle].people)
            .sum()
    }

    fn take(&mut self, at: usize) -> u64 {
        let gain = self.gain(at);
        self.circles.of_consenter[at].iter().for_each(|&circle| self.covers[circle as usize] += 1);
        gain
    }

    fn put_back(&mut self, at: usize) {
        self.circles.of_consenter[at].iter().for_each(|&circle| self.covers[circle as usize] -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::greedy::greedy;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The fewest by trying every set of consenters.
    fn by_trying_all(circles: &Circles, needed: u64) -> usize {
        let sets = 0_u32..1 << circles.of_consenter.len();
        let opens = |set: u32| {
            let shown = |openers: &[u32]| openers.iter().any(|at| set & (1 << at) != 0);
            circles
                .circles
                .iter()
                .filter(|circle| shown(&circle.openers))
                .map(|circle| circle.people)
                .sum::<u64>()
        };
        sets.filter(|&set| opens(set) >= needed)
            .map(|set| set.count_ones() as usize)
            .min()
            .expect("all can do")
    }

    fn any_circles() -> impl Strategy<Value = Circles> {
        let circle = (proptest::collection::btree_set(0_u32..7, 1..4), 1_u64..6);
        proptest::collection::vec(circle, 1..12).prop_map(|circles| {
            let circles: BTreeMap<Vec<u32>, u64> = circles
                .into_iter()
                .map(|(openers, people)| (openers.into_iter().collect(), people))
                .collect();
            Circles::gathered(7, circles.into_iter())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_trying_every_set(circles in any_circles(), per_cent in 1_u64..=100) {
            let needed = (circles.people() * per_cent).div_ceil(100);
            let enough = greedy(&circles).len();
            let fewest = fewest(&circles, needed, enough);
            prop_assert_eq!(fewest.at_least, by_trying_all(&circles, needed));
            prop_assert_eq!(fewest.at_most, fewest.at_least);
        }
    }
}
