//! Which of the currency columns of a row is its money. They are never added up.
//!
//! The columns had three meanings. In 2018 there is one, of dollars. From 2019 to 2020 all columns are the same money, converted. Since
//! then a column holds what was paid in its currency, and yet the total of a sponsor in the European Union stands in euros and again
//! in its local column, with one rounding step in each other currency of the Union, which means nothing or next to nothing.
//!
//! The rule: dollars for rows of the United States, euros for rows of the European Union, else the one column that is not zero.
//! - Where all columns are the same money, rows of other countries are read in the country's own currency, else in dollars.
//! - Elsewhere a column of no more than one step counts as zero beside a larger one; where no column is larger, the country's own is
//!   taken, for it holds whatever there is.
//! - Where that leaves several columns, the money of the row is unknown.

use crate::{
    import::{
        ads::{ad_rows::AdRows, ad_table::AdTable},
        body::Record,
    },
    model::{
        ads::{AdFact, Currency},
        gap::Why,
        number,
        range::{HUNDREDTHS, Range},
    },
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
enum Meaning {
    /// The same money, converted.
    Converted,
    /// What was paid in each currency, with repetitions and steps that mean nothing.
    Native,
}

/// How much a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Size {
    /// Zero, or nothing.
    Nothing,
    /// No more than a rounding step.
    Step,
    /// More than that, or something that cannot be read.
    More,
}

/// Where an amount stands: in one cell, or in two that are its ends.
#[derive(Clone, Copy)]
enum Cells {
    One(usize),
    Ends(usize, usize),
}

/// The amounts in one currency.
struct Column {
    currency: Currency,
    cells: Cells,
    /// What they are rounded to, in whole units; 0 where that is not known.
    step: u64,
}

/// The currency columns of a table, and what was met in them.
pub(super) struct MoneyColumns {
    columns: Vec<Column>,
    /// Whether they hold totals, which are rounded, and not ranges.
    are_totals: bool,
    meaning: Meaning,
    /// Rows with an amount in some column.
    rows: u64,
    /// Rows in which further columns were not zero.
    with_others: u64,
    /// Rows of which no column could be said to be the money.
    undecided: u64,
    taken: BTreeSet<Currency>,
}

impl MoneyColumns {
    /// Of a table of totals: `Spend_EUR`, or `Total_Spend_USD`.
    pub(super) fn of_totals(table: &AdTable) -> Self {
        Self { are_totals: true, ..Self::of(single(table)) }
    }

    /// Of a table of ranges: `Spend_Range_Min_EUR` and `Spend_Range_Max_EUR`, or else `Spend_USD` with a range in it.
    pub(super) fn of_ranges(table: &AdTable) -> Self {
        let highs = table.beginning("Spend_Range_Max_");
        let pair = |(code, low): (String, usize)| {
            let currency = Currency::of(&code)?;
            let high = highs.iter().find(|(other, _)| Currency::of(other) == Some(currency));
            high.map(|&(_, high)| (currency, Cells::Ends(low, high)))
        };
        let pairs: Vec<_> = table.beginning("Spend_Range_Min_").into_iter().filter_map(pair).collect();
        Self::of(if pairs.is_empty() { single(table) } else { pairs })
    }

    fn of(columns: Vec<(Currency, Cells)>) -> Self {
        let has = |code: &str| columns.iter().any(|(currency, _)| currency.code() == code);
        // Kuna had a column as long as all columns were conversions; New Zealand came with native amounts.
        let meaning = if has("HRK") && !has("NZD") { Meaning::Converted } else { Meaning::Native };
        let column = |(currency, cells)| Column { currency, cells, step: step(currency) };
        Self {
            columns: columns.into_iter().map(column).collect(),
            are_totals: false,
            meaning,
            rows: 0,
            with_others: 0,
            undecided: 0,
            taken: BTreeSet::new(),
        }
    }

    /// Writes the money of a record that is about `regions` into `fact`.
    pub(super) fn read(
        &mut self,
        record: &Record,
        regions: Option<&str>,
        fact: &mut AdFact,
        rows: &mut AdRows,
    ) {
        if self.columns.iter().all(|column| column.cells.are_blank(record)) {
            return;
        }
        let sizes: Vec<_> =
            self.columns.iter().map(|column| (column.currency, column.size(record))).collect();
        self.rows += 1;
        let Some(at) = chosen(&sizes, regions.and_then(home), self.meaning) else {
            self.undecided += 1;
            rows.note(fact.source, record.line, Why::SeveralCurrencies);
            return;
        };
        let is_other = |(other, &(_, size)): (usize, &(Currency, Size))| {
            // A range of a currency that was not used goes from zero to one step.
            let unused = matches!(self.columns[other].cells, Cells::Ends(..)) && size == Size::Step;
            other != at && size != Size::Nothing && !unused
        };
        self.with_others += u64::from(sizes.iter().enumerate().any(is_other));
        let Column { currency, cells, .. } = self.columns[at];
        self.taken.insert(currency);
        fact.currency = Some(currency);
        fact.spend = rows.amount(&cells.spelt(record), HUNDREDTHS, fact.source, record.line);
    }

