//! `Delimited`: CSV, TSV and their kin with semicolons, record by record, each with its line in the file.
//!
//! The separator is the one that the first line names (`sep=;`, as Excel writes it) or else the one that the header has most of; records
//! without anything in them may stand before the header. Quotes follow RFC 4180: a quote that opens a field must
//! close it before the next separator. A record with another number of fields than the header, or that is not
//! valid UTF-8, is handed on as a gap. Blank lines are passed over.

use super::{error::ImportError, input::Input};
use crate::model::gap::Why;
use csv::{ByteRecord, ReaderBuilder};

/// A delimited text that is open for reading.
pub(super) struct Delimited {
    content: Vec<u8>,
    /// How long the byte-order mark before the text is.
    mark: usize,
    separator: u8,
    /// How many records stand before the first that is data: blank ones, and the header.
    before: usize,
    header: Vec<String>,
}

impl Delimited {
    /// Opens the content of `input`, and takes it out of there.
    pub(super) fn open(input: &mut Input) -> Result<Self, ImportError> {
        let text = input.text()?;
        let separator = separator(text);
        if let Some(line) = open_quote(text, separator) {
            let way_out = "close it at the end of its field, or write a quote inside a field twice";
            return Err(ImportError::line(
                &input.name,
                line,
                "a quote opens here and is not closed",
                way_out,
            ));
        }
        let (before, first) = header(text, separator);
        let header = first.iter().map(|name| std::str::from_utf8(name).map(|name| name.trim().to_owned()));
        let header = header.collect::<Result<_, _>>().map_err(|_| {
            ImportError::file(&input.name, "its header is not valid UTF-8 text", "save the file in UTF-8")
        })?;
        let mark = input.content.len() - text.len();
        Ok(Self { content: std::mem::take(&mut input.content), mark, separator, before, header })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// What this is, for the list of files.
    pub(super) fn format(&self) -> &'static str {
        match self.separator {
            b'\t' => "TSV",
            b';' => "CSV, semicolon",
            b'|' => "CSV, bar",
            _ => "CSV, comma",
        }
    }

    /// Gives the line and the fields of each record after the header to `visit`, or why it cannot be read.
    pub(super) fn each<E>(
        &self,
        fields: usize,
        mut visit: impl FnMut(u64, Result<&ByteRecord, Why>) -> Result<(), E>,
    ) -> Result<(), E> {
        let text = &self.content[self.mark..];
        let valid = std::str::from_utf8(text).is_ok();
        let mut lines = Lines { text, at: 0, line: 1 };
        let (mut reader, mut record) = (reader(text, self.separator), ByteRecord::new());
        let mut before = self.before;
        while reader.read_byte_record(&mut record).expect("memory can be read") {
            let start = record.position().expect("a record that was read has a position").byte();
            let line = lines.line_of_record(start);
            if before > 0 {
                before -= 1;
                continue;
            }
            let readable = || valid || record.iter().all(|field| std::str::from_utf8(field).is_ok());
            let checked = match record.len() {
                _ if !readable() => Err(Why::NotUtf8),
                found if found != fields => Err(Why::FieldCount),
                _ => Ok(&record),
            };
            visit(line, checked)?;
        }
        Ok(())
    }
}

fn reader(text: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text)
}

/// How many records there are up to the header, with it, and the header: the first record with something in it that is no hint
/// about the separator.
fn header(text: &[u8], separator: u8) -> (usize, ByteRecord) {
    let (mut reader, mut record) = (reader(text, separator), ByteRecord::new());
    let mut before = 0;
    while reader.read_byte_record(&mut record).expect("memory can be read") {
        before += 1;
        let is_blank = record.iter().all(|cell| cell.trim_ascii().is_empty());
        if !(is_blank && record.len() > 1 || before == 1 && hint(text).is_some()) {
            break;
        }
    }
    (before, record)
}

/// The separator that the first line names, if it names one.
fn hint(text: &[u8]) -> Option<u8> {
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next()?.trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line.split_at_checked(4)? {
        (word, [separator]) if word.eq_ignore_ascii_case(b"sep=") => Some(*separator),
        // A tab at the end of a line is lost with the blanks there.
        (word, []) if word.eq_ignore_ascii_case(b"sep=") => Some(b'\t'),
        _ => None,
    }
}

/// The separator that the text names itself, or else that the first line with content has most of, outside quotes; a comma where
/// it has none.
fn separator(text: &[u8]) -> u8 {
    if let Some(separator) = hint(text) {
        return separator;
    }
    let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let has_content = |line: &&[u8]| line.iter().any(|byte| !b" ,;|\t\"".contains(byte));
    let line = text.split(ends).find(has_content).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(0_usize, b','), (0, b'\t'), (0, b';'), (0, b'|')];
    for &byte in line {
        quoted ^= byte == b'"';
        if !quoted {
            counts.iter_mut().filter(|(_, known)| *known == byte).for_each(|(count, _)| *count += 1);
        }
    }
    counts.iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |&(_, byte)| byte)
}

