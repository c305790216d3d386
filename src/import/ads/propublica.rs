//! `ProPublica`'s collector of political advertisements on Facebook: what its users were shown, and why they were told that they saw it.
//!
//! `targets` is a list of kinds with segments, in the dump a JSON text in a cell, of which some have their quotes doubled once more.
//! It is missing for about one in four: nobody opened the reasons, which is not to say that there were none. `impressions` counts how
//! often users of the collector met an advertisement, and is not taken for how often it was shown. Pages, pictures and texts are passed
//! over.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    conditions::{Conditions, Kinds, UNTOLD},
    given::{Given, JsonText, Known},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{Format, Group, json},
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Dimension, Disclosed},
        date::Day,
        gap::Why,
        id::SourceId,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "propublica-facebook-ads",
    group: Group::AdLibrary,
    title: "ProPublica Facebook political ad collector (CSV, JSON)",
    files: "the dump fbpac-ads-en-US.csv and its kind, or answers of the API: a page {ads, targets, advertisers, entities, total}",
    gives: "advertisements that users met, who paid, and the reasons that Facebook gave them for seeing it",
    lacks: "money; how often it was shown; reasons where nobody opened them; whom else it was aimed at",
    how: "ProPublica Data Store, Political Advertisements from Facebook",
};

const PAGE: &str = "answers, JSON";

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "dump, CSV",
        needs: &["id", "targets", "advertiser", "paid_for_by", "political_probability"],
        lacks: &[],
    }],
    json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "The collection holds what its users met and what they and a classifier took for political; it is no sample of any population.",
    "Its impressions are sightings by users of the collector, and are not read as how often an advertisement was shown.",
    "A reason is what Facebook told one user; the advertiser may have set others beside it, or kept people out.",
    "The day is that on which an advertisement was first collected, and not the first on which it ran.",
    "Facebook asked for a payer only from May 2018 on; earlier advertisements count as without one.",
    "Region stands for states and for countries alike.",
];

/// What its kinds of reasons look at; retargeting is told apart by its words.
const KINDS: &[(&str, Dimension)] = &[
    ("Gender", Dimension::Gender),
    ("Age", Dimension::Age),
    ("MinAge", Dimension::Age),
    ("MaxAge", Dimension::Age),
    ("City", Dimension::City),
    ("State", Dimension::Region),
    ("Region", Dimension::Region),
    ("Interest", Dimension::Interest),
    ("Segment", Dimension::Demographic),
    ("Retargeting", Dimension::CustomAudience),
    ("Agency", Dimension::CustomAudience),
    ("List", Dimension::CustomerList),
    ("Website", Dimension::WebsiteVisitors),
    ("Language", Dimension::Language),
    ("Employer", Dimension::Work),
    ("School", Dimension::Work),
    ("Like", Dimension::Connection),
    ("Engaged with Content", Dimension::Engagement),
    ("Activity on the Facebook Family", Dimension::Engagement),
];

/// A reason: its kind, and its segment, if any.
type Target = (String, Option<String>);

/// An advertisement as it stands in the dump or in an answer.
struct Ad<'a> {
    line: u64,
    id: Option<&'a str>,
    sponsor: Option<&'a str>,
    payer: Option<&'a str>,
    collected: Option<&'a str>,
    /// `None` where it cannot be read.
    targets: Option<Vec<Target>>,
}

fn json(text: &JsonText) -> Option<&'static str> {
    let records = text.under(&["ads"]);
    let is_ad = |node: &json::Node| node.get("targets").is_some() && node.get("paid_for_by").is_some();
    let is_known = records.first().is_some_and(|(_, first)| is_ad(first))
        || (records.is_empty() && text.is_page_with(&["ads", "targets", "advertisers", "entities"]));
    is_known.then_some(PAGE)
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let book = rows.book(given.book_of_ads(
        FORMAT,
        "ProPublica's collector of Facebook advertisements",
        CANNOT_TELL,
    ));
    let mut kinds = Kinds::new(KINDS);
    let source = match given.content {
        Known::Table(_) => read_table(given, book, &mut kinds, rows)?,
        Known::Json(text) => read_json(given, text, book, &mut kinds, rows)?,
    };
    kinds.tell("ProPublica's collector", source, rows);
    Ok(())
}

fn read_table(
    given: &Given,
    book: u32,
    kinds: &mut Kinds,
    rows: &mut AdRows,
) -> Result<SourceId, ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let [id, sponsor, payer] = ["id", "advertiser", "paid_for_by"].map(|name| table.column(name));
    let [collected, targets] = ["created_at", "targets"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, sponsor, payer])?;
        let ad = Ad {
            line: record.line,
            id: record.known(id),
            sponsor: record.known(sponsor),
            payer: record.known(payer),
            collected: record.known(collected),
            targets: record.known(targets).map_or_else(|| Some(Vec::new()), of_text),
        };
        Ok(enter(&ad, table.source, book, kinds, rows))
    })?;
    Ok(table.source)
}

