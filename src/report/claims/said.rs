//! Numbers of claims as a reader sees them, each with the sign of what it is.

use crate::{
    measure::claims::ratios::{Between, Ratio},
    model::{
        claim::{Bound, Claim, Convention, Counts, Stated},
        number::{self, Figure},
    },
    report::cell::Cell,
};

pub(super) fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A number as it was stated, with the sign of how it was meant.
pub(super) fn stated_cell(stated: Stated) -> Cell {
    match stated.bound {
        Bound::Rounded => Cell::Text(format!("~ {}", brief(stated.printed))),
        _ => counts(stated.counts),
    }
}

/// Numbers that stand nowhere but follow from others, from those as printed.
pub(super) fn derived(claim: &Claim, counts: fn(&Claim) -> Option<Counts>) -> Cell {
    let Some(counts) = counts(&claim.as_printed()) else { return Cell::Empty };
    let unclear = claim.convention == Convention::Unclear;
    let least = if unclear { Counts { high: None, ..counts } } else { counts };
    let about = if claim.is_rounded() && counts.high == Some(counts.low) { "~ " } else { "" };
    Cell::Text(format!("({about}{})", shown(least)))
}

pub(super) fn counts(counts: Counts) -> Cell {
    if counts.high == Some(counts.low) { Cell::Count(counts.low) } else { Cell::Text(shown(counts)) }
}

pub(super) fn shown(counts: Counts) -> String {
    match (counts.low, counts.high) {
        (low, None) => format!("≥ {}", brief(low)),
        (low, Some(high)) if low == high => brief(low),
        (0, Some(high)) => format!("≤ {}", brief(high)),
        (low, Some(high)) => match (brief(low).strip_suffix(" M"), brief(high).strip_suffix(" M")) {
            (Some(low), Some(high)) => format!("{low}–{high} M"),
            _ => format!("{}–{}", number::count(low), number::count(high)),
        },
    }
}

/// A count, in millions where that loses nothing: `87 M`, `2.7 M`, `1,175,870`.
pub(super) fn brief(count: u64) -> String {
    const MILLION: u64 = 1_000_000;
    if count < MILLION || !count.is_multiple_of(1_000) {
        return number::count(count);
    }
    let decimals = format!(".{:03}", count % MILLION / 1_000);
    let decimals = decimals.trim_end_matches('0').trim_end_matches('.');
    format!("{}{decimals} M", number::count(count / MILLION))
}

/// What a ratio is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// People for each consenter.
    Each,
    /// Consenters of all affected.
    Share,
}

impl Unit {
    fn said(self, value: f64) -> String {
        match self {
            Self::Each => number::real(value),
            Self::Share => format!("{} %", number::real(100.0 * value)),
        }
    }
}

/// A ratio of the numbers as printed.
#[allow(clippy::float_cmp, reason = "both ends come from the same division")]
pub(super) fn ratio(figure: Figure<Ratio>, claim: &Claim, unit: Unit) -> Cell {
    let unclear = claim.convention == Convention::Unclear;
    let say = |value| unit.said(value);
    Cell::of(figure, |ratio| {
        let Between { low, high } = ratio.printed;
        Cell::Text(match (high, unit) {
            (None, _) => format!("≥ {}", say(low)),
            (Some(high), _) if low == high && claim.is_rounded() => format!("~ {}", say(low)),
            (Some(high), _) if low == high => say(low),
            (Some(high), _) if low <= 0.0 => format!("≤ {}", say(high)),
            (Some(high), Unit::Share) if high >= 1.0 => format!("≥ {}", say(low)),
            (Some(high), Unit::Share) if unclear => format!("≤ {}", say(high)),
            (Some(_), Unit::Each) if unclear => format!("≥ {}", say(low)),
            (Some(high), _) => format!("{}–{}", say(low).trim_end_matches(" %"), say(high)),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{brief, shown};
    use crate::model::claim::Counts;

    #[test]
    fn millions_are_said_in_short_where_that_loses_nothing() {
        let said =
            [999_999, 1_000_000, 87_000_000, 2_700_000, 50_250_000, 1_175_870, 1_200_000_000].map(brief);
        assert_eq!(said, ["999,999", "1 M", "87 M", "2.7 M", "50.25 M", "1,175,870", "1,200 M"]);
    }

    #[test]
    fn counts_say_where_they_end() {
        let of = |low, high| shown(Counts { low, high });
        assert_eq!([of(5, Some(5)), of(0, Some(5)), of(5, None), of(1, Some(5))], ["5", "≤ 5", "≥ 5", "1–5"]);
        assert_eq!(of(50_000_000, Some(65_000_000)), "50–65 M");
    }
}
