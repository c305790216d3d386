//! How many people who are not in the network may have come to each organisation.

use super::Passed;
use crate::{model::id::RecipientId, table::transfers::Transfers};
use roaring::RoaringBitmap as Rows;

/// The strangers that transfers bring, and where they may come to.
///
/// # Definition
/// A list brings its strangers. A transfer of more records than its sender may hold people brings the rest as strangers. Whoever such a
/// transfer brought may be in every transfer without a list that follows, whatever its day, but not in itself.
pub(super) struct Strangers {
    /// By transfer, how many it brings.
    brings: Vec<u64>,
    /// By organisation, the transfers whose strangers may have come to it.
    sources: Vec<Rows>,
}

impl Strangers {
    pub(super) fn of(transfers: &Transfers, passed: &[Passed]) -> Self {
        let brings: Vec<u64> = transfers
            .rows
            .iter()
            .zip(passed)
            .map(|(row, passed)| row.strangers + passed.beyond_record)
            .collect();
        let mut sources: Vec<Rows> = vec![Rows::new(); transfers.recipients.len()];
        let mut grew = true;
        while std::mem::take(&mut grew) {
            for (at, row) in transfers.rows.iter().enumerate() {
                let mut come =
                    if row.people.is_none() { sources[row.from.index()].clone() } else { Rows::new() };
                if brings[at] > 0 {
                    come.insert(row_of(at));
                }
                let known = &mut sources[row.to.index()];
                let before = known.len();
                *known |= come;
                grew |= known.len() > before;
            }
        }
        Self { brings, sources }
    }

    /// The most strangers that an organisation may hold.
    pub(super) fn most(&self, id: RecipientId) -> u64 {
        self.sources[id.index()].iter().map(|at| self.brings[at as usize]).sum()
    }

    /// The most that it may hold before the transfer `at` is made.
    pub(super) fn most_before(&self, id: RecipientId, at: usize) -> u64 {
        self.sources[id.index()]
            .iter()
            .filter(|&other| other != row_of(at))
            .map(|at| self.brings[at as usize])
            .sum()
    }
}

fn row_of(at: usize) -> u32 {
    u32::try_from(at).expect("transfers are numbered in 32 bits")
}
