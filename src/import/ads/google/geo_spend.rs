//! geo-spend and advertiser-geo-spend: what was spent in each place, of everybody and of each sponsor.
//!
//! Names of places stay as they are spelt: `US-CA`, `MT-AT LARGE`, and with the vintage of the map `CA-22 (2022 redistricting)`, for a
//! district of another map is another district. Places of different size go into books of their own: the file does not say whether
//! a region without a district is its total or what is left of it.

use super::{FORMAT, SponsorColumns, book, currencies, money::MoneyColumns};
use crate::{
    import::{
        ads::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json},
        error::ImportError,
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, AdPlace, Dimension, Level},
        gap::Why,
    },
};

/// Known by the columns of places and of money.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "geo-spend, 2018",
            needs: &["State", "Congressional_District", "Total_Spend_USD"],
            lacks: &["Advertiser_ID", "Country"],
        },
        Generation {
            name: "geo-spend, 2019 to 2020",
            needs: &[
                "Country",
                "Country_Subdivision_Primary",
                "Country_Subdivision_Secondary",
                "Spend_USD",
                "Spend_HRK",
            ],
            lacks: &["Advertiser_ID", "Spend_NZD"],
        },
        Generation {
            name: "geo-spend, since 2025",
            needs: &[
                "Country",
                "Country_Subdivision_Primary",
                "Country_Subdivision_Secondary",
                "Spend_USD",
                "Spend_NZD",
            ],
            lacks: &["Advertiser_ID", "Spend_HRK"],
        },
        Generation {
            name: "geo-spend, of another year",
            needs: &["Country", "Country_Subdivision_Primary", "Country_Subdivision_Secondary", "Spend_USD"],
            lacks: &["Advertiser_ID"],
        },
        Generation {
            name: "advertiser-geo-spend",
            needs: &["Advertiser_ID", "Country", "Country_Subdivision_Primary", "Spend_USD"],
            lacks: &["Country_Subdivision_Secondary"],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Places are where advertisements were shown, not where they were aimed.",
    "Places of different size are in books of their own: the file does not say whether a row without a district is the total of its region \
     or what is left of it.",
    "Names of districts keep the year of their map; the same name of another year is another district.",
    "The window is not stated.",
    currencies::ROUNDED,
    currencies::ONE_COLUMN,
];

/// The columns of places, the largest first.
struct PlaceColumns {
    country: Option<usize>,
    region: Option<usize>,
    district: Option<usize>,
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let either = |one: &str, other: &str| table.column(one).or_else(|| table.column(other));
    let places = PlaceColumns {
        country: table.column("Country"),
        region: either("Country_Subdivision_Primary", "State"),
        district: either("Country_Subdivision_Secondary", "Congressional_District"),
    };
    let (sponsors, mut money) = (SponsorColumns::of(&table), MoneyColumns::of_totals(&table));
    // The table of 2018 is of the United States and does not say so.
    let country_of_all = places.country.is_none().then_some("US");
    let mut books = [None; 3];
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[places.country, places.region, places.district])?;
        table.refuse_long(record, &sponsors.both())?;
        let country = record.known(places.country).or(country_of_all);
        let sizes = [
            (country, Dimension::Country, "country"),
            (record.known(places.region), Dimension::Region, "region"),
            (record.known(places.district), Dimension::District, "district"),
        ];
        let smallest = sizes.iter().enumerate().rev().find(|(_, (name, ..))| name.is_some());
        let Some((depth, &(Some(name), dimension, word))) = smallest else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let sponsor = sponsors.read(record, rows);
        if sponsors.id.is_some() && sponsor.is_none() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let book = *books[depth].get_or_insert_with(|| {
            let (level, title) = match sponsor {
                Some(_) => (Level::SponsorPlace, format!("spend by sponsor and {word}")),
                None => (Level::Place, format!("spend by {word}")),
            };
            rows.open_book(book(&title, given.generation, level, CANNOT_TELL), table.source)
        });
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.sponsor = sponsor;
        fact.country = country.map(|country| rows.text(country));
        let country = country.map(str::to_owned);
        fact.place = Some(rows.place(AdPlace { name: name.to_owned(), dimension, country }));
        money.read(record, record.known(places.country).or(country_of_all), &mut fact, rows);
        rows.fact(fact);
        Ok(Verdict::Taken.for_ids(&[sponsors.id(record)]))
    })?;
    money.say(if sponsors.id.is_some() { "advertiser-geo-spend" } else { "geo-spend" }, rows);
    Ok(())
}
