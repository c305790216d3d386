//! `Information`: how much one attribute tells of another.
//!
//! # Definition
//! Over people with both values, by row (the attribute that tells) and column (the one it tells of), N in all: the mutual information is
//! the sum over cells of (n/N) ln(n N/(row column)), in nats, 0 where the row says nothing of the column. The *uncertainty coefficient* is
//! that over the columns' entropy: the part of what is open about the column that the row settles, 0 to 1. By chance alone it is above
//! 0; its mean over all ways to deal the columns to the same people, both margins kept, is exact: each cell is hypergeometric. The
//! *accuracy* of the row is the share of people who would be guessed right if everybody were guessed to have the most frequent column
//! of their row; the *base accuracy* is the share of the most frequent column of all.
//!
//! # Reference
//! Shannon 1948; Theil 1972 (uncertainty coefficient); Vinh, Epps and Bailey 2010 (mean by chance); Goodman and Kruskal 1954.

use super::{hypergeometric::Hypergeometric, real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// A table of people by row and column.
///
/// # Example
/// Eight people of two places; one of the places is all red, the other half red, half blue. 2 of 8 are blue: the places settle 0.216 of
/// 0.562 nats.
/// ```
/// use bystander::stat::information::Information;
/// let told = Information::of(vec![vec![4, 0], vec![2, 2]]);
/// let entropy = -(0.75_f64 * 0.75_f64.ln() + 0.25 * 0.25_f64.ln());
/// assert!((told.entropy().value().unwrap() - entropy).abs() < 1e-15);
/// assert!((told.mutual().value().unwrap() - (entropy - 0.5 * 2.0_f64.ln())).abs() < 1e-15);
/// assert_eq!((told.accuracy().value(), told.base_accuracy().value()), (Some(0.75), Some(0.75)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Information {
    cells: Vec<Vec<u64>>,
    rows: Vec<u64>,
    columns: Vec<u64>,
}

impl Information {
    /// The table of `cells`, row by row; rows of the same length.
    #[must_use]
    pub fn of(cells: Vec<Vec<u64>>) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        Self {
            rows: cells.iter().map(|row| row.iter().sum()).collect(),
            columns: (0..width).map(|at| cells.iter().map(|row| row[at]).sum()).collect(),
            cells,
        }
    }

    /// The cells, row by row.
    #[must_use]
    pub fn cells(&self) -> &[Vec<u64>] {
        &self.cells
    }

    /// The people in each row.
    #[must_use]
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// The people in each column.
    #[must_use]
    pub fn columns(&self) -> &[u64] {
        &self.columns
    }

    /// N, everybody.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.rows.iter().sum()
    }

    /// The mutual information in nats, 0 upwards.
    #[must_use]
    pub fn mutual(&self) -> Figure {
        self.figure(|all| {
            let cells = self.cells.iter().flatten().map(|&cell| n_ln_n(cell));
            let margins = self.rows.iter().chain(&self.columns).map(|&margin| -n_ln_n(margin));
            (sum(cells.chain(margins).chain([n_ln_n(self.total())])) / all).max(0.0)
        })
    }

    /// The columns' entropy in nats, 0 upwards.
    #[must_use]
    pub fn entropy(&self) -> Figure {
        self.figure(|all| -sum(self.columns.iter().map(|&column| n_ln_n(column))) / all + all.ln())
            .map(|nats| nats.max(0.0))
    }

    /// The uncertainty coefficient, 0 to 1; undefined where all are in one column.
    #[must_use]
    pub fn uncertainty(&self) -> Figure {
        self.of_entropy(self.mutual())
    }

    /// The mean of the uncertainty coefficient by chance, 0 to 1.
    #[must_use]
    pub fn uncertainty_by_chance(&self) -> Figure {
        self.of_entropy(self.mutual_by_chance())
    }

    /// The mean of the mutual information by chance, in nats.
    #[must_use]
    pub fn mutual_by_chance(&self) -> Figure {
        let pairs =
            || self.rows.iter().flat_map(|&row| self.columns.iter().map(move |&column| (row, column)));
        let occupied = || pairs().filter(|&(row, column)| row > 0 && column > 0);
        self.figure(|_| sum(occupied().map(|(row, column)| self.cell_by_chance(row, column))))
    }

    /// The mean part of one cell: over what it can hold, (n/N) ln(n N/(row column)), laid out from the likeliest outwards.
    fn cell_by_chance(&self, row: u64, column: u64) -> f64 {
        let all = self.total();
        let held = Hypergeometric::new(all, row, column).expect("margins are parts of the people");
        let part = |cell: u64| match cell {
            0 => 0.0,
            _ => real(cell) / real(all) * (real(cell) / real(row) * (real(all) / real(column))).ln(),
        };
        let (mode, (start, end)) = (held.mode(), held.support().into_inner());
        let likeliest = held.ln_chance(mode).exp();
        let up = (mode..end).scan(likeliest, |chance, cell| {
            *chance *= held.step_up(cell);
            (*chance > likeliest * NEGLIGIBLE).then(|| *chance * part(cell + 1))
        });
        let down = (start..mode).rev().scan(likeliest, |chance, cell| {
            *chance /= held.step_up(cell);
            (*chance > likeliest * NEGLIGIBLE).then(|| *chance * part(cell))
        });
        sum([likeliest * part(mode)].into_iter().chain(up).chain(down))
    }

    /// The share of people guessed right from their row, 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> Figure {
        let right: u64 = self.cells.iter().filter_map(|row| row.iter().max()).sum();
        Figure::ratio(right, self.total(), Undefined::EmptyInput)
    }

    /// The share of the most frequent column, 0 to 1.
    #[must_use]
    pub fn base_accuracy(&self) -> Figure {
        Figure::ratio(self.columns.iter().copied().max().unwrap_or(0), self.total(), Undefined::EmptyInput)
    }

    fn figure(&self, value: impl FnOnce(f64) -> f64) -> Figure {
        match self.total() {
            0 => Figure::undefined(Undefined::EmptyInput),
            all => Figure::known(value(real(all))),
        }
    }

    fn of_entropy(&self, nats: Figure) -> Figure {
        let several = self.columns.iter().filter(|&&column| column > 0).count() > 1;
        match (nats.0, self.entropy().value()) {
            (Ok(nats), Some(entropy)) if several => Figure::known((nats / entropy).min(1.0)),
            (Ok(_), _) => Figure::undefined(Undefined::OneClass),
            (Err(why), _) => Figure::undefined(why),
        }
    }
}

