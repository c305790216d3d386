//! The suite `time_and_frequency`: how long records stay true, what they are worth by then, how often people met a message.

use super::harness::{Case, cases};
use bystander::stat::{
    ageing::Ageing,
    frequency::Frequency,
    survival::{Followed, Survival},
};
use serde_json::{Map, Value, json};

fn numbers(case: &Case, key: &str) -> Vec<f64> {
    serde_json::from_value(case.input()[key].clone()).expect("a list of numbers")
}

/// Holds a refusal against the case: it must be the expected one, and for the record named there, of which
/// `takes` tells whether so many records from the first on are taken.
fn refused(case: &Case, kind: &str, takes: impl Fn(usize) -> bool) {
    assert_eq!(case.expect_error(), Some(kind), "{}", case.id());
    let at = case.error_place()["index"].as_u64().expect("a place") as usize;
    assert!(takes(at) && !takes(at + 1), "{}: record {at} is the one refused", case.id());
}

fn records(case: &Case) -> Vec<Followed> {
    let ended = case.input()["ended"].as_array().expect("a list").iter().map(|ended| *ended == 1);
    let records = numbers(case, "durations").into_iter().zip(ended);
    records.map(|(duration, ended)| Followed { duration, ended }).collect()
}

#[test]
fn kaplan_meier() {
    for case in cases("time_and_frequency", "kaplan_meier") {
        let records = records(&case);
        let Some(survival) = Survival::of(&records) else {
            refused(&case, "negative_value", |many| Survival::of(&records[..many]).is_some());
            continue;
        };
        let endings = survival.endings().iter();
        let steps = survival.steps().iter().map(|step| json!([step.time, step.at_risk, step.ended]));
        let asked = numbers(&case, "ask_at").into_iter().map(|time| survival.at(time));
        let interval = |ends: bystander::model::number::Interval| [ends.low, ends.high];
        case.check(&json!({
            "at_risk_table": steps.collect::<Vec<_>>(),
            "event_times": endings.clone().map(|ending| ending.time).collect::<Vec<_>>(),
            "survival_at_event_times": endings.clone().map(|ending| ending.share).collect::<Vec<_>>(),
            "survival_at_asked": asked.collect::<Vec<_>>(),
            "greenwood_se": endings.clone().map(|ending| ending.error().value()).collect::<Vec<_>>(),
            "loglog_ci95": endings.map(|ending| ending.interval().value().map(interval)).collect::<Vec<_>>(),
            "median": survival.median(),
            "survival": survival.at(0.0),
        }));
    }
}

#[test]
fn exponential_ageing() {
    for case in cases("time_and_frequency", "exponential_ageing") {
        let half_life = case.input()["half_life_days"].as_f64().expect("a number");
        let ages = numbers(&case, "ages_days");
        if Ageing::of(half_life, &[]).is_none() {
            assert_eq!(case.expect_error(), Some("bad_parameter"), "{}", case.id());
            assert_eq!(case.error_place(), &json!({ "name": "half_life_days" }));
            continue;
        }
        let Some(ageing) = Ageing::of(half_life, &ages) else {
            refused(&case, "negative_age", |many| Ageing::of(half_life, &ages[..many]).is_some());
            continue;
        };
        let limit = case.input()["older_than"].as_f64().expect("a number");
        case.check(&json!({
            "weights": ageing.weights().collect::<Vec<_>>(),
            "mean_weight": ageing.mean_weight(),
            "median_age": ageing.median_age(),
            "share_older_than": ageing.share_older_than(limit),
            "rate_per_day": ageing.rate(),
        }));
    }
}

#[test]
fn frequency() {
    for case in cases("time_and_frequency", "frequency") {
        let given = case.input()["impressions_per_person"].as_array().expect("a list");
        let counts: Option<Vec<u64>> = given.iter().map(Value::as_u64).collect();
        let Some(counts) = counts else {
            refused(&case, "negative_value", |many| given[..many].iter().all(Value::is_u64));
            continue;
        };
        let frequency = Frequency::of(&counts);
        let cap = case.input()["cap"].as_u64().expect("a cap");
        let histogram = frequency.histogram().map(|(times, people)| (times.to_string(), json!(people)));
        let at_least = (1..=5_u64).map(|times| (times.to_string(), json!(frequency.reached_at_least(times))));
        case.check(&json!({
            "eligible": frequency.eligible(),
            "reached": frequency.reached(),
            "impressions": u64::try_from(frequency.impressions()).expect("few"),
            "reach_rate": frequency.reach_rate(),
            "histogram": histogram.collect::<Map<_, _>>(),
            "average_frequency": frequency.average(),
            "impressions_per_eligible": frequency.per_eligible(),
            "share_of_reached_above_cap": frequency.reached_above(cap),
            "share_of_impressions_beyond_cap": frequency.impressions_beyond(cap),
            "share_of_impressions_to_people_above_cap": frequency.impressions_of_those_above(cap),
            "median_frequency": frequency.interpolated(500),
            "p90_frequency_type7": frequency.interpolated(900),
            "p90_frequency_nearest_rank": frequency.nearest_rank(900),
            "top_decile_share": frequency.top_decile_share(),
            "reach_at_least": at_least.collect::<Map<_, _>>(),
        }));
    }
}
