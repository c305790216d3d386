//! What the measures mean for a duty: one file a rule. A rule holds evidence against a requirement and says what is
//! missing; it never speaks of intent and never judges lawfulness.

mod basis_not_recorded;
mod concentrated;
mod contacted_after_objecting;
mod not_from_the_person;
mod one_consenter;
mod opted_out_targeted;
mod records_lost;
mod sensitive_criterion;
mod sent_in_silence;
mod singled_out;
mod special_category;
mod stale_records_used;
mod undeclared_category;
mod under_voting_age;

use crate::{
    audit::Audit,
    measure::Measures,
    model::finding::{Evidence, Finding, Requirement, Severity},
};

/// A rule: its code is never changed and never given out again.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `BY` and two digits.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub name: &'static str,
    /// What should be.
    pub requirement: Requirement,
    source: &'static str,
    check: fn(&Rule, &Audit, &Measures) -> Vec<Finding>,
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    basis_not_recorded::RULE,
    not_from_the_person::RULE,
    special_category::RULE,
    singled_out::RULE,
    concentrated::RULE,
    one_consenter::RULE,
    opted_out_targeted::RULE,
    records_lost::RULE,
    contacted_after_objecting::RULE,
    sent_in_silence::RULE,
    sensitive_criterion::RULE,
    undeclared_category::RULE,
    under_voting_age::RULE,
    stale_records_used::RULE,
];

impl Rule {
    /// The rule's page: the head of its file.
    #[must_use]
    pub fn page(&self) -> String {
        let head = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        head.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// A finding of this rule, with its first piece of evidence.
    fn finding(
        &self,
        severity: Severity,
        condition: impl Into<String>,
        shows: impl Into<String>,
        at: impl Into<String>,
    ) -> Finding {
        Finding {
            code: self.code,
            name: self.name,
            requirement: self.requirement,
            severity,
            condition: condition.into(),
            evidence: vec![Evidence { shows: shows.into(), at: at.into() }],
            missing: Vec::new(),
        }
    }
}

/// One finding with a piece of evidence for each of `shown`, all of them at `at`; none where there is nothing to show.
fn gathered(
    rule: &Rule,
    severity: Severity,
    condition: impl FnOnce(usize) -> String,
    shown: Vec<String>,
    at: &str,
) -> Option<Finding> {
    let count = shown.len();
    let mut shown = shown.into_iter();
    let first = shown.next()?;
    let found = rule.finding(severity, condition(count), first, at);
    Some(shown.fold(found, |found, shows| found.and(shows, at)))
}

/// `1 segment`, `4 segments`.
fn counted(count: usize, what: &str) -> String {
    let count = count as u64;
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", crate::model::number::count(count))
}

/// Holds every rule against the audit; findings come most serious first, then by code.
#[must_use]
pub fn check(audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let mut findings: Vec<_> = RULES.iter().flat_map(|rule| (rule.check)(rule, audit, measures)).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// A number of people as a finding may say it: exact, or `fewer than 10` below the small-cell threshold.
fn people(count: u64, audit: &Audit) -> String {
    let least = audit.parameters.min_cell;
    match count {
        0 => "nobody".to_owned(),
        1 if least <= 1 => "1 person".to_owned(),
        _ if count < least => format!("fewer than {least} people"),
        _ => format!("{} people", crate::model::number::count(count)),
    }
}
