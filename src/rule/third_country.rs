//! What it finds
//!
//! Transfers of data to a third country for which, on that day, no decision of the European Commission on adequate protection is known here
//! and no safeguard is on record.
//!
//! Why it matters
//!
//! People can hold somebody to their rights where a law gives them these and an authority stands behind it. Where data go beyond it, only
//! what was agreed beforehand goes with them.
//!
//! Requirement
//!
//! GDPR art. 44 to 49: data may be passed on to a third country where the Commission has found its protection adequate (art. 45), where
//! appropriate safeguards are given (art. 46 and 47), or under one of the exceptions of art. 49. Before 25 May 2018 the directive 95/46/EC
//! asked the like in its art. 25 and 26. Check the wording against the official texts.
//!
//! Evidence
//!
//! The transfers with the country, the day and what stood for protection there (third_countries.transfers).
//!
//! What would clear it
//!
//! The safeguard in the column `safeguard` of the transfers, or the exception that was relied upon, with the document that shows it; a
//! decision of the Commission that is not in the list, which `bystander explain adequacy` prints; that the law of the Union does not hold
//! for who gave the data.
//!
//! Limits
//!
//! The list of standings rests on memory and reports, and says until which day it was made. Whether the law of the Union holds for who gave
//! the data is not on record; where no sender has its seat within it, the finding is a note. Countries with a decision for some recipients
//! alone are no part of the finding.

use super::{Rule, counted, days};
use crate::{
    audit::Audit,
    measure::{Measures, third_countries::Protection},
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY19",
    name: "data went to a third country without adequacy or safeguard on record",
    area: Area::OnwardFlow,
    provisions: &["gdpr-44", "eu-1995-46-25"],
    advice: "Name the safeguard or the exception relied upon for each transfer, or have the data returned or deleted.",
    source: include_str!("third_country.rs"),
    check,
};

fn check(rule: &Rule, _: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(shown) = &measures.third_countries.shown else { return Vec::new() };
    let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let (neither, within) = (count(shown.neither), count(shown.neither_from_within));
    if neither == 0 {
        return Vec::new();
    }
    let severity = if within > 0 { Severity::Serious } else { Severity::Note };
    let condition = format!(
        "{} to a third country without adequacy or safeguard on record",
        counted(neither, "transfer")
    );
    let shows = format!(
        "of {}, {neither} went to a third country without either, {within} of them from where the law of the Union held",
        counted(shown.transfers.len(), "transfer")
    );
    let found = rule.finding(severity, condition, shows, "third_countries.transfers");
    let unprotected = shown.transfers.iter().filter(|row| row.protection == Protection::Neither);
    let days = days::of_each(unprotected.map(|row| row.passage.on));
    let found = found.lacks("whether the law of the Union holds for who gave the data, and which safeguard or exception was relied upon");
    vec![found.graded(Confidence::A).acted(days).holds(&["country", "adequacy"])]
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::Measures,
        model::finding::{Finding, Severity},
        rule,
        table::transfers::Transfers,
        village,
    };

    fn found(change: impl FnOnce(&mut Transfers)) -> Vec<Finding> {
        let mut audit = village::with_transfers();
        change(audit.transfers.as_mut().unwrap());
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings.into_iter().filter(|finding| finding.code == "BY19").collect()
    }

    #[test]
    fn finds_what_went_to_brazil_and_weighs_where_it_came_from() {
        let by_american = found(|_| ());
        assert_eq!(
            by_american[0].condition,
            "1 transfer to a third country without adequacy or safeguard on record"
        );
        assert_eq!(by_american[0].weight.asked, Severity::Note);
        let by_dutch = found(|transfers| transfers.recipients[2].country = Some("NL".to_owned()));
        assert_eq!(by_dutch[0].weight.asked, Severity::Serious);
    }

    #[test]
    fn lets_pass_a_safeguard_and_a_country_with_a_decision() {
        let safe = |transfers: &mut Transfers| {
            transfers.safeguards = vec!["standard clauses".to_owned()];
            transfers.rows[2].safeguard = Some(0);
        };
        assert!(found(safe).is_empty());
        assert!(found(|transfers| transfers.recipients[3].country = Some("Argentina".to_owned())).is_empty());
    }
}
