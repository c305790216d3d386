//! `Grid`: the cells of a CSV file or of a spreadsheet as rows of text, each with its line, before anybody knows which row is
//! the header.

use crate::{
    import::{error::ImportError, input::Input},
    model::date::Day,
};
use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// The sheets of a file; a CSV file is one.
pub(super) struct Grid {
    pub(super) sheets: Vec<Vec<Line>>,
    /// What it was read as.
    pub(super) format: String,
}

/// A row that is not blank: its number, from 1, and its cells without blanks around them.
pub(super) struct Line {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

impl Line {
    /// A cell that is not blank.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// Whether files of this ending are spreadsheets.
pub(super) fn is_spreadsheet(ending: &str) -> bool {
    matches!(ending, "xlsx" | "xlsm" | "xls" | "ods")
}

impl Grid {
    pub(super) fn of(input: &mut Input) -> Result<Self, ImportError> {
        if is_spreadsheet(&input.ending) { Self::of_workbook(input) } else { Self::of_text(input) }
    }

    fn of_text(input: &mut Input) -> Result<Self, ImportError> {
        let encoding = input.recode()?;
        let text = input.text()?;
        let separator = separator(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text);
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record
                .map_err(|_| ImportError::file(&input.name, "it is no CSV", "save it as CSV in UTF-8"))?;
            let line = record.position().map_or(1, csv::Position::line);
            lines.push(Line { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
        }
        lines.retain(|line| line.cells.iter().any(|cell| !cell.is_empty()));
        let separator = if separator == b'\t' { "tab".to_owned() } else { char::from(separator).to_string() };
        Ok(Self { sheets: vec![lines], format: format!("CSV, separator {separator}, {encoding}") })
    }

    fn of_workbook(input: &Input) -> Result<Self, ImportError> {
        let broken = || {
            ImportError::file(
                &input.name,
                "the spreadsheet is damaged or locked",
                "save it again as xlsx or CSV",
            )
        };
        crate::import::workbook::refuse_bomb(input)?;
        let mut book =
            open_workbook_auto_from_rs(Cursor::new(input.content.clone())).map_err(|_| broken())?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(|_| broken())?;
            let (top, left) = range.start().unwrap_or_default();
            let indent = vec![String::new(); left as usize];
            let rows = range.rows().map(|row| indent.iter().cloned().chain(row.iter().map(text)).collect());
            let numbers = u64::from(top) + 1..;
            let mut lines: Vec<Line> = numbers.zip(rows).map(|(line, cells)| Line { line, cells }).collect();
            let regions = match &mut book {
                Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(&name).map_err(|_| broken())?,
                _ => Vec::new(),
            };
            for region in regions {
                let down = u64::from(region.start.0) + 1..=u64::from(region.end.0) + 1;
                spread(&mut lines, down, region.start.1 as usize);
            }
            lines.retain(|line| line.cells.iter().any(|cell| !cell.is_empty()));
            sheets.push(lines);
        }
        Ok(Self { format: format!("spreadsheet of {} sheets", sheets.len()), sheets })
    }
}

/// A cell that was merged downwards holds for each of its rows.
fn spread(lines: &mut [Line], down: std::ops::RangeInclusive<u64>, column: usize) {
    let first = lines.iter().find(|line| line.line == *down.start());
    let Some(text) = first.and_then(|line| line.cell(column)).map(str::to_owned) else { return };
    for line in lines.iter_mut().filter(|line| down.contains(&line.line)) {
        if let Some(cell) = line.cells.get_mut(column).filter(|cell| cell.is_empty()) {
            cell.clone_from(&text);
        }
    }
}

/// A cell as text; a date as `2014-04-30`.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = Day::of(year.into(), month.into(), day.into());
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

/// The separator: whichever of comma, semicolon and tab stands most often outside quotes in the first lines.
fn separator(text: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in text.iter().take(65_536) {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && *separator == byte);
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_separator_outside_quotes() {
        assert_eq!(separator(b"a;\"b, c, d\";e\n"), b';');
        assert_eq!(separator(b"a,b\nc,d"), b',');
        assert_eq!(separator(b"a\tb;c\td"), b'\t');
    }

    #[test]
    fn a_cell_merged_downwards_holds_for_each_row() {
        let line = |line, cells: [&str; 2]| Line { line, cells: cells.map(str::to_owned).to_vec() };
        let mut lines = [line(4, ["HR", "pay"]), line(5, ["", "leave"]), line(6, ["", "x"])];
        spread(&mut lines, 4..=5, 0);
        assert_eq!(lines.map(|line| line.cells[0].clone()), ["HR", "HR", ""]);
    }
}
