//! Which fields of people's data were within reach, and by which rules of the platform.

use super::Part;
use crate::{
    measure::fields::Field,
    model::{
        date::Day,
        grant::NOT_RECORDED,
        number,
        regime::{Regime, RegimeRule, Whom},
    },
    report::{
        Block, Section,
        cell::Cell,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::{Heading, Table},
    },
};
use serde_json::Value;

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "fields", title: "Which of their data", blocks };
    let regime = at.audit.case.regime.as_ref();
    let mut blocks: Vec<Block> = regime.into_iter().flat_map(told).collect();
    let fields = &at.measures.fields.fields;
    if fields.is_empty() {
        blocks.push(Block::Paragraph("No grant opened a field of anybody else's data.".to_owned()));
        return Part::words(section(blocks));
    }
    if fields.iter().all(|field| field.field == NOT_RECORDED) {
        let none = "The records do not say which fields of people's data the grants opened.".to_owned();
        return Part::words(section(vec![Block::Paragraph(none)]));
    }
    blocks.push(Block::Paragraph(special(fields)));
    blocks.push(Block::Chart("fields"));
    let mut tables = Vec::new();
    if at.measures.fields.by_hop.iter().any(|row| row.hop > 1) {
        blocks.push(Block::Table("fields_by_hop"));
        tables.push(by_hop(at));
    }
    if let Some(regime) = regime {
        blocks.push(Block::Table("regime_rules"));
        tables.push(rules(at, regime));
    }
    Part { section: section(blocks), figures: vec![figure(at)], tables }
}

/// What the regime covers and leaves out, in its own words.
fn told(regime: &Regime) -> Vec<Block> {
    let about = regime.about.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut blocks = vec![Block::Paragraph(format!(
        "What a grant opened is read from the rules of the platform. {}. {about}",
        regime.name
    ))];
    if !regime.limits.is_empty() {
        blocks.push(Block::Paragraph("What these rules leave open, or out:".to_owned()));
        blocks.push(Block::List(regime.limits.clone()));
    }
    blocks
}

/// Which of the fields state a special category: of somebody for certain, or perhaps.
fn special(fields: &[Field]) -> String {
    let named = |surely: bool| {
        let special = fields.iter().filter(move |field| (field.bystanders.at_least > 0) == surely);
        let named = special
            .filter_map(|field| Some(format!("{} ({})", field.field, field.special_category.as_ref()?)));
        joined(&named.collect::<Vec<_>>())
    };
    let inferred = "Other fields may let one be inferred.";
    let perhaps = |named: &str| {
        format!("The records leave open whether these were within reach, which do too: {named}.")
    };
    match (named(true), named(false)) {
        (None, None) => format!(
            "No field that the grants opened states a special category of data (GDPR art. 9). {inferred}"
        ),
        (Some(surely), None) => {
            format!(
                "Fields that state a special category of data (GDPR art. 9) were within reach: {surely}. {inferred}"
            )
        }
        (Some(surely), Some(named)) => {
            let perhaps = perhaps(&named);
            format!(
                "Fields that state a special category of data (GDPR art. 9) were within reach: {surely}. {perhaps} {inferred}"
            )
        }
        (None, Some(named)) => format!(
            "No field that states a special category of data (GDPR art. 9) was within reach for certain; the records leave it open of {named}. \
             {inferred}"
        ),
    }
}

/// `a`, `a and b`, `a, b and c`; nothing for none.
fn joined(parts: &[String]) -> Option<String> {
    let (last, first) = parts.split_last()?;
    Some(if first.is_empty() { last.clone() } else { format!("{} and {last}", first.join(", ")) })
}

/// How many fields were within reach, and how many may have been.
fn takeaway(fields: &[Field]) -> String {
    let surely = fields.iter().filter(|field| field.bystanders.at_least > 0).count() as u64;
    let perhaps = fields.len() as u64 - surely;
    let unit = if surely == 1 { "field" } else { "fields" };
    let surely = format!(
        "{} {unit} of people's data were within reach through somebody else's grant",
        number::count(surely)
    );
    match perhaps {
        0 => format!("{surely}."),
        _ => format!("{surely}; {} more may have been.", number::count(perhaps)),
    }
}