    /// Says what was met; `title` is what the table is called.
    pub(super) fn say(&self, title: &str, rows: &mut AdRows) {
        let [all, with_others, undecided] = [self.rows, self.with_others, self.undecided].map(number::count);
        if self.with_others > 0 {
            let what = match self.meaning {
                Meaning::Converted => "the same money converted",
                Meaning::Native => {
                    "the same money again, rounding steps that stand for nothing, or further money"
                }
            };
            rows.say(format!(
                "Google, {title}: in {with_others} of {all} rows other currency columns are not zero; they are {what}, and were not added."
            ));
        }
        if self.undecided > 0 {
            rows.say(format!(
                "Google, {title}: in {undecided} of {all} rows several currency columns may be the money; it was taken for unknown."
            ));
        }
        for column in self.columns.iter().filter(|column| self.are_totals && column.step > 0) {
            if self.taken.contains(&column.currency) {
                let (code, step) = (column.currency.code(), number::count(column.step));
                rows.say(format!(
                    "Google publishes totals in {code} in steps of {step}; they stand as published."
                ));
            }
        }
    }
}

/// The columns with one cell a row.
fn single(table: &AdTable) -> Vec<(Currency, Cells)> {
    let columns = table.beginning("Total_Spend_").into_iter().chain(table.beginning("Spend_"));
    columns.filter_map(|(code, at)| Some((Currency::of(&code)?, Cells::One(at)))).collect()
}

impl Cells {
    fn are_blank(self, record: &Record) -> bool {
        match self {
            Self::One(at) => record.bytes(at).is_empty(),
            Self::Ends(low, high) => record.bytes(low).is_empty() && record.bytes(high).is_empty(),
        }
    }

    /// An amount as `Range` reads it: `100`, `100-200`, or `100+` where the upper end is blank. Empty where nothing is said.
    fn spelt(self, record: &Record) -> String {
        match self {
            Self::One(at) => record.text(at).to_owned(),
            Self::Ends(low, high) => match (record.text(low), record.text(high)) {
                ("", "") => String::new(),
                (low, "") => format!("{low}+"),
                ("", high) => format!("0-{high}"),
                (low, high) => format!("{low}-{high}"),
            },
        }
    }
}

impl Column {
    /// How much the record says here. Whole numbers, which most cells are, take the short way.
    fn size(&self, record: &Record) -> Size {
        let whole = |at| record.text(at).parse::<u64>();
        match self.cells {
            Cells::One(at) => {
                whole(at).map_or_else(|_| None, |amount| Some(of_ends(amount, amount, self.step)))
            }
            Cells::Ends(low, high) => match (whole(low), whole(high)) {
                (Ok(low), Ok(high)) => Some(of_ends(low, high, self.step)),
                _ => None,
            },
        }
        .unwrap_or_else(|| of_text(&self.cells.spelt(record), self.step))
    }
}

fn step(currency: Currency) -> u64 {
    STEPS.iter().find(|(code, _)| *code == currency.code()).map_or(0, |&(_, step)| step)
}

/// The size of an amount that is spelt in any way.
fn of_text(text: &str, step: u64) -> Size {
    match Range::parse(text, HUNDREDTHS) {
        Ok(None) => Size::Nothing,
        Ok(Some(range)) => match range.high() {
            Some(high) => of_ends(range.low(), high, step * HUNDREDTHS),
            None => Size::More,
        },
        Err(_) => Size::More,
    }
}

fn of_ends(low: u64, high: u64, step: u64) -> Size {
    match (low, high) {
        (0, 0) => Size::Nothing,
        // A range that begins at a step holds more than one.
        _ if high <= step && (low == 0 || low == high) => Size::Step,
        _ => Size::More,
    }
}

/// The currency that rows about `regions` are read in: `US`, `DE`, or a list `EU, DE`. `None` where it has several or none known.
fn home(regions: &str) -> Option<Currency> {
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
fn chosen(sizes: &[(Currency, Size)], home: Option<Currency>, meaning: Meaning) -> Option<usize> {
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
        (Some(home), _, _) if is_told && some.contains(&home) => Some(home),
        // What a row of the Union or of the States has in other currencies alone is not what the rule takes.
        (Some(_), [_, ..], _) if is_told => None,
        (_, [one], _) | (None, [], [one]) => Some(*one),
        (Some(home), [], _) => Some(home),
        (None, [], []) => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }

    #[test]
    fn leaves_open_what_may_be_in_several_columns() {
        assert_eq!(native(&[("USD", "700"), ("INR", "500000")], "IN"), None);
        assert_eq!(native(&[("USD", "700"), ("GBP", "500")], "US, GB"), None);
        assert_eq!(native(&[("USD", "100"), ("EUR", "50")], ""), None, "two steps and no country");
        assert_eq!(native(&[("USD", "0"), ("EUR", "700")], "US"), None, "euros in the States");
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
