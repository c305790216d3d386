//! The Lorenz band of the sponsors: between its two lines lies every curve that amounts within their ranges can have. Where all amounts
//! are known the two lines are one.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "ad_lorenz", draw };

/// How wide the columns are that fill the band, in pixels.
const COLUMN: usize = 4;

/// One point of the band.
#[derive(Clone, Copy)]
struct Point {
    units: f64,
    low: f64,
    high: f64,
    chosen: Option<f64>,
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let points: Vec<Point> = Row::all(&figure.table).filter_map(point).collect();
    if points.len() < 2 {
        return None;
    }
    let narrow = is_narrow(width);
    let side = if narrow { 280.0 } else { 380.0 };
    let (top, left) = (34.0, 56.0);
    let (foot, right) = (top + side, left + side);
    let (x, y) = (Scale::linear((0.0, 1.0), (left, right)), Scale::linear((0.0, 1.0), (foot, top)));
    let below = if narrow { 124.0 } else { 10.0 };
    Some(sheet(width, foot + FOOT + below, |sheet| {
        along_the_foot(sheet, x, (top, foot), "share of sponsors, least money first", Unit::Share);
        up_the_side(sheet, y, (left, right), Unit::Share);
        sheet.text((MARGIN, 10.0), "share of the money", Type::QUIET);
        fill(sheet, (x, y), &points, side);
        sheet.line(&[(left, foot), (right, top)], Ink::Grey, 1.5);
        let line = |of: fn(&Point) -> Option<f64>, ink, width| {
            let places: Vec<_> =
                points.iter().filter_map(|point| Some((x.at(point.units), y.at(of(point)?)))).collect();
            if places.len() > 1 {
                sheet.line(&places, ink, width);
            }
        };
        line(|point| Some(point.low), Ink::Blue, 2.0);
        line(|point| Some(point.high), Ink::Blue, 2.0);
        line(|point| point.chosen, Ink::Vermilion, 2.0);
        let key = if narrow { (MARGIN, foot + FOOT + 20.0) } else { (right + 30.0, top + 24.0) };
        let has_point = points.iter().any(|point| point.chosen.is_some());
        draw_key(sheet, key, has_point);
    }))
}

fn point(row: Row) -> Option<Point> {
    let (low, high) = (row.number("low")?, row.number("high")?);
    Some(Point { units: row.number("share_of_units")?, low, high, chosen: row.number("point") })
}

/// Fills the band with columns of whole pixels, which leave no seams.
fn fill(sheet: &Sheet, (x, y): (Scale, Scale), points: &[Point], side: f64) {
    let (left, right) = x.pixels();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred pixels")]
    let columns = (side as usize) / COLUMN;
    #[allow(clippy::cast_precision_loss, reason = "a few hundred pixels")]
    for from in (0..columns).map(|column| left + (column * COLUMN) as f64) {
        #[allow(clippy::cast_precision_loss, reason = "four pixels")]
        let to = (from + COLUMN as f64).min(right);
        let at = (f64::midpoint(from, to) - left) / side;
        let Some((low, high)) = ends(points, at) else { continue };
        sheet.wash((from, y.at(high)), (to, y.at(low)), Ink::Blue, 0.2);
    }
}

/// The band at a share of units, on the straight lines between its points.
fn ends(points: &[Point], at: f64) -> Option<(f64, f64)> {
    let pair = points.windows(2).find(|pair| pair[0].units <= at && at <= pair[1].units)?;
    let part = (at - pair[0].units) / (pair[1].units - pair[0].units);
    let between = |from: f64, to: f64| from + (to - from) * part;
    Some((between(pair[0].low, pair[1].low), between(pair[0].high, pair[1].high)))
}

fn draw_key(sheet: &Sheet, (x, top): (f64, f64), has_point: bool) {
    let room = sheet.width - x - 34.0;
    let entry = |y: f64, words: &str| sheet.text((x + 32.0, y), &Type::WORDS.fit(words, room), Type::WORDS);
    sheet.line(&[(x, top), (x + 22.0, top)], Ink::Grey, 1.5);
    entry(top, "all have the same");
    sheet.wash((x, top + 20.0), (x + 22.0, top + 36.0), Ink::Blue, 0.2);
    sheet.line(&[(x, top + 20.0), (x + 22.0, top + 20.0)], Ink::Blue, 2.0);
    sheet.line(&[(x, top + 36.0), (x + 22.0, top + 36.0)], Ink::Blue, 2.0);
    entry(top + 28.0, "every possible curve");
    if has_point {
        sheet.line(&[(x, top + 56.0), (x + 22.0, top + 56.0)], Ink::Vermilion, 2.0);
        entry(top + 56.0, "at the named policy");
    }
}
