//! Money by place: a solid bar up to the least that was spent there, a paler one up to the most. Without an upper end the paler bar runs to the edge and
//! ends in an arrow.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "ad_places", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("spend_low").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let ends = |row: &Row| row.number("spend_high").or(row.number("spend_low"));
    let most = drawn.iter().filter_map(ends).reduce(f64::max).filter(|&most| most > 0.0)?;
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, 34.0);
    let scale = Scale::linear((0.0, most * 1.02), ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        draw_key(sheet);
        along_the_foot(
            sheet,
            scale,
            (ladder.top, ladder.foot),
            "money, in units of its currency",
            Unit::Plain,
        );
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    let (low, high) = (row.shown("spend_low"), row.shown("spend_high"));
    let value = match row.number("spend_high") {
        None => format!("{low} or more"),
        Some(_) if low == high => low,
        Some(_) => format!("{low} to {high}"),
    };
    Rung {
        group: format!("{} · {}", row.shown("book"), row.shown("currency")),
        label: row.shown("place"),
        value,
    }
}

fn draw_key(sheet: &Sheet) {
    let solid = |x: f64, opacity| sheet.wash((x, 8.0), (x + 18.0, 20.0), Ink::Blue, opacity);
    solid(MARGIN, 1.0);
    sheet.text((MARGIN + 26.0, 14.0), "at least", Type::WORDS);
    let x = MARGIN + 26.0 + Type::WORDS.length("at least") + 24.0;
    solid(x, 0.3);
    sheet.text((x + 26.0, 14.0), "at most", Type::WORDS);
}

fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let Some(low) = row.number("spend_low") else { return };
    let (left, right) = scale.pixels();
    let bar = |to: f64, opacity| sheet.wash((left, y - 6.0), (to, y + 6.0), Ink::Blue, opacity);
    if let Some(high) = row.number("spend_high") {
        bar(scale.at(high), 0.3);
    } else {
        bar(right, 0.3);
        sheet.line(&[(right - 7.0, y - 5.0), (right, y), (right - 7.0, y + 5.0)], Ink::Blue, 1.5);
    }
    if low > 0.0 {
        bar(scale.at(low), 1.0);
    }
}
