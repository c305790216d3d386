//! `Ledger`: the account of a reading: which files, how many records, how many taken, and why not the others.

use super::{error::ImportError, input::Input};
use crate::model::{
    case::Source,
    gap::{Gaps, Why},
    id::SourceId,
};

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It entered as it stands.
    Taken,
    /// It entered, and something is to be noted.
    Noted(Why),
    /// It did not enter.
    LeftOut(Why),
}

/// Files read, and the gaps in them.
#[derive(Default)]
pub(super) struct Ledger {
    pub(super) sources: Vec<Source>,
    pub(super) gaps: Gaps,
}

impl Ledger {
    /// Enters a file that is about to be read as `table`.
    pub(super) fn enter(&mut self, table: &str, input: &Input, format: &str) -> SourceId {
        let packed = if input.packed { ", gzip" } else { "" };
        self.sources.push(Source {
            table: table.to_owned(),
            name: input.name.clone(),
            bytes: input.bytes,
            sha256: input.sha256.clone(),
            format: format!("{format}{packed}"),
            records: 0,
            taken: 0,
        });
        SourceId(u32::try_from(self.sources.len() - 1).expect("files are few"))
    }

    /// Books a record of `source` that stands on `line`.
    pub(super) fn book(&mut self, source: SourceId, line: u64, verdict: Verdict) {
        let entry = &mut self.sources[source.index()];
        entry.records += 1;
        entry.taken += u64::from(!matches!(verdict, Verdict::LeftOut(_)));
        if let Verdict::Noted(why) | Verdict::LeftOut(why) = verdict {
            self.gaps.note(source, why, line);
        }
    }

    /// Adds a remark to how `source` was read.
    pub(super) fn remark(&mut self, source: SourceId, remark: &str) {
        let format = &mut self.sources[source.index()].format;
        format.push_str("; ");
        format.push_str(remark);
    }

    /// An error where more than half of a file of twenty records or more could not be read: whatever was counted
    /// from the rest would understate.
    pub(super) fn close(&self, source: SourceId) -> Result<(), ImportError> {
        let entry = &self.sources[source.index()];
        let unread = |why: Why| matches!(why, Why::FieldCount | Why::BlankId | Why::NotUtf8);
        let counts = self.gaps.counts().filter(|&(file, why, _)| file == source && unread(why));
        let (lost, first) = counts.fold((0, u64::MAX), |(lost, first), (_, _, gap)| {
            (lost + gap.records, first.min(gap.lines.first().copied().unwrap_or(first)))
        });
        if entry.records < 20 || lost * 2 <= entry.records {
            return Ok(());
        }
        let what = format!(
            "{lost} of {} records cannot be read as {} ({}), the first of them on this line",
            entry.records, entry.table, entry.format
        );
        let way_out = "check the separator, the header and the file's ending";
        Err(ImportError::line(&entry.name, first, what, way_out))
    }
}
