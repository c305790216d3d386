//! How far the data spread, under the keys of `results.json`.

use super::{
    marks::{Marks, both_ways, count},
    ratio,
};
use crate::simulate::app::{App, Installer};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct Spread {
    people: usize,
    pub(in crate::simulate) ties: usize,
    pub(in crate::simulate) consenters: usize,
    pub(in crate::simulate) bystanders: usize,
    pub(in crate::simulate) affected: usize,
    pub(in crate::simulate) bystanders_per_consenter: f64,
    affected_per_consenter: f64,
    consented_share: f64,
    hops: Vec<Hop>,
    unreached: usize,
    exposure: Vec<Exposure>,
    ties_seen: TiesSeen,
}

#[derive(Debug, Serialize)]
struct Hop {
    hop: u32,
    people: usize,
    cumulative: usize,
}

#[derive(Debug, Serialize)]
struct Exposure {
    consenting_contacts: usize,
    people: usize,
}

#[derive(Debug, Serialize)]
struct TiesSeen {
    consenter_end: usize,
    among_affected: usize,
    share: f64,
}

/// People who switched off sharing through friends.
#[derive(Debug, Serialize)]
pub(in crate::simulate) struct SwitchedOff {
    pub(in crate::simulate) people: usize,
    /// Those among them who installed the app: their switch does not count.
    pub(in crate::simulate) consenters: usize,
    /// Those whom the switch kept from becoming bystanders at one hop.
    pub(in crate::simulate) spared: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct ShareOut {
    consenters: Vec<Contribution>,
}

/// One consenter, under the pseudonym of their place in the consent list.
#[derive(Debug, Serialize)]
struct Contribution {
    consenter: String,
    bystanders: usize,
    sole: usize,
}

impl Marks {
    pub(super) fn spread(&self, ties: &[(u32, u32)]) -> Spread {
        let (people, consenters) = (self.consents.len(), count(&self.consents));
        let bystanders = count(&self.bystander);
        let affected = |at: usize| self.consents[at] || self.bystander[at];
        let seen = |sees: &dyn Fn(usize, usize) -> bool| {
            ties.iter().filter(|&&(one, other)| sees(one as usize, other as usize)).count()
        };
        let shows = |from: usize, to: usize| self.opens[from] && !self.hidden[to];
        let consenter_end = seen(&|one, other| shows(one, other) || shows(other, one));
        let hops = self.hops(consenters);
        Spread {
            people,
            ties: ties.len(),
            consenters,
            bystanders,
            affected: consenters + bystanders,
            bystanders_per_consenter: ratio(bystanders, consenters),
            affected_per_consenter: ratio(consenters + bystanders, consenters),
            consented_share: ratio(consenters, people),
            unreached: people - hops.last().map_or(0, |hop| hop.cumulative),
            hops,
            exposure: self.exposure(),
            ties_seen: TiesSeen {
                consenter_end,
                among_affected: seen(&|one, other| affected(one) && affected(other)),
                share: ratio(consenter_end, ties.len()),
            },
        }
    }

    /// Consenters are hop 0, whatever their own grant opens; the others stand at their number of steps.
    fn hops(&self, consenters: usize) -> Vec<Hop> {
        let mut people = BTreeMap::from([(0, consenters)]);
        for (step, _) in self.steps.iter().zip(&self.consents).filter(|&(_, &own)| !own) {
            if let Some(step) = *step {
                *people.entry(step).or_default() += 1;
            }
        }
        let mut cumulative = 0;
        let hop = |(hop, people)| {
            cumulative += people;
            Hop { hop, people, cumulative }
        };
        people.into_iter().map(hop).collect()
    }

    fn exposure(&self) -> Vec<Exposure> {
        let mut people = BTreeMap::new();
        for (at, &exposers) in self.exposers.iter().enumerate() {
            if self.bystander[at] {
                *people.entry(exposers).or_default() += 1;
            }
        }
        people
            .into_iter()
            .map(|(consenting_contacts, people)| Exposure { consenting_contacts, people })
            .collect()
    }

    pub(super) fn switched_off(&self, app: &App) -> SwitchedOff {
        let off = (0..app.switched_off.len()).filter(|&at| app.switched_off[at]);
        SwitchedOff {
            people: off.clone().count(),
            consenters: off.clone().filter(|&at| self.consents[at]).count(),
            spared: off.filter(|&at| self.hidden[at] && self.exposers[at] > 0).count(),
        }
    }

    pub(super) fn share_out(&self, ties: &[(u32, u32)], app: &App) -> ShareOut {
        let mut counts = vec![(0, 0); self.consents.len()];
        for (from, to) in both_ways(ties) {
            if self.opens[from] && self.bystander[to] {
                counts[from].0 += 1;
                counts[from].1 += usize::from(self.exposers[to] == 1);
            }
        }
        let contribution = |(at, installer): (usize, &Installer)| {
            let (bystanders, sole) = counts[installer.person as usize];
            Contribution { consenter: format!("C{}", at + 1), bystanders, sole }
        };
        ShareOut { consenters: app.installers.iter().enumerate().map(contribution).collect() }
    }
}
