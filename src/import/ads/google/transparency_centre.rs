//! Google's Ads Transparency Center, as the Digital Services Act asks for it: all advertisements shown in the European Economic Area
//! and in Turkey, from the public `BigQuery` data set.
//!
//! Read are `creative_id`, `advertiser_id`, `advertiser_disclosed_name` or else `advertiser_legal_name`, `region_stats` and
//! `audience_selection_approach_info`: from JSON as it is exported, a list or one a line, or from CSV with a row for each region, whose
//! columns have the names of the inner fields. It says whether lists of customers, places and the like were used, in or out, and never
//! which. The row `EEA` holds all its countries, so that these are not added to it. Links, formats and topics are passed over.

use super::{
    creative::{Creative, KINDS, Region},
    date,
};
use crate::{
    import::{
        ads::{
            Generation, Importer,
            ad_rows::AdRows,
            ad_table::AdTable,
            given::{Given, JsonText, Known},
        },
        body::Record,
        error::{ImportError, refuse_long},
        exports::{Format, Group, json},
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, Level},
        gap::Why,
        id::SourceId,
        range::Range,
    },
};
use std::collections::BTreeMap;

const FORMAT: &Format = &Format {
    name: "google-ads-transparency",
    group: Group::AdLibrary,
    title: "Google Ads Transparency Center (JSON, CSV)",
    files: "creative_stats of the BigQuery data set google_ads_transparency_center: JSON, a list or one a line, or CSV with a row for \
            each creative and region",
    gives: "advertisements with bounds of how often they were shown, and whether lists of customers, places and other criteria were used",
    lacks: "money; which lists, places or ages were used; who saw it",
    how: "BigQuery, query the table for the advertisers of interest, save the result",
};

const JSON: &str = "creatives, JSON";

/// Known by the creative's regions, or by their inner fields.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "creatives by region, CSV",
        needs: &[
            "creative_id",
            "advertiser_id",
            "region_code",
            "times_shown_lower_bound",
            "times_shown_upper_bound",
        ],
        lacks: &[],
    }],
    json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "The data set is of all advertisements, commercial ones too; what is political in it, it does not say.",
    "It says whether a kind of criterion was used, in or out, and never which.",
    "It has no money, and does not say who saw an advertisement.",
];

fn json(text: &JsonText) -> Option<&'static str> {
    let records = text.records();
    let (_, first) = records.first()?;
    let is_one = first.get("creative_id").is_some() && first.get("region_stats").is_some();
    is_one.then_some(JSON)
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    match given.content {
        Known::Json(text) => read_json(given, text, rows),
        Known::Table(_) => read_table(given, rows),
    }
}

fn open(given: &Given, source: SourceId, rows: &mut AdRows) -> u32 {
    let book = AdBook {
        format: FORMAT.name,
        title: "Google Ads Transparency Center".to_owned(),
        generation: given.generation,
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    };
    rows.book_of_bundle(book, source)
}

fn read_json(given: &Given, text: &JsonText, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let book = open(given, source, rows);
    for (line, node) in text.records() {
        let verdict = match of_json(line, node, source, rows) {
            Some(creative) => {
                refuse_long(&given.input.name, line, [creative.id.as_bytes(), creative.sponsor.as_bytes()])?;
                creative.enter(source, book, rows)
            }
            None => Verdict::LeftOut(Why::BlankId),
        };
        rows.ledger.book(source, line, verdict);
    }
    rows.ledger.close(source)
}

fn of_json(line: u64, node: &json::Node, source: SourceId, rows: &mut AdRows) -> Option<Creative> {
    let text = |key: &str| node.get(key).and_then(json::Node::id).map(str::to_owned);
    let (id, sponsor_id) = (text("creative_id")?, text("advertiser_id"));
    let named = text("advertiser_disclosed_name").or_else(|| text("advertiser_legal_name"));
    let audience = node.get("audience_selection_approach_info");
    let mut regions = Vec::new();
    for region in node.get("region_stats").map(json::Node::list).unwrap_or_default() {
        let text = |key: &str| region.get(key).and_then(json::Node::id);
        regions.push(Region {
            code: text("region_code").unwrap_or_default().to_owned(),
            from: text("first_shown").and_then(date),
            until: text("last_shown").and_then(date),
            shown: bounds(
                text("times_shown_lower_bound"),
                text("times_shown_upper_bound"),
                source,
                line,
                rows,
            ),
        });
    }
    let used = |(key, ..): &(&str, _, _)| audience?.get(key)?.text().map(str::to_owned);
    Some(Creative {
        line,
        sponsor: named.or_else(|| sponsor_id.clone())?,
        id,
        sponsor_id,
        regions,
        used: KINDS.iter().map(used).collect(),
    })
}

fn read_table(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = open(given, table.source, rows);
    let kinds: Vec<_> = KINDS.iter().map(|(key, ..)| table.column(key)).collect();
    let [id, sponsor_id] = ["creative_id", "advertiser_id"].map(|name| table.column(name));
    let [disclosed, legal] =
        ["advertiser_disclosed_name", "advertiser_legal_name"].map(|name| table.column(name));
    let [code, from, until] = ["region_code", "first_shown", "last_shown"].map(|name| table.column(name));
    let [low, high] = ["times_shown_lower_bound", "times_shown_upper_bound"].map(|name| table.column(name));
    let (mut creatives, mut places): (Vec<Creative>, BTreeMap<_, usize>) = (Vec::new(), BTreeMap::new());
    let day = |record: &Record, column| record.known(column).and_then(date);
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, sponsor_id, disclosed, legal, code])?;
        let named = record.known(disclosed).or(record.known(legal)).or(record.known(sponsor_id));
        let (Some(creative), Some(sponsor)) = (record.known(id), named) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let sponsor_id = record.known(sponsor_id).map(str::to_owned);
        let at = *places.entry((creative.to_owned(), sponsor_id.clone())).or_insert_with(|| {
            let used = kinds.iter().map(|&column| record.known(column).map(str::to_owned)).collect();
            creatives.push(Creative {
                line: record.line,
                id: creative.to_owned(),
                sponsor_id,
                sponsor: sponsor.to_owned(),
                regions: Vec::new(),
                used,
            });
            creatives.len() - 1
        });
        let region = Region {
            code: record.known(code).unwrap_or_default().to_owned(),
            from: day(record, from),
            until: day(record, until),
            shown: bounds(record.known(low), record.known(high), table.source, record.line, rows),
        };
        let regions = &mut creatives[at].regions;
        if regions.iter().any(|known| known.code == region.code) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        regions.push(region);
        Ok(Verdict::Taken)
    })?;
    for creative in &creatives {
        if let Verdict::LeftOut(why) = creative.enter(table.source, book, rows) {
            rows.note(table.source, creative.line, why);
        }
    }
    Ok(())
}

/// How often it was shown, between two bounds; without an upper one there is none.
fn bounds(
    low: Option<&str>,
    high: Option<&str>,
    source: SourceId,
    line: u64,
    rows: &mut AdRows,
) -> Option<Range> {
    let text = match (low, high) {
        (None, None) => return None,
        (Some(low), None) => format!("{low}+"),
        (low, Some(high)) => format!("{}-{high}", low.unwrap_or("0")),
    };
    rows.amount(&text, 1, source, line)
}
