//! Each segment on a card: all that is known of it, in a few sentences.

use crate::report::{
    Block, Card,
    published::{Published, Shape, cell},
};
use serde_json::Value;

/// The most segments that have a card; the tables hold the others.
const MOST: usize = 40;
/// The most criteria that a card names, and the most over-represented units.
const NAMED: usize = 12;
const STRONGEST: usize = 3;

/// A list with a card for each segment.
pub(super) fn cards(at: &Published) -> Vec<Block> {
    let rows = at.rows("segments.segments");
    let head = match rows.len() {
        0 => return Vec::new(),
        more if more > MOST => format!("The first {MOST} of {more} segments, each by itself:"),
        _ => "Each segment by itself:".to_owned(),
    };
    let cards = rows.iter().take(MOST).map(|row| card(at, row)).collect();
    vec![Block::Paragraph(head), Block::Cards(cards)]
}

fn card(at: &Published, row: &Value) -> Card {
    let lines = [
        who(row),
        known(row),
        criteria(row, "include", "In"),
        criteria(row, "exclude", "Out"),
        kept_out(at, row),
        strongest(at, row),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Card { title: word(row, "segment").to_owned(), lines }
}

fn word<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn shown(row: &Value, key: &str, shape: Shape) -> String {
    cell(&row[key], shape).shown()
}

/// How many members, and how they stand to the grants.
fn who(row: &Value) -> String {
    match row["members"].as_u64() {
        None => "Its members are too few to be told.".to_owned(),
        Some(0) => "No members are given.".to_owned(),
        Some(_) => format!(
            "Members: {}; consenters: {}; bystanders: {} ({}).",
            shown(row, "members", Shape::Count),
            shown(row, "consenters", Shape::Count),
            shown(row, "from_bystanders", Shape::Count),
            shown(row, "share_from_bystanders", Shape::Share)
        ),
    }
}

/// What the input says of the segment as a whole.
fn known(row: &Value) -> String {
    let named =
        [("source", "Source"), ("layer", "Layer"), ("seed", "Expanded from"), ("chosen_as", "Chosen as")];
    let named = named.into_iter().filter(|(key, _)| row[*key].is_string());
    let mut known: Vec<String> = named.map(|(key, label)| format!("{label}: {}.", word(row, key))).collect();
    let end = |key: &str| row["size"].get(key).filter(|end| end.is_u64());
    if let Some(low) = end("low") {
        let low = cell(low, Shape::Count).shown();
        known.push(match end("high").map(|high| cell(high, Shape::Count).shown()) {
            None => format!("Declared size: {low} or more."),
            Some(high) if high == low => format!("Declared size: {low}."),
            Some(high) => format!("Declared size: {low} to {high}."),
        });
    }
    known.join(" ")
}

/// What the input says of a criterion: inferred or recorded, and of which special category.
pub(super) fn marks(criterion: &Value) -> Vec<String> {
    let inferred = criterion["inferred"].as_bool();
    let inferred = inferred.map(|inferred| if inferred { "inferred" } else { "recorded" }.to_owned());
    let special = criterion["special_category"].as_str().map(|name| format!("special category: {name}"));
    inferred.into_iter().chain(special).collect()
}

fn criteria(row: &Value, mode: &str, label: &str) -> String {
    let all = row["criteria"].as_array().map_or(&[][..], Vec::as_slice);
    let ours: Vec<&Value> = all.iter().filter(|criterion| criterion["mode"] == mode).collect();
    let name = |criterion: &&Value| {
        let marks = marks(criterion);
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
        format!("{} {}{marks}", word(criterion, "dimension"), word(criterion, "value"))
    };
    let named: Vec<String> = ours.iter().take(NAMED).map(name).collect();
    match ours.len() {
        0 => String::new(),
        more if more > NAMED => format!("{label}: {}, and {} more.", named.join(", "), more - NAMED),
        _ => format!("{label}: {}.", named.join(", ")),
    }
}

fn kept_out(at: &Published, row: &Value) -> String {
    let found = at.rows("segments.excluding").iter().find(|other| other["segment"] == row["segment"]);
    found.map_or_else(String::new, |found| {
        format!(
            "Kept out: {} of {} eligible.",
            shown(found, "kept_out", Shape::Count),
            shown(found, "eligible", Shape::Count)
        )
    })
}

/// The units that are over-represented most, of those that stand after control of the false discovery rate.
fn strongest(at: &Published, row: &Value) -> String {
    let stands = |other: &&Value| {
        other["segment"] == row["segment"]
            && other["q_value"].as_f64().is_some_and(|q| q < 0.05)
            && other["lift"].as_f64().is_some_and(|lift| lift > 1.0)
    };
    let mut found: Vec<&Value> = at.rows("segments.representation").iter().filter(stands).collect();
    let lift = |row: &Value| row["lift"].as_f64().unwrap_or(0.0);
    found.sort_by(|one, other| lift(other).total_cmp(&lift(one)));
    let unit = |row: &&Value| {
        format!(
            "{} {} (lift {}, {} to {})",
            word(row, "dimension"),
            word(row, "group"),
            shown(row, "lift", Shape::Number),
            shown(row, "lift_low", Shape::Number),
            shown(row, "lift_high", Shape::Number)
        )
    };
    let named: Vec<String> = found.iter().take(STRONGEST).map(unit).collect();
    if named.is_empty() { String::new() } else { format!("Over-represented: {}.", named.join(", ")) }
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::Measures,
        report::{Block, Report},
        village,
    };

    fn report(min_cell: u64) -> Report {
        let mut audit = village::singled_out();
        audit.parameters.min_cell = min_cell;
        Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new())
    }

    fn cards(report: &Report) -> Vec<(String, String)> {
        let section = report.sections.iter().find(|section| section.id == "segments").expect("it is fixed");
        let cards = section.blocks.iter().filter_map(|block| match block {
            Block::Cards(cards) => Some(cards.clone()),
            _ => None,
        });
        cards.flatten().map(|card| (card.title, card.lines.join(" "))).collect()
    }

    #[test]
    fn each_segment_has_a_card() {
        let cards = cards(&report(1));
        assert_eq!(cards[0].0, "waverers");
        assert_eq!(cards[0].1, "Members: 3; consenters: 0; bystanders: 3 (100 %).");
        let chosen =
            "No members are given. Layer: chosen. Out: age young (inferred). Kept out: 2 of 7 eligible.";
        assert_eq!((cards[1].0.as_str(), cards[1].1.as_str()), ("grown-ups", chosen));
        assert!(cards[2].1.contains("Layer: delivered. Chosen as: grown-ups."), "{}", cards[2].1);
        assert!(cards[3].1.contains("Expanded from: waverers. Declared size: 5 to 10."), "{}", cards[3].1);
    }

    #[test]
    fn few_people_have_no_card_of_their_own() {
        let cards = cards(&report(10));
        assert_eq!(cards[0].1, "Its members are too few to be told.");
        assert!(cards[1].1.ends_with("Kept out: hidden of hidden eligible."), "{}", cards[1].1);
    }

    #[test]
    fn exclusions_deliveries_and_lookalikes_have_tables() {
        let report = report(1);
        for id in ["excluding", "exclusions", "kept_out", "deliveries", "off_criteria", "delivery_skew"] {
            assert!(report.table(id).is_some_and(|table| !table.rows.is_empty()), "{id}");
        }
        for id in ["lookalikes", "drift", "shifts", "four_fifths"] {
            assert!(report.table(id).is_some_and(|table| !table.rows.is_empty()), "{id}");
        }
    }
}
