//! What it finds
//!
//! Segments whose members are gathered in few places or communities: their Herfindahl-Hirschman index is at least one and a
//! half times what as many people drawn at random would give, and the difference stands (q below 0.05) after control of
//! the false discovery rate over all tests of the report.
//!
//! Why it matters
//!
//! A segment that sits in a handful of places or in one circle of acquaintances was not aimed at a view or a need alone.
//! Concentration in places where the vote is close is the pattern of a campaign that speaks where it pays.
//!
//! Requirement
//!
//! Good practice: whoever targets states the place and group that targeting ends up in. Regulation (EU) 2024/900 art. 19
//! asks sponsors to explain the groups targeted and the logic used. Check the wording against the official text.
//!
//! Evidence
//!
//! The index, its mean under draws of as many people at random, the draws, the seed and the q-value (segments.concentration).
//!
//! What would clear it
//!
//! A stated criterion that explains the concentration, for instance an election held in one place only.
//!
//! Limits
//!
//! Concentration is description, not proof of intent. Chance here means people drawn at random from all with a known value;
//! a segment made from harvested people is as concentrated as the harvest is.

use super::{Rule, counted, days, gathered};
use crate::{
    audit::Audit,
    measure::{
        Measures,
        segments::{Concentration, DimensionKind},
    },
    model::{
        assurance::Area,
        case::Parameters,
        finding::{Confidence, Finding, Severity},
        number,
    },
};
use std::collections::BTreeSet;

/// How many times the index by chance counts as concentrated.
const TIMES_CHANCE: f64 = 1.5;
/// The false discovery rate.
const RATE: f64 = 0.05;

pub(super) const RULE: Rule = Rule {
    code: "BY05",
    name: "a segment concentrated beyond chance",
    area: Area::Segments,
    provisions: &["practice-targeting-explained", "eu-2024-900-19"],
    advice: "Ask the sponsor to explain by which criteria the segments came to gather there, and publish the explanation.",
    source: include_str!("concentrated.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let rows = measures.segments.concentration.iter();
    let rows =
        rows.filter(|row| row.members >= audit.parameters.min_cell && row.kind != DimensionKind::Group);
    let audience =
        |name: &str| audit.segments.iter().any(|segment| segment.name == name && segment.is_audience());
    let rows = rows.filter(|row| audience(&row.segment));
    let mut found: Vec<(f64, &Concentration, String)> = rows.filter_map(|row| gathers(audit, row)).collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    let names: BTreeSet<&str> = found.iter().map(|row| row.1.segment.as_str()).collect();
    let most = found.iter().map(|row| row.1.members).max();
    let segments = names.len();
    let condition = |_| {
        let are = if segments == 1 { "is" } else { "are" };
        let (all, first) = (audit.segments.len() as u64, found[0].1);
        let times = format!(", with {} times the index that chance gives", number::rough(found[0].0));
        let times = if is_shown(audit, first) { times } else { String::new() };
        format!(
            "{} of {} {are} gathered in few places or communities beyond chance; {} most{times}",
            counted(segments, "segment"),
            number::count(all),
            first.segment
        )
    };
    let shown = found.iter().map(|row| row.2.clone()).collect();
    let found = gathered(rule, Severity::Concern, condition, shown, "segments.concentration");
    let lacks = "the sponsor's own explanation of why the segments gather there";
    let graded = |found: Finding| {
        found.lacks(lacks).graded(Confidence::D).concerns(most).acted(days::of_segments(audit, names))
    };
    found.map(graded).into_iter().collect()
}

/// How many times the index by chance a segment has, the segment, and what shows it; none where it is no more than
/// chance. Groups are held against segments too, but a segment of one age group is a choice that its criteria show.
fn gathers<'a>(audit: &Audit, row: &'a Concentration) -> Option<(f64, &'a Concentration, String)> {
    let (index, chance, q) = (row.hhi.value()?, row.hhi_chance_mean.value()?, row.hhi_q_value.value()?);
    let units = row.effective_number_entropy.value()?;
    let Parameters { draws, seed, .. } = audit.parameters;
    (index >= TIMES_CHANCE * chance && q < RATE).then(|| {
        let few = format!(
            "segment {} by {}: more than chance (q {}); its index is not shown, for few members can be sorted into units in few ways",
            row.segment,
            row.dimension,
            number::p_value(q)
        );
        let shows = format!(
            "segment {} by {}: Herfindahl-Hirschman index {} against {} by chance ({} draws, seed {seed}, q {}); an effective \
             number of {} of {} units",
            row.segment,
            row.dimension,
            number::rough(index),
            number::rough(chance),
            number::count(u64::from(draws)),
            number::p_value(q),
            number::rough(units),
            row.units
        );
        (index / chance, row, if is_shown(audit, row) { shows } else { few })
    })
}

/// Whether the indices of a segment may be told: those of few members are hidden in the report where any of their units is.
fn is_shown(audit: &Audit, row: &Concentration) -> bool {
    let least = audit.parameters.min_cell;
    least <= 1 || row.members >= 10 * least
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{
            attribute::{Attribute, Role},
            id::PersonId,
        },
        rule, village,
    };

    /// 40 people in two places; the segment's members are `members`.
    fn in_two_places(members: std::ops::Range<u32>) -> Audit {
        let mut audit = village::of_size(40);
        let places = (0..40).map(|row| if row < 20 { "North" } else { "South" });
        audit.attributes.push(Attribute { role: Role::Place, ..Attribute::of_texts("place", places) });
        audit.segments[0].members = members.map(PersonId).collect();
        audit
    }

    fn claims(members: std::ops::Range<u32>) -> Vec<String> {
        let audit = in_two_places(members);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let ours = findings.into_iter().filter(|finding| finding.code == "BY05");
        ours.map(|finding| finding.evidence[0].shows.clone()).collect()
    }

    #[test]
    fn finds_a_segment_that_is_all_in_one_place() {
        let found = claims(20..40);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("segment waverers by place: Herfindahl-Hirschman index 1.0 against 0.5"),
            "{found:?}"
        );
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY05", in_two_places(20..40), "2025-10-09"));
    }

    #[test]
    fn lets_a_segment_pass_that_is_spread_as_everybody_is() {
        assert!(claims(10..30).is_empty());
    }
}
