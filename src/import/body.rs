//! `Body`: what is inside a file of tables, be it text, Parquet, a workbook or JSON: headers, and records with their lines.

use super::{
    delimited::Delimited,
    error::ImportError,
    grid::{self, Grid},
    input::Input,
    workbook,
};
use crate::{model::gap::Why, table::parquet::Frame};

/// A table as it stands in a file.
pub(super) enum Body {
    Text(Delimited),
    Parquet(Frame),
    Grid(Grid),
}

/// One record; `line` is where it begins, from 1 (in a workbook its row, in Parquet and a JSON list its place, from 1).
pub(super) struct Record<'a> {
    pub(super) line: u64,
    cells: Cells<'a>,
}

#[derive(Clone, Copy)]
enum Cells<'a> {
    Text(&'a csv::ByteRecord),
    Plain(&'a [String]),
}

impl<'a> Record<'a> {
    /// The cell in that column without the blanks around it; what is missing is empty.
    #[inline]
    pub(super) fn bytes(&self, column: usize) -> &'a [u8] {
        match self.cells {
            Cells::Text(record) => record.get(column).unwrap_or_default().trim_ascii(),
            Cells::Plain(cells) => cells[column].as_bytes().trim_ascii(),
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

impl Body {
    /// The tables of a file: one, but for a workbook, which has one on each sheet that is not blank. Takes the content of `input`
    /// out of there.
    pub(super) fn all(input: &mut Input) -> Result<Vec<Self>, ImportError> {
        let is_text = matches!(input.ending.as_str(), "csv" | "tsv" | "txt");
        if input.is_parquet() && !is_text {
            let content = std::mem::take(&mut input.content);
            let frame = Frame::read(content).map_err(|cause| {
                let way_out = "write it again as plain columns of text or whole numbers";
                ImportError::file(&input.name, cause.to_string(), way_out)
            })?;
            return Ok(vec![Self::Parquet(frame)]);
        }
        if input.ending == "parquet" {
            return Err(ImportError::file(&input.name, "it is no Parquet file", "give it its true ending"));
        }
        if workbook::is_one(input) {
            return Ok(workbook::grids(input)?.into_iter().map(Self::Grid).collect());
        }
        input.decode()?;
        if matches!(input.ending.as_str(), "json" | "jsonl" | "ndjson") {
            return Ok(vec![Self::Grid(grid::of_json(input)?)]);
        }
        Ok(vec![Self::Text(Delimited::open(input)?)])
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> &[String] {
        match self {
            Self::Text(text) => text.header(),
            Self::Parquet(frame) => frame.names(),
            Self::Grid(grid) => grid.header(),
        }
    }

    /// Whether `fits` says yes to the header; in a workbook, where titles may stand above it, to one of the first rows, which then
    /// is the header.
    pub(super) fn has_header(&mut self, fits: impl Fn(&[String]) -> bool) -> bool {
        if let Self::Grid(grid) = self { grid.seek_header(fits) } else { fits(self.header()) }
    }

    /// What this is, for the list of files.
    pub(super) fn format(&self) -> String {
        match self {
            Self::Text(text) => text.format().to_owned(),
            Self::Parquet(_) => "Parquet".to_owned(),
            Self::Grid(grid) => grid.format(),
        }
    }

    /// Gives each record after the header to `visit`, with its line, or why it cannot be read.
    pub(super) fn each<E>(
        &self,
        mut visit: impl FnMut(u64, Result<Record, Why>) -> Result<(), E>,
    ) -> Result<(), E> {
        let fields = self.header().len();
        match self {
            Self::Text(text) => text.each(fields, |line, record| {
                visit(line, record.map(|record| Record { line, cells: Cells::Text(record) }))
            }),
            Self::Parquet(frame) => {
                let mut cells = vec![String::new(); fields];
                (0..frame.rows()).try_for_each(|row| {
                    frame.fill(row, &mut cells);
                    let line = row as u64 + 1;
                    visit(line, Ok(Record { line, cells: Cells::Plain(&cells) }))
                })
            }
            Self::Grid(grid) => grid
                .rows()
                .try_for_each(|(line, cells)| visit(line, Ok(Record { line, cells: Cells::Plain(cells) }))),
        }
    }
}
