//! `Sheet`: a table with a header, be it text or Parquet: its columns by name, its records one by one.

use super::{
    delimited::Delimited,
    error::{ImportError, edits, listed, nearest, refuse_long, shown},
    input::Input,
    ledger::{Ledger, Verdict},
    plan::Renamed,
};
use crate::{
    model::{gap::Why, id::SourceId},
    table::parquet::Frame,
};

/// A table that is open for reading.
pub(super) struct Sheet {
    pub(super) file: String,
    pub(super) source: SourceId,
    table: &'static str,
    header: Vec<String>,
    renamed: Renamed,
    body: Body,
}

enum Body {
    Text(Delimited),
    Parquet(Frame),
}

/// One record; `line` is where it begins, from 1 (in Parquet its place, from 1).
pub(super) struct Record<'a> {
    pub(super) line: u64,
    cells: Cells<'a>,
}

#[derive(Clone, Copy)]
enum Cells<'a> {
    Text(&'a csv::ByteRecord),
    Parquet(&'a [String]),
}

impl<'a> Record<'a> {
    /// The cell in that column without the blanks around it; what is missing is empty.
    #[inline]
    pub(super) fn bytes(&self, column: usize) -> &'a [u8] {
        match self.cells {
            Cells::Text(record) => record.get(column).unwrap_or_default().trim_ascii(),
            Cells::Parquet(cells) => cells[column].as_bytes().trim_ascii(),
        }
    }

    /// The same as text.
    pub(super) fn text(&self, column: usize) -> &'a str {
        std::str::from_utf8(self.bytes(column)).expect("records that are not valid text are left out before")
    }

    /// The same of a column that may not be there; what is blank is `None`.
    pub(super) fn known(&self, column: Option<usize>) -> Option<&'a str> {
        column.map(|column| self.text(column)).filter(|text| !text.is_empty())
    }
}

impl Sheet {
    /// Opens `input` as the table of that name.
    pub(super) fn open(
        mut input: Input,
        table: &'static str,
        renamed: &Renamed,
        ledger: &mut Ledger,
    ) -> Result<Self, ImportError> {
        let file = input.name.clone();
        let (source, header, body) =
            if input.is_parquet() && !matches!(input.ending.as_str(), "csv" | "tsv" | "txt") {
                let source = ledger.enter(table, &input, "Parquet");
                let frame = Frame::read(input.content).map_err(|cause| {
                    ImportError::file(
                        &file,
                        cause.to_string(),
                        "write it again as plain columns of text or whole numbers",
                    )
                })?;
                let ours = frame.left_out().iter().find(|name| is_meant(name, renamed));
                if let Some(name) = ours {
                    let what = format!("the column `{}` is neither text nor whole numbers", shown(name));
                    let way_out = "write it again as text, dates as 2014-04-30";
                    return Err(ImportError::file(&file, what, way_out));
                }
                if !frame.left_out().is_empty() {
                    let columns = listed(frame.left_out().iter().map(String::as_str));
                    ledger.remark(source, &format!("left out because they are no text: {columns}"));
                }
                (source, frame.names().to_vec(), Body::Parquet(frame))
            } else {
                if input.ending == "parquet" {
                    return Err(ImportError::file(&file, "it is no Parquet file", "give it its true ending"));
                }
                let text = Delimited::open(&mut input)?;
                let source = ledger.enter(table, &input, text.format());
                (source, text.header().to_vec(), Body::Text(text))
            };
        let sheet = Self { file, source, table, header, renamed: renamed.clone(), body };
        sheet.refuse_doubles()?;
        refuse_long(&sheet.file, 1, sheet.header.iter().map(String::as_bytes))?;
        Ok(sheet)
    }

    /// The names of the columns, as they stand in the file.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The name that the case gives a column in place of the file's.
    pub(super) fn our_name(&self, column: usize) -> &str {
        let theirs = &self.header[column];
        let renamed = self.renamed.iter().find(|(_, name)| *name == theirs);
        renamed.map_or(theirs, |(ours, _)| ours)
    }

    /// The column that we call `name`, if the file has it. Case of letters does not count.
    pub(super) fn column(&self, name: &str) -> Result<Option<usize>, ImportError> {
        if let Some(theirs) = self.renamed.get(name) {
            let found = self.header.iter().position(|column| column == theirs);
            return found.map(Some).ok_or_else(|| self.lacks(theirs, Some(name)));
        }
        let taken = |column: &String| self.renamed.values().any(|theirs| theirs == column);
        let mut same = self
            .header
            .iter()
            .enumerate()
            .filter(|(_, column)| column.eq_ignore_ascii_case(name) && !taken(column));
        match (same.next(), same.next()) {
            (Some(_), Some(_)) => Err(self.doubled(name)),
            (first, _) => Ok(first.map(|(at, _)| at)),
        }
    }

