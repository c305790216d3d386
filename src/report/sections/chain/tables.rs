//! The tables of the chain of transfers.

use crate::{
    measure::{
        chains::Doubt,
        purposes::{Contract, Held},
        third_countries::Protection,
    },
    model::recipient::Role,
    report::{
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The transfers; the map is drawn from them.
pub(super) fn transfers(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("line", "line", Shape::Count, None),
        ("from", "from", Shape::Text, None),
        ("to", "to", Shape::Text, None),
        ("on", "on", Shape::Text, None),
        ("from_steps", "steps of the sender", Shape::Count, Some("chain_steps")),
        ("to_steps", "steps of the receiver", Shape::Count, Some("chain_steps")),
        ("lost_without", "not reached without it", Shape::Count, Some("lost_without")),
        ("doubts", "in doubt", Shape::Text, None),
    ];
    let stations = at.rows("chains.organisations").iter();
    let known: BTreeMap<Option<&str>, &Value> =
        stations.map(|row| (row["organisation"].as_str(), &row["steps"])).collect();
    let steps = |name: &Value| known.get(&name.as_str()).map_or(Value::Null, |&steps| steps.clone());
    let row = |row: &Value| {
        let mut row = row.clone();
        row["from_steps"] = steps(&row["from"]);
        row["to_steps"] = steps(&row["to"]);
        row["doubts"] = json!(all_words(&row["doubts"], &Doubt::ALL, Doubt::words));
        row
    };
    let rows: Vec<Value> = at.rows("chains.transfers").iter().map(row).collect();
    shortened(table("chain_map", "The transfers, in the order of the records.", COLUMNS, &rows))
}

pub(super) fn organisations(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, None),
        ("role", "role", Shape::Text, None),
        ("steps", "steps", Shape::Count, Some("chain_steps")),
        ("in_time", "in time", Shape::Text, Some("in_time")),
        ("earliest_on", "from, at the earliest", Shape::Text, Some("in_time")),
        ("received", "transfers received", Shape::Count, None),
        ("given", "transfers given", Shape::Count, None),
        ("lost_without", "not reached without it", Shape::Count, Some("lost_without")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["role"] = json!(words(&row["role"], &Role::ALL, Role::words));
        let in_time = match (row["surely_in_time"] == true, row["possibly_in_time"] == true) {
            (true, _) => "yes",
            (false, true) => "perhaps",
            _ => "no",
        };
        row["in_time"] = json!(in_time);
        row
    };
    let rows: Vec<Value> = at.rows("chains.organisations").iter().map(row).collect();
    shortened(table(
        "chain_organisations",
        "The organisations, by how many transfers they are from a start.",
        COLUMNS,
        &rows,
    ))
}

pub(super) fn circles(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisations", "organisations", Shape::Text, Some("circle")),
        ("transfers", "transfers between them", Shape::Count, None),
    ];
    let rows: Vec<Value> =
        at.rows("chains.circles").iter().map(|row| joined(row, &["organisations"])).collect();
    table("chain_circles", "Circles: organisations between which data can have gone round.", COLUMNS, &rows)
}

pub(super) fn purposes(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("from", "from", Shape::Text, None),
        ("to", "to", Shape::Text, None),
        ("on", "on", Shape::Text, None),
        ("purpose", "purpose", Shape::Text, Some("purpose")),
        ("consented_to", "people agreed to", Shape::Text, Some("purpose")),
        ("against_consent", "against consents", Shape::Text, Some("purpose")),
        ("received_for", "sender received for", Shape::Text, Some("purpose")),
        ("against_received", "against receipt", Shape::Text, Some("purpose")),
        ("basis", "basis", Shape::Text, None),
        ("contract", "contract", Shape::Text, Some("contract")),
        ("appended", "fields added", Shape::Text, Some("fields_added")),
    ];
    const HELD: [Held; 5] =
        [Held::Same, Held::SameForSome, Held::Otherwise, Held::NotStated, Held::NothingToHoldAgainst];
    let row = |row: &Value| {
        let mut row = joined(row, &["consented_to", "received_for", "appended"]);
        for key in ["against_consent", "against_received"] {
            row[key] = json!(words(&row[key], &HELD, Held::words));
        }
        row["contract"] = json!(words(&row["contract"], &Contract::ALL, Contract::words));
        row
    };
    let rows: Vec<Value> = at.rows("purposes.transfers").iter().map(row).collect();
    let caption = "What each transfer was for, as stated, against what people agreed to and what the sender received the data for.";
    shortened(table("chain_purposes", caption, COLUMNS, &rows))
}

