//! Money against people: which places have more of the one than of the other, which have none, and where the vote is close.

use super::{AdPage, book_name, currency, ends, heading, text, uses};
use crate::{
    measure::ads::{BookAudit, Represented, RepresentedPlace},
    model::number,
    report::{Block, Section, cell::Cell, figure::Figure, sections::Part, table::Table},
};

type Found<'a> = [(&'a BookAudit, &'a Represented)];

pub(super) fn part(at: &AdPage) -> Part {
    let found: Vec<(&BookAudit, &Represented)> =
        at.audit.books.iter().flat_map(|audit| audit.represented.iter().map(move |of| (audit, of))).collect();
    let title = "Money against people";
    if found.is_empty() {
        let none = "Which places have more of the money than of the people can be said where a table of places is given with --places and the files hold totals of \
                    these places.";
        return Part::words(Section {
            id: "represented",
            title,
            blocks: vec![Block::Paragraph(none.to_owned())],
        });
    }
    let figure = quotients(at, &found);
    let mut blocks = vec![Block::Chart(figure.id), Block::Table("ad_footprint")];
    let tables: Vec<Table> =
        [footprint(at, &found), swing(at, &found), without(at, &found), unmatched(at, &found)]
            .into_iter()
            .filter(|table| !table.rows.is_empty())
            .collect();
    blocks.extend(tables.iter().skip(1).map(|table| Block::Table(table.id)));
    if at.audit.swing.is_none() {
        let none = "Which places count as open is for the reader to say: with --swing POINTS their money is held against their people.";
        blocks.push(Block::Paragraph(none.to_owned()));
    }
    Part { section: Section { id: "represented", title, blocks }, figures: vec![figure], tables }
}

fn quotients(at: &AdPage, found: &Found) -> Figure {
    let mut rows = Vec::new();
    for (audit, of) in found {
        for place in &of.places {
            rows.push(quotient(at, audit, of, place));
        }
    }
    Figure {
        id: "ad_quotients",
        title: "Share of the money over share of the people, by place".to_owned(),
        takeaway: found.first().and_then(|(_, of)| surest(of)).unwrap_or_default(),
        alt: "For each place a line from the least to the largest quotient that the ranges of money allow, on a logarithmic axis; at 1 a place has as much of the \
              money as of the people."
            .to_owned(),
        table: Table {
            id: "ad_quotients",
            caption: "Each place's share of the money against its share of the people, the largest first.".to_owned(),
            columns: vec![
                heading("book", "book", Some("book")),
                heading("place", "place", None),
                heading("currency", "currency", None),
                heading("population", "people", None),
                heading("margin", "margin, points", Some("swing")),
                heading("spend_low", "money, at least", Some("spend_range")),
                heading("spend_high", "at most", Some("spend_range")),
                heading("population_share", "share of the people", None),
                heading("share_low", "share of the money, at least", Some("bound_of_ranges")),
                heading("share_high", "at most", Some("bound_of_ranges")),
                heading("low", "quotient, at least", Some("quotient")),
                heading("high", "at most", Some("quotient")),
            ],
            rows,
            notes: Vec::new(),
        },
    }
}

fn quotient(at: &AdPage, audit: &BookAudit, of: &Represented, place: &RepresentedPlace) -> Vec<Cell> {
    let names = [
        book_name(at, &audit.book),
        text(place.place.clone()),
        currency(of.currency),
        place.population.map_or(Cell::Empty, Cell::Count),
        place.margin.map_or(Cell::Empty, Cell::Number),
    ];
    names
        .into_iter()
        .chain(ends(&place.spend))
        .chain([Cell::of(place.population_share, Cell::Share)])
        .chain(uses::interval(place.share, Cell::Share))
        .chain(uses::interval(place.quotient, Cell::Number))
        .collect()
}

/// The place with the largest quotient that is sure.
fn surest(of: &Represented) -> Option<String> {
    let place = of.places.first()?;
    let found = place.quotient.value().filter(|quotient| quotient.low > 1.0)?;
    let people = number::percent(place.population_share.value()?);
    let share = place.share.value()?;
    let between = |low: String, high: String| if low == high { low } else { format!("{low} to {high}") };
    let money = between(number::percent(share.low), number::percent(share.high));
    let times = between(number::real(found.low), number::real(found.high));
    Some(format!(
        "{} has {money} of the money and {people} of the people: {times} times as much as its people would have.",
        place.place
    ))
}

