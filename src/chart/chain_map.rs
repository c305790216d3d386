//! Organisations as boxes, by how many transfers they are from where the data were collected, and an arrow for each pair between which
//! data passed, with the day of the first transfer. On a wide sheet and for few distances they stand in columns, else in bands from the top
//! down. What goes back, or stays at its distance, is drawn in another colour. Of many organisations the nearest are drawn.

use super::{
    Chart,
    ink::Ink,
    ladder::{MARGIN, MOST},
    row::Row,
    sheet::{Place, Sheet, Type, is_narrow, sheet},
};
use crate::report::figure::Figure;
use std::collections::BTreeMap;

pub(super) const CHART: Chart = Chart { id: "chain_map", draw };

/// The height of a line in a box.
const LINE: f64 = 17.0;
/// The most lines of a name.
const LINES: usize = 3;
/// The room above a column or band, for its heading.
const HEAD: f64 = 26.0;
/// Between the boxes of one column, or of one band.
const BETWEEN: f64 = 18.0;
/// From band to band.
const BAND: f64 = 46.0;
/// As many columns as can be read beside one another.
const COLUMNS: usize = 6;
/// Days are written beside so many arrows; with more, they stand in the table alone.
const DATED: usize = 14;
const DATE: Type = Type::QUIET.middle();

/// A box: its corners.
#[derive(Clone, Copy, Default)]
struct Spot {
    from: Place,
    to: Place,
}

/// The organisations, by distance; the last level holds those to which no chain leads.
struct Map {
    /// Names of the organisations, and the level of each.
    names: Vec<(String, usize)>,
    levels: Vec<String>,
    /// Pairs between which data passed, with what is said of the day.
    arrows: BTreeMap<(usize, usize), String>,
    /// How many organisations the table has.
    all: usize,
}

impl Map {
    fn of(figure: &Figure) -> Self {
        let mut found: BTreeMap<String, (Option<u32>, usize)> = BTreeMap::new();
        for (row, (name, steps)) in Row::all(&figure.table).flat_map(|row| {
            [("from", "from_steps"), ("to", "to_steps")].map(|(name, steps)| (row, (name, steps)))
        }) {
            let at = found.len();
            found.entry(row.shown(name)).or_insert((whole(row.number(steps)), at));
        }
        let mut order: Vec<(u32, usize, String)> =
            found.into_iter().map(|(name, (steps, at))| (steps.unwrap_or(u32::MAX), at, name)).collect();
        order.sort_unstable();
        let all = order.len();
        order.truncate(nearest(&order));
        let mut steps: Vec<u32> = order.iter().map(|&(steps, ..)| steps).collect();
        steps.dedup();
        let level = |of: u32| steps.iter().position(|&known| known == of).unwrap_or_default();
        let names: Vec<(String, usize)> = order.into_iter().map(|(of, _, name)| (name, level(of))).collect();
        let arrows = arrows(figure, &names);
        Self { levels: steps.into_iter().map(heading).collect(), names, arrows, all }
    }

    fn at_level(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.names.len()).filter(move |&at| self.names[at].1 == level)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "steps are a count in u32")]
fn whole(steps: Option<f64>) -> Option<u32> {
    steps.map(|steps| steps as u32)
}

/// How many are drawn: the nearest levels that fit, at least as many as fit.
fn nearest(order: &[(u32, usize, String)]) -> usize {
    if order.len() <= MOST {
        return order.len();
    }
    let cut = order[MOST].0;
    let whole = order.iter().take_while(|(steps, ..)| *steps < cut).count();
    if whole > 1 { whole } else { MOST }
}

fn heading(steps: u32) -> String {
    match steps {
        0 => "start".to_owned(),
        1 => "1 transfer".to_owned(),
        u32::MAX => "no chain".to_owned(),
        _ => format!("{steps} transfers"),
    }
}

