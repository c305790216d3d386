//! What it finds
//!
//! Records that were used on or after the day on which they were found to be wrong, and records that were used although they had not been
//! known to be true for longer than the case's own limit allows.
//!
//! Why it matters
//!
//! What is decided about somebody, or sent to them, on data that are no longer true reaches the wrong person or tells them wrongly. A
//! holder who knows that a record is wrong and uses it all the same has no model to plead.
//!
//! Requirement
//!
//! GDPR art. 5(1)(d): personal data are to be accurate and, where necessary, kept up to date; every reasonable step is to be taken that
//! inaccurate data are erased or rectified without delay. Which age is too old the act does not say: the limit is the case's own. Check the
//! wording against the official text.
//!
//! Evidence
//!
//! Records used after they were found wrong, and by how old they were when they were used (ageing.used).
//!
//! What would clear it
//!
//! A record that the data were corrected between the two days, which then are collected anew; that the use was the correction itself, for
//! instance a letter that asked for the new address; that a date is wrong.
//!
//! Limits
//!
//! What is expected by a rate alone is a model and no part of the finding. A record that turned wrong and was not found to be is not
//! seen. Uses that are not on record are not counted.

use super::{Rule, days};
use crate::{
    audit::Audit,
    measure::{
        Measures,
        ageing::{Count, OnRecord},
    },
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY16",
    name: "records were used that were known to be wrong or too old",
    area: Area::Records,
    provisions: &["gdpr-5-1-d", "eu-1995-46-6"],
    advice: "Check records before they are used, correct or delete those found wrong, and record both with their days.",
    source: include_str!("stale_records_used.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let Some(shown) = &measures.ageing.shown else { return Vec::new() };
    let too_old = shown.used.older.iter().find(|row| row.is_limit);
    let known = told(shown.used.when_wrong, shown, audit)
        .map(|count| (format!("{count} used after being found wrong"), Severity::Serious));
    let old = too_old.and_then(|row| {
        let count = told(row.last_true, shown, audit)?;
        let days = number::count(row.days);
        Some((
            format!(
                "{count} used that had not been known to be true for more than {days} days, the case's limit"
            ),
            Severity::Concern,
        ))
    });
    let mut found = known.into_iter().chain(old);
    let Some((condition, severity)) = found.next() else { return Vec::new() };
    let of = match told(shown.used.all, shown, audit) {
        Some(count) => format!("in all, {count} used at least once"),
        None => "no record was used".to_owned(),
    };
    let finding = rule.finding(severity, condition.clone(), condition, "ageing.used");
    let finding = found.fold(finding, |finding, (shows, _)| finding.and(shows, "ageing.used"));
    let finding =
        finding.and(of, "ageing.used").lacks("whether the records were corrected before they were used");
    vec![finding.graded(Confidence::A).acted(days::of_uses(audit)).holds(&["verified_on"])]
}

/// So many records were; `None` for none of them. A number that the report hides is not told here.
fn told(count: Count, shown: &OnRecord, audit: &Audit) -> Option<String> {
    match count.records {
        0 => None,
        _ if shown.hides(count, audit.parameters.min_cell) => {
            Some("some records (a number that is not shown) were".to_owned())
        }
        1 => Some("1 record was".to_owned()),
        records => Some(format!("{} records were", number::count(records))),
    }
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, rule, village};

    fn claims(audit: &Audit) -> Vec<String> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY16");
        own.flat_map(|finding| finding.evidence).map(|evidence| evidence.shows).collect()
    }

    #[test]
    fn finds_records_used_when_they_were_known_to_be_wrong_and_beyond_the_limit() {
        assert_eq!(
            claims(&village::with_records()),
            [
                "1 record was used after being found wrong",
                "3 records were used that had not been known to be true for more than 60 days, the case's limit",
                "in all, 5 records were used at least once"
            ]
        );
    }

    #[test]
    fn lets_old_records_pass_where_the_case_sets_no_limit() {
        let mut audit = village::with_records();
        audit.case.record_limit_days = None;
        audit.records.as_mut().unwrap().rows.remove(0);
        assert_eq!(claims(&audit), Vec::<String>::new());
        assert_eq!(claims(&village::audit()), Vec::<String>::new());
    }

    #[test]
    fn does_not_say_how_many_where_they_are_few() {
        let mut audit = village::with_records();
        audit.parameters.min_cell = 2;
        assert_eq!(
            claims(&audit)[0],
            "some records (a number that is not shown) were used after being found wrong"
        );
    }
}
