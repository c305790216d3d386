//! The paragraphs and headings of a text, out of its form.
//!
//! # Definition
//! In plain text a blank line ends a paragraph, and a line that begins with a bullet begins one. A heading there is a paragraph of one
//! line that begins with a number such as `4` or `4.2.`, has at most twelve words after it and no full stop at its end; its level is how
//! many parts the number has. In Markdown headings are marked with `#` or underlined; addresses of links, tags and comments are no text.
//! Of a web page it is what its tags say: see [`page`](super::page).

use super::{file::Form, page, words::words};
use crate::import::input::Input;

/// A paragraph, a heading or an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// Of a heading its level, from 1.
    pub(super) level: Option<u8>,
}

/// The blocks of a text in reading order; those without a word are left out.
pub(super) fn blocks(input: &Input, form: Form) -> Vec<Block> {
    let text = std::str::from_utf8(&input.content).expect("it was decoded");
    let blocks = match form {
        Form::Plain => plain(text),
        Form::Markdown => markdown(text),
        Form::Page => page::blocks(text),
    };
    blocks.into_iter().filter(|block| !words(&block.text).is_empty()).collect()
}

/// Paragraphs as they grow line by line.
#[derive(Default)]
struct Paragraphs {
    done: Vec<Block>,
    lines: Vec<String>,
}

impl Paragraphs {
    fn end(&mut self, level: Option<u8>) {
        if !self.lines.is_empty() {
            self.done.push(Block { text: self.lines.join(" "), level });
            self.lines.clear();
        }
    }

    fn begin(&mut self, line: &str) {
        self.end(None);
        self.lines.push(line.to_owned());
    }
}

fn plain(text: &str) -> Vec<Block> {
    let mut paragraphs = Paragraphs::default();
    for line in text.lines().map(str::trim) {
        match line {
            "" => end_plain(&mut paragraphs),
            _ if line.starts_with(['-', '*', '•', '–', '—', '▪', '◦']) => {
                end_plain(&mut paragraphs);
                paragraphs.begin(line);
            }
            _ => paragraphs.lines.push(line.to_owned()),
        }
    }
    end_plain(&mut paragraphs);
    paragraphs.done
}

fn end_plain(paragraphs: &mut Paragraphs) {
    let level = match &paragraphs.lines[..] {
        [line] => numbered(line),
        _ => None,
    };
    paragraphs.end(level);
}

/// The level of a line that is a heading with a number.
fn numbered(line: &str) -> Option<u8> {
    const MOST_WORDS: usize = 12;
    let (number, title) = line.split_once(char::is_whitespace)?;
    let number = number.trim_end_matches(['.', ')']);
    let parts = number.split('.');
    let is_number =
        parts.clone().all(|part| !part.is_empty() && part.len() <= 8 && part.chars().all(char::is_numeric));
    let count = words(title).len();
    let is_title = (1..=MOST_WORDS).contains(&count) && !title.ends_with(['.', '!', '?', '؟', ':', ';', ',']);
    (is_number && is_title).then(|| u8::try_from(parts.count()).ok()).flatten()
}

fn markdown(text: &str) -> Vec<Block> {
    let mut paragraphs = Paragraphs::default();
    for line in text.lines().map(|line| line.trim().trim_start_matches(['>', ' '])) {
        let marks = line.bytes().take_while(|&byte| byte == b'#').count();
        let underlined = |mark: u8| !line.is_empty() && line.bytes().all(|byte| byte == mark);
        match line {
            "" => paragraphs.end(None),
            _ if line.starts_with("```") || line.starts_with("~~~") => paragraphs.end(None),
            _ if (1..=6).contains(&marks) && line[marks..].starts_with([' ', '\t']) => {
                paragraphs.begin(line[marks..].trim_end_matches('#').trim());
                paragraphs.end(u8::try_from(marks).ok());
            }
            _ if underlined(b'=') => paragraphs.end(Some(1)),
            _ if underlined(b'-') => paragraphs.end(Some(2)),
            _ if ["- ", "* ", "+ ", "|"].iter().any(|mark| line.starts_with(mark)) || is_item(line) => {
                paragraphs.begin(line);
            }
            _ if line.starts_with('[') && line.contains("]: ") => {}
            _ => paragraphs.lines.push(line.to_owned()),
        }
    }
    paragraphs.end(None);
    paragraphs.done.into_iter().map(|block| Block { text: without_tags(&block.text), ..block }).collect()
}

/// Whether a line begins with a number as items of lists do, `1.` or `2)`.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// A line of Markdown without tags, comments and the addresses of links.
fn without_tags(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(['<', ']', '\\']) {
        let (before, mark) = rest.split_at(at);
        kept.push_str(before);
        let skipped = match mark.as_bytes() {
            [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => mark.find('>').map(|end| end + 1),
            [b']', b'(', ..] => mark.find(')').map(|end| end + 1),
            _ => Some(1),
        };
        let Some(skipped) = skipped else {
            // Nothing that begins here ends: the rest is text as it stands.
            kept.push_str(mark);
            return kept;
        };
        kept.push(' ');
        rest = &mark[skipped..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(blocks: &[Block]) -> Vec<(&str, Option<u8>)> {
        blocks.iter().map(|block| (block.text.trim(), block.level)).collect()
    }

    #[test]
    fn finds_numbered_headings_of_plain_text_and_not_sentences_that_begin_with_a_number() {
        let text = "Terms\n\n4. Sharing\n\nWe share\nyour data.\n- one\n- two\n\n4.2 With whom\n\n3 partners get it.\n";
        let expected = [
            ("Terms", None),
            ("4. Sharing", Some(1)),
            ("We share your data.", None),
            ("- one", None),
            ("- two", None),
            ("4.2 With whom", Some(2)),
            ("3 partners get it.", None),
        ];
        assert_eq!(shapes(&plain(text)), expected);
    }

    #[test]
    fn reads_markdown_without_what_is_not_shown() {
        let text = "Terms\n=====\n\n## 1 Sharing ##\n> We share\n> [your data](https://example.com/a_b).\n\n[x]: https://example.com\n* one <!-- two -->\n1. three\n";
        let blocks = markdown(text);
        let words: Vec<(Vec<&str>, Option<u8>)> =
            blocks.iter().map(|block| (words(&block.text), block.level)).collect();
        let expected: Vec<(Vec<&str>, Option<u8>)> = vec![
            (vec!["Terms"], Some(1)),
            (vec!["1", "Sharing"], Some(2)),
            (vec!["We", "share", "your", "data"], None),
            (vec!["one"], None),
            (vec!["1", "three"], None),
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn keeps_what_only_looks_like_a_tag() {
        assert_eq!(without_tags("a < b and <c"), "a   b and <c");
    }
}
