//! Rows under one another: a label, a mark on a common scale, a value at the end. On a narrow sheet the label and the
//! value stand above the mark instead of beside it.

use super::{
    ink::Ink,
    sheet::{Sheet, Type, is_narrow},
};

/// What stands beside a mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Rung {
    /// A heading that is written where it differs from the row before; empty for none.
    pub group: String,
    /// The label.
    pub label: String,
    /// The value in words.
    pub value: String,
}

impl Rung {
    /// Whether label and value have to stand on lines of their own.
    fn is_long(&self, width: f64) -> bool {
        !self.value.is_empty()
            && Type::WORDS.length(&self.label) + VALUE.length(&self.value) + 14.0 > width - 2.0 * MARGIN
    }
}

/// The middle lines of a row's parts, in pixels from the top.
#[derive(Clone, Copy, Debug)]
struct Lines {
    group: f64,
    label: f64,
    value: f64,
    mark: f64,
}

/// The places of all rows.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    rungs: Vec<Rung>,
    lines: Vec<Lines>,
    /// Whether labels and values stand above the marks.
    pub narrow: bool,
    /// The left and right end of the marks.
    pub marks: (f64, f64),
    /// Where the rows begin.
    pub top: f64,
    /// Where the rows end.
    pub foot: f64,
}

/// The most rows that a chart draws; its table has all.
pub(super) const MOST: usize = 40;
/// The margin at either side of a sheet.
pub(super) const MARGIN: f64 = 6.0;
/// The room that a heading takes.
const GROUP: f64 = 24.0;

const VALUE: Type = Type::QUIET.ink(Ink::Text);

impl Ladder {
    /// Places for the rows on a sheet of this width, from `top` down.
    pub(super) fn new(rungs: Vec<Rung>, width: f64, top: f64) -> Self {
        let narrow = is_narrow(width);
        let marks = if narrow { (MARGIN, width - MARGIN) } else { between(&rungs, width) };
        let (mut y, mut group, mut lines) = (top, "", Vec::new());
        for rung in &rungs {
            if rung.group != group {
                group = &rung.group;
                y += if lines.is_empty() { GROUP } else { GROUP + 8.0 };
            }
            // Down to the label, the value, the mark and the next row.
            let (label, value, mark, next) = match narrow {
                true if rung.is_long(width) => (12.0, 32.0, 50.0, 64.0),
                true => (12.0, 12.0, 30.0, 44.0),
                false => (13.0, 13.0, 13.0, 26.0),
            };
            lines.push(Lines { group: y - 12.0, label: y + label, value: y + value, mark: y + mark });
            y += next;
        }
        let grouped = rungs.first().is_some_and(|rung| !rung.group.is_empty());
        let top = if grouped { top + GROUP } else { top };
        Self { rungs, lines, narrow, marks, top, foot: y + 4.0 }
    }

    /// Leaves the values of a wide sheet to the chart, which writes them where its marks end.
    pub(super) fn values_by_the_marks(&mut self) {
        if !self.narrow {
            self.rungs.iter_mut().for_each(|rung| rung.value.clear());
        }
    }

    /// The line that the mark of a row stands on.
    pub(super) fn y(&self, row: usize) -> f64 {
        self.lines[row].mark
    }

    /// Writes all headings, labels and values.
    pub(super) fn write(&self, sheet: &Sheet) {
        let mut group = "";
        for (rung, &lines) in self.rungs.iter().zip(&self.lines) {
            if rung.group != group {
                group = &rung.group;
                let head = Type::HEAD.fit(group, sheet.width - 2.0 * MARGIN);
                sheet.patch((MARGIN, lines.group), &head, Type::HEAD);
            }
            self.write_row(sheet, rung, lines);
        }
    }

    fn write_row(&self, sheet: &Sheet, rung: &Rung, lines: Lines) {
        let room = if self.narrow { sheet.width - 2.0 * MARGIN } else { self.marks.0 - 18.0 };
        let label = Type::WORDS.fit(&rung.label, room);
        let by_the_marks = !self.narrow && rung.group.is_empty();
        let (x, look) =
            if by_the_marks { (self.marks.0 - 14.0, Type::WORDS.end()) } else { (MARGIN, Type::WORDS) };
        sheet.patch((x, lines.label), &label, look);
        if !rung.value.is_empty() {
            let room = if self.narrow { sheet.width - 2.0 * MARGIN } else { sheet.width - self.marks.1 };
            sheet.patch((sheet.width - MARGIN, lines.value), &VALUE.fit(&rung.value, room), VALUE.end());
        }
    }

    /// The room that [`Ladder::write_rest`] takes.
    pub(super) fn rest(&self, all: usize) -> f64 {
        if all > self.rungs.len() { 20.0 } else { 0.0 }
    }

    /// Says at the end that there are more rows than drawn, where there are.
    pub(super) fn write_rest(&self, sheet: &Sheet, all: usize, y: f64) {
        if all > self.rungs.len() {
            let text = format!("The first {} of {all} rows; the table has all.", self.rungs.len());
            sheet.text((MARGIN, y), &text, Type::QUIET);
        }
    }
}

/// The room between the labels on the left and the values on the right.
fn between(rungs: &[Rung], width: f64) -> (f64, f64) {
    let longest = |look: Type, text: fn(&Rung) -> &str| {
        rungs.iter().map(|rung| look.length(text(rung))).fold(0.0, f64::max)
    };
    let labels = longest(Type::WORDS, |rung| &rung.label).min(width * 0.36);
    let values = longest(VALUE, |rung| &rung.value).min(width * 0.34);
    (labels + 22.0, width - values - 22.0)
}
