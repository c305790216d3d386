//! Everybody as squares of one size: those who agreed, those reached through them, and everybody else.

use super::{
    Chart,
    ink::Ink,
    ladder::MARGIN,
    row::Row,
    sheet::{Sheet, Type, is_narrow, sheet},
};
use crate::{model::number::count, report::figure::Figure};

pub(super) const CHART: Chart = Chart { id: "reach", draw };

/// The most groups that are drawn; the table has all.
const MOST: usize = 8;

/// A group of people and its squares.
struct Group {
    name: String,
    people: f64,
    ink: Ink,
}

/// How the squares are laid.
#[derive(Clone, Copy)]
struct Grid {
    /// People for each square: 1, 2 or 5 with noughts.
    each: f64,
    /// From square to square, in pixels.
    pitch: f64,
    /// Squares in a line.
    across: f64,
}

impl Grid {
    fn of(groups: &[Group], width: f64) -> Self {
        let people: f64 = groups.iter().map(|group| group.people).sum();
        let most = if is_narrow(width) { 360.0 } else { 720.0 };
        let each = round_numbers().find(|each| people / each <= most).unwrap_or(1.0);
        let pitch = match people / each {
            squares if squares <= 60.0 => 24.0,
            squares if squares <= 200.0 => 17.0,
            _ => 12.0,
        };
        Self { each, pitch, across: ((width - 2.0 * MARGIN) / pitch).floor() }
    }

    fn lines(self, people: f64) -> f64 {
        (people / self.each / self.across).ceil()
    }

    fn height(self, group: &Group) -> f64 {
        30.0 + self.lines(group.people) * self.pitch + 12.0
    }
}

fn round_numbers() -> impl Iterator<Item = f64> {
    (0..15).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10f64.powi(power)))
}

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let groups: Vec<Group> = Row::all(&figure.table).filter_map(group).take(MOST).collect();
    if groups.iter().all(|group| group.people == 0.0) {
        return None;
    }
    let grid = Grid::of(&groups, width);
    let height = 30.0 + groups.iter().map(|group| grid.height(group)).sum::<f64>();
    Some(sheet(width, height, |sheet| {
        let mut y = 0.0;
        for group in &groups {
            draw_group(sheet, group, grid, y);
            y += grid.height(group);
        }
        sheet.text((MARGIN, y + 12.0), &remark(grid, sheet.width), Type::QUIET);
    }))
}

fn group(row: Row) -> Option<Group> {
    let name = row.shown("group");
    let ink = match name.to_lowercase() {
        name if name.contains("consenter") => Ink::Vermilion,
        name if name.contains("bystander") => Ink::Blue,
        _ => Ink::Grey,
    };
    Some(Group { people: row.number("people")?, name, ink })
}

fn remark(Grid { each, .. }: Grid, width: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number")]
    let people = count(each as u64);
    match each {
        _ if each <= 1.0 => "One square stands for one person.".to_owned(),
        _ if is_narrow(width) => format!("One square stands for {people} people."),
        _ => format!("One square stands for {people} people, part of a square for fewer."),
    }
}

fn draw_group(sheet: &Sheet, group: &Group, grid: Grid, top: f64) {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count read from a table")]
    let people = count(group.people as u64);
    let unit = if people == "1" { "person" } else { "people" };
    let number = format!("{people} {unit}");
    let room = sheet.width - 3.0 * MARGIN - Type::HEAD.length(&number);
    let name = Type::WORDS.fit(&group.name, room);
    sheet.text((MARGIN, top + 14.0), &number, Type::HEAD);
    sheet.text((MARGIN + Type::HEAD.length(&number) + 8.0, top + 14.0), &name, Type::WORDS);
    let squares = group.people / grid.each;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most a few hundred squares"
    )]
    for square in 0..squares.ceil() as u32 {
        let at = f64::from(square);
        let line = (at / grid.across).floor();
        let x = MARGIN + (at - line * grid.across) * grid.pitch;
        let y = top + 30.0 + line * grid.pitch;
        let side = grid.pitch - 2.0;
        let part = (squares - at).min(1.0);
        sheet.rect((x, y), (x + (side * part).max(1.5), y + side), group.ink);
    }
}
