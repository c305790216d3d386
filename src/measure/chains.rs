//! `Chains`: how the organisations that passed the data on hang together.
//!
//! # Reference
//! Lengauer and Tarjan 1979 (dominators); Tarjan 1972 (circles); Kempe, Kleinberg and Kumar 2002 (paths whose times never go back).
//!
//! # Limits
//! A chain shows that data can have passed along it, not that the same records did. Transfers of one day may follow one another. Where a
//! circle can be reached, the longest chain that is given counts the circle as one station.

use super::passages::{Passage, Passages, StartsAre};
use crate::{
    audit::Audit,
    measure::bounds::Between,
    model::{
        date::Day,
        id::RecipientId,
        number::{Figure, Undefined},
        recipient::Role,
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The chains of the transfers; empty where the case has no table of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chains {
    /// What the transfers show.
    #[serde(flatten)]
    pub shown: Option<Shown>,
}

/// What the transfers show of organisations alone.
///
/// # Definition
/// Chains begin at the *collectors*: organisations whose role says so, or that have the name of an app that was given a grant or of the
/// firm behind it. Where there are none, they begin at those that gave data and, on record, received none (`starts_are`). `steps` of an
/// organisation is the number of transfers of the shortest chain to it, days aside. *In time* is a chain whose days never go back; a
/// transfer without a day fits nowhere for the lower number, and anywhere for the upper. A *circle* is a largest set of organisations
/// from each of which data can have come to every other and back. `lost_without` is the number of organisations to which no chain would
/// lead if a transfer, or an organisation, were taken out.
///
/// # Example
/// The village's firm gave to the analysts, they to the party, it to the broker, which gave back to the analysts.
/// ```
/// use bystander::{measure::chains::Chains, village};
/// let shown = Chains::of(&village::with_transfers()).shown.unwrap();
/// assert_eq!((shown.reached, shown.farthest.value()), (3, Some(3)));
/// assert_eq!(shown.circles[0].organisations, ["The analysts", "The party", "The broker"]);
/// let lost: Vec<_> = shown.transfers.iter().map(|transfer| transfer.lost_without).collect();
/// assert_eq!(lost, [3, 2, 1, 0]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// What the chains begin with.
    pub starts_are: StartsAre,
    /// The organisations with which they begin.
    pub starts: Vec<String>,
    /// Organisations to which a chain leads, those it begins with not counted.
    pub reached: u64,
    /// Those to which a chain in time leads.
    pub reached_in_time: Between,
    /// Organisations that are neither a start nor reached.
    pub not_reached: u64,
    /// The most steps of an organisation.
    pub farthest: Figure<u64>,
    /// The number of transfers of the longest chain in which nobody stands twice; it has no fewer.
    pub longest_at_least: Figure<u64>,
    /// Whether it has no more either: no circle can be reached.
    pub longest_is_exact: bool,
    /// Organisations by their steps.
    pub by_steps: Vec<Ring>,
    /// The organisations: by steps, then in the order of the records.
    pub organisations: Vec<Station>,
    /// The circles.
    pub circles: Vec<Circle>,
    /// The transfers, in the order of the file.
    pub transfers: Vec<Link>,
    /// What the records leave in doubt: each doubt with its number of transfers.
    pub doubts: Vec<Doubted>,
}

/// The organisations of one number of steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ring {
    /// The steps; 0 for the starts.
    pub steps: u32,
    /// How many organisations.
    pub organisations: u64,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Station {
    /// Its name.
    pub organisation: String,
    /// Whether the record names it.
    pub is_named: bool,
    /// What it is to the data, as the record says.
    pub role: Option<Role>,
    /// The fewest transfers from a start; `None` where no chain leads here.
    pub steps: Option<u32>,
    /// Whether a chain in time leads here, whatever the days that are not known.
    pub surely_in_time: bool,
    /// Whether one may, as far as the days are known.
    pub possibly_in_time: bool,
    /// The earliest day on which a chain in time can have led here; `None` for starts, and where no transfer of it has a day.
    pub earliest_on: Option<Day>,
    /// Transfers that it received.
    pub received: u64,
    /// Transfers that it gave.
    pub given: u64,
    /// Organisations that could not have been reached without it.
    pub lost_without: u64,
}

/// A circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Circle {
    /// Its organisations.
    pub organisations: Vec<String>,
    /// The transfers between them.
    pub transfers: u64,
}

/// A transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Which.
    #[serde(flatten)]
    pub passage: Passage,
    /// Organisations that could not have been reached without it.
    pub lost_without: u64,
    /// What the records leave in doubt.
    pub doubts: Vec<Doubt>,
}

/// What the records leave in doubt about a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Who gave the data is not named.
    SenderNotNamed,
    /// Who received them is not named.
    ReceiverNotNamed,
    /// The day is not known.
    DayNotKnown,
    /// It is earlier than the first grant to the app that it names, or, where it names none, than the first grant to any.
    BeforeFirstGrant,
    /// Who gave the data is no collector and had, on record, received none by then.
    NothingReceivedBefore,
}

