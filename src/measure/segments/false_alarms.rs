//! How often worlds in which nothing is the case have a test that stands: at most one in twenty.

use super::Segments;
use crate::{
    measure::sketch::Sketch,
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
        segment::{Criterion, Layer, Mode, Segment},
    },
};
use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

const PEOPLE: u32 = 120;

fn below(random: &mut ChaCha12Rng, end: u32) -> u32 {
    u32::try_from(random.next_u64() % u64::from(end)).expect("it is below `end`")
}

/// A segment of people who were drawn with a chance of one in `in_`.
fn drawn(random: &mut ChaCha12Rng, name: &str, in_: u32) -> Segment {
    let members = (0..PEOPLE).filter(|_| below(random, in_) == 0).map(PersonId).collect();
    Segment { name: name.to_owned(), members, ..Segment::default() }
}

fn column(random: &mut ChaCha12Rng, name: &str, role: Role, values: u32) -> Attribute {
    let texts: Vec<String> = (0..PEOPLE).map(|_| below(random, values).to_string()).collect();
    Attribute { role, ..Attribute::of_texts(name, texts.iter().map(String::as_str)) }
}

/// Whether a test of that world stands: ties, labels and members are all drawn, each without regard to the others.
fn has_a_false_alarm(world: u64) -> bool {
    let random = &mut ChaCha12Rng::seed_from_u64(world);
    let ties: Vec<(u32, u32)> = (0..240).map(|_| (below(random, PEOPLE), below(random, PEOPLE))).collect();
    let ties: Vec<(u32, u32)> = ties.into_iter().filter(|(one, other)| one != other).collect();
    let consenters: Vec<u32> = (0..12).collect();
    let people = PEOPLE as usize;
    let mut audit = Sketch { people, ties: &ties, consenters: &consenters, ..Sketch::default() }.audit();
    audit.parameters.draws = 99;
    audit.attributes = vec![
        column(random, "place", Role::Place, 4),
        column(random, "group", Role::Group, 3),
        column(random, "trait", Role::Other, 2),
    ];
    let exclude = Criterion {
        dimension: "trait".to_owned(),
        value: "1".to_owned(),
        mode: Mode::Exclude,
        ..Criterion::default()
    };
    let chosen = Segment { layer: Some(Layer::Chosen), criteria: vec![exclude], ..drawn(random, "chosen", 4) };
    let delivered = Segment {
        layer: Some(Layer::Delivered),
        chosen_as: Some("chosen".to_owned()),
        ..drawn(random, "delivered", 3)
    };
    let alike = Segment { seed: Some("chosen".to_owned()), ..drawn(random, "alike", 2) };
    audit.segments = vec![chosen, delivered, alike];
    let measured = Segments::of(&audit);
    assert!(!measured.kept_out.is_empty() && !measured.delivery_skew.is_empty());
    let enrichments = measured.segments.iter().map(|row| row.enrichment);
    let represented = measured.representation.iter().map(|row| row.enrichment);
    let picked = measured.kept_out.iter().chain(&measured.delivery_skew).map(|row| row.enrichment);
    let alike = measured.lookalikes.iter().map(|row| row.enrichment);
    let all = enrichments.chain(represented).chain(picked).chain(alike).map(|row| row.q_value);
    all.chain(measured.concentration.iter().map(|row| row.hhi_q_value))
        .any(|q_value| q_value.value().is_some_and(|q_value| q_value < 0.05))
}

#[test]
fn few_worlds_without_anything_in_them_raise_an_alarm() {
    let alarms = (0..200).filter(|&world| has_a_false_alarm(world)).count();
    assert!(alarms <= 10, "{alarms} of 200");
}

#[test]
#[ignore = "takes minutes without optimisation: cargo test --release -- --ignored false_alarms"]
fn few_of_a_thousand_worlds_raise_an_alarm() {
    let alarms = (1000..2000).filter(|&world| has_a_false_alarm(world)).count();
    assert!(alarms <= 50, "{alarms} of 1000");
}
