//! Meta's Ad Library API: an advertisement an object, in a list, in answers (`{"data": [...]}`), or one a line.
//!
//! Read: `id`, `page_id`, `page_name`, `bylines` (once `funding_entity`) or else `beneficiary_payers` as who paid,
//! `ad_delivery_start_time`, `ad_delivery_stop_time` (missing while it runs), `currency`, `spend` and `impressions` with their bounds,
//! which are texts, both of which the amount may be, and of which the upper may be missing; `demographic_distribution`,
//! `delivery_by_region` (once `region_distribution`); in Europe `eu_total_reach` (in Brazil `br_total_reach`), `target_ages`,
//! `target_gender`, `target_locations`, `age_country_gender_reach_breakdown`, or else `total_reach_by_location`.
//!
//! Answers hold only what was asked for, and leave out what is empty: a key that no advertisement of a file has counts as not asked
//! for, a key that others of the file have as empty.
//!
//! Passed over: texts and pictures of advertisements, platforms and languages, sizes of audiences (of who could have been shown it),
//! beneficiaries, the date of making, and `ad_snapshot_url` and the addresses of further pages, which hold the token of whoever asked.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    given::{Given, JsonText, Known},
    meta_cells::{self, Whose},
    meta_kinds, said,
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
        ads::{AdBook, AdCriterion, AdFact, Currency, Dimension, Disclosed, Level},
        gap::Why,
        id::SourceId,
        range::HUNDREDTHS,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "meta-ad-library-api",
    group: Group::AdLibrary,
    title: "Meta Ad Library API (JSON)",
    files: "answers of ads_archive: a list of advertisements, answers with data, or one advertisement or answer a line",
    gives: "each advertisement with money and impressions as ranges, who paid, who was shown it by age, gender and region; of Europe \
            also whom it was aimed at, and people reached by country, age and gender",
    lacks: "criteria outside Europe; interests, lists and lookalikes everywhere; exact money",
    how: "Meta Ad Library API, ads_archive, saved as JSON; tokens in addresses are not kept",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, tables: &[] as &[Generation], json: shape, read };

/// What the library leaves open, of advertisements that come from it in any form.
pub(super) const CANNOT_TELL: &[&str] = &[
    "Money and impressions are published as ranges between whole units.",
    "Who was shown it says nothing of whom it was aimed at: the platform chooses among those who were asked for.",
    "Which interests, lists and lookalikes were used is not said.",
];

const NEWER: &str = "newer keys (bylines, delivery_by_region)";
const OLDER: &str = "older keys (funding_entity, region_distribution)";
const EMPTY: &str = "without advertisements";
const REFUSED: &str = "a refusal";

/// Keys of advertisements that no other library has. Answers need not hold the page: only what was asked for.
const KEYS: &[&str] = &[
    "ad_snapshot_url",
    "ad_delivery_start_time",
    "ad_creation_time",
    "ad_creative_bodies",
    "ad_creative_body",
    "bylines",
    "funding_entity",
    "demographic_distribution",
    "delivery_by_region",
    "region_distribution",
    "eu_total_reach",
    "estimated_audience_size",
    "age_country_gender_reach_breakdown",
];

/// All advertisements, each with its line: the items of lists and of answers' `data`.
fn advertisements(text: &JsonText) -> Vec<(u64, &Node)> {
    fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
        if let Json::List(items) = &node.value {
            items.iter().for_each(|item| gather(item, found));
        } else if let Some(Node { value: Json::List(items), .. }) = node.get("data") {
            items.iter().for_each(|item| gather(item, found));
        } else {
            found.push(node);
        }
    }
    let mut all = Vec::new();
    for (at, (_, document)) in text.documents.iter().enumerate() {
        let mut found = Vec::new();
        gather(&document.root, &mut found);
        all.extend(found.into_iter().map(|node| (text.line(at, node), node)));
    }
    all
}

fn is_one(node: &Node) -> bool {
    let is_ranged = |key| node.path(&[key, "lower_bound"]).is_some();
    KEYS.iter().any(|key| node.get(key).is_some())
        || (node.get("page_id").is_some() && (is_ranged("spend") || is_ranged("impressions")))
}

