//! `Timing`: when messages were shown: against the day of the vote, in a silence period, by hour and weekday.

use super::records::{Records, sum_of_times, times};
use crate::model::{date::Day, id::PersonId, message::Message, span::Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// When messages were shown.
///
/// # Definition
/// Days and times are taken as recorded; no time zone is converted. Where the case names the day of the vote, `periods` are the weeks
/// before it: the week of no weeks before has the day itself and the six days before it. Otherwise they are months. They run without a
/// break from the first to the last message, at most [`Timing::MOST`] of them; earlier messages are in the first. Messages after the day
/// of the vote are counted in `after_election` alone. `records` counts messages to people and to segments, `impressions` and `reached` only
/// those to people, a record without a number of impressions as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// Records of which the day is known.
    pub dated: u64,
    /// Records of which it is not.
    pub undated: u64,
    /// Records with a time of day.
    pub with_time: u64,
    /// The first day with a message.
    pub first: Option<Day>,
    /// The last day with a message.
    pub last: Option<Day>,
    /// The day of the vote, if the case names one.
    pub election_on: Option<Day>,
    /// Records of messages after the day of the vote.
    pub after_election: u64,
    /// Weeks before the vote, or months, ascending in time.
    pub periods: Vec<PeriodShown>,
    /// Messages within the silence period, where the case states one.
    pub silence: Option<Silence>,
    /// By hour of the day.
    pub by_hour: Vec<HourShown>,
    /// By day of the week.
    pub by_weekday: Vec<WeekdayShown>,
}

/// Messages of a week or a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodShown {
    /// Weeks before that of the vote, or the month as `2024-05`.
    pub period: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
    /// Records of messages.
    pub records: u64,
    /// Impressions, at least.
    pub impressions: u64,
    /// People reached.
    pub reached: u64,
}

/// Messages on days on which, as the case says, none may be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// The first day; `None` is as far back as records go.
    pub from: Option<Day>,
    /// The last day; `None` is as far as records go.
    pub until: Option<Day>,
    /// Records of messages on one of its days.
    pub records_at_least: u64,
    /// These, and those of which the day is not known.
    pub records_at_most: u64,
    /// People whom they surely reached.
    pub people_at_least: u64,
    /// People whom they possibly reached, by messages to them.
    pub people_at_most: u64,
}

/// Messages of an hour of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HourShown {
    /// The hour, 0 to 23.
    pub hour: u32,
    /// Impressions, at least.
    pub impressions: u64,
    /// People reached.
    pub reached: u64,
}

/// Messages of a day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeekdayShown {
    /// The day.
    pub weekday: &'static str,
    /// Impressions, at least.
    pub impressions: u64,
    /// People reached.
    pub reached: u64,
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Timing {
    /// The most weeks or months that are told apart.
    pub const MOST: usize = 60;

    pub(super) fn of(records: &Records) -> Self {
        let rows = &records.table.rows;
        let days = || rows.iter().filter_map(|message| message.on.map(|on| on.day));
        let case = &records.audit.case;
        let dated = days().count() as u64;
        let after = |day: &Day| case.election_on.is_some_and(|vote| *day > vote);
        Self {
            dated,
            undated: rows.len() as u64 - dated,
            with_time: rows.iter().filter(|message| message.on.is_some_and(|on| on.second.is_some())).count() as u64,
            first: days().min(),
            last: days().max(),
            election_on: case.election_on,
            after_election: days().filter(after).count() as u64,
            periods: periods(records, case.election_on),
            silence: case.silence.map(|span| Silence::of(records, span)),
            by_hour: by_hour(records),
            by_weekday: by_weekday(records),
        }
    }
}

/// Impressions and people of the messages to people, by whatever `of` says of each.
fn shown_by(records: &Records, of: impl Fn(&Message) -> Option<usize>) -> BTreeMap<usize, (u64, u64)> {
    let mut all: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    for (_, rows) in &records.by_person {
        let mut own: BTreeMap<usize, Vec<&Message>> = BTreeMap::new();
        for message in rows.iter().filter(|message| times(message) > 0) {
            if let Some(at) = of(message) {
                own.entry(at).or_default().push(message);
            }
        }
        for (at, rows) in &own {
            let (impressions, people) = all.entry(*at).or_default();
            *impressions = impressions.saturating_add(sum_of_times(rows));
            *people += 1;
        }
    }
    all
}

/// The days of the periods, ascending, each with its name.
fn spans(days: &[Day], vote: Option<Day>) -> Vec<(String, Span)> {
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return Vec::new() };
    let mut spans: Vec<(String, Span)> = if let Some(vote) = vote {
            let weeks = |day: &Day| (vote.0 - day.0) / 7;
            let span = |weeks: i32| Span { from: Day(vote.0 - 7 * weeks - 6), until: Day(vote.0 - 7 * weeks + 1) };
            (weeks(last)..=weeks(first)).rev().map(|weeks| (weeks.to_string(), span(weeks))).collect()
        } else {
            let starts = std::iter::successors(Some(first.month_start()), |month| Some(month.next_month()));
            let months = starts.take_while(|month| month <= last);
            months.map(|from| (from.to_string()[..7].to_owned(), Span { from, until: from.next_month() })).collect()
    };
    let earlier = spans.len().saturating_sub(Timing::MOST);
    let from = spans[0].1.from;
    spans.drain(..earlier);
    spans[0].1.from = from;
    spans
}

