//! X's disclosure of political advertisements: a CSV whose header is declared by those who read it; none was seen here.
//!
//! A post has a row for each of its groups of targeting. Rows that are the same in every column read are counted once. The cells of
//! criteria are kept whole, for nothing says how values are parted in them.

use super::{
    Generation, Importer, ad_rows::AdRows, ad_table::AdTable, conditions::Conditions, given::Given, no_json,
};
use crate::{
    import::{
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Currency, Dimension, Disclosed},
        date::Day,
        gap::Why,
        range::HUNDREDTHS,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "x-political-ads",
    group: Group::AdLibrary,
    title: "X political advertisements (CSV)",
    files: "the disclosure as CSV: Screen Name, Tweet Id, Day of Start Date Adgroup, Targeting Name, Interest Targeting, ..., \
            Impressions, Spend_USD",
    gives: "posts with money, showings, days, and the interests, places, genders and ages they were aimed by",
    lacks: "who saw it; who paid; lists and whom it kept out; the layout is as declared, for no file was seen",
    how: "X Ads Transparency Center, political ads disclosure",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "declared header, CSV",
        needs: &["Screen Name", "Tweet Id", "Targeting Name", "Geo Targeting", "Impressions", "Spend_USD"],
        lacks: &[],
    }],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "A post has a row for each of its groups of targeting; whether the money and showings of a row are those of the group alone, the \
     file does not say, and a sum is right only if they are.",
    "It does not say who paid, whether lists of people were used, or who was kept out.",
    "The layout is read as others declare it; no such file was seen when this was written.",
];

const CRITERIA: &[(&str, Dimension)] = &[
    ("Interest Targeting", Dimension::Interest),
    ("Geo Targeting", Dimension::Region),
    ("Gender Targeting", Dimension::Gender),
    ("Age Targeting", Dimension::Age),
    ("Targeting Name", Dimension::Unknown),
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = rows.book(given.book_of_ads(FORMAT, "X political advertisements", CANNOT_TELL));
    let criteria: Vec<_> =
        CRITERIA.iter().filter_map(|&(name, dimension)| Some((table.column(name)?, dimension))).collect();
    let [handle, post] = ["Screen Name", "Tweet Id"].map(|name| table.column(name));
    let days = ["Day of Start Date Adgroup", "Day of End Date Adgroup"].map(|name| table.column(name));
    let [impressions, spend] = ["Impressions", "Spend_USD"].map(|name| table.column(name));
    let keys: Vec<_> = [post, handle, impressions, spend]
        .into_iter()
        .chain(days)
        .chain(criteria.iter().map(|&(column, _)| Some(column)))
        .collect();
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[handle, post])?;
        let (Some(ad), Some(name)) = (record.known(post), record.known(handle)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let cells: Vec<&str> = keys.iter().map(|&column| record.known(column).unwrap_or_default()).collect();
        let whole = rows.text(&cells.join("\u{1f}"));
        if !rows.is_new_ad(book, None, whole) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.ad = Some(rows.text(ad));
        fact.sponsor = Some(rows.sponsor("x", Some(name), name));
        let cells = days.map(|column| record.known(column));
        [fact.from, fact.until] = cells.map(|cell| cell.and_then(day));
        fact.currency = Currency::of("USD");
        fact.spend =
            rows.amount(record.known(spend).unwrap_or_default(), HUNDREDTHS, table.source, record.line);
        fact.impressions =
            rows.amount(record.known(impressions).unwrap_or_default(), 1, table.source, record.line);
        let aims: Vec<_> = criteria
            .iter()
            .filter_map(|&(column, dimension)| Some((dimension, record.known(Some(column))?)))
            .collect();
        fact.targeting_disclosed = if aims.is_empty() { Disclosed::Absent } else { Disclosed::Given };
        let is_undated =
            cells.iter().zip([fact.from, fact.until]).any(|(cell, day)| cell.is_some() && day.is_none());
        let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Chosen };
        for (dimension, value) in aims {
            conditions.add(rows, dimension, value, Some(Mode::Include));
        }
        let taken = Verdict::Taken.for_ids(&[ad.as_bytes()]);
        Ok(if is_undated { Verdict::Noted(Why::UnreadableDate) } else { taken })
    })
}

/// The day of `2026-02-05`, or of `February 5, 2026`. Digits alone, of which nobody can tell day and month, are none.
fn day(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [month, day, year] = words[..] else { return None };
    let start = month.get(..3)?.to_lowercase();
    let month = MONTHS.iter().position(|known| **known == start)?;
    Day::of(year.parse().ok()?, i32::try_from(month).ok()? + 1, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_that_can_mean_one_thing() {
        let expected = Day::parse("2026-02-05");
        assert!(expected.is_some());
        assert_eq!(["2026-02-05", "February 5, 2026", "Feb 5, 2026"].map(day), [expected; 3]);
        assert_eq!(["02/05/2026", "February 30, 2026", "Fe", "5"].map(day), [None; 4]);
    }
}