impl Doubt {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [
        Self::SenderNotNamed,
        Self::ReceiverNotNamed,
        Self::DayNotKnown,
        Self::BeforeFirstGrant,
        Self::NothingReceivedBefore,
    ];

    /// The words for readers.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SenderNotNamed => "who gave the data is not named",
            Self::ReceiverNotNamed => "who received them is not named",
            Self::DayNotKnown => "the day is not known",
            Self::BeforeFirstGrant => "it is earlier than the first grant",
            Self::NothingReceivedBefore => "who gave the data had, on record, received none by then",
        }
    }
}

/// How many transfers a doubt is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubted {
    /// The doubt.
    pub doubt: Doubt,
    /// Transfers.
    pub transfers: u64,
}

impl Chains {
    /// The chains of `audit`.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self { shown: Passages::of(audit).map(|passages| shown(&passages)) }
    }
}

fn shown(passages: &Passages) -> Shown {
    let organisations = stations(passages);
    let transfers = links(passages);
    let beyond = |holds: &dyn Fn(&Station) -> bool| {
        organisations.iter().filter(|station| station.steps != Some(0) && holds(station)).count() as u64
    };
    let longest = passages.graph.longest();
    let doubted = |doubt| Doubted {
        doubt,
        transfers: transfers.iter().filter(|link| link.doubts.contains(&doubt)).count() as u64,
    };
    let farthest = organisations.iter().filter_map(|station| station.steps).max();
    Shown {
        starts_are: passages.starts_are,
        starts: passages.graph.starts().iter().map(|&start| passages.name(start)).collect(),
        reached: beyond(&|station| station.steps.is_some()),
        reached_in_time: Between {
            at_least: beyond(&|station| station.surely_in_time),
            at_most: beyond(&|station| station.possibly_in_time),
        },
        not_reached: beyond(&|station| station.steps.is_none()),
        farthest: farthest.map(u64::from).ok_or(Undefined::EmptyInput).into(),
        longest_at_least: longest
            .map(|longest| u64::from(longest.at_least.max(farthest.unwrap_or(0))))
            .ok_or(Undefined::EmptyInput)
            .into(),
        longest_is_exact: longest.is_some_and(|longest| longest.is_exact),
        by_steps: by_steps(&organisations, farthest),
        circles: circles(passages),
        doubts: Doubt::ALL.map(doubted).into_iter().filter(|doubted| doubted.transfers > 0).collect(),
        organisations,
        transfers,
    }
}

fn by_steps(organisations: &[Station], farthest: Option<u32>) -> Vec<Ring> {
    let of = |steps| organisations.iter().filter(|station| station.steps == Some(steps)).count() as u64;
    farthest.map_or_else(Vec::new, |last| {
        (0..=last).map(|steps| Ring { steps, organisations: of(steps) }).collect()
    })
}

fn stations(passages: &Passages) -> Vec<Station> {
    let lost = passages.graph.lost().without_organisation;
    let (surely, possibly) = (passages.graph.arrivals(false), passages.graph.arrivals(true));
    let mut given = vec![0; lost.len()];
    passages.transfers.rows.iter().for_each(|transfer| given[transfer.from.index()] += 1);
    let station = |id: RecipientId| {
        let known = passages.transfers.recipient(id);
        let at = id.index();
        Station {
            organisation: known.name.clone(),
            is_named: known.is_named,
            role: known.role,
            steps: passages.steps[at],
            surely_in_time: surely[at].is_some(),
            possibly_in_time: possibly[at].is_some(),
            earliest_on: possibly[at].map(|arrival| arrival.on).filter(|&on| on != Day::FIRST),
            received: passages.received[at].len() as u64,
            given: given[at],
            lost_without: lost[at].into(),
        }
    };
    let mut stations: Vec<Station> = passages.transfers.recipient_ids().map(station).collect();
    stations.sort_by_key(|station| station.steps.unwrap_or(u32::MAX));
    stations
}

fn circles(passages: &Passages) -> Vec<Circle> {
    let circle = |within: Vec<RecipientId>| {
        let has = |id| within.binary_search(&id).is_ok();
        let inside = passages.transfers.rows.iter().filter(|transfer| has(transfer.from) && has(transfer.to));
        Circle {
            transfers: inside.count() as u64,
            organisations: within.iter().map(|&id| passages.name(id)).collect(),
        }
    };
    passages.graph.circles().into_iter().map(circle).collect()
}

fn links(passages: &Passages) -> Vec<Link> {
    let lost = passages.graph.lost().without_transfer;
    let first = first_grants(passages);
    let link = |(row, lost): (usize, u32)| Link {
        passage: passages.passage(row),
        lost_without: lost.into(),
        doubts: doubts(passages, row, &first),
    };
    lost.into_iter().enumerate().map(link).collect()
}

