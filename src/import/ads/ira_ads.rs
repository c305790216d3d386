//! The advertisements of the Internet Research Agency that the House of Representatives released, as three tables: advertisements, targets,
//! and which have which.
//!
//! Money is in roubles or dollars, which are never added. A target is a path, `people_who_match:interests:Martin Luther King`; what begins
//! with `excluded_` keeps people out. The texts were read from images: dashes, blanks and accents differ between spellings of one target,
//! which are one here, by the first that was read. Paths of kinds that are not known are often misreadings; they are kept, and counted.

use super::{
    Generation, Importer,
    ad_rows::AdRows,
    ad_table::AdTable,
    conditions::{Conditions, Kinds},
    given::Given,
    no_json,
};
use crate::{
    import::{
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdFact, Currency, Dimension, Disclosed},
        date::Day,
        gap::Why,
        range::HUNDREDTHS,
        segment::{Layer, Mode},
    },
};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const FORMAT: &Format = &Format {
    name: "ira-ads",
    group: Group::AdLibrary,
    title: "Internet Research Agency ads, House release (CSV)",
    files: "three tables: ads (id, clicks, impressions, spend_amount, spend_currency, created, ended), targets (id, name, category, \
            prefix), ad_targets (target_id, ad_id)",
    gives: "advertisements with money, showings and days, and the interests, ages, places and connections they were aimed by",
    lacks: "who paid, as declared; who saw it; what was misread from the images",
    how: "the release of the House Permanent Select Committee on Intelligence, as tables",
};

const fn importer(
    tables: &'static [Generation],
    read: fn(&Given, &mut AdRows) -> Result<(), ImportError>,
) -> Importer {
    Importer { format: FORMAT, tables, json: no_json, read }
}

/// The table of advertisements.
pub(super) const ADS: Importer = importer(
    &[Generation {
        name: "advertisements",
        needs: &["id", "clicks", "impressions", "spend_amount", "spend_currency"],
        lacks: &[],
    }],
    read_ads,
);
/// The table of targets.
pub(super) const TARGETS: Importer = importer(
    &[Generation { name: "targets", needs: &["id", "name", "category", "prefix"], lacks: &["impressions"] }],
    read_targets,
);
/// Which advertisement has which target.
pub(super) const LINKS: Importer = importer(
    &[Generation {
        name: "targets of advertisements",
        needs: &["target_id", "ad_id"],
        lacks: &["impressions", "name", "percentage"],
    }],
    read_links,
);

const CANNOT_TELL: &[&str] = &[
    "The release is what the platform attributed to one organisation and handed over; it is no library of all advertisements.",
    "Texts were read from images, and some were misread.",
    "Money is in roubles or in dollars, which are not added to each other.",
    "Criteria are the advertiser's settings; how often each part of an advertisement's audience saw it is not known.",
];

/// What the words of a path look at.
const KINDS: &[(&str, Dimension)] = &[
    ("age", Dimension::Age),
    ("gender", Dimension::Gender),
    ("language", Dimension::Language),
    ("interests", Dimension::Interest),
    ("behaviors", Dimension::Behaviour),
    ("politics", Dimension::Demographic),
    ("generation", Dimension::Demographic),
    ("home_composition", Dimension::Demographic),
    ("multicultural_affinity", Dimension::Demographic),
    ("ethnic_affinity", Dimension::Demographic),
    ("relationship_status", Dimension::Demographic),
    ("education_level", Dimension::Work),
    ("field_of_study", Dimension::Work),
    ("school", Dimension::Work),
    ("employers", Dimension::Work),
    ("job_title", Dimension::Work),
    ("industry", Dimension::Work),
    ("custom_audience", Dimension::CustomAudience),
    ("connections", Dimension::Connection),
    ("people_who_like", Dimension::Connection),
    ("friends_of_connections", Dimension::FriendsOfConnections),
    ("placements", Dimension::Placement),
];

/// A target: what it looks at, in or out, the text of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Target {
    dimension: Dimension,
    mode: Mode,
    value: u32,
}

/// The tables, until all are read.
#[derive(Default)]
pub(super) struct Joined {
    /// The rows of advertisements, by their ids.
    ads: BTreeMap<String, u32>,
    targets: BTreeMap<String, Target>,
    links: Vec<[String; 2]>,
    /// The first spelling of each value.
    spellings: BTreeMap<(Dimension, String), u32>,
}

