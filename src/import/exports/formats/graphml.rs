//! `GraphML`, as `NodeXL`, igraph, networkx, yEd and Gephi write it.
//!
//! Nodes are people under their `id`, edges are ties from `source` to `target`, which point where the edge's own `directed` says so,
//! or else the graph's `edgedefault`. What a node says under a key becomes an attribute under the key's `attr.name`, with the key's
//! default where it says nothing; truth values are written `true` and `false`. Of an edge's keys, `since` and `until` are taken
//! where they are dates, and `kind` where it is a word of ours; `weight` is looked at and not used. One key id may stand for a key
//! of nodes and another one of edges, and keys may stand inside the graph. Labels drawn by yEd (`NodeLabel`) go where names go.
//!
//! The nodes and edges of nested graphs, and of several graphs in one file, are read as one network, which is said. Passed over:
//! every other key of an edge, ports, drawings; edges of more than two ends are counted.

use super::{Format, Group, Importer};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        network::{Edge, Network, Says, truth},
        rows::{Column, Rows, Someone},
        xml::{Element, Walk, decode},
    },
};
use rustc_hash::FxHashMap;

pub(super) const FORMAT: &Format = &Format {
    name: "graphml",
    group: Group::Network,
    title: "GraphML graph",
    files: "*.graphml, or *.xml with a graphml element, also .gz",
    gives: "people, attributes, ties with the direction of each, and their dates where edges have keys since and until",
    lacks: "the other keys of edges are passed over; edges of more than two ends are counted and are no ties",
    how: "saved by NodeXL, igraph, networkx, yEd, Gephi and Cytoscape; also written by `bystander import`",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| {
        entry.ending() == "graphml" || entry.ending() == "xml" && is_graphml(&bundle.peek(entry, 4096))
    })
}

/// Whether a text that begins so has `graphml` for its first element, in whatever encoding and with whatever prefix.
fn is_graphml(start: &[u8]) -> bool {
    let plain: Vec<u8> = start.iter().copied().filter(|&byte| byte != 0).collect();
    let text = String::from_utf8_lossy(&plain);
    let names =
        text.split('<').skip(1).map(|tag| tag.split([' ', '\t', '\r', '\n', '>']).next().unwrap_or_default());
    names.take(20).any(|name| name.rsplit(':').next() == Some("graphml"))
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = decode(&mut input)?;
        let mut walk = Walk::of(&input)?;
        let network = Network::new(rows, &input, &format!("GraphML, {encoding}"));
        walk.root("graphml", "GraphML")?;
        let mut reading = Reading { network, keys: Keys::default(), graphs: 0, silent_graphs: 0 };
        reading.document(&mut walk)?;
        walk.end()?;
        reading.finish()?;
    }
    Ok(())
}

struct Reading<'r, 'p> {
    network: Network<'r, 'p>,
    keys: Keys,
    /// How many graphs stand beside each other.
    graphs: usize,
    /// How many graphs do not say which way their edges point.
    silent_graphs: usize,
}

