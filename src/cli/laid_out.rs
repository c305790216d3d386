//! A table for a terminal.

use crate::{chart::plain, report::table::Table};

/// A table for a terminal: columns as wide as their cells, numbers to the right.
pub(super) fn laid_out(table: &Table) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| column.label.to_owned()).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.shown())).collect()).collect();
    let width = |at: usize| {
        let cells = std::iter::once(&head).chain(&rows).map(|row| row[at].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let numeric: Vec<bool> =
        (0..head.len()).map(|at| table.rows.iter().any(|row| row[at].number().is_some())).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).zip(&numeric).map(|((cell, &width), &right)| {
            if right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let caption = format!("{}\n", table.caption);
    let lines = std::iter::once(&head).chain(&rows).map(line);
    let notes = table.notes.iter().map(|note| format!("{note}\n"));
    std::iter::once(caption).chain(lines).chain(notes).collect()
}
