//! The suite `overlap`: sets, and partitions of the same people.

use super::harness::{Case, cases, text};
use bystander::stat::{
    agreement::{Agreement, Mean},
    sets::{Overlap, memberships},
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of a case that we have no figure for are an error: `check` asks for each.
fn pair(names: (&str, &str), first: &[String], second: &[String]) -> Vec<(String, Value)> {
    let overlap = Overlap::of(first, second);
    let figures = [
        ("intersection", json!(overlap.both())),
        ("union", json!(overlap.either())),
        ("jaccard", json!(overlap.jaccard())),
        ("dice", json!(overlap.dice())),
        ("overlap_coefficient", json!(overlap.coefficient())),
        ("share_of_first", json!(overlap.share_of_first())),
        ("share_of_second", json!(overlap.share_of_second())),
    ];
    figures.map(|(name, figure)| (format!("{}&{}.{name}", names.0, names.1), figure)).to_vec()
}

fn sets(case: &Case) -> BTreeMap<String, Vec<String>> {
    let sets = case.input()["sets"].as_object().expect("sets by name").iter();
    sets.map(|(name, people)| (name.clone(), people.as_array().expect("people").iter().map(text).collect()))
        .collect()
}

#[test]
fn sets_of_people() {
    for case in cases("overlap", "set_overlap") {
        let sets = sets(&case);
        let names: Vec<&String> = sets.keys().collect();
        let mut ours = Map::new();
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                ours.extend(pair((one, other), &sets[*one], &sets[*other]));
            }
        }
        ours.insert("people".to_owned(), json!(sets.values().flatten().collect::<BTreeSet<_>>().len()));
        ours.insert("memberships_histogram".to_owned(), json!(memberships(sets.values())));
        case.check(&Value::Object(ours));
    }
}

/// Labels as numbers, in the order in which they are met.
fn partition(labels: &Value) -> Vec<u32> {
    let mut known: Vec<String> = Vec::new();
    let mut number = |label: &Value| {
        let label = text(label);
        known.iter().position(|other| *other == label).unwrap_or_else(|| {
            known.push(label);
            known.len() - 1
        }) as u32
    };
    labels.as_array().expect("a label for each person").iter().map(&mut number).collect()
}

#[test]
fn partitions_of_the_same_people() {
    for case in cases("overlap", "partition_agreement") {
        let [first, second] = ["first", "second"].map(|which| partition(&case.input()[which]));
        assert_eq!(first.len(), second.len(), "{}", case.id());
        let agreement = Agreement::of(first.into_iter().zip(second));
        case.check(&json!({
            "entropy_first_nats": agreement.entropy_first(),
            "entropy_second_nats": agreement.entropy_second(),
            "mi_nats": agreement.mutual_information(),
            "variation_of_information_nats": agreement.variation_of_information(),
            "nmi_arithmetic": agreement.nmi(Mean::Arithmetic),
            "nmi_geometric": agreement.nmi(Mean::Geometric),
            "nmi_max": agreement.nmi(Mean::Max),
            "nmi_min": agreement.nmi(Mean::Min),
            "expected_mi_nats": agreement.expected_mutual_information(),
            "ami_arithmetic": agreement.ami(),
            "ari": agreement.ari(),
        }));
    }
}