impl Joined {
    /// Gives the advertisements their targets, once every table is read, and says how many do not fit.
    pub(super) fn enter(self, rows: &mut AdRows) {
        let find = |[ad, target]: &[String; 2]| Some((*self.ads.get(ad)?, target.clone()));
        // In the order of advertisements, each pair once.
        let pairs: BTreeSet<(u32, String)> = self.links.iter().filter_map(find).collect();
        let lost = self
            .links
            .iter()
            .filter(|[ad, target]| !self.ads.contains_key(ad) || !self.targets.contains_key(target));
        let lost = lost.count();
        if !self.links.is_empty() {
            for &fact in self.ads.values() {
                rows.fact_mut(fact).targeting_disclosed = Disclosed::Absent;
            }
        }
        for (fact, target) in &pairs {
            let Some(&Target { dimension, mode, value }) = self.targets.get(target) else { continue };
            rows.fact_mut(*fact).targeting_disclosed = Disclosed::Given;
            Conditions { fact: *fact, layer: Layer::Chosen }.add_text(rows, dimension, value, Some(mode));
        }
        if lost > 0 {
            rows.say(format!(
                "Internet Research Agency: targets of advertisements of which the one or the other is in no file given, left out: {lost}."
            ));
        }
    }
}

fn read_ads(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let book = rows.book(given.book_of_ads(FORMAT, "Internet Research Agency, House release", CANNOT_TELL));
    let [id, impressions, spend] = ["id", "impressions", "spend_amount"].map(|name| table.column(name));
    let [currency, created, ended] = ["spend_currency", "created", "ended"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id])?;
        let Some(id) = record.known(id) else { return Ok(Verdict::LeftOut(Why::BlankId)) };
        let ad = rows.text(id);
        if !rows.is_new_ad(book, None, ad) {
            return Ok(Verdict::LeftOut(Why::RepeatedAd));
        }
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.ad = Some(ad);
        let days = [created, ended].map(|column| record.known(column));
        [fact.from, fact.until] = days.map(|day| day.and_then(Day::parse));
        fact.currency = record.known(currency).and_then(Currency::of);
        fact.spend =
            rows.amount(record.known(spend).unwrap_or_default(), HUNDREDTHS, table.source, record.line);
        fact.impressions =
            rows.amount(record.known(impressions).unwrap_or_default(), 1, table.source, record.line);
        let is_undated =
            days.iter().zip([fact.from, fact.until]).any(|(cell, day)| cell.is_some() && day.is_none());
        let fact = rows.fact(fact);
        rows.ira.ads.insert(id.to_owned(), fact);
        Ok(if is_undated { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken })
    })
}

fn read_targets(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let [id, name] = ["id", "name"].map(|name| table.column(name));
    let [category, prefix] = ["category", "prefix"].map(|name| table.column(name));
    let mut kinds = Kinds::new(KINDS);
    table.each(rows, |record, rows| {
        table.refuse_long(record, &[id, name])?;
        let (Some(id), Some(name)) = (record.known(id), record.known(name)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let columns = [record.known(prefix), record.known(category)];
        let Path { dimension, mode, value } = Path::of(name, columns, &mut kinds);
        let text = rows.text(value);
        let value = *rows.ira.spellings.entry((dimension, plain(value))).or_insert(text);
        let target = Target { dimension, mode, value };
        // The same once more does no harm; another of the same id is not as the format says.
        let known = *rows.ira.targets.entry(id.to_owned()).or_insert(target);
        Ok(if known == target { Verdict::Taken } else { Verdict::LeftOut(Why::Malformed) })
    })?;
    kinds.tell("Internet Research Agency", table.source, rows);
    Ok(())
}

fn read_links(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let [ad, target] = ["ad_id", "target_id"].map(|name| table.column(name));
    table.each(rows, |record, rows| {
        let (Some(ad), Some(target)) = (record.known(ad), record.known(target)) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        rows.ira.links.push([ad.to_owned(), target.to_owned()]);
        Ok(Verdict::Taken)
    })
}

/// A target, taken apart.
struct Path<'a> {
    dimension: Dimension,
    mode: Mode,
    value: &'a str,
}

