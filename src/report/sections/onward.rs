//! Where the data went: which organisations hold whom, and how far that is from direct consent.

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "onward", title: "Where the data went", blocks };
    let organisations = at.rows("recipients.organisations");
    let origins = origins_of_segments(at);
    if organisations.is_empty() {
        let none = "The case has no table of transfers between organisations: who held the data after it was collected is not on record.";
        let shown = origins.iter().map(|_| Block::Table("segment_origins"));
        let blocks = std::iter::once(Block::Paragraph(none.to_owned())).chain(shown).collect();
        return Part { section: section(blocks), figures: Vec::new(), tables: origins.into_iter().collect() };
    }
    let mut tables = vec![recipients(at), records(at), origins_held(at)];
    let mut blocks = vec![
        Block::List(sentences(at)),
        Block::Chart("onward"),
        Block::Table("recipients"),
        Block::Table("recipient_records"),
        Block::Table("recipient_origins"),
    ];
    for table in [held_by(at), shares(at), origins].into_iter().flatten() {
        blocks.push(Block::Table(table.id));
        tables.push(table);
    }
    Part { section: section(blocks), figures: vec![figure(at)], tables }
}

/// A number between two, as it is said; `hidden` where either end is.
fn between(value: &Value) -> String {
    let ends = [&value["at_least"], &value["at_most"]].map(Value::as_u64);
    match ends {
        [Some(least), Some(most)] if least == most => number::count(least),
        [None | Some(0), Some(most)] => format!("at most {}", number::count(most)),
        [Some(least), Some(most)] => {
            format!("at least {} and at most {}", number::count(least), number::count(most))
        }
        [Some(least), None] => format!("at least {}", number::count(least)),
        [None, None] => "a number that is hidden".to_owned(),
    }
}

/// What can be quoted.
fn sentences(at: &Published) -> Vec<String> {
    let (recipients, onward) = (&at.measures.recipients, &at.measures.onward);
    let organisations = recipients.organisations.len() as u64;
    let mut said = vec![format!(
        "Of the {} people who never agreed and whose data was within reach, {} were held by an organisation other than one that collected \
         them, and so were {} of those who agreed.",
        at.either_end("spread.bystanders", Shape::Count),
        between(at.at("onward.bystanders")),
        between(at.at("onward.consenters"))
    )];
    let furthest = onward.columns.iter().filter_map(|column| column.distance).max();
    said.push(match (recipients.collectors, furthest) {
        (0, _) => "No organisation on record is a collector: how many transfers lie between it and a holder is undefined. Give an \
                   organisation the role `collector`, or name it as the provider of an app in the consents."
            .to_owned(),
        (_, Some(furthest @ 1..)) => format!(
            "{} organisations are on record, {} of them collectors; the data came as far as {} from a collector.",
            number::count(organisations),
            number::count(recipients.collectors),
            if furthest == 1 { "one transfer".to_owned() } else { format!("{furthest} transfers") }
        ),
        _ => format!("{} organisations are on record; no transfer from a collector is.", number::count(organisations)),
    });
    if let Some(day) = recipients.as_of {
        let still =
            recipients.organisations.iter().filter(|row| !row.collects && row.people_at_end.at_most > 0);
        said.push(format!(
            "On {day}, {} of the organisations that did not collect may still hold data.",
            number::count(still.count() as u64)
        ));
    }
    said.push(format!(
        "Routes, each a contact through whom a bystander's data came out with an organisation that holds it: {}.",
        between(at.at("onward.routes.total"))
    ));
    let lost =
        recipients.organisations.iter().filter(|row| row.origin_not_on_record > 0 || row.records_beyond > 0);
    let lost = number::count(lost.count() as u64);
    if lost != "0" {
        said.push(format!(
            "Organisations that gave data of people whom they cannot have held by what is on record: {lost}. Those data came from somewhere else."
        ));
    }
    if recipients.not_named > 0 {
        said.push(format!(
            "Organisations that the record does not name: {}. They are counted apart, although they may be the same, or ones that are named.",
            number::count(recipients.not_named)
        ));
    }
    said
}

/// A row with both ends of each of `keys` as columns of their own.
fn flat(row: &Value, keys: &[&str]) -> Value {
    let mut flat = row.clone();
    for &key in keys {
        for end in ["at_least", "at_most"] {
            flat[format!("{key}_{end}")] = row[key][end].clone();
        }
    }
    flat
}

