//! "Why am I seeing this?" as browser extensions record it from Facebook: `waist_targeting_data`, a list of reasons for each advertisement.
//!
//! A reason has a kind, `waist_ui_type`, and its values in fields of its own or in `serialized_data`, a JSON text. Ages are held with 13
//! years taken off, the age from which one may have an account, and are read with these put back; 65 stands for 65 and older. Which
//! list, website or page a custom audience was made from is kept back; the numbers of `ca_type` say its kind where the type does not.

use super::{
    Importer,
    ad_rows::AdRows,
    conditions::{Conditions, Kinds},
    given::{Given, JsonText},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{
            Format, Group,
            json::{Document, Node, Reading},
        },
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdFact, Dimension, Disclosed, Level},
        gap::Why,
        id::SourceId,
        segment::{Layer, Mode},
    },
};

const FORMAT: &Format = &Format {
    name: "facebook-why-shown",
    group: Group::AdLibrary,
    title: "Facebook \"Why am I seeing this?\" as extensions record it (JSON)",
    files: "a list, or one a line, of records with waist_targeting_data, by itself or in adTargetingData, and with ad_id, id or \
            platformItemId; advertiser_name or page_name, page_id and paid_for_by if there are any",
    gives: "the reasons that one user was given: ages, places, interests, lists, lookalikes, friends of those connected to the page",
    lacks: "money; how often it was shown; which list or website an audience was made from",
    how: "Ad Observer, Who Targets Me and their kind, export of the collected records",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, tables: &[], json, read };

const CANNOT_TELL: &[&str] = &[
    "Each row is one record of somebody who was shown an advertisement; one that was recorded twice has two rows and is one advertisement.",
    "A reason is what Facebook told one user; the advertiser may have set others beside it, or kept people out.",
    "Ages are recorded with 13 years taken off, which are put back here; that rests on those who studied the records.",
    "Which list, website or page an audience was made from is not told.",
];

/// The kinds: what each looks at, and the field that has its value, if any.
const KINDS: &[(&str, Dimension, &str)] = &[
    ("LOCATION", Dimension::Region, "location_name"),
    ("LOCALE", Dimension::Language, "locales"),
    ("INTERESTS", Dimension::Interest, "interests"),
    ("BCT", Dimension::Behaviour, "name"),
    ("CONNECTION", Dimension::Connection, "name"),
    ("FRIENDS_OF_CONNECTION", Dimension::FriendsOfConnections, "name"),
    ("EDU_SCHOOLS", Dimension::Work, "school_names"),
    ("ED_STATUS", Dimension::Work, "edu_status"),
    ("WORK_EMPLOYERS", Dimension::Work, "employer_name"),
    ("WORK_JOB_TITLES", Dimension::Work, "job_title"),
    ("RELATIONSHIP_STATUS", Dimension::Demographic, "relationship_status"),
    ("LOCAL_REACH", Dimension::Radius, ""),
    ("DYNAMIC_RULE", Dimension::Engagement, ""),
    ("ACTIONABLE_INSIGHTS", Dimension::Behaviour, "description"),
    ("COLLABORATIVE_AD", Dimension::CustomAudience, "merchant_name"),
    ("COLLABORATIVE_ADS_STORE_VISITS", Dimension::CustomAudience, "merchant_name"),
];

/// Audiences that the advertiser brought: what follows `CUSTOM_AUDIENCES_`, the number of `ca_type` if known, and what it is.
const AUDIENCES: &[(&str, Option<i64>, Dimension)] = &[
    ("DATAFILE", None, Dimension::CustomerList),
    ("LOOKALIKE", Some(4), Dimension::Lookalike),
    ("WEBSITE", Some(5), Dimension::WebsiteVisitors),
    ("MOBILE_APP", Some(7), Dimension::Engagement),
    ("ENGAGEMENT_VIDEO", Some(8), Dimension::Engagement),
    ("ENGAGEMENT_LEAD_GEN", Some(9), Dimension::Engagement),
    ("ENGAGEMENT_PAGE", Some(11), Dimension::Engagement),
    ("ENGAGEMENT_IG", Some(12), Dimension::Engagement),
    ("ENGAGEMENT_EVENT", Some(13), Dimension::Engagement),
    ("ENGAGEMENT_CANVAS", None, Dimension::Engagement),
    ("OFFLINE", None, Dimension::CustomAudience),
    ("STORE_VISITS", None, Dimension::CustomAudience),
    ("UNRESOLVED", Some(29), Dimension::CustomAudience),
];

