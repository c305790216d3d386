//! How much something is used, as cells: the same eight columns wherever it is told.

use super::{ends, heading};
use crate::{
    measure::ads::Use,
    model::number::{Figure, Interval},
    report::{cell::Cell, table::Heading},
};

/// The columns that [`cells`] fills.
pub(super) fn columns() -> [Heading; 8] {
    [
        heading("rows", "rows", None),
        heading("rows_of", "of", None),
        heading("sponsors", "sponsors", Some("sponsor")),
        heading("sponsors_of", "of", None),
        heading("spend_low", "money, at least", Some("spend_range")),
        heading("spend_high", "at most", Some("spend_range")),
        heading("share_low", "share of the money, at least", Some("bound_of_ranges")),
        heading("share_high", "at most", Some("bound_of_ranges")),
    ]
}

pub(super) fn cells(used: &Use) -> Vec<Cell> {
    let counts = [used.rows, used.rows_of, used.sponsors, used.sponsors_of].map(Cell::Count);
    counts.into_iter().chain(ends(&used.spend)).chain(interval(used.share, Cell::Share)).collect()
}

/// Both ends of an interval.
pub(super) fn interval(of: Figure<Interval>, shape: fn(f64) -> Cell) -> [Cell; 2] {
    [Cell::of(of, |of| shape(of.low)), Cell::of(of, |of| shape(of.high))]
}
