//! `Contacts`: how often people were shown messages, how different these were, when, and what followed an objection.
//!
//! # Reference
//! Reach and frequency as in media research; Shannon 1948 and Hill 1973 (diversity).
//!
//! # Limits
//! A record says that a message was delivered, not that anybody looked. Who is in no record may have been reached by what is not in these
//! data. Messages to a segment as a whole reach at most its members: they say of nobody that they were reached.

mod audiences;
mod by_standing;
mod daily;
mod diversity;
mod how_often;
mod objections;
mod records;
mod retargeting;
#[cfg(test)]
mod tests;
mod timing;
mod verdicts;

pub use audiences::{Amount, Audience};
pub use by_standing::{ByStanding, GroupShown};
pub use daily::Daily;
pub use diversity::{Band, Diversity, OfChannels, Typical};
pub use how_often::{AboveCap, HowOften, Step, Way};
pub use objections::{DaysAfter, List, Objections};
pub use retargeting::{Event, Retargeting};
pub use timing::{HourShown, PeriodShown, Silence, Timing, WeekdayShown};

pub use verdicts::{OfVerdict, Verdict, Verdicts};

use crate::{
    audit::Audit,
    model::{
        message::{Message, Told},
        number::Figure,
    },
    stat::{amounts::Amounts, frequency::Frequency, shares::Shares},
};
pub(super) use records::times;
use records::{Records, sum_of_times};
use serde::Serialize;
use std::collections::BTreeSet;

/// How often people were shown messages, and what followed objections; empty where the case has no table of messages.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Contacts {
    /// What the messages show.
    #[serde(flatten)]
    pub shown: Option<Shown>,
}

/// What the messages show.
///
/// # Definition
/// *Eligible* are the members of the segments that messages name, and everybody reached; where no such segment has members, everybody in
/// the network, or, in a case of donated exports, those alone who were reached. People who were never reached are data: they are eligible
/// with no impression. Figures of people follow from records of messages to single people; what was sent to a segment as a whole gives
/// bounds (`reached_at_most`). `gini` is that of the impressions over the eligible, 0 where everybody was shown as many.
///
/// # Example
/// In the village, the segment of Cem, Dot and Eve was aimed at. Cem was shown two messages four times, Dot one once, and Ada, who is in
/// no segment, one once.
/// ```
/// use bystander::{measure::contacts::Contacts, village};
/// let shown = Contacts::of(&village::with_messages()).shown.unwrap();
/// assert_eq!((shown.eligible, shown.how_often.reached, shown.how_often.impressions), (4, 3, 6));
/// assert_eq!(shown.how_often.average.value(), Some(2.0));
/// assert_eq!(shown.how_often.above.unwrap().people_above_cap, 1); // Cem, with a cap of three
/// let objections = shown.objections.unwrap();
/// assert_eq!((objections.contacts_at_least, objections.contacts_at_most), (1, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// Records of messages.
    pub records: u64,
    /// Those of them to single people.
    pub to_people: u64,
    /// Those to a segment as a whole.
    pub to_segments: u64,
    /// Different messages.
    pub messages: u64,
    /// Records to people that give no number of impressions: each counts as one.
    pub uncounted: u64,
    /// Records to people that give a range of impressions: each counts with its lower end.
    pub ranged: u64,
    /// Different segments that messages name and the table of segments has not.
    pub unknown_audiences: u64,
    /// People who could have been reached.
    pub eligible: u64,
    /// Whether these are the members of the segments aimed at and those reached, rather than everybody.
    pub eligible_in_segments: bool,
    /// People surely or possibly reached.
    pub reached_at_most: u64,
    /// How often they were shown messages.
    #[serde(flatten)]
    pub how_often: HowOften,
    /// How unevenly impressions lie over the eligible, 0 to 1.
    pub gini: Figure,
    /// The cap, if there is one.
    pub cap: Option<u64>,
    /// What was paid, in hundredths of the unit of the records' currency.
    pub spend: Amount,
    /// The eligible by how often they were shown messages.
    pub distribution: Vec<Step>,
    /// On one day.
    pub daily: Daily,
    /// By channel.
    pub channels: Vec<Way>,
    /// By sponsor.
    pub sponsors: Vec<Way>,
    /// How different the messages of single people were.
    pub diversity: Diversity,
    /// Bystanders against consenters.
    pub by_standing: ByStanding,
    /// The segments aimed at.
    pub audiences: Vec<Audience>,
    /// When.
    pub timing: Timing,
    /// After an objection; `None` where the case has no table of them.
    pub objections: Option<Objections>,
    /// Messages that follow what people did; `None` where no record names an event.
    pub retargeting: Option<Retargeting>,
    /// What people were told beside the messages.
    pub told: Vec<ToldOf>,
}

