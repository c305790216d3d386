//! `Element`: what the tag of an XML element says: its name, its attributes, its line.

use super::{
    AGAIN, Walk,
    pieces::{Tag, is_blank},
};
use crate::import::error::ImportError;
use quick_xml::{XmlVersion, events::BytesStart};
use std::borrow::Cow;

/// How many attributes a plain element has at most.
const FEW: usize = 8;

/// An element that was opened.
pub(in crate::import::exports) struct Element<'a> {
    tag: Tag<'a>,
    /// The line on which it begins, from 1.
    pub(in crate::import::exports) line: u64,
}

impl<'a> Element<'a> {
    pub(super) fn new(tag: Tag<'a>, line: u64) -> Self {
        Self { tag, line }
    }

    /// Its name without a prefix.
    #[inline]
    pub(in crate::import::exports) fn name(&self) -> &'a str {
        match self.tag.name.bytes().position(|byte| byte == b':') {
            Some(colon) => &self.tag.name[colon + 1..],
            None => self.tag.name,
        }
    }

    /// The values of the attributes called `names`, without blanks around them. An attribute that stands twice, or that is no
    /// valid XML, is an error.
    #[inline]
    pub(in crate::import::exports) fn pick<const N: usize>(
        &self,
        walk: &Walk,
        names: [&str; N],
    ) -> Result<[Option<Cow<'a, str>>; N], ImportError> {
        match self.plain(names) {
            Some(found) => Ok(found),
            None => self.any(names).ok_or_else(|| {
                let what =
                    "an attribute stands twice, has no quotes, or holds an entity that is none of XML's own";
                walk.error(self.line, what, AGAIN)
            }),
        }
    }

    /// The same where the attributes are few, each once, and plain; none where [`Element::any`] has to look.
    #[inline]
    fn plain<const N: usize>(&self, names: [&str; N]) -> Option<[Option<Cow<'a, str>>; N]> {
        let (mut found, mut seen) = ([const { None }; N], [""; FEW]);
        let mut rest = &self.tag.text[self.tag.name.len()..];
        for count in 0..=FEW {
            let blanks = rest.bytes().position(|byte| !is_blank(byte));
            let Some(blanks) = blanks else { return Some(found) };
            let (name, value, after) = plain_attribute(&rest[blanks..])?;
            if seen[..count].contains(&name) {
                return None;
            }
            *seen.get_mut(count)? = name;
            if let Some(at) = names.iter().position(|wanted| *wanted == name) {
                found[at] = Some(Cow::Borrowed(value.trim_ascii()));
            }
            rest = after;
        }
        None
    }

    /// The same of any attributes; none where they are no valid XML.
    #[cold]
    fn any<const N: usize>(&self, names: [&str; N]) -> Option<[Option<Cow<'a, str>>; N]> {
        let mut found = [const { None }; N];
        let start = BytesStart::from_content(self.tag.text, self.tag.name.len());
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let Some(at) = names.iter().position(|name| *name == attribute.key.into_inner()) else {
                continue;
            };
            let is_plain = !attribute.value.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r'));
            let value = if is_plain {
                attribute.value
            } else {
                attribute.normalized_value(XmlVersion::Explicit1_0).ok()?
            };
            found[at] = Some(Cow::Owned(value.trim_ascii().to_owned()));
        }
        Some(found)
    }
}

/// The name and the value of the attribute with which `text` begins, and what follows; none where one of them is not plain. The
/// value may hold neither an entity nor a blank other than a space, for those stand for something else.
#[inline]
fn plain_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':');
    let equals = bytes.iter().position(|byte| !is_name(byte)).filter(|&at| at > 0 && bytes[at] == b'=')?;
    let begins = equals + 2;
    let quote = *bytes.get(equals + 1).filter(|quote| matches!(quote, b'"' | b'\''))?;
    let special = |byte: &u8| *byte == quote || matches!(byte, b'&' | b'\t' | b'\n' | b'\r');
    let length = bytes[begins..].iter().position(special).filter(|&at| bytes[begins + at] == quote)?;
    let ends = begins + length;
    Some((&text[..equals], &text[begins..ends], &text[ends + 1..]))
}
