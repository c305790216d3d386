//! Sensitive criteria: criteria and attributes are no people and are shown. The members of a segment by age are counts of people that
//! add up to its members: small ones are hidden together, and all of them where the segment is small.

use super::{hide_parts, is_small, mask, rows};
use serde_json::Value;

pub(super) fn hide(sensitive: &mut Value, least: u64) {
    const PARTS: &[&str] = &["certainly_under", "perhaps_under", "not_under", "unknown"];
    for row in rows(&mut sensitive["ages"]) {
        if is_small(&row["members"], least) {
            mask(row, &["members"]);
            mask(row, PARTS);
        } else {
            hide_parts(row, PARTS, least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::json;

    #[test]
    fn hides_few_minors_with_what_gives_them_away() {
        let row = |certainly: u64, not: u64, unknown: u64| {
            json!({ "members": certainly + not + unknown, "certainly_under": certainly, "perhaps_under": 0,
                    "not_under": not, "unknown": unknown })
        };
        let mut sensitive = json!({ "ages": [row(3, 200, 40), row(30, 200, 40), row(1, 4, 0)] });
        super::hide(&mut sensitive, 10);
        let hidden = |at: usize, key: &str| is_hidden(&sensitive["ages"][at][key]);
        assert!(hidden(0, "certainly_under") && hidden(0, "unknown") && !hidden(0, "members"));
        assert!(!hidden(1, "certainly_under") && !hidden(1, "unknown"));
        assert!(hidden(2, "members") && hidden(2, "not_under"));
    }
}
