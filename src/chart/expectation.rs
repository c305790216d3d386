//! What was observed against what each model of chance expects: a dot with its interval for each model, the observed
//! value as an upright line.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "expectation", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> =
        Row::all(&figure.table).filter(|row| row.number("expected").is_some()).take(MOST).collect();
    let (low, high) = range(&rows)?;
    let rungs: Vec<Rung> = rows.iter().map(|&row| rung(row)).collect();
    let ladder = Ladder::new(rungs, width, 30.0);
    let scale = Scale::linear((low, high), ladder.marks);
    Some(sheet(width, ladder.foot + FOOT, |sheet| {
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), "people", Unit::Plain);
        draw_observed(sheet, scale, &ladder, &rows);
        ladder.write(sheet);
        for (at, &row) in rows.iter().enumerate() {
            draw_model(sheet, scale, ladder.y(at), row);
        }
    }))
}

/// From the least to the greatest value, with a margin of a twentieth.
fn range(rows: &[Row]) -> Option<(f64, f64)> {
    let keys = ["low", "expected", "high", "observed"];
    let values = || rows.iter().flat_map(|row| keys.iter().filter_map(|key| row.number(key)));
    let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
    let margin = ((high - low) * 0.05).max(high.abs() * 0.005).max(1e-9);
    Some((if low >= 0.0 { (low - margin).max(0.0) } else { low - margin }, high + margin))
}

fn rung(row: Row) -> Rung {
    let value = match (row.number("low"), row.number("high")) {
        (Some(_), Some(_)) => {
            format!("{} ({} to {})", row.shown("expected"), row.shown("low"), row.shown("high"))
        }
        _ => row.shown("expected"),
    };
    Rung { group: String::new(), label: row.shown("model"), value }
}

fn draw_model(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    if let (Some(low), Some(high)) = (row.number("low"), row.number("high")) {
        let (low, high) = (scale.at(low), scale.at(high));
        sheet.line(&[(low, y), (high, y)], Ink::Grey, 3.0);
        for end in [low, high] {
            sheet.line(&[(end, y - 5.0), (end, y + 5.0)], Ink::Grey, 2.0);
        }
    }
    if let Some(expected) = row.number("expected") {
        sheet.disc((scale.at(expected), y), 6.0, Ink::Grey, 1.0);
        sheet.ring((scale.at(expected), y), 6.0, Ink::Paper, 1.0);
    }
    if let Some(observed) = row.number("observed").map(|value| scale.at(value)) {
        sheet.line(&[(observed, y - 11.0), (observed, y + 11.0)], Ink::Vermilion, 3.0);
    }
}

/// The line through all rows, where they share the observed value.
fn draw_observed(sheet: &Sheet, scale: Scale, ladder: &Ladder, rows: &[Row]) {
    let Some(first) = rows.iter().find_map(|row| row.number("observed")) else { return };
    let shared = rows.iter().all(|row| row.number("observed") == Some(first));
    let x = scale.at(first);
    if shared {
        sheet.line(&[(x, ladder.top - 8.0), (x, ladder.foot)], Ink::Vermilion, 2.0);
    }
    let shown = rows.iter().find(|row| row.number("observed").is_some()).map(|row| row.shown("observed"));
    let words = if shared {
        format!("observed: {}", shown.unwrap_or_default())
    } else {
        "upright: observed".to_owned()
    };
    let half = Type::HEAD.length(&words) / 2.0;
    let middle = x.clamp(half + 4.0, sheet.width - half - 4.0);
    sheet.text((middle, ladder.top - 18.0), &words, Type::HEAD.middle());
}
