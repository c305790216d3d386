//! How often people were shown messages: a bar of eligible people for each number of impressions.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MOST, Rung},
    row::Row,
    sheet::{Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "contacts_distribution", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let drawn = || rows.iter().take(MOST);
    let most = drawn().filter_map(|row| row.number("people")).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let mut ladder = Ladder::new(drawn().map(rung).collect(), width, 4.0);
    ladder.values_by_the_marks();
    let scale = Scale::linear((0.0, most), ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), "eligible people", Unit::Plain);
        for (at, row) in drawn().enumerate() {
            let (y, from) = (ladder.y(at), scale.pixels().0);
            let end = row.number("people").map_or(from, |people| scale.at(people));
            if end > from {
                // Those who were never reached are no part of the reach.
                let ink = if row.shown("times") == "0" { Ink::Grey } else { Ink::Blue };
                sheet.rect((from, y - 9.0), (end.max(from + 1.0), y + 9.0), ink);
            }
            if !ladder.narrow {
                sheet.patch((end + 10.0, y), &row.shown("people"), Type::WORDS);
            }
        }
        ladder.write(sheet);
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: &Row) -> Rung {
    let times = row.shown("times");
    let label = match times.as_str() {
        "0" => "not reached".to_owned(),
        "1" => "1 impression".to_owned(),
        _ => format!("{times} impressions"),
    };
    Rung { group: String::new(), label, value: row.shown("people") }
}