fn figure(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("field", "field", Shape::Text, Some("field")),
        ("special_category", "special category", Shape::Text, Some("field")),
        ("consenters", "consenters who opened it", Shape::Count, Some("consenter")),
        ("at_least", "bystanders, at least", Shape::Count, Some("bound")),
        ("at_most", "bystanders, at most", Shape::Count, Some("bound")),
    ];
    let mut rows: Vec<&Value> = at.rows("fields.fields").iter().collect();
    // By what is published: the order must not tell what is hidden.
    rows.sort_by_key(|row| std::cmp::Reverse(row["at_most"].as_u64()));
    let special = at.measures.fields.special > 0;
    let told = |column: &Column| special || column.0 != "special_category";
    let columns: Vec<Column> = if at.measures.bounds.left_open.is_anything() {
        COLUMNS.iter().copied().filter(told).collect()
    } else {
        let plain = |&(key, label, shape, definition): &Column| match key {
            "at_most" => (key, "bystanders", shape, Some("bystander")),
            _ => (key, label, shape, definition),
        };
        COLUMNS.iter().filter(|column| column.0 != "at_least" && told(column)).map(plain).collect()
    };
    Figure {
        id: "fields",
        title: "Fields of people's data within reach of a friend's grant".to_owned(),
        takeaway: takeaway(&at.measures.fields.fields),
        alt: "A row for each field: a line up to the number of people who gave no grant and whose field was within reach; a square at its \
              end where the field states a special category, a disc elsewhere."
            .to_owned(),
        table: table("fields", "Fields of people's data that grants opened, and of how many people who gave none.", &columns, rows),
    }
}

fn by_hop(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("field", "field", Shape::Text, Some("field")),
        ("hop", "within hops", Shape::Count, Some("hop")),
        ("at_least", "bystanders, at least", Shape::Count, Some("bound")),
        ("at_most", "bystanders, at most", Shape::Count, Some("bound")),
    ];
    table(
        "fields_by_hop",
        "Fields within reach, by number of steps from a consenter.",
        COLUMNS,
        at.rows("fields.by_hop"),
    )
}

/// The rules that opened the fields, with the source of each.
fn rules(at: &Published, regime: &Regime) -> Table {
    const COLUMNS: &[(&str, &str)] = &[
        ("field", "field"),
        ("scope", "scope that a grant needed"),
        ("hops", "hops"),
        ("from", "from"),
        ("until", "no longer from"),
        ("source", "source"),
    ];
    let opened = |rule: &&RegimeRule| at.measures.fields.fields.iter().any(|field| field.field == rule.field);
    let held =
        |rule: &&RegimeRule| rule.whom == Whom::Contacts && rule.during.meets(at.audit.parameters.period());
    let day = |day: Day| if day == Day::FIRST || day == Day::LAST { String::new() } else { day.to_string() };
    let row = |rule: &RegimeRule| {
        vec![
            Cell::Text(rule.field.clone()),
            Cell::Text(rule.scope.clone().unwrap_or_else(|| "any grant".to_owned())),
            Cell::Count(rule.hops.into()),
            Cell::Text(day(rule.during.from)),
            Cell::Text(day(rule.during.until)),
            Cell::Text(rule.source.clone()),
        ]
    };
    Table {
        id: "regime_rules",
        caption: "The rules of the platform that opened these fields.".to_owned(),
        columns: COLUMNS
            .iter()
            .map(|&(key, label)| Heading { key, label, definition: (key == "field").then_some("regime") })
            .collect(),
        rows: regime.rules.iter().filter(held).filter(opened).map(row).collect(),
        notes: vec![format!("The rules are those of {}.", regime.id)],
    }
}
