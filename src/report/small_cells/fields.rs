//! Fields: the people of one may all be among those of another, and all are among the bystanders. So no two counts, by field or by
//! field and hop, may differ by few, nor one from the bystanders within any number of hops.

use super::{hide_nested, rows};
use serde_json::Value;

pub(super) fn hide(results: &mut Value, least: u64) {
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let spread = &results["spread"];
    let consenters = count(&spread["consenters"]);
    let opening = consenters - count(&spread["consenters_not_opening"]);
    let hops = spread["hops"].as_array().into_iter().flatten();
    let mut most: Vec<u64> = hops.map(|hop| count(&hop["cumulative"]).saturating_sub(consenters)).collect();
    most.push(count(&spread["bystanders"]));
    let least_of_all = count(&results["bounds"]["bystanders"]["at_least"]);
    let mut fields = std::mem::take(rows(&mut results["fields"]["fields"]));
    let mut by_hop = std::mem::take(rows(&mut results["fields"]["by_hop"]));
    let mut all: Vec<&mut Value> = fields.iter_mut().chain(&mut by_hop).collect();
    hide_nested(&mut all, "at_most", &most, least);
    hide_nested(&mut all, "at_least", &[least_of_all], least);
    hide_nested(&mut fields.iter_mut().collect::<Vec<_>>(), "consenters", &[consenters, opening], least);
    results["fields"]["fields"] = Value::Array(fields);
    results["fields"]["by_hop"] = Value::Array(by_hop);
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::json;

    #[test]
    fn hides_a_field_that_lacks_few_of_another() {
        let row = |at_least: u64, at_most: u64, consenters: u64| json!({ "at_least": at_least, "at_most": at_most, "consenters": consenters });
        let mut results = json!({
            "spread": { "consenters": 45, "consenters_not_opening": 0, "bystanders": 480, "hops": [] },
            "bounds": { "bystanders": { "at_least": 440 } },
            "fields": { "fields": [row(440, 480, 45), row(376, 419, 40), row(0, 413, 5)], "by_hop": [{ "at_least": 0, "at_most": 474 }] },
        });
        super::hide(&mut results, 10);
        let fields = &results["fields"]["fields"];
        assert_eq!(fields[0], row(440, 480, 45));
        assert!(is_hidden(&fields[1]["consenters"]) && is_hidden(&fields[2]["consenters"]));
        assert!(
            fields[1]["at_most"] == 419 && is_hidden(&fields[2]["at_most"]) && fields[2]["at_least"] == 0
        );
        assert!(is_hidden(&results["fields"]["by_hop"][0]["at_most"]));
    }
}