pub(super) fn consented(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("purpose", "purpose", Shape::Text, Some("purpose")),
        ("consents", "consents", Shape::Count, None),
        ("consenters", "consenters", Shape::Count, Some("consenter")),
    ];
    let named = |row: &Value| {
        let mut row = row.clone();
        if row["purpose"].is_null() {
            row["purpose"] = json!("(not stated)");
        }
        row
    };
    let rows: Vec<Value> = at.rows("purposes.consented").iter().map(named).collect();
    table("consented_purposes", "What people agreed to, as stated in the consents.", COLUMNS, &rows)
}

pub(super) fn incentives(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("incentive", "promised", Shape::Text, None),
        ("consents", "consents", Shape::Count, None),
        ("consenters", "consenters", Shape::Count, Some("consenter")),
    ];
    table("incentives", "What was promised for consents.", COLUMNS, at.rows("purposes.incentives"))
}

pub(super) fn widened(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, None),
        ("received", "fields received", Shape::Count, Some("fields_added")),
        ("appended", "fields added", Shape::Count, Some("fields_added")),
        ("ratio", "added for each received", Shape::Number, Some("fields_added")),
        ("surely", "all received are recorded", Shape::Text, Some("fields_added")),
        ("fields", "which", Shape::Text, None),
    ];
    let row = |row: &Value| {
        let mut row = joined(row, &["fields"]);
        row["surely"] = yes(&row["surely"]);
        row
    };
    let rows: Vec<Value> = at.rows("purposes.widened").iter().map(row).collect();
    table("fields_added", "Fields passed on that, on record, had not been received.", COLUMNS, &rows)
}

pub(super) fn countries(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("from", "from", Shape::Text, None),
        ("to", "to", Shape::Text, None),
        ("on", "on", Shape::Text, None),
        ("country", "country", Shape::Text, Some("third_country")),
        ("from_within", "sender within", Shape::Text, Some("third_country")),
        ("protection", "protection", Shape::Text, Some("third_country")),
        ("safeguard", "safeguard", Shape::Text, None),
        ("scope", "adequate for", Shape::Text, None),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["protection"] = json!(words(&row["protection"], &Protection::ALL, Protection::words));
        row["from_within"] = match row["from_within"].as_bool() {
            Some(within) => json!(if within { "yes" } else { "no" }),
            None => json!("not known"),
        };
        row
    };
    let rows: Vec<Value> = at.rows("third_countries.transfers").iter().map(row).collect();
    let caption = "Where the data went, and what stood for their protection there on that day.";
    let mut table = shortened(table("third_countries", caption, COLUMNS, &rows));
    let list = "The list of standings rests on memory and reports: `bystander explain adequacy` prints it with its sources.";
    table.notes.push(list.to_owned());
    table
}

pub(super) fn seats(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("holder", "holder", Shape::Text, Some("seat")),
        ("from", "sits in", Shape::Text, None),
        ("to", "and in", Shape::Text, None),
        ("steps", "transfers between", Shape::Count, Some("chain_steps")),
        ("since", "at once from", Shape::Text, None),
        ("until", "until", Shape::Text, None),
        ("days", "days", Shape::Count, None),
        ("surely", "surely", Shape::Text, Some("seat")),
        ("at_least", "transfers meanwhile, at least", Shape::Count, Some("seat")),
        ("at_most", "at most", Shape::Count, Some("seat")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["surely"] = yes(&row["surely"]);
        for end in ["at_least", "at_most"] {
            row[end] = row["meanwhile"][end].clone();
        }
        row
    };
    let rows: Vec<Value> = at.rows("seats.rows").iter().map(row).collect();
    shortened(table(
        "seats",
        "People who sat in two organisations of one chain at once, by number.",
        COLUMNS,
        &rows,
    ))
}

