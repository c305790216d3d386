//! `Seats`: people who sit in two organisations of one chain.
//!
//! # Limits
//! Holders are numbers; who they are, the table of seats says. That somebody sits in both ends of a chain shows that the one could know of
//! the other, not that they did. A seat without a beginning may have begun at any time.

use super::passages::Passages;
use crate::{
    audit::Audit,
    graph::transfer_graph::TransferGraph,
    measure::bounds::Between,
    model::{date::Day, id::RecipientId, reading::Lasting, seat::Seat, span::Span},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Who sits in two organisations of one chain; empty where the case has no table of seats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seats {
    /// What the seats show.
    #[serde(flatten)]
    pub shown: Option<Shown>,
}

/// What the seats show.
///
/// # Definition
/// A row is a holder and a pair of organisations such that a chain of transfers leads from the first to the second, days aside, and that the
/// holder sat in both on at least one day, surely or possibly, as far as the days are known. `meanwhile` counts the transfers that the
/// first gave on a day of that time to the second, or to somebody from whom a chain leads to the second: at least those whose day is
/// known and surely falls into it. Several seats of a holder in an organisation are taken one by one.
///
/// # Example
/// Somebody sat with the village's analysts throughout 2014, and with the party from August on; the analysts gave to the party in
/// September.
/// ```
/// use bystander::{measure::seats::Seats, village};
/// let shown = Seats::of(&village::with_seats()).shown.unwrap();
/// let both = shown.rows.iter().find(|row| row.from == "The analysts").unwrap();
/// assert_eq!((both.to.as_str(), both.days, both.meanwhile.at_least), ("The party", Some(153), 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Holders in the table.
    pub holders: u64,
    /// Holders who surely, and possibly, sat in two organisations of one chain at once.
    pub in_two: Between,
    /// Pairs of organisations so connected by a holder.
    pub pairs: Between,
    /// Each holder with each such pair.
    pub rows: Vec<Both>,
}

/// Somebody who sat in two organisations of one chain at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Both {
    /// Who: `S` and their place among the holders of the table.
    pub holder: String,
    /// The organisation from which the chain leads.
    pub from: String,
    /// The one to which it leads.
    pub to: String,
    /// The fewest transfers between the two.
    pub steps: u32,
    /// The first day on which they may have sat in both; `None` where it may be any.
    pub since: Option<Day>,
    /// The last such day; `None` where there is no end.
    pub until: Option<Day>,
    /// How many days, where both ends are known.
    pub days: Option<u64>,
    /// Whether they surely sat in both on some day.
    pub surely: bool,
    /// Transfers from the first towards the second meanwhile.
    pub meanwhile: Between,
}

impl Seats {
    /// The seats of `audit`.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let passages = Passages::of(audit).filter(|passages| !passages.transfers.seats.is_empty());
        Self { shown: passages.map(|passages| shown(&passages)) }
    }
}

fn shown(passages: &Passages) -> Shown {
    let mut by_holder: BTreeMap<u32, Vec<Seat>> = BTreeMap::new();
    for &seat in &passages.transfers.seats {
        by_holder.entry(seat.holder).or_default().push(seat);
    }
    let mut ways = Ways { passages, known: BTreeMap::new() };
    let mut rows = Vec::new();
    for seats in by_holder.values() {
        for one in seats {
            rows.extend(seats.iter().filter_map(|other| both(&mut ways, *one, *other)));
        }
    }
    let different = |key: fn(&Both) -> (String, String)| {
        let count = |surely: bool| {
            let mut keys: Vec<_> = rows.iter().filter(|row| row.surely || !surely).map(key).collect();
            keys.sort_unstable();
            keys.dedup();
            keys.len() as u64
        };
        Between { at_least: count(true), at_most: count(false) }
    };
    Shown {
        holders: by_holder.len() as u64,
        in_two: different(|row| (row.holder.clone(), String::new())),
        pairs: different(|row| (row.from.clone(), row.to.clone())),
        rows,
    }
}

/// How far it is from organisation to organisation, worked out once.
struct Ways<'a> {
    passages: &'a Passages<'a>,
    known: BTreeMap<RecipientId, Vec<Option<u32>>>,
}

