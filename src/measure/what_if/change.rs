//! `Change`: one thing that is changed about a case, and what it does to the terms of its harvest.

use crate::{
    audit::Audit,
    harvest::Terms,
    model::{date::Day, reading::Reading, regime::Regime},
};

/// One thing that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// From this day on no grant opens anybody else's data. Of two such days the earlier one counts.
    ClosedFrom(Day),
    /// The platform let grants open what this regime says, as far as its rules reach. A number of hops that an earlier change
    /// sets, or that the case sets below what its own regime says, stays the limit.
    Regime(Regime),
    /// A grant opens at most so many hops.
    Hops(u32),
    /// Everybody's data is kept from friends' apps unless they switched it on themselves.
    DefaultOff,
    /// Whether people's switches are passed over.
    Switches {
        /// They are passed over; else they are honoured.
        ignored: bool,
    },
    /// Grants to one app do not count.
    WithoutApp {
        /// Its name.
        name: String,
        /// Its place in the list of apps; `None` stands for grants that name no app.
        app: Option<u32>,
    },
    /// Grants to the apps of one firm do not count.
    WithoutProvider {
        /// Its name.
        name: String,
        /// The places of its apps in the list of apps.
        apps: Vec<u32>,
    },
    /// The grants of one consenter do not count.
    WithoutConsenter {
        /// Their place in the consent list, from 1.
        number: u32,
        /// Their place among the consenters of the audit, from 0.
        at: u32,
    },
}

impl Change {
    /// The change as a user writes it, for instance `closed-from=2014-04-30`.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::ClosedFrom(day) => format!("closed-from={day}"),
            Self::Regime(regime) => format!("regime={}", regime.id),
            Self::Hops(hops) => format!("hops={hops}"),
            Self::DefaultOff => "default-off".to_owned(),
            Self::Switches { ignored: true } => "switches=ignored".to_owned(),
            Self::Switches { ignored: false } => "switches=honoured".to_owned(),
            Self::WithoutApp { name, .. } => format!("without-app={name}"),
            Self::WithoutProvider { name, .. } => format!("without-provider={name}"),
            Self::WithoutConsenter { number, .. } => format!("without-consenter=C{number}"),
        }
    }

    /// What it means, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::ClosedFrom(day) => format!("From {day} on no grant opens anybody else's data."),
            Self::Regime(regime) => format!("Grants open what this regime says: {}.", regime.name),
            Self::Hops(1) => "A grant opens data one hop away at most.".to_owned(),
            Self::Hops(hops) => format!(
                "A grant opens data {hops} hops away at most, or as far as the regime says if that is less."
            ),
            Self::DefaultOff => {
                "Everybody's data is kept from friends' apps unless they switched it on themselves."
                    .to_owned()
            }
            Self::Switches { ignored: true } => "People's switches are passed over.".to_owned(),
            Self::Switches { ignored: false } => "People's switches are honoured.".to_owned(),
            Self::WithoutApp { name, .. } => format!("Grants to the app {name} do not count."),
            Self::WithoutProvider { name, .. } => format!("Grants to the apps of {name} do not count."),
            Self::WithoutConsenter { number, .. } => {
                format!("The grants of consenter C{number} do not count.")
            }
        }
    }
}

/// The terms of a case that is changed step by step.
#[derive(Clone, Debug)]
pub(super) struct Changed<'a> {
    pub(super) terms: Terms<'a>,
    /// A number of hops that stays the limit whatever a regime says.
    hops: Option<u32>,
}

impl<'a> Changed<'a> {
    /// Nothing is changed yet.
    pub(super) fn nothing(audit: &'a Audit) -> Self {
        let terms = Terms::of(audit, Reading::AtMost);
        let own = terms.regime.and_then(Regime::hops);
        let hops = own.filter(|&own| terms.hops < own).map(|_| terms.hops);
        Self { terms, hops }
    }

    /// This and one change more.
    pub(super) fn and(mut self, change: &'a Change) -> Self {
        let terms = &mut self.terms;
        match change {
            Change::ClosedFrom(day) => terms.closed_from = terms.closed_from.min(Some(*day)).or(Some(*day)),
            Change::Regime(regime) => {
                terms.regime = Some(regime);
                terms.hops = self.hops.or(regime.hops()).unwrap_or(1);
            }
            Change::Hops(hops) => {
                self.hops = Some(*hops);
                terms.hops = *hops;
            }
            Change::DefaultOff => terms.default_off = true,
            Change::Switches { ignored } => terms.switches_ignored = *ignored,
            Change::WithoutApp { app, .. } => terms.without_apps.push(*app),
            Change::WithoutProvider { apps, .. } => terms.without_apps.extend(apps.iter().copied().map(Some)),
            Change::WithoutConsenter { at, .. } => terms.without_consenters.push(*at),
        }
        self
    }
}
