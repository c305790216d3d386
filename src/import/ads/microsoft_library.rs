//! Microsoft's ad library by its interface, by the declared keys: pages `{Ads: [...]}`.
//!
//! Kinds of targeting are told and never their values, some by number. A kind may be used to keep people out beside letting them in. The list
//! is of all kinds used at any time while the advertisement ran.

use super::{
    Importer,
    ad_rows::AdRows,
    conditions::{Conditions, Kinds, UNTOLD},
    given::{Given, JsonText},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{Format, Group, json::Node},
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Delivery, Dimension, Disclosed},
        date::Day,
        gap::Why,
        id::SourceId,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "microsoft-ad-library",
    group: Group::AdLibrary,
    title: "Microsoft ad library (JSON)",
    files: "answers of the Ad Library API with AdDetails, pages {Ads: [...]} or {value: [...]}, a list or one a line",
    gives: "bounds of how often an advertisement was shown, shares by country, who paid, the kinds of targeting that were used",
    lacks: "money; the values of the targeting; how many people saw it",
    how: "Microsoft Ad Library API, Ads with their details",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, tables: &[], json, read };

const CANNOT_TELL: &[&str] = &[
    "Microsoft takes no political advertisements; what is political here ran against its rules, and what else ran so is not known.",
    "It says which kinds of targeting were used at any time while an advertisement ran, and no values.",
    "A payer is named only where it is not the owner of the account.",
];

const KINDS: &[(&str, Dimension)] = &[
    ("1", Dimension::Gender),
    ("Gender", Dimension::Gender),
    ("2", Dimension::Age),
    ("Age", Dimension::Age),
    ("3", Dimension::Region),
    ("Location", Dimension::Region),
    ("22", Dimension::Behaviour),
    ("MicrosoftAudiences", Dimension::Behaviour),
    ("25", Dimension::CustomAudience),
    ("AdvertiserAudiences", Dimension::CustomAudience),
];

const PAGES: &[&str] = &["Ads", "value"];

fn json(text: &JsonText) -> Option<&'static str> {
    let is_one = |node: &Node| node.get("AdId").is_some() && node.get("AdvertiserName").is_some();
    text.under(PAGES).iter().any(|(_, record)| is_one(record)).then_some("Ads, JSON")
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let book = rows.book(given.book_of_ads(FORMAT, "Microsoft ad library", CANNOT_TELL));
    let mut kinds = Kinds::new(KINDS);
    for (line, record) in given.json().under(PAGES) {
        let verdict = take(&given.input.name, line, record, source, book, &mut kinds, rows)?;
        rows.ledger.book(source, line, verdict);
    }
    kinds.tell("Microsoft ad library", source, rows);
    rows.ledger.close(source)
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
    let (id, account) = (text(&["AdId"]), text(&["AdvertiserId"]));
    let (name, payer) = (text(&["AdvertiserName"]).or(account), text(&["AdDetails", "PaidForByName"]));
    refuse_long(file, line, [id, account, name, payer].into_iter().flatten().map(str::as_bytes))?;
    let Some(id) = id else { return Ok(Verdict::LeftOut(Why::BlankId)) };
    let ad = rows.text(id);
    if !rows.is_new_ad(book, None, ad) {
        return Ok(Verdict::LeftOut(Why::RepeatedAd));
    }
    let details = record.get("AdDetails").filter(|details| !details.is_empty());
    let aims = details
        .and_then(|details| details.first(&["TargetTypes", "Targets"]))
        .map(Node::list)
        .unwrap_or_default();
    let mut fact = AdFact::new(source, line, book);
    fact.ad = Some(ad);
    fact.sponsor = name.map(|name| rows.sponsor("microsoft", account, name));
    fact.payer = payer.map(|payer| rows.text(payer));
    fact.payer_disclosed = if payer.is_some() { Disclosed::Given } else { Disclosed::NotApplicable };
    fact.targeting_disclosed = if aims.is_empty() { Disclosed::Absent } else { Disclosed::Withheld };
    let days = ["StartDate", "EndDate"].map(|key| text(&["AdDetails", key]));
    [fact.from, fact.until] = days.map(|text| text.and_then(Day::parse));
    if days.iter().zip([fact.from, fact.until]).any(|(text, day)| text.is_some() && day.is_none()) {
        rows.note(source, line, Why::UnreadableDate);
    }
    fact.impressions =
        text(&["AdDetails", "TotalImpressionsRange"]).and_then(|range| rows.amount(range, 1, source, line));
    let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Chosen };
    for aim in aims {
        let dimension = kinds.of(aim.get("TargetType").and_then(Node::id).unwrap_or_default());
        conditions.keep_back(rows, dimension, UNTOLD, Some(Mode::Include));
        if aim.get("UsedForExclusion").and_then(Node::truth) == Some(true) {
            conditions.keep_back(rows, dimension, UNTOLD, Some(Mode::Exclude));
        }
    }
    let countries = details.and_then(|details| details.get("ImpressionsByCountry")).map(Node::list);
    for country in countries.unwrap_or_default() {
        let Some(name) = country.get("Country").and_then(Node::id) else { continue };
        let place = Some(rows.text(name));
        let told = country.get("ImpressionShare").and_then(Node::id);
        let share = told.and_then(share);
        if told.is_some() && share.is_none() {
            rows.note(source, line, Why::UnreadableAmount);
        }
        rows.delivery(Delivery {
            fact: conditions.fact,
            age: None,
            gender: None,
            place,
            share,
            people: None,
        });
    }
    Ok(Verdict::Taken.for_ids(&[id.as_bytes()]))
}

/// The share that `17.3%` spells.
fn share(text: &str) -> Option<f64> {
    let hundredths: f64 = text.strip_suffix('%')?.trim().parse().ok()?;
    (0.0..=100.0).contains(&hundredths).then_some(hundredths / 100.0)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_have_their_sign() {
        assert_eq!(["50%", "0 %", "100%"].map(share), [Some(0.5), Some(0.0), Some(1.0)]);
        assert_eq!(
            ["50", "101%", "-1%", "%", "x%"].map(share),
            [None; 5],
            "a share without a sign may be either"
        );
    }
}
