//! Findings: evidence held against a requirement. A finding claims what the evidence shows and no more.

pub use super::severity::{Confidence, Severity, Weight};
use super::{assurance::Area, law::HeldAgainst, span::Span};
use serde::Serialize;

/// What should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// Where it stands, act and article, for instance `GDPR art. 9`; `good practice` where no act stands behind it.
    pub reference: String,
    /// What it asks, in our words.
    pub asks: String,
}

/// One piece of evidence: a statement and where in the results its figures stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What the data show, with figures.
    pub shows: String,
    /// The key of `results.json`, or the table, that holds them.
    pub at: String,
}

/// How soon something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// For a note.
    Low,
    /// For a concern.
    Medium,
    /// For a serious finding, and for a concern that goes on.
    High,
    /// For a serious finding that goes on.
    Urgent,
}

impl Priority {
    /// The priority of what a finding of that severity recommends.
    #[must_use]
    pub fn of(severity: Severity, goes_on: bool) -> Self {
        match (severity, goes_on) {
            (Severity::Note, _) => Self::Low,
            (Severity::Concern, false) => Self::Medium,
            (Severity::Concern, true) | (Severity::Serious, false) => Self::High,
            (Severity::Serious, true) => Self::Urgent,
        }
    }

    /// The word that stands in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

/// What is to be done, and how soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recommendation {
    /// What, to whoever holds the records.
    pub what: String,
    /// How soon.
    pub priority: Priority,
}

/// A requirement, the condition found, the evidence for it and the gaps in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's code, never given out again.
    pub code: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// What it is about.
    pub area: Area,
    /// What should be: the provisions that applied to the act, or may have; where none did, those that the rule names.
    pub requirement: Requirement,
    /// Every provision that the rule names, and whether it applied.
    pub law: Vec<HeldAgainst>,
    /// On which law it is held, in one or two sentences: the jurisdictions of the case and the days of the act.
    pub held_by: String,
    /// How much hangs on it, by the formula of [`Weight`].
    pub severity: Severity,
    /// What that follows from.
    pub weight: Weight,
    /// The points of the formula.
    pub severity_points: u32,
    /// How sure the evidence is.
    pub confidence: Confidence,
    /// What was found, in one sentence.
    pub condition: String,
    /// Why it came about; `not established` where the records do not tell.
    pub cause: String,
    /// Whom it concerns, and how many.
    pub effect: String,
    /// What shows it; never empty.
    pub evidence: Vec<Evidence>,
    /// What is missing to be sure.
    pub missing: Vec<String>,
    /// What would clear it.
    pub clears: String,
    /// What is to be done.
    pub recommendation: Recommendation,
    /// The days on which the act took place, as far as the records tell; the rule sets them.
    #[serde(skip)]
    pub acted: Span,
    /// The names of the evidence fields of its provisions that the case holds.
    #[serde(skip)]
    pub holds: Vec<&'static str>,
}

impl Finding {
    /// A cause of which the records say nothing.
    pub const NO_CAUSE: &'static str = "not established";

    /// A finding with its first piece of evidence; what is not said has its default, and nothing is held against law yet.
    #[must_use]
    pub fn new(
        code: &'static str,
        name: &'static str,
        asked: Severity,
        condition: String,
        evidence: Evidence,
    ) -> Self {
        Self {
            code,
            name,
            area: Area::Records,
            requirement: Requirement { reference: String::new(), asks: String::new() },
            law: Vec::new(),
            held_by: String::new(),
            severity: asked,
            weight: Weight::asking(asked),
            severity_points: 0,
            confidence: Confidence::default(),
            condition,
            cause: Self::NO_CAUSE.to_owned(),
            effect: String::new(),
            evidence: vec![evidence],
            missing: Vec::new(),
            clears: String::new(),
            recommendation: Recommendation { what: String::new(), priority: Priority::Low },
            acted: Span::ALWAYS,
            holds: Vec::new(),
        }
    }

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

    /// Says on which days the act took place. Where the records leave an end open, so does the span; without this no day is known.
    #[must_use]
    pub fn acted(mut self, days: Span) -> Self {
        self.acted = days;
        self
    }

    /// Says how many people it concerns at least: a number that the report shows elsewhere, never one that is hidden there.
    #[must_use]
    pub fn concerns(mut self, people: Option<u64>) -> Self {
        self.weight.people = people;
        self
    }

    /// Says how sure the evidence is; without this it is one source (C).
    #[must_use]
    pub fn graded(mut self, confidence: Confidence) -> Self {
        self.weight.confidence = confidence;
        self
    }

    /// Says that it is about a special category.
    #[must_use]
    pub fn on_special_category(mut self) -> Self {
        self.weight.special_category = true;
        self
    }

    /// Says that it is about children.
    #[must_use]
    pub fn on_children(mut self) -> Self {
        self.weight.children = true;
        self
    }

    /// Says why it came about, where the records tell.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.cause = cause.into();
        self
    }

    /// Names evidence fields of the rule's provisions that the case holds.
    #[must_use]
    pub fn holds(mut self, fields: &[&'static str]) -> Self {
        self.holds.extend(fields);
        self
    }
}
