//! Who is in each segment: a bar parted into consenters, bystanders and others, each bar as long as its segment's whole.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MARGIN, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "segment_sources", draw };

/// The most segments that are drawn; the table has all.
const MOST: usize = 20;

/// The parts of a bar: the column, its ink, and the ink of the words on it.
const PARTS: [(&str, Ink, Ink); 3] = [
    ("consenters", Ink::Vermilion, Ink::Black),
    ("bystanders", Ink::Blue, Ink::Paper),
    ("others", Ink::Grey, Ink::Black),
];

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let drawn: Vec<Row> = rows.iter().copied().take(MOST).collect();
    if drawn.is_empty() {
        return None;
    }
    let rung = |row: &Row| Rung { label: row.shown("segment"), ..Rung::default() };
    let ladder = Ladder::new(drawn.iter().map(rung).collect(), width, 34.0);
    let scale = Scale::linear((0.0, 1.0), ladder.marks);
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        draw_key(sheet, ladder.marks.0);
        along_the_foot(
            sheet,
            scale,
            (ladder.top, ladder.foot),
            "share of the segment's members",
            Unit::Share,
        );
        ladder.write(sheet);
        for (at, &row) in drawn.iter().enumerate() {
            draw_bar(sheet, scale, ladder.y(at), row);
        }
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

fn draw_key(sheet: &Sheet, left: f64) {
    let mut x = left;
    for (name, ink, _) in PARTS {
        sheet.rect((x, 7.0), (x + 14.0, 21.0), ink);
        sheet.text((x + 20.0, 14.0), name, Type::WORDS);
        x += 20.0 + Type::WORDS.length(name) + 16.0;
    }
}

/// A part that is hidden hides the whole bar, for the others would give it away. A part that is not told apart is none.
fn draw_bar(sheet: &Sheet, scale: Scale, y: f64, row: Row) {
    let part =
        |key: &str| if row.is_hidden(key) { None } else { Some(row.number(key).unwrap_or(0.0).max(0.0)) };
    let known = || PARTS.iter().map(|(key, _, _)| part(key));
    let total: f64 = known().flatten().sum();
    if known().any(|people| people.is_none()) || total <= 0.0 {
        let words = if PARTS.iter().any(|(key, _, _)| row.is_hidden(key)) {
            "hidden: too few people stand behind it"
        } else {
            "nothing to draw"
        };
        sheet.patch((scale.at(0.0) + MARGIN, y), words, Type::QUIET);
        return;
    }
    let mut inside = 0.0;
    for (people, (key, ink, on)) in known().flatten().zip(PARTS) {
        let (from, to) = (scale.at(inside / total), scale.at((inside + people) / total));
        inside += people;
        if to - from < 0.05 {
            continue;
        }
        sheet.rect((from, y - 10.0), (to, y + 10.0), ink);
        sheet.line(&[(to, y - 10.0), (to, y + 10.0)], Ink::Paper, 1.0);
        let words = row.shown(key);
        let look = Type { size: 12.0, ..Type::WORDS }.middle().ink(on);
        if look.length(&words) + 8.0 < to - from {
            sheet.text((f64::midpoint(from, to), y), &words, look);
        }
    }
}
