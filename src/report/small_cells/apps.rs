//! Apps and firms: their people overlap, and the whole is published, so that sums and differences tell who was within reach of two
//! apps, or of one alone.
//!
//! # Definition
//! No two counts may differ by few, nor one from the whole. Where the parts of a whole (the apps of all, or of a firm) add up to few
//! more than it, the smallest part is hidden. Where anything that follows from the numbers *through this one only* is small, all of
//! these are hidden: everything for up to three apps; for more, what is left of one app, or of all.

use super::{hidden, hide_nested, rows};
use serde_json::Value;

/// The counts of one app or firm.
#[derive(Clone, Copy)]
struct Part {
    bystanders: u64,
    sole: u64,
}

pub(super) fn hide(results: &mut Value, least: u64) {
    let count = |value: &Value| value.as_u64().unwrap_or(0);
    let [consenters, union] = [&results["spread"]["consenters"], &results["apps"]["union"]].map(count);
    let mut apps = std::mem::take(rows(&mut results["apps"]["apps"]));
    let mut firms = std::mem::take(rows(&mut results["apps"]["providers"]));
    let few = |count: u64| 0 < count && count < least;
    let tells = {
        let part = |row: &Value| Part { bystanders: count(&row["bystanders"]), sole: count(&row["sole"]) };
        let parts: Vec<Part> = apps.iter().map(part).collect();
        let mut follows = following(&parts, union);
        follows.extend(firms.iter().flat_map(|firm| following(&[part(firm)], union)));
        for firm in &firms {
            let own = apps.iter().filter(|app| app["provider"] == firm["name"]).map(part);
            follows.push(part(firm).sole.saturating_sub(own.map(|app| app.sole).sum()));
        }
        follows.into_iter().any(few)
    };
    let overlapping = |apps: &[Value], whole: u64, own: &dyn Fn(&Value) -> bool| {
        let own: Vec<usize> = (0..apps.len()).filter(|&at| own(&apps[at])).collect();
        let sum: u64 = own.iter().map(|&at| count(&apps[at]["bystanders"])).sum();
        own.into_iter()
            .min_by_key(|&at| count(&apps[at]["bystanders"]))
            .filter(|_| few(sum.saturating_sub(whole)))
    };
    let mut smallest: Vec<usize> = overlapping(&apps, union, &|_| true).into_iter().collect();
    for firm in &firms {
        smallest
            .extend(overlapping(&apps, count(&firm["bystanders"]), &|app| app["provider"] == firm["name"]));
    }
    let smallest_firm = overlapping(&firms, union, &|_| true);
    let mut all: Vec<&mut Value> = apps.iter_mut().chain(&mut firms).collect();
    hide_nested(&mut all, "bystanders", &[union], least);
    hide_nested(&mut all, "consenters", &[consenters], least);
    if tells {
        all.iter_mut().for_each(|row| row["sole"] = hidden());
    }
    smallest.into_iter().for_each(|at| apps[at]["bystanders"] = hidden());
    smallest_firm.into_iter().for_each(|at| firms[at]["bystanders"] = hidden());
    results["apps"]["apps"] = Value::Array(apps);
    results["apps"]["providers"] = Value::Array(firms);
}

/// Numbers of people that follow from those of `parts` and of their union.
fn following(parts: &[Part], union: u64) -> Vec<u64> {
    let alone: u64 = parts.iter().map(|part| part.sole).sum();
    let mut follows = vec![union.saturating_sub(alone)];
    for part in parts {
        follows.extend([
            part.sole,
            part.bystanders.saturating_sub(part.sole),
            union.saturating_sub(part.bystanders),
        ]);
    }
    if let [_, _, _] = parts {
        // Of three sets and their union everything follows: those in all three, and those in two alone.
        let within: u64 = parts.iter().map(|part| part.bystanders).sum();
        let three = (within + alone).saturating_sub(2 * union);
        follows.push(three);
        for at in 0..3 {
            let (one, other) = (parts[(at + 1) % 3], parts[(at + 2) % 3]);
            let two = (one.bystanders + other.bystanders).saturating_sub(union - parts[at].sole);
            follows.push(two.saturating_sub(three));
        }
    }
    follows
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    fn hidden_of(parts: &[(u64, u64)], union: u64) -> Vec<(bool, bool)> {
        let row = |&(bystanders, sole): &(u64, u64)| json!({ "bystanders": bystanders, "sole": sole, "consenters": 50 });
        let apps: Vec<Value> = parts.iter().map(row).collect();
        let mut results = json!({ "spread": { "consenters": 50 }, "apps": { "apps": apps, "providers": [], "union": union } });
        super::hide(&mut results, 10);
        let apps = results["apps"]["apps"].as_array().expect("a table");
        apps.iter().map(|row| (is_hidden(&row["bystanders"]), is_hidden(&row["sole"]))).collect()
    }

    #[test]
    fn shows_what_gives_nobody_away() {
        assert_eq!(hidden_of(&[(280, 200), (200, 120)], 400), [(false, false); 2]);
    }

    #[test]
    fn hides_an_overlap_of_few() {
        assert_eq!(hidden_of(&[(280, 277), (123, 120)], 400), [(false, true), (true, true)]);
    }

    #[test]
    fn hides_the_few_of_one_app_alone_and_what_gives_them_away() {
        assert_eq!(hidden_of(&[(396, 200), (200, 4)], 400), [(true, true), (false, true)]);
    }

    /// Of 100, 60 and 40 people, 30 are in one and two, 20 in one and three, 5 in two and three alone, none in all.
    #[test]
    fn hides_the_few_that_two_of_three_share() {
        assert_eq!(
            hidden_of(&[(100, 50), (60, 25), (40, 15)], 145),
            [(false, true), (false, true), (false, true)]
        );
    }
}
