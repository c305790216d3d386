//! Numbers that say what they are: shares of something, intervals, and figures that do not exist.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

/// Why a figure does not exist for the data at hand. An undefined figure is a result: it is shown with this
/// reason and never as 0, 1 or an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "each reason is spelt out by `text`")]
pub enum Undefined {
    EmptyInput,
    ZeroTotal,
    OneUnit,
    OneGroup,
    OneClass,
    NotTwoClasses,
    NoTargets,
    NoKnownLabels,
    NobodyCovered,
    BaseIsPerfect,
    LabelsTellNothing,
    NoEdges,
    ZeroMargin,
    ZeroCell,
    ZeroDenominator,
    ZeroOverZero,
    ZeroVariance,
    NoVariation,
    OnePerson,
    BothEmpty,
    EmptySet,
    ContainsZero,
    NoRoomForMixing,
    NoConsenters,
    NoNonconsenters,
    NobodyExposed,
    NobodyReached,
    NotReached,
    EmptySegment,
    OverlappingSegments,
    EmptyGroup,
    EmptyGraph,
    DirectedTies,
    DatedTies,
    TooLarge,
    TooFar,
    TooFewLists,
    OneListRules,
    NothingInBoth,
    NoSuchRate,
    NeedsNetwork,
    NoCollector,
    NoPath,
    NobodyHeld,
    OpenEnd,
    CannotBeProtected,
    EpsilonAboveOne,
    NoTextOnFile,
    LanguageNotKnown,
    NoFormula,
    NotInTheText,
    NotRecorded,
    OtherDefinition,
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
            Self::OneClass => "one_class",
            Self::NotTwoClasses => "not_two_classes",
            Self::NoTargets => "no_targets",
            Self::NoKnownLabels => "no_known_labels",
            Self::NobodyCovered => "nobody_covered",
            Self::BaseIsPerfect => "base_is_perfect",
            Self::LabelsTellNothing => "labels_tell_nothing",
            Self::NoEdges => "no_edges",
            Self::ZeroMargin => "zero_margin",
            Self::ZeroCell => "zero_cell",
            Self::ZeroDenominator => "zero_denominator",
            Self::ZeroOverZero => "zero_over_zero",
            Self::ZeroVariance => "zero_variance",
            Self::NoVariation => "no_variation",
            Self::OnePerson => "one_person",
            Self::BothEmpty => "both_empty",
            Self::EmptySet => "empty_set",
            Self::ContainsZero => "contains_zero",
            Self::NoRoomForMixing => "no_room_for_mixing",
            Self::NoConsenters => "no_consenters",
            Self::NoNonconsenters => "no_nonconsenters",
            Self::NobodyExposed => "nobody_exposed",
            Self::NobodyReached => "nobody_reached",
            Self::NotReached => "not_reached",
            Self::EmptySegment => "empty_segment",
            Self::OverlappingSegments => "overlapping_segments",
            Self::EmptyGroup => "empty_group",
            Self::EmptyGraph => "empty_graph",
            Self::DirectedTies => "directed_ties",
            Self::DatedTies => "dated_ties",
            Self::TooLarge => "too_large",
            Self::TooFar => "too_far",
            Self::TooFewLists => "too_few_lists",
            Self::OneListRules => "one_list_rules",
            Self::NothingInBoth => "nothing_in_both",
            Self::NoSuchRate => "no_such_rate",
            Self::NeedsNetwork => "needs_network",
            Self::NoCollector => "no_collector",
            Self::NoPath => "no_path",
            Self::NobodyHeld => "nobody_held",
            Self::OpenEnd => "open_end",
            Self::CannotBeProtected => "cannot_be_protected",
            Self::EpsilonAboveOne => "epsilon_above_one",
            Self::NoTextOnFile => "no_text_on_file",
            Self::LanguageNotKnown => "language_not_known",
            Self::NoFormula => "no_formula",
            Self::NotInTheText => "not_in_the_text",
            Self::NotRecorded => "not_recorded",
            Self::OtherDefinition => "other_definition",
        }
    }

    /// The reason in words, to stand after "undefined: ".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::EmptyInput => "there are no values",
            Self::ZeroTotal => "the values add up to zero",
            Self::OneUnit => "there is only one unit",
            Self::OneClass => "all of them have the same value",
            Self::OneGroup => "there is only one group",
            Self::NotTwoClasses => "it is defined for two values only",
            Self::NoTargets => "there is nobody whose value could be guessed and held against the true one",
            Self::NoKnownLabels => "no value is known to guess from",
            Self::NobodyCovered => "nobody has a contact whose value is known",
            Self::LabelsTellNothing => "people of different true values were labelled alike",
            Self::BaseIsPerfect => "the most frequent value alone is always right",
            Self::NoEdges => "there are no ties between people with a known value",
            Self::ZeroMargin => "a row or column of the table is empty",
            Self::ZeroCell => "a cell of the table is zero",
            Self::ZeroDenominator => "the denominator is zero",
            Self::ZeroOverZero => "numerator and denominator are zero",
            Self::ZeroVariance => "every value is the same",
            Self::NoVariation => "there is only one class",
            Self::OnePerson => "there is only one person",
            Self::BothEmpty => "both are empty",
            Self::EmptySet => "one of the two is empty",
            Self::ContainsZero => "a value is zero",
            Self::NoRoomForMixing => "every unit is one person",
            Self::NoConsenters => "nobody consented",
            Self::NoNonconsenters => "everybody consented",
            Self::NobodyExposed => "nobody is exposed",
            Self::NobodyReached => "nobody is reached",
            Self::NotReached => "more than half outlast what is on record",
            Self::EmptySegment => "the segment has no members",
            Self::OverlappingSegments => "somebody is in more than one segment",
            Self::EmptyGroup => "the group has no members",
            Self::EmptyGraph => "there are no people",
            Self::DirectedTies => "it is defined only where ties are read both ways",
            Self::DatedTies => "it is not defined where ties have dates",
            Self::TooLarge => "it was not worked out: that takes more than the stated limit of work",
            Self::TooFar => "more than twice as many lists as are known",
            Self::TooFewLists => "too few lists are known",
            Self::OneListRules => "one list alone holds too large a part",
            Self::NothingInBoth => "nobody is in both lists",
            Self::NoSuchRate => "somebody would have to consent with a chance above 1",
            Self::NeedsNetwork => "it follows from the network alone",
            Self::NoCollector => "no organisation on record collected the data",
            Self::NoPath => "no path of transfers on record leads there from a collector",
            Self::NobodyHeld => "nobody is surely held",
            Self::OpenEnd => "nothing is said of an upper end",
            Self::CannotBeProtected => "nothing short of hiding totals keeps a small cell from following",
            Self::EpsilonAboveOne => "the formula holds for an epsilon of at most 1",
            Self::NoTextOnFile => "the text is not on file",
            Self::LanguageNotKnown => "the language is not known",
            Self::NoFormula => "no published formula for this language is used here",
            Self::NotInTheText => "the text does not have it",
            Self::NotRecorded => "it is not recorded",
            Self::OtherDefinition => "the two reports define it in different words",
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
    #[must_use]
    pub const fn undefined(why: Undefined) -> Self {
        Self(Err(why))
    }

    /// The value, where there is one.
    #[must_use]
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

