//! The matrix of places as a heat map: a row for each place of consenters, a column for each place of bystanders, the number in
//! each cell, the darker the more, sums at the end. A place with itself is framed; a hidden cell is hatched. Columns are named
//! by the number of their place. The first attribute is drawn; the table has all.

use super::{
    Chart,
    axis::Unit,
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Place, Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;
use std::collections::BTreeMap;

pub(super) const CHART: Chart = Chart { id: "place_matrix", draw };

/// What the table calls the end of a row or a column.
const ALL: &str = "all places";
/// The opacity of the faintest and of the strongest shade: words on either can be read on both grounds.
const SHADES: (f64, f64) = (0.08, 0.5);
const CELL: Type = Type::QUIET.ink(Ink::Text).middle();

/// The names of rows and columns in the order of the table, and the row of the table for each cell.
struct Matrix<'a> {
    from: Vec<String>,
    to: Vec<String>,
    cells: BTreeMap<(usize, usize), Row<'a>>,
    /// Whether more rows or columns are in the table than here.
    cut: bool,
}

impl<'a> Matrix<'a> {
    fn of(figure: &'a Figure, most: usize) -> Self {
        let mut rows = Row::all(&figure.table);
        let dimension = rows.next().map(|row| row.shown("dimension")).unwrap_or_default();
        let rows: Vec<Row> =
            Row::all(&figure.table).filter(|row| row.shown("dimension") == dimension).collect();
        let names = |key: &str| {
            let mut names: Vec<String> = Vec::new();
            for name in rows.iter().map(|row| row.shown(key)).filter(|name| !name.is_empty()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names
        };
        let (from, from_cut) = first(names("from"), most);
        let (to, to_cut) = first(names("to"), most);
        let at = |names: &[String], name: &str| names.iter().position(|known| known == name);
        let place =
            |row: &Row<'a>| Some(((at(&from, &row.shown("from"))?, at(&to, &row.shown("to"))?), *row));
        let cells = rows.iter().filter_map(place).collect();
        Self { from, to, cells, cut: from_cut || to_cut }
    }

    /// The names of columns as they are headed, where each cell is `wide`: in full where all fit, else numbers.
    fn heads(&self, wide: f64) -> Vec<String> {
        let fits = |name: &String| name == ALL || Type::QUIET.length(name) <= wide - 6.0;
        let all_fit = self.to.iter().all(fits);
        let head = |(at, name): (usize, &String)| match name.as_str() {
            ALL => "all".to_owned(),
            _ if all_fit => name.clone(),
            _ => (at + 1).to_string(),
        };
        self.to.iter().enumerate().map(head).collect()
    }

    /// Whether a number is too long for a cell so wide.
    fn shortens(&self, wide: f64) -> bool {
        self.rows_with(|row| {
            look(*row).length(&row.shown("exposures")) > wide - 2.0 && !row.is_hidden("exposures")
        })
    }

    fn rows_with(&self, test: impl Fn(&Row) -> bool) -> bool {
        self.cells.values().any(test)
    }
}

/// The first names, and the sums at the end; whether any was left out.
fn first(mut names: Vec<String>, most: usize) -> (Vec<String>, bool) {
    let all = names.iter().position(|name| name == ALL).map(|at| names.remove(at));
    let cut = names.len() > most;
    names.truncate(most);
    names.extend(all);
    (names, cut)
}

/// Where rows and columns stand.
struct Grid {
    left: f64,
    top: f64,
    wide: f64,
    high: f64,
    /// The room for a row's label above its cells; none where the label stands before them.
    label: f64,
}

impl Grid {
    fn of(matrix: &Matrix, width: f64, top: f64) -> Self {
        let narrow = is_narrow(width);
        let longest = matrix.from.iter().map(|name| Type::WORDS.length(name)).fold(0.0, f64::max);
        let left = if narrow { MARGIN } else { MARGIN + (longest + 12.0).min(width * 0.26) };
        let wide = ((width - MARGIN - left) / index(matrix.to.len())).min(110.0);
        let label = if narrow { 24.0 } else { 0.0 };
        Self { left, top, wide, high: 28.0, label }
    }

