//! Snapchat's library of political advertisements: `PoliticalAds.csv`, one archive a year. Money and impressions are exact.
//!
//! Lists stand in a cell with commas between their values and nothing that sets off a comma within a value, other than parentheses:
//! `Household Income ($1,000-$24,999)`. `Segments` is only ever `Provided by Advertiser`, a list of customers or a lookalike, which is
//! not told apart. Billing addresses, which may be homes, and pictures are passed over.

use super::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json};
use crate::{
    import::{
        body::Record,
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdCriterion, AdFact, Currency, Dimension, Disclosed, Level},
        date::Day,
        gap::Why,
        range::HUNDREDTHS,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "snapchat-political-ads",
    group: Group::AdLibrary,
    title: "Snapchat political ads (CSV)",
    files: "PoliticalAds.csv, in an archive for each year since 2018: 34 columns, since 2023 38",
    gives: "every advertisement with exact money and impressions, who paid, and the criteria it was aimed by, places kept out among them",
    lacks: "who saw it; whether an audience that the advertiser brought was a list or a lookalike; the unit of radii",
    how: "Snap Political Ads Library, download the archive of the year",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "34 columns, 2018 to 2022",
            needs: &[
                "ADID",
                "Spend",
                "Impressions",
                "OrganizationName",
                "PayingAdvertiserName",
                "AgeBracket",
                "Regions (Included)",
                "Segments",
            ],
            lacks: &["CommitteeName"],
        },
        Generation {
            name: "38 columns, since 2023",
            needs: &[
                "ADID",
                "Spend",
                "Impressions",
                "OrganizationName",
                "PayingAdvertiserName",
                "AgeBracket",
                "Regions (Included)",
                "Segments",
                "CommitteeName",
            ],
            lacks: &[],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "The file does not say who saw an advertisement.",
    "An audience that the advertiser brought may be a list of people or a lookalike of one; the file does not say which.",
    "The unit of radii is not stated.",
];

/// The columns of criteria: what they look at, whether they keep people out.
const CRITERIA: &[(&str, Dimension, Mode)] = &[
    ("Gender", Dimension::Gender, Mode::Include),
    ("AgeBracket", Dimension::Age, Mode::Include),
    ("CountryCode", Dimension::Country, Mode::Include),
    ("Regions (Included)", Dimension::Region, Mode::Include),
    ("Regions (Excluded)", Dimension::Region, Mode::Exclude),
    ("Electoral Districts (Included)", Dimension::District, Mode::Include),
    ("Electoral Districts (Excluded)", Dimension::District, Mode::Exclude),
    ("Radius Targeting (Included)", Dimension::Radius, Mode::Include),
    ("Radius Targeting (Excluded)", Dimension::Radius, Mode::Exclude),
    ("Metros (Included)", Dimension::Metro, Mode::Include),
    ("Metros (Excluded)", Dimension::Metro, Mode::Exclude),
    ("Postal Codes (Included)", Dimension::PostalCode, Mode::Include),
    ("Postal Codes (Excluded)", Dimension::PostalCode, Mode::Exclude),
    ("Location Categories (Included)", Dimension::Placement, Mode::Include),
    ("Location Categories (Excluded)", Dimension::Placement, Mode::Exclude),
    ("Interests", Dimension::Interest, Mode::Include),
    ("OsType", Dimension::Device, Mode::Include),
    ("Segments", Dimension::CustomAudience, Mode::Include),
    ("Language", Dimension::Language, Mode::Include),
    ("AdvancedDemographics", Dimension::Demographic, Mode::Include),
    ("Targeting Connection Type", Dimension::Device, Mode::Include),
    ("Targeting Carrier (ISP)", Dimension::Device, Mode::Include),
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = rows.book(AdBook {
        format: FORMAT.name,
        title: "Snapchat political ads".to_owned(),
        generation: given.generation,
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    });
    let criteria: Vec<_> = CRITERIA
        .iter()
        .filter_map(|&(name, dimension, mode)| Some((table.column(name)?, dimension, mode)))
        .collect();
    let [id, organisation, payer] =
        ["ADID", "OrganizationName", "PayingAdvertiserName"].map(|name| table.column(name));
    let [currency, spend, impressions] =
        ["Currency Code", "Spend", "Impressions"].map(|name| table.column(name));
    let [from, until, country] = ["StartDate", "EndDate", "CountryCode"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, organisation, payer])?;
        let (Some(ad), Some(name)) = (record.known(id), record.known(organisation).or(record.known(payer)))
        else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let (ad, sponsor) = (rows.text(ad), rows.sponsor("snapchat", None, name));
        if !rows.is_new_ad(book, None, ad) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        let mut fact = AdFact::new(table.source, record.line, book);
        (fact.ad, fact.sponsor) = (Some(ad), Some(sponsor));
        fact.payer = record.known(payer).map(|payer| rows.text(payer));
        fact.payer_disclosed = if fact.payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
        fact.targeting_disclosed = Disclosed::Given;
        fact.country = record.known(country).map(|country| rows.text(country));
        (fact.from, fact.until) = (day(record, from), day(record, until));
        fact.currency = record.known(currency).and_then(Currency::of);
        fact.spend =
            rows.amount(record.known(spend).unwrap_or_default(), HUNDREDTHS, table.source, record.line);
        fact.impressions =
            rows.amount(record.known(impressions).unwrap_or_default(), 1, table.source, record.line);
        let fact = rows.fact(fact);
        for &(column, dimension, mode) in &criteria {
            for value in listed(record.text(column)) {
                let value = rows.text(value);
                rows.criterion(AdCriterion {
                    fact,
                    layer: Layer::Chosen,
                    dimension,
                    value,
                    mode: Some(mode),
                    share: None,
                    ads: None,
                    obfuscated: 0,
                });
            }
        }
        Ok(Verdict::Taken)
    })
}

/// The day of `2023/01/20 22:00:06Z`.
fn day(record: &Record, column: Option<usize>) -> Option<Day> {
    let date = record.known(column)?.split([' ', 'T']).next()?.replace('/', "-");
    Day::parse(&date)
}

/// The values of a list, parted at commas outside parentheses.
fn listed(cell: &str) -> Vec<&str> {
    let (mut depth, mut start, mut values) = (0_i32, 0, Vec::new());
    for (at, letter) in cell.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth <= 0 => {
                values.push(&cell[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    values.push(&cell[start..]);
    values.into_iter().map(str::trim).filter(|value| !value.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn parts_lists_outside_parentheses() {
        let cell = "Occupation (Legal, Education or Health),Household Income ($1,000-$24,999), Parents";
        let values =
            ["Occupation (Legal, Education or Health)", "Household Income ($1,000-$24,999)", "Parents"];
        assert_eq!(listed(cell), values);
        assert!(listed("").is_empty() && listed(" , ").is_empty());
    }
}
