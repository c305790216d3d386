//! Seats: people who sit in organisations, by number alone.

use super::{id::RecipientId, reading::Lasting};

/// That somebody held a position in an organisation. Who it is, and which position, is forgotten at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who: their place among the different holders of the table, from 1.
    pub holder: u32,
    /// Where.
    pub organisation: RecipientId,
    /// From when to when, the last day included.
    pub held: Lasting,
}
