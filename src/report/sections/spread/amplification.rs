//! How much larger the reach is than the consent: one consenter and those who come with them, and the steps from consenters to
//! everybody.

use crate::{
    model::number,
    report::{
        cell::Cell,
        figure::Figure,
        published::{Published, Shape},
        table::{Heading, Table},
    },
};

fn heading(key: &'static str, label: &'static str, definition: Option<&'static str>) -> Heading {
    Heading { key, label, definition }
}

/// One consenter beside the mean number of bystanders.
pub(super) fn per_consenter(at: &Published) -> Figure {
    let ratio = at.cell("spread.bystanders_per_consenter", Shape::Number);
    let takeaway = match ratio {
        Cell::Number(_) => format!(
            "For each person who gave a grant, {} who gave none were within reach: {} bystanders over {} consenters.",
            ratio.shown(),
            at.shown("spread.bystanders", Shape::Count),
            at.shown("spread.consenters", Shape::Count)
        ),
        _ => "Nobody gave a grant, so that there is nobody to hold the bystanders against.".to_owned(),
    };
    Figure {
        id: "per_consenter",
        title: "One person agreed; so many others were in the data".to_owned(),
        alt: format!("Dots of one size: one for a consenter, {} for bystanders.", ratio.shown()),
        takeaway,
        table: Table {
            id: "per_consenter",
            caption: "People within reach for each person who gave a grant, on average.".to_owned(),
            columns: vec![
                heading("group", "people", None),
                heading("people", "for each consenter", Some("per_consenter")),
            ],
            rows: vec![
                vec![Cell::Text("consenter".to_owned()), Cell::Count(1)],
                vec![Cell::Text("bystanders".to_owned()), ratio],
            ],
            notes: vec!["A mean: single consenters expose many more or none.".to_owned()],
        },
    }
}

/// From the consenters over each hop to everybody, each step with its ratio to the one before.
pub(super) fn cascade(at: &Published) -> Figure {
    let spread = &at.measures.spread;
    let mut steps: Vec<(String, u64)> = Vec::new();
    for row in at.rows("spread.hops") {
        let (hop, people) = (row["hop"].as_u64().unwrap_or(0), row["cumulative"].as_u64().unwrap_or(0));
        let label = match (hop, row.get("or_more")) {
            (0, _) => "consenters".to_owned(),
            (1, None) => "and within 1 hop".to_owned(),
            (hop, None) => format!("and within {hop} hops"),
            (_, Some(_)) => "and within any number of hops".to_owned(),
        };
        steps.push((label, people));
    }
    steps.push(("everybody in the network".to_owned(), spread.people));
    let mut before = None;
    let rows = steps.iter().map(|(label, people)| {
        let ratio = before.replace(*people).filter(|&before| before > 0).map_or(Cell::Empty, |before| {
            #[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
            Cell::Number(*people as f64 / before as f64)
        });
        vec![Cell::Text(label.clone()), Cell::Count(*people), ratio]
    });
    let affected = spread.consenters + spread.hops.get(1).map_or(0, |hop| hop.people);
    Figure {
        id: "cascade",
        title: "From those who agreed to everybody, step by step".to_owned(),
        takeaway: format!(
            "{} people agreed; with those one step further {} are affected, of {} in the network.",
            number::count(spread.consenters),
            number::count(affected),
            number::count(spread.people)
        ),
        alt: "Steps from the consenters to everybody in the network on a logarithmic scale, each labelled with its number of people \
              and with how many times larger it is than the step before."
            .to_owned(),
        table: Table {
            id: "cascade",
            caption: "People up to each step, and how many times as many as at the step before.".to_owned(),
            columns: vec![
                heading("step", "up to here", Some("hop")),
                heading("people", "people", None),
                heading("times", "times the step before", None),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        },
    }
}
