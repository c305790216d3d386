//! `Walk`: an XML text, element by element, each with its line; what would lose records is an error.
//!
//! Elements go by their local names, for graphs come with every prefix and every address of their namespace. The parser that lies
//! below ends in peace where a document is cut off and finds nothing in one that is UTF-16, so depth and encoding are looked
//! after here. A document type is passed over: its entities are not expanded, and one that is used is an error.

use crate::import::{error::ImportError, input::Input};
use quick_xml::{
    Error, Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::borrow::Cow;

/// How deep elements may lie in each other.
const DEPTH: usize = 256;

const AGAIN: &str = "save or fetch the file again; nothing was read";

/// A reading of an XML text, at some element.
pub(super) struct Walk<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    file: &'a str,
    /// Up to where lines are counted, and which line that is.
    counted: usize,
    line: u64,
    depth: usize,
}

/// An element that was opened.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
}

/// Turns a file into UTF-8 and says what it was: by its byte-order mark, by its zero bytes, by what its declaration says.
pub(super) fn decode(input: &mut Input) -> Result<String, ImportError> {
    let unmarked = match input.content.get(..4) {
        Some([b'<', 0, _, 0]) => Some(encoding_rs::UTF_16LE),
        Some([0, b'<', 0, _]) => Some(encoding_rs::UTF_16BE),
        _ => declared(input)?,
    };
    let Some(encoding) = unmarked else { return input.recode().map(str::to_owned) };
    let (text, wrong) = encoding.decode_without_bom_handling(&input.content);
    if wrong {
        let what = format!("it is not valid {} text, which it says it is", encoding.name());
        return Err(ImportError::file(&input.name, what, "save it in UTF-8"));
    }
    input.content = text.into_owned().into_bytes();
    Ok(encoding.name().to_owned())
}

/// The encoding that the declaration at the head of a file without a byte-order mark names, unless that is UTF-8 or cannot be.
fn declared(input: &Input) -> Result<Option<&'static encoding_rs::Encoding>, ImportError> {
    let head = &input.content[..input.content.len().min(200)];
    if !head.starts_with(b"<?xml") {
        return Ok(None);
    }
    let head = String::from_utf8_lossy(head);
    let declaration = head.split("?>").next().unwrap_or_default();
    let Some((_, rest)) = declaration.split_once("encoding") else { return Ok(None) };
    let label = rest.trim_start_matches(['=', ' ', '\t']).get(1..).unwrap_or_default();
    let label = label.split(['"', '\'']).next().unwrap_or_default();
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        // Programs write `utf-16` over a text that they then save in UTF-8.
        Some(known) if !known.is_ascii_compatible() || known == encoding_rs::UTF_8 => Ok(None),
        Some(known) => Ok(Some(known)),
        None => Err(ImportError::file(&input.name, "its encoding is none known here", "save it in UTF-8")),
    }
}

