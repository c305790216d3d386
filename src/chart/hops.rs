//! Rings around the consenters, one for each hop. The area inside a ring's outer edge is in proportion to the people
//! within that many hops. Rings are named by the column `label`; those beyond the reach of a grant, by the column `standing`, are
//! grey.

use super::{
    Chart,
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;
use std::f64::consts::PI;

pub(super) const CHART: Chart = Chart { id: "hops", draw };

/// The most rings that are told apart; the table has all.
const MOST: usize = 10;

struct Ring {
    hop: f64,
    /// Whether people here are within the reach of a grant.
    within: bool,
    label: String,
    /// Its inner and outer edge, in pixels.
    edges: (f64, f64),
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let narrow = is_narrow(width);
    let radius = if narrow { 150.0 } else { 170.0 };
    let rings = rings(figure, radius);
    let last = rings.last()?;
    let all = last.edges.1;
    let labels = 30.0 * index(rings.len());
    let height = if narrow { 2.0 * radius + labels + 60.0 } else { 2.0 * radius + 52.0 };
    Some(sheet(width, height, |sheet| {
        let centre = if narrow { (width / 2.0, radius + 6.0) } else { (radius + 20.0, radius + 10.0) };
        for ring in rings.iter().rev() {
            draw_ring(sheet, ring, centre);
        }
        for (at, ring) in rings.iter().enumerate() {
            if narrow {
                let y = 2.0 * radius + 34.0 + 30.0 * index(at);
                draw_key(sheet, ring, y);
            } else {
                draw_label(sheet, ring, centre, all, (index(at) + 0.5) / index(rings.len()));
            }
        }
        let remark = "The area is in proportion to the number of people.";
        sheet.text((MARGIN, sheet.height - 14.0), remark, Type::QUIET);
    }))
}

#[allow(clippy::cast_precision_loss, reason = "a handful of rings")]
fn index(at: usize) -> f64 {
    at as f64
}

fn rings(figure: &Figure, radius: f64) -> Vec<Ring> {
    let hops = || {
        Row::all(&figure.table).filter_map(|row| {
            let (hop, people) = (row.number("hop")?, row.number("people")?);
            let label = row.shown("label");
            let within = matches!(row.shown("standing").as_str(), "consenters" | "bystanders");
            (people > 0.0).then_some((hop, within, people, format!("hop {label}: {}", row.shown("people"))))
        })
    };
    let total: f64 = hops().map(|(_, _, people, _)| people).sum();
    let mut inside = 0.0;
    let ring = |(hop, within, people, label): (f64, bool, f64, String)| {
        let edge = |people: f64| radius * (people / total).sqrt();
        let edges = (edge(inside), edge(inside + people));
        inside += people;
        let unit = if (people - 1.0).abs() < 0.5 { "person" } else { "people" };
        Ring { hop, within, label: format!("{label} {unit}"), edges }
    };
    hops().map(ring).take(MOST).collect()
}

/// Orange for consenters, blue for the reach of a grant, grey beyond it; the further away the fainter.
fn look(ring: &Ring) -> (Ink, f64) {
    let faint = (0.85 - 0.2 * (ring.hop - 1.0)).max(0.15);
    match (ring.hop < 0.5, ring.within) {
        (true, _) => (Ink::Vermilion, 1.0),
        (false, true) => (Ink::Blue, faint),
        (false, false) => (Ink::Grey, faint),
    }
}

fn draw_ring(sheet: &Sheet, ring: &Ring, centre: (f64, f64)) {
    let (ink, opacity) = look(ring);
    let radius = ring.edges.1.max(1.5);
    sheet.disc(centre, radius, Ink::Paper, 1.0);
    sheet.disc(centre, radius, ink, opacity);
    sheet.ring(centre, radius, ink, 1.5);
}

/// A label at the right of the rings, with a line to its ring. `down` runs from 0 at the top to 1 at the foot.
fn draw_label(sheet: &Sheet, ring: &Ring, centre: (f64, f64), all: f64, down: f64) {
    let middle = f64::midpoint(ring.edges.0, ring.edges.1);
    let angle = (down - 0.5) * PI * 0.66;
    let from = (centre.0 + middle * angle.cos(), centre.1 + middle * angle.sin());
    let y = centre.1 + (down - 0.5) * 2.0 * all * 0.86;
    let text = centre.0 + all + 48.0;
    sheet.line(&[from, (text - 24.0, y), (text - 6.0, y)], Ink::Text, 1.0);
    sheet.disc(from, 2.5, Ink::Text, 1.0);
    sheet.text((text, y), &Type::WORDS.fit(&ring.label, sheet.width - text), Type::WORDS);
}

fn draw_key(sheet: &Sheet, ring: &Ring, y: f64) {
    let (ink, opacity) = look(ring);
    sheet.disc((MARGIN + 9.0, y), 8.0, ink, opacity);
    sheet.ring((MARGIN + 9.0, y), 8.0, ink, 1.5);
    sheet.text((MARGIN + 28.0, y), &ring.label, Type::WORDS);
}
