//! The report of ad libraries: what was spent by whom, where, on whom, and how much of that the libraries tell.

mod aim_and_delivery;
mod answer;
mod books;
mod concentration;
mod criteria;
mod definitions;
mod delivered;
mod disclosure;
mod exclusions;
mod limits;
mod on_record;
mod places;
mod represented;
mod smallest_places;
mod sponsors;
mod uses;

use super::{
    Block, Identity, Report, Section,
    cell::Cell,
    files, input_name,
    sections::{self, Part},
    table::{Heading, Table},
    unread_rows,
};
use crate::{
    measure::ads::AdAudit,
    model::{
        ads::{AdBook, AdRecords, Currency},
        number::{Kind, Undefined},
        range::RangeSum,
    },
};
use serde_json::{Map, Value, json};

/// What the sections are written from.
struct AdPage<'a> {
    records: &'a AdRecords,
    audit: &'a AdAudit,
}

/// Every section, in reading order.
const SECTIONS: &[fn(&AdPage) -> Part] = &[
    answer::part,
    sponsors::part,
    concentration::part,
    places::part,
    represented::part,
    criteria::part,
    exclusions::part,
    on_record::part,
    smallest_places::part,
    delivered::part,
    aim_and_delivery::part,
    disclosure::part,
    books::part,
    received,
    check,
    limits::part,
    words,
];

/// What the figures under each key are. Both ends of a range are bounds; what a library gives as one amount is exact.
const KINDS: &[(&str, Kind)] = &[
    ("ads.books.coverage", Kind::Exact),
    ("ads.books.money.rows", Kind::Exact),
    ("ads.books.money.sponsors", Kind::Exact),
    ("ads.books.money.spend", Kind::Bound),
    ("ads.books.money.impressions", Kind::Bound),
    ("ads.books.sponsors.spend", Kind::Bound),
    ("ads.books.places.spend", Kind::Bound),
    ("ads.books.concentration.units", Kind::Exact),
    ("ads.books.concentration.without_spend", Kind::Exact),
    ("ads.books.concentration.rows", Kind::Bound),
    ("ads.books.concentration.exact_share", Kind::Exact),
    ("ads.books.concentration.measures.span", Kind::Bound),
    ("ads.books.concentration.measures.point", Kind::Model),
    ("ads.books.concentration.half", Kind::Bound),
    ("ads.books.concentration.lorenz.share_of_units", Kind::Exact),
    ("ads.books.concentration.lorenz.share_of_money", Kind::Bound),
    ("ads.books.concentration.lorenz.point", Kind::Model),
    ("ads.books.criteria.rows", Kind::Exact),
    ("ads.books.criteria.spend", Kind::Bound),
    ("ads.books.delivered.rows", Kind::Exact),
    ("ads.books.delivered.impressions", Kind::Bound),
    ("ads.books.delivered.share", Kind::Bound),
    ("ads.books.delivered.people", Kind::Bound),
    ("ads.books.dimensions", Kind::Exact),
    ("ads.books.dimensions.spend", Kind::Bound),
    ("ads.books.dimensions.share", Kind::Bound),
    ("ads.books.combinations", Kind::Exact),
    ("ads.books.exclusions", Kind::Exact),
    ("ads.books.exclusions.spend", Kind::Bound),
    ("ads.books.exclusions.share", Kind::Bound),
    ("ads.books.on_record", Kind::Exact),
    ("ads.books.on_record.include.spend", Kind::Bound),
    ("ads.books.on_record.include.share", Kind::Bound),
    ("ads.books.on_record.exclude.spend", Kind::Bound),
    ("ads.books.on_record.exclude.share", Kind::Bound),
    ("ads.books.on_record.either.spend", Kind::Bound),
    ("ads.books.on_record.either.share", Kind::Bound),
    ("ads.books.targeting", Kind::Exact),
    ("ads.books.targeting.share", Kind::Bound),
    ("ads.books.targeting.published", Kind::Model),
    ("ads.books.smallest_places", Kind::Exact),
    ("ads.books.smallest_places.spend", Kind::Bound),
    ("ads.books.smallest_places.share", Kind::Bound),
    ("ads.books.aim_and_delivery", Kind::Exact),
    ("ads.books.aim_and_delivery.ages.distance_mean", Kind::Model),
    ("ads.books.aim_and_delivery.ages.distance_median", Kind::Model),
    ("ads.books.aim_and_delivery.ages.distance_largest", Kind::Model),
    ("ads.books.aim_and_delivery.ages.shift", Kind::Model),
    ("ads.books.disclosure", Kind::Exact),
    ("ads.books.disclosure.without_payer.spend", Kind::Bound),
    ("ads.books.disclosure.without_payer.share", Kind::Bound),
    ("ads.books.represented", Kind::Exact),
    ("ads.books.represented.footprint.fewest", Kind::Bound),
    ("ads.books.represented.footprint.most", Kind::Bound),
    ("ads.books.represented.places.spend", Kind::Bound),
    ("ads.books.represented.places.share", Kind::Bound),
    ("ads.books.represented.places.quotient", Kind::Bound),
    ("ads.books.represented.unmatched_spend", Kind::Bound),
    ("ads.books.represented.swing.spend", Kind::Bound),
    ("ads.books.represented.swing.share", Kind::Bound),
    ("ads.books.represented.swing.quotient", Kind::Bound),
];

