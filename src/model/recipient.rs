//! Recipients: organisations that hold data.

use super::spelling::folded;
use serde::Serialize;

/// What an organisation is to the data that it holds, as the record says. The words are those of the GDPR, but for the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It took the data by the grants: the app, or the firm behind it.
    Collector,
    /// It decides alone what the data are for.
    Controller,
    /// It decides so together with others.
    JointController,
    /// It holds them on behalf of another.
    Processor,
    /// It is neither controller nor processor of them.
    ThirdParty,
    /// The record says no more than that it receives them.
    Recipient,
}

impl Role {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Collector,
        Self::Controller,
        Self::JointController,
        Self::Processor,
        Self::ThirdParty,
        Self::Recipient,
    ];

    /// The words that stand in tables and reports.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Collector => "collector",
            Self::Controller => "controller",
            Self::JointController => "joint controller",
            Self::Processor => "processor",
            Self::ThirdParty => "third party",
            Self::Recipient => "recipient",
        }
    }
}

/// Whether two names name the same organisation: case of letters, blanks, `_`, `-` and `.` do not count.
///
/// ```
/// use bystander::model::recipient::same_name;
/// assert!(same_name("The Firm Ltd.", "the firm ltd") && !same_name("The firm", "The firms"));
/// ```
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// An organisation that holds data, or that a record says so of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// Its name; where the record leaves it out, words that say so with the line.
    pub name: String,
    /// Whether the record names it. Organisations that are not named are kept apart from each other and from all others, although
    /// they may be the same.
    pub is_named: bool,
    /// What it is to the data.
    pub role: Option<Role>,
    /// The country in which it sits, as written.
    pub country: Option<String>,
    /// What kind of organisation it is, as written.
    pub kind: Option<String>,
}
