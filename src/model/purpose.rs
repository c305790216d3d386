//! Purposes: what data are for, in the words of those who took or passed them on.

use serde::Serialize;
use std::collections::BTreeMap;

/// Which words for a purpose mean the same, as a case states it. Without a statement two purposes are the same where their words are: case
/// of letters, and whatever is no letter or digit between words, do not count. Nothing is guessed: `survey` is not `research` unless the
/// case says so.
///
/// ```
/// use bystander::model::purpose::Synonyms;
/// let mut synonyms = Synonyms::default();
/// assert!(synonyms.add("research", "academic research") && synonyms.add("research", "survey"));
/// assert!(!synonyms.add("campaign", "Survey"), "a word for two purposes");
/// assert_eq!(synonyms.plain("Academic  Research"), "research");
/// assert_eq!(synonyms.plain("Voter-contact"), "voter contact");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Synonyms {
    /// Words to the purpose that they mean.
    of: BTreeMap<String, String>,
}

impl Synonyms {
    /// Adds that `other` means `purpose`; false, and nothing added, where it means another one already.
    pub fn add(&mut self, purpose: &str, other: &str) -> bool {
        let known = self.of.entry(words(other)).or_insert_with(|| words(purpose));
        *known == words(purpose)
    }

    /// Whether the case states none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// The purpose that a text names: two texts name the same one where this is equal.
    #[must_use]
    pub fn plain(&self, text: &str) -> String {
        let plain = words(text);
        self.of.get(&plain).cloned().unwrap_or(plain)
    }
}

/// The words of a text in small letters, a blank between them.
fn words(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
