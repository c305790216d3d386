//! From the consenters step by step to everybody, on a logarithmic scale: a dot for each step, and between steps how many times
//! as many. On such a scale a band would have no true width, so that nothing is drawn but places and ratios.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "cascade", draw };

/// What a row takes beside a ladder's own, for the ratio above it.
const RATIO: f64 = 16.0;

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("people").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let people: Vec<f64> = drawn.iter().filter_map(|row| row.number("people")).collect();
    let most = people.iter().copied().reduce(f64::max)?;
    let least = people.iter().copied().filter(|&people| people > 0.0).reduce(f64::min)?;
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, RATIO);
    let marks = (ladder.marks.0 + 8.0, ladder.marks.1 - 8.0);
    let scale = Scale::log((10f64.powf(least.log10().floor()), most * 1.05), marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), "people", Unit::Plain);
        let place = |at: usize| (scale.at(people[at]), ladder.y(at));
        for at in 1..drawn.len() {
            draw_step(sheet, place(at - 1), place(at));
        }
        ladder.write(sheet);
        for (at, row) in drawn.iter().enumerate() {
            let before = at.checked_sub(1).map(place);
            draw_place(sheet, place(at), before, *row, people[at]);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    Rung { group: String::new(), label: row.shown("step"), value: row.shown("people") }
}

/// Down from the place before, then across to this one.
fn draw_step(sheet: &Sheet, from: (f64, f64), to: (f64, f64)) {
    sheet.line(&[from, (from.0, to.1), to], Ink::Grey, 2.0);
}

/// The dot, and on its line how many times as many as before, where there is room: between the two, else after the dot, else
/// before the line.
fn draw_place(sheet: &Sheet, at: (f64, f64), before: Option<(f64, f64)>, row: Row, people: f64) {
    let ink = if before.is_none() { Ink::Vermilion } else { Ink::Blue };
    if people > 0.0 {
        sheet.disc(at, 6.0, ink, 1.0);
    }
    let (Some(from), Some(_)) = (before, row.number("times")) else { return };
    let text = format!("× {}", row.shown("times"));
    let (half, room) = (Type::HEAD.length(&text) / 2.0, at.0 - from.0 - 20.0);
    let middle = if 2.0 * half < room { f64::midpoint(at.0, from.0) } else { from.0 - half - 14.0 };
    let middle = middle.clamp(half + MARGIN, sheet.width - half - MARGIN);
    sheet.patch((middle, at.1), &text, Type::HEAD.middle());
}