impl Ways<'_> {
    /// The fewest transfers from one to the other; 0 to itself.
    fn steps(&mut self, from: RecipientId, to: RecipientId) -> Option<u32> {
        let transfers = self.passages.transfers;
        let steps = self.known.entry(from).or_insert_with(|| TransferGraph::new(transfers, vec![from]).steps());
        steps[to.index()]
    }
}

fn both(ways: &mut Ways, one: Seat, other: Seat) -> Option<Both> {
    let (from, to) = (one.organisation, other.organisation);
    let held = one.held.and(other.held);
    if from == to || held.at_most.is_empty() {
        return None;
    }
    let steps = ways.steps(from, to)?;
    let Span { from: first, until } = held.at_most;
    let (since, end) = ((first != Day::FIRST).then_some(first), (until != Day::LAST).then_some(until));
    let is_known = held.at_least == held.at_most;
    let days = since.zip(end).filter(|_| is_known).map(|(first, end)| i64::from(end.0) - i64::from(first.0));
    Some(Both {
        holder: format!("S{}", one.holder),
        from: ways.passages.name(from),
        to: ways.passages.name(to),
        steps,
        since,
        until: end.map(|end| Day(end.0 - 1)),
        days: days.and_then(|days| u64::try_from(days).ok()),
        surely: !held.at_least.is_empty(),
        meanwhile: meanwhile(ways, from, to, held),
    })
}

/// The transfers from the one towards the other on a day of that time.
fn meanwhile(ways: &mut Ways, from: RecipientId, to: RecipientId, held: Lasting) -> Between {
    let given = ways.passages.transfers.rows.iter().filter(|transfer| transfer.from == from);
    let mut count = Between { at_least: 0, at_most: 0 };
    for transfer in given {
        if ways.steps(transfer.to, to).is_none() {
            continue;
        }
        count.at_least += u64::from(transfer.on.is_some_and(|on| held.at_least.has(on)));
        count.at_most += u64::from(transfer.on.is_none_or(|on| held.at_most.has(on)));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::reading::Began, village};

    /// Who sat where: holder, organisation, first and last day; blank is not known.
    fn rows(seats: &[(u32, u32, &str, &str)]) -> Vec<Both> {
        let seat = |&(holder, organisation, from, until): &(u32, u32, &str, &str)| Seat {
            holder,
            organisation: RecipientId(organisation),
            held: Lasting::new(Day::parse(from).map_or(Began::Unknown, Began::On), Day::parse(until)),
        };
        let mut audit = village::with_transfers();
        audit.transfers.as_mut().unwrap().seats = seats.iter().map(seat).collect();
        Seats::of(&audit).shown.map(|shown| shown.rows).unwrap_or_default()
    }

    #[test]
    fn two_seats_count_where_a_chain_leads_from_the_one_to_the_other() {
        let both = rows(&[(1, 0, "2014-01-01", "2014-12-31"), (1, 3, "2014-05-01", "2014-05-01")]);
        assert_eq!(both.len(), 1, "no chain leads back to the firm");
        let row = &both[0];
        assert_eq!((row.from.as_str(), row.to.as_str(), row.steps), ("The firm", "The broker", 3));
        assert_eq!((row.days, row.meanwhile), (Some(1), Between { at_least: 1, at_most: 1 }));
        assert!(rows(&[(1, 0, "2014-01-01", "2014-12-31"), (2, 3, "2014-01-01", "2014-12-31")]).is_empty());
    }

    #[test]
    fn seats_one_after_the_other_are_not_at_once() {
        assert!(rows(&[(1, 0, "2014-01-01", "2014-04-30"), (1, 1, "2014-05-01", "")]).is_empty());
        assert_eq!(rows(&[(1, 0, "2014-01-01", "2014-05-01"), (1, 1, "2014-05-01", "")]).len(), 1);
    }

    #[test]
    fn a_beginning_that_is_not_known_leaves_open_whether_they_met() {
        let both = rows(&[(1, 0, "2014-01-01", "2014-12-31"), (1, 1, "", "2015-12-31")]);
        assert_eq!((both[0].surely, both[0].days), (false, None));
        assert_eq!(both[0].meanwhile, Between { at_least: 0, at_most: 1 });
    }
}
