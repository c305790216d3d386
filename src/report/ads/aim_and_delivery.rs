//! Chosen against delivered: whom advertisements were aimed at, and who was shown them.

use super::{AdPage, book_name, heading, text};
use crate::{
    measure::ads::{AimAndDelivery, BookAudit},
    report::{Block, Section, cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &AdPage) -> Part {
    let found = at.audit.books.iter().filter_map(|audit| Some((audit, audit.aim_and_delivery.as_ref()?)));
    let rows: Vec<Vec<Cell>> = found.flat_map(|(audit, of)| rows(at, audit, of)).collect();
    let title = "Whom it was aimed at, and who was shown it";
    if rows.is_empty() {
        let none = "No file says of the same advertisement both whom it was aimed at and who was shown it."
            .to_owned();
        return Part::words(Section { id: "aim_and_delivery", title, blocks: vec![Block::Paragraph(none)] });
    }
    let table = Table {
        id: "ad_aim_and_delivery",
        caption: "How far those who were shown advertisements are from those they were aimed at; every advertisement counts once.".to_owned(),
        columns: vec![
            heading("book", "book", Some("book")),
            heading("compared", "compared", Some("aim_and_delivery")),
            heading("ads", "advertisements", None),
            heading("not_compared", "not comparable", Some("aim_and_delivery")),
            heading("value", "figure", Some("aim_and_delivery")),
        ],
        rows,
        notes: vec![
            "Ages of 65 and older are taken as 65 to 74; bins of ages stand at their middles: 15.5, 21.5, 30, 40, 50, 60 and 70.".to_owned(),
        ],
    };
    let said = "Between an aim and a delivery stand prices, what a platform takes for relevant, and who is online. A difference says that the two differ, and not why.";
    let blocks = vec![Block::Paragraph(said.to_owned()), Block::Table("ad_aim_and_delivery")];
    Part {
        section: Section { id: "aim_and_delivery", title, blocks },
        figures: Vec::new(),
        tables: vec![table],
    }
}

fn rows(at: &AdPage, audit: &BookAudit, of: &AimAndDelivery) -> Vec<Vec<Cell>> {
    let row = |compared: String, ads: u64, not_compared: Cell, value: Cell| {
        vec![book_name(at, &audit.book), text(compared), Cell::Count(ads), not_compared, value]
    };
    let ages = &of.ages;
    let mut rows = Vec::new();
    if ages.ads + ages.not_compared > 0 {
        let of_ages = [
            ("age: distance in years, mean", Cell::of(ages.distance_mean, Cell::Number)),
            ("age: distance in years, median", Cell::of(ages.distance_median, Cell::Number)),
            ("age: distance in years, largest", Cell::of(ages.distance_largest, Cell::Number)),
            ("age: years older than aimed at, mean", Cell::of(ages.shift, Cell::Number)),
            ("age: share shown outside the ages chosen, mean", Cell::of(ages.outside, Cell::Share)),
        ];
        rows.extend(
            of_ages
                .map(|(what, value)| row(what.to_owned(), ages.ads, Cell::Count(ages.not_compared), value)),
        );
    }
    for gender in &of.genders {
        let what = format!("gender, aimed at {}: share of women, mean", gender.aimed_at);
        rows.push(row(what, gender.ads, Cell::Empty, Cell::of(gender.women, Cell::Share)));
    }
    if of.places.ads + of.places.not_compared > 0 {
        let what = "places: share shown in the places chosen, mean".to_owned();
        let value = Cell::of(of.places.inside, Cell::Share);
        rows.push(row(what, of.places.ads, Cell::Count(of.places.not_compared), value));
    }
    rows
}
