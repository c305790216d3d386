//! `Bounds`: between which numbers the spread lies, where records leave something open.
//!
//! # Limits
//! The bounds say what may follow from the records as they are. Whether the records hold everybody is another question.

use crate::{
    audit::Audit,
    harvest::Harvest,
    model::{
        number::{Figure, Undefined},
        reading::{Lasting, Reading},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

pub use crate::model::number::Between;

/// Records that leave something open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOpen {
    /// Times that two people were tied of which it is not known since when they stood.
    pub ties: u64,
    /// Grants of which it is not known since when they were in force.
    pub grants: u64,
    /// Grants whose scopes are not recorded, where a regime asks for scopes.
    pub scopes: u64,
    /// People of whose switches it is not known whether, or when, they were off.
    pub switches: u64,
}

/// The spread, between bounds.
///
/// # Definition
/// `at_least` takes what is not known not to have opened anything: a tie or a grant without a known beginning did not stand, a
/// grant whose scopes are not recorded opened only what any grant did under its regime, and a switch that may have been off was off.
/// `at_most` takes it to have opened everything it may have. Somebody whose grants have no known date may have consented outside
/// the period: the fewest consenters leave them out, and they are a bystander at most, but not at least. Affected are those who surely
/// consented or were surely within reach, and at most those who may have. Where nothing is left open both ends are the same,
/// and the spread is exact.
///
/// # Example
/// If it is not known whether Eve had sharing through friends switched off, three or four people are bystanders.
/// ```
/// use bystander::{measure::bounds::Bounds, model::{id::PersonId, span::{Span, Spans}, switch::Switch}, village};
/// let mut audit = village::audit();
/// assert!(Bounds::of(&audit).exact);
/// let unknown = Switch { surely_off: Spans::default(), possibly_off: Spans::from(Span::ALWAYS) };
/// audit.switches.friends_apps = vec![(PersonId(4), unknown)];
/// let bounds = Bounds::of(&audit);
/// assert_eq!((bounds.bystanders.at_least, bounds.bystanders.at_most), (3, 4));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// Whether the records leave nothing open that matters: both ends of every range are then the same.
    pub exact: bool,
    /// People who gave a grant that was in force on a day of the period.
    pub consenters: Between,
    /// People who gave no grant and were within reach of one.
    pub bystanders: Between,
    /// They and the consenters.
    pub affected: Between,
    /// The fewest bystanders over the most consenters.
    pub bystanders_per_consenter_at_least: Figure,
    /// The most bystanders over the fewest consenters; undefined where perhaps nobody consented.
    pub bystanders_per_consenter_at_most: Figure,
    /// One more than that: affected over consenters, at the lower end.
    pub affected_per_consenter_at_least: Figure,
    /// The same at the upper end.
    pub affected_per_consenter_at_most: Figure,
    /// What the records leave open.
    pub left_open: LeftOpen,
}

impl Bounds {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let left_open = LeftOpen::of(audit);
        let most = Harvest::as_recorded(audit, Reading::AtMost);
        let open = left_open.is_anything();
        let least = if open { Harvest::as_recorded(audit, Reading::AtLeast) } else { most.clone() };
        Self::between(Counts::of(&least, &most), left_open)
    }

    /// The bounds where the records leave nothing open.
    #[must_use]
    pub fn exactly(consenters: u64, bystanders: u64) -> Self {
        let same = |people| Between { at_least: people, at_most: people };
        let affected = same(consenters + bystanders);
        let counts = Counts { consenters: same(consenters), bystanders: same(bystanders), affected };
        Self::between(counts, LeftOpen::default())
    }

    fn between(Counts { consenters, bystanders, affected }: Counts, left_open: LeftOpen) -> Self {
        let ratio = |people, consenters| Figure::ratio(people, consenters, Undefined::NoConsenters);
        let (fewest, most) = (consenters.at_least, consenters.at_most);
        Self {
            exact: consenters.is_exact() && bystanders.is_exact(),
            consenters,
            bystanders,
            affected,
            bystanders_per_consenter_at_least: ratio(bystanders.at_least, most),
            bystanders_per_consenter_at_most: ratio(bystanders.at_most, fewest),
            affected_per_consenter_at_least: ratio(most + bystanders.at_least, most),
            affected_per_consenter_at_most: ratio(fewest + bystanders.at_most, fewest),
            left_open,
        }
    }
}

