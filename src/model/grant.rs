//! Grants: what a consenter let one app read, from when to when.

use super::{
    reading::{Lasting, Reading},
    regime::{Regime, RegimeRule, Whom},
    span::Span,
};
use std::collections::BTreeSet;

/// One grant of one consenter to one app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The consenter: their place in the list of consenters, from 0.
    pub consenter: u32,
    /// The app, as a place in the list of apps; `None` where the records do not name it.
    pub app: Option<u32>,
    /// The scopes, in lower case; `None` where they are not recorded.
    pub scopes: Option<BTreeSet<String>>,
    /// From when to when it was in force.
    pub in_force: Lasting,
    /// What it was given for, as a place in the list of purposes; `None` where that is not recorded.
    pub purpose: Option<u32>,
    /// What was promised for it, such as a prize, as a place in the list of incentives.
    pub incentive: Option<u32>,
    /// The line of the consent list, from 1; 0 where no file stands behind it.
    pub line: u64,
}

/// The field of grants whose scopes are not recorded, where no regime says what they open.
pub const NOT_RECORDED: &str = "not recorded";

impl Grant {
    /// A grant without a date, to an app without a name, that opens contacts' data or not.
    #[must_use]
    pub fn plain(consenter: u32, opens_contacts: bool, line: u64) -> Self {
        let scopes = if opens_contacts { None } else { Some(BTreeSet::new()) };
        let in_force = Lasting::ALWAYS;
        Self { consenter, app: None, scopes, in_force, purpose: None, incentive: None, line }
    }

    /// The days on which it opens data of people who gave no grant, so read, each time with the number of hops as far as
    /// which it does. `field` asks for one field; `hops` is the limit where no regime says less.
    ///
    /// Under a regime a grant opens what its scopes open there; where they are not recorded, at least what any grant
    /// opens and at most everything. Without a regime it opens contacts' data where a scope names them, or where none
    /// are recorded.
    pub fn openings<'a>(
        &'a self,
        regime: Option<&'a Regime>,
        field: Option<&'a str>,
        reading: Reading,
        hops: u32,
    ) -> impl Iterator<Item = (u32, Span)> + 'a {
        let in_force = self.in_force.as_read(reading);
        let rules = regime.into_iter().flat_map(|regime| &regime.rules);
        let asked = move |rule: &&RegimeRule| {
            rule.whom == Whom::Contacts
                && field.is_none_or(|field| rule.field == field)
                && self.has(rule, reading)
        };
        let by_rule = rules.filter(asked).map(move |rule| (rule.hops.min(hops), rule.during));
        let plain = (regime.is_none() && self.opens_plainly(field)).then_some((hops, Span::ALWAYS));
        by_rule
            .chain(plain)
            .map(move |(hops, span)| (hops, span.and(in_force)))
            .filter(|(_, span)| !span.is_empty())
    }

    fn has(&self, rule: &RegimeRule, reading: Reading) -> bool {
        match (&rule.scope, &self.scopes) {
            (None, _) => true,
            (Some(_), None) => reading == Reading::AtMost,
            (Some(scope), Some(own)) => own.contains(scope),
        }
    }

    fn opens_plainly(&self, field: Option<&str>) -> bool {
        match &self.scopes {
            None => field.is_none_or(|field| field == NOT_RECORDED),
            Some(own) => {
                own.iter().any(|scope| names_contacts(scope) && field.is_none_or(|field| field == scope))
            }
        }
    }
}

/// The scopes of a text: words parted by blanks, commas, semicolons, bars or plus signs, in lower case; `None` where
/// there are none.
#[must_use]
pub fn scopes(text: &str) -> Option<BTreeSet<String>> {
    let words = text.split([' ', ',', ';', '|', '+']).filter(|word| !word.is_empty());
    let scopes: BTreeSet<String> = words.map(str::to_ascii_lowercase).collect();
    (!scopes.is_empty()).then_some(scopes)
}

/// Whether a scope names other people.
#[must_use]
pub fn names_contacts(scope: &str) -> bool {
    ["friends", "contacts", "followers", "address_book"].iter().any(|stem| scope.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;

    fn rule(scope: Option<&str>, field: &str, hops: u32) -> RegimeRule {
        RegimeRule {
            scope: scope.map(str::to_owned),
            field: field.to_owned(),
            special_category: None,
            whom: Whom::Contacts,
            hops,
            during: Span { from: Day(0), until: Day(10) },
            source: "a test".to_owned(),
        }
    }

    fn regime() -> Regime {
        let fellow = RegimeRule { whom: Whom::FellowConsenters, ..rule(None, "name", 1) };
        Regime {
            rules: vec![rule(None, "name", 1), rule(Some("friends_likes"), "likes", 2), fellow],
            ..Regime::default()
        }
    }

    fn opened(scopes_text: &str, field: Option<&str>, reading: Reading) -> Vec<u32> {
        let grant = Grant { scopes: scopes(scopes_text), ..Grant::plain(0, true, 0) };
        let regime = regime();
        grant.openings(Some(&regime), field, reading, 9).map(|(hops, _)| hops).collect()
    }

    #[test]
    fn opens_under_a_regime_what_its_scopes_open_there() {
        assert_eq!(opened("friends_likes", None, Reading::AtLeast), [1, 2]);
        assert_eq!(opened("friends_likes", Some("likes"), Reading::AtLeast), [2]);
        assert_eq!(opened("email", None, Reading::AtMost), [1]);
        assert!(opened("email", Some("likes"), Reading::AtMost).is_empty());
    }

    #[test]
    fn leaves_open_what_unrecorded_scopes_opened() {
        assert_eq!(opened("", None, Reading::AtLeast), [1]);
        assert_eq!(opened("", None, Reading::AtMost), [1, 2]);
    }

    #[test]
    fn opens_on_the_days_of_the_grant_and_of_the_rule_alone() {
        let in_force = Lasting { at_least: Span::NEVER, at_most: Span { from: Day(8), until: Day(30) } };
        let grant = Grant { in_force, ..Grant::plain(0, true, 0) };
        let regime = regime();
        let spans =
            |reading| grant.openings(Some(&regime), Some("name"), reading, 9).map(|(_, span)| span).collect();
        let (least, most): (Vec<Span>, Vec<Span>) = (spans(Reading::AtLeast), spans(Reading::AtMost));
        assert!(least.is_empty());
        assert_eq!(most, [Span { from: Day(8), until: Day(10) }]);
    }

    #[test]
    fn without_a_regime_a_scope_that_names_contacts_is_a_field() {
        let opens = |text: &str, field: Option<&str>| {
            let grant = Grant { scopes: scopes(text), ..Grant::plain(0, true, 0) };
            grant.openings(None, field, Reading::AtLeast, 1).count() == 1
        };
        assert!(opens("Email,friends_likes", None) && opens("email friends_likes", Some("friends_likes")));
        assert!(!opens("email", None) && !opens("friends_likes", Some("friends_events")));
        assert!(opens("", None) && opens("", Some(NOT_RECORDED)) && !opens("", Some("friends_likes")));
        assert!(!Grant::plain(0, false, 0).openings(None, None, Reading::AtMost, 1).any(|_| true));
    }
}
