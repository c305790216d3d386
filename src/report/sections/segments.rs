//! The segments: who is in them, where they concentrate, and whether that is more than chance.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        cell::Cell,
        figure::Figure,
        published::{Column, Published, Shape, cell, table},
        table::{Heading, Table},
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    const ID: &str = "segments";
    const TITLE: &str = "Who was singled out, and where";
    if at.rows("segments.segments").is_empty() {
        let none = Block::Paragraph("No segments were given, so that nothing can be said about who was singled out. They are given with --segments, or in case.toml.".to_owned());
        let mut part = Part::words(Section { id: ID, title: TITLE, blocks: vec![none] });
        if !at.rows("segments.homophily").is_empty() {
            part.section.blocks.push(Block::Table("homophily"));
            part.tables.push(homophily(at));
        }
        return part;
    }
    let shown = |id, part: Option<Figure>| part.map(|figure| (Block::Chart(id), figure));
    let charts = [
        shown("segment_sources", Some(sources(at))),
        shown("concentration", some(concentration(at))),
        shown("lorenz", some(lorenz(at))),
        shown("lifts", some(lifts(at))),
    ];
    let (mut blocks, figures): (Vec<_>, Vec<_>) = charts.into_iter().flatten().unzip();
    blocks.insert(0, Block::Paragraph(communities(at)));
    let tables = [members(at), criteria(at), representation(at), segregation(at), homophily(at)];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: Section { id: ID, title: TITLE, blocks }, figures, tables }
}

fn some(figure: Figure) -> Option<Figure> {
    (!figure.table.rows.is_empty()).then_some(figure)
}

/// What segments were held against.
fn communities(at: &Published) -> String {
    let found = &at.measures.segments.communities;
    let held = at.measures.segments.dimensions.iter().map(|dimension| dimension.dimension.as_str());
    let held: Vec<_> = held.collect();
    let held = if held.is_empty() { "no place or group".to_owned() } else { held.join(", ") };
    let communities = match (&found.count, &found.why_not) {
        (Some(count), _) => format!(
            " The network falls into {} communities (modularity {}).",
            number::count(*count),
            found.modularity.map_or_else(String::new, number::real)
        ),
        (None, Some(why)) => format!(" Communities were not looked for: {why}."),
        (None, None) => String::new(),
    };
    let skipped = at.measures.segments.skipped.iter();
    let skipped: Vec<_> =
        skipped.map(|skipped| format!(" {} was left aside: {}.", skipped.dimension, skipped.why)).collect();
    format!("The segments are compared by: {held}.{communities}{}", skipped.concat())
}

/// Members of each segment by how they stand to the grants. Where the consenters are too few to be shown they are counted with
/// the others, so that the bystanders' part can still be seen.
fn sources(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("consenters", "consenters", Shape::Count, None),
        ("bystanders", "bystanders", Shape::Count, Some("share_from_bystanders")),
        ("others", "others", Shape::Count, None),
    ];
    let mut rows: Vec<Value> = at.rows("segments.segments").iter().map(parts).collect();
    let share = |row: &Value| Some(row["bystanders"].as_f64()? / row["members"].as_f64()?);
    rows.sort_by(|one, other| share(other).unwrap_or(-1.0).total_cmp(&share(one).unwrap_or(-1.0)));
    let mut table = table("segment_sources", "Members by how they stand to the grants.", COLUMNS, &rows);
    if rows.iter().any(|row| row["folded"] == true) {
        let folded = "Where a segment has too few consenters for their number to be shown, they are counted with the others.";
        table.notes.push(folded.to_owned());
    }
    Figure {
        id: "segment_sources",
        title: "Where the members of the segments come from".to_owned(),
        takeaway: most_taken(at, &rows),
        alt: "A bar for each segment, divided into consenters, bystanders and others.".to_owned(),
        table,
    }
}

