//! A platform's rules in a period: what a grant opened of the data of one's contacts.

use super::span::Span;
use serde::Serialize;

/// Whose data a rule opens, of the people around a consenter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Everybody within the stated hops.
    Contacts,
    /// Only those of them who gave a grant to the same app.
    FellowConsenters,
}

/// One rule: in this period, a grant with this scope opened this field of these people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeRule {
    /// The scope that a grant must have, in lower case; `None` where any grant does.
    pub scope: Option<String>,
    /// The field of the other person's data, for instance `birthday`.
    pub field: String,
    /// The special category (GDPR art. 9) that the field belongs to or reveals, if any.
    pub special_category: Option<String>,
    /// Whose data.
    pub whom: Whom,
    /// How many ties away, at least 1.
    pub hops: u32,
    /// When the rule held.
    pub during: Span,
    /// Where it is written that it did.
    pub source: String,
}

/// What a platform let a grant open, rule by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Regime {
    /// The short name under which a case asks for it, for instance `graph-api-v1`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it covers and what it leaves open, in a sentence or two.
    pub about: String,
    /// The rules.
    pub rules: Vec<RegimeRule>,
}
