//! Small cells of who lives where votes are close.
//!
//! # Definition
//! Groups of few people are left out. Members and people by place are hidden where the tables of segments and of places hide them; people
//! reached by messages also where few of a place, or of a segment there, were not. What is said of swing and of safe places is hidden where it
//! would, with the places shown, give away a hidden one. Which places a group never came to is told: none is no small number.

use super::{hide_column, is_hidden, is_small, mask, rows, two_digits};
use crate::stat::small_cells;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What follows from the members of a place.
const OF_MEMBERS: &[&str] =
    &["members", "per_thousand", "per_thousand_voters", "lift", "lift_low", "lift_high", "lift_population"];
/// What follows from the people of a place.
const OF_PEOPLE: &[&str] = &["people", "lift", "lift_low", "lift_high"];
const RATES: &[&str] = &["rate_ratio", "rate_ratio_low", "rate_ratio_high", "p_value", "q_value"];

/// Hides what is small in the contests, after the segments and places of `results`.
pub(super) fn hide(results: &mut Value, least: u64) {
    let mut contests = results["contests"].take();
    if contests.is_object() {
        let counted = rows(&mut contests["places"]).clone();
        drop_small(&mut contests, results, least);
        places(rows(&mut contests["places"]), results, least);
        reached(rows(&mut contests["places"]), least);
        swing(&mut contests, &counted, least);
        members(rows(&mut contests["footprints"]), least);
        indices(&mut contests, least);
        contact_ratios(rows(&mut contests["contact_ratios"]), least);
        results["contests"] = contests;
    }
}

/// The texts of a row at some keys: what the row is about.
fn key(row: &Value, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&key| row[key].as_str().unwrap_or_default().to_owned()).collect()
}

const OVER: &[&str] = &["dimension", "who", "group"];

fn drop_small(contests: &mut Value, results: &mut Value, least: u64) {
    let hidden: BTreeSet<String> = rows(&mut results["segments"]["segments"])
        .iter()
        .filter(|row| is_hidden(&row["members"]))
        .map(|row| row["segment"].as_str().unwrap_or_default().to_owned())
        .collect();
    let is_dropped = |row: &&Value| {
        let of_hidden =
            row["who"] == "segment" && row["group"].as_str().is_some_and(|name| hidden.contains(name));
        of_hidden || is_small(&row["members"], least)
    };
    let dropped: BTreeSet<Vec<String>> =
        rows(&mut contests["footprints"]).iter().filter(is_dropped).map(|row| key(row, OVER)).collect();
    for table in ["places", "swing", "footprints", "neighbours", "regions"] {
        rows(&mut contests[table]).retain(|row| !dropped.contains(&key(row, OVER)));
    }
}

/// Hides what the tables of segments and of places hide.
fn places(places: &mut [Value], results: &mut Value, least: u64) {
    let told = rows(&mut results["segments"]["representation"]);
    let of = |column: &str, keys: &[&str], told: &[Value]| -> BTreeSet<Vec<String>> {
        told.iter().filter(|row| is_hidden(&row[column])).map(|row| key(row, keys)).collect()
    };
    let no_members = of("members", &["segment", "dimension", "group"], told);
    let mut no_people = of("group_people", &["dimension", "group"], told);
    no_people.extend(of("people", &["dimension", "place"], rows(&mut results["by_place"]["places"])));
    for row in places.iter_mut() {
        if row["who"] == "segment" && no_members.contains(&key(row, &["group", "dimension", "place"])) {
            mask(row, OF_MEMBERS);
        }
        if no_people.contains(&key(row, &["dimension", "place"])) || is_small(&row["people"], least) {
            mask(row, OF_PEOPLE);
        }
    }
}

/// Hides few people reached by messages, and few who were not.
fn reached(places: &mut [Value], least: u64) {
    let cells = places.to_vec();
    let same = |one: &Value, other: &Value| key(one, OVER) == key(other, OVER);
    for group in places.chunk_by_mut(same).filter(|group| group[0]["who"] == "reached") {
        let counts: Vec<u64> = group.iter().map(|row| row["members"].as_u64().unwrap_or(0)).collect();
        let mut marks = small_cells::hidden(&counts, least, true);
        for (mark, row) in marks.iter_mut().zip(group.iter()) {
            let here = |other: &&Value| {
                key(other, &["dimension", "place"]) == key(row, &["dimension", "place"])
                    && other["who"] == "segment"
            };
            let others = cells.iter().filter(here).map(|other| &other["members"]);
            let count = row["members"].as_u64().unwrap_or(0);
            let near = |other: &Value| {
                is_hidden(other)
                    || other.as_u64().is_some_and(|other| (1..least).contains(&other.abs_diff(count)))
            };
            *mark |= count > 0 && others.chain([&row["people"]]).any(near);
        }
        complete(&mut marks, &counts, least);
        group.iter_mut().zip(marks).filter(|(_, hidden)| *hidden).for_each(|(row, _)| mask(row, OF_MEMBERS));
    }
}