    /// The corners of a cell.
    fn cell(&self, row: usize, column: usize) -> (Place, Place) {
        let x = self.left + index(column) * self.wide;
        let y = self.top + index(row) * (self.high + self.label) + self.label;
        ((x, y), (x + self.wide, y + self.high))
    }
}

#[allow(clippy::cast_precision_loss, reason = "a handful of rows")]
fn index(at: usize) -> f64 {
    at as f64
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let matrix = Matrix::of(figure, if is_narrow(width) { 6 } else { 13 });
    if !matrix.rows_with(|row| row.number("exposures").is_some_and(|number| number > 0.0)) {
        return None;
    }
    let shades = Shades::of(&matrix);
    let key = Key::of(&matrix, shades, width);
    let grid = Grid::of(&matrix, width, key.foot + 46.0);
    let heads = matrix.heads(grid.wide);
    let foot = grid.cell(matrix.from.len() - 1, 0).1.1;
    let shortened = matrix.shortens(grid.wide);
    let remarks = remarks(&matrix, &heads, shortened, width);
    Some(sheet(width, foot + 18.0 + 18.0 * index(remarks.len()), |sheet| {
        key.draw(sheet);
        draw_heads(sheet, &grid, &heads, key.foot);
        for (i, from) in matrix.from.iter().enumerate() {
            let ((x, y), _) = grid.cell(i, 0);
            let (at, look, room) = if grid.label > 0.0 {
                ((MARGIN, y - 11.0), Type::WORDS, width - 2.0 * MARGIN)
            } else {
                ((x - 8.0, y + grid.high / 2.0), Type::WORDS.end(), grid.left - MARGIN - 8.0)
            };
            sheet.text(
                at,
                &look.fit(from, room),
                if from == ALL { Type { bold: true, ..look } } else { look },
            );
            for j in 0..matrix.to.len() {
                if let Some(row) = matrix.cells.get(&(i, j)) {
                    draw_cell(sheet, *row, grid.cell(i, j), shades);
                }
            }
        }
        for (at, remark) in remarks.iter().enumerate() {
            sheet.text((MARGIN, foot + 18.0 + 18.0 * index(at)), remark, Type::QUIET);
        }
    }))
}

/// A shade for each power of ten up to the largest cell's.
#[derive(Clone, Copy)]
struct Shades {
    most: f64,
}

impl Shades {
    fn of(matrix: &Matrix) -> Self {
        let cells = matrix.cells.values().filter(|row| row.shown("lies") != "sum");
        Self { most: cells.filter_map(|row| row.number("exposures")).fold(1.0, f64::max) }
    }

    /// The powers of ten that the key names.
    fn steps(self) -> impl Iterator<Item = f64> {
        (0..15).map(|power| 10f64.powi(power)).take_while(move |&step| step <= self.most)
    }

