//! People and ties as nodes and edges in JSON, as `node_link_graph` of networkx reads them. A tie without direction in a graph that
//! points stands in both directions, for there one word holds for all.

use super::also::{Network, said};
use crate::import::exports::{identity::People, rows::Gathered};
use serde_json::{Map, Value, json};

/// The file.
pub(super) fn bytes(rows: &Gathered, people: &People) -> Vec<u8> {
    let network = Network::of(rows, people);
    let node = |(id, values): (&String, &Vec<(usize, &str)>)| {
        let mut node = Map::new();
        for &(at, value) in values {
            node.insert(network.attributes[at].to_owned(), value.into());
        }
        node.insert("id".to_owned(), id.as_str().into());
        Value::Object(node)
    };
    let mut edges = Vec::new();
    for (tie, one, other) in &network.ties {
        let both = network.directed && !tie.directed && one != other;
        for (one, other) in [(one, other), (other, one)].into_iter().take(1 + usize::from(both)) {
            let mut edge =
                Map::from_iter([("source".to_owned(), json!(one)), ("target".to_owned(), json!(other))]);
            for (name, text) in said(tie) {
                edge.insert(name.to_owned(), if text.is_empty() { Value::Null } else { text.into() });
            }
            edges.push(Value::Object(edge));
        }
    }
    let nodes: Vec<Value> = network.ids.iter().zip(&network.values).map(node).collect();
    let whole = json!({ "directed": network.directed, "multigraph": true, "graph": {}, "nodes": nodes, "edges": edges });
    let mut bytes = serde_json::to_vec_pretty(&whole).expect("a graph is texts and truth values");
    bytes.push(b'\n');
    bytes
}
