//! Lorenz curves: the share of members that the least filled units hold. An even spread is the diagonal; the further a
//! curve hangs below it, the more concentrated is the segment. A letter on each curve leads to its name.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot, up_the_side},
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "lorenz", draw };

const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
const INKS: [Ink; 6] = [Ink::Blue, Ink::Vermilion, Ink::Green, Ink::Pink, Ink::Text, Ink::Grey];

/// A curve with its name.
struct Curve {
    name: String,
    points: Vec<(f64, f64)>,
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let curves = curves(figure);
    if curves.is_empty() {
        return None;
    }
    let narrow = is_narrow(width);
    let side = if narrow { width - 80.0 } else { 380.0 };
    let (top, left) = (34.0, 56.0);
    let (foot, right) = (top + side, left + side);
    let x = Scale::linear((0.0, 1.0), (left, right));
    let y = Scale::linear((0.0, 1.0), (foot, top));
    #[allow(clippy::cast_precision_loss, reason = "at most six")]
    let names = 28.0 * curves.len().min(LETTERS.len()) as f64;
    let below = if narrow { names + 44.0 } else { 10.0 };
    Some(sheet(width, foot + FOOT + below, |sheet| {
        along_the_foot(sheet, x, (top, foot), "share of units, least filled first", Unit::Share);
        up_the_side(sheet, y, (left, right), Unit::Share);
        sheet.text((MARGIN, 10.0), "share of the segment's members", Type::QUIET);
        sheet.line(&[(left, foot), (right, top)], Ink::Grey, 1.5);
        for (curve, ink) in curves.iter().zip(INKS) {
            let place = |&(units, members): &(f64, f64)| (x.at(units), y.at(members));
            sheet.line(&curve.points.iter().map(place).collect::<Vec<_>>(), ink, 2.5);
        }
        for (at, curve) in curves.iter().take(LETTERS.len()).enumerate() {
            draw_letter(sheet, (x, y), curve, at);
        }
        let key = if narrow { (MARGIN, foot + FOOT + 20.0) } else { (right + 36.0, top + 24.0) };
        draw_names(sheet, &curves, key);
    }))
}

fn curves(figure: &Figure) -> Vec<Curve> {
    let mut curves: Vec<Curve> = Vec::new();
    for row in Row::all(&figure.table) {
        let (Some(units), Some(members)) = (row.number("share_of_units"), row.number("share_of_members"))
        else {
            continue;
        };
        let name = format!("{} · {}", row.shown("segment"), row.shown("dimension"));
        match curves.iter_mut().find(|curve| curve.name == name) {
            Some(curve) => curve.points.push((units, members)),
            None => curves.push(Curve { name, points: vec![(units, members)] }),
        }
    }
    curves
}

/// Letters stand at different places along the curves, so that curves close together keep theirs apart.
fn draw_letter(sheet: &Sheet, (x, y): (Scale, Scale), curve: &Curve, at: usize) {
    #[allow(clippy::cast_precision_loss, reason = "at most six")]
    let units = 0.42 + 0.09 * at as f64;
    let Some(members) = height(&curve.points, units) else { return };
    let middle = (x.at(units), y.at(members));
    sheet.disc(middle, 9.0, Ink::Paper, 1.0);
    sheet.ring(middle, 9.0, INKS[at], 2.0);
    sheet.text(middle, LETTERS[at], Type { size: 12.0, bold: true, ..Type::WORDS }.middle());
}

/// How high a curve stands at a share of units, on the straight line between its points.
fn height(points: &[(f64, f64)], at: f64) -> Option<f64> {
    let pair = points.windows(2).find(|pair| pair[0].0 <= at && at <= pair[1].0)?;
    let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
    Some(if x1 > x0 { y0 + (y1 - y0) * (at - x0) / (x1 - x0) } else { y1 })
}

fn draw_names(sheet: &Sheet, curves: &[Curve], (x, top): (f64, f64)) {
    let mut y = top;
    sheet.line(&[(x, y), (x + 20.0, y)], Ink::Grey, 1.5);
    sheet.text((x + 28.0, y), "an even spread", Type::QUIET);
    for (at, curve) in curves.iter().take(LETTERS.len()).enumerate() {
        y += 28.0;
        sheet.ring((x + 10.0, y), 9.0, INKS[at], 2.0);
        sheet.text((x + 10.0, y), LETTERS[at], Type { size: 12.0, bold: true, ..Type::WORDS }.middle());
        sheet.text((x + 28.0, y), &Type::WORDS.fit(&curve.name, sheet.width - x - 30.0), Type::WORDS);
    }
    if curves.len() > LETTERS.len() {
        let text = format!("The first {} of {} curves.", LETTERS.len(), curves.len());
        sheet.text((x, y + 26.0), &Type::QUIET.fit(&text, sheet.width - x), Type::QUIET);
    }
}
