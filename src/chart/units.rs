//! One consenter and the bystanders who come with them, as dots of one size: a dot is a person, or where they are too many to
//! draw, so many persons; the consenter is then the same part of a dot, by area.

use super::{
    Chart,
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Place, Sheet, Type, is_narrow, sheet},
};
use crate::{model::number::count, report::figure::Figure};

pub(super) const CHART: Chart = Chart { id: "per_consenter", draw };

/// The most dots that are drawn.
const MOST: f64 = 1_200.0;
/// The room for the words over a group.
const HEAD: f64 = 30.0;

/// How the dots are laid.
#[derive(Clone, Copy)]
struct Grid {
    /// People for each dot: 1, 10, 100, ...
    each: f64,
    /// From dot to dot, in pixels.
    pitch: f64,
    /// Dots in a line.
    across: f64,
}

impl Grid {
    fn of(most: f64, width: f64) -> Self {
        let tens = (0..15).map(|power| 10f64.powi(power));
        let each = tens.into_iter().find(|each| most / each <= MOST).unwrap_or(1.0);
        let pitch = match most / each {
            dots if dots <= 60.0 => 26.0,
            dots if dots <= 300.0 => 16.0,
            _ if is_narrow(width) => 8.0,
            _ => 11.0,
        };
        Self { each, pitch, across: ((width - 2.0 * MARGIN) / pitch).floor() }
    }

    fn height(self, people: f64) -> f64 {
        HEAD + (people / self.each / self.across).ceil() * self.pitch + 10.0
    }
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<(Row, f64)> =
        Row::all(&figure.table).take(2).filter_map(|row| Some((row, row.number("people")?))).collect();
    let most = rows.iter().map(|&(_, people)| people).reduce(f64::max)?;
    let grid = Grid::of(most, width);
    let remark = Type::QUIET.lines(&remark(grid, most), width - 2.0 * MARGIN);
    let lines: Vec<(f64, String)> = (0..).map(|line| 18.0 * f64::from(line)).zip(remark).collect();
    let foot = rows.iter().map(|&(_, people)| grid.height(people)).sum::<f64>();
    let height = foot + 28.0 + lines.last().map_or(0.0, |line| line.0);
    Some(sheet(width, height, |sheet| {
        let mut y = 0.0;
        for (&(row, people), ink) in rows.iter().zip([Ink::Vermilion, Ink::Blue]) {
            let number = row.shown("people");
            sheet.text((MARGIN, y + 14.0), &number, Type::HEAD);
            let x = MARGIN + Type::HEAD.length(&number) + 8.0;
            sheet.text((x, y + 14.0), &Type::WORDS.fit(&row.shown("group"), width - x), Type::WORDS);
            draw_dots(sheet, grid, people, y + HEAD, ink);
            y += grid.height(people);
        }
        for (down, line) in &lines {
            sheet.text((MARGIN, foot + 12.0 + down), line, Type::QUIET);
        }
    }))
}

/// Whole dots, then one for what is left over, smaller: all areas are in proportion to people.
fn draw_dots(sheet: &Sheet, grid: Grid, people: f64, top: f64, ink: Ink) {
    let dots = people / grid.each;
    let radius = grid.pitch * 0.42;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most some thousand dots")]
    for dot in 0..dots.ceil() as u32 {
        let at = f64::from(dot);
        let line = (at / grid.across).floor();
        let centre: Place =
            (MARGIN + (at - line * grid.across + 0.5) * grid.pitch, top + (line + 0.5) * grid.pitch);
        let part = (dots - at).min(1.0);
        sheet.disc(centre, (radius * part.sqrt()).max(0.8), ink, 1.0);
    }
}

fn remark(grid: Grid, many: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number")]
    let people = count(grid.each as u64);
    match (grid.each > 1.0, many.fract() > 0.0) {
        (true, _) => format!("One dot stands for {people} people; a smaller one for fewer, by area."),
        (false, true) => {
            "One dot stands for one person; a smaller one for a part of one, by area.".to_owned()
        }
        (false, false) => "One dot stands for one person.".to_owned(),
    }
}
