//! Small cells of a table whose row and column sums are published: which further cells are hidden so that none follows.
//!
//! # Definition
//! With the threshold t, cells and sums n with 0 < n < t are hidden; zeros and the sum of the whole table are shown. To each
//! hidden cell belongs a *way round*: a closed path through rows and columns by hidden cells that meets each row and column
//! once at most, along which counts can be moved, one up, the next down, so that every published sum stays as it is. A way
//! round counts only if each cell that goes down holds at least t. Where a small cell has none, the cheapest is hidden with
//! it; a cell costs what it holds, a row's or column's sum that and the whole table more, so that sums are hidden last.
//!
//! Hence a small cell v can be anything from v to t as far as the published table tells, while every other hidden cell stays
//! above zero; and each hidden cell can be at least two numbers, also for a reader who knows that zeros are shown.
//!
//! Where there is no way round, every cell and sum that is not zero is hidden; a table of a single cell is known from its
//! whole sum all the same.
//!
//! # Reference
//! Complementary suppression on the bipartite graph of rows and columns: Gusfield 1988, *A graph theoretic approach to
//! statistical data security*.

use std::{cmp::Reverse, collections::BinaryHeap};

/// A table and its sums. The sums are given, because cells may count something smaller than what adds up: the people in
/// a cell, where the published counts are pairs of people.
#[derive(Clone, Debug)]
pub struct TwoWay {
    /// The counts, row by row.
    pub cells: Vec<Vec<u64>>,
    /// The sum of each row.
    pub rows: Vec<u64>,
    /// The sum of each column.
    pub columns: Vec<u64>,
}

/// What is hidden of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Cells, row by row.
    pub cells: Vec<Vec<bool>>,
    /// Sums of rows.
    pub rows: Vec<bool>,
    /// Sums of columns.
    pub columns: Vec<bool>,
    /// Whether some cell had no way round, so that everything is hidden.
    pub last_resort: bool,
}

/// What is hidden of `table` at the threshold `least`; the cells `also` (row, column) are hidden whatever they hold.
#[must_use]
pub fn hidden(table: &TwoWay, least: u64, also: &[(usize, usize)]) -> Hidden {
    let mut search = Search::new(table, least);
    let mut to_protect = search.small();
    let forced = also.iter().copied().filter(|&(row, column)| search.count(row, column) > 0);
    to_protect.extend(forced);
    to_protect.iter().for_each(|&(row, column)| search.hidden[row][column] = true);
    for &(row, column) in &to_protect {
        match search.way_round(row, column) {
            Some(way) => way.iter().for_each(|&(row, column)| search.hidden[row][column] = true),
            None => return search.everything(),
        }
    }
    search.found()
}

/// The table with its sums as a last row and a last column.
struct Search<'a> {
    table: &'a TwoWay,
    least: u64,
    /// What a sum costs more than what it holds.
    dear: u64,
    hidden: Vec<Vec<bool>>,
}

impl<'a> Search<'a> {
    fn new(table: &'a TwoWay, least: u64) -> Self {
        let hidden = vec![vec![false; table.columns.len() + 1]; table.rows.len() + 1];
        Self { table, least, dear: table.rows.iter().sum(), hidden }
    }

    /// A count of the table, or a sum; the sum of the whole reads 0, because it is never hidden.
    fn count(&self, row: usize, column: usize) -> u64 {
        match (row < self.table.rows.len(), column < self.table.columns.len()) {
            (true, true) => self.table.cells[row][column],
            (true, false) => self.table.rows[row],
            (false, true) => self.table.columns[column],
            (false, false) => 0,
        }
    }

    fn is_sum(&self, row: usize, column: usize) -> bool {
        row == self.table.rows.len() || column == self.table.columns.len()
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (rows, columns) = (self.table.rows.len(), self.table.columns.len());
        (0..=rows).flat_map(move |row| (0..=columns).map(move |column| (row, column)))
    }

    fn small(&self) -> Vec<(usize, usize)> {
        self.places().filter(|&(row, column)| (1..self.least).contains(&self.count(row, column))).collect()
    }

