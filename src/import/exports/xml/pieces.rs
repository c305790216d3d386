//! `Pieces`: an XML text cut into tags, texts and what lies between them.
//!
//! Tags and texts, of which large graphs consist, are cut here, for it takes no more than a look for the bracket that ends each.
//! Whatever begins with `<!`, `<?` or `&`, and a tag that never ends, is put before the parser of quick-xml at that very place, so
//! both agree on every piece and every fault. Neither says whether each end tag has its start tag; [`super::Walk`] does.

use super::scan::{count_of, first_of};
use quick_xml::{Error, Reader, events::Event};
use std::borrow::Cow;

/// A piece of an XML text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// A tag that opens an element.
    Open(Tag<'a>),
    /// A tag that opens an element and closes it too.
    Empty(Tag<'a>),
    /// The name in a tag that closes an element.
    Close(&'a str),
    /// Text without markup, or that of a CDATA section.
    Text(Cow<'a, str>),
    /// The letter for which an entity stands; none where the entity is none of XML's own.
    Letter(Option<char>),
    /// A comment, an instruction, a document type.
    Aside,
    /// Nothing follows.
    End,
}

/// What stands in a tag that opens an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// The name, the blanks and the attributes.
    pub(super) text: &'a str,
    /// The name, with its prefix.
    pub(super) name: &'a str,
}

/// What is wrong with an XML text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends inside a piece.
    Cut,
    /// A piece is not as XML says.
    Invalid,
}

/// A text of which the pieces up to some place were taken.
pub(super) struct Pieces<'a> {
    text: &'a str,
    /// How many bytes were taken.
    at: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Takes the tag that closes an element of that name, if it comes next and holds nothing but the name.
    #[inline]
    pub(super) fn closes(&mut self, name: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let closes = rest.starts_with(b"</")
            && rest.get(name.len() + 2) == Some(&b'>')
            && &rest[2..name.len() + 2] == name.as_bytes();
        if closes {
            self.at += name.len() + 3;
        }
        closes
    }

    /// The next piece.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "each piece is otherwise copied, which takes as long as cutting it"
    )]
    pub(super) fn next(&mut self) -> Result<Piece<'a>, Fault> {
        let rest = &self.text[self.at..];
        match rest.as_bytes() {
            [] => Ok(Piece::End),
            [b'<', b'!' | b'?', ..] | [b'<'] | [b'&', ..] => self.rare(rest),
            [b'<', b'/', ..] => match tag_end(rest.as_bytes()) {
                Some(end) => {
                    self.at += end + 1;
                    Ok(Piece::Close(closed(&rest[2..end])))
                }
                None => self.rare(rest),
            },
            [b'<', ..] => match tag_end(rest.as_bytes()) {
                Some(end) => {
                    self.at += end + 1;
                    let text = &rest[1..end];
                    Ok(match text.strip_suffix('/') {
                        None => Piece::Open(Tag::of(text)),
                        Some(text) => Piece::Empty(Tag::of(text)),
                    })
                }
                None => self.rare(rest),
            },
            bytes => {
                let end = first_of(bytes, [b'<', b'&']).unwrap_or(bytes.len());
                self.at += end;
                Ok(Piece::Text(Cow::Borrowed(&rest[..end])))
            }
        }
    }

    /// The next piece, which begins `rest`, as quick-xml reads it.
    #[cold]
    fn rare(&mut self, rest: &'a str) -> Result<Piece<'a>, Fault> {
        let mut reader = Reader::from_str(rest);
        let event = reader.read_event();
        let taken = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        self.at += taken.min(rest.len());
        match event {
            Ok(Event::CData(text)) => Ok(Piece::Text(text.into_inner())),
            Ok(Event::GeneralRef(name)) => Ok(Piece::Letter(letter(&name))),
            Ok(_) => Ok(Piece::Aside),
            Err(Error::Syntax(_)) => Err(Fault::Cut),
            Err(_) => Err(Fault::Invalid),
        }
    }
}

impl<'a> Tag<'a> {
    /// The tag in which `text` stands.
    #[inline]
    fn of(text: &'a str) -> Self {
        let name = text.bytes().position(is_blank).unwrap_or(text.len());
        Self { text, name: &text[..name] }
    }
}

/// Where the bracket stands that ends the tag with which `text` begins: the first outside quotes.
#[inline]
fn tag_end(text: &[u8]) -> Option<usize> {
    let end = first_of(text, [b'>'])?;
    // Tags rarely have a bracket inside quotes, so that the first one is right where all quotes are closed before it.
    let [double, single] = [b'"', b'\''].map(|quote| count_of(&text[..end], quote));
    let is_plain = (double == 0 || single == 0) && (double + single) % 2 == 0;
    if is_plain { Some(end) } else { quoted_tag_end(text) }
}

/// The same where a bracket stands inside quotes, or a quote is not closed.
#[cold]
fn quoted_tag_end(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += first_of(&text[at..], [b'>', b'"', b'\''])?;
        let found = text[at];
        if found == b'>' {
            return Some(at);
        }
        at += 1;
        at += first_of(&text[at..], [found])? + 1;
    }
}

/// The name in the end tag between whose brackets and stroke `text` stands. A name of blanks alone stays what it is.
#[inline]
fn closed(text: &str) -> &str {
    let end = text.bytes().rposition(|byte| !is_blank(byte)).map_or(text.len(), |last| last + 1);
    &text[..end]
}

/// Whether XML takes a byte for a blank.
#[inline]
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The letter for which the entity of that name stands, if it is one of XML's own.
pub(super) fn letter(name: &quick_xml::events::BytesRef) -> Option<char> {
    match &**name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}
