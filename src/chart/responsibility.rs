//! How few consenters account for how many bystanders: the share reached by the first, the first two, and so on, taken
//! in the order that adds most each time, and beside it in the order of chance.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::{model::number::count, report::figure::Figure};

pub(super) const CHART: Chart = Chart { id: "responsibility", draw };

/// The shares that are marked on the curve.
const MARKS: [f64; 3] = [0.5, 0.8, 0.9];

/// The two scales of the plot.
#[derive(Clone, Copy)]
struct Plot {
    x: Scale,
    y: Scale,
}

impl Plot {
    fn at(self, (consenters, share): (f64, f64)) -> (f64, f64) {
        (self.x.at(consenters), self.y.at(share))
    }

    fn path(self, points: &[(f64, f64)]) -> Vec<(f64, f64)> {
        points.iter().map(|&point| self.at(point)).collect()
    }
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let points = |key: &'static str| -> Vec<(f64, f64)> {
        let point = |row: Row| Some((row.number("consenters")?, row.number(key)?));
        let mut points: Vec<_> = Row::all(&figure.table).filter_map(point).collect();
        if points.first().is_some_and(|first| first.0 > 0.0) {
            points.insert(0, (0.0, 0.0));
        }
        points
    };
    let (greedy, chance) = (points("share_of_bystanders"), points("by_chance_order"));
    let most = greedy.iter().chain(&chance).map(|point| point.0).fold(0.0, f64::max);
    if greedy.is_empty() || most <= 0.0 {
        return None;
    }
    let (top, foot) = (34.0, 340.0);
    let plot = Plot {
        x: Scale::linear((0.0, most), (56.0, width - 16.0)),
        y: Scale::linear((0.0, 1.0), (foot, top)),
    };
    let below = match is_narrow(width) {
        true if chance.is_empty() => 28.0,
        true => 54.0,
        false => 0.0,
    };
    Some(sheet(width, foot + FOOT + below, |sheet| {
        along_the_foot(sheet, plot.x, (top, foot), "consenters", Unit::Plain);
        up_the_side(sheet, plot.y, plot.x.pixels(), Unit::Share);
        sheet.text((MARGIN, 10.0), "share of bystanders reached", Type::QUIET);
        sheet.line(&plot.path(&chance), Ink::Grey, 2.0);
        sheet.line(&plot.path(&greedy), Ink::Blue, 2.5);
        draw_marks(sheet, plot, &greedy);
        name_curves(sheet, plot, foot, !chance.is_empty());
    }))
}

/// The first points of the curve that reach the marked shares, each once, with their numbers of consenters.
fn draw_marks(sheet: &Sheet, plot: Plot, greedy: &[(f64, f64)]) {
    let mut marks: Vec<((f64, f64), String)> = Vec::new();
    for share in MARKS {
        let Some(&point) = greedy.iter().find(|point| point.1 >= share) else { continue };
        match marks.last_mut().filter(|(last, _)| *last == point) {
            Some((_, shares)) => *shares = format!("{shares}, {}", Unit::Share.tick(share)),
            None => marks.push((point, Unit::Share.tick(share))),
        }
    }
    let mut free = f64::INFINITY;
    for (point, shares) in marks {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count from a table")]
        let consenters = count(point.0 as u64);
        let unit = if consenters == "1" { "consenter" } else { "consenters" };
        free = draw_mark(sheet, plot, point, &format!("{shares}: {consenters} {unit}"), free);
    }
}

/// A dot on the curve and its words: above the curve where they fit, which is free of curves, else beneath. Words
/// above stand higher than `free`; gives the line above which the next may stand.
fn draw_mark(sheet: &Sheet, plot: Plot, point: (f64, f64), words: &str, free: f64) -> f64 {
    let (x, y) = plot.at(point);
    sheet.disc((x, y), 5.0, Ink::Blue, 1.0);
    if x - 12.0 - Type::WORDS.length(words) > plot.x.pixels().0 {
        let line = (y - 10.0).min(free);
        sheet.patch((x - 12.0, line), words, Type::WORDS.end());
        line - 18.0
    } else {
        sheet.patch((x + 12.0, y + 12.0), words, Type::WORDS);
        free
    }
}

/// The names of the curves stand in the free corner at the right of the foot, or below on a narrow sheet.
fn name_curves(sheet: &Sheet, plot: Plot, foot: f64, chance: bool) {
    let names = [
        ("taken in the order that adds most", Ink::Blue, 4.0),
        ("taken in the order of chance", Ink::Grey, 2.0),
    ];
    let longest = names.iter().map(|(name, ..)| Type::WORDS.length(name)).fold(0.0, f64::max);
    let (left, mut y) = if is_narrow(sheet.width) {
        (MARGIN + 32.0, foot + FOOT + 10.0)
    } else {
        (plot.x.pixels().1 - longest - 4.0, foot - 60.0)
    };
    for (name, ink, width) in names.into_iter().take(if chance { 2 } else { 1 }) {
        sheet.patch((left, y), name, Type::WORDS);
        sheet.line(&[(left - 32.0, y), (left - 8.0, y)], ink, width);
        y += 26.0;
    }
}
