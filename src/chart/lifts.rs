//! How much more often a group is in a segment than among everybody: a dot with its interval for each lift, on a scale
//! where half as often and twice as often stand equally far from 1.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "lifts", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("lift").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let keys = ["lift", "low", "high"];
    let values = || drawn.iter().flat_map(|row| keys.iter().filter_map(|key| row.number(key)));
    if drawn.is_empty() {
        return None;
    }
    let positive = || values().filter(|&value| value > 0.0);
    let low = (positive().fold(1.0, f64::min) / 1.2).max(1e-3);
    let high = positive().fold(1.0, f64::max) * 1.2;
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, 30.0);
    let scale = Scale::log((low, high), ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        along_the_foot(
            sheet,
            scale,
            (ladder.top, ladder.foot),
            "lift: share in the segment / share of everybody",
            Unit::Plain,
        );
        sheet.line(&[(scale.at(1.0), ladder.top - 4.0), (scale.at(1.0), ladder.foot)], Ink::Text, 1.5);
        let (words, x) = ("1: as among everybody", scale.at(1.0));
        let half = Type::QUIET.length(words) / 2.0;
        let middle = x.clamp(half + MARGIN, width - half - MARGIN);
        sheet.text((middle, 14.0), words, Type::QUIET.middle());
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    let value = match row.number("q") {
        Some(_) => format!("{}, q = {}", row.shown("lift"), row.shown("q")),
        None => row.shown("lift"),
    };
    let group = format!("{} · {}", row.shown("segment"), row.shown("dimension"));
    Rung { group, label: row.shown("group"), value }
}

fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    if let (Some(low), Some(high)) = (row.number("low"), row.number("high")) {
        sheet.line(&[(scale.at(low), y), (scale.at(high), y)], Ink::Blue, 2.0);
    }
    if let Some(lift) = row.number("lift") {
        let place = (scale.at(lift), y);
        // Nought has no place on a logarithmic scale; it stands at the left end as an open dot.
        let ink = if lift > 0.0 { Ink::Blue } else { Ink::Paper };
        sheet.disc(place, 5.5, ink, 1.0);
        sheet.ring(place, 5.0, Ink::Blue, 1.5);
    }
}
