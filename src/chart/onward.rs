//! How far the data went: a row for people of each hop, a column for holders of each distance, and in each cell how many people, at
//! least and at most; the darker, the more at most. A hidden cell says so.

use super::{
    Chart,
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Place, Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;
use std::collections::BTreeMap;

pub(super) const CHART: Chart = Chart { id: "onward", draw };

/// The most rows and columns that are drawn; the table has all.
const MOST: usize = 8;
/// The opacity of the faintest and of the strongest shade: words on either can be read on both grounds.
const SHADES: (f64, f64) = (0.08, 0.5);
const HIGH: f64 = 40.0;

/// The names of rows and columns in the order of the table, and the row of the table for each cell.
struct Matrix<'a> {
    people: Vec<String>,
    holders: Vec<String>,
    cells: BTreeMap<(usize, usize), Row<'a>>,
    most: f64,
}

impl<'a> Matrix<'a> {
    fn of(figure: &'a Figure) -> Self {
        let rows: Vec<Row> = Row::all(&figure.table).filter(|row| row.shown("field").is_empty()).collect();
        let names = |key: &str, most: usize| {
            let mut names: Vec<String> = Vec::new();
            for name in rows.iter().map(|row| row.shown(key)).filter(|name| !name.is_empty()) {
                if names.len() < most && !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let (people, holders) = (names("people", MOST), names("holder", MOST));
        let at = |names: &[String], name: &str| names.iter().position(|known| known == name);
        let place = |row: &Row<'a>| {
            Some(((at(&people, &row.shown("people"))?, at(&holders, &row.shown("holder"))?), *row))
        };
        let cells: BTreeMap<_, _> = rows.iter().filter_map(place).collect();
        let most = cells.values().filter_map(|row| row.number("at_most")).fold(0.0, f64::max);
        Self { people, holders, cells, most }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a handful of rows")]
fn index(at: usize) -> f64 {
    at as f64
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let matrix = Matrix::of(figure);
    if matrix.most <= 0.0 {
        return None;
    }
    let narrow = is_narrow(width);
    let label = if narrow { 24.0 } else { 0.0 };
    let left = if narrow { MARGIN } else { MARGIN + width * 0.24 };
    let wide = (width - MARGIN - left) / index(matrix.holders.len());
    let heads: Vec<Vec<String>> =
        matrix.holders.iter().map(|name| Type::QUIET.lines(name, wide - 6.0)).collect();
    let top = 16.0 + 16.0 * index(heads.iter().map(Vec::len).max().unwrap_or(1));
    let foot = top + index(matrix.people.len()) * (HIGH + label);
    Some(sheet(width, foot + 12.0, |sheet| {
        for (column, lines) in heads.iter().enumerate() {
            for (line, words) in lines.iter().enumerate() {
                let x = left + (index(column) + 0.5) * wide;
                sheet.text((x, 14.0 + 16.0 * index(line)), words, Type::QUIET.middle());
            }
        }
        for (row, name) in matrix.people.iter().enumerate() {
            let y = top + index(row) * (HIGH + label) + label;
            let (at, look, room) = if narrow {
                ((MARGIN, y - 11.0), Type::WORDS, width - 2.0 * MARGIN)
            } else {
                ((left - 8.0, y + HIGH / 2.0), Type::WORDS.end(), left - MARGIN - 8.0)
            };
            sheet.text(at, &look.fit(name, room), look);
            for column in 0..matrix.holders.len() {
                if let Some(cell) = matrix.cells.get(&(row, column)) {
                    let x = left + index(column) * wide;
                    draw_cell(
                        sheet,
                        *cell,
                        ((x + 1.0, y + 1.0), (x + wide - 1.0, y + HIGH - 1.0)),
                        matrix.most,
                    );
                }
            }
        }
    }))
}

fn draw_cell(sheet: &Sheet, row: Row, ((left, top), (right, foot)): (Place, Place), most: f64) {
    let middle = (f64::midpoint(left, right), f64::midpoint(top, foot));
    let look = Type::QUIET.ink(Ink::Text).middle();
    if row.is_hidden("at_most") || row.is_hidden("at_least") {
        sheet.text(middle, &Type::QUIET.fit("hidden", right - left), Type::QUIET.middle());
        return;
    }
    let Some(number) = row.number("at_most") else { return };
    if number > 0.0 {
        let (faint, strong) = SHADES;
        let part = number.max(1.0).ln() / most.max(std::f64::consts::E).ln();
        sheet.wash((left, top), (right, foot), Ink::Blue, faint + (strong - faint) * part.min(1.0));
    }
    let (least, number) = (row.shown("at_least"), row.shown("at_most"));
    if least == number {
        sheet.text(middle, &look.fit(&number, right - left), look);
        return;
    }
    let both = format!("{least} to {number}");
    if look.length(&both) <= right - left - 2.0 {
        sheet.text(middle, &both, look);
    } else {
        sheet.text((middle.0, middle.1 - 8.0), &look.fit(&format!("{least} to"), right - left), look);
        sheet.text((middle.0, middle.1 + 8.0), &look.fit(&number, right - left), look);
    }
}