/// Consenters, bystanders and both together, each between its bounds.
pub(super) struct Counts {
    pub(super) consenters: Between,
    pub(super) bystanders: Between,
    pub(super) affected: Between,
}

impl Counts {
    /// What follows from the same records read so that the least follows, and the most.
    pub(super) fn of(least: &Harvest, most: &Harvest) -> Self {
        let count = |harvest: &Harvest, consents: &[bool]| harvest.beside(consents).len() as u64;
        let consenters = Between { at_least: least.consenters(), at_most: most.consenters() };
        Self {
            consenters,
            bystanders: Between {
                at_least: count(least, most.consents()),
                at_most: count(most, least.consents()),
            },
            affected: Between {
                at_least: consenters.at_least + count(least, least.consents()),
                at_most: consenters.at_most + count(most, most.consents()),
            },
        }
    }
}

impl LeftOpen {
    /// Whether the records leave anything open at all.
    #[must_use]
    pub fn is_anything(self) -> bool {
        self != Self::default()
    }

    fn of(audit: &Audit) -> Self {
        let asks = audit.case.regime.as_ref().is_some_and(|regime| regime.rules.iter().any(|rule| rule.scope.is_some()));
        let open = |in_force: Lasting| u64::from(!in_force.is_known());
        let switches = &audit.switches;
        let known = switches.friends_apps.iter().chain(&switches.share_friends);
        let unknown = known.filter(|(_, switch)| switch.surely_off != switch.possibly_off);
        let unknown = unknown.map(|(person, _)| person).collect::<BTreeSet<_>>().len() as u64;
        let unlisted = if audit.case.unlisted_settings_unknown {
            audit.people() as u64 - switches.named.len() as u64
        } else {
            0
        };
        let ignored = audit.case.switches_ignored;
        Self {
            ties: audit.times_tied().map(open).sum(),
            grants: audit.grants.rows.iter().map(|grant| open(grant.in_force)).sum(),
            scopes: audit.grants.rows.iter().filter(|grant| asks && grant.scopes.is_none()).count() as u64,
            switches: if ignored { 0 } else { unknown + unlisted },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{case::{AuditCase, Parameters}, id::PersonId, reading::Began, tie::Direction},
        table::{Tables, ties::Ties},
        village,
    };

    #[test]
    fn gives_both_ends_where_a_tie_has_no_known_beginning() {
        let bounds = Bounds::of(&village::dated());
        assert_eq!((bounds.exact, bounds.bystanders), (false, Between { at_least: 2, at_most: 3 }));
        assert_eq!((bounds.affected, bounds.left_open), (Between { at_least: 4, at_most: 5 }, LeftOpen { ties: 1, ..LeftOpen::default() }));
    }

    /// Two people are tied, and nobody knows since when.
    fn open_ties(direction: Option<Direction>) -> u64 {
        let unknown = Lasting::new(Began::Unknown, None);
        let case = AuditCase { directed: direction.is_some(), direction: direction.unwrap_or_default(), ..AuditCase::default() };
        let ties = Ties { pairs: vec![(PersonId(0), PersonId(1))], stood: vec![unknown], ..Ties::default() };
        let mut tables = Tables { case, people: 2, ties, ..Tables::default() };
        if direction == Some(Direction::Mutual) {
            tables.ties.pairs.push((PersonId(1), PersonId(0)));
            tables.ties.stood.push(unknown);
        }
        LeftOpen::of(&Audit::new(tables, Parameters::default())).ties
    }

    #[test]
    fn counts_an_open_tie_once_whichever_way_it_opens_data() {
        let ways = [None, Some(Direction::Either), Some(Direction::Out), Some(Direction::In), Some(Direction::Mutual)];
        assert_eq!(ways.map(open_ties), [1; 5]);
    }
}