pub(super) fn holders(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, None),
        ("received", "transfers received", Shape::Count, None),
        ("deleted", "of these deleted", Shape::Count, Some("deletion")),
        ("last_deleted_on", "last deletion", Shape::Text, Some("deletion")),
    ];
    table(
        "deletions",
        "What organisations received, and of what they state a deletion.",
        COLUMNS,
        at.rows("erasure.holders"),
    )
}

pub(super) fn downstream(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("holder", "who deleted", Shape::Text, Some("deletion")),
        ("holder_deleted_on", "on", Shape::Text, None),
        ("steps", "step", Shape::Count, Some("downstream")),
        ("from", "from", Shape::Text, None),
        ("to", "to", Shape::Text, None),
        ("on", "transfer", Shape::Text, None),
        ("surely", "surely these data", Shape::Text, Some("downstream")),
        ("deleted_on", "deleted there", Shape::Text, Some("deletion")),
        ("days", "days after", Shape::Number, None),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["surely"] = yes(&row["surely"]);
        if row["deleted_on"].is_null() {
            row["deleted_on"] = json!("not on record");
        }
        row
    };
    let rows: Vec<Value> = at.rows("erasure.downstream").iter().map(row).collect();
    shortened(table("downstream", "Transfers downstream of each deletion.", COLUMNS, &rows))
}

/// The transfers after withdrawals, then those after objections.
pub(super) fn after(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("after", "after", Shape::Text, Some("after_words")),
        ("from", "from", Shape::Text, None),
        ("to", "to", Shape::Text, None),
        ("on", "on", Shape::Text, None),
        ("people_at_least", "people, at least", Shape::Count, Some("after_words")),
        ("people_at_most", "people, at most", Shape::Count, Some("after_words")),
    ];
    let of = |list: &'static str, after: &'static str| {
        let rows = at.rows(list).iter();
        rows.map(move |row| {
            let mut row = row.clone();
            row["after"] = json!(after);
            row
        })
    };
    let rows: Vec<Value> = of("erasure.withdrawals.rows", "withdrawal")
        .chain(of("erasure.objections.rows", "objection"))
        .collect();
    shortened(table(
        "after_words",
        "Transfers that can have passed on data of people who had withdrawn or objected.",
        COLUMNS,
        &rows,
    ))
}

/// The most rows of a table about single transfers that a page shows; `results.json` has all.
const MOST: usize = 2_000;

/// The table with its first rows alone, where it is longer than a page should be.
fn shortened(mut table: Table) -> Table {
    if table.rows.len() > MOST {
        let left = crate::model::number::count((table.rows.len() - MOST) as u64);
        table.rows.truncate(MOST);
        table.notes.push(format!("{left} further rows stand in results.json."));
    }
    table
}

/// The row with these lists as texts.
fn joined(row: &Value, keys: &[&str]) -> Value {
    let mut row = row.clone();
    for &key in keys {
        let texts: Vec<&str> = row[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        row[key] = json!(texts.join("; "));
    }
    row
}

/// The words for a value that `results.json` names by its code; empty where there is none.
fn words<T: Copy + Serialize>(value: &Value, all: &[T], of: fn(T) -> &'static str) -> &'static str {
    all.iter().find(|known| json!(known) == *value).map_or("", |&known| of(known))
}

fn all_words<T: Copy + Serialize>(values: &Value, all: &[T], of: fn(T) -> &'static str) -> String {
    let values = values.as_array().map_or(&[][..], Vec::as_slice);
    values.iter().map(|value| words(value, all, of)).collect::<Vec<_>>().join("; ")
}

fn yes(value: &Value) -> Value {
    json!(if *value == true { "yes" } else { "no" })
}
