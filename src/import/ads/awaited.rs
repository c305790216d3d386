//! `Awaited`: cells of who was shown what that stand in another file than their advertisements, kept until every file is read.
//!
//! Files come in any order, so that a cell may come before its advertisement. When all are read, each cell goes to its advertisement;
//! those whose advertisement is in no file are left out and counted.

use super::meta_cells::adds_up;
use crate::{
    import::ledger::Ledger,
    model::{ads::Delivery, gap::Why, id::SourceId},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Cells in waiting, and the advertisements that they may belong to.
#[derive(Default)]
pub(super) struct Awaited {
    /// The row of each advertisement, by the text of its id.
    ads: FxHashMap<u32, u32>,
    cells: Vec<Cell>,
}

/// One cell, with the text of the id of its advertisement.
pub(super) struct Cell {
    pub(super) ad: u32,
    pub(super) source: SourceId,
    pub(super) line: u64,
    pub(super) age: Option<u32>,
    pub(super) gender: Option<u32>,
    pub(super) place: Option<u32>,
    pub(super) share: Option<f64>,
}

/// The shares of one table of one advertisement.
struct Shares {
    source: SourceId,
    line: u64,
    sum: f64,
    all_known: bool,
}

impl Awaited {
    /// Enters an advertisement by the text of its id.
    pub(super) fn ad(&mut self, id: u32, fact: u32) {
        self.ads.entry(id).or_insert(fact);
    }

    /// Enters a cell.
    pub(super) fn cell(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    /// Gives every cell to its advertisement, and says what is to be said of the others.
    pub(super) fn settle(self, deliveries: &mut Vec<Delivery>, ledger: &mut Ledger) -> Option<String> {
        let (mut known, mut tables, mut strays) = (FxHashSet::default(), BTreeMap::new(), 0_u64);
        for cell in self.cells {
            let Some(&fact) = self.ads.get(&cell.ad) else {
                strays += 1;
                ledger.withdraw(cell.source, cell.line, Why::NoSuchAd);
                continue;
            };
            // The same cell with another share is no repetition: the shares then add up to more than the whole.
            if !known.insert((fact, cell.age, cell.gender, cell.place, cell.share.map(f64::to_bits))) {
                ledger.withdraw(cell.source, cell.line, Why::RepeatedRow);
                continue;
            }
            let new = Shares { source: cell.source, line: cell.line, sum: 0.0, all_known: true };
            let shares = tables.entry((fact, cell.place.is_some())).or_insert(new);
            shares.sum += cell.share.unwrap_or(0.0);
            shares.all_known &= cell.share.is_some();
            let Cell { age, gender, place, share, .. } = cell;
            deliveries.push(Delivery { fact, age, gender, place, share, people: None });
        }
        for shares in tables.into_values().filter(|shares| shares.all_known && !adds_up(shares.sum)) {
            ledger.gaps.note(shares.source, Why::SharesNotOne, shares.line);
        }
        (strays > 0).then(|| {
            format!(
                "Rows about who was shown an advertisement that is in no file given: {strays}. They are in no figure; give the table of \
                 advertisements together with them."
            )
        })
    }
}