fn recipients(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, Some("organisation")),
        ("role", "role", Shape::Text, None),
        ("country", "country", Shape::Text, None),
        ("distance", "transfers from a collector", Shape::Count, Some("distance")),
        ("people_at_least", "people, at least", Shape::Count, Some("held")),
        ("people_at_most", "at most", Shape::Count, Some("held")),
        ("bystanders_at_least", "bystanders, at least", Shape::Count, Some("bystander")),
        ("bystanders_at_most", "at most", Shape::Count, Some("bystander")),
        ("consenters_at_least", "consenters, at least", Shape::Count, Some("consenter")),
        ("consenters_at_most", "at most", Shape::Count, Some("consenter")),
        ("unreached_at_least", "not within reach, at least", Shape::Count, None),
        ("unreached_at_most", "at most", Shape::Count, None),
        ("people_at_end_at_least", "people at the end, at least", Shape::Count, Some("held")),
        ("people_at_end_at_most", "at most", Shape::Count, Some("held")),
        ("bystanders_at_end_at_least", "bystanders at the end, at least", Shape::Count, Some("held")),
        ("bystanders_at_end_at_most", "at most", Shape::Count, Some("held")),
    ];
    let keys = ["people", "bystanders", "consenters", "unreached", "people_at_end", "bystanders_at_end"];
    let row = |row: &Value| {
        let mut flat = flat(row, &keys);
        let role = row["role"].as_str().map(|role| role.replace('_', " "));
        flat["role"] = json!(role);
        flat
    };
    let rows: Vec<Value> = at.rows("recipients.organisations").iter().map(row).collect();
    let empty = |key: &str| rows.iter().all(|row| row[key].is_null() || row[key] == 0);
    let shown = |column: &&Column| match column.0 {
        key @ ("role" | "country") => !empty(key),
        "unreached_at_least" | "unreached_at_most" => !empty("unreached_at_most"),
        _ => true,
    };
    let columns: Vec<Column> = COLUMNS.iter().filter(shown).copied().collect();
    let mut table =
        table("recipients", "Whom each organisation held on any day, and whom at the end.", &columns, &rows);
    let end =
        at.measures.recipients.as_of.map_or_else(|| "after all transfers".to_owned(), |day| day.to_string());
    table.notes.push(format!(
        "The end is {end}. A collector is taken to hold everybody whose data the grants opened; nobody is taken to hold what no record speaks of."
    ));
    table
}

fn records(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, Some("organisation")),
        ("fields", "fields received", Shape::Text, None),
        ("received", "transfers to it", Shape::Count, None),
        ("received_without_fields", "of them without fields stated", Shape::Count, None),
        ("given", "transfers from it", Shape::Count, None),
        ("deletions", "deletions recorded", Shape::Count, Some("held")),
        ("strangers_at_least", "not in the network, at least", Shape::Count, Some("off_record")),
        ("strangers_at_most", "at most", Shape::Count, Some("off_record")),
        ("origin_not_on_record", "given, origin not on record", Shape::Count, Some("off_record")),
        ("records_beyond", "records given beyond those on record", Shape::Count, Some("off_record")),
    ];
    let row = |row: &Value| {
        let mut flat = flat(row, &["strangers"]);
        let fields = row["fields"]
            .as_array()
            .map(|fields| fields.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
        flat["fields"] = json!(fields.unwrap_or_else(|| "not recorded".to_owned()));
        flat
    };
    let rows: Vec<Value> = at.rows("recipients.organisations").iter().map(row).collect();
    table("recipient_records", "What the transfers of each organisation say.", COLUMNS, &rows)
}

fn origins_held(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, Some("organisation")),
        ("consented", "agreed themselves", Shape::Count, Some("origin")),
        ("harvested", "harvested through a contact", Shape::Count, Some("origin")),
        ("not_on_record", "origin not on record", Shape::Count, Some("origin")),
        ("consented_share", "agreed, share", Shape::Share, Some("origin")),
        ("harvested_share", "harvested, share", Shape::Share, Some("origin")),
        ("not_on_record_share", "not on record, share", Shape::Share, Some("origin")),
    ];
    let row = |row: &Value| {
        let mut origins = row["origins"].clone();
        origins["organisation"] = row["organisation"].clone();
        origins
    };
    let rows: Vec<Value> = at.rows("recipients.organisations").iter().map(row).collect();
    table("recipient_origins", "Where those came from whom each organisation surely held.", COLUMNS, &rows)
}

