//! The money of a row: its currency columns, one amount or two ends in each, of which one is taken by the rule of `currencies.rs`.

use super::currencies::{Meaning, Size, chosen, home, of_ends, of_text, step};
use crate::{
    import::{
        ads::{ad_rows::AdRows, ad_table::AdTable},
        body::Record,
    },
    model::{
        ads::{AdFact, Currency},
        gap::Why,
        number,
        range::HUNDREDTHS,
    },
};
use std::collections::BTreeSet;

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
        let currencies: Vec<Currency> = columns.iter().map(|&(currency, _)| currency).collect();
        let column = |(currency, cells)| Column { currency, cells, step: step(currency) };
        Self {
            columns: columns.into_iter().map(column).collect(),
            are_totals: false,
            meaning: Meaning::of(&currencies),
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
        let whole = |at| record.text(at).parse::<u64>().ok();
        let ends = match self.cells {
            Cells::One(at) => whole(at).map(|amount| (amount, amount)),
            Cells::Ends(low, high) => whole(low).zip(whole(high)),
        };
        match ends {
            Some((low, high)) => of_ends(low, high, self.step),
            None => of_text(&self.cells.spelt(record), self.step),
        }
    }
}
