//! Small cases of the acquaintance: the village, every segment of a network of eight, false alarms, and a planted clique.

use super::*;
use crate::{
    measure::sketch::Sketch,
    model::{id::PersonId, segment::Segment},
    stat::real::real,
    village,
};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha12Rng;

fn segment(members: impl IntoIterator<Item = u32>) -> Segment {
    let mut members: Vec<PersonId> = members.into_iter().map(PersonId).collect();
    members.sort_unstable();
    Segment { name: "some".to_owned(), members, ..Segment::default() }
}

fn measured(mut audit: Audit, segments: Vec<Segment>) -> Acquaintance {
    audit.segments = segments;
    Acquaintance::of(&audit)
}

fn value(figure: Figure) -> f64 {
    figure.value().expect("a figure that exists")
}

#[test]
fn counts_the_village_by_hand() {
    let found = measured(village::audit(), vec![segment([0, 1, 4, 6])]);
    let SegmentTies { among, near, .. } = &found.segments[0];
    assert_eq!((among.ties, among.knowing, among.largest_circle), (3, 3, 3)); // Ada, Ben and Eve; Gus knows nobody
    assert_eq!((among.density.value(), among.mean_contacts_inside.value()), (Some(0.5), Some(1.5)));
    assert_eq!((near.with_consenting_contact, near.unconnected), (3, 1));
    assert_eq!(near.mean_consenting_contacts.value(), Some(1.0)); // Ada 1, Ben 1, Eve 2, Gus 0
    assert_eq!(near.steps.iter().map(|row| row.people).collect::<Vec<_>>(), [2, 1]);
    assert!((value(near.mean_steps) - 1.0 / 3.0).abs() < 1e-15);
    assert!((value(found.density) - 6.0 / 21.0).abs() < 1e-15);
    assert_eq!(found.tests, 6);
}

const EIGHT: Sketch = Sketch {
    people: 8,
    ties: &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (0, 3), (1, 5), (2, 6)],
    consenters: &[1, 6],
    closed: &[6],
    opted_out: &[2],
    hops: 1,
};

/// The rows of the set that `bits` stands for.
fn set(bits: u32) -> impl Iterator<Item = u32> {
    (0..8).filter(move |row| bits >> row & 1 == 1)
}

#[test]
fn every_segment_of_eight_people_has_the_mean_and_the_chance_of_all_of_its_size() {
    let audit = EIGHT.audit();
    let sets: Vec<u32> = (0..1 << 8).collect();
    let found = measured(audit, sets.iter().map(|&bits| segment(set(bits))).collect());
    for size in 2..=8_u32 {
        let same: Vec<&SegmentTies> =
            sets.iter().filter(|bits| bits.count_ones() == size).map(|&bits| &found.segments[bits as usize]).collect();
        let mean = |of: &dyn Fn(&SegmentTies) -> u64| {
            real(same.iter().map(|row| of(row)).sum::<u64>()) / real(same.len() as u64)
        };
        let at_least = |of: &dyn Fn(&SegmentTies) -> u64, least: u64| {
            real(same.iter().filter(|row| of(row) >= least).count() as u64) / real(same.len() as u64)
        };
        let (ties, near) = (|row: &SegmentTies| row.among.ties, |row: &SegmentTies| row.near.with_consenting_contact);
        let knowing = mean(&|row| row.among.knowing) / f64::from(size);
        for row in &same {
            let ([by_ties, ..], [by_near, ..]) = (&row.ties_by_chance, &row.consenting_by_chance);
            assert!((value(by_ties.expected) - mean(&ties)).abs() < 1e-12);
            assert!((value(by_near.expected) - mean(&near)).abs() < 1e-12);
            assert!((value(row.among.knowing_expected_share) - knowing).abs() < 1e-12);
            let p_value = at_least(&near, near(row));
            assert!((value(by_near.p_value) - p_value).abs() < 1e-12);
            let p_value = at_least(&ties, ties(row));
            let spread = 4.5 * (p_value * (1.0 - p_value) / 1000.0).sqrt() + 1e-3;
            assert!((value(by_ties.p_value) - p_value).abs() < spread, "{row:?}: {p_value}");
        }
    }
}

#[test]
fn who_opens_nothing_and_who_switched_off_are_acquaintances_all_the_same() {
    let near = &measured(EIGHT.audit(), vec![segment([2, 7])]).segments[0].near;
    assert_eq!((near.with_consenting_contact, near.unconnected), (1, 1));
    assert_eq!(near.mean_consenting_contacts.value(), Some(1.0));
}

#[test]
fn a_tie_either_way_is_one_acquaintance() {
    let mut audit = EIGHT.audit();
    let ties = [(0, 1), (1, 0), (2, 1), (2, 3)].map(|(one, other)| (PersonId(one), PersonId(other)));
    audit.graph = crate::graph::TieGraph::directed(8, &ties, crate::model::tie::Direction::Out);
    let row = &measured(audit, vec![segment([0, 1, 2, 3])]).segments[0];
    assert_eq!((row.among.ties, row.among.largest_circle), (3, 4));
    assert_eq!(row.near.steps.iter().map(|row| row.people).collect::<Vec<_>>(), [1, 2, 1]);
}

