//! GML, as Newman's network collection and many tools write it: `graph [ node [ … ] edge [ … ] ]`.
//!
//! Nodes are people under their `id` and say who there is; edges are ties from `source` to `target`, before or after
//! the nodes. `directed 1` makes the case directed. The other keys of a node become attributes (a node may have its
//! own `source`), except those that name people (`label` first of all). Passed over: nested lists such as
//! `graphics [ … ]`, every other key of an edge, and the second value of a key that a node has twice.

use super::{
    Importer,
    coding::Coding,
    error::{ImportError, refuse_long},
    gml_tokens::{Broken, Token, Tokens},
    input::{Input, ending},
    intake::Intake,
    ledger::Verdict,
    plan::Plan,
    roster::Admission,
    ties::is_weight,
};
use crate::{
    model::{case::AuditCase, gap::Why, id::SourceId},
    table::ties::Ties,
};
use std::{borrow::Cow, collections::HashMap, path::Path};

pub(super) const IMPORTER: Importer = Importer { name: "a .gml file", knows, read };

fn knows(path: &Path) -> bool {
    path.is_file() && ending(path).1 == "gml"
}

fn read(path: &Path, intake: &mut Intake) -> Result<Plan, ImportError> {
    let input = intake.open(path)?;
    let text = std::str::from_utf8(input.text()?)
        .map_err(|_| ImportError::file(&input.name, "it is not valid UTF-8 text", "save it in UTF-8"))?;
    let graph = Graph::of(text, &input)?;
    let format = format!("GML, {} nodes and {} edges", graph.nodes.len(), graph.edges.len());
    let source = intake.ledger.enter("ties", &input, &format);
    take_nodes(&graph, source, intake)?;
    take_edges(&graph, source, intake);
    intake.ledger.close(source)?;
    let title = format!("Audit of {}", input.name);
    Ok(Plan {
        case: AuditCase { title, directed: graph.directed, ..AuditCase::default() },
        ..Plan::default()
    })
}

fn take_nodes(graph: &Graph, source: SourceId, intake: &mut Intake) -> Result<(), ImportError> {
    let mut columns: Vec<Coding> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut lines = Vec::new();
    for node in &graph.nodes {
        let texts = node.pairs.iter().flat_map(|(key, value)| [key.as_bytes(), value.as_bytes()]);
        refuse_long(&intake.ledger.sources[source.index()].name, node.line, texts)?;
        let id = node.value("id").unwrap_or_default();
        if id.trim_ascii().is_empty() {
            intake.ledger.book(source, node.line, Verdict::LeftOut(Why::BlankId));
            continue;
        }
        let (row, admission) = intake.roster.admit(id.trim_ascii().as_bytes());
        let mut agreed = true;
        for (key, value) in node.pairs.iter().filter(|(key, _)| *key != "id") {
            let column = *at.entry(key).or_insert_with(|| {
                columns.push(Coding::new(key));
                columns.len() - 1
            });
            agreed &= columns[column].set(row.index(), value.trim_ascii());
        }
        let verdict = match admission {
            Admission::New => Verdict::Taken,
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known if agreed => Verdict::LeftOut(Why::RepeatedPerson),
            Admission::Known => {
                intake.ledger.gaps.note(source, Why::ConflictingValue, lines[row.index()]);
                Verdict::LeftOut(Why::ConflictingValue)
            }
        };
        if admission != Admission::Known {
            lines.push(node.line);
        }
        intake.ledger.book(source, node.line, verdict);
    }
    intake.listed = true;
    intake.columns.extend(columns.into_iter().map(|column| (column, source)));
    Ok(())
}

fn take_edges(graph: &Graph, source: SourceId, intake: &mut Intake) {
    let mut ties = Ties { source: Some(source), ..Ties::default() };
    for edge in &graph.edges {
        let [one, other] = ["source", "target"].map(|key| edge.value(key).unwrap_or_default().trim_ascii());
        let known = |id: &str| intake.roster.find(id.as_bytes());
        let verdict = match (known(one), known(other)) {
            _ if one.is_empty() || other.is_empty() => Verdict::LeftOut(Why::BlankId),
            (Some(one), Some(other)) => {
                ties.push(one, other, u32::try_from(edge.line).unwrap_or(u32::MAX));
                Verdict::Taken
            }
            _ => Verdict::LeftOut(Why::DanglingTie),
        };
        intake.ledger.book(source, edge.line, verdict);
    }
    intake.ties = Some(ties);
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