impl<'a> Walk<'a> {
    /// The text of `input`, which [`decode`] has turned into UTF-8.
    pub(super) fn of(input: &'a Input) -> Result<Self, ImportError> {
        let text = std::str::from_utf8(input.text()?).expect("the input was decoded");
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, text, file: &input.name, counted: 0, line: 1, depth: 0 })
    }

    /// The outermost element, which must be called `name`; `what` is what the file should be.
    pub(super) fn root(&mut self, name: &str, what: &str) -> Result<Element<'a>, ImportError> {
        let way_out = "check that it is one, or give it its true ending";
        let root = self.child()?;
        let root = root.ok_or_else(|| ImportError::file(self.file, "there is no XML in it", way_out))?;
        if root.name() == name {
            return Ok(root);
        }
        let found =
            if root.name().eq_ignore_ascii_case("html") { "it is a page of HTML" } else { "it is XML" };
        Err(ImportError::line(self.file, root.line, format!("{found} and not {what}"), way_out))
    }

    /// An error where anything but comments follows the outermost element.
    pub(super) fn end(&mut self) -> Result<(), ImportError> {
        match self.child()? {
            None => Ok(()),
            Some(next) => {
                let way_out = "save each as a file of its own; nothing was read";
                Err(self.error(next.line, "a second document follows the first", way_out))
            }
        }
    }

    /// The next element inside the one that was opened last, which is open then; none where that one ends.
    #[inline]
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, ImportError> {
        loop {
            let begins = self.position();
            match self.next()? {
                Event::Start(start) => return Ok(Some(Element { line: self.line_at(begins), start })),
                Event::End(_) | Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The text inside the element that was opened last, without that of elements in it; closes it.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, ImportError> {
        let mut whole: Option<Cow<'a, str>> = None;
        let mut inside = 0_usize;
        loop {
            let part = match self.next()? {
                Event::End(_) if inside == 0 => return Ok(whole.unwrap_or_default()),
                Event::End(_) => {
                    inside -= 1;
                    continue;
                }
                Event::Start(_) => {
                    inside += 1;
                    continue;
                }
                Event::Text(text) => text.into_inner(),
                Event::CData(text) => text.into_inner(),
                Event::GeneralRef(name) => Cow::Owned(self.letter(&name)?.to_string()),
                _ => continue,
            };
            if inside == 0 {
                whole = Some(match whole {
                    None => part,
                    Some(known) => Cow::Owned(known.into_owned() + &part),
                });
            }
        }
    }

    /// Passes over what is inside the element that was opened last, and closes it.
    pub(super) fn skip(&mut self) -> Result<(), ImportError> {
        while self.child()?.is_some() {
            self.skip()?;
        }
        Ok(())
    }

    /// An error on `line`.
    pub(super) fn error(&self, line: u64, what: impl Into<String>, way_out: &str) -> ImportError {
        ImportError::line(self.file, line, what, way_out)
    }

    fn next(&mut self) -> Result<Event<'a>, ImportError> {
        let event = self.reader.read_event().map_err(|cause| self.broken(&cause))?;
        match event {
            Event::Start(_) if self.depth == DEPTH => {
                let what = format!("elements lie more than {DEPTH} deep in each other");
                return Err(self.here(what, "no graph does that; check the file"));
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            Event::Eof if self.depth > 0 => return Err(self.here("the XML text is cut off here", AGAIN)),
            _ => {}
        }
        Ok(event)
    }

    /// The letter that an entity stands for.
    fn letter(&mut self, name: &quick_xml::events::BytesRef) -> Result<char, ImportError> {
        let known = match &**name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.resolve_char_ref().ok().flatten(),
        };
        known.ok_or_else(|| {
            self.here("there is an entity that is none of XML's own", "write the letter itself")
        })
    }

    fn broken(&mut self, cause: &Error) -> ImportError {
        if matches!(cause, Error::Syntax(_)) {
            return self.here("the XML text is cut off here, or a quote or a bracket is not closed", AGAIN);
        }
        self.here("this is no valid XML", AGAIN)
    }

    fn here(&mut self, what: impl Into<String>, way_out: &str) -> ImportError {
        let line = self.line_at(self.position());
        self.error(line, what, way_out)
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len())
    }

    /// The line at a place that is not before the last one asked for.
    #[allow(clippy::naive_bytecount, reason = "it is a few bytes each time")]
    fn line_at(&mut self, place: usize) -> u64 {
        if place > self.counted {
            let passed = &self.text.as_bytes()[self.counted..place];
            self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
            self.counted = place;
        }
        self.line
    }
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The values of the attributes called `names`, without blanks around them. An attribute that stands twice, or that is no
    /// valid XML, is an error.
    #[inline]
    pub(super) fn pick<const N: usize>(
        &self,
        walk: &Walk,
        names: [&str; N],
    ) -> Result<[Option<Cow<'_, str>>; N], ImportError> {
        let mut found = [const { None }; N];
        for attribute in self.start.attributes() {
            let attribute = attribute.map_err(|_| self.wrong(walk))?;
            let Some(at) = names.iter().position(|name| *name == attribute.key.into_inner()) else {
                continue;
            };
            let plain = !attribute.value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r'));
            let value = if plain {
                attribute.value
            } else {
                attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| self.wrong(walk))?
            };
            found[at] = Some(trimmed(value));
        }
        Ok(found)
    }

    fn wrong(&self, walk: &Walk) -> ImportError {
        let what = "an attribute stands twice, has no quotes, or holds an entity that is none of XML's own";
        walk.error(self.line, what, AGAIN)
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn input(bytes: &[u8]) -> Input {
        Input::of_bytes("a.graphml".to_owned(), Path::new("a.graphml"), bytes.to_vec()).expect("an input")
    }

    /// What stands in the attribute `x` and in the text of each element under the root, or the error.
    fn read(bytes: &[u8]) -> Result<Vec<(u64, String, String)>, String> {
        let mut input = input(bytes);
        let read = |input: &mut Input| {
            decode(input)?;
            let mut walk = Walk::of(input)?;
            walk.root("r", "an r")?;
            let mut found = Vec::new();
            while let Some(child) = walk.child()? {
                let [x] = child.pick(&walk, ["x"])?;
                found.push((child.line, x.unwrap_or_default().into_owned(), walk.text()?.into_owned()));
            }
            walk.end()?;
            Ok(found)
        };
        read(&mut input).map_err(|error: ImportError| error.to_string())
    }

    #[test]
    fn puts_the_pieces_of_a_text_together() {
        let text = "<p:r>\n<a x=' 1&amp;2 '>A &amp; B<!-- c --> &#233;<![CDATA[<]]>\n<b>no</b></a>\n\n<a\nx='2'/></p:r>";
        let found = read(text.as_bytes()).expect("reads");
        let expected = [(2, "1&2", "A & B é<\n"), (5, "2", "")];
        assert_eq!(found, expected.map(|(line, x, text)| (line, x.to_owned(), text.to_owned())));
    }

    #[test]
    fn knows_encodings_by_mark_by_zeros_and_by_declaration() {
        let text = "<?xml version='1.0' encoding='utf-16'?><r><a>café</a></r>";
        let wide = |mark: &[u8]| {
            [mark, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
        };
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut latin = b"<?xml version='1.0' encoding = \"ISO-8859-2\" ?><r><a>caf\xe9</a></r>".to_vec();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let expected = Ok(vec![(1, String::new(), "café".to_owned())]);
        for bytes in [wide(b"\xff\xfe"), wide(b""), big, marked, text.as_bytes().to_vec(), latin.clone()] {
            assert_eq!(read(&bytes), expected);
        }
        latin[32] = b'x';
        assert!(read(&latin).expect_err("no such encoding").contains("its encoding is none known here"));
    }

    #[test]
    fn refuses_what_would_lose_records() {
        let says = |text: &str, what: &str| {
            let said = read(text.as_bytes()).expect_err("it is wrong");
            assert!(said.contains(what), "{text}: {said}");
        };
        says("<r>\n<a>", "line 2: the XML text is cut off here");
        says("<r>\n<a x='1", "the XML text is cut off here");
        says("<r>\n<a x='1' x='2'/></r>", "line 2: an attribute stands twice");
        says("<r><a></b></r>", "line 1: this is no valid XML");
        says("<r></r>\n<r></r>", "line 2: a second document follows the first");
        says("<HTML></HTML>", "it is a page of HTML and not an r");
        says(" {} ", "there is no XML in it");
        says(&"<r>".repeat(300), "elements lie more than 256 deep");
        says("<!DOCTYPE r [<!ENTITY e 'x'>]><r><a>&e;</a></r>", "an entity that is none of XML's own");
        says("<!DOCTYPE r [<!ENTITY e 'x'>]><r><a x='&e;'/></r>", "an entity that is none of XML's own");
    }
}
