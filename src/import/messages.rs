//! Messages: who was reached, or which segment was aimed at. What a message said is not read.
//!
//! A record is of one person, of a segment as a whole, or of a person in a segment. A person who is not in the network is a gap. Two
//! records of the same message to the same person at the same second are one; without a time of day they may be two showings of
//! one day, and are kept. A blank number of impressions is one showing or more: a record without it says that there was one.

use super::{
    columns::plain,
    dates::moment,
    error::{ImportError, shown},
    intake::Intake,
    interner::Interner,
    labels::{Labels, remark},
    ledger::Verdict,
    sheet::{Record, Sheet},
};
use crate::{
    model::{
        gap::Why,
        message::{Message, Moment, Told},
        range::{HUNDREDTHS, Range},
    },
    table::messages::Messages,
};
use rustc_hash::FxHashSet;

/// Words that say that something was not given.
const NOT_GIVEN: &[&str] = &["no", "false", "0", "none", "notgiven", "withheld", "notdisclosed", "nee", "لا"];
/// Words that say nothing.
const UNKNOWN: &[&str] = &["n/a", "na", "unknown", "?"];

/// Reads `message`, `person` or `segment`, and whatever else of the columns of ours is there.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    let Intake { roster, ledger, channels, .. } = intake;
    sheet.say_unread(ledger);
    let mut names = Names::default();
    let mut messages = Messages { source: Some(sheet.source), ..Messages::default() };
    let mut seen = FxHashSet::default();
    sheet.each(ledger, &columns.texts(), |record| {
        let id = record.bytes(columns.message);
        let (person, segment) = (record.known(columns.person), record.known(columns.segment));
        if id.is_empty() || (person.is_none() && segment.is_none()) {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let found = person.map(|id| roster.find(id.as_bytes()));
        if found == Some(None) {
            return Ok(Verdict::LeftOut(Why::DanglingMessage));
        }
        let (person, on) = (found.flatten(), moment(sheet, record, columns.on)?);
        let mut message = Message {
            message: names.messages.intern(id).0,
            person,
            segment: names.segments.number(segment),
            sponsor: names.sponsors.number(record.known(columns.sponsor)),
            on,
            channel: channels.number(record.known(columns.channel)),
            event: names.events.number(record.known(columns.event)),
            line: record.line,
            ..Message::default()
        };
        columns.amounts(record, sheet, &mut message)?;
        let repeat = person.filter(|_| on.is_some()).filter(|_| !seen.insert(key(&message)));
        if repeat.is_some() && on.is_some_and(|on| on.second.is_some()) {
            return Ok(Verdict::LeftOut(Why::RepeatedMessage));
        }
        messages.rows.push(message);
        Ok(if repeat.is_some() { Verdict::Noted(Why::AlikeMessage) } else { Verdict::Taken })
    })?;
    messages.distinct = u32::try_from(names.messages.len()).expect("numbers of messages are 32 bits");
    if names.sponsors.tell_records_apart() {
        remark(ledger, sheet.source, "sponsor");
        messages.rows.iter_mut().for_each(|row| row.sponsor = None);
        names.sponsors = Labels::default();
    }
    if names.events.tell_records_apart() {
        remark(ledger, sheet.source, "event");
        messages.rows.iter_mut().for_each(|row| row.event = None);
        names.events = Labels::default();
    }
    if channels.tell_records_apart() {
        let way_out = "give the kind of way that it went, for instance e-mail, or take the column out";
        return Err(sheet.error(1, "the column `channel` tells nearly every record apart", way_out));
    }
    let [segments, sponsors, events] = [names.segments, names.sponsors, names.events].map(|of| of.names());
    intake.message_ids = names.messages;
    intake.messages = Some(Messages { segments, sponsors, events, ..messages });
    Ok(())
}

#[derive(Default)]
struct Names {
    messages: Interner,
    segments: Labels,
    sponsors: Labels,
    events: Labels,
}

/// What two records of one showing have in common.
fn key(message: &Message) -> (u32, Option<u32>, Option<u32>, Option<Moment>) {
    (message.message, message.person.map(|person| person.0), message.channel, message.on)
}

struct Columns {
    message: usize,
    person: Option<usize>,
    segment: Option<usize>,
    sponsor: Option<usize>,
    on: Option<usize>,
    channel: Option<usize>,
    impressions: Option<usize>,
    spend: Option<usize>,
    reason_given: Option<usize>,
    source_given: Option<usize>,
    payer_given: Option<usize>,
    event: Option<usize>,
    event_on: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        let columns = Self {
            message: sheet.required("message")?,
            person: sheet.column("person")?,
            segment: sheet.column("segment")?,
            sponsor: sheet.column("sponsor")?,
            on: sheet.column("on")?,
            channel: sheet.column("channel")?,
            impressions: sheet.column("impressions")?,
            spend: sheet.column("spend")?,
            reason_given: sheet.column("reason_given")?,
            source_given: sheet.column("source_given")?,
            payer_given: sheet.column("payer_given")?,
            event: sheet.column("event")?,
            event_on: sheet.column("event_on")?,
        };
        if columns.segment.is_none() {
            sheet.required("person")?;
        }
        Ok(columns)
    }

    fn texts(&self) -> Vec<usize> {
        let texts = [self.person, self.segment, self.sponsor, self.channel, self.event];
        std::iter::once(self.message).chain(texts.into_iter().flatten()).collect()
    }

    /// What a record says beside whom it reached when.
    fn amounts(&self, record: &Record, sheet: &Sheet, message: &mut Message) -> Result<(), ImportError> {
        message.impressions = range(sheet, record, self.impressions, 1)?;
        message.spend = range(sheet, record, self.spend, HUNDREDTHS)?;
        message.reason_given = told(record.known(self.reason_given));
        message.source_given = told(record.known(self.source_given));
        message.payer_given = told(record.known(self.payer_given));
        message.event_on = moment(sheet, record, self.event_on)?;
        Ok(())
    }
}

fn range(
    sheet: &Sheet,
    record: &Record,
    column: Option<usize>,
    parts: u64,
) -> Result<Option<Range>, ImportError> {
    let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
    Range::parse(text, parts).map_err(|why| {
        let what = format!("the cell in column `{}` {}", shown(&sheet.header()[column]), why.text());
        sheet.error(record.line, what, why.way_out())
    })
}

fn told(text: Option<&str>) -> Told {
    match text.map(plain).as_deref() {
        None => Told::NotRecorded,
        Some(text) if UNKNOWN.contains(&text) => Told::NotRecorded,
        Some(text) if NOT_GIVEN.contains(&text) => Told::NotGiven,
        Some(_) => Told::Given,
    }
}