/// The pairs between which data passed; of several transfers the first day that is known, and how many more there are.
fn arrows(figure: &Figure, names: &[(String, usize)]) -> BTreeMap<(usize, usize), String> {
    let place: BTreeMap<&str, usize> = (0..).zip(names).map(|(at, (name, _))| (name.as_str(), at)).collect();
    let mut days: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for row in Row::all(&figure.table) {
        let [from, to] = ["from", "to"].map(|end| place.get(row.shown(end).as_str()).copied());
        if let Some(pair) = from.zip(to).filter(|(from, to)| from != to) {
            days.entry(pair).or_default().push(row.shown("on"));
        }
    }
    let first = |days: Vec<String>| {
        let day =
            days.iter().filter(|day| !day.is_empty()).min().cloned().unwrap_or_else(|| "no day".to_owned());
        if days.len() == 1 { day } else { format!("{day} +{}", days.len() - 1) }
    };
    days.into_iter().map(|(pair, days)| (pair, first(days))).collect()
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let map = Map::of(figure);
    if map.arrows.is_empty() {
        return None;
    }
    let in_columns = !is_narrow(width) && map.levels.len() <= COLUMNS;
    let layout = if in_columns { Layout::columns(&map, width) } else { Layout::bands(&map, width) };
    let cut = map.names.len() < map.all;
    let height = layout.foot + if cut { 30.0 } else { 8.0 };
    Some(sheet(width, height, |sheet| {
        for (text, at) in map.levels.iter().zip(&layout.heads) {
            sheet.text(*at, text, Type::QUIET);
        }
        let dates = map.arrows.len() <= DATED && layout.has_room_for_dates;
        for (&pair, day) in &map.arrows {
            draw_arrow(sheet, &layout, &map, pair, dates.then_some(day));
        }
        for (spot, (name, _)) in layout.spots.iter().zip(&map.names) {
            draw_box(sheet, *spot, name);
        }
        if cut {
            let said = format!(
                "Drawn are the nearest {} of {} organisations; the table has all.",
                map.names.len(),
                map.all
            );
            sheet.text((MARGIN, height - 12.0), &said, Type::QUIET);
        }
    }))
}

/// Where everything stands.
struct Layout {
    spots: Vec<Spot>,
    heads: Vec<Place>,
    foot: f64,
    in_columns: bool,
    has_room_for_dates: bool,
}

#[allow(clippy::cast_precision_loss, reason = "a handful of boxes")]
impl Layout {
    fn columns(map: &Map, width: f64) -> Self {
        let count = map.levels.len() as f64;
        let has_room_for_dates = map.levels.len() <= 5;
        let gap = if has_room_for_dates { 78.0 } else { 40.0 };
        let wide = ((width - 2.0 * MARGIN - gap * (count - 1.0)) / count).min(190.0);
        let high = box_height(map, wide);
        let most = (0..map.levels.len()).map(|level| map.at_level(level).count()).max().unwrap_or(0) as f64;
        let whole = most * (high + BETWEEN);
        let mut spots = vec![Spot::default(); map.names.len()];
        let mut heads = Vec::new();
        for level in 0..map.levels.len() {
            let x = MARGIN + level as f64 * (wide + gap);
            heads.push((x, 12.0));
            let own = map.at_level(level).count() as f64 * (high + BETWEEN);
            for (at, one) in map.at_level(level).enumerate() {
                let y = HEAD + (whole - own) / 2.0 + at as f64 * (high + BETWEEN);
                spots[one] = Spot { from: (x, y), to: (x + wide, y + high) };
            }
        }
        Self { spots, heads, foot: HEAD + whole + back_room(map), in_columns: true, has_room_for_dates }
    }

    fn bands(map: &Map, width: f64) -> Self {
        let beside = if is_narrow(width) { 2 } else { 4 };
        let right = MARGIN + back_room(map);
        let wide = (width - MARGIN - right - BETWEEN * (beside as f64 - 1.0)) / beside as f64;
        let high = box_height(map, wide);
        let mut spots = vec![Spot::default(); map.names.len()];
        let (mut heads, mut y) = (Vec::new(), 0.0);
        for level in 0..map.levels.len() {
            heads.push((MARGIN, y + 12.0));
            let lines = map.at_level(level).count().div_ceil(beside) as f64;
            for (at, one) in map.at_level(level).enumerate() {
                let x = MARGIN + (at % beside) as f64 * (wide + BETWEEN);
                let top = y + HEAD + (at / beside) as f64 * (high + BETWEEN);
                spots[one] = Spot { from: (x, top), to: (x + wide, top + high) };
            }
            y += HEAD + lines * (high + BETWEEN) - BETWEEN + BAND;
        }
        Self { spots, heads, foot: y - BAND, in_columns: false, has_room_for_dates: true }
    }
}

/// The room for what goes back.
fn back_room(map: &Map) -> f64 {
    let goes_back = |&(from, to): &(usize, usize)| map.names[to].1 <= map.names[from].1;
    if map.arrows.keys().any(goes_back) { 44.0 } else { 0.0 }
}

#[allow(clippy::cast_precision_loss, reason = "a name has a handful of lines")]
fn box_height(map: &Map, wide: f64) -> f64 {
    let lines = map.names.iter().map(|(name, _)| Type::WORDS.lines(name, wide - 14.0).len().min(LINES)).max();
    14.0 + LINE * lines.unwrap_or(1) as f64
}

