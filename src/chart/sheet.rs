//! The sheet that charts draw on: lengths in pixels, text centred on its line, colours by [`Ink`]. Beneath it plotters
//! writes SVG in tenths of a pixel, because its own unit is the whole pixel; [`super::finish`] puts the point back.

use super::{ink::Ink, plain::plain};
use plotters::{
    backend::SVGBackend,
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
    element::{Circle, Drawable, PathElement, PointCollection, Rectangle, Text},
    style::{
        Color, FontStyle, IntoFont, RGBAColor, ShapeStyle, TextStyle, register_font,
        text_anchor::{HPos, Pos, VPos},
    },
};

use std::sync::Once;

/// How many units plotters writes for one pixel.
pub(super) const FINE: f64 = 10.0;
/// The family that text is measured and drawn with.
pub(super) const FAMILY: &str = "Noto Sans";
/// The size of words.
pub(super) const BODY: f64 = 14.0;
/// The size of ticks and remarks.
pub(super) const SMALL: f64 = 12.5;

/// Where a text stands about its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub size: f64,
    pub bold: bool,
    pub ink: Ink,
    pub anchor: Anchor,
}

impl Type {
    /// Words.
    pub(super) const WORDS: Self = Self { size: BODY, bold: false, ink: Ink::Text, anchor: Anchor::Start };
    /// A heading inside a chart.
    pub(super) const HEAD: Self = Self { bold: true, ..Self::WORDS };
    /// Ticks and remarks.
    pub(super) const QUIET: Self = Self { size: SMALL, ink: Ink::Quiet, ..Self::WORDS };

    pub(super) const fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    pub(super) const fn end(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    pub(super) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    fn style(self) -> TextStyle<'static> {
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let horizontal = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        TextStyle {
            font: (FAMILY, self.size * PLOTTERS_EM * FINE, style).into_font(),
            color: self.ink.colour().to_backend_color(),
            pos: Pos::new(horizontal, VPos::Center),
        }
    }

    /// The length of a text in pixels.
    pub(super) fn length(self, text: &str) -> f64 {
        load_fonts();
        let (length, _) = self.style().font.box_size(text).expect("the fonts were registered");
        f64::from(length) / FINE * NOTO_HEIGHT / PLOTTERS_EM
    }

    /// The text parted at its blanks into lines of at most `room` pixels, as far as its words allow.
    pub(super) fn lines(self, text: &str, room: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in plain(text).split_whitespace() {
            match lines.last_mut() {
                Some(line) if self.length(&format!("{line} {word}")) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The text, cut with an ellipsis where it is longer than `room` pixels.
    pub(super) fn fit(self, text: &str, room: f64) -> String {
        let text = plain(text);
        if self.length(&text) <= room {
            return text;
        }
        let ends = text.char_indices().map(|(at, _)| at);
        let fits = |end: &usize| self.length(&format!("{}…", &text[..*end])) <= room;
        let end = ends.take_while(fits).last().unwrap_or(0);
        format!("{}…", text[..end].trim_end())
    }
}

/// plotters writes a font size divided by this.
const PLOTTERS_EM: f64 = 1.24;
/// The line height of Noto Sans in em; plotters measures text as if its size were a line height.
const NOTO_HEIGHT: f64 = 1.362;

/// Whether a sheet of this width is for a telephone.
pub(super) fn is_narrow(width: f64) -> bool {
    width < 480.0
}

/// A sheet of `width` by `height` pixels, drawn by `draw`, as the text that plotters wrote.
pub(super) fn sheet(width: f64, height: f64, draw: impl FnOnce(&Sheet)) -> String {
    load_fonts();
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (fine(width).unsigned_abs(), fine(height).unsigned_abs()));
    let sheet = Sheet { area: area.into_drawing_area(), width, height };
    sheet.rect((0.0, 0.0), (width, height), Ink::Paper);
    draw(&sheet);
    sheet.area.present().expect(INTO_A_STRING);
    drop(sheet);
    svg
}

const INTO_A_STRING: &str = "drawing into a string with registered fonts cannot fail";

/// A place on the sheet: pixels from the left, pixels from the top.
pub(super) type Place = (f64, f64);

/// Where a chart is drawn.
pub(super) struct Sheet<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    pub width: f64,
    pub height: f64,
}

impl<'a> Sheet<'a> {
    fn put<E>(&self, element: &E)
    where
        for<'e> &'e E: PointCollection<'e, (i32, i32)>,
        E: Drawable<SVGBackend<'a>>,
    {
        self.area.draw(element).expect(INTO_A_STRING);
    }

