//! How far it spread: people by hop, and the ties that the grants show.

mod amplification;

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
        Block::Chart("per_consenter"),
        Block::Chart("cascade"),
        Block::Chart("hops"),
    ];
    blocks.push(Block::Paragraph(unreached(at)));
    blocks.push(Block::Table("ties_seen"));
    Part {
        section: Section { id: "spread", title: "How far it spread", blocks },
        figures: vec![amplification::per_consenter(at), amplification::cascade(at), hops(at)],
        tables: vec![ties_seen(at)],
    }
}

/// Who cannot be reached, and why.
fn unreached(at: &Published) -> String {
    if !at.at("spread.unreached").is_number() {
        return "How many cannot be reached is not shown: it would give a small number away.".to_owned();
    }
    let spread = &at.measures.spread;
    let no_path = spread.unreached - spread.opted_out;
    let [unreached, off, no_path] = [spread.unreached, spread.opted_out, no_path].map(number::count);
    match (spread.unreached, spread.opted_out) {
        (all, off) if all == off && all > 0 => format!(
            "{unreached} people cannot be reached at all: they switched off sharing through friends, so that others' grants neither show them \
             nor lead on through them."
        ),
        (0, _) => "Everybody in the network is connected to a consenter.".to_owned(),
        (_, 0) => format!("No path of ties leads from a consenter to {no_path} people."),
        _ => format!(
            "{unreached} people cannot be reached at all: {off} switched off sharing through friends, so that others' grants \
             neither show them nor lead on through them, and to {no_path} no path leads."
        ),
    }
}

fn hops(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("label", "hops from the nearest consenter", Shape::Text, Some("hop")),
        ("hop", "hop", Shape::Count, Some("hop")),
        ("people", "people", Shape::Count, None),
        ("cumulative", "up to here", Shape::Count, None),
        ("standing", "who they are", Shape::Text, None),
    ];
    let rows: Vec<Value> =
        at.rows("spread.hops").iter().map(|row| labelled(row, at.measures.spread.hop_limit)).collect();
    let spread = &at.measures.spread;
    let first = spread.hops.get(1).map_or(0, |hop| hop.people);
    let second = spread.hops.get(2).map_or(0, |hop| hop.people);
    let further = spread.people - spread.unreached - spread.consenters - first - second;
    let beyond = at.rows("spread.hops").iter().find(|row| row["hop"] == 2);
    let beyond = match beyond.map(|row| row.get("or_more").is_none()) {
        None => String::new(),
        Some(true) if further > 0 => format!(
            "; {} more are two steps away, friends of friends, and {} further still",
            number::count(second),
            number::count(further)
        ),
        Some(true) => format!("; {} more are two steps away, friends of friends", number::count(second)),
        Some(false) => format!("; {} more are two steps away or further", number::count(second + further)),
    };
    Figure {
        id: "hops",
        title: "How many steps away people are".to_owned(),
        takeaway: format!(
            "{}{} people who gave no grant are one step from a grant that opens contacts{beyond}.",
            if at.measures.bounds.exact { "" } else { "At most " },
            number::count(first)
        ),
        alt: "Rings around the consenters in the middle, one for each further step, each labelled with its number of people."
            .to_owned(),
        table: table("hops", "People by number of steps from the nearest consenter.", COLUMNS, &rows),
    }
}

/// The row of a hop with its label: `0 (consenters)`, `1`, `5 or more`.
fn labelled(row: &Value, limit: u32) -> Value {
    let mut row = row.clone();
    let hop = row["hop"].as_u64().unwrap_or(0);
    let label = match (hop, row.get("or_more")) {
        (0, _) => "0 (consenters)".to_owned(),
        (_, Some(_)) => format!("{hop} or more"),
        (_, None) => hop.to_string(),
    };
    row["label"] = json!(label);
    row["standing"] = json!(match hop {
        0 => "consenters",
        _ if hop <= u64::from(limit) => "bystanders",
        _ => "beyond the reach of a grant",
    });
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
        row("on the friend lists that grants opened", &seen["consenter_end"], &seen["share"]),
        row("between affected people", &seen["among_affected"], &seen["among_affected_share"]),
        row(
            "between consenters: all that later rules would have shown",
            &at.at("spread.closed_interface")["ties"],
            &at.at("spread.closed_interface")["tie_share"],
        ),
    ];
    table("ties_seen", "Which ties become known through the grants.", COLUMNS, &rows)
}
