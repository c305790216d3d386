//! What it finds
//!
//! Input of which more than one record in a thousand could not be read as it stood and was left out: too few or too many
//! fields, an empty id, text that is not UTF-8, a tie or a member that leads to nobody, values that contradict each other.
//!
//! Why it matters
//!
//! What is not read is not counted. A network that lost ties shows a smaller spread than there was, and a figure that is too
//! small is as wrong in print as one that is too large.
//!
//! Requirement
//!
//! Good practice in auditing: the evidence is sufficient, and its gaps are stated beside the conclusion.
//!
//! Evidence
//!
//! Records read and left out, by file, reason and line (the table `unread`).
//!
//! What would clear it
//!
//! A repaired export, or the holder's explanation of the records.
//!
//! Limits
//!
//! Records that never were in the export are not seen.

use super::{Rule, counted, gathered};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        id::SourceId,
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY08",
    name: "records lost in reading",
    area: Area::Records,
    provisions: &["practice-evidence"],
    advice: "Ask the holder for the export again, or for an explanation of the records that could not be read.",
    source: include_str!("records_lost.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, _: &Measures) -> Vec<Finding> {
    #[allow(clippy::cast_possible_truncation, reason = "a case has a handful of files")]
    let sources = audit.sources.iter().enumerate().map(|(row, source)| (SourceId(row as u32), source));
    let shown = sources.filter_map(|(id, source)| {
        let gaps = audit.gaps.counts().filter(|(of, why, _)| *of == id && why.is_loss());
        let lost: u64 = gaps.map(|(_, _, gap)| gap.records).sum();
        (u128::from(lost) * 1000 > u128::from(source.records)).then(|| {
            let (lost, records) = (number::count(lost), number::count(source.records));
            format!("{}: {lost} of {records} records were left out or set to unknown", source.name)
        })
    });
    let condition = |count| {
        format!(
            "more than one record in a thousand of {} could not be read as it stood",
            counted(count, "file")
        )
    };
    let found = gathered(rule, Severity::Note, condition, shown.collect(), "unread");
    let lacks = "the records as they stood in the original system";
    let graded = |found: Finding| found.lacks(lacks).graded(Confidence::A).holds(&["records_read"]);
    found.map(graded).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::Measures,
        model::{case::Source, gap::Why, id::SourceId},
        rule, village,
    };

    fn claims(records: u64, why: Why) -> Vec<String> {
        let mut audit = village::audit();
        let text = |text: &str| text.to_owned();
        let (table, name, format) = (text("ties"), text("ties.csv"), text("CSV"));
        audit.sources.push(Source {
            table,
            name,
            bytes: 0,
            sha256: String::new(),
            format,
            records,
            taken: records,
        });
        audit.gaps.note(SourceId(0), why, 7);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let ours = findings.into_iter().filter(|finding| finding.code == "BY08");
        ours.map(|finding| finding.evidence[0].shows.clone()).collect()
    }

    #[test]
    fn finds_one_record_lost_of_999() {
        assert_eq!(claims(999, Why::BlankId), ["ties.csv: 1 of 999 records were left out or set to unknown"]);
    }

    #[test]
    fn lets_one_record_of_1000_and_repeats_pass() {
        assert!(claims(1000, Why::BlankId).is_empty());
        assert!(claims(2, Why::Repeat).is_empty());
    }
}
