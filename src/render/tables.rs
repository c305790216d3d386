//! `tables/`: each table as CSV and as Parquet, with the keys of its columns as heads and numbers at full precision
//! (shares between 0 and 1). A cell without a value is empty, and the last column, `not_shown`, says of each row which
//! cells are empty for a reason: `people=hidden; lift=undefined:empty_segment`.
//!
//! In CSV a text that a spreadsheet would take for a formula gets an apostrophe before it. Parquet keeps texts as they
//! are: no program runs them.

use super::{File, RenderError, Renderer};
use crate::{
    report::{Report, cell::Cell, table::Table},
    table::{column::Column, parquet},
};

pub(super) const RENDERER: Renderer = Renderer { name: "tables", render };

/// The column that says why cells are empty.
pub(super) const NOT_SHOWN: &str = "not_shown";

fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for table in report.all_tables() {
        let csv = csv(table).map_err(|cause| RenderError::Csv { table: table.id, cause })?;
        files.push(File::new(format!("tables/{}.csv", table.id), csv));
        let bytes = parquet::write(&columns(table))
            .map_err(|cause| RenderError::Parquet { table: table.id, cause })?;
        files.push(File::new(format!("tables/{}.parquet", table.id), bytes));
    }
    Ok(files)
}

/// A table as CSV.
pub(super) fn csv(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let keys = table.columns.iter().map(|column| column.key);
    writer.write_record(keys.chain([NOT_SHOWN]))?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            other => written(other).unwrap_or_default(),
        });
        writer.write_record(cells.chain([not_shown(table, row)]))?;
    }
    Ok(writer.into_inner().expect("writing into memory cannot fail"))
}

/// A cell as programs read it; `None` where it holds no value.
fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Count(count) => Some(count.to_string()),
        Cell::Change(by) => Some(by.to_string()),
        Cell::Number(value) | Cell::Share(value) | Cell::P(value) | Cell::Amount(value) => {
            Some(value.to_string())
        }
        Cell::Hidden | Cell::Undefined(_) | Cell::Empty => None,
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn harmless(text: &str) -> String {
    let formula = |letter| matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

/// Which cells of a row are empty for a reason, and for which.
fn not_shown(table: &Table, row: &[Cell]) -> String {
    let reason = |(column, cell): (&crate::report::table::Heading, &Cell)| match cell {
        Cell::Hidden => Some(format!("{}=hidden", column.key)),
        Cell::Undefined(why) => Some(format!("{}=undefined:{}", column.key, why.code())),
        _ => None,
    };
    table.columns.iter().zip(row).filter_map(reason).collect::<Vec<_>>().join("; ")
}

/// The columns with one type each: whole numbers where all are counts, real numbers where all are numbers, else text.
pub(super) fn columns(table: &Table) -> Vec<(&str, Column)> {
    let column = |(at, heading): (usize, &crate::report::table::Heading)| {
        (heading.key, column(table.rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty))))
    };
    let mut columns: Vec<_> = table.columns.iter().enumerate().map(column).collect();
    let reasons = table.rows.iter().map(|row| Some(not_shown(table, row)).filter(|text| !text.is_empty()));
    columns.push((NOT_SHOWN, Column::Text(reasons.collect())));
    columns
}

fn column<'a>(cells: impl Iterator<Item = &'a Cell> + Clone) -> Column {
    let without = |cell: &Cell| matches!(cell, Cell::Hidden | Cell::Undefined(_) | Cell::Empty);
    let values = || cells.clone().filter(|cell| !without(cell));
    let empty = values().next().is_none();
    if !empty && values().all(|cell| matches!(cell, Cell::Count(_) | Cell::Change(_))) {
        return Column::Integer(cells.map(whole).collect());
    }
    if !empty && values().all(|cell| cell.number().is_some()) {
        return Column::Real(cells.map(Cell::number).collect());
    }
    Column::Text(cells.map(written).collect())
}

fn whole(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Count(count) => i64::try_from(*count).ok(),
        Cell::Change(by) => Some(*by),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::Measures,
        model::number::Undefined,
        report::{Report, table::Heading},
        village,
    };

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let heading = |key| Heading { key, label: key, definition: None };
        let columns = vec![heading("segment"), heading("people"), heading("lift")];
        Table { id: "t", caption: String::new(), columns, rows, notes: Vec::new() }
    }

    fn written(rows: Vec<Vec<Cell>>) -> String {
        String::from_utf8(csv(&table(rows)).expect("written")).expect("UTF-8")
    }

    #[test]
    fn numbers_keep_every_digit_and_empty_cells_say_why() {
        let rows = vec![
            vec![Cell::Text("north, south".into()), Cell::Count(4029), Cell::Number(1.0 / 3.0)],
            vec![Cell::Text("west".into()), Cell::Hidden, Cell::Undefined(Undefined::EmptySegment)],
        ];
        assert_eq!(
            written(rows),
            "segment,people,lift,not_shown\n\"north, south\",4029,0.3333333333333333,\n\
             west,,,people=hidden; lift=undefined:empty_segment\n"
        );
    }

    #[test]
    fn no_table_has_two_columns_of_one_name() {
        let villages = [
            village::with_messages(),
            village::with_places(),
            village::singled_out(),
            village::with_texts(),
            village::with_seats(),
            village::with_records(),
        ];
        for audit in villages {
            let report = Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new());
            for table in &report.tables {
                let mut names: Vec<&str> =
                    table.columns.iter().map(|column| column.key).chain([NOT_SHOWN]).collect();
                names.sort_unstable();
                assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}: {names:?}", table.id);
            }
        }
    }

    #[test]
    fn a_text_is_never_a_formula() {
        for text in ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "＝1"] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(harmless("a=b"), "a=b");
        let row = vec![Cell::Text("=HYPERLINK(\"x\")".into()), Cell::Number(-1.5), Cell::Empty];
        assert!(written(vec![row]).contains("\"'=HYPERLINK(\"\"x\"\")\",-1.5,"));
    }

    #[test]
    fn a_column_has_the_narrowest_type_that_holds_it() {
        let cells = [Cell::Count(1), Cell::Hidden];
        assert_eq!(column(cells.iter()), Column::Integer(vec![Some(1), None]));
        let cells = [Cell::Count(1), Cell::Share(0.5)];
        assert_eq!(column(cells.iter()), Column::Real(vec![Some(1.0), Some(0.5)]));
        let cells = [Cell::Count(1), Cell::Text("5 or more".into())];
        let texts = vec![Some("1".to_owned()), Some("5 or more".to_owned())];
        assert_eq!(column(cells.iter()), Column::Text(texts));
    }
}
