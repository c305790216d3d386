//! In how few hands, and in how few places, the money is: every measure as an interval.

use super::{AdPage, book_name, currency, heading, text};
use crate::{
    measure::ads::{BookAudit, MoneyConcentration, RangedMeasure, Unit},
    model::number::{self, Figure as Number},
    report::{Block, Section, cell::Cell, figure::Figure, sections::Part, table::Table},
    stat::ranged::Span,
};

/// What a measure is called, and whether it is a proportion.
const NAMES: &[(&str, &str, bool)] = &[
    ("hhi", "Herfindahl-Hirschman index (HHI)", false),
    ("hhi_normalised", "HHI, normalised", false),
    ("effective_number", "effective number (1/HHI)", false),
    ("cr_1", "share of the largest (CR-1)", true),
    ("cr_4", "share of the four largest (CR-4)", true),
    ("top_tenth", "share of the largest tenth", true),
    ("gini", "Gini", false),
    ("theil_t", "Theil T, nats", false),
    ("shannon_nats", "Shannon entropy, nats", false),
    ("hoover", "Hoover: part that would have to move", true),
];

pub(super) fn part(at: &AdPage) -> Part {
    let found: Vec<(&BookAudit, &MoneyConcentration)> = at
        .audit
        .books
        .iter()
        .flat_map(|audit| audit.concentration.iter().map(move |of| (audit, of)))
        .collect();
    let title = "In how few hands, and in how few places";
    if found.is_empty() {
        let none = "No file says the money of sponsors or places, so that nothing can be said of how concentrated it is.";
        let section = Section { id: "concentration", title, blocks: vec![Block::Paragraph(none.to_owned())] };
        return Part::words(section);
    }
    let figure = curve(at, &found);
    let mut blocks = vec![Block::Paragraph(explained(at))];
    blocks.extend(figure.iter().map(|figure| Block::Chart(figure.id)));
    blocks.extend([Block::Table("ad_concentration_basis"), Block::Table("ad_concentration")]);
    Part {
        section: Section { id: "concentration", title, blocks },
        figures: figure.into_iter().collect(),
        tables: vec![basis(at, &found), measures(at, &found)],
    }
}

fn explained(at: &AdPage) -> String {
    let interval = "Where amounts are ranges, each figure is the interval of all that the ranges leave open: no amounts within them give a \
                    figure outside it.";
    match at.audit.policy {
        None => interval.to_owned(),
        Some(policy) => {
            format!(
                "{interval} The point beside it takes each amount at: {policy}. It is one reading among all in the interval."
            )
        }
    }
}

/// What the money is shared out among, as a cell.
fn among(of: &MoneyConcentration) -> Cell {
    text(of.by.words())
}

