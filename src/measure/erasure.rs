//! `Erasure`: which deletions, withdrawals and objections travelled down the chain.
//!
//! # Limits
//! A deletion is what the record states, not what was found. That a later transfer passed on what a deletion was about is possible, and
//! certain only where who gave it had the data from nowhere else. What is not recorded may have happened.

mod after;

pub use after::{After, Spoken};

use super::passages::{Passage, Passages};
use crate::{
    audit::Audit,
    model::{
        date::Day,
        id::RecipientId,
        number::{Figure, Undefined},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

/// Deletions along the transfers; empty where the case has no table of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Erasure {
    /// What the transfers show.
    #[serde(flatten)]
    pub shown: Option<Shown>,
}

/// What the transfers show.
///
/// # Definition
/// A *deletion* is a transfer whose receiver deleted, as stated, what it received by it. *Downstream* of it are the transfers that the
/// receiver gave on the day of the receipt or later and not after the deletion, and those by which what they passed on may have gone
/// further: chains in time, on which a transfer without a day fits anywhere. What went down and was not deleted there, on record, is what
/// the deletion did not travel to. A downstream transfer is *surely* of these data where who gave it, and everybody between, is no
/// collector and received one transfer alone.
///
/// An organisation *still holds* where it received a transfer of which no deletion is recorded. Where deletions times transfers are more
/// than 20,000,000, nothing downstream is worked out (`too_large`).
///
/// # Example
/// The village's party had deleted by December what it received in September. By then it had given data to the broker, which gave them to
/// the analysts; neither has deleted them on record.
/// ```
/// use bystander::{measure::erasure::Erasure, village};
/// let shown = Erasure::of(&village::with_transfers()).shown.unwrap();
/// assert_eq!((shown.deletions, shown.not_travelled.value(), shown.still_hold), (1, Some(2), 2));
/// let steps: Vec<_> = shown.downstream.iter().map(|row| (row.steps, row.surely)).collect();
/// assert_eq!(steps, [(1, true), (2, true)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// Deletions on record.
    pub deletions: u64,
    /// Those of them that came before data went on to anybody, or after nothing did: nothing is downstream.
    pub nothing_downstream: Figure<u64>,
    /// Transfers downstream of a deletion, each once.
    pub travelled_or_not: Figure<u64>,
    /// Those of them that were deleted too.
    pub travelled: Figure<u64>,
    /// Those that were not, on record.
    pub not_travelled: Figure<u64>,
    /// Those of them that are surely of the deleted data.
    pub not_travelled_surely: Figure<u64>,
    /// Organisations that received data and still hold some, on record.
    pub still_hold: u64,
    /// The organisations that received data.
    pub holders: Vec<Holder>,
    /// Each deletion with each transfer downstream of it; no more than 10,000 are listed.
    pub downstream: Vec<Downstream>,
    /// How many more there are.
    pub downstream_not_listed: u64,
    /// Transfers by an organisation that had, as stated, deleted all that it had received.
    pub passed_on_after_deleting: Vec<Passage>,
    /// Withdrawals of consents, and the transfers after them; `None` where nobody withdrew.
    pub withdrawals: Option<Spoken>,
    /// Objections, and the transfers after them; `None` where the case has no table of objections.
    pub objections: Option<Spoken>,
}

/// An organisation that received data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Its name.
    pub organisation: String,
    /// Transfers that it received.
    pub received: u64,
    /// Those of which it deleted what it received, as stated.
    pub deleted: u64,
    /// The last day of such a deletion.
    pub last_deleted_on: Option<Day>,
    /// Whether it collected data itself, of which a deletion would stand nowhere in the transfers.
    pub collects: bool,
}

/// A deletion, and a transfer downstream of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Downstream {
    /// Who deleted.
    pub holder: String,
    /// When.
    pub holder_deleted_on: Day,
    /// The transfer downstream.
    #[serde(flatten)]
    pub passage: Passage,
    /// Its place on the chain from the deletion, from 1.
    pub steps: u32,
    /// Whether it is surely of the deleted data.
    pub surely: bool,
    /// When its receiver deleted what it received; `None` where that is not recorded.
    pub deleted_on: Option<Day>,
    /// Days from the one deletion to the other; below 0 where the receiver was first.
    pub days: Option<i64>,
}

/// Above how many pairs of a deletion and a transfer nothing downstream is worked out.
const MOST_PAIRS: usize = 20_000_000;
/// The most rows downstream that are listed.
const MOST_ROWS: usize = 10_000;

impl Erasure {
    /// The deletions of `audit`.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self { shown: Passages::of(audit).map(|passages| shown(&passages)) }
    }
}