/// How fine a place is.
const GRANULARITIES: &[(&str, Dimension)] = &[
    ("country", Dimension::Country),
    ("country_group", Dimension::CountryGroup),
    ("region", Dimension::Region),
    ("city", Dimension::City),
    ("county", Dimension::County),
    ("zip", Dimension::PostalCode),
    ("geo_market", Dimension::Metro),
    ("electoral_district", Dimension::District),
    ("neighborhood", Dimension::Neighbourhood),
];

/// Years that are taken off ages.
const OFFSET: i64 = 13;
/// The age that stands for itself and all above.
const OLDEST: i64 = 65;

/// The reasons of a record, where an extension puts them.
fn reasons(record: &Node) -> Option<&Node> {
    const KEY: &str = "waist_targeting_data";
    let paths: [&[&str]; 4] = [
        &[KEY],
        &["data", KEY],
        &["adTargetingData", "data", KEY],
        &["payload", "adTargetingData", "data", KEY],
    ];
    paths.into_iter().find_map(|path| record.path(path))
}

fn json(text: &JsonText) -> Option<&'static str> {
    let records = text.under(&["ads"]);
    records.first().is_some_and(|(_, first)| reasons(first).is_some()).then_some("records, JSON")
}

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let source = rows.enter(given.input, &format!("{}, {}", FORMAT.title, given.generation));
    let title = "Reasons that Facebook gave, as recorded";
    let book = AdBook { level: Level::Showing, ..given.book_of_ads(FORMAT, title, CANNOT_TELL) };
    let book = rows.book(book);
    let mut kinds = Kinds::new(&[]);
    for (line, record) in given.json().under(&["ads"]) {
        let text = |keys: &[&str]| record.first(keys).and_then(Node::id);
        let ad = text(&["ad_id", "platformItemId", "adId", "id"]);
        let (page, name) = (text(&["page_id"]), text(&["advertiser_name", "page_name", "advertiser"]));
        let payer = text(&["paid_for_by", "funding_entity"]);
        refuse_long(
            &given.input.name,
            line,
            [ad, page, name, payer].into_iter().flatten().map(str::as_bytes),
        )?;
        let (Some(ad), Some(reasons)) = (ad, reasons(record).and_then(listed)) else {
            let why = if ad.is_none() { Why::BlankId } else { Why::Malformed };
            rows.ledger.book(source, line, Verdict::LeftOut(why));
            continue;
        };
        let mut fact = AdFact::new(source, line, book);
        fact.ad = Some(rows.text(ad));
        fact.sponsor = name.or(page).map(|name| rows.sponsor("facebook, recorded", page, name));
        fact.payer = payer.map(|payer| rows.text(payer));
        fact.payer_disclosed = if payer.is_some() { Disclosed::Given } else { Disclosed::NotApplicable };
        let nodes = reasons.nodes();
        fact.why_shown = if nodes.is_empty() { Disclosed::Absent } else { Disclosed::Given };
        let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Experienced };
        let unread = nodes.iter().filter(|node| !reason(node, conditions, &mut kinds, rows)).count();
        (0..unread).for_each(|_| rows.note(source, line, Why::Malformed));
        rows.ledger.book(source, line, Verdict::Taken.for_ids(&[ad.as_bytes()]));
    }
    tell(&kinds, source, rows);
    rows.ledger.close(source)
}

fn tell(kinds: &Kinds, source: SourceId, rows: &mut AdRows) {
    kinds.tell("Reasons that Facebook gave", source, rows);
}

/// Reasons that stand in a list, or in a text that spells one.
enum Reasons<'a> {
    Here(&'a Node),
    Spelt(Document),
}

impl Reasons<'_> {
    fn nodes(&self) -> &[Node] {
        match self {
            Self::Here(node) => node.list(),
            Self::Spelt(document) => document.root.list(),
        }
    }
}

fn parsed(text: &str) -> Option<Document> {
    Document::of("a value", text.as_bytes(), Reading::default()).ok()
}

/// The list of reasons; nothing is an empty one. `None` where it cannot be read.
fn listed(node: &Node) -> Option<Reasons<'_>> {
    match node.text() {
        Some(text) => parsed(text).map(Reasons::Spelt),
        None if node.is_empty() || !node.list().is_empty() => Some(Reasons::Here(node)),
        None => None,
    }
}

