//! Fields that were added on the way: passed on, and on record not received.

use super::Stated;
use crate::{
    measure::passages::Passages,
    model::{
        id::RecipientId,
        number::{Figure, Undefined},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

/// An organisation that passed on fields which, on record, it had not received.
///
/// # Definition
/// `received` counts the different fields of all that the organisation received, as far as they are recorded; `appended` those of what it
/// passed on that were not among the fields it may have received before ([`Stated::appended`]). What its own grants opened to a collector
/// is no transfer: collectors append nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Widened {
    /// Its name.
    pub organisation: String,
    /// Different fields received.
    pub received: u64,
    /// Different fields added.
    pub appended: u64,
    /// The fields added.
    pub fields: Vec<String>,
    /// Added for each received.
    pub ratio: Figure,
    /// Whether all that it received has its fields recorded: else it may have added fewer.
    pub surely: bool,
}

/// The fields that a transfer passed on and that were not among those received before, and whether these are all recorded.
pub(super) fn appended(passages: &Passages, row: usize) -> (Option<Vec<String>>, bool) {
    let transfers = passages.transfers;
    let transfer = &transfers.rows[row];
    let before: Vec<usize> = passages.received_by_then(row).collect();
    let Some(fields) = transfer.fields.as_ref() else { return (None, false) };
    if before.is_empty() || passages.collects[transfer.from.index()] {
        return (None, false);
    }
    let surely = before.iter().all(|&row| transfers.rows[row].fields.is_some());
    let had: BTreeSet<u32> =
        before.iter().filter_map(|&row| transfers.rows[row].fields.as_ref()).flatten().copied().collect();
    let added = fields.iter().filter(|field| !had.contains(field));
    (Some(added.map(|&field| transfers.fields[field as usize].clone()).collect()), surely)
}

/// The organisations that added fields, in the order of the records.
pub(super) fn of(passages: &Passages, stated: &[Stated]) -> Vec<Widened> {
    let widened = |id: RecipientId| {
        let own = || stated.iter().zip(&passages.transfers.rows).filter(move |(_, transfer)| transfer.from == id);
        let fields: BTreeSet<&String> = own().filter_map(|(row, _)| row.appended.as_ref()).flatten().collect();
        let of_received = passages.received[id.index()].iter().map(|&row| &passages.transfers.rows[row].fields);
        let received: BTreeSet<u32> = of_received.flatten().flatten().copied().collect();
        let (added, received) = (fields.len() as u64, received.len() as u64);
        (added > 0).then(|| Widened {
            organisation: passages.name(id),
            received,
            appended: added,
            ratio: Figure::ratio(added, received, Undefined::ZeroDenominator),
            surely: own().filter(|(row, _)| row.appended.is_some()).all(|(row, _)| row.appended_surely),
            fields: fields.into_iter().cloned().collect(),
        })
    };
    let senders: BTreeSet<RecipientId> = passages.transfers.rows.iter().map(|transfer| transfer.from).collect();
    senders.into_iter().filter_map(widened).collect()
}
