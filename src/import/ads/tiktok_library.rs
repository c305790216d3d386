//! `TikTok`'s ad library by its research interface, `ad/detail`, by the declared keys.
//!
//! Numbers of people come as text, `30K` or `1.2M`, of which the interface says that they are rounded. A number of that form is read as
//! every number that rounds to it, halves upwards: `30K` as 29,500 to 30,499, `1.2M` as 1,150,000 to 1,249,999. A number in full is
//! read as it stands.

use super::{
    Importer,
    ad_rows::AdRows,
    conditions::Conditions,
    given::{Given, JsonText},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{
            Format, Group,
            json::{Json, Node},
        },
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Delivery, Dimension, Disclosed},
        date::Day,
        gap::Why,
        id::SourceId,
        range::Range,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "tiktok-ad-library",
    group: Group::AdLibrary,
    title: "TikTok ad library, details (JSON)",
    files: "answers of research/adlib/ad/detail, a list or one a line: data.ad, data.ad_group, data.advertiser",
    gives: "how many people saw an advertisement, by country, rounded; ages, genders, countries and interests it was aimed by; who paid",
    lacks: "money; how often it was shown; which audiences were used; numbers that are not rounded",
    how: "TikTok Commercial Content API, ad/detail for each advertisement",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, tables: &[], json, read };

const CANNOT_TELL: &[&str] = &[
    "TikTok takes no political advertisements; what is political here ran against its rules, and what else ran so is not known.",
    "Numbers of people are rounded, and are read as all numbers that round to them; were they cut off instead, the true ones may lie \
     up to half a step above.",
    "Whether audiences were used is told, and not which.",
];

/// The fields of `targeting_info` that say more than an age, a gender or a country.
const AIMS: &[(&str, Dimension)] = &[
    ("interest", Dimension::Interest),
    ("audience_targeting", Dimension::CustomAudience),
    ("video_interactions", Dimension::Engagement),
    ("creator_interactions", Dimension::Engagement),
];

/// The advertisement of a record, as the interface wraps it.
fn unwrapped(record: &Node) -> &Node {
    record.get("data").unwrap_or(record)
}

fn json(text: &JsonText) -> Option<&'static str> {
    let is_one = |record: &Node| {
        let record = unwrapped(record);
        record.get("ad").is_some_and(|ad| ad.get("first_shown_date").is_some() || ad.get("reach").is_some())
    };
    text.under(&[]).iter().any(|(_, record)| is_one(record)).then_some("ad/detail, JSON")
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let book = rows.book(given.book_of_ads(FORMAT, "TikTok ad library", CANNOT_TELL));
    for (line, record) in given.json().under(&[]) {
        let record = unwrapped(record);
        let text = |path: &[&str]| record.path(path).and_then(Node::id);
        let (id, payer) = (text(&["ad", "id"]), text(&["advertiser", "paid_for_by"]));
        let account = text(&["advertiser", "business_id"]);
        let name = text(&["advertiser", "business_name"]).or(account);
        refuse_long(
            &given.input.name,
            line,
            [id, account, name, payer].into_iter().flatten().map(str::as_bytes),
        )?;
        let Some(id) = id else {
            rows.ledger.book(source, line, Verdict::LeftOut(Why::BlankId));
            continue;
        };
        let ad = rows.text(id);
        if !rows.is_new_ad(book, None, ad) {
            rows.ledger.book(source, line, Verdict::LeftOut(Why::RepeatedAd));
            continue;
        }
        let mut fact = AdFact::new(source, line, book);
        fact.ad = Some(ad);
        fact.sponsor = name.map(|name| rows.sponsor("tiktok", account, name));
        fact.payer = payer.map(|payer| rows.text(payer));
        fact.payer_disclosed = if payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
        let days = [text(&["ad", "first_shown_date"]), text(&["ad", "last_shown_date"])];
        [fact.from, fact.until] = days.map(|text| text.and_then(day));
        if days.iter().zip([fact.from, fact.until]).any(|(text, day)| text.is_some() && day.is_none()) {
            rows.note(source, line, Why::UnreadableDate);
        }
        fact.reach =
            text(&["ad", "reach", "unique_users_seen"]).and_then(|number| people(number, source, line, rows));
        let aims = record.path(&["ad_group", "targeting_info"]).filter(|aims| !aims.is_empty());
        fact.targeting_disclosed = if aims.is_some() { Disclosed::Given } else { Disclosed::Absent };
        let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Chosen };
        aims.into_iter().for_each(|aims| take_aims(aims, conditions, rows));
        let countries = record.path(&["ad", "reach", "unique_users_seen_by_country"]).map(Node::map);
        for (country, number) in countries.unwrap_or_default() {
            let people = number.id().and_then(|number| people(number, source, line, rows));
            let place = Some(rows.text(country));
            rows.delivery(Delivery {
                fact: conditions.fact,
                age: None,
                gender: None,
                place,
                share: None,
                people,
            });
        }
        rows.ledger.book(source, line, Verdict::Taken.for_ids(&[id.as_bytes()]));
    }
    rows.ledger.close(source)
}

