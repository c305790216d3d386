//! Graphs in JSON: a list of nodes, and a list of edges between them.
//!
//! Every dialect in use is read: networkx (`nodes`, and `links` or `edges`), d3 (ends that are ids, positions in the list of nodes,
//! or whole nodes), sigma, vis (`from`, `to`), graphology (`key`, `attributes`), Cytoscape (`data`, in two lists or in one) and the
//! JSON Graph Format (`graph`, with nodes in a list or under their ids). Which one it is, is told by the keys.
//!
//! Ids are the literal text: the number 7 and the text "7" are one id, 7.0 is another. Where nodes have no id, ends are positions,
//! counted from 0; where the ends are words, they are the nodes' `name` or `label`. What else a node says in plain values
//! becomes attributes. Ties point where the graph or the edge says so. Passed over: where nodes are drawn, nested values, and what
//! edges say beyond `since`, `until`, `kind` and `weight`.

use super::{
    Format, Group, Importer,
    json_shape::{Dialect, dialect},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        json::{Document, Json, Node, Reading},
        network::{Edge, Moment, Network, Says},
        rows::{Rows, Someone},
    },
};
use rustc_hash::FxHashSet;

pub(super) const FORMAT: &Format = &Format {
    name: "node-link",
    group: Group::Network,
    title: "JSON graph",
    files: "*.json and *.cyjs with a list of nodes and a list of edges: networkx, d3, Cytoscape, graphology, sigma, vis, JSON Graph Format",
    gives: "people, attributes, ties with their direction, and their dates where edges have keys since and until",
    lacks: "nested values, drawings and the other keys of edges are passed over",
    how: "node_link_data of networkx, cy.json() of Cytoscape.js, graph.export() of graphology; also written by `bystander import`",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

/// How much of a file is looked at to know it.
const HEAD: usize = 1 << 16;

fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| match entry.ending() {
        "cyjs" => true,
        "json" => dialect(&bundle.peek(entry, HEAD)).is_some(),
        _ => false,
    })
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let document = Document::of(&input.name, &input.content, Reading::default())?;
        let graph = Graph::of(&document, &input.name)?;
        let name = graph.dialect.name();
        let mut network = Network::new(rows, &input, &format!("JSON graph, {name}, {encoding}"));
        graph.take(&mut network)?;
        network.finish()?;
    }
    Ok(())
}

/// A graph as it stands in the document.
struct Graph<'a> {
    document: &'a Document,
    file: &'a str,
    dialect: Dialect,
    /// Where the graph says what it is.
    head: &'a Node,
    /// Nodes, each with the id under which it stands, if it stands under one.
    nodes: Vec<(Option<&'a str>, &'a Node)>,
    edges: Vec<&'a Node>,
}

/// What the ends of edges are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    /// Ids, which nodes have under that key.
    Ids(&'static str),
    /// Places in the list of nodes, from 0.
    Positions,
}

/// Under which keys nodes have their ids, the likeliest first.
const IDS: &[&str] = &["id", "key", "_id", "Id", "ID", "name", "label"];

/// Where a node is drawn, which says nothing about a person.
const DRAWN: &[&str] =
    &["x", "y", "z", "vx", "vy", "vz", "px", "py", "fx", "fy", "fz", "index", "fixed", "selected", "SUID"];

impl<'a> Graph<'a> {
    fn of(document: &'a Document, file: &'a str) -> Result<Self, ImportError> {
        let root = &document.root;
        let way_out = "check that it is a graph: a list `nodes`, and a list `links` or `edges`";
        let wrong = |what: &str| ImportError::file(file, what, way_out);
        let dialect =
            Dialect::of(root).ok_or_else(|| wrong("it is JSON, and no graph that is known here"))?;
        let head = match dialect {
            Dialect::JsonGraph => match root.get("graphs").map(Node::list) {
                Some([_, _, ..]) => {
                    return Err(wrong("there is more than one graph in it, each with ids of its own"));
                }
                Some([graph]) => graph,
                _ => root.get("graph").unwrap_or(root),
            },
            _ => root,
        };
        let inside = match dialect {
            Dialect::Cytoscape => head.get("elements").unwrap_or(head),
            _ => head,
        };
        if let Json::List(elements) = &inside.value {
            let (edges, nodes): (Vec<_>, Vec<_>) = elements.iter().partition(|element| is_edge(element));
            let nodes = nodes.into_iter().map(|node| (None, node)).collect();
            return Ok(Self { document, file, dialect, head, nodes, edges });
        }
        let nodes = match inside.get("nodes").map(|nodes| &nodes.value) {
            Some(Json::List(nodes)) => nodes.iter().map(|node| (None, node)).collect(),
            Some(Json::Map(nodes)) => nodes.iter().map(|(id, node)| (Some(id.as_str()), node)).collect(),
            None if dialect != Dialect::NodeLink => Vec::new(),
            _ => return Err(wrong("there is no list of nodes in it")),
        };
        let edges = match (inside.get("edges"), inside.get("links")) {
            (Some(Node { value: Json::List(edges), .. }), None)
            | (None, Some(Node { value: Json::List(edges), .. })) => edges.iter().collect(),
            (None, None) if dialect != Dialect::NodeLink => Vec::new(),
            (Some(_), Some(_)) => {
                return Err(wrong("it has both `links` and `edges`, and only one can be meant"));
            }
            _ => return Err(wrong("there is no list of edges in it")),
        };
        Ok(Self { document, file, dialect, head, nodes, edges })
    }