fn basis(at: &AdPage, found: &[(&BookAudit, &MoneyConcentration)]) -> Table {
    let row = |&(audit, of): &(&BookAudit, &MoneyConcentration)| {
        let ranged = of.rows.terms - of.rows.exact - of.rows.open;
        vec![
            book_name(at, &audit.book),
            among(of),
            currency(of.currency),
            Cell::Count(of.units),
            Cell::of(of.half, |half| Cell::Count(half.fewest)),
            Cell::of(of.half, |half| Cell::Count(half.most)),
            Cell::Count(of.without_spend),
            Cell::Count(of.rows.exact),
            Cell::Count(ranged),
            Cell::Count(of.rows.open),
            Cell::of(of.exact_share, Cell::Share),
        ]
    };
    Table {
        id: "ad_concentration_basis",
        caption: "How many have half of the money, and what that stands on: rows by what they say of money."
            .to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("among", "shared out among", None),
            heading("currency", "currency", None),
            heading("units", "how many", None),
            heading("half_fewest", "half is with at least", Some("half_of_money")),
            heading("half_most", "at most", Some("half_of_money")),
            heading("without_spend", "without an amount", None),
            heading("exact", "rows of one amount", Some("spend_range")),
            heading("ranged", "between two", Some("spend_range")),
            heading("open", "no upper end", Some("spend_range")),
            heading("exact_share", "exact part of the least money", Some("exact_share")),
        ],
        rows: found.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn measures(at: &AdPage, found: &[(&BookAudit, &MoneyConcentration)]) -> Table {
    let row = |audit: &BookAudit, of: &MoneyConcentration, measured: &RangedMeasure| {
        let known = NAMES.iter().find(|(name, ..)| *name == measured.measure);
        let (_, label, is_share) = *known.expect("every measure has a name");
        let shape = if is_share { Cell::Share } else { Cell::Number };
        let end = |end: fn(&Span) -> f64| {
            Cell::of(Number(measured.span.0.as_ref().map_err(|why| *why).map(end)), shape)
        };
        let mut cells = vec![
            book_name(at, &audit.book),
            among(of),
            currency(of.currency),
            text(label),
            end(|span| span.low.value),
            end(|span| span.high.value),
        ];
        cells.extend(measured.point.map(|point| Cell::of(point, shape)));
        cells
    };
    let rows = found
        .iter()
        .flat_map(|&(audit, of)| of.measures.iter().map(move |measured| row(audit, of, measured)))
        .collect();
    let mut columns = vec![
        heading("book", "book", Some("book")),
        heading("among", "shared out among", None),
        heading("currency", "currency", None),
        heading("measure", "measure", Some("concentration")),
        heading("low", "at least", Some("bound_of_ranges")),
        heading("high", "at most", Some("bound_of_ranges")),
    ];
    columns.extend(at.audit.policy.map(|_| heading("point", "at the named policy", Some("policy"))));
    Table {
        id: "ad_concentration",
        caption: "How concentrated the money is, by each measure.".to_owned(),
        columns,
        rows,
        notes: Vec::new(),
    }
}

/// The Lorenz band of the book and currency with the most sponsors.
fn curve(at: &AdPage, found: &[(&BookAudit, &MoneyConcentration)]) -> Option<Figure> {
    let drawn =
        found.iter().filter(|(_, of)| of.by == Unit::Sponsor && of.units > 1 && !of.lorenz.is_empty());
    // Of two with as many, the first read.
    let &(audit, of) = drawn.rev().max_by_key(|(_, of)| of.units)?;
    let money = of.currency.as_ref().map_or("no stated currency", |currency| currency.code());
    let row = |band: &crate::measure::ads::LorenzBand| {
        let mut cells = vec![
            Cell::Count(band.units),
            Cell::Share(band.share_of_units),
            Cell::Share(band.share_of_money.low),
            Cell::Share(band.share_of_money.high),
        ];
        cells.extend(at.audit.policy.map(|_| band.point.map_or(Cell::Empty, Cell::Share)));
        cells
    };
    let mut columns = vec![
        heading("units", "sponsors, the least money first", Some("sponsor")),
        heading("share_of_units", "share of the sponsors", Some("lorenz_band")),
        heading("low", "share of the money, at least", Some("lorenz_band")),
        heading("high", "at most", Some("lorenz_band")),
    ];
    columns.extend(at.audit.policy.map(|_| heading("point", "at the named policy", Some("policy"))));
    Some(Figure {
        id: "ad_lorenz",
        title: format!("How {money} is shared out among sponsors: {}", audit.book.title),
        takeaway: half(of),
        alt: "A band below the diagonal, in which every possible Lorenz curve of the sponsors lies; the further below, the fewer have the money."
            .to_owned(),
        table: Table {
            id: "ad_lorenz",
            caption: format!("What the sponsors with the least money have together, in {money}, {}.", audit.book.title),
            columns,
            rows: of.lorenz.iter().map(row).collect(),
            notes: Vec::new(),
        },
    })
}

/// How many have half of the money, in a sentence; nothing where that is undefined or there is only one.
pub(super) fn half(of: &MoneyConcentration) -> String {
    let Some(half) = of.half.value().filter(|_| of.units > 1) else { return String::new() };
    let (all, among) = (number::count(of.units), of.by.words());
    let (fewest, most) = (number::count(half.fewest), number::count(half.most));
    if fewest == most {
        let have = if half.fewest == 1 { "has" } else { "have" };
        return format!("{fewest} of {all} {among} {have} half of the money or more.");
    }
    format!(
        "Half of the money is with {fewest} to {most} of {all} {among}; the ranges leave open with how many."
    )
}
