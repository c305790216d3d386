//! What it finds
//!
//! Deletions that did not travel: an organisation states that it deleted what it had received, had passed data on before, and of what it had
//! passed on no deletion is on record.
//!
//! Why it matters
//!
//! Data that were passed on are not gone when one holder deletes them. People who were told that their data had been deleted may still be in
//! somebody's list.
//!
//! Requirement
//!
//! GDPR art. 19 asks a controller to tell each recipient to whom data were disclosed of their erasure, unless that is impossible or takes a
//! disproportionate effort; art. 17(2) asks it of data that were made public. Check the wording against the official text.
//!
//! Evidence
//!
//! The transfers downstream of deletions, and what is on record of their deletion (erasure.downstream).
//!
//! What would clear it
//!
//! A record of the deletion further down, or that the recipients were told; a record that what was passed on was not what was deleted; the
//! reason of the deletion, where it was no erasure that a person could ask for.
//!
//! Limits
//!
//! A deletion is what the record states. Where an organisation had data from elsewhere too, what it passed on may be those: the finding says
//! of how many transfers it is sure.

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
    code: "BY18",
    name: "a deletion did not travel down the chain",
    area: Area::OnwardFlow,
    provisions: &["gdpr-19", "gdpr-17", "eu-1995-46-12"],
    advice: "Tell every recipient downstream of the deletion, have each confirm its own, and record both with their days.",
    source: include_str!("deletion_stayed.rs"),
    check,
};

fn check(rule: &Rule, _: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(erased) = &measures.erasure.shown else { return Vec::new() };
    let count = |figure: crate::model::number::Figure<u64>| {
        usize::try_from(figure.value().unwrap_or(0)).unwrap_or(usize::MAX)
    };
    let [not, surely] = [erased.not_travelled, erased.not_travelled_surely].map(count);
    if not == 0 {
        return Vec::new();
    }
    let severity = if surely > 0 { Severity::Serious } else { Severity::Concern };
    let condition =
        format!("{} downstream of a deletion without one of its own on record", counted(not, "transfer"));
    let all = count(erased.travelled_or_not);
    let shows = format!(
        "of {} that can have carried deleted data further, {not} have no deletion on record; {surely} of them are surely of these data",
        counted(all, "transfer")
    );
    let found = rule.finding(severity, condition, shows, "erasure.downstream");
    let stayed = erased.downstream.iter().filter(|row| row.deleted_on.is_none());
    let days = days::of_each(stayed.map(|row| Some(row.holder_deleted_on)));
    let found = found.lacks("whether the recipients were told, and why the data were deleted");
    vec![found.graded(Confidence::A).acted(days).holds(&["deleted_on"])]
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{date::Day, finding::Severity, id::RecipientId, transfer::Transfer},
        rule, village,
    };

    fn claims(change: impl FnOnce(&mut Vec<Transfer>)) -> Vec<(String, Severity)> {
        let mut audit: Audit = village::with_transfers();
        change(&mut audit.transfers.as_mut().unwrap().rows);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY18");
        own.map(|finding| (finding.condition, finding.weight.asked)).collect()
    }

    #[test]
    fn finds_what_the_party_had_passed_on_before_it_deleted() {
        let said = "2 transfers downstream of a deletion without one of its own on record".to_owned();
        assert_eq!(claims(|_| ()), [(said, Severity::Serious)]);
    }

    #[test]
    fn is_a_concern_where_the_data_may_be_others() {
        let severities = claims(|rows| rows.push(Transfer::between(RecipientId(0), RecipientId(2))));
        assert_eq!(
            severities.into_iter().map(|(_, severity)| severity).collect::<Vec<_>>(),
            [Severity::Concern]
        );
    }

    #[test]
    fn lets_pass_a_deletion_that_all_followed_and_one_with_nothing_downstream() {
        let all = |rows: &mut Vec<Transfer>| {
            rows[2..].iter_mut().for_each(|row| row.deleted_on = Day::parse("2014-12-24"))
        };
        assert!(claims(all).is_empty());
        assert!(claims(|rows| rows.truncate(2)).is_empty());
    }
}
