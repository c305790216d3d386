//! How often, how different, and to whom.

use crate::{
    measure::contacts::Shown,
    model::number,
    report::{
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

/// The eligible by how often they were shown messages.
pub(super) fn distribution(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("times", "impressions", Shape::Text, Some("impression")),
        ("people", "eligible people", Shape::Count, None),
        ("objected", "of them with an objection", Shape::Count, Some("objection")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        row["times"] = json!(ends(&row));
        row
    };
    let rows: Vec<Value> = at.rows("contacts.distribution").iter().map(row).collect();
    let no_objections = at.measures.contacts.shown.as_ref().is_none_or(|shown| shown.objections.is_none());
    let columns = if no_objections { &COLUMNS[..2] } else { COLUMNS };
    Figure {
        id: "contacts_distribution",
        title: "How often people were shown messages".to_owned(),
        takeaway: format!(
            "{} people were reached, {} times each on average.",
            at.shown("contacts.reached", Shape::Count),
            at.shown("contacts.average", Shape::Number)
        ),
        alt: "Bars: for each number of impressions, how many eligible people were shown messages so often."
            .to_owned(),
        table: table("contacts_distribution", "Eligible people by number of impressions.", columns, &rows),
    }
}

/// `7`, `11 to 20`.
fn ends(row: &Value) -> String {
    let [from, until] = ["from", "until"].map(|key| row[key].as_u64().unwrap_or(0));
    if from == until {
        number::count(from)
    } else {
        format!("{} to {}", number::count(from), number::count(until))
    }
}

/// All messages, then each channel, then each sponsor.
pub(super) fn ways(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("by", "by", Shape::Text, None),
        ("name", "name", Shape::Text, None),
        ("records", "records", Shape::Count, None),
        ("reached", "people reached", Shape::Count, Some("impression")),
        ("reached_share", "of the eligible", Shape::Share, Some("impression")),
        ("impressions", "impressions", Shape::Count, Some("impression")),
        ("average", "average", Shape::Number, None),
        ("median", "median", Shape::Number, Some("percentile")),
        ("p90", "90th percentile", Shape::Count, Some("percentile")),
        ("p95", "95th percentile", Shape::Count, Some("percentile")),
        ("most", "most", Shape::Count, None),
        ("top_decile_share", "share of the top tenth", Shape::Share, None),
    ];
    let caption = "How often people were shown messages, in all, by channel and by sponsor.";
    table("contacts", caption, COLUMNS, &in_all_and_by_way(at))
}

/// The same against the cap; nothing where there is none.
pub(super) fn above_cap(at: &Published, shown: &Shown) -> Table {
    const COLUMNS: &[Column] = &[
        ("by", "by", Shape::Text, None),
        ("name", "name", Shape::Text, None),
        ("reached", "people reached", Shape::Count, Some("impression")),
        ("people_above_cap", "above the cap", Shape::Count, Some("cap")),
        ("above_cap_share", "of those reached", Shape::Share, Some("cap")),
        ("beyond_cap_share", "impressions beyond it", Shape::Share, Some("cap")),
    ];
    let rows = if shown.cap.is_some() { in_all_and_by_way(at) } else { Vec::new() };
    let caption =
        format!("People who were shown messages more than {} times.", number::count(shown.cap.unwrap_or(0)));
    table("contacts_above_cap", caption, COLUMNS, &rows)
}

/// All messages, then each channel, then each sponsor.
fn in_all_and_by_way(at: &Published) -> Vec<Value> {
    let named = |by: &str, row: &Value| {
        let mut row = row.clone();
        row["by"] = json!(by);
        row
    };
    let mut all = named("all", at.at("contacts"));
    all["name"] = json!("all messages");
    let of = |by: &'static str, list: &str| {
        at.rows(&format!("contacts.{list}")).iter().map(move |row| named(by, row))
    };
    std::iter::once(all).chain(of("channel", "channels")).chain(of("sponsor", "sponsors")).collect()
}

/// What single people were shown: a row for each number that a person has.
pub(super) fn diversity(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("of", "of each person", Shape::Text, None),
        ("count", "of how many", Shape::Count, None),
        ("mean", "mean", Shape::Number, None),
        ("median", "median", Shape::Number, Some("percentile")),
        ("p90", "90th percentile", Shape::Number, Some("percentile")),
    ];
    const ROWS: &[(&str, &str)] = &[
        ("diversity.messages", "different messages"),
        ("diversity.effective_number", "effective number of messages"),
        ("diversity.entropy", "entropy of messages, nats"),
        ("diversity.sponsors", "different sponsors"),
        ("diversity.channels", "different channels"),
        ("daily.on_a_day", "impressions on a day with any"),
        ("daily.most_on_one_day", "impressions on the day with most"),
    ];
    let row = |(key, of): &(&str, &str)| {
        let mut row = at.at(&format!("contacts.{key}")).clone();
        row["of"] = json!(of);
        row
    };
    let rows: Vec<Value> =
        ROWS.iter().map(row).filter(|row| row["count"] != 0 && row.get("count").is_some()).collect();
    let mut table =
        table("contacts_diversity", "How different the messages of single people were.", COLUMNS, &rows);
    table.notes.push(format!(
        "{} of all impressions were of messages that the person had been shown before; {} of those reached were shown one message alone.",
        at.shown("contacts.diversity.repeated_share", Shape::Share),
        at.shown("contacts.diversity.one_message_only_share", Shape::Share)
    ));
    table
}

/// Consenters, bystanders and others.
pub(super) fn by_standing(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("group", "people", Shape::Text, None),
        ("eligible", "eligible", Shape::Count, Some("impression")),
        ("reached", "reached", Shape::Count, Some("impression")),
        ("reached_share", "share reached", Shape::Share, None),
        ("impressions", "impressions", Shape::Count, None),
        ("average", "for each reached", Shape::Number, None),
        ("per_eligible", "for each eligible", Shape::Number, None),
    ];
    let caption = "Who was shown messages, by how people stand to the grants.";
    table("contacts_by_standing", caption, COLUMNS, at.rows("contacts.by_standing.groups"))
}

/// The segments aimed at.
pub(super) fn audiences(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("records_to_people", "records to people", Shape::Count, None),
        ("records_to_segment", "records to the whole", Shape::Count, None),
        ("reached", "members reached", Shape::Count, Some("impression")),
        ("reached_share", "share", Shape::Share, None),
        ("reached_at_most", "reached at most", Shape::Count, Some("impression")),
        ("reached_outside", "reached, no members", Shape::Count, None),
        ("low", "impressions to the whole, at least", Shape::Count, Some("impression")),
        ("high", "at most", Shape::Count, Some("impression")),
    ];
    let rows = at.rows("contacts.audiences");
    let stated = rows.iter().any(|row| row["low"].is_number());
    let columns = if stated { COLUMNS } else { &COLUMNS[..8] };
    table(
        "contacts_audiences",
        "The segments that messages aimed at, and who of them was reached.",
        columns,
        rows,
    )
}
