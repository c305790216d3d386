//! Explanations: what people were told about why they see a message, beside the message or on asking.

use super::{id::PersonId, segment::Mode};

/// An attribute that an explanation named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Named {
    /// What it looks at, for instance an attribute's name.
    pub dimension: String,
    /// The value.
    pub value: String,
    /// Whether it was said to bring people in or to keep them out; `None` where the explanation does not say.
    pub mode: Option<Mode>,
}

/// What was said about one message to one person, or to everybody whom it reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Which message: its place among the ids of messages.
    pub message: u32,
    /// To whom it was said; `None` where it is said to everybody whom the message reaches.
    pub person: Option<PersonId>,
    /// The attributes that it named: places among those of the table, each once, in the order of the file.
    pub named: Vec<u32>,
    /// How many of its lines name a dimension without a value, or a value alone.
    pub in_part: u32,
    /// In which ways it explained: places among the names of kinds, each once.
    pub kinds: Vec<u32>,
    /// Where, as it said, the data came from: places among the names of sources, each once.
    pub sources: Vec<u32>,
    /// Who, as it said, paid: places among the names of payers, each once.
    pub payers: Vec<u32>,
}