    fn take(&self, network: &mut Network) -> Result<(), ImportError> {
        let ends = self.ends()?;
        if ends == Ends::Positions && !self.edges.is_empty() {
            network.remark("ends of edges are positions in the list of nodes, from 0");
        }
        let directed = self.points();
        if directed.is_none() {
            network.remark(
                "the graph does not say whether its edges point; read as undirected unless an edge says so",
            );
        }
        self.take_nodes(ends, network)?;
        for edge in &self.edges {
            self.take_edge(edge, ends, directed.unwrap_or(false), network)?;
        }
        let hyperedges = self.head.get("hyperedges").map_or(&[][..], Node::list);
        hyperedges.iter().for_each(|_| network.hyperedge());
        Ok(())
    }

    /// What the ends of edges are; an error where it cannot be told.
    fn ends(&self) -> Result<Ends, ImportError> {
        if self.nodes.iter().any(|(id, _)| id.is_some()) {
            return Ok(Ends::Ids("id"));
        }
        let with = |key: &str| {
            self.nodes.iter().filter(|(_, node)| said(node, key).and_then(Node::id).is_some()).count()
        };
        let ends = || self.edges.iter().flat_map(|edge| edge_ends(edge)).flatten();
        let position = |end: &Node| match &end.value {
            Json::Number(digits) => digits.parse::<usize>().ok().filter(|&at| at < self.nodes.len()),
            _ => None,
        };
        let are_numbers = self.edges.is_empty() || ends().all(|end| matches!(end.value, Json::Number(_)));
        let key = IDS[..5].iter().find(|key| with(key) > 0);
        let Some(key) = key else {
            let named = IDS[5..].iter().find(|key| with(key) > 0);
            return Ok(named.filter(|_| !are_numbers).map_or(Ends::Positions, |key| Ends::Ids(key)));
        };
        let ids: FxHashSet<&str> =
            self.nodes.iter().filter_map(|(_, node)| said(node, key).and_then(Node::id)).collect();
        let is_id = |end: &Node| end_id(end, key).is_some_and(|id| ids.contains(id));
        if !are_numbers || ends().all(is_id) || !ends().all(|end| position(end).is_some()) {
            return Ok(Ends::Ids(key));
        }
        if !ends().any(is_id) {
            return Ok(Ends::Positions);
        }
        let way_out =
            "write every id that an edge leads to among the nodes, or take the ids out of the nodes";
        Err(ImportError::file(self.file, "the ends of its edges may be ids or positions of nodes", way_out))
    }

    /// Whether edges point where they do not say so themselves; none where the graph does not say either.
    fn points(&self) -> Option<bool> {
        let said = self.head.get("directed").and_then(Node::truth);
        let kind = self.head.path(&["options", "type"]).and_then(Node::text);
        match self.dialect {
            Dialect::JsonGraph => Some(said.unwrap_or(true)),
            Dialect::Graphology => Some(kind != Some("undirected")),
            Dialect::NodeLink | Dialect::Cytoscape => said,
        }
    }

    fn take_nodes(&self, ends: Ends, network: &mut Network) -> Result<(), ImportError> {
        let (mut parents, mut numbers, mut texts) =
            (FxHashSet::default(), FxHashSet::default(), FxHashSet::default());
        for (position, (under, node)) in self.nodes.iter().enumerate() {
            let line = self.document.line(node);
            let position = position.to_string();
            let own = match ends {
                Ends::Ids(key) => said(node, key),
                Ends::Positions => None,
            };
            let id = match (under, ends) {
                _ if !matches!(node.value, Json::Map(_)) => {
                    network.malformed_node(line);
                    continue;
                }
                (Some(id), _) => id.trim(),
                (None, Ends::Positions) => &position,
                (None, Ends::Ids(_)) => own.and_then(Node::id).unwrap_or_default(),
            };
            if let Some(own) = own {
                let same_kind = if own.text().is_some() { &mut texts } else { &mut numbers };
                same_kind.extend(own.id());
            }
            parents.extend(said(node, "parent").and_then(Node::id));
            if let Some(someone) = network.node(id, line)? {
                self.take_values(node, someone, ends, network);
            }
        }
        if self.dialect == Dialect::Cytoscape {
            let holders = parents.iter().filter(|id| network.declares(id)).count();
            (0..holders).for_each(|_| network.holder());
        }
        let both = numbers.intersection(&texts).count();
        if both > 0 {
            network
                .warn(&format!("ids that stand both as a number and as a text: {both}; each is one person"));
        }
        Ok(())
    }

