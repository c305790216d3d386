//! `Harvest`: whose data the recorded grants opened, on which days, under stated [`Terms`].
//!
//! Every measure of the spread rests on it, and each counterfactual is the same harvest under other terms. Where no record
//! has a date it is one search of the network; where any has, all days are searched at once.

pub mod chains;
mod terms;

pub use terms::Terms;

use crate::{
    audit::Audit,
    graph::{
        dated_reach::DatedReach,
        dated_ties::DatedTies,
        reach::{Reach, UNREACHED},
    },
    model::{
        grant::Grant,
        id::PersonId,
        reading::{Lasting, Reading},
        span::{Span, Spans},
        switch::Switch,
    },
};
use std::collections::BTreeMap;

/// The grants of an audit under stated terms.
///
/// # Definition
/// A grant opens the data of its consenter's contacts on the days of the period on which it was in force, its regime
/// let it (see [`Grant::openings`]), and the consenter's own `share_friends` was not off. On such a day the people at hop 1, 2, ... up to the
/// number of hops that the grant opens are reached over the ties that stand on that day, but for those whose `friends_apps` is off on
/// it, who are not passed through either. Consenters are reached and passed through whatever their switches say.
#[derive(Clone, Debug)]
pub struct Harvest<'a> {
    audit: &'a Audit,
    terms: Terms<'a>,
    /// By place in the list of consenters, and by hops that the grants open: the days on which they do.
    openings: Vec<BTreeMap<u32, Spans>>,
    /// By row, whether the person gave a grant that counts: surely, or possibly, as the terms are read.
    consents: Vec<bool>,
    /// By row, the days on which a person's switch keeps their data back; people who are not here never do.
    off: BTreeMap<PersonId, Spans>,
    /// The switch of everybody who is not in `off`.
    off_otherwise: Spans,
}

impl<'a> Harvest<'a> {
    /// The harvest of `audit` under `terms`.
    #[must_use]
    pub fn of(audit: &'a Audit, terms: Terms<'a>) -> Self {
        let mut openings = vec![BTreeMap::<u32, Spans>::new(); audit.consenters.len()];
        let mut consents = vec![false; audit.people()];
        for grant in counted(audit, &terms) {
            let person = audit.consenters[grant.consenter as usize].person;
            consents[person.index()] |= match terms.reading {
                Reading::AtLeast => grant.in_force.surely_meets(terms.period),
                Reading::AtMost => true,
            };
            for (hops, days) in opened_days(audit, &terms, grant, person) {
                let known = openings[grant.consenter as usize].entry(hops).or_default();
                *known = known.or(&days);
            }
        }
        let (off, off_otherwise) = switched_off(audit, &terms);
        Self { audit, terms, openings, consents, off, off_otherwise }
    }

    /// The harvest of the case as it is, read so.
    #[must_use]
    pub fn as_recorded(audit: &'a Audit, reading: Reading) -> Self {
        Self::of(audit, Terms::of(audit, reading))
    }

    /// Whether `person` gave a grant that counts under the terms.
    #[must_use]
    pub fn is_consenter(&self, person: PersonId) -> bool {
        self.consents[person.index()]
    }

    /// How many people gave a grant that counts.
    #[must_use]
    pub fn consenters(&self) -> u64 {
        self.consents.iter().filter(|&&consents| consents).count() as u64
    }

    /// The days on which `person` is kept back by their switch.
    #[must_use]
    pub fn off(&self, person: PersonId) -> Option<&Spans> {
        if self.is_consenter(person) { None } else { self.switch(person) }
    }

    /// The same, whether or not they consented.
    #[must_use]
    pub fn switch(&self, person: PersonId) -> Option<&Spans> {
        Some(self.off.get(&person).unwrap_or(&self.off_otherwise)).filter(|off| !off.is_empty())
    }

    /// The days on which the grants of the consenter at `at` open their contacts' data.
    #[must_use]
    pub fn opening_days(&self, at: usize) -> Spans {
        self.openings[at].values().flat_map(Spans::spans).copied().collect()
    }

    /// What the grants of each consenter open, to see whether two harvests are the same.
    #[must_use]
    pub fn openings(&self) -> &[BTreeMap<u32, Spans>] {
        &self.openings
    }

    /// Whether a tie or a switch has a date within the period, so that one day's network differs from another's.
    #[must_use]
    pub fn changes(&self) -> bool {
        self.audit.dated_ties.is_some() || self.off.values().any(|off| self.is_cut(off))
    }

