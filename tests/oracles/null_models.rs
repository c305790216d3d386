//! The suite `null_models`: closed forms, and chance models against every draw that is possible.

use super::{
    harness::{Case, Network, cases},
    harvest::{audit, consenters},
};
use bystander::{
    audit::Audit,
    measure::observe::Observe,
    model::id::PersonId,
    null::{Model, NullTest},
    stat::draws::Draws,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_closed_form_of_the_suite() {
    for case in cases("null_models", "expected_observability") {
        let Some(network) = Network::of(&case) else { continue };
        let drawn = case.input()["consenters_drawn"].as_u64().expect("a number of people") as u32;
        let mut audit = audit(&case, &network, &(0..drawn).collect::<Vec<_>>(), 1);
        audit.parameters.draws = 0;
        let mut degrees = BTreeMap::<String, u32>::new();
        for person in audit.graph.people() {
            *degrees.entry(audit.graph.degree(person).to_string()).or_default() += 1;
        }
        let observe = Observe::of(&audit);
        case.check(&json!({
            "degree_histogram": degrees,
            "expected_node_observability_h1": observe.expected_share,
            "expected_affected_nonconsenters_h1": observe.expected_bystanders,
            "expected_nonconsenter_observability_h1": observe.expected_nonconsenter_share,
            "expected_node_observability_h2": observe.hop_2.share,
            "expected_affected_nonconsenters_h2": observe.hop_2.bystanders,
            "expected_nonconsenter_observability_h2": observe.hop_2.nonconsenter_share,
            "expected_edge_observability_incident_h1": observe.edge_observability,
            "expected_edge_observability_induced_h1": observe.expected_ties.among_affected,
            "expected_tie_share_closed_api": observe.expected_ties.between_consenters,
            "expected_multiplicity_of_nonconsenters": observe.expected_consenting_contacts,
            "bernoulli_p": observe.independent.rate,
            "bernoulli_node_observability_h1": observe.independent.reach.share,
            "bernoulli_nonconsenter_observability_h1": observe.independent.reach.nonconsenter_share,
            "bernoulli_edge_observability_incident_h1": observe.independent.edge_observability,
            "bernoulli_mean_multiplicity_of_nonconsenters": observe.independent.consenting_contacts,
        }));
    }
}

#[test]
fn every_possible_draw_of_the_suite_and_our_draws_among_them() {
    for case in cases("null_models", "null_distribution_of_affected_h1") {
        let Some(network) = Network::of(&case) else { continue };
        let (consenters, _) = consenters(&case, &network).expect("every consenter is in the network");
        let audit = audit(&case, &network, &consenters, 1);
        let observed = reach(&audit, &consenters);
        let mut ours = Map::from_iter([("observed_affected_h1".to_owned(), json!(observed))]);
        for (model, name) in Model::ALL.into_iter().zip(["random", "same_degree", "same_degree_band"]) {
            let every = every_draw(&audit, &consenters, model);
            for (key, value) in exact(&every, observed as f64) {
                ours.insert(format!("{name}.{key}"), value);
            }
            stands_among(&NullTest::of(&audit, model, observed), &every, &case);
        }
        case.check(&Value::Object(ours));
    }
}

/// How many others these people show, counted with sets.
fn reach(audit: &Audit, drawn: &[u32]) -> u64 {
    let shown: BTreeSet<PersonId> =
        drawn.iter().flat_map(|&row| audit.graph.contacts(PersonId(row)).iter().copied()).collect();
    shown.iter().filter(|person| !drawn.contains(&person.0)).count() as u64
}

/// The reach of every possible draw of a model, ascending.
fn every_draw(audit: &Audit, consenters: &[u32], model: Model) -> Vec<f64> {
    let stratum = |row: u32| match (model, audit.graph.degree(PersonId(row))) {
        (Model::Random, _) | (_, 0) => 0,
        (Model::SameDegree, degree) => degree,
        (Model::SameDegreeBand, degree) => degree.ilog2() as usize + 1,
    };
    let mut draws = vec![Vec::new()];
    for at in consenters.iter().map(|&row| stratum(row)).collect::<BTreeSet<_>>() {
        let alike: Vec<u32> = (0..audit.people() as u32).filter(|&row| stratum(row) == at).collect();
        let many = consenters.iter().filter(|&&row| stratum(row) == at).count();
        let sets = sets(&alike, many);
        draws = draws.iter().flat_map(|draw| sets.iter().map(|set| [&draw[..], set].concat())).collect();
    }
    let mut reaches: Vec<f64> = draws.iter().map(|draw| reach(audit, draw) as f64).collect();
    reaches.sort_by(f64::total_cmp);
    reaches
}

/// Every set of so many of these people.
fn sets(people: &[u32], many: usize) -> Vec<Vec<u32>> {
    match (many, people) {
        (0, _) => vec![Vec::new()],
        (_, []) => Vec::new(),
        (_, [first, rest @ ..]) => {
            let with = sets(rest, many - 1).into_iter().map(|set| [&[*first][..], &set].concat());
            with.chain(sets(rest, many)).collect()
        }
    }
}

fn share(every: &[f64], holds: impl Fn(f64) -> bool) -> f64 {
    every.iter().filter(|&&value| holds(value)).count() as f64 / every.len() as f64
}

fn exact(every: &[f64], observed: f64) -> Vec<(&'static str, Value)> {
    let draws = Draws::of(every.to_vec());
    vec![
        ("draws", json!(draws.len())),
        ("mean", json!(draws.mean())),
        ("sd", json!(draws.sd())),
        ("p2_5", json!(draws.nearest_rank(25))),
        ("median", json!(draws.nearest_rank(500))),
        ("p97_5", json!(draws.nearest_rank(975))),
        ("p_at_least_observed", json!(share(every, |value| value >= observed))),
        ("p_at_most_observed", json!(share(every, |value| value <= observed))),
        ("z", json!(draws.z(observed))),
    ]
}

/// Our draws come as near to all possible draws as chance lets them, four standard errors at the most.
fn stands_among(test: &NullTest, every: &[f64], case: &Case) {
    let draws = f64::from(test.draws);
    let near = |ours: f64, exact: f64, sd: f64| (ours - exact).abs() <= 4.0 * sd / draws.sqrt() + 1e-9;
    let near_share = |ours: f64, exact: f64| near(ours, exact, (exact * (1.0 - exact)).sqrt());
    let all = Draws::of(every.to_vec());
    let (mean, sd) = (all.mean().value().expect("draws"), all.sd().value().expect("draws"));
    assert!(near(test.mean.value().expect("draws"), mean, sd), "{}: {test:?}", case.id());
    let observed = test.observed as f64;
    let drawn = |p: f64| (p * (1.0 + draws) - 1.0) / draws;
    assert!(
        near_share(drawn(test.p_value), share(every, |value| value >= observed)),
        "{}: {test:?}",
        case.id()
    );
    assert!(
        near_share(drawn(test.p_lower), share(every, |value| value <= observed)),
        "{}: {test:?}",
        case.id()
    );
    for (percentile, per_mille) in [(test.low, 25), (test.median, 500), (test.high, 975)] {
        let (at, asked) = (percentile.value().expect("draws"), f64::from(per_mille) / 1000.0);
        let slack = 4.0 * (asked * (1.0 - asked) / draws).sqrt();
        assert!(share(every, |value| value <= at) >= asked - slack, "{}: {test:?}", case.id());
        assert!(share(every, |value| value < at) <= asked + slack, "{}: {test:?}", case.id());
    }
}
