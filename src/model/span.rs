//! Times that a record holds: a span of days, and several of them.

use super::date::Day;
use serde::Serialize;

/// The days from `from` on and before `until`. Empty where `until` is not after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first day.
    pub from: Day,
    /// The first day that is no longer part of it.
    pub until: Day,
}

impl Span {
    /// Every day there is.
    pub const ALWAYS: Self = Self { from: Day::FIRST, until: Day::LAST };
    /// No day at all.
    pub const NEVER: Self = Self { from: Day::LAST, until: Day::FIRST };

    /// Whether there is no day in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// Whether that day is in it.
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// The days in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// Whether a day is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.and(other).is_empty()
    }
}

/// A set of days, as spans that are ascending, not empty, and parted by at least a day.
///
/// ```
/// use bystander::model::{date::Day, span::{Span, Spans}};
/// let span = |from, until| Span { from: Day(from), until: Day(until) };
/// let days: Spans = [span(5, 9), span(1, 3), span(3, 4), span(8, 12)].into_iter().collect();
/// assert_eq!(days.spans(), [span(1, 4), span(5, 12)]);
/// assert_eq!(days.and_span(span(2, 6)).spans(), [span(2, 4), span(5, 6)]);
/// assert_eq!(days.without(&Spans::from(span(2, 6))).spans(), [span(1, 2), span(6, 12)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// The spans, ascending.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Whether there is no day in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first day, if there is any.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.0.first().map(|span| span.from)
    }

    /// Whether a day of `span` is in it.
    #[must_use]
    pub fn meets(&self, span: Span) -> bool {
        let at = self.0.partition_point(|own| own.until <= span.from);
        self.0.get(at).is_some_and(|own| own.meets(span))
    }

    /// The days in both.
    #[must_use]
    pub fn and_span(&self, span: Span) -> Self {
        Self(self.0.iter().map(|own| own.and(span)).filter(|both| !both.is_empty()).collect())
    }

    /// The days in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        other.0.iter().flat_map(|&span| self.and_span(span).0).collect()
    }

    /// The days in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.0.iter().chain(&other.0).copied().collect()
    }

    /// The days in this that are not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.and(&other.complement())
    }

    /// Every other day there is.
    fn complement(&self) -> Self {
        let starts = std::iter::once(Day::FIRST).chain(self.0.iter().map(|span| span.until));
        let ends = self.0.iter().map(|span| span.from).chain([Day::LAST]);
        starts.zip(ends).map(|(from, until)| Span { from, until }).collect()
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(if span.is_empty() { Vec::new() } else { vec![span] })
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        all.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match merged.last_mut() {
                Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans() -> impl Strategy<Value = Spans> {
        let span =
            (0..30_i32, 0..8_i32).prop_map(|(from, days)| Span { from: Day(from), until: Day(from + days) });
        proptest::collection::vec(span, 0..6).prop_map(|spans| spans.into_iter().collect())
    }

    fn holds(spans: &Spans, day: i32) -> bool {
        spans.meets(Span { from: Day(day), until: Day(day + 1) })
    }

    proptest! {
        #[test]
        fn sets_of_days_are_what_their_days_are(one in spans(), other in spans()) {
            for day in -2..42 {
                let (a, b) = (holds(&one, day), holds(&other, day));
                prop_assert_eq!(holds(&one.and(&other), day), a && b);
                prop_assert_eq!(holds(&one.or(&other), day), a || b);
                prop_assert_eq!(holds(&one.without(&other), day), a && !b);
            }
            let apart = one.or(&other);
            prop_assert!(apart.spans().windows(2).all(|pair| pair[0].until < pair[1].from));
        }
    }

    #[test]
    fn always_is_every_day_and_never_is_none() {
        let always = Spans::from(Span::ALWAYS);
        assert!(always.complement().is_empty() && Spans::from(Span::NEVER).is_empty());
        assert_eq!(Spans::default().complement(), always);
    }
}
