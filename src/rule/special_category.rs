//! What it finds
//!
//! Attributes that the case declares to be of a special category, where they are held for people who gave no grant, were
//! inferred, or stand among the criteria of a segment, as a condition for being in or for being kept out.
//!
//! Why it matters
//!
//! Political opinions, religion, health and the like are protected most strictly because they can be held against a person.
//! An inferred opinion is still data of that category, whether the inference is right or wrong.
//!
//! Requirement
//!
//! GDPR art. 9 forbids processing of special categories unless one of its exceptions holds; the Court of Justice reads it
//! to cover inferences (C-184/20). Regulation (EU) 2024/900 art. 18(1)(c) closes off profiling with special categories for
//! political advertising. Check the wording against the official texts.
//!
//! Evidence
//!
//! The attribute, its category and its origin as case.toml declares them; the criteria that name it (segments.segments);
//! how many people without a grant have a value.
//!
//! What would clear it
//!
//! Evidence of an exception of art. 9(2) for each person, for instance their own explicit agreement to this use, and that
//! no profiling for political advertising rests on it.
//!
//! Limits
//!
//! Only attributes that the case declares are seen; a harmless field that stands for a protected one is not. A criterion is
//! matched by the attribute's name.

use super::{Rule, days, people, shown};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        attribute::{Attribute, MISSING, Origin},
        finding::{Finding, Severity},
        segment::{Mode, Segment},
        span::Span,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY03",
    name: "a special category used or inferred",
    area: Area::Segments,
    provisions: &["gdpr-9", "eu-1995-46-8", "eu-2024-900-18-1-c"],
    advice: "Record the exception relied on for each person, delete the values for which there is none, and use none of them for political targeting.",
    source: include_str!("special_category.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, _: &Measures) -> Vec<Finding> {
    audit.attributes.iter().filter_map(|attribute| finding(rule, audit, attribute)).collect()
}

fn finding(rule: &Rule, audit: &Audit, attribute: &Attribute) -> Option<Finding> {
    let category = attribute.special_category.as_deref()?;
    let name = &attribute.name;
    let held = audit.graph.people().filter(|&person| !audit.is_consenter(person));
    let held = held.filter(|person| attribute.codes[person.index()] != MISSING).count() as u64;
    let criteria = uses(audit, name);
    let inferred = attribute.origin == Origin::Inferred;
    if held == 0 && criteria.is_empty() {
        return None;
    }
    let severity = if inferred || !criteria.is_empty() { Severity::Serious } else { Severity::Concern };
    let how = match (inferred, criteria.is_empty()) {
        (true, true) => "is recorded as inferred",
        (true, false) => "is recorded as inferred, and is a criterion of segments",
        (false, false) => "is a criterion of segments",
        (false, true) => "is held for people who gave no grant",
    };
    let used = !criteria.is_empty();
    let condition = format!("the attribute {name}, of the category {category}, {how}");
    let shows = format!("{} who gave no grant have a value of {name}", people(held, audit));
    let found = rule.finding(severity, condition, shows, "as the case declares it");
    let found = criteria.into_iter().fold(found, |found, text| found.and(text, "segments.segments"));
    Some(
        found
            .lacks("the exception of GDPR art. 9(2) that is relied on, and the record of it")
            .on_special_category()
            .concerns(shown(held, audit))
            .acted(if used { of_use(audit, name) } else { days::of_collection(audit) })
            .holds(&["category", "inferred"]),
    )
}

/// The days of the messages to segments of which the attribute is a criterion.
fn of_use(audit: &Audit, name: &str) -> Span {
    let asks = |segment: &&Segment| {
        segment.criteria.iter().any(|criterion| criterion.dimension.eq_ignore_ascii_case(name))
    };
    days::of_segments(audit, audit.segments.iter().filter(asks).map(|segment| segment.name.as_str()))
}

/// Where the attribute stands among the criteria of segments.
fn uses(audit: &Audit, name: &str) -> Vec<String> {
    let criteria = audit.segments.iter().flat_map(|segment| {
        let named =
            segment.criteria.iter().filter(|criterion| criterion.dimension.eq_ignore_ascii_case(name));
        named.map(move |criterion| (segment, criterion))
    });
    let says = criteria.map(|(segment, criterion)| {
        let how = match criterion.mode {
            Mode::Include => "takes in",
            Mode::Exclude => "keeps out",
        };
        format!("segment {} {how} people whose {} is {}", segment.name, criterion.dimension, criterion.value)
    });
    says.collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{
            attribute::{Attribute, Origin},
            finding::Severity,
            segment::{Criterion, Mode},
        },
        rule, village,
    };

    fn check(change: impl FnOnce(&mut Audit)) -> Vec<(Severity, String)> {
        let mut audit = village::audit();
        let leaning = ["", "", "left", "", "right", "", ""];
        audit.attributes.push(Attribute::of_texts("leaning", leaning.into_iter()));
        change(&mut audit);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let ours = findings.into_iter().filter(|finding| finding.code == "BY03");
        ours.map(|finding| (finding.severity, finding.condition)).collect()
    }

    fn declare(audit: &mut Audit) -> &mut Attribute {
        let leaning = audit.attributes.last_mut().expect("leaning");
        leaning.special_category = Some("political opinions".to_owned());
        leaning
    }

    #[test]
    fn finds_a_declared_category_held_for_bystanders() {
        let found = check(|audit| _ = declare(audit));
        assert_eq!(found[0].0, Severity::Concern);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        let mut audit = village::audit();
        audit.attributes.push(Attribute::of_texts("leaning", ["left"; 7].into_iter()));
        declare(&mut audit);
        assert!(rule::is_a_note_before_the_law("BY03", audit, "1997-01-01"));
    }

    #[test]
    fn finds_an_inferred_category() {
        let found = check(|audit| declare(audit).origin = Origin::Inferred);
        let expected = "the attribute leaning, of the category political opinions, is recorded as inferred";
        assert_eq!(found, [(Severity::Serious, expected.to_owned())]);
    }

    #[test]
    fn finds_an_exclusion_by_a_declared_category() {
        let found = check(|audit| {
            declare(audit);
            let (dimension, value) = ("leaning".to_owned(), "left".to_owned());
            let criterion = Criterion { dimension, value, mode: Mode::Exclude, ..Criterion::default() };
            audit.segments[0].criteria.push(criterion);
        });
        assert_eq!(found[0].0, Severity::Serious);
    }

    #[test]
    fn lets_attributes_pass_that_nobody_declared() {
        assert!(check(|_| ()).is_empty());
    }
}
