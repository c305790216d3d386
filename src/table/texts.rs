//! The texts that people agreed to, and who agreed to which version.

use crate::model::consent_text::{Agreement, ConsentText};

/// Every version of a text, and the agreements.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The versions on file, in the order of the table. Empty where the case has no table of texts.
    pub versions: Vec<ConsentText>,
    /// The words that begin the clauses that matter, as the table gives them; each once, in the order of the table.
    pub clauses: Vec<String>,
    /// The names of the versions that the consents name, in the order in which they first do.
    pub agreed_to: Vec<String>,
    /// The agreements, in the order of the consents. Empty where the consents have no versions.
    pub agreements: Vec<Agreement>,
}

impl Texts {
    /// Whether nothing is known: neither texts nor versions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.agreed_to.is_empty()
    }
}
