//! `ReadingReport`: the account of an import: what came in, what was taken, and what was not, and why. It names nobody.

use super::{
    identity::{Identities, People},
    rows::{Gathered, Table},
};
use crate::model::{case::Source, gap::Why, id::SourceId};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// Records of a tie that was there already; where ties point, in the same direction.
    pub repeats: u64,
    /// Records of the second direction of two people who follow each other. With the ties, the self-loops and the repeats they make
    /// up all records of ties.
    pub second_directions: u64,
    /// Whether ties point somewhere in the tables that are written.
    pub directed: bool,
    /// Names, handles, ids and addresses that people are called by, in the table of identities.
    pub names: u64,
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
            people: people.listed().len() as u64,
            tie_records: rows.ties.len() as u64,
            directed: rows.ties.iter().any(|tie| tie.directed),
            names: people.known_as.iter().map(|known_as| known_as.len() as u64).sum(),
            identities: people.account.clone(),
            warnings: rows.warnings.iter().cloned().chain(people.account.warnings()).collect(),
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

    /// Counts ties as the audit does: two people have one tie or none, whichever way it points and whatever its kind.
    fn count_ties(&mut self, rows: &Gathered, people: &People) {
        let (mut pairs, mut arcs) = (FxHashSet::default(), FxHashSet::default());
        for tie in &rows.ties {
            let (one, other) = (people.person(tie.source), people.person(tie.target));
            let is_new = arcs.insert((one, other)) | (!tie.directed && arcs.insert((other, one)));
            if one == other {
                self.self_loops += 1;
            } else if !is_new {
                self.repeats += 1;
            } else if !pairs.insert((one.min(other), one.max(other))) {
                self.second_directions += 1;
            }
        }
        self.ties = pairs.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::{
        identity::SameNames,
        rows::{Rows, Tie},
    };

    /// Records of ties, those that count for themselves, self-loops, repeats and second directions.
    fn counts(ties: &[(&str, &str, bool)]) -> [u64; 5] {
        let mut silent = |_: &str| ();
        let mut rows = Rows::new(&mut silent);
        let scope = rows.scope();
        for &(one, other, directed) in ties {
            let [one, other] = [one, other].map(|id| rows.by_id(scope, id.as_bytes()).0);
            rows.tie(Tie { directed, ..Tie::new(one, other, SourceId(0), 1) });
        }
        let people = People::of(&rows.got, SameNames::Apart, None).unwrap();
        let report = ReadingReport::of(&rows.got, &people);
        [report.tie_records, report.ties, report.self_loops, report.repeats, report.second_directions]
    }

    #[test]
    fn a_tie_that_points_repeats_in_its_own_direction_alone() {
        assert_eq!(counts(&[("a", "b", false), ("b", "a", false), ("a", "a", false)]), [3, 1, 1, 1, 0]);
        assert_eq!(counts(&[("a", "b", true), ("b", "a", true), ("a", "b", true)]), [3, 1, 0, 1, 1]);
        // A tie without direction holds both.
        assert_eq!(counts(&[("a", "b", false), ("b", "a", true), ("c", "b", true)]), [3, 2, 0, 1, 0]);
        assert_eq!(counts(&[("b", "a", true), ("a", "b", false), ("a", "b", false)]), [3, 1, 0, 1, 1]);
    }
}
