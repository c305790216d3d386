//! A platform's rules in a period: what a grant opened of the data of one's contacts.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// Whose data a rule opens, of the people around a consenter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Everybody within the stated hops.
    Contacts,
    /// Only those of them who gave a grant to the same app.
    FellowConsenters,
}

impl Whom {
    /// The word that stands in input and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::FellowConsenters => "fellow-consenters",
        }
    }
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
    /// What it covers, in a sentence or two.
    pub about: String,
    /// What it leaves open or out, and what is not certain, a remark each.
    pub limits: Vec<String>,
    /// The rules.
    pub rules: Vec<RegimeRule>,
}

impl Regime {
    /// The most ties away that a rule opens data of people who gave no grant; `None` where no rule does.
    #[must_use]
    pub fn hops(&self) -> Option<u32> {
        self.rules.iter().filter(|rule| rule.whom == Whom::Contacts).map(|rule| rule.hops).max()
    }

    /// The fields that any rule opens, in the order in which the rules first name them.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        for rule in &self.rules {
            if !fields.contains(&rule.field.as_str()) {
                fields.push(&rule.field);
            }
        }
        fields
    }

    /// The rules that open that field.
    pub fn rules_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a RegimeRule> {
        self.rules.iter().filter(move |rule| rule.field == field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_each_field_once_in_the_order_of_the_rules() {
        let rule = |scope: &str, field: &str| RegimeRule {
            scope: Some(scope.to_owned()),
            field: field.to_owned(),
            special_category: None,
            whom: Whom::Contacts,
            hops: 1,
            during: Span::ALWAYS,
            source: "made up".to_owned(),
        };
        let rules = vec![rule("a", "likes"), rule("b", "birthday"), rule("c", "likes")];
        let regime = Regime { rules, ..Regime::default() };
        assert_eq!(regime.fields(), ["likes", "birthday"]);
        let scopes: Vec<_> = regime.rules_of("likes").map(|rule| rule.scope.as_deref()).collect();
        assert_eq!(scopes, [Some("a"), Some("c")]);
        assert_eq!(regime.rules_of("notes").count(), 0);
    }
}
