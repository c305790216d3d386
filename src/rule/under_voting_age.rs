//! What it finds
//!
//! Segments with members who, by their year of birth, were at least one year under the voting age on the day of the vote that the case names.
//!
//! Why it matters
//!
//! The European rules keep political targeting from people who are known to be too young to vote soon.
//!
//! Requirement
//!
//! Regulation (EU) 2024/900 art. 18(2) closes off targeting and ad-delivery techniques that use data of people known with reasonable
//! certainty to be at least one year under the voting age of national rules. Check the wording against the official text.
//!
//! Evidence
//!
//! The members of each segment by age (sensitive.ages), and the voting age with its source.
//!
//! What would clear it
//!
//! Evidence that no political advertising was aimed at the segment, or that the years of birth are wrong.
//!
//! Limits
//!
//! The year alone leaves open who had their birthday: members who only perhaps were under age make a note, not a concern. Ages are
//! those on the day of the vote; on an earlier day, when a message came, members were younger.

use super::{Rule, counted, days, gathered, people, shown};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        age::Vote,
        assurance::Area,
        finding::{Confidence, Finding, Severity},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY13",
    name: "members under the voting age",
    area: Area::Segments,
    provisions: &["eu-2024-900-18-2"],
    advice: "Take out of the segments whoever is at least one year under the voting age, and check years of birth before targeting.",
    source: include_str!("under_voting_age.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(vote) = &measures.sensitive.vote else { return Vec::new() };
    // Rows stand in the order of the segments, all of them or none.
    let rows = audit.segments.iter().zip(&measures.sensitive.ages);
    let audiences: Vec<_> = rows.filter(|(segment, _)| segment.is_audience()).map(|(_, row)| row).collect();
    let certain = audiences.iter().filter(|row| row.certainly_under > 0);
    let certain = certain.map(|row| {
        format!("segment {}: {} certainly under it", row.segment, people(row.certainly_under, audit))
    });
    let perhaps = audiences.iter().filter(|row| row.certainly_under == 0 && row.perhaps_under > 0);
    let perhaps = perhaps
        .map(|row| format!("segment {}: {} perhaps under it", row.segment, people(row.perhaps_under, audit)));
    let found = [
        finding(rule, vote, Severity::Concern, "certainly", certain.collect()),
        finding(rule, vote, Severity::Note, "perhaps", perhaps.collect()),
    ];
    let most = audiences.iter().filter_map(|row| shown(row.certainly_under, audit)).max();
    let sure = [(Confidence::C, most), (Confidence::D, None)];
    let acted = days::of_segments(audit, audiences.iter().map(|row| row.segment.as_str()));
    let weighed = |(found, (grade, people)): (Option<Finding>, _)| {
        Some(found?.on_children().graded(grade).concerns(people).acted(acted).holds(HELD))
    };
    found.into_iter().zip(sure).filter_map(weighed).collect()
}

/// What the list of people and the vote of the case hold.
const HELD: &[&str] = &["birth_year", "voting_age"];

fn finding(rule: &Rule, vote: &Vote, severity: Severity, how: &str, shown: Vec<String>) -> Option<Finding> {
    let condition = |count| {
        let have = if count == 1 { "has" } else { "have" };
        format!(
            "{} {have} members who {how} were at least one year under the voting age of {} on {} ({})",
            counted(count, "segment"),
            vote.age.years,
            vote.on,
            vote.country
        )
    };
    let found = gathered(rule, severity, condition, shown, "sensitive.ages")?;
    let found = found.lacks("what the sponsor knew of the members' ages, and when messages were delivered");
    Some(if vote.age.unverified { found.lacks("the official text of the voting age") } else { found })
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{
            age::{AgeFor, LegalAge, Vote, VoteKind},
            attribute::{Attribute, Role},
            date::Day,
            finding::Severity,
            span::Span,
        },
        rule, village,
    };

    fn born(year: &str, voting_age: u32) -> Audit {
        let mut audit = village::audit();
        let born = Attribute::of_texts("born", [year; 7].into_iter());
        audit.attributes.push(Attribute { role: Role::BirthYear, ..born });
        let age = LegalAge {
            needed_for: AgeFor::Voting,
            country: "XX".to_owned(),
            vote: None,
            years: voting_age,
            during: Span::ALWAYS,
            source: "x".to_owned(),
            unverified: true,
        };
        let on = Day::parse("2024-06-09").expect("a day");
        audit.case.vote = Some(Vote { country: "XX".to_owned(), kind: VoteKind::European, on, age });
        audit
    }

    fn check(year: &str, voting_age: u32) -> Vec<Severity> {
        let audit = born(year, voting_age);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY13")
            .map(|finding| finding.severity)
            .collect()
    }

    #[test]
    fn finds_members_who_certainly_or_perhaps_were_a_year_under() {
        assert_eq!(check("2008", 18), [Severity::Concern]);
        assert_eq!(check("2007", 18), [Severity::Note]);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        let mut audit = born("2008", 18);
        audit.case.election_on = audit.case.vote.as_ref().map(|vote| vote.on);
        assert!(rule::is_a_note_before_the_law("BY13", audit, "2026-01-01"));
    }

    #[test]
    fn lets_pass_who_was_old_enough_and_who_may_vote_at_16() {
        assert!(check("2006", 18).is_empty());
        assert!(check("2008", 16).is_empty());
    }
}
