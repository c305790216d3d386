//! The audit of a simulated incident finds every planted value.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use bystander::{
    audit::Audit,
    import::{Request, read},
    measure::{Measures, contacts::Contacts, explanations::Explanations, profile::Profile},
    model::gap::Why,
    simulate::{Settings, incident},
};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

/// An incident, written and read again: the audit, its results as JSON, the truth.
fn audited(people: u32, seed: u64) -> (Audit, Value, Value) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in incident(&Settings { people, seed }).files() {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    opened(folder.path())
}

/// An incident with the messages of the campaign, written and read again, and its truth.
fn opened_with_messages(people: u32, seed: u64) -> (Audit, Value) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in incident(&Settings { people, seed }).files_with_messages() {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let request = Request { case: Some(folder.path().to_owned()), ..Request::default() };
    let tables = read(&request, &mut |_| ()).unwrap();
    let parameters = tables.parameters.clone().into();
    let truth = std::fs::read(folder.path().join("truth.json")).unwrap();
    (Audit::new(tables, parameters), serde_json::from_slice(&truth).unwrap())
}

fn opened(folder: &Path) -> (Audit, Value, Value) {
    let request = Request { case: Some(folder.to_owned()), ..Request::default() };
    let tables = read(&request, &mut |_| ()).unwrap();
    let parameters = tables.parameters.clone().into();
    let audit = Audit::new(tables, parameters);
    let results = serde_json::to_value(Measures::of(&audit, |_| ())).unwrap();
    let truth = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    (audit, results, truth)
}

/// Every value of `truth` stands under the same key in `found`, which may say more. Lists are as long as each other.
fn holds(truth: &Value, found: &Value, at: &str) {
    match (truth, found) {
        (Value::Object(truth), _) => {
            truth.iter().for_each(|(key, value)| holds(value, &found[key], &format!("{at}.{key}")));
        }
        (Value::Array(truth), Value::Array(found)) => {
            assert_eq!(truth.len(), found.len(), "{at}");
            truth
                .iter()
                .zip(found)
                .enumerate()
                .for_each(|(row, (a, b))| holds(a, b, &format!("{at}[{row}]")));
        }
        (Value::Number(truth), Value::Number(found)) => {
            let (truth, found) = (truth.as_f64().unwrap(), found.as_f64().unwrap());
            assert!((truth - found).abs() <= 1e-12 * truth.abs(), "{at}: {found} instead of {truth}");
        }
        _ => assert_eq!(truth, found, "{at}"),
    }
}

/// The row of `rows` whose `key` is `name`.
fn row<'a>(rows: &'a Value, key: &str, name: &Value) -> &'a Value {
    rows.as_array().unwrap().iter().find(|row| row[key] == *name).unwrap_or_else(|| panic!("no {name}"))
}

/// Every two segments overlap in as many people as looking each member of one up in the other finds.
fn overlaps_rightly(audit: &Audit, results: &Value) {
    let mut overlapping = 0;
    let pairs = results["lattice"]["pairs"].as_array().unwrap();
    for (at, one) in audit.segments.iter().enumerate() {
        for other in &audit.segments[at + 1..] {
            let both = one.members.iter().filter(|member| other.members.contains(member)).count();
            let of = |pair: &&Value| {
                let names = [&pair["smaller"], &pair["larger"]];
                names.iter().all(|name| **name == one.name || **name == other.name)
            };
            assert_eq!(pairs.iter().find(of).map_or(0, |pair| pair["both"].as_u64().unwrap()), both as u64);
            overlapping += usize::from(both > 0);
        }
    }
    assert_eq!(
        (pairs.len(), &results["lattice"]["tally"]["overlapping"]),
        (overlapping, &overlapping.into())
    );
}