fn take_aims(aims: &Node, conditions: Conditions, rows: &mut AdRows) {
    for (key, dimension) in [("age", Dimension::Age), ("gender", Dimension::Gender)] {
        for group in aims.get(key).map(chosen).unwrap_or_default() {
            conditions.add(rows, dimension, group, Some(Mode::Include));
        }
    }
    for country in aims.get("country").map(texts).unwrap_or_default() {
        conditions.add(rows, Dimension::Country, country, Some(Mode::Include));
    }
    for &(key, dimension) in AIMS {
        let words = key.replace('_', " ");
        match aims.get(key).map(|node| (&node.value, texts(node))) {
            Some((Json::Truth(true), _)) => {
                conditions.keep_back(rows, dimension, &words, Some(Mode::Include));
            }
            Some((_, values)) => values.into_iter().for_each(|value| match value.to_lowercase().as_str() {
                "yes" | "true" => conditions.keep_back(rows, dimension, &words, Some(Mode::Include)),
                "no" | "none" | "false" | "all" => {}
                _ => conditions.add(rows, dimension, value, Some(Mode::Include)),
            }),
            None => {}
        }
    }
}

/// The groups that are switched on; none where all are, for then nobody is picked out.
fn chosen(node: &Node) -> Vec<&str> {
    let groups = node.map();
    let on: Vec<&str> = groups
        .iter()
        .filter(|(_, is_on)| is_on.truth().unwrap_or_else(|| is_on.text().is_some_and(|text| text == "true")))
        .map(|(group, _)| group.as_str())
        .collect();
    if on.len() == groups.len() { Vec::new() } else { on }
}

/// A text, or the texts of a list.
fn texts(node: &Node) -> Vec<&str> {
    node.id().map_or_else(|| node.list().iter().filter_map(Node::id).collect(), |text| vec![text])
}

/// The day of `20230101`, or of a date.
fn day(text: &str) -> Option<Day> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Day::parse(text);
    }
    Day::parse(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

fn people(number: &str, source: SourceId, line: u64, rows: &mut AdRows) -> Option<Range> {
    rounded(number).or_else(|| rows.amount(number, 1, source, line))
}

/// What `30K` or `1.2M` may stand for; `None` where the text is no rounded number.
fn rounded(text: &str) -> Option<Range> {
    let text = text.trim();
    let (digits, scale): (&str, u64) = match text.char_indices().next_back()? {
        (at, 'K' | 'k') => (&text[..at], 1_000),
        (at, 'M' | 'm') => (&text[..at], 1_000_000),
        (at, 'B' | 'b') => (&text[..at], 1_000_000_000),
        _ => return None,
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || decimals.len() > 2
        || !all_digits(whole)
        || !all_digits(decimals)
    {
        return None;
    }
    let step = scale / 10_u64.pow(u32::try_from(decimals.len()).ok()?);
    let middle = format!("{whole}{decimals}").parse::<u64>().ok()? * step;
    Range::between(middle.saturating_sub(step / 2), middle + step / 2 - 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_number_is_every_number_that_rounds_to_it() {
        let ends = |text: &str| rounded(text).map(|range| (range.low(), range.high()));
        assert_eq!(ends("30K"), Some((29_500, Some(30_499))));
        assert_eq!(ends("1.2M"), Some((1_150_000, Some(1_249_999))));
        assert_eq!(ends("0K"), Some((0, Some(499))), "nobody is less than nobody");
        assert_eq!(["30", "K", "1.234K", "-3K", "1..2K", "3KK", ""].map(ends), [None; 7]);
    }

    #[test]
    fn no_number_rounds_to_two() {
        for thousands in 1..2_000_u64 {
            let of = |thousands: u64| rounded(&format!("{thousands}K")).expect("it is rounded");
            assert_eq!(of(thousands).high().map(|high| high + 1), Some(of(thousands + 1).low()));
        }
    }

    #[test]
    fn reads_days_without_dashes() {
        assert_eq!([day("20230101"), day("2023-01-01")], [Day::parse("2023-01-01"); 2]);
        assert_eq!([day("20231301"), day("1672531200")], [None; 2]);
    }
}