    /// Whether that or any grant has one.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.changes() || self.openings.iter().flat_map(BTreeMap::values).any(|days| self.is_cut(days))
    }

    /// Whether `days` are some days of the period and not all.
    fn is_cut(&self, days: &Spans) -> bool {
        days.meets(self.terms.period) && !Spans::from(self.terms.period).without(days).is_empty()
    }

    /// The people whose data the grants of the consenter at `at` open themselves, those who consented included: ascending, each
    /// once.
    #[must_use]
    pub fn opened_by(&self, at: usize) -> Vec<PersonId> {
        let mut opened = self.contacts_on(at, |person| self.off(person));
        opened.dedup();
        opened
    }

    /// By place in the list of consenters, whether others' grants would have opened their data had they given none.
    #[must_use]
    pub fn shown_anyway(&self) -> Vec<bool> {
        let mut place = vec![None; self.audit.people()];
        for (at, consenter) in self.audit.consenters.iter().enumerate() {
            place[consenter.person.index()] = Some(at);
        }
        let mut shown = vec![false; self.audit.consenters.len()];
        for at in 0..shown.len() {
            for person in self.contacts_on(at, |person| self.switch(person)) {
                if let Some(other) = place[person.index()] {
                    shown[other] = true;
                }
            }
        }
        shown
    }

    /// The contacts of the consenter at `at` on the days on which the grants open them and `off` does not keep them back.
    fn contacts_on<'o>(&'o self, at: usize, off: impl Fn(PersonId) -> Option<&'o Spans>) -> Vec<PersonId> {
        let days = self.opening_days(at);
        let shows = |person: PersonId, stood: Span| {
            let both = days.and_span(stood);
            !off(person).map_or_else(|| both.clone(), |off| both.without(off)).is_empty()
        };
        let consenter = self.audit.consenters[at].person;
        match &self.audit.dated_ties {
            _ if days.is_empty() => Vec::new(),
            None => {
                let contacts = self.audit.graph.opened_by(consenter).iter().copied();
                contacts.filter(|&person| shows(person, Span::ALWAYS)).collect()
            }
            Some(ties) => {
                let contacts = ties.days(consenter, self.terms.reading);
                contacts.filter(|&(person, stood)| shows(person, stood)).map(|(person, _)| person).collect()
            }
        }
    }

    /// How far everybody is from the grants.
    #[must_use]
    pub fn reached(&self) -> Reached {
        let depths = self.depths();
        let everywhere = self.search(None, u32::MAX);
        let within = match depths[..] {
            [] => vec![UNREACHED; everywhere.len()],
            [depth] => capped(&everywhere, depth),
            _ => {
                let each = depths.iter().map(|&depth| capped(&self.search(Some(depth), depth), depth));
                each.reduce(|one, other| one.iter().zip(&other).map(|(a, b)| *a.min(b)).collect())
                    .expect("there are several depths")
            }
        };
        Reached { within, everywhere }
    }

    /// The people who gave no grant and are within the reach of one, ascending.
    #[must_use]
    pub fn bystanders(&self) -> Vec<PersonId> {
        self.beside(&self.consents)
    }

    /// The people within the reach of a grant who are not among `consents`, ascending.
    #[must_use]
    pub fn beside(&self, consents: &[bool]) -> Vec<PersonId> {
        self.hops_beside(consents).into_iter().map(|(person, _)| person).collect()
    }

    /// The same with their least hop, 1 or more. Somebody whose own grant may not count is among them if others' grants reach
    /// them: at one hop that is looked up, and where grants open more hops it is taken to be so.
    #[must_use]
    pub fn hops_beside(&self, consents: &[bool]) -> Vec<(PersonId, u32)> {
        let reached = self.reached().within;
        let unsure = |person: PersonId| reached[person.index()] == 0 && !consents[person.index()];
        let mut anyway = vec![false; consents.len()];
        if self.audit.consenters.iter().any(|consenter| unsure(consenter.person)) {
            let far = self.depths().last().is_some_and(|&depth| depth > 1);
            for (consenter, shown) in self.audit.consenters.iter().zip(self.shown_anyway()) {
                anyway[consenter.person.index()] = far || shown;
            }
        }
        let hop = |person: PersonId| match reached[person.index()] {
            UNREACHED => None,
            0 => anyway[person.index()].then_some(1),
            hop => Some(hop),
        };
        let others = self.audit.graph.people().filter(|person| !consents[person.index()]);
        others.filter_map(|person| Some((person, hop(person)?))).collect()
    }

    /// By row, whether a person gave a grant that counts.
    #[must_use]
    pub fn consents(&self) -> &[bool] {
        &self.consents
    }

    /// On which days everybody's data is within reach of the grants: by row, hop and days for every hop within the reach of a
    /// grant, ascending by hop. A day may stand at several hops, where grants that open different numbers of hops meet.
    #[must_use]
    pub fn days(&self) -> Vec<Vec<(u32, Spans)>> {
        let mut all = vec![Vec::new(); self.audit.people()];
        for depth in self.depths() {
            let reach = self.dated(Some(depth), depth);
            for (known, hops) in all.iter_mut().zip(reach.hops) {
                known.extend(hops);
            }
        }
        all.iter_mut().for_each(|hops| hops.sort_by_key(|(hop, _)| *hop));
        all
    }

    /// The different numbers of hops that grants open, ascending.
    fn depths(&self) -> Vec<u32> {
        let mut depths: Vec<u32> = self.openings.iter().flat_map(BTreeMap::keys).copied().collect();
        depths.sort_unstable();
        depths.dedup();
        depths
    }

    /// The consenters with the days on which they open so many hops; on any number where `depth` is `None`.
    fn seeds(&self, depth: Option<u32>) -> impl Iterator<Item = (PersonId, Spans)> {
        let opening = move |openings: &BTreeMap<u32, Spans>| -> Spans {
            let asked = openings.iter().filter(|(hops, _)| depth.is_none_or(|depth| **hops == depth));
            asked.flat_map(|(_, days)| days.spans()).copied().collect()
        };
        let all = self.audit.consenters.iter().zip(&self.openings);
        all.map(move |(consenter, openings)| (consenter.person, opening(openings)))
            .filter(|(_, days)| !days.is_empty())
    }

    /// By row, the least hop on any day.
    fn search(&self, depth: Option<u32>, limit: u32) -> Vec<u32> {
        if self.changes() {
            let reach = self.dated(depth, limit);
            return self.audit.graph.people().map(|person| reach.least(person)).collect();
        }
        let seeds: Vec<PersonId> = self.seeds(depth).map(|(person, _)| person).collect();
        Reach::of(&self.audit.graph, &seeds, |person| self.off(person).is_none()).hop
    }

    fn dated(&self, depth: Option<u32>, limit: u32) -> DatedReach {
        let standing;
        let ties = if let Some(ties) = &self.audit.dated_ties {
            ties
        } else {
            standing = throughout(self.audit);
            &standing
        };
        let off = |person| self.off(person);
        DatedReach::of(ties, self.audit.people(), self.terms.reading, self.seeds(depth), off, limit)
    }
}

