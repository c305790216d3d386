//! The transfers: which organisation gave whose data to which other, when and what for.

use crate::model::{id::RecipientId, id::SourceId, recipient::Recipient, seat::Seat, transfer::Transfer};

/// Every transfer, and the names that they speak of.
#[derive(Clone, Debug, Default)]
pub struct Transfers {
    /// The transfers, in the order of the file.
    pub rows: Vec<Transfer>,
    /// The organisations: those of the table of recipients in its order, then those that only transfers name.
    pub recipients: Vec<Recipient>,
    /// The names of the apps that transfers speak of.
    pub apps: Vec<String>,
    /// The names of the fields.
    pub fields: Vec<String>,
    /// The purposes, as stated.
    pub purposes: Vec<String>,
    /// The lawful bases, as stated.
    pub bases: Vec<String>,
    /// The countries that data went to, as stated.
    pub countries: Vec<String>,
    /// The safeguards, as stated.
    pub safeguards: Vec<String>,
    /// Who sits in which of the organisations, each once, in the order of the file.
    pub seats: Vec<Seat>,
    /// The file of the transfers; `None` where there is none.
    pub source: Option<SourceId>,
}

impl Transfers {
    /// The organisation of that row.
    #[must_use]
    pub fn recipient(&self, id: RecipientId) -> &Recipient {
        &self.recipients[id.index()]
    }

    /// The rows of all organisations.
    pub fn recipient_ids(&self) -> impl Iterator<Item = RecipientId> + use<> {
        (0..u32::try_from(self.recipients.len()).expect("organisations are few")).map(RecipientId)
    }
}