fn held_by(at: &Published) -> Option<Table> {
    const COLUMNS: &[Column] = &[
        ("organisations", "held by", Shape::Text, Some("held_by")),
        ("bystanders_at_least", "bystanders, at least", Shape::Count, Some("held_by")),
        ("bystanders_at_most", "at most", Shape::Count, Some("held_by")),
    ];
    let row = |row: &Value| {
        let mut flat = flat(row, &["bystanders"]);
        flat["organisations"] = json!(match row["organisations"].as_u64().unwrap_or(0) {
            1 => "one organisation or more".to_owned(),
            count => format!("{count} or more"),
        });
        flat
    };
    let rows: Vec<Value> = at.rows("onward.held_by").iter().map(row).collect();
    let caption = "People who never agreed, by how many organisations held them, collectors left out.";
    (!rows.is_empty()).then(|| table("held_by", caption, COLUMNS, &rows))
}

fn shares(at: &Published) -> Option<Table> {
    const COLUMNS: &[Column] = &[
        ("organisation", "organisation", Shape::Text, Some("organisation")),
        ("at_least", "people's worth, at least", Shape::Number, Some("onward_share")),
        ("at_most", "at most", Shape::Number, Some("onward_share")),
    ];
    let rows = at.rows("onward.shares");
    let caption = "Each person passed on, shared equally among the organisations that held them.";
    let mut table = table("onward_shares", caption, COLUMNS, rows);
    if at.measures.onward.settled == Some(true) {
        table
            .notes
            .push("The record settles who held whom: the shares add up to the people passed on.".to_owned());
    }
    (!rows.is_empty()).then_some(table)
}

fn origins_of_segments(at: &Published) -> Option<Table> {
    const COLUMNS: &[Column] = &[
        ("origin", "origin", Shape::Text, Some("origin")),
        ("segments", "segments", Shape::Count, Some("segment")),
        ("members", "members", Shape::Count, None),
        ("share", "share", Shape::Share, Some("origin")),
        ("passed_on", "of the members, surely passed on", Shape::Count, Some("held")),
    ];
    let says = at
        .measures
        .onward
        .segment_origins
        .iter()
        .any(|row| row.origin != crate::measure::onward::Origin::Unknown);
    let told = says.then(|| at.rows("onward.segment_origins"))?;
    let row = |(row, known): (&Value, &crate::measure::onward::SegmentOrigin)| {
        let mut row = row.clone();
        row["origin"] = json!(known.origin.words());
        row
    };
    let rows: Vec<Value> = told.iter().zip(&at.measures.onward.segment_origins).map(row).collect();
    let with_transfers = !at.measures.recipients.organisations.is_empty();
    let columns: Vec<Column> =
        COLUMNS.iter().filter(|column| with_transfers || column.0 != "passed_on").copied().collect();
    Some(table(
        "segment_origins",
        "Where the people in segments came from, as the segments say.",
        &columns,
        &rows,
    ))
}

fn figure(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("people", "people", Shape::Text, Some("hop")),
        ("holder", "held by", Shape::Text, Some("distance")),
        ("field", "field", Shape::Text, Some("field")),
        ("at_least", "at least", Shape::Count, Some("held")),
        ("at_most", "at most", Shape::Count, Some("held")),
    ];
    let row = |row: &Value| {
        json!({ "people": who(&row["hop"]), "holder": holder(&row["distance"]), "field": row["field"],
            "at_least": row["people"]["at_least"], "at_most": row["people"]["at_most"] })
    };
    let rows: Vec<Value> = at.rows("onward.cells").iter().map(row).collect();
    let mut table = table(
        "onward",
        "People by their hop, by how far their holder is from a collector, and by field.",
        COLUMNS,
        &rows,
    );
    table.notes.push(
        "Rows without a field are of all data together; those with one of transfers that state it, and at most of those that state none. One \
         person may be held at several distances, so that numbers along a row do not add up."
            .to_owned(),
    );
    Figure {
        id: "onward",
        title: "How far the data went, over people and over organisations".to_owned(),
        takeaway: format!(
            "{} people who never agreed were held beyond the organisations that collected them.",
            capital(&between(at.at("onward.bystanders")))
        ),
        alt: "A table of shaded cells: a row for consenters, for bystanders of each hop and for people not within reach; a column for \
              organisations that collected and for those one, two and more transfers away; in each cell how many people are held, at least \
              and at most."
            .to_owned(),
        table,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// People of a hop in words.
fn who(hop: &Value) -> String {
    match hop.as_u64() {
        None => "not within reach".to_owned(),
        Some(0) => "agreed themselves".to_owned(),
        Some(1) => "a contact agreed".to_owned(),
        Some(hop) => format!("{hop} steps from one who agreed"),
    }
}

/// Holders of a distance in words.
fn holder(distance: &Value) -> String {
    match distance.as_u64() {
        None => "no path on record".to_owned(),
        Some(0) => "collectors".to_owned(),
        Some(1) => "1 transfer away".to_owned(),
        Some(distance) => format!("{distance} transfers away"),
    }
}
