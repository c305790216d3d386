//! Words by which notices say yes, no, that something does not apply, or that it is kept back.

/// Yes or no; `None` where it is neither.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "ja" | "oui" | "si" | "sí" | "نعم" => Some(true),
        "no" | "n" | "false" | "0" | "nee" | "nein" | "non" | "لا" => Some(false),
        _ => None,
    }
}

/// Whether a text says that there is nothing to say.
pub(super) fn is_not_applicable(text: &str) -> bool {
    matches!(
        text.trim().trim_end_matches('.').to_lowercase().as_str(),
        "n/a"
            | "not applicable"
            | "does not apply"
            | "none"
            | "no one"
            | "niet van toepassing"
            | "n.v.t"
            | "nvt"
            | "geen"
            | "nicht zutreffend"
            | "entfällt"
            | "sans objet"
            | "s/o"
            | "لا ينطبق"
    )
}

/// Whether a text says that it is kept back.
pub(super) fn is_kept_back(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    matches!(text.as_str(), "not disclosed" | "withheld" | "confidential" | "vertrouwelijk" | "niet vermeld")
}

/// Whether a text stands where nothing was filled in.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let is_mark = |letter: char| "-–—?._/".contains(letter);
    text.chars().all(is_mark)
        || matches!(text.as_str(), "unknown" | "tbd" | "to be completed" | "null" | "onbekend")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_fills_nothing_in() {
        assert!(["-", "—", "???", "unknown", "TBD"].into_iter().all(is_placeholder));
        assert!(!["N/A", "x", "no"].into_iter().any(is_placeholder));
        assert!(is_not_applicable("Not applicable.") && !is_not_applicable("not targeted"));
        assert_eq!(["Ja", "no", "perhaps"].map(yes_or_no), [Some(true), Some(false), None]);
    }
}
