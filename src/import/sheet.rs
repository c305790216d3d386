//! `Sheet`: a table with a header, be it text, Parquet, a workbook or JSON: its columns by name, its records one by one.

pub(super) use super::body::Record;
use super::{
    body::Body,
    columns::{self, is_ours, is_word},
    error::{ImportError, edits, listed, nearest, refuse_long, shown},
    input::Input,
    ledger::{Ledger, Verdict},
    plan::Renamed,
};
use crate::model::{gap::Why, id::SourceId};

/// A table that is open for reading.
pub(super) struct Sheet {
    pub(super) file: String,
    pub(super) source: SourceId,
    table: &'static str,
    renamed: Renamed,
    /// The columns of ours that go by another name in the file, each with its place.
    taken: Vec<(&'static str, usize)>,
    body: Body,
}

impl Sheet {
    /// Opens `input` as the table of that name. Of a workbook that is the first sheet with the columns that the table needs.
    pub(super) fn open(
        mut input: Input,
        table: &'static str,
        renamed: &Renamed,
        ledger: &mut Ledger,
    ) -> Result<Self, ImportError> {
        let mut bodies = Body::all(&mut input)?;
        let fits = |header: &[String]| columns::fits(table, header, renamed);
        let fitting: Vec<bool> = bodies.iter_mut().map(|body| body.has_header(fits)).collect();
        let at = fitting.iter().position(|&fits| fits).unwrap_or_default();
        let sheet = Self::of(bodies.swap_remove(at), &input, table, renamed, ledger)?;
        let others = fitting.iter().filter(|&&fits| fits).count();
        if others > 1 {
            ledger.remark(
                sheet.source,
                &format!("{} further sheets have its columns and are not read", others - 1),
            );
        }
        Ok(sheet)
    }

    /// The same of a table that is open already.
    pub(super) fn of(
        body: Body,
        input: &Input,
        table: &'static str,
        renamed: &Renamed,
        ledger: &mut Ledger,
    ) -> Result<Self, ImportError> {
        let file = input.name.clone();
        let source = ledger.enter(table, input, &body.format());
        if let Body::Parquet(frame) = &body {
            refuse_lost(&file, frame.left_out(), renamed)?;
            if !frame.left_out().is_empty() {
                let columns = listed(frame.left_out().iter().map(String::as_str));
                ledger.remark(source, &format!("left out because they are no text: {columns}"));
            }
        }
        let mut sheet = Self { file, source, table, renamed: renamed.clone(), taken: Vec::new(), body };
        sheet.refuse_doubles()?;
        refuse_long(&sheet.file, 1, sheet.header().iter().map(String::as_bytes))?;
        sheet.take_others(ledger)?;
        Ok(sheet)
    }

    /// Takes columns that have another name than ours, where it can mean nothing else, and says so.
    fn take_others(&mut self, ledger: &mut Ledger) -> Result<(), ImportError> {
        let free = |at: usize| !self.renamed.values().any(|theirs| *theirs == self.header()[at]);
        let mut found = Vec::new();
        for (ours, candidates) in columns::others(self.table, self.header()) {
            let candidates: Vec<usize> = candidates.into_iter().filter(|&at| free(at)).collect();
            match candidates[..] {
                _ if self.renamed.contains_key(ours) || self.column(ours)?.is_some() => {}
                [] => {}
                [at] => found.push((ours, at)),
                _ => return Err(self.uncertain(ours, &candidates)),
            }
        }
        if !found.is_empty() {
            let said = found.iter().map(|&(ours, at)| format!("`{}` as {ours}", shown(&self.header()[at])));
            ledger.remark(self.source, &format!("taken: {}", said.collect::<Vec<_>>().join(", ")));
        }
        self.taken = found;
        Ok(())
    }

    /// Whether columns are taken for ours that have another name.
    pub(super) fn takes_others(&self) -> bool {
        !self.taken.is_empty()
    }

    /// The names of the columns, as they stand in the file.
    pub(super) fn header(&self) -> &[String] {
        self.body.header()
    }

    /// The name that the case gives a column in place of the file's.
    pub(super) fn our_name(&self, column: usize) -> &str {
        let theirs = &self.header()[column];
        let renamed = self.renamed.iter().find(|(_, name)| *name == theirs);
        renamed.map_or(theirs, |(ours, _)| ours)
    }

