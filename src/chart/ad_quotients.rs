//! How much more of the money than of the people each place has: a line from the least to the largest quotient that the ranges of money allow, on a scale where half
//! as much and twice as much stand equally far from 1.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "ad_quotients", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let has_both = |row: &Row| row.number("low").is_some() && row.number("high").is_some();
    let rows: Vec<Row> = Row::all(&figure.table).filter(has_both).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let values =
        || drawn.iter().flat_map(|row| ["low", "high"].into_iter().filter_map(|key| row.number(key)));
    let positive = || values().filter(|&value| value > 0.0);
    positive().next()?;
    let low = (positive().fold(1.0, f64::min) / 1.2).max(1e-3);
    let high = positive().fold(1.0, f64::max) * 1.2;
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, 30.0);
    let scale = Scale::log((low, high), ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        let title = "share of the money / share of the people";
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), title, Unit::Plain);
        sheet.line(&[(scale.at(1.0), ladder.top - 4.0), (scale.at(1.0), ladder.foot)], Ink::Text, 1.5);
        let (words, x) = ("1: as much as of the people", scale.at(1.0));
        let half = Type::QUIET.length(words) / 2.0;
        sheet.text((x.clamp(half + MARGIN, width - half - MARGIN), 14.0), words, Type::QUIET.middle());
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    let (low, high) = (row.shown("low"), row.shown("high"));
    let value = if low == high { low } else { format!("{low} to {high}") };
    Rung {
        group: format!("{} · {}", row.shown("book"), row.shown("currency")),
        label: row.shown("place"),
        value,
    }
}

/// Both ends as dots; nought has no place on the scale and stands at the left end as an open one.
fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let (Some(low), Some(high)) = (row.number("low"), row.number("high")) else { return };
    sheet.line(&[(scale.at(low), y), (scale.at(high), y)], Ink::Blue, 3.0);
    for end in [low, high] {
        let ink = if end > 0.0 { Ink::Blue } else { Ink::Paper };
        sheet.disc((scale.at(end), y), 4.5, ink, 1.0);
        sheet.ring((scale.at(end), y), 4.0, Ink::Blue, 1.5);
    }
}
