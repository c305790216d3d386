//! `Csv`: a table of a `LinkedIn` export: what stands above its header passed over, its separator found, its lines known.

use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::Rows,
    },
    input::Input,
};

/// How far into a file its header is looked for.
const PREAMBLE: usize = 8_192;

/// A table.
pub(super) struct Csv {
    pub(super) input: Input,
    /// Separator and encoding, in words.
    pub(super) how: String,
    pub(super) header: Vec<String>,
    pub(super) records: Vec<Record>,
}

/// A record and its line.
pub(super) struct Record {
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Record {
    /// A cell without blanks around it; empty where there is none.
    pub(super) fn cell(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Whether cells stand beyond the header's that are not empty.
    pub(super) fn is_too_long(&self, header: &[String]) -> bool {
        self.cells.iter().skip(header.len()).any(|cell| !cell.trim().is_empty())
    }
}

/// Whether the file's beginning holds a header with all of `columns`.
pub(super) fn has_header(bundle: &Bundle, entry: &Entry, columns: &[&str]) -> bool {
    let start = bundle.peek(entry, PREAMBLE);
    let text = encoding_rs::UTF_8.decode(&start).0;
    separator(&text, columns).is_some()
}

/// The separator with which a record of `text` holds all of `columns`.
fn separator(text: &str, columns: &[&str]) -> Option<u8> {
    b",;\t".iter().copied().find(|&separator| {
        let records = reader(text, separator).into_records();
        records.flatten().any(|record| is_header(&record, columns))
    })
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes())
}

fn is_header(record: &csv::StringRecord, columns: &[&str]) -> bool {
    columns.iter().all(|column| record.iter().any(|cell| plain(cell) == plain(column)))
}

/// A column's name without capitals, blanks and `_`.
fn plain(name: &str) -> String {
    name.to_lowercase().replace([' ', '_', '-', '\u{feff}'], "")
}

impl Csv {
    /// Reads the table whose header holds all of `columns`.
    pub(super) fn open(
        bundle: &Bundle,
        entry: &Entry,
        columns: &[&str],
        rows: &mut Rows,
    ) -> Result<Self, ImportError> {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let text = String::from_utf8(std::mem::take(&mut input.content)).expect("the input was decoded");
        let Some(separator) = separator(&text, columns) else {
            let what =
                format!("there is no header with {}", crate::import::error::listed(columns.iter().copied()));
            return Err(ImportError::file(&input.name, what, "fetch the file again; nothing was read"));
        };
        let mut table = Self { input, how: String::new(), header: Vec::new(), records: Vec::new() };
        table.fill(&text, separator, columns);
        table.refuse_cut(&text)?;
        let separator = match separator {
            b',' => "comma",
            b';' => "semicolon",
            _ => "tab",
        };
        table.how = format!("{separator}, {encoding}");
        Ok(table)
    }

    fn fill(&mut self, text: &str, separator: u8, columns: &[&str]) {
        let lines = Lines::of(text);
        let mut reader = reader(text, separator);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).expect("the text is UTF-8, and records may have any length") {
            if self.header.is_empty() {
                if is_header(&record, columns) {
                    self.header =
                        record.iter().map(|cell| cell.trim_matches('\u{feff}').trim().to_owned()).collect();
                }
                continue;
            }
            let start = record.position().map_or(0, csv::Position::byte);
            let cells = record.iter().map(str::to_owned).collect();
            self.records
                .push(Record { line: lines.line(text, usize::try_from(start).unwrap_or(usize::MAX)), cells });
        }
    }

    /// An error where the last record opens a quote that nothing closes: the file was cut off.
    fn refuse_cut(&self, text: &str) -> Result<(), ImportError> {
        if text.bytes().filter(|&byte| byte == b'"').count() % 2 == 0 {
            return Ok(());
        }
        let line = self.records.last().map_or(1, |record| record.line);
        let what = "a quote opens in or after this record and never closes: the file is cut off";
        Err(ImportError::line(&self.input.name, line, what, "fetch the file again; nothing was read"))
    }

    /// The place of the first column of that name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| plain(column) == plain(name))
    }

    /// The place of the first column that has one of these names.
    pub(super) fn first(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.column(name))
    }
}

/// Where lines begin, whatever ends them.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends =
            |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        Self((0..bytes.len()).filter(ends).map(|at| at + 1).collect())
    }

    /// The line of the record that begins at `at` or behind the empty lines there.
    fn line(&self, text: &str, at: usize) -> u64 {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.0.partition_point(|&start| start <= at + blank) as u64 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_header_under_notes_and_with_any_separator() {
        let columns = ["First Name", "Connected On"];
        assert_eq!(
            separator("Notes:\n\"a, \"\"b\"\"\"\n\nFirst Name,URL,Connected On\n", &columns),
            Some(b',')
        );
        assert_eq!(separator("First Name;Connected On\r\n", &columns), Some(b';'));
        assert_eq!(separator("first name\tconnected_on\r", &columns), Some(b'\t'));
        assert_eq!(separator("Given Name,Connected On\n", &columns), None);
    }

    #[test]
    fn counts_lines_whatever_ends_them_and_past_empty_ones() {
        for text in ["a\nb\n\n\nc", "a\r\nb\r\n\r\n\r\nc", "a\rb\r\r\rc"] {
            let after_b = text.find('b').expect("there") + 1;
            assert_eq!(Lines::of(text).line(text, after_b), 5, "{text:?}");
            assert_eq!(Lines::of(text).line(text, 0), 1);
        }
    }
}