fn doubts(passages: &Passages, row: usize, first: &BTreeMap<Option<u32>, Day>) -> Vec<Doubt> {
    let transfer = &passages.transfers.rows[row];
    let is_named = |id| passages.transfers.recipient(id).is_named;
    let early = || transfer.on.zip(first_grant(passages, row, first)).is_some_and(|(on, first)| on < first);
    let nothing = || !passages.collects[transfer.from.index()] && passages.received_by_then(row).next().is_none();
    let holds = |doubt: &Doubt| match doubt {
        Doubt::SenderNotNamed => !is_named(transfer.from),
        Doubt::ReceiverNotNamed => !is_named(transfer.to),
        Doubt::DayNotKnown => transfer.on.is_none(),
        Doubt::BeforeFirstGrant => early(),
        Doubt::NothingReceivedBefore => nothing(),
    };
    Doubt::ALL.into_iter().filter(holds).collect()
}

/// The first day of the grants to each app; [`Day::FIRST`] where one may have begun at any time.
fn first_grants(passages: &Passages) -> BTreeMap<Option<u32>, Day> {
    let mut first = BTreeMap::new();
    for grant in &passages.audit.grants.rows {
        let begun = grant.in_force.at_most.from;
        first.entry(grant.app).and_modify(|known: &mut Day| *known = begun.min(*known)).or_insert(begun);
    }
    first
}

/// The day of the first grant to the app that a transfer names, or to any; `None` where it is not known.
fn first_grant(passages: &Passages, row: usize, first: &BTreeMap<Option<u32>, Day>) -> Option<Day> {
    let named = passages.named_app(row);
    let is_meant = |app: &Option<u32>| named.as_ref().is_none_or(|named| named.contains(app));
    let begun = first.iter().filter(|(app, _)| is_meant(app)).map(|(_, &begun)| begun);
    begun.min().filter(|&first| first != Day::FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::transfer::Transfer, village};

    fn shown(audit: &Audit) -> Shown {
        Chains::of(audit).shown.unwrap()
    }

    fn doubts(audit: &Audit) -> Vec<Vec<Doubt>> {
        shown(audit).transfers.into_iter().map(|link| link.doubts).collect()
    }

    fn rows(audit: &mut Audit) -> &mut Vec<Transfer> {
        &mut audit.transfers.as_mut().unwrap().rows
    }

    #[test]
    fn says_nothing_where_the_case_has_no_transfers() {
        assert_eq!(Chains::of(&village::audit()), Chains::default());
    }

    #[test]
    fn a_day_that_goes_back_ends_a_chain_in_time_and_one_that_is_not_known_may() {
        let mut audit = village::with_transfers();
        rows(&mut audit)[2].on = Day::parse("2014-08-01");
        let all = shown(&audit);
        assert_eq!((all.reached, all.reached_in_time), (3, Between { at_least: 2, at_most: 2 }));
        rows(&mut audit)[2].on = None;
        assert_eq!(shown(&audit).reached_in_time, Between { at_least: 2, at_most: 3 });
    }

    #[test]
    fn a_chain_without_a_circle_has_its_exact_length() {
        let mut audit = village::with_transfers();
        assert_eq!((shown(&audit).longest_at_least.value(), shown(&audit).longest_is_exact), (Some(3), false));
        rows(&mut audit).truncate(3);
        assert_eq!((shown(&audit).longest_at_least.value(), shown(&audit).longest_is_exact), (Some(3), true));
    }

    #[test]
    fn an_organisation_that_had_nothing_by_then_is_in_doubt() {
        let mut audit = village::with_transfers();
        assert!(doubts(&audit).concat().is_empty());
        rows(&mut audit)[1].on = Day::parse("2014-04-30");
        assert_eq!(doubts(&audit)[1], [Doubt::NothingReceivedBefore]);
        rows(&mut audit)[0].on = None;
        assert_eq!(doubts(&audit)[..2], [vec![Doubt::DayNotKnown], vec![]]);
    }

    #[test]
    fn a_transfer_before_the_first_grant_is_in_doubt() {
        let mut audit = village::dated();
        audit.transfers = village::with_transfers().transfers;
        assert!(doubts(&audit).concat().is_empty());
        rows(&mut audit)[0].on = Day::parse("2014-02-09");
        assert_eq!(doubts(&audit)[0], [Doubt::BeforeFirstGrant]);
        rows(&mut audit)[0].on = Day::parse("2014-05-01");
        let transfers = audit.transfers.as_mut().unwrap();
        transfers.apps = vec!["Weather".to_owned()];
        transfers.rows[0].app = Some(0);
        assert_eq!(doubts(&audit)[0], [Doubt::BeforeFirstGrant], "the weather app was given its first grant on 20 May");
    }

    #[test]
    fn chains_begin_at_collectors_or_else_at_those_that_received_nothing() {
        let mut audit = village::with_transfers();
        audit.transfers.as_mut().unwrap().recipients[0].role = None;
        let all = shown(&audit);
        assert_eq!((all.starts_are, all.starts), (StartsAre::FirstSenders, vec!["The firm".to_owned()]));
        assert_eq!(all.transfers[0].doubts, [Doubt::NothingReceivedBefore]);
        audit.grants.apps = village::dated().grants.apps;
        assert_eq!(shown(&audit).starts_are, StartsAre::Collectors, "the firm stands behind the apps");
    }
}
