//! `TiesSeen`: which ties, and so which conversations and circles of friends, the grants show.

use super::standing::Standings;
use crate::{
    audit::Audit,
    graph::sweep::Swept,
    harvest::Harvest,
    model::{
        id::PersonId,
        number::{Figure, Undefined},
        reading::Reading,
        tie::Direction,
    },
};
use rayon::prelude::*;
use serde::Serialize;

/// Ties that the grants show: the edge observability of the case.
///
/// # Definition
/// A friend list is read if it belongs to an opening consenter or, with a hop limit h above 1, to somebody within h - 1
/// hops of one; it shows the ties to everybody who did not opt out. `consenter_end` counts the ties on the lists of
/// opening consenters, `read` those on all lists read, `among_affected` the ties with both ends affected, whether or
/// not a list shows them, `between_consenters` those with a consenter at both ends. Each tie counts once. Undefined where
/// ties point somewhere and are not read both ways. Where ties have dates a tie counts as shown if it stood on a day on which the
/// list was open; `read` is then undefined above one hop.
///
/// # Example
/// Every tie of the village has Ada or Ben at an end, and nobody with a tie is out of reach.
/// ```
/// use bystander::{measure::spread::Spread, village};
/// let seen = Spread::of(&village::audit()).ties_seen;
/// assert_eq!(seen.consenter_end.value(), Some(6));
/// assert_eq!(seen.among_affected.value(), Some(6));
/// assert_eq!(seen.between_consenters.value(), Some(1));
/// assert_eq!(seen.share.value(), Some(1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TiesSeen {
    /// Ties on the friend lists of opening consenters.
    pub consenter_end: Figure<u64>,
    /// `consenter_end` over all ties, 0 to 1.
    pub share: Figure,
    /// Ties on all friend lists read within the hop limit.
    pub read: Figure<u64>,
    /// `read` over all ties, 0 to 1.
    pub read_share: Figure,
    /// Ties with both ends affected.
    pub among_affected: Figure<u64>,
    /// `among_affected` over all ties, 0 to 1.
    pub among_affected_share: Figure,
    /// Ties with a consenter at both ends.
    pub between_consenters: Figure<u64>,
}

impl TiesSeen {
    pub(super) fn of(audit: &Audit, standings: &Standings) -> Self {
        let last_list = audit.parameters.hops.saturating_sub(1);
        let on_lists = |most: u32| {
            let reads = move |person| standings.steps(person).is_some_and(|hop| hop <= most);
            ties(audit, reads, |person| !audit.is_opted_out(person))
        };
        let affected = |person| standings.is_affected(person);
        let consents = |person| audit.is_consenter(person);
        let harvest = Harvest::as_recorded(audit, Reading::AtMost);
        let (consenter_end, read) = match (harvest.changes(), last_list) {
            (false, _) => (on_lists(0), on_lists(last_list)),
            (true, 0) => (shown(audit, &harvest), shown(audit, &harvest)),
            (true, _) => (shown(audit, &harvest), Figure::undefined(Undefined::DatedTies)),
        };
        let among_affected = ties(audit, affected, affected);
        let between_consenters = ties(audit, consents, consents);
        let of = (audit.people() as u64, audit.graph.ties());
        Self::shared(of, consenter_end, read, among_affected, between_consenters)
    }

    pub(super) fn of_swept(swept: &Swept) -> Self {
        let [consenter_end, read] = [swept.consenter_end, swept.read].map(Figure::known);
        let [among_affected, between] = [swept.among_affected, swept.between_consenters].map(Figure::known);
        Self::shared((swept.people, swept.ties), consenter_end, read, among_affected, between)
    }

    /// These counts with their shares of all ties between so many people.
    fn shared(
        (people, ties): (u64, u64),
        consenter_end: Figure<u64>,
        read: Figure<u64>,
        among_affected: Figure<u64>,
        between_consenters: Figure<u64>,
    ) -> Self {
        let share = |part| share(people, ties, part);
        Self {
            consenter_end,
            share: share(consenter_end),
            read,
            read_share: share(read),
            among_affected,
            among_affected_share: share(among_affected),
            between_consenters,
        }
    }
}

/// `part` over all ties between so many people.
pub(super) fn share(people: u64, ties: u64, part: Figure<u64>) -> Figure {
    let why = if people == 0 { Undefined::EmptyGraph } else { Undefined::NoEdges };
    Figure(part.0.and_then(|part| Figure::ratio(part, ties, why).0))
}

/// How many ties stood on a day on which a grant showed them, each counted once.
fn shown(audit: &Audit, harvest: &Harvest) -> Figure<u64> {
    if audit.graph.direction() != Direction::Either {
        return Figure::undefined(Undefined::DirectedTies);
    }
    let lists = (0..audit.consenters.len()).map(|at| (audit.consenters[at].person, harvest.opened_by(at)));
    let mut pairs: Vec<(PersonId, PersonId)> = lists
        .flat_map(|(one, others)| others.into_iter().map(move |other| (one.min(other), one.max(other))))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    Figure::known(pairs.len() as u64)
}

/// How many ties have `from` true of one end and `to` of the other, each counted once.
fn ties(
    audit: &Audit,
    from: impl Fn(PersonId) -> bool + Sync,
    to: impl Fn(PersonId) -> bool + Sync,
) -> Figure<u64> {
    if audit.graph.direction() != Direction::Either {
        return Figure::undefined(Undefined::DirectedTies);
    }
    let of_person = |one: PersonId| {
        let seen_from_there = |other: PersonId| other < one && from(other) && to(one);
        let others = audit.graph.contacts(one).iter();
        others.filter(|&&other| to(other) && !seen_from_there(other)).count() as u64
    };
    let ends: Vec<PersonId> = audit.graph.people().filter(|&person| from(person)).collect();
    Figure::known(ends.into_par_iter().map(of_person).sum())
}