fn shape(text: &JsonText) -> Option<&'static str> {
    let ads = advertisements(text);
    if ads.iter().take(1_000).any(|(_, node)| is_one(node)) {
        let is_older =
            |node: &Node| ["funding_entity", "region_distribution"].iter().any(|key| node.get(key).is_some());
        return Some(if ads.iter().any(|(_, node)| is_older(node)) { OLDER } else { NEWER });
    }
    let mut roots = text.documents.iter().map(|(_, document)| &document.root);
    let is_refusal = |root: &Node| {
        root.get("error")
            .is_some_and(|error| error.get("fbtrace_id").is_some() && error.get("code").is_some())
    };
    if roots.clone().any(is_refusal) {
        return Some(REFUSED);
    }
    (ads.is_empty() && roots.any(|root| root.get("data").is_some())).then_some(EMPTY)
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let Known::Json(text) = &given.content else { unreachable!("this importer has no table shape") };
    let file = &given.input.name;
    if given.generation == REFUSED {
        let what = "it is the answer to a request that was refused, and holds no advertisements";
        return Err(ImportError::file(file, what, "ask again with a valid token, or leave the file out"));
    }
    let source = rows.enter(given.input, &format!("{}, {}; JSON", FORMAT.title, given.generation));
    let book = rows.book(AdBook {
        format: FORMAT.name,
        title: "Meta Ad Library API".to_owned(),
        // Answers to one request may have keys that others lack: they are one book all the same.
        generation: "advertisements in JSON",
        level: Level::Ad,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: CANNOT_TELL,
    });
    let ads = advertisements(text);
    // Only what was asked for is answered: a key that no advertisement has was not asked for.
    let has = |keys: &[&str]| ads.iter().any(|(_, node)| node.first(keys).is_some());
    let reader = Reader { source, book, asks_payer: has(PAYERS), asks_aim: has(AIMS) };
    for &(line, node) in &ads {
        let texts = ["id", "page_id", "page_name"].iter().filter_map(|key| node.get(key)?.id());
        refuse_long(file, line, texts.map(str::as_bytes))?;
        let verdict = reader.ad(line, node, rows);
        rows.ledger.book(source, line, verdict);
    }
    say_what_is_open(text, &ads, rows);
    rows.ledger.close(source)
}

fn say_what_is_open(text: &JsonText, ads: &[(u64, &Node)], rows: &mut AdRows) {
    // The last answer of a request is the one that names no further page.
    let names_next = |root: &Node| root.path(&["paging", "next"]).is_some();
    if text.documents.last().is_some_and(|(_, document)| names_next(&document.root)) {
        rows.say("The last answer of a file names a further page; if that was not fetched, advertisements are missing.".to_owned());
    }
    if ads.iter().any(|(_, node)| is_one(node) && node.first(IDS).and_then(Node::id).is_none()) {
        rows.say(
            "Advertisements without an id cannot be told from their repetitions; each is counted.".to_owned(),
        );
    }
}

const IDS: &[&str] = &["id", "ad_archive_id", "adArchiveID"];
const PAYERS: &[&str] = &["bylines", "byline", "funding_entity", "beneficiary_payers"];
const AIMS: &[&str] = &["target_ages", "target_gender", "target_locations"];

struct Reader {
    source: SourceId,
    book: u32,
    asks_payer: bool,
    asks_aim: bool,
}

impl Reader {
    fn ad(&self, line: u64, node: &Node, rows: &mut AdRows) -> Verdict {
        let text = |keys: &[&str]| node.first(keys).and_then(Node::id).and_then(said::said);
        let (id, page, name) = (text(IDS), text(&["page_id"]), text(&["page_name"]));
        if page.is_none() && name.is_none() && !is_one(node) {
            return Verdict::LeftOut(Why::Malformed);
        }
        // Answers hold a page only where it was asked for.
        let sponsor = page.or(name).map(|_| rows.sponsor("meta", page, name.unwrap_or("(no name)")));
        let ad = id.map(|id| rows.text(id));
        if ad.is_some_and(|ad| !rows.is_new_ad(self.book, None, ad)) {
            return Verdict::LeftOut(Why::RepeatedAd);
        }
        let mut fact = AdFact::new(self.source, line, self.book);
        (fact.ad, fact.sponsor) = (ad, sponsor);
        fact.payer = payer(node).map(|payer| rows.text(&payer));
        fact.payer_disclosed = disclosed(self.asks_payer, fact.payer.is_some());
        fact.targeting_disclosed =
            disclosed(self.asks_aim, AIMS.iter().any(|key| node.get(key).is_some_and(|aim| !aim.is_empty())));
        let days = [text(&["ad_delivery_start_time"]), text(&["ad_delivery_stop_time"])];
        [fact.from, fact.until] = rows.dates(days, self.source, line);
        fact.currency = text(&["currency"]).and_then(Currency::of);
        let mut amount = |keys: &[&str], parts| {
            node.first(keys).and_then(|node| rows.amount(&bounds(node), parts, self.source, line))
        };
        fact.spend = amount(&["spend"], HUNDREDTHS);
        fact.impressions = amount(&["impressions"], 1);
        fact.reach = amount(&["eu_total_reach", "br_total_reach"], 1);
        let whose = Whose { fact: rows.fact(fact), source: self.source, line };
        aims(node, whose, rows);
        delivered(node, whose, rows);
        let ids = [page.unwrap_or_default(), id.unwrap_or_default()].map(str::as_bytes);
        Verdict::Taken.for_ids(&ids)
    }
}

