//! What it finds
//!
//! Messages with an explanation of why they are seen that leaves out criteria which the message was aimed with, names attributes that are none
//! of them, or states another source of the data than the one on record.
//!
//! Why it matters
//!
//! An explanation that names one harmless attribute of five keeps people from seeing what is known about them, where it came from and whom
//! the message was kept from; what nobody is told, nobody can object to.
//!
//! Requirement
//!
//! Regulation (EU) 2024/900 art. 19 asks that with a political advertisement goes what makes its targeting understood: the groups
//! targeted, with what brought people in and kept them out, and the categories of data. DSA art. 26(1)(d) asks platforms for the main
//! parameters, which may be fewer than all. Check the wording against the official text.
//!
//! Evidence
//!
//! Records whose explanation names all criteria and those whose does not (`explanations.in_all.checked`), attributes that are no criteria
//! (`explanations.in_all.attributes`), and the stated sources against those on record (explanations.stated).
//!
//! What would clear it
//!
//! The whole text of the explanations, where it says more than was taken from it; evidence that the segment was made otherwise than its table
//! says; or, for the DSA, that what was left out is no main parameter.
//!
//! Limits
//!
//! An attribute counts as named where it is spelt as the criterion is; the same thing in other words counts as another. What was delivered
//! by a platform's own choice is no part of it. Messages whose chosen criteria are not on record are no part of it either.

use super::{Rule, days};
use crate::{
    audit::Audit,
    measure::{
        Measures,
        explanations::{Account, OnRecord},
    },
    model::{
        assurance::Area,
        finding::{Finding, Severity},
        message::Message,
        number::count,
        span::Span,
    },
};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "BY21",
    name: "the reason given leaves out or misstates what the message was aimed with",
    area: Area::Transparency,
    provisions: &["eu-2024-900-19", "dsa-26-1"],
    advice: "State with each message every criterion that brought people in or kept them out, and where the data came from, as the segment's record has them.",
    source: include_str!("reason_incomplete.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(shown) = &measures.explanations.shown else { return Vec::new() };
    let (incomplete, misstated, otherwise) = faults(shown);
    if !(incomplete || misstated || otherwise) {
        return Vec::new();
    }
    let said = Said { account: &shown.in_all, least: audit.parameters.min_cell };
    let asked = if misstated || otherwise { Severity::Serious } else { Severity::Concern };
    let conditions = [
        incomplete.then_some("leave out criteria that the messages were aimed with"),
        misstated.then_some("name attributes that are none of the criteria"),
        otherwise.then_some("state another source of the data than the one on record"),
    ];
    let conditions: Vec<&str> = conditions.into_iter().flatten().collect();
    let condition = format!("reasons given with messages {}", conditions.join(", "));
    let mut found = rule.finding(asked, condition, said.checked(), "explanations.in_all.checked");
    if misstated {
        found = found.and(said.attributes(), "explanations.in_all.attributes");
    }
    if otherwise {
        found = found.and(said.sources(), "explanations.stated");
    }
    let found = found.lacks("the whole text of the explanations, and where people could ask for more");
    vec![found.acted(explained(audit)).holds(&["groups", "parameters"])]
}

/// Whether a criterion was left out, an attribute is none, a source is another.
fn faults(shown: &OnRecord) -> (bool, bool, bool) {
    let Account { checked, attributes, attributes_correct, sources, .. } = &shown.in_all;
    (checked.incomplete.records > 0, attributes_correct < attributes, sources.wrong.records > 0)
}

/// What may be said of an account at the small-cell threshold.
struct Said<'a> {
    account: &'a Account,
    least: u64,
}

impl Said<'_> {
    fn checked(&self) -> String {
        if !self.account.shows_checked(self.least) {
            return "how many explanations name every criterion is not shown: it tells of few people"
                .to_owned();
        }
        let [complete, incomplete] =
            [self.account.checked.complete, self.account.checked.incomplete].map(|part| part.records);
        format!(
            "of {} records with an explanation that can be checked, {} leave out a criterion at least",
            count(complete + incomplete),
            count(incomplete)
        )
    }

    fn attributes(&self) -> String {
        let Account { attributes, attributes_correct, .. } = self.account;
        if !self.account.shows_checked(self.least) {
            return "how many attributes are no criteria is not shown".to_owned();
        }
        format!(
            "of {} attributes that they name, {} are no criteria",
            count(*attributes),
            count(attributes - attributes_correct)
        )
    }

    fn sources(&self) -> String {
        if !self.account.shows_sources(self.least) {
            return "how many state another source is not shown".to_owned();
        }
        format!("{} state another source than the one on record", count(self.account.sources.wrong.records))
    }
}

/// The days of the messages that have an explanation.
fn explained(audit: &Audit) -> Span {
    let rows = audit.reasons.iter().flat_map(|reasons| &reasons.rows);
    let messages: BTreeSet<u32> = rows.map(|told| told.message).collect();
    days::of_messages(audit, |message: &Message| messages.contains(&message.message))
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, rule, village};

    fn claims(change: impl FnOnce(&mut Audit)) -> Vec<String> {
        let mut audit = village::with_reasons();
        change(&mut audit);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ())).into_iter();
        findings.filter(|finding| finding.code == "BY21").map(|finding| finding.condition).collect()
    }

    /// Every explanation names the three criteria and nothing else.
    fn complete(audit: &mut Audit) {
        let criteria = audit.segments[0].criteria.clone();
        let reasons = audit.reasons.as_mut().unwrap();
        reasons.named = criteria
            .into_iter()
            .map(|criterion| crate::model::explanation::Named {
                dimension: criterion.dimension,
                value: criterion.value,
                mode: Some(criterion.mode),
            })
            .collect();
        reasons.rows.iter_mut().for_each(|row| (row.named, row.sources) = (vec![0, 1, 2], vec![1]));
    }

    fn said(condition: &str) -> bool {
        condition.starts_with("reasons given with messages leave out criteria that the messages were aimed with, name attributes")
            && condition.ends_with("state another source of the data than the one on record")
    }

    #[test]
    fn finds_what_was_left_out_misnamed_and_said_to_come_from_elsewhere() {
        let found = claims(|_| ());
        assert!(found.len() == 1 && said(&found[0]), "{found:?}");
    }

    #[test]
    fn finds_no_more_than_there_is() {
        let another = |audit: &mut Audit| {
            complete(audit);
            audit.reasons.as_mut().unwrap().rows[0].sources = vec![0];
        };
        assert_eq!(
            claims(another),
            ["reasons given with messages state another source of the data than the one on record"]
        );
    }

    #[test]
    fn lets_pass_explanations_that_name_everything_and_messages_without_any() {
        assert!(claims(complete).is_empty());
        assert!(claims(|audit| audit.reasons = None).is_empty());
    }

    #[test]
    fn says_no_numbers_that_tell_of_few_people() {
        let mut audit = village::with_reasons();
        audit.parameters.min_cell = 10;
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let found = findings.iter().find(|finding| finding.code == "BY21").unwrap();
        assert!(found.evidence.iter().all(|one| one.shows.contains("not shown")), "{:?}", found.evidence);
    }
}
