//! What it finds
//!
//! Versions of a text that people agreed to in which the clause that matters stands after more than 250 words of other text, in which one act
//! agrees to several purposes, in which agreement was filled in beforehand, or in which refusing took more clicks than agreeing.
//!
//! Why it matters
//!
//! Few people read as far as a clause on the second page, and whoever wants one thing and must agree to another with it has not chosen. What
//! is filled in for people, or costs more steps to refuse, is agreed to without being noticed.
//!
//! Requirement
//!
//! GDPR art. 4(11) and 7: an agreement is freely given, specific, informed and unambiguous, by a clear act; where it is part of a text
//! about other matters it is to be told apart from them. Recitals 32, 42 and 43 speak of boxes that are ticked beforehand and of purposes that
//! are bundled. Neither names a number of words: 250, about a printed page, is this rule's own line. Check the wording against the
//! official text.
//!
//! Evidence
//!
//! The place of the clause (consent_texts.clauses), and what the table of texts records of the asking (consent_texts.versions).
//!
//! What would clear it
//!
//! A picture of the screen or form on which agreement was asked for, where the clause stood apart from the text or the purposes had agreements of
//! their own; a notice in layers that shows the clause first.
//!
//! Limits
//!
//! The rule counts the text on file, not the screen: a clause may have been shown apart, or the text not at all. Which clause matters is
//! said by whoever made the case. Whether people were shown the version on the day they agreed is another matter (consent_texts.agreed).

use super::{Rule, counted, days};
use crate::{
    audit::Audit,
    measure::{
        Measures,
        consent_texts::{Clause, ConsentTexts, Version},
    },
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number::{count, percent},
    },
};
use std::collections::BTreeSet;

/// The words before a clause from which on it is far down: about a printed page.
const WORDS_BEFORE: u64 = 250;

pub(super) const RULE: Rule = Rule {
    code: "BY14",
    name: "the clause that matters is far down, or agreement is bundled or filled in",
    area: Area::Consent,
    provisions: &["gdpr-7", "gdpr-4-11", "eu-1995-46-7"],
    advice: "Put the clause that matters where it is read first, ask for each purpose by itself, and let refusing take no more than agreeing; keep the screens that were shown.",
    source: include_str!("consent_buried.rs"),
    check,
};

/// What was found in one version.
struct Found<'a> {
    version: &'a str,
    /// What kind of thing, for the condition.
    kind: &'static str,
    shows: String,
    at: &'static str,
}

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let texts = &measures.consent_texts;
    let found = found(texts);
    let Some((first, rest)) = found.split_first() else { return Vec::new() };
    let versions: BTreeSet<&str> = found.iter().map(|found| found.version).collect();
    let mut kinds: Vec<&str> = Vec::new();
    found.iter().for_each(|found| {
        if !kinds.contains(&found.kind) {
            kinds.push(found.kind);
        }
    });
    let condition = format!("in {} of the texts {}", counted(versions.len(), "version"), kinds.join(", "));
    let filled_in = texts.versions.iter().any(|version| version.prechecked.value() == Some("yes"));
    let severity = if filled_in { Severity::Serious } else { Severity::Concern };
    let finding = rule.finding(severity, condition, first.shows.clone(), first.at);
    let finding = rest.iter().fold(finding, |finding, found| finding.and(found.shows.clone(), found.at));
    let finding = finding.lacks("a record of the screen or form on which agreement was asked for");
    vec![finding.graded(Confidence::A).acted(days::of_collection(audit)).holds(&["text_version"])]
}

fn found(texts: &ConsentTexts) -> Vec<Found<'_>> {
    let far_down = texts.clauses.iter().filter_map(far_down);
    far_down.chain(texts.versions.iter().flat_map(asked)).collect()
}

fn far_down(clause: &Clause) -> Option<Found<'_>> {
    let before = clause.words_before.value().filter(|&words| words > WORDS_BEFORE)?;
    let share = clause
        .share_before
        .value()
        .map_or_else(String::new, |share| format!(", {} of the text", percent(share)));
    Some(Found {
        version: &clause.version,
        kind: "a clause that matters stands after more than 250 words of other text",
        shows: format!(
            "version {}: “{}” stands after {} words{share}",
            clause.version,
            clause.clause,
            count(before)
        ),
        at: "consent_texts.clauses",
    })
}

fn asked(version: &Version) -> Vec<Found<'_>> {
    let found = |kind, shows: String| Found {
        version: &version.version,
        kind,
        shows: format!("version {}: {shows}", version.version),
        at: "consent_texts.versions",
    };
    let at_once = version.agreed_at_once.value().filter(|&purposes| purposes > 1);
    let clicks = version.clicks_to_accept.value().zip(version.clicks_to_refuse.value());
    let bundled = at_once.map(|purposes| {
        found(
            "one act agrees to several purposes",
            format!("{} purposes are agreed to at once", count(purposes)),
        )
    });
    let filled_in = (version.prechecked.value() == Some("yes")).then(|| {
        found("agreement was filled in beforehand", "agreement was filled in beforehand".to_owned())
    });
    let harder = clicks.filter(|_| version.is_harder_to_refuse()).map(|(accept, refuse)| {
        let shows = format!("{} clicks to refuse, {} to agree", count(refuse), count(accept));
        found("refusing took more clicks than agreeing", shows)
    });
    [bundled, filled_in, harder].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::finding::Severity, rule, village};

    fn claims(audit: &Audit) -> Vec<(Severity, String, usize)> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY14");
        own.map(|finding| (finding.weight.asked, finding.condition, finding.evidence.len())).collect()
    }

    /// The village with what its texts are recorded to ask for changed to what is fair; the clause stays where it is.
    fn asked_fairly() -> Audit {
        let mut audit = village::with_texts();
        let text = &mut audit.texts.versions[1];
        (text.separate, text.prechecked, text.clicks_to_refuse) = (Some(true), Some(false), Some(1));
        audit
    }

    #[test]
    fn finds_all_four_in_the_terms_of_2014() {
        let condition = "in 1 version of the texts a clause that matters stands after more than 250 words of other text, one act agrees to \
                         several purposes, agreement was filled in beforehand, refusing took more clicks than agreeing";
        assert_eq!(claims(&village::with_texts()), [(Severity::Serious, condition.to_owned(), 4)]);
    }

    #[test]
    fn finds_the_clause_alone_as_a_concern() {
        let condition =
            "in 1 version of the texts a clause that matters stands after more than 250 words of other text";
        assert_eq!(claims(&asked_fairly()), [(Severity::Concern, condition.to_owned(), 1)]);
    }

    #[test]
    fn lets_a_clause_at_the_top_that_is_asked_for_fairly_pass() {
        let mut audit = asked_fairly();
        let counted = audit.texts.versions[1].counted.as_mut().expect("the text is on file");
        counted.clauses[0].words_before = 250;
        assert!(claims(&audit).is_empty());
    }

    #[test]
    fn finds_nothing_in_what_is_not_recorded() {
        let mut audit = asked_fairly();
        for text in &mut audit.texts.versions {
            (text.separate, text.prechecked, text.clicks_to_refuse, text.counted) = (None, None, None, None);
        }
        assert!(claims(&audit).is_empty());
        assert!(claims(&village::audit()).is_empty());
    }
}
