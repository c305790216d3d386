//! The explanations that went with messages.

use crate::model::explanation::{Explanation, Named};

/// Every explanation, and the words that they use.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The explanations, in the order in which the file first speaks of them.
    pub rows: Vec<Explanation>,
    /// The attributes that explanations named, each once.
    pub named: Vec<Named>,
    /// The kinds of explanations, as written.
    pub kinds: Vec<String>,
    /// The sources that were stated, as written.
    pub sources: Vec<String>,
    /// The payers that were stated, as written.
    pub payers: Vec<String>,
}
