//! Cell suppression, exactly: what follows about hidden cells of a table whose sums are published, and the fewest further cells
//! to hide.
//!
//! # Definition
//! With the threshold t, cells n with 0 < n < t are *primary*; zeros are shown, and so are all sums of rows and columns. The
//! interval of a hidden cell goes from the smallest to the largest whole number at or above zero that it has in some table that
//! agrees with all that is shown. A cell is recoverable where both are the same. The fewest extra cells are the smallest set of cells
//! above zero that, hidden too, leaves no primary cell recoverable; of equally small sets the one with the fewest people; of
//! these the first in reading order.
//!
//! How far a hidden cell can go up is the largest flow that can be led back from its column to its row through the other hidden
//! cells: along a cell from row to column without limit, from column to row as much as the cell holds. Going down it is the flow the
//! other way.
//!
//! # Limits
//! The fewest are sought by trying, with bounds: where that takes more than the stated steps, the answer is `too_large`.
//! `two_way_cells`, by which reports hide, takes the cheapest way round for one cell after another: it may hide more, and never
//! fewer, for it also keeps each small cell from being known as small.
//!
//! # Reference
//! Gusfield 1988; Fischetti and Salazar 2001 (the exact problem).

mod fewest;

pub use fewest::{Extra, fewest_extra};

use std::collections::VecDeque;

/// A cell: its row and column, from 0.
pub type Place = (usize, usize);

/// The least and the most that a hidden cell can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The cell.
    pub place: Place,
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
}

/// The cells of `counts` above zero and below `least`, in reading order.
#[must_use]
pub fn primary(counts: &[Vec<u64>], least: u64) -> Vec<Place> {
    places(counts).filter(|&(row, column)| (1..least).contains(&counts[row][column])).collect()
}

/// What follows about each of the `hidden` cells, given all other cells and all sums.
///
/// Of a row of 20, 3 and 17 in a table of two rows, the two hidden cells can trade people with those below them.
/// ```
/// use bystander::stat::cell_suppression::intervals;
/// let counts = [vec![20, 3, 17], vec![15, 30, 25]];
/// let found = intervals(&counts, &[(0, 0), (0, 1), (1, 0), (1, 1)]);
/// assert_eq!(found.iter().map(|one| (one.low, one.high)).collect::<Vec<_>>(), [(0, 23), (0, 23), (12, 35), (10, 33)]);
/// ```
#[must_use]
pub fn intervals(counts: &[Vec<u64>], hidden: &[Place]) -> Vec<Interval> {
    let interval = |&place: &Place| {
        let count = counts[place.0][place.1];
        let (up, down) = (room(counts, hidden, place, true), room(counts, hidden, place, false));
        Interval { place, low: count - down, high: count + up }
    };
    hidden.iter().map(interval).collect()
}

/// The `hidden` cells that follow from what is shown, in their order.
#[must_use]
pub fn recoverable(counts: &[Vec<u64>], hidden: &[Place]) -> Vec<Place> {
    let known = intervals(counts, hidden).into_iter().filter(|one| one.low == one.high);
    known.map(|one| one.place).collect()
}

fn places(counts: &[Vec<u64>]) -> impl Iterator<Item = Place> {
    counts.iter().enumerate().flat_map(|(row, cells)| (0..cells.len()).map(move |column| (row, column)))
}

/// By how much the cell at `place` can go up, or down.
fn room(counts: &[Vec<u64>], hidden: &[Place], place: Place, up: bool) -> u64 {
    let mut held: Vec<u64> = hidden.iter().map(|&(row, column)| counts[row][column]).collect();
    let most = if up { u64::MAX } else { counts[place.0][place.1] };
    let mut moved = 0;
    while moved < most {
        let Some(way) = way_round(&held, hidden, place, up) else { break };
        let falls = |&&(_, rises): &&(usize, bool)| !rises;
        let narrowest = way.iter().filter(falls).map(|&(at, _)| held[at]).min();
        let by = narrowest.map_or(most - moved, |narrowest| narrowest.min(most - moved));
        for (at, rises) in way {
            held[at] = if rises { held[at] + by } else { held[at] - by };
        }
        moved += by;
    }
    moved
}

/// The shortest way from one end of `place` to the other through other hidden cells: which of them, and whether it rises.
fn way_round(held: &[u64], hidden: &[Place], place: Place, up: bool) -> Option<Vec<(usize, bool)>> {
    let rows = hidden.iter().map(|&(row, _)| row + 1).max()?;
    let columns = hidden.iter().map(|&(_, column)| column + 1).max()?;
    let ends = (place.0, rows + place.1);
    let (from, to) = if up { (ends.1, ends.0) } else { ends };
    let mut step: Vec<Option<(usize, bool, usize)>> = vec![None; rows + columns];
    let mut open = VecDeque::from([from]);
    while let Some(node) = open.pop_front() {
        let rises = node < rows;
        for (at, &(row, column)) in hidden.iter().enumerate().filter(|&(_, other)| *other != place) {
            let (here, there) = if rises { (row, rows + column) } else { (rows + column, row) };
            if here == node && there != from && step[there].is_none() && (rises || held[at] > 0) {
                step[there] = Some((at, rises, node));
                open.push_back(there);
            }
        }
    }
    let mut way = Vec::new();
    let mut node = to;
    while node != from {
        let (at, rises, before) = step[node]?;
        way.push((at, rises));
        node = before;
    }
    Some(way)
}

#[cfg(test)]
mod tests;
