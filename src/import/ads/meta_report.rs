//! Meta's Ad Library Report: what each page spent, by disclaimer, and what was spent in each place, over a window.
//!
//! The file's name says the day, the country, the window and the region; without it these are unknown. `≤100` is a range. A page has a
//! row for each disclaimer it used. The money of places is the same money as that of pages, seen from another side.

use super::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json};
use crate::{
    import::{
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdFact, AdPlace, Currency, Dimension, Disclosed, Level},
        date::Day,
        gap::Why,
        range::{HUNDREDTHS, Range},
    },
};

const FORMAT: &Format = &Format {
    name: "meta-ad-library-report",
    group: Group::AdLibrary,
    title: "Meta Ad Library Report (CSV)",
    files: "FacebookAdLibraryReport_DATE_COUNTRY_WINDOW_advertisers.csv, ..._locations.csv, and a file for each region; the name says \
            day, country, window and region, and is needed for them",
    gives: "spend by page and disclaimer, spend by place, pages without a disclaimer",
    lacks: "single advertisements, criteria, people reached; small sums are published as at most 100",
    how: "Meta Ad Library Report, choose country and window, download the report",
};

/// Known by its columns; `Amount spent (EUR)` names the currency.
pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "pages",
            needs: &["Page ID", "Page name", "Disclaimer", "Amount spent (*", "Number of ads in*"],
            lacks: &[],
        },
        Generation {
            name: "pages in a region",
            needs: &["Page ID", "Page name", "Disclaimer", "Amount spent (*"],
            lacks: &["Number of ads in Library", "Number of ads in Ad Library"],
        },
        Generation { name: "places", needs: &["Location name", "Amount spent (*"], lacks: &["Page ID"] },
    ],
    json: no_json,
    read,
};

/// What stands for a disclaimer where there was none.
const NO_DISCLAIMER: &str = "these ads ran without a disclaimer";

const CANNOT_TELL: &[&str] = &[
    "The report does not say whom advertisements were aimed at, nor who saw them.",
    "Small sums are published as at most 100, so that most rows may be ranges.",
    "Pages without a disclaimer were found by the platform and are those that it found.",
];

/// What the name of a file says: day, country, window, region.
#[derive(Default)]
struct Named {
    asked_on: Option<Day>,
    country: Option<String>,
    window: Option<String>,
    region: Option<String>,
    /// The name itself.
    file: String,
}

/// The windows, as names of files spell them.
const WINDOWS: &[(&str, &str)] = &[
    ("yesterday", "one day"),
    ("last_7_days", "last 7 days"),
    ("last_30_days", "last 30 days"),
    ("last_90_days", "last 90 days"),
    ("lifelong", "since the library began"),
];

impl Named {
    /// `FacebookAdLibraryReport_2019-05-15_US_last_30_days_Alabama.csv`, whatever stands before it.
    fn of(name: &str) -> Self {
        let stem = name.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        let stem = without_copy_mark(stem);
        let nothing = || Self { file: name.to_owned(), ..Self::default() };
        let Some((_, rest)) = stem.split_once("AdLibraryReport_") else { return nothing() };
        let Some((day, rest)) = rest.split_once('_') else { return nothing() };
        let Some((country, rest)) = rest.split_once('_') else { return nothing() };
        let window = WINDOWS.iter().find(|(spelt, _)| rest.starts_with(spelt));
        let region = window.and_then(|(spelt, _)| rest.strip_prefix(spelt)?.strip_prefix('_'));
        let region = region.filter(|region| !matches!(*region, "advertisers" | "locations"));
        Self {
            asked_on: Day::parse(day),
            country: Some(country.to_owned()),
            window: window.map(|(_, text)| (*text).to_owned()),
            region: region.map(str::to_owned),
            file: name.to_owned(),
        }
    }

