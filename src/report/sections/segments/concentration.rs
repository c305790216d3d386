//! How concentrated the segments are, against chance.

use crate::{
    model::number,
    report::{
        figure::Figure,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::Value;

pub(super) fn concentration(at: &Published) -> Figure {
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