/// A network of `people` people, each pair tied with the chance `likely`, and one in ten a consenter.
fn random(people: u32, likely: f64, seed: u64) -> Audit {
    let mut random = ChaCha12Rng::seed_from_u64(seed);
    let pairs = (0..people).flat_map(|one| (0..one).map(move |other| (one, other)));
    let ties: Vec<(u32, u32)> = pairs.filter(|_| random.random::<f64>() < likely).collect();
    let consenters: Vec<u32> = (0..people / 10).collect();
    let people = people as usize;
    let mut audit = Sketch { people, ties: &ties, consenters: &consenters, hops: 1, ..Sketch::default() }.audit();
    audit.parameters.draws = 199;
    audit
}

#[test]
fn two_hundred_random_segments_raise_no_more_false_alarms_than_they_may() {
    let audit = random(80, 0.1, 5);
    let mut chance = ChaCha12Rng::seed_from_u64(6);
    let mut people: Vec<u32> = (0..80).collect();
    let segments = (0..200).map(|_| {
        people.shuffle(&mut chance);
        segment(people[..12].iter().copied())
    });
    let found = measured(audit, segments.collect());
    let tests = || found.segments.iter().flat_map(|row| row.ties_by_chance.iter().chain(&row.consenting_by_chance));
    assert_eq!((found.tests, tests().count()), (1200, 1200));
    for column in 0..6 {
        let alarms = tests().skip(column).step_by(6).filter(|test| value(test.p_value) <= 0.05).count();
        assert!(alarms <= 20, "{alarms} of 200 in column {column}"); // 10 by chance, 3.2 standard deviations above
    }
    let before = tests().filter(|test| value(test.p_value) <= 0.05).count();
    assert!(before >= 12, "{before}: tests that never raise an alarm find nothing");
    assert!(tests().filter(|test| value(test.q_value) <= 0.05).count() <= 60);
}

#[test]
fn a_planted_clique_is_found_among_random_segments_whichever_the_peers() {
    let mut audit = random(80, 0.1, 7);
    let clique = [11, 23, 34, 45, 56, 67, 78];
    let mut ties: Vec<(PersonId, PersonId)> = audit.graph.pairs().collect();
    ties.extend(clique.iter().flat_map(|&one| clique.iter().map(move |&other| (PersonId(one), PersonId(other)))));
    audit.graph = crate::graph::TieGraph::undirected(80, &ties);
    audit.parameters.draws = 999;
    let others = (0..5_u32).map(|at| segment((0..7).map(|row| (at + 9 * row) % 80)));
    let found = measured(audit, std::iter::once(segment(clique)).chain(others).collect());
    let row = &found.segments[0];
    assert_eq!((row.among.density.value(), row.among.largest_circle), (Some(1.0), 7));
    assert!(row.ties_by_chance.iter().all(|test| value(test.q_value) < 0.05 && value(test.ratio) > 2.0), "{row:?}");
}

#[test]
fn what_does_not_exist_says_why_and_is_no_test() {
    let mut alone = village::audit();
    alone.consenters.clear();
    let found = measured(alone, vec![segment([]), segment([3])]);
    let [nobody, one] = &found.segments[..] else { panic!("two segments") };
    for figure in [nobody.among.density, nobody.ties_by_chance[0].p_value, nobody.consenting_by_chance[1].q_value] {
        assert_eq!(figure, Figure::undefined(Undefined::EmptySegment));
    }
    assert_eq!(one.among.density, Figure::undefined(Undefined::OnePerson));
    assert_eq!(one.ties_by_chance[2].p_value, Figure::undefined(Undefined::OnePerson));
    assert_eq!(one.consenting_by_chance[0].p_value, Figure::undefined(Undefined::NoConsenters));
    assert_eq!(one.near.mean_steps, Figure::undefined(Undefined::NoConsenters));
    assert_eq!(found.tests, 0);
}

#[test]
fn a_measure_of_too_much_work_takes_fewer_draws_or_says_so() {
    let mut audit = village::audit();
    audit.parameters.draws = 1_000_000;
    let many = vec![segment(0..7); 5_000];
    audit.segments = many;
    // 3 models of 5,000 segments that read 7 + 6 contacts each.
    assert_eq!(draws(&audit).value(), Some(500_000_000 / 195_000));
    audit.segments = vec![segment(0..7); 300_000];
    assert_eq!(draws(&audit), Figure::undefined(Undefined::TooLarge));
}

#[test]
fn the_same_audit_gives_the_same_bytes_on_one_thread_and_on_three() {
    let bytes = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let found = pool.install(|| Acquaintance::of(&village::audit()));
        serde_json::to_string(&found).expect("figures serialise")
    };
    assert_eq!(bytes(1), bytes(3));
}
