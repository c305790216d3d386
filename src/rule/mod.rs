//! What the measures mean for a duty: one file a rule. A rule holds evidence against a requirement and says what is
//! missing; it never speaks of intent and never judges lawfulness. Rules name provisions of `import::law`; what held on the day of the
//! act, how much hangs on it and what it leaves of assurance follow in `held` and `assurance`.

mod assurance;
mod basis_not_recorded;
mod concentrated;
mod consent_buried;
mod contacted_after_objecting;
mod days;
mod deletion_stayed;
mod held;
mod not_from_the_person;
mod one_consenter;
mod opted_out_targeted;
mod purpose_changed;
mod reason_incomplete;
mod records_lost;
mod sensitive_criterion;
mod sensor_not_named;
mod sent_in_silence;
mod singled_out;
mod special_category;
mod stale_records_used;
mod third_country;
mod transfer_without_record;
mod undeclared_category;
mod under_voting_age;

use crate::{
    audit::Audit,
    import::law,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Evidence, Finding, Severity},
        law::Provision,
    },
};
pub use assurance::rated;

/// A rule: its code is never changed and never given out again.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `BY` and two digits.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub name: &'static str,
    /// What it is about.
    pub area: Area,
    /// What should be: the ids of provisions, the present ones first.
    pub provisions: &'static [&'static str],
    /// What it recommends, to whoever holds the records.
    pub advice: &'static str,
    source: &'static str,
    check: fn(&Rule, &Audit, &Measures) -> Vec<Finding>,
}

/// The heads of a rule's page, in their order.
pub const HEADS: [&str; 6] =
    ["What it finds", "Why it matters", "Requirement", "Evidence", "What would clear it", "Limits"];

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
    consent_buried::RULE,
    sensor_not_named::RULE,
    purpose_changed::RULE,
    deletion_stayed::RULE,
    third_country::RULE,
    transfer_without_record::RULE,
    stale_records_used::RULE,
    reason_incomplete::RULE,
];

