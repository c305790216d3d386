//! How concentrated each segment is: its Herfindahl-Hirschman index as a filled dot, what chance would give as an open
//! one, a line between them for each dimension.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "concentration", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("hhi").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let values =
        || drawn.iter().flat_map(|row| ["hhi", "chance"].into_iter().filter_map(|key| row.number(key)));
    let most = values().reduce(f64::max)?;
    let least = values().filter(|&value| value > 0.0).reduce(f64::min)?;
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, 34.0);
    let scale = if most / least > 20.0 {
        Scale::log((least / 1.3, (most * 1.3).min(1.0)), ladder.marks)
    } else {
        Scale::linear((0.0, (most * 1.05).min(1.0)), ladder.marks)
    };
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        draw_key(sheet);
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), "Herfindahl-Hirschman index", Unit::Plain);
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn rung(row: Row) -> Rung {
    let value = match row.number("q") {
        Some(_) => format!("{}, q = {}", row.shown("hhi"), row.shown("q")),
        None => row.shown("hhi"),
    };
    Rung { group: row.shown("segment"), label: row.shown("dimension"), value }
}

fn draw_key(sheet: &Sheet) {
    sheet.disc((MARGIN + 7.0, 14.0), 6.0, Ink::Blue, 1.0);
    sheet.text((MARGIN + 20.0, 14.0), "the segment", Type::WORDS);
    let x = MARGIN + 20.0 + Type::WORDS.length("the segment") + 24.0;
    sheet.ring((x, 14.0), 5.0, Ink::Grey, 2.0);
    sheet.text((x + 13.0, 14.0), "by chance", Type::WORDS);
}

fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let (hhi, chance) =
        (row.number("hhi").map(|at| scale.at(at)), row.number("chance").map(|at| scale.at(at)));
    if let (Some(hhi), Some(chance)) = (hhi, chance) {
        sheet.line(&[(chance, y), (hhi, y)], Ink::Grey, 1.5);
    }
    if let Some(chance) = chance {
        sheet.disc((chance, y), 5.0, Ink::Paper, 1.0);
        sheet.ring((chance, y), 5.0, Ink::Grey, 2.0);
    }
    if let Some(hhi) = hhi {
        sheet.disc((hhi, y), 6.0, Ink::Blue, 1.0);
    }
}
