//! What it finds
//!
//! Transfers of which no lawful basis is on record, and transfers to a processor without a contract of that day or earlier on record.
//!
//! Why it matters
//!
//! Whoever passes data on needs a basis for it, and whoever has data processed on their behalf needs a contract that binds the other before
//! the data arrive. Where neither is on record, nobody can say what the receiver was allowed to do.
//!
//! Requirement
//!
//! GDPR art. 6(1) asks for a lawful basis for each processing, passing data on included; art. 28(3) asks for a contract or other legal act
//! with each processor. Check the wording against the official text.
//!
//! Evidence
//!
//! The number of transfers without a basis (purposes.without_basis), of those to processors without a contract
//! (purposes.processors_without_contract), and each transfer with what is recorded (purposes.transfers).
//!
//! What would clear it
//!
//! The basis of each transfer in the column `basis`, and the day of the contract in `contract_on`, with the documents that show them; that a
//! receiver is no processor, in the table of recipients.
//!
//! Limits
//!
//! The rule sees what is on record in the case, not what exists elsewhere. It does not say whether a recorded basis holds, nor whether the
//! contract says what it has to.

use super::{Rule, counted, days};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY20",
    name: "transfers without a basis or a contract on record",
    area: Area::OnwardFlow,
    provisions: &["gdpr-6", "gdpr-28", "eu-1995-46-7", "eu-1995-46-17"],
    advice: "Enter the basis of each transfer and the contract with each processor, with their days; stop transfers that have none.",
    source: include_str!("transfer_without_record.rs"),
    check,
};

fn check(rule: &Rule, _: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(onward) = &measures.purposes.onward else { return Vec::new() };
    let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let (basis, contract) = (count(onward.without_basis), count(onward.processors_without_contract));
    let all = counted(onward.transfers.len(), "transfer");
    let of_basis = (basis > 0).then(|| {
        let shows = format!("of {all}, {basis} without a lawful basis on record");
        (
            shows,
            format!("{} without a lawful basis on record", counted(basis, "transfer")),
            "purposes.without_basis",
        )
    });
    let of_contract = (contract > 0).then(|| {
        let said = format!(
            "{} to a processor without a contract of that day or earlier on record",
            counted(contract, "transfer")
        );
        (said.clone(), said, "purposes.processors_without_contract")
    });
    let mut found: Option<Finding> = None;
    for (shows, condition, at) in [of_basis, of_contract].into_iter().flatten() {
        found = Some(match found {
            None => rule.finding(Severity::Concern, condition, shows, at),
            Some(found) => found.and(shows, at),
        });
    }
    let days = days::of_each(onward.transfers.iter().map(|row| row.passage.on));
    let found = found.map(|found| {
        found
            .lacks("the records of processing and the contracts of those who passed the data on")
            .graded(Confidence::A)
            .acted(days)
    });
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::Measures,
        model::{date::Day, finding::Finding, recipient::Role},
        rule,
        table::transfers::Transfers,
        village,
    };

    fn found(change: impl FnOnce(&mut Transfers)) -> Vec<Finding> {
        let mut audit = village::with_transfers();
        change(audit.transfers.as_mut().unwrap());
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings.into_iter().filter(|finding| finding.code == "BY20").collect()
    }

    /// All that is asked for.
    fn complete(transfers: &mut Transfers) {
        transfers.bases = vec!["consent".to_owned()];
        for row in &mut transfers.rows {
            row.basis = Some(0);
            row.contract_on = Day::parse("2014-01-01");
        }
    }

    #[test]
    fn finds_what_is_not_on_record() {
        let found = found(|_| ());
        assert_eq!(found[0].condition, "4 transfers without a lawful basis on record");
        assert!(found[0].evidence[1].shows.starts_with("2 transfers to a processor without a contract"));
    }

    #[test]
    fn finds_a_contract_that_came_after_the_data() {
        let found = found(|transfers| {
            complete(transfers);
            transfers.rows[0].contract_on = Day::parse("2014-05-02");
        });
        assert_eq!(
            found[0].condition,
            "1 transfer to a processor without a contract of that day or earlier on record"
        );
    }

    #[test]
    fn lets_pass_what_is_on_record_and_needs_no_contract_of_those_who_are_no_processors() {
        assert!(found(complete).is_empty());
        let nobody = |transfers: &mut Transfers| {
            complete(transfers);
            transfers.rows[0].contract_on = None;
            transfers.recipients[1].role = Some(Role::Controller);
        };
        assert!(found(nobody).is_empty());
    }
}
