//! Messages that reached somebody or were aimed at somebody, and objections against being contacted.

use super::{date::Day, id::PersonId, range::Range, spelling::folded};
use serde::Serialize;

/// When something happened, as recorded: no time zone is converted.
///
/// ```
/// use bystander::model::{date::Day, message::Moment};
/// let moment = Moment::parse("2024-06-06 21:30:05").unwrap();
/// assert_eq!((moment.day, moment.hour()), (Day::parse("2024-06-06").unwrap(), Some(21)));
/// assert_eq!(Moment::parse("2024-06-06").unwrap().hour(), None);
/// assert!(Moment::parse("6 June").is_none() && Moment::parse("2024-06-06 25:00").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The second of the day, 0 to 86,399, where a time is recorded.
    pub second: Option<u32>,
}

impl Moment {
    /// A day, with `T21:30`, ` 21:30` or the same with seconds after it; whatever follows these is passed over. `None` where that is
    /// no day of the calendar or no time of a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = Day::parse(text)?;
        let time = text.split_once(['T', ' ']).map(|(_, time)| time.trim());
        let second = time.map(|time| second_of_day(time).ok_or(())).transpose().ok()?;
        Some(Self { day, second })
    }

    /// The hour of the day, 0 to 23, where a time is recorded.
    #[must_use]
    pub fn hour(self) -> Option<u32> {
        self.second.map(|second| second / 3600)
    }

    /// Whether this is surely later than `other`: on a later day, or on the same where both times are recorded.
    #[must_use]
    pub fn is_surely_after(self, other: Self) -> bool {
        let later_that_day = || self.second.zip(other.second).is_some_and(|(one, other)| one > other);
        self.day > other.day || self.day == other.day && later_that_day()
    }

    /// Whether this may be later than `other`: not on an earlier day, and not earlier on the same.
    #[must_use]
    pub fn is_possibly_after(self, other: Self) -> bool {
        let not_later = || self.second.zip(other.second).is_some_and(|(one, other)| one <= other);
        self.day > other.day || self.day == other.day && !not_later()
    }
}

/// The second of the day of `21:30`, or of `21:30:05` whatever follows.
fn second_of_day(time: &str) -> Option<u32> {
    let part = |from: usize, below: u32| -> Option<u32> {
        let digits =
            time.get(from..from + 2).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok().filter(|&number| number < below)
    };
    let (hour, minute) = (part(0, 24)?, part(3, 60)?);
    let colon = |at: usize| time.as_bytes().get(at) == Some(&b':');
    let second = if colon(5) { part(6, 60)? } else { 0 };
    colon(2).then_some(hour * 3600 + minute * 60 + second)
}

/// Whether somebody was told something beside a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// The record does not speak of it.
    #[default]
    NotRecorded,
    /// It was given.
    Given,
    /// The record says that it was not.
    NotGiven,
}

/// One record of a message: to a person, or to a segment as a whole. Where both are recorded, it is to the person, and the
/// segment is the audience that they were reached in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Which message: its place among the ids of messages, from 0.
    pub message: u32,
    /// Whom it reached, where the record is of one person.
    pub person: Option<PersonId>,
    /// The segment aimed at: its place among the names of segments that messages have.
    pub segment: Option<u32>,
    /// Who stands behind it: the place among the names of sponsors.
    pub sponsor: Option<u32>,
    /// When.
    pub on: Option<Moment>,
    /// The way it went: the place among the names of channels.
    pub channel: Option<u32>,
    /// How often it was shown.
    pub impressions: Option<Range>,
    /// What was paid for it, in the currency of the records.
    pub spend: Option<Range>,
    /// Whether the person was told why they see it.
    pub reason_given: Told,
    /// Whether the person was told where their data came from.
    pub source_given: Told,
    /// Whether the person was told who paid.
    pub payer_given: Told,
    /// What the person did before, for which the message follows them: the place among the names of events.
    pub event: Option<u32>,
    /// When they did it.
    pub event_on: Option<Moment>,
    /// Where the record stands in its file.
    pub line: u64,
}

/// Somebody's objection against being contacted: their entry in a list of those who are not to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection {
    /// Who objected.
    pub person: PersonId,
    /// The list: its place among the names of lists.
    pub list: Option<u32>,
    /// The channel that it is about, or all of them: the place among the names of channels.
    pub channel: Option<u32>,
    /// Since when; `None` where that is not known.
    pub since: Option<Moment>,
}

/// A list of objections that does not bind some senders, as the case states it: for instance a register of telephone numbers that
/// does not bind political callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exemption {
    /// The list's name.
    pub list: String,
    /// The kinds of sponsors whom it does not bind.
    pub sponsor_kinds: Vec<String>,
    /// The channel for which that is so; `None` is every channel.
    pub channel: Option<String>,
    /// On what the case rests that, in its own words.
    pub basis: Option<String>,
}

impl Exemption {
    /// Whether it is about messages on the channel of that name; case of letters, blanks, `_`, `-` and `.` do not count. `None` where
    /// it is about one channel and that of the message is not known.
    #[must_use]
    pub fn is_about(&self, channel: Option<&str>) -> Option<bool> {
        let Some(own) = &self.channel else { return Some(true) };
        channel.map(|channel| folded(channel) == folded(own))
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    fn after(one: &str, other: &str) -> (bool, bool) {
        let [one, other] = [one, other].map(|text| Moment::parse(text).unwrap());
        (one.is_surely_after(other), one.is_possibly_after(other))
    }

    #[test]
    fn what_happened_on_the_same_day_is_in_order_only_where_both_times_are_known() {
        assert_eq!(after("2024-06-07", "2024-06-06 23:00"), (true, true));
        assert_eq!(after("2024-06-06", "2024-06-06 23:00"), (false, true));
        assert_eq!(after("2024-06-06 23:01", "2024-06-06 23:00"), (true, true));
        assert_eq!(after("2024-06-06 23:00", "2024-06-06 23:00"), (false, false));
        assert_eq!(after("2024-06-05", "2024-06-06"), (false, false));
    }

    #[test]
    fn takes_times_as_they_are_written() {
        let second = |text: &str| Moment::parse(text).and_then(|moment| moment.second);
        assert_eq!(second("2024-06-06T00:00:00Z"), Some(0));
        assert_eq!(second("2024-06-06 07:05"), Some(7 * 3600 + 300));
        assert_eq!(second("2024-06-06T23:59:59.999+02:00"), Some(86_399));
        let wrong = ["2024-06-06 7:05", "2024-06-06 24:00", "2024-06-06 12.30", "2024-06-06 12:3"];
        assert!(wrong.into_iter().all(|text| Moment::parse(text).is_none()));
    }
}
