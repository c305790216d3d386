//! The suite `uncertainty`, measure `monte_carlo_p`: p-values and percentiles of draws.

use super::harness::cases;
use bystander::stat::draws::Draws;
use serde_json::json;

#[test]
fn every_case_of_the_suite() {
    for case in cases("uncertainty", "monte_carlo_p") {
        let values = case.input()["draws"].as_array().expect("a list of draws").iter();
        let draws = Draws::of(values.map(|value| value.as_f64().expect("a number")).collect());
        let observed = case.input()["observed"].as_f64().expect("a number");
        let mut ours = json!({
            "p_upper": draws.p_upper(observed),
            "p_lower": draws.p_lower(observed),
            "p_two_sided": draws.p_two_sided(observed),
            "mean": draws.mean(),
        });
        for (name, per_mille) in [("2.5", 25), ("50", 500), ("97.5", 975)] {
            ours[format!("percentile_{name}_type1")] = json!(draws.nearest_rank(per_mille));
            ours[format!("percentile_{name}_type7")] = json!(draws.interpolated(per_mille));
        }
        case.check(&ours);
    }
}