/// A number that lies between two others, which are part of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// It is surely no smaller.
    pub at_least: u64,
    /// It is surely no larger.
    pub at_most: u64,
}

impl Between {
    /// Whether both ends are the same.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.at_least == self.at_most
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
    /// True if what is stated is true: a model of chance, that all that records leave open is read so that the most follows, or that
    /// equal names are one person, or several.
    Model,
}

/// A count with its thousands parted: `4,039`.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A difference of two counts with its sign: `+1,204`, `−40`, `0`.
#[must_use]
pub fn change(by: i64) -> String {
    let size = count(by.unsigned_abs());
    match by {
        0 => size,
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

/// A real number to three or four significant digits, as its size asks for: `402.9`, `1.84`, `0.213`, `0.0021`.
#[must_use]
pub fn real(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size >= 100.0 => 1,
        _ if size >= 1.0 || size == 0.0 => 2,
        _ if size >= 0.1 => 3,
        _ if size >= 0.001 => 4,
        _ => return format!("{value:.2e}").replace('-', "−"),
    };
    let text = format!("{size:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{whole}.{fraction}")
}

/// An amount of money, with its hundredths where it has any: `1,234`, `12.50`.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "amounts are whole hundredths below 2^53"
)]
pub fn amount(value: f64) -> String {
    let hundredths = (value.abs() * 100.0).round() as u64;
    let (units, rest) = (hundredths / 100, hundredths % 100);
    let sign = if value < 0.0 && hundredths > 0 { "−" } else { "" };
    if rest == 0 { format!("{sign}{}", count(units)) } else { format!("{sign}{}.{rest:02}", count(units)) }
}

