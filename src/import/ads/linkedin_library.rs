//! `LinkedIn`'s ad library by its interface, `adLibrary`, by the declared keys, the older ones too.
//!
//! Showings come as two bounds, shares by country in hundredths, facets with what was let in and what was kept out. An advertisement that
//! is restricted has no details: who paid and whom it was aimed at are kept back. Links to accounts are passed over.

use super::{
    Importer,
    ad_rows::AdRows,
    conditions::{Conditions, Kinds, UNTOLD},
    given::{Given, JsonText},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{Format, Group, json::Node, moment::day_of},
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Delivery, Dimension, Disclosed},
        gap::Why,
        id::SourceId,
        range::Range,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "linkedin-ad-library",
    group: Group::AdLibrary,
    title: "LinkedIn ad library (JSON)",
    files: "answers of adLibrary, pages {elements: [...]}, a list or one a line: adUrl, details.advertiser, adStatistics, adTargeting",
    gives: "bounds of how often an advertisement was shown, shares by country, who paid, facets it was aimed by, in and out",
    lacks: "money; how many people saw it; which lists were used; details outside the European Union",
    how: "LinkedIn Ad Library API, query adLibrary",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, tables: &[], json, read };

const CANNOT_TELL: &[&str] = &[
    "LinkedIn takes no political advertisements; what is political here ran against its rules, and what else ran so is not known.",
    "Showings, shares and facets are given for advertisements shown in the European Union only.",
    "Which lists of people were used is not told.",
];

const KINDS: &[(&str, Dimension)] = &[
    ("Language", Dimension::Language),
    ("Location", Dimension::Region),
    ("Age", Dimension::Age),
    ("Gender", Dimension::Gender),
    ("Audience", Dimension::CustomAudience),
    ("Company", Dimension::Work),
    ("Job", Dimension::Work),
    ("Education", Dimension::Work),
    ("Job Experience", Dimension::Work),
    ("Demographics", Dimension::Demographic),
    ("Interests and Traits", Dimension::Interest),
    ("Member Interests and Traits", Dimension::Interest),
];

fn json(text: &JsonText) -> Option<&'static str> {
    let is_one = |node: &Node| {
        let advertiser = node.path(&["details", "advertiser", "advertiserName"]);
        advertiser.is_some() || (node.get("adUrl").is_some() && node.get("isRestricted").is_some())
    };
    let records = text.under(&["elements"]);
    let is_known = records.iter().any(|(_, record)| is_one(record))
        || (records.is_empty() && text.is_page_with(&["elements", "paging"]));
    is_known.then_some("adLibrary, JSON")
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let book = rows.book(given.book_of_ads(FORMAT, "LinkedIn ad library", CANNOT_TELL));
    let mut kinds = Kinds::new(KINDS);
    for (line, record) in given.json().under(&["elements"]) {
        let verdict = take(&given.input.name, line, record, source, book, &mut kinds, rows)?;
        rows.ledger.book(source, line, verdict);
    }
    kinds.tell("LinkedIn ad library", source, rows);
    rows.ledger.close(source)
}

/// The number at the end of the address of an advertisement.
fn number(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next()?.trim_end_matches('/');
    let last = path.rsplit('/').next()?;
    (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())).then_some(last)
}

