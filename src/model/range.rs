//! `Range`: an amount of which only the ends are known. Ad libraries publish money, impressions and reach so.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// A whole amount that lies between two ends, both of which it may be; without an upper end it may be any amount from the
/// lower on. What its unit is, the field says that holds it; money is in hundredths of the unit of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    low: u64,
    high: Option<u64>,
}

/// Why a text is no range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRange {
    /// The upper end is below the lower.
    Swapped,
    /// An end is below zero.
    Negative,
    /// An end is larger than any amount of money or people can be: above 10^15.
    TooLarge,
    /// It is spelt in no way that is known here.
    Unreadable,
}

impl NoRange {
    /// What is wrong, to stand after the name of the field.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Swapped => "is a range whose upper end is below its lower end",
            Self::Negative => "is below zero",
            Self::TooLarge => "is larger than any such amount can be",
            Self::Unreadable => "is no number and no range",
        }
    }

    /// How to write it.
    #[must_use]
    pub fn way_out(self) -> &'static str {
        match self {
            Self::Swapped => "write the lower end first, as in 100-199",
            Self::Negative => {
                "write what was paid back as a message of its own, or leave it empty where it is not known"
            }
            Self::TooLarge => "check the number and its unit",
            Self::Unreadable => {
                "write it as 150, 100-199, <=100 or >1000, with a point before decimals and no letters but k and M"
            }
        }
    }
}

/// The largest end that is read.
const MOST: u64 = 1_000_000_000_000_000;

/// What hundredths are of one.
pub const HUNDREDTHS: u64 = 100;

impl Range {
    /// An amount that is known.
    #[must_use]
    pub const fn exact(amount: u64) -> Self {
        Self { low: amount, high: Some(amount) }
    }

    /// An amount of at least `low`.
    #[must_use]
    pub const fn from(low: u64) -> Self {
        Self { low, high: None }
    }

    /// An amount between two ends.
    ///
    /// # Errors
    /// Where the upper end is below the lower.
    pub fn between(low: u64, high: u64) -> Result<Self, NoRange> {
        if high < low { Err(NoRange::Swapped) } else { Ok(Self { low, high: Some(high) }) }
    }

    /// The least that it can be.
    #[must_use]
    pub const fn low(self) -> u64 {
        self.low
    }

    /// The most that it can be; `None` where nothing is said of it.
    #[must_use]
    pub const fn high(self) -> Option<u64> {
        self.high
    }

    /// Whether it is one amount.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.high == Some(self.low)
    }

    /// Whether it has no upper end.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.high.is_none()
    }

    /// The whole amount that a text spells, or the two ends: `150`, `1,234`, `100-199`, `≤100`, `<100`, `> 100k`, `1000001+`,
    /// `1M-10M`, `lower_bound: 200, upper_bound: 299`. Amounts are counted in parts of one of which there are `parts`: 1 for people,
    /// [`HUNDREDTHS`] for money, which may have two decimals and a sign or code of its currency before or after it. `None` where nothing
    /// is said: that is unknown, and not zero.
    ///
    /// `<100` may be 100, for libraries write it for both; `>100k` is 100,000 or more.
    ///
    /// # Errors
    /// Where the text is something else.
    ///
    /// ```
    /// use bystander::model::range::{HUNDREDTHS, NoRange, Range};
    /// assert_eq!(Range::parse("≤100", HUNDREDTHS), Ok(Some(Range::between(0, 10_000)?)));
    /// assert_eq!(Range::parse("10k-100k", 1), Ok(Some(Range::between(10_000, 100_000)?)));
    /// assert_eq!(Range::parse("> 10M", 1), Ok(Some(Range::from(10_000_000))));
    /// assert_eq!(Range::parse("", 1), Ok(None));
    /// assert_eq!(Range::parse("200-100", 1), Err(NoRange::Swapped));
    /// # Ok::<(), NoRange>(())
    /// ```
    pub fn parse(text: &str, parts: u64) -> Result<Option<Self>, NoRange> {
        let text = plain(text);
        if text.is_empty() {
            return Ok(None);
        }
        let one = |text: &str| amount(text, parts);
        if let Some(named) = text.strip_prefix("lower_bound:") {
            let (low, high) = named.split_once("upper_bound:").unwrap_or((named, ""));
            let (low, high) = (low.trim().trim_end_matches(','), high.trim());
            let high = if high.is_empty() { None } else { Some(one(high)?) };
            return Self::with(one(low)?, high).map(Some);
        }
        for (sign, is_top) in
            [("<=", true), ("≤", true), ("<", true), (">=", false), ("≥", false), (">", false)]
        {
            if let Some(end) = text.strip_prefix(sign) {
                let end = one(end)?;
                return Ok(Some(if is_top { Self { low: 0, high: Some(end) } } else { Self::from(end) }));
            }
        }
        if let Some(low) = text.strip_suffix('+') {
            return Ok(Some(Self::from(one(low)?)));
        }
        // A sign at the head is no dash between two ends.
        match text.char_indices().skip(1).find(|(_, letter)| *letter == '-') {
            Some((at, _)) => Self::with(one(&text[..at])?, Some(one(&text[at + 1..])?)).map(Some),
            None => Ok(Some(Self::exact(one(&text)?))),
        }
    }

    fn with(low: u64, high: Option<u64>) -> Result<Self, NoRange> {
        high.map_or_else(|| Ok(Self::from(low)), |high| Self::between(low, high))
    }
}

