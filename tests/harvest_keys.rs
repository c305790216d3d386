//! The keys under which the harvest measures stand in the results, on which others build.

use bystander::{measure::Measures, village};
use serde_json::{Value, json};

fn village() -> Value {
    serde_json::to_value(Measures::of(&village::audit(), |_| {})).expect("measures are data")
}

fn claims_keys(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn spread_has_its_keys() {
    let spread = &village()["spread"];
    let keys = "people ties consenters bystanders affected bystanders_per_consenter affected_per_consenter \
                consented_share hops unreached exposure ties_seen";
    claims_keys(spread, &keys.split(' ').collect::<Vec<_>>());
    assert_eq!(spread["hops"][1], json!({"hop": 1, "people": 4, "cumulative": 6}));
    assert_eq!(
        spread["exposure"],
        json!([{"consenting_contacts": 1, "people": 3}, {"consenting_contacts": 2, "people": 1}])
    );
    claims_keys(&spread["ties_seen"], &["consenter_end", "among_affected", "share"]);
}

#[test]
fn share_out_has_its_keys_and_speaks_of_consenters_by_their_place() {
    let shares = &village()["share_out"];
    let part = &shares["consenters"][0];
    claims_keys(
        part,
        &["bystanders", "sole", "shapley", "greedy_rank", "greedy_gain", "change_if_withdrawn"],
    );
    assert_eq!((&part["consenter"], &part["line"]), (&json!("C1"), &json!(2)));
    claims_keys(&shares["cover"][0], &["consenters", "bystanders", "share", "minimum"]);
}

#[test]
fn observe_has_its_keys() {
    let observe = &village()["observe"];
    let keys = "rate consenters expected_affected expected_bystanders expected_share edge_observability method observed \
                draws low high p_value seed models hop_2";
    claims_keys(observe, &keys.split(' ').collect::<Vec<_>>());
    let models = observe["models"].as_array().expect("a list").iter().map(|test| test["model"].clone());
    assert_eq!(models.collect::<Vec<_>>(), ["random", "same_degree", "same_degree_band"]);
    claims_keys(&observe["independent"], &["rate", "share", "bystanders"]);
    let keys = "bystanders_mean low high p_value p_lower z draws seed transitivity transitivity_mean";
    claims_keys(&observe["rewired"], &keys.split(' ').collect::<Vec<_>>());
}

#[test]
fn measured_twice_it_is_the_same_to_the_byte() {
    assert_eq!(village().to_string(), village().to_string());
}
