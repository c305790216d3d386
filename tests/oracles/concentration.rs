//! The suite `concentration`.

use super::harness::{Case, cases};
use bystander::{
    model::number::Figure,
    stat::{TheilParts, amounts::Amounts, concentration::hhi_unbiased, shares::Shares},
};
use serde_json::{Value, json};

/// The values of a list that are numbers; another value becomes NaN, which no amount is.
fn reals(values: &Value) -> Vec<f64> {
    let values = values.as_array().expect("a list").iter();
    values.map(|value| value.as_f64().unwrap_or(f64::NAN)).collect()
}

/// Unequal counts as whole numbers, where all are.
fn counts(values: &Value) -> Option<Vec<u64>> {
    values.as_array()?.iter().map(Value::as_u64).collect()
}

fn shares(values: &[f64]) -> Figure<Shares> {
    Shares::of(&Amounts::of(values).expect("amounts"))
}

/// What `of` says of the shares, or why there are none.
fn said(shares: &Figure<Shares>, of: impl Fn(&Shares) -> Value) -> Value {
    match &shares.0 {
        Ok(shares) => of(shares),
        Err(why) => json!({ "undefined": why }),
    }
}

fn computed(case: &Case) -> Value {
    let values = reals(&case.input()["values"]);
    let shares = shares(&values);
    let said = |of: &dyn Fn(&Shares) -> Value| said(&shares, of);
    json!({
        "n": values.len(),
        "total": values.iter().sum::<f64>(),
        "n_positive": values.iter().filter(|&&value| value > 0.0).count(),
        "hhi": said(&|s| json!(s.hhi())),
        "hhi_points": said(&|s| json!(s.hhi() * 10_000.0)),
        "hhi_normalised": said(&|s| json!(s.hhi_normalised())),
        "hhi_unbiased_counts": counts(&case.input()["values"]).map(|counts| hhi_unbiased(&counts)),
        "cr_1": said(&|s| json!(s.cr(1))),
        "cr_2": said(&|s| json!(s.cr(2))),
        "cr_4": said(&|s| json!(s.cr(4))),
        "gini": said(&|s| json!(s.gini())),
        "gini_corrected": said(&|s| json!(s.gini_corrected())),
        "theil_t": said(&|s| json!(s.theil_t())),
        "theil_l": said(&|s| json!(s.theil_l())),
        "atkinson_0.5": said(&|s| json!(s.atkinson(0.5))),
        "atkinson_1": said(&|s| json!(s.atkinson(1.0))),
        "atkinson_2": said(&|s| json!(s.atkinson(2.0))),
        "shannon_nats": said(&|s| json!(s.shannon_nats())),
        "shannon_bits": said(&|s| json!(s.shannon_nats() / std::f64::consts::LN_2)),
        "evenness_observed": said(&|s| json!(s.evenness_observed())),
        "evenness_all": said(&|s| json!(s.evenness_all())),
        "hill_0": said(&|s| json!(s.positive())),
        "hill_1": said(&|s| json!(s.hill_1())),
        "hill_2": said(&|s| json!(s.hill_2())),
        "hill_inf": said(&|s| json!(s.hill_inf())),
        "hoover": said(&|s| json!(s.hoover())),
        "lorenz_cum_share": said(&|s| json!(s.lorenz())),
        "top_10pct_share": said(&|s| json!(s.top_tenth())),
        "palma": said(&|s| json!(s.palma())),
        "s80_s20": said(&|s| json!(s.s80_s20())),
    })
}

#[test]
fn concentration() {
    for case in cases("concentration", "concentration") {
        let Some(error) = case.expect_error() else {
            case.check(&computed(&case));
            continue;
        };
        let values = reals(&case.input()["values"]);
        assert!(["negative_value", "not_a_number"].contains(&error));
        assert!(Amounts::of(&values).is_none(), "{}", case.id());
        let refused = values.iter().position(|&value| Amounts::of(&[value]).is_none());
        assert_eq!(refused, Some(1), "{}", case.id());
    }
}

#[test]
fn frequency_weights_are_values_written_again() {
    for case in cases("concentration", "gini_frequency_weights") {
        let weights = counts(&case.input()["frequency_weights"]).expect("counts");
        let values = reals(&case.input()["values"]);
        let each = values.iter().zip(weights);
        let people: Vec<f64> = each.flat_map(|(&value, weight)| (0..weight).map(move |_| value)).collect();
        let shares = shares(&people).value().expect("a total above zero");
        case.check(&json!({
            "n": people.len(),
            "gini": shares.gini(),
            "gini_corrected": shares.gini_corrected(),
            "hhi_of_persons": shares.hhi(),
            "theil_t": shares.theil_t(),
        }));
    }
}

#[test]
fn theil_splits_into_between_and_within() {
    for case in cases("concentration", "theil_decomposition") {
        let groups = case.input()["groups"].as_object().expect("groups");
        let groups: Vec<Vec<f64>> = groups.values().map(reals).collect();
        let all = shares(&groups.concat()).value().expect("a total above zero");
        let groups: Vec<Amounts> = groups.iter().map(|group| Amounts::of(group).expect("amounts")).collect();
        let parts = TheilParts::of(&groups).value().expect("a total above zero");
        case.check(&json!({
            "theil_t": all.theil_t(),
            "between": parts.between,
            "within": parts.within,
            "between_share": parts.between / all.theil_t(),
        }));
    }
}
