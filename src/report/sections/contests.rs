//! Voters and places: did segments and messages go where the vote is close, and where did nobody come?

mod tables;

use super::Part;
use crate::{
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Published, Shape, cell},
        table::Table,
    },
};
use serde_json::Value;

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "contests", title: "Voters and places", blocks };
    let measured = &at.measures.contests;
    let mut blocks: Vec<Block> = said(at).into_iter().map(Block::Paragraph).collect();
    if measured.grounds.is_empty() && measured.units.is_empty() && measured.contact_ratios.is_empty() {
        return Part::words(section(blocks));
    }
    let figures: Vec<Figure> = by_margin(at).into_iter().collect();
    let tables = [
        tables::swing(at),
        tables::footprints(at),
        tables::neighbours(at),
        tables::regions(at),
        tables::units(at),
        tables::contact_ratios(at),
    ];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    blocks.extend(figures.iter().map(|figure| Block::Chart(figure.id)));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures, tables }
}

/// The answer in sentences, and what would be needed for more.
fn said(at: &Published) -> Vec<String> {
    let measured = &at.measures.contests;
    if measured.grounds.is_empty() {
        let needed = "Whether segments went where votes are close cannot be told: it needs an attribute of people that is a place, and \
                      a table of places with their populations and margins (--places).";
        return vec![needed.to_owned()];
    }
    if measured.footprints.is_empty() {
        return vec![
            "No segment has members and no message reached a person, so that no place was come to."
                .to_owned(),
        ];
    }
    let swing = match measured.swing_below {
        Some(_) => most_in_swing(at),
        None => Some(
            "No place is called swing or safe here, for that needs a threshold: --swing POINTS, or swing in case.toml.".to_owned(),
        ),
    };
    [swing, never_contacted(at), smallest_unit(at)].into_iter().flatten().collect()
}

/// The row of swing places against safe ones with the lowest p-value that is shown; of equals, the one with most of its members there
/// against the people there.
fn foremost<'a>(at: &'a Published<'a>) -> Option<&'a Value> {
    let ranked = at.rows("contests.swing").iter();
    let ranked = ranked.filter(|row| row["who"] != "anyone" && row["share_of_members"].is_f64());
    let rank = |row: &Value| {
        let lift =
            row["share_of_members"].as_f64().unwrap_or(0.0) / row["share_of_people"].as_f64().unwrap_or(1.0);
        (row["p_value"].as_f64().unwrap_or(1.0), -lift)
    };
    ranked.min_by(|one, other| {
        let (one, other) = (rank(one), rank(other));
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    })
}

fn most_in_swing(at: &Published) -> Option<String> {
    let row = foremost(at)?;
    let shown = |key: &str, shape| cell(&row[key], shape).shown();
    let by_head = match row["safe_members"].as_u64() {
        Some(0) => "none of them in a safe place".to_owned(),
        _ => format!("{} times as many by head as in safe places", shown("rate_ratio", Shape::Number)),
    };
    Some(format!(
        "Of {}, {} live in swing places (margin below {} points), where {} of the people of the network live: {by_head} (q = {}).",
        name(row),
        shown("share_of_members", Shape::Share),
        at.measures.contests.swing_below.map(number::real).unwrap_or_default(),
        shown("share_of_people", Shape::Share),
        shown("q_value", Shape::P),
    ))
}

/// What a group is called in a sentence.
fn name(row: &Value) -> String {
    let group = row["group"].as_str().unwrap_or_default();
    match row["who"].as_str() {
        Some("segment") => format!("the members of {group}"),
        Some("reached") => "the people reached by messages".to_owned(),
        _ => "everybody in a segment or reached".to_owned(),
    }
}

/// Where nobody came, by the widest group of each ground.
fn never_contacted(at: &Published) -> Option<String> {
    let grounds = at.measures.contests.grounds.iter();
    let widest = grounds.filter_map(|ground| {
        at.rows("contests.footprints").iter().rfind(|row| row["dimension"] == ground.dimension.as_str())
    });
    let said: Vec<String> = widest.map(passed_by).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn passed_by(row: &Value) -> String {
    let shown = |key: &str| cell(&row[key], Shape::Count).shown();
    let never = match row["never_contacted"].as_u64() {
        Some(0) => "No place was passed by.".to_owned(),
        _ => format!(
            "Never contacted: {}, with {} inhabitants.",
            shown("never_contacted"),
            shown("never_contacted_population")
        ),
    };
    let unknown = match row["population_unknown"].as_u64() {
        Some(0) | None => String::new(),
        Some(some) => format!(" Of {} of these the population is not known.", number::count(some)),
    };
    format!(
        "By {}, members of segments or people whom messages reached live in {} of {} places. {never}{unknown}",
        cell(&row["dimension"], Shape::Text).shown(),
        shown("contacted"),
        shown("places")
    )
}

fn smallest_unit(at: &Published) -> Option<String> {
    let unit = at.measures.contests.units.iter().find(|unit| unit.smallest_kind)?;
    let residents =
        unit.smallest_population.zip(unit.median_population).map_or_else(String::new, |(least, median)| {
            format!(
                "; {} live in the smallest of these, {} in the middle one",
                number::count(least),
                number::count(median)
            )
        });
    Some(format!(
        "The smallest kind of place that criteria name is {}: {} of them{residents}.",
        unit.dimension,
        number::count(unit.places)
    ))
}

/// The location quotient of each place by its margin, under the group that is most of all in swing places.
fn by_margin(at: &Published) -> Option<Figure> {
    let first = at.rows("contests.places").first();
    let group = foremost(at).or(first)?;
    let same = |row: &&Value| ["dimension", "who", "group"].iter().all(|key| row[*key] == group[*key]);
    let rows: Vec<Value> = at
        .rows("contests.places")
        .iter()
        .filter(same)
        .filter(|row| row["margin"].is_number())
        .cloned()
        .collect();
    if rows.is_empty() {
        return None;
    }
    let close = rows.iter().filter(|row| row["contest"] == "swing").count() as u64;
    let takeaway = match at.measures.contests.swing_below {
        Some(points) => format!(
            "{} of the {} places with a margin are closer than {} points.",
            number::count(close),
            number::count(rows.len() as u64),
            number::real(points)
        ),
        None => format!("{} places have a margin.", number::count(rows.len() as u64)),
    };
    Some(Figure {
        id: "contests",
        title: format!("Where {} live, by how close the vote is", name(group)),
        alt: format!(
            "A dot for each place: its margin to the right, its location quotient upwards. {takeaway}"
        ),
        takeaway,
        table: tables::places(&rows, &name(group)),
    })
}
