//! What it finds
//!
//! Segments for political messages that hold people who gave no grant, or whose data came from elsewhere than the person:
//! harvested, bought, scraped, inferred, or made alike.
//!
//! Why it matters
//!
//! Political targeting on data that the person did not give is what the European rules close off: the person could not
//! know, and could not refuse.
//!
//! Requirement
//!
//! Regulation (EU) 2024/900, applying in full since 10 October 2025, allows targeting for political advertising only on
//! data that the controller collected from the person (art. 18(1)(a)). Check the wording against the official text.
//!
//! Evidence
//!
//! For each segment: its members, those among them who were bystanders of others' grants, and the source that the segment
//! states (segments.segments).
//!
//! What would clear it
//!
//! Evidence that the sponsor collected each member's data from that member, whatever the harvest also held; or that the
//! messages were no political advertising in the regulation's sense, or were sent before it applied.
//!
//! Limits
//!
//! A bystander in a segment may also have given their data to the sponsor directly; the rule cannot see that. The
//! days of the messages are known where the case has a table of them; whether they were political advertising is not.

use super::{Rule, counted, days, gathered, shown};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number,
        segment::Segment,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY02",
    name: "targeting with data not collected from the person",
    area: Area::Segments,
    provisions: &["eu-2024-900-18-1-a"],
    advice: "Establish for each member from whom the data came, and take out of the segments whoever did not give them to the sponsor.",
    source: include_str!("not_from_the_person.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let audiences = || {
        audit.segments.iter().zip(&measures.segments.segments).filter(|(segment, _)| segment.is_audience())
    };
    let concerned =
        audiences().filter(|(segment, row)| row.from_bystanders > 0 || is_from_elsewhere(segment));
    let mut concerned: Vec<_> = concerned.collect();
    concerned.sort_by_key(|(_, row)| std::cmp::Reverse(row.members));
    let texts = concerned.iter().map(|(segment, row)| {
        let source = segment.source.as_deref().unwrap_or("not stated");
        let [_, hidden, ..] = row.hidden_parts(audit.parameters.min_cell);
        let taken = match (hidden, row.from_bystanders) {
            (true, _) => "a number of members that is not shown".to_owned(),
            (false, 0) => "none of the members".to_owned(),
            (false, taken) => format!("{} of {} members", number::count(taken), number::count(row.members)),
        };
        format!(
            "segment {}: {taken} within reach of somebody else's grant; source as recorded: {source}",
            segment.name
        )
    });
    let visible = concerned.iter().filter(|(_, row)| !row.hidden_parts(audit.parameters.min_cell)[1]);
    let most =
        visible.filter_map(|(_, row)| shown(row.from_bystanders, audit)).max().filter(|most| *most > 0);
    let all = audiences().count() as u64;
    let condition = |count| {
        let (hold, name) = if count == 1 { ("holds", "names") } else { ("hold", "name") };
        let all = number::count(all);
        format!(
            "{} of {all} {hold} people who gave no grant and were within reach of one, or {name} a source other than the person",
            counted(count, "segment")
        )
    };
    let found = gathered(rule, Severity::Serious, condition, texts.collect(), "segments.segments");
    let found = found.map(|found| {
        found
            .lacks("whether each member also gave their data to the sponsor directly")
            .lacks("when the messages were delivered, and whether they were political advertising")
            .acted(days::of_segments(audit, concerned.iter().map(|(segment, _)| segment.name.as_str())))
            .concerns(most)
            .graded(if most.is_some() { Confidence::B } else { Confidence::C })
            .holds(&["segment_source"])
    });
    found.into_iter().collect()
}

/// Whether the segment's own record of its source is one that cannot be the person.
fn is_from_elsewhere(segment: &Segment) -> bool {
    let source = segment.source.as_deref().unwrap_or_default().to_lowercase();
    ["harvested", "bought", "scraped", "lookalike", "inferred"].contains(&source.as_str())
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::id::PersonId, rule, village};

    fn claims(change: impl FnOnce(&mut Audit)) -> Vec<String> {
        let mut audit = village::audit();
        change(&mut audit);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY02")
            .map(|finding| finding.condition)
            .collect()
    }

    #[test]
    fn finds_the_segment_of_three_bystanders() {
        let expected = "1 segment of 1 holds people who gave no grant and were within reach of one, or names a \
             source other than the person";
        assert_eq!(claims(|_| ()), [expected]);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY02", village::audit(), "2024-04-09"));
        assert!(!rule::is_a_note_before_the_law("BY02", village::audit(), "2025-10-10"));
    }

    #[test]
    fn finds_a_harvested_segment_of_consenters() {
        let harvested = |audit: &mut Audit| {
            audit.segments[0].members = vec![PersonId(0)];
            audit.segments[0].source = Some("harvested".to_owned());
        };
        assert_eq!(claims(harvested).len(), 1);
    }

    #[test]
    fn lets_an_own_list_of_consenters_pass() {
        let own = |audit: &mut Audit| {
            audit.segments[0].members = vec![PersonId(0), PersonId(1)];
            audit.segments[0].source = Some("own list".to_owned());
        };
        assert!(claims(own).is_empty());
    }
}
