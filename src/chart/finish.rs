//! From what plotters writes to what is published: lengths in pixels, text trimmed and set on its line without `dy`
//! (which some viewers misplace), colours as attribute and class, and for those who do not see the drawing a title and a
//! description.

use super::{
    Width,
    ink::{Ink, style},
    plain::plain,
    sheet::{FINE, Type},
};
use crate::report::figure::Figure;
use std::fmt::Write;

const WRITES: &str = "writing into a string cannot fail";

/// The margin around a drawing in a file of its own.
const MARGIN: f64 = 18.0;
/// From line to line of a heading.
const LINE: f64 = 24.0;

/// A file that stands alone: its size in pixels, its own rules of style, the title and what it says over the drawing.
pub(super) fn file(drawing: &str, figure: &Figure) -> String {
    let (width, height) = size(drawing);
    let heading = heading(figure, width);
    let (left, top) = (-MARGIN, -MARGIN - LINE * lines(heading.len()) - 8.0);
    let (wide, high) = (width + 2.0 * MARGIN, height - top + MARGIN);
    let mut svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}""#);
    write!(svg, r#" viewBox="{left} {top} {wide} {high}""#).expect(WRITES);
    push_names(&mut svg, figure, figure.id);
    writeln!(svg, "<style>{}</style>", style()).expect(WRITES);
    let paper = Ink::Paper.light();
    writeln!(
        svg,
        r#"<rect x="{left}" y="{top}" width="{wide}" height="{high}" fill="{paper}" class="fill-paper"/>"#
    )
    .expect(WRITES);
    for (at, (text, look)) in heading.iter().enumerate() {
        let y = top + MARGIN + LINE * (lines(at) + 0.6);
        let (size, weight) = (look.size, if look.bold { r#" font-weight="bold""# } else { "" });
        let (colour, class, text) = (look.ink.light(), look.ink.word(), escaped(text));
        writeln!(
            svg,
            r#"<text x="6" y="{y:.1}" font-size="{size}"{weight} fill="{colour}" class="fill-{class}">{text}</text>"#
        )
        .expect(WRITES);
    }
    push_marks(&mut svg, drawing);
    svg
}

/// The lines over a drawing in a file of its own: the title, then what it says.
fn heading(figure: &Figure, width: f64) -> Vec<(String, Type)> {
    let title = Type { size: 18.0, ..Type::HEAD };
    let takeaway = Type::WORDS.ink(Ink::Quiet);
    let parted =
        |text: &str, look: Type| look.lines(text, width - 12.0).into_iter().map(move |line| (line, look));
    parted(&figure.title, title).chain(parted(&figure.takeaway, takeaway)).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a heading has a handful of lines")]
fn lines(count: usize) -> f64 {
    count as f64
}

/// An element of a page, as wide as its place.
pub(super) fn element(drawing: &str, figure: &Figure, width: Width) -> String {
    let (id, word) = (format!("{}-{}", figure.id, width.word()), width.word());
    let (wide, high) = size(drawing);
    let mut svg = format!(r#"<svg width="100%" class="chart {word}" viewBox="0 0 {wide} {high}""#);
    push_names(&mut svg, figure, &id);
    push_marks(&mut svg, drawing);
    svg
}

/// Ends the root's tag, with what it says to those who do not see it.
fn push_names(svg: &mut String, figure: &Figure, id: &str) {
    let (title, desc) = (escaped(&figure.title), escaped(&figure.alt));
    write!(
        svg,
        r#" role="img" lang="en" xml:lang="en" aria-labelledby="{id}-title {id}-desc" font-family="'Noto Sans', 'Helvetica Neue', Arial, sans-serif" stroke-linejoin="round">
<title id="{id}-title">{title}</title>
<desc id="{id}-desc">{desc}</desc>
"#
    )
    .expect(WRITES);
}

/// Every mark of the drawing, and the end.
fn push_marks(svg: &mut String, drawing: &str) {
    let mut lines = drawing.lines().skip(1);
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("<text ") {
            let words = lines.next().unwrap_or_default().trim();
            writeln!(svg, "<text{}>{words}</text>", attributes(text)).expect(WRITES);
            lines.next();
        } else if let Some(mark) = line.strip_prefix('<').and_then(|line| line.strip_suffix("/>")) {
            let (name, rest) = mark.split_once(' ').unwrap_or((mark, ""));
            writeln!(svg, "<{name}{}/>", attributes(rest)).expect(WRITES);
        }
    }
    svg.push_str("</svg>\n");
}

/// Width and height in pixels, from the first line that plotters wrote.
fn size(drawing: &str) -> (f64, f64) {
    let root = drawing.lines().next().unwrap_or_default();
    let find = |name| pairs(root).find(|&(key, _)| key == name).map_or("0", |(_, value)| value);
    (number(find("width")) / FINE, number(find("height")) / FINE)
}

/// The attributes of one element, as they are published.
fn attributes(written: &str) -> String {
    let mut out = String::new();
    let mut classes = Vec::new();
    for (key, value) in pairs(written) {
        match (key, value) {
            ("dy" | "font-family", _) | ("opacity", "1") | ("text-anchor", "start") | ("stroke", "none") => {}
            ("y", _) => push(&mut out, key, &pixels(number(value) + fall(written))),
            ("points", _) => push(&mut out, key, &points(value)),
            ("fill" | "stroke", _) => {
                let kind = if key == "fill" { "fill" } else { "line" };
                classes.extend(Ink::of_light(value).map(|ink| format!("{kind}-{}", ink.word())));
                push(&mut out, key, value);
            }
            _ if value.parse::<f64>().is_ok() && key != "opacity" => {
                push(&mut out, key, &pixels(number(value)));
            }
            _ => push(&mut out, key, value),
        }
    }
    if !classes.is_empty() {
        push(&mut out, "class", &classes.join(" "));
    }
    out
}

/// How far below its `y` a text stands, in units of the drawing. The x-height of Noto Sans is 0.536 em.
fn fall(written: &str) -> f64 {
    let find = |name| pairs(written).find(|&(key, _)| key == name).map(|(_, value)| value);
    let em = find("font-size").map_or(0.0, number);
    match find("dy") {
        Some("0.76em") => 0.76 * em,
        Some("0.5ex") => 0.5 * 0.536 * em,
        Some("-0.5ex") => -0.5 * 0.536 * em,
        _ => 0.0,
    }
}

/// Keys and values of attributes; plotters puts no words into attributes, only numbers and colours.
fn pairs(written: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let (key, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some((key.rsplit(' ').next().unwrap_or(key), value))
    })
}

fn push(out: &mut String, key: &str, value: &str) {
    write!(out, r#" {key}="{value}""#).expect(WRITES);
}

fn points(written: &str) -> String {
    let point = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some(format!("{},{}", pixels(number(x)), pixels(number(y))))
    };
    written.split_whitespace().filter_map(point).collect::<Vec<_>>().join(" ")
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(0.0)
}

/// Units of the drawing in pixels, to a tenth.
fn pixels(units: f64) -> String {
    let text = format!("{:.1}", units / FINE);
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

fn escaped(text: &str) -> String {
    let text = plain(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_on_its_line_without_dy() {
        let written = r##"x="100" y="200" dy="0.5ex" text-anchor="start" font-family="Noto Sans" font-size="140" opacity="1" fill="#1D1D1B""##;
        assert_eq!(
            attributes(written),
            r##" x="10" y="23.8" font-size="14" fill="#1D1D1B" class="fill-text""##
        );
    }

    #[test]
    fn words_cannot_become_marks() {
        assert_eq!(escaped("<b \"onload'&"), "&lt;b &quot;onload&#39;&amp;");
    }
}
