//! What a text of a table says: a value, that it is withheld, or a range.

/// What is said. The number is the place in a count of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Value,
    Withheld,
    Range,
}

/// Texts that say that a value is not disclosed, in lower case.
const WITHHELD: &[&str] = &[
    "not disclosed",
    "undisclosed",
    "not stated",
    "not given",
    "not available",
    "not provided",
    "withheld",
    "redacted",
    "confidential",
    "prefer not to say",
    "rather not say",
    "no answer",
    "unknown",
    "n/a",
    "na",
    "n.a.",
    "n.v.t.",
    "onbekend",
    "niet bekend",
    "wil niet zeggen",
    "geen antwoord",
    "nicht angegeben",
    "keine angabe",
    "k.a.",
    "non communiqué",
    "غير معروف",
    "غير مصرح به",
    "?",
    "-",
    "–",
    "—",
    "***",
    "xxx",
];

/// What `text` says.
pub(super) fn said(text: &str) -> Said {
    let plain = text.trim().to_lowercase();
    if plain.is_empty() {
        Said::Nothing
    } else if WITHHELD.contains(&plain.as_str()) {
        Said::Withheld
    } else if is_range(&plain) {
        Said::Range
    } else {
        Said::Value
    }
}

/// Whether a text is two numbers with a dash between them, or a number with a bound (`<10`, `≥ 5`, `65+`). Dates and codes with
/// dashes are none: the second number must be the larger one, and there must be two.
fn is_range(text: &str) -> bool {
    let number = |part: &str| {
        let part = part.trim().trim_start_matches(['€', '$', '£']).replace([',', ' ', '\u{a0}'], "");
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        part.parse::<f64>().ok().filter(|_| plain)
    };
    let bounded = text.strip_prefix(['<', '>', '≤', '≥']).map(|rest| rest.trim_start_matches('='));
    if bounded.or(text.strip_suffix('+')).is_some_and(|rest| number(rest).is_some()) {
        return true;
    }
    let parts: Vec<&str> = text.split(['-', '–', '—', '…']).flat_map(|part| part.split(" to ")).collect();
    matches!(parts[..], [low, high] if number(low).zip(number(high)).is_some_and(|(low, high)| low < high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_ranges_from_values() {
        let ranges = ["1000-5000", "1,000 – 5,000", "€100-€199", "<10", ">= 5", "65+", "18 to 24"];
        assert!(ranges.iter().all(|text| said(text) == Said::Range));
        let values = ["2014-04-30", "12", "-5", "North-East", "5-5", "A+", "0", "none"];
        assert!(values.iter().all(|text| said(text) == Said::Value), "{:?}", values.map(said));
        assert_eq!(["", " ", "N/A", "Not disclosed"].map(said), [Said::Nothing, Said::Nothing, Said::Withheld, Said::Withheld]);
    }
}