    /// A filled rectangle between two corners.
    pub(super) fn rect(&self, from: Place, to: Place, ink: Ink) {
        self.put(&Rectangle::new([place(from), place(to)], ink.colour().filled()));
    }

    /// A filled rectangle, with an opacity between 0 and 1.
    pub(super) fn wash(&self, from: Place, to: Place, ink: Ink, opacity: f64) {
        self.put(&Rectangle::new([place(from), place(to)], ink.colour().mix(opacity).filled()));
    }

    /// A line through places, as fine as half a pixel.
    pub(super) fn line(&self, places: &[Place], ink: Ink, width: f64) {
        let mut path: Vec<Place> = Vec::new();
        for &(x, y) in places {
            if path.last().is_none_or(|last| (x - last.0).abs() + (y - last.1).abs() >= 0.5) {
                path.push((x, y));
            }
        }
        path.extend(places.last());
        path.dedup();
        if path.len() < 2 {
            return;
        }
        let path: Vec<_> = path.into_iter().map(place).collect();
        self.put(&PathElement::new(path, stroke(ink, width)));
    }

    /// A filled disc, with an opacity between 0 and 1.
    pub(super) fn disc(&self, centre: Place, radius: f64, ink: Ink, opacity: f64) {
        self.put(&Circle::new(place(centre), fine(radius), ink.colour().mix(opacity).filled()));
    }

    /// A circle.
    pub(super) fn ring(&self, centre: Place, radius: f64, ink: Ink, width: f64) {
        self.put(&Circle::new(place(centre), fine(radius), stroke(ink, width)));
    }

    /// A text whose middle line runs through the place.
    pub(super) fn text(&self, at: Place, text: &str, look: Type) {
        self.put(&Text::new(plain(text), place(at), look.style()));
    }

    /// A text on a patch of ground, so that lines beneath do not cross it.
    pub(super) fn patch(&self, (x, y): Place, text: &str, look: Type) {
        let half = look.length(text) / 2.0 + 3.0;
        let middle = match look.anchor {
            Anchor::Start => x + half - 3.0,
            Anchor::Middle => x,
            Anchor::End => x - half + 3.0,
        };
        self.rect((middle - half, y - 0.62 * look.size), (middle + half, y + 0.62 * look.size), Ink::Paper);
        self.text((x, y), text, look);
    }
}

fn stroke(ink: Ink, width: f64) -> ShapeStyle {
    ShapeStyle {
        color: RGBAColor::from(ink.colour()),
        filled: false,
        stroke_width: fine(width).unsigned_abs(),
    }
}

fn place((x, y): Place) -> (i32, i32) {
    (fine(x), fine(y))
}

#[allow(clippy::cast_possible_truncation, reason = "a sheet is a few thousand pixels long")]
fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

fn load_fonts() {
    static LOADED: Once = Once::new();
    LOADED.call_once(|| {
        for (style, bytes) in
            [(FontStyle::Normal, notosans::REGULAR_TTF), (FontStyle::Bold, notosans::BOLD_TTF)]
        {
            assert!(register_font(FAMILY, style, bytes).is_ok(), "the crate holds a font");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_parted_into_lines_that_fit() {
        let lines = Type::WORDS.lines("one two three four five six seven eight", 80.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| Type::WORDS.length(line) <= 80.0));
        assert_eq!(lines.join(" "), "one two three four five six seven eight");
    }

    #[test]
    fn a_long_text_is_cut_and_fits() {
        let cut = Type::WORDS.fit("a very long name of a segment that goes on and on", 120.0);
        assert!(cut.ends_with('…') && Type::WORDS.length(&cut) <= 120.0);
        assert_eq!(Type::WORDS.fit("short", 120.0), "short");
    }
}
