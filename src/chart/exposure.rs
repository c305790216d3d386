//! How many consenters expose each bystander: a bar for each number of consenting contacts.

use super::{
    Chart,
    axis::{FOOT, Scale, Unit, along_the_foot},
    ink::Ink,
    ladder::{Ladder, MOST, Rung},
    row::Row,
    sheet::{Sheet, Type, sheet},
};
use crate::report::figure::Figure;

pub(super) const CHART: Chart = Chart { id: "exposure", draw };

/// From this ratio of the longest bar to the shortest on, the scale is logarithmic.
const WIDE_RANGE: f64 = 400.0;

fn draw(figure: &Figure, width: f64) -> Option<String> {
    let rows: Vec<Row> = Row::all(&figure.table).collect();
    let people: Vec<Option<f64>> = rows.iter().take(MOST).map(|row| row.number("people")).collect();
    let most = people.iter().flatten().copied().fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let least = people.iter().flatten().copied().filter(|&people| people > 0.0).fold(most, f64::min);
    let mut ladder = Ladder::new(rows.iter().take(MOST).map(|&row| rung(row)).collect(), width, 4.0);
    ladder.values_by_the_marks();
    let log = most / least > WIDE_RANGE;
    let scale =
        if log { Scale::log((1.0, most), ladder.marks) } else { Scale::linear((0.0, most), ladder.marks) };
    let height = ladder.foot + FOOT + ladder.rest(rows.len());
    Some(sheet(width, height, |sheet| {
        along_the_foot(sheet, scale, (ladder.top, ladder.foot), "bystanders", Unit::Plain);
        for (at, &people) in people.iter().enumerate() {
            draw_bar(sheet, scale, ladder.y(at), people);
            if !ladder.narrow {
                let end = people.map_or(ladder.marks.0, |people| scale.at(people));
                sheet.patch((end + 10.0, ladder.y(at)), &rows[at].shown("people"), Type::WORDS);
            }
        }
        ladder.write(sheet);
        ladder.write_rest(sheet, rows.len(), height - 10.0);
    }))
}

/// A bar on an even scale. On a logarithmic one a bar has no true length, so there a dot marks the place.
fn draw_bar(sheet: &Sheet, scale: Scale, y: f64, people: Option<f64>) {
    let Some(people) = people.filter(|&people| people > 0.0) else { return };
    let (from, to) = (scale.pixels().0, scale.at(people));
    if scale.is_log() {
        sheet.line(&[(from, y), (to, y)], Ink::Blue, 1.5);
        sheet.disc((to, y), 5.5, Ink::Blue, 1.0);
    } else {
        sheet.rect((from, y - 9.0), (to.max(from + 1.0), y + 9.0), Ink::Blue);
    }
}

fn rung(row: Row) -> Rung {
    let contacts = row.shown("consenting_contacts");
    let unit = if contacts == "1" { "consenting contact" } else { "consenting contacts" };
    Rung { group: String::new(), label: format!("{contacts} {unit}"), value: row.shown("people") }
}
