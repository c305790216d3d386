//! `Terms`: what is asked of the records: in which period, read which way, and with what left out or turned round.

use crate::{
    audit::Audit,
    model::{date::Day, reading::Reading, regime::Regime, span::Span},
};

/// What is asked of the records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms<'a> {
    /// How records that leave something open are read.
    pub reading: Reading,
    /// The days that count.
    pub period: Span,
    /// What the platform let a grant open; see [`Grant::openings`](crate::model::grant::Grant::openings).
    pub regime: Option<&'a Regime>,
    /// The most hops that a grant opens.
    pub hops: u32,
    /// One field of people's data alone, where it is named.
    pub field: Option<String>,
    /// From this day on no grant opens anybody else's data.
    pub closed_from: Option<Day>,
    /// Whether everybody's `friends_apps` is off unless they switched it on themselves.
    pub default_off: bool,
    /// Whether people's switches are passed over.
    pub switches_ignored: bool,
    /// Apps whose grants do not count, as places in the list of apps; `None` stands for grants to an app that is not named.
    pub without_apps: Vec<Option<u32>>,
    /// Consenters whose grants do not count, as places in the list of consenters.
    pub without_consenters: Vec<u32>,
}

impl<'a> Terms<'a> {
    /// The case as it is.
    #[must_use]
    pub fn of(audit: &'a Audit, reading: Reading) -> Self {
        Self {
            reading,
            period: audit.parameters.period(),
            regime: audit.case.regime.as_ref(),
            hops: audit.parameters.hops,
            field: None,
            closed_from: None,
            default_off: false,
            switches_ignored: audit.case.switches_ignored,
            without_apps: Vec::new(),
            without_consenters: Vec::new(),
        }
    }
}