fn shown(passages: &Passages) -> Shown {
    let rows = &passages.transfers.rows;
    let deletions: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].deleted_on.is_some()).collect();
    let is_too_large = deletions.len().saturating_mul(rows.len()) > MOST_PAIRS;
    let found: Vec<Found> = if is_too_large {
        Vec::new()
    } else {
        deletions.iter().flat_map(|&deletion| downstream(passages, deletion)).collect()
    };
    let figure = |count: usize| {
        if is_too_large { Figure::undefined(Undefined::TooLarge) } else { Figure::known(count as u64) }
    };
    let different = |holds: &dyn Fn(&Found) -> bool| {
        figure(found.iter().filter(|found| holds(found)).map(|found| found.row).collect::<BTreeSet<_>>().len())
    };
    let with: BTreeSet<usize> = found.iter().map(|found| found.deletion).collect();
    let holders = holders(passages);
    Shown {
        deletions: deletions.len() as u64,
        nothing_downstream: figure(deletions.len() - with.len()),
        travelled_or_not: different(&|_| true),
        travelled: different(&|found| rows[found.row].deleted_on.is_some()),
        not_travelled: different(&|found| rows[found.row].deleted_on.is_none()),
        not_travelled_surely: different(&|found| found.surely && rows[found.row].deleted_on.is_none()),
        still_hold: holders.iter().filter(|holder| holder.deleted < holder.received).count() as u64,
        holders,
        downstream: found.iter().take(MOST_ROWS).map(|found| told(passages, found)).collect(),
        downstream_not_listed: found.len().saturating_sub(MOST_ROWS) as u64,
        passed_on_after_deleting: after_deleting(passages),
        withdrawals: after::withdrawals(passages),
        objections: after::objections(passages),
    }
}

fn holders(passages: &Passages) -> Vec<Holder> {
    let rows = &passages.transfers.rows;
    let holder = |id: RecipientId| {
        let received = &passages.received[id.index()];
        let deleted: Vec<Day> = received.iter().filter_map(|&row| rows[row].deleted_on).collect();
        (!received.is_empty()).then(|| Holder {
            organisation: passages.name(id),
            received: received.len() as u64,
            deleted: deleted.len() as u64,
            last_deleted_on: deleted.iter().copied().max(),
            collects: passages.collects[id.index()],
        })
    };
    passages.transfers.recipient_ids().filter_map(holder).collect()
}

/// A deletion with a transfer downstream of it, as rows.
struct Found {
    deletion: usize,
    row: usize,
    steps: u32,
    surely: bool,
}

/// The transfers downstream of a deletion, by steps, then in the order of the file.
fn downstream(passages: &Passages, deletion: usize) -> Vec<Found> {
    let rows = &passages.transfers.rows;
    let (holder, received_on) = (rows[deletion].to, rows[deletion].on.unwrap_or(Day::FIRST));
    let deleted_on = rows[deletion].deleted_on.expect("asked of deletions alone");
    // What came back to the holder and went on again was there before.
    let may_pass = |row: usize| {
        row != deletion
            && rows[row].to != holder
            && (rows[row].from != holder || rows[row].on.is_none_or(|on| on <= deleted_on))
    };
    let arrivals = passages.graph.arrivals_from(&[(holder, received_on)], true, may_pass);
    let found = |row: usize| {
        let came = arrivals[rows[row].from.index()]?;
        let is_later = rows[row].on.is_none_or(|on| came.on <= on);
        let back = rows[row].to == holder && row != deletion && rows[row].from != holder;
        (is_later && (may_pass(row) || back)).then(|| Found {
            deletion,
            row,
            steps: came.steps + 1,
            surely: rests_on(passages, row, deletion),
        })
    };
    let mut found: Vec<Found> = (0..rows.len()).filter_map(found).collect();
    found.sort_by_key(|found| found.steps);
    found
}

/// Whether everybody from `deletion` to who gave `row` received one transfer alone, and collected nothing.
fn rests_on(passages: &Passages, mut row: usize, deletion: usize) -> bool {
    for _ in 0..passages.transfers.rows.len() {
        let from = passages.transfers.rows[row].from.index();
        match passages.received[from][..] {
            [before] if !passages.collects[from] && before == deletion => return true,
            [before] if !passages.collects[from] => row = before,
            _ => return false,
        }
    }
    false
}

fn told(passages: &Passages, found: &Found) -> Downstream {
    let rows = &passages.transfers.rows;
    let on = rows[found.deletion].deleted_on.expect("a deletion has a day");
    let deleted_on = rows[found.row].deleted_on;
    Downstream {
        holder: passages.name(rows[found.deletion].to),
        holder_deleted_on: on,
        passage: passages.passage(found.row),
        steps: found.steps,
        surely: found.surely,
        deleted_on,
        days: deleted_on.map(|deleted| i64::from(deleted.0) - i64::from(on.0)),
    }
}

/// Transfers by an organisation that had, as stated, deleted before that day all that it had received until then, and collected nothing.
fn after_deleting(passages: &Passages) -> Vec<Passage> {
    let rows = &passages.transfers.rows;
    let is_one = |&row: &usize| {
        let Some(on) = rows[row].on else { return false };
        let mut before = passages.received_by_then(row).peekable();
        !passages.collects[rows[row].from.index()]
            && before.peek().is_some()
            && before.all(|received| rows[received].deleted_on.is_some_and(|deleted| deleted < on))
    };
    (0..rows.len()).filter(is_one).map(|row| passages.passage(row)).collect()
}

#[cfg(test)]
mod tests;
