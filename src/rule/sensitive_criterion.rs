//! What it finds
//!
//! Segments with a criterion whose words match the lexicon's phrases for a special category: surely, or perhaps. Criteria on attributes
//! that the case itself declares are found by BY03 and not again here.
//!
//! Why it matters
//!
//! Whoever takes people in or keeps them out by such a criterion treats them by their belief, health or opinion, whether or not it is
//! true of each of them. Keeping out counts as much as taking in.
//!
//! Requirement
//!
//! GDPR art. 9 forbids processing of special categories unless one of its exceptions holds; the Court of Justice reads it to cover
//! inferences (C-184/20). Regulation (EU) 2024/900 art. 18(1)(c) closes off profiling with special categories for political advertising.
//! Check the wording against the official texts.
//!
//! Evidence
//!
//! The criteria whose words match, with the phrase, file and line of the lexicon (sensitive.criteria).
//!
//! What would clear it
//!
//! Evidence that the words mean something else here, or that an exception of art. 9(2) holds and no political advertising was aimed so.
//!
//! Limits
//!
//! Words are matched; `bystander explain lexicon` says how often that is right. A criterion that stands for a category without naming it
//! is not found, and neither are criteria in languages other than English, Dutch and Arabic.

use super::{Rule, counted, days, gathered};
use crate::{
    audit::Audit,
    measure::{Measures, sensitive::SensitiveCriterion},
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        lexicon::Answer,
        segment::Mode,
    },
};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "BY11",
    name: "criteria whose words match a special category",
    area: Area::Segments,
    provisions: &["gdpr-9", "eu-1995-46-8", "eu-2024-900-18-1-c"],
    advice: "Establish what each criterion meant to whoever set it, record the exception relied on, and leave out criteria that have none.",
    source: include_str!("sensitive_criterion.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let audiences: BTreeSet<&str> = audit
        .segments
        .iter()
        .filter(|segment| segment.is_audience())
        .map(|segment| segment.name.as_str())
        .collect();
    let special = |row: &&SensitiveCriterion| {
        row.rule.kind.is_special() && !row.declared && audiences.contains(row.segment.as_str())
    };
    let rows: Vec<&SensitiveCriterion> = measures.sensitive.criteria.iter().filter(special).collect();
    [(Answer::Yes, Severity::Concern), (Answer::Unsure, Severity::Note)]
        .into_iter()
        .filter_map(|(answer, severity)| finding(rule, audit, &rows, answer, severity))
        .collect()
}

fn finding(
    rule: &Rule,
    audit: &Audit,
    rows: &[&SensitiveCriterion],
    answer: Answer,
    severity: Severity,
) -> Option<Finding> {
    let rows = || rows.iter().filter(|row| row.rule.answer == answer);
    let shown: Vec<String> = rows().map(|row| shows(row)).collect();
    let condition = |count| {
        let speaks = if answer == Answer::Yes { "speaks" } else { "may speak" };
        format!("{} of a criterion that {speaks} of a special category by its words", counted(count, "use"))
    };
    let found = gathered(rule, severity, condition, shown, "sensitive.criteria")?;
    Some(
        found
            .lacks("what the criteria meant to whoever set them")
            .lacks("the exception of GDPR art. 9(2) that is relied on, and the record of it")
            .graded(Confidence::D)
            .on_special_category()
            .acted(days::of_segments(audit, rows().map(|row| row.segment.as_str()))),
    )
}

fn shows(row: &SensitiveCriterion) -> String {
    let how = match row.mode {
        Mode::Include => "takes in",
        Mode::Exclude => "keeps out",
    };
    format!(
        "segment {} {how} people by {} = {}; the words match \u{201c}{}\u{201d} ({}, {})",
        row.segment, row.dimension, row.value, row.rule.phrase, row.rule.category, row.rule.at
    )
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{
            finding::Severity,
            segment::{Criterion, Mode, Segment},
        },
        rule, village,
    };

    fn with_criteria(values: &[&str], source: Option<&str>) -> Audit {
        let mut audit = village::audit();
        let criterion = |value: &&str| Criterion {
            dimension: "interest".to_owned(),
            value: (*value).to_owned(),
            mode: Mode::Exclude,
            ..Criterion::default()
        };
        audit.segments[0].criteria = values.iter().map(criterion).collect();
        audit.segments[0].source = source.map(str::to_owned);
        audit
    }

    fn check(values: &[&str], source: Option<&str>) -> Vec<(Severity, usize)> {
        let audit = with_criteria(values, source);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let ours = findings.into_iter().filter(|finding| finding.code == "BY11");
        ours.map(|finding| (finding.severity, finding.evidence.len())).collect()
    }

    #[test]
    fn finds_words_that_speak_of_a_special_category_and_apart_those_that_may() {
        let found = check(&["Muslims", "Gay men", "Islamic banking"], None);
        assert_eq!(found, [(Severity::Concern, 2), (Severity::Note, 1)]);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        let audit = with_criteria(&["Muslims"], None);
        assert!(rule::is_a_note_before_the_law("BY11", audit, "1997-01-01"));
    }

    #[test]
    fn lets_words_pass_that_speak_of_none_or_of_a_category_beside_the_article() {
        assert!(
            check(&["Western Union", "Priceline", "Payday loan borrowers", "Teenagers"], None).is_empty()
        );
        assert!(check(&["Muslims"], Some(Segment::FRIENDS)).is_empty());
    }
}
