//! How long records stay true, and how old they were when they were used.

use super::Part;
use crate::{
    measure::ageing::OnRecord,
    model::number,
    report::{
        Block, Section,
        cell::Cell,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "ageing", title: "How old the records were", blocks };
    let Some(shown) = &at.measures.ageing.shown else {
        let none = "No records with their days were given, so that nothing can be said about how old the data were when they were used. They are \
                    given with --records, or in case.toml.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    };
    let figures: Vec<Figure> = curve(at).into_iter().collect();
    let tables: Vec<Table> =
        [life(at), used(at), older(at)].into_iter().filter(|table| !table.rows.is_empty()).collect();
    let mut blocks = vec![Block::Paragraph(coverage(at)), Block::List(sentences(at, shown))];
    blocks.extend(figures.iter().map(|figure| Block::Chart(figure.id)));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures, tables }
}

fn count(at: &Published, key: &str) -> String {
    at.shown(&format!("ageing.{key}"), Shape::Count)
}

/// What was read, and what of it can speak.
fn coverage(at: &Published) -> String {
    format!(
        "{} records of {} people. {} of them can be followed from the day of their collection, of {} that day is not known. {} were found \
         wrong, and {} were never looked at again: these say nothing of how long records stay true.",
        count(at, "records"),
        count(at, "people"),
        count(at, "followed.records"),
        count(at, "undated"),
        count(at, "found_wrong.records"),
        count(at, "never_checked.records"),
    )
}

/// The main figures in words; what is hidden or undefined says so itself.
fn sentences(at: &Published, shown: &OnRecord) -> Vec<String> {
    let real = |key: &str| at.shown(&format!("ageing.{key}"), Shape::Number);
    let share = |key: &str| at.shown(&format!("ageing.{key}"), Shape::Share);
    let is_known = |key: &str| at.at(&format!("ageing.{key}")).is_number();
    let mut said = Vec::new();
    if is_known("half_life_days") {
        said.push(format!(
            "At one rate for all ages, half of the records are wrong after {} days ({} to {} at 95 %; an estimate), {} of them a month. The \
             records' own curve lies at most {} away from that.",
            real("half_life_days"),
            real("half_life_low"),
            real("half_life_high"),
            share("lost_in_a_month"),
            share("misfit")
        ));
    }
    if is_known("median_days") {
        said.push(format!("On that curve half of them are wrong after {} days.", count(at, "median_days")));
    } else if is_known("half_life_days") {
        said.push(format!("Where that curve reaches one half: {}.", real("median_days")));
    }
    said.push(match shown.used.when_wrong.records {
        0 => "No record was used after it was found wrong.".to_owned(),
        _ => format!(
            "Records used after they were found wrong: {} (exact), of {} people.",
            count(at, "used.when_wrong.records"),
            count(at, "used.when_wrong.people")
        ),
    });
    if is_known("used.expected_wrong") {
        said.push(format!(
            "Of the {} records used, {} ({} of those with a known age) are expected to have been wrong by then, those known to be wrong among them: a model, for it \
             takes the rate for every record.",
            count(at, "used.all.records"),
            real("used.expected_wrong"),
            share("used.expected_share")
        ));
    }
    said.extend(costs(at, shown));
    said
}

/// What that costs, where a unit cost was given.
fn costs(at: &Published, shown: &OnRecord) -> Option<String> {
    let (unit, currency) = (shown.unit_cost?, shown.currency.as_deref()?);
    let amount = |key: &str| match at.at(&format!("ageing.used.{key}")).as_f64() {
        Some(amount) => format!("{} {currency}", number::amount(amount)),
        None => at.shown(&format!("ageing.used.{key}"), Shape::Number),
    };
    Some(format!(
        "At {} {currency} for a stale record, as was stated: {} for those expected to be wrong (model), {} for those known to be wrong when \
         they were used.",
        number::amount(unit),
        amount("expected_cost"),
        amount("when_wrong_cost")
    ))
}

