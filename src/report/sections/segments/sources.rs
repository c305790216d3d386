//! Where the members of the segments come from.

use crate::{
    model::number,
    report::{
        figure::Figure,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::{Value, json};

/// Members of each segment by how they stand to the grants. Where the consenters are too few to be shown they are counted with
/// the others, so that the bystanders' part can still be seen.
pub(super) fn sources(at: &Published) -> Figure {
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
        return "Of no segment can it be shown how many of its members are bystanders: the numbers are small, or would give small ones away.".to_owned();
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
