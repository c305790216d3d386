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

use super::Rule;
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        finding::{Finding, Requirement, Severity},
        id::SourceId,
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY08",
    name: "records lost in reading",
    requirement: Requirement {
        act: "good practice",
        article: "sufficient evidence",
        asks: "evidence that is sufficient, with its gaps stated beside the conclusion",
    },
    source: include_str!("records_lost.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, _: &Measures) -> Vec<Finding> {
    #[allow(clippy::cast_possible_truncation, reason = "a case has a handful of files")]
    let sources = audit.sources.iter().enumerate().map(|(row, source)| (SourceId(row as u32), source));
    let found = sources.filter_map(|(id, source)| {
        let gaps = audit.gaps.counts().filter(|(of, why, _)| *of == id && why.is_loss());
        let lost: u64 = gaps.map(|(_, _, gap)| gap.records).sum();
        let many = u128::from(lost) * 1000 > u128::from(source.records);
        (lost > 0 && many).then(|| {
            let (lost, records) = (number::count(lost), number::count(source.records));
            rule.finding(
                Severity::Note,
                format!("{lost} of {records} records of {} could not be read as they stood", source.name),
                format!("{lost} records of the table {} were left out or set to unknown", source.table),
                "tables/unread.csv",
            )
            .lacks("the records as they stood in the original system")
        })
    });
    found.collect()
}
