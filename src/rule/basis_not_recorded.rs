//! What it finds
//!
//! Bystanders: people whose data was within reach of a grant that somebody else gave, where the case records no lawful
//! basis for their data and no notice to them.
//!
//! Why it matters
//!
//! A friend's grant is a technical permission. It is not the bystander's agreement, and a basis that rests on the
//! friend's agreement does not reach the bystander. Whoever holds the data needs a basis of its own for each person, and
//! has to tell people whose data came from somebody else.
//!
//! Requirement
//!
//! GDPR art. 6(1) asks for a lawful basis for each processing; art. 14 asks that people whose data did not come from
//! them are told, as a rule within a month, and told from which source. Check the wording against the official text.
//!
//! Evidence
//!
//! The number of bystanders (spread.bystanders) and the table `bystander_basis` of case.toml.
//!
//! What would clear it
//!
//! A record of the basis and of the notice, entered in case.toml as `[bystander_basis]` with `basis`, `notice_on` and the
//! `document` that shows them. With a basis and no notice the finding stays, about the notice alone.
//!
//! Limits
//!
//! The rule sees what is on record in the case, not what exists elsewhere. It does not say whether a recorded basis holds.
//! It counts who was within reach of the grants, which is at least as many as those whose data was taken.

use super::{Rule, days};
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
    code: "BY01",
    name: "bystanders with no basis on record",
    area: Area::Collection,
    provisions: &["gdpr-6", "gdpr-14", "eu-1995-46-7", "eu-1995-46-11"],
    advice: "Establish on which basis the bystanders' data were taken and are still held, tell the bystanders, and enter both in the record; else delete the data.",
    source: include_str!("basis_not_recorded.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let bystanders = measures.spread.bystanders;
    if bystanders == 0 {
        return Vec::new();
    }
    let [least, most] = [measures.bounds.bystanders.at_least, bystanders].map(number::count);
    let who = match measures.bounds.bystanders.at_least {
        least if least == bystanders => format!("{most} people"),
        0 => format!("up to {most} people"),
        _ => format!("{least} to {most} people"),
    };
    let found = match &audit.case.bystander_basis {
        None => rule
            .finding(
                Severity::Serious,
                format!(
                    "the case records no lawful basis and no notice for the data of {who} who gave no grant"
                ),
                format!(
                    "{who} were within reach of the grants of {} others",
                    number::count(measures.spread.consenters - measures.spread.consenters_not_opening)
                ),
                "spread.bystanders",
            )
            .lacks("a record of the lawful basis for the bystanders' data")
            .lacks("a record that the bystanders were told, and when"),
        Some(record) if record.notice_on.is_none() => rule
            .finding(
                Severity::Concern,
                format!(
                    "the case records a basis ({}) but no notice to {who} who gave no grant",
                    record.basis
                ),
                format!("{who} were within reach of others' grants"),
                "spread.bystanders",
            )
            .holds(&["basis"])
            .lacks("a record that the bystanders were told, and when"),
        Some(_) => return Vec::new(),
    };
    let found = found
        .acted(days::of_collection(audit))
        .concerns(Some(measures.bounds.bystanders.at_least))
        .graded(Confidence::B)
        .because("a grant of somebody they know opened their data, as the records of grants and ties tell")
        .holds(&["collection_channel"]);
    vec![found]
}

#[cfg(test)]
mod tests {
    use crate::{measure::Measures, model::case::RecordedBasis, rule, village};

    fn claims(basis: Option<RecordedBasis>) -> Vec<String> {
        let mut audit = village::audit();
        audit.case.bystander_basis = basis;
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY01")
            .map(|finding| finding.condition)
            .collect()
    }

    fn record(notice_on: Option<&str>) -> RecordedBasis {
        let basis = "GDPR 6(1)(f)".to_owned();
        RecordedBasis { basis, recorded_on: None, notice_on: notice_on.map(str::to_owned), document: None }
    }

    #[test]
    fn finds_the_four_bystanders_of_the_village() {
        let expected =
            "the case records no lawful basis and no notice for the data of 4 people who gave no grant";
        assert_eq!(claims(None), [expected]);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY01", village::audit(), "1997-01-01"));
    }

    #[test]
    fn finds_a_basis_without_a_notice() {
        assert_eq!(claims(Some(record(None))).len(), 1);
    }

    #[test]
    fn lets_a_basis_with_a_notice_pass() {
        assert!(claims(Some(record(Some("2014-05-20")))).is_empty());
    }
}