/// The report of what ad libraries hold; `title` stands over it, `as_of` is the date that the user sets on it.
#[must_use]
pub fn report(records: &AdRecords, audit: &AdAudit, title: Option<&str>, as_of: Option<&str>) -> Report {
    let at = AdPage { records, audit };
    let identity = Identity {
        title: title.unwrap_or("Political advertisements").to_owned(),
        about: None,
        version: env!("CARGO_PKG_VERSION"),
        as_of: as_of.map(str::to_owned),
        input: input_name(&records.sources),
        parameters: None,
        origin: None,
        command: None,
    };
    let (mut sections, mut figures, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for part in SECTIONS.iter().map(|part| part(&at)) {
        sections.push(part.section);
        figures.extend(part.figures);
        tables.extend(part.tables);
    }
    Report {
        headline: answer::headline(&at),
        summary: answer::summary(&at),
        unread: files::lines(&records.sources, &records.gaps),
        results: results(&identity, &at),
        identity,
        sections,
        figures,
        tables,
        findings: Vec::new(),
        definitions: definitions::DEFINITIONS.to_vec(),
    }
}

/// The tables that answer the question, for a terminal, in reading order; those about the files are left to the report.
#[must_use]
pub fn tables(report: &Report) -> Vec<&Table> {
    let shown = |block: &Block| match block {
        Block::Chart(id) => report.figures.iter().find(|figure| figure.id == *id).map(|figure| &figure.table),
        Block::Table(id) => report.table(id),
        _ => None,
    };
    let all = report.sections.iter().flat_map(|section| &section.blocks).filter_map(shown);
    let own = |table: &&Table| !matches!(table.id, "sources" | "unread") && !table.rows.is_empty();
    all.filter(own).collect()
}

fn results(identity: &Identity, at: &AdPage) -> Value {
    let kinds: Map<String, Value> =
        KINDS.iter().map(|(key, kind)| ((*key).to_owned(), json!(kind))).collect();
    json!({
        "program": { "name": "bystander", "version": identity.version },
        "case": { "title": identity.title, "input": identity.input },
        "sources": at.records.sources,
        "unread": unread_rows(&at.records.sources, &at.records.gaps),
        "remarks": at.records.remarks,
        "ads": at.audit,
        "kinds": kinds,
    })
}

fn received(at: &AdPage) -> Part {
    let unread = files::unread(&at.records.sources, &at.records.gaps);
    let mut blocks = vec![Block::Table("sources")];
    blocks.push(if unread.rows.is_empty() {
        Block::Paragraph("Every record was read as it stood.".to_owned())
    } else {
        Block::Table("unread")
    });
    if !at.records.remarks.is_empty() {
        blocks.push(Block::List(at.records.remarks.clone()));
    }
    let section = Section { id: "received", title: "Data received, and what was not read", blocks };
    Part { section, figures: Vec::new(), tables: vec![files::sources(&at.records.sources), unread] }
}

fn check(at: &AdPage) -> Part {
    sections::check(&input_name(&at.records.sources))
}

fn words(_: &AdPage) -> Part {
    let section = Section { id: "definitions", title: "Definitions", blocks: vec![Block::Definitions] };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}

fn heading(key: &'static str, label: &'static str, definition: Option<&'static str>) -> Heading {
    Heading { key, label, definition }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A currency, or that it is not said.
fn currency(of: Option<Currency>) -> Cell {
    of.map_or_else(|| text("not said"), |currency| text(currency.code()))
}

/// Hundredths in units.
#[allow(
    clippy::cast_precision_loss,
    reason = "sums of money stay below 2^53 hundredths, or lose less than one in 10^15"
)]
fn units(hundredths: u128) -> f64 {
    hundredths as f64 / 100.0
}

/// Both ends of a sum of money.
fn ends(sum: &RangeSum) -> [Cell; 2] {
    if sum.terms == 0 {
        return [Cell::Empty, Cell::Empty];
    }
    let high = sum.high().map_or(Cell::Undefined(Undefined::OpenEnd), |high| Cell::Amount(units(high)));
    [Cell::Amount(units(sum.low)), high]
}

/// A whole number that is almost surely below 2^64.
fn counted(value: u128) -> Cell {
    Cell::Count(u64::try_from(value).unwrap_or(u64::MAX))
}

/// What a book is called where there are several, so that each row says where it belongs.
fn book_name(at: &AdPage, book: &AdBook) -> Cell {
    if at.audit.books.iter().filter(|other| other.book.title == book.title).count() > 1 {
        return text(format!("{} ({})", book.title, book.level.rows()));
    }
    text(book.title.clone())
}
