//! `ReadingReport`: the account of an import: what came in, what was taken, and what was not, and why. It names nobody.

use super::{
    identity::{Identities, People},
    rows::{Gathered, Table},
};
use crate::model::{case::Source, gap::Why, id::SourceId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The account of an import.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReadingReport {
    /// Each file that was read, in order: as what, how many records, how many of them taken.
    pub files: Vec<Source>,
    /// Files of the exports that were not read because they hold nothing of our tables.
    pub files_not_used: u64,
    /// Records read, over all files.
    pub records: u64,
    /// Records taken.
    pub taken: u64,
    /// People in the tables.
    pub people: u64,
    /// Records of ties that were taken, repeats and self-loops among them.
    pub tie_records: u64,
    /// Different ties between two different people, whatever their direction.
    pub ties: u64,
    /// Records of a tie from a person to themselves.
    pub self_loops: u64,
    /// Records of a tie that was there already, in either direction.
    pub repeats: u64,
    /// Whether ties point somewhere in the tables that are written.
    pub directed: bool,
    /// Rows by table.
    pub rows: BTreeMap<&'static str, u64>,
    /// Records that did not enter as they stood: file, reason, how many, the first lines.
    pub gaps: Vec<ReadingGap>,
    /// Records that are no rows of our tables by design: file, what they are, how many.
    pub passed_over: Vec<PassedOver>,
    /// How records became people, where exports name them by more than an id.
    pub identities: Identities,
    /// What the reader of any figure from these tables should know.
    pub warnings: Vec<String>,
}

/// Records of one file that did not enter as they stood, for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingGap {
    /// The file.
    pub file: String,
    /// Why.
    pub why: Why,
    /// The same in words.
    pub text: &'static str,
    /// How many records.
    pub records: u64,
    /// The first lines.
    pub lines: Vec<u64>,
}

/// Records of one file that are no rows of our tables.
#[derive(Clone, Debug, Serialize)]
pub struct PassedOver {
    /// The file.
    pub file: String,
    /// What they are.
    pub what: &'static str,
    /// How many.
    pub records: u64,
}

impl ReadingReport {
    /// The account of `rows`, whose namings are `people`.
    pub(super) fn of(rows: &Gathered, people: &People) -> Self {
        let file = |source: SourceId| rows.ledger.sources[source.index()].name.clone();
        let mut report = Self {
            files: rows.ledger.sources.clone(),
            records: rows.ledger.sources.iter().map(|file| file.records).sum(),
            taken: rows.ledger.sources.iter().map(|file| file.taken).sum(),
            people: people.ids.len() as u64,
            tie_records: rows.ties.len() as u64,
            directed: rows.ties.iter().any(|tie| tie.directed),
            identities: people.account.clone(),
            warnings: rows.warnings.clone(),
            files_not_used: rows.files_not_used,
            ..Self::default()
        };
        report.count_ties(rows, people);
        for table in Table::ALL {
            let count = rows.rows.iter().filter(|row| row.table == table).count() as u64;
            if count > 0 {
                report.rows.insert(table.name(), count);
            }
        }
        report.gaps = rows
            .ledger
            .gaps
            .counts()
            .map(|(source, why, gap)| ReadingGap {
                file: file(source),
                why,
                text: why.text(),
                records: gap.records,
                lines: gap.lines.clone(),
            })
            .collect();
        let passed = |&(source, what, records): &(SourceId, &'static str, u64)| PassedOver {
            file: file(source),
            what,
            records,
        };
        report.passed_over = rows.passed_over.iter().map(passed).collect();
        report
    }

    fn count_ties(&mut self, rows: &Gathered, people: &People) {
        let mut seen = BTreeSet::new();
        for tie in &rows.ties {
            let (one, other) = (people.person(tie.source), people.person(tie.target));
            if one == other {
                self.self_loops += 1;
            } else if !seen.insert((one.min(other), one.max(other))) {
                self.repeats += 1;
            }
        }
        self.ties = seen.len() as u64;
    }
}
