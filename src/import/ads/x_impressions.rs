//! The advertisements that the owner of an X archive was shown: `ad-impressions.js`. One row is one showing.
//!
//! The values of lists, and of lookalikes of lists, are names that the advertiser gave them for itself; they are not kept, and counted as
//! kept back. What is promoted, its text and the device are passed over.

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
        ads::{AdBook, AdFact, Dimension, Disclosed, Level},
        date::Day,
        gap::Why,
        id::SourceId,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "x-archive-ads",
    group: Group::AdLibrary,
    title: "X archive, advertisements shown (ad-impressions.js)",
    files: "ad-impressions.js and its parts, alone or in the archive: ad.adsUserData.adImpressions.impressions",
    gives: "each showing of an advertisement to the owner, by whom, when, and the criteria that the owner matched",
    lacks: "money; who else was shown it; the names of lists, which are kept back; what a place is, a town, a state or a country",
    how: "X, Settings, Your account, Download an archive of your data",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, tables: &[], json, read };

const CANNOT_TELL: &[&str] = &[
    "Each row is one showing to the owner of the archive; an advertisement that was shown twice has two rows and is one advertisement.",
    "The criteria are those that the owner matched; an advertiser may have set others, or kept people out.",
    "Names of lists are the advertiser's own and are not kept; each is counted as kept back.",
    "A place may be a town, a state or a country; the archive does not say which.",
];

const KINDS: &[(&str, Dimension)] = &[
    ("Age", Dimension::Age),
    ("Gender", Dimension::Gender),
    ("Languages", Dimension::Language),
    ("Locations", Dimension::Region),
    ("Keywords", Dimension::Keyword),
    ("Interests", Dimension::Interest),
    ("Conversation topics", Dimension::Interest),
    ("Events", Dimension::Interest),
    ("Movies and TV shows", Dimension::Interest),
    ("Platforms", Dimension::Device),
    ("OS versions", Dimension::Device),
    ("Device models", Dimension::Device),
    ("Carriers", Dimension::Device),
    ("Mobile network operators", Dimension::Device),
    ("WiFi-Only", Dimension::Device),
    ("New device targeting", Dimension::Device),
    ("App Activity", Dimension::Engagement),
    ("App Activity Combination", Dimension::Engagement),
    ("Website Activity", Dimension::WebsiteVisitors),
    ("Followers of a user id", Dimension::Connection),
    ("Follower look-alikes", Dimension::Lookalike),
    ("List", Dimension::CustomerList),
    ("Lists", Dimension::CustomerList),
    ("Tailored audiences (lists)", Dimension::CustomerList),
    ("Retargeting campaign engager", Dimension::Engagement),
    ("Retargeting engagement type", Dimension::Engagement),
    ("Retargeting user engager", Dimension::Engagement),
    ("Retargeting custom audience lookalike targeting", Dimension::Lookalike),
    ("Unknown", Dimension::Unknown),
];

/// The list of showings in a record of a part.
fn impressions(part: &Node) -> Option<&Node> {
    part.path(&["ad", "adsUserData", "adImpressions", "impressions"])
}

fn json(text: &JsonText) -> Option<&'static str> {
    let has_some = text.under(&[]).iter().any(|(_, part)| impressions(part).is_some());
    has_some.then_some("showings")
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let title = "X, advertisements shown to the owner of an archive";
    let book = AdBook { level: Level::Showing, ..given.book_of_ads(FORMAT, title, CANNOT_TELL) };
    let book = rows.book(book);
    let mut kinds = Kinds::new(KINDS);
    for (at, (_, document)) in given.json().documents.iter().enumerate() {
        for part in document.root.list() {
            let line = given.json().line(at, part);
            let Some(showings) = impressions(part) else {
                rows.ledger.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            for showing in showings.list() {
                let line = given.json().line(at, showing);
                let verdict =
                    Showing::of(line, showing).enter(&given.input.name, source, book, &mut kinds, rows)?;
                rows.ledger.book(source, line, verdict);
            }
        }
    }
    kinds.tell("X archive", source, rows);
    rows.ledger.close(source)
}

/// One showing.
struct Showing<'a> {
    line: u64,
    /// The number of the promoted post, or of the promoted trend.
    ad: Option<String>,
    time: Option<&'a str>,
    handle: Option<&'a str>,
    name: Option<&'a str>,
    criteria: &'a [Node],
}

impl<'a> Showing<'a> {
    fn of(line: u64, node: &'a Node) -> Self {
        let id = |path: &[&str]| node.path(path).and_then(Node::id);
        let post = id(&["promotedTweetInfo", "tweetId"]).map(str::to_owned);
        let trend = || id(&["promotedTrendInfo", "trendId"]).map(|trend| format!("trend {trend}"));
        let handle = id(&["advertiserInfo", "screenName"]);
        Self {
            line,
            ad: post.or_else(trend),
            time: node.get("impressionTime").and_then(Node::text),
            handle,
            name: id(&["advertiserInfo", "advertiserName"]).or(handle),
            criteria: node.get("matchedTargetingCriteria").map(Node::list).unwrap_or_default(),
        }
    }

    fn enter(
        &self,
        file: &str,
        source: SourceId,
        book: u32,
        kinds: &mut Kinds,
        rows: &mut AdRows,
    ) -> Result<Verdict, ImportError> {
        let texts = [self.ad.as_deref(), self.handle, self.name].into_iter().flatten();
        refuse_long(file, self.line, texts.map(str::as_bytes))?;
        if self.name.is_none() && self.ad.is_none() {
            return Ok(Verdict::LeftOut(Why::Malformed));
        }
        // What was shown at the same second is the same showing, read from another copy of the archive.
        if let (Some(ad), Some(time)) = (&self.ad, self.time) {
            let key = rows.text(&format!("{ad} {time}"));
            if !rows.is_new_ad(book, None, key) {
                return Ok(Verdict::LeftOut(Why::RepeatedAd));
            }
        }
        let mut fact = AdFact::new(source, self.line, book);
        fact.ad = self.ad.as_deref().map(|ad| rows.text(ad));
        fact.sponsor = self.name.map(|name| rows.sponsor("x", self.handle, name));
        fact.from = self.time.and_then(Day::parse);
        fact.until = fact.from;
        fact.why_shown = if self.criteria.is_empty() { Disclosed::Absent } else { Disclosed::Given };
        let is_undated = fact.from.is_none();
        let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Experienced };
        for criterion in self.criteria {
            match criterion.get("targetingType").and_then(Node::text) {
                Some(kind) => matched(kind, criterion, conditions, kinds, rows),
                None => rows.note(source, self.line, Why::Malformed),
            }
        }
        Ok(if is_undated { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken })
    }
}

fn matched(kind: &str, criterion: &Node, conditions: Conditions, kinds: &mut Kinds, rows: &mut AdRows) {
    let dimension = kinds.of(kind);
    let is_internal = dimension == Dimension::CustomerList || kind.to_lowercase().contains("custom audience");
    match criterion.get("targetingValue").and_then(Node::id) {
        Some(value) if !is_internal => conditions.add(rows, dimension, value, Some(Mode::Include)),
        None if !is_internal => conditions.add(rows, dimension, kind, Some(Mode::Include)),
        _ => conditions.keep_back(rows, dimension, UNTOLD, Some(Mode::Include)),
    }
}
