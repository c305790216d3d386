//! `Chains`: the chains of ties that lead to one person, and what grants at their other ends open of that person's data.
//!
//! The same question as `Harvest::days`, asked from the other end: one person is walked from, not everybody walked to.

use super::Harvest;
use crate::model::{
    id::PersonId,
    span::{Span, Spans},
};
use std::collections::{BTreeMap, BTreeSet};

/// The chains that lead to one person, as far as any grant opens data.
///
/// # Definition
/// On a day, a chain of k ties leads to the person from somebody whose grant would open data over the first of them, and so on
/// to the last, where every tie stands on that day and nobody between both ends is kept back by a switch on it. The days are
/// among those on which the person's own data is shown, as the caller says.
#[derive(Clone, Debug)]
pub struct Chains<'a> {
    harvest: &'a Harvest<'a>,
    person: PersonId,
    shown: Spans,
    /// For 1, 2, ... ties: the people at the other end, with the days on which no shorter chain leads from them.
    ends: Vec<Vec<(PersonId, Spans)>>,
    /// The place of each consenter in the list.
    places: BTreeMap<PersonId, usize>,
}

/// The shortest chains from a grant to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Routes {
    /// How many different chains of that length lead to the person on any day.
    pub routes: u64,
    /// How many people stand on them, the one who gave the grant at the start included and the person not.
    pub people: u64,
}

impl<'a> Chains<'a> {
    /// The chains to `person` on the days of `shown`.
    #[must_use]
    pub fn to(harvest: &'a Harvest<'a>, person: PersonId, shown: Spans) -> Self {
        let consenters = harvest.audit.consenters.iter().enumerate();
        let places = consenters.map(|(at, consenter)| (consenter.person, at)).collect();
        let mut chains = Self { harvest, person, shown, ends: Vec::new(), places };
        chains.walk(harvest.depths().last().copied().unwrap_or(0));
        chains
    }

    fn walk(&mut self, depth: u32) {
        let mut met = BTreeMap::from([(self.person, self.shown.clone())]);
        let mut latest = vec![(self.person, self.shown.clone())];
        for _ in 0..depth {
            let mut arrived: BTreeMap<PersonId, Spans> = BTreeMap::new();
            for (at, days) in &latest {
                let days = self.passing(*at, days);
                for (opener, days) in self.openers(*at, &days) {
                    let known = arrived.entry(opener).or_default();
                    *known = known.or(&days);
                }
            }
            latest = arrived
                .into_iter()
                .filter_map(|(person, days)| {
                    let known = met.entry(person).or_default();
                    let new = days.without(known);
                    *known = known.or(&new);
                    (!new.is_empty()).then_some((person, new))
                })
                .collect();
            if latest.is_empty() {
                break;
            }
            self.ends.push(latest.clone());
        }
    }

    /// The days on which a chain may run through `at`; the person's own switch is in `shown` already.
    fn passing(&self, at: PersonId, days: &Spans) -> Spans {
        let off = self.harvest.off(at).filter(|_| at != self.person);
        off.map_or_else(|| days.clone(), |off| days.without(off))
    }

    /// Those whose grants would open the data of `person` over one tie that stands on some of `days`, with these days.
    fn openers(&self, person: PersonId, days: &Spans) -> Vec<(PersonId, Spans)> {
        let audit = self.harvest.audit;
        let on = |opener: PersonId| match &audit.dated_ties {
            None => days.clone(),
            Some(ties) => {
                let all = ties.opened_by(opener);
                let first = all.partition_point(|&(other, _)| other < person);
                let own = all[first..].iter().take_while(|&&(other, _)| other == person);
                let stood: Spans = own.map(|(_, stood)| stood.as_read(self.harvest.terms.reading)).collect();
                days.and(&stood)
            }
        };
        let openers = audit.graph.openers_of(person).iter().map(|&opener| (opener, on(opener)));
        openers.filter(|(_, days)| !days.is_empty()).collect()
    }

