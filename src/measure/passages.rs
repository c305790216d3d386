//! `Passages`: the transfers of an audit with where their chains begin, as the measures of the chain see them.

use crate::{
    audit::Audit,
    graph::transfer_graph::TransferGraph,
    model::{
        date::Day,
        id::RecipientId,
        recipient::{Role, same_name},
    },
    table::{grants::App, transfers::Transfers},
};
use serde::Serialize;
use std::collections::BTreeSet;

/// What the chains begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StartsAre {
    /// The organisations that collected the data.
    Collectors,
    /// No collector is on record: the organisations that gave data and, on record, received none.
    FirstSenders,
}

/// The head of a row about one transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Where it stands in its file, from 1; 0 where no file stands behind it.
    pub line: u64,
    /// Who gave the data.
    pub from: String,
    /// Who received them.
    pub to: String,
    /// The day; `None` where it is not known.
    pub on: Option<Day>,
    /// Its place on the shortest chain to it, from 1; `None` where no chain leads to who gave the data.
    pub step: Option<u32>,
}

/// The transfers of an audit.
pub(super) struct Passages<'a> {
    pub(super) audit: &'a Audit,
    pub(super) transfers: &'a Transfers,
    pub(super) graph: TransferGraph<'a>,
    /// By row of the organisations, whether they collected data.
    pub(super) collects: Vec<bool>,
    pub(super) starts_are: StartsAre,
    /// By row of the organisations, the fewest transfers from a start.
    pub(super) steps: Vec<Option<u32>>,
    /// By row of the organisations, the rows of the transfers that they received.
    pub(super) received: Vec<Vec<usize>>,
}

impl<'a> Passages<'a> {
    /// The transfers of `audit`; `None` where it has no table of them.
    ///
    /// An organisation collected data where its role says so, or where its name is that of an app that was given a grant or of the firm
    /// behind one. Chains begin at these; where there are none, at those that gave data and, on record, received none.
    pub(super) fn of(audit: &'a Audit) -> Option<Self> {
        let transfers = audit.transfers.as_ref()?;
        let mut received = vec![Vec::new(); transfers.recipients.len()];
        for (row, transfer) in transfers.rows.iter().enumerate() {
            received[transfer.to.index()].push(row);
        }
        let collects: Vec<bool> = transfers
            .recipients
            .iter()
            .map(|known| {
                known.role == Some(Role::Collector)
                    || audit.grants.apps.iter().any(|app| is_behind(&known.name, app))
            })
            .collect();
        let starts_are =
            if collects.contains(&true) { StartsAre::Collectors } else { StartsAre::FirstSenders };
        let gives: BTreeSet<RecipientId> = transfers.rows.iter().map(|transfer| transfer.from).collect();
        let is_start = |id: &RecipientId| match starts_are {
            StartsAre::Collectors => collects[id.index()],
            StartsAre::FirstSenders => gives.contains(id) && received[id.index()].is_empty(),
        };
        let graph = TransferGraph::new(transfers, transfers.recipient_ids().filter(is_start).collect());
        let steps = graph.steps();
        Some(Self { audit, transfers, graph, collects, starts_are, steps, received })
    }

    /// What an organisation is called.
    pub(super) fn name(&self, id: RecipientId) -> String {
        self.transfers.recipient(id).name.clone()
    }

    /// The head of the row about one transfer.
    pub(super) fn passage(&self, row: usize) -> Passage {
        let transfer = &self.transfers.rows[row];
        Passage {
            line: transfer.line,
            from: self.name(transfer.from),
            to: self.name(transfer.to),
            on: transfer.on,
            step: self.steps[transfer.from.index()].map(|steps| steps + 1),
        }
    }

    /// The transfers by which the sender of this one may have received what it gave: those to it that are not surely later.
    pub(super) fn received_by_then(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let transfer = &self.transfers.rows[row];
        let is_later = |&before: &usize| {
            transfer.on.zip(self.transfers.rows[before].on).is_some_and(|(on, received)| on < received)
        };
        self.received[transfer.from.index()].iter().copied().filter(move |before| !is_later(before))
    }

    /// By row of the organisations, the apps whose grants may stand behind what they hold: those of the collectors from which they can be
    /// reached, all where such a collector is no app or firm of the consents. `None` stands for grants that name no app.
    pub(super) fn apps_behind(&self) -> Vec<BTreeSet<Option<u32>>> {
        let apps = || (0_u32..).zip(&self.audit.grants.apps);
        let all: BTreeSet<Option<u32>> = apps().map(|(at, _)| Some(at)).chain([None]).collect();
        let mut behind = vec![BTreeSet::new(); self.transfers.recipients.len()];
        for &start in self.graph.starts() {
            let name = &self.transfers.recipient(start).name;
            let own: BTreeSet<Option<u32>> =
                apps().filter(|(_, app)| is_behind(name, app)).map(|(at, _)| Some(at)).collect();
            let own = if own.is_empty() { &all } else { &own };
            let reached = TransferGraph::new(self.transfers, vec![start]).steps();
            let reached = behind.iter_mut().zip(reached).filter(|(_, steps)| steps.is_some());
            reached.for_each(|(apps, _)| apps.extend(own));
        }
        behind
    }

    /// The apps whose grants may stand behind a transfer: the one that it names, or else those `behind` who gave the data.
    pub(super) fn apps_of(&self, row: usize, behind: &[BTreeSet<Option<u32>>]) -> BTreeSet<Option<u32>> {
        let transfer = &self.transfers.rows[row];
        self.named_app(row).unwrap_or_else(|| behind[transfer.from.index()].clone())
    }

    /// The app of the consents that a transfer names; `None` where it names none, and an empty set where no grant was given to it.
    pub(super) fn named_app(&self, row: usize) -> Option<BTreeSet<Option<u32>>> {
        let name = &self.transfers.apps[self.transfers.rows[row].app? as usize];
        let apps = (0_u32..).zip(&self.audit.grants.apps);
        Some(apps.filter(|(_, app)| same_name(name, &app.name)).map(|(at, _)| Some(at)).collect())
    }
}

/// Whether an organisation of that name is the app, or the firm behind it.
fn is_behind(name: &str, app: &App) -> bool {
    same_name(name, &app.name) || app.provider.as_ref().is_some_and(|firm| same_name(name, firm))
}
