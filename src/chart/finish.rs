//! From what plotters writes to what is published: lengths in pixels, text trimmed and set on its line without `dy`
//! (which some viewers misplace), colours as attribute and class, and for those who do not see the drawing a title and a
//! description.

use super::{
    Width,
    ink::{Ink, style},
    sheet::{FINE, plain},
};
use crate::report::figure::Figure;
use std::fmt::Write;

const WRITES: &str = "writing into a string cannot fail";

/// A file that stands alone: its size in pixels, and its own rules of style.
pub(super) fn file(drawing: &str, figure: &Figure) -> String {
    let (width, height) = size(drawing);
    let more = format!(r#" xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}""#);
    let head = format!("<style>{}</style>\n", style());
    published(drawing, figure, figure.id, &more, &head)
}

/// An element of a page, as wide as its place.
pub(super) fn element(drawing: &str, figure: &Figure, width: Width) -> String {
    let id = format!("{}-{}", figure.id, width.word());
    let more = format!(r#" width="100%" class="chart {}""#, width.word());
    published(drawing, figure, &id, &more, "")
}

fn published(drawing: &str, figure: &Figure, id: &str, more: &str, head: &str) -> String {
    let (width, height) = size(drawing);
    let (title, desc) = (escaped(&figure.title), escaped(&figure.alt));
    let mut svg = String::with_capacity(drawing.len());
    write!(
        svg,
        r#"<svg{more} viewBox="0 0 {width} {height}" role="img" lang="en" xml:lang="en" aria-labelledby="{id}-title {id}-desc" font-family="'Noto Sans', 'Helvetica Neue', Arial, sans-serif" stroke-linejoin="round">
<title id="{id}-title">{title}</title>
<desc id="{id}-desc">{desc}</desc>
{head}"#
    )
    .expect(WRITES);
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
    svg
}

/// Width and height in pixels, from the first line that plotters wrote.
fn size(drawing: &str) -> (String, String) {
    let root = drawing.lines().next().unwrap_or_default();
    let find = |name| pairs(root).find(|&(key, _)| key == name).map_or("0", |(_, value)| value);
    (pixels(number(find("width"))), pixels(number(find("height"))))
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
