//! The spread month by month: the union so far as a rising line, its lower end as a thin one where records leave it open, the
//! snapshot of each month in grey; beneath, a lane of bars for each kind of event; upright lines where rules changed.

use super::{
    Chart,
    axis::{Scale, Unit, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "timeline", draw };

/// The lines: key of the column, colour, width.
const LINES: [(&str, Ink, f64); 3] =
    [("bystanders", Ink::Grey, 2.0), ("cumulative_at_least", Ink::Blue, 1.2), ("cumulative", Ink::Blue, 3.0)];
/// The lanes.
const LANES: [&str; 4] = ["grants", "withdrawals", "ties_ended", "switched_off"];
/// The height of a lane with its name.
const LANE: f64 = 42.0;
/// The most months that are told apart by a dot on each line.
const DOTTED: usize = 36;
const PLOT: f64 = 230.0;

/// Where everything stands.
struct Plot<'a> {
    rows: Vec<Row<'a>>,
    /// The heading of a column.
    label: &'a dyn Fn(&str) -> &'static str,
    x: Scale,
    y: Scale,
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let most = rows.iter().filter_map(|row| row.number("cumulative")).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let has = |key: &str| figure.table.column(key).is_some();
    let lines: Vec<_> = LINES.into_iter().rev().filter(|(key, ..)| has(key)).collect();
    let lanes: Vec<&str> = LANES.into_iter().filter(|key| has(key)).collect();
    let column = |key: &str| figure.table.column(key).map_or("", |at| figure.table.columns[at].label);
    let changes = rows.iter().any(|row| !row.shown("rules").is_empty());
    let key = if is_narrow(width) { 22.0 * real(lines.len()) } else { 24.0 };
    let top = key + if changes { 40.0 } else { 20.0 };
    let foot = top + PLOT;
    let x = Scale::linear((0.0, real(rows.len())), (60.0, width - 14.0));
    let plot = Plot { x, y: Scale::linear((0.0, most), (foot, top)), label: &column, rows };
    let height = foot + 34.0 + LANE * real(lanes.len()) + 24.0;
    Some(sheet(width, height, |sheet| {
        write_key(sheet, &plot, &lines);
        up_the_side(sheet, plot.y, plot.x.pixels(), Unit::Plain);
        write_months(sheet, &plot, foot);
        draw_changes(sheet, &plot, (top, foot + 34.0 + LANE * real(lanes.len())));
        for &(key, ink, width) in lines.iter().rev() {
            draw_line(sheet, &plot, key, ink, width);
        }
        for (at, key) in lanes.iter().enumerate() {
            draw_lane(sheet, &plot, key, foot + 34.0 + LANE * real(at));
        }
        if plot.hides_anything() {
            let remark = "An open ring, or a month without a dot: the number is hidden.";
            sheet.text((MARGIN, sheet.height - 12.0), remark, Type::QUIET);
        }
    }))
}

#[allow(clippy::cast_precision_loss, reason = "months and lines are few")]
fn real(count: usize) -> f64 {
    count as f64
}

impl Plot<'_> {
    /// The middle of a month.
    fn month(&self, at: usize) -> f64 {
        self.x.at(real(at) + 0.5)
    }

    fn hides_anything(&self) -> bool {
        let keys = || LINES.map(|(key, ..)| key).into_iter().chain(LANES);
        self.rows.iter().any(|row| keys().any(|key| row.is_hidden(key)))
    }

    /// How wide a month is.
    fn step(&self) -> f64 {
        let (left, right) = self.x.pixels();
        (right - left) / real(self.rows.len())
    }
}