    /// Takes the plain values of a node, its own and those of its `data`, `attributes` or `metadata`.
    fn take_values(&self, node: &Node, someone: Someone, ends: Ends, network: &mut Network) {
        for (key, value) in parts(node).flat_map(Node::map) {
            let is_id = matches!(ends, Ends::Ids(known) if known == key);
            let is_cytoscapes = self.dialect == Dialect::Cytoscape && matches!(key.as_str(), "id" | "parent");
            let is_drawn = DRAWN.contains(&key.as_str()) || is_cytoscapes;
            let plain = match &value.value {
                Json::Truth(true) => "true",
                Json::Truth(false) => "false",
                Json::Number(digits) => digits,
                Json::Text(text) => text,
                Json::Null | Json::List(_) | Json::Map(_) => continue,
            };
            if is_id || is_drawn {
                continue;
            }
            if key == "label" {
                network.label(someone, plain);
            } else {
                let column = network.column(key);
                network.set(someone, column, plain);
            }
        }
    }

    fn take_edge(
        &self,
        edge: &'a Node,
        ends: Ends,
        directed: bool,
        network: &mut Network,
    ) -> Result<(), ImportError> {
        let line = self.document.line(edge);
        let [Some(one), Some(other)] = edge_ends(edge) else {
            if matches!(edge.value, Json::Map(_)) {
                return network.edge(Edge { line, ..Edge::default() });
            }
            network.malformed_edge(line);
            return Ok(());
        };
        let id = |end: &'a Node| match ends {
            Ends::Ids(key) => end_id(end, key),
            Ends::Positions => {
                end_id(end, "index").filter(|at| at.parse().is_ok_and(|at: usize| at < self.nodes.len()))
            }
        };
        let (Some(mut source), Some(mut target)) = (id(one), id(other)) else {
            if one.is_empty() || other.is_empty() {
                return network.edge(Edge { line, ..Edge::default() });
            }
            network.malformed_edge(line);
            return Ok(());
        };
        let way = way(edge);
        if way == Some(Way::Back) {
            (source, target) = (target, source);
        }
        let directed = way.map_or(directed, |way| way != Way::Neither);
        let mut taken = Edge { source, target, directed, line, ..Edge::default() };
        for (key, value) in parts(edge).flat_map(Node::map) {
            match (Says::of(key), &value.value) {
                (Says::Since, Json::Null) => taken.began = Moment::Unsaid,
                (Says::Until, Json::Null) => taken.ended = Moment::Unsaid,
                (says, _) => {
                    if let Some(text) = value.id() {
                        taken.hear(says, text);
                    }
                }
            }
        }
        network.edge(taken)
    }
}

/// The objects in which a node or an edge says something: its `data` alone, or itself and what else it holds its values in.
fn parts(element: &Node) -> impl Iterator<Item = &Node> {
    let objects = |key: &str| element.get(key).filter(|inner| matches!(inner.value, Json::Map(_)));
    let data = objects("data");
    let own = if data.is_none() { Some(element) } else { None };
    [data, own, objects("attributes"), objects("metadata")].into_iter().flatten()
}

/// What an element says under `key`, itself or in its `data`.
fn said<'a>(element: &'a Node, key: &str) -> Option<&'a Node> {
    element.get(key).or_else(|| element.path(&["data", key]))
}

/// Whether an element of a list of both is an edge.
fn is_edge(element: &Node) -> bool {
    edge_ends(element).iter().any(Option::is_some)
        || element.get("group").and_then(Node::text) == Some("edges")
}

/// Both ends of an edge, as they stand.
fn edge_ends(edge: &Node) -> [Option<&Node>; 2] {
    let ends = [said(edge, "source"), said(edge, "target")];
    if ends.iter().any(Option::is_some) { ends } else { [said(edge, "from"), said(edge, "to")] }
}

/// The id that an end is, or that the node has that stands there.
fn end_id<'a>(end: &'a Node, key: &str) -> Option<&'a str> {
    match end.value {
        Json::Map(_) => said(end, key).and_then(Node::id),
        _ => end.id(),
    }
}

/// Which way an edge points by what it says itself.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Forth,
    Back,
    Neither,
}

fn way(edge: &Node) -> Option<Way> {
    let truth = |key| said(edge, key).and_then(Node::truth);
    let points = |directed| if directed { Way::Forth } else { Way::Neither };
    if let Some(directed) = truth("directed").or_else(|| truth("undirected").map(|undirected| !undirected)) {
        return Some(points(directed));
    }
    let arrows =
        edge.get("arrows").map(|arrows| match arrows.text() {
            Some(text) => [text.contains("to"), text.contains("from")],
            None => ["to", "from"].map(|end| {
                let arrow = arrows.get(end);
                arrow.and_then(Node::truth).unwrap_or(arrow.is_some_and(|arrow| {
                    arrow.get("enabled").and_then(Node::truth).unwrap_or(!arrow.is_empty())
                }))
            }),
        });
    match arrows {
        Some([true, false]) => return Some(Way::Forth),
        Some([false, true]) => return Some(Way::Back),
        Some(_) => return Some(Way::Neither),
        None => {}
    }
    match edge.get("type").and_then(Node::text) {
        Some("directed" | "Directed" | "arrow" | "curvedArrow") => Some(Way::Forth),
        Some("undirected" | "Undirected") => Some(Way::Neither),
        _ => None,
    }
}