/// How far everybody is from the nearest grant that opens contacts; [`UNREACHED`] where nothing leads there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// By row, the least hop within the reach of a grant on any day.
    pub within: Vec<u32>,
    /// By row, the least hop on any day, however far a grant reaches.
    pub everywhere: Vec<u32>,
}

/// The grants that count under the terms.
fn counted<'a>(audit: &'a Audit, terms: &Terms) -> impl Iterator<Item = &'a Grant> {
    let counts = |grant: &&Grant| {
        let dropped = terms.without_apps.contains(&grant.app);
        let in_period = grant.in_force.at_most.meets(terms.period);
        in_period && !dropped && !terms.without_consenters.contains(&grant.consenter)
    };
    audit.grants.rows.iter().filter(counts)
}

/// The days on which `grant` of `person` opens data, each time with the number of hops.
fn opened_days(audit: &Audit, terms: &Terms, grant: &Grant, person: PersonId) -> Vec<(u32, Spans)> {
    let open = Span {
        until: terms.closed_from.unwrap_or(terms.period.until).min(terms.period.until),
        ..terms.period
    };
    let share = &audit.switches.share_friends;
    let off = share
        .binary_search_by_key(&person, |&(owner, _)| owner)
        .ok()
        .map(|at| share[at].1.off(terms.reading));
    let off = off.filter(|_| !terms.switches_ignored);
    let days = |span: Span| {
        let days = Spans::from(span.and(open));
        off.map_or_else(|| days.clone(), |off| days.without(off))
    };
    let openings = grant.openings(terms.regime, terms.field.as_deref(), terms.reading, terms.hops);
    openings.map(|(hops, span)| (hops, days(span))).filter(|(_, days)| !days.is_empty()).collect()
}

/// The days on which people's switches keep their data back: of those of whom anything is known, and of all others.
fn switched_off(audit: &Audit, terms: &Terms) -> (BTreeMap<PersonId, Spans>, Spans) {
    let always = || Spans::from(Span::ALWAYS);
    if terms.switches_ignored {
        return (BTreeMap::new(), Spans::default());
    }
    let switches = &audit.switches;
    let known = switches.friends_apps.iter();
    let mut off: BTreeMap<PersonId, Spans> =
        known.map(|(person, switch)| (*person, Switch::off(switch, terms.reading).clone())).collect();
    let unlisted = audit.case.unlisted_settings_unknown && terms.reading == Reading::AtLeast;
    if terms.default_off {
        off = switches
            .switched_on
            .iter()
            .map(|(person, on)| {
                let kept = off.remove(person).unwrap_or_default();
                (*person, always().without(on.on(terms.reading)).or(&kept))
            })
            .collect();
    } else if unlisted {
        for &person in &switches.named {
            off.entry(person).or_default();
        }
    }
    let throughout = audit.graph.people().filter(|&person| audit.off_throughout(person));
    off.extend(throughout.map(|person| (person, always())));
    (off, if terms.default_off || unlisted { always() } else { Spans::default() })
}

/// The ties of a network without dates, standing throughout.
fn throughout(audit: &Audit) -> DatedTies {
    let people = audit.graph.people();
    let pairs: Vec<_> = people
        .flat_map(|person| audit.graph.opened_by(person).iter().map(move |&other| (person, other)))
        .collect();
    let stood = vec![Lasting::ALWAYS; pairs.len()];
    DatedTies::of(audit.people(), &pairs, &stood, Some(crate::model::tie::Direction::Out))
}

fn capped(hops: &[u32], limit: u32) -> Vec<u32> {
    hops.iter().map(|&hop| if hop <= limit { hop } else { UNREACHED }).collect()
}
