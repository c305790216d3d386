//! Of how many people each field was within reach: a line to the largest number that can be, from the smallest on drawn thick. A
//! square ends the line of a field that states a special category, a disc that of any other.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "fields", draw };

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.number("at_most").is_some()).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    let most = drawn.iter().filter_map(|row| row.number("at_most")).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let ranges = drawn.iter().any(|&row| is_open(row));
    let top = if is_narrow(width) && ranges { 62.0 } else { 36.0 };
    let ladder = Ladder::new(drawn.iter().map(|&row| rung(row)).collect(), width, top);
    let scale = Scale::linear((0.0, most), (ladder.marks.0 + 2.0, ladder.marks.1 - 8.0));
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        draw_key(sheet, ranges, drawn.iter().any(|&row| is_special(row)));
        let title = "people who gave no grant";
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), title, Unit::Plain);
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_row(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn is_special(row: Row) -> bool {
    !row.shown("special_category").is_empty()
}

/// Whether the records leave open of how many.
fn is_open(row: Row) -> bool {
    row.number("at_least").is_some_and(|least| row.number("at_most").is_some_and(|most| least < most))
}

fn rung(row: Row) -> Rung {
    let label = if is_special(row) { format!("■ {}", row.shown("field")) } else { row.shown("field") };
    let value = if is_open(row) {
        format!("{} to {}", row.shown("at_least"), row.shown("at_most"))
    } else {
        row.shown("at_most")
    };
    Rung { group: String::new(), label, value }
}

fn draw_key(sheet: &Sheet, ranges: bool, special: bool) {
    let mut x = MARGIN;
    if special {
        sheet.rect((x + 1.0, 8.0), (x + 13.0, 20.0), Ink::Vermilion);
        sheet.text((x + 20.0, 14.0), "special category", Type::WORDS);
        x += 20.0 + Type::WORDS.length("special category") + 20.0;
    }
    sheet.disc((x + 7.0, 14.0), 6.0, Ink::Blue, 1.0);
    sheet.text((x + 20.0, 14.0), "any other", Type::WORDS);
    if ranges {
        let beside = x + 20.0 + Type::WORDS.length("any other") + 20.0;
        let (x, y) = if is_narrow(sheet.width) { (MARGIN, 38.0) } else { (beside, 14.0) };
        sheet.line(&[(x, y), (x + 20.0, y)], Ink::Blue, 5.0);
        sheet.line(&[(x + 20.0, y), (x + 40.0, y)], Ink::Blue, 1.5);
        sheet.text((x + 48.0, y), "thick: at least; thin: at most", Type::WORDS);
    }
}

fn draw_row(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let Some(most) = row.number("at_most") else { return };
    let (from, to) = (scale.at(0.0), scale.at(most));
    let ink = if is_special(row) { Ink::Vermilion } else { Ink::Blue };
    let surely = if is_open(row) { row.number("at_least").unwrap_or(0.0) } else { most };
    sheet.line(&[(from, y), (to, y)], ink, 1.5);
    sheet.line(&[(from, y), (scale.at(surely), y)], ink, 5.0);
    if is_special(row) {
        sheet.rect((to - 6.0, y - 6.0), (to + 6.0, y + 6.0), ink);
    } else {
        sheet.disc((to, y), 6.0, ink, 1.0);
    }
}
