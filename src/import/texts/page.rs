//! The paragraphs and headings of a web page, by its tags.
//!
//! Everything in the body counts, menus and footers too, but for scripts, styles, templates, and what is marked as hidden (`hidden`,
//! `display:none`). What a style sheet or a script hides or shows is not known here. Headings are `h1` to `h6`. One `br` is a blank, two end
//! a paragraph.

use super::layout::Block;
use scraper::{Html, Node, node::Element};

/// Tags whose content is not shown.
const NOT_SHOWN: &[&str] = &["script", "style", "head", "template", "noscript", "iframe", "object", "svg"];
/// Tags that stand within a line; all others begin and end a paragraph.
const WITHIN_A_LINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];

/// The blocks of a page, in the order of its source.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let html = Html::parse_document(text);
    let mut writer = Writer::default();
    let mut open = vec![(html.tree.root().children(), "")];
    while let Some((children, _)) = open.last_mut() {
        match children.next().map(|node| (node, node.value())) {
            Some((_, Node::Text(text))) => writer.text.push_str(text),
            Some((node, Node::Element(element))) if is_shown(element) => {
                writer.enter(element.name());
                open.push((node.children(), element.name()));
            }
            Some(_) => {}
            None => {
                let (_, name) = open.pop().expect("one was looked at");
                writer.leave(name);
            }
        }
    }
    writer.end();
    writer.done
}

fn is_shown(element: &Element) -> bool {
    let style = element.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    !NOT_SHOWN.contains(&element.name())
        && element.attr("hidden").is_none()
        && !style.is_some_and(|style| style.contains("display:none"))
}

#[derive(Default)]
struct Writer {
    done: Vec<Block>,
    text: String,
    level: Option<u8>,
}

impl Writer {
    fn enter(&mut self, name: &str) {
        match name {
            "br" if self.text.ends_with('\u{2028}') => self.end(),
            "br" => self.text.push('\u{2028}'),
            _ if WITHIN_A_LINE.contains(&name) => {}
            _ => {
                self.end();
                self.level = level(name).or(self.level);
            }
        }
    }

    fn leave(&mut self, name: &str) {
        if name != "br" && !WITHIN_A_LINE.contains(&name) {
            self.end();
            self.level = self.level.filter(|_| level(name).is_none());
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.done.push(Block { text, level: self.level });
        }
    }
}

/// The level of a heading's tag.
fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_page_shows() {
        let page = "<html><head><title>no</title><style>no</style></head><body><h1>Terms of <b>use</b></h1><p>We sh<i>are</i>.<br>All.</p>\
                    <div hidden>no</div><div style='display: none'>no</div><script>no</script><ul><li>one<li>two</ul><h2>End</h2>last</body>";
        let found = blocks(page);
        let shapes: Vec<(String, Option<u8>)> =
            found.iter().map(|block| (block.text.replace('\u{2028}', " "), block.level)).collect();
        let text = |text: &str, level| (text.to_owned(), level);
        let expected = [
            text("Terms of use", Some(1)),
            text("We share. All.", None),
            text("one", None),
            text("two", None),
            text("End", Some(2)),
            text("last", None),
        ];
        assert_eq!(shapes, expected);
    }

    #[test]
    fn deep_nesting_is_no_danger() {
        let page = format!("{}deep{}", "<div><span>".repeat(5_000), "</span></div>".repeat(5_000));
        assert_eq!(blocks(&page).len(), 1);
    }
}
