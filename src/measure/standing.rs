//! `Standings`: where each person stands towards the consent list, which every measure of the harvest starts from.

use crate::{
    audit::Audit,
    graph::reach::UNREACHED,
    harvest::{Harvest, Reached},
    model::{id::PersonId, reading::Reading},
};
use serde::Serialize;

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "hop")]
pub enum Standing {
    /// They gave a grant.
    Consenter,
    /// They gave none, and this many ties, at least one and at most the hop limit, lead to an opening consenter.
    Bystander(u32),
    /// They gave none, and this many ties, more than the hop limit, lead to an opening consenter.
    Beyond(u32),
    /// They switched off sharing through friends.
    OptedOut,
    /// No chain of ties leads from an opening consenter to them.
    Unreached,
}

/// Everybody's standing.
///
/// # Definition
/// An *opening* consenter is one whose grant opens their contacts' data. Hops are ties walked from the nearest opening
/// consenter, in the direction in which a grant opens data. People who opted out are neither reached nor walked through;
/// every consenter's own standing is `Consenter`, wherever they are met, but for the walk a consenter whose grant opens
/// nothing is somebody like everybody else. Where records have dates, a hop is the least on any day of the period, walked over
/// the ties of that day from those whose grants open on it (see [`Harvest`]); what they leave open is read so that
/// the most follows.
///
/// # Example
/// ```
/// use bystander::{measure::standing::{Standing, Standings}, model::id::PersonId, village};
/// let audit = village::audit();
/// let village = Standings::of(&audit);
/// let [ada, dot, gus] = [0, 3, 6].map(PersonId);
/// assert_eq!(village.of_person(ada), Standing::Consenter);
/// assert_eq!(village.of_person(dot), Standing::Bystander(1));
/// assert_eq!(village.of_person(gus), Standing::Unreached);
/// ```
#[derive(Debug)]
pub struct Standings<'a> {
    audit: &'a Audit,
    reached: Reached,
}

impl<'a> Standings<'a> {
    /// Walks from the opening consenters as far as ties lead.
    #[must_use]
    pub fn of(audit: &'a Audit) -> Self {
        Self { audit, reached: Harvest::as_recorded(audit, Reading::AtMost).reached() }
    }

    /// Where `person` stands.
    #[must_use]
    pub fn of_person(&self, person: PersonId) -> Standing {
        if self.audit.is_consenter(person) {
            return Standing::Consenter;
        }
        let within = Some(self.reached.within[person.index()]).filter(|&hop| hop != UNREACHED);
        match (within, self.steps(person)) {
            (Some(hop), _) => Standing::Bystander(hop),
            (None, Some(hop)) => Standing::Beyond(hop),
            (None, None) if self.audit.is_opted_out(person) => Standing::OptedOut,
            (None, None) => Standing::Unreached,
        }
    }

    /// Whether `person` gave no grant and stands within the hop limit.
    #[must_use]
    pub fn is_bystander(&self, person: PersonId) -> bool {
        matches!(self.of_person(person), Standing::Bystander(_))
    }

    /// Whether `person` is a consenter or a bystander.
    #[must_use]
    pub fn is_affected(&self, person: PersonId) -> bool {
        self.audit.is_consenter(person) || self.is_bystander(person)
    }

    /// The ties from the nearest opening consenter to `person`; 0 for an opening consenter alone.
    pub(super) fn steps(&self, person: PersonId) -> Option<u32> {
        Some(self.reached.everywhere[person.index()]).filter(|&hop| hop != UNREACHED)
    }
}
