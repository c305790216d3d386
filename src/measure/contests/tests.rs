//! Contests on worlds that can be counted by hand, a planted segment, and worlds without any preference.

use super::{Contests, Who};
use crate::{
    audit::Audit,
    measure::sketch::Sketch,
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
        number::{Figure, Undefined},
        segment::Segment,
    },
    table::places::Places,
    village,
};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha12Rng;

fn value(figure: Figure) -> f64 {
    figure.value().expect("the figure exists")
}

fn near(figure: Figure, expected: f64) {
    assert!((value(figure) - expected).abs() < 1e-12, "{figure:?} is not {expected}");
}

/// A world of `places` places with `each` people each, the first `swing` of them with a margin of a point, the others of 20.
fn world(places: usize, each: usize, swing: usize, segments: Vec<Vec<u32>>) -> Audit {
    let mut audit = Sketch { people: places * each, ..Sketch::default() }.audit();
    let names: Vec<String> = (0..places).map(|at| format!("{at:03}")).collect();
    let of = |person: usize| names[person / each].as_str();
    let homes: Vec<&str> = (0..places * each).map(of).collect();
    audit.attributes =
        vec![Attribute { role: Role::Place, ..Attribute::of_texts("town", homes.into_iter()) }];
    audit.places = Some(Places {
        population: vec![Some(1000); places],
        margin: (0..places).map(|at| Some(if at < swing { 1.0 } else { 20.0 })).collect(),
        neighbours: (0..places).map(|at| vec![(at + places - 1) % places, (at + 1) % places]).collect(),
        names,
        ..Places::default()
    });
    let segment = |(at, members): (usize, Vec<u32>)| {
        let mut members: Vec<PersonId> = members.into_iter().map(PersonId).collect();
        members.sort_unstable();
        Segment { name: format!("segment {at}"), members, ..Segment::default() }
    };
    audit.segments = segments.into_iter().enumerate().map(segment).collect();
    audit.parameters.swing = Some(5.0);
    audit.parameters.draws = 199;
    audit
}

#[test]
fn the_village_is_as_counted_by_hand() {
    let contests = Contests::of(&village::with_places());
    let groups: Vec<_> =
        contests.footprints.iter().map(|row| (row.who, row.members, row.contacted)).collect();
    assert_eq!(groups, [(Who::Segment, 3, 2), (Who::Reached, 3, 1), (Who::Anyone, 4, 2)]);
    let [east, north, south] = &contests.places[..3] else { panic!("three places first") };
    assert_eq!((east.people, east.members, east.lift), (0, 0, Figure::undefined(Undefined::EmptyGroup)));
    near(north.lift, 7.0 / 6.0);
    near(north.per_thousand.expect("a population"), 5.0);
    near(north.per_thousand_voters.expect("an electorate"), 2000.0 / 300.0);
    near(south.lift_population.expect("a population"), (1.0 / 3.0) / (600.0 / 1050.0));
    let waverers = &contests.swing[0];
    near(waverers.share_of_members, 2.0 / 3.0);
    near(waverers.share_of_population, 450.0 / 1050.0);
    assert_eq!((waverers.swing_places, waverers.safe_places), (2, 1));
    // Two places have people, so that I is -1 however the values lie.
    near(contests.neighbours[0].morans_i, -1.0);
    near(contests.neighbours[0].p_value, 1.0);
    // The regions are the places that have people: nothing is left within them.
    near(contests.regions[0].between_share, 1.0);
    let unit = &contests.units[0];
    assert_eq!((unit.places, unit.smallest_population, unit.smallest_kind), (1, Some(400), true));
    let low = &contests.contact_ratios[1];
    assert_eq!((low.value.as_str(), low.people, low.reached), ("low", 4, 3));
    near(low.lift, 1.75);
    near(low.per_head_ratio, 1.75);
    near(low.p_value, 4.0 / 35.0);
}

#[test]
fn nothing_is_called_swing_or_safe_without_a_threshold() {
    let mut audit = village::with_places();
    audit.parameters.swing = None;
    let contests = Contests::of(&audit);
    assert!(contests.swing.is_empty() && contests.places.iter().all(|row| row.contest.is_none()));
    assert_eq!((contests.footprints[0].contacted, contests.footprints[0].swing_contacted), (2, None));
}

#[test]
fn without_a_table_of_places_there_is_no_ground() {
    let contests = Contests::of(&village::audit());
    assert!(contests.grounds.is_empty() && contests.footprints.is_empty() && contests.tests == 0);
}

#[test]
fn a_footprint_of_eighteen_of_fifty_is_told_with_those_who_were_passed_by() {
    let audit = world(50, 4, 18, vec![(0..18).map(|place| place * 4).collect()]);
    let footprint = &Contests::of(&audit).footprints[0];
    assert_eq!((footprint.contacted, footprint.places, footprint.swing_contacted), (18, 50, Some(18)));
    near(footprint.footprint_share, 0.36);
    assert_eq!((footprint.never_contacted, footprint.safe_never_contacted), (32, Some(32)));
    assert_eq!(footprint.never_contacted_population, 32_000);
}

