//! `Spread`: how far the data went beyond the people who gave a grant.
//!
//! # Reference
//! Node and edge observability: Radaelli and others 2018, *Quantifying surveillance in the networked age*. Incident
//! reports call bystanders per consenter, or affected per consenter, their amplification; both are given, by name.
//!
//! # Limits
//! What a grant could open is counted, not what was taken: whether an app used its permission is not in these data.

use super::{
    opened::Opened,
    standing::{Standing, Standings},
    ties_seen::{self, TiesSeen},
};
use crate::{
    audit::Audit,
    graph::sweep::Swept,
    model::number::{Figure, Undefined},
};
use serde::Serialize;

/// The people at one distance from the consent list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// Ties to the nearest opening consenter; 0 for every consenter.
    pub hop: u32,
    /// The people at this hop.
    pub people: u64,
    /// The people at this hop or a nearer one.
    pub cumulative: u64,
}

/// The people with one number of consenting contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// How many consenters open these people's data.
    pub consenting_contacts: u32,
    /// How many people that is true of.
    pub people: u64,
}

/// What would be shown if an app saw only those friends who gave a grant too, as later platform rules had it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ClosedInterface {
    /// Always 0: nobody is shown without a grant of their own.
    pub bystanders: u64,
    /// Ties with a consenter at both ends.
    pub ties: Figure<u64>,
    /// Their share of all ties.
    pub tie_share: Figure,
}

/// How far the data spread.
///
/// # Definition
/// `consenters` counts the people who gave at least one grant; an *opening* consenter is one whose grant opens their
/// contacts' data. The hop of everybody else is the least number of ties from an opening consenter to them, walked in
/// the direction in which grants open data and never to or through somebody who opted out. `bystanders` counts the
/// people who gave no grant and whose hop is at least 1 and at most the hop limit, or what their nearest grants open where a
/// regime says less; `affected` is consenters and bystanders together. `hops` lists every distance to the end, consenters at 0 wherever they are met; `unreached` is
/// everybody whom no walk meets, those who opted out included. `exposure` counts, of the people who gave no grant and
/// did not opt out, those opened by exactly k consenters, k from 1; `unexposed` those with k = 0.
///
/// # Example
/// Ada and Ben used the app. Cem, Dot and Fay know one of them, Eve knows both, Gus nobody.
/// ```
/// use bystander::{measure::spread::Spread, village};
/// let spread = Spread::of(&village::audit());
/// assert_eq!((spread.consenters, spread.bystanders, spread.affected), (2, 4, 6));
/// assert_eq!(spread.bystanders_per_consenter.value(), Some(2.0));
/// assert_eq!(spread.hops.iter().map(|hop| hop.cumulative).collect::<Vec<_>>(), [2, 6]);
/// assert_eq!(spread.exposure.iter().map(|row| row.people).collect::<Vec<_>>(), [3, 1]);
/// assert_eq!((spread.unexposed, spread.unreached), (1, 1));
/// assert_eq!(spread.mean_consenting_contacts.value(), Some(1.25));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// Everybody in the network, people without ties included.
    pub people: u64,
    /// Pairs of tied people, whichever way the ties point.
    pub ties: u64,
    /// People who gave at least one grant.
    pub consenters: u64,
    /// Those of them whose grants do not open their contacts' data.
    pub consenters_not_opening: u64,
    /// People who gave no grant and were reached within the hop limit.
    pub bystanders: u64,
    /// Consenters and bystanders.
    pub affected: u64,
    /// Bystanders over consenters, 0 or more: the amplification factor.
    pub bystanders_per_consenter: Figure,
    /// Affected over consenters, 1 or more.
    pub affected_per_consenter: Figure,
    /// Consenters over people, 0 to 1.
    pub consented_share: Figure,
    /// Affected over people, 0 to 1: node observability.
    pub affected_share: Figure,
    /// Bystanders over people who gave no grant, 0 to 1.
    pub nonconsenter_share: Figure,
    /// The hop limit: the most ties from a consenter to a bystander.
    pub hop_limit: u32,
    /// People by hop, to the last hop at which there is anybody.
    pub hops: Vec<Hop>,
    /// People at no hop at all.
    pub unreached: u64,
    /// People who gave no grant and switched off sharing through friends; they are unreached.
    pub opted_out: u64,
    /// People by how many consenters open their data, ascending, from 1.
    pub exposure: Vec<Exposure>,
    /// People who gave no grant, did not opt out, and are opened by no consenter.
    pub unexposed: u64,
    /// Of the people in `exposure`, those opened by one consenter only.
    pub exposed_through_one: u64,
    /// Their share of the people in `exposure`, 0 to 1.
    pub exposed_through_one_share: Figure,
    /// The mean number of consenters who open the data of a person in `exposure`, 1 or more.
    pub mean_consenting_contacts: Figure,
    /// The most consenters who open one person's data; 0 where nobody's is.
    pub most_consenting_contacts: u32,
    /// Ties that the grants show.
    pub ties_seen: TiesSeen,
    /// The same case under rules that show nobody without a grant of their own.
    pub closed_interface: ClosedInterface,
}

