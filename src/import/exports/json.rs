//! `Document`: a JSON text as a tree in which every value knows its line, and every number keeps its digits.
//!
//! Ids may be longer than a machine's numbers, so a number stays the text that it was. A key that stands twice in an object, a
//! text that is cut off and anything after its end are errors: a reader that let them pass would lose records without a word.

use super::mojibake::repaired;
use crate::import::error::ImportError;
use jiter::{Jiter, JiterError, Peek};
use rustc_hash::FxHashSet;

/// How deep values may lie in each other.
const DEPTH: usize = 64;

/// A JSON text that was read.
pub(in crate::import) struct Document {
    /// The whole.
    pub(in crate::import) root: Node,
    /// Where lines begin.
    lines: Vec<usize>,
    /// How many texts and keys were repaired.
    pub(in crate::import) repaired: u64,
}

/// A value and where it begins.
#[derive(Debug)]
pub(in crate::import) struct Node {
    at: usize,
    pub(in crate::import) value: Json,
}

/// A value.
#[derive(Debug)]
pub(in crate::import) enum Json {
    Null,
    Truth(bool),
    /// A number in its digits.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// How a text is to be read.
#[derive(Clone, Copy, Default)]
pub(in crate::import) struct Reading {
    /// Texts are UTF-8 bytes that were written as if each were a letter, as Meta does.
    pub(in crate::import) mojibake: bool,
    /// Keys may stand twice in an object; then all are kept.
    pub(in crate::import) doubled_keys: bool,
}

impl Document {
    /// Reads `text`, which is UTF-8 without a byte-order mark; `file` is what it is called in errors.
    pub(in crate::import) fn of(file: &str, text: &[u8], reading: Reading) -> Result<Self, ImportError> {
        let mut walk = Walk { jiter: Jiter::new(text).with_allow_inf_nan(), reading, repaired: 0 };
        let root = walk.start().map_err(|fault| fault.told(file, text, &walk.jiter))?;
        let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        Ok(Self { root, lines: ends.collect(), repaired: walk.repaired })
    }

