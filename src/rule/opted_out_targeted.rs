//! What it finds
//!
//! Members of segments who had switched off sharing through friends and gave no grant: the harvest could not have reached
//! them by the rules of the platform.
//!
//! Why it matters
//!
//! Either the switch did not work, or their data came by another way that the records do not show. Both need an answer.
//!
//! Requirement
//!
//! GDPR art. 5(1)(a) asks for processing that is lawful, fair and transparent; art. 21 gives a right to object, for direct
//! marketing without conditions. Check the wording against the official text.
//!
//! Evidence
//!
//! The opted-out members of each segment (segments.segments) and the case's table of settings.
//!
//! What would clear it
//!
//! A record of the other source of these people's data, or of the switch having been set after the data was taken.
//!
//! Limits
//!
//! The table of settings is read as it stands today; where its history is missing the order of switch and harvest is not known.

use super::{Rule, counted, days, gathered, shown};
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
    code: "BY07",
    name: "people who switched off sharing are in a segment",
    area: Area::Consent,
    provisions: &["gdpr-5-1-a", "gdpr-21", "eu-1995-46-6", "eu-1995-46-14"],
    advice: "Find out from where the data of these people came, take them out of the segments, and repair the switch where it did not work.",
    source: include_str!("opted_out_targeted.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let audiences =
        audit.segments.iter().zip(&measures.segments.segments).filter(|(segment, _)| segment.is_audience());
    let concerned: Vec<_> = audiences.filter(|(_, row)| row.opted_out > 0).collect();
    let visible = concerned.iter().filter(|(_, row)| !row.hidden_parts(audit.parameters.min_cell)[3]);
    let most = visible.filter_map(|(_, row)| shown(row.opted_out, audit)).max();
    let texts = concerned.iter().map(|(segment, row)| {
        let [_, _, _, hidden, _] = row.hidden_parts(audit.parameters.min_cell);
        let count =
            if hidden { "a number that is not shown".to_owned() } else { number::count(row.opted_out) };
        format!("segment {}: {count} of its members had switched off sharing and gave no grant", segment.name)
    });
    let condition = |count| {
        let hold = if count == 1 { "holds" } else { "hold" };
        format!("{} {hold} people who had switched off sharing through friends", counted(count, "segment"))
    };
    let found = gathered(rule, Severity::Concern, condition, texts.collect(), "segments.segments");
    let lacks = "when each switch was set, and where these people's data came from";
    let names = concerned.iter().map(|(segment, _)| segment.name.as_str());
    let days = days::of_segments(audit, names);
    let graded = |found: Finding| {
        found.lacks(lacks).graded(Confidence::B).concerns(most).acted(days).holds(&["settings"])
    };
    found.map(graded).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{measure::Measures, model::id::PersonId, rule, village};

    fn claims(opted_out: &[u32]) -> Vec<String> {
        let rows: Vec<_> = opted_out.iter().copied().map(PersonId).collect();
        let audit = village::with_opted_out(&rows);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY07")
            .map(|finding| finding.condition)
            .collect()
    }

    #[test]
    fn finds_a_member_who_switched_off_sharing() {
        assert_eq!(claims(&[4]), ["1 segment holds people who had switched off sharing through friends"]);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        let audit = village::with_opted_out(&[PersonId(4)]);
        assert!(rule::is_a_note_before_the_law("BY07", audit, "1997-01-01"));
    }

    #[test]
    fn lets_a_switch_outside_the_segments_pass() {
        assert!(claims(&[5]).is_empty());
    }
}