    /// The column that we call `name`, if the file has it. Case of letters does not count.
    pub(super) fn column(&self, name: &str) -> Result<Option<usize>, ImportError> {
        if let Some(theirs) = self.renamed.get(name) {
            let found = self.header().iter().position(|column| column == theirs);
            return found.map(Some).ok_or_else(|| self.lacks(theirs, Some(name)));
        }
        let taken = |column: &String| self.renamed.values().any(|theirs| theirs == column);
        let mut same = self
            .header()
            .iter()
            .enumerate()
            .filter(|(_, column)| column.eq_ignore_ascii_case(name) && !taken(column));
        match (same.next(), same.next()) {
            (Some(_), Some(_)) => Err(self.doubled(name)),
            (Some((at, _)), None) => Ok(Some(at)),
            (None, _) => Ok(self.taken.iter().find(|(ours, _)| *ours == name).map(|&(_, at)| at)),
        }
    }

    /// Says beside the file which of its columns have no meaning here, so that nobody takes them for read.
    pub(super) fn say_unread(&self, ledger: &mut Ledger) {
        let known =
            columns::TABLES.iter().find(|(table, _)| *table == self.table).map_or(&[][..], |known| known.1);
        let is_read = |at: usize, name: &String| {
            known.iter().any(|ours| ours.eq_ignore_ascii_case(name))
                || self.renamed.values().any(|theirs| theirs == name)
                || self.taken.iter().any(|&(_, taken)| taken == at)
        };
        let header = self.header().iter().enumerate();
        let unread = header
            .filter(|(at, name)| !name.is_empty() && !is_read(*at, name))
            .map(|(_, name)| name.as_str());
        let unread: Vec<&str> = unread.collect();
        if !unread.is_empty() {
            ledger.remark(self.source, &format!("columns not read: {}", listed(unread)));
        }
    }

    /// The column that we call `name`, if the file has it; an error where it has one that is nearly called so, for a column that
    /// is passed over for its spelling may change who was in reach.
    pub(super) fn spelt(&self, name: &str) -> Result<Option<usize>, ImportError> {
        let found = self.column(name)?;
        let taken = |column: &str| is_ours(column) || self.renamed.values().any(|theirs| theirs == column);
        let near = |column: &&String| {
            let column = column.to_ascii_lowercase();
            !taken(&column) && (edits(&column, name) <= 2 || column.len() > 4 && name.starts_with(&column))
        };
        match self.header().iter().find(near) {
            Some(column) if found.is_none() && !self.header_is_a_record() => Err(ImportError::file(
                &self.file,
                format!("the column `{}` is not known here", shown(column)),
                format!(
                    "did you mean `{name}`? rename it, or say so: {}; another name if it is something else",
                    self.map_hint(name)
                ),
            )),
            _ => Ok(found),
        }
    }

    /// The column that we call `name`; an error where the file has none.
    pub(super) fn required(&self, name: &str) -> Result<usize, ImportError> {
        if let Some(column) = self.column(name)? {
            return Ok(column);
        }
        let other =
            self.renamed.iter().find(|(ours, theirs)| *ours != name && theirs.eq_ignore_ascii_case(name));
        let Some((ours, _)) = other else { return Err(self.lacks(name, None)) };
        let what = format!(
            "the column `{name}` is taken for `{ours}`, as was said, and there is no other for `{name}`"
        );
        let way_out = format!("name the column that is `{name}`: {}", self.map_hint(name));
        Err(ImportError::file(&self.file, what, way_out))
    }

    /// Gives each record to `visit` and books what becomes of it. `texts` are the columns of ids, labels and values, which
    /// have a longest length.
    pub(super) fn each(
        &self,
        ledger: &mut Ledger,
        texts: &[usize],
        mut visit: impl FnMut(&Record) -> Result<Verdict, ImportError>,
    ) -> Result<(), ImportError> {
        let (source, fields) = (self.source, self.header().len());
        self.walk(texts, |line, record| {
            let verdict = match record {
                Ok(record) => visit(&record)?,
                Err(why) => Verdict::LeftOut(why),
            };
            ledger.book_or_refuse(source, line, verdict, fields)
        })?;
        ledger.close(source)
    }

    /// Gives each record to `visit`, or why it cannot be read, and books nothing.
    pub(super) fn walk(
        &self,
        texts: &[usize],
        mut visit: impl FnMut(u64, Result<Record, Why>) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        self.body.each(|line, record| {
            if let Ok(record) = &record {
                refuse_long(&self.file, line, texts.iter().map(|&column| record.bytes(column)))?;
            }
            visit(line, record)
        })
    }

    /// An error about one place of this file.
    pub(super) fn error(
        &self,
        line: u64,
        what: impl Into<String>,
        way_out: impl Into<String>,
    ) -> ImportError {
        ImportError::line(&self.file, line, what, way_out)
    }