impl Rule {
    /// The rule's page: the head of its file.
    #[must_use]
    pub fn page(&self) -> String {
        let head = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        head.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// What stands under one of the heads of its page, in one line.
    #[must_use]
    pub fn part(&self, head: &str) -> String {
        let page = self.page();
        let after = page.lines().skip_while(|line| *line != head).skip(1);
        let is_head = |line: &&str| !line.is_empty() && !HEADS.contains(line);
        after
            .skip_while(|line| line.is_empty())
            .take_while(|line| line.is_empty() || is_head(line))
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The provisions that it names.
    #[must_use]
    pub fn provisions(&self) -> Vec<&'static Provision> {
        let known = |id: &&str| law::provision(id).expect("a test looks up every id that a rule names");
        self.provisions.iter().map(known).collect()
    }

    /// Where its requirement stands today: acts and articles that have not ceased to apply.
    #[must_use]
    pub fn reference(&self) -> String {
        let named = self.provisions();
        let present = named.iter().filter(|provision| provision.until().is_none());
        held::references(present.map(|provision| (provision.act.as_str(), provision.article.as_str())))
    }

    /// A finding of this rule, with its first piece of evidence. `asked` says what hangs on the requirement; how severe the finding is
    /// follows from it and the case by [`Weight`](crate::model::severity::Weight).
    fn finding(
        &self,
        asked: Severity,
        condition: impl Into<String>,
        shows: impl Into<String>,
        at: impl Into<String>,
    ) -> Finding {
        let evidence = Evidence { shows: shows.into(), at: at.into() };
        Finding::new(self.code, self.name, asked, condition.into(), evidence)
    }
}

/// One finding with a piece of evidence for each of `shown`, all of them at `at`; none where there is nothing to show.
fn gathered(
    rule: &Rule,
    asked: Severity,
    condition: impl FnOnce(usize) -> String,
    shown: Vec<String>,
    at: &str,
) -> Option<Finding> {
    let count = shown.len();
    let mut shown = shown.into_iter();
    let first = shown.next()?;
    let found = rule.finding(asked, condition(count), first, at);
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
    let of = |rule: &Rule| {
        let found = (rule.check)(rule, audit, measures).into_iter();
        found.map(|found| held::settled(found, rule, audit)).collect::<Vec<_>>()
    };
    let mut findings: Vec<_> = RULES.iter().flat_map(of).collect();
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

/// A number of people for the weight of a finding: only where the report shows it.
fn shown(count: u64, audit: &Audit) -> Option<u64> {
    (count >= audit.parameters.min_cell).then_some(count)
}

/// What a rule finds in `audit` where the report is of that day.
#[cfg(test)]
fn found_by(code: &str, mut audit: Audit, as_of: &str) -> Vec<Finding> {
    audit.parameters.as_of = Some(as_of.to_owned());
    let findings = check(&audit, &Measures::of(&audit, |_| ()));
    findings.into_iter().filter(|finding| finding.code == code).collect()
}

/// Whether what a rule finds in `audit` is a note that says what it would be held against, where the report is of a day before the law.
#[cfg(test)]
fn is_a_note_before_the_law(code: &str, audit: Audit, as_of: &str) -> bool {
    let findings = found_by(code, audit, as_of);
    let says = |finding: &Finding| {
        finding.severity == Severity::Note && finding.condition.contains("would be held against")
    };
    !findings.is_empty() && findings.iter().all(says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            age::{AgeFor, LegalAge, Vote, VoteKind},
            attribute::{Attribute, Role},
            date::Day,
            id::PersonId,
            segment::{Criterion, Mode},
            span::Span,
        },
        village,
    };
    use std::collections::BTreeSet;

    /// The village and its messages, with a declared and an undeclared category, criteria that speak of one, and children.
    fn full() -> Audit {
        let mut audit = village::with_messages();
        let leaning = Attribute::of_texts("leaning", ["", "", "left", "", "right", "", ""].into_iter());
        let special_category = Some("political opinions".to_owned());
        let born = Attribute::of_texts("born", ["2010"; 7].into_iter());
        let religion = Attribute::of_texts("religion", ["a", "b", "a", "b", "a", "b", "a"].into_iter());
        audit.attributes.extend([
            Attribute { special_category, ..leaning },
            Attribute { role: Role::BirthYear, ..born },
            religion,
        ]);
        let words = Criterion {
            dimension: "interest".to_owned(),
            value: "Muslims".to_owned(),
            mode: Mode::Exclude,
            ..Criterion::default()
        };
        audit.segments[0].criteria.push(words);
        let age = LegalAge {
            needed_for: AgeFor::Voting,
            country: "XX".to_owned(),
            vote: None,
            years: 18,
            during: Span::ALWAYS,
            source: "x".to_owned(),
            unverified: true,
        };
        let on = Day::parse("2024-06-06").expect("a day");
        audit.case.vote = Some(Vote { country: "XX".to_owned(), kind: VoteKind::National, on, age });
        audit
    }

    fn findings() -> Vec<Finding> {
        let audits = [
            village::audit(),
            village::dated(),
            village::with_opted_out(&[PersonId(4)]),
            village::with_places(),
            village::singled_out(),
            village::with_reasons(),
            full(),
        ];
        audits.iter().flat_map(|audit| check(audit, &Measures::of(audit, |_| ()))).collect()
    }

    #[test]
    fn every_finding_has_all_the_parts_of_a_card() {
        let found = findings();
        let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
        assert!(codes.len() >= 9, "{codes:?}");
        for finding in &found {
            let rule = RULES.iter().find(|rule| rule.code == finding.code).expect("a rule");
            assert_eq!(finding.area, rule.area);
            assert_eq!(finding.law.len(), rule.provisions.len());
            assert_eq!(finding.severity, finding.weight.severity());
            assert_eq!(finding.severity_points, finding.weight.points());
            assert!(!finding.evidence.is_empty() && !finding.missing.is_empty(), "{}", finding.code);
            let texts =
                [&finding.condition, &finding.cause, &finding.effect, &finding.held_by, &finding.clears];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", finding.code);
            assert!(!finding.requirement.reference.is_empty() && !finding.requirement.asks.is_empty());
        }
    }

    #[test]
    fn evidence_that_a_rule_holds_is_evidence_that_a_provision_asks_for() {
        for finding in findings() {
            let rule = RULES.iter().find(|rule| rule.code == finding.code).expect("a rule");
            let asked: BTreeSet<&str> = rule
                .provisions()
                .iter()
                .flat_map(|provision| &provision.evidence)
                .map(|field| field.name.as_str())
                .collect();
            assert!(
                finding.holds.iter().all(|name| asked.contains(name)),
                "{}: {:?}",
                finding.code,
                finding.holds
            );
        }
    }

    /// No sentence of a finding judges, whoever reads it.
    #[test]
    fn no_finding_judges_or_speaks_of_intent() {
        for finding in findings() {
            let text = serde_json::to_string(&finding).expect("findings are data").to_lowercase();
            for word in ["illegal", "unlawful", "violat", "guilt", "intent", "intend", "deliberate", "wilful"]
            {
                assert!(!text.contains(word), "{} says {word}", finding.code);
            }
        }
    }

    #[test]
    fn the_law_of_the_day_decides_and_not_that_of_today() {
        let of = |as_of| found_by("BY02", village::audit(), as_of).remove(0).severity;
        assert_eq!([of("2025-10-09"), of("2025-10-10")], [Severity::Note, Severity::Serious]);
    }
}
