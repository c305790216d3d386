//! The page of the list of adequacy, for `bystander explain adequacy`.

use super::layout::laid_out;
use crate::{
    import::ADEQUACY,
    model::{
        adequacy::{Adequacy, Stood},
        date::Day,
    },
    report::{
        cell::Cell,
        table::{Heading, Table},
    },
};

/// The name of the page.
pub(super) const NAME: &str = "adequacy";

/// The standings of all countries that have any, by name and day.
pub(super) fn page() -> String {
    let list = ADEQUACY.named(NAME).expect("the list is compiled in");
    let mut stood: Vec<&Stood> = list.stood.iter().collect();
    stood.sort_by_key(|stood| (name(&list, stood), stood.during));
    let headings = [
        ("country", "country"),
        ("standing", "standing"),
        ("from", "from"),
        ("until", "before"),
        ("scope", "for"),
        ("checked", "checked"),
        ("source", "source"),
    ];
    let table = Table {
        id: NAME,
        caption: format!("Standings; the list was made up to {}.", list.made_up_to),
        columns: headings.map(|(key, label)| Heading { key, label, definition: None }).into(),
        rows: stood.into_iter().map(|stood| row(&list, stood)).collect(),
        notes: Vec::new(),
    };
    let remark = "What is not checked rests on memory or reports: hold it against the official text before a finding rests on it.";
    format!(
        "{NAME}: where the data protection law of the European Union holds, and where protection was found adequate, by day\n\n{remark}\n\n{}",
        laid_out(&table)
    )
}

fn name<'a>(list: &'a Adequacy, stood: &'a Stood) -> &'a str {
    list.names[&stood.country].first().map_or(stood.country.as_str(), String::as_str)
}

fn row(list: &Adequacy, stood: &Stood) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |day: Day, open: Day| if day == open { Cell::Empty } else { Cell::Text(day.to_string()) };
    vec![
        text(name(list, stood)),
        text(stood.standing.word()),
        day(stood.during.from, Day::FIRST),
        day(stood.during.until, Day::LAST),
        text(stood.scope.as_deref().unwrap_or_default()),
        text(if stood.unverified { "no" } else { "yes" }),
        text(&stood.source),
    ]
}
