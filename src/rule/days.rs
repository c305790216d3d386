//! The days of an act, as far as the records tell: the law that held on them is the one used.
//!
//! A span that is open at an end says that the records do not tell it.

use crate::{
    audit::Audit,
    model::{date::Day, message::Message, reading::Reading, span::Span},
};
use std::collections::BTreeSet;

/// From the first to the last day of the period on which a grant that opens contacts was in force, under the rules of the platform.
pub(super) fn of_collection(audit: &Audit) -> Span {
    let period = audit.parameters.period();
    let regime = audit.case.regime.as_ref();
    let grants = audit.grants.rows.iter();
    let open = grants.flat_map(|grant| grant.openings(regime, None, Reading::AtMost, u32::MAX));
    from_first_to_last(open.map(|(_, span)| span.and(period))).unwrap_or(period)
}

/// From the first to the last day of the messages that fulfil `concerned`; [`up_to_the_vote`] where there is none, or the day of one is
/// not recorded.
pub(super) fn of_messages(audit: &Audit, concerned: impl Fn(&Message) -> bool) -> Span {
    let rows = audit.messages.iter().flat_map(|messages| &messages.rows).filter(|message| concerned(message));
    let days: Option<Vec<Span>> =
        rows.map(|message| message.on.map(|on| Span { from: on.day, until: on.day.next() })).collect();
    days.and_then(|days| from_first_to_last(days.into_iter())).unwrap_or_else(|| up_to_the_vote(audit))
}

/// The days of the messages to the segments of these names.
pub(super) fn of_segments<'a>(audit: &Audit, names: impl IntoIterator<Item = &'a str>) -> Span {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let named = |place: u32| {
        let segments = audit.messages.as_ref().map(|messages| &messages.segments);
        segments
            .and_then(|segments| segments.get(place as usize))
            .is_some_and(|name| names.contains(name.as_str()))
    };
    of_messages(audit, |message| message.segment.is_some_and(named))
}

/// From the first to the last of these days; open at both ends where one is not recorded, and where there is none.
pub(super) fn of_each(days: impl Iterator<Item = Option<Day>>) -> Span {
    let days: Option<Vec<Span>> = days.map(|on| on.map(|on| Span { from: on, until: on.next() })).collect();
    days.and_then(|days| from_first_to_last(days.into_iter())).unwrap_or(Span::ALWAYS)
}

/// From the first to the last day on which records were last used; open at both ends where none is recorded.
pub(super) fn of_uses(audit: &Audit) -> Span {
    let rows = audit.records.iter().flat_map(|records| &records.rows);
    let days = rows.filter_map(|record| record.used_on).map(|on| Span { from: on, until: on.next() });
    from_first_to_last(days).unwrap_or(Span::ALWAYS)
}

/// The days of the period, none after that of the vote that the messages are about.
fn up_to_the_vote(audit: &Audit) -> Span {
    let until = audit.case.election_on.map_or(Day::LAST, Day::next);
    let period = audit.parameters.period();
    if until <= period.from { period } else { Span { until: period.until.min(until), ..period } }
}

/// The span without the days after the date on the report: what a report tells of was before it.
pub(super) fn up_to_the_report(days: Span, audit: &Audit) -> Span {
    let reported = audit.parameters.as_of.as_deref().and_then(Day::parse);
    let until = reported.map_or(Day::LAST, Day::next);
    if until <= days.from { days } else { Span { until: days.until.min(until), ..days } }
}

/// The span from the first day of any to the last of any; none where none has a day.
fn from_first_to_last(spans: impl Iterator<Item = Span>) -> Option<Span> {
    spans
        .filter(|span| !span.is_empty())
        .reduce(|one, other| Span { from: one.from.min(other.from), until: one.until.max(other.until) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn data_were_collected_from_the_first_grant_on_and_as_long_as_one_is_open() {
        let mut audit = village::dated();
        assert_eq!(of_collection(&audit), Span { from: day("2014-02-10"), until: Day::LAST });
        audit.parameters.until = Some(day("2014-06-30"));
        assert_eq!(of_collection(&audit).until, day("2014-07-01"));
        assert_eq!(of_collection(&village::audit()), Span::ALWAYS);
    }

    #[test]
    fn the_days_of_a_segment_are_those_of_its_messages() {
        let mut audit = village::with_messages();
        let vote = Span { from: Day::FIRST, until: day("2024-06-07") };
        // The day of Dot's message is not known.
        assert_eq!(of_segments(&audit, ["waverers"]), vote);
        audit.messages.as_mut().unwrap().rows.retain(|message| message.on.is_some());
        assert_eq!(
            of_segments(&audit, ["waverers"]),
            Span { from: day("2024-06-01"), until: day("2024-06-06") }
        );
        assert_eq!(of_segments(&audit, ["others"]), vote);
        assert_eq!(of_segments(&village::audit(), ["waverers"]), Span::ALWAYS);
    }

    #[test]
    fn nothing_that_a_report_tells_of_is_later_than_the_report() {
        let mut audit = village::audit();
        audit.parameters.as_of = Some("2016-01-31".to_owned());
        assert_eq!(
            up_to_the_report(Span::ALWAYS, &audit),
            Span { from: Day::FIRST, until: day("2016-02-01") }
        );
    }
}
