//! The suite `segregation`.

use super::harness::{Case, cases};
use bystander::{
    model::number::Figure,
    stat::{dissimilarity::Dissimilarity, segregation::Segregation},
};
use serde_json::{Map, Value, json};

/// The counts of a case, unit by unit; `None` where one is negative.
fn counts(case: &Case) -> Option<Vec<Vec<u64>>> {
    serde_json::from_value(case.input()["counts"].clone()).ok()
}

/// A map of names to figures, or why there is none.
fn by_group(spread: &Segregation, names: &[String], figure: impl Fn(usize) -> Figure) -> Value {
    if let Err(why) = spread.theil_h().0 {
        return json!({ "undefined": why });
    }
    let each = spread.groups().map(|group| (names[group].clone(), json!(figure(group))));
    Value::Object(each.collect::<Map<_, _>>())
}

fn exposure(spread: &Segregation, names: &[String]) -> Value {
    if let Err(why) = spread.theil_h().0 {
        return json!({ "undefined": why });
    }
    let pairs = spread.groups().flat_map(|of| spread.groups().map(move |to| (of, to)));
    let each = pairs.map(|(of, to)| (format!("{}|{}", names[of], names[to]), json!(spread.exposure(of, to))));
    Value::Object(each.collect::<Map<_, _>>())
}

#[test]
fn units_by_groups() {
    for case in cases("segregation", "units_by_groups") {
        let Some(cells) = counts(&case) else {
            assert_eq!(case.expect_error(), Some("negative_value"), "{}", case.id());
            continue;
        };
        let names: Vec<String> =
            serde_json::from_value(case.input()["groups"].clone()).expect("names of groups");
        let spread = Segregation::of(cells.clone());
        let groups: Vec<usize> = spread.groups().collect();
        let (one, other) = match groups[..] {
            [one, other] => (one, other),
            _ => (0, 1),
        };
        let two = Dissimilarity::of(cells.iter().map(|unit| (unit[one], unit[other])));
        case.check(&json!({
            "total": spread.total(),
            "groups_present": groups.len(),
            "units_nonempty": spread.units(),
            "mutual_information_nats": spread.mutual_information(),
            "theil_h": spread.theil_h(),
            "unit_contributions_h": spread.unit_contributions(),
            "multigroup_d": spread.multigroup_d(),
            "exposure": exposure(&spread, &names),
            "interaction_first_to_second": spread.exposure(one, other),
            "isolation": by_group(&spread, &names, |group| spread.isolation(group)),
            "isolation_excluding_self": by_group(&spread, &names, |group| spread.isolation_excluding_self(group)),
            "correlation_ratio": by_group(&spread, &names, |group| spread.correlation_ratio(group)),
            "dissimilarity": two.d(),
            "dissimilarity_expected_random": two.by_chance(),
            "dissimilarity_above_random": two.above_chance(),
            "gini_segregation": two.gini(),
        }));
    }
}
