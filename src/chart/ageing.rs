//! How long records stay true: the share that is true still as a line that falls in steps, its interval as thin lines, and a smooth
//! line for one rate at all ages.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Place, Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "ageing", draw };

const PLOT: f64 = 240.0;
/// The lines: the key of the column, what it is called, colour, width.
const LINES: [(&str, &str, Ink, f64); 3] = [
    ("still_true", "true still, in steps", Ink::Blue, 2.6),
    ("low", "its interval at 95 %", Ink::Blue, 0.9),
    ("fitted", "at one rate", Ink::Vermilion, 1.6),
];

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let last = rows.iter().filter_map(|row| row.number("age_days")).fold(0.0, f64::max);
    if last <= 0.0 {
        return None;
    }
    let top = if is_narrow(width) { 82.0 } else { 38.0 };
    let foot = top + PLOT;
    let x = Scale::linear((0.0, last), (60.0, width - 14.0));
    let y = Scale::linear((0.0, 1.0), (foot, top));
    Some(sheet(width, foot + FOOT, |sheet| {
        write_key(sheet);
        up_the_side(sheet, y, x.pixels(), Unit::Share);
        along_the_foot(sheet, x, (top, foot), "days since the record was collected", Unit::Plain);
        for key in ["low", "high"] {
            sheet.line(&steps(&rows, key, x, y), Ink::Blue, 0.9);
        }
        let fitted = |row: &Row| Some((x.at(row.number("age_days")?), y.at(row.number("fitted")?)));
        sheet.line(
            &smooth(&rows, x, y).unwrap_or_else(|| rows.iter().filter_map(fitted).collect()),
            Ink::Vermilion,
            1.6,
        );
        sheet.line(&steps(&rows, "still_true", x, y), Ink::Blue, 2.6);
    }))
}

/// A line that stays level up to the next age and falls there.
fn steps(rows: &[Row], key: &str, x: Scale, y: Scale) -> Vec<Place> {
    let mut line: Vec<Place> = Vec::new();
    for row in rows {
        let Some(age) = row.number("age_days") else { continue };
        if let Some(&(_, level)) = line.last() {
            line.push((x.at(age), level));
        }
        line.extend(row.number(key).map(|share| (x.at(age), y.at(share))));
    }
    line
}

/// The curve of the rate that the last row with a share tells, for between few ages a chain of straight lines would hide its bend.
fn smooth(rows: &[Row], x: Scale, y: Scale) -> Option<Vec<Place>> {
    let row = rows.iter().rfind(|row| row.number("fitted").is_some_and(|share| share > 0.0))?;
    let (age, share) = (row.number("age_days").filter(|age| *age > 0.0)?, row.number("fitted")?);
    let last = rows.iter().filter_map(|row| row.number("age_days")).fold(age, f64::max);
    let at = |step: u32| last * f64::from(step) / 60.0;
    Some((0..=60).map(|step| (x.at(at(step)), y.at(share.powf(at(step) / age)))).collect())
}

/// The names of the lines, beside one another or, on a narrow sheet, beneath.
fn write_key(sheet: &Sheet) {
    let (mut x, mut y) = (MARGIN, 12.0);
    for (_, name, ink, width) in LINES {
        sheet.line(&[(x, y), (x + 24.0, y)], ink, width);
        sheet.text((x + 32.0, y), name, Type::WORDS);
        if is_narrow(sheet.width) {
            y += 22.0;
        } else {
            x += 32.0 + Type::WORDS.length(name) + 24.0;
        }
    }
}