    /// Whether a count can be moved on the step from its row to its column. A sum stands on the other side of the equation:
    /// where a cell goes up, the sum goes down.
    fn moves(&self, row: usize, column: usize, to_column: bool) -> bool {
        let goes_up = to_column != self.is_sum(row, column);
        let count = self.count(row, column);
        if goes_up { count > 0 } else { count >= self.least.max(2) }
    }

    fn cost(&self, row: usize, column: usize) -> u64 {
        match self.hidden[row][column] {
            true => 0,
            false if self.is_sum(row, column) => self.count(row, column) + self.dear,
            false => self.count(row, column),
        }
    }

    /// The cheapest places with which a count can go up: from the end of its step back to its beginning, not through itself.
    fn way_round(&self, row: usize, column: usize) -> Option<Vec<(usize, usize)>> {
        let rows = self.table.rows.len() + 1;
        let (from, to) = if self.is_sum(row, column) { (row, rows + column) } else { (rows + column, row) };
        let nodes = rows + self.table.columns.len() + 1;
        let mut best: Vec<Option<(u64, usize)>> = vec![None; nodes];
        let mut open = BinaryHeap::from([Reverse((0, from, from))]);
        while let Some(Reverse((cost, node, before))) = open.pop() {
            if best[node].is_some() {
                continue;
            }
            best[node] = Some((cost, before));
            if node == to {
                break;
            }
            let to_column = node < rows;
            let others = if to_column { rows..nodes } else { 0..rows };
            for other in others.filter(|&other| best[other].is_none()) {
                let (at, of) = if to_column { (node, other - rows) } else { (other, node - rows) };
                if (at, of) != (row, column) && self.moves(at, of, to_column) {
                    open.push(Reverse((cost + self.cost(at, of), other, node)));
                }
            }
        }
        let mut way = Vec::new();
        let mut node = to;
        while node != from {
            let (_, before) = best[node]?;
            way.push(if node < rows { (node, before - rows) } else { (before, node - rows) });
            node = before;
        }
        Some(way)
    }

    fn everything(mut self) -> Hidden {
        for (row, column) in self.places() {
            self.hidden[row][column] = self.count(row, column) > 0;
        }
        Hidden { last_resort: true, ..self.found() }
    }