#[allow(clippy::cast_precision_loss, reason = "a name has a handful of lines")]
fn draw_box(sheet: &Sheet, spot: Spot, name: &str) {
    let (wide, middle) = (spot.to.0 - spot.from.0, f64::midpoint(spot.from.1, spot.to.1));
    sheet.rect(spot.from, spot.to, Ink::Paper);
    let (left, top, right, foot) = (spot.from.0, spot.from.1, spot.to.0, spot.to.1);
    sheet.line(&[(left, top), (right, top), (right, foot), (left, foot), (left, top)], Ink::Blue, 1.5);
    let mut lines = Type::WORDS.lines(name, wide - 14.0);
    if lines.len() > LINES {
        let rest = lines.split_off(LINES - 1).join(" ");
        lines.push(rest);
    }
    let first = middle - LINE * (lines.len() as f64 - 1.0) / 2.0;
    for (at, line) in lines.iter().enumerate() {
        let line = Type::WORDS.fit(line, wide - 10.0);
        sheet.text((spot.from.0 + 7.0, first + LINE * at as f64), &line, Type::WORDS);
    }
}

fn draw_arrow(sheet: &Sheet, layout: &Layout, map: &Map, (from, to): (usize, usize), day: Option<&String>) {
    let goes_on = map.names[to].1 > map.names[from].1;
    let (one, other) = (layout.spots[from], layout.spots[to]);
    let middle = |spot: Spot| (f64::midpoint(spot.from.0, spot.to.0), f64::midpoint(spot.from.1, spot.to.1));
    let [start, by, towards, end] = match (layout.in_columns, goes_on) {
        (true, true) => {
            let (start, end) = ((one.to.0, middle(one).1), (other.from.0, middle(other).1));
            let bend = (end.0 - start.0) * 0.45;
            [start, (start.0 + bend, start.1), (end.0 - bend, end.1), end]
        }
        (true, false) => {
            let (start, end) = ((middle(one).0, one.to.1), (middle(other).0 + 10.0, other.to.1));
            let low = (start.1.max(end.1) + 50.0).min(sheet.height - 4.0);
            [start, (start.0, low), (end.0, low), end]
        }
        (false, true) => {
            let (start, end) = ((middle(one).0, one.to.1), (middle(other).0, other.from.1));
            let bend = (end.1 - start.1) * 0.45;
            [start, (start.0, start.1 + bend), (end.0, end.1 - bend), end]
        }
        (false, false) => {
            let (start, end) = ((one.to.0, middle(one).1), (other.to.0, middle(other).1 + 8.0));
            let far = (start.0.max(end.0) + 54.0).min(sheet.width - 2.0);
            [start, (far, start.1), (far, end.1), end]
        }
    };
    let ink = if goes_on { Ink::Grey } else { Ink::Vermilion };
    let path: Vec<Place> =
        (0..=24).map(|at| along([start, by, towards, end], f64::from(at) / 24.0)).collect();
    sheet.line(&path, ink, 1.5);
    draw_head(sheet, path[path.len() - 3], end, ink);
    if let Some(day) = day {
        let (x, y) = along([start, by, towards, end], 0.5);
        // Over an arrow that runs across, so that it stays in sight.
        let y = if layout.in_columns && goes_on { y - 11.0 } else { y };
        let half = DATE.length(day) / 2.0;
        sheet.patch((x.clamp(half + MARGIN, sheet.width - half - MARGIN), y), day, DATE);
    }
}

/// The place on a curve of Bézier after a part of it.
fn along([start, by, towards, end]: [Place; 4], part: f64) -> Place {
    let rest = 1.0 - part;
    let weights = [rest.powi(3), 3.0 * rest * rest * part, 3.0 * rest * part * part, part.powi(3)];
    let sum = |of: fn(Place) -> f64| {
        let ends = [start, by, towards, end].map(of);
        weights.iter().zip(ends).map(|(weight, at)| weight * at).sum()
    };
    (sum(|place| place.0), sum(|place| place.1))
}

/// Two strokes that end at the point.
fn draw_head(sheet: &Sheet, before: Place, point: Place, ink: Ink) {
    let (x, y) = (before.0 - point.0, before.1 - point.1);
    let length = x.hypot(y).max(f64::EPSILON);
    let (x, y) = (x / length * 8.0, y / length * 8.0);
    let side = |turn: f64| (point.0 + x - turn * y * 0.5, point.1 + y + turn * x * 0.5);
    sheet.line(&[side(1.0), point, side(-1.0)], ink, 1.5);
}