/// A real number to two significant digits: `9.9`, `0.60`, `120`. Rules say figures so, for a figure said in full could give
/// away a count that is hidden.
#[must_use]
pub fn rough(value: f64) -> String {
    let size = value.abs();
    match size {
        _ if size >= 10.0 => format!("{:.0}", format!("{value:.1e}").parse().unwrap_or(value)),
        _ if size >= 1.0 || size <= 0.0 => format!("{value:.1}"),
        _ if size >= 0.1 => format!("{value:.2}"),
        _ if size >= 0.01 => format!("{value:.3}"),
        _ => format!("{value:.1e}"),
    }
}

/// A proportion in percent: `12.3 %`; never rounded to 0 % or 100 % where it is neither.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if share <= 0.0 => "0 %".to_owned(),
        _ if share >= 1.0 => "100 %".to_owned(),
        _ if percent > 99.9 => "> 99.9 %".to_owned(),
        _ if percent >= 0.1 => format!("{percent:.1} %"),
        _ if percent >= 0.001 => format!("{percent:.3} %"),
        _ => "< 0.001 %".to_owned(),
    }
}

/// A p-value: two or three significant digits, never 0.
#[must_use]
pub fn p_value(p: f64) -> String {
    match p {
        _ if p < 1e-300 => "< 1e−300".to_owned(),
        _ if p < 0.0001 => format!("{p:.1e}").replace('-', "−"),
        _ if p < 0.01 => format!("{p:.4}"),
        _ => format!("{p:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{change, count, p_value, percent, real};

    #[test]
    fn parts_thousands() {
        assert_eq!(
            [0, 999, 1000, 88_234, 1_000_000].map(count),
            ["0", "999", "1,000", "88,234", "1,000,000"]
        );
    }

    #[test]
    fn gives_a_difference_its_sign() {
        assert_eq!([1204, 0, -40].map(change), ["+1,204", "0", "−40"]);
    }

    #[test]
    fn gives_a_real_number_the_decimals_that_its_size_asks_for() {
        let shown = [402.9, 1.836, 0.0213, -5.5, 12_345.67, 0.0].map(real);
        assert_eq!(shown, ["402.9", "1.84", "0.0213", "−5.50", "12,345.7", "0.00"]);
        assert_eq!(real(0.000_012), "1.20e−5");
    }

    #[test]
    fn shows_hundredths_of_money_where_there_are_any() {
        assert_eq!([1234.0, 12.5, 0.07, -3.0, 0.0].map(super::amount), ["1,234", "12.50", "0.07", "−3", "0"]);
    }

    #[test]
    fn says_a_figure_roughly() {
        assert_eq!(
            [9.934, 0.601, 123.4, 0.0577, 1.0, 0.0].map(super::rough),
            ["9.9", "0.60", "120", "0.058", "1.0", "0.0"]
        );
    }

    #[test]
    fn never_rounds_a_share_to_none_or_all() {
        let shown = [0.0, 1.0, 0.5, 0.9996, 0.000_31, 0.000_001].map(percent);
        assert_eq!(shown, ["0 %", "100 %", "50.0 %", "> 99.9 %", "0.031 %", "< 0.001 %"]);
    }

    #[test]
    fn never_shows_a_p_value_of_zero() {
        assert_eq!([0.0, 1e-12, 0.000_999, 0.05].map(p_value), ["< 1e−300", "1.0e−12", "0.0010", "0.050"]);
    }
}
