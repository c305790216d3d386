//! `Contingency`: a table of counts, and how far its rows differ from each other.
//!
//! # Definition
//! Empty rows and columns are dropped first. With O and E = row x column / N in each cell: chi-square is the sum of
//! (O - E)^2/E, G is 2 sum O ln(O/E), both on (r - 1)(c - 1) degrees of freedom; without a degree of freedom none of the
//! figures exists.
//!
//! # Reference
//! Cramér 1946; Bergsma 2013 (the corrected V); Haberman 1973 (adjusted residuals).

use super::{real::real, saddle_point::deviance, sum::sum};
use crate::model::number::{Figure, Undefined};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// The chance of a chi-square of `value` or more on `freedom` degrees of freedom, without association.
pub(super) fn chi_square_p(value: f64, freedom: u64) -> f64 {
    ChiSquared::new(real(freedom)).expect("there is a degree of freedom").sf(value)
}

/// A table without empty rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Contingency {
    cells: Vec<Vec<u64>>,
    rows: Vec<u64>,
    columns: Vec<u64>,
    /// How many empty rows were dropped.
    pub dropped_rows: usize,
    /// How many empty columns were dropped.
    pub dropped_columns: usize,
}

impl Contingency {
    /// The table of `cells`, row by row; rows of the same length.
    #[must_use]
    pub fn of(cells: &[Vec<u64>]) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let kept: Vec<usize> = (0..width).filter(|&at| cells.iter().any(|row| row[at] > 0)).collect();
        let rows = cells.iter().filter(|row| row.iter().any(|&cell| cell > 0));
        let table: Vec<Vec<u64>> = rows.map(|row| kept.iter().map(|&at| row[at]).collect()).collect();
        Self {
            rows: table.iter().map(|row| row.iter().sum()).collect(),
            columns: (0..kept.len()).map(|at| table.iter().map(|row| row[at]).sum()).collect(),
            dropped_rows: cells.len() - table.len(),
            dropped_columns: width - kept.len(),
            cells: table,
        }
    }

    /// N, everybody.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rows.iter().sum()
    }

    /// (r - 1)(c - 1).
    #[must_use]
    pub fn freedom(&self) -> u64 {
        let less_one = |margin: &[u64]| margin.len().saturating_sub(1) as u64;
        less_one(&self.rows) * less_one(&self.columns)
    }

    /// Chi-square, 0 upwards.
    #[must_use]
    pub fn chi_square(&self) -> Figure {
        self.figure(|| sum(self.each(|found, expected, _| (found - expected).powi(2) / expected)))
    }

    /// The chance of as large a chi-square without association.
    #[must_use]
    pub fn chi_square_p(&self) -> Figure {
        self.chi_square().map(|value| chi_square_p(value, self.freedom()))
    }

    /// G, 0 upwards.
    #[must_use]
    pub fn g(&self) -> Figure {
        self.figure(|| 2.0 * sum(self.each(|found, expected, _| deviance(found, expected))))
    }

    /// The chance of as large a G without association.
    #[must_use]
    pub fn g_p(&self) -> Figure {
        self.g().map(|value| chi_square_p(value, self.freedom()))
    }

    /// Cramér's V, 0 to 1.
    #[must_use]
    pub fn cramers_v(&self) -> Figure {
        let sides = self.rows.len().min(self.columns.len());
        self.chi_square().map(|value| (value / (real(self.total()) * (real(sides as u64) - 1.0))).sqrt())
    }

    /// Cramér's V without the part that chance alone adds, 0 to 1. Undefined where no side of the table is left.
    #[must_use]
    pub fn cramers_v_corrected(&self) -> Figure {
        let others = real(self.total()) - 1.0;
        let corrected = |side: f64| side - (side - 1.0).powi(2) / others;
        let (rows, columns) = (real(self.rows.len() as u64), real(self.columns.len() as u64));
        let sides = corrected(rows).min(corrected(columns)) - 1.0;
        self.chi_square().0.map_or_else(Figure::undefined, |value| {
            if sides <= 0.0 {
                return Figure::undefined(Undefined::ZeroDenominator);
            }
            let phi2 = value / real(self.total()) - (rows - 1.0) * (columns - 1.0) / others;
            Figure::known((phi2.max(0.0) / sides).sqrt())
        })
    }

    /// The smallest expected count.
    #[must_use]
    pub fn min_expected(&self) -> Figure {
        self.figure(|| self.each(|_, expected, _| expected).fold(f64::INFINITY, f64::min))
    }

    /// The share of cells with an expected count below 5, 0 to 1: above 0 an exact test is the one to report.
    #[must_use]
    pub fn share_expected_below_5(&self) -> Figure {
        let few = || self.each(|_, expected, _| f64::from(u8::from(expected < 5.0)));
        self.figure(|| sum(few()) / real(few().count() as u64))
    }

    /// Pearson's residuals, (O - E)/sqrt(E), row by row.
    #[must_use]
    pub fn pearson_residuals(&self) -> Vec<Vec<f64>> {
        self.by_row(|found, expected, _| (found - expected) / expected.sqrt())
    }

    /// Adjusted residuals, (O - E)/sqrt(E (1 - row/N)(1 - column/N)), row by row. Empty without a degree of freedom.
    #[must_use]
    pub fn adjusted_residuals(&self) -> Vec<Vec<f64>> {
        if self.freedom() == 0 {
            return Vec::new();
        }
        self.by_row(|found, expected, room| (found - expected) / (expected * room).sqrt())
    }

    /// Location quotients, (cell/row) / (column/N), row by row.
    #[must_use]
    pub fn location_quotients(&self) -> Vec<Vec<f64>> {
        self.by_row(|found, expected, _| found / expected)
    }

    fn figure(&self, value: impl FnOnce() -> f64) -> Figure {
        match self.freedom() {
            _ if self.total() == 0 => Figure::undefined(Undefined::EmptyInput),
            0 => Figure::undefined(Undefined::ZeroMargin),
            _ => Figure::known(value()),
        }
    }

    /// What `of` makes of each cell, from what was found, what was expected, and (1 - row/N)(1 - column/N).
    fn each<T>(&self, of: impl Fn(f64, f64, f64) -> T) -> impl Iterator<Item = T> {
        let total = real(self.total());
        self.cells.iter().zip(&self.rows).flat_map(move |(cells, &row)| {
            let of = &of;
            let one = move |(&found, &column): (&u64, &u64)| {
                let (row, column) = (real(row), real(column));
                of(real(found), row * column / total, (1.0 - row / total) * (1.0 - column / total))
            };
            cells.iter().zip(&self.columns).map(one).collect::<Vec<_>>()
        })
    }

    fn by_row(&self, of: impl Fn(f64, f64, f64) -> f64) -> Vec<Vec<f64>> {
        let all: Vec<f64> = self.each(of).collect();
        all.chunks(self.columns.len().max(1)).map(<[f64]>::to_vec).collect()
    }
}