/// The three parts of a segment that the chart shows.
fn parts(row: &Value) -> Value {
    let (members, bystanders) = (row["members"].as_u64(), row["from_bystanders"].as_u64());
    let consenters = row["consenters"].as_u64();
    let mut parts = json!({ "segment": row["segment"], "members": row["members"],
        "consenters": row["consenters"], "bystanders": row["from_bystanders"], "others": json!({ "hidden": true }) });
    if let (Some(members), Some(bystanders)) = (members, bystanders) {
        parts["consenters"] = json!(consenters);
        parts["others"] = json!(members - bystanders - consenters.unwrap_or(0));
        parts["folded"] = json!(consenters.is_none());
    }
    parts
}

fn most_taken(at: &Published, rows: &[Value]) -> String {
    let known: Vec<(&str, u64, u64)> = rows
        .iter()
        .filter_map(|row| {
            Some((row["segment"].as_str()?, row["bystanders"].as_u64()?, row["members"].as_u64()?))
        })
        .collect();
    let Some(&(name, taken, members)) = known.first() else {
        return "Every segment is too small to be shown.".to_owned();
    };
    // Shares are compared as whole numbers: a / b = c / d where ad = bc.
    let equal = known
        .iter()
        .filter(|row| u128::from(row.1) * u128::from(members) == u128::from(taken) * u128::from(row.2));
    let everybody = at.shown("spread.bystanders", Shape::Count);
    let people = at.shown("spread.people", Shape::Count);
    let among = format!("among everybody it is {everybody} of {people}");
    #[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
    let share = number::percent(taken as f64 / members.max(1) as f64);
    match equal.count() {
        1 => format!(
            "{} of the {} members of segment {name} ({share}) were within reach of a grant and gave none; {among}.",
            number::count(taken),
            number::count(members)
        ),
        several => format!(
            "In {several} segments {share} of the members were within reach of a grant and gave none; {among}."
        ),
    }
}

fn concentration(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("members", "members with a value", Shape::Count, None),
        ("units", "units", Shape::Count, None),
        ("hhi", "HHI", Shape::Number, Some("hhi")),
        ("chance", "HHI by chance", Shape::Number, Some("hhi")),
        ("p", "p", Shape::P, Some("p_value")),
        ("q", "q", Shape::P, Some("p_value")),
        ("cr_1", "CR-1", Shape::Share, Some("cr")),
        ("cr_4", "CR-4", Shape::Share, Some("cr")),
        ("shannon_nats", "entropy, nats", Shape::Number, Some("effective_number")),
        ("effective_number_entropy", "effective number", Shape::Number, Some("effective_number")),
        ("gini", "Gini", Shape::Number, Some("gini")),
        ("gini_corrected", "Gini, n/(n-1)", Shape::Number, Some("gini")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        for (ours, theirs) in [("chance", "hhi_chance_mean"), ("p", "hhi_p_value"), ("q", "hhi_q_value")] {
            row[ours] = row[theirs].clone();
        }
        row
    };
    let mut rows: Vec<Value> = at.rows("segments.concentration").iter().map(row).collect();
    let ratio = |row: &Value| Some(row["hhi"].as_f64()? / row["chance"].as_f64()?);
    let beyond_chance = |row: &Value| match row["q"].as_f64() {
        Some(q) if q < 0.05 && row["kind"] != "group" => ratio(row).unwrap_or(0.0),
        _ => 0.0,
    };
    let mut most: Vec<(String, f64)> = Vec::new();
    for row in &rows {
        let (name, times) = (row["segment"].as_str().unwrap_or_default(), beyond_chance(row));
        match most.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = known.max(times),
            None => most.push((name.to_owned(), times)),
        }
    }
    let rank = |row: &Value| {
        most.iter().find(|(known, _)| row["segment"] == **known).map_or(0.0, |(_, times)| *times)
    };
    rows.sort_by(|one, other| rank(other).total_cmp(&rank(one)));
    let gathered = rows.iter().max_by(|one, other| beyond_chance(one).total_cmp(&beyond_chance(other)));
    let takeaway = match gathered {
        Some(row) if beyond_chance(row) > 1.0 => format!(
            "Segment {} is gathered most, by {}: {} times the index that chance gives.",
            row["segment"].as_str().unwrap_or_default(),
            row["dimension"].as_str().unwrap_or_default(),
            number::real(beyond_chance(row))
        ),
        _ => "No segment is gathered in few places or communities beyond chance.".to_owned(),
    };
    Figure {
        id: "concentration",
        title: "How concentrated the segments are, against chance".to_owned(),
        takeaway,
        alt: "For each segment and dimension a dot at its Herfindahl-Hirschman index and a mark at what chance gives.".to_owned(),
        table: table("concentration", "Concentration of each segment over places, groups and communities.", COLUMNS, &rows),
    }
}

