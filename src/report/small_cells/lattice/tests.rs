//! Small overlaps, and the attack: what follows from all that is shown is never few.

use super::*;
use crate::{
    audit::Audit,
    measure::{lattice::Lattice, singling_out::SinglingOut},
    model::{case::Parameters, id::PersonId, segment::Segment},
    table::Tables,
};
use proptest::{
    collection::{btree_set, vec},
    prelude::*,
};
use std::collections::BTreeSet;

const LEAST: u64 = 10;

/// The lattice of `sets` among `people` people as it may be published.
fn published(people: usize, sets: &[BTreeSet<u32>]) -> Value {
    let segment = |(at, set): (usize, &BTreeSet<u32>)| Segment {
        name: format!("segment {at}"),
        members: set.iter().copied().map(PersonId).collect(),
        ..Segment::default()
    };
    let segments = sets.iter().enumerate().map(segment).collect();
    let audit = Audit::new(Tables { people, segments, ..Tables::default() }, Parameters::default());
    let mut results = json!({ "spread": { "people": people }, "lattice": Lattice::of(&audit),
        "singling_out": SinglingOut::of(&audit) });
    hide(&mut results, LEAST);
    results["lattice"].take()
}

fn range(from: u32, until: u32) -> BTreeSet<u32> {
    (from..until).collect()
}

fn shown(lattice: &Value) -> Vec<Option<u64>> {
    lattice["pairs"].as_array().expect("a table").iter().map(|pair| pair["both"].as_u64()).collect()
}

fn people(lattice: &Value) -> Vec<u64> {
    lattice["levels"].as_array().expect("a table").iter().map(|level| count(level, "people")).collect()
}

#[test]
fn shows_an_overlap_that_tells_nothing_of_few() {
    let found = published(200, &[range(0, 60), range(30, 120)]);
    assert_eq!((shown(&found), people(&found)), (vec![Some(30)], vec![80, 90, 30]));
}

#[test]
fn hides_an_overlap_of_few_and_what_differs_by_few() {
    for sets in
        [[range(0, 60), range(55, 120)], [range(0, 60), range(0, 65)], [range(0, 100), range(50, 195)]]
    {
        let found = published(200, &sets);
        assert_eq!((shown(&found), people(&found)), (vec![None], vec![]));
        assert!(DERIVED.iter().all(|key| is_hidden(&found["pairs"][0][*key])));
        assert_eq!(found["pairs"], found["smallest"]);
    }
}

#[test]
fn shows_that_two_segments_are_equal() {
    let found = published(200, &[range(0, 60), range(0, 60)]);
    assert_eq!((shown(&found), &found["pairs"][0]["near_copy"]), (vec![Some(60)], &json!(true)));
}

/// Of a hundred, the two others leave five: sixty and sixty, of which twenty-five are the same.
#[test]
fn hides_an_overlap_where_three_tell_of_few() {
    let sets = [range(0, 100), range(0, 60), range(35, 95)];
    let found = published(300, &sets);
    assert_eq!(shown(&found), [Some(60), Some(60), None]);
}

#[test]
fn folds_the_last_levels_into_one() {
    // Eight memberships above the fourth row would tell that few are there, so that the third is folded too.
    let rows: Vec<Value> = [400, 300, 90, 40, 6, 1].map(|people| json!({ "people": people })).to_vec();
    let found = folded(&rows, 12, LEAST);
    let people: Vec<u64> = found.iter().map(|row| count(row, "people")).collect();
    assert_eq!((people, &found[2]["or_more"]), (vec![400, 300, 137], &json!(true)));
}

#[test]
fn lists_what_is_hidden_in_the_order_of_names() {
    let sets = [range(0, 50), range(49, 100), range(98, 150), range(147, 190), range(186, 240)];
    let found = published(400, &sets);
    let names: Vec<_> =
        found["pairs"].as_array().expect("a table").iter().map(|pair| pair["smaller"].clone()).collect();
    let mut sorted = names.clone();
    sorted.sort_by_key(ToString::to_string);
    assert_eq!((names.len(), &names), (4, &sorted));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every division of the people among the parts that three segments make is tried.
    #[test]
    fn three_segments_tell_of_no_part_that_it_is_few(sets in vec(btree_set(0..90_u32, 10..80), 3)) {
        let found = published(100, &sets);
        let overlap = |one: usize, other: usize| {
            let names = [format!("segment {one}"), format!("segment {other}")];
            let is = |pair: &&Value| {
                let of = [&pair["smaller"], &pair["larger"]].map(|name| name.as_str().expect("a name").to_owned());
                names.iter().all(|name| of.contains(name))
            };
            let pairs = found["pairs"].as_array().expect("a table");
            pairs.iter().find(is).map_or(Some(0), |pair| pair["both"].as_u64())
        };
        prop_assert!(people(&found).is_empty());
        let size = |at: usize| i64::try_from(sets[at].len()).expect("few");
        let both = [overlap(0, 1), overlap(0, 2), overlap(1, 2)];
        if let [Some(ab), Some(ac), Some(bc)] = both {
            let [ab, ac, bc] = [ab, ac, bc].map(|both| i64::try_from(both).expect("few"));
            let (a, b, c) = (size(0), size(1), size(2));
            let parts = |t: i64| [t, ab - t, ac - t, bc - t, a - ab - ac + t, b - ab - bc + t, c - ac - bc + t,
                100 - a - b - c + ab + ac + bc - t];
            let possible: Vec<[i64; 8]> = (0..=100).map(parts).filter(|parts| parts.iter().all(|&part| part >= 0)).collect();
            prop_assert!(!possible.is_empty());
            for at in 0..8 {
                prop_assert!(!possible.iter().all(|parts| (1..10).contains(&parts[at])), "part {at}");
            }
        }
    }
}
