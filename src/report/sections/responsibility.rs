//! Who exposed whom: how few consenters explain how much of the reach.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        cell::Cell,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::{Heading, Table},
    },
};

pub(super) fn part(at: &Published) -> Part {
    let blocks = vec![
        Block::Paragraph(
            "Consenters used a permission that the platform offered; none of what follows is a reproach to them. They are called by \
             their place in the consent list, so that whoever holds the list can check a figure and nobody else learns who they are."
                .to_owned(),
        ),
        Block::Chart("responsibility"),
        Block::Table("cover"),
        Block::Table("consenters"),
    ];
    Part {
        section: Section { id: "responsibility", title: "Who exposed whom", blocks },
        figures: vec![responsibility(at)],
        tables: vec![cover(at), consenters(at)],
    }
}

/// The cumulative curve of the greedy order, beside the mean over all orders.
fn responsibility(at: &Published) -> Figure {
    let total = at.measures.share_out.bystanders;
    #[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
    let share = |people: f64| if total == 0 { Cell::Empty } else { Cell::Share(people / total as f64) };
    let points = |path: &str| -> Vec<(u64, f64)> {
        let point =
            |row: &serde_json::Value| Some((row["consenters"].as_u64()?, row["bystanders"].as_f64()?));
        at.rows(path).iter().filter_map(point).collect()
    };
    let greedy =
        points("share_out.greedy").into_iter().map(|(taken, people)| (taken, share(people), Cell::Empty));
    let chance = points("share_out.accumulation")
        .into_iter()
        .map(|(taken, people)| (taken, Cell::Empty, share(people)));
    // Where the share of a mark is first reached is told by the cover; the curve may have been thinned there.
    let cover = at.measures.share_out.cover.iter();
    let marks = cover.map(|cover| (cover.consenters, Cell::Share(cover.share), Cell::Empty));
    let mut rows: Vec<_> = greedy.chain(marks).chain(chance).collect();
    rows.sort_by_key(|row| row.0);
    rows.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same && earlier.1 == Cell::Empty {
            earlier.1 = later.1.clone();
        }
        if same && earlier.2 == Cell::Empty {
            earlier.2 = later.2.clone();
        }
        same
    });
    let heading = |key, label, definition| Heading { key, label, definition };
    Figure {
        id: "responsibility",
        title: "How few consenters account for how much".to_owned(),
        takeaway: takeaway(at),
        alt: "A rising curve: the share of the bystanders exposed by the first consenters in greedy order, beside the mean over \
              all orders."
            .to_owned(),
        table: Table {
            id: "responsibility",
            caption: "Share of the bystanders at one hop exposed by so many consenters together.".to_owned(),
            columns: vec![
                heading("consenters", "consenters", None),
                heading("share_of_bystanders", "greedy order", Some("greedy")),
                heading("by_chance_order", "mean over all orders", None),
            ],
            rows: rows.into_iter().map(|(taken, greedy, chance)| vec![Cell::Count(taken), greedy, chance]).collect(),
            notes: vec!["At 50, 80 and 90 % stands the first number that reaches the share.".to_owned()],
        },
    }
}

fn takeaway(at: &Published) -> String {
    let half = at.measures.share_out.cover.iter().find(|cover| cover.share >= 0.5);
    let consenters = number::count(at.measures.spread.consenters);
    match half {
        None => "No consenter exposes anybody.".to_owned(),
        Some(half) => {
            let (needed, proven) = match half.minimum.value() {
                Some(fewest) => (fewest, ""),
                None => (half.consenters, "at most "),
            };
            format!(
                "Half of the {} bystanders at one hop were within reach of {proven}{} of the {consenters} consenters.",
                number::count(at.measures.share_out.bystanders),
                number::count(needed)
            )
        }
    }
}

fn cover(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("share", "share of the bystanders", Shape::Share, None),
        ("bystanders", "bystanders", Shape::Count, None),
        ("minimum", "fewest consenters that can do", Shape::Count, Some("greedy")),
        ("at_least", "proven: no fewer than", Shape::Count, None),
        ("consenters", "in greedy order (upper bound)", Shape::Count, Some("greedy")),
    ];
    table("cover", "How few consenters explain how much of the reach.", COLUMNS, at.rows("share_out.cover"))
}

fn consenters(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("consenter", "consenter", Shape::Text, None),
        ("line", "line of the consent list", Shape::Count, None),
        ("bystanders", "bystanders", Shape::Count, None),
        ("sole", "through this one only", Shape::Count, Some("sole")),
        ("shapley", "fair share (Shapley)", Shape::Number, Some("shapley")),
        ("greedy_rank", "greedy rank", Shape::Count, Some("greedy")),
        ("greedy_gain", "greedy gain", Shape::Count, Some("greedy")),
    ];
    let rows = at.rows("share_out.consenters");
    let lined = rows.iter().any(|row| row["line"].as_u64().is_some_and(|line| line > 0));
    let columns: Vec<Column> = COLUMNS.iter().copied().filter(|column| lined || column.0 != "line").collect();
    let mut table = table("consenters", "Each consenter's part in the reach.", &columns, rows);
    let list = if lined { "consent list" } else { "input" };
    table.notes.push(format!("C1 is the first consenter of the {list}, C2 the second, and so on."));
    table
}
