//! The suite `inference`: what contacts who consented give away.

use super::{
    harness::{Case, Network, cases, text},
    harvest,
};
use bystander::{
    audit::Audit,
    graph::harmonic::Harmonic,
    measure::{inference::Inference, proxies::leave_one_out},
    model::attribute::{Attribute, MISSING},
};
use serde_json::{Map, Value, json};

fn attribute(case: &Case, network: &Network) -> Attribute {
    let name = case.input()["attribute"].as_str().expect("a name");
    let texts: Vec<String> =
        network.nodes.iter().map(|node| node.get(name).map(text).unwrap_or_default()).collect();
    Attribute::of_texts(name, texts.iter().map(String::as_str))
}

/// The scores, of the values that any consenter has, of the first eight targets that label propagation reaches, and how many it reaches.
fn harmonic_scores(audit: &Audit, network: &Network, attribute: &Attribute) -> (Value, usize) {
    let known = |person: usize, code: u32| {
        if audit.consenters.iter().any(|consenter| consenter.person.index() == person) {
            code
        } else {
            MISSING
        }
    };
    let codes: Vec<u32> =
        attribute.codes.iter().enumerate().map(|(person, &code)| known(person, code)).collect();
    let Some(scores) = Harmonic::of(&audit.graph, &codes, attribute.values.len()).value() else {
        return (Value::Null, 0);
    };
    let is_known: Vec<bool> =
        (0..).zip(&attribute.values).map(|(code, _): (u32, _)| codes.contains(&code)).collect();
    let of_known = |row: usize| {
        let scores = scores.of_row(row)?.zip(&is_known);
        Some((row, scores.filter(|(_, known)| **known).map(|(score, _)| score).collect()))
    };
    let targets = (0..audit.people()).filter(|&row| attribute.codes[row] != MISSING);
    let reached: Vec<(usize, Vec<f64>)> = targets.filter_map(of_known).collect();
    let first = reached.iter().take(8).map(|(row, scores)| (network.ids[*row].clone(), json!(scores)));
    (first.collect::<Map<_, _>>().into(), reached.len())
}

#[test]
fn neighbour_inference() {
    for case in cases("inference", "neighbour_inference") {
        let Some(network) = Network::of(&case) else { continue };
        let consenters = match harvest::consenters(&case, &network) {
            Ok((consenters, _)) => consenters,
            Err(id) => {
                assert_eq!(case.expect_error(), Some("unknown_consenter"), "{}", case.id());
                assert_eq!(case.error_place()["ids"], json!([id]));
                continue;
            }
        };
        let mut audit = harvest::audit(&case, &network, &consenters, 1);
        audit.parameters.draws = 19;
        let attribute = attribute(&case, &network);
        let measured = Inference::about(&audit, &[&attribute]);
        let row = &measured.guesses[0];
        let recalls = measured.by_value.iter().filter(|recall| recall.whom == row.whom);
        let recalls =
            recalls.filter_map(|recall| Some((recall.value.clone(), json!(recall.recall.value()?))));
        let (scores, reached) = harmonic_scores(&audit, &network, &attribute);
        assert_eq!(row.harmonic_targets.value().unwrap_or(0), reached as u64, "{}", case.id());
        case.check(&json!({
            "known_labels": row.known_labels,
            "majority_labels_among_consenters": row.most_frequent,
            "targets": row.targets,
            "covered": row.covered,
            "coverage": row.coverage,
            "accuracy_covered": row.accuracy,
            "base_accuracy_covered": row.base_accuracy,
            "gain_covered": row.gain,
            "shadow_profile_score": row.shadow_profile_score,
            "accuracy_all_with_fallback": row.accuracy_with_fallback,
            "base_accuracy_all": row.base_accuracy_all,
            "recall_by_class": recalls.collect::<Map<_, _>>(),
            "balanced_accuracy_covered": row.balanced_accuracy,
            "auc_covered": row.auc,
            "leave_one_out_accuracy": leave_one_out(&audit.graph, &attribute.codes, attribute.values.len()).accuracy(),
            "harmonic_reachable_targets": row.harmonic_targets,
            "harmonic_scores": scores,
            "harmonic_accuracy": row.harmonic_accuracy,
        }));
    }
}