/// Lorenz curves over places, or over communities where there are no places, of the most unequal segments.
fn lorenz(at: &Published) -> Figure {
    const CURVES: usize = 6;
    let rows = at.rows("segments.concentration");
    let of = |kind: &str| -> Vec<&Value> {
        rows.iter().filter(|row| row["kind"] == kind && row["lorenz"].is_array()).collect()
    };
    let kinds = ["place", "community", "group"].map(of);
    let mut chosen = kinds.into_iter().find(|rows| !rows.is_empty()).unwrap_or_default();
    let gini = |row: &Value| row["gini"].as_f64().unwrap_or(0.0);
    chosen.sort_by(|one, other| gini(other).total_cmp(&gini(one)));
    chosen.truncate(CURVES);
    let point = |row: &Value, point: &Value| {
        vec![
            cell(&row["segment"], Shape::Text),
            cell(&row["dimension"], Shape::Text),
            cell(&point["share_of_units"], Shape::Share),
            cell(&point["share_of_members"], Shape::Share),
        ]
    };
    let points = |row: &Value| -> Vec<Vec<Cell>> {
        row["lorenz"].as_array().into_iter().flatten().map(|at| point(row, at)).collect()
    };
    let takeaway = chosen.first().map_or_else(String::new, |row| {
        format!(
            "Segment {} is spread most unevenly by {} (Gini {}).",
            row["segment"].as_str().unwrap_or_default(),
            row["dimension"].as_str().unwrap_or_default(),
            number::real(gini(row))
        )
    });
    let heading = |key, label| Heading { key, label, definition: Some("lorenz") };
    Figure {
        id: "lorenz",
        title: "Lorenz curves of the segments".to_owned(),
        takeaway,
        alt: "Curves below the diagonal: the further below, the more the members gather in few units."
            .to_owned(),
        table: Table {
            id: "lorenz",
            caption: "Share of the members in the least filled units.".to_owned(),
            columns: vec![
                Heading { key: "segment", label: "segment", definition: None },
                Heading { key: "dimension", label: "compared by", definition: None },
                heading("share_of_units", "share of the units"),
                heading("share_of_members", "share of the members"),
            ],
            rows: chosen.into_iter().flat_map(points).collect(),
            notes: Vec::new(),
        },
    }
}

