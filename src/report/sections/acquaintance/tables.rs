//! The tables of who knows whom.

use crate::report::{
    published::{Column, Published, Shape, table},
    table::Table,
};
use serde_json::{Value, json};

/// The ties among members against chance; the chart is drawn from it.
pub(super) fn among(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("ties", "ties among members", Shape::Count, Some("ties_among")),
        ("chance", "by chance, anybody", Shape::Number, Some("peers")),
        ("ratio", "times chance", Shape::Number, Some("peers")),
        ("q", "q, anybody", Shape::P, Some("p_value")),
        ("chance_same", "by chance, exactly as many contacts", Shape::Number, Some("peers")),
        ("ratio_same", "times that", Shape::Number, Some("peers")),
        ("q_same", "q, exactly as many contacts", Shape::P, Some("p_value")),
        ("q_band", "q, about as many contacts", Shape::P, Some("p_value")),
        ("density", "density", Shape::Share, Some("ties_among")),
        ("mean_contacts_inside", "contacts inside, mean", Shape::Number, Some("ties_among")),
        ("knowing_share", "members who know another", Shape::Share, Some("ties_among")),
        ("knowing_expected_share", "the same by chance", Shape::Share, Some("peers")),
        ("largest_circle", "largest circle", Shape::Count, Some("ties_among")),
    ];
    let rows: Vec<Value> =
        at.rows("acquaintance.segments").iter().map(|row| beside(row, "ties_by_chance")).collect();
    table("acquaintance", "Ties among the members of each segment.", COLUMNS, &rows)
}

/// The members' nearness to consenters against chance.
pub(super) fn near(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("with_consenting_contact", "with a consenting contact", Shape::Count, Some("steps")),
        ("consenting_contact_share", "share", Shape::Share, Some("steps")),
        ("chance", "by chance, anybody", Shape::Number, Some("peers")),
        ("ratio", "times chance", Shape::Number, Some("peers")),
        ("q", "q, anybody", Shape::P, Some("p_value")),
        ("chance_same", "by chance, exactly as many contacts", Shape::Number, Some("peers")),
        ("q_same", "q, exactly as many contacts", Shape::P, Some("p_value")),
        ("q_band", "q, about as many contacts", Shape::P, Some("p_value")),
        ("mean_consenting_contacts", "consenting contacts, mean", Shape::Number, Some("steps")),
        ("mean_steps", "steps to a consenter, mean", Shape::Number, Some("steps")),
    ];
    let rows: Vec<Value> =
        at.rows("acquaintance.segments").iter().map(|row| beside(row, "consenting_by_chance")).collect();
    let mut table =
        table("consenters_near", "Members of each segment and the consenters around them.", COLUMNS, &rows);
    let mean = |key: &str| at.shown(&format!("acquaintance.{key}"), Shape::Number);
    table.notes.push(format!(
        "Over everybody: {} consenting contacts on average; {} steps to a consenter.",
        mean("mean_consenting_contacts"),
        mean("mean_steps")
    ));
    table
}

/// A row with what the chance models say of it beside it.
fn beside(row: &Value, models: &str) -> Value {
    let mut row = row.clone();
    let [anybody, same, band] = [0, 1, 2].map(|model| row[models][model].clone());
    for (key, value) in [
        ("chance", &anybody["expected"]),
        ("ratio", &anybody["ratio"]),
        ("q", &anybody["q_value"]),
        ("chance_same", &same["expected"]),
        ("ratio_same", &same["ratio"]),
        ("q_same", &same["q_value"]),
        ("q_band", &band["q_value"]),
    ] {
        row[key] = value.clone();
    }
    row
}

/// Members by the number of ties to the nearest consenter; segments of which that is hidden are left out.
pub(super) fn steps(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("steps", "steps to the nearest consenter", Shape::Text, Some("steps")),
        ("people", "members", Shape::Count, None),
    ];
    let shown = |row: &&Value| row["unconnected"].is_u64() && at.measures.spread.consenters > 0;
    let rows: Vec<Value> = at.rows("acquaintance.segments").iter().filter(shown).flat_map(by_steps).collect();
    table("steps_to_consenters", "Members by steps to the nearest consenter.", COLUMNS, &rows)
}

fn by_steps(row: &Value) -> Vec<Value> {
    let of = |words: String, people: &Value| json!({ "segment": row["segment"], "steps": words, "people": people });
    let words = |step: &Value| match (step["steps"].as_u64(), step["or_more"] == true) {
        (Some(0), _) => "0 (consenters)".to_owned(),
        (steps, true) => format!("{} or more", steps.unwrap_or(0)),
        (steps, false) => steps.unwrap_or(0).to_string(),
    };
    let steps = row["steps"].as_array().into_iter().flatten().map(|step| of(words(step), &step["people"]));
    let unconnected =
        (row["unconnected"] != 0).then(|| of("no chain of ties".to_owned(), &row["unconnected"]));
    steps.chain(unconnected).collect()
}