/// The text without spaces at its ends, with one spelling of dashes and of spaces.
fn plain(text: &str) -> String {
    let one = |letter: char| match letter {
        '–' | '—' | '‐' | '‑' | '−' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => other,
    };
    text.trim().chars().map(one).collect::<String>().trim().to_owned()
}

/// A number of `parts` in one, with thousands parted or not, at most as many decimals as parts have places, and `k` or `M`.
fn amount(text: &str, parts: u64) -> Result<u64, NoRange> {
    let is_money = parts > 1;
    let text = text.trim();
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let is_sign = |letter: char| is_money && (letter.is_alphabetic() || "$€£₹ ".contains(letter));
    // The letters k and M after a digit are thousands and millions; any others are a currency's.
    let text = text.trim_start_matches(is_sign);
    let scale_at = text.find(|letter: char| !(letter.is_ascii_digit() || ".,' ".contains(letter)));
    let (digits, rest) = text.split_at(scale_at.unwrap_or(text.len()));
    let (scale, rest): (u64, &str) = match rest.chars().next() {
        Some('k' | 'K') => (1_000, &rest[1..]),
        Some('m' | 'M') if !rest[1..].starts_with(char::is_alphabetic) => (1_000_000, &rest[1..]),
        _ => (1, rest),
    };
    if !rest.trim_matches(is_sign).trim().is_empty() {
        return Err(NoRange::Unreadable);
    }
    let (whole, decimals) = digits.trim().split_once('.').unwrap_or((digits.trim(), ""));
    let whole = ungrouped(whole).ok_or(NoRange::Unreadable)?;
    let places = decimals.len();
    let has_point = digits.contains('.');
    let is_plain = decimals.bytes().all(|byte| byte.is_ascii_digit()) && (places > 0) == has_point;
    if whole.is_empty() || whole.len() > 18 || places > 9 || !is_plain {
        return Err(if whole.len() > 18 { NoRange::TooLarge } else { NoRange::Unreadable });
    }
    let numeral: u128 = format!("{whole}{decimals}").parse().map_err(|_| NoRange::Unreadable)?;
    let (scaled, divisor) = (
        numeral * u128::from(scale) * u128::from(parts),
        10_u128.pow(u32::try_from(places).expect("few places")),
    );
    // `0.004` of a currency, or half a person, is not what is meant; `1.234` may be a thousand or one.
    if scaled % divisor != 0 || (places == 3 && scale == 1) {
        return Err(NoRange::Unreadable);
    }
    let value = u64::try_from(scaled / divisor).map_err(|_| NoRange::TooLarge)?;
    match value {
        _ if is_negative && value > 0 => Err(NoRange::Negative),
        _ if value > MOST => Err(NoRange::TooLarge),
        _ => Ok(value),
    }
}

/// Digits without what parts thousands; `None` where they are not parted by threes.
fn ungrouped(digits: &str) -> Option<String> {
    let Some(mark) = digits.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Some(digits.to_owned());
    };
    let mut groups = digits.split(mark);
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()))?;
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let fits = is_digits(first) && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| first.to_owned() + &rest.concat())
}

impl Serialize for Range {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("low", &self.low)?;
        map.serialize_entry("high", &self.high)?;
        map.end()
    }
}

/// Ranges added up. One that is open above, or of which nothing is said, leaves the sum open above; what the others come to at most is
/// kept beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RangeSum {
    /// How many were added.
    pub terms: u64,
    /// How many of them are one amount.
    pub exact: u64,
    /// How many of them are open above.
    pub open: u64,
    /// Of how many more nothing is said: they are not below zero, and that is all.
    pub unknown: u64,
    /// The least that the sum can be.
    pub low: u128,
    /// The most that the sum of those that are not open can be.
    pub closed_high: u128,
    /// The part of `low` that comes from amounts that are exact.
    pub exact_sum: u128,
}

impl RangeSum {
    /// Adds one.
    pub fn add(&mut self, range: Range) {
        self.terms += 1;
        self.exact += u64::from(range.is_exact());
        self.open += u64::from(range.is_open());
        self.low += u128::from(range.low);
        self.closed_high += range.high.map_or(0, u128::from);
        self.exact_sum += if range.is_exact() { u128::from(range.low) } else { 0 };
    }