/// Whether people were told something beside messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldOf {
    /// `why they see it`, `where their data came from` or `who paid`.
    pub what: &'static str,
    /// Records that say that it was given.
    pub given: u64,
    /// Records that say that it was not.
    pub not_given: u64,
    /// Records that do not speak of it.
    pub not_recorded: u64,
}

impl Contacts {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let table = audit.messages.as_ref();
        Self { shown: table.map(|table| Shown::of(&Records::of(audit, table))) }
    }
}

impl Shown {
    fn of(records: &Records) -> Self {
        let Records { audit, table, .. } = records;
        let objectors: BTreeSet<_> =
            audit.suppressions.iter().flat_map(|of| &of.rows).map(|objection| objection.person).collect();
        let times = || records.eligible().map(|person| sum_of_times(records.of_person(person)));
        let counts: Vec<u64> = times().collect();
        let objected = records.eligible().map(|person| objectors.contains(&person));
        let follows = |message: &Message| message.event.is_some() || message.event_on.is_some();
        let named: Vec<&Message> = table.rows.iter().filter(|message| message.person.is_some()).collect();
        Self {
            records: table.rows.len() as u64,
            to_people: named.len() as u64,
            to_segments: records.to_segments.len() as u64,
            messages: distinct(table.rows.iter().map(|message| message.message)),
            uncounted: named.iter().filter(|row| row.impressions.is_none()).count() as u64,
            ranged: named.iter().filter(|row| row.impressions.is_some_and(|of| !of.is_exact())).count() as u64,
            unknown_audiences: records.audiences.iter().filter(|audience| audience.is_none()).count() as u64,
            eligible: records.eligible_count(),
            eligible_in_segments: records.audiences.iter().flatten().any(|segment| !segment.members.is_empty()),
            reached_at_most: audiences::reached_at_most(records),
            how_often: HowOften::of(&Frequency::of(&counts), audit.parameters.cap),
            gini: Shares::of(&Amounts::of_counts(&counts)).map(|shares| shares.gini()),
            cap: audit.parameters.cap,
            spend: Amount::of(table.rows.iter().filter_map(|message| message.spend)),
            distribution: how_often::distribution(counts.iter().copied().zip(objected)),
            daily: Daily::of(records),
            channels: how_often::ways(records, &table.channels, |message| message.channel),
            sponsors: how_often::ways(records, &table.sponsors, |message| message.sponsor),
            diversity: Diversity::of(records),
            by_standing: ByStanding::of(records),
            audiences: audiences::of(records),
            timing: Timing::of(records),
            objections: audit.suppressions.as_ref().map(|said| Objections::of(records, said)),
            retargeting: table.rows.iter().any(follows).then(|| Retargeting::of(records)),
            told: told(&table.rows),
        }
    }
}

fn distinct(numbers: impl Iterator<Item = u32>) -> u64 {
    numbers.collect::<BTreeSet<u32>>().len() as u64
}

fn told(rows: &[Message]) -> Vec<ToldOf> {
    let row = |what, of: fn(&Message) -> Told| {
        let count = |told| rows.iter().filter(|message| of(message) == told).count() as u64;
        ToldOf { what, given: count(Told::Given), not_given: count(Told::NotGiven), not_recorded: count(Told::NotRecorded) }
    };
    vec![
        row("why they see it", |message| message.reason_given),
        row("where their data came from", |message| message.source_given),
        row("who paid", |message| message.payer_given),
    ]
}
