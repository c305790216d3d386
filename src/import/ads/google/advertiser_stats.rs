//! advertiser-stats: what each sponsor spent in all, with the ids under which public registers know it.
//!
//! `Public_IDs_List` is kept as what was declared of who paid: `FEC ID C00714477`, `EIN ID 46-3931666`, `Registered in US-CA`. Google
//! asks for such an id in some countries only, so that a blank is not an omission. `Elections` is blank since 2025 and not read.

use super::{FORMAT, SponsorColumns, book, currencies, money::MoneyColumns};
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

/// Known by its count of creatives.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "advertiser-stats, 2018",
            needs: &[
                "Advertiser_ID",
                "Advertiser_Name",
                "Public_IDs_List",
                "Total_Creatives",
                "Total_Spend_USD",
            ],
            lacks: &["Regions"],
        },
        Generation {
            name: "advertiser-stats, 2019 to 2020",
            needs: &[
                "Advertiser_ID",
                "Advertiser_Name",
                "Public_IDs_List",
                "Regions",
                "Total_Creatives",
                "Spend_USD",
                "Spend_HRK",
            ],
            lacks: &["Spend_NZD"],
        },
        Generation {
            name: "advertiser-stats, since 2025",
            needs: &[
                "Advertiser_ID",
                "Advertiser_Name",
                "Public_IDs_List",
                "Regions",
                "Total_Creatives",
                "Spend_USD",
                "Spend_NZD",
            ],
            lacks: &["Spend_HRK"],
        },
        Generation {
            name: "advertiser-stats, of another year",
            needs: &["Advertiser_ID", "Advertiser_Name", "Public_IDs_List", "Total_Creatives", "Spend_USD"],
            lacks: &[],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Totals of sponsors do not say whom advertisements were aimed at, nor who saw them.",
    "One organisation may have several accounts; each is a sponsor of its own here.",
    "The window is not stated.",
    currencies::ROUNDED,
    currencies::ONE_COLUMN,
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = book("totals of sponsors", given.generation, Level::Sponsor, CANNOT_TELL);
    let book = rows.open_book(book, table.source);
    let (sponsors, mut money) = (SponsorColumns::of(&table), MoneyColumns::of_totals(&table));
    let [public, regions, creatives] =
        ["Public_IDs_List", "Regions", "Total_Creatives"].map(|name| table.column(name));
    // The table of 2018 is of the United States and does not say so.
    let region_of_all = regions.is_none().then_some("US");
    let (mut all, mut without) = (0, 0);
    table.each(rows, |record, rows| {
        table.refuse_long(record, &sponsors.both())?;
        let Some(sponsor) = sponsors.read(record, rows) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.sponsor = Some(sponsor);
        all += 1;
        match record.known(public) {
            Some(ids) => (fact.payer, fact.payer_disclosed) = (Some(rows.text(ids)), Disclosed::Given),
            None => without += 1,
        }
        let region = record.known(regions).or(region_of_all);
        fact.country = region.filter(|regions| !regions.contains(',')).map(|region| rows.text(region));
        fact.ads = record
            .known(creatives)
            .and_then(|text| rows.amount(text, 1, table.source, record.line))
            .map(crate::model::range::Range::low);
        money.read(record, region, &mut fact, rows);
        rows.fact(fact);
        Ok(Verdict::Taken.for_ids(&[sponsors.id(record)]))
    })?;
    money.say("advertiser-stats", rows);
    if without > 0 {
        let [without, all] = [without, all].map(number::count);
        rows.say(format!(
            "Google, advertiser-stats: {without} of {all} sponsors have no id of a public register."
        ));
    }
    Ok(())
}
