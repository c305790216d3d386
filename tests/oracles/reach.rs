//! The suite `null_models` once more: what follows from numbers of contacts alone, without the network.

use super::{
    harness::{Network, cases},
    harvest::audit,
};
use bystander::{
    graph::TieGraph,
    model::id::PersonId,
    report::estimate::{Consent, observe},
    stat::reach::{Degrees, Reach},
};
use std::collections::BTreeSet;

/// Keys of the suite, and where `observe --degrees` says the same.
const KEYS: &[(&str, &str)] = &[
    ("expected_node_observability_h1", "/expected_share"),
    ("expected_affected_nonconsenters_h1", "/expected_bystanders"),
    ("expected_nonconsenter_observability_h1", "/expected_nonconsenter_share"),
    ("expected_edge_observability_incident_h1", "/edge_observability"),
    ("expected_tie_share_closed_api", "/expected_ties/between_consenters"),
    ("expected_multiplicity_of_nonconsenters", "/expected_consenting_contacts"),
    ("bernoulli_p", "/rate"),
    ("bernoulli_node_observability_h1", "/independent/share"),
    ("bernoulli_nonconsenter_observability_h1", "/independent/nonconsenter_share"),
    ("bernoulli_edge_observability_incident_h1", "/independent/edge_observability"),
    ("bernoulli_mean_multiplicity_of_nonconsenters", "/independent/consenting_contacts"),
];

#[test]
fn every_closed_form_that_needs_only_numbers_of_contacts() {
    let mut checked = 0;
    for case in cases("null_models", "expected_observability") {
        let Some(network) = Network::of(&case) else { continue };
        let drawn = case.input()["consenters_drawn"].as_u64().expect("a number of people");
        let graph = audit(&case, &network, &[], 1).graph;
        let contacts = graph.people().map(|person| (graph.degree(person) as u64, 1));
        let Some(degrees) = Degrees::of(contacts) else {
            assert_eq!(graph.people().len(), 0, "{}", case.id());
            continue;
        };
        let found = observe(&degrees, Consent::Count(drawn));
        for (key, pointer) in KEYS {
            let Some(expected) = case.expected(key) else { continue };
            let found = found.pointer(pointer).and_then(serde_json::Value::as_f64);
            let found = found.unwrap_or_else(|| panic!("{}: {key} was not computed", case.id()));
            assert!((found - expected).abs() < 1e-8, "{}: {key} is {found}, expected {expected}", case.id());
            checked += 1;
        }
    }
    assert!(checked >= 30, "only {checked} values were looked at");
}

/// The people within two steps of `person`, without them.
fn around(graph: &TieGraph, person: PersonId) -> BTreeSet<PersonId> {
    let near = graph.contacts(person).iter();
    let far = near.clone().flat_map(|&one| graph.contacts(one));
    near.chain(far).copied().filter(|&other| other != person).collect()
}

/// The share of all pairs of somebody's contacts who are contacts of each other.
fn clustering(graph: &TieGraph) -> f64 {
    let (mut pairs, mut closed) = (0, 0);
    for person in graph.people() {
        let near = graph.contacts(person);
        for (at, one) in near.iter().enumerate() {
            pairs += near.len() - at - 1;
            closed += near[at + 1..].iter().filter(|other| graph.contacts(*one).contains(other)).count();
        }
    }
    if pairs == 0 { 0.0 } else { closed as f64 / pairs as f64 }
}

#[test]
fn what_a_network_shows_within_two_hops_stays_below_the_bound_by_clustering() {
    let mut checked = 0;
    for case in cases("null_models", "expected_observability") {
        let (Some(network), Some(rate)) = (Network::of(&case), case.expected("bernoulli_p")) else {
            continue;
        };
        let graph = audit(&case, &network, &[], 1).graph;
        let degrees = Degrees::of(graph.people().map(|person| (graph.degree(person) as u64, 1)));
        let Some(degrees) = degrees else { continue };
        let reached = |person| 1.0 - (1.0 - rate).powf(around(&graph, person).len() as f64);
        let truth: f64 = graph.people().map(|person| (1.0 - rate) * reached(person)).sum();
        let most = Reach::within_two_hops_at_most(&degrees, rate, clustering(&graph)).bystanders;
        assert!(truth <= most + 1e-9, "{}: {truth} {most}", case.id());
        checked += usize::from(truth > 0.0);
    }
    assert!(checked >= 3, "only {checked} networks show anybody");
}
