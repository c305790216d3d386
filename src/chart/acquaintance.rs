//! How many times as many ties the members of each segment have among them as chance would give: a filled dot against anybody, an
//! open one against people with exactly as many contacts, on a scale where half as many and twice as many stand equally far from 1.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "acquaintance", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("ratio").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let values =
        || drawn.iter().flat_map(|row| ["ratio", "ratio_same"].into_iter().filter_map(|key| row.number(key)));
    if drawn.is_empty() {
        return None;
    }
    let positive = || values().filter(|&value| value > 0.0);
    let ends = (positive().fold(1.0, f64::min) / 1.4, positive().fold(1.0, f64::max) * 1.4);
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, 48.0);
    let scale = Scale::log(ends, ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        draw_key(sheet);
        along_the_foot(
            sheet,
            scale,
            (ladder.top, ladder.foot),
            "ties among members / ties by chance",
            Unit::Plain,
        );
        sheet.line(&[(scale.at(1.0), ladder.top - 4.0), (scale.at(1.0), ladder.foot)], Ink::Text, 1.5);
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    let value = match row.number("q") {
        Some(_) => format!("{}, q = {}", row.shown("ratio"), row.shown("q")),
        None => row.shown("ratio"),
    };
    Rung { label: row.shown("segment"), value, ..Rung::default() }
}

fn draw_key(sheet: &Sheet) {
    sheet.disc((MARGIN + 7.0, 14.0), 6.0, Ink::Blue, 1.0);
    sheet.text((MARGIN + 20.0, 14.0), "against anybody", Type::WORDS);
    sheet.ring((MARGIN + 7.0, 34.0), 5.0, Ink::Grey, 2.0);
    sheet.text((MARGIN + 20.0, 34.0), "against people with exactly as many contacts", Type::WORDS);
}

fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let [anybody, same] = ["ratio", "ratio_same"].map(|key| row.number(key).map(|ratio| scale.at(ratio)));
    if let (Some(anybody), Some(same)) = (anybody, same) {
        sheet.line(&[(same, y), (anybody, y)], Ink::Grey, 1.5);
    }
    if let Some(anybody) = anybody {
        // Nought has no place on a logarithmic scale; it stands at the left end as an open dot.
        let ink = if row.number("ratio") > Some(0.0) { Ink::Blue } else { Ink::Paper };
        sheet.disc((anybody, y), 6.0, ink, 1.0);
        sheet.ring((anybody, y), 5.5, Ink::Blue, 1.5);
    }
    if let Some(same) = same {
        sheet.disc((same, y), 5.0, Ink::Paper, 1.0);
        sheet.ring((same, y), 5.0, Ink::Grey, 2.0);
    }
}
