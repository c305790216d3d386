//! The suite `uncertainty`.

use super::harness::cases;
use bystander::{
    model::number::{Figure, Interval},
    stat::{bootstrap::Resamples, interval::Proportion, jackknife::Jackknife},
};
use serde_json::{Value, json};

fn ends(interval: Figure<Interval>) -> Figure<[f64; 2]> {
    interval.map(|interval| [interval.low, interval.high])
}

#[test]
fn proportion() {
    for case in cases("uncertainty", "proportion") {
        let count = |key: &str| case.input()[key].as_u64();
        let (part, whole) = (count("successes").expect("a count"), count("n").expect("a count"));
        let Some(share) = Proportion::of(part, whole) else {
            assert_eq!(case.expect_error(), Some("bad_counts"), "{}", case.id());
            continue;
        };
        let finite =
            count("population").map(|people| (share.wilson_in(people), share.standard_error_in(people)));
        if finite == Some((None, None)) {
            assert_eq!(case.expect_error(), Some("sample_larger_than_population"), "{}", case.id());
            continue;
        }
        let (wilson_in, error_in) = finite.unwrap_or_default();
        case.check(&json!({
            "estimate": share.share(),
            "wilson": ends(share.wilson()),
            "wilson_continuity": ends(share.wilson_continuity()),
            "clopper_pearson": ends(share.clopper_pearson()),
            "wilson_fpc": wilson_in.map(ends),
            "standard_error_fpc": error_in,
        }));
    }
}

#[test]
#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn node_jackknife() {
    for case in cases("uncertainty", "node_jackknife") {
        let people = case.input()["people"].as_u64().expect("a count");
        let ties = case.input()["edges"].as_array().expect("ties");
        let has = |tie: &Value, person: u64| tie[0] == person || tie[1] == person;
        let density = |ties: usize, people: u64| ties as f64 / (people * (people - 1) / 2) as f64;
        let without = |person| ties.iter().filter(|tie| !has(tie, person)).count();
        let left_out: Vec<f64> = (0..people).map(|person| density(without(person), people - 1)).collect();
        let jackknife = Jackknife::of(left_out.clone()).value().expect("people");
        case.check(&json!({
            "density": density(ties.len(), people),
            "density_leave_one_out": left_out,
            "density_jackknife_mean": jackknife.mean(),
            "density_jackknife_se_snijders_borgatti": jackknife.error_of_pairs(),
            "density_jackknife_se_ordinary": jackknife.error(),
        }));
    }
}

#[test]
#[allow(clippy::cast_precision_loss, reason = "few values")]
fn exact_bootstrap() {
    for case in cases("uncertainty", "exact_bootstrap") {
        let values: Vec<f64> = serde_json::from_value(case.input()["values"].clone()).expect("values");
        let of =
            |figure: &dyn Fn(&[f64]) -> f64| Resamples::of(&values, figure).value().expect("a few values");
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let means = of(&mean);
        let medians = of(&|values| values[values.len() / 2]);
        case.check(&json!({
            "resamples": means.count(),
            "mean.estimate": mean(&values),
            "mean.bootstrap_se": means.error(),
            "mean.percentile_2_5": means.percentile(25),
            "mean.percentile_97_5": means.percentile(975),
            "median.bootstrap_mean": medians.mean(),
            "median.bootstrap_se": medians.error(),
            "median.percentile_2_5": medians.percentile(25),
            "median.percentile_97_5": medians.percentile(975),
        }));
    }
}
