//! Lorenz curves spelt out as points, so that a curve can be thinned and still be drawn.

use serde_json::{Value, json};

/// Turns each list of heights in `segments.concentration` into points with both shares.
pub(super) fn spell_out(results: &mut Value) {
    let rows = results["segments"]["concentration"].as_array_mut();
    for row in rows.into_iter().flatten() {
        let Some(heights) = row["lorenz"].as_array() else { continue };
        let units = heights.len().saturating_sub(1).max(1);
        #[allow(clippy::cast_precision_loss, reason = "a dimension has a few hundred units")]
        let point = |(at, height): (usize, &Value)| json!({ "share_of_units": at as f64 / units as f64, "share_of_members": height });
        row["lorenz"] = heights.iter().enumerate().map(point).collect();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn gives_each_height_its_share_of_the_units() {
        let mut results = json!({ "segments": { "concentration": [{ "lorenz": [0.0, 0.25, 1.0] }] } });
        super::spell_out(&mut results);
        let middle = json!({ "share_of_units": 0.5, "share_of_members": 0.25 });
        assert_eq!(results["segments"]["concentration"][0]["lorenz"][1], middle);
    }
}
