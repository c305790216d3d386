//! A table as CSV, with the line of every planted defect.

use crate::model::gap::Why;
use std::collections::BTreeMap;

/// A CSV file that is being written.
pub(super) struct Sheet {
    name: &'static str,
    writer: csv::Writer<Vec<u8>>,
    line: u64,
    defects: BTreeMap<Why, Vec<u64>>,
}

impl Sheet {
    /// A file of that name and header.
    pub(super) fn new(name: &'static str, header: &[&str]) -> Self {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut sheet = Self { name, writer, line: 0, defects: BTreeMap::new() };
        sheet.row(header);
        sheet
    }

    /// Adds a row. No field holds a line break, so a row is a line.
    pub(super) fn row(&mut self, fields: &[&str]) {
        self.writer.write_record(fields).expect("memory takes every record");
        self.line += 1;
    }

    /// Adds a row that a reader must not take as it stands, and why.
    pub(super) fn defect(&mut self, why: Why, fields: &[&str]) {
        self.row(fields);
        self.note(why);
    }

    /// Says of the row added last that a reader must not take it as it stands, and why.
    pub(super) fn note(&mut self, why: Why) {
        self.defects.entry(why).or_default().push(self.line);
    }

    /// The name and content, and each kind of defect with its lines, ascending, from 1.
    pub(super) fn end(self) -> ((String, Vec<u8>), BTreeMap<Why, Vec<u64>>) {
        let bytes = self.writer.into_inner().expect("memory takes every record");
        ((self.name.to_owned(), bytes), self.defects)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_the_header() {
        let mut sheet = Sheet::new("ties.csv", &["source", "target"]);
        sheet.row(&["a", "b"]);
        sheet.defect(Why::FieldCount, &["a"]);
        let ((_, bytes), defects) = sheet.end();
        assert_eq!(bytes, b"source,target\na,b\na\n");
        assert_eq!(defects, BTreeMap::from([(Why::FieldCount, vec![3])]));
    }
}
