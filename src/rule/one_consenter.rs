//! What it finds
//!
//! Consenters through whom alone at least a tenth of all bystanders were within reach: had this one person not used the app,
//! nobody else's grant would have opened those people's data.
//!
//! Why it matters
//!
//! One person's click cannot be the ground on which hundreds or thousands of others are profiled. A design that lets a single
//! grant open so much is a design question for the platform and the app, not a reproach to the person.
//!
//! Requirement
//!
//! GDPR art. 5(1)(c) asks that data are limited to what the purpose needs, art. 25 that systems are designed so. Check the
//! wording against the official text.
//!
//! Evidence
//!
//! The bystanders exposed by one consenter only, by consenter (`share_out.consenters`, `sole`). The consenter is named by place in
//! the consent list alone.
//!
//! What would clear it
//!
//! Evidence that the app did not read that consenter's contacts, or that the tie list is wrong for that person.
//!
//! Limits
//!
//! The finding speaks of what the grant opened. Where a case has ten consenters or fewer, a tenth each is what an even split
//! gives; the evidence says how many there are.

use super::{Rule, counted, days, gathered};
use crate::{
    audit::Audit,
    measure::{Measures, share_out::Part},
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY06",
    name: "one consenter alone exposes a large share",
    area: Area::Collection,
    provisions: &["gdpr-5-1-c", "gdpr-25", "eu-1995-46-6"],
    advice: "Limit how many other people's data a single grant can open, and delete what was taken through these grants without need.",
    source: include_str!("one_consenter.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let bystanders = measures.share_out.bystanders;
    let all = number::count(measures.spread.consenters);
    let large = |sole: u64| {
        sole >= audit.parameters.min_cell && sole > 0 && u128::from(sole) * 10 >= u128::from(bystanders)
    };
    let mut parts: Vec<&Part> =
        measures.share_out.consenters.iter().filter(|part| large(part.sole)).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.sole));
    #[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
    let share = |part: &Part| number::percent(part.sole as f64 / bystanders as f64);
    let shown = parts.iter().map(|part| {
        let (name, sole) = (&part.consenter, number::count(part.sole));
        let of = number::count(bystanders);
        format!(
            "consenter {name}: {sole} of {of} bystanders ({}), exposed by no other of the {all} consenters",
            share(part)
        )
    });
    let condition = |count| match count {
        1 => format!("one consenter of {all} alone exposed {} of the bystanders at one hop", share(parts[0])),
        _ => format!(
            "{} of {all} each alone exposed a tenth or more of the bystanders at one hop; the first {}",
            counted(count, "consenter"),
            share(parts[0])
        ),
    };
    let found = gathered(rule, Severity::Concern, condition, shown.collect(), "share_out.consenters");
    found
        .map(|found| found.lacks("whether the app read the contacts of these consenters"))
        .map(|found| found.graded(Confidence::B).concerns(parts.first().map(|part| part.sole)))
        .map(|found| found.acted(days::of_collection(audit)))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, rule, village};

    fn claims(audit: &Audit) -> Vec<String> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY06")
            .map(|finding| finding.condition)
            .collect()
    }

    #[test]
    fn finds_both_consenters_of_the_village() {
        let expected = [
            "2 consenters of 2 each alone exposed a tenth or more of the bystanders at one hop; the first 50.0 %",
        ];
        assert_eq!(claims(&village::audit()), expected);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY06", village::audit(), "1997-01-01"));
    }

    #[test]
    fn lets_consenters_pass_who_share_their_contacts() {
        assert!(claims(&village::of_size(30)).is_empty());
    }
}