    /// The days on which grants of `person` over at least `hops` ties open data in `by`.
    fn opening(&self, by: &Harvest, person: PersonId, hops: u32) -> Spans {
        let openings = self.places.get(&person).map(|&at| &by.openings[at]);
        let far_enough = openings.into_iter().flatten().filter(|(depth, _)| **depth >= hops);
        far_enough.flat_map(|(_, days)| days.spans()).copied().collect()
    }

    /// On which days the grants of `by` open the person's data: by hop, each day at its least. `by` may be the harvest of one
    /// field or of some apps; switches and ties are those of the whole.
    #[must_use]
    pub fn opened(&self, by: &Harvest) -> Vec<(u32, Spans)> {
        let mut nearer = Spans::default();
        let mut opened = Vec::new();
        for (hop, ends) in (1..).zip(&self.ends) {
            let at_end =
                ends.iter().flat_map(|(end, days)| days.and(&self.opening(by, *end, hop)).spans().to_vec());
            let days = at_end.collect::<Spans>().without(&nearer);
            if !days.is_empty() {
                nearer = nearer.or(&days);
                opened.push((hop, days));
            }
        }
        opened
    }

    /// How many consenters open the person's data themselves, over one tie.
    #[must_use]
    pub fn direct_openers(&self) -> u64 {
        let ends = self.ends.first().into_iter().flatten();
        let opens =
            |(end, days): &&(PersonId, Spans)| !self.opening(self.harvest, *end, 1).and(days).is_empty();
        ends.filter(opens).count() as u64
    }

    /// The chains of `hop` ties, which must not be more than the least hop at which a grant opens the person's data on any day: a
    /// longer chain could run in a circle.
    #[must_use]
    pub fn routes(&self, hop: u32) -> Routes {
        let near = if hop > 1 { self.harvest.reached().everywhere } else { Vec::new() };
        let mut walk = Walk { chains: self, hop, near, known: BTreeMap::new(), on_route: BTreeSet::new() };
        let routes = walk.routes_over(self.person, &self.shown, hop);
        Routes { routes, people: walk.on_route.len() as u64 }
    }
}

/// Counts chains from their end to their start; what was counted for one person and the same days is not counted again.
struct Walk<'c> {
    chains: &'c Chains<'c>,
    hop: u32,
    /// By row, the least ties from any opening consenter: whoever is farther than what is left cannot stand on a chain.
    near: Vec<u32>,
    known: BTreeMap<(PersonId, u32, Spans), u64>,
    on_route: BTreeSet<PersonId>,
}

impl Walk<'_> {
    /// How many chains of `left` ties lead to `at` on some of `days`.
    fn routes_over(&mut self, at: PersonId, days: &Spans, left: u32) -> u64 {
        let mut routes = 0_u64;
        for (opener, days) in self.chains.openers(at, days) {
            let found =
                if left == 1 { self.starts(opener, &days) } else { self.through(opener, &days, left - 1) };
            if found > 0 {
                self.on_route.insert(opener);
            }
            routes = routes.saturating_add(found);
        }
        routes
    }

    fn starts(&self, opener: PersonId, days: &Spans) -> u64 {
        let opening = self.chains.opening(self.chains.harvest, opener, self.hop);
        u64::from(!opening.and(days).is_empty())
    }

    fn through(&mut self, person: PersonId, days: &Spans, left: u32) -> u64 {
        let days = self.chains.passing(person, days);
        if days.is_empty() || self.near[person.index()] > left {
            return 0;
        }
        let key = (person, left, days);
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let found = self.routes_over(person, &key.2, left);
        self.known.insert(key, found);
        found
    }
}

impl Harvest<'_> {
    /// The days of the period on which the data of `person` is not kept back by their own switch.
    #[must_use]
    pub fn shown(&self, person: PersonId) -> Spans {
        let period = Spans::from(self.terms.period);
        self.off(person).map_or_else(|| period.clone(), |off| period.without(off))
    }

    /// The days that count.
    #[must_use]
    pub fn period(&self) -> Span {
        self.terms.period
    }
}
