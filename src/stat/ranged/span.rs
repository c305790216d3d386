//! `Span`: the interval of a figure, and how each of its ends was come by.

use serde::Serialize;

use crate::model::number::Interval;

/// How an end of an interval was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tightness {
    /// Some values within the ranges have exactly this figure.
    Attained,
    /// Values within the ranges come as near to it as one likes, and none has it.
    Limit,
    /// No values within the ranges are beyond it. Whether any come near was not worked out.
    Bound,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct End {
    /// The figure.
    pub value: f64,
    /// How it was come by.
    pub tightness: Tightness,
}

impl End {
    pub(super) const fn attained(value: f64) -> Self {
        Self { value, tightness: Tightness::Attained }
    }

    pub(super) const fn limit(value: f64) -> Self {
        Self { value, tightness: Tightness::Limit }
    }

    pub(super) const fn bound(value: f64) -> Self {
        Self { value, tightness: Tightness::Bound }
    }

    pub(super) fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { value: change(self.value), ..self }
    }
}

/// The interval of a figure over all values within the ranges. The low end is never above the high end.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Span {
    /// The smallest figure.
    pub low: End,
    /// The largest figure.
    pub high: End,
}

impl Span {
    /// Both ends, without how they were come by.
    #[must_use]
    pub fn interval(self) -> Interval {
        Interval { low: self.low.value, high: self.high.value }
    }

    /// An end that was computed in another way may be below the other by a rounding: then both are the same figure.
    pub(super) fn of(low: End, high: End) -> Self {
        let low = End { value: low.value.min(high.value), ..low };
        Self { low, high }
    }

    /// The span of a figure that rises with this one.
    pub(super) fn rising(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: self.low.map(&change), high: self.high.map(change) }
    }

    /// The span of a figure that falls where this one rises.
    pub(super) fn falling(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: self.high.map(&change), high: self.low.map(change) }
    }
}
