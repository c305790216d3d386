//! `Walk`: an XML text, element by element, each with its line; what would lose records is an error.
//!
//! Elements go by their local names, for graphs come with every prefix and every address of their namespace. The parser that lies
//! below ends in peace where a document is cut off and finds nothing in one that is UTF-16, so depth and encoding are looked
//! after here. A document type is passed over: its entities are not expanded, and one that is used is an error.

mod element;
mod pieces;
mod scan;
#[cfg(test)]
#[allow(clippy::redundant_closure_for_method_calls, reason = "a closure fits any lifetime")]
mod second_walk;

pub(super) use self::element::Element;

use self::{
    pieces::{Fault, Piece, Pieces},
    scan::count_of,
};
use crate::import::{error::ImportError, input::Input};
use std::borrow::Cow;

/// How deep elements may lie in each other.
const DEPTH: usize = 256;

const AGAIN: &str = "save or fetch the file again; nothing was read";

/// A reading of an XML text, at some element.
pub(super) struct Walk<'a> {
    pieces: Pieces<'a>,
    file: &'a str,
    /// Up to where lines are counted, and which line that is.
    counted: usize,
    line: u64,
    /// The names of the elements that are open, the outermost first.
    open: Vec<&'a str>,
    /// Whether the element that was opened last has no content, and is to be closed.
    is_empty: bool,
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
        let pieces = Pieces::of(text);
        Ok(Self { pieces, file: &input.name, counted: 0, line: 1, open: Vec::new(), is_empty: false })
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
            let begins = self.pieces.at();
            match self.next()? {
                Piece::Open(tag) | Piece::Empty(tag) => {
                    return Ok(Some(Element::new(tag, self.line_at(begins))));
                }
                Piece::Close(_) | Piece::End => return Ok(None),
                Piece::Text(_) | Piece::Letter(_) | Piece::Aside => {}
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
                Piece::Close(_) if inside == 0 => return Ok(whole.unwrap_or_default()),
                Piece::Close(_) => {
                    inside -= 1;
                    continue;
                }
                Piece::Open(_) | Piece::Empty(_) => {
                    inside += 1;
                    continue;
                }
                Piece::Text(text) => text,
                Piece::Letter(letter) => Cow::Owned(self.known(letter)?.to_string()),
                Piece::Aside | Piece::End => continue,
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

    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "each piece is otherwise copied, which takes as long as cutting it"
    )]
    fn next(&mut self) -> Result<Piece<'a>, ImportError> {
        if std::mem::take(&mut self.is_empty) {
            return Ok(Piece::Close(self.open.pop().expect("an element without content was opened")));
        }
        if let Some(&name) = self.open.last()
            && self.pieces.closes(name)
        {
            self.open.pop();
            return Ok(Piece::Close(name));
        }
        let piece = self.pieces.next().map_err(|fault| self.broken(fault))?;
        match &piece {
            Piece::Open(_) | Piece::Empty(_) if self.open.len() == DEPTH => return Err(self.too_deep()),
            Piece::Open(tag) => self.open.push(tag.name),
            Piece::Empty(tag) => {
                self.open.push(tag.name);
                self.is_empty = true;
            }
            Piece::Close(name) if self.open.pop() != Some(name) => return Err(self.broken(Fault::Invalid)),
            Piece::End if !self.open.is_empty() => return Err(self.cut_off()),
            _ => {}
        }
        Ok(piece)
    }

    /// The letter of an entity, which was looked up.
    fn known(&mut self, letter: Option<char>) -> Result<char, ImportError> {
        letter.ok_or_else(|| {
            self.here("there is an entity that is none of XML's own", "write the letter itself")
        })
    }

    #[cold]
    fn too_deep(&mut self) -> ImportError {
        let what = format!("elements lie more than {DEPTH} deep in each other");
        self.here(what, "no graph does that; check the file")
    }

    #[cold]
    fn cut_off(&mut self) -> ImportError {
        self.here("the XML text is cut off here", AGAIN)
    }

    #[cold]
    fn broken(&mut self, fault: Fault) -> ImportError {
        let what = match fault {
            Fault::Cut => "the XML text is cut off here, or a quote or a bracket is not closed",
            Fault::Invalid => "this is no valid XML",
        };
        self.here(what, AGAIN)
    }

    fn here(&mut self, what: impl Into<String>, way_out: &str) -> ImportError {
        let line = self.line_at(self.pieces.at());
        self.error(line, what, way_out)
    }

    /// The line at a place that is not before the last one asked for.
    #[inline]
    fn line_at(&mut self, place: usize) -> u64 {
        self.line += count_of(&self.pieces.text().as_bytes()[self.counted..place], b'\n');
        self.counted = place;
        self.line
    }
}

#[cfg(test)]
#[allow(clippy::redundant_closure_for_method_calls, reason = "a closure fits any lifetime")]
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
