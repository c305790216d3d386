//! Practices: what campaigns and marketers were reported to do, and how an audit can show it.

use serde::Serialize;

/// One reported practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Practice {
    /// Its number in the list, from 1.
    pub number: u32,
    /// What was reported, in our words.
    pub practice: String,
    /// How it is shown, or why it is not.
    pub shown: Shown,
}

/// How a practice can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// By measures.
    By {
        /// The question that is put to the records.
        asks: String,
        /// The parts of an audit that answer it: keys of `results.json`, `findings`, or commands that need no case.
        parts: Vec<String>,
        /// The folders under `datasets/` in which it can be seen.
        cases: Vec<String>,
        /// What stays open.
        limits: Option<String>,
    },
    /// Not at all, for this reason.
    BlindSpot(String),
}