    fn book(&self, generation: &'static str, level: Level) -> AdBook {
        let parts = [self.country.as_deref(), self.window.as_deref()];
        let day = self.asked_on.map(|day| format!("asked on {day}"));
        // Files whose names say nothing may be of any window, and are not added to each other.
        let file = self.country.is_none().then(|| format!("file {}", self.file));
        let parts: Vec<&str> =
            parts.into_iter().flatten().chain(day.as_deref()).chain(file.as_deref()).collect();
        let title = std::iter::once("Meta Ad Library Report").chain(parts).collect::<Vec<_>>().join(", ");
        AdBook {
            format: FORMAT.name,
            title,
            generation,
            level,
            asked_on: self.asked_on,
            about: self.country.clone(),
            window: self.window.clone(),
            cannot_tell: CANNOT_TELL,
        }
    }
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let named = Named::of(given.name);
    let amounts = table.beginning("Amount spent (");
    let [(currency, spend)] = &amounts[..] else {
        let what = "it has several columns of amounts spent";
        return Err(ImportError::file(&given.input.name, what, "give the report as it was downloaded"));
    };
    let (currency, spend) = (Currency::of(currency.trim_matches([')', '('])), *spend);
    if given.generation == "places" {
        return read_places(&table, &named, currency, spend, rows);
    }
    let (level, region) = match &named.region {
        Some(region) => (Level::SponsorPlace, Some(region.clone())),
        None => (Level::Sponsor, None),
    };
    let book = rows.book(named.book(given.generation, level));
    let place = region.map(|name| {
        rows.place(AdPlace { name, dimension: Dimension::Region, country: named.country.clone() })
    });
    let [id, name, disclaimer] = ["Page ID", "Page name", "Disclaimer"].map(|name| table.column(name));
    let ads = table.beginning("Number of ads in").first().map(|(_, at)| *at);
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, name, disclaimer])?;
        let (Some(page), name) = (record.known(id), record.known(name)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let payer = record.known(disclaimer).filter(|text| !text.to_lowercase().starts_with(NO_DISCLAIMER));
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.sponsor = Some(rows.sponsor("meta", Some(page), name.unwrap_or("(no name)")));
        fact.place = place;
        fact.payer = payer.map(|payer| rows.text(payer));
        fact.payer_disclosed = if payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
        fact.targeting_disclosed = Disclosed::NotApplicable;
        fact.currency = currency;
        fact.spend = rows.amount(record.text(spend), HUNDREDTHS, table.source, record.line);
        fact.ads =
            ads.and_then(|at| rows.amount(record.text(at), 1, table.source, record.line)).map(Range::low);
        Ok(rows.total_once(fact).for_ids(&[page.as_bytes()]))
    })
}

fn read_places(
    table: &AdTable,
    named: &Named,
    currency: Option<Currency>,
    spend: usize,
    rows: &mut AdRows,
) -> Result<(), ImportError> {
    let book = rows.book(named.book("places", Level::Place));
    let name = table.column("Location name");
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[name])?;
        let Some(name) = record.known(name) else { return Ok(Verdict::LeftOut(Why::BlankId)) };
        let place =
            AdPlace { name: name.to_owned(), dimension: Dimension::Region, country: named.country.clone() };
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.place = Some(rows.place(place));
        fact.currency = currency;
        fact.spend = rows.amount(record.text(spend), HUNDREDTHS, table.source, record.line);
        Ok(rows.total_once(fact))
    })
}

/// The name without the number in parentheses that a browser adds to a second download.
fn without_copy_mark(stem: &str) -> &str {
    let marked = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    marked.filter(|(_, number)| is_number(number)).map_or(stem, |(stem, _)| stem.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_name_of_a_file() {
        let named = Named::of("x/FacebookAdLibraryReport_2020-05-09_US_last_30_days_New York.csv");
        assert_eq!(named.asked_on, Day::parse("2020-05-09"));
        assert_eq!((named.country.as_deref(), named.window.as_deref()), (Some("US"), Some("last 30 days")));
        assert_eq!(named.region.as_deref(), Some("New York"));
        let named = Named::of("FacebookAdLibraryReport_2020-05-09_NL_lifelong_advertisers.csv");
        assert_eq!((named.region, named.window.as_deref()), (None, Some("since the library began")));
        assert!(Named::of("report.csv").asked_on.is_none());
        let copy = Named::of("FacebookAdLibraryReport_2020-05-09_NL_lifelong_advertisers (1).csv");
        assert_eq!((copy.region, copy.country.as_deref()), (None, Some("NL")));
    }
}
