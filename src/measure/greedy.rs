//! `greedy`: the consenters in the order in which each adds most bystanders to those before.

use super::circles::Circles;
use std::{cmp::Reverse, collections::BinaryHeap};

/// Places in the consent list and how many bystanders each adds to those before, most first; of equals the first in the
/// list. Those who add nobody are left out. What a consenter adds can only fall as others are taken, so that a gain is
/// counted again only when it comes to the top.
pub(super) fn greedy(circles: &Circles) -> Vec<(usize, u64)> {
    let mut covered = vec![false; circles.circles.len()];
    let mut waiting: BinaryHeap<_> =
        (0..circles.of_consenter.len()).map(|at| (circles.own(at), Reverse(at))).collect();
    let mut order = Vec::new();
    while let Some((promised, Reverse(at))) = waiting.pop() {
        let fresh = || circles.of_consenter[at].iter().map(|&circle| circle as usize);
        let gain =
            fresh().filter(|&circle| !covered[circle]).map(|circle| circles.circles[circle].people).sum();
        if gain == 0 {
            continue;
        }
        if gain < promised {
            waiting.push((gain, Reverse(at)));
        } else {
            fresh().for_each(|circle| covered[circle] = true);
            order.push((at, gain));
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_largest_first_and_of_equals_the_first_listed() {
        let circles = [(vec![0, 1], 3), (vec![1], 1), (vec![2], 4), (vec![2, 3], 1)];
        let circles = Circles::gathered(4, circles.into_iter());
        assert_eq!(greedy(&circles), [(2, 5), (1, 4)]);
        let equals = Circles::gathered(2, [(vec![0], 2), (vec![1], 2)].into_iter());
        assert_eq!(greedy(&equals), [(0, 2), (1, 2)]);
    }
}