fn curve(at: &Published) -> Option<Figure> {
    const COLUMNS: &[Column] = &[
        ("age_days", "age in days", Shape::Count, None),
        ("still_true", "still true", Shape::Share, Some("record_curve")),
        ("low", "at least", Shape::Share, Some("record_curve")),
        ("high", "at most", Shape::Share, Some("record_curve")),
        ("fitted", "at one rate", Shape::Share, Some("record_rate")),
        ("at_risk", "followed so long", Shape::Count, None),
        ("found_wrong", "found wrong since the row above", Shape::Count, None),
    ];
    let rows = at.rows("ageing.curve");
    let last = rows.last()?;
    let mut table = table(
        "ageing",
        "The share of records that are true still, by the days since they were collected; at least and at most at 95 %.",
        COLUMNS,
        rows,
    );
    table.rows.iter_mut().flatten().for_each(|cell| {
        // Before anything was found wrong, and where nothing is left, there is no interval, which needs no reason in each row.
        if matches!(cell, Cell::Undefined(_)) {
            *cell = Cell::Empty;
        }
    });
    Some(Figure {
        id: "ageing",
        title: "Records that are true still, by age".to_owned(),
        takeaway: format!(
            "After {} days {} of the records are true still.",
            number::count(last["age_days"].as_u64().unwrap_or(0)),
            last["still_true"].as_f64().map_or_else(|| "a hidden share".to_owned(), number::percent)
        ),
        alt: "A line that falls in steps from 100 %: the share of records that are true still, by days since they were collected, with thin \
              lines for its interval, and a smooth line for one rate at all ages."
            .to_owned(),
        table,
    })
}

/// All records, then each field, then each holder.
fn sets(at: &Published) -> Vec<Value> {
    let mut all = at.at("ageing").clone();
    all["by"] = json!("all");
    all["name"] = json!("all records");
    std::iter::once(all).chain(at.rows("ageing.groups").iter().cloned()).collect()
}

/// A row of a table: values of a set under other names.
fn row(set: &Value, columns: &[(&str, &str)]) -> Value {
    let mut row = json!({ "by": set["by"], "name": set["name"] });
    for (key, pointer) in columns {
        row[*key] = set.pointer(pointer).cloned().unwrap_or(Value::Null);
    }
    row
}

fn life(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("by", "by", Shape::Text, None),
        ("name", "name", Shape::Text, None),
        ("records", "records", Shape::Count, None),
        ("people", "people", Shape::Count, None),
        ("followed", "with an age", Shape::Count, Some("record_curve")),
        ("found_wrong", "found wrong", Shape::Count, Some("record_curve")),
        ("never_checked", "never checked", Shape::Count, Some("record_curve")),
        ("median_days", "median days", Shape::Number, Some("record_curve")),
        ("half_life_days", "half-life in days", Shape::Number, Some("record_rate")),
        ("half_life_low", "at least", Shape::Number, Some("record_rate")),
        ("half_life_high", "at most", Shape::Number, Some("record_rate")),
        ("lost_in_a_month", "turn wrong in a month", Shape::Share, Some("record_rate")),
        ("misfit", "largest distance from the curve", Shape::Share, Some("record_rate")),
    ];
    const AT: &[(&str, &str)] = &[
        ("records", "/records"),
        ("people", "/people"),
        ("followed", "/followed/records"),
        ("found_wrong", "/found_wrong/records"),
        ("never_checked", "/never_checked/records"),
        ("median_days", "/median_days"),
        ("half_life_days", "/half_life_days"),
        ("half_life_low", "/half_life_low"),
        ("half_life_high", "/half_life_high"),
        ("lost_in_a_month", "/lost_in_a_month"),
        ("misfit", "/misfit"),
    ];
    let rows: Vec<Value> = sets(at).iter().map(|set| row(set, AT)).collect();
    table(
        "ageing_life",
        "How long records stay true: estimates from the records that were checked.",
        COLUMNS,
        &rows,
    )
}

