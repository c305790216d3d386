//! campaign-targeting: the criteria of whole campaigns, with their advertisements; published until 2020. It holds no money.

use super::{
    FORMAT, SponsorColumns, book, day,
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
    },
};

/// Known by the id of the campaign and its targeting.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "campaign-targeting, until 2020",
        needs: &[
            "Campaign_ID",
            "Age_Targeting",
            "Gender_Targeting",
            "Geo_Targeting_Included",
            "Geo_Targeting_Excluded",
            "Ads_List",
            "Advertiser_ID",
        ],
        lacks: &[],
    }],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Campaigns are without money; what their advertisements cost stands in another book.",
    targeting::CANNOT_TELL[0],
    targeting::CANNOT_TELL[1],
    targeting::CANNOT_TELL[2],
    targeting::CANNOT_TELL[3],
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = book("campaigns", given.generation, Level::Campaign, CANNOT_TELL);
    let book = rows.book_of_bundle(book, table.source);
    let (sponsors, targeting) = (SponsorColumns::of(&table), TargetingColumns::of(&table));
    let [id, ads, start, end] =
        ["Campaign_ID", "Ads_List", "Start_Date", "End_Date"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id])?;
        table.refuse_long(record, &sponsors.both())?;
        let (Some(campaign), Some(sponsor)) = (record.known(id), sponsors.read(record, rows)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let campaign = rows.text(campaign);
        if !rows.is_new_ad(book, Some(sponsor), campaign) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        let mut fact = AdFact::new(table.source, record.line, book);
        (fact.ad, fact.sponsor) = (Some(campaign), Some(sponsor));
        fact.ads =
            record.known(ads).map(|list| list.split(',').filter(|ad| !ad.trim().is_empty()).count() as u64);
        fact.from = day(record, start, &fact, rows);
        fact.until = day(record, end, &fact, rows);
        fact.targeting_disclosed = Disclosed::Given;
        let fact = rows.fact(fact);
        targeting.read(record, fact, rows);
        Ok(Verdict::Taken.for_ids(&[sponsors.id(record)]))
    })
}