    /// The line on which a value begins, from 1.
    pub(in crate::import) fn line(&self, node: &Node) -> u64 {
        self.lines.partition_point(|&start| start <= node.at) as u64 + 1
    }
}

impl Node {
    /// The value under `key`, if this is an object that has it.
    pub(in crate::import) fn get(&self, key: &str) -> Option<&Self> {
        self.map().iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The value under the first of `keys` that the object has.
    pub(in crate::import) fn first(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The value under a key that is `key` but for capitals, blanks and `_`.
    pub(in crate::import) fn loosely(&self, key: &str) -> Option<&Self> {
        let plain = |text: &str| text.to_lowercase().replace([' ', '_', '-'], "");
        self.map().iter().find(|(known, _)| plain(known) == plain(key)).map(|(_, value)| value)
    }

    /// The value at the end of a path of keys.
    pub(in crate::import) fn path(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The values of a list; none where this is none.
    pub(in crate::import) fn list(&self) -> &[Self] {
        if let Json::List(values) = &self.value { values } else { &[] }
    }

    /// The keys and values of an object; none where this is none.
    pub(in crate::import) fn map(&self) -> &[(String, Self)] {
        if let Json::Map(pairs) = &self.value { pairs } else { &[] }
    }

    /// The text without blanks around it, if this is one that is not empty.
    pub(in crate::import) fn text(&self) -> Option<&str> {
        if let Json::Text(text) = &self.value {
            Some(text.trim()).filter(|text| !text.is_empty())
        } else {
            None
        }
    }

    /// A text that is not empty, or a number in its digits: what ids come as.
    pub(in crate::import) fn id(&self) -> Option<&str> {
        if let Json::Number(digits) = &self.value { Some(digits) } else { self.text() }
    }

    /// A whole number, written as one or as a text.
    pub(in crate::import) fn whole(&self) -> Option<i64> {
        self.id()?.parse().ok()
    }

    /// A truth value.
    pub(in crate::import) fn truth(&self) -> Option<bool> {
        if let Json::Truth(truth) = self.value { Some(truth) } else { None }
    }

    /// Whether there is nothing: null, or an empty text, list or object.
    pub(in crate::import) fn is_empty(&self) -> bool {
        match &self.value {
            Json::Null => true,
            Json::Text(text) => text.trim().is_empty(),
            Json::List(values) => values.is_empty(),
            Json::Map(pairs) => pairs.is_empty(),
            Json::Truth(_) | Json::Number(_) => false,
        }
    }
}

/// What is wrong with a text.
enum Fault {
    Json(JiterError),
    Deep,
    Doubled(usize),
}

impl From<JiterError> for Fault {
    fn from(cause: JiterError) -> Self {
        Self::Json(cause)
    }
}

impl Fault {
    #[allow(clippy::naive_bytecount, reason = "it is done once, for an error")]
    fn told(&self, file: &str, text: &[u8], jiter: &Jiter) -> ImportError {
        let line =
            |at: usize| 1 + text[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() as u64;
        let again = "fetch or save the file again; nothing was read";
        match self {
            Self::Json(cause) if cause.index >= text.trim_ascii_end().len() => {
                ImportError::line(file, line(cause.index), "the JSON text is cut off here", again)
            }
            Self::Json(cause) => ImportError::line(file, line(cause.index), "this is no valid JSON", again),
            Self::Deep => {
                let what = format!("values lie more than {DEPTH} deep in each other");
                ImportError::line(
                    file,
                    line(jiter.current_index()),
                    what,
                    "no export does that; check the file",
                )
            }
            Self::Doubled(at) => ImportError::line(
                file,
                line(*at),
                "a key stands twice in one object",
                "leave one of the two out; which one is meant cannot be told",
            ),
        }
    }
}

struct Walk<'a> {
    jiter: Jiter<'a>,
    reading: Reading,
    repaired: u64,
}

impl Walk<'_> {
    fn start(&mut self) -> Result<Node, Fault> {
        let peek = self.jiter.peek()?;
        let root = self.node(peek, 0)?;
        self.jiter.finish()?;
        Ok(root)
    }

    fn node(&mut self, peek: Peek, depth: usize) -> Result<Node, Fault> {
        if depth > DEPTH {
            return Err(Fault::Deep);
        }
        let at = self.jiter.current_index();
        let value = match peek {
            Peek::Null => {
                self.jiter.known_null()?;
                Json::Null
            }
            Peek::True | Peek::False => Json::Truth(self.jiter.known_bool(peek)?),
            Peek::String => {
                let text = self.jiter.known_str()?.to_owned();
                Json::Text(self.repair(text))
            }
            Peek::Array => Json::List(self.list(depth)?),
            Peek::Object => Json::Map(self.map(depth)?),
            _ => Json::Number(String::from_utf8_lossy(self.jiter.known_number_bytes(peek)?).into_owned()),
        };
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut values = Vec::new();
        let mut next = self.jiter.known_array()?;
        while let Some(peek) = next {
            values.push(self.node(peek, depth + 1)?);
            next = self.jiter.array_step()?;
        }
        Ok(values)
    }

    fn map(&mut self, depth: usize) -> Result<Vec<(String, Node)>, Fault> {
        let (mut pairs, mut known) = (Vec::new(), FxHashSet::default());
        let mut next = self.jiter.known_object()?.map(str::to_owned);
        while let Some(key) = next {
            let key = self.repair(key);
            let peek = self.jiter.peek()?;
            if !self.reading.doubled_keys && !known.insert(key.clone()) {
                return Err(Fault::Doubled(self.jiter.current_index()));
            }
            pairs.push((key, self.node(peek, depth + 1)?));
            next = self.jiter.next_key()?.map(str::to_owned);
        }
        Ok(pairs)
    }

    fn repair(&mut self, text: String) -> String {
        match repaired(&text) {
            Some(better) if self.reading.mojibake => {
                self.repaired += 1;
                better
            }
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Document, String> {
        Document::of("a.json", text.as_bytes(), Reading::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn keeps_the_digits_of_ids_and_knows_lines() {
        let document =
            read("{\n \"a\": [340282366920938463463374607431768211457,\n 1.0, NaN]}").expect("reads");
        let list = document.root.get("a").expect("there").list();
        let ids: Vec<_> = list.iter().map(|node| (node.id(), document.line(node))).collect();
        assert_eq!(
            ids,
            [(Some("340282366920938463463374607431768211457"), 2), (Some("1.0"), 3), (Some("NaN"), 3)]
        );
    }

    #[test]
    fn refuses_what_would_lose_records() {
        let says = |text: &str, what: &str| {
            let said = read(text).err().expect("it is wrong");
            assert!(said.contains(what), "{said}");
        };
        says("{\"a\": [1, 2", "line 1: the JSON text is cut off here");
        says("{\"a\": 1}\n{\"a\": 2}", "line 2: this is no valid JSON");
        says("{\"a\": 1,\n\"a\": 2}", "line 2: a key stands twice");
        says(&"[".repeat(100), "values lie more than 64 deep");
        says("", "cut off");
        says("<html>", "no valid JSON");
    }

    #[test]
    fn repairs_texts_and_keys_where_asked() {
        let text = r#"{"Num\u00c3\u00a9ro": "Rados\u00c5\u0082aw"}"#;
        let reading = Reading { mojibake: true, ..Reading::default() };
        let document = Document::of("a.json", text.as_bytes(), reading).expect("reads");
        assert_eq!(document.root.get("Numéro").and_then(Node::text), Some("Radosław"));
        assert_eq!(document.repaired, 2);
    }
}
