//! The audience tab of pages in Meta's Ad Library, as research tools collect it: a row for each page and criterion, with the share of
//! the page's money that was spent under it, over a window of 7, 30 or 90 days.
//!
//! A page's total stands on each of its rows and is read once for each country, day (`ds`) and window (`tf`), each of which is a book.
//! `type`, `location_type`, `detailed_type` and `custom_audience_type` say what a criterion looks at, `is_exclusion` and
//! `custom_audience_type` whether it keeps people out, `num_ads`, `total_spend_pct` and `num_obfuscated` how much it was used. Ages are
//! one row a year, 13 to 64 and `65+`; years and genders of which the share is nothing and that no advertisement has were not asked
//! for and are no criteria. Rows with `no_data` are pages of which the library shows no criteria.
//!
//! A total of `100` stands for at most 100 in files of the United States, and `1` for at most 100 in European files of 2024. Which of
//! the two a file means it does not say, so both are read as 0 to 100 everywhere: the truth lies in there either way. Columns that
//! tools add from elsewhere (parties, sums in other currencies) are passed over.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    given::Given,
    meta_kinds, no_json,
    said::{cell, share, truth},
};
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
        range::{HUNDREDTHS, Range},
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "meta-audience-tab",
    group: Group::AdLibrary,
    title: "Meta Ad Library, audience tab of pages (CSV, Parquet)",
    files: "tables with a row for each page and criterion: value, num_ads, total_spend_pct, type, page_id or internal_id, ds, \
            main_currency, total_spend_formatted; tf and cntry where one file holds several windows and countries",
    gives: "by which criteria each page picked people out and kept people out, and which share of its money was spent under each",
    lacks: "single advertisements, who saw them; criteria overlap and are not crossed; which lists and lookalikes were used",
    how: "archives and dashboards of the audience tab, or a tool that collects it page by page",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[
        Generation {
            name: "with the id of the page",
            needs: &[
                "page_id",
                "value",
                "num_ads",
                "total_spend_pct",
                "type",
                "location_type",
                "is_exclusion",
                "ds",
                "main_currency",
                "total_spend_formatted",
            ],
            lacks: &[],
        },
        Generation {
            name: "with an internal id",
            needs: &[
                "internal_id",
                "value",
                "num_ads",
                "total_spend_pct",
                "type",
                "location_type",
                "is_exclusion",
                "ds",
                "main_currency",
                "total_spend_formatted",
            ],
            lacks: &["page_id"],
        },
    ],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Criteria are those of all advertisements of a page in the window; which of them stood together is not said.",
    "The share of money under a criterion is that of advertisements that had it among others; shares overlap.",
    "Totals of 1 and of 100 are read as 0 to 100, which is what the library writes for small sums.",
    "That a list or a lookalike was used is said; whose list it was and how people came onto it is not.",
];

/// The windows, in days as tools write them.
const WINDOWS: &[(&str, &str)] =
    &[("7", "last 7 days"), ("30", "last 30 days"), ("90", "last 90 days"), ("1", "one day")];

fn window(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let known = WINDOWS.iter().find(|(days, _)| *days == digits);
    known.map_or_else(|| text.to_owned(), |(_, window)| (*window).to_owned())
}

/// The columns that are read.
struct Columns {
    page: Option<usize>,
    name: Option<usize>,
    payer: Option<usize>,
    country: Option<usize>,
    asked_on: Option<usize>,
    window: Option<usize>,
    no_data: Option<usize>,
    currency: Option<usize>,
    total: Option<usize>,
    ads_of_page: Option<usize>,
    value: Option<usize>,
    kind: Option<usize>,
    location: Option<usize>,
    detailed: Option<usize>,
    list: Option<usize>,
    exclusion: Option<usize>,
    ads: Option<usize>,
    share: Option<usize>,
    obfuscated: Option<usize>,
}

impl Columns {
    fn of(table: &AdTable) -> Self {
        let at = |name| table.column(name);
        Self {
            page: at("page_id").or(at("internal_id")),
            name: at("page_name"),
            payer: at("disclaimer"),
            country: at("cntry"),
            asked_on: at("ds"),
            window: at("tf"),
            no_data: at("no_data"),
            currency: at("main_currency"),
            total: at("total_spend_formatted"),
            ads_of_page: at("total_num_ads"),
            value: at("value"),
            kind: at("type"),
            location: at("location_type"),
            detailed: at("detailed_type"),
            list: at("custom_audience_type"),
            exclusion: at("is_exclusion"),
            ads: at("num_ads"),
            share: at("total_spend_pct"),
            obfuscated: at("num_obfuscated"),
        }
    }
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let columns = Columns::of(&table);
    let reader = Reader { table: &table, generation: given.generation, columns: &columns };
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[columns.page, columns.name, columns.payer, columns.value])?;
        Ok(reader.record(record, rows))
    })
}

struct Reader<'a> {
    table: &'a AdTable<'a>,
    generation: &'static str,
    columns: &'a Columns,
}