/// The chance of a count, over that of the likeliest, from which on counts no longer matter.
const NEGLIGIBLE: f64 = 1e-18;

/// n ln n, 0 for nobody.
#[must_use]
pub fn n_ln_n(count: u64) -> f64 {
    if count == 0 { 0.0 } else { real(count) * real(count).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[u32], columns: &[u32]) -> Information {
        let mut cells = vec![vec![0; 3]; 4];
        rows.iter().zip(columns).for_each(|(&row, &column)| cells[row as usize][column as usize] += 1);
        Information::of(cells)
    }

    /// Every order of `labels`, equal ones told apart.
    fn orders(labels: &[u32]) -> Vec<Vec<u32>> {
        if labels.is_empty() {
            return vec![Vec::new()];
        }
        let with_first = |first: usize| {
            let mut rest = labels.to_vec();
            let label = rest.remove(first);
            orders(&rest).into_iter().map(move |rest| [vec![label], rest].concat())
        };
        (0..labels.len()).flat_map(with_first).collect()
    }

    #[test]
    fn the_mean_by_chance_is_that_over_every_order() {
        let (rows, columns) = ([0, 0, 1, 1, 1, 2, 3], [0, 0, 0, 1, 1, 2, 2]);
        let all = orders(&columns);
        let found = all.iter().map(|columns| table(&rows, columns).mutual().value().unwrap());
        let mean = found.sum::<f64>() / real(all.len() as u64);
        assert!((table(&rows, &columns).mutual_by_chance().value().unwrap() - mean).abs() < 1e-12);
    }

    #[test]
    fn a_row_that_settles_everything_has_all_of_the_entropy() {
        let told = table(&[0, 0, 1, 2, 3], &[0, 0, 1, 2, 2]);
        assert!((told.uncertainty().value().unwrap() - 1.0).abs() < 1e-12);
        assert_eq!((told.accuracy().value(), told.base_accuracy().value()), (Some(1.0), Some(0.4)));
        let nothing = Information::of(vec![vec![2, 4], vec![3, 6]]);
        assert!(nothing.mutual().value().unwrap() < 1e-15);
    }

    #[test]
    fn mutual_information_is_that_of_another_formula() {
        let cells = vec![vec![3, 1, 4], vec![1, 5, 9], vec![2, 6, 0]];
        let told = Information::of(cells.clone());
        let other = crate::stat::segregation::Segregation::of(cells.clone()).mutual_information();
        assert!((told.mutual().value().unwrap() - other.value().unwrap()).abs() < 1e-12);
        let g = crate::stat::contingency::Contingency::of(&cells).g().value().unwrap();
        assert!((told.mutual().value().unwrap() - g / (2.0 * 31.0)).abs() < 1e-12);
    }

    #[test]
    fn one_column_or_nobody_has_no_coefficient() {
        assert_eq!(Information::of(vec![vec![2], vec![1]]).uncertainty().0, Err(Undefined::OneClass));
        assert_eq!(Information::of(vec![vec![0, 0]]).uncertainty().0, Err(Undefined::EmptyInput));
        assert_eq!(Information::of(Vec::new()).accuracy().0, Err(Undefined::EmptyInput));
    }
}
