//! `AdTable`: a table of a library: its columns by name, however they are spelt, its records with the place of each.

use super::{ad_rows::AdRows, given::Given};
use crate::{
    import::{
        body::{Body, Record},
        error::{ImportError, refuse_long},
        ledger::Verdict,
    },
    model::id::SourceId,
};

/// A table that was entered as a source.
pub(super) struct AdTable<'a> {
    body: &'a Body,
    file: &'a str,
    pub(super) source: SourceId,
    names: Vec<String>,
}

/// A name of a column as it is compared: lower case, without blanks, underscores and marks.
pub(super) fn folded(name: &str) -> String {
    letters(name).collect()
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .filter(|letter| letter.is_alphanumeric() || "*()".contains(*letter))
        .flat_map(char::to_lowercase)
}

impl<'a> AdTable<'a> {
    /// Enters the table of `given` as `format`.
    pub(super) fn open(given: &Given<'a>, format: &str, rows: &mut AdRows) -> Self {
        let body = given.table();
        let format = format!("{format}, {}; {}", given.generation, body.format());
        let source = rows.enter(given.input, &format);
        let names = body.header().iter().map(|name| folded(name)).collect();
        Self { body, file: &given.input.name, source, names }
    }

    /// The place of that column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| letters(name).eq(known.chars()))
    }

    /// The columns whose names begin with `start`, each with the rest of its name as it is written.
    pub(super) fn beginning(&self, start: &str) -> Vec<(String, usize)> {
        let wanted = folded(start);
        let with = self.names.iter().enumerate().filter(|(_, name)| name.starts_with(&wanted));
        with.map(|(at, _)| {
            let name = &self.body.header()[at];
            let rest = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            let cut = rest.into_iter().find(|&cut| folded(&name[..cut]) == wanted).unwrap_or(name.len());
            (name[cut..].trim_matches(['_', ' ']).to_owned(), at)
        })
        .collect()
    }

    /// Gives each record to `visit` and books what becomes of it.
    pub(super) fn each(
        &self,
        rows: &mut AdRows,
        mut visit: impl FnMut(&Record, &mut AdRows) -> Result<Verdict, ImportError>,
    ) -> Result<(), ImportError> {
        self.body.each(|line, record| {
            let verdict = match record {
                Ok(record) => visit(&record, rows)?,
                Err(why) => Verdict::LeftOut(why),
            };
            rows.ledger.book(self.source, line, verdict);
            Ok::<(), ImportError>(())
        })?;
        rows.ledger.close(self.source)
    }

    /// An error where the text of an id, a name or a label is longer than any such text.
    pub(super) fn refuse_long(&self, record: &Record, columns: &[Option<usize>]) -> Result<(), ImportError> {
        refuse_long(self.file, record.line, columns.iter().flatten().map(|&column| record.bytes(column)))
    }
}
