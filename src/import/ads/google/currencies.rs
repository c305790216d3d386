//! The rule by which one of the currency columns of a row is its money. They are never added up.
//!
//! The columns had three meanings. In 2018 there is one, of dollars. From 2019 to 2020 all columns are the same money, converted. Since
//! then a column holds what was paid in its currency, and yet the total of a sponsor in the European Union stands in euros and again
//! in its local column, with one rounding step in each other currency of the Union, which means nothing or next to nothing.
//!
//! The rule: dollars for rows of the United States, euros for rows of the European Union, else the one column that is not zero.
//! - Where all columns are the same money, rows of other countries are read in the country's own currency, else in dollars.
//! - Elsewhere a column of no more than one step counts as zero beside a larger one. Where none is larger and several are not zero, the
//!   country's own is taken if it is among them.
//! - Where that leaves several columns, the money of the row is unknown; so it is where a row of the States or of the Union has nothing
//!   in its own column, and more than a step in another.

use crate::model::{
    ads::Currency,
    range::{HUNDREDTHS, Range},
};
use std::collections::BTreeSet;

/// What the amounts of each currency are rounded to, in whole units.
const STEPS: &[(&str, u64)] = &[
    ("USD", 100),
    ("EUR", 50),
    ("INR", 250),
    ("BGN", 100),
    ("CZK", 1_500),
    ("DKK", 500),
    ("HUF", 20_000),
    ("PLN", 250),
    ("RON", 250),
    ("SEK", 1_000),
    ("GBP", 50),
    ("NZD", 200),
    ("ILS", 250),
    ("AUD", 150),
    ("TWD", 3_000),
    ("BRL", 500),
    ("ARS", 15_000),
    ("ZAR", 15_000),
    ("CLP", 50_000),
    ("MXN", 1_000),
];

/// The same for a reader.
pub(super) const ROUNDED: &str = "Published totals are rounded to steps: USD 100, EUR 50, INR 250, BGN 100, CZK 1,500, DKK 500, HUF 20,000, \
                                  PLN 250, RON 250, SEK 1,000, GBP 50, NZD 200, ILS 250, AUD 150, TWD 3,000, BRL 500, ARS 15,000, ZAR 15,000, \
                                  CLP 50,000, MXN 1,000. They stand here as the file gives them; each may be off by as much as a step.";
/// What holds of every table with money.
pub(super) const ONE_COLUMN: &str = "A row may have amounts in several currency columns, which may be the same money; one is taken and the \
                                     others are not added: dollars for the United States, euros for the European Union, else the one that is \
                                     not zero.";

/// The countries of the European Union; Google's `EU` stands for them all.
pub(super) const UNION: &[&str] = &[
    "EU", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// Other countries with a column of their own.
const OWN: &[(&str, &str)] = &[
    ("US", "USD"),
    ("IN", "INR"),
    ("GB", "GBP"),
    ("NZ", "NZD"),
    ("IL", "ILS"),
    ("AU", "AUD"),
    ("TW", "TWD"),
    ("BR", "BRL"),
    ("AR", "ARS"),
    ("ZA", "ZAR"),
    ("CL", "CLP"),
    ("MX", "MXN"),
];

/// What the columns are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The same money, converted.
    Converted,
    /// What was paid in each currency, with repetitions and steps that mean nothing.
    Native,
}

impl Meaning {
    /// Of a table that has these columns.
    pub(super) fn of(currencies: &[Currency]) -> Self {
        let has = |code: &str| currencies.iter().any(|currency| currency.code() == code);
        // Kuna had a column as long as all columns were conversions; New Zealand came with native amounts.
        if has("HRK") && !has("NZD") { Self::Converted } else { Self::Native }
    }
}

/// How much a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Zero, or nothing.
    Nothing,
    /// No more than a rounding step.
    Step,
    /// More than that, or something that cannot be read.
    More,
}

/// What amounts in that currency are rounded to, in whole units; 0 where that is not known.
pub(super) fn step(currency: Currency) -> u64 {
    STEPS.iter().find(|(code, _)| *code == currency.code()).map_or(0, |&(_, step)| step)
}

/// The size of an amount that is spelt in any way.
pub(super) fn of_text(text: &str, step: u64) -> Size {
    match Range::parse(text, HUNDREDTHS) {
        Ok(None) => Size::Nothing,
        Ok(Some(range)) => match range.high() {
            Some(high) => of_ends(range.low(), high, step * HUNDREDTHS),
            None => Size::More,
        },
        Err(_) => Size::More,
    }
}