/// The names of the lines, beside one another or, on a narrow sheet, beneath.
fn write_key(sheet: &Sheet, plot: &Plot, lines: &[(&'static str, Ink, f64)]) {
    let (mut x, mut y) = (MARGIN, 12.0);
    for &(key, ink, width) in lines {
        let name = (plot.label)(key);
        sheet.line(&[(x, y), (x + 24.0, y)], ink, width);
        sheet.text((x + 32.0, y), name, Type::WORDS);
        if is_narrow(sheet.width) {
            y += 22.0;
        } else {
            x += 32.0 + Type::WORDS.length(name) + 24.0;
        }
    }
}

/// The names of as many months as there is room for.
fn write_months(sheet: &Sheet, plot: &Plot, foot: f64) {
    let room = Type::QUIET.length("2014-04") + 14.0;
    let every = [1, 2, 3, 6, 12, 24, 60, 120, 240];
    let every = every.into_iter().find(|&every| real(every) * plot.step() >= room).unwrap_or(600);
    for (at, row) in plot.rows.iter().enumerate().step_by(every) {
        let half = Type::QUIET.length(&row.shown("month")) / 2.0;
        let x = plot.month(at).clamp(half + 1.0, sheet.width - half - 1.0);
        sheet.line(&[(plot.month(at), foot), (plot.month(at), foot + 5.0)], Ink::Quiet, 1.0);
        sheet.text((x, foot + 15.0), &row.shown("month"), Type::QUIET.middle());
    }
}

/// An upright line in each month in which rules changed, with what changed above it as far as there is room.
fn draw_changes(sheet: &Sheet, plot: &Plot, (top, foot): (f64, f64)) {
    let mut free = sheet.width - 1.0;
    for (at, row) in plot.rows.iter().enumerate().rev().filter(|(_, row)| !row.shown("rules").is_empty()) {
        let x = plot.month(at);
        sheet.line(&[(x, top - 8.0), (x, foot)], Ink::Vermilion, 1.5);
        let words = row.shown("rules");
        let right = (x + Type::QUIET.length(&words) / 2.0).min(free);
        let look = Type::QUIET.ink(Ink::Text).end();
        let words = look.fit(&words, right - MARGIN);
        if right - Type::QUIET.length(&words) >= MARGIN - 1.0 && !words.starts_with('…') && right >= x {
            sheet.text((right, top - 18.0), &words, look);
            free = right - Type::QUIET.length(&words) - 12.0;
        }
    }
}

/// A line through the months whose number is shown.
fn draw_line(sheet: &Sheet, plot: &Plot, key: &str, ink: Ink, width: f64) {
    let point = |(at, row): (usize, &Row)| Some((plot.month(at), plot.y.at(row.number(key)?)));
    let points: Vec<_> = plot.rows.iter().enumerate().filter_map(point).collect();
    sheet.line(&points, ink, width);
    if plot.rows.len() <= DOTTED {
        points.iter().for_each(|&point| sheet.disc(point, 1.5 + width * 0.6, ink, 1.0));
    }
}

/// Bars on a line, the longest for the month with most; a ring where the number is hidden.
fn draw_lane(sheet: &Sheet, plot: &Plot, key: &str, top: f64) {
    let (left, right) = plot.x.pixels();
    let most = plot.rows.iter().filter_map(|row| row.number(key)).fold(0.0, f64::max);
    let foot = top + LANE - 6.0;
    let most_shown = plot.rows.iter().find(|row| row.number(key) == Some(most) && most > 0.0);
    let name = match most_shown {
        Some(row) => format!("{}, up to {} in a month", (plot.label)(key), row.shown(key)),
        None => (plot.label)(key).to_owned(),
    };
    sheet.patch((MARGIN, top + 8.0), &name, Type::QUIET);
    sheet.line(&[(left, foot), (right, foot)], Ink::Rule, 1.0);
    let half = (plot.step() * 0.35).clamp(0.6, 6.0);
    for (at, row) in plot.rows.iter().enumerate() {
        let x = plot.month(at);
        match row.number(key) {
            Some(count) if count > 0.0 => {
                sheet.rect((x - half, foot - (16.0 * count / most).max(1.5)), (x + half, foot), Ink::Text);
            }
            _ if row.is_hidden(key) => sheet.ring((x, foot - 5.0), half.clamp(1.5, 3.5), Ink::Quiet, 1.2),
            _ => {}
        }
    }
}
