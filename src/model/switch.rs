//! Switches: people's own settings that keep data from apps, and the days on which they were off.

use super::{reading::Reading, span::Spans};

/// The days on which a switch kept data back: surely, and possibly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    /// The days on which it surely was off.
    pub surely_off: Spans,
    /// The days on which it may have been off; all days of `surely_off` are among them.
    pub possibly_off: Spans,
}

impl Switch {
    /// The days on which it keeps data back, so read: what may have been kept back is not part of the least that spread.
    #[must_use]
    pub fn off(&self, reading: Reading) -> &Spans {
        match reading {
            Reading::AtLeast => &self.possibly_off,
            Reading::AtMost => &self.surely_off,
        }
    }
}

/// The days on which a person had switched something on themselves: surely, and possibly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwitchedOn {
    /// The days on which it surely was on.
    pub surely: Spans,
    /// The days on which it may have been on; all days of `surely` are among them.
    pub possibly: Spans,
}

impl SwitchedOn {
    /// The days on which it lets data out, so read: what may have been on is not part of the least that spread.
    #[must_use]
    pub fn on(&self, reading: Reading) -> &Spans {
        match reading {
            Reading::AtLeast => &self.surely,
            Reading::AtMost => &self.possibly,
        }
    }
}