    /// An error where the header has a number or an address: no column is called that.
    pub(super) fn refuse_records_as_header(&self) -> Result<(), ImportError> {
        if self.header().iter().any(|name| is_datum(name)) { Err(self.headless()) } else { Ok(()) }
    }

    /// Whether a cell of the header stands in a record too: then it is a record itself, and not to be quoted.
    fn header_is_a_record(&self) -> bool {
        if self.header().iter().any(|name| is_datum(name)) {
            return true;
        }
        let names: std::collections::BTreeSet<&[u8]> =
            self.header().iter().map(String::as_bytes).filter(|name| !name.is_empty()).collect();
        let mut found = false;
        let columns = 0..self.header().len();
        let walked = self.body.each(|_, record| {
            let again = |record: &Record| columns.clone().any(|column| names.contains(record.bytes(column)));
            found |= record.is_ok_and(|record| again(&record));
            Ok::<(), Why>(())
        });
        walked.is_ok() && found
    }

    /// The error about a table that has no column of that name; nothing of its header is quoted that may be a record.
    pub(super) fn lacks(&self, name: &str, ours: Option<&str>) -> ImportError {
        if self.header_is_a_record() {
            return self.headless();
        }
        let (ours, count) = (ours.unwrap_or(name), self.header().len());
        let columns = if count == 1 { "its one column".to_owned() } else { format!("its {count} columns") };
        let columns = if self.header().iter().any(|name| is_word(name)) {
            format!("{columns} {}", listed(self.header().iter().map(String::as_str)))
        } else {
            let near =
                nearest(name, self.header().iter().map(String::as_str).filter(|column| is_near(column)));
            near.map(|near| format!("{columns}; `{}` is one", shown(near))).unwrap_or(columns)
        };
        ImportError::file(
            &self.file,
            format!("there is no column `{}` among {columns}", shown(name)),
            format!("add a header line, or name yours: {}", self.map_hint(ours)),
        )
    }

    /// How a column is said to be ours, on the command line and in a case.
    fn map_hint(&self, ours: &str) -> String {
        format!("--map {0}.{ours}=NAME, or in case.toml [columns.{0}] {ours} = \"NAME\"", self.table)
    }

    /// The error about several columns of which any may be ours.
    fn uncertain(&self, ours: &str, candidates: &[usize]) -> ImportError {
        let names = listed(candidates.iter().map(|&at| self.header()[at].as_str()));
        ImportError::file(
            &self.file,
            format!("several columns may be `{ours}`: {names}"),
            format!("say which one: {}", self.map_hint(ours)),
        )
    }

    /// The error about a table whose first line is no header.
    pub(super) fn headless(&self) -> ImportError {
        let way_out = "add a first line with the names of the columns, or let the name end in .txt if it is an edge \
                       list or a list of ids";
        ImportError::line(&self.file, 1, "the first line is a record, not a header", way_out)
    }

    fn doubled(&self, name: &str) -> ImportError {
        let what = if is_near(name) {
            format!("there are two columns `{}`", shown(name))
        } else {
            "two columns have the same name".to_owned()
        };
        ImportError::file(
            &self.file,
            what,
            "give one of them another name, or add a header line if there is none",
        )
    }

    fn refuse_doubles(&self) -> Result<(), ImportError> {
        let mut seen = std::collections::BTreeSet::new();
        let doubled = self.header().iter().find(|name| !name.is_empty() && !seen.insert(name.as_str()));
        match doubled {
            Some(_) if self.header_is_a_record() => Err(self.headless()),
            Some(name) => Err(self.doubled(name)),
            None => Ok(()),
        }
    }
}

/// An error where a column that has a meaning here could not be read from Parquet.
fn refuse_lost(file: &str, left_out: &[String], renamed: &Renamed) -> Result<(), ImportError> {
    let is_meant = |name: &&String| {
        renamed.values().any(|theirs| theirs == *name) || is_ours(&name.to_ascii_lowercase())
    };
    let Some(name) = left_out.iter().find(is_meant) else { return Ok(()) };
    let what = format!("the column `{}` is neither text nor whole numbers", shown(name));
    Err(ImportError::file(file, what, "write it again as text, dates as 2014-04-30"))
}

/// Whether a cell of a header is, but for a letter, one of our own names. Any other may be somebody's, where a table has
/// no header, and is not to be quoted.
fn is_near(cell: &str) -> bool {
    columns::ours().any(|ours| edits(&cell.to_ascii_lowercase(), ours) <= 1)
}

/// Whether a cell is a number or an address, which no column is called.
fn is_datum(cell: &str) -> bool {
    cell.contains('@') || cell.parse::<f64>().is_ok()
}
