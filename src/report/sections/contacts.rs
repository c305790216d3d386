//! How often people were shown messages, when, and what followed an objection.

mod after;
mod frequency;
mod when;

use super::Part;
use crate::{
    measure::contacts::Shown,
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Published, Shape},
        table::Table,
    },
};
use std::fmt::Write as _;

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "contacts", title: "How often", blocks };
    let Some(shown) = &at.measures.contacts.shown else {
        let none = "No messages were given, so that nothing can be said about how often people were contacted. They are given with \
                    --messages, objections with --suppressions, or both in case.toml.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    };
    let figures = [frequency::distribution(at), when::periods(at)];
    let figures: Vec<Figure> = figures.into_iter().filter(|figure| !figure.table.rows.is_empty()).collect();
    let tables = [
        frequency::ways(at),
        frequency::above_cap(at, shown),
        frequency::diversity(at),
        frequency::by_standing(at),
        frequency::audiences(at),
        when::by_hour(at),
        when::by_weekday(at),
        after::objections(at),
        after::days_after(at),
        after::lists(at),
        after::verdicts(at, shown),
        after::exemptions(at),
        after::chains(at),
        after::told(at, shown),
    ];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let mut blocks = vec![Block::Paragraph(coverage(at, shown)), Block::List(sentences(at, shown))];
    blocks.extend(figures.iter().map(|figure| Block::Chart(figure.id)));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures, tables }
}

/// What was read, and what it can say.
fn coverage(at: &Published, shown: &Shown) -> String {
    let count = |count: u64, one: &str, many: &str| {
        format!("{} {}", number::count(count), if count == 1 { one } else { many })
    };
    let eligible = number::count(shown.eligible);
    let who = match (shown.eligible_in_segments, at.audit.case.donations) {
        (true, _) => "members of the segments aimed at, and everybody reached",
        (false, Some(_)) => "those reached alone, for of others donated exports could not tell",
        (false, None) => "everybody in the network",
    };
    let mut text = format!(
        "{} of {} to single people, and {} to a segment as a whole. Eligible are {eligible} people: {who}.",
        count(shown.to_people, "record", "records"),
        count(shown.messages, "message", "messages"),
        count(shown.to_segments, "record", "records"),
    );
    if shown.to_segments > 0 {
        write!(
            text,
            " A message to a segment reaches at most its members, and says of nobody that they were reached: with these, at most {} \
             people were.",
            told(at, "contacts.reached_at_most")
        )
        .expect("a string takes everything");
    }
    if shown.uncounted > 0 {
        write!(
            text,
            " {} to people without a number of impressions: each counts as one.",
            count(shown.uncounted, "record", "records")
        )
        .expect("a string takes everything");
    }
    if shown.ranged > 0 {
        write!(
            text,
            " {} a range of impressions, of which the lower end counts, so that these figures are lower bounds.",
            count(shown.ranged, "record gives", "records give")
        )
        .expect("a string takes everything");
    }
    if shown.unknown_audiences > 0 {
        write!(
            text,
            " {} in no table of segments.",
            count(
                shown.unknown_audiences,
                "segment that messages name is",
                "segments that messages name are"
            )
        )
        .expect("a string takes everything");
    }
    text + &spend(shown)
}

/// A count, or that it is hidden.
fn told(at: &Published, path: &str) -> String {
    match at.at(path).as_u64() {
        Some(count) => number::count(count),
        None => "so many (a number that is hidden)".to_owned(),
    }
}

/// What was paid, where records say so.
fn spend(shown: &Shown) -> String {
    let money = |hundredths: u64| format!("{}.{:02}", number::count(hundredths / 100), hundredths % 100);
    match (shown.spend.low, shown.spend.high) {
        (None, _) => String::new(),
        (Some(low), Some(high)) if low == high => {
            format!(" The messages cost {}, in the currency of the records.", money(low))
        }
        (Some(low), Some(high)) => format!(
            " The messages cost between {} and {}, in the currency of the records.",
            money(low),
            money(high)
        ),
        (Some(low), None) => {
            format!(" The messages cost at least {}, in the currency of the records.", money(low))
        }
    }
}

/// The main figures in words.
fn sentences(at: &Published, shown: &Shown) -> Vec<String> {
    let count = |key: &str| at.shown(&format!("contacts.{key}"), Shape::Count);
    let share = |key: &str| at.shown(&format!("contacts.{key}"), Shape::Share);
    let real = |key: &str| at.shown(&format!("contacts.{key}"), Shape::Number);
    let mut said = vec![format!(
        "Reached: {} of the eligible ({}), {} times each on average; the median is {}.",
        count("reached"),
        share("reached_share"),
        real("average"),
        real("median")
    )];
    if let Some(cap) = shown.cap {
        let cap = number::count(cap);
        said.push(match at.at("contacts.people_above_cap").as_u64() {
            Some(above) => format!(
                "Above the cap of {cap}: {} people ({} of those reached); {} of all impressions went beyond it.",
                number::count(above),
                share("above_cap_share"),
                share("beyond_cap_share")
            ),
            None => format!("How many people were above the cap of {cap} is hidden, for it would give away a small number."),
        });
    }
    if at.at("contacts.by_standing.ratio").is_number() {
        said.push(format!(
            "For each eligible bystander there were {} times as many impressions as for each eligible consenter (p = {}).",
            real("by_standing.ratio"),
            at.shown("contacts.by_standing.p_value", Shape::P)
        ));
    }
    said.extend(when::sentences(at, shown));
    said.extend(after::sentence(at, shown));
    said.extend(after::verdict_sentence(at, shown));
    said
}
