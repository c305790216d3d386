//! Workbooks: Excel (`.xlsx`, `.xlsb`, `.xls`) and `OpenDocument` (`.ods`), as the texts that their cells show.
//!
//! Whole numbers have no decimals. A number of more than fifteen digits is written in scientific notation, for a workbook keeps no more than
//! fifteen, and whoever reads the cell as an id must see that. Days are written as 2014-04-30, with the time of day where there
//! is one. A cell whose formula failed is empty. Blank rows are passed over.

use super::{error::ImportError, exports, grid::Grid, input::Input};
use calamine::{Data, DataRef, ExcelDateTime, Range, Reader, Xlsx, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Whether `input` is a workbook: by what it holds, whatever it is called.
pub(super) fn is_one(input: &Input) -> bool {
    let content = &input.content;
    let holds = |name: &[u8]| content.windows(name.len()).any(|window| window == name);
    let is_zip = content.starts_with(b"PK\x03\x04");
    let named = matches!(input.ending.as_str(), "xlsx" | "xlsm" | "xlsb" | "ods");
    content.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        || (is_zip && (named || holds(b"xl/workbook.") || holds(b"opendocument.spreadsheet")))
}

/// The sheets of `input` that are not blank.
pub(super) fn grids(input: &Input) -> Result<Vec<Grid>, ImportError> {
    let broken = |_| broken(input);
    refuse_bomb(input)?;
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(&input.content)).map_err(broken)?;
    let names = workbook.sheet_names();
    let mut grids = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let range = workbook.worksheet_range(name).map_err(broken)?;
        let (rows, failed) = rows(&range);
        let mut format = format!("workbook, sheet {} of {}", at + 1, names.len());
        if failed > 0 {
            format.extend([", cells with a failed formula taken as empty: ", &failed.to_string()]);
        }
        if !rows.is_empty() {
            grids.push(Grid::of_sheet(format, rows));
        }
    }
    if grids.is_empty() {
        let way_out = "a table needs at least its header; leave the table out if there is none";
        return Err(ImportError::file(&input.name, "every sheet of it is blank", way_out));
    }
    Ok(grids)
}

fn broken(input: &Input) -> ImportError {
    let way_out =
        "open it in a spreadsheet program and save it again, or save the sheet as CSV; nothing was read";
    ImportError::file(&input.name, "the workbook is damaged, or locked with a password", way_out)
}

/// The most cells that the area of a sheet may have, blank ones included, and the most bytes of text in it.
const CELLS: u64 = 50_000_000;
const TEXTS: u64 = 1 << 30;

/// An error where a workbook unpacks to more than one has, or where the area of a sheet or its texts would not fit the memory. The
/// area goes from the first cell to the last, so that one stray cell far away is enough.
pub(super) fn refuse_bomb(input: &Input) -> Result<(), ImportError> {
    let refused = |what: &str| {
        let way_out =
            "delete the rows and columns beyond the table, or save the sheet as CSV; nothing was read";
        Err(ImportError::file(&input.name, what, way_out))
    };
    // The texts that cells share are read as a whole when it is opened.
    if input.content.starts_with(b"PK")
        && exports::bursts(&input.name, &input.content).map_err(|_| broken(input))?
    {
        return refused("it unpacks to more than 1 GiB, or to more than 100 MiB and 200 times its length");
    }
    let Ok(mut workbook) = Xlsx::new(Cursor::new(&input.content)) else { return Ok(()) };
    for name in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let (mut corner, mut first, mut texts, mut count) = ((0, 0), None, 0_u64, 0_u64);
        while let Ok(Some(cell)) = cells.next_cell() {
            let (row, column) = cell.get_position();
            corner = (corner.0.max(row), corner.1.max(column));
            let start: &mut (u32, u32) = first.get_or_insert((row, column));
            *start = (start.0.min(row), start.1.min(column));
            count += 1;
            if let DataRef::SharedString(text) = cell.get_value() {
                texts += text.len() as u64;
            }
            let from = first.unwrap_or_default();
            let area = (u64::from(corner.0 - from.0) + 1) * (u64::from(corner.1 - from.1) + 1);
            if area > CELLS || count > CELLS {
                return refused(
                    "the area of a sheet, from its first cell to its last, has more than 50 million cells",
                );
            }
            if texts > TEXTS {
                return refused("the texts of a sheet have more than 1 GiB");
            }
        }
    }
    Ok(())
}

/// The rows that are not blank, each with its number; and how many cells hold an error.
fn rows(range: &Range<Data>) -> (Vec<(u64, Vec<String>)>, usize) {
    let first = range.start().map_or(1, |(row, _)| u64::from(row) + 1);
    let texts = |cells: &[Data]| cells.iter().map(text).collect::<Vec<_>>();
    let rows = (first..).zip(range.rows()).map(|(line, cells)| (line, texts(cells)));
    let failed = range.used_cells().filter(|(.., cell)| matches!(cell, Data::Error(_))).count();
    (rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())).collect(), failed)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => digits(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => day(moment),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number as it is typed; from sixteen digits on in scientific notation.
fn digits(number: f64) -> String {
    if number.abs() < 1e15 {
        return number.to_string();
    }
    let (digits, power) = format!("{number:.14e}").split_once('e').map_or_else(
        || (number.to_string(), "0".to_owned()),
        |(digits, power)| (digits.trim_end_matches('0').trim_end_matches('.').to_owned(), power.to_owned()),
    );
    format!("{digits}E+{power}")
}

fn day(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return digits(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn writes_numbers_as_they_were_typed_and_says_where_digits_are_lost() {
        let written = [7.0, 0.5, -3.0, 100_004_123_456_789.0, 1e15, 1.000_041_234_567_89e17].map(digits);
        assert_eq!(written, ["7", "0.5", "-3", "100004123456789", "1E+15", "1.00004123456789E+17"]);
    }

    #[test]
    fn writes_days_as_the_tables_do() {
        let at = |value| day(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        assert_eq!([at(41_759.0), at(41_759.75)], ["2014-04-30", "2014-04-30 18:00:00"]);
    }
}
