//! Through which apps, and the firms behind them.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
    },
};

pub(super) fn part(at: &Published) -> Part {
    const APPS: &[Column] = &[
        ("name", "app", Shape::Text, Some("app")),
        ("provider", "firm", Shape::Text, Some("app")),
        ("consenters", "consenters", Shape::Count, Some("consenter")),
        ("bystanders", "bystanders", Shape::Count, Some("bystander")),
        ("sole", "through this one only", Shape::Count, Some("app")),
    ];
    let section = |blocks| Section { id: "apps", title: "Through which apps", blocks };
    let (apps, firms) = (at.rows("apps.apps"), at.rows("apps.providers"));
    if apps.is_empty() {
        let none = "The records do not tell several apps apart.".to_owned();
        return Part::words(section(vec![Block::Paragraph(none)]));
    }
    let mut blocks = vec![Block::Paragraph(union(at)), Block::Table("apps")];
    let named =
        |column: &&Column| column.0 != "provider" || apps.iter().any(|app| app["provider"].is_string());
    let columns: Vec<Column> = APPS.iter().filter(named).copied().collect();
    let mut tables = vec![table("apps", "Consenters and bystanders by app.", &columns, apps)];
    if !firms.is_empty() {
        let firm = |&(key, label, shape, definition): &Column| {
            (key, if key == "name" { "firm" } else { label }, shape, definition)
        };
        let columns: Vec<Column> = APPS.iter().filter(|column| column.0 != "provider").map(firm).collect();
        tables.push(table(
            "providers",
            "Consenters and bystanders by firm, all its apps together.",
            &columns,
            firms,
        ));
        blocks.push(Block::Table("providers"));
    }
    Part { section: section(blocks), figures: Vec::new(), tables }
}

fn union(at: &Published) -> String {
    let at_most = if at.measures.bounds.exact { "" } else { "at most " };
    format!(
        "The grants to all {} apps together reached the data of {at_most}{} people who gave none. Somebody within reach of several apps counts \
         for each of them, so that the numbers by app add up to more than that.",
        number::count(at.rows("apps.apps").len() as u64),
        at.shown("apps.union", Shape::Count)
    )
}