/// What is counted, by whichever plan; the figures follow from it.
struct Counts {
    people: u64,
    ties: u64,
    consenters: u64,
    consenters_not_opening: u64,
    bystanders: u64,
    hop_limit: u32,
    hops: Vec<Hop>,
    opted_out: u64,
    unexposed: u64,
    exposure: Vec<Exposure>,
    ties_seen: TiesSeen,
}

impl Spread {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let standings = Standings::of(audit);
        let (unexposed, exposure) = exposure(audit);
        Self::from(Counts {
            people: audit.people() as u64,
            ties: audit.graph.ties(),
            consenters: audit.consenters.len() as u64,
            consenters_not_opening: count(
                audit.consenters.iter().filter(|consenter| !consenter.opens_contacts),
            ),
            bystanders: count(audit.graph.people().filter(|&person| standings.is_bystander(person))),
            hop_limit: audit.parameters.hops,
            hops: hops(audit, &standings),
            opted_out: count(audit.graph.people().filter(|&person| audit.is_opted_out(person))),
            unexposed,
            exposure,
            ties_seen: TiesSeen::of(audit, &standings),
        })
    }

    /// The same measure of ties that were streamed: every grant opens contacts' data, nothing has a date, nobody opted out.
    #[must_use]
    pub fn of_swept(swept: &Swept) -> Self {
        let within = swept.by_hop.iter().skip(1).take(swept.hop_limit as usize);
        let exposure = by_times((1..).zip(&swept.exposed));
        let exposed: u64 = swept.exposed.iter().sum();
        let consenters = swept.by_hop[0];
        Self::from(Counts {
            people: swept.people,
            ties: swept.ties,
            consenters,
            consenters_not_opening: 0,
            bystanders: within.sum(),
            hop_limit: swept.hop_limit,
            hops: by_hop(&swept.by_hop),
            opted_out: 0,
            unexposed: swept.people - consenters - exposed,
            exposure,
            ties_seen: TiesSeen::of_swept(swept),
        })
    }
}

impl From<Counts> for Spread {
    fn from(counts: Counts) -> Self {
        let Counts { people, consenters, bystanders, hops, exposure, ties_seen, .. } = counts;
        let affected = consenters + bystanders;
        let exposed = exposure.iter().map(|row| row.people).sum();
        let exposures = exposure.iter().map(|row| u64::from(row.consenting_contacts) * row.people).sum();
        let through_one = exposure.iter().filter(|row| row.consenting_contacts == 1).map(|row| row.people).sum();
        let why = |otherwise| if people == 0 { Undefined::EmptyGraph } else { otherwise };
        Self {
            people,
            ties: counts.ties,
            consenters,
            consenters_not_opening: counts.consenters_not_opening,
            bystanders,
            affected,
            bystanders_per_consenter: Figure::ratio(bystanders, consenters, why(Undefined::NoConsenters)),
            affected_per_consenter: Figure::ratio(affected, consenters, why(Undefined::NoConsenters)),
            consented_share: Figure::ratio(consenters, people, Undefined::EmptyGraph),
            affected_share: Figure::ratio(affected, people, Undefined::EmptyGraph),
            nonconsenter_share: Figure::ratio(bystanders, people - consenters, why(Undefined::NoNonconsenters)),
            hop_limit: counts.hop_limit,
            unreached: people - hops.last().map_or(0, |last| last.cumulative),
            opted_out: counts.opted_out,
            hops,
            unexposed: counts.unexposed,
            exposed_through_one: through_one,
            exposed_through_one_share: Figure::ratio(through_one, exposed, Undefined::NobodyExposed),
            mean_consenting_contacts: Figure::ratio(exposures, exposed, Undefined::NobodyExposed),
            most_consenting_contacts: exposure.last().map_or(0, |row| row.consenting_contacts),
            exposure,
            ties_seen,
            closed_interface: ClosedInterface {
                bystanders: 0,
                ties: ties_seen.between_consenters,
                tie_share: ties_seen::share(people, counts.ties, ties_seen.between_consenters),
            },
        }
    }
}

fn count(items: impl Iterator) -> u64 {
    items.count() as u64
}

