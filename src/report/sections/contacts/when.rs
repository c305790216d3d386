//! When messages were shown.

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

/// The weeks before the vote, or the months.
pub(super) fn periods(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("label", "period", Shape::Text, Some("silence")),
        ("from", "from", Shape::Text, None),
        ("until", "until", Shape::Text, None),
        ("records", "records", Shape::Count, None),
        ("impressions", "impressions", Shape::Count, Some("impression")),
        ("reached", "people reached", Shape::Count, Some("impression")),
    ];
    let vote = at.audit.case.election_on;
    let row = |row: &Value| {
        let mut row = row.clone();
        let period = row["period"].as_str().unwrap_or_default();
        row["label"] = json!(match (vote, period) {
            (None, month) => month.to_owned(),
            (Some(_), "0") => "week of the vote".to_owned(),
            (Some(_), "1") => "1 week before".to_owned(),
            (Some(_), weeks) => format!("{weeks} weeks before"),
        });
        row
    };
    let rows: Vec<Value> = at.rows("contacts.timing.periods").iter().map(row).collect();
    let most = rows.iter().max_by_key(|row| row["records"].as_u64());
    let most = most.and_then(|row| row["label"].as_str()).unwrap_or_default();
    let caption = match vote {
        Some(vote) => format!("Messages by week before the vote of {vote}."),
        None => "Messages by month.".to_owned(),
    };
    Figure {
        id: "contacts_periods",
        title: if vote.is_some() { "Messages up to the vote" } else { "Messages by month" }.to_owned(),
        takeaway: format!("Most records are of this period: {most}."),
        alt: "Upright bars, one for each week or month in order of time: the records of messages in it."
            .to_owned(),
        table: table("contacts_periods", caption, COLUMNS, &rows),
    }
}

/// Messages by hour of the day, where times are recorded.
pub(super) fn by_hour(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("hour", "hour of the day, as recorded", Shape::Count, Some("silence")),
        ("impressions", "impressions", Shape::Count, Some("impression")),
        ("reached", "people reached", Shape::Count, Some("impression")),
    ];
    table(
        "contacts_by_hour",
        "Messages to people by hour of the day.",
        COLUMNS,
        at.rows("contacts.timing.by_hour"),
    )
}

/// Messages by day of the week.
pub(super) fn by_weekday(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("weekday", "day of the week", Shape::Text, None),
        ("impressions", "impressions", Shape::Count, Some("impression")),
        ("reached", "people reached", Shape::Count, Some("impression")),
    ];
    let caption = "Messages to people by day of the week.";
    table("contacts_by_weekday", caption, COLUMNS, at.rows("contacts.timing.by_weekday"))
}

/// What is known of days, and what was sent in the silence period.
pub(super) fn sentences(at: &Published, shown: &Shown) -> Vec<String> {
    let timing = &shown.timing;
    let mut said = Vec::new();
    if let (Some(first), Some(last)) = (timing.first, timing.last) {
        let undated = match timing.undated {
            0 => String::new(),
            some => format!("; of {} the day is not known", number::count(some)),
        };
        said.push(format!("The records are from {first} to {last}{undated}."));
    }
    if timing.after_election > 0 {
        said.push(format!("{} came after the day of the vote.", records(timing.after_election)));
    }
    if let Some(silence) = &timing.silence {
        let days = [silence.from, silence.until].map(|day| day.map(|day| day.to_string()));
        let [from, until] = days.map(|day| day.unwrap_or_else(|| "an open end".to_owned()));
        let most = match silence.records_at_most {
            most if most == silence.records_at_least => String::new(),
            most => format!(", and at most {}, for of some the day is not known", number::count(most)),
        };
        let people = match at.at("contacts.timing.silence.people_at_least").as_u64() {
            Some(people) => format!("; by messages to them {} people were reached", number::count(people)),
            None => String::new(),
        };
        said.push(format!(
            "In the silence period that the case states ({from} to {until}): {}{most}{people}.",
            records(silence.records_at_least)
        ));
    }
    said
}

fn records(count: u64) -> String {
    format!("{} {}", number::count(count), if count == 1 { "record" } else { "records" })
}
