//! `Time`: from when to when, written out for a reader: days, or months where days would say too much of somebody else.

use crate::model::{
    date::Day,
    span::{Span, Spans},
};
use serde::Serialize;

/// From when to when, both ends included, as `2014-04-30` or `2014-04`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// The first day or month; `None` is as far back as the records go.
    pub from: Option<String>,
    /// The last day or month; `None` is as far as the records go.
    pub until: Option<String>,
}

impl Time {
    /// The first and the last day of `span`.
    ///
    /// ```
    /// use bystander::{measure::times::Time, model::{date::Day, span::Span}};
    /// let april = Time::of(Span { from: Day::FIRST, until: Day::parse("2014-05-01").unwrap() });
    /// assert_eq!((april.from, april.until.as_deref()), (None, Some("2014-04-30")));
    /// ```
    #[must_use]
    pub fn of(span: Span) -> Self {
        Self {
            from: (span.from != Day::FIRST).then(|| span.from.to_string()),
            until: (span.until != Day::LAST).then(|| Day(span.until.0 - 1).to_string()),
        }
    }

    /// Each span of `days` with its first and last day.
    #[must_use]
    pub fn days(days: &Spans) -> Vec<Self> {
        days.spans().iter().map(|&span| Self::of(span)).collect()
    }

    /// The months with a day of `days`; months that follow each other stand together.
    ///
    /// ```
    /// use bystander::{measure::times::Time, model::{date::Day, span::{Span, Spans}}};
    /// let day = |text| Day::parse(text).unwrap();
    /// let span = |from, until| Span { from: day(from), until: day(until) };
    /// let days: Spans = [span("2014-01-31", "2014-02-01"), span("2014-02-27", "2014-03-01"), span("2014-05-05", "2014-05-06")].into_iter().collect();
    /// let months = Time::months(&days);
    /// assert_eq!(months.len(), 2);
    /// assert_eq!((months[0].from.as_deref(), months[0].until.as_deref()), (Some("2014-01"), Some("2014-02")));
    /// ```
    #[must_use]
    pub fn months(days: &Spans) -> Vec<Self> {
        let whole = |span: &Span| Span {
            from: if span.from == Day::FIRST { Day::FIRST } else { span.from.month_start() },
            until: if span.until == Day::LAST { Day::LAST } else { Day(span.until.0 - 1).next_month() },
        };
        let month = |text: String| text[..7].to_owned();
        let months: Spans = days.spans().iter().map(whole).collect();
        let of = |time: Self| Self { from: time.from.map(month), until: time.until.map(month) };
        Self::days(&months).into_iter().map(of).collect()
    }
}
