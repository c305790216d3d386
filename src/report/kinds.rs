//! What each figure of `results.json` is: exact, bound, estimate or model.

use crate::model::number::Kind;
use serde_json::{Map, Value, json};

/// The kind of every figure whose key begins so; the longest beginning counts. Rows of tables have the key of the table.
const KINDS: &[(&str, Kind)] = &[
    ("spread", Kind::Exact),
    ("observe", Kind::Model),
    ("observe.consenters", Kind::Exact),
    ("observe.rate", Kind::Exact),
    ("observe.observed", Kind::Exact),
    ("observe.draws", Kind::Exact),
    ("observe.seed", Kind::Exact),
    ("observe.low", Kind::Estimate),
    ("observe.high", Kind::Estimate),
    ("observe.p_value", Kind::Estimate),
    ("observe.models", Kind::Estimate),
    ("observe.models.observed", Kind::Exact),
    ("observe.models.draws", Kind::Exact),
    ("observe.models.seed", Kind::Exact),
    ("observe.rewired", Kind::Estimate),
    ("observe.rewired.observed", Kind::Exact),
    ("observe.rewired.transitivity", Kind::Exact),
    ("observe.rewired.transitivity_mean", Kind::Estimate),
    ("observe.rewired.draws", Kind::Exact),
    ("observe.rewired.seed", Kind::Exact),
    ("observe.rewired.tries", Kind::Exact),
    ("observe.explained", Kind::Estimate),
    ("share_out", Kind::Exact),
    ("share_out.cover.consenters", Kind::Bound),
    ("share_out.cover.at_least", Kind::Bound),
    ("share_out.accumulation.bystanders", Kind::Model),
    ("by_place", Kind::Exact),
    ("place_matrix", Kind::Exact),
    ("segments", Kind::Exact),
    ("segments.segments.q_value", Kind::Estimate),
    ("segments.segments.lift_low", Kind::Estimate),
    ("segments.segments.lift_high", Kind::Estimate),
    ("segments.representation.q_value", Kind::Estimate),
    ("segments.representation.lift_low", Kind::Estimate),
    ("segments.representation.lift_high", Kind::Estimate),
    ("segments.concentration.hhi_chance_mean", Kind::Model),
    ("segments.concentration.hhi_p_value", Kind::Estimate),
    ("segments.concentration.hhi_q_value", Kind::Estimate),
    ("segments.segregation.d_chance", Kind::Model),
    ("segments.segregation.d_above_chance", Kind::Model),
    ("segments.homophily.ei_chance", Kind::Model),
    ("segments.communities", Kind::Estimate),
];

/// The kinds under their keys, as `results.json` holds them.
pub(super) fn of_keys() -> Value {
    let kinds: Map<String, Value> =
        KINDS.iter().map(|(key, kind)| ((*key).to_owned(), json!(kind))).collect();
    Value::Object(kinds)
}

#[cfg(test)]
mod tests {
    use crate::{measure::Measures, village};
    use serde_json::Value;

    /// The value at a key, through the first row of each table on the way.
    fn at<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
        key.split('.')
            .try_fold(value, |value, key| value.as_array().map_or(Some(value), |rows| rows.first())?.get(key))
    }

    #[test]
    fn speaks_of_keys_that_the_results_have() {
        let results =
            serde_json::to_value(Measures::of(&village::audit(), |_| ())).expect("measures are data");
        for (key, _) in super::KINDS {
            assert!(at(&results, key).is_some(), "no {key} in the results");
        }
    }
}
