//! What it finds
//!
//! Transfers of data from one organisation to the next for a purpose that, as stated, none of the consents behind them names.
//!
//! Why it matters
//!
//! People agree to a purpose. Whoever passes their data on for another one decides in their place, and along a chain of transfers nobody
//! need ever ask them again.
//!
//! Requirement
//!
//! GDPR art. 5(1)(b) asks that data are collected for specified purposes and not further processed in a manner that is incompatible with
//! them; art. 6(4) says what bears on whether another purpose is compatible. Check the wording against the official text.
//!
//! Evidence
//!
//! The transfers that no consent covers, the purposes that they and the consents state (purposes.transfers), and the first of them
//! (purposes.drift).
//!
//! What would clear it
//!
//! A consent to the other purpose; an assessment on record that the purposes are compatible, or another basis of its own for it; where the
//! two texts mean the same, an entry under `[purposes]` in case.toml that says so.
//!
//! Limits
//!
//! Purposes are compared by their words. That two texts differ does not say that the purposes are incompatible; that is for a reader of both
//! to judge. Transfers without a stated purpose are no part of the finding.

use super::{Rule, counted, days};
use crate::{
    audit::Audit,
    measure::{Measures, purposes::Held},
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY17",
    name: "the purpose changed along the chain",
    area: Area::OnwardFlow,
    provisions: &["gdpr-5-1-b", "eu-1995-46-6"],
    advice: "Show for each such transfer why its purpose is compatible with what people agreed to, or that they were asked again; else stop the use and have the data deleted downstream.",
    source: include_str!("purpose_changed.rs"),
    check,
};

fn check(rule: &Rule, _: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(onward) = &measures.purposes.onward else { return Vec::new() };
    let Some(first) = &onward.drift else { return Vec::new() };
    let [otherwise, judged] =
        [onward.otherwise, onward.judged].map(|count| usize::try_from(count).unwrap_or(usize::MAX));
    let condition =
        format!("{} for a purpose that no consent behind it states", counted(otherwise, "transfer"));
    let shows = format!(
        "of {} that could be held against consents, {otherwise} state another purpose",
        counted(judged, "transfer")
    );
    let on = first.on.map_or_else(|| "on a day that is not known".to_owned(), |on| format!("on {on}"));
    let drift = format!("it first changed when {} gave data to {} {on}", first.from, first.to);
    let found =
        rule.finding(Severity::Serious, condition, shows, "purposes.transfers").and(drift, "purposes.drift");
    let drifted = onward.transfers.iter().filter(|row| row.against_consent == Held::Otherwise);
    let days = days::of_each(drifted.map(|row| row.passage.on));
    let found = found.lacks("whether the purposes are compatible, and whether people were asked again");
    vec![found.graded(Confidence::A).acted(days).holds(&["purpose_collected", "purpose_used"])]
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, rule, village};

    /// The village, whose people agreed to that purpose.
    fn claims(purpose: &str, change: impl FnOnce(&mut Audit)) -> Vec<String> {
        let mut audit = village::with_transfers();
        audit.grants.purposes = vec![purpose.to_owned()];
        audit.grants.rows.iter_mut().for_each(|grant| grant.purpose = Some(0));
        change(&mut audit);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings
            .into_iter()
            .filter(|finding| finding.code == "BY17")
            .map(|finding| finding.condition)
            .collect()
    }

    #[test]
    fn finds_a_campaign_with_data_that_were_given_for_research() {
        assert_eq!(claims("research", |_| ()), ["1 transfer for a purpose that no consent behind it states"]);
    }

    #[test]
    fn lets_pass_what_people_agreed_to_and_what_the_case_calls_the_same() {
        assert!(claims("research; campaign", |_| ()).is_empty());
        let same = |audit: &mut Audit| assert!(audit.case.purposes.add("research", "campaign"));
        assert!(claims("research", same).is_empty());
    }

    #[test]
    fn lets_pass_what_states_no_purpose() {
        let nothing = |audit: &mut Audit| audit.transfers.as_mut().unwrap().rows[1].purpose = None;
        assert!(claims("research", nothing).is_empty());
    }
}