/// People by hop; consenters are at 0.
fn hops(audit: &Audit, standings: &Standings) -> Vec<Hop> {
    let mut people = vec![0_u64];
    for person in audit.graph.people() {
        let hop = match standings.of_person(person) {
            Standing::Consenter => 0,
            Standing::Bystander(hop) | Standing::Beyond(hop) => hop as usize,
            Standing::OptedOut | Standing::Unreached => continue,
        };
        if people.len() <= hop {
            people.resize(hop + 1, 0);
        }
        people[hop] += 1;
    }
    by_hop(&people)
}

/// A row for each hop, from 0.
fn by_hop(people: &[u64]) -> Vec<Hop> {
    let mut cumulative = 0;
    let row = |(hop, &people)| {
        cumulative += people;
        Hop { hop, people, cumulative }
    };
    (0..).zip(people).map(row).collect()
}

/// How many people nobody opens, and how many are opened by 1, 2, ... consenters; numbers true of nobody are left out.
fn exposure(audit: &Audit) -> (u64, Vec<Exposure>) {
    let people = Opened::of(audit).people_by_times();
    (people[0], by_times((0..).zip(&people).skip(1)))
}

/// A row for each number of consenters that is true of anybody.
fn by_times<'a>(people: impl Iterator<Item = (u32, &'a u64)>) -> Vec<Exposure> {
    let known = people.filter(|&(_, &people)| people > 0);
    known.map(|(consenting_contacts, &people)| Exposure { consenting_contacts, people }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::sketch::Sketch;

    /// Five people in a row, 0 to 4.
    const ROW: Sketch = Sketch {
        people: 5,
        ties: &[(0, 1), (1, 2), (2, 3), (3, 4)],
        consenters: &[0],
        closed: &[],
        opted_out: &[],
        hops: 1,
    };

    fn people_by_hop(case: &Sketch) -> Vec<u64> {
        Spread::of(&case.audit()).hops.iter().map(|hop| hop.people).collect()
    }

    #[test]
    fn lists_every_hop_but_counts_bystanders_up_to_the_limit() {
        assert_eq!(people_by_hop(&ROW), [1, 1, 1, 1, 1]);
        let bystanders = [1, 2, 9].map(|hops| Spread::of(&Sketch { hops, ..ROW }.audit()).bystanders);
        assert_eq!(bystanders, [1, 2, 4]);
    }

    #[test]
    fn keeps_a_consenter_met_on_the_way_at_hop_zero() {
        assert_eq!(people_by_hop(&Sketch { consenters: &[0, 2], closed: &[2], ..ROW }), [2, 1, 0, 1, 1]);
    }

    #[test]
    fn opens_nobody_through_a_grant_that_stays_with_its_consenter() {
        let spread = Spread::of(&Sketch { closed: &[0], ..ROW }.audit());
        assert_eq!((spread.consenters, spread.consenters_not_opening, spread.bystanders), (1, 1, 0));
        assert_eq!((spread.unexposed, spread.unreached), (4, 4));
        assert_eq!(spread.ties_seen.consenter_end.value(), Some(0));
    }

    #[test]
    fn neither_shows_nor_passes_through_those_who_opted_out() {
        let spread = Spread::of(&Sketch { opted_out: &[1], hops: 4, ..ROW }.audit());
        assert_eq!((spread.bystanders, spread.unreached, spread.opted_out, spread.unexposed), (0, 4, 1, 3));
        assert_eq!(spread.ties_seen.read.value(), Some(0));
    }

    #[test]
    fn ignores_the_switch_of_a_consenter() {
        let spread = Spread::of(&Sketch { opted_out: &[0], ..ROW }.audit());
        assert_eq!((spread.bystanders, spread.opted_out), (1, 0));
    }

    #[test]
    fn says_why_a_ratio_does_not_exist() {
        let nobody = Spread::of(&Sketch { consenters: &[], ..ROW }.audit());
        assert_eq!(nobody.bystanders_per_consenter, Figure::undefined(Undefined::NoConsenters));
        assert_eq!(nobody.mean_consenting_contacts, Figure::undefined(Undefined::NobodyExposed));
        let empty = Spread::of(&Sketch::default().audit());
        assert_eq!(empty.consented_share, Figure::undefined(Undefined::EmptyGraph));
        assert_eq!(empty.ties_seen.share, Figure::undefined(Undefined::EmptyGraph));
        assert_eq!(empty.bystanders_per_consenter, Figure::undefined(Undefined::EmptyGraph));
        let everybody = Spread::of(&Sketch { consenters: &[0, 1, 2, 3, 4], ..ROW }.audit());
        assert_eq!(everybody.nonconsenter_share, Figure::undefined(Undefined::NoNonconsenters));
    }
}
