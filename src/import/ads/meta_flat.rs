//! Meta's Ad Library API in three tables, as research tools save it: advertisements, cells by age and gender, cells by region.
//!
//! The tables refer to each other by `ad_id` and may be given in any order, in one archive or by themselves. Cells of advertisements that
//! are in no file given are left out, and the report says how many. Of advertisements are read `page_id`, `page_name`,
//! `funding_entity` or `byline`, `currency`, the dates of delivery and the ends of spend and impressions; addresses (`ad_url`,
//! `ad_snapshot_url`) and texts are passed over.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    awaited::Cell,
    given::Given,
    meta_api::CANNOT_TELL,
    no_json,
    said::{self, cell},
};
use crate::{
    import::{
        body::Record,
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdFact, Currency, Disclosed, Level},
        gap::Why,
        range::HUNDREDTHS,
    },
};

const FORMAT: &Format = &Format {
    name: "meta-ad-library-tables",
    group: Group::AdLibrary,
    title: "Meta Ad Library API, three tables (CSV)",
    files: "three tables that refer to each other by ad_id: advertisements (page_id, spend_min, spend_max, impressions_min, \
            impressions_max), cells (age, gender, percentage), cells (region, percentage)",
    gives: "each advertisement with money and impressions as ranges, who paid, who was shown it by age, gender and region",
    lacks: "criteria; exact money",
    how: "a tool that saves answers of the Ad Library API as tables; give the three files together",
};

const ADS: &str = "advertisements";
const DEMOGRAPHICS: &str = "cells by age and gender";
const REGIONS: &str = "cells by region";

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: ADS,
            needs: &[
                "ad_id",
                "page_id",
                "page_name",
                "impressions_min",
                "impressions_max",
                "spend_min",
                "spend_max",
            ],
            lacks: &[],
        },
        Generation {
            name: DEMOGRAPHICS,
            needs: &["ad_id", "age", "gender", "percentage"],
            lacks: &["region"],
        },
        Generation { name: REGIONS, needs: &["ad_id", "region", "percentage"], lacks: &["age"] },
    ],
    json: no_json,
    read,
};

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    // One book, whichever of its tables comes first.
    let book = rows.book(AdBook {
        format: FORMAT.name,
        title: "Meta Ad Library API, three tables".to_owned(),
        generation: "advertisements, cells by age and gender, cells by region",
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    });
    let columns = ["ad_id", "page_id", "page_name", "age", "gender", "region"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &columns)?;
        Ok(if given.generation == ADS {
            ad(&table, record, book, rows)
        } else {
            delivered(&table, record, rows)
        })
    })
}

fn ad(table: &AdTable, record: &Record, book: u32, rows: &mut AdRows) -> Verdict {
    let text = |name: &str| cell(record, table.column(name));
    let (Some(id), Some(page)) = (text("ad_id"), text("page_id")) else {
        return Verdict::LeftOut(Why::BlankId);
    };
    let ad = rows.text(id);
    if !rows.is_new_ad(book, None, ad) {
        return Verdict::LeftOut(Why::RepeatedAd);
    }
    let mut fact = AdFact::new(table.source, record.line, book);
    fact.ad = Some(ad);
    fact.sponsor = Some(rows.sponsor("meta", Some(page), text("page_name").unwrap_or("(no name)")));
    let payers = ["funding_entity", "byline", "bylines"];
    fact.payer = payers.iter().find_map(|name| text(name)).map(|payer| rows.text(payer));
    if payers.iter().any(|name| table.column(name).is_some()) {
        fact.payer_disclosed = if fact.payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
    }
    let days = [text("ad_delivery_start_time"), text("ad_delivery_stop_time")];
    [fact.from, fact.until] = rows.dates(days, table.source, record.line);
    fact.currency = text("currency").and_then(Currency::of);
    let mut amount = |low, high, parts| {
        let spelt = match (text(low), text(high)) {
            (Some(low), Some(high)) => format!("lower_bound: {low}, upper_bound: {high}"),
            (Some(low), None) => format!("lower_bound: {low}"),
            (None, Some(high)) => format!("<={high}"),
            (None, None) => String::new(),
        };
        rows.amount(&spelt, parts, table.source, record.line)
    };
    fact.spend = amount("spend_min", "spend_max", HUNDREDTHS);
    fact.impressions = amount("impressions_min", "impressions_max", 1);
    let fact = rows.fact(fact);
    rows.awaited.ad(ad, fact);
    Verdict::Taken.for_ids(&[page.as_bytes(), id.as_bytes()])
}

fn delivered(table: &AdTable, record: &Record, rows: &mut AdRows) -> Verdict {
    let text = |name: &str| cell(record, table.column(name));
    let Some(id) = text("ad_id") else { return Verdict::LeftOut(Why::BlankId) };
    let [age, gender, place] = ["age", "gender", "region"].map(|name| text(name).map(|text| rows.text(text)));
    if age.is_none() && gender.is_none() && place.is_none() {
        return Verdict::LeftOut(Why::Malformed);
    }
    let share = text("percentage").and_then(said::share);
    let ad = rows.text(id);
    rows.awaited.cell(Cell { ad, source: table.source, line: record.line, age, gender, place, share });
    if share.is_none() { Verdict::Noted(Why::UnreadableShares) } else { Verdict::Taken }
}
