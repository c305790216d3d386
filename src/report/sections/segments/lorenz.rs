//! Lorenz curves of the segments.

use crate::{
    model::number,
    report::{
        cell::Cell,
        figure::Figure,
        published::{Published, Shape, cell},
        table::{Heading, Table},
    },
};
use serde_json::Value;

/// Lorenz curves over places, or over communities where there are no places, of the most unequal segments.
pub(super) fn lorenz(at: &Published) -> Figure {
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
