//! Rows under one another: a label, a mark on a common scale, a value at the end. On a narrow sheet the label and the
//! value stand above the mark instead of beside it.

use super::ink::Ink;
use super::sheet::{Sheet, Type};

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

/// The places of all rows.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    rungs: Vec<Rung>,
    middles: Vec<f64>,
    narrow: bool,
    /// The left and right end of the marks.
    pub marks: (f64, f64),
    /// Where the rows begin.
    pub top: f64,
    /// Where the rows end.
    pub foot: f64,
}

/// The most rows that a chart draws; its table has all.
pub(super) const MOST: usize = 40;

impl Ladder {
    /// Places for the rows on a sheet of this width, from `top` down.
    pub(super) fn new(rungs: Vec<Rung>, width: f64, top: f64) -> Self {
        let narrow = width < 480.0;
        let longest = |look: Type, text: fn(&Rung) -> &str| {
            rungs.iter().map(|rung| look.length(text(rung))).fold(0.0, f64::max)
        };
        let labels = longest(Type::WORDS, |rung| &rung.label).min(width * 0.36);
        let values = longest(VALUE, |rung| &rung.value).min(width * 0.34);
        let marks = if narrow { (MARGIN, width - MARGIN) } else { (labels + 22.0, width - values - 22.0) };
        let (mut y, mut middles) = (top, Vec::new());
        let mut group = "";
        for rung in &rungs {
            if rung.group != group {
                y += if middles.is_empty() { 24.0 } else { 32.0 };
                group = &rung.group;
            }
            middles.push(y + if narrow { 30.0 } else { 13.0 });
            y += if narrow { 44.0 } else { 26.0 };
        }
        let top = if rungs.first().is_some_and(|rung| !rung.group.is_empty()) { top + 24.0 } else { top };
        Self { rungs, middles, narrow, marks, top, foot: y + 4.0 }
    }

    /// The line that the mark of a row stands on.
    pub(super) fn y(&self, row: usize) -> f64 {
        self.middles[row]
    }

    /// Writes all headings, labels and values.
    pub(super) fn write(&self, sheet: &Sheet) {
        let mut group = "";
        for (rung, &y) in self.rungs.iter().zip(&self.middles) {
            let line = if self.narrow { y - 18.0 } else { y };
            if rung.group != group {
                group = &rung.group;
                let head = Type::HEAD.fit(group, sheet.width - 2.0 * MARGIN);
                sheet.patch((MARGIN, line - 25.0), &head, Type::HEAD);
            }
            self.write_row(sheet, rung, line);
        }
    }

    fn write_row(&self, sheet: &Sheet, rung: &Rung, line: f64) {
        let end = sheet.width - MARGIN;
        let value = VALUE.fit(&rung.value, sheet.width * 0.5);
        let room = if self.narrow { end - MARGIN - VALUE.length(&value) - 8.0 } else { self.marks.0 - 18.0 };
        let label = Type::WORDS.fit(&rung.label, room);
        if self.narrow {
            sheet.patch((MARGIN, line), &label, Type::WORDS);
            sheet.patch((end, line), &value, VALUE.end());
        } else {
            sheet.text((self.marks.0 - 14.0, line), &label, Type::WORDS.end());
            sheet.text((self.marks.1 + 14.0, line), &value, VALUE);
        }
    }

    /// Says at the end that there are more rows than drawn, where there are.
    pub(super) fn write_rest(&self, sheet: &Sheet, all: usize, y: f64) {
        if all > self.rungs.len() {
            let text = format!("The first {} of {all} rows; the table has all.", self.rungs.len());
            sheet.text((MARGIN, y), &text, Type::QUIET);
        }
    }
}

/// The margin at either side of a sheet.
pub(super) const MARGIN: f64 = 6.0;

const VALUE: Type = Type::QUIET.ink(Ink::Text);