/// Adds the criteria of a reason; no where it has no kind.
fn reason(node: &Node, conditions: Conditions, kinds: &mut Kinds, rows: &mut AdRows) -> bool {
    let Some(kind) = node.get("waist_ui_type").and_then(Node::text) else { return false };
    let inner = node.get("serialized_data").and_then(Node::text).and_then(parsed);
    let fields = Fields { node, inner: inner.as_ref().map(|document| &document.root) };
    if kind == "AGE_GENDER" {
        age_and_gender(&fields, conditions, rows);
        return true;
    }
    let words = kind.to_lowercase().replace('_', " ");
    if let Some(audience) = kind.strip_prefix("CUSTOM_AUDIENCES_") {
        let code = fields.get("ca_type").and_then(Node::whole);
        let dimension = brought(audience, code).unwrap_or_else(|| kinds.strange());
        conditions.keep_back(rows, dimension, &words, Some(Mode::Include));
        return true;
    }
    let known = KINDS.iter().find(|(known, ..)| *known == kind);
    let (mut dimension, field) =
        known.map_or_else(|| (kinds.strange(), "name"), |&(_, dimension, field)| (dimension, field));
    if kind == "LOCATION" {
        let granularity = fields.get("location_granularity").and_then(Node::text).unwrap_or_default();
        let known = GRANULARITIES.iter().find(|(known, _)| *known == granularity);
        dimension = known.map_or(dimension, |&(_, dimension)| dimension);
    }
    let values = fields.get(field).map(names).unwrap_or_default();
    if values.is_empty() {
        conditions.keep_back(rows, dimension, &words, Some(Mode::Include));
    }
    for value in values {
        conditions.add(rows, dimension, value, Some(Mode::Include));
    }
    true
}

/// The fields of a reason: its own, or else those of its `serialized_data`.
struct Fields<'a> {
    node: &'a Node,
    inner: Option<&'a Node>,
}

impl<'a> Fields<'a> {
    fn get(&self, key: &str) -> Option<&'a Node> {
        let own = self.node.get(key).filter(|node| !node.is_empty());
        own.or_else(|| self.inner?.get(key)).filter(|node| !node.is_empty())
    }
}

/// The texts in a value: one, a list of them, or of objects with a name.
fn names(node: &Node) -> Vec<&str> {
    match node.id() {
        Some(text) => vec![text],
        None => {
            node.list().iter().filter_map(|node| node.id().or_else(|| node.get("name")?.text())).collect()
        }
    }
}

/// What an audience that the advertiser brought is: by its type, or by its number where the type was not resolved or is not known.
fn brought(audience: &str, code: Option<i64>) -> Option<Dimension> {
    let by_code = AUDIENCES.iter().find(|(_, known, _)| known.is_some() && *known == code);
    let by_type = AUDIENCES.iter().find(|(known, ..)| *known == audience);
    let resolved = by_type.filter(|(known, ..)| *known != "UNRESOLVED");
    resolved.or(by_code).or(by_type).map(|&(.., dimension)| dimension)
}

fn age_and_gender(fields: &Fields, conditions: Conditions, rows: &mut AdRows) {
    let age = |key| fields.get(key).and_then(Node::whole).map(|years| years + OFFSET);
    if let Some(span) = ages(age("age_min"), age("age_max")) {
        conditions.add(rows, Dimension::Age, &span, Some(Mode::Include));
    }
    let gender = fields.get("gender").and_then(Node::text).filter(|gender| *gender != "ANY");
    if let Some(gender) = gender {
        conditions.add(rows, Dimension::Gender, gender, Some(Mode::Include));
    }
}

/// The span between two ages.
fn ages(youngest: Option<i64>, oldest: Option<i64>) -> Option<String> {
    match (youngest, oldest.filter(|&oldest| oldest < OLDEST)) {
        (Some(youngest), Some(oldest)) => Some(format!("{youngest} to {oldest}")),
        (Some(youngest), None) => Some(format!("{youngest} and older")),
        (None, Some(oldest)) => Some(format!("{oldest} and younger")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_age_is_open() {
        assert_eq!(ages(Some(23), Some(46)).as_deref(), Some("23 to 46"));
        assert_eq!(ages(Some(18), Some(65)).as_deref(), Some("18 and older"));
        assert_eq!(ages(None, Some(30)).as_deref(), Some("30 and younger"));
        assert_eq!(ages(None, Some(65)), None, "nobody is kept out");
    }

    #[test]
    fn the_number_resolves_an_audience_that_its_type_does_not() {
        assert_eq!(brought("UNRESOLVED", Some(4)), Some(Dimension::Lookalike));
        assert_eq!(brought("UNRESOLVED", Some(29)), Some(Dimension::CustomAudience));
        assert_eq!(brought("DATAFILE", Some(4)), Some(Dimension::CustomerList), "its type is known");
        assert_eq!(brought("NEW_ONE", Some(5)), Some(Dimension::WebsiteVisitors));
        assert_eq!(brought("NEW_ONE", None), None);
    }
}