fn used(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("by", "by", Shape::Text, None),
        ("name", "name", Shape::Text, None),
        ("used", "records used", Shape::Count, Some("record_used")),
        ("people", "people", Shape::Count, None),
        ("uses", "days of use", Shape::Count, None),
        ("when_wrong", "after they were found wrong", Shape::Count, Some("record_used")),
        ("surely_true", "known to be true then or later", Shape::Count, Some("record_used")),
        ("without_age", "of unknown age", Shape::Count, Some("record_used")),
        ("expected_wrong", "expected to be wrong (model)", Shape::Number, Some("record_used")),
        ("expected_share", "of those with an age", Shape::Share, Some("record_used")),
        ("expected_cost", "cost of those expected (model)", Shape::Number, Some("record_used")),
        ("when_wrong_cost", "cost of those found wrong before", Shape::Number, Some("record_used")),
    ];
    const AT: &[(&str, &str)] = &[
        ("used", "/used/all/records"),
        ("people", "/used/all/people"),
        ("uses", "/used/uses"),
        ("when_wrong", "/used/when_wrong/records"),
        ("surely_true", "/used/surely_true/records"),
        ("without_age", "/used/without_age/records"),
        ("expected_wrong", "/used/expected_wrong"),
        ("expected_share", "/used/expected_share"),
        ("expected_cost", "/used/expected_cost"),
        ("when_wrong_cost", "/used/when_wrong_cost"),
    ];
    let any = at.measures.ageing.shown.as_ref().is_some_and(|shown| shown.used.all.records > 0);
    let shown = at.measures.ageing.shown.as_ref();
    let cost = shown.and_then(|shown| Some((shown.unit_cost?, shown.currency.as_deref()?)));
    let columns = if cost.is_some() { COLUMNS } else { &COLUMNS[..COLUMNS.len() - 2] };
    let rows: Vec<Value> = sets(at).iter().filter(|_| any).map(|set| row(set, AT)).collect();
    let mut table = table("ageing_used", "Records at the moment of their last use.", columns, &rows);
    table.notes.extend(cost.map(|(unit, currency)| {
        format!("Costs are in {currency}: {} for each record, as was stated.", number::amount(unit))
    }));
    table
}

fn older(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("by", "by", Shape::Text, None),
        ("name", "name", Shape::Text, None),
        ("older", "older than", Shape::Text, None),
        ("collected", "collected longer before", Shape::Count, Some("record_used")),
        ("collected_people", "people", Shape::Count, None),
        ("last_true", "last known to be true longer before", Shape::Count, Some("record_used")),
        ("last_true_people", "people", Shape::Count, None),
    ];
    const AT: &[(&str, &str)] = &[
        ("collected", "/collected/records"),
        ("collected_people", "/collected/people"),
        ("last_true", "/last_true/records"),
        ("last_true_people", "/last_true/people"),
    ];
    let any = at.measures.ageing.shown.as_ref().is_some_and(|shown| shown.used.all.records > 0);
    let of = |set: &Value| {
        let rows = set["used"]["older"].as_array().cloned().unwrap_or_default();
        let named = |mut age: Value| {
            let limit = if age["is_limit"] == true { ", the case's limit" } else { "" };
            (age["by"], age["name"]) = (set["by"].clone(), set["name"].clone());
            let older = format!("{} days{limit}", age["days"]);
            age = row(&age, AT);
            age["older"] = json!(older);
            age
        };
        rows.into_iter().map(named).collect::<Vec<Value>>()
    };
    let rows: Vec<Value> = sets(at).iter().filter(|_| any).flat_map(of).collect();
    table("ageing_older", "Records by how old they were at their last use: exact counts.", COLUMNS, &rows)
}