/// Whether it stands there, of what was asked for.
fn disclosed(is_asked: bool, is_there: bool) -> Disclosed {
    match (is_asked, is_there) {
        (false, _) => Disclosed::NotApplicable,
        (true, false) => Disclosed::Absent,
        (true, true) => Disclosed::Given,
    }
}

/// Who paid, as the advertisement itself said; in Europe else the payer on record now.
fn payer(node: &Node) -> Option<String> {
    let one = |node: &Node| {
        let texts: Vec<&str> = match &node.value {
            Json::List(items) => items.iter().filter_map(Node::text).collect(),
            _ => node.text().into_iter().collect(),
        };
        said::said(&texts.join("; ")).map(str::to_owned)
    };
    node.first(&["bylines", "byline", "funding_entity"]).and_then(one).or_else(|| {
        let payers = node.get("beneficiary_payers")?.list();
        let current = payers.iter().find(|payer| payer.get("current").and_then(Node::truth) == Some(true));
        one(current.or(payers.first())?.get("payer")?)
    })
}

/// An amount as [`crate::model::range::Range`] reads it: a text, a number, or the bounds of an object, of which either may be missing.
fn bounds(node: &Node) -> String {
    let bound = |key| node.get(key).and_then(Node::id).and_then(said::said);
    match (bound("lower_bound"), bound("upper_bound")) {
        (Some(low), Some(high)) => format!("lower_bound: {low}, upper_bound: {high}"),
        (Some(low), None) => format!("lower_bound: {low}"),
        (None, Some(high)) => format!("<={high}"),
        (None, None) => node.id().and_then(said::said).unwrap_or_default().to_owned(),
    }
}

/// A criterion that a sponsor set.
fn criterion(whose: Whose, dimension: Dimension, value: u32, mode: Mode) -> AdCriterion {
    let fact = whose.fact;
    AdCriterion {
        fact,
        layer: Layer::Chosen,
        dimension,
        value,
        mode: Some(mode),
        share: None,
        ads: None,
        obfuscated: 0,
    }
}

/// Whom it was aimed at.
pub(super) fn aims(node: &Node, whose: Whose, rows: &mut AdRows) {
    // Two ages are the ends of a range.
    let ages = node.get("target_ages");
    let ends: Vec<&str> = ages.map(Node::list).unwrap_or_default().iter().filter_map(Node::id).collect();
    let ages =
        if ends.is_empty() { ages.and_then(Node::id).map(str::to_owned) } else { Some(ends.join("-")) };
    if let Some(ages) = ages {
        let value = rows.text(&ages);
        rows.criterion(criterion(whose, Dimension::Age, value, Mode::Include));
    }
    if let Some(value) = node.get("target_gender").and_then(Node::text) {
        gender(value, whose, rows);
    }
    for place in node.get("target_locations").map(Node::list).unwrap_or_default() {
        let Some(name) = place.get("name").and_then(Node::id).and_then(said::said) else { continue };
        let value = rows.text(name);
        let kept_out = place.get("excluded").and_then(truth) == Some(true);
        let mode = if kept_out { Mode::Exclude } else { Mode::Include };
        let kept_back = place.get("num_obfuscated").and_then(Node::whole).unwrap_or(0);
        let obfuscated = u64::try_from(kept_back).unwrap_or(0);
        let dimension = meta_kinds::place(place.get("type").and_then(Node::text));
        rows.criterion(AdCriterion { obfuscated, ..criterion(whose, dimension, value, mode) });
    }
}

/// The gender that it was aimed at, `All` being one of three.
pub(super) fn gender(value: &str, whose: Whose, rows: &mut AdRows) {
    let value = rows.text(value);
    rows.criterion(criterion(whose, Dimension::Gender, value, Mode::Include));
}

fn truth(node: &Node) -> Option<bool> {
    node.truth().or_else(|| said::truth(node.id()?))
}

/// Who was shown it.
fn delivered(node: &Node, whose: Whose, rows: &mut AdRows) {
    let list = |keys: &[&str]| node.first(keys).map(Node::list).unwrap_or_default();
    meta_cells::distribution(list(&["demographic_distribution"]), whose, rows);
    meta_cells::distribution(list(&["delivery_by_region", "region_distribution"]), whose, rows);
    let countries = list(&["age_country_gender_reach_breakdown"]);
    if countries.is_empty() {
        meta_cells::people_by_place(list(&["total_reach_by_location"]), whose, rows);
    } else {
        meta_cells::people(countries, whose, rows);
    }
}