fn read_json(
    given: &Given,
    text: &JsonText,
    book: u32,
    kinds: &mut Kinds,
    rows: &mut AdRows,
) -> Result<SourceId, ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    for (line, node) in text.under(&["ads"]) {
        let text = |key: &str| node.get(key).and_then(json::Node::id);
        let ad = Ad {
            line,
            id: text("id"),
            sponsor: text("advertiser"),
            payer: text("paid_for_by"),
            collected: text("created_at"),
            targets: node.get("targets").map_or_else(|| Some(Vec::new()), of_node),
        };
        refuse_long(
            &given.input.name,
            line,
            [ad.id, ad.sponsor, ad.payer].into_iter().flatten().map(str::as_bytes),
        )?;
        let verdict = enter(&ad, source, book, kinds, rows);
        rows.ledger.book(source, line, verdict);
    }
    rows.ledger.close(source)?;
    Ok(source)
}

/// The reasons in a text: JSON, if need be after quotes that were doubled are made single.
fn of_text(text: &str) -> Option<Vec<Target>> {
    let document = |text: &str| json::Document::of("targets", text.as_bytes(), json::Reading::default()).ok();
    let once = || text.trim_matches('"').replace("\"\"", "\"");
    of_node(&document(text).or_else(|| document(&once()))?.root)
}

/// The reasons in a value: a list of them, or a text that spells one.
fn of_node(node: &json::Node) -> Option<Vec<Target>> {
    if node.is_empty() {
        return Some(Vec::new());
    }
    if let Some(text) = node.text() {
        return if text.starts_with(['[', '{']) { of_text(text) } else { None };
    }
    let of = |target: &json::Node| {
        let kind = target.get("target")?.text()?.to_owned();
        Some((kind, target.get("segment").and_then(json::Node::id).map(str::to_owned)))
    };
    let targets = node.list();
    if targets.is_empty() { None } else { targets.iter().map(of).collect() }
}

fn enter(ad: &Ad, source: SourceId, book: u32, kinds: &mut Kinds, rows: &mut AdRows) -> Verdict {
    let Some(id) = ad.id else { return Verdict::LeftOut(Why::BlankId) };
    let Some(targets) = &ad.targets else { return Verdict::LeftOut(Why::Malformed) };
    let id_text = rows.text(id);
    if !rows.is_new_ad(book, None, id_text) {
        return Verdict::LeftOut(Why::RepeatedAd);
    }
    let mut fact = AdFact::new(source, ad.line, book);
    fact.ad = Some(id_text);
    fact.sponsor = ad.sponsor.map(|name| rows.sponsor("facebook, collected", None, name));
    fact.payer = ad.payer.map(|payer| rows.text(payer));
    fact.payer_disclosed = if fact.payer.is_some() { Disclosed::Given } else { Disclosed::Absent };
    fact.why_shown = if targets.is_empty() { Disclosed::Absent } else { Disclosed::Given };
    fact.from = ad.collected.and_then(Day::parse);
    let is_unread = ad.collected.is_some() && fact.from.is_none();
    let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Experienced };
    for (kind, segment) in targets {
        reason(conditions, kind, segment.as_deref(), kinds, rows);
    }
    if is_unread { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken.for_ids(&[id.as_bytes()]) }
}

fn reason(conditions: Conditions, kind: &str, segment: Option<&str>, kinds: &mut Kinds, rows: &mut AdRows) {
    let include = Some(Mode::Include);
    let dimension = match kinds.of(kind) {
        Dimension::CustomAudience => brought(segment.unwrap_or_default()),
        dimension => dimension,
    };
    match segment {
        Some(years) if matches!(kind, "MinAge" | "MaxAge") => {
            conditions.add(rows, dimension, &format!("{kind} {years}"), include);
        }
        Some(segment) => conditions.add(rows, dimension, segment, include),
        None if dimension == Dimension::CustomerList => {
            conditions.keep_back(rows, dimension, UNTOLD, include);
        }
        None => conditions.add(rows, dimension, kind, include),
    }
}

/// What an audience that the advertiser brought is, by the words about it.
fn brought(segment: &str) -> Dimension {
    let segment = segment.to_lowercase();
    match () {
        () if segment.contains("similar to") => Dimension::Lookalike,
        () if segment.contains("near their") => Dimension::Radius,
        () => Dimension::CustomAudience,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(kind: &str, segment: Option<&str>) -> Target {
        (kind.to_owned(), segment.map(str::to_owned))
    }

    #[test]
    fn reads_reasons_however_their_quotes_are_written() {
        let reasons = vec![target("Age", Some("18 and older")), target("List", None)];
        let single = r#"[{"target": "Age", "segment": "18 and older"}, {"target": "List"}]"#;
        let doubled = single.replace('"', "\"\"");
        let (quoted, escaped) = (format!("\"{doubled}\""), format!("\"{}\"", single.replace('"', "\\\"")));
        for text in [single, &doubled, &quoted, &escaped] {
            assert_eq!(of_text(text).as_ref(), Some(&reasons), "{text}");
        }
    }

    #[test]
    fn no_reasons_are_told_from_reasons_that_cannot_be_read() {
        for none in ["[]", "null", "{}", "\"\"", "\"[]\""] {
            assert_eq!(of_text(none), Some(Vec::new()), "{none}");
        }
        for cut in [r#"[{"target": "Age", "segm"#, "[", "Age", r#"[{"segment": "18"}]"#, "\"Age\"", "7"] {
            assert_eq!(of_text(cut), None, "{cut}");
        }
    }

    #[test]
    fn retargeting_is_told_apart_by_its_words() {
        let words =
            ["people who may be similar to their customers", "recently near their business", "Experian"];
        assert_eq!(words.map(brought), [Dimension::Lookalike, Dimension::Radius, Dimension::CustomAudience]);
    }
}
