//! Transfers: data passing from one recipient to the next.

use super::{
    date::Day,
    id::{PersonId, RecipientId},
    range::Range,
};

/// One transfer as recorded. Names are places in the lists of [`Transfers`](crate::table::transfers::Transfers).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Who gave the data.
    pub from: RecipientId,
    /// Who received them; never `from` itself.
    pub to: RecipientId,
    /// When; `None` where that is not known.
    pub on: Option<Day>,
    /// The app whose harvest was passed on, where the record says that it was one app's.
    pub app: Option<u32>,
    /// How many records were passed on, as stated.
    pub records: Option<Range>,
    /// The fields that were passed on, ascending, each once; `None` where they are not recorded.
    pub fields: Option<Vec<u32>>,
    /// What for, as stated.
    pub purpose: Option<u32>,
    /// The lawful basis that is stated for it.
    pub basis: Option<u32>,
    /// The country that the data went to, as stated for this transfer.
    pub country: Option<u32>,
    /// The safeguard that is stated for a transfer to a third country.
    pub safeguard: Option<u32>,
    /// The day of the contract behind it.
    pub contract_on: Option<Day>,
    /// The day on which the receiver deleted what it received, as stated. Never before `on`.
    pub deleted_on: Option<Day>,
    /// Whose data were passed on, where the records list them: ascending, each once.
    pub people: Option<Vec<PersonId>>,
    /// How many of those listed are not in the network.
    pub strangers: u64,
    /// Where it stands in its file, from 1; 0 where no file stands behind it.
    pub line: u64,
}

impl Transfer {
    /// A transfer of which nothing is recorded but its two ends.
    #[must_use]
    pub fn between(from: RecipientId, to: RecipientId) -> Self {
        Self {
            from,
            to,
            on: None,
            app: None,
            records: None,
            fields: None,
            purpose: None,
            basis: None,
            country: None,
            safeguard: None,
            contract_on: None,
            deleted_on: None,
            people: None,
            strangers: 0,
            line: 0,
        }
    }
}
