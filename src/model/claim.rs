//! Published figures: who said how many people agreed and how many were reached, and how firmly.

use serde::Serialize;

/// How a number was meant by whoever printed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    #[default]
    Point,
    /// The number, rounded to its last digit that is not 0.
    Rounded,
    /// At most the number: "up to".
    Max,
    /// At least the number: "more than".
    Min,
    /// From one number to another.
    Range,
}

impl Bound {
    /// Every bound with the word that a table has for it.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("point", Self::Point),
        ("rounded", Self::Rounded),
        ("max", Self::Max),
        ("min", Self::Min),
        ("range", Self::Range),
    ];
}

/// Numbers of people from `low` to `high`, both included; from `low` on where there is no `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The least.
    pub low: u64,
    /// The most, if there is one.
    pub high: Option<u64>,
}

impl Counts {
    /// One number alone.
    #[must_use]
    pub fn of(count: u64) -> Self {
        Self { low: count, high: Some(count) }
    }

    /// What both together can be.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.zip(other.high).map(|(one, two): (u64, u64)| one.saturating_add(two)),
        }
    }

    /// What is left of these where `other` is a part of them; never below none.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        let low = other.high.map_or(0, |most| self.low.saturating_sub(most));
        Self { low, high: self.high.map(|high| high.saturating_sub(other.low)) }
    }

    /// Whether some number lies in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let reaches = |high: Option<u64>, low| high.is_none_or(|high| high >= low);
        reaches(self.high, other.low) && reaches(other.high, self.low)
    }
}

/// A number as it was printed, and what it can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// The number as printed; of a range, its lower end.
    pub printed: u64,
    /// How it was meant.
    pub bound: Bound,
    /// Every count that it can stand for.
    pub counts: Counts,
}

impl Stated {
    /// The number with what it can stand for. `to` is the upper end of a range; `None` where a range has none or one below
    /// its lower end, and where anything else has one.
    ///
    /// ```
    /// use bystander::model::claim::{Bound, Counts, Stated};
    /// let about = Stated::new(270_000, Bound::Rounded, None).unwrap();
    /// assert_eq!(about.counts, Counts { low: 265_000, high: Some(275_000) });
    /// assert_eq!(Stated::new(87, Bound::Max, None).unwrap().counts, Counts { low: 0, high: Some(87) });
    /// assert!(Stated::new(65, Bound::Range, Some(50)).is_none());
    /// ```
    #[must_use]
    pub fn new(printed: u64, bound: Bound, to: Option<u64>) -> Option<Self> {
        let half = last_digit(printed) / 2;
        let counts = match (bound, to) {
            (Bound::Point, None) => Counts::of(printed),
            (Bound::Rounded, None) => {
                Counts { low: printed - half, high: Some(printed.saturating_add(half)) }
            }
            (Bound::Max, None) => Counts { low: 0, high: Some(printed) },
            (Bound::Min, None) => Counts { low: printed, high: None },
            (Bound::Range, Some(to)) if to >= printed => Counts { low: printed, high: Some(to) },
            _ => return None,
        };
        Some(Self { printed, bound, counts })
    }

    /// The counts, with a rounded number taken as it stands.
    #[must_use]
    pub fn as_printed(self) -> Counts {
        if self.bound == Bound::Rounded { Counts::of(self.printed) } else { self.counts }
    }
}

/// The size of the last digit that is not 0: 10,000 of 270,000; 1 of 0.
fn last_digit(number: u64) -> u64 {
    if number == 0 || !number.is_multiple_of(10) { 1 } else { 10 * last_digit(number / 10) }
}

/// Whether a number of people reached counts those who agreed, too. Published figures do either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// Friends and total are both given.
    Both,
    /// The total, consenters among them.
    Total,
    /// The friends alone.
    Friends,
    /// One number, and the source does not say which.
    Unclear,
    /// No number of people reached.
    Neither,
}

/// What our record of a claim rests on; the weakest of its figures counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Read in the source or in a report about it.
    Read,
    /// From memory, not found in a source.
    Memory,
    /// Worked out from other claims.
    Computed,
}

impl Status {
    /// Every status with its word.
    pub const WORDS: [(&'static str, Self); 3] =
        [("read", Self::Read), ("memory", Self::Memory), ("computed", Self::Computed)];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Memory => "memory",
            Self::Computed => "computed",
        }
    }
}

/// A share as it was printed: `81.6` percent has the units 816 and one decimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PrintedShare {
    /// The percentage as printed, digits and at most one point.
    pub text: String,
    /// The same without the point.
    pub units: u64,
    /// How many digits stand behind the point.
    pub decimals: u32,
}

impl PrintedShare {
    /// The most decimals that a share can have.
    pub const DECIMALS: u32 = 6;