/// The line on which a quote opens that is not closed right before a separator, a line's end or the text's end.
/// A reader that let it pass would swallow the records up to the next quote.
fn open_quote(text: &[u8], separator: u8) -> Option<u64> {
    enum At {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
    }
    if !text.contains(&b'"') {
        return None;
    }
    let (mut at, mut line, mut opened, mut last) = (At::FieldStart, 1, 1, 0);
    for &byte in text {
        let ends_field = byte == separator || matches!(byte, b'\n' | b'\r');
        at = match (at, byte) {
            (At::FieldStart, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::QuoteInQuoted,
            (At::Quoted, _) | (At::QuoteInQuoted, b'"') => At::Quoted,
            (At::FieldStart | At::Plain | At::QuoteInQuoted, _) if ends_field => At::FieldStart,
            (At::QuoteInQuoted, b' ') | (At::FieldStart | At::Plain, _) => At::Plain,
            (At::QuoteInQuoted, _) => return Some(opened),
        };
        line += u64::from(byte == b'\r' || (byte == b'\n' && last != b'\r'));
        last = byte;
    }
    matches!(at, At::Quoted).then_some(opened)
}

/// Counts lines up to ever later places of a text. A line ends with LF, CR LF or CR.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first byte at or after `start` that does not end a line.
    fn line_of_record(&mut self, start: u64) -> u64 {
        let start = usize::try_from(start).expect("the text is in memory");
        while let Some(&byte) = self.text.get(self.at) {
            let ends = matches!(byte, b'\n' | b'\r');
            if self.at >= start && !ends {
                break;
            }
            let second = byte == b'\n' && self.at > 0 && self.text[self.at - 1] == b'\r';
            self.line += u64::from(ends && !second);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Result<Vec<String>, Why>)> {
        let separator = separator(text.as_bytes());
        let sheet = Delimited {
            content: text.into(),
            mark: 0,
            separator,
            before: header(text.as_bytes(), separator).0,
            header: Vec::new(),
        };
        let mut rows = Vec::new();
        let walked = sheet.each(2, |line, record| {
            let fields = |record: &ByteRecord| {
                record.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect()
            };
            rows.push((line, record.map(fields)));
            Ok::<(), ()>(())
        });
        assert!(walked.is_ok());
        rows
    }

    #[allow(clippy::unnecessary_wraps, reason = "held against rows that may be gaps")]
    fn row(one: &str, other: &str) -> Result<Vec<String>, Why> {
        Ok(vec![one.to_owned(), other.to_owned()])
    }

    #[test]
    fn counts_lines_by_whatever_ends_them() {
        let expected = vec![(2, row("1", "2")), (4, row("3", "4"))];
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,2", "", "3,4"].join(end);
            assert_eq!(read(&text), expected, "{end:?}");
            assert_eq!(read(&(text + end)), expected, "{end:?} at the end");
        }
    }

    #[test]
    fn names_the_line_where_a_record_begins_after_quoted_line_breaks() {
        let text = "a;b\n\n\"x\ny\";2\r\n1\n3;4\n";
        assert_eq!(read(text), [(3, row("x\ny", "2")), (5, Err(Why::FieldCount)), (6, row("3", "4"))]);
    }

    #[test]
    fn takes_the_separator_that_the_header_has_most_of() {
        let found = ["a,b", "a;b,c;d", "a\tb", "\"x;y;z\",b", "alone", "a|b", "sep=;\na,b;c,d"]
            .map(|text| separator(text.as_bytes()));
        assert_eq!(found, [b',', b';', b'\t', b',', b',', b'|', b';']);
    }

    #[test]
    fn passes_over_blank_records_and_a_hint_before_the_header() {
        for before in ["sep=;\r\n", ";;\n", "\n\n", "sep=;\n;\n", "\"sep=;\"\n"] {
            let lines = before.matches('\n').count() as u64;
            assert_eq!(read(&format!("{before}a;b\n1;2\n")), [(lines + 2, row("1", "2"))], "{before:?}");
        }
    }

    #[test]
    fn finds_the_quote_that_is_never_closed() {
        let open = |text: &str| open_quote(text.as_bytes(), b',');
        assert_eq!(open("a,b\n\"x\"\"y\",1\n2,\"z\nz\"\n"), None);
        assert_eq!(open("a,b\n1,2\n\"x,1\n2,3\n"), Some(3));
        assert_eq!(open("a,b\n\"x,1\n2,3\n\"y\",4\n"), Some(2), "closed by another field's quote");
        assert_eq!(open("a,b\nfive\" screen,2\n"), None, "a quote inside a plain field is text");
    }
}