    fn opacity(self, exposures: f64) -> f64 {
        let (faint, strong) = SHADES;
        let part = exposures.max(1.0).log10().floor() / self.most.log10().floor().max(1.0);
        faint + (strong - faint) * part
    }
}

fn draw_heads(sheet: &Sheet, grid: &Grid, heads: &[String], top: f64) {
    sheet.text((grid.left, top + 14.0), "bystanders' place", Type::QUIET);
    for (column, head) in heads.iter().enumerate() {
        let ((left, _), (right, _)) = grid.cell(0, column);
        sheet.text((f64::midpoint(left, right), top + 34.0), head, CELL);
    }
}

fn draw_cell(sheet: &Sheet, row: Row, ((left, top), (right, foot)): (Place, Place), shades: Shades) {
    let (left, top, right, foot) = (left + 1.0, top + 1.0, right - 1.0, foot - 1.0);
    let lies = row.shown("lies");
    let sum = lies == "sum";
    if row.is_hidden("exposures") {
        hatch(sheet, (left, top), (right, foot));
    } else if let Some(exposures) = row.number("exposures") {
        if exposures > 0.0 && !sum {
            sheet.wash((left, top), (right, foot), Ink::Blue, shades.opacity(exposures));
        }
        let look = look(row);
        let text = short(&row.shown("exposures"), exposures, look, right - left);
        sheet.text((f64::midpoint(left, right), f64::midpoint(top, foot)), &text, look);
    }
    if lies == "home" {
        frame(sheet, (left, top), (right, foot));
    }
}

/// Sums are bold; noughts are quiet.
fn look(row: Row) -> Type {
    match (row.shown("lies") == "sum", row.number("exposures").is_some_and(|exposures| exposures > 0.0)) {
        (true, _) => Type { bold: true, ..CELL },
        (false, true) => CELL,
        (false, false) => Type::QUIET.middle(),
    }
}

/// The number, or where it is too long for its cell, in thousands or millions.
fn short(shown: &str, number: f64, look: Type, room: f64) -> String {
    if look.length(shown) <= room {
        return shown.to_owned();
    }
    let in_units = |unit: f64, letter: &str| {
        let value = number / unit;
        if value < 10.0 { format!("{value:.1}{letter}") } else { format!("{value:.0}{letter}") }
    };
    if number < 999_500.0 { in_units(1e3, "k") } else { in_units(1e6, "M") }
}

fn frame(sheet: &Sheet, (left, top): Place, (right, foot): Place) {
    sheet.line(&[(left, top), (right, top), (right, foot), (left, foot), (left, top)], Ink::Text, 1.5);
}

/// Slanting lines over a cell.
fn hatch(sheet: &Sheet, (left, top): Place, (right, foot): Place) {
    let (wide, high) = (right - left, foot - top);
    let mut along = 6.0;
    while along < wide + high {
        // The line x + y = along, within the cell.
        let from = (left + along.min(wide), top + (along - wide).max(0.0));
        let to = (left + (along - high).max(0.0), top + along.min(high));
        sheet.line(&[from, to], Ink::Grey, 1.0);
        along += 7.0;
    }
}

/// What shades, frames and hatching say, in lines as wide as the sheet.
struct Key {
    /// The mark, its words, and where it stands.
    entries: Vec<(Mark, String, Place)>,
    foot: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Shade(f64),
    Home,
    Hidden,
}

impl Key {
    fn of(matrix: &Matrix, shades: Shades, width: f64) -> Self {
        let step =
            |step: f64| (Mark::Shade(shades.opacity(step)), format!("from {}", Unit::Plain.tick(step)));
        let mut marks: Vec<(Mark, String)> = shades.steps().map(step).collect();
        if matrix.rows_with(|row| row.shown("lies") == "home") {
            marks.push((Mark::Home, "the same place".to_owned()));
        }
        if matrix.rows_with(|row| row.is_hidden("exposures")) {
            marks.push((Mark::Hidden, "hidden: few people".to_owned()));
        }
        let (mut x, mut y, mut entries) = (MARGIN, 14.0, Vec::new());
        for (mark, words) in marks {
            let long = 28.0 + Type::QUIET.length(&words) + 14.0;
            if x + long > width && x > MARGIN {
                (x, y) = (MARGIN, y + 24.0);
            }
            entries.push((mark, words, (x, y)));
            x += long;
        }
        Self { entries, foot: y + 14.0 }
    }

    fn draw(&self, sheet: &Sheet) {
        for (mark, words, (x, y)) in &self.entries {
            let (from, to) = ((*x, y - 8.0), (x + 22.0, y + 8.0));
            match mark {
                Mark::Shade(opacity) => sheet.wash(from, to, Ink::Blue, *opacity),
                Mark::Home => frame(sheet, from, to),
                Mark::Hidden => hatch(sheet, from, to),
            }
            sheet.text((x + 28.0, *y), words, Type::QUIET);
        }
    }
}

/// Which number stands for which column, and that the table has more.
fn remarks(matrix: &Matrix, heads: &[String], shortened: bool, width: f64) -> Vec<String> {
    let room = width - 2.0 * MARGIN;
    let mut lines = Vec::new();
    if heads.iter().any(|head| head.parse::<usize>().is_ok()) {
        let numbered = heads.iter().zip(&matrix.to).filter(|(_, name)| *name != ALL);
        let names: Vec<String> = numbered.map(|(head, name)| format!("{head}: {name}")).collect();
        lines.extend(Type::QUIET.lines(&format!("Columns: {}.", names.join(", ")), room));
    }
    if matrix.cut {
        lines.extend(
            Type::QUIET.lines("The first places are drawn; sums are of all, and the table has all.", room),
        );
    }
    let short = if shortened { " k: thousands, M: millions." } else { "" };
    lines.extend(Type::QUIET.lines(&format!("Rows are the places of consenters.{short}"), room));
    lines
}
