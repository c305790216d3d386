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

impl Verdict {
    /// The same, with a note where one of the ids of the record is in scientific notation.
    #[inline]
    pub(super) fn for_ids(self, ids: &[&[u8]]) -> Self {
        let lost = || ids.iter().any(|id| has_lost_digits(id));
        if self == Self::Taken && lost() { Self::Noted(Why::LostDigits) } else { self }
    }
}

/// Whether an id is written as spreadsheets write long numbers, `1.00004E+14`: its last digits are gone.
#[inline]
pub(super) fn has_lost_digits(id: &[u8]) -> bool {
    let Some(at) = id.windows(2).position(|pair| matches!(pair, b"E+" | b"e+")) else { return false };
    let (digits, power) = (&id[..at], &id[at + 2..]);
    let fraction = digits.get(1).is_none_or(|byte| matches!(byte, b'.' | b',')) && digits.len() != 2;
    let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    fraction
        && is_number(&digits[..digits.len().min(1)])
        && is_number(power)
        && power.len() > 1
        && digits.iter().skip(2).all(u8::is_ascii_digit)
}

/// Files read, and the gaps in them.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) sources: Vec<Source>,
    pub(super) gaps: Gaps,
    /// Every record that was left out, where an import asks for them.
    pub(super) rejects: Vec<(SourceId, u64, Why)>,
    pub(super) keeps_rejects: bool,
    /// Which share of a file's records may be unreadable before that is an error.
    pub(super) max_rejects: f64,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            gaps: Gaps::default(),
            rejects: Vec::new(),
            keeps_rejects: false,
            max_rejects: Self::MAX_REJECTS,
        }
    }
}

impl Ledger {
    /// Which share of a file's records may be unreadable where nothing else is said: one in a thousand.
    pub(super) const MAX_REJECTS: f64 = 0.001;

    /// Enters a file that is about to be read as `table`.
    pub(super) fn enter(&mut self, table: &str, input: &Input, format: &str) -> SourceId {
        let packed = if input.packed { ", gzip" } else { "" };
        let decoded = input.decoded.map(|encoding| format!(", {encoding}")).unwrap_or_default();
        self.sources.push(Source {
            table: table.to_owned(),
            name: input.name.clone(),
            bytes: input.bytes,
            sha256: input.sha256.clone(),
            format: format!("{format}{decoded}{packed}"),
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
        if let Verdict::LeftOut(why) = verdict
            && self.keeps_rejects
        {
            self.rejects.push((source, line, why));
        }
    }

    /// Books so many records of `source` that entered as they stand.
    pub(super) fn book_taken(&mut self, source: SourceId, records: u64) {
        let entry = &mut self.sources[source.index()];
        entry.records += records;
        entry.taken += records;
    }

    /// Books a record as [`Ledger::book`] does; an error where it cannot be read and stands in a table of which no record
    /// may be lost. A lost consent hides everybody whom it opened, and a lost switch is a no that was not heard.
    pub(super) fn book_or_refuse(
        &mut self,
        source: SourceId,
        line: u64,
        verdict: Verdict,
        fields: usize,
    ) -> Result<(), ImportError> {
        self.book(source, line, verdict);
        let entry = &self.sources[source.index()];
        if !matches!(
            entry.table.as_str(),
            "consents" | "settings" | "suppressions" | "transfers" | "claims" | "degrees" | "lists"
        ) {
            return Ok(());
        }
        let (what, way_out) = match verdict {
            Verdict::LeftOut(Why::FieldCount) => {
                let fields = if fields == 1 { "the one field" } else { &format!("the {fields} fields") };
                (format!("a record has not {fields} of the header"), "write each record as the header says")
            }
            Verdict::LeftOut(Why::NotUtf8) => {
                ("a record is not valid UTF-8 text".to_owned(), "save the file in UTF-8")
            }
            Verdict::LeftOut(Why::BlankId) if !entry.table.starts_with("transfer") => {
                ("a record names nobody".to_owned(), "write the id of the person, or take the record out")
            }
            _ => return Ok(()),
        };
        let what = format!("{what}, and no record of the {} may be lost", entry.table);
        Err(ImportError::line(&entry.name, line, what, way_out))
    }

    /// Takes back a record of `source` that was booked as taken, because what it belongs to did not come.
    pub(super) fn withdraw(&mut self, source: SourceId, line: u64, why: Why) {
        self.sources[source.index()].taken -= 1;
        self.gaps.note(source, why, line);
        if self.keeps_rejects {
            self.rejects.push((source, line, why));
        }
    }

    /// Adds a remark to how `source` was read.
    pub(super) fn remark(&mut self, source: SourceId, remark: &str) {
        let format = &mut self.sources[source.index()].format;
        format.push_str("; ");
        format.push_str(remark);
    }

    /// An error where more of a file's records than [`Ledger::max_rejects`] could not be read, or some and none was taken: whatever
    /// was counted from the rest would understate.
    pub(super) fn close(&self, source: SourceId) -> Result<(), ImportError> {
        let entry = &self.sources[source.index()];
        let unread = |why: Why| {
            matches!(
                why,
                Why::FieldCount
                    | Why::BlankId
                    | Why::NotUtf8
                    | Why::Malformed
                    | Why::SwappedRange
                    | Why::NegativeAmount
                    | Why::UnreadableAmount
            )
        };
        let counts = self.gaps.counts().filter(|&(file, why, _)| file == source && unread(why));
        let (lost, first) = counts.fold((0, u64::MAX), |(lost, first), (_, _, gap)| {
            (lost + gap.records, first.min(gap.lines.first().copied().unwrap_or(first)))
        });
        #[allow(clippy::cast_precision_loss, reason = "a file has fewer records than a float has places")]
        let allowed = self.max_rejects * entry.records as f64;
        #[allow(clippy::cast_precision_loss, reason = "as above")]
        let few = lost as f64 <= allowed;
        if lost == 0 || (entry.taken > 0 && few) {
            return Ok(());
        }
        let what = format!(
            "{lost} of {} records cannot be read as {} ({}), the first of them on this line",
            entry.records, entry.table, entry.format
        );
        let percent = lost * 100 / entry.records + 1;
        let way_out = if lost * 2 <= entry.records {
            format!(
                "correct them; where less will do, --max-rejects {percent}% leaves them out, and every report says so"
            )
        } else {
            "check the separator, the header and the file's ending".to_owned()
        };
        Err(ImportError::line(&entry.name, first, what, way_out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_ids_that_a_spreadsheet_cut() {
        let lost = |id: &str| has_lost_digits(id.as_bytes());
        assert!(["1.00004E+14", "1,00004E+14", "1e+15", "1E+15"].into_iter().all(lost));
        assert!(
            !["1e10", "1.5E+3x", "E+14", "ab1.2E+14", "1.E+14", "12E+14", "", "1.2E+1"].into_iter().any(lost)
        );
    }
}