/// Marks the next smallest counts until the hidden ones do not follow from their total.
fn complete(marks: &mut [bool], counts: &[u64], least: u64) {
    let mut shown: Vec<usize> = (0..counts.len()).filter(|&at| counts[at] > 0 && !marks[at]).collect();
    shown.sort_by_key(|&at| std::cmp::Reverse((counts[at], at)));
    while !is_safe(marks, counts, least) {
        let Some(next) = shown.pop() else { return };
        marks[next] = true;
    }
}

/// Whether the hidden counts do not follow from their total.
fn is_safe(marks: &[bool], counts: &[u64], least: u64) -> bool {
    let hidden: Vec<u64> =
        marks.iter().zip(counts).filter(|(mark, _)| **mark).map(|(_, &count)| count).collect();
    hidden.is_empty() || hidden.len() > 1 && hidden.iter().sum::<u64>() >= least
}

/// Hides what is said of swing and safe places where it gives away a place.
fn swing(contests: &mut Value, counted: &[Value], least: u64) {
    let shown = rows(&mut contests["places"]).clone();
    let safe = |row: &Value, column: &str| {
        let here = |other: &&Value| key(other, OVER) == key(row, OVER);
        let cells: Vec<(&Value, bool, u64)> = counted
            .iter()
            .filter(here)
            .zip(shown.iter().filter(here))
            .map(|(was, is)| (&was["contest"], is_hidden(&is[column]), was[column].as_u64().unwrap_or(0)))
            .collect();
        ["swing", "safe", "unknown"].iter().all(|class| {
            let (marks, counts): (Vec<bool>, Vec<u64>) =
                cells.iter().filter(|cell| cell.0 == class).map(|cell| (cell.1, cell.2)).unzip();
            let total = json!(counts.iter().sum::<u64>());
            is_safe(&marks, &counts, least) && !is_small(&total, least)
        })
    };
    let table = rows(&mut contests["swing"]);
    let before = table.clone();
    let tells = |row: &Value, other: &Value| {
        row["dimension"] == other["dimension"]
            && ["swing_members", "safe_members", "unknown_members"].iter().any(|class| {
                let counts = row[class].as_u64().zip(other[class].as_u64());
                counts.is_some_and(|(one, other)| (1..least).contains(&one.abs_diff(other)))
            })
    };
    let unsafe_segments: Vec<Value> = before
        .iter()
        .filter(|row| row["who"] != "anyone" && !safe(row, "members"))
        .map(|row| row["dimension"].clone())
        .collect();
    for row in table {
        let few = if row["who"] == "segment" {
            !safe(row, "members")
        } else {
            let near = before.iter().any(|other| other["who"] != row["who"] && tells(row, other));
            let small = ["swing_members", "safe_members", "unknown_members"]
                .iter()
                .any(|class| is_small(&row[class], least));
            near || small || unsafe_segments.contains(&row["dimension"]) || !safe(row, "members")
        };
        if few {
            mask(row, &["swing_members", "safe_members", "unknown_members", "share_of_members"]);
        }
        let any = shown.iter().find(|other| other["dimension"] == row["dimension"]).cloned();
        let of_people = if row["who"] == "anyone" { any.unwrap_or_default() } else { row.clone() };
        let few_people = !safe(&of_people, "people");
        if few_people {
            mask(row, &["swing_people", "safe_people", "share_of_people"]);
        }
        if few || few_people {
            mask(row, RATES);
        }
    }
}

/// Hides how many are in several groups together where that differs by few from one of them.
fn members(footprints: &mut [Value], least: u64) {
    let before = footprints.to_vec();
    for row in footprints.iter_mut().filter(|row| row["who"] != "segment") {
        let count = row["members"].as_u64().unwrap_or(0);
        let near = |other: &Value| {
            other["dimension"] == row["dimension"]
                && other["who"] != row["who"]
                && other["members"].as_u64().is_some_and(|other| (1..least).contains(&other.abs_diff(count)))
        };
        if before.iter().any(near) {
            mask(row, &["members"]);
        }
    }
}

/// Rounds indices of a whole distribution where a place of it is hidden.
fn indices(contests: &mut Value, least: u64) {
    let hiding: BTreeSet<String> = rows(&mut contests["places"])
        .iter()
        .filter(|row| is_hidden(&row["members"]) || is_hidden(&row["people"]))
        .map(|row| row["dimension"].as_str().unwrap_or_default().to_owned())
        .collect();
    let totals = rows(&mut contests["footprints"]).clone();
    for (table, keys) in
        [("neighbours", &["morans_i"][..]), ("regions", &["m", "between", "within", "between_share"][..])]
    {
        for row in rows(&mut contests[table]) {
            if row["dimension"].as_str().is_some_and(|name| hiding.contains(name)) {
                keys.iter().for_each(|key| two_digits(row, key));
            }
            let total = totals.iter().find(|total| key(total, OVER) == key(row, OVER));
            let total = total.and_then(|total| total["members"].as_u64());
            let few = |members: u64| total.is_none_or(|total| (1..least).contains(&total.abs_diff(members)));
            if row["members"].as_u64().is_some_and(few) {
                mask(row, &["members"]);
            }
        }
    }
}