    fn found(self) -> Hidden {
        let mut cells = self.hidden;
        let mut columns = cells.pop().expect("the sums of columns are a row");
        columns.pop();
        let rows = cells.iter_mut().map(|row| row.pop().expect("the sum of a row is its last")).collect();
        Hidden { cells, rows, columns, last_resort: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    fn table(cells: &[&[u64]]) -> TwoWay {
        let columns = (0..cells[0].len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
        let rows = cells.iter().map(|row| row.iter().sum()).collect();
        TwoWay { cells: cells.iter().map(|row| row.to_vec()).collect(), rows, columns }
    }

    fn shown(table: &TwoWay, hidden: &Hidden) -> Vec<Vec<Option<u64>>> {
        let row = |(counts, marks): (&Vec<u64>, &Vec<bool>)| {
            counts.iter().zip(marks).map(|(&count, &hidden)| (!hidden).then_some(count)).collect()
        };
        table.cells.iter().zip(&hidden.cells).map(row).collect()
    }

    #[test]
    fn hides_the_cheapest_way_round_with_a_small_cell() {
        let table = table(&[&[3, 50, 70], &[40, 60, 90], &[80, 95, 99]]);
        let hidden = hidden(&table, 10, &[]);
        assert_eq!(
            shown(&table, &hidden),
            [[None, None, Some(70)], [None, None, Some(90)], [Some(80), Some(95), Some(99)]]
        );
        assert!(!hidden.rows.contains(&true) && !hidden.columns.contains(&true));
    }

    #[test]
    fn hides_sums_where_cells_alone_leave_no_way_round() {
        let table = table(&[&[500, 4], &[0, 0]]);
        let hidden = hidden(&table, 10, &[]);
        assert_eq!(hidden.cells, [[true, true], [false, false]]);
        assert_eq!((hidden.rows, hidden.columns), (vec![false, false], vec![true, true]));
    }

    #[test]
    fn hides_nothing_where_nothing_is_small() {
        let hidden = hidden(&table(&[&[10, 0], &[25, 11]]), 10, &[]);
        assert!(!hidden.cells.concat().contains(&true));
    }

    #[test]
    fn hides_everything_where_the_whole_is_too_small() {
        let table = table(&[&[1, 4], &[3, 0]]);
        let hidden = hidden(&table, 10, &[]);
        assert!(hidden.last_resort && hidden.rows == [true, true] && hidden.columns == [true, true]);
        assert_eq!(hidden.cells, [[true, true], [true, false]]);
    }

    #[test]
    fn hides_a_large_cell_that_it_is_told_to() {
        let table = table(&[&[30, 50], &[40, 60]]);
        assert_eq!(hidden(&table, 10, &[(0, 1)]).cells, [[true, true], [true, true]]);
    }

    /// What a reader sees: the table with its sums, hidden ones left open.
    struct Reader {
        cells: Vec<Vec<Option<u64>>>,
        rows: Vec<Option<u64>>,
        columns: Vec<Option<u64>>,
        whole: u64,
    }

    impl Reader {
        fn of(table: &TwoWay, hidden: &Hidden) -> Self {
            let keep = |counts: &[u64], marks: &[bool]| {
                counts
                    .iter()
                    .zip(marks)
                    .map(|(&count, &hidden)| (!hidden).then_some(count))
                    .collect::<Vec<_>>()
            };
            Self {
                cells: shown(table, hidden),
                rows: keep(&table.rows, &hidden.rows),
                columns: keep(&table.columns, &hidden.columns),
                whole: table.rows.iter().sum(),
            }
        }

        /// Every table that agrees with what is seen, hidden cells and sums being above zero.
        fn tables(&self) -> Vec<Vec<u64>> {
            let mut found = Vec::new();
            self.fill(&mut Vec::new(), 0, &mut found);
            found
        }

        fn fill(&self, table: &mut Vec<u64>, sum: u64, found: &mut Vec<Vec<u64>>) {
            let (height, width) = (self.rows.len(), self.columns.len());
            let at = table.len();
            if at > 0 && at.is_multiple_of(width) {
                let row: u64 = table[at - width..].iter().sum();
                if self.rows[at / width - 1].map_or(row == 0, |known| known != row) {
                    return;
                }
            }
            if at == height * width {
                let column = |column: usize| table.iter().skip(column).step_by(width).sum::<u64>();
                let agrees = |(at, known): (usize, &Option<u64>)| {
                    known.map_or(column(at) > 0, |known| known == column(at))
                };
                if sum == self.whole && self.columns.iter().enumerate().all(agrees) {
                    found.push(table.clone());
                }
                return;
            }
            let room = self.whole - sum;
            let counts = self.cells[at / width][at % width].map_or(1..=room, |known| known..=known);
            for count in counts.take_while(|&count| count <= room) {
                table.push(count);
                self.fill(table, sum + count, found);
                table.pop();
            }
        }
    }

    fn small_tables() -> impl Strategy<Value = TwoWay> {
        let count = prop_oneof![3 => Just(0_u64), 4 => 1..3_u64, 5 => 3..7_u64];
        (2..4_usize, 2..4_usize)
            .prop_flat_map(move |(rows, columns)| vec(vec(count.clone(), columns), rows))
            .prop_map(|cells| table(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

        /// The attack, by trying every table there is.
        #[test]
        fn no_hidden_cell_follows_from_all_that_is_shown(table in small_tables()) {
            const LEAST: u64 = 3;
            let hidden = hidden(&table, LEAST, &[]);
            let reader = Reader::of(&table, &hidden);
            let open = reader.cells.iter().flatten().filter(|cell| cell.is_none()).count();
            prop_assume!(open <= 5 && reader.whole <= 32);
            let possible = reader.tables();
            let truth: Vec<u64> = table.cells.concat();
            prop_assert!(possible.contains(&truth));
            for (at, &count) in truth.iter().enumerate() {
                let marked = hidden.cells.concat()[at];
                prop_assert!(marked || count == 0 || count >= LEAST);
                prop_assert!(!marked || count > 0);
                if marked && !hidden.last_resort {
                    let most = possible.iter().map(|table| table[at]).max();
                    let distinct = possible.iter().any(|table| table[at] != count);
                    prop_assert!(distinct, "cell {at} is pinned");
                    prop_assert!(most >= Some(LEAST), "cell {at} is known to be small");
                }
            }
        }
    }
}
