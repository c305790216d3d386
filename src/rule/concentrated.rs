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

use super::Rule;
use crate::{
    audit::Audit,
    measure::{Measures, segments::Concentration},
    model::{
        finding::{Finding, Requirement, Severity},
        number,
    },
};

/// How many times the index by chance counts as concentrated.
const TIMES_CHANCE: f64 = 1.5;
/// The false discovery rate.
const RATE: f64 = 0.05;

pub(super) const RULE: Rule = Rule {
    code: "BY05",
    name: "a segment concentrated beyond chance",
    requirement: Requirement {
        act: "good practice; Regulation (EU) 2024/900",
        article: "19",
        asks: "the groups and places that targeting ends up in are stated and explained",
    },
    source: include_str!("concentrated.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let rows = measures.segments.concentration.iter();
    rows.filter(|row| {
        row.members >= audit.parameters.min_cell && is_place_or_community(audit, &row.dimension)
    })
    .filter_map(|row| finding(rule, audit, row))
    .collect()
}

/// Groups are held against segments too, but a segment of one age group is a choice that its criteria show.
fn is_place_or_community(audit: &Audit, dimension: &str) -> bool {
    let place = |name: &str| {
        audit.attribute(name).is_some_and(|attribute| attribute.role == crate::model::attribute::Role::Place)
    };
    dimension == "community" || place(dimension)
}

fn finding(rule: &Rule, audit: &Audit, row: &Concentration) -> Option<Finding> {
    let (index, chance, q) = (row.hhi.value()?, row.hhi_chance_mean.value()?, row.hhi_q_value.value()?);
    if index < TIMES_CHANCE * chance || q >= RATE {
        return None;
    }
    let Concentration { segment, dimension, .. } = row;
    let effective = row.effective_number.value().map_or_else(String::new, |units| {
        format!(
            "; its members sit in {} of {} units as if spread evenly over them",
            number::real(units),
            row.units
        )
    });
    let condition = format!(
        "segment {segment} is concentrated by {dimension}: {} times the index that chance gives",
        number::real(index / chance)
    );
    let shows = format!(
        "Herfindahl-Hirschman index {} against {} by chance ({} draws, seed {}, q {}){effective}",
        number::real(index),
        number::real(chance),
        number::count(u64::from(audit.parameters.draws)),
        audit.parameters.seed,
        number::p_value(q)
    );
    let found = rule.finding(Severity::Concern, condition, shows, "segments.concentration");
    Some(found.lacks("the sponsor's own explanation of why the segment gathers there"))
}
