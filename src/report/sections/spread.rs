//! How far it spread: people by hop, and the ties that the grants show.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let spread = &at.measures.spread;
    let steps = if spread.hop_limit == 1 {
        "one step: the consenter's contacts".to_owned()
    } else {
        format!("{} steps from a consenter", spread.hop_limit)
    };
    let mut blocks = vec![
        Block::Paragraph(format!(
            "A grant is read as opening {steps}. People within that reach who gave no grant are counted as bystanders; the \
             table goes on to the end of the network, to show what a wider reach would have opened."
        )),
        Block::Chart("hops"),
    ];
    let at_unreached = at.shown("spread.unreached", Shape::Count);
    let off = if spread.opted_out > 0 {
        format!(
            ", among them {} who switched off sharing through friends, who are neither shown nor passed through",
            at.shown("spread.opted_out", Shape::Count)
        )
    } else {
        String::new()
    };
    if spread.unreached == 0 {
        blocks.push(Block::Paragraph("Everybody in the network is connected to a consenter.".to_owned()));
    } else {
        blocks.push(Block::Paragraph(format!("{at_unreached} people are reached at no distance{off}.")));
    }
    blocks.push(Block::Table("ties_seen"));
    Part {
        section: Section { id: "spread", title: "How far it spread", blocks },
        figures: vec![hops(at)],
        tables: vec![ties_seen(at)],
    }
}

fn hops(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("label", "hops from the nearest consenter", Shape::Text, Some("hop")),
        ("hop", "hop", Shape::Count, Some("hop")),
        ("people", "people", Shape::Count, None),
        ("cumulative", "up to here", Shape::Count, None),
    ];
    let rows: Vec<Value> = at.rows("spread.hops").iter().map(labelled).collect();
    let spread = &at.measures.spread;
    let first = spread.hops.get(1).map_or(0, |hop| hop.people);
    let connected = spread.people - spread.unreached;
    Figure {
        id: "hops",
        title: "Rings of hops around the consenters".to_owned(),
        takeaway: format!(
            "{} people are one step from a consenter; ties lead on from there to {} of {} people in all.",
            number::count(first),
            number::count(connected),
            number::count(spread.people)
        ),
        alt: "Rings around the consenters in the middle, one for each further step, each labelled with its number of people."
            .to_owned(),
        table: table("hops", "People by number of steps from the nearest consenter.", COLUMNS, &rows),
    }
}

/// The row of a hop with its label: `0 (consenters)`, `1`, `5 or more`.
fn labelled(row: &Value) -> Value {
    let mut row = row.clone();
    let hop = row["hop"].as_u64().unwrap_or(0);
    let label = match (hop, row.get("or_more")) {
        (0, _) => "0 (consenters)".to_owned(),
        (_, Some(_)) => format!("{hop} or more"),
        (_, None) => hop.to_string(),
    };
    row["label"] = json!(label);
    row
}

fn ties_seen(at: &Published) -> crate::report::table::Table {
    const COLUMNS: &[Column] = &[
        ("what", "ties", Shape::Text, None),
        ("ties", "count", Shape::Count, Some("ties_seen")),
        ("share", "share of all ties", Shape::Share, Some("ties_seen")),
    ];
    let seen = at.at("spread.ties_seen");
    let row = |what: &str, ties: &Value, share: &Value| json!({ "what": what, "ties": ties, "share": share });
    let rows = [
        row("in the network", at.at("spread.ties"), &Value::Null),
        row("with a consenter at an end: read with the friend lists", &seen["consenter_end"], &seen["share"]),
        row("with both ends affected", &seen["among_affected"], &seen["among_affected_share"]),
        row(
            "with consenters at both ends: all that a closed interface would show",
            &at.at("spread.closed_interface")["ties"],
            &at.at("spread.closed_interface")["tie_share"],
        ),
    ];
    table("ties_seen", "Ties that the grants show.", COLUMNS, &rows)
}
