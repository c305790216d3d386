//! Cases that can be counted by hand, and every pair counted by itself.

use super::*;
use crate::{
    model::{
        id::PersonId,
        segment::{Criterion, Mode},
    },
    table::Tables,
};
use proptest::{collection::btree_set, collection::vec, prelude::*};

fn segment(name: &str, members: impl IntoIterator<Item = u32>) -> Segment {
    Segment { name: name.to_owned(), members: members.into_iter().map(PersonId).collect(), ..Segment::default() }
}

fn lattice(people: usize, segments: Vec<Segment>) -> Lattice {
    Lattice::of(&Audit::new(Tables { people, segments, ..Tables::default() }, Parameters::default()))
}

#[test]
fn calls_a_near_copy_what_shares_nine_of_ten_and_no_less() {
    let pair = |both: u32| lattice(40, vec![segment("a", 0..20), segment("b", 20 - both..38 - both)]).pairs[0].clone();
    let (near, less) = (pair(18), pair(17));
    assert_eq!((near.both, near.jaccard, near.near_copy), (18, 0.9, true));
    assert_eq!((less.both, less.near_copy), (17, false));
}

#[test]
fn finds_what_subtraction_gives_away() {
    let of = |segments| lattice(60, segments).pairs[0].clone();
    let nested = of(vec![segment("inner", 0..30), segment("outer", 0..39)]);
    assert_eq!((nested.relation, nested.gives_away, nested.difference_below(10)), (Relation::Within, true, Some(9)));
    let far = of(vec![segment("inner", 0..29), segment("outer", 0..39)]);
    assert_eq!((far.gives_away, far.difference_below(10)), (false, None));
    let equal = of(vec![segment("one", 0..30), segment("other", 0..30)]);
    assert_eq!((equal.relation, equal.gives_away, equal.difference_below(10)), (Relation::Equal, false, None));
    let touching = of(vec![segment("one", 0..30), segment("other", 29..60)]);
    assert_eq!((touching.relation, touching.gives_away), (Relation::Across, true));
    let one_too_small_to_publish = of(vec![segment("few", 0..5), segment("many", 0..30)]);
    assert!(!one_too_small_to_publish.gives_away);
}

#[test]
fn keeps_layers_and_lists_of_friends_apart() {
    let chosen = Segment { layer: Some(Layer::Chosen), ..segment("chosen", 0..20) };
    let delivered = Segment { layer: Some(Layer::Delivered), ..segment("delivered", 0..20) };
    let friends = Segment { source: Some(Segment::FRIENDS.to_owned()), ..segment("friends", 0..20) };
    let found = lattice(30, vec![chosen, delivered, friends]);
    assert_eq!((found.audiences, found.tally.value()), (2, Some(Tally::default())));
    let levels: Vec<_> = found.levels.iter().map(|level| (level.segments, level.people)).collect();
    assert_eq!(levels, [(0, 10), (1, 20), (0, 10), (1, 20)]);
}

#[test]
fn counts_the_criteria_that_are_stacked() {
    let criterion = |dimension: &str, mode| Criterion {
        dimension: dimension.to_owned(),
        value: "x".to_owned(),
        mode,
        ..Criterion::default()
    };
    let criteria = vec![
        criterion("place", Mode::Include),
        criterion("place", Mode::Exclude),
        criterion("age", Mode::Include),
    ];
    let found = lattice(30, vec![Segment { criteria, ..segment("stack", 0..3) }, segment("plain", 0..3)]);
    let stack = &found.stacks[0];
    assert_eq!((stack.criteria, stack.including, stack.excluding, stack.dimensions), (3, 2, 1, 2));
    assert_eq!(found.depths, [Depth { criteria: 0, segments: 1 }, Depth { criteria: 3, segments: 1 }]);
    assert!(lattice(30, vec![segment("plain", 0..3)]).depths.is_empty());
}

#[test]
fn compares_nothing_where_there_are_too_many_segments() {
    let many: Vec<Segment> = (0..=memberships::MOST_SEGMENTS).map(|at| segment(&at.to_string(), [0])).collect();
    let found = lattice(1, many);
    assert_eq!((found.tally.0, found.pairs.len()), (Err(Undefined::TooLarge), 0));
    assert_eq!(found.levels.last().map(|level| level.segments), Some(memberships::MOST_SEGMENTS as u64 + 1));
}

#[test]
fn says_nothing_without_segments() {
    let found = lattice(3, Vec::new());
    assert_eq!((found.audiences, found.tally.value()), (0, Some(Tally::default())));
    assert!(found.levels.is_empty() && found.depths.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_the_pairs_that_holding_all_people_against_all_segments_finds(sets in vec(btree_set(0..40_u32, 0..30), 0..8)) {
        let named = |(at, set): (usize, &std::collections::BTreeSet<u32>)| segment(&at.to_string(), set.iter().copied());
        let found = lattice(40, sets.iter().enumerate().map(named).collect());
        let tally = found.tally.value().unwrap();
        let mut pairs = 0;
        for (one, first) in sets.iter().enumerate() {
            for (other, second) in sets.iter().enumerate().skip(one + 1) {
                let both = first.intersection(second).count() as u64;
                let (one, other) = (one.to_string(), other.to_string());
                let of = |pair: &&Pair| [&pair.smaller, &pair.larger] == [&one, &other] || [&pair.smaller, &pair.larger] == [&other, &one];
                let Some(pair) = found.pairs.iter().find(of) else {
                    prop_assert_eq!(both, 0);
                    continue;
                };
                pairs += 1;
                let union = first.union(second).count();
                prop_assert_eq!((pair.both, pair.in_either()), (both, union as u64));
                prop_assert!((pair.jaccard - both as f64 / union as f64).abs() < 1e-15);
                prop_assert_eq!(pair.near_copy, 10 * both >= 9 * union as u64);
                let nested = first.is_subset(second) || second.is_subset(first);
                prop_assert_eq!(pair.relation != Relation::Across, nested);
                let apart = [first.difference(second).count(), second.difference(first).count(), both as usize];
                let published = first.len() >= 10 && second.len() >= 10;
                prop_assert_eq!(pair.gives_away, published && apart.iter().any(|people| (1..10).contains(people)));
            }
        }
        prop_assert_eq!(tally.overlapping, pairs);
        prop_assert!(found.pairs.windows(2).all(|two| two[0].jaccard >= two[1].jaccard));
        prop_assert!(found.smallest.windows(2).all(|two| two[0].both <= two[1].both));
        for level in &found.levels {
            let number = |person: &u32| sets.iter().filter(|set| set.contains(person)).count() as u64;
            prop_assert_eq!(level.people, (0..40).filter(|person| number(person) == level.segments).count() as u64);
        }
    }
}
