//! How many people who are not in the network may have come to each organisation.

use super::Passed;
use crate::table::transfers::Transfers;
use std::collections::BTreeSet;

/// By organisation, the most strangers that it may hold.
///
/// # Definition
/// A list brings its strangers. A transfer of more records than its sender may hold people brings the rest as strangers. Whoever such a
/// transfer brought may be in every transfer without a list that follows, whatever its day.
pub(super) fn most(transfers: &Transfers, passed: &[Passed]) -> Vec<u64> {
    let brings: Vec<u64> =
        transfers.rows.iter().zip(passed).map(|(row, passed)| row.strangers + passed.beyond_record).collect();
    let mut sources: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); transfers.recipients.len()];
    let mut grew = true;
    while std::mem::take(&mut grew) {
        for (at, row) in transfers.rows.iter().enumerate() {
            let mut come: Vec<usize> = (brings[at] > 0).then_some(at).into_iter().collect();
            if row.people.is_none() {
                come.extend(&sources[row.from.index()]);
            }
            let known = &mut sources[row.to.index()];
            let before = known.len();
            known.extend(come);
            grew |= known.len() > before;
        }
    }
    sources.iter().map(|sources| sources.iter().map(|&at| brings[at]).sum()).collect()
}