fn check(audit: &Audit, results: &Value, truth: &Value) {
    holds(&truth["spread"], &results["spread"], "spread");
    let consenters = &results["share_out"]["consenters"];
    assert_eq!(
        consenters.as_array().map(Vec::len),
        truth["share_out"]["consenters"].as_array().map(Vec::len)
    );
    for planted in truth["share_out"]["consenters"].as_array().unwrap() {
        holds(planted, row(consenters, "consenter", &planted["consenter"]), "share_out");
    }
    for planted in truth["segments"].as_array().unwrap() {
        let found = row(&results["segments"]["segments"], "segment", &planted["segment"]);
        for key in ["members", "from_bystanders", "share_from_bystanders"] {
            holds(&planted[key], &found[key], &format!("{}.{key}", planted["segment"]));
        }
    }
    let names = |of: &Value| -> BTreeSet<String> { serde_json::from_value(of.clone()).unwrap() };
    assert_eq!(names(&results["singling_out"]["small_audiences"]), names(&truth["singled_out"]));
    overlaps_rightly(audit, results);
    opened_rightly(audit, truth);
    finds_every_defect(audit, truth);
    profiles_every_defect(&results["profile"], truth);
}

/// The profile of each file counts the planted defects of each kind, and no others.
fn profiles_every_defect(profile: &Value, truth: &Value) {
    let kinds: [(&str, &[&str]); 7] = [
        (
            "repeats",
            &[
                "repeat",
                "repeated_member",
                "repeated_person",
                "repeated_message",
                "repeated_objection",
                "repeated_row",
            ],
        ),
        ("self_loops", &["self_loop"]),
        (
            "dangling",
            &[
                "dangling_tie",
                "dangling_member",
                "dangling_setting",
                "dangling_message",
                "dangling_objection",
                "dangling_reason",
            ],
        ),
        ("look_alikes", &["look_alike_id"]),
        ("disputed", &["conflicting_value"]),
        ("unreadable", &["field_count", "blank_id", "not_utf8"]),
        ("other", &["repeated_consenter"]),
    ];
    let defects = truth["defects"].as_array().unwrap();
    for file in profile["records"].as_array().unwrap() {
        for (key, reasons) in kinds {
            let planted = defects.iter().filter(|one| one["file"] == file["file"]);
            let planted = planted.filter(|one| reasons.contains(&one["why"].as_str().unwrap()));
            let planted: u64 = planted.map(|one| one["records"].as_u64().unwrap()).sum();
            assert_eq!(file[key], planted, "{key} of {}", file["file"]);
        }
    }
}

/// What the audit was opened with: openers, switches, members, criteria and places.
fn opened_rightly(audit: &Audit, truth: &Value) {
    let openers = audit.consenters.iter().filter(|one| one.opens_contacts).count();
    assert_eq!(truth["consenters_opening_contacts"], openers);
    let hidden = audit.graph.people().filter(|&person| audit.is_opted_out(person)).count() as u64;
    let planted = |key: &str| truth["switched_off"][key].as_u64().unwrap();
    assert_eq!(hidden, planted("people") - planted("consenters"));
    for planted in truth["segments"].as_array().unwrap() {
        let found = audit.segments.iter().find(|one| planted["segment"] == one.name).unwrap();
        assert_eq!(serde_json::to_value(&found.criteria).unwrap(), planted["criteria"]);
        assert_eq!(found.source.as_deref(), planted["source"].as_str());
        shares_by_value(audit, found, planted);
    }
    let places = audit.places.as_ref().unwrap();
    for (at, name) in places.names.iter().enumerate() {
        let planted = row(&truth["places"], "place", &Value::from(name.as_str()));
        assert_eq!(planted["population"], places.population[at].unwrap());
        assert_eq!(planted["margin"], places.margin[at].unwrap());
    }
}

/// Where the members of a segment are: by place, school, age band and leaning.
fn shares_by_value(audit: &Audit, segment: &bystander::model::segment::Segment, planted: &Value) {
    for (column, cells) in planted["by"].as_object().unwrap() {
        let attribute = audit.attribute(column).unwrap();
        for cell in cells.as_array().unwrap() {
            let code = attribute.values.iter().position(|value| cell["value"] == value.as_str()).unwrap();
            let has =
                |person: &&bystander::model::id::PersonId| attribute.codes[person.index()] as usize == code;
            assert_eq!(
                cell["members"],
                segment.members.iter().filter(has).count(),
                "{} {column}",
                segment.name
            );
        }
    }
}