/// People reached add up over the values of an attribute, and so do its people.
fn contact_ratios(table: &mut [Value], least: u64) {
    const OF_REACHED: &[&str] = &[
        "reached",
        "share_of_reached",
        "lift",
        "lift_low",
        "lift_high",
        "per_head",
        "per_head_ratio",
        "p_value",
        "q_value",
    ];
    for group in table.chunk_by_mut(|one, other| one["dimension"] == other["dimension"]) {
        let counts: Vec<u64> = group.iter().map(|row| row["reached"].as_u64().unwrap_or(0)).collect();
        let mut marks = small_cells::hidden(&counts, least, true);
        for (mark, row) in marks.iter_mut().zip(group.iter()) {
            let not = row["people"].as_u64().unwrap_or(0) - row["reached"].as_u64().unwrap_or(0);
            *mark |= (1..least).contains(&not) && row["reached"] != 0;
        }
        complete(&mut marks, &counts, least);
        group.iter_mut().zip(marks).filter(|(_, hidden)| *hidden).for_each(|(row, _)| mask(row, OF_REACHED));
        let with: Vec<&str> = OF_REACHED.iter().copied().chain(["share_of_people"]).collect();
        hide_column(group, "people", &with, least, true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_hidden;
    use serde_json::{Value, json};

    /// Places with their contest, people and members of one segment, all of it told as the table of segments tells it.
    fn hidden(cells: &[(&str, u64, u64)]) -> Value {
        let sum = |class: &str, of: fn(&(&str, u64, u64)) -> u64| -> u64 {
            cells.iter().filter(|cell| cell.0 == class).map(of).sum()
        };
        let over = |row: Value| {
            let mut row = row;
            for (key, value) in [("dimension", "town"), ("group", "a"), ("who", "segment")] {
                row[key] = json!(value);
            }
            row
        };
        let place = |(at, cell): (usize, &(&str, u64, u64))| {
            over(
                json!({ "place": format!("{at}"), "contest": cell.0, "people": cell.1, "members": cell.2, "lift": 1.0 }),
            )
        };
        let members: u64 = cells.iter().map(|cell| cell.2).sum();
        let told = |(at, cell): (usize, &(&str, u64, u64))| {
            json!({ "segment": "a", "dimension": "town", "group": format!("{at}"), "members": cell.2,
                "known_members": members, "group_people": cell.1 })
        };
        let mut results = json!({
            "segments": { "segments": [{ "segment": "a", "members": members }],
                "representation": cells.iter().enumerate().map(told).collect::<Vec<_>>() },
            "contests": {
                "places": cells.iter().enumerate().map(place).collect::<Vec<_>>(),
                "footprints": [over(json!({ "members": members, "contacted": 3 }))],
                "swing": [over(json!({ "swing_members": sum("swing", |cell| cell.2), "safe_members": sum("safe", |cell| cell.2),
                    "unknown_members": 0, "swing_people": sum("swing", |cell| cell.1), "rate_ratio": 2.0 }))],
            },
        });
        super::super::segments(&mut results["segments"], 10);
        super::hide(&mut results, 10);
        results["contests"].take()
    }

    #[test]
    fn shows_what_many_people_stand_behind() {
        let shown = hidden(&[("swing", 100, 40), ("swing", 90, 30), ("safe", 80, 20), ("safe", 70, 0)]);
        assert_eq!(shown["swing"][0]["swing_members"], 70);
        assert!(!shown.to_string().contains("hidden"), "{shown}");
    }

    #[test]
    fn a_class_with_one_hidden_place_is_hidden_with_what_follows_from_it() {
        let shown = hidden(&[("swing", 100, 40), ("swing", 90, 4), ("safe", 80, 20), ("safe", 70, 30)]);
        let masked: Vec<bool> =
            shown["places"].as_array().unwrap().iter().map(|row| is_hidden(&row["members"])).collect();
        assert_eq!(masked, [false, true, true, false]);
        let row = &shown["swing"][0];
        let keys = ["swing_members", "safe_members", "rate_ratio"];
        assert!(keys.into_iter().all(|key| is_hidden(&row[key])), "{row}");
        assert_eq!(row["swing_people"], 190);
    }

    #[test]
    fn two_hidden_places_of_one_class_keep_each_other() {
        let shown = hidden(&[("swing", 100, 40), ("swing", 90, 4), ("swing", 60, 8), ("safe", 70, 30)]);
        assert_eq!(shown["swing"][0]["swing_members"], 52);
    }

    #[test]
    fn a_group_of_few_is_left_out() {
        let shown = hidden(&[("swing", 100, 4), ("safe", 90, 3)]);
        for table in ["places", "swing", "footprints"] {
            assert_eq!(shown[table], json!([]), "{table}");
        }
    }
}