/// The size of an amount between two ends, in the unit of the step.
pub(super) fn of_ends(low: u64, high: u64, step: u64) -> Size {
    match (low, high) {
        (0, 0) => Size::Nothing,
        // A range that begins at a step holds more than one.
        _ if high <= step && (low == 0 || low == high) => Size::Step,
        _ => Size::More,
    }
}

/// The currency that rows about `regions` are read in: `US`, `DE`, or a list `EU, DE`. `None` where it has several or none known.
pub(super) fn home(regions: &str) -> Option<Currency> {
    let own = |region: &str| {
        let region = region.trim().to_ascii_uppercase();
        if UNION.contains(&region.as_str()) {
            return Some("EUR");
        }
        OWN.iter().find(|(country, _)| *country == region).map(|&(_, code)| code)
    };
    let codes: BTreeSet<Option<&str>> = regions.split(',').map(own).collect();
    let first = codes.first().copied().flatten().filter(|_| codes.len() == 1)?;
    Currency::of(first)
}

/// The place of the column that is the money of a row; `None` where several may be.
pub(super) fn chosen(sizes: &[(Currency, Size)], home: Option<Currency>, meaning: Meaning) -> Option<usize> {
    let place = |currency: Currency| sizes.iter().position(|(known, _)| *known == currency);
    let at_home = home.and_then(place);
    let with =
        |is: fn(Size) -> bool| -> Vec<usize> { (0..sizes.len()).filter(|&at| is(sizes[at].1)).collect() };
    if meaning == Meaning::Converted {
        let dollars = Currency::of("USD").and_then(place);
        return at_home.or(dollars);
    }
    let (some, more) = (with(|size| size != Size::Nothing), with(|size| size == Size::More));
    let is_told = home.is_some_and(|home| matches!(home.code(), "USD" | "EUR"));
    match (at_home, &more[..], &some[..]) {
        (Some(home), more, some) if is_told => (more.is_empty() || some.contains(&home)).then_some(home),
        (_, [one], _) | (_, [], [one]) => Some(*one),
        (Some(home), [], some) => (some.is_empty() || some.contains(&home)).then_some(home),
        (None, [], []) => Some(0),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unnecessary_wraps, reason = "it stands beside what may be none")]
mod tests {
    use super::*;
    use crate::model::number;

    /// The currency that is taken of these amounts.
    fn taken(amounts: &[(&str, &str)], regions: &str, meaning: Meaning) -> Option<String> {
        let code = |code| Currency::of(code).expect("a currency");
        let sizes: Vec<_> =
            amounts.iter().map(|&(of, text)| (code(of), of_text(text, step(code(of))))).collect();
        chosen(&sizes, home(regions), meaning).map(|at| amounts[at].0.to_owned())
    }

    fn native(amounts: &[(&str, &str)], regions: &str) -> Option<String> {
        taken(amounts, regions, Meaning::Native)
    }

    fn some(code: &str) -> Option<String> {
        Some(code.to_owned())
    }

    #[test]
    fn takes_dollars_for_the_states_and_euros_for_the_union() {
        assert_eq!(native(&[("USD", "1200"), ("EUR", "900")], "US"), some("USD"));
        assert_eq!(native(&[("USD", "0"), ("EUR", "650"), ("DKK", "4500")], "DK"), some("EUR"));
        assert_eq!(
            native(&[("USD", "0"), ("EUR", "3400"), ("SEK", "36000"), ("BGN", "100")], "EU"),
            some("EUR")
        );
        assert_eq!(native(&[("USD", "0"), ("EUR", "900"), ("GBP", "700")], "EU, FR"), some("EUR"));
        assert_eq!(native(&[("USD", "0"), ("EUR", "0")], "US"), some("USD"), "nothing was spent in dollars");
    }

