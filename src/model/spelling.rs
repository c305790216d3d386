//! Spellings of names and words that are held against each other.

/// A text in the form in which it is compared: case of letters, blanks, `_`, `-` and `.` do not count. Nothing else is set aside:
/// `18-24` and `18 to 24` stay two texts.
///
/// ```
/// use bystander::model::spelling::folded;
/// assert_eq!(folded("Age_Band"), folded("age band"));
/// assert_ne!(folded("18-24"), folded("18 to 24"));
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    text.to_lowercase().replace([' ', '_', '-', '.'], "")
}
