//! When: the union of everybody within reach so far, the snapshot of each month, and what happened beside them.

use super::Part;
use crate::{
    measure::timeline::{Change, Month, Timeline},
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "timeline", title: "When", blocks };
    let timeline = &at.measures.timeline;
    let Some(last) = timeline.months.last() else {
        let none = "The records have no dates that part one month from another: ties, grants and switches are taken to hold throughout.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    };
    let blocks = vec![
        Block::Paragraph(union_and_snapshot(at, last)),
        Block::Chart("timeline"),
        Block::List(besides(at, timeline)),
    ];
    Part { section: section(blocks), figures: vec![figure(at)], tables: Vec::new() }
}

/// The two ways to count over time, with their figures.
fn union_and_snapshot(at: &Published, last: &Month) -> String {
    let row = at.rows("timeline.months").last().expect("there is a last month");
    let at_most = if at.measures.bounds.exact { "" } else { "at most " };
    let snapshot = match row["bystanders"].as_u64() {
        Some(0) => "0".to_owned(),
        Some(people) => format!("{at_most}{}", number::count(people)),
        None => "hidden, for it would give away a small number".to_owned(),
    };
    format!(
        "The union over the period, {at_most}{}, counts everybody who was within reach on any day: what was within reach once could be \
         taken, and a withdrawal or the end of a friendship does not undo that. The snapshot of a month counts those within reach in that \
         month; that of the last month, {}, is {snapshot}.",
        number::count(last.cumulative),
        last.month
    )
}

/// Consenters who were bystanders before, and the days on which rules changed.
fn besides(at: &Published, timeline: &Timeline) -> Vec<String> {
    let before = match (timeline.before_own_grant, at.shown("timeline.before_own_grant", Shape::Count)) {
        (0, _) => "No consenter's data was within reach of somebody else's grant before they gave their own."
            .to_owned(),
        (_, shown) => {
            let shown = if shown == "hidden" { "Some (a number that is hidden)".to_owned() } else { shown };
            format!(
                "{shown} of the consenters were within reach of somebody else's grant before they gave their own; they count as consenters."
            )
        }
    };
    let changes = timeline.changes.iter().map(|change| format!("{}.", told(change)));
    std::iter::once(before).chain(changes).collect()
}

/// A change of the rules in words.
fn told(change: &Change) -> String {
    let rules = |count: u64, what: &str| match count {
        0 => None,
        1 => Some(format!("1 rule {what}")),
        _ => Some(format!("{} rules {what}", number::count(count))),
    };
    let parts = [rules(change.rules_ended, "ended"), rules(change.rules_begun, "began")];
    format!("{}: {}", change.on, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn figure(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("month", "month", Shape::Text, None),
        ("cumulative", "union so far", Shape::Count, Some("union")),
        ("cumulative_at_least", "union so far, at least", Shape::Count, Some("bound")),
        ("new", "new", Shape::Count, None),
        ("bystanders", "snapshot of the month", Shape::Count, Some("union")),
        ("grants", "grants given", Shape::Count, None),
        ("withdrawals", "grants ended", Shape::Count, None),
        ("ties_ended", "ties ended", Shape::Count, None),
        ("switched_off", "switched off", Shape::Count, None),
        ("rules", "changes of the rules", Shape::Text, Some("regime")),
    ];
    let timeline = &at.measures.timeline;
    let rows: Vec<Value> =
        at.rows("timeline.months").iter().map(|row| with_rules(row, &timeline.changes)).collect();
    let empty = |key: &str| rows.iter().all(|row| row[key] == 0 || row[key] == "");
    let open = at.measures.bounds.left_open.is_anything();
    let shown = |column: &&Column| match column.0 {
        "cumulative_at_least" => open,
        key @ ("withdrawals" | "ties_ended" | "switched_off" | "rules") => !empty(key),
        _ => true,
    };
    let name = |&(key, label, shape, definition): &Column| match key {
        "cumulative" if open => (key, "union so far, at most", shape, definition),
        _ => (key, label, shape, definition),
    };
    let columns: Vec<Column> = COLUMNS.iter().filter(shown).map(name).collect();
    Figure {
        id: "timeline",
        title: "Within reach, month by month".to_owned(),
        takeaway: takeaway(at),
        alt: "A rising line: everybody who was within reach up to each month. A second line: those within reach in each month. Beneath, marks for \
              the months in which grants were given and ended, ties ended and people switched off; upright lines where rules changed."
            .to_owned(),
        table: table("timeline", "People who gave no grant and were within reach, by month, and what happened in it.", &columns, &rows),
    }
}

/// A row of a month with the changes of the rules in it.
fn with_rules(row: &Value, changes: &[Change]) -> Value {
    let mut row = row.clone();
    let month = row["month"].as_str().unwrap_or_default().to_owned();
    let told: Vec<String> =
        changes.iter().filter(|change| change.on.to_string().starts_with(&month)).map(told).collect();
    row["rules"] = json!(told.join("; "));
    row
}

fn takeaway(at: &Published) -> String {
    let months = &at.measures.timeline.months;
    let (first, last) = (&months[0].month, &months[months.len() - 1]);
    let people = at.either_end("spread.bystanders", Shape::Count);
    format!(
        "From {first} to {}, {people} people who gave no grant were within reach at one time or another.",
        last.month
    )
}
