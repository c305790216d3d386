//! How few consenters account for how many bystanders: the share reached by the first, the first two, and so on, taken
//! in the order that adds most each time, and beside it in the order of chance.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    row::Row,
    sheet::{Sheet, Type, sheet},
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
        let mut path = Vec::new();
        for &point in points {
            let place = self.at(point);
            let far = |&(x, y): &(f64, f64)| (place.0 - x).abs() + (place.1 - y).abs() > 0.5;
            if path.last().is_none_or(far) {
                path.push(place);
            }
        }
        path.extend(points.last().map(|&point| self.at(point)));
        path
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
    let (top, foot) = (14.0, 330.0);
    let plot = Plot {
        x: Scale::linear((0.0, most), (56.0, width - 16.0)),
        y: Scale::linear((0.0, 1.0), (foot, top)),
    };
    Some(sheet(width, foot + FOOT, |sheet| {
        along_the_foot(sheet, plot.x, (top, foot), "consenters", Unit::Plain);
        up_the_side(sheet, plot.y, plot.x.pixels(), Unit::Share);
        sheet.line(&plot.path(&chance), Ink::Grey, 2.0);
        sheet.line(&plot.path(&greedy), Ink::Blue, 2.5);
        for share in MARKS {
            mark(sheet, plot, &greedy, share);
        }
        name_curves(sheet, plot, &greedy, &chance);
    }))
}

/// The first point of the curve that reaches the share, with its number of consenters.
fn mark(sheet: &Sheet, plot: Plot, greedy: &[(f64, f64)], share: f64) {
    let Some(&point) = greedy.iter().find(|point| point.1 >= share) else { return };
    let (x, y) = plot.at(point);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count read from a table")]
    let consenters = count(point.0 as u64);
    let unit = if consenters == "1" { "consenter" } else { "consenters" };
    let words = format!("{}: {consenters} {unit}", Unit::Share.tick(share));
    sheet.disc((x, y), 5.0, Ink::Blue, 1.0);
    let right = x + 12.0 + Type::WORDS.length(&words) < plot.x.pixels().1;
    let (x, look) = if right { (x + 12.0, Type::WORDS) } else { (x - 12.0, Type::WORDS.end()) };
    sheet.patch((x, y + 14.0), &words, look);
}

/// The names of the curves stand in the free corner at the right of the foot.
fn name_curves(sheet: &Sheet, plot: Plot, greedy: &[(f64, f64)], chance: &[(f64, f64)]) {
    let names = [
        ("taken in the order that adds most", Ink::Blue, greedy),
        ("taken in the order of chance", Ink::Grey, chance),
    ];
    let shown: Vec<_> = names.iter().filter(|(_, _, curve)| !curve.is_empty()).collect();
    let right = plot.x.pixels().1 - 8.0;
    for (&&(name, ink, _), y) in shown.iter().zip([270.0, 296.0]) {
        sheet.patch((right, y), name, Type::WORDS.end());
        let left = right - Type::WORDS.length(name) - 10.0;
        sheet.line(&[(left - 26.0, y), (left, y)], ink, if ink == Ink::Blue { 4.0 } else { 2.0 });
    }
}
