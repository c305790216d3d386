//! Which fields of people's data were within reach, and by which rules of the platform.

use super::Part;
use crate::{
    measure::fields::Field,
    model::{
        date::Day,
        grant::NOT_RECORDED,
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

/// Which of the fields state a special category.
fn special(fields: &[Field]) -> String {
    let named = fields.iter().filter_map(|field| {
        let category = field.special_category.as_ref()?;
        Some(if *category == field.field {
            category.clone()
        } else {
            format!("{} ({category})", field.field)
        })
    });
    let named: Vec<String> = named.collect();
    match named.split_last() {
        None => "None of the fields that the grants opened states a special category of data (GDPR art. 9); some may let one be inferred."
            .to_owned(),
        Some((last, [])) => format!(
            "One of the fields that the grants opened states a special category of data (GDPR art. 9): {last}. Others may let one be inferred."
        ),
        Some((last, first)) => format!(
            "{} of the fields that the grants opened state a special category of data (GDPR art. 9): {} and {last}. Others may let one be \
             inferred.",
            named.len(),
            first.join(", ")
        ),
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
    let columns: Vec<Column> = if at.measures.bounds.left_open.is_anything() {
        COLUMNS.to_vec()
    } else {
        let plain = |&(key, label, shape, definition): &Column| match key {
            "at_most" => (key, "bystanders", shape, Some("bystander")),
            _ => (key, label, shape, definition),
        };
        COLUMNS.iter().filter(|column| column.0 != "at_least").map(plain).collect()
    };
    let special = at.measures.fields.special;
    Figure {
        id: "fields",
        title: "Fields of people's data within reach of a friend's grant".to_owned(),
        takeaway: format!(
            "{} fields of other people's data were opened by at least one grant{}.",
            rows.len(),
            match special {
                0 => String::new(),
                1 => ", one of them of a special category".to_owned(),
                _ => format!(", {special} of them of a special category"),
            }
        ),
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
