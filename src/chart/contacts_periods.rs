//! When messages were sent: an upright bar of records for each week before the vote, or each month, in order of time.

use super::{
    Chart,
    axis::{Scale, Unit, up_the_side},
    ink::Ink,
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "contacts_periods", draw };

const TOP: f64 = 30.0;
const PLOT: f64 = 200.0;

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let most = rows.iter().filter_map(|row| row.number("records")).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let foot = TOP + PLOT;
    let x = Scale::linear((0.0, real(rows.len())), (60.0, width - 10.0));
    let y = Scale::linear((0.0, most), (foot, TOP));
    Some(sheet(width, foot + 34.0, |sheet| {
        sheet.text((6.0, 10.0), "records of messages", Type::QUIET);
        up_the_side(sheet, y, x.pixels(), Unit::Plain);
        let half = ((x.at(1.0) - x.at(0.0)) * 0.38).max(0.5);
        for (at, row) in rows.iter().enumerate() {
            let middle = x.at(real(at) + 0.5);
            let top = row.number("records").map_or(foot, |records| y.at(records));
            if top < foot {
                sheet.rect((middle - half, top), (middle + half, foot), Ink::Blue);
            }
        }
        write_periods(sheet, &rows, x, foot);
    }))
}

#[allow(clippy::cast_precision_loss, reason = "periods are few")]
fn real(count: usize) -> f64 {
    count as f64
}

/// The names of the last period and of as many others as there is room for.
fn write_periods(sheet: &Sheet, rows: &[Row], x: Scale, foot: f64) {
    let mut free = sheet.width;
    for (at, row) in rows.iter().enumerate().rev() {
        let (middle, name) = (x.at(real(at) + 0.5), row.shown("label"));
        let half = Type::QUIET.length(&name) / 2.0;
        let middle_of_name = middle.clamp(half + 1.0, sheet.width - half - 1.0);
        if middle_of_name + half < free {
            sheet.line(&[(middle, foot), (middle, foot + 5.0)], Ink::Quiet, 1.0);
            sheet.text((middle_of_name, foot + 17.0), &name, Type::QUIET.middle());
            free = middle_of_name - half - 14.0;
        }
    }
}