impl<'a> Path<'a> {
    /// The first word of the path that is known says what it looks at; what follows it is the value. Where the path knows none, the
    /// columns beside it may.
    fn of(name: &'a str, columns: [Option<&str>; 2], kinds: &mut Kinds) -> Self {
        let parts = name.split(':').scan(0, |start, part| {
            let at = *start;
            *start += part.len() + 1;
            Some((part.trim(), &name[(at + part.len() + 1).min(name.len())..]))
        });
        // The last part is a value, whatever it is called.
        let words: Vec<(&str, &str)> = parts.filter(|(_, rest)| !rest.trim().is_empty()).collect();
        let is_out = |word: &str| word.to_lowercase().starts_with("excluded");
        let mut heads = words.first().map(|(word, _)| *word).into_iter().chain(columns.into_iter().flatten());
        let mode = if heads.any(is_out) { Mode::Exclude } else { Mode::Include };
        let known = words.iter().find_map(|(word, rest)| Some((dimension(word)?, rest.trim())));
        let by_column = || columns.into_iter().rev().flatten().find_map(dimension);
        let last = words.last().map_or(name, |(_, rest)| *rest).trim();
        let (dimension, value) =
            known.unwrap_or_else(|| (by_column().unwrap_or_else(|| kinds.strange()), last));
        Self { dimension, mode, value }
    }
}

/// What a word of a path looks at.
fn dimension(word: &str) -> Option<Dimension> {
    let word = plain(word).replace(' ', "_");
    let word = word.strip_prefix("excluded_").unwrap_or(&word);
    if word.starts_with("location") {
        return Some(Dimension::Region);
    }
    KINDS.iter().find(|(known, _)| *known == word).map(|&(_, dimension)| dimension)
}

/// A text as it is compared: lower case, without accents, with one spelling of dashes and of blanks, none around dashes.
fn plain(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    let one: String = letters
        .map(|letter| if matches!(letter, '–' | '—' | '‐' | '‑' | '−') { '-' } else { letter })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = one.split_whitespace().collect();
    words.join(" ").replace(" - ", "-").replace("- ", "-").replace(" -", "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str) -> (Dimension, Mode, &str) {
        let Path { dimension, mode, value } = Path::of(name, [None; 2], &mut Kinds::new(KINDS));
        (dimension, mode, value)
    }

    #[test]
    fn a_path_says_what_it_looks_at() {
        let include = Mode::Include;
        assert_eq!(
            parsed("people_who_match:interests:Martin Luther King"),
            (Dimension::Interest, include, "Martin Luther King")
        );
        assert_eq!(parsed("age:18 - 65+"), (Dimension::Age, include, "18 - 65+"));
        assert_eq!(parsed("location_living_in:United States"), (Dimension::Region, include, "United States"));
        assert_eq!(
            parsed("excluded_connections:Exclude people who like A Page"),
            (Dimension::Connection, Mode::Exclude, "Exclude people who like A Page")
        );
        assert_eq!(
            parsed("interests:A title: with a colon"),
            (Dimension::Interest, include, "A title: with a colon")
        );
        assert_eq!(
            parsed("interests:Politics: Excluded").0,
            Dimension::Interest,
            "the value has words of its own"
        );
        assert_eq!(parsed("malcolm_x_field_of_study:History"), (Dimension::Unknown, include, "History"));
        assert_eq!(
            parsed("interests"),
            (Dimension::Unknown, include, "interests"),
            "a word alone is a value"
        );
    }

    #[test]
    fn a_path_without_a_kind_has_that_of_its_column() {
        let mut kinds = Kinds::new(KINDS);
        let path = Path::of("Martin Luther King", [Some("people_who_match"), Some("interests")], &mut kinds);
        assert_eq!((path.dimension, path.value), (Dimension::Interest, "Martin Luther King"));
        let path = Path::of("A Page", [Some("excluded"), Some("connections")], &mut kinds);
        assert_eq!((path.dimension, path.mode), (Dimension::Connection, Mode::Exclude));
    }

    #[test]
    fn spellings_that_images_were_read_as_are_one() {
        assert_eq!(plain("Movement (1954—68)"), plain("movement  (1954-68)"));
        assert_eq!(plain("18 — 65+"), plain("18-65+"));
        assert_eq!(plain("Beyoncé"), plain("Beyonce"));
        assert_ne!(plain("18-64"), plain("18-65+"));
    }
}
