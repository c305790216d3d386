//! Which dialect of a JSON graph a text is, told by its keys: of the whole document, or of as much of it as was read.

use crate::import::exports::json::{Json, Node};
use jiter::{Jiter, JiterResult, Peek};
use std::collections::BTreeSet;

/// How nodes and edges stand in a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Lists `nodes`, and `links` or `edges`: networkx, d3, sigma, vis.
    NodeLink,
    /// The same with `key` and `attributes`.
    Graphology,
    /// `elements`, or one list of objects with `data`.
    Cytoscape,
    /// `graph` or `graphs`.
    JsonGraph,
}

impl Dialect {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NodeLink => "nodes and links",
            Self::Graphology => "graphology",
            Self::Cytoscape => "Cytoscape",
            Self::JsonGraph => "JSON Graph Format",
        }
    }

    /// The dialect of a document.
    pub(super) fn of(root: &Node) -> Option<Self> {
        let mut keys = BTreeSet::new();
        paths(root, "", 0, &mut keys);
        known(&keys)
    }
}

/// The dialect of a text that begins with `start`; none where it is no graph, or cannot be told.
pub(super) fn dialect(start: &[u8]) -> Option<Dialect> {
    let start = match encoding_rs::Encoding::for_bom(start) {
        Some((encoding, _)) => encoding.decode_with_bom_removal(start).0,
        None => String::from_utf8_lossy(start),
    };
    let mut jiter = Jiter::new(start.as_bytes()).with_allow_inf_nan();
    let mut keys = BTreeSet::new();
    let peek = jiter.peek().ok()?;
    // The text may end anywhere: what was seen until then decides.
    let _ = walk(&mut jiter, peek, "", 0, &mut keys);
    known(&keys)
}

/// How deep keys tell dialects apart.
const DEPTH: usize = 6;

/// The keys of objects, of the first object of each list, each with the keys that lead to it.
fn walk(
    jiter: &mut Jiter,
    peek: Peek,
    path: &str,
    depth: usize,
    keys: &mut BTreeSet<String>,
) -> JiterResult<()> {
    match peek {
        Peek::Object if depth < DEPTH => {
            keys.insert(format!("{path}{{}}"));
            let mut next = jiter.known_object()?.map(str::to_owned);
            while let Some(key) = next {
                let path = format!("{path}/{key}");
                let peek = jiter.peek()?;
                keys.insert(path.clone());
                walk(jiter, peek, &path, depth + 1, keys)?;
                next = jiter.next_key()?.map(str::to_owned);
            }
            Ok(())
        }
        Peek::Array if depth < DEPTH => {
            keys.insert(format!("{path}[]"));
            let mut next = jiter.known_array()?;
            let path = format!("{path}[]");
            let mut is_first = true;
            while let Some(peek) = next {
                if std::mem::take(&mut is_first) {
                    walk(jiter, peek, &path, depth + 1, keys)?;
                } else {
                    jiter.known_skip(peek)?;
                }
                next = jiter.array_step()?;
            }
            Ok(())
        }
        _ => jiter.known_skip(peek),
    }
}

/// The same of a document that was read.
fn paths(node: &Node, path: &str, depth: usize, keys: &mut BTreeSet<String>) {
    match &node.value {
        Json::Map(pairs) if depth < DEPTH => {
            keys.insert(format!("{path}{{}}"));
            for (key, value) in pairs {
                let path = format!("{path}/{key}");
                keys.insert(path.clone());
                paths(value, &path, depth + 1, keys);
            }
        }
        Json::List(values) if depth < DEPTH => {
            let path = format!("{path}[]");
            keys.insert(path.clone());
            if let Some(first) = values.first() {
                paths(first, &path, depth + 1, keys);
            }
        }
        _ => {}
    }
}

fn known(keys: &BTreeSet<String>) -> Option<Dialect> {
    let has = |path: &str| keys.contains(path);
    let ends = |path: &str| {
        [["source", "target"], ["from", "to"]]
            .iter()
            .any(|ends| ends.iter().all(|end| has(&format!("{path}/{end}"))))
    };
    let element = |path: &str| has(&format!("{path}/data/id")) || ends(&format!("{path}/data"));
    let inside = |path: &str| has(&format!("{path}/nodes[]")) || has(&format!("{path}/nodes{{}}"));
    if element("[]") || element("/elements[]") || element("/elements/nodes[]") || element("/elements/edges[]")
    {
        return Some(Dialect::Cytoscape);
    }
    if element("/nodes[]") && (element("/edges[]") || !has("/edges[]")) {
        return Some(Dialect::Cytoscape);
    }
    if has("/nodes[]/key") && (has("/nodes[]/attributes") || has("/options{}") || has("/attributes{}")) {
        return Some(Dialect::Graphology);
    }
    if has("/nodes[]{}") || has("/links[]") && ends("/links[]") || has("/nodes[]") && ends("/edges[]") {
        return Some(Dialect::NodeLink);
    }
    let is_empty = has("/nodes[]") && (has("/links[]") || has("/edges[]"));
    if is_empty || ends("/edges[]") {
        return Some(Dialect::NodeLink);
    }
    (inside("/graph") || inside("/graphs[]")).then_some(Dialect::JsonGraph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::json::{Document, Reading};

    #[test]
    fn knows_a_dialect_by_its_keys_whole_or_cut_off() {
        let texts = [
            (
                r#"{"directed":false,"graph":{},"nodes":[{"id":1}],"links":[{"source":1,"target":2}]}"#,
                Dialect::NodeLink,
            ),
            (r#"{"links":[{"source":1,"target":2},{}],"nodes":[{"id":1}]}"#, Dialect::NodeLink),
            (r#"{"nodes":[{"id":1}],"edges":[{"from":1,"to":2}]}"#, Dialect::NodeLink),
            (r#"{"options":{},"attributes":{},"nodes":[{"key":"a"}],"edges":[]}"#, Dialect::Graphology),
            (r#"{"elements":{"nodes":[{"data":{"id":"a"}}],"edges":[]}}"#, Dialect::Cytoscape),
            (r#"[{"data":{"id":"a"}},{"data":{"source":"a","target":"a"}}]"#, Dialect::Cytoscape),
            (r#"{"graph":{"nodes":{"a":{}},"edges":[]}}"#, Dialect::JsonGraph),
            (r#"{"graphs":[{"nodes":[],"edges":[]}]}"#, Dialect::JsonGraph),
        ];
        for (text, expected) in texts {
            let document = Document::of("a.json", text.as_bytes(), Reading::default()).expect("reads");
            assert_eq!(Dialect::of(&document.root), Some(expected), "{text}");
            assert_eq!(dialect(text.as_bytes()), Some(expected), "{text}");
            let cut = text.len() - 3;
            assert_eq!(dialect(&text.as_bytes()[..cut]), Some(expected), "{text}");
        }
    }

    #[test]
    fn takes_no_other_file_for_a_graph() {
        let others = [
            "{}",
            "[]",
            r#"{"friends_v2":[{"name":"Ada","timestamp":1}]}"#,
            r#"[{"follower":{"accountId":"1"}}]"#,
            r#"{"graph":{"a":1}}"#,
            r#"{"edges":[{"node":{"id":1}}]}"#,
            "<html>",
        ];
        assert!(others.iter().all(|text| dialect(text.as_bytes()).is_none()));
    }
}