    /// This sum and another, which has none of its terms.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        self.terms += other.terms;
        self.exact += other.exact;
        self.open += other.open;
        self.unknown += other.unknown;
        self.low += other.low;
        self.closed_high += other.closed_high;
        self.exact_sum += other.exact_sum;
        self
    }

    /// Adds one, or that nothing is said of it.
    pub fn add_known(&mut self, range: Option<Range>) {
        match range {
            Some(range) => self.add(range),
            None => self.unknown += 1,
        }
    }

    /// The most that the sum can be; `None` where a term is open above or unknown.
    #[must_use]
    pub fn high(&self) -> Option<u128> {
        (self.open == 0 && self.unknown == 0).then_some(self.closed_high)
    }
}

impl FromIterator<Range> for RangeSum {
    fn from_iter<I: IntoIterator<Item = Range>>(ranges: I) -> Self {
        let mut sum = Self::default();
        ranges.into_iter().for_each(|range| sum.add(range));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Result<Option<(u64, Option<u64>)>, NoRange> {
        Ok(Range::parse(text, HUNDREDTHS)?.map(|range| (range.low(), range.high())))
    }

    fn people(text: &str) -> Result<Option<(u64, Option<u64>)>, NoRange> {
        Ok(Range::parse(text, 1)?.map(|range| (range.low(), range.high())))
    }

    #[test]
    fn reads_the_spellings_of_the_libraries() {
        let read = [
            ("≤100", 0, Some(100)),
            ("≤ 100", 0, Some(100)),
            ("<100", 0, Some(100)),
            ("0-99", 0, Some(99)),
            ("100 – 499", 100, Some(499)),
            ("> 100k", 100_000, None),
            ("≥65", 65, None),
            ("1000001+", 1_000_001, None),
            ("100-1k", 100, Some(1_000)),
            ("1M-10M", 1_000_000, Some(10_000_000)),
            ("1.5M", 1_500_000, Some(1_500_000)),
            ("lower_bound: 20000, upper_bound: 24999", 20_000, Some(24_999)),
            ("lower_bound: 1000000", 1_000_000, None),
            ("1,234,567", 1_234_567, Some(1_234_567)),
            ("1 234", 1_234, Some(1_234)),
            ("0", 0, Some(0)),
            ("-0", 0, Some(0)),
        ];
        for (text, low, high) in read {
            assert_eq!(people(text), Ok(Some((low, high))), "{text}");
            let hundred = |value| value * 100;
            assert_eq!(money(text), Ok(Some((low * 100, high.map(hundred)))), "{text} as money");
        }
        assert_eq!((people("  "), money("")), (Ok(None), Ok(None)));
    }

    #[test]
    fn reads_money_in_hundredths() {
        let read = [
            ("$1,234.56", 123_456),
            ("12.5", 1_250),
            ("€ 7", 700),
            ("7 EUR", 700),
            ("USD 1,000", 100_000),
            ("2.10", 210),
        ];
        for (text, hundredths) in read {
            assert_eq!(money(text), Ok(Some((hundredths, Some(hundredths)))), "{text}");
        }
    }

    #[test]
    fn refuses_what_may_mean_something_else() {
        for text in [
            "1.234",
            "12,34",
            "1,23,456",
            "abc",
            "-",
            "1-",
            "5 EURO cent 3",
            "1..2",
            "0.001",
            "1e5",
            "<",
            "10%",
        ] {
            assert_eq!(money(text), Err(NoRange::Unreadable), "{text}");
        }
        assert_eq!(people("2.5"), Err(NoRange::Unreadable));
        assert_eq!(people("7 EUR"), Err(NoRange::Unreadable));
        assert_eq!(money("-5"), Err(NoRange::Negative));
        assert_eq!(money("200-100"), Err(NoRange::Swapped));
        assert_eq!(money("lower_bound: 20, upper_bound: 10"), Err(NoRange::Swapped));
        assert_eq!(people("9999999999999999999999"), Err(NoRange::TooLarge));
        assert_eq!(people("1000000000000001"), Err(NoRange::TooLarge));
    }

    #[test]
    fn one_open_end_leaves_the_sum_open() {
        let ranges =
            ["5", "10-20", ">100"].map(|text| Range::parse(text, 1).expect("reads").expect("is there"));
        let sum: RangeSum = ranges.into_iter().collect();
        assert_eq!((sum.low, sum.high(), sum.closed_high, sum.exact_sum), (115, None, 25, 5));
        assert_eq!((sum.terms, sum.exact, sum.open), (3, 1, 1));
        let mut sum: RangeSum = ranges.into_iter().take(2).collect();
        assert_eq!(sum.high(), Some(25));
        sum.add_known(None);
        assert_eq!((sum.low, sum.high(), sum.unknown), (15, None, 1), "what is unknown may be anything");
    }
}
