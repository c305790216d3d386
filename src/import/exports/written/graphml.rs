//! People and ties as `GraphML`, as networkx, igraph and Gephi read it.

use super::also::{Network, escaped, said};
use crate::import::exports::{identity::People, rows::Gathered};

/// The file.
pub(super) fn bytes(rows: &Gathered, people: &People) -> Vec<u8> {
    let network = Network::of(rows, people);
    let mut lines = vec![
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">".to_owned(),
    ];
    let key = |id: &str, of: &str, name: &str| {
        format!("  <key id=\"{id}\" for=\"{of}\" attr.name=\"{}\" attr.type=\"string\"/>", escaped(name))
    };
    lines
        .extend(network.attributes.iter().enumerate().map(|(at, name)| key(&format!("a{at}"), "node", name)));
    lines.extend(["since", "until", "kind"].map(|name| key(name, "edge", name)));
    let default = if network.directed { "directed" } else { "undirected" };
    lines.push(format!("  <graph edgedefault=\"{default}\">"));
    for (id, values) in network.ids.iter().zip(&network.values) {
        let data = values.iter().map(|(at, value)| datum(&format!("a{at}"), value)).collect::<String>();
        lines.push(format!("    <node id=\"{}\">{data}</node>", escaped(id)));
    }
    for (tie, one, other) in &network.ties {
        let own = if network.directed && !tie.directed { " directed=\"false\"" } else { "" };
        let data = said(tie).map(|(name, text)| datum(name, &text)).collect::<String>();
        let (one, other) = (escaped(one), escaped(other));
        lines.push(format!("    <edge source=\"{one}\" target=\"{other}\"{own}>{data}</edge>"));
    }
    lines.push("  </graph>\n</graphml>\n".to_owned());
    lines.join("\n").into_bytes()
}

fn datum(key: &str, value: &str) -> String {
    format!("<data key=\"{key}\">{}</data>", escaped(value))
}