/// Every planted defect is a gap of that file and reason, with its lines, and there is no other gap.
fn finds_every_defect(audit: &Audit, truth: &Value) {
    let name = |why: Why| serde_json::to_value(why).unwrap();
    let planted = truth["defects"].as_array().unwrap();
    for (source, why, gap) in audit.gaps.counts() {
        let file = audit.sources[source.index()].name.as_str();
        let defect = planted.iter().find(|one| one["file"] == file && one["why"] == name(why));
        let defect = defect.unwrap_or_else(|| panic!("{file} has no planted {why:?}"));
        assert_eq!(defect["records"], gap.records, "{file} {why:?}");
        assert_eq!(defect["lines"], serde_json::json!(gap.lines), "{file} {why:?}");
    }
    assert_eq!(audit.gaps.counts().count(), planted.len());
}

#[test]
fn recovers_every_planted_value_of_the_committed_data_set() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/quiz-app");
    let (audit, results, truth) = opened(&folder);
    check(&audit, &results, &truth);
}

#[test]
fn recovers_every_planted_value_of_other_seeds() {
    for seed in 1..=5 {
        let (audit, results, truth) = audited(1_000, seed);
        check(&audit, &results, &truth);
    }
}

/// Every planted value of messages and objections; channels and sponsors stand in the order in which the file first names them.
#[test]
fn recovers_what_was_sent_and_what_came_after_objections() {
    for seed in 1..=3 {
        let (audit, truth) = opened_with_messages(1_500, seed);
        let (mut planted, found) =
            (truth["contacts"].clone(), serde_json::to_value(Contacts::of(&audit)).unwrap());
        for list in ["channels", "sponsors"] {
            for way in planted[list].take().as_array().unwrap() {
                holds(way, row(&found[list], "name", &way["name"]), list);
            }
            planted.as_object_mut().unwrap().remove(list);
        }
        holds(&planted, &found, "contacts");
        let least = planted["objections"]["people_contacted_at_least"].as_u64().unwrap();
        assert!(least > 0, "seed {seed} planted no contact after an objection");
        let told = serde_json::to_value(Explanations::of(&audit)).unwrap();
        holds(&truth["explanations"], &told, "explanations");
        // Each criterion that brings people in was named with a probability of 0.6.
        let share = told["in_all"]["includes"]["share"].as_f64().unwrap();
        assert!((0.4..0.8).contains(&share), "seed {seed}: {share}");
        finds_every_defect(&audit, &truth);
        profiles_every_defect(&serde_json::to_value(Profile::of(&audit)).unwrap(), &truth);
    }
}

#[test]
fn an_incident_is_the_same_with_messages_and_without() {
    let drawn = incident(&Settings { people: 1_000, seed: 3 });
    let with: std::collections::BTreeMap<_, _> = drawn.files_with_messages().into_iter().collect();
    for (name, bytes) in drawn.files().iter().filter(|(name, _)| name.rsplit('.').next() == Some("csv")) {
        assert_eq!(&with[name], bytes, "{name}");
    }
    assert_eq!(drawn.files_with_messages(), drawn.files_with_messages());
}

#[test]
fn karate_is_what_its_readme_counts_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/karate");
    let request = Request { case: Some(folder), ..Request::default() };
    let tables = read(&request, &mut |_| ()).unwrap();
    let parameters = tables.parameters.clone().into();
    let results = serde_json::to_value(Measures::of(&Audit::new(tables, parameters), |_| ())).unwrap();
    let expected = serde_json::json!({
        "people": 34, "ties": 78, "consenters": 2, "bystanders": 29, "affected": 31,
        "bystanders_per_consenter": 14.5, "affected_per_consenter": 15.5, "unreached": 0,
        "hops": [
            {"hop": 0, "people": 2, "cumulative": 2},
            {"hop": 1, "people": 29, "cumulative": 31},
            {"hop": 2, "people": 3, "cumulative": 34},
        ],
        "exposure": [{"consenting_contacts": 1, "people": 25}, {"consenting_contacts": 2, "people": 4}],
        "ties_seen": {"consenter_end": 33, "among_affected": 71},
    });
    holds(&expected, &results["spread"], "spread");
    let segments = &results["segments"]["segments"];
    assert_eq!(row(segments, "segment", &Value::from("instructor club"))["from_bystanders"], 15);
    assert_eq!(row(segments, "segment", &Value::from("officers club"))["from_bystanders"], 14);
}