fn periods(records: &Records, vote: Option<Day>) -> Vec<PeriodShown> {
    let day = |message: &Message| message.on.map(|on| on.day).filter(|&day| vote.is_none_or(|vote| day <= vote));
    let days: Vec<Day> = records.table.rows.iter().filter_map(day).collect();
    let spans = spans(&days, vote);
    let at = |day: Day| spans.partition_point(|(_, span)| span.until <= day);
    let mut all = vec![0; spans.len()];
    days.iter().for_each(|&day| all[at(day)] += 1);
    let shown = shown_by(records, |message| day(message).map(at));
    let row = |(at, (period, span)): (usize, &(String, Span))| {
        let (impressions, reached) = shown.get(&at).copied().unwrap_or_default();
        let until = Day(span.until.0 - 1);
        PeriodShown { period: period.clone(), from: span.from, until, records: all[at], impressions, reached }
    };
    spans.iter().enumerate().map(row).collect()
}

impl Silence {
    fn of(records: &Records, span: Span) -> Self {
        let surely = |message: &Message| message.on.is_some_and(|on| span.has(on.day));
        let possibly = |message: &Message| message.on.is_none_or(|on| span.has(on.day));
        let count = |of: &dyn Fn(&Message) -> bool| records.table.rows.iter().filter(|message| of(message)).count() as u64;
        let people = |of: &dyn Fn(&Message) -> bool| {
            let reached = records.by_person.iter().filter(|(_, rows)| rows.iter().any(|message| of(message)));
            reached.map(|(person, _)| *person).collect::<BTreeSet<PersonId>>().len() as u64
        };
        Self {
            from: Some(span.from).filter(|&day| day != Day::FIRST),
            until: Some(span.until).filter(|&day| day != Day::LAST).map(|day| Day(day.0 - 1)),
            records_at_least: count(&surely),
            records_at_most: count(&possibly),
            people_at_least: people(&|message| surely(message) && times(message) > 0),
            people_at_most: people(&possibly),
        }
    }
}

fn by_hour(records: &Records) -> Vec<HourShown> {
    let shown = shown_by(records, |message| Some(message.on?.hour()? as usize));
    let row = |hour: u32| {
        let (impressions, reached) = shown.get(&(hour as usize)).copied().unwrap_or_default();
        HourShown { hour, impressions, reached }
    };
    if shown.is_empty() { Vec::new() } else { (0..24).map(row).collect() }
}

fn by_weekday(records: &Records) -> Vec<WeekdayShown> {
    let shown = shown_by(records, |message| message.on.map(|on| weekday(on.day)));
    let row = |(at, weekday): (usize, &'static str)| {
        let (impressions, reached) = shown.get(&at).copied().unwrap_or_default();
        WeekdayShown { weekday, impressions, reached }
    };
    if shown.is_empty() { Vec::new() } else { WEEKDAYS.into_iter().enumerate().map(row).collect() }
}

/// The place of a day in its week, 0 for Monday. Day 0 is a Thursday.
fn weekday(day: Day) -> usize {
    usize::try_from((i64::from(day.0) + 3).rem_euclid(7)).expect("a remainder of seven")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_days_of_the_week() {
        let day = |text: &str| WEEKDAYS[weekday(Day::parse(text).unwrap())];
        assert_eq!(["1970-01-01", "2024-06-06", "2015-05-07", "1969-12-28"].map(day), ["Thursday", "Thursday", "Thursday", "Sunday"]);
    }

    #[test]
    fn the_week_of_the_vote_ends_with_it_and_weeks_have_no_gaps() {
        let [vote, first] = ["2024-06-09", "2024-05-26"].map(|text| Day::parse(text).unwrap());
        let weeks = spans(&[vote, first], Some(vote));
        let shown: Vec<_> = weeks.iter().map(|(name, span)| (name.as_str(), span.from.to_string())).collect();
        let expected = [("2", "2024-05-20"), ("1", "2024-05-27"), ("0", "2024-06-03")];
        assert_eq!(shown, expected.map(|(name, from)| (name, from.to_owned())));
        assert!(weeks.windows(2).all(|pair| pair[0].1.until == pair[1].1.from));
        assert!(weeks[2].1.has(vote) && !weeks[2].1.has(vote.next()));
    }

    #[test]
    fn what_is_earlier_than_the_first_period_is_in_it() {
        let [first, last] = ["2000-01-15", "2024-05-26"].map(|text| Day::parse(text).unwrap());
        let months = spans(&[first, last], None);
        assert_eq!((months.len(), months[0].0.as_str()), (Timing::MOST, "2019-06"));
        assert!(months[0].1.has(first) && months[Timing::MOST - 1].1.has(last));
    }
}
