//! What cells of tables and values of JSON say, where R, pandas and people write nothing and truth in many spellings.

use crate::import::body::Record;

/// The text without blanks and byte-order marks around it; `None` where it stands for nothing: empty, `NA`, `NaN`, `None`, `null`.
pub(super) fn said(text: &str) -> Option<&str> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let is_nothing = matches!(text, "" | "NA" | "N/A" | "NaN" | "nan" | "None" | "null" | "NULL" | "<NA>");
    (!is_nothing).then_some(text)
}

/// What the cell in that column says.
pub(super) fn cell<'a>(record: &Record<'a>, column: Option<usize>) -> Option<&'a str> {
    said(record.known(column)?)
}

/// Yes or no, as R, Python, spreadsheets and databases spell it; `None` where it is neither.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "t" | "yes" | "1" | "1.0" => Some(true),
        "false" | "f" | "no" | "0" | "0.0" => Some(false),
        _ => None,
    }
}

/// A share from 0 to 1, which may be above 1 by no more than the rounding of sums; `None` where it is none.
pub(super) fn share(text: &str) -> Option<f64> {
    let share: f64 = text.parse().ok()?;
    (0.0..=1.000_001).contains(&share).then_some(share.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_many_spellings() {
        for text in ["", " NA ", "NaN", "None", "\u{feff}", "null"] {
            assert_eq!(said(text), None, "{text:?}");
        }
        assert_eq!(said("\u{feff}“Harbour” "), Some("“Harbour”"));
        assert_eq!(said("Nancy"), Some("Nancy"));
    }

    #[test]
    fn yes_and_no_have_many_spellings() {
        assert!(["TRUE", "True", "true", "1"].into_iter().all(|text| truth(text) == Some(true)));
        assert!(["FALSE", "False", "0"].into_iter().all(|text| truth(text) == Some(false)));
        assert_eq!(truth("maybe"), None);
    }

    #[test]
    fn a_share_lies_between_0_and_1() {
        assert_eq!(
            ["0.159091", "1", "1.0000000000000002", "0"].map(share),
            [Some(0.159_091), Some(1.0), Some(1.0), Some(0.0)]
        );
        assert_eq!(["-0.1", "45", "NaN", "inf", "1.1", "x"].map(share), [None; 6]);
    }
}
