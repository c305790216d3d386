//! A row of a figure's table, read by the keys of its columns.

use crate::report::{cell::Cell, table::Table};

/// A row, and the table it stands in.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    cells: &'a [Cell],
}

impl<'a> Row<'a> {
    /// Every row of a table.
    pub(super) fn all(table: &'a Table) -> impl Iterator<Item = Self> {
        table.rows.iter().map(move |cells| Self { table, cells })
    }

    fn cell(self, key: &str) -> Option<&'a Cell> {
        self.cells.get(self.table.column(key)?)
    }

    /// The number in a column; `None` where it is hidden, undefined, not finite or missing.
    pub(super) fn number(self, key: &str) -> Option<f64> {
        self.cell(key)?.number().filter(|number| number.is_finite())
    }

    /// What a reader sees in a column; empty where there is no such column.
    pub(super) fn shown(self, key: &str) -> String {
        self.cell(key).map(Cell::shown).unwrap_or_default()
    }

    /// Whether the column is hidden here.
    pub(super) fn is_hidden(self, key: &str) -> bool {
        self.cell(key) == Some(&Cell::Hidden)
    }
}
