//! Numbers that say what they are: shares of something, intervals, and figures that do not exist.

use serde::{Serialize, Serializer, ser::SerializeMap};

/// Why a figure does not exist for the data at hand. An undefined figure is a result: it is shown with this
/// reason and never as 0, 1 or an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each reason is spelt out by `text`")]
pub enum Undefined {
    EmptyInput,
    ZeroTotal,
    OneUnit,
    OneGroup,
    NoEdges,
    ZeroMargin,
    ZeroCell,
    ZeroDenominator,
    ZeroOverZero,
    ZeroVariance,
    NoVariation,
    ContainsZero,
    NoRoomForMixing,
    NoConsenters,
    NoNonconsenters,
    NobodyExposed,
    NobodyReached,
    EmptySegment,
    EmptyGroup,
    EmptyGraph,
    DirectedTies,
    TooLarge,
}

impl Undefined {
    /// The reason code, as it stands in machine-readable output.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::EmptyInput => "empty_input",
            Self::ZeroTotal => "zero_total",
            Self::OneUnit => "one_unit",
            Self::OneGroup => "one_group",
            Self::NoEdges => "no_edges",
            Self::ZeroMargin => "zero_margin",
            Self::ZeroCell => "zero_cell",
            Self::ZeroDenominator => "zero_denominator",
            Self::ZeroOverZero => "zero_over_zero",
            Self::ZeroVariance => "zero_variance",
            Self::NoVariation => "no_variation",
            Self::ContainsZero => "contains_zero",
            Self::NoRoomForMixing => "no_room_for_mixing",
            Self::NoConsenters => "no_consenters",
            Self::NoNonconsenters => "no_nonconsenters",
            Self::NobodyExposed => "nobody_exposed",
            Self::NobodyReached => "nobody_reached",
            Self::EmptySegment => "empty_segment",
            Self::EmptyGroup => "empty_group",
            Self::EmptyGraph => "empty_graph",
            Self::DirectedTies => "directed_ties",
            Self::TooLarge => "too_large",
        }
    }

    /// The reason in words, to stand after "undefined: ".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::EmptyInput => "there are no values",
            Self::ZeroTotal => "the values add up to zero",
            Self::OneUnit => "there is only one unit",
            Self::OneGroup => "there is only one group",
            Self::NoEdges => "there are no ties between people with a known value",
            Self::ZeroMargin => "a row or column of the table is empty",
            Self::ZeroCell => "a cell of the table is zero",
            Self::ZeroDenominator => "the denominator is zero",
            Self::ZeroOverZero => "numerator and denominator are zero",
            Self::ZeroVariance => "every value is the same",
            Self::NoVariation => "there is only one class",
            Self::ContainsZero => "a value is zero",
            Self::NoRoomForMixing => "every unit is one person",
            Self::NoConsenters => "nobody consented",
            Self::NoNonconsenters => "everybody consented",
            Self::NobodyExposed => "nobody is exposed",
            Self::NobodyReached => "nobody is reached",
            Self::EmptySegment => "the segment has no members",
            Self::EmptyGroup => "the group has no members",
            Self::EmptyGraph => "there are no people",
            Self::DirectedTies => "it is defined only where ties are read both ways",
            Self::TooLarge => "it was not worked out: that takes more than the stated limit of work",
        }
    }
}

/// A figure that may not exist. Serialises as the value, or as the one-key map `{"undefined": code}`, which the
/// JSON renderer turns into `null` and a line in the list of undefined figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure<T = f64>(pub Result<T, Undefined>);

impl<T> Figure<T> {
    /// A figure that exists.
    pub const fn known(value: T) -> Self {
        Self(Ok(value))
    }

    /// A figure that does not exist, and why.
    pub const fn undefined(why: Undefined) -> Self {
        Self(Err(why))
    }

    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        self.0.ok()
    }

    /// The same figure seen through `change`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Figure<U> {
        Figure(self.0.map(change))
    }
}

impl Figure {
    /// `part / whole`; undefined for the stated reason where `whole` is zero.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of people and ties stay far below 2^53")]
    pub fn ratio(part: u64, whole: u64, why: Undefined) -> Self {
        if whole == 0 { Self::undefined(why) } else { Self::known(part as f64 / whole as f64) }
    }
}

impl<T> From<Result<T, Undefined>> for Figure<T> {
    fn from(result: Result<T, Undefined>) -> Self {
        Self(result)
    }
}

impl<T: Serialize> Serialize for Figure<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(value) => value.serialize(serializer),
            Err(why) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("undefined", why)?;
                map.end()
            }
        }
    }
}

/// A closed interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// What a figure is: nothing is printed without one of these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Counted, or computed from counts without loss.
    Exact,
    /// Certain to be no larger, or no smaller, than the truth.
    Bound,
    /// Drawn by chance or taken from a sample: another seed or sample gives another value.
    Estimate,
    /// True if the stated model of chance is true.
    Model,
}
