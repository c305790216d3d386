//! How records that leave something open are read: so that the least follows from them, or the most.

use super::{date::Day, span::Span};
use serde::Serialize;

/// Which way a record that leaves something open is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// What is not known is taken not to have opened anything: the result is a lower bound.
    AtLeast,
    /// What is not known is taken to have opened everything it may have: the result is an upper bound.
    AtMost,
}

/// When something began, as a record has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// The records do not speak of dates: it is taken to have held throughout.
    Undated,
    /// They do, and this one's is not known.
    Unknown,
    /// On that day.
    On(Day),
}

/// The days on which something held: surely (`at_least`) and possibly (`at_most`, which has all days of `at_least`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// The days on which it surely held.
    pub at_least: Span,
    /// The days on which it may have held.
    pub at_most: Span,
}

impl Lasting {
    /// Without a break and without an end.
    pub const ALWAYS: Self = Self { at_least: Span::ALWAYS, at_most: Span::ALWAYS };

    /// From when it began to the day on which it ended, that day included; `None` is no end. What began on an unknown day surely
    /// held on its last one.
    ///
    /// ```
    /// use bystander::model::{date::Day, reading::{Began, Lasting, Reading}};
    /// let lasted = Lasting::new(Began::Unknown, Some(Day(9)));
    /// assert_eq!(lasted.as_read(Reading::AtLeast).from, Day(9));
    /// assert_eq!(lasted.as_read(Reading::AtMost).until, Day(10));
    /// assert!(Lasting::new(Began::Unknown, None).as_read(Reading::AtLeast).is_empty());
    /// ```
    #[must_use]
    pub fn new(began: Began, ended: Option<Day>) -> Self {
        let until = ended.map_or(Day::LAST, Day::next);
        match began {
            Began::Undated => {
                let span = Span { from: Day::FIRST, until };
                Self { at_least: span, at_most: span }
            }
            Began::Unknown => {
                let at_least = ended.map_or(Span::NEVER, |last| Span { from: last, until });
                Self { at_least, at_most: Span { from: Day::FIRST, until } }
            }
            Began::On(from) => {
                let span = Span { from, until };
                Self { at_least: span, at_most: span }
            }
        }
    }

    /// The days on which it held, so read.
    #[must_use]
    pub fn as_read(self, reading: Reading) -> Span {
        match reading {
            Reading::AtLeast => self.at_least,
            Reading::AtMost => self.at_most,
        }
    }

    /// The days on which this and `other` held.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { at_least: self.at_least.and(other.at_least), at_most: self.at_most.and(other.at_most) }
    }

    /// Whether it surely held on a day of `period`, although it may not be known on which: what began some day and has not ended
    /// does so in a period without an end.
    #[must_use]
    pub fn surely_meets(self, period: Span) -> bool {
        self.at_least.meets(period) || (period.until == Day::LAST && self.at_most.until == Day::LAST)
    }

    /// Whether both readings come to the same.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.at_least == self.at_most
    }
}