impl Reader<'_> {
    fn record(&self, record: &Record, rows: &mut AdRows) -> Verdict {
        let columns = self.columns;
        let Some(page) = cell(record, columns.page) else { return Verdict::LeftOut(Why::BlankId) };
        let book = self.book(record, rows);
        let sponsor = rows.sponsor("meta", Some(page), cell(record, columns.name).unwrap_or("(no name)"));
        let fact = rows.total(book, sponsor, |rows| self.total(record, book, sponsor, rows));
        self.compare(record, fact, rows);
        let taken = Verdict::Taken.for_ids(&[page.as_bytes()]);
        let has_none = cell(record, columns.no_data).and_then(truth) == Some(true);
        let (Some(kind), Some(value)) = (cell(record, columns.kind), cell(record, columns.value)) else {
            // A page without criteria has one row, which says so.
            return if has_none { taken } else { Verdict::LeftOut(Why::Malformed) };
        };
        let ads = self.count(record, columns.ads, rows);
        let spelt = cell(record, columns.share);
        let part = spelt.and_then(share);
        let is_unused = part.unwrap_or(0.0) == 0.0 && ads.unwrap_or(0) == 0;
        let words = [columns.location, columns.list, columns.detailed].map(|column| cell(record, column));
        let dimension = meta_kinds::criterion(kind, value, words);
        rows.fact_mut(fact).targeting_disclosed = Disclosed::Given;
        if is_unused && matches!(dimension, Dimension::Age | Dimension::Gender) {
            return taken;
        }
        let criterion = AdCriterion {
            fact,
            layer: Layer::Chosen,
            dimension,
            value: rows.text(value),
            mode: self.mode(dimension, record),
            share: part,
            ads,
            obfuscated: self.count(record, columns.obfuscated, rows).unwrap_or(0),
        };
        if !rows.new_criterion(criterion) {
            return Verdict::LeftOut(Why::RepeatedRow);
        }
        if spelt.is_some() && part.is_none() {
            rows.note(self.table.source, record.line, Why::UnreadableShares);
        }
        taken
    }

    fn book(&self, record: &Record, rows: &mut AdRows) -> u32 {
        let country = cell(record, self.columns.country).map(str::to_owned);
        let window = cell(record, self.columns.window).map(window);
        let asked_on = cell(record, self.columns.asked_on).and_then(Day::parse);
        let day = asked_on.map(|day| format!("asked on {day}"));
        let parts = [country.as_deref(), window.as_deref(), day.as_deref()];
        let title: Vec<&str> =
            std::iter::once("Meta audience tab").chain(parts.into_iter().flatten()).collect();
        rows.book(AdBook {
            format: FORMAT.name,
            title: title.join(", "),
            generation: self.generation,
            level: Level::Sponsor,
            asked_on,
            about: country,
            window,
            cannot_tell: CANNOT_TELL,
        })
    }

    /// What the page as a whole spent, as every one of its rows says.
    fn total(&self, record: &Record, book: u32, sponsor: u32, rows: &mut AdRows) -> AdFact {
        let columns = self.columns;
        let mut fact = AdFact::new(self.table.source, record.line, book);
        fact.sponsor = Some(sponsor);
        fact.payer = cell(record, columns.payer).map(|payer| rows.text(payer));
        fact.payer_disclosed = match (columns.payer, fact.payer) {
            (None, _) => Disclosed::NotApplicable,
            (Some(_), None) => Disclosed::Absent,
            (Some(_), Some(_)) => Disclosed::Given,
        };
        fact.targeting_disclosed = Disclosed::Absent;
        fact.country = cell(record, columns.country).map(|country| rows.text(country));
        fact.ads = self.count(record, columns.ads_of_page, rows);
        fact.currency = cell(record, columns.currency).and_then(Currency::of);
        let spelt = cell(record, columns.total).unwrap_or_default();
        fact.spend = rows.amount(spelt, HUNDREDTHS, self.table.source, record.line).map(total);
        fact
    }

    /// Says so where a later row of a page has another total than its first.
    fn compare(&self, record: &Record, fact: u32, rows: &mut AdRows) {
        let spelt = cell(record, self.columns.total).map(|spelt| Range::parse(spelt, HUNDREDTHS));
        let (Some(Ok(Some(here))), Some(first)) = (spelt, rows.fact_mut(fact).spend) else { return };
        if total(here) != first {
            rows.say(
                "Some pages have two totals for one window and day; the one that was read first counts."
                    .to_owned(),
            );
        }
    }

    fn count(&self, record: &Record, column: Option<usize>, rows: &mut AdRows) -> Option<u64> {
        rows.amount(cell(record, column)?, 1, self.table.source, record.line).map(Range::low)
    }

    /// In or out. Of an audience its own kind says so first; ages and genders can only be asked for.
    fn mode(&self, dimension: Dimension, record: &Record) -> Option<Mode> {
        let list = cell(record, self.columns.list).unwrap_or_default().to_uppercase();
        if list.ends_with("EXCLUSION") {
            return Some(Mode::Exclude);
        }
        if list.ends_with("INCLUSION") || matches!(dimension, Dimension::Age | Dimension::Gender) {
            return Some(Mode::Include);
        }
        let kept_out = cell(record, self.columns.exclusion).and_then(truth)?;
        Some(if kept_out { Mode::Exclude } else { Mode::Include })
    }
}

/// A page's total: what stands for a small sum is 0 to 100.
fn total(spelt: Range) -> Range {
    const MOST: u64 = 100 * HUNDREDTHS;
    if spelt == Range::exact(MOST) || spelt == Range::exact(HUNDREDTHS) {
        return Range::between(0, MOST).expect("zero is below 100");
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_totals_are_ranges_in_both_codings() {
        let of = |text| total(Range::parse(text, HUNDREDTHS).expect("an amount").expect("said"));
        for text in ["100", "1", "100.0", "$100", "≤100"] {
            assert_eq!((of(text).low(), of(text).high()), (0, Some(10_000)), "{text}");
        }
        assert_eq!(of("$1,234"), Range::exact(123_400));
        assert_eq!(of("101"), Range::exact(10_100));
    }

    #[test]
    fn names_windows() {
        assert_eq!(
            [window("30"), window("last_90_days"), window("7.0"), window("all")],
            ["last 30 days", "last 90 days", "7.0", "all"]
        );
    }
}
