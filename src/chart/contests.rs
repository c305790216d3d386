//! How much of a group each place holds against how close the vote is: a dot with its interval for each place, its margin to the
//! right and its location quotient upwards; swing places are discs in another colour.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "contests", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let drawn = |row: &Row| row.number("margin").is_some() && row.number("lift").is_some();
    let rows: Vec<Row> = Row::all(&figure.table).filter(drawn).collect();
    let margins = || rows.iter().filter_map(|row| row.number("margin"));
    let (low, high) = (margins().reduce(f64::min)?, margins().reduce(f64::max)?);
    let room = ((high - low) * 0.05).max(1.0);
    let keys = ["lift", "lift_low", "lift_high"];
    let quotients = || rows.iter().flat_map(|row| keys.iter().filter_map(|key| row.number(key)));
    let positive = || quotients().filter(|&value| value > 0.0);
    let least = (positive().fold(1.0, f64::min) / 1.2).max(1e-3);
    let most = positive().fold(1.0, f64::max) * 1.2;
    let (top, left) = (54.0, 56.0);
    let (foot, right) = (if is_narrow(width) { 300.0 } else { 380.0 }, width - 20.0);
    let x = Scale::linear((low.min(0.0) - room, high.max(0.0) + room), (left, right));
    let y = Scale::log((least, most), (foot, top));
    Some(sheet(width, foot + FOOT, |sheet| {
        along_the_foot(sheet, x, (top, foot), "margin of the last vote, points", Unit::Plain);
        up_the_side(sheet, y, (left, right), Unit::Plain);
        sheet.text((MARGIN, 10.0), "location quotient (logarithmic)", Type::QUIET);
        sheet.line(&[(left, y.at(1.0)), (right, y.at(1.0))], Ink::Text, 1.5);
        for &row in &rows {
            draw_place(sheet, (x, y), row);
        }
        draw_key(sheet, &rows, left);
    }))
}

fn ink(row: Row) -> Ink {
    match row.shown("contest").as_str() {
        "swing" => Ink::Vermilion,
        "safe" => Ink::Blue,
        _ => Ink::Grey,
    }
}

/// Nought has no place on a logarithmic scale; it stands at the foot as an open dot.
fn draw_place(sheet: &Sheet, (x, y): (Scale, Scale), row: Row) {
    let (Some(margin), Some(lift)) = (row.number("margin"), row.number("lift")) else { return };
    let (at, ink) = (x.at(margin), ink(row));
    if let (Some(low), Some(high)) = (row.number("lift_low"), row.number("lift_high")) {
        sheet.line(&[(at, y.at(low)), (at, y.at(high))], ink, 1.5);
    }
    let place = (at, y.at(lift));
    sheet.disc(place, 5.0, if lift > 0.0 { ink } else { Ink::Paper }, 1.0);
    sheet.ring(place, 4.5, ink, 1.5);
}

/// What the colours mean, where the table calls places swing or safe.
fn draw_key(sheet: &Sheet, rows: &[Row], left: f64) {
    let mut at = left;
    for (word, ink) in [("swing", Ink::Vermilion), ("safe", Ink::Blue)] {
        if rows.iter().any(|row| row.shown("contest") == word) {
            sheet.disc((at + 6.0, 32.0), 5.0, ink, 1.0);
            sheet.text((at + 16.0, 32.0), word, Type::WORDS);
            at += 16.0 + Type::WORDS.length(word) + 20.0;
        }
    }
}
