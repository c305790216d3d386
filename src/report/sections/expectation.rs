//! Whether the reach is more than chance would give: expected against observed.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let blocks = vec![
        Block::Paragraph(
            "Had as many people consented at random, how far would the data have spread? Where the observed reach lies above the \
             first interval, those who consented have more contacts, or more different ones, than people at large; where it lies \
             within the interval of the same numbers of contacts, their numbers of contacts explain it."
                .to_owned(),
        ),
        Block::Chart("expectation"),
        Block::Table("expected"),
    ];
    Part {
        section: Section { id: "expectation", title: "More than chance?", blocks },
        figures: vec![expectation(at)],
        tables: vec![expected(at)],
    }
}

fn expectation(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("model", "chance model", Shape::Text, Some("chance_models")),
        ("low", "2.5 %", Shape::Count, None),
        ("expected", "mean of the draws", Shape::Number, Some("expected")),
        ("high", "97.5 %", Shape::Count, None),
        ("observed", "observed", Shape::Count, None),
        ("p_value", "p, at least as many", Shape::P, Some("p_value")),
        ("p_lower", "p, at most as many", Shape::P, Some("p_value")),
        ("draws", "draws", Shape::Count, None),
        ("seed", "seed", Shape::Count, None),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["expected"] = row["mean"].clone();
        row["model"] = json!(row["model"].as_str().unwrap_or_default().replace('_', " "));
        row
    };
    let rows: Vec<Value> = at.rows("observe.models").iter().map(row).collect();
    let observe = &at.measures.observe;
    let expected = at.shown("observe.expected_bystanders", Shape::Number);
    Figure {
        id: "expectation",
        title: "Observed reach against chance".to_owned(),
        takeaway: format!(
            "{} bystanders at one hop; as many consenters drawn at random would on average expose {expected}.",
            number::count(observe.observed)
        ),
        alt: "For each chance model an interval that holds the middle 95 % of the draws, with its mean, and a line at the observed \
              number of bystanders."
            .to_owned(),
        table: table("expectation", "Bystanders at one hop: draws of as many consenters, and observed.", COLUMNS, &rows),
    }
}

fn expected(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("what", "in closed form, without draws", Shape::Text, Some("expected")),
        ("expected", "expected", Shape::Number, None),
        ("share", "as a share", Shape::Share, None),
    ];
    let row = |what: &str, expected: &str, share: &str| {
        let value = |path: &str| if path.is_empty() { Value::Null } else { at.at(path).clone() };
        json!({ "what": what, "expected": value(expected), "share": value(share) })
    };
    let rows = [
        row(
            "bystanders at one hop, of people who did not consent",
            "observe.expected_bystanders",
            "observe.expected_nonconsenter_share",
        ),
        row("affected at one hop, of everybody", "observe.expected_affected", "observe.expected_share"),
        row("affected within two hops, of everybody", "observe.hop_2.affected", "observe.hop_2.share"),
        row("ties with a consenter at an end, of all ties", "", "observe.edge_observability"),
    ];
    table("expected", "What random consent would give on average.", COLUMNS, &rows)
}
