//! Planted proxies, and attributes that have nothing to do with each other.

use super::*;
use crate::{
    measure::sketch::Sketch,
    model::{attribute::Role, number::Undefined},
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

fn attribute(name: &str, texts: &[String], protected: bool) -> Attribute {
    Attribute {
        special_category: protected.then(|| "religion".to_owned()),
        ..Attribute::of_texts(name, texts.iter().map(String::as_str))
    }
}

fn audit(people: usize, ties: &[(u32, u32)], attributes: Vec<Attribute>) -> Audit {
    let mut audit = Sketch { people, ties, consenters: &[0], ..Sketch::default() }.audit();
    audit.attributes = attributes;
    (audit.parameters.draws, audit.parameters.min_cell) = (99, 5);
    audit
}

/// 300 people of three beliefs; the travel column copies the belief of three in four, the others have nothing to do with it. One has nearly
/// as many values as there are people. Nobody knows anybody.
fn planted() -> Audit {
    let mut random = ChaCha12Rng::seed_from_u64(4);
    let beliefs: Vec<u32> = (0..300).map(|_| random.random_range(0..3)).collect();
    let mut column = |name: &str, of: &mut dyn FnMut(u32, &mut ChaCha12Rng) -> u32| {
        let texts: Vec<String> = beliefs.iter().map(|&belief| of(belief, &mut random).to_string()).collect();
        attribute(name, &texts, name == "belief")
    };
    let attributes = vec![
        column("postcode", &mut |_, random| random.random_range(0..200)),
        column("gamer", &mut |_, random| random.random_range(0..2)),
        column("travel", &mut |belief, random| {
            if random.random_range(0..4) > 0 { belief } else { random.random_range(0..3) }
        }),
        column("belief", &mut |belief, _| belief),
    ];
    audit(300, &[], attributes)
}

#[test]
fn a_planted_proxy_ranks_first_though_many_values_tell_more() {
    let measured = Proxies::of(&planted());
    let names: Vec<_> = measured.pairs.iter().map(|pair| pair.proxy.as_deref().unwrap_or("network")).collect();
    assert_eq!(names[0], "travel", "{names:?}");
    let by = |name: &str| measured.pairs.iter().find(|pair| pair.proxy.as_deref() == Some(name)).expect("a pair");
    assert!(by("postcode").uncertainty.value() > by("travel").uncertainty.value());
    assert_eq!(by("travel").q_value.value(), Some(0.03)); // the least of three tests with 99 draws
    assert!(by("postcode").q_value.value().is_some_and(|q| q > 0.05));
    let strongest = by("travel").strongest.as_ref().expect("many people");
    assert_eq!(strongest.value, strongest.protected_value);
    assert!(strongest.lift_low > 1.5 && strongest.lift_low < strongest.lift && strongest.lift < strongest.lift_high);
}

#[test]
fn a_network_without_ties_says_nothing() {
    let measured = Proxies::of(&planted());
    let network = measured.pairs.last().expect("a row for the network");
    assert_eq!((network.kind, network.people), (ProxyKind::Network, 0));
    assert_eq!((network.uncertainty.0, network.p_value.0), (Err(Undefined::EmptyInput), Err(Undefined::EmptyInput)));
    assert_eq!(measured.tests, 3);
}

#[test]
fn a_network_of_two_camps_stands_for_them() {
    let ties: Vec<(u32, u32)> =
        (0..40_u32).flat_map(|one| [(one, (one + 2) % 40), (one, (one + 6) % 40)]).collect();
    let texts: Vec<String> = (0..40).map(|person| (person % 2).to_string()).collect();
    let measured = Proxies::of(&audit(40, &ties, vec![attribute("belief", &texts, true)]));
    let network = &measured.pairs[0];
    assert_eq!((network.accuracy.value(), network.base_accuracy.value()), (Some(1.0), Some(0.5)));
    assert_eq!(network.p_value.value(), Some(0.01));
    let strongest = network.strongest.as_ref().expect("twenty people each");
    assert_eq!((strongest.value.as_str(), strongest.both), ("most contacts: 0", 20));
}

#[test]
fn attributes_that_have_nothing_to_do_with_each_other_raise_false_alarms_at_most_at_five_percent() {
    let alarm = |seed: u64| {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        let mut column = |name: &str, values: u32| {
            let texts: Vec<String> = (0..60).map(|_| random.random_range(0..values).to_string()).collect();
            attribute(name, &texts, name == "belief")
        };
        let attributes = vec![column("belief", 2), column("town", 12), column("gamer", 2)];
        let ties: Vec<(u32, u32)> =
            (0..120).map(|_| (random.random_range(0..60), random.random_range(0..60))).collect();
        let mut audit = audit(60, &ties, attributes);
        audit.parameters.seed = seed;
        Proxies::of(&audit).pairs.iter().any(|pair| pair.q_value.value().is_some_and(|q| q < 0.05))
    };
    let alarms = (0..300).filter(|&seed| alarm(seed)).count();
    assert!(alarms <= 15, "{alarms} of 300 worlds"); // 5 %
}

#[test]
fn nothing_is_protected_where_the_case_names_no_special_category() {
    let texts: Vec<String> = (0..40).map(|person| (person % 2).to_string()).collect();
    let place = Attribute { role: Role::Place, ..attribute("town", &texts, false) };
    let measured = Proxies::of(&audit(40, &[], vec![place]));
    assert!(measured.pairs.is_empty() && measured.left_aside.is_empty());
}

#[test]
fn attributes_with_too_few_or_too_many_values_are_left_aside() {
    let texts = |values: u32| (0..600).map(|person| (person % values).to_string()).collect::<Vec<_>>();
    let attributes =
        vec![attribute("belief", &texts(3), true), attribute("same", &texts(1), false), attribute("id", &texts(600), false)];
    let measured = Proxies::of(&audit(600, &[], attributes));
    assert_eq!(measured.pairs.len(), 1); // the network
    let left: Vec<_> = measured.left_aside.iter().map(|left| (left.attribute.as_str(), left.values)).collect();
    assert_eq!(left, [("same", 1), ("id", 600)]);
}