    /// The share written so; `None` where that is no percentage from 0 to 100 with up to six decimals.
    ///
    /// ```
    /// use bystander::model::claim::PrintedShare;
    /// let share = PrintedShare::parse("0.50").unwrap();
    /// assert_eq!((share.units, share.decimals), (50, 2));
    /// assert!(["", ".5", "5.", "-1", "100.1", "1,5", "50 %"].iter().all(|text| PrintedShare::parse(text).is_none()));
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let decimals = u32::try_from(fraction.len()).ok().filter(|&decimals| decimals <= Self::DECIMALS)?;
        let dangling = whole.is_empty() || text.ends_with('.') || whole.len() > 3;
        if dangling || !digits(whole) || !digits(fraction) {
            return None;
        }
        let units = format!("{whole}{fraction}").parse().ok()?;
        (units <= 100 * 10_u64.pow(decimals)).then(|| Self { text: text.to_owned(), units, decimals })
    }
}

/// One published claim about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its short name, which no other claim has.
    pub claim: String,
    /// The printed table that it stands in, if in one.
    pub table: Option<String>,
    /// Who said it.
    pub who: String,
    /// When: a year, a month or a day, as far as it is known.
    pub on: Option<String>,
    /// The place whose people it counts. `World` has nothing outside.
    pub scope: String,
    /// The wider place of which the scope is a part, if one is meant.
    pub within: Option<String>,
    /// What makes a person count, in a few words. Claims that differ here may both be true.
    pub counted: Option<String>,
    /// How many agreed.
    pub consenters: Option<Stated>,
    /// How many were reached without having agreed.
    pub bystanders: Option<Stated>,
    /// Both together; with [`Convention::Unclear`] perhaps the bystanders alone.
    pub affected: Option<Stated>,
    /// Whether consenters are among those reached.
    pub convention: Convention,
    /// The share of the wider place's total that was printed beside the number.
    pub printed_share: Option<PrintedShare>,
    /// What our record rests on.
    pub status: Status,
    /// The document or outlet.
    pub source: String,
    /// What else a reader should know.
    pub note: Option<String>,
}

impl Claim {
    /// How many bystanders it can mean: as stated, or what the total leaves without the consenters.
    #[must_use]
    pub fn bystander_counts(&self) -> Option<Counts> {
        if let Some(stated) = self.bystanders {
            return Some(stated.counts);
        }
        let (affected, consenters) = (self.affected?.counts, self.consenters?.counts);
        let left = affected.without(consenters);
        let unclear = self.convention == Convention::Unclear;
        Some(if unclear { Counts { low: left.low, high: affected.high } } else { left })
    }

    /// How many affected it can mean: as stated, or bystanders and consenters together. Bystanders alone are a least number.
    #[must_use]
    pub fn affected_counts(&self) -> Option<Counts> {
        let consenters = self.consenters.map_or(Counts { low: 0, high: None }, |stated| stated.counts);
        match (self.affected, self.bystanders) {
            (Some(stated), _) if self.convention == Convention::Unclear => {
                Some(Counts { low: stated.counts.low, ..stated.counts.plus(consenters) })
            }
            (Some(stated), _) => Some(stated.counts),
            (None, bystanders) => bystanders.map(|stated| stated.counts.plus(consenters)),
        }
    }

    /// The same claim with its rounded numbers taken as they stand.
    #[must_use]
    pub fn as_printed(&self) -> Self {
        let plain = |stated: Option<Stated>| stated.map(|own| Stated { counts: own.as_printed(), ..own });
        let [consenters, bystanders, affected] = [self.consenters, self.bystanders, self.affected].map(plain);
        Self { consenters, bystanders, affected, ..self.clone() }
    }

    /// Whether one of its numbers is rounded.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        let mut stated = [self.consenters, self.bystanders, self.affected].into_iter().flatten();
        stated.any(|own| own.bound == Bound::Rounded)
    }

    /// Whether nothing lies outside its scope.
    #[must_use]
    pub fn is_worldwide(&self) -> bool {
        self.scope.eq_ignore_ascii_case("world")
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, last_digit};

    #[test]
    fn a_rounded_number_is_known_to_its_last_digit_that_is_not_zero() {
        assert_eq!([0, 7, 70, 305_000, 1_750_000].map(last_digit), [1, 1, 10, 1_000, 10_000]);
    }

    #[test]
    fn counts_add_up_leave_and_meet() {
        let (some, many) = (Counts { low: 2, high: Some(4) }, Counts { low: 10, high: None });
        assert_eq!(some.plus(many), Counts { low: 12, high: None });
        assert_eq!(many.without(some), Counts { low: 6, high: None });
        assert_eq!(some.without(many), Counts { low: 0, high: Some(0) });
        assert!(!some.meets(many) && some.meets(Counts::of(4)) && many.meets(many));
    }
}
