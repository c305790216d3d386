//! The CSV that the web page of Meta's Ad Library gives: an advertisement a row, ranges as `lower_bound: 20000, upper_bound: 24999`, and
//! who was shown it as JSON objects joined by commas, without the brackets of a list.
//!
//! The columns are those of the API under nearly the same names, and the same of them are read and passed over; see `meta_api`.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    given::Given,
    meta_api::{self, CANNOT_TELL},
    meta_cells::{self, Whose},
    no_json,
    said::cell,
};
use crate::{
    import::{
        body::Record,
        error::ImportError,
        exports::{
            Format, Group,
            json::{Document, Node, Reading},
        },
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdFact, Currency, Disclosed, Level},
        gap::Why,
        range::HUNDREDTHS,
    },
};

const FORMAT: &Format = &Format {
    name: "meta-ad-library-web",
    group: Group::AdLibrary,
    title: "Meta Ad Library, table of the web page (CSV)",
    files: "the CSV that the search page of the Ad Library gives: ad_archive_id, page_id, byline, spend and impressions with their bounds",
    gives: "each advertisement with money and impressions as ranges, who paid, who was shown it by age, gender and region",
    lacks: "interests, lists and lookalikes; exact money",
    how: "Meta Ad Library, search, export as CSV",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "a row for each advertisement",
        needs: &[
            "ad_archive_id",
            "page_id",
            "page_name",
            "ad_delivery_start_time",
            "ad_delivery_stop_time",
            "byline",
            "impressions",
            "spend",
            "currency",
        ],
        lacks: &[],
    }],
    json: no_json,
    read,
};

/// The columns that hold lists in JSON.
const LISTS: [&str; 5] = [
    "demographic_distribution",
    "delivery_by_region",
    "target_ages",
    "target_locations",
    "age_country_gender_reach_breakdown",
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = rows.book(AdBook {
        format: FORMAT.name,
        title: "Meta Ad Library, table of the web page".to_owned(),
        generation: given.generation,
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    });
    let columns = ["ad_archive_id", "page_id", "page_name", "byline"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &columns)?;
        Ok(ad(&table, record, book, rows))
    })
}

fn ad(table: &AdTable, record: &Record, book: u32, rows: &mut AdRows) -> Verdict {
    let text = |name: &str| cell(record, table.column(name));
    let (Some(id), Some(page)) = (text("ad_archive_id"), text("page_id")) else {
        return Verdict::LeftOut(Why::BlankId);
    };
    let ad = rows.text(id);
    if !rows.is_new_ad(book, None, ad) {
        return Verdict::LeftOut(Why::RepeatedAd);
    }
    let mut fact = AdFact::new(table.source, record.line, book);
    fact.ad = Some(ad);
    fact.sponsor = Some(rows.sponsor("meta", Some(page), text("page_name").unwrap_or("(no name)")));
    fact.payer = text("byline").map(|payer| rows.text(payer));
    fact.payer_disclosed = if fact.payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
    let days = [text("ad_delivery_start_time"), text("ad_delivery_stop_time")];
    [fact.from, fact.until] = rows.dates(days, table.source, record.line);
    fact.currency = text("currency").and_then(Currency::of);
    let mut amount = |name, parts| rows.amount(text(name)?, parts, table.source, record.line);
    fact.spend = amount("spend", HUNDREDTHS);
    fact.impressions = amount("impressions", 1);
    fact.reach = amount("eu_total_reach", 1);
    let has_aims = ["target_ages", "target_gender", "target_locations"];
    if has_aims.iter().any(|name| table.column(name).is_some()) {
        let is_given = has_aims.iter().any(|name| text(name).is_some());
        fact.targeting_disclosed = if is_given { Disclosed::Given } else { Disclosed::Absent };
    }
    let whose = Whose { fact: rows.fact(fact), source: table.source, line: record.line };
    if !cells(&text, whose, rows) {
        rows.note(table.source, record.line, Why::UnreadableShares);
    }
    Verdict::Taken.for_ids(&[page.as_bytes(), id.as_bytes()])
}

/// Reads the cells that hold JSON, put together to the object that the API gives; says whether all of them are JSON.
fn cells<'a>(text: &impl Fn(&str) -> Option<&'a str>, whose: Whose, rows: &mut AdRows) -> bool {
    let mut is_whole = true;
    for name in LISTS {
        let Some(list) = text(name).map(bracketed) else { continue };
        let object = format!("{{\"{name}\": {list}}}");
        let Ok(document) = Document::of("", object.as_bytes(), Reading::default()) else {
            is_whole = false;
            continue;
        };
        let items = document.root.get(name).map(Node::list).unwrap_or_default();
        match name {
            "target_ages" | "target_locations" => meta_api::aims(&document.root, whose, rows),
            "age_country_gender_reach_breakdown" => meta_cells::people(items, whose, rows),
            _ => meta_cells::distribution(items, whose, rows),
        }
    }
    if let Some(gender) = text("target_gender") {
        meta_api::gender(gender, whose, rows);
    }
    is_whole
}

/// The list of objects that a cell holds, with its brackets.
fn bracketed(cell: &str) -> String {
    if cell.starts_with('[') { cell.to_owned() } else { format!("[{cell}]") }
}