fn footprint(at: &AdPage, found: &Found) -> Table {
    let row = |(audit, of): &(&BookAudit, &Represented)| {
        vec![
            book_name(at, &audit.book),
            text(of.kind.label()),
            currency(of.currency),
            Cell::Count(of.footprint.fewest),
            Cell::Count(of.footprint.most),
            Cell::Count(of.footprint.places),
            Cell::Count(of.without_money.len() as u64),
            Cell::Count(of.without_money_population),
            Cell::of(of.without_money_share, Cell::Share),
        ]
    };
    Table {
        id: "ad_footprint",
        caption: "In how many places of the table there is any money.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("kind", "kind of place", None),
            heading("currency", "currency", None),
            heading("fewest", "places with money, at least", Some("footprint")),
            heading("most", "at most", Some("footprint")),
            heading("places", "of", None),
            heading("without", "surely without", Some("footprint")),
            heading("without_population", "people there", None),
            heading("without_share", "of all people", None),
        ],
        rows: found.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn swing(at: &AdPage, found: &Found) -> Table {
    let mut rows = Vec::new();
    for (audit, of) in found {
        let Some(swing) = &of.swing else { continue };
        let names = [
            book_name(at, &audit.book),
            text(of.kind.label()),
            currency(of.currency),
            Cell::Count(swing.places),
            Cell::Count(swing.places_of),
        ];
        let row = names
            .into_iter()
            .chain(ends(&swing.spend))
            .chain([Cell::of(swing.population_share, Cell::Share)])
            .chain(uses::interval(swing.share, Cell::Share))
            .chain(uses::interval(swing.quotient, Cell::Number));
        rows.push(row.collect());
    }
    let points = at.audit.swing.unwrap_or_default();
    Table {
        id: "ad_swing",
        caption: format!(
            "Places with a margin of less than {points} points, of those whose margin and people are known."
        ),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("kind", "kind of place", None),
            heading("currency", "currency", None),
            heading("places", "places below", Some("swing")),
            heading("places_of", "of", None),
            heading("spend_low", "their money, at least", Some("spend_range")),
            heading("spend_high", "at most", Some("spend_range")),
            heading("population_share", "share of the people", None),
            heading("share_low", "share of the money, at least", Some("bound_of_ranges")),
            heading("share_high", "at most", Some("bound_of_ranges")),
            heading("quotient_low", "quotient, at least", Some("quotient")),
            heading("quotient_high", "at most", Some("quotient")),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn without(at: &AdPage, found: &Found) -> Table {
    let mut rows = Vec::new();
    for (audit, of) in found {
        for place in &of.without_money {
            rows.push(vec![
                book_name(at, &audit.book),
                text(of.kind.label()),
                currency(of.currency),
                text(place.place.clone()),
                place.population.map_or(Cell::Empty, Cell::Count),
            ]);
        }
    }
    Table {
        id: "ad_places_without_money",
        caption:
            "Places of the table that surely have no money: with no row in the library, or one of nothing."
                .to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("kind", "kind of place", None),
            heading("currency", "currency", None),
            heading("place", "place", None),
            heading("population", "people", None),
        ],
        rows,
        notes: Vec::new(),
    }
}

fn unmatched(at: &AdPage, found: &Found) -> Table {
    let mut rows = Vec::new();
    for (audit, of) in found {
        for place in &of.unmatched {
            let names = [book_name(at, &audit.book), text(of.kind.label()), currency(of.currency)];
            rows.push(names.into_iter().chain([text(place.clone())]).collect());
        }
    }
    let sums = found.iter().filter(|(_, of)| !of.unmatched.is_empty()).map(|(audit, of)| {
        let money = of.currency.as_ref().map_or("no stated currency", |currency| currency.code());
        let spend = super::answer::between(&of.unmatched_spend);
        let places = number::count(of.unmatched.len() as u64);
        format!("{}: {places} places with {money} {spend} are in none of the shares above.", audit.book.title)
    });
    Table {
        id: "ad_places_unmatched",
        caption: "Places of the library that are not in the table of places.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("kind", "kind of place", None),
            heading("currency", "currency", None),
            heading("place", "place", None),
        ],
        rows,
        notes: sums.collect(),
    }
}