/// The strongest over-representations that stand after control of the false discovery rate.
fn lifts(at: &Published) -> Figure {
    const SHOWN: usize = 15;
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("group", "place, group or community", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("lift", "lift", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    let rows = at.rows("segments.representation").iter();
    let mut strong: Vec<&Value> =
        rows.filter(|row| row["q_value"].as_f64().is_some_and(|q| q < 0.05)).collect();
    let lift = |row: &Value| row["lift"].as_f64().unwrap_or(0.0);
    strong.sort_by(|one, other| lift(other).total_cmp(&lift(one)));
    let found = strong.len();
    strong.truncate(SHOWN);
    let takeaway = strong.first().map_or_else(String::new, |row| strongest(row));
    let mut table = table("lifts", "Over-represented places, groups and communities.", COLUMNS, strong);
    for heading in &mut table.columns {
        heading.key = match heading.key {
            "lift_low" => "low",
            "lift_high" => "high",
            "q_value" => "q",
            key => key,
        };
    }
    if found > SHOWN {
        table
            .notes
            .push(format!("The {SHOWN} largest of {} with q below 0.05.", number::count(found as u64)));
    }
    Figure {
        id: "lifts",
        title: "Who is over-represented".to_owned(),
        takeaway,
        alt: "For each segment and group a dot at the lift with its interval, on a logarithmic axis; 1 is even.".to_owned(),
        table,
    }
}

/// The strongest over-representation in one sentence, with its numbers.
fn strongest(row: &Value) -> String {
    let word = |key: &str| row[key].as_str().unwrap_or_default();
    let shown = |key: &str, shape| cell(&row[key], shape).shown();
    let group = if word("group").starts_with(word("dimension")) {
        word("group").to_owned()
    } else {
        format!("{} {}", word("dimension"), word("group"))
    };
    format!(
        "{} of the {} members of segment {} with a value ({}) belong to {group}, against {} of all people with a value: {} times as common.",
        shown("members", Shape::Count),
        shown("known_members", Shape::Count),
        word("segment"),
        shown("share_of_segment", Shape::Share),
        shown("share_of_people", Shape::Share),
        shown("lift", Shape::Number)
    )
}

fn members(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("source", "source, as recorded", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("consenters", "consenters", Shape::Count, None),
        ("from_bystanders", "bystanders", Shape::Count, None),
        ("beyond", "further away", Shape::Count, None),
        ("opted_out", "sharing switched off", Shape::Count, Some("switch")),
        ("unreached", "no path", Shape::Count, None),
        ("share_from_bystanders", "share from bystanders", Shape::Share, Some("share_from_bystanders")),
        ("lift", "lift of bystanders", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("p_value", "p", Shape::P, Some("p_value")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    table("segments", "The segments and their members.", COLUMNS, at.rows("segments.segments"))
}

fn criteria(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("mode", "in or out", Shape::Text, None),
        ("dimension", "looks at", Shape::Text, None),
        ("value", "value", Shape::Text, None),
    ];
    let of = |row: &Value| -> Vec<Value> {
        let criteria = row["criteria"].as_array().cloned().unwrap_or_default();
        let named = criteria.into_iter().map(|mut criterion| {
            criterion["segment"] = row["segment"].clone();
            criterion
        });
        named.collect()
    };
    let rows: Vec<Value> = at.rows("segments.segments").iter().flat_map(of).collect();
    table("criteria", "The criteria of the segments, as recorded.", COLUMNS, &rows)
}

fn representation(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("group", "place, group or community", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("expected", "expected", Shape::Number, None),
        ("known_members", "of members with a value", Shape::Count, None),
        ("share_of_segment", "share of the segment", Shape::Share, None),
        ("share_of_people", "share of people with a value", Shape::Share, None),
        ("lift", "lift", Shape::Number, Some("lift")),
        ("lift_low", "from", Shape::Number, Some("lift")),
        ("lift_high", "to", Shape::Number, Some("lift")),
        ("p_value", "p", Shape::P, Some("p_value")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    let caption = "Each place, group and community in each segment.";
    table("representation", caption, COLUMNS, at.rows("segments.representation"))
}

fn segregation(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("d", "D", Shape::Number, Some("dissimilarity")),
        ("d_chance", "D by chance", Shape::Number, Some("dissimilarity")),
        ("d_above_chance", "D above chance", Shape::Number, Some("dissimilarity")),
        ("h", "H", Shape::Number, Some("dissimilarity")),
    ];
    let caption = "How far the members live apart from everybody else.";
    table("segregation", caption, COLUMNS, at.rows("segments.segregation"))
}

fn homophily(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("dimension", "attribute", Shape::Text, None),
        ("ties", "ties between people with a value", Shape::Count, None),
        ("left_out", "ties left out", Shape::Count, None),
        ("within_share", "within a group", Shape::Share, None),
        ("ei_index", "E-I", Shape::Number, Some("ei")),
        ("ei_chance", "E-I by chance", Shape::Number, Some("ei")),
        ("assortativity", "assortativity", Shape::Number, Some("assortativity")),
    ];
    table("homophily", "Do ties stay within places and groups?", COLUMNS, at.rows("segments.homophily"))
}
