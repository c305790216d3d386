//! What it finds
//!
//! Segments with at least one member and fewer members than the small-cell threshold, and never fewer than ten: audiences so
//! small that a message to them speaks to known individuals.
//!
//! Why it matters
//!
//! Whoever holds a segment of a handful of people, and knows its criteria, knows something about each of them. A message to
//! such a segment is a message to a person.
//!
//! Requirement
//!
//! GDPR art. 5(1)(c) asks for no more data than the purpose needs, and recital 26 counts singling out among the means by which
//! a person is identified. Check the wording against the official text.
//!
//! Evidence
//!
//! The members of each segment (segments.segments). Their exact number is not printed.
//!
//! What would clear it
//!
//! Evidence that the segment was never used, or that the platform refused audiences of this size.
//!
//! Limits
//!
//! The rule counts the members that the audit holds; a segment may have more members who are not in the network. Criteria
//! that together fit only one person inside a larger segment are not seen.

use super::{Rule, counted, days, gathered};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY04",
    name: "an audience so small that it singles people out",
    area: Area::Segments,
    provisions: &["gdpr-5-1-c", "gdpr-recital-26", "eu-1995-46-6"],
    advice: "Give up segments of so few people, or join them with others, and have the platform refuse audiences of this size.",
    source: include_str!("singled_out.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let found = &measures.singling_out;
    let least = found.threshold;
    let small = found.small_audiences.iter();
    let shown = small.map(|segment| format!("segment {segment}: at least 1 and fewer than {least} members"));
    let condition = |count| {
        let have = if count == 1 { "has" } else { "have" };
        let all = number::count(found.audiences.len() as u64);
        format!("{} of {all} {have} fewer than {least} members", counted(count, "segment"))
    };
    let found = gathered(rule, Severity::Concern, condition, shown.collect(), "segments.segments");
    let lacks =
        "whether messages were delivered to these segments, and how many people the platform reported";
    let names = measures.singling_out.small_audiences.iter().map(String::as_str);
    let days = days::of_segments(audit, names);
    let graded =
        |found: Finding| found.lacks(lacks).graded(Confidence::A).acted(days).holds(&["segment_sizes"]);
    found.map(graded).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::id::PersonId, rule, village};

    fn with_members(members: u32) -> Audit {
        let mut audit = village::of_size(30);
        audit.segments[0].members = (0..members).map(PersonId).collect();
        audit
    }

    fn claims(members: u32) -> Vec<String> {
        let audit = with_members(members);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY04")
            .map(|finding| finding.condition)
            .collect()
    }

    #[test]
    fn finds_an_audience_of_one_and_of_nine() {
        assert_eq!(claims(1), ["1 segment of 1 has fewer than 10 members"]);
        assert_eq!(claims(9).len(), 1);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY04", with_members(9), "1997-01-01"));
    }

    #[test]
    fn lets_an_audience_of_ten_and_of_nobody_pass() {
        assert!(claims(10).is_empty());
        assert!(claims(0).is_empty());
    }
}
