//! Deliveries: the village by hand, planted rates recovered, and a skew among the eligible.

use crate::{
    audit::Audit,
    measure::segments::Segments,
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
        segment::{Criterion, Layer, Segment},
    },
    village,
};
use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

fn below(random: &mut ChaCha12Rng, end: u64) -> u64 {
    random.next_u64() % end
}

fn include(dimension: &str, value: &str) -> Criterion {
    Criterion { dimension: dimension.to_owned(), value: value.to_owned(), ..Criterion::default() }
}

/// Segments of what was chosen by one criterion, and of those to whom it was delivered.
fn chosen_and_delivered(criterion: Criterion, members: Vec<PersonId>) -> Vec<Segment> {
    let chosen = Segment {
        name: "chosen".to_owned(),
        layer: Some(Layer::Chosen),
        criteria: vec![criterion],
        ..Segment::default()
    };
    let delivered = Segment {
        name: "delivered".to_owned(),
        layer: Some(Layer::Delivered),
        chosen_as: Some("chosen".to_owned()),
        members,
        ..Segment::default()
    };
    vec![chosen, delivered]
}

#[test]
fn counts_the_village_by_hand() {
    let mut audit = village::audit();
    audit.attributes[0].codes[5] = crate::model::attribute::MISSING;
    audit.segments = chosen_and_delivered(include("place", "North"), [0, 1, 2, 5].map(PersonId).to_vec());
    let measured = Segments::of(&audit);
    let delivery = &measured.deliveries[0];
    // Of Ada, Ben, Cem and Fay, Ben lives in South and Fay's place is not known; Dot and Gus of North were passed over.
    assert_eq!((delivery.on_criteria, delivery.off_criteria, delivery.unknown), (2, 1, 1));
    assert_eq!((delivery.eligible, delivery.not_delivered), (4, 2));
    assert_eq!(delivery.off_criteria_share.value(), Some(1.0 / 3.0));
    let off = &measured.off_criteria[0];
    assert_eq!((off.off, off.unknown, off.value.as_str()), (1, 1, "North"));
}

#[test]
fn a_layer_that_is_not_known_is_no_delivery() {
    let mut audit = village::audit();
    audit.segments[0].criteria = vec![include("place", "North")];
    assert!(Segments::of(&audit).deliveries.is_empty());
    audit.segments[0].layer = Some(Layer::Delivered);
    assert_eq!(Segments::of(&audit).deliveries[0].off_criteria, 1);
    audit.segments[0].chosen_as = Some("no such segment".to_owned());
    let measured = Segments::of(&audit);
    assert!(measured.deliveries.is_empty());
    assert_eq!(measured.unmatched[0].named, "no such segment");
}

/// 3,000 people, two in five of age 18-34; delivered to each of them with a chance of `on` in 100 if they are women and half of that if
/// they are men, and to everybody else with a chance of `off` in 100.
fn planted(on: u64, off: u64) -> Audit {
    const PEOPLE: u32 = 3000;
    let mut audit = village::of_size(PEOPLE);
    let mut stream = ChaCha12Rng::seed_from_u64(7);
    let ages: Vec<&str> =
        (0..PEOPLE).map(|_| if below(&mut stream, 5) < 2 { "18-34" } else { "35+" }).collect();
    let sexes: Vec<&str> = (0..PEOPLE).map(|_| if below(&mut stream, 2) == 0 { "f" } else { "m" }).collect();
    let chance = |person: usize| match (ages[person], sexes[person]) {
        ("18-34", "f") => 2 * on,
        ("18-34", _) => on,
        _ => 2 * off,
    };
    let members = (0..PEOPLE).filter(|&row| below(&mut stream, 200) < chance(row as usize)).map(PersonId).collect();
    audit.attributes = vec![
        Attribute { role: Role::Group, ..Attribute::of_texts("age", ages.iter().copied()) },
        Attribute { role: Role::Group, ..Attribute::of_texts("sex", sexes.iter().copied()) },
    ];
    audit.segments = chosen_and_delivered(include("age", "18-34"), members);
    audit
}

#[test]
fn recovers_planted_rates() {
    let measured = Segments::of(&planted(60, 10));
    let delivery = &measured.deliveries[0];
    // 1,200 eligible, 45 in 100 of them reached on average; 1,800 others, 10 in 100: one in four members is off the criteria.
    let off = delivery.off_criteria_share.value().expect("there are members");
    assert!((off - 0.25).abs() < 0.05, "{off}");
    let reached = delivery.delivered_share.value().expect("there are eligible people");
    assert!((reached - 0.45).abs() < 0.05, "{reached}");
    let men = measured.delivery_skew.iter().find(|row| row.group == "m").expect("a row");
    let ratio = men.rate.rate_to_highest.value().expect("a rate");
    assert!((ratio - 0.5).abs() < 0.1 && men.rate.below_four_fifths.value() == Some(true), "{ratio}");
    let women = measured.delivery_skew.iter().find(|row| row.group == "f").expect("a row");
    assert!(women.enrichment.q_value.value().expect("a test") < 1e-6);
}