fn take(
    file: &str,
    line: u64,
    record: &Node,
    source: SourceId,
    book: u32,
    kinds: &mut Kinds,
    rows: &mut AdRows,
) -> Result<Verdict, ImportError> {
    let text = |path: &[&str]| record.path(path).and_then(Node::id);
    let name = text(&["details", "advertiser", "advertiserName"]);
    let payer = text(&["details", "advertiser", "adPayer"]);
    refuse_long(file, line, [name, payer].into_iter().flatten().map(str::as_bytes))?;
    let Some(id) = text(&["adUrl"]).and_then(number) else { return Ok(Verdict::LeftOut(Why::BlankId)) };
    let ad = rows.text(id);
    if !rows.is_new_ad(book, None, ad) {
        return Ok(Verdict::LeftOut(Why::RepeatedAd));
    }
    let mut fact = AdFact::new(source, line, book);
    fact.ad = Some(ad);
    fact.sponsor = name.map(|name| rows.sponsor("linkedin", None, name));
    fact.payer = payer.map(|payer| rows.text(payer));
    let statistics = record.path(&["details", "adStatistics"]);
    let moment = |key: &str| statistics?.get(key)?.whole().and_then(day_of);
    (fact.from, fact.until) = (moment("firstImpressionAt"), moment("latestImpressionAt"));
    let bound = |key: &str| {
        statistics?.path(&["totalImpressions", key])?.whole().and_then(|end| u64::try_from(end).ok())
    };
    let mut is_swapped = false;
    fact.impressions = match (bound("from"), bound("to")) {
        (Some(low), Some(high)) => Range::between(low, high).inspect_err(|_| is_swapped = true).ok(),
        (low, high) => low.map(Range::from).or(high.and_then(|high| Range::between(0, high).ok())),
    };
    let facets = record.path(&["details", "adTargeting"]).map(Node::list).unwrap_or_default();
    let is_restricted =
        record.get("isRestricted").and_then(Node::truth) == Some(true) && statistics.is_none();
    let disclosed = |is_given: bool| match (is_given, is_restricted) {
        (true, _) => Disclosed::Given,
        (false, true) => Disclosed::Withheld,
        (false, false) => Disclosed::Absent,
    };
    fact.payer_disclosed = disclosed(payer.is_some());
    fact.targeting_disclosed = disclosed(!facets.is_empty());
    let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Chosen };
    facets.iter().for_each(|facet| aim(facet, conditions, kinds, rows));
    let countries =
        statistics.and_then(|known| known.get("impressionsDistributionByCountry")).map(Node::list);
    for country in countries.unwrap_or_default() {
        deliver(country, (source, line), conditions.fact, rows);
    }
    Ok(if is_swapped { Verdict::Noted(Why::SwappedRange) } else { Verdict::Taken })
}

/// Adds what a facet lets in and keeps out; where it does and the values are not told, that.
fn aim(facet: &Node, conditions: Conditions, kinds: &mut Kinds, rows: &mut AdRows) {
    let dimension = kinds.of(facet.get("facetName").and_then(Node::text).unwrap_or_default());
    let sides = [
        (Mode::Include, ["isIncluded", "isInclusive"], ["includedSegments", "inclusiveSegments"]),
        (Mode::Exclude, ["isExcluded", "isExclusive"], ["excludedSegments", "exclusiveSegments"]),
    ];
    for (mode, is_used, values) in sides {
        let values = facet.first(&values).map(Node::list).unwrap_or_default();
        let is_used = facet.first(&is_used).and_then(Node::truth) == Some(true);
        if values.is_empty() && is_used {
            conditions.keep_back(rows, dimension, UNTOLD, Some(mode));
        }
        for value in values.iter().filter_map(Node::id) {
            conditions.add(rows, dimension, value, Some(mode));
        }
    }
}

/// Adds the share of a country, which is written in hundredths: a number from 0 to 100.
fn deliver(country: &Node, at: (SourceId, u64), fact: u32, rows: &mut AdRows) {
    let Some(name) = country.get("country").and_then(Node::text) else { return };
    let place = Some(rows.text(name.rsplit(':').next().unwrap_or(name)));
    let told = country.get("impressionPercentage").and_then(Node::id);
    let share = told.and_then(share);
    if told.is_some() && share.is_none() {
        rows.note(at.0, at.1, Why::UnreadableAmount);
    }
    rows.delivery(Delivery { fact, age: None, gender: None, place, share, people: None });
}

fn share(hundredths: &str) -> Option<f64> {
    let hundredths: f64 = hundredths.parse().ok()?;
    (0.0..=100.0).contains(&hundredths).then_some(hundredths / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_advertisement_is_at_the_end_of_its_address() {
        let urls = ["https://x/ad-library/detail/123", "https://x/ad-library/detail/123/?trk=a", "123"];
        assert_eq!(urls.map(number), [Some("123"); 3]);
        assert_eq!(["https://x/ad-library/detail/", "https://x/in/somebody", ""].map(number), [None; 3]);
    }

    #[test]
    fn shares_are_hundredths() {
        assert_eq!(["50", "100", "0"].map(share), [Some(0.5), Some(1.0), Some(0.0)]);
        assert_eq!(["101", "-1", "NaN", "x"].map(share), [None; 4]);
    }
}