/// What stands under which key.
#[derive(Default)]
struct Keys {
    of_nodes: FxHashMap<Box<str>, NodeKey>,
    of_edges: FxHashMap<Box<str>, Says>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum NodeKey {
    /// Values of an attribute.
    Plain(Column),
    /// Truth values of an attribute.
    Truth(Column),
    /// A drawing by yEd, which holds the label.
    Drawing,
    /// Values under a key that was not declared before.
    Undeclared(Column),
}

impl Reading<'_, '_> {
    fn document(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        while let Some(child) = walk.child()? {
            match child.name() {
                "key" => self.key(&child, walk)?,
                "graph" => {
                    self.graphs += 1;
                    self.graph(&child, walk)?;
                }
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), ImportError> {
        if self.graphs > 1 {
            let graphs = self.graphs;
            self.network.warn(&format!("the file holds {graphs} graphs; they were read as one network"));
        }
        if self.silent_graphs > 0 {
            self.network
                .remark("the graph does not say which way its edges point; they were read as undirected");
        }
        self.network.finish()
    }

    fn key(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let names = ["id", "for", "attr.name", "attr.type", "yfiles.type"];
        let [id, of, name, kind, drawn] = element.pick(walk, names)?.map(Option::unwrap_or_default);
        let mut default = String::new();
        while let Some(child) = walk.child()? {
            match child.name() {
                "default" => default = walk.text()?.into_owned(),
                _ => walk.skip()?,
            }
        }
        let name = if name.is_empty() { &id } else { &name };
        let of = if of.is_empty() { "all".into() } else { of.to_ascii_lowercase() };
        let twice = || {
            let way_out = "give each key an id of its own, before the nodes and edges that use it";
            walk.error(
                element.line,
                "a key is declared twice with different meanings, or after its use",
                way_out,
            )
        };
        if matches!(of.as_str(), "node" | "all") {
            let key = match (drawn.as_ref(), kind.as_ref()) {
                ("nodegraphics", _) => NodeKey::Drawing,
                (_, "boolean") => NodeKey::Truth(self.network.column(name)),
                _ => NodeKey::Plain(self.network.column(name)),
            };
            if *self.keys.of_nodes.entry(id.as_ref().into()).or_insert(key) != key {
                return Err(twice());
            }
            match key {
                NodeKey::Plain(column) => self.network.default(column, &default),
                NodeKey::Truth(column) => self.network.default(column, plain_truth(&default)),
                NodeKey::Drawing | NodeKey::Undeclared(_) => {}
            }
        }
        if matches!(of.as_str(), "edge" | "all") {
            let says = Says::of(name);
            if *self.keys.of_edges.entry(id.as_ref().into()).or_insert(says) != says {
                return Err(twice());
            }
        }
        Ok(())
    }

    fn graph(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let [default] = element.pick(walk, ["edgedefault"])?.map(Option::unwrap_or_default);
        let directed = match default.to_ascii_lowercase().as_str() {
            "directed" => true,
            "undirected" => false,
            "" => {
                self.silent_graphs += 1;
                false
            }
            _ => {
                let what = "edgedefault is neither directed nor undirected";
                return Err(walk.error(element.line, what, "write which of the two it is"));
            }
        };
        while let Some(child) = walk.child()? {
            match child.name() {
                "node" => self.node(&child, walk)?,
                "edge" => self.edge(&child, directed, walk)?,
                "key" => self.key(&child, walk)?,
                "hyperedge" => {
                    self.network.hyperedge();
                    walk.skip()?;
                }
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn node(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let [id] = element.pick(walk, ["id"])?.map(Option::unwrap_or_default);
        let someone = self.network.node(&id, element.line)?;
        while let Some(child) = walk.child()? {
            match (child.name(), someone) {
                ("data", Some(someone)) => self.value(&child, someone, walk)?,
                ("graph", _) => {
                    self.network.holder();
                    self.graph(&child, walk)?;
                }
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn value(&mut self, element: &Element, someone: Someone, walk: &mut Walk) -> Result<(), ImportError> {
        let [id] = element.pick(walk, ["key"])?.map(Option::unwrap_or_default);
        let key = if let Some(key) = self.keys.of_nodes.get(&*id) {
            *key
        } else {
            let key = NodeKey::Undeclared(self.network.column(&id));
            *self.keys.of_nodes.entry(id.as_ref().into()).or_insert(key)
        };
        match key {
            NodeKey::Plain(column) | NodeKey::Undeclared(column) => {
                self.network.set(someone, column, &walk.text()?);
            }
            NodeKey::Truth(column) => self.network.set(someone, column, plain_truth(&walk.text()?)),
            NodeKey::Drawing => self.labels(someone, walk)?,
        }
        Ok(())
    }

    /// Keeps the labels drawn inside the element that was opened last.
    fn labels(&mut self, someone: Someone, walk: &mut Walk) -> Result<(), ImportError> {
        while let Some(child) = walk.child()? {
            match child.name() {
                "NodeLabel" => self.network.label(someone, &walk.text()?),
                _ => self.labels(someone, walk)?,
            }
        }
        Ok(())
    }

    fn edge(&mut self, element: &Element, directed: bool, walk: &mut Walk) -> Result<(), ImportError> {
        let [source, target, own] = element.pick(walk, ["source", "target", "directed"])?;
        let directed = match own.as_deref().filter(|own| !own.is_empty()) {
            None => directed,
            Some(own) => truth(own).ok_or_else(|| {
                walk.error(element.line, "directed is no truth value", "write true or false, or leave it out")
            })?,
        };
        let [source, target] = [source, target].map(Option::unwrap_or_default);
        let mut edge =
            Edge { source: &source, target: &target, directed, line: element.line, ..Edge::default() };
        while let Some(child) = walk.child()? {
            match child.name() {
                "data" => {
                    let [key] = child.pick(walk, ["key"])?.map(Option::unwrap_or_default);
                    let says = self.keys.of_edges.get(&*key).copied().unwrap_or(Says::Nothing);
                    edge.hear(says, &walk.text()?);
                }
                "graph" => self.graph(&child, walk)?,
                _ => walk.skip()?,
            }
        }
        self.network.edge(edge)
    }
}

/// A truth value in one spelling; any other text as it is.
fn plain_truth(text: &str) -> &str {
    match truth(text) {
        Some(true) => "true",
        Some(false) => "false",
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_graph_by_its_first_element() {
        let graphs = [
            "<?xml version='1.0'?>\n<!-- a -->\n<graphml xmlns='x'>",
            "\u{feff}<g:graphml xmlns:g='x'>",
            "<graphml>",
        ];
        assert!(graphs.into_iter().all(|text| is_graphml(text.as_bytes())));
        let wide: Vec<u8> = "<graphml>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_graphml(&wide));
        assert!(["<kml><Document/>", "", "{\"graphml\": 1}"].iter().all(|text| !is_graphml(text.as_bytes())));
    }
}
