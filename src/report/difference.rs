//! The first place where two results differ: what `bystander verify` tells.
//!
//! # Definition
//! Keys are walked in the order of the alphabet, lists in theirs. Two real numbers are the same where they differ by at most one
//! part in 10⁹: another processor's logarithm may differ in the last digits. Everything else is the same where it is equal. A key
//! that one side lacks is a difference; a list of another length is one, told as such.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Two real numbers that differ by no more than this part of the larger are the same.
const NEAR: f64 = 1e-9;
/// A value is told in at most this many letters.
const SHOWN: usize = 60;

/// A key with the values that two results have there, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key, as in `spread.bystanders` or `segments.segments[2].lift`.
    pub key: String,
    /// The value of the first.
    pub first: String,
    /// The value of the second.
    pub second: String,
}

/// The first difference of two results, if there is one.
///
/// ```
/// use bystander::report::difference::first_of;
/// use serde_json::json;
///
/// let told = first_of(&json!({ "a": { "b": [1, 2] } }), &json!({ "a": { "b": [1, 3] } })).unwrap();
/// assert_eq!((told.key.as_str(), told.first.as_str(), told.second.as_str()), ("a.b[1]", "2", "3"));
/// assert!(first_of(&json!(0.1), &json!(0.1 + 1e-17)).is_none());
/// ```
#[must_use]
pub fn first_of(one: &Value, other: &Value) -> Option<Difference> {
    walk(String::new(), one, other)
}

fn walk(key: String, one: &Value, other: &Value) -> Option<Difference> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => in_keys(&key, one, other),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other).enumerate();
            pairs.map(|(at, (one, other))| walk(format!("{key}[{at}]"), one, other)).find_map(|found| found)
        }
        (Value::Number(_), Value::Number(_)) if is_near(one, other) => None,
        _ if one == other => None,
        _ => Some(Difference { key, first: told(one), second: told(other) }),
    }
}

fn in_keys(key: &str, one: &Map<String, Value>, other: &Map<String, Value>) -> Option<Difference> {
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let inside = |name: &String| if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
    let absent = |value: Option<&Value>| value.map_or("not there".to_owned(), told);
    names.into_iter().find_map(|name| match (one.get(name), other.get(name)) {
        (Some(one), Some(other)) => walk(inside(name), one, other),
        (one, other) => Some(Difference { key: inside(name), first: absent(one), second: absent(other) }),
    })
}

fn is_near(one: &Value, other: &Value) -> bool {
    if !(one.is_f64() || other.is_f64()) {
        return one == other;
    }
    let [one, other] = [one, other].map(|value| value.as_f64().unwrap_or(f64::NAN));
    one.total_cmp(&other).is_eq() || (one - other).abs() <= NEAR * one.abs().max(other.abs())
}

/// A value in few words.
fn told(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "a group of keys".to_owned(),
        Value::Null => "no value".to_owned(),
        other => {
            let text = other.to_string();
            let cut: String = text.chars().take(SHOWN).collect();
            if cut.len() < text.len() { cut + "…" } else { cut }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_of;
    use serde_json::{Value, json};

    fn key(one: &Value, other: &Value) -> Option<String> {
        first_of(one, other).map(|found| found.key)
    }

    #[test]
    fn finds_nothing_where_all_is_the_same() {
        let value = json!({ "a": [1, 2.5, null, "x"], "b": { "c": true } });
        assert_eq!(key(&value, &value), None);
    }

    #[test]
    fn names_the_first_key_in_the_order_of_the_alphabet() {
        assert_eq!(key(&json!({ "b": 1, "a": 1 }), &json!({ "b": 2, "a": 2 })), Some("a".to_owned()));
        assert_eq!(key(&json!({ "b": 1 }), &json!({ "b": 1, "c": 2 })), Some("c".to_owned()));
    }

    #[test]
    fn a_whole_number_is_never_nearly_another() {
        assert_eq!(key(&json!([4_000_000_000_u64]), &json!([4_000_000_001_u64])), Some("[0]".to_owned()));
        assert_eq!(key(&json!(1.0), &json!(1.0 + 1e-12)), None);
        assert_eq!(key(&json!(1.0), &json!(1.0 + 1e-6)), Some(String::new()));
        assert_eq!(key(&json!(0.0), &json!(1e-300)), Some(String::new()));
    }

    #[test]
    fn tells_lists_of_other_lengths_and_long_texts_in_few_words() {
        let found = first_of(&json!([1, 2]), &json!([1])).expect("they differ");
        assert_eq!((found.first.as_str(), found.second.as_str()), ("a list of 2", "a list of 1"));
        let found = first_of(&json!("é".repeat(500)), &Value::Null).expect("they differ");
        assert_eq!((found.first.chars().count(), found.second.as_str()), (61, "no value"));
    }
}
