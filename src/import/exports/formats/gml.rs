//! GML, as Newman's network collection and many tools write it: `graph [ node [ … ] edge [ … ] ]`.
//!
//! Nodes are people under their `id` and say who there is; edges are ties from `source` to `target`, before or after
//! the nodes. `directed 1` makes them point. The other keys of a node become attributes (a node may have its
//! own `source`), except those that name people (`label` first of all). Somebody to whom an edge leads and who is no node is
//! added, and noted. Passed over: nested lists such as `graphics [ … ]`, every other key of an edge, and the second value of a
//! key that a node has twice.

use super::{
    Format, Group, Importer,
    gml_tokens::{Broken, Token, Tokens},
};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{
            bundle::Bundle,
            rows::{Rows, Scope, Tie},
        },
        input::Input,
        ledger::Verdict,
        roster::Admission,
        ties::is_weight,
    },
    model::{gap::Why, id::SourceId},
};
use std::borrow::Cow;

pub(super) const FORMAT: &Format = &Format {
    name: "gml",
    group: Group::Network,
    title: "GML graph",
    files: "*.gml, also .gz",
    gives: "people, attributes, ties with their direction",
    lacks: "dates; nested lists such as graphics, and keys of edges other than source, target and weight, are passed over",
    how: "saved by igraph, networkx, yEd, Cytoscape and Gephi; Newman's data sets come as GML in a zip",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| bundle.all("*.gml").next().is_some(), read };

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in bundle.entries().iter().filter(|entry| entry.ending() == "gml") {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let text = std::str::from_utf8(input.text()?).expect("the input was decoded");
        let graph = Graph::of(text, &input)?;
        let format = format!("GML, {} nodes and {} edges, {encoding}", graph.nodes.len(), graph.edges.len());
        let source = rows.enter("ties", &input, &format);
        let scope = rows.scope();
        take_nodes(&graph, source, scope, rows, &input.name)?;
        take_edges(&graph, source, scope, rows);
        rows.close(source)?;
    }
    Ok(())
}

fn take_nodes(
    graph: &Graph,
    source: SourceId,
    scope: Scope,
    rows: &mut Rows,
    file: &str,
) -> Result<(), ImportError> {
    for node in &graph.nodes {
        let texts = node.pairs.iter().flat_map(|(key, value)| [key.as_bytes(), value.as_bytes()]);
        refuse_long(file, node.line, texts)?;
        let id = node.value("id").unwrap_or_default().trim_ascii();
        if id.is_empty() {
            rows.book(source, node.line, Verdict::LeftOut(Why::BlankId));
            continue;
        }
        let (someone, admission) = rows.by_id(scope, id.as_bytes());
        for (key, value) in node.pairs.iter().filter(|(key, _)| *key != "id") {
            rows.attribute(someone, key, value);
        }
        let verdict = match admission {
            Admission::New => Verdict::Taken,
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known => Verdict::LeftOut(Why::RepeatedPerson),
        };
        rows.book(source, node.line, verdict);
    }
    Ok(())
}

fn take_edges(graph: &Graph, source: SourceId, scope: Scope, rows: &mut Rows) {
    for edge in &graph.edges {
        let [one, other] = ["source", "target"].map(|key| edge.value(key).unwrap_or_default().trim_ascii());
        if one.is_empty() || other.is_empty() {
            rows.book(source, edge.line, Verdict::LeftOut(Why::BlankId));
            continue;
        }
        let ends = [one, other].map(|id| rows.by_id(scope, id.as_bytes()));
        let declared = ends.iter().all(|(_, admission)| *admission == Admission::Known);
        let verdict = if declared { Verdict::Taken } else { Verdict::Noted(Why::Undeclared) };
        rows.book(source, edge.line, verdict);
        let [one, other] = ends.map(|(someone, _)| someone);
        rows.tie(Tie { directed: graph.directed, ..Tie::new(one, other, source, edge.line) });
    }
}

/// A graph as it stands in the file.
#[derive(Default)]
struct Graph<'a> {
    directed: bool,
    nodes: Vec<Item<'a>>,
    edges: Vec<Item<'a>>,
}

/// A node or an edge: where it begins, and its keys with plain values, each key once.
struct Item<'a> {
    line: u64,
    pairs: Vec<(&'a str, Cow<'a, str>)>,
}

impl Item<'_> {
    fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_ref())
    }
}

impl<'a> Graph<'a> {
    fn of(text: &'a str, input: &Input) -> Result<Self, ImportError> {
        let broken = |(line, what): (u64, &str)| {
            ImportError::line(&input.name, line, what, "save the graph again as GML; nothing was read")
        };
        let mut tokens = Tokens::of(text);
        let mut graphs = Vec::new();
        while let Some((line, key)) = tokens.key().map_err(broken)? {
            match tokens.value().map_err(broken)? {
                Token::Open if key == "graph" => {
                    graphs.push((line, Self::inside(&mut tokens).map_err(broken)?));
                }
                Token::Open => tokens.skip_list().map_err(broken)?,
                _ => {}
            }
        }
        match (graphs.pop(), graphs.pop()) {
            (Some((_, graph)), None) => Ok(graph),
            (Some((line, _)), Some(_)) => Err(broken((line, "there is more than one graph"))),
            (None, _) => {
                Err(ImportError::file(&input.name, "there is no graph in it", "check that it is GML"))
            }
        }
    }

    fn inside(tokens: &mut Tokens<'a>) -> Result<Self, Broken> {
        let mut graph = Self::default();
        while let Some((line, key)) = tokens.key_in_list()? {
            match (key, tokens.value()?) {
                ("node", Token::Open) => graph.nodes.push(Item { line, pairs: tokens.pairs()? }),
                ("edge", Token::Open) => {
                    let edge = Item { line, pairs: tokens.pairs()? };
                    if edge.value("weight").is_some_and(|weight| !is_weight(weight)) {
                        return Err((line, "the weight of an edge is no finite number of at least 0"));
                    }
                    graph.edges.push(edge);
                }
                ("directed", Token::Plain(value @ ("0" | "1"))) => graph.directed = value == "1",
                ("directed", _) => return Err((line, "directed is neither 0 nor 1")),
                (_, Token::Open) => tokens.skip_list()?,
                _ => {}
            }
        }
        Ok(graph)
    }
}
