//! creative-stats: single advertisements, with ranges of money and impressions and, since 2020, the criteria they were aimed by.
//!
//! Money stood in one column of ranges of dollars (`≤ 100` to `> 100k`), and stands in a pair of columns for each currency since; a
//! blank upper end means that there is none. `Num_of_Days` counts days with impressions and is not read. One id may stand under two
//! sponsors, and then is two advertisements.

use super::{
    FORMAT, SponsorColumns, book, currencies, day,
    money::MoneyColumns,
    targeting::{self, TargetingColumns},
};
use crate::{
    import::{
        ads::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json},
        error::ImportError,
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Disclosed, Level},
        gap::Why,
        number,
    },
};

/// Known by the id of the advertisement and the bucket of impressions.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "creative-stats, 2018 to 2019",
            needs: &[
                "Ad_ID",
                "Advertiser_ID",
                "Advertiser_Name",
                "Date_Range_Start",
                "Date_Range_End",
                "Impressions",
                "Spend_USD",
            ],
            lacks: &["Spend_Range_Min_USD", "Age_Targeting"],
        },
        Generation {
            name: "creative-stats, 2019 to 2020",
            needs: &[
                "Ad_ID",
                "Advertiser_ID",
                "Advertiser_Name",
                "Date_Range_Start",
                "Date_Range_End",
                "Impressions",
                "Spend_Range_Min_USD",
                "Spend_Range_Max_USD",
                "Spend_Range_Min_HRK",
            ],
            lacks: &["Spend_Range_Min_NZD"],
        },
        Generation {
            name: "creative-stats, since 2025",
            needs: &[
                "Ad_ID",
                "Advertiser_ID",
                "Advertiser_Name",
                "Date_Range_Start",
                "Date_Range_End",
                "Impressions",
                "Age_Targeting",
                "Geo_Targeting_Included",
                "Spend_Range_Min_USD",
                "Spend_Range_Max_USD",
                "Spend_Range_Min_NZD",
            ],
            lacks: &["Spend_Range_Min_HRK"],
        },
        Generation {
            name: "creative-stats, of another year",
            needs: &[
                "Ad_ID",
                "Advertiser_ID",
                "Advertiser_Name",
                "Date_Range_Start",
                "Date_Range_End",
                "Impressions",
            ],
            lacks: &[],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    currencies::ONE_COLUMN,
    targeting::CANNOT_TELL[0],
    targeting::CANNOT_TELL[1],
    targeting::CANNOT_TELL[2],
    targeting::CANNOT_TELL[3],
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = book("advertisements", given.generation, Level::Ad, CANNOT_TELL);
    let book = rows.book_of_bundle(book, table.source);
    let (sponsors, mut money) = (SponsorColumns::of(&table), MoneyColumns::of_ranges(&table));
    let targeting = TargetingColumns::of(&table);
    let [id, regions, impressions] = ["Ad_ID", "Regions", "Impressions"].map(|name| table.column(name));
    let [start, end, grants] = ["Date_Range_Start", "Date_Range_End", "Is_Funded_By_Google_Ad_Grants"]
        .map(|name| table.column(name));
    // The first tables are of the United States and may not say so.
    let region_of_all = regions.is_none().then_some("US");
    let mut granted = 0;
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, regions])?;
        table.refuse_long(record, &sponsors.both())?;
        let (Some(ad), Some(sponsor)) = (record.known(id), sponsors.read(record, rows)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let ad = rows.text(ad);
        if !rows.is_new_ad(book, Some(sponsor), ad) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        let mut fact = AdFact::new(table.source, record.line, book);
        (fact.ad, fact.sponsor) = (Some(ad), Some(sponsor));
        let region = record.known(regions).or(region_of_all);
        fact.country = region.filter(|regions| !regions.contains(',')).map(|region| rows.text(region));
        fact.from = day(record, start, &fact, rows);
        fact.until = day(record, end, &fact, rows);
        let shown = record.known(impressions).unwrap_or_default();
        fact.impressions = rows.amount(shown, 1, table.source, record.line);
        if targeting.are_there() {
            fact.targeting_disclosed = Disclosed::Given;
        }
        granted += u64::from(record.known(grants).is_some_and(|text| text.eq_ignore_ascii_case("yes")));
        money.read(record, region, &mut fact, rows);
        let fact = rows.fact(fact);
        targeting.read(record, fact, rows);
        Ok(Verdict::Taken.for_ids(&[sponsors.id(record)]))
    })?;
    money.say("creative-stats", rows);
    if granted > 0 {
        let granted = number::count(granted);
        rows.say(format!(
            "Google, creative-stats: advertisements paid for by Google's own grants: {granted}."
        ));
    }
    Ok(())
}
