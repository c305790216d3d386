//! Grants: what a consenter let an app read. A grant is a technical permission and never stands for an
//! agreement in the sense of the law.

use super::id::PersonId;
use serde::Serialize;

/// A person who gave at least one grant. `number` is their place among the distinct people of the consent
/// list, from 1, and the only name under which the report speaks of them: whoever holds the list can look them up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Consenter {
    /// Their row.
    #[serde(skip)]
    pub person: PersonId,
    /// Their place among the distinct people of the consent list, from 1.
    pub number: u32,
    /// The line of the consent list that first names them, from 1; 0 where no file stands behind it.
    pub line: u64,
    /// Whether any of their grants opens their contacts' data.
    pub opens_contacts: bool,
}

impl Consenter {
    /// The pseudonym in the report: `C` and the place in the consent list.
    #[must_use]
    pub fn pseudonym(self) -> String {
        format!("C{}", self.number)
    }
}