#[test]
fn the_p_value_is_the_share_of_ways_that_are_as_extreme() {
    // Seven places of ten people, three of them swing, with so many members each.
    let members = [5, 0, 3, 4, 1, 2, 0];
    let segment =
        (0..7).flat_map(|place| (0..members[place as usize]).map(move |at| place * 10 + at)).collect();
    let row = &Contests::of(&world(7, 10, 3, vec![segment])).swing[0];
    let mut as_large = 0;
    for ways in 0_u32..128 {
        let taken: u32 = (0..7).filter(|at| ways >> at & 1 == 1).map(|at: usize| members[at]).sum();
        as_large += u32::from(ways.count_ones() == 3 && taken >= 8);
    }
    near(row.p_value, f64::from(as_large) / 35.0);
    near(row.rate_ratio, (8.0 / 30.0) / (7.0 / 40.0));
    // The safe places are the fewer: the other places' excess has the other sign.
    let segment =
        (0..7).flat_map(|place| (0..members[place as usize]).map(move |at| place * 10 + at)).collect();
    let row = &Contests::of(&world(7, 10, 4, vec![segment])).swing[0];
    let ways = (0_u32..128).filter(|ways| {
        let taken: u32 = (0..7).filter(|at| ways >> at & 1 == 1).map(|at: usize| members[at]).sum();
        ways.count_ones() == 4 && taken >= 12
    });
    near(row.p_value, f64::from(u32::try_from(ways.count()).unwrap()) / 35.0);
}

#[test]
fn a_segment_planted_in_swing_places_is_found_among_random_ones() {
    let planted: Vec<u32> = (0..10).flat_map(|place| (0..6).map(move |at| place * 20 + at)).collect();
    let mut random = ChaCha12Rng::seed_from_u64(3);
    let mut people: Vec<u32> = (0..800).collect();
    let mut segments = vec![planted];
    segments.extend((0..9).map(|_| {
        people.shuffle(&mut random);
        people[..60].to_vec()
    }));
    let mut audit = world(40, 20, 10, segments);
    audit.parameters.draws = 1999;
    let contests = Contests::of(&audit);
    let row = &contests.swing[0];
    assert!(value(row.q_value) < 0.05 && row.safe_members == 0, "{row:?}");
    near(row.share_of_members, 1.0);
    // Ten places in a row hold it, so that neighbours are alike as well.
    assert!(value(contests.neighbours[0].q_value) < 0.05);
    assert!(contests.swing[1..10].iter().all(|row| value(row.q_value) > 0.05));
    let first = contests.places.iter().find(|row| row.place == "000").expect("a place");
    near(first.lift, 4.0);
    near(first.lift_population.expect("a population"), 4.0);
}

#[test]
fn two_hundred_worlds_without_a_preference_raise_no_more_false_alarms_than_they_may() {
    let mut random = ChaCha12Rng::seed_from_u64(8);
    let mut people: Vec<u32> = (0..600).collect();
    let segments = (0..200).map(|_| {
        people.shuffle(&mut random);
        people[..random.random_range(40..90)].to_vec()
    });
    let contests = Contests::of(&world(30, 20, 12, segments.collect()));
    let alarms = contests.swing[..200].iter().filter(|row| value(row.p_value) <= 0.05).count();
    let alike = contests.neighbours[..200].iter().filter(|row| value(row.p_value) <= 0.05).count();
    assert!((1..=20).contains(&alarms) && (1..=20).contains(&alike), "{alarms} and {alike} of 200"); // 10 by chance
    let after =
        contests.swing.iter().filter(|row| row.who == Who::Segment && value(row.q_value) <= 0.05).count();
    assert!(after <= 2, "{after} after adjusting");
}

#[test]
fn all_of_the_unevenness_lies_between_regions_or_within_as_it_was_planted() {
    let of = |members: Vec<u32>| {
        let mut audit = world(4, 10, 2, vec![members]);
        let regions = ["west", "west", "east", "east"];
        audit.places.as_mut().expect("places").region = regions.map(|name| Some(name.to_owned())).to_vec();
        Contests::of(&audit).regions[0].clone()
    };
    let between = of((0..5).chain(10..15).collect());
    near(between.between_share, 1.0);
    let within = of((0..5).chain(20..25).collect());
    near(within.between, 0.0);
    near(within.m, value(within.within));
    assert_eq!((within.regions, within.places, within.members), (2, 4, 10));
}

#[test]
fn what_does_not_exist_says_why_and_is_no_test() {
    let row = |places, swing, segment: Vec<u32>| Contests::of(&world(places, 2, swing, vec![segment]));
    let everywhere = row(4, 4, vec![0, 1]);
    assert_eq!(everywhere.swing[0].p_value, Figure::undefined(Undefined::OneGroup));
    assert_eq!(everywhere.swing[0].rate_ratio, Figure::undefined(Undefined::EmptyGroup));
    let mut audit = world(4, 2, 2, vec![vec![0, 2]]);
    audit.attributes[0].codes[0] = crate::model::attribute::MISSING;
    let footprint = &Contests::of(&audit).footprints[0];
    assert_eq!((footprint.members, footprint.left_out), (1, 1));
}

#[test]
fn the_same_audit_gives_the_same_bytes_on_one_thread_and_on_three() {
    let bytes = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let found = pool.install(|| Contests::of(&village::with_places()));
        serde_json::to_string(&found).expect("figures serialise")
    };
    assert_eq!(bytes(1), bytes(3));
}
