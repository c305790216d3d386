//! The messages: who was reached, or which segment was aimed at, by whom and when.

use crate::model::{id::SourceId, message::Message};

/// Every record of a message, and the names that they speak of. Ids of messages are counted and not kept.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// The records, in the order of the file.
    pub rows: Vec<Message>,
    /// How many different messages there are.
    pub distinct: u32,
    /// The names of the segments that messages aim at, in the order in which the records first have them.
    pub segments: Vec<String>,
    /// The names of the sponsors.
    pub sponsors: Vec<String>,
    /// The names of the channels, of messages and of objections.
    pub channels: Vec<String>,
    /// The names of the events that messages follow.
    pub events: Vec<String>,
    /// The file; `None` where they were made in memory.
    pub source: Option<SourceId>,
}
