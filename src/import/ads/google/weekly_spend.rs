//! weekly-spend: what each sponsor spent in each week, from Sunday to Saturday.
//!
//! It does not say in which country, so that a row with amounts in several currencies has no amount here. `Election_Cycle` is mostly
//! blank and not read.

use super::{FORMAT, SponsorColumns, book, currencies, day, money::MoneyColumns};
use crate::{
    import::{
        ads::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json},
        error::ImportError,
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Level},
        date::Day,
        gap::Why,
    },
};

/// Known by the start of the week.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "weekly-spend, 2018",
            needs: &["Advertiser_ID", "Advertiser_Name", "Week_Start_Date", "Spend_USD"],
            lacks: &["Spend_EUR"],
        },
        Generation {
            name: "weekly-spend, 2019 to 2020",
            needs: &["Advertiser_ID", "Advertiser_Name", "Week_Start_Date", "Spend_USD", "Spend_HRK"],
            lacks: &["Spend_NZD"],
        },
        Generation {
            name: "weekly-spend, since 2025",
            needs: &["Advertiser_ID", "Advertiser_Name", "Week_Start_Date", "Spend_USD", "Spend_NZD"],
            lacks: &["Spend_HRK"],
        },
        Generation {
            name: "weekly-spend, of another year",
            needs: &["Advertiser_ID", "Week_Start_Date", "Spend_*"],
            lacks: &[],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Each week is rounded by itself, so that the weeks of a sponsor need not add up to its total.",
    "The table does not say the country, so that rows with amounts in several currencies may have no amount here.",
    currencies::ROUNDED,
    currencies::ONE_COLUMN,
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = book("spend by week", given.generation, Level::SponsorWeek, CANNOT_TELL);
    let book = rows.open_book(book, table.source);
    let (sponsors, mut money) = (SponsorColumns::of(&table), MoneyColumns::of_totals(&table));
    let week = table.column("Week_Start_Date");
    table.each(rows, |record, rows| {
        table.refuse_long(record, &sponsors.both())?;
        let Some(sponsor) = sponsors.read(record, rows) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.sponsor = Some(sponsor);
        fact.from = day(record, week, &fact, rows);
        fact.until = fact.from.map(|first| Day(first.0 + 6));
        money.read(record, None, &mut fact, rows);
        rows.fact(fact);
        Ok(Verdict::Taken.for_ids(&[sponsors.id(record)]))
    })?;
    money.say("weekly-spend", rows);
    Ok(())
}
