//! Findings: evidence held against a requirement. A finding claims what the evidence shows and no more.

use serde::Serialize;

/// What should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// Where it stands, act and article, for instance `GDPR art. 9`; `good practice` where no act stands behind it.
    pub reference: &'static str,
    /// What it asks, in our words.
    pub asks: &'static str,
}

/// How much hangs on a finding. The scale is stated in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Needs an answer.
    Concern,
    /// Needs an answer before anything else.
    Serious,
}

impl Severity {
    /// The word that stands in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Concern => "concern",
            Self::Serious => "serious",
        }
    }
}

/// One piece of evidence: a statement and where in the results its figures stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What the data show, with figures.
    pub shows: String,
    /// The key of `results.json`, or the table, that holds them.
    pub at: String,
}

/// A requirement, the condition found, the evidence for it and the gaps in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's code, never given out again.
    pub code: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// What should be.
    pub requirement: Requirement,
    /// How much hangs on it.
    pub severity: Severity,
    /// What was found, in one sentence.
    pub condition: String,
    /// What shows it; never empty.
    pub evidence: Vec<Evidence>,
    /// What is missing to be sure, or what would clear it.
    pub missing: Vec<String>,
}

impl Finding {
    /// Adds a further piece of evidence.
    #[must_use]
    pub fn and(mut self, shows: impl Into<String>, at: impl Into<String>) -> Self {
        self.evidence.push(Evidence { shows: shows.into(), at: at.into() });
        self
    }

    /// Adds what is missing.
    #[must_use]
    pub fn lacks(mut self, what: impl Into<String>) -> Self {
        self.missing.push(what.into());
        self
    }
}