    /// The column that we call `name`, if the file has it; an error where it has one that is nearly called so, for a column that
    /// is passed over for its spelling may change who was in reach.
    pub(super) fn spelt(&self, name: &str) -> Result<Option<usize>, ImportError> {
        let found = self.column(name)?;
        let taken =
            |column: &str| OURS.contains(&column) || self.renamed.values().any(|theirs| theirs == column);
        let near = |column: &&String| {
            let column = column.to_ascii_lowercase();
            !taken(&column) && (edits(&column, name) <= 2 || column.len() > 4 && name.starts_with(&column))
        };
        match self.header.iter().find(near) {
            Some(column) if found.is_none() && !self.header_is_a_record() => Err(ImportError::file(
                &self.file,
                format!("the column `{}` is not known here", shown(column)),
                format!(
                    "did you mean `{name}`? rename it, or say so in case.toml: [columns.{}] {name} = \"its name there\"; \
                     another name if it is something else",
                    self.table
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
        let what =
            format!("case.toml takes the column `{name}` for `{ours}`, and there is no other for `{name}`");
        let way_out = format!("name the column that is `{name}` under [columns.{}]", self.table);
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
        let (source, fields) = (self.source, self.header.len());
        let mut visit = |record: Record| {
            refuse_long(&self.file, record.line, texts.iter().map(|&column| record.bytes(column)))?;
            visit(&record)
        };
        match &self.body {
            Body::Text(text) => text.each(fields, |line, record| {
                let verdict = match record {
                    Ok(record) => visit(Record { line, cells: Cells::Text(record) })?,
                    Err(why) => Verdict::LeftOut(why),
                };
                ledger.book_or_refuse(source, line, verdict, fields)
            })?,
            Body::Parquet(frame) => {
                let mut cells = vec![String::new(); fields];
                for row in 0..frame.rows() {
                    frame.fill(row, &mut cells);
                    let line = row as u64 + 1;
                    let verdict = visit(Record { line, cells: Cells::Parquet(&cells) })?;
                    ledger.book_or_refuse(source, line, verdict, fields)?;
                }
            }
        }
        ledger.close(source)
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
        if self.header.iter().any(|name| is_datum(name)) { Err(self.headless()) } else { Ok(()) }
    }

    /// Whether a cell of the header stands in a record too: then it is a record itself, and not to be quoted.
    fn header_is_a_record(&self) -> bool {
        if self.header.iter().any(|name| is_datum(name)) {
            return true;
        }
        let names: std::collections::BTreeSet<&[u8]> = self.header.iter().map(String::as_bytes).collect();
        let mut found = false;
        let Body::Text(text) = &self.body else { return false };
        let walked = text.each(self.header.len(), |_, record| {
            let again =
                |record: &csv::ByteRecord| record.iter().any(|cell| names.contains(cell.trim_ascii()));
            found |= record.is_ok_and(again);
            Ok::<(), Why>(())
        });
        walked.is_ok() && found
    }

    /// The error about a table that has no column of that name; nothing of its header is quoted that may be a record.
    pub(super) fn lacks(&self, name: &str, ours: Option<&str>) -> ImportError {
        if self.header_is_a_record() {
            return self.headless();
        }
        let (ours, count) = (ours.unwrap_or(name), self.header.len());
        let near = nearest(name, self.header.iter().map(String::as_str).filter(|column| is_ours(column)));
        let near = near.map(|near| format!("; `{}` is one", shown(near))).unwrap_or_default();
        let columns = if count == 1 { "its one column" } else { &format!("its {count} columns") };
        ImportError::file(
            &self.file,
            format!("there is no column `{}` among {columns}{near}", shown(name)),
            format!(
                "add a header line, or name yours in case.toml: [columns.{}] {ours} = \"its name there\"",
                self.table
            ),
        )
    }

    /// The error about a table whose first line is no header.
    pub(super) fn headless(&self) -> ImportError {
        let way_out = "add a first line with the names of the columns, or let the name end in .txt if it is an edge \
                       list or a list of ids";
        ImportError::line(&self.file, 1, "the first line is a record, not a header", way_out)
    }

    fn doubled(&self, name: &str) -> ImportError {
        let what = if is_ours(name) {
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
        let doubled = self.header.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str()));
        match doubled {
            Some(_) if self.header_is_a_record() => Err(self.headless()),
            Some(name) => Err(self.doubled(name)),
            None => Ok(()),
        }
    }
}

/// The names that columns have here.
const OURS: &[&str] = &[
    "person",
    "source",
    "target",
    "weight",
    "since",
    "until",
    "kind",
    "app",
    "provider",
    "scopes",
    "given_on",
    "withdrawn_on",
    "from",
    "setting",
    "value",
    "segment",
    "layer",
    "dimension",
    "mode",
    "place",
    "population",
    "margin",
];

/// Whether a column of that name has a meaning here.
fn is_meant(name: &str, renamed: &Renamed) -> bool {
    renamed.values().any(|theirs| theirs == name) || OURS.iter().any(|ours| ours.eq_ignore_ascii_case(name))
}

/// Whether a cell of a header is, but for a letter, one of our own names. Any other may be somebody's, where a table has
/// no header, and is not to be quoted.
fn is_ours(cell: &str) -> bool {
    OURS.iter().any(|ours| edits(&cell.to_ascii_lowercase(), ours) <= 1)
}

/// Whether a cell is a number or an address, which no column is called.
fn is_datum(cell: &str) -> bool {
    cell.contains('@') || cell.parse::<f64>().is_ok()
}