    #[test]
    fn takes_the_one_column_that_is_not_zero_elsewhere() {
        assert_eq!(native(&[("USD", "0"), ("INR", "500000"), ("EUR", "0")], "IN"), some("INR"));
        assert_eq!(
            native(&[("USD", "0"), ("INR", "500000"), ("EUR", "50")], "IN"),
            some("INR"),
            "a step is nothing"
        );
        assert_eq!(native(&[("USD", "500"), ("INR", "0")], "JP"), some("USD"));
        assert_eq!(
            native(&[("USD", "0"), ("INR", "250"), ("EUR", "50")], "IN"),
            some("INR"),
            "whatever there is"
        );
        assert_eq!(native(&[("USD", "100"), ("INR", "0")], ""), some("USD"), "one step alone");
        assert_eq!(
            native(&[("USD", "100"), ("INR", "0")], "IN"),
            some("USD"),
            "one step alone, in another currency"
        );
        assert_eq!(native(&[("USD", "0"), ("EUR", "50")], "US"), some("USD"), "a step of another is nothing");
    }

    #[test]
    fn leaves_open_what_may_be_in_several_columns() {
        assert_eq!(native(&[("USD", "700"), ("INR", "500000")], "IN"), None);
        assert_eq!(native(&[("USD", "700"), ("GBP", "500")], "US, GB"), None);
        assert_eq!(native(&[("USD", "100"), ("EUR", "50")], ""), None, "two steps and no country");
        assert_eq!(
            native(&[("USD", "100"), ("EUR", "50"), ("INR", "0")], "IN"),
            None,
            "two steps, neither its own"
        );
        assert_eq!(native(&[("USD", "0"), ("EUR", "700")], "US"), None, "euros in the States");
    }

    #[test]
    fn keeps_to_laws_whatever_the_columns_hold() {
        let (all, codes) = ([Size::Nothing, Size::Step, Size::More], ["USD", "EUR", "INR"]);
        let code = |code| Currency::of(code).expect("a currency");
        for case in 0..27 {
            let sizes = [all[case % 3], all[case / 3 % 3], all[case / 9]];
            let columns = |sizes: [Size; 3]| [0, 1, 2].map(|at| (code(codes[at]), sizes[at]));
            for region in ["US", "DE", "IN", "JP", ""] {
                let taken = chosen(&columns(sizes), home(region), Meaning::Native);
                let larger = sizes.iter().filter(|size| **size == Size::More).count();
                let Some(taken) = taken else {
                    assert!(
                        sizes.iter().any(|size| *size != Size::Nothing),
                        "nothing is nothing in any column"
                    );
                    continue;
                };
                assert!(
                    sizes[taken] != Size::Nothing || larger == 0,
                    "{sizes:?} {region}: a zero beside money"
                );
                let is_told = matches!(region, "US" | "DE");
                assert!(is_told || larger < 2, "{sizes:?} {region}: one of several amounts");
                for other in (0..3).filter(|&other| other != taken) {
                    let mut fewer = sizes;
                    fewer[other] = Size::Nothing;
                    let same = chosen(&columns(fewer), home(region), Meaning::Native);
                    assert!(same == Some(taken), "{sizes:?} {region}: what is not taken does not count");
                }
            }
        }
    }

    #[test]
    fn takes_any_column_where_all_are_the_same_money() {
        let all = [("USD", "1100"), ("EUR", "1000"), ("INR", "80000"), ("GBP", "850")];
        let read = |regions| taken(&all, regions, Meaning::Converted);
        assert_eq!(
            ["US", "DE", "EU", "IN", "GB", "JP", ""].map(read).map(Option::unwrap_or_default),
            ["USD", "EUR", "EUR", "INR", "GBP", "USD", "USD"]
        );
    }

    #[test]
    fn knows_ranges_of_a_column_that_was_not_used() {
        let sizes = |texts: &[&str]| -> Vec<Size> { texts.iter().map(|text| of_text(text, 100)).collect() };
        assert_eq!(sizes(&["", "0", "0-0"]), [Size::Nothing; 3]);
        assert_eq!(sizes(&["100", "0-100", "50", "100.0"]), [Size::Step; 4]);
        assert_eq!(sizes(&["200", "100-200", "0+", "-5", "x"]), [Size::More; 5]);
    }

    #[test]
    fn whole_numbers_have_the_same_size_the_short_way() {
        for (low, high) in [(0, 0), (0, 100), (100, 100), (1, 99), (0, 101), (100, 200), (300, 200)] {
            assert_eq!(of_ends(low, high, 100), of_text(&format!("{low}-{high}"), 100), "{low}-{high}");
        }
    }

    #[test]
    fn states_the_steps_that_it_rounds_by() {
        for (code, step) in STEPS {
            assert!(ROUNDED.contains(&format!("{code} {}", number::count(*step))), "{code}");
        }
    }
}
